//! Addresses of pages, in one spelling.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

use super::host::Host;

/// An address of the web, taken apart. Scheme, user and fragment are left out: none of them changes what is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The machine.
    pub host: Host,
    /// The port, where it is none of those of the web.
    pub port: Option<u16>,
    /// The parts of the path, decoded once; a slash at the end makes no other address.
    pub path: Vec<String>,
    /// What stands behind the question mark, as it is written.
    pub query: Option<String>,
}

impl Address {
    /// Reads an address with or without a scheme, in plain or in defanged form ("hxxp://example[.]org"). None of what has
    /// no host, or a scheme that leads to no machine.
    pub fn parse(text: &str) -> Option<Self> {
        let text = refang(text.trim());
        Self::read(&if has_scheme(&text) { text } else { Cow::Owned(format!("http://{text}")) })
    }

    /// Reads an address that has its scheme and is not defanged.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if let Some(plain) = Self::of_plain(text) {
            return Some(plain);
        }
        let url = Url::parse(text).ok()?;
        if !matches!(url.scheme(), "http" | "https" | "ftp" | "ws" | "wss") {
            return None;
        }
        let host = Host::parse(url.host_str()?)?;
        let path = url.path().split('/').filter(|part| !part.is_empty());
        let decoded = path.map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned()).collect();
        let query = url.query().filter(|query| !query.is_empty()).map(str::to_owned);
        Some(Self { host, port: url.port().filter(|port| !OF_SCHEMES.contains(port)), path: decoded, query })
    }

    /// Most addresses have nothing in them that browsers read otherwise than it is written: as above, and faster. None of those
    /// that may have.
    fn of_plain(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, rest) = rest.split_at_checked(end)?;
        let host = Host::of_plain(host)?;
        let (rest, _) = rest.split_once('#').unwrap_or((rest, ""));
        if !rest.bytes().all(|b| b.is_ascii_graphic() && !b"%\\<>\"'`{}^|".contains(&b)) {
            return None;
        }
        let (path, query) = rest.split_once('?').map_or((rest, None), |(path, query)| (path, Some(query)));
        let path: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        if path.iter().any(|part| part == "." || part == "..") {
            return None;
        }
        let query = query.filter(|query| !query.is_empty()).map(str::to_owned);
        Some(Self { host, port: None, path, query })
    }

    /// The keys under which an indicator for this address may be kept, from the whole address up: with the query, without
    /// it, and without one part of the path after the other.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (String, Reach)> + '_ {
        let whole = self.query.as_ref().map(|_| (self.to_string(), Reach::Same));
        let all = self.path.len();
        let shorter = std::iter::once(all).chain((0..all.min(MOST_PARTS)).rev()).map(move |parts| {
            let reach = if parts == self.path.len() { Reach::Path } else { Reach::Below };
            (self.written(parts, None), reach)
        });
        whole.into_iter().chain(shorter)
    }

    fn written(&self, parts: usize, query: Option<&str>) -> String {
        let mut out = match &self.host {
            Host::Ip(ip @ IpAddr::V6(_)) => format!("[{ip}]"),
            host => host.to_string(),
        };
        if let Some(port) = self.port {
            out.push_str(&format!(":{port}"));
        }
        out.push('/');
        for (at, part) in self.path.iter().take(parts).enumerate() {
            if at > 0 {
                out.push('/');
            }
            out.extend(utf8_percent_encode(part, WITHIN));
        }
        if let Some(query) = query {
            out.push('?');
            out.push_str(query);
        }
        out
    }
}

/// Ports that the schemes stand for, which are left out as these are.
const OF_SCHEMES: [u16; 2] = [80, 443];

/// What is encoded in a part of a path, so that reading it again gives the same: a slash that was encoded is no end of it.
const WITHIN: &AsciiSet =
    &CONTROLS.add(b' ').add(b'%').add(b'/').add(b'\\').add(b'?').add(b'#').add(b'"').add(b'<').add(b'>').add(b'`');

/// Whether it begins with a scheme: in "example.org/?to=http://…" one stands elsewhere.
fn has_scheme(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'-')
    })
}

/// Indicators of so many parts are looked for above an address; the whole address always is.
const MOST_PARTS: usize = 32;

/// How an address lies to the one of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// It is the same.
    Same,
    /// It is the same but for the query, which the indicator has none of.
    Path,
    /// It has more parts.
    Below,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(self.path.len(), self.query.as_deref()))
    }
}

/// Ways in which reports make addresses harmless, and what they stand for. Our list.
const FANGS: [(&str, &str); 17] = [
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("[DOT]", "."),
    ("[Dot]", "."),
    ("(DOT)", "."),
    ("(Dot)", "."),
    ("\\.", "."),
    ("[:]", ":"),
    ("[://]", "://"),
    ("[/]", "/"),
    ("[@]", "@"),
    ("[at]", "@"),
    ("(at)", "@"),
    ("(@)", "@"),
];

/// Text with defanged addresses as they were.
pub fn refang(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    if text.contains(['[', '(', '{', '\\']) {
        for (fanged, plain) in FANGS {
            if out.contains(fanged) {
                out = Cow::Owned(out.replace(fanged, plain));
            }
        }
    }
    match undone(&out) {
        Some(undone) => Cow::Owned(undone),
        None => out,
    }
}

/// What is written for *http*, in whatever case: phones begin a message with a capital.
const FANGED: [&str; 4] = ["hxxp", "h**p", "hxtp", "htxp"];

/// The text with *http* where it was fanged, if it was.
fn undone(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = fanged_at(rest) {
        let (before, after) = rest.split_at_checked(at)?;
        out.push_str(before);
        out.push_str("http");
        rest = after.get("http".len()..)?;
    }
    (!out.is_empty()).then(|| out + rest)
}

fn fanged_at(text: &str) -> Option<usize> {
    if !text.bytes().any(|b| matches!(b, b'x' | b'X' | b'*')) {
        return None;
    }
    // Where a scheme stands: a host may have these letters, too.
    let is_scheme = |after: &[u8]| matches!(after, [b's' | b'S', b':' | b'%', ..] | [b':' | b'%', ..]);
    let is = |window: &[u8]| FANGED.iter().any(|fanged| fanged.as_bytes().eq_ignore_ascii_case(window));
    let bytes = text.as_bytes();
    let here = |at: &usize| {
        bytes.get(*at..*at + "http".len()).is_some_and(is) && bytes.get(*at + "http".len()..).is_some_and(is_scheme)
    };
    (0..bytes.len()).find(here)
}
