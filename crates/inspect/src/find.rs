//! What stands in somebody's text: addresses, names of machines, mailboxes, fingerprints.

use std::borrow::Cow;
use std::hash::BuildHasher as _;

use foldhash::HashSet;
use foldhash::quality::RandomState;
use percent_encoding::percent_decode_str;

use crate::link::Link;
use crate::observable::{Address, Host, Kind, Observable, host, refang};
use crate::seen::Seen;

/// What parts the words of a row, or of program text.
const SEPARATORS: [char; 9] = [',', ';', '|', '(', ')', '{', '}', '\'', '`'];

/// How deep addresses within addresses are followed: a link through a redirector, through another one.
const DEEP: u32 = 3;

/// So many addresses in one word are each read to its end.
const MANY: usize = 16;

/// An address is read so far. Whatever follows has no part in its host.
const LONGEST: usize = 8192;

/// Schemes of which what follows is an address of the web; of others, such as `intent` and `ldap`, it may be one.
const WEB: [&str; 5] = ["http", "https", "ftp", "ws", "wss"];

/// Everything in a text that an indicator may fit, each once, in the order of the text. Defanged forms are read as what they
/// stand for, and addresses inside others are found as well.
pub fn find(text: &str) -> Vec<Seen> {
    let mut found = Vec::new();
    Finder::default().find(text, &mut |sight| found.push(sight.to_seen()));
    found
}

/// Something that was found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight<'t> {
    /// A link in its one spelling, as it stands there.
    Link(Link<'t>),
    /// Anything else.
    Seen(&'t Seen),
}

impl Sight<'_> {
    /// The thing itself.
    pub fn to_seen(&self) -> Seen {
        match self {
            Self::Link(link) => link.to_seen(),
            Self::Seen(seen) => (*seen).clone(),
        }
    }
}

/// Finds in many texts, one after the other, and tells each thing once: a file has the same hosts on every line.
#[derive(Debug, Default)]
pub struct Finder {
    /// Words that were taken apart already, but for plain links, which take no longer than to remember them.
    words: HashSet<Box<str>>,
    /// How many bytes these have.
    bytes: usize,
    told: HashSet<Seen>,
    /// Of addresses, by their spelling. Two of 200,000 have the same number once in a billion files.
    addresses: HashSet<u64>,
    hasher: RandomState,
}

/// So many bytes of words, and so many things, are remembered; then both are forgotten, and may be told again.
const MOST_BYTES: usize = 32 << 20;
const MOST_TOLD: usize = 200_000;

impl Finder {
    /// Tells everything in a text that an indicator may fit ([`find`]) and that was not told before.
    pub fn find(&mut self, text: &str, tell: &mut dyn FnMut(Sight<'_>)) {
        for word in words(text) {
            if self.bytes > MOST_BYTES || self.told.len() + self.addresses.len() > MOST_TOLD {
                *self = Self::default();
            }
            if word.len() <= LONGEST
                && let Some(link) = Link::of(word)
            {
                if self.is_new(link.as_str()) {
                    tell(Sight::Link(link));
                }
            } else if let Some(seen) = plain_link(word) {
                self.tell(seen, tell);
            } else if !self.words.contains(word) {
                self.word(word, tell);
            }
        }
    }

    fn tell(&mut self, seen: Seen, tell: &mut dyn FnMut(Sight<'_>)) {
        let is_new = match &seen {
            Seen::Address(address) => self.is_new(address.as_str()),
            _ => !self.told.contains(&seen),
        };
        if is_new {
            tell(Sight::Seen(&seen));
        }
        if is_new && !matches!(seen, Seen::Address(_)) {
            self.told.insert(seen);
        }
    }

    fn is_new(&mut self, address: &str) -> bool {
        self.addresses.insert(self.hasher.hash_one(address))
    }

    fn word(&mut self, word: &str, tell: &mut dyn FnMut(Sight<'_>)) {
        if word.len() <= LONGEST {
            self.bytes += word.len();
            self.words.insert(word.into());
        }
        let mut found = Found::default();
        found.words(word, 0);
        found.list.into_iter().for_each(|seen| self.tell(seen, tell));
    }
}

/// The one thing in a word that is a link without anything that needs a second look: as [`Found`] reads it, and faster. Most links
/// are. None of those that may have more in them, or be meant otherwise.
fn plain_link(word: &str) -> Option<Seen> {
    let rest = word.strip_prefix("http").map(|rest| rest.strip_prefix('s').unwrap_or(rest))?.strip_prefix("://")?;
    if word.len() > LONGEST || rest.starts_with('/') || !rest.bytes().all(is_plain) {
        return None;
    }
    let rest = rest.trim_end_matches(['.', '?']);
    let address = Address::of_plain(rest)?;
    if !address.host().name().is_some_and(host::has_known_suffix) {
        return None;
    }
    let (_, query) = rest.split_at_checked(rest.find(['?', '#']).unwrap_or(rest.len()))?;
    let may_have_more = |part: &str| part.len() >= SHORTEST && words(part).next().is_some();
    (!query.split(['?', '#', '&', '=']).any(may_have_more)).then_some(Seen::Address(address))
}

/// A sign of links that means nothing else around them, and is none of those that hide one.
fn is_plain(byte: u8) -> bool {
    PLAIN.get(usize::from(byte)).is_some_and(|plain| *plain)
}

const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = b'0';
    while byte <= b'z' {
        plain[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let others = b"-._~/?#&=+$@";
    let mut at = 0;
    while at < others.len() {
        plain[others[at] as usize] = true;
        at += 1;
    }
    plain
};

/// Nothing shorter is an address.
const SHORTEST: usize = 4;

/// What stands in one word.
#[derive(Default)]
struct Found {
    list: Vec<Seen>,
    /// The same, as soon as there are more than [`FEW`].
    known: HashSet<Seen>,
}

/// Most words have one thing or two, and a set of them costs more than to look at each.
const FEW: usize = 8;

impl Found {
    fn add(&mut self, seen: Seen) -> bool {
        let known = if self.list.len() <= FEW { self.list.contains(&seen) } else { self.known.contains(&seen) };
        if !known {
            if self.list.len() == FEW {
                self.known.extend(self.list.iter().cloned());
            }
            if self.list.len() >= FEW {
                self.known.insert(seen.clone());
            }
            self.list.push(seen);
        }
        !known
    }

    fn text(&mut self, text: &str, depth: u32) {
        words(text).for_each(|word| self.words(word, depth));
    }

    /// What was one word in ASCII: other scripts have gaps of their own.
    fn words(&mut self, word: &str, depth: u32) {
        for token in plainly(&refang(word)).split(is_end) {
            let token = token.trim_matches(is_around);
            if token.len() >= SHORTEST {
                self.token(token, depth);
            }
        }
    }

    fn token(&mut self, token: &str, depth: u32) {
        let before_it = self.list.len();
        // Each scheme begins an address, wherever it stands: behind another address, in brackets, in a query.
        let mut schemes = token.match_indices("://").map(|(at, _)| at).enumerate().peekable();
        while let Some((count, at)) = schemes.next() {
            let before = token.get(..at).unwrap_or_default();
            let start = before.trim_end_matches(is_of_scheme).len();
            // Where there are many, each is read no further than the next: else a word would be read as often as it has some.
            let next = schemes.peek().map(|(_, next)| *next).filter(|_| count >= MANY);
            let end = (at + LONGEST).min(token.len()).min(next.unwrap_or(token.len()));
            let end = (0..=end).rev().find(|&end| token.is_char_boundary(end)).unwrap_or(0);
            if let (Some(scheme), Some(rest)) = (token.get(start..at), token.get(at + 3..end)) {
                self.address(scheme, rest, depth);
            }
        }
        for word in token.split(SEPARATORS) {
            let before = word.find("://").and_then(|at| word.get(..at)).map(|word| word.trim_end_matches(is_of_scheme));
            self.word(before.unwrap_or(word).trim_matches(is_around), depth);
        }
        if self.list.len() == before_it {
            self.pieces(token, depth);
        }
    }

    /// A word in which nothing was found as it stands: hosts and numbers may have signs of logs and of other scripts around them,
    /// or lengths for dots, as servers of names write them.
    fn pieces(&mut self, token: &str, depth: u32) {
        if token.contains('%') && depth < DEEP {
            let decoded = percent_decode_str(token).decode_utf8_lossy();
            if decoded != token {
                return self.text(&decoded, depth + 1);
            }
        }
        let dotted = (token.matches(')').count() > 1 && token.contains('(')).then(|| without_lengths(token));
        let token = dotted.as_deref().unwrap_or(token);
        for piece in token.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-') {
            let piece = piece.trim_matches(['.', '-']);
            let host = Some(piece).filter(|piece| piece.contains('.')).and_then(Host::parse);
            let fits = host.as_ref().is_some_and(|host| match host {
                Host::Name(name) => host::has_known_suffix(name),
                Host::Ip(_) => piece.matches('.').count() == 3,
            });
            if let Some(host) = host.filter(|_| fits) {
                self.add(Seen::Host(host));
            }
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
            let address = Address::read(&format!("http://{authority}{close}{path}"))?;
            address.host().name().is_none_or(host::has_known_suffix).then_some(address)
        };
        let address = of(authority, path).or_else(|| {
            // What is no part of a host is written onto it ("http://example.org,then").
            let end = authority.find(|c: char| !c.is_ascii_alphanumeric() && !"-._:@%".contains(c))?;
            of(authority.get(..end)?, "")
        });
        let web = WEB.iter().any(|web| web.eq_ignore_ascii_case(scheme));
        if let Some(address) = address.filter(|address| web || address.host().name().is_some()) {
            let ends = |c: char| matches!(c, ',' | ';' | ')' | ']') || !c.is_ascii();
            if let Some(shorter) = path.split_once(ends).and_then(|(path, _)| of(authority, path)) {
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
        for part in encoded.chain(query.split(['?', '#', '&', '='])).filter(|part| part.len() >= SHORTEST) {
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
        let is_number = bare.contains("::") || bare.matches(':').count() == COLONS;
        let Some(host) = (dots > 0 || is_number).then(|| Host::parse(bare)).flatten() else { return };
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

/// The words in which anything may be found.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let begun = start;
            let (end, promises) = word_at(text.as_bytes(), begun);
            start = end + 1;
            if promises {
                return text.get(begun..end);
            }
        }
        None
    })
}

/// Where the word that begins there ends, in ASCII, and whether anything can be found in it. Most words are words.
fn word_at(bytes: &[u8], start: usize) -> (usize, bool) {
    let (mut promises, mut colons) = (false, 0);
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match CLASSES.get(usize::from(byte)) {
            Some(Class::Letter) => {}
            Some(Class::End) | None => break,
            // A dot at the end ends a sentence.
            Some(Class::Dot) => promises |= bytes.get(at + 1).is_some_and(|next| !is_gap(*next)),
            Some(Class::Inside) => promises |= at > start,
            Some(Class::Colon) => {
                colons += 1;
                promises |= colons == COLONS || matches!(bytes.get(at + 1), Some(b':' | b'/' | b'\\' | b']'));
            }
            Some(Class::Always) => promises = true,
        }
        at += 1;
    }
    (at, promises || at - start >= SHORTEST_HASH)
}

/// Between the eight parts of a number of IPv6 that is written whole.
const COLONS: usize = 7;

/// The digits of MD5.
const SHORTEST_HASH: usize = 32;

/// What a byte means for the search.
#[derive(Clone, Copy)]
enum Class {
    /// Nothing.
    Letter,
    /// It ends a word.
    End,
    /// It parts a name, where more follows.
    Dot,
    /// It may stand for a sign in a defanged address, unless it begins the word.
    Inside,
    /// It may be a part of `://`, or of a number.
    Colon,
    /// A sign of addresses that words have not, or the first byte of another script's dot.
    Always,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Letter; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let sign = byte as u8;
        if is_gap(sign) {
            classes[byte] = Class::End;
        }
        byte += 1;
    }
    classes[b'.' as usize] = Class::Dot;
    classes[b'(' as usize] = Class::Inside;
    classes[b'{' as usize] = Class::Inside;
    classes[b'[' as usize] = Class::Inside;
    classes[b':' as usize] = Class::Colon;
    classes[b'\\' as usize] = Class::Always;
    // U+3002, U+FF0E and U+FF61, which browsers take for dots, begin so.
    classes[0xe3] = Class::Always;
    classes[0xef] = Class::Always;
    classes
};

/// What no address has, of ASCII.
const fn is_gap(byte: u8) -> bool {
    byte <= b' ' || byte == 0x7f || matches!(byte, b'<' | b'>' | b'"' | b'^')
}

/// Text without what hides an address from a reader of words: characters that browsers drop inside names (UTS 46), and what
/// JSON and HTML write for a slash and an ampersand.
fn plainly(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    if out.contains(is_dropped) {
        out = Cow::Owned(out.replace(is_dropped, ""));
    }
    for (written, meant) in [("&amp;", "&"), ("&nbsp;", " "), ("&quot;", " ")] {
        if out.contains(written) {
            out = Cow::Owned(out.replace(written, meant));
        }
    }
    if out.contains('\\') { Cow::Owned(unescaped(&out)) } else { out }
}

/// Text without the escapes of JSON (RFC 8259, 7): of what ends a line or a string a gap is left.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut letters = after.chars();
        let code = || u8::from_str_radix(after.get(1..5)?.strip_prefix("00")?, 16).ok().filter(u8::is_ascii);
        rest = match letters.next() {
            Some('/') => {
                out.push('/');
                letters.as_str()
            }
            Some('n' | 'r' | 't' | '"') => {
                out.push(' ');
                letters.as_str()
            }
            Some('u') if let Some(code) = code() => {
                out.push(char::from(code));
                after.get(5..).unwrap_or_default()
            }
            _ => {
                out.push('\\');
                after
            }
        };
    }
    out + rest
}

/// A name as servers write it into their logs, `(3)www(7)example(3)com(0)`, with dots.
fn without_lengths(text: &str) -> String {
    let parts = text.split('(').filter_map(|part| {
        let (length, label) = part.split_once(')')?;
        (length.bytes().all(|b| b.is_ascii_digit()) && !label.is_empty()).then_some(label)
    });
    parts.collect::<Vec<_>>().join(".")
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
            | '！'
            | '？'
            | '：'
            | '；'
            | '،'
            | '؛'
            | '؟'
            | '—'
            | '–'
            | '|'
            | '`'
            | '['
            | ']'
            | '.'
            | '?'
    )
}
