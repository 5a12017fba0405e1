//! Values that stand in published lists and still say nothing by themselves. `Our list.`

mod lists;

use std::net::IpAddr;

use strum::{Display, EnumIter, IntoEnumIterator as _, IntoStaticStr};

use self::lists::{
    COMMON_NAMES, DNS_SERVERS, DYNAMIC_DNS, MAIL_HOSTS, PLATFORMS, PUBLIC, REPORTERS, SHORTENERS, SYSTEM_PATHS,
};
use crate::observable::{Address, Host, Kind, Observable, host};

/// Why an indicator is no match, however exactly it fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[repr(u16)]
pub enum Trap {
    /// Strangers register names below it: a registry's or a provider's suffix.
    SharedSuffix = 1,
    /// A provider of names for changing numbers.
    DynamicDns = 2,
    /// A shortener of addresses: only a whole address says where it leads.
    Shortener = 4,
    /// A provider of mailboxes.
    MailHost = 8,
    /// A site on which everybody can put something.
    Platform = 16,
    /// A government, parliament or army: its own host, most likely misused or copied by mistake.
    Institution = 32,
    /// A name that harmless files and programs have, too.
    CommonName = 64,
    /// A number that every network uses for itself.
    LocalNumber = 128,
    /// A host of those who write about spyware, most likely that of the report itself.
    Reporter = 256,
    /// An open resolver of names, which half of the world asks.
    Resolver = 512,
}

/// The traps of one indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Traps(pub(crate) u16);

impl Traps {
    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Trap> {
        Trap::iter().filter(move |trap| self.has(*trap))
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this one is among them.
    pub fn has(self, trap: Trap) -> bool {
        self.0 & trap as u16 != 0
    }

    fn with(self, trap: Trap, there: bool) -> Self {
        if there { Self(self.0 | trap as u16) } else { self }
    }

    /// The traps of an observable.
    pub fn of(observable: &Observable) -> Self {
        Self::of_value(observable.kind(), observable.value())
    }

    /// The traps of a value in its one spelling.
    pub(crate) fn of_value(kind: Kind, value: &str) -> Self {
        match kind {
            Kind::Host => Self::of_host(value),
            Kind::Ip => value.parse().map_or(Self::default(), Self::of_number),
            // An address without a path stands for its host, and one of a local network for any network's.
            Kind::Url => Address::parse(value).map_or(Self::default(), |address| match address.host() {
                Host::Name(name) if address.is_root() => Self::of_host(name),
                Host::Ip(ip) => Self::of_number(*ip),
                Host::Name(_) => Self::default(),
            }),
            Kind::FileName | Kind::Process => Self::default().with(Trap::CommonName, is_common_name(value)),
            Kind::FilePath => {
                // A whole path is a trap only where it is one of a system's own.
                Self::default().with(Trap::CommonName, SYSTEM_PATHS.iter().any(|start| value.starts_with(start)))
            }
            _ => Self::default(),
        }
    }

    fn of_number(ip: IpAddr) -> Self {
        let resolver = DNS_SERVERS.contains(&ip.to_string().as_str());
        Self::default().with(Trap::LocalNumber, is_local(ip)).with(Trap::Resolver, resolver)
    }

    /// The traps of a host and of what it lies below: there another path is another person's page.
    pub(crate) fn around(host: &Host) -> Self {
        match host {
            Host::Ip(ip) => Self::of_number(*ip),
            Host::Name(name) => {
                // Whoever has a name below a provider's has it for himself.
                let providers = Trap::SharedSuffix as u16 | Trap::DynamicDns as u16;
                let above = host::registered(name).map(Self::of_host).unwrap_or_default();
                Self(Self::of_host(name).0 | above.0 & !providers)
            }
        }
    }

    /// The traps of a host: what is below it is another's, or everybody's.
    pub(crate) fn of_host(name: &str) -> Self {
        let bare = name.strip_prefix("www.").unwrap_or(name);
        let among = |list: &[&str]| list.contains(&bare);
        Self::default()
            .with(Trap::SharedSuffix, host::is_suffix(bare))
            .with(Trap::DynamicDns, among(DYNAMIC_DNS))
            .with(Trap::Shortener, among(SHORTENERS))
            .with(Trap::MailHost, among(MAIL_HOSTS))
            .with(Trap::Platform, among(PLATFORMS))
            .with(Trap::Reporter, among(REPORTERS))
            .with(Trap::Institution, is_institution(bare))
    }
}

fn is_local(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_unspecified()
                || ip.is_documentation()
                || ip.is_broadcast()
                || ip.is_multicast()
        }
        IpAddr::V6(ip) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_multicast()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
        }
    }
}

fn is_common_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem);
    stem.chars().count() <= 3 || COMMON_NAMES.contains(&stem) || COMMON_NAMES.contains(&lower.as_str())
}

/// Whether it is a public body's: by the suffix (`gov.kz`, `go.jp`), or by what was registered (`gov.uz`, `parliament.uk`).
/// Any other label of a name is its owner's invention.
fn is_institution(name: &str) -> bool {
    let suffix = host::suffix(name).unwrap_or_default();
    let country = suffix.split_once('.').map(|(first, _)| first);
    let registered = host::registered(name).and_then(|name| name.split('.').next());
    country.is_some_and(|label| label == "go" || PUBLIC.contains(&label))
        || suffix == "gov"
        || suffix == "mil"
        || registered.is_some_and(|label| PUBLIC.contains(&label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traps_are_known_and_names_below_them_are_none() {
        let traps = |kind, value: &str| Traps::of(&Observable::new(kind, value).unwrap()).iter().collect::<Vec<_>>();
        assert_eq!(traps(Kind::Host, "www.bit.ly"), [Trap::Shortener]);
        assert!(traps(Kind::Host, "dynamic-dns.net").contains(&Trap::DynamicDns));
        assert_eq!(traps(Kind::Host, "evil.dynamic-dns.net"), []);
        assert!(traps(Kind::Host, "duckdns.org").contains(&Trap::SharedSuffix));
        for name in ["mail.parliament.uk", "mofa.gov.uz", "egov.gov.kz", "mail.mofa.go.jp", "navy.mil"] {
            assert_eq!(traps(Kind::Host, name), [Trap::Institution], "{name}");
        }
        // Whoever registers a name may put any label before it.
        for name in ["mail.parliament.example.com", "prnc.gov.bh.my-validation.info", "evil.go.com", "yahoo.xxuz.com"] {
            assert_eq!(traps(Kind::Host, name), [], "{name}");
        }
        assert_eq!(traps(Kind::Url, "http://mofa.gov.uz/"), [Trap::Institution]);
        assert_eq!(traps(Kind::Url, "http://192.168.1.1/admin"), [Trap::LocalNumber]);
        assert_eq!(traps(Kind::Url, "https://bit.ly/3xyzAbc"), []);
        assert_eq!(traps(Kind::Ip, "8.8.8.8"), [Trap::Resolver]);
        assert_eq!(traps(Kind::Ip, "10.0.0.7"), [Trap::LocalNumber]);
        assert_eq!(traps(Kind::Process, "bh"), [Trap::CommonName]);
        assert_eq!(traps(Kind::Process, "UserEventAgent"), [Trap::CommonName]);
        assert_eq!(traps(Kind::Process, "roleaccountd"), []);
    }
}
