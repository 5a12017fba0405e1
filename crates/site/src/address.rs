//! Addresses of pages, and the encoding of what goes into them.

use sousveil_export::place;
use sousveil_snapshot::Head;

/// The address of an entity's page, with the readable tail that companies have.
pub(crate) fn of_entity(head: Head<'_>) -> String {
    of(head.schema, head.id, head.caption)
}

/// The same from its parts.
pub(crate) fn of(schema: &str, id: &str, caption: &str) -> String {
    let path = place::path(schema, id);
    if schema == "Company" { format!("{path}/{}", sousveil_text::slug(caption)) } else { path }
}

/// A value for a query string (the form encoding of browsers).
pub fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            byte => {
                let hex = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0').to_ascii_uppercase();
                out.push('%');
                out.push(hex(byte >> 4));
                out.push(hex(byte & 15));
            }
        }
    }
    out
}

/// The data version that an address names, of what was typed for it.
pub(crate) fn version(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).take(64).collect()
}

/// The pairs of a query string, decoded; what is no UTF-8 is replaced.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|p| !p.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key), decode(value))
        })
        .collect()
}

/// The text of what is written with `%`; what is no UTF-8 is replaced.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let rest = bytes.clone();
                let digits: Vec<u8> = rest
                    .take(2)
                    .filter_map(|b| char::from(b).to_digit(16))
                    .filter_map(|d| u8::try_from(d).ok())
                    .collect();
                if let [high, low] = digits.as_slice() {
                    out.push(high * 16 + low);
                    bytes.next();
                    bytes.next();
                } else {
                    out.push(b'%');
                }
            }
            byte => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// An address from outside, where it is one that a browser may be sent to without running anything.
pub(crate) fn outer(url: &str) -> Option<&str> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_survive_the_way_through_an_address() {
        for text in ["a b", "O‘zbekiston & Ко", "100%", "<script>", "+-="] {
            assert_eq!(pairs(&format!("q={}", encode(text))), [("q".to_owned(), text.to_owned())]);
        }
        assert_eq!(pairs("q=%zz%4"), [("q".to_owned(), "%zz%4".to_owned())]);
    }

    #[test]
    fn only_plain_addresses_become_links() {
        assert_eq!(outer("javascript:alert(1)"), None);
        assert_eq!(outer("HTTPS://example.org"), Some("HTTPS://example.org"));
    }
}
