//! The feed of the whole.

use axum::response::Response;

use crate::cx::Cx;
use crate::error::Error;
use crate::formats;

pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    Ok(formats::feed(cx, "Sousveil: what changed".to_owned(), "/".to_owned(), None))
}
