//! What can be seen of spyware from outside: names of machines, addresses, fingerprints, names of files and apps.

mod address;
pub(crate) mod host;

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, FromRepr, IntoEnumIterator as _, IntoStaticStr};

pub(crate) use address::Reach;
pub use address::{Address, refang};
pub use host::Host;

/// What sort of thing it is. The words are those of our own lists; STIX's and MISP's are told in `sousveil-intake`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Display,
    EnumIter,
    EnumString,
    FromRepr,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[repr(u8)]
pub enum Kind {
    /// A name of a machine, with all names below it.
    Host = 1,
    /// An address of a page.
    Url = 2,
    /// A number of a machine.
    Ip = 3,
    /// An address of mail.
    Email = 4,
    /// A fingerprint of a file by MD5.
    Md5 = 5,
    /// By SHA-1.
    Sha1 = 6,
    /// By SHA-256.
    Sha256 = 7,
    /// The name of a file.
    FileName = 8,
    /// A file with its folders.
    FilePath = 9,
    /// The name of a running program.
    Process = 10,
    /// The identifier of an app, such as `com.example.app`.
    App = 11,
    /// The fingerprint (SHA-1 or SHA-256) of the certificate that an app was signed with.
    Certificate = 12,
    /// The identifier of a configuration profile of iOS.
    Profile = 13,
    /// The name of a system property of Android.
    Property = 14,
}

impl Kind {
    /// All kinds.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }
}

/// A thing that can be seen, in one spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Observable {
    kind: Kind,
    value: String,
}

/// What is no observable of its kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found {found:?}, expected {expected}")]
pub struct Unfit {
    /// What was written.
    pub found: String,
    /// What should have been there.
    pub expected: &'static str,
}

impl Observable {
    /// Reads a value of a kind. A number where a name was promised, or an address in a column of names, is taken for what it
    /// is: [`Observable::kind`] tells.
    ///
    /// # Errors
    /// [`Unfit`] where the value is none of its kind, nor of one that it is often mistaken for.
    pub fn new(kind: Kind, text: &str) -> Result<Self, Unfit> {
        let text = text.trim();
        let unfit = |expected| Unfit { found: text.chars().take(200).collect(), expected };
        match kind {
            Kind::Host | Kind::Ip | Kind::Url => Self::of_web(kind, text),
            Kind::Email => email(text)
                .filter(|_| plain(text))
                .map(|value| Self { kind, value })
                .ok_or_else(|| unfit("an address of mail")),
            Kind::Md5 => hex(text, &[32]).map(|value| Self { kind, value }).ok_or_else(|| unfit("32 digits of hex")),
            Kind::Sha1 => hex(text, &[40]).map(|value| Self { kind, value }).ok_or_else(|| unfit("40 digits of hex")),
            Kind::Sha256 => hex(text, &[64]).map(|value| Self { kind, value }).ok_or_else(|| unfit("64 digits of hex")),
            Kind::Certificate => {
                let bare: String = text.chars().filter(|c| *c != ':').collect();
                hex(&bare, &[40, 64]).map(|value| Self { kind, value }).ok_or_else(|| unfit("40 or 64 digits of hex"))
            }
            Kind::FileName | Kind::Process => {
                let fits = !text.is_empty() && !text.contains(['/', '\\']) && plain(text);
                fits.then(|| Self { kind, value: text.to_owned() }).ok_or_else(|| unfit("a name without folders"))
            }
            Kind::FilePath => {
                let fits = text.contains(['/', '\\']) && plain(text);
                fits.then(|| Self { kind, value: text.replace('\\', "/") }).ok_or_else(|| unfit("a path with folders"))
            }
            Kind::App | Kind::Profile | Kind::Property => {
                let fits = !text.is_empty() && plain(text) && !text.contains(char::is_whitespace);
                fits.then(|| Self { kind, value: text.to_owned() }).ok_or_else(|| unfit("an identifier without spaces"))
            }
        }
    }

    fn of_web(kind: Kind, text: &str) -> Result<Self, Unfit> {
        let unfit = |expected| Unfit { found: text.chars().take(200).collect(), expected };
        let number = text.parse::<std::net::IpAddr>().ok().map(|ip| ip.to_canonical());
        if let Some(ip) = number {
            return Ok(Self { kind: Kind::Ip, value: ip.to_string() });
        }
        let Some(address) = Address::parse(text).filter(|_| plain(text)) else {
            return Err(unfit("a name of a machine, its number or an address"));
        };
        let named = address.host().name().is_some();
        if address.host().name().is_some_and(|name| !host::has_known_suffix(name)) {
            return Err(unfit("a name that ends in a public suffix, such as .com or .co.uk"));
        }
        let page = !address.is_root() || address.has_port();
        if page || kind == Kind::Url && named && text.contains("://") {
            return Ok(Self { kind: Kind::Url, value: address.to_string() });
        }
        Ok(Self { kind: if named { Kind::Host } else { Kind::Ip }, value: address.host().to_string() })
    }

    /// What sort of thing it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// In its one spelling.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for Observable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.value)
    }
}

/// An address of mail in lower case, its host in one spelling; none of what has no host.
fn email(text: &str) -> Option<String> {
    let mut text = refang(text);
    // As in addresses: what is left of fangs within fangs would be read as another mailbox.
    for _ in 0..address::ROUNDS {
        let read = mailbox(&text)?;
        match refang(&read) {
            Cow::Borrowed(_) => return Some(read),
            Cow::Owned(plain) => text = Cow::Owned(plain),
        }
    }
    None
}

fn mailbox(text: &str) -> Option<String> {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let (local, host) = text.rsplit_once('@')?;
    let fits =
        !local.is_empty() && local.len() <= 64 && !local.contains(|c: char| c.is_whitespace() || "<>,;:\"".contains(c));
    let host = Host::parse(host).filter(|_| fits)?;
    Some(format!("{}@{host}", local.to_lowercase()))
}

fn hex(text: &str, lengths: &[usize]) -> Option<String> {
    let fits = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
    fits.then(|| text.to_ascii_lowercase())
}

/// No control characters, no marks that turn the direction of text, and no book.
fn plain(text: &str) -> bool {
    let odd = |c: char| {
        c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.len() <= 2048 && !text.contains(odd)
}
