//! Bodies of requests, read whole and within bounds.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body::Body as _;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use crate::error::Error;
use crate::site::Site;

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It has more bytes than are read.
    TooLarge,
    /// It took too long, or broke off.
    BrokeOff,
}

/// The body of a form that a browser sent.
pub(crate) struct Posted {
    pub(crate) body: Bytes,
    /// Held until the answer is made, so that the bodies of all who ask have room at once.
    _place: OwnedSemaphorePermit,
}

/// What a browser sends a form as.
const FORM: &str = "application/x-www-form-urlencoded";

/// Whether a form without a file is announced.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(FORM)
}

impl Posted {
    /// Takes a form of at most so many bytes.
    ///
    /// # Errors
    /// There is no room for one more, it is too large, or it did not come in time.
    pub(crate) async fn receive(site: &Site, body: Body, most: usize) -> Result<Self, Error> {
        let place = Arc::clone(&site.bodies).try_acquire_owned().map_err(|_| Error::Busy)?;
        match whole(body, most, site.config.limits.connections.head).await {
            Ok(body) => Ok(Self { body, _place: place }),
            Err(Fault::TooLarge) => Err(Error::BodyTooLarge(most)),
            Err(Fault::BrokeOff) => Err(Error::BrokeOff),
        }
    }
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
