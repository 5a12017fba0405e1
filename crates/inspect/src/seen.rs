//! What stands in somebody's text: addresses, names of machines, mailboxes, fingerprints.

use std::borrow::Cow;
use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use crate::observable::{Address, Host, Kind, Observable, host, refang};

/// A thing that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Seen {
    /// An address of a page.
    Address(Address),
    /// The same, read no further than a comma, which may part it from what follows: it is held against addresses alone.
    Shorter(Address),
    /// A machine.
    Host(Host),
    /// A mailbox: all of it in lower case, and its host.
    Mail(String, Host),
    /// Anything else.
    Other(Observable),
}

impl Seen {
    /// What a reader or a file says that it is.
    pub fn of(observable: &Observable) -> Option<Self> {
        let value = observable.value();
        match observable.kind() {
            Kind::Url => Address::parse(value).map(Self::Address),
            Kind::Host | Kind::Ip => Host::parse(value).map(Self::Host),
            Kind::Email => {
                let host = Host::parse(value.rsplit_once('@')?.1)?;
                Some(Self::Mail(value.to_owned(), host))
            }
            _ => Some(Self::Other(observable.clone())),
        }
    }

    /// In its one spelling.
    pub fn value(&self) -> Cow<'_, str> {
        match self {
            Self::Address(address) | Self::Shorter(address) => Cow::Owned(address.to_string()),
            Self::Host(host) => Cow::Owned(host.to_string()),
            Self::Mail(whole, _) => Cow::Borrowed(whole),
            Self::Other(observable) => Cow::Borrowed(observable.value()),
        }
    }

    /// What sort of thing it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Address(_) | Self::Shorter(_) => Kind::Url,
            Self::Host(Host::Name(_)) => Kind::Host,
            Self::Host(Host::Ip(_)) => Kind::Ip,
            Self::Mail(..) => Kind::Email,
            Self::Other(observable) => observable.kind(),
        }
    }
}

/// What parts the words of a row, or of program text.
const SEPARATORS: [char; 9] = [',', ';', '|', '(', ')', '{', '}', '\'', '`'];

/// How deep addresses within addresses are followed: a link through a redirector, through another one.
const DEEP: u32 = 3;

/// An address is read so far. Whatever follows has no part in its host.
const LONGEST: usize = 8192;

/// Schemes of which what follows is an address of the web; of others, such as `intent` and `ldap`, it may be one.
const WEB: [&str; 5] = ["http", "https", "ftp", "ws", "wss"];

/// Everything in a text that an indicator may fit, each once, in the order of the text. Defanged forms are read as what they
/// stand for, and addresses inside others are found as well.
pub fn find(text: &str) -> Vec<Seen> {
    let mut found = Found::default();
    found.text(text, 0);
    found.list
}

#[derive(Default)]
struct Found {
    list: Vec<Seen>,
    known: HashSet<Seen>,
}

impl Found {
    fn add(&mut self, seen: Seen) -> bool {
        let new = self.known.insert(seen.clone());
        if new {
            self.list.push(seen);
        }
        new
    }

    fn text(&mut self, text: &str, depth: u32) {
        for token in plainly(&refang(text)).split(is_end) {
            let token = token.trim_matches(is_around);
            if token.len() >= 4 {
                self.token(token, depth);
            }
        }
    }

    fn token(&mut self, token: &str, depth: u32) {
        // Each scheme begins an address, wherever it stands: behind another address, in brackets, in a query.
        for (at, _) in token.match_indices("://") {
            let before = token.get(..at).unwrap_or_default();
            let start = before.trim_end_matches(is_of_scheme).len();
            let end = (at + LONGEST).min(token.len());
            let end = (0..=end).rev().find(|&end| token.is_char_boundary(end)).unwrap_or(0);
            if let (Some(scheme), Some(rest)) = (token.get(start..at), token.get(at + 3..end)) {
                self.address(scheme, rest, depth);
            }
        }
        for word in token.split(SEPARATORS) {
            let before = word.find("://").and_then(|at| word.get(..at)).map(|word| word.trim_end_matches(is_of_scheme));
            self.word(before.unwrap_or(word).trim_matches(is_around), depth);
        }
    }

    /// What stands behind a scheme.
    fn address(&mut self, scheme: &str, rest: &str, depth: u32) {
        let rest = rest.trim_start_matches(['/', '\\']);
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let Some((authority, path)) = rest.split_at_checked(end) else { return };
        // Quotes and bars end an address that was written without spaces around it.
        let path = path.split(['\'', '"', '|', '<', '>', '`', '{', '}', '^']).next().unwrap_or_default();
        let path = path.trim_end_matches(|c| is_around(c) && c != '/');
        let of = |authority: &str, path: &str| {
            // The bracket that closes a number was taken for one around the address.
            let close = if authority.starts_with('[') && !authority.contains(']') { "]" } else { "" };
            let address = Address::parse(&format!("http://{authority}{close}{path}"))?;
            address.host.name().is_none_or(host::has_known_suffix).then_some(address)
        };
        let address = of(authority, path).or_else(|| {
            // What is no part of a host is written onto it ("http://example.org,then").
            let end = authority.find(|c: char| !c.is_ascii_alphanumeric() && !"-._:@%".contains(c))?;
            of(authority.get(..end)?, "")
        });
        let web = WEB.iter().any(|web| web.eq_ignore_ascii_case(scheme));
        if let Some(address) = address.filter(|address| web || address.host.name().is_some()) {
            if let Some(shorter) = path.split_once([',', ';']).and_then(|(path, _)| of(authority, path)) {
                self.add(Seen::Shorter(shorter));
            }
            if !self.add(Seen::Address(address)) {
                return;
            }
        }
        self.within(path, depth);
    }

    /// Addresses, hosts and mailboxes in a path, a query or a fragment, percent-encoded or not.
    fn within(&mut self, path: &str, depth: u32) {
        if depth >= DEEP {
            return;
        }
        let (path, query) = path.split_at_checked(path.find(['?', '#']).unwrap_or(path.len())).unwrap_or((path, ""));
        let encoded = path.split('/').filter(|part| part.contains('%'));
        // Taken apart before it is decoded: what is within it may have a query of its own.
        for part in encoded.chain(query.split(['?', '#', '&', '='])).filter(|part| part.len() >= 4) {
            self.text(&percent_decode_str(part).decode_utf8_lossy(), depth + 1);
        }
    }

    /// A word without a scheme that is followed by two slashes.
    fn word(&mut self, word: &str, depth: u32) {
        let known = self.list.len();
        self.bare(word, depth);
        // "From:somebody@example.org", "src=//example.org/x"
        if let Some((_, after)) = word.rsplit_once([':', '=']).filter(|_| self.list.len() == known) {
            self.bare(after.trim_matches(is_around), depth);
        }
    }

    fn bare(&mut self, word: &str, depth: u32) {
        // "//host/x", "\\\\host\\share", and what browsers read as an address all the same: "https:/host", "https:\\\\host".
        let scheme = word.split_once(':').filter(|(scheme, _)| WEB.iter().any(|web| web.eq_ignore_ascii_case(scheme)));
        let rest = scheme.map_or(word, |(_, rest)| rest);
        if scheme.is_some() && rest.starts_with(['/', '\\']) || rest.starts_with("//") || rest.starts_with("\\\\") {
            return self.address("http", &rest.replace('\\', "/"), depth);
        }
        let mail = word.split(['?', '&']).next().unwrap_or_default();
        let mail = mail.rsplit_once("mailto:").map_or(mail, |(_, rest)| rest);
        let mail = mail.rsplit_once('=').map_or(mail, |(_, rest)| rest);
        if mail.contains('@')
            && let Some(seen) = Observable::new(Kind::Email, mail).ok().as_ref().and_then(Seen::of)
        {
            self.add(seen);
            return;
        }
        let hash = match word.len() {
            32 => Observable::new(Kind::Md5, word).ok(),
            40 => Observable::new(Kind::Sha1, word).ok(),
            64 => Observable::new(Kind::Sha256, word).ok(),
            _ => None,
        };
        if let Some(hash) = hash {
            self.add(Seen::Other(hash));
            return;
        }
        let end = word.find(['/', '?', '#']).unwrap_or(word.len());
        let (name, rest) = word.split_at_checked(end).unwrap_or((word, ""));
        let name = name.rsplit_once('=').map_or(name, |(_, name)| name);
        let name = name.rsplit_once('@').map_or(name, |(_, name)| name);
        let (bare, port) = match name.split_once(':') {
            Some((bare, port)) if !port.contains(':') => (bare, Some(port)),
            _ => (name, None),
        };
        let dots = bare.matches(['.', '。', '．']).count();
        let Some(host) = (dots > 0 || bare.contains("::")).then(|| Host::parse(bare)).flatten() else { return };
        let fits = match &host {
            Host::Name(name) => host::has_known_suffix(name),
            // "5.180.77" is a version.
            Host::Ip(ip) => ip.is_ipv6() || dots == 3,
        };
        if !fits {
            return;
        }
        if rest.len() > 1 || port.is_some_and(|port| port.parse::<u16>().is_ok()) {
            self.address("http", &format!("{name}{rest}"), depth);
        } else {
            self.add(Seen::Host(host));
        }
    }
}

/// Text without what hides an address from a reader of words: characters that browsers drop inside names (UTS 46), and what
/// JSON and HTML write for a slash and an ampersand.
fn plainly(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    if out.contains(is_dropped) {
        out = Cow::Owned(out.replace(is_dropped, ""));
    }
    for (written, meant) in [("\\/", "/"), ("&amp;", "&"), ("&nbsp;", " ")] {
        if out.contains(written) {
            out = Cow::Owned(out.replace(written, meant));
        }
    }
    out
}

fn is_dropped(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

fn is_of_scheme(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-')
}

/// Characters that no address has.
fn is_end(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '^')
}

/// Characters that stand around an address rather than in it.
fn is_around(c: char) -> bool {
    matches!(
        c,
        '(' | ')'
            | '{'
            | '}'
            | '\''
            | ','
            | ';'
            | ':'
            | '!'
            | '*'
            | '«'
            | '»'
            | '„'
            | '“'
            | '”'
            | '’'
            | '‘'
            | '…'
            | '、'
            | '。'
            | '，'
            | '|'
            | '`'
            | '['
            | ']'
            | '.'
            | '?'
    )
}
