//! What one reader may ask, over real connections. The tests come from this machine, as readers behind a proxy do.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "tests stop at the first surprise")]

#[expect(dead_code, reason = "these tests need a part of it")]
mod common;

use std::time::Duration;

use common::{contents, entity, site_of};
use sousveil_site::{ConnectionLimits, Proxy, Rate, SiteConfig, listen, serve};
use sousveil_snapshot::Contents;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

async fn start(rate: Rate) -> std::net::SocketAddr {
    start_over(&contents(), rate).await
}

async fn start_over(contents: &Contents, rate: Rate) -> std::net::SocketAddr {
    let limits = ConnectionLimits::default();
    let site = site_of(contents, SiteConfig { rate, ..SiteConfig::default() });
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
async fn a_header_counts_from_the_named_proxy_and_from_nobody_else() {
    let refused = |proxy: &str| {
        let proxy = Proxy { addresses: vec![proxy.parse().unwrap()], header: "x-forwarded-for".parse().unwrap() };
        let rate = Rate { per_second: 1, burst: 5, proxy: Some(proxy), ..Rate::default() };
        async move {
            let server = start(rate).await;
            let mut refused = 0;
            for _ in 0..20 {
                let got = ask(server, "/about", "x-forwarded-for: 192.0.2.1\r\n").await;
                refused += usize::from(got.starts_with("HTTP/1.1 429"));
            }
            refused
        }
    };
    // As an onion service on this machine would come: from another address than the proxy has.
    assert_eq!(refused("127.0.0.2").await, 0, "who writes the header is not believed");
    assert!(refused("127.0.0.1").await > 10, "the same words from the proxy are");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_can_not_take_all_places_for_long_answers() {
    let mut contents = contents();
    // Longer than what all buffers on the way hold, so that it lasts until its reader takes it.
    let summary = "Monitoring centres were installed for the security service. ".repeat(40);
    for n in 0..600 {
        let claims = [("recipient_country", "uz"), ("stage", "delivered"), ("summary", summary.as_str())];
        contents.entities.push(entity("Transfer", &format!("svl-large-{n}"), &[], &claims));
    }
    let server = start_over(&contents, Rate { streams: 2, burst: 200, ..behind_a_proxy() }).await;
    let (one, other) = ("x-forwarded-for: 192.0.2.9\r\n", "x-forwarded-for: 192.0.2.10\r\n");
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(server).await.unwrap();
        stream.write_all(format!("GET /claims.jsonl HTTP/1.1\r\nhost: a\r\n{one}\r\n").as_bytes()).await.unwrap();
        let mut begin = [0; 12];
        stream.read_exact(&mut begin).await.unwrap();
        assert_eq!(&begin, b"HTTP/1.1 200");
        held.push(stream);
    }
    let got = ask(server, "/transfers.csv", one).await;
    assert!(got.starts_with("HTTP/1.1 429") && got.to_lowercase().contains("\r\nretry-after: 5\r\n"), "{got}");
    assert!(ask(server, "/countries/uz", one).await.starts_with("HTTP/1.1 200"), "a page is no long answer");
    assert!(ask(server, "/transfers.csv", other).await.starts_with("HTTP/1.1 200"), "another address");
    assert!(ask(server, "/transfers.csv", "").await.starts_with("HTTP/1.1 200"), "who can't be told apart");
    drop(held);
    let begun = std::time::Instant::now();
    while !ask(server, "/transfers.csv", one).await.starts_with("HTTP/1.1 200") {
        assert!(begun.elapsed() < Duration::from_secs(5), "room comes back");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ending_costs_the_same_however_it_is_written() {
    let server = start(behind_a_proxy()).await;
    let mut answers = Vec::new();
    for _ in 0..10 {
        let got = ask(server, "/countries/uz%2Ecsv", "x-forwarded-for: 192.0.2.3\r\n").await;
        answers.push(got.starts_with("HTTP/1.1 200"));
    }
    // Three tokens each, of twenty and what comes back meanwhile.
    let passed = answers.iter().filter(|ok| **ok).count();
    assert!((6..=8).contains(&passed), "{passed}");
}
