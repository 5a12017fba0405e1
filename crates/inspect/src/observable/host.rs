//! Names and numbers of machines, in one spelling.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;

use url::Host as Parsed;

/// A name (in ASCII, lower case, without a dot at its end) or an address of a machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// A name of at least two labels.
    Name(String),
    /// A number, in whatever form it was written ("0x7f.1" is 127.0.0.1).
    Ip(IpAddr),
}

impl Host {
    /// Reads a host as browsers do: international names become punycode (UTS 46), numbers are numbers. None of what has
    /// one label only, or letters that no name has.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('.');
        if let Some(plain) = Self::of_plain(text) {
            return Some(plain);
        }
        let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        if let Ok(ip) = bare.unwrap_or(text).parse::<std::net::Ipv6Addr>() {
            return Some(Self::Ip(ip.to_canonical()));
        }
        match Parsed::parse(text).ok()? {
            Parsed::Domain(name) => {
                let name = name.trim_end_matches('.');
                let fits = name.contains('.') && name.len() <= 253 && name.split('.').all(is_label);
                fits.then(|| Self::Name(name.to_owned()))
            }
            Parsed::Ipv4(ip) => Some(Self::Ip(IpAddr::V4(ip))),
            Parsed::Ipv6(ip) => Some(Self::Ip(ip.to_canonical())),
        }
    }

    /// Most names are plain: as above, and faster.
    pub(super) fn of_plain(text: &str) -> Option<Self> {
        plain_name(text).map(|name| Self::Name(name.to_ascii_lowercase()))
    }

    /// In its one spelling.
    pub fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Name(name) => Cow::Borrowed(name),
            Self::Ip(ip) => Cow::Owned(ip.to_string()),
        }
    }

    /// The name, if it is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            Self::Ip(_) => None,
        }
    }

    /// What somebody registered: the public suffix and one label before it; none of a number, or of a suffix itself.
    pub fn registered(&self) -> Option<&str> {
        self.name().and_then(registered)
    }

    /// The name itself, then what is left of it without its first label, and so on, down to two labels.
    pub fn with_parents(&self) -> impl Iterator<Item = &str> {
        self.name().into_iter().flat_map(with_parents)
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Ip(ip) => ip.fmt(f),
        }
    }
}

/// A name without the dots at its end, if it is of letters, digits and hyphens and browsers can't read it otherwise: none of what
/// ends like a number, and no international name in ASCII.
pub(crate) fn plain_name(text: &str) -> Option<&str> {
    let name = text.trim_end_matches('.');
    let bytes = name.as_bytes();
    // Where the label begins that is read.
    let mut start = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {}
            b'-' if at != start + 3 || bytes.get(at - 1) != Some(&b'-') => {}
            b'.' if (1..=63).contains(&(at - start)) => start = at + 1,
            _ => return None,
        }
    }
    let last = bytes.get(start..).unwrap_or_default();
    let fits = start > 0 && bytes.len() <= 253 && last.len() <= 63 && last.first()?.is_ascii_alphabetic();
    fits.then_some(name)
}

/// The name itself, then what is left of it without its first label, and so on, down to two labels.
pub(crate) fn with_parents(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(name), |name| {
        name.split_once('.').map(|(_, parent)| parent).filter(|parent| parent.contains('.'))
    })
}

/// Letters, digits, hyphens and the underscore that some services have (RFC 2181, section 11).
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Whether strangers register names right below this one: a public suffix, of a registry or of a provider
/// (<https://publicsuffix.org>, as the `psl` crate holds it).
pub(crate) fn is_suffix(name: &str) -> bool {
    psl::suffix(name.as_bytes()).is_some_and(|suffix| suffix.is_known() && suffix.as_bytes() == name.as_bytes())
}

/// Whether the name ends in a suffix that the list has.
pub(crate) fn has_known_suffix(name: &str) -> bool {
    psl::suffix(name.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

/// The suffix that the name ends in.
pub(crate) fn suffix(name: &str) -> Option<&str> {
    std::str::from_utf8(psl::suffix(name.as_bytes())?.as_bytes()).ok()
}

/// What somebody registered: the suffix and one label before it.
pub(crate) fn registered(name: &str) -> Option<&str> {
    registered_under(name).map(|(registered, _)| registered)
}

/// The same, and the suffix.
pub(crate) fn registered_under(name: &str) -> Option<(&str, &str)> {
    let domain = psl::domain(name.as_bytes())?;
    let registered = std::str::from_utf8(domain.as_bytes()).ok()?;
    let suffix = registered.len().checked_sub(domain.suffix().as_bytes().len())?;
    Some((registered, registered.get(suffix..)?))
}
