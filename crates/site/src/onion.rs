//! `Onion-Location`: tells Tor Browser that the page it shows has a twin on an onion service.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::language::Choice;
use crate::site::Site;

const ONION_LOCATION: HeaderName = HeaderName::from_static("onion-location");

/// Sets the header on pages (answers in HTML that are no errors) where the request did not come by the onion service.
pub(crate) async fn announce(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let Some(onion) = site.config.onion_url.as_deref().map(|url| url.trim_end_matches('/')) else {
        return next.run(request).await;
    };
    let by_onion = host(&request).is_some_and(|host| is_below(&host, onion));
    let address = request.uri().path_and_query().map_or("/", |p| p.as_str());
    let prefix = request.extensions().get().map_or("", |choice: &Choice| choice.prefix());
    let location = HeaderValue::from_bytes(format!("{onion}{prefix}{address}").as_bytes());
    let mut response = next.run(request).await;
    let html = response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if let (Ok(location), true) = (location, html && !by_onion && response.status().is_success()) {
        response.headers_mut().insert(ONION_LOCATION, location);
    }
    response
}

/// The host that the reader asked, in lower case.
fn host(request: &Request) -> Option<String> {
    let named = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).and_then(|h| h.parse().ok());
    let authority: Option<Authority> = request.uri().authority().cloned().or(named);
    authority.map(|a| a.host().trim_end_matches('.').to_ascii_lowercase())
}

/// Whether a host is that of the onion address, or a name below it.
fn is_below(host: &str, onion: &str) -> bool {
    let Some(onion) = onion.parse::<Uri>().ok().and_then(|u| u.host().map(str::to_ascii_lowercase)) else {
        return false;
    };
    host.strip_suffix(&onion).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
