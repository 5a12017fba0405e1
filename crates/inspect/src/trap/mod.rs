//! Values that stand in published lists and still say nothing by themselves. `Our list.`

use std::net::IpAddr;

use strum::{Display, EnumIter, IntoEnumIterator as _, IntoStaticStr};

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
            Kind::Url => Address::parse(value).map_or(Self::default(), |address| match &address.host {
                Host::Name(name) if address.path.is_empty() && address.query.is_none() => Self::of_host(name),
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

/// Open resolvers, which half of the world asks.
const DNS_SERVERS: [&str; 6] = ["8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "77.88.8.8"];

fn is_common_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem);
    stem.chars().count() <= 3 || COMMON_NAMES.contains(&stem) || COMMON_NAMES.contains(&lower.as_str())
}

/// Names of programs of the systems themselves, under which spyware hides, and of anybody's files.
const COMMON_NAMES: &[&str] = &[
    "usereventagent",
    "launchd",
    "com.apple.webkit.networking",
    "svchost",
    "explorer",
    "chrome",
    "firefox",
    "update",
    "updater",
    "setup",
    "install",
    "installer",
    "payload",
    "hooker",
    "agent",
    "helper",
    "service",
    "system",
    "server",
    "client",
    "main",
    "index",
    "config",
    "invoice",
    "document",
    "image",
    "photo",
    "readme",
    "test",
    "data",
    "temp",
    "login",
    "report",
    "letter",
    "cmd",
    "powershell",
    "java",
    "python",
    "rundll32",
    "systemd",
    "init",
    "bash",
];

/// Folders of the systems themselves.
const SYSTEM_PATHS: &[&str] =
    &["/System/Library/", "/usr/bin/", "/usr/lib/", "/bin/", "/sbin/", "C:/Windows/System32/"];

/// Words under which registries have only public bodies, and words that parliaments are registered by. `Our list.`
const PUBLIC: [&str; 13] = [
    "gov",
    "gob",
    "gouv",
    "govt",
    "gub",
    "mil",
    "parliament",
    "parlament",
    "parlamento",
    "senat",
    "senate",
    "europarl",
    "europa",
];

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

/// Who publishes reports on spyware and indicators of it.
const REPORTERS: &[&str] = &[
    "amnesty.org",
    "securitylab.amnesty.org",
    "citizenlab.ca",
    "citizenlab.org",
    "eff.org",
    "accessnow.org",
    "bbc.com",
    "bbc.co.uk",
    "cnn.com",
    "virustotal.com",
    "securelist.com",
    "blog.google",
    "lookout.com",
    "forbiddenstories.org",
];

const DYNAMIC_DNS: &[&str] = &[
    "dynamic-dns.net",
    "no-ip.info",
    "no-ip.biz",
    "no-ip.org",
    "no-ip.com",
    "ddns.net",
    "hopto.org",
    "hopto.me",
    "zapto.org",
    "sytes.net",
    "servehttp.com",
    "serveftp.com",
    "servegame.com",
    "redirectme.net",
    "myftp.org",
    "myftp.biz",
    "myvnc.com",
    "bounceme.net",
    "3utilities.com",
    "onthewifi.com",
    "dyndns.org",
    "dyndns.info",
    "dyndns.tv",
    "dyndns.biz",
    "duckdns.org",
    "changeip.com",
    "changeip.net",
    "changeip.org",
    "dnset.com",
    "dns04.com",
    "dns05.com",
    "dsmtp.com",
    "ddns.info",
    "ddns.us",
    "dynssl.com",
    "dyn-dns.org",
    "dyndns-home.com",
    "freedns.afraid.org",
    "afraid.org",
    "mooo.com",
    "chickenkiller.com",
    "linkpc.net",
    "publicvm.com",
    "ezua.com",
    "ftpserver.biz",
    "mypop3.net",
    "mypop3.org",
    "ns01.biz",
    "ns01.info",
    "ns01.us",
    "otzo.com",
    "sendsmtp.com",
    "xxuz.com",
    "zyns.com",
    "4dq.com",
    "25u.com",
    "2waky.com",
    "3-a.net",
    "acmetoy.com",
    "almostmy.com",
    "americanunfinished.com",
    "authorizeddns.net",
    "authorizeddns.org",
    "authorizeddns.us",
    "b0tnet.com",
    "bigmoney.biz",
    "cleansite.biz",
    "cleansite.info",
    "cleansite.us",
    "compress.to",
    "dumb1.com",
    "edns.biz",
    "fartit.com",
    "gr8domain.biz",
    "gr8name.biz",
    "instanthq.com",
    "jetos.com",
    "jkub.com",
    "jungleheart.com",
    "justdied.com",
    "lflink.com",
    "lflinkup.com",
    "longmusic.com",
    "mefound.com",
    "mrbasic.com",
    "mrbonus.com",
    "my03.com",
    "mylftv.com",
    "mynumber.org",
    "mysecondarydns.com",
    "myz.info",
    "ocry.com",
    "onedumb.com",
    "onmypc.net",
    "onmypc.org",
    "organiccrap.com",
    "port25.biz",
    "proxydns.com",
    "qhigh.com",
    "qpoe.com",
    "rebatesrule.net",
    "sexidude.com",
    "sixth.biz",
    "squirly.info",
    "ssl443.org",
    "toh.info",
    "toythieves.com",
    "trickip.net",
    "trickip.org",
    "vizvaz.com",
    "wikaba.com",
    "www1.biz",
    "wwwhost.biz",
    "x24hr.com",
    "yourtrap.com",
    "youdontcare.com",
    "zzux.com",
];

const SHORTENERS: &[&str] = &[
    "bit.ly",
    "bitly.com",
    "j.mp",
    "tinyurl.com",
    "goo.gl",
    "t.co",
    "ow.ly",
    "is.gd",
    "v.gd",
    "cutt.ly",
    "rebrand.ly",
    "rb.gy",
    "shorturl.at",
    "t.ly",
    "buff.ly",
    "tiny.cc",
    "bl.ink",
    "soo.gd",
    "clck.ru",
    "vk.cc",
    "u.to",
    "goo.su",
    "lnkd.in",
    "fb.me",
    "amzn.to",
    "youtu.be",
    "wa.me",
    "t.me",
    "adf.ly",
    "bc.vc",
    "urlz.fr",
    "x.co",
    "2no.co",
    "grabify.link",
    "s.id",
    "qr.ae",
    "trib.al",
    "dlvr.it",
    "ift.tt",
    "db.tt",
    "git.io",
    "shorte.st",
    "po.st",
    "mcaf.ee",
    "su.pr",
    "tr.im",
    "cli.gs",
    "snip.ly",
    "kutt.it",
    "short.io",
    "tiny.one",
    "tny.im",
    "qps.ru",
    "clc.li",
    "linktr.ee",
    "page.link",
    "app.goo.gl",
    "maps.app.goo.gl",
];

const MAIL_HOSTS: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "msn.com",
    "yahoo.co.uk",
    "yahoo.fr",
    "yahoo.de",
    "yahoo.it",
    "yahoo.es",
    "yahoo.co.jp",
    "yahoo.co.in",
    "yahoo.in",
    "yahoo.ca",
    "yahoo.com.br",
    "yahoo.com.au",
    "yahoo.com.tr",
    "yahoo.gr",
    "yahoo.com",
    "ymail.com",
    "rocketmail.com",
    "mail.ru",
    "bk.ru",
    "inbox.ru",
    "list.ru",
    "internet.ru",
    "yandex.ru",
    "yandex.com",
    "yandex.kz",
    "yandex.by",
    "ya.ru",
    "rambler.ru",
    "mail.com",
    "email.com",
    "gmx.com",
    "gmx.net",
    "gmx.de",
    "web.de",
    "protonmail.com",
    "proton.me",
    "pm.me",
    "tutanota.com",
    "tuta.io",
    "icloud.com",
    "me.com",
    "mac.com",
    "aol.com",
    "qq.com",
    "163.com",
    "126.com",
    "sina.com",
    "zoho.com",
    "fastmail.com",
    "mail.kz",
    "nur.kz",
    "inbox.uz",
    "mail.uz",
    "umail.uz",
    "ukr.net",
    "i.ua",
    "meta.ua",
    "seznam.cz",
    "wp.pl",
    "o2.pl",
    "libero.it",
    "orange.fr",
    "free.fr",
    "laposte.net",
    "t-online.de",
    "riseup.net",
    "rediffmail.com",
    "mail.google.com",
    "mail.yahoo.com",
];

const PLATFORMS: &[&str] = &[
    "api.telegram.org",
    "google.com",
    "drive.google.com",
    "docs.google.com",
    "sites.google.com",
    "accounts.google.com",
    "play.google.com",
    "storage.googleapis.com",
    "googleapis.com",
    "googleusercontent.com",
    "dropbox.com",
    "dl.dropbox.com",
    "dl.dropboxusercontent.com",
    "dropboxusercontent.com",
    "github.com",
    "raw.githubusercontent.com",
    "githubusercontent.com",
    "github.io",
    "gitlab.com",
    "gitlab.io",
    "facebook.com",
    "m.facebook.com",
    "instagram.com",
    "twitter.com",
    "x.com",
    "youtube.com",
    "whatsapp.com",
    "web.whatsapp.com",
    "telegram.org",
    "telegra.ph",
    "vk.com",
    "ok.ru",
    "linkedin.com",
    "reddit.com",
    "wordpress.com",
    "blogspot.com",
    "blogger.com",
    "wixsite.com",
    "weebly.com",
    "tumblr.com",
    "medium.com",
    "livejournal.com",
    "narod.ru",
    "ucoz.ru",
    "amazonaws.com",
    "s3.amazonaws.com",
    "cloudfront.net",
    "azurewebsites.net",
    "blob.core.windows.net",
    "herokuapp.com",
    "pages.dev",
    "workers.dev",
    "web.app",
    "firebaseapp.com",
    "netlify.app",
    "vercel.app",
    "pastebin.com",
    "mediafire.com",
    "mega.nz",
    "mega.co.nz",
    "4shared.com",
    "wetransfer.com",
    "we.tl",
    "archive.org",
    "web.archive.org",
    "apple.com",
    "microsoft.com",
    "live.com",
    "onedrive.live.com",
    "1drv.ms",
    "adobe.com",
    "cloud.mail.ru",
    "disk.yandex.ru",
    "yadi.sk",
    "discord.com",
    "cdn.discordapp.com",
    "wikipedia.org",
];

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
