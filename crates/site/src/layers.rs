//! What happens around every handler: bounds, the one snapshot of the request, caching, headers.

use std::any::Any;
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, Response as HttpResponse, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::api;
use crate::bounds::hold;
use crate::cx::Cx;
use crate::error::Error;
use crate::language::Choice;
use crate::local::is_local;
use crate::pages;
use crate::rate::cost;
use crate::response::{CachePolicy, Media, answer, harden, tag, unchanged};
use crate::site::Site;

/// Where the server says that it lives.
const HEALTH: &str = "/healthz";

/// The outermost layer: whatever made an answer, it leaves with the promised headers.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    harden(response.headers_mut());
    response
}

/// Refuses what is not read here, bounds length, number and time, takes the snapshot, answers 304.
pub(crate) async fn envelope(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let limits = site.config.limits;
    let uri = request.uri().clone();
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if uri.path() == HEALTH && is_read {
        // Before all bounds: whoever watches over the server asks just when they are reached.
        return pages::machine::health(&site.snapshot());
    }
    let face = if api::is_here(uri.path()) { Face::Door } else { Face::Page };
    let mut client = site.buckets.client(request.extensions().get().copied(), request.headers());
    if face == Face::Door {
        match api::admit(&site, request.headers(), uri.path(), uri.query().unwrap_or_default()) {
            // Who has a key is known by it, wherever the request comes from.
            Ok(holder) => client = holder.or(client),
            Err(error) => return error.answer(),
        }
    }
    let choice = request.extensions().get().copied().unwrap_or(Choice::ENGLISH);
    let is_local = site.config.is_own() && is_local(request.extensions().get().copied(), &uri, request.headers());
    let cx = Cx::new(Arc::clone(&site), uri, choice, client, is_local);
    if let Some(client) = client
        && let Err(wait) = site.buckets.take(client, cost(cx.uri.path()), Instant::now())
    {
        return face.tell(Error::TooOften { wait }, Some(&cx));
    }
    let asks = [pages::screen::ADDRESS, pages::check::ADDRESS, pages::inspect::ADDRESS].contains(&cx.uri.path());
    let is_question = asks && *request.method() == Method::POST;
    if !is_read && !is_question && face == Face::Page {
        return face.tell(Error::Method(if asks { "GET, HEAD, POST" } else { "GET, HEAD" }), Some(&cx));
    }
    if cx.address().len() > limits.address {
        return face.tell(Error::TooLong(limits.address), Some(&cx));
    }
    let hash = if face == Face::Door {
        let taken = api::taken(&cx);
        let hash = taken.hash();
        request.extensions_mut().insert(taken);
        hash
    } else {
        cx.snapshot.manifest().data_hash.clone()
    };
    let tag = tag(&hash, &site.fingerprint, &format!("{} {}", choice.spoken(), cx.address()));
    if is_read && unchanged(request.headers(), &tag) {
        let mut response = answer(StatusCode::NOT_MODIFIED, Media::Html, CachePolicy::Revalidate, Body::empty());
        response.headers_mut().remove(header::CONTENT_TYPE);
        put_tag(&mut response, &tag);
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        choice.vary(cx.uri.path(), response.headers_mut());
        return response;
    }
    let Ok(permit) = Arc::clone(&site.permits).try_acquire_owned() else {
        return face.tell(Error::Busy, Some(&cx));
    };
    request.extensions_mut().insert(cx.clone());
    let mut response = match tokio::time::timeout(limits.time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => return face.tell(Error::Slow, Some(&cx)),
    };
    choice.vary(cx.uri.path(), response.headers_mut());
    let policy = response.headers().get(header::CACHE_CONTROL).cloned();
    if response.status() == StatusCode::OK && policy != Some(CachePolicy::NoStore.header()) {
        put_tag(&mut response, &tag);
        // For the reader's eyes only: a day is too coarse to answer 304 by, so `If-Modified-Since` is passed over.
        // The stylesheet is as old as the program, which the data's date tells nothing of.
        if let Some(day) = cx.modified().filter(|_| policy == Some(CachePolicy::Revalidate.header())) {
            response.headers_mut().insert(header::LAST_MODIFIED, day.clone());
        }
    }
    hold(response, permit)
}

/// For whom an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    /// People.
    Page,
    /// Programs that ask under `/api`.
    Door,
}

impl Face {
    /// What went wrong, so that they understand it.
    fn tell(self, error: Error, cx: Option<&Cx>) -> Response {
        match self {
            Self::Page => error.page(cx),
            Self::Door => api::Error::from(error).answer(),
        }
    }
}

fn put_tag(response: &mut Response, tag: &str) {
    if let Ok(value) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, value);
    }
}

/// A panic in a handler is our mistake: the reader gets a page and the connection lives on.
pub(crate) fn panicked(_: Box<dyn Any + Send + 'static>) -> HttpResponse<Body> {
    Error::Panicked.page(None)
}
