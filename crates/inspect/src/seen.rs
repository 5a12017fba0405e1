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
    /// A machine.
    Host(Host),
    /// A mailbox: all of it in lower case, and its host.
    Mail(String, Host),
    /// Anything else.
    Other(Observable),
}

impl Seen {
    /// What a reader or a file says that it is.
    ///
    /// # Errors
    /// As [`Observable::new`].
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
            Self::Address(address) => Cow::Owned(address.to_string()),
            Self::Host(host) => Cow::Owned(host.to_string()),
            Self::Mail(whole, _) => Cow::Borrowed(whole),
            Self::Other(observable) => Cow::Borrowed(observable.value()),
        }
    }

    /// What sort of thing it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Address(_) => Kind::Url,
            Self::Host(Host::Name(_)) => Kind::Host,
            Self::Host(Host::Ip(_)) => Kind::Ip,
            Self::Mail(..) => Kind::Email,
            Self::Other(observable) => observable.kind(),
        }
    }
}

/// What parts the cells of a row.
const SEPARATORS: [char; 3] = [',', ';', '|'];

/// How deep addresses within addresses are followed: a link through a redirector, through another one.
const DEEP: u32 = 3;

/// Everything in a text that an indicator may fit, each once, in the order of the text. Defanged forms are read as what they
/// stand for, and addresses inside the queries of addresses are found as well.
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
        for token in refang(text).split(is_end) {
            let token = token.trim_matches(is_around);
            if token.len() >= 4 && token.len() <= 8192 {
                self.token(token, depth);
            }
        }
    }

    fn token(&mut self, token: &str, depth: u32) {
        if let Some(at) = token.find("://") {
            let start =
                token.get(..at).map_or(0, |before| before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len());
            let (before, address) = token.split_at_checked(start).unwrap_or(("", token));
            before.split(SEPARATORS).for_each(|part| self.bare(part.trim_matches(is_around), depth));
            // Commas may stand in an address; in a row of a table or a list of addresses they part it from what follows.
            let row = before.ends_with(SEPARATORS);
            match address.split_once(SEPARATORS) {
                Some((first, rest)) if row || rest.contains("://") => {
                    self.address(first, depth);
                    rest.split(SEPARATORS).for_each(|part| self.token(part.trim_matches(is_around), depth));
                }
                _ => self.address(address, depth),
            }
            return;
        }
        for part in token.split(SEPARATORS).map(|part| part.trim_matches(is_around)) {
            self.bare(part, depth);
        }
    }

    fn address(&mut self, text: &str, depth: u32) {
        let Some(address) = Address::parse(text) else { return };
        if !self.add(Seen::Address(address.clone())) || depth >= DEEP {
            return;
        }
        let inner =
            |text: &str| text.contains("://") || text.contains("%3A") || text.contains("%3a") || text.contains("www.");
        for part in address.query.iter().chain(&address.path).filter(|part| inner(part)) {
            // Taken apart before it is decoded: what is within it may have a query of its own.
            for value in part.split(['&', '=']) {
                self.text(&percent_decode_str(value).decode_utf8_lossy(), depth + 1);
            }
        }
    }

    /// A word without a scheme.
    fn bare(&mut self, word: &str, depth: u32) {
        let word = word.rsplit_once("mailto:").map_or(word, |(_, rest)| rest);
        if word.contains('@') {
            let mail = word.rsplit_once('=').map_or(word, |(_, rest)| rest);
            if let Some(seen) = Observable::new(Kind::Email, mail).ok().as_ref().and_then(Seen::of) {
                self.add(seen);
                return;
            }
        }
        let hash = match word.len() {
            32 => Observable::new(Kind::Md5, word),
            40 => Observable::new(Kind::Sha1, word),
            64 => Observable::new(Kind::Sha256, word),
            _ => Observable::new(Kind::Md5, ""),
        };
        if let Ok(hash) = hash {
            self.add(Seen::Other(hash));
            return;
        }
        let end = word.find(['/', '?', '#']).unwrap_or(word.len());
        let (name, rest) = word.split_at_checked(end).unwrap_or((word, ""));
        let name = name.rsplit_once('=').map_or(name, |(_, name)| name);
        let dots = name.contains('.') || name.contains(['。', '．']) || name.contains("::");
        let Some(host) = dots.then(|| Host::parse(name.rsplit_once('@').map_or(name, |(_, name)| name))).flatten()
        else {
            // "evil.example:8080/path" has a port, which only an address may have.
            if name.contains('.') && name.contains(':') {
                self.with_port(word, depth);
            }
            return;
        };
        if host.name().is_some_and(|name| !host::has_known_suffix(name)) {
            return;
        }
        if rest.len() > 1 {
            self.address(word, depth);
        } else {
            self.add(Seen::Host(host));
        }
    }

    fn with_port(&mut self, word: &str, depth: u32) {
        let known = |address: &Address| address.host.name().is_none_or(host::has_known_suffix);
        if Address::parse(word).as_ref().is_some_and(known) {
            self.address(word, depth);
        }
    }
}

/// Characters that no address has.
fn is_end(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '^' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Characters that stand around an address rather than in it.
fn is_around(c: char) -> bool {
    matches!(
        c,
        '(' | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '\''
            | ','
            | ';'
            | ':'
            | '!'
            | '*'
            | '_'
            | '~'
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
    ) || c == '.'
        || c == '?'
}
