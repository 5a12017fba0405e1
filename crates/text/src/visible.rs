//! Foreign text inside a message of ours.

use std::fmt::Write as _;

use crate::signs::is_invisible;

/// The text as a message may show it: what can't be seen is written as an escape (`\u{202e}`), so that no value can
/// give orders to a terminal or turn the direction of a line, and what is longer than `most` characters is cut.
///
/// ```
/// assert_eq!(sousveil_text::visible("Acme\u{202E}dtL\n", 80), "Acme\\u{202e}dtL\\n");
/// assert_eq!(sousveil_text::visible("abcdef", 3), "abc…");
/// ```
pub fn visible(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most));
    let mut letters = text.chars();
    for c in letters.by_ref().take(most) {
        if is_invisible(c) || (c.is_whitespace() && c != ' ') {
            // Writing into a String can't fail.
            let _ = write!(out, "{}", c.escape_debug());
        } else {
            out.push(c);
        }
    }
    if !letters.as_str().is_empty() {
        out.push('…');
    }
    out
}
