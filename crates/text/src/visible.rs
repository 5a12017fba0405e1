//! Foreign text inside a message of ours.

use crate::signs::is_invisible;

/// The text as a message may show it: what can't be seen is written as an escape (`\u{202e}`), so that no value can
/// give orders to a terminal or turn the direction of a line, and what would have more than `most` characters is cut.
///
/// ```
/// assert_eq!(sousveil_text::visible("Acme\u{202E}dtL\n", 80), "Acme\\u{202e}dtL\\n");
/// assert_eq!(sousveil_text::visible("abcdef", 3), "abc…");
/// ```
pub fn visible(text: &str, most: usize) -> String {
    let (mut out, mut left) = (String::with_capacity(text.len().min(most)), most);
    for c in text.chars() {
        let escaped = if is_invisible(c) && !c.is_control() {
            Some(c.escape_unicode().to_string())
        } else if c.is_control() || (c.is_whitespace() && c != ' ') {
            Some(c.escape_debug().to_string())
        } else {
            None
        };
        let width = escaped.as_ref().map_or(1, String::len);
        if width > left {
            out.push('…');
            break;
        }
        left -= width;
        match escaped {
            Some(escaped) => out.push_str(&escaped),
            None => out.push(c),
        }
    }
    out
}
