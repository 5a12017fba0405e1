//! Asking servers: few redirects, each looked at; no addresses of private networks unless the operator says so; bounded
//! time. Proxies of the environment are not used, and no cookie, credential or compression is sent or taken.

use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use ureq::http::{StatusCode, Uri, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};
use url::Url;

use super::manifest::{Bounds, address};

/// How many times an answer may lead elsewhere.
const MOST_REDIRECTS: usize = 5;
/// Until a connection is there.
const CONNECT: Duration = Duration::from_secs(30);
/// Until an answer begins, and between two parts of it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A client with its bounds.
#[derive(Debug)]
pub struct Web {
    agent: Agent,
    /// How many bytes an answer may have.
    pub most_bytes: u64,
}

/// By what a server tells whether something has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// `ETag`.
    pub tag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
}

/// What a server answered.
pub enum Answer {
    /// It is what was known.
    Same,
    /// It is this.
    New {
        /// By what it is known the next time.
        mark: Mark,
        /// How many bytes it says it has.
        length: Option<u64>,
        /// What it is.
        body: Box<dyn Read>,
    },
}

impl Web {
    /// A client.
    pub fn new(bounds: Bounds) -> Self {
        let most_bytes = bounds.most_megabytes.saturating_mul(1 << 20);
        let tls = TlsConfig::builder()
            .root_certs(trusted())
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .proxy(None)
            // Followed here, since each must be looked at.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("sousveil/", env!("CARGO_PKG_VERSION")))
            .accept_encoding("identity")
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(PATIENCE))
            .timeout_per_read(Some(PATIENCE))
            .timeout_global(Some(Duration::from_secs(bounds.most_seconds)))
            .build();
        let resolver = Public { all: bounds.private_addresses, resolver: DefaultResolver::default() };
        Self { agent: Agent::with_parts(config, DefaultConnector::new(), resolver), most_bytes }
    }

    /// Asks for what lies at an address, if it is not what is known of it.
    pub fn get(&self, url: &Url, known: &Mark) -> Result<Answer> {
        let mut at = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            let mut request = self.agent.get(at.as_str());
            if let Some(tag) = &known.tag {
                request = request.header(header::IF_NONE_MATCH, tag);
            }
            if let Some(modified) = &known.modified {
                request = request.header(header::IF_MODIFIED_SINCE, modified);
            }
            let response = request.call().map_err(own_words).with_context(|| at.to_string())?;
            let said = |name| {
                let value = response.headers().get(name)?.to_str().ok()?;
                (value.len() <= 1000).then(|| value.to_owned())
            };
            match response.status() {
                StatusCode::OK => {
                    let mark = Mark { tag: said(header::ETAG), modified: said(header::LAST_MODIFIED) };
                    let packed = said(header::CONTENT_ENCODING).filter(|how| how != "identity");
                    ensure!(packed.is_none(), "{at}: found a packed answer, expected one as it is");
                    return Ok(self.taken(mark, response.into_body()));
                }
                StatusCode::NOT_MODIFIED if *known != Mark::default() => return Ok(Answer::Same),
                status if status.is_redirection() && status != StatusCode::NOT_MODIFIED => {
                    let to = said(header::LOCATION).with_context(|| format!("{at}: led nowhere ({status})"))?;
                    let next = at.join(&to).with_context(|| format!("{at}: led to `{to}`"))?;
                    let next = address(next.as_str()).with_context(|| format!("{at}: led to `{to}`"))?;
                    ensure!(at.scheme() == "http" || next.scheme() == "https", "{at}: led to {next}, expected https");
                    at = next;
                }
                status => bail!("{at}: found the answer {status}, expected 200"),
            }
        }
        bail!("{url}: led elsewhere more than {MOST_REDIRECTS} times")
    }

    fn taken(&self, mark: Mark, body: Body) -> Answer {
        let length = body.content_length();
        // One byte more, which shows it to be too long.
        let body = body.into_with_config().limit(self.most_bytes.saturating_add(1)).reader();
        Answer::New { mark, length, body: Box::new(body) }
    }
}

/// The authorities that this system trusts; where it names none nobody is.
fn trusted() -> RootCerts {
    let found = rustls_native_certs::load_native_certs();
    RootCerts::from(found.certs.iter().map(|der| Certificate::from_der(der.as_ref()).to_owned()))
}

/// Finds servers by their names, among public addresses only.
#[derive(Debug)]
struct Public {
    all: bool,
    resolver: DefaultResolver,
}

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        if self.all {
            return Ok(found);
        }
        let mut public = self.resolver.empty();
        found.iter().filter(|address| is_public(address.ip())).for_each(|address| public.push(*address));
        if public.is_empty() {
            return Err(ureq::Error::Other(Box::new(NotPublic)));
        }
        Ok(public)
    }
}

/// Our own reason says what it is by itself.
fn own_words(error: ureq::Error) -> anyhow::Error {
    match error {
        ureq::Error::Other(reason) => anyhow::anyhow!(reason),
        error => error.into(),
    }
}

/// Why a server is not asked.
#[derive(Debug, thiserror::Error)]
#[error(
    "found an address of this machine or of a private network, expected a public one; `private_addresses = true` in \
     `[fetch]` allows it"
)]
struct NotPublic;

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let measuring = a == 198 && (b == 18 || b == 19);
    let assigned = ip.octets().starts_with(&[192, 0, 0]);
    !(a == 0
        || a >= 240
        || ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || shared
        || measuring
        || assigned)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let [first, second, ..] = parts;
    // Those that carry an older address are as public as that.
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    if let Some(old) = ip.to_ipv4_mapped() {
        return is_public_v4(old);
    }
    match parts {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => return is_public_v4(embedded(high, low)),
        [0x2002, high, low, ..] => return is_public_v4(embedded(high, low)),
        _ => {}
    }
    // Only what is given out for the internet, without what is for documents and tunnels.
    (first & 0xe000) == 0x2000 && !(first == 0x2001 && (second == 0 || second == 0xdb8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for public in ["1.1.1.1", "193.0.6.139", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for private in [
            "0.0.0.0",
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
    }
}
