//! The readable tail of an address.

use crate::latin::latin;

const LONGEST: usize = 60;

/// The readable part of an address: [`latin`] with hyphens, at most 60 characters, cut between
/// words where possible; `x` when nothing is left. It may change; the id before it doesn't.
///
/// ```
/// assert_eq!(sousveil_text::slug("Müller & Söhne GmbH"), "muller-sohne-gmbh");
/// ```
pub fn slug(s: &str) -> String {
    let latin = latin(s);
    let mut out = String::new();
    for word in latin.split(' ') {
        let room = LONGEST - out.len();
        if out.is_empty() {
            out.extend(word.chars().take(room));
        } else if word.len() < room {
            out.push('-');
            out.push_str(word);
        } else {
            break;
        }
    }
    if out.is_empty() {
        out.push('x');
    }
    out
}
