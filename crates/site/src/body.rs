//! Bodies of requests, read whole and within bounds.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body::Body as _;
use tokio::time::timeout;

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It has more bytes than are read.
    TooLarge,
    /// It took too long, or broke off.
    BrokeOff,
}

/// A whole body of at most so many bytes, which must have come within that time.
pub(crate) async fn whole(body: Body, most: usize, patience: Duration) -> Result<Bytes, Fault> {
    timeout(patience, read(body, most)).await.unwrap_or(Err(Fault::BrokeOff))
}

async fn read(mut body: Body, most: usize) -> Result<Bytes, Fault> {
    let mut whole = Vec::new();
    loop {
        match poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            None => return Ok(whole.into()),
            Some(Err(_)) => return Err(Fault::BrokeOff),
            Some(Ok(frame)) => {
                let data = frame.data_ref().map_or(&[] as &[u8], |data| data.as_ref());
                if whole.len() + data.len() > most {
                    return Err(Fault::TooLarge);
                }
                whole.extend_from_slice(data);
            }
        }
    }
}
