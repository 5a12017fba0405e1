//! Counts answers, and writes a line about each where the operator wants that.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};

use crate::figures::Figures;
use crate::site::Site;

/// What stands for the pattern where an address fits none.
const NO_ROUTE: &str = "none";

/// The layer around all others. What it keeps and writes is ours: the pattern of the address, never the address; the
/// method only where it is one that is read here, since a stranger may write anything there.
pub(crate) async fn count(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = match *request.method() {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        _ => "other",
    };
    let response = next.run(request).await;
    let status = response.status().as_u16();
    site.figures.answered(route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str), status, begun.elapsed());
    let line = site.config.log_requests.then_some(Line { method, route, status, begun });
    let tally = Tally { figures: Arc::clone(&site.figures), bytes: 0, line };
    response.map(|body| Body::new(Counted { body, tally }))
}

struct Line {
    method: &'static str,
    route: Option<MatchedPath>,
    status: u16,
    begun: Instant,
}

/// Told when the answer is over: its last byte was taken, or its reader has gone.
struct Tally {
    figures: Arc<Figures>,
    bytes: u64,
    line: Option<Line>,
}

impl Drop for Tally {
    fn drop(&mut self) {
        self.figures.sent(self.bytes);
        if let Some(Line { method, route, status, begun }) = &self.line {
            let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
            let (bytes, milliseconds) = (self.bytes, begun.elapsed().as_millis());
            let milliseconds = u64::try_from(milliseconds).unwrap_or(u64::MAX);
            tracing::info!(target: "sousveil_requests", method, route, status, bytes, milliseconds, "answered");
        }
    }
}

struct Counted {
    body: Body,
    tally: Tally,
}

impl http_body::Body for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &frame {
            let bytes = frame.data_ref().map_or(0, Bytes::len);
            self.tally.bytes = self.tally.bytes.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
