//! Values that stand in published lists and still say nothing by themselves. `Our list.`

use strum::{Display, EnumIter, IntoEnumIterator as _, IntoStaticStr};

use crate::observable::{Host, Kind, Observable, host};

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
        let value = observable.value();
        match observable.kind() {
            Kind::Host => Self::of_host(value),
            Kind::Ip => Self::default().with(Trap::LocalNumber, value.parse().is_ok_and(is_local)),
            Kind::FileName | Kind::Process => Self::default().with(Trap::CommonName, is_common_name(value)),
            Kind::FilePath => {
                // A whole path is a trap only where it is one of a system's own.
                Self::default().with(Trap::CommonName, SYSTEM_PATHS.iter().any(|start| value.starts_with(start)))
            }
            _ => Self::default(),
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
            .with(Trap::MailHost, among(MAIL_HOSTS) || bare.split('.').next().is_some_and(|label| label == "yahoo"))
            .with(Trap::Platform, among(PLATFORMS))
            .with(Trap::Institution, is_institution(bare))
    }
}

/// Whether only a whole address on this host means one and the same thing.
pub(crate) fn is_of_everybody(host: &Host) -> bool {
    host.name().is_some_and(|name| {
        let own = Traps::of_host(name);
        let above = host::registered(name).map(Traps::of_host).unwrap_or_default();
        [own, above].iter().any(|t| t.has(Trap::Shortener) || t.has(Trap::Platform) || t.has(Trap::SharedSuffix))
    })
}

fn is_local(ip: std::net::IpAddr) -> bool {
    match ip {
        std::net::IpAddr::V4(ip) => {
            ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_unspecified()
                || ip.is_documentation()
                || ip.is_broadcast()
                || ip.is_multicast()
                || DNS_SERVERS.contains(&ip.to_string().as_str())
        }
        std::net::IpAddr::V6(ip) => {
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

/// Labels under which only public bodies are registered, in the languages in which they are found.
const PUBLIC_LABELS: [&str; 12] =
    ["gov", "gob", "gouv", "govt", "gub", "govern", "mil", "parliament", "parlament", "parlamento", "senat", "senate"];

fn is_institution(name: &str) -> bool {
    name.split('.').any(|label| PUBLIC_LABELS.contains(&label))
        || name
            .split_once('.')
            .is_some_and(|(_, rest)| rest.split('.').next() == Some("go") && rest.matches('.').count() == 1)
}

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
    "amnesty.org",
    "citizenlab.ca",
    "citizenlab.org",
    "eff.org",
    "wikipedia.org",
    "bbc.com",
    "bbc.co.uk",
    "cnn.com",
    "virustotal.com",
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
        assert_eq!(traps(Kind::Host, "mail.parliament.example.com"), [Trap::Institution]);
        assert_eq!(traps(Kind::Host, "mofa.gov.uz"), [Trap::Institution]);
        assert_eq!(traps(Kind::Host, "go.example.com"), []);
        assert_eq!(traps(Kind::Ip, "10.0.0.7"), [Trap::LocalNumber]);
        assert_eq!(traps(Kind::Process, "bh"), [Trap::CommonName]);
        assert_eq!(traps(Kind::Process, "UserEventAgent"), [Trap::CommonName]);
        assert_eq!(traps(Kind::Process, "roleaccountd"), []);
    }
}
