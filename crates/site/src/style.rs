//! The one stylesheet. Its address carries its own fingerprint, so it may be kept for ever.

use std::sync::LazyLock;

/// The rules.
pub(crate) const CSS: &str = include_str!("style.css");

/// Its address: `/style-HASH.css`.
pub(crate) static ADDRESS: LazyLock<String> = LazyLock::new(|| {
    // Any fingerprint will do that changes with the text; this one is at hand.
    let hash = sousveil_model::id::statement_id("style", "", "", CSS, None);
    let short: String = hash.chars().take(12).collect();
    format!("/style-{short}.css")
});
