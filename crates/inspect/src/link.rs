//! Links that are written in their one spelling: most are, and of most nothing more is to be said.

use crate::observable::{Address, Host, host};
use crate::seen::Seen;

/// An address of the web as it stands in a text, without its scheme, where that is its one spelling ([`Address::as_str`]) and
/// nothing more can stand in it. Nothing is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'t> {
    text: &'t str,
    /// Where the host ends.
    path: usize,
}

/// A longer part of a query may be a fingerprint.
const LONGEST_PART: usize = 31;

impl<'t> Link<'t> {
    /// The link that a word is, in one pass over it.
    pub(crate) fn of(word: &'t str) -> Option<Self> {
        let rest = word.strip_prefix("http").map(|rest| rest.strip_prefix('s').unwrap_or(rest))?.strip_prefix("://")?;
        let path = rest.bytes().position(|b| b == b'/')?;
        let (name, behind) = rest.split_at_checked(path)?;
        let is_plain = host::plain_name(name) == Some(name)
            && !name.bytes().any(|b| b.is_ascii_uppercase())
            && is_plain_path(behind);
        (is_plain && host::has_known_suffix(name)).then_some(Self { text: rest, path })
    }

    /// The name of the machine.
    pub fn host(&self) -> &'t str {
        self.text.get(..self.path).unwrap_or_default()
    }

    /// The whole, in its one spelling.
    pub fn as_str(&self) -> &'t str {
        self.text
    }

    /// The same as a thing that was seen.
    pub fn to_seen(&self) -> Seen {
        Seen::Address(Address::of_link(Host::Name(self.host().to_owned()), self.text.to_owned(), self.path))
    }
}

/// Whether a path with its query stands there as it would be written: no part of the path is empty, one dot or two, nothing at the
/// end may end a sentence, and nothing in the query may be an address or a fingerprint.
fn is_plain_path(path: &str) -> bool {
    if path.ends_with(['.', '?']) {
        return false;
    }
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let is_part = |part: &[u8]| !matches!(part, b"" | b"." | b"..") && part.iter().copied().all(is_plain_in_path);
    let parts = path.as_bytes().split(|&b| b == b'/').skip(1);
    (path == "/" || parts.into_iter().all(is_part)) && query.is_none_or(is_plain_query)
}

fn is_plain_query(query: &str) -> bool {
    let mut length = 0;
    query.bytes().all(|byte| {
        length = if matches!(byte, b'?' | b'&' | b'=') { 0 } else { length + 1 };
        length <= LONGEST_PART && byte != b'.' && (is_plain_in_path(byte) || matches!(byte, b'/' | b'?'))
    })
}

/// A sign that means nothing else in a link, and hides none.
fn is_plain_in_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'&' | b'=' | b'+' | b'$' | b'@')
}
