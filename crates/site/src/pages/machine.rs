//! What programs ask for.

use axum::http::StatusCode;
use axum::response::Response;
use sousveil_snapshot::Snapshot;

use crate::cx::Cx;
use crate::error::Error;
use crate::response::{CachePolicy, Media, answer};

/// Whether the server is alive, and with which data.
pub(crate) fn health(snapshot: &Snapshot) -> Response {
    let manifest = snapshot.manifest();
    let body = serde_json::json!({
        "status": "ok",
        "dataset": manifest.dataset.name,
        "data_version": manifest.dataset.version,
        "data_hash": manifest.data_hash,
    });
    answer(StatusCode::OK, Media::Json, CachePolicy::NoStore, format!("{body}\n"))
}

/// Everything may be read; the endless combinations of filters need not be.
pub(crate) fn robots() -> Response {
    let body = "User-agent: *\nDisallow: /search\nDisallow: /*/search\nDisallow: /api/\nDisallow: /*?*\nAllow: /\n";
    answer(StatusCode::OK, Media::Text, CachePolicy::Revalidate, body)
}

/// Whom to tell of a security hole, where the operator has said so (RFC 9116 wants both lines).
pub(crate) fn security(cx: &Cx) -> Result<Response, Error> {
    let config = &cx.site.config;
    let (Some(contact), Some(expires)) = (&config.security_contact, &config.security_expires) else {
        return Err(Error::NotFound { what: "security contact configured on this server".to_owned() });
    };
    let line = |text: &str| text.replace(['\r', '\n'], " ");
    let mut body = format!("Contact: {}\nExpires: {}\nPreferred-Languages: en\n", line(contact), line(expires));
    if let Some(address) = cx.place().absolute("/.well-known/security.txt") {
        body.push_str(&format!("Canonical: {address}\n"));
    }
    Ok(answer(StatusCode::OK, Media::Text, CachePolicy::Revalidate, body))
}
