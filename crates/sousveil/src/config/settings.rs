//! The settings that hold, checked.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use sousveil_site::{ConnectionLimits, HeaderName, Keys, Limits, Proxy, Rate, SiteConfig};

use super::layer::{self, Layer, LogFormat, LogLevel, Readers};

/// What `serve` does.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Snapshots that are served.
    pub snapshots: Vec<PathBuf>,
    /// Folders that are served; the built-in dataset where there are neither.
    pub folders: Vec<PathBuf>,
    /// Which lists the API has beside them.
    pub manifest: Option<PathBuf>,
    /// Where the figures are read.
    pub metrics_listen: Option<SocketAddr>,
    /// How often snapshots are looked at for new ones in their places.
    pub swap: Duration,
    /// How much is logged.
    pub log_level: LogLevel,
    /// The form of the log.
    pub log_format: LogFormat,
    /// Hashes of keys to the API, each behind words that say whose it is.
    pub api_keys: Vec<String>,
    /// Whether the API answers those without a key, too.
    pub api_open: bool,
    /// Where packs of indicators lie, where it is not the user's folder.
    pub packs: Option<PathBuf>,
    /// By which key they must be signed.
    pub packs_signed_by: Option<String>,
    /// Whether others than those who sit at this machine may have links and messages inspected.
    pub inspect_for_others: bool,
    /// What the pages need to know.
    pub site: SiteConfig,
}

/// A setting that can't hold.
#[derive(Debug, thiserror::Error)]
#[error("`{key}`: found {found}, expected {expected}")]
pub struct SettingsError {
    /// Its key.
    pub key: &'static str,
    /// Its value.
    pub found: String,
    /// What would be right.
    pub expected: &'static str,
}

impl Settings {
    /// The settings that follow from all layers put over each other.
    ///
    /// # Errors
    /// Where a value can't hold.
    pub fn of(layer: Layer) -> Result<Self, SettingsError> {
        let Layer { security_contact, security_expires, .. } = &layer;
        if let (Some(_), None) = (security_contact, security_expires) {
            let expected = "a time until which `security_contact` holds, such as 2027-06-30T00:00:00Z";
            return Err(SettingsError { key: "security_expires", found: "none".to_owned(), expected });
        }
        if let Some(time) = security_expires.as_deref().filter(|t| t.parse::<jiff::Timestamp>().is_err()) {
            let expected = "a time such as 2027-06-30T00:00:00Z";
            return Err(SettingsError { key: "security_expires", found: format!("`{time}`"), expected });
        }
        address("public_url", layer.public_url.as_deref(), "an address such as https://index.example.org", is_web)?;
        let expected = "an address such as http://(56 letters and digits).onion";
        address("onion_url", layer.onion_url.as_deref(), expected, is_onion)?;
        if layer.cards == Some(true) && layer.public_url.is_none() {
            let expected = "`public_url` beside it: a picture beside a link is asked for by its full address";
            return Err(SettingsError { key: "cards", found: "`true`".to_owned(), expected });
        }
        let log = layer.log;
        let api_open = layer.api.open.unwrap_or(false);
        Ok(Self {
            listen: layer.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8600))),
            snapshots: layer.snapshots,
            folders: layer.folders,
            manifest: layer.manifest,
            metrics_listen: layer.metrics_listen,
            swap: layer.swap_seconds.map_or(Duration::from_secs(2), seconds),
            log_level: log.level.unwrap_or(LogLevel::Info),
            log_format: log.format.unwrap_or(LogFormat::Text),
            site: SiteConfig {
                public_url: layer.public_url,
                onion_url: layer.onion_url,
                cards: layer.cards.unwrap_or(false),
                corrections: layer.corrections,
                security_contact: layer.security_contact,
                security_expires: layer.security_expires,
                log_requests: log.requests.unwrap_or(false),
                limits: limits(&layer.limits),
                rate: rate(layer.readers)?,
                keys: keys(&layer.api.keys, api_open)?,
                // Handed in where the site is built: they are no settings.
                one_language: false,
                table: None,
                today: None,
                indicators: None,
                inspector: None,
            },
            api_keys: layer.api.keys,
            api_open,
            packs: layer.inspect.packs,
            packs_signed_by: layer.inspect.signed_by,
            inspect_for_others: layer.inspect.for_others.unwrap_or(false),
        })
    }
}

impl Settings {
    /// The same as a layer that says all of it.
    pub fn told(&self) -> Layer {
        let Self { site, .. } = self;
        let count = |n: usize| NonZeroU32::new(u32::try_from(n).unwrap_or(u32::MAX));
        let time = |time: Duration| NonZeroU32::new(u32::try_from(time.as_secs()).unwrap_or(u32::MAX));
        let (limits, connections, proxy) = (site.limits, site.limits.connections, site.rate.proxy.as_ref());
        Layer {
            listen: Some(self.listen),
            snapshots: self.snapshots.clone(),
            folders: self.folders.clone(),
            manifest: self.manifest.clone(),
            public_url: site.public_url.clone(),
            onion_url: site.onion_url.clone(),
            cards: Some(site.cards),
            corrections: site.corrections.clone(),
            security_contact: site.security_contact.clone(),
            security_expires: site.security_expires.clone(),
            metrics_listen: self.metrics_listen,
            swap_seconds: time(self.swap),
            log: layer::Log {
                level: Some(self.log_level),
                format: Some(self.log_format),
                requests: Some(site.log_requests),
            },
            limits: layer::Limits {
                requests: count(limits.concurrent),
                streams: count(limits.streams),
                turns: count(limits.turns),
                connections: count(connections.most),
                answer_seconds: time(limits.time),
                head_seconds: time(connections.head),
                stall_seconds: time(connections.stall),
                grace_seconds: time(connections.grace),
                least_bytes_per_second: NonZeroU32::new(u32::try_from(connections.least_rate).unwrap_or(u32::MAX)),
                workbook_rows: count(limits.workbook),
                address_bytes: count(limits.address),
            },
            readers: Readers {
                per_second: Some(site.rate.per_second),
                burst: NonZeroU32::new(site.rate.burst),
                streams: count(site.rate.streams),
                proxies: proxy.map(|p| p.addresses.clone()).unwrap_or_default(),
                proxy_header: proxy.map(|p| p.header.to_string()),
            },
            api: layer::Api { keys: self.api_keys.clone(), open: Some(self.api_open) },
            inspect: layer::Inspect {
                packs: self.packs.clone(),
                signed_by: self.packs_signed_by.clone(),
                for_others: Some(self.inspect_for_others),
            },
        }
    }

    /// What holds but may not be meant.
    pub fn doubt(&self) -> Option<String> {
        let proxy = self.site.rate.proxy.as_ref().filter(|_| self.site.onion_url.is_some())?;
        // From there tor comes, too.
        let shared = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        let address = proxy.addresses.iter().find(|a| shared.contains(&a.to_canonical()))?;
        Some(format!(
            "`readers.proxies` names {address}, and `onion_url` is set: if tor runs on this machine, its readers come from \
             that address as well and can write `{}` as they like; give the proxy an address of its own \
             (docs/reverse-proxy.md)",
            proxy.header
        ))
    }
}

fn limits(of: &layer::Limits) -> Limits {
    let default = Limits::default();
    let count = |n: Option<NonZeroU32>, or: usize| n.map_or(or, |n| usize::try_from(n.get()).unwrap_or(usize::MAX));
    let time = |n: Option<NonZeroU32>, or: Duration| n.map_or(or, seconds);
    Limits {
        concurrent: count(of.requests, default.concurrent),
        streams: count(of.streams, default.streams),
        turns: count(of.turns, default.turns),
        time: time(of.answer_seconds, default.time),
        workbook: count(of.workbook_rows, default.workbook),
        address: count(of.address_bytes, default.address),
        connections: ConnectionLimits {
            most: count(of.connections, default.connections.most),
            head: time(of.head_seconds, default.connections.head),
            stall: time(of.stall_seconds, default.connections.stall),
            grace: time(of.grace_seconds, default.connections.grace),
            least_rate: of.least_bytes_per_second.map_or(default.connections.least_rate, |n| n.get().into()),
            ..default.connections
        },
    }
}

/// A proxy is believed only where both are told: from where it asks, and in which header it names the reader.
fn rate(of: Readers) -> Result<Rate, SettingsError> {
    let default = Rate::default();
    let proxy = match (of.proxies.as_slice(), of.proxy_header) {
        ([], None) => None,
        ([], Some(_)) => {
            let expected = "the addresses from which the proxy asks, since `readers.proxy_header` is set";
            return Err(SettingsError { key: "readers.proxies", found: "none".to_owned(), expected });
        }
        (_, None) => {
            let expected = "the header in which the proxy names the reader, such as X-Real-IP";
            return Err(SettingsError { key: "readers.proxy_header", found: "none".to_owned(), expected });
        }
        (_, Some(name)) => {
            let expected = "the name of a header, such as X-Real-IP";
            let wrong = |_| SettingsError { key: "readers.proxy_header", found: format!("`{name}`"), expected };
            let header: HeaderName = name.parse().map_err(wrong)?;
            Some(Proxy { addresses: of.proxies, header })
        }
    };
    Ok(Rate {
        per_second: of.per_second.unwrap_or(default.per_second),
        burst: of.burst.map_or(default.burst, NonZeroU32::get),
        streams: of.streams.map_or(default.streams, |n| usize::try_from(n.get()).unwrap_or(usize::MAX)),
        proxy,
        ..default
    })
}

fn keys(written: &[String], open: bool) -> Result<Keys, SettingsError> {
    let read = |line: &String| {
        let expected = "64 digits from 0 to f at the end, as `sousveil api-key` prints them";
        // What stands there may be the key itself, which belongs into no log.
        let found = format!("a text of {} bytes", line.len());
        Keys::read(line).ok_or(SettingsError { key: "api.keys", found, expected })
    };
    let hashes = written.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let demanded = !hashes.is_empty() && !open;
    Ok(Keys::new(hashes, demanded))
}

fn seconds(n: NonZeroU32) -> Duration {
    Duration::from_secs(n.get().into())
}

fn address(
    key: &'static str,
    url: Option<&str>,
    expected: &'static str,
    holds: fn(&str) -> bool,
) -> Result<(), SettingsError> {
    match url.filter(|url| !holds(url)) {
        Some(url) => Err(SettingsError { key, found: format!("`{url}`"), expected }),
        None => Ok(()),
    }
}

fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && rest.bytes().all(|b| b.is_ascii_graphic() && !b"?#\"<>\\".contains(&b))
    })
}

/// An onion address of the third version, as rend-spec-v3 writes them, with nothing behind it.
fn is_onion(url: &str) -> bool {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://")).unwrap_or_default();
    let host = rest.strip_suffix('/').unwrap_or(rest);
    let name = host.strip_suffix(".onion").unwrap_or_default();
    let key = name.rsplit('.').next().unwrap_or_default();
    key.len() == 56
        && key.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'))
        && name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_lead_nowhere_are_refused() {
        let key = "a".repeat(56);
        for good in [format!("http://{key}.onion"), format!("https://www.{key}.onion/")] {
            assert!(is_onion(&good), "{good}");
        }
        for bad in [
            "".to_owned(),
            format!("{key}.onion"),
            "http://abc.onion".to_owned(),
            format!("http://{key}.onion/path"),
            format!("http://{key}.onion:80"),
            format!("http://{key}.example.org"),
            format!("http://x\r\n{key}.onion"),
        ] {
            assert!(!is_onion(&bad), "{bad}");
        }
        assert!(is_web("https://index.example.org") && is_web("http://127.0.0.1:8600/data/"));
        for bad in
            ["", "index.example.org", "https://", "https:///x", "ftp://a", "https://a b", "https://a?b", "https://a\nb"]
        {
            assert!(!is_web(bad), "{bad}");
        }
    }

    #[test]
    fn the_defaults_hold() {
        let settings = Settings::of(Layer::default()).unwrap();
        assert!(settings.listen.ip().is_loopback(), "nothing public without a word of the operator");
        assert!(settings.metrics_listen.is_none() && !settings.site.log_requests);
    }
}
