//! What keeps the server answering while much is asked of it: turns for what computes, and answers that count until
//! they are sent.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::response::Response;
use http_body::{Frame, SizeHint};
use tokio::sync::OwnedSemaphorePermit;

use crate::error::Error;
use crate::site::Site;

/// Runs what computes beside the threads that carry the connections: there it would hold up all others, and no
/// timeout could fire. A job whose request was given up ends by itself and keeps its turn until then.
pub(crate) async fn turn<T: Send + 'static>(site: &Site, job: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let turn = Arc::clone(&site.turns).acquire_owned().await.map_err(|_| Error::Busy)?;
    let job = move || {
        let _turn = turn;
        job()
    };
    tokio::task::spawn_blocking(job).await.map_err(|_| Error::Panicked)
}

/// Ties a permit to an answer: it is given back when the last byte was taken or the reader has gone.
pub(crate) fn hold(response: Response, permit: OwnedSemaphorePermit) -> Response {
    response.map(|body| Body::new(Held { body, _permit: permit }))
}

struct Held {
    body: Body,
    _permit: OwnedSemaphorePermit,
}

impl http_body::Body for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
