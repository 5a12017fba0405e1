//! The values of traps. `Our list.`

/// Open resolvers, which half of the world asks.
#[rustfmt::skip]
pub(super) const DNS_SERVERS: &[&str] = &[
    "8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "77.88.8.8",
];

/// Names of programs of the systems themselves, under which spyware hides, and of anybody's files.
#[rustfmt::skip]
pub(super) const COMMON_NAMES: &[&str] = &[
    "usereventagent", "launchd", "com.apple.webkit.networking", "svchost", "explorer", "chrome", "firefox", "update",
    "updater", "setup", "install", "installer", "payload", "hooker", "agent", "helper", "service", "system", "server",
    "client", "main", "index", "config", "invoice", "document", "image", "photo", "readme", "test", "data", "temp",
    "login", "report", "letter", "cmd", "powershell", "java", "python", "rundll32", "systemd", "init", "bash",
];

/// Folders of the systems themselves.
#[rustfmt::skip]
pub(super) const SYSTEM_PATHS: &[&str] = &[
    "/System/Library/", "/usr/bin/", "/usr/lib/", "/bin/", "/sbin/", "C:/Windows/System32/",
];

/// Words under which registries have only public bodies, and words that parliaments are registered by. `Our list.`
#[rustfmt::skip]
pub(super) const PUBLIC: &[&str] = &[
    "gov", "gob", "gouv", "govt", "gub", "mil", "parliament", "parlament", "parlamento", "senat", "senate",
    "europarl", "europa",
];

/// Who publishes reports on spyware and indicators of it.
#[rustfmt::skip]
pub(super) const REPORTERS: &[&str] = &[
    "amnesty.org", "securitylab.amnesty.org", "citizenlab.ca", "citizenlab.org", "eff.org", "accessnow.org",
    "bbc.com", "bbc.co.uk", "cnn.com", "virustotal.com", "securelist.com", "blog.google", "lookout.com",
    "forbiddenstories.org",
];

/// Providers of names for changing numbers.
#[rustfmt::skip]
pub(super) const DYNAMIC_DNS: &[&str] = &[
    "dynamic-dns.net", "no-ip.info", "no-ip.biz", "no-ip.org", "no-ip.com", "ddns.net", "hopto.org", "hopto.me",
    "zapto.org", "sytes.net", "servehttp.com", "serveftp.com", "servegame.com", "redirectme.net", "myftp.org",
    "myftp.biz", "myvnc.com", "bounceme.net", "3utilities.com", "onthewifi.com", "dyndns.org", "dyndns.info",
    "dyndns.tv", "dyndns.biz", "duckdns.org", "changeip.com", "changeip.net", "changeip.org", "dnset.com",
    "dns04.com", "dns05.com", "dsmtp.com", "ddns.info", "ddns.us", "dynssl.com", "dyn-dns.org", "dyndns-home.com",
    "freedns.afraid.org", "afraid.org", "mooo.com", "chickenkiller.com", "linkpc.net", "publicvm.com", "ezua.com",
    "ftpserver.biz", "mypop3.net", "mypop3.org", "ns01.biz", "ns01.info", "ns01.us", "otzo.com", "sendsmtp.com",
    "xxuz.com", "zyns.com", "4dq.com", "25u.com", "2waky.com", "3-a.net", "acmetoy.com", "almostmy.com",
    "americanunfinished.com", "authorizeddns.net", "authorizeddns.org", "authorizeddns.us", "b0tnet.com",
    "bigmoney.biz", "cleansite.biz", "cleansite.info", "cleansite.us", "compress.to", "dumb1.com", "edns.biz",
    "fartit.com", "gr8domain.biz", "gr8name.biz", "instanthq.com", "jetos.com", "jkub.com", "jungleheart.com",
    "justdied.com", "lflink.com", "lflinkup.com", "longmusic.com", "mefound.com", "mrbasic.com", "mrbonus.com",
    "my03.com", "mylftv.com", "mynumber.org", "mysecondarydns.com", "myz.info", "ocry.com", "onedumb.com",
    "onmypc.net", "onmypc.org", "organiccrap.com", "port25.biz", "proxydns.com", "qhigh.com", "qpoe.com",
    "rebatesrule.net", "sexidude.com", "sixth.biz", "squirly.info", "ssl443.org", "toh.info", "toythieves.com",
    "trickip.net", "trickip.org", "vizvaz.com", "wikaba.com", "www1.biz", "wwwhost.biz", "x24hr.com", "yourtrap.com",
    "youdontcare.com", "zzux.com",
];

/// Shorteners of addresses.
#[rustfmt::skip]
pub(super) const SHORTENERS: &[&str] = &[
    "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd", "v.gd", "cutt.ly", "rebrand.ly",
    "rb.gy", "shorturl.at", "t.ly", "buff.ly", "tiny.cc", "bl.ink", "soo.gd", "clck.ru", "vk.cc", "u.to", "goo.su",
    "lnkd.in", "fb.me", "amzn.to", "youtu.be", "wa.me", "t.me", "adf.ly", "bc.vc", "urlz.fr", "x.co", "2no.co",
    "grabify.link", "s.id", "qr.ae", "trib.al", "dlvr.it", "ift.tt", "db.tt", "git.io", "shorte.st", "po.st",
    "mcaf.ee", "su.pr", "tr.im", "cli.gs", "snip.ly", "kutt.it", "short.io", "tiny.one", "tny.im", "qps.ru", "clc.li",
    "linktr.ee", "page.link", "app.goo.gl", "maps.app.goo.gl",
];

/// Providers of mailboxes.
#[rustfmt::skip]
pub(super) const MAIL_HOSTS: &[&str] = &[
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.co.uk", "yahoo.fr",
    "yahoo.de", "yahoo.it", "yahoo.es", "yahoo.co.jp", "yahoo.co.in", "yahoo.in", "yahoo.ca", "yahoo.com.br",
    "yahoo.com.au", "yahoo.com.tr", "yahoo.gr", "yahoo.com", "ymail.com", "rocketmail.com", "mail.ru", "bk.ru",
    "inbox.ru", "list.ru", "internet.ru", "yandex.ru", "yandex.com", "yandex.kz", "yandex.by", "ya.ru", "rambler.ru",
    "mail.com", "email.com", "gmx.com", "gmx.net", "gmx.de", "web.de", "protonmail.com", "proton.me", "pm.me",
    "tutanota.com", "tuta.io", "icloud.com", "me.com", "mac.com", "aol.com", "qq.com", "163.com", "126.com",
    "sina.com", "zoho.com", "fastmail.com", "mail.kz", "nur.kz", "inbox.uz", "mail.uz", "umail.uz", "ukr.net", "i.ua",
    "meta.ua", "seznam.cz", "wp.pl", "o2.pl", "libero.it", "orange.fr", "free.fr", "laposte.net", "t-online.de",
    "riseup.net", "rediffmail.com", "mail.google.com", "mail.yahoo.com",
];

/// Sites on which everybody can put something.
#[rustfmt::skip]
pub(super) const PLATFORMS: &[&str] = &[
    "api.telegram.org", "google.com", "drive.google.com", "docs.google.com", "sites.google.com",
    "accounts.google.com", "play.google.com", "storage.googleapis.com", "googleapis.com", "googleusercontent.com",
    "dropbox.com", "dl.dropbox.com", "dl.dropboxusercontent.com", "dropboxusercontent.com", "github.com",
    "raw.githubusercontent.com", "githubusercontent.com", "github.io", "gitlab.com", "gitlab.io", "facebook.com",
    "m.facebook.com", "instagram.com", "twitter.com", "x.com", "youtube.com", "whatsapp.com", "web.whatsapp.com",
    "telegram.org", "telegra.ph", "vk.com", "ok.ru", "linkedin.com", "reddit.com", "wordpress.com", "blogspot.com",
    "blogger.com", "wixsite.com", "weebly.com", "tumblr.com", "medium.com", "livejournal.com", "narod.ru", "ucoz.ru",
    "amazonaws.com", "s3.amazonaws.com", "cloudfront.net", "azurewebsites.net", "blob.core.windows.net",
    "herokuapp.com", "pages.dev", "workers.dev", "web.app", "firebaseapp.com", "netlify.app", "vercel.app",
    "pastebin.com", "mediafire.com", "mega.nz", "mega.co.nz", "4shared.com", "wetransfer.com", "we.tl", "archive.org",
    "web.archive.org", "apple.com", "microsoft.com", "live.com", "onedrive.live.com", "1drv.ms", "adobe.com",
    "cloud.mail.ru", "disk.yandex.ru", "yadi.sk", "discord.com", "cdn.discordapp.com", "wikipedia.org",
];
