//! A thing that was seen, in one spelling.

use std::borrow::Cow;

use crate::observable::{Address, Host, Kind, Observable};

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
