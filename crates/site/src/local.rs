//! Whether somebody asks from this machine itself, and no other machine stands in between.

use std::net::IpAddr;

use axum::http::{HeaderMap, Uri, header};

use crate::rate::Peer;

/// What a proxy writes into a request: where one of them stands, the one who asks sits elsewhere.
const PROXIES: [&str; 8] = [
    "forwarded",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
    "via",
    "cf-connecting-ip",
    "true-client-ip",
];

/// Whether the connection comes from this machine, to an address that means this machine. An onion service and a proxy
/// connect from here, too, but the browsers of their readers ask for another host; so does a page elsewhere whose name leads
/// here. Who writes requests himself can ask for any host: a site with a public address is nobody's own (`SiteConfig::is_own`).
pub(crate) fn is_local(peer: Option<Peer>, uri: &Uri, headers: &HeaderMap) -> bool {
    let from_here = peer.is_some_and(|Peer(address)| address.to_canonical().is_loopback());
    let mut hosts = headers.get_all(header::HOST).iter().map(|host| host.to_str().ok());
    let host = match (hosts.next(), hosts.next()) {
        (Some(one), None) => one,
        (None, None) => uri.authority().map(|authority| authority.as_str()),
        _ => None,
    };
    let target_means_here = uri.authority().is_none_or(|authority| means_here(authority.as_str()));
    // A page elsewhere has no business to send forms here through the browser of somebody who sits here.
    let from_elsewhere = headers.get_all("sec-fetch-site").iter().any(|site| site != "same-origin" && site != "none");
    let through_proxy = PROXIES.iter().any(|name| headers.contains_key(*name));
    from_here && host.is_some_and(means_here) && target_means_here && !through_proxy && !from_elsewhere
}

fn means_here(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, "")) => (address, None),
        Some((address, rest)) => (address, Some(rest.strip_prefix(':').unwrap_or("none"))),
        None => host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port))),
    };
    if port.is_some_and(|port| !port.bytes().all(|byte| byte.is_ascii_digit())) {
        return false;
    }
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn asked(peer: &str, headers: &[(&str, &str)]) -> bool {
        let pair = |(name, value): &(&str, &str)| -> (HeaderName, HeaderValue) {
            (name.parse().unwrap(), value.parse().unwrap())
        };
        let headers = headers.iter().map(pair).collect();
        is_local(peer.parse().ok().map(Peer), &Uri::from_static("/inspect"), &headers)
    }

    #[test]
    fn only_who_sits_here_and_means_here_is_here() {
        for host in ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "127.9.9.9", "[::1]:8000", "[::1]"] {
            assert!(asked("127.0.0.1", &[("host", host)]) && asked("::1", &[("host", host)]), "{host}");
            assert!(!asked("192.168.1.7", &[("host", host)]), "{host}");
        }
        for host in [
            "abc.onion",
            "example.org",
            "localhost.example.org",
            "10.0.0.1:8000",
            "",
            "[::2]",
            "127.0.0.1.example.org",
            "localhost:80@evil.example",
            "[::1]evil.example",
        ] {
            assert!(!asked("127.0.0.1", &[("host", host)]), "{host}");
        }
        assert!(!asked("127.0.0.1", &[]) && !asked("", &[("host", "localhost")]));
        assert!(!asked("127.0.0.1", &[("host", "localhost"), ("x-forwarded-for", "192.0.2.1")]));
        assert!(!asked("127.0.0.1", &[("host", "localhost"), ("forwarded", "for=192.0.2.1")]));
        assert!(!asked("127.0.0.1", &[("host", "localhost"), ("sec-fetch-site", "cross-site")]));
        assert!(asked("127.0.0.1", &[("host", "localhost"), ("sec-fetch-site", "same-origin")]));
    }
}
