//! Addresses of pages, in one spelling.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::net::IpAddr;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

use super::host::Host;

/// An address of the web. Scheme, user and fragment are left out: none of them changes what is meant.
#[derive(Clone, Debug)]
pub struct Address {
    host: Host,
    /// All of it, in its one spelling: the host, the port where it is none of those of the web, the parts of the path (encoded
    /// where they must be; a slash at the end makes no other address), the query as it is written.
    text: String,
    /// Where the path begins, with its slash.
    path: usize,
    /// Where it ends.
    query: usize,
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
        let mut address = Self::read_once(text)?;
        // What was encoded, or within other brackets, may be a fang once it is decoded: its spelling would be read as another.
        for _ in 0..ROUNDS {
            match refang(&address.text) {
                Cow::Borrowed(_) => return Some(address),
                Cow::Owned(plain) => address = Self::read_once(&format!("http://{plain}"))?,
            }
        }
        // Nobody writes that but to hide something or to keep readers busy: the host is what it can't hide.
        address.text.truncate(address.path + 1);
        address.query = address.text.len();
        Some(address)
    }

    fn read_once(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        if let Some(plain) = rest.and_then(Self::of_plain) {
            return Some(plain);
        }
        let url = Url::parse(text).ok()?;
        if !matches!(url.scheme(), "http" | "https" | "ftp" | "ws" | "wss") {
            return None;
        }
        let host = Host::parse(url.host_str()?)?;
        let port = url.port().filter(|port| !OF_SCHEMES.contains(port));
        let parts = url.path().split('/').filter(|part| !part.is_empty());
        let mut address = Self::on(host, port, text.len());
        for part in parts {
            let decoded = percent_decode_str(part).decode_utf8_lossy();
            address.add_part(utf8_percent_encode(&decoded, WITHIN));
        }
        Some(address.with_query(url.query().unwrap_or_default()))
    }

    /// Most addresses have nothing in them that browsers read otherwise than it is written: what stands behind the scheme, as
    /// above, and faster. None of those that may have.
    pub(crate) fn of_plain(rest: &str) -> Option<Self> {
        let end = rest.bytes().position(|b| matches!(b, b'/' | b'?' | b'#')).unwrap_or(rest.len());
        let all = rest.len();
        let (host, rest) = rest.split_at_checked(end)?;
        let host = Host::of_plain(host)?;
        let (mut end, mut query) = (rest.len(), None);
        for (at, b) in rest.bytes().enumerate() {
            match b {
                b'#' => {
                    end = at;
                    break;
                }
                b'?' if query.is_none() => query = Some(at),
                b'%' | b'\\' | b'<' | b'>' | b'"' | b'\'' | b'`' | b'{' | b'}' | b'^' | b'|' => return None,
                _ if !b.is_ascii_graphic() => return None,
                _ => {}
            }
        }
        let path = rest.get(..query.unwrap_or(end))?;
        let mut address = Self::on(host, None, all);
        for part in path.split('/').filter(|part| !part.is_empty()) {
            if part == "." || part == ".." {
                return None;
            }
            address.add_part(std::iter::once(part));
        }
        Some(address.with_query(query.and_then(|at| rest.get(at + 1..end)).unwrap_or_default()))
    }

    /// What is in its one spelling already, and where its path begins.
    pub(crate) fn of_link(host: Host, text: String, path: usize) -> Self {
        let query = text.find('?').unwrap_or(text.len());
        Self { host, text, path, query }
    }

    /// The root of a machine; `room` bytes will follow.
    fn on(host: Host, port: Option<u16>, room: usize) -> Self {
        let mut text = String::with_capacity(room + "[]:65535/".len());
        match &host {
            Host::Ip(IpAddr::V6(ip)) => text.push_str(&format!("[{ip}]")),
            host => text.push_str(&host.written()),
        }
        if let Some(port) = port {
            text.extend([":", &port.to_string()]);
        }
        let path = text.len();
        text.push('/');
        Self { query: text.len(), path, text, host }
    }

    fn add_part<'t>(&mut self, encoded: impl Iterator<Item = &'t str>) {
        if self.query > self.path + 1 {
            self.text.push('/');
        }
        self.text.extend(encoded);
        self.query = self.text.len();
    }

    fn with_query(mut self, query: &str) -> Self {
        if !query.is_empty() {
            self.text.extend(["?", query]);
        }
        self
    }

    /// The machine.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// In its one spelling.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it has no path and no query.
    pub fn is_root(&self) -> bool {
        self.text.len() == self.path + 1
    }

    /// Whether it has a query.
    pub fn has_query(&self) -> bool {
        self.query < self.text.len()
    }

    /// Whether it has a port that is none of those of the web.
    pub fn has_port(&self) -> bool {
        // A host has colons in brackets only.
        self.text.get(..self.path).is_some_and(|host| host.bytes().rev().take_while(|&b| b != b']').any(|b| b == b':'))
    }

    /// The keys under which an indicator for this address may be kept, from the whole address up: with the query, without
    /// it, and without one part of the path after the other.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (&str, Reach)> {
        let whole = self.has_query().then_some((self.as_str(), Reach::Same));
        let upto = |end: usize| self.text.get(..end).unwrap_or_default();
        let slashes = self.text.bytes().enumerate().take(self.query).skip(self.path + 1).filter(|(_, b)| *b == b'/');
        // The root, then up to each slash within the path.
        let ends = std::iter::once(self.path + 1).chain(slashes.map(|(at, _)| at));
        let mut above: Vec<usize> = ends.filter(|&end| end < self.query).take(MOST_PARTS).collect();
        above.reverse();
        let above = above.into_iter().map(move |end| (upto(end), Reach::Below));
        whole.into_iter().chain([(upto(self.query), Reach::Path)]).chain(above)
    }
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Address {}

impl PartialOrd for Address {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Address {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for Address {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// So often fangs within fangs are taken out of an address.
pub(super) const ROUNDS: usize = 4;

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
        f.write_str(&self.text)
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
