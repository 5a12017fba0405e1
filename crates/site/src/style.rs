//! Stylesheets. The address of each carries its own fingerprint, so it may be kept for ever.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::http::StatusCode;
use axum::response::Response;

use crate::response::{CachePolicy, Media, answer};

/// Rules and where they are.
#[derive(Debug)]
pub(crate) struct Style {
    rules: Cow<'static, str>,
    /// `/NAME-HASH.css`.
    pub(crate) address: String,
}

/// The rules of every page.
pub(crate) static ALL: LazyLock<Style> = LazyLock::new(|| Style::new("style", include_str!("style.css").into()));

/// Where on a map of the world each country lies.
pub(crate) static MAP: LazyLock<Style> =
    LazyLock::new(|| Style::new("map", sousveil_picture::world::stylesheet(".over").into()));

/// Whether an address is that of a stylesheet.
pub(crate) fn is_one(path: &str) -> bool {
    path == ALL.address || path == MAP.address
}

impl Style {
    fn new(name: &str, rules: Cow<'static, str>) -> Self {
        // Any fingerprint will do that changes with the text; this one is at hand.
        let hash = sousveil_model::id::statement_id("style", "", "", &rules, None);
        let short: String = hash.chars().take(12).collect();
        Self { rules, address: format!("/{name}-{short}.css") }
    }

    pub(crate) fn answer(&'static self) -> Response {
        answer(StatusCode::OK, Media::Css, CachePolicy::Immutable, &*self.rules)
    }
}
