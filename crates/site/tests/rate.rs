//! What one reader may ask, over real connections. The tests come from this machine, as readers behind a proxy do.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "tests stop at the first surprise")]

#[expect(dead_code, reason = "these tests need a part of it")]
mod common;

use std::time::Duration;

use common::{contents, site_of};
use sousveil_site::{Limits, Proxy, Rate, SiteConfig, listen, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

async fn start(rate: Rate) -> std::net::SocketAddr {
    let limits = Limits::default();
    let site = site_of(&contents(), SiteConfig { rate, ..SiteConfig::default() });
    let listener = listen("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { serve(listener, site, limits, std::future::pending()).await });
    address
}

fn behind_a_proxy() -> Rate {
    let proxy = Proxy { addresses: vec!["127.0.0.1".parse().unwrap()], header: "x-forwarded-for".parse().unwrap() };
    Rate { per_second: 1, burst: 20, proxy: Some(proxy), ..Rate::default() }
}

/// The whole answer to one request with those lines in its head.
async fn ask(server: std::net::SocketAddr, path: &str, lines: &str) -> String {
    let mut stream = TcpStream::connect(server).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{lines}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut bytes)).await;
    read.expect("an answer in time").unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_from_one_address_is_told_to_wait_and_no_other_reader_is() {
    let server = start(behind_a_proxy()).await;
    let (one, other) = ("x-forwarded-for: 192.0.2.1\r\n", "x-forwarded-for: 192.0.2.1, 192.0.2.2\r\n");
    let mut refused = String::new();
    for n in 0..60 {
        let got = ask(server, "/countries/uz", one).await;
        if got.starts_with("HTTP/1.1 429") {
            refused = got;
            assert!(n >= 20, "refused after {n}");
            break;
        }
        assert!(got.starts_with("HTTP/1.1 200"), "{got}");
    }
    assert!(
        refused.contains("Too many requests from your address") && refused.contains("default-src 'none'"),
        "{refused}"
    );
    let wait = refused.to_lowercase().split_once("\r\nretry-after: ").map(|(_, r)| r.to_owned());
    let wait: u64 = wait.and_then(|w| w.split("\r\n").next()?.parse().ok()).expect("how long to wait");
    assert!((1..=2).contains(&wait), "{wait}");
    assert!(ask(server, "/healthz", one).await.starts_with("HTTP/1.1 200"), "whoever watches is not counted");
    assert!(ask(server, "/countries/uz", other).await.starts_with("HTTP/1.1 200"), "another address");
    // Who can't be told apart is bounded only by what holds for all: so it is behind an onion service.
    for _ in 0..40 {
        assert!(ask(server, "/about", "").await.starts_with("HTTP/1.1 200"));
    }
    tokio::time::sleep(Duration::from_secs(wait)).await;
    assert!(ask(server, "/countries/uz", one).await.starts_with("HTTP/1.1 200"), "after the wait");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forged_header_changes_nothing_where_no_proxy_is_named() {
    let server = start(Rate { per_second: 1, burst: 5, ..Rate::default() }).await;
    for _ in 0..40 {
        let got = ask(server, "/about", "x-forwarded-for: 192.0.2.1\r\n").await;
        assert!(got.starts_with("HTTP/1.1 200"), "{got}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_can_not_take_all_places_for_long_answers() {
    let server = start(Rate { streams: 0, ..behind_a_proxy() }).await;
    let got = ask(server, "/transfers.csv", "x-forwarded-for: 192.0.2.9\r\n").await;
    assert!(got.starts_with("HTTP/1.1 429") && got.to_lowercase().contains("\r\nretry-after: 5\r\n"), "{got}");
    assert!(ask(server, "/transfers.csv", "").await.starts_with("HTTP/1.1 200"));
}
