//! Readers that are slow, silent or many: they must not take the site away from the others.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod common;

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use common::{contents, entity, get, ok, site, site_of};
use sousveil_model::Grade;
use sousveil_site::{ConnectionLimits, Limits, SiteConfig, listen, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower::ServiceExt as _;

/// What no answer may take here, however many others don't read theirs.
const SOON: Duration = Duration::from_secs(5);

/// A site whose whole list is longer than what all buffers on the way hold.
fn large(limits: Limits) -> Router {
    let mut contents = contents();
    let summary = "Monitoring centres were installed for the security service. ".repeat(40);
    for n in 0..600 {
        let claims = [("recipient_country", "uz"), ("stage", "delivered"), ("summary", summary.as_str())];
        contents.entities.push(entity(
            "Transfer",
            &format!("svl-large-{n}"),
            &[("svl-src-pi", Grade::Reported)],
            &claims,
        ));
    }
    site_of(&contents, SiteConfig { limits, ..SiteConfig::default() })
}

struct Server {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

fn start(site: Router, limits: ConnectionLimits) -> Server {
    let listener = listen("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = tokio::spawn(async move { serve(listener, site, limits, async { drop(stopped.await) }).await });
    Server { address, stop, ended }
}

impl Server {
    async fn connect(&self, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }

    /// The whole answer, head and body, of a reader who reads.
    async fn read(&self, path: &str) -> String {
        let mut stream = self.connect(&format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")).await;
        let mut bytes = Vec::new();
        let read = tokio::time::timeout(SOON, stream.read_to_end(&mut bytes)).await;
        read.expect("an answer in time").expect("a whole answer");
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

fn with(connections: ConnectionLimits) -> Limits {
    Limits { streams: 4, connections, ..Limits::default() }
}

fn limits() -> Limits {
    with(ConnectionLimits { stall: Duration::from_secs(2), ..ConnectionLimits::default() })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_that_never_read_stop_nobody_else_and_are_cut_off() {
    let server = start(large(limits()), limits().connections);
    let mut silent = Vec::new();
    for _ in 0..600 {
        silent.push(server.connect("GET /claims.jsonl HTTP/1.1\r\nhost: a\r\n\r\n").await);
    }
    let begin = Instant::now();
    for path in ["/healthz", "/", "/countries/uz"] {
        assert!(server.read(path).await.starts_with("HTTP/1.1 200"), "{path}");
    }
    assert!(begin.elapsed() < limits().connections.stall, "answered before the silent were cut off, not after");
    let busy = server.read("/transfers.csv").await;
    assert!(busy.starts_with("HTTP/1.1 503") && busy.contains("\r\nretry-after: 5\r\n"), "{busy}");
    // A small form that is made whole needs no such room.
    assert!(server.read("/changes.atom").await.starts_with("HTTP/1.1 200"));

    tokio::time::sleep(limits().connections.stall + Duration::from_secs(1)).await;
    let csv = server.read("/transfers.csv").await;
    assert!(csv.starts_with("HTTP/1.1 200") && csv.ends_with("0\r\n\r\n"), "room came back, and the list is whole");
    drop(silent);
}

/// Takes a little of a long answer, again and again, for as long as that is borne; how much it got until then.
async fn trickle(server: &Server, most: Duration) -> (usize, bool) {
    let mut stream = server.connect("GET /claims.jsonl HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let (mut got, mut part, begun) = (0, vec![0; 40_000], Instant::now());
    while begun.elapsed() < most {
        match stream.read(&mut part).await {
            Ok(0) | Err(_) => return (got, true),
            Ok(n) => got += n,
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    (got, false)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_that_trickles_holds_its_place_only_while_it_takes_enough() {
    let bound = |least_rate| ConnectionLimits { least_rate, pace: Duration::from_secs(2), ..limits().connections };
    // Never silent for long, and yet far too slow.
    let server = start(large(limits()), bound(10_000_000));
    let (got, cut) = trickle(&server, Duration::from_secs(12)).await;
    assert!(cut && got > 40_000, "{got} bytes, cut off: {cut}");
    let server = start(large(limits()), bound(1_000));
    let (got, cut) = trickle(&server, Duration::from_secs(6)).await;
    assert!(!cut && got > 40_000, "{got} bytes, cut off: {cut}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_that_are_never_finished_are_cut_off_and_the_rest_waits_for_room() {
    let limits = ConnectionLimits { head: Duration::from_millis(700), most: 2, ..ConnectionLimits::default() };
    let server = start(site(), limits);
    let mut half = server.connect("GET / HTTP/1.1\r\nhost: a\r\nx-slow:").await;
    let mut nothing = server.connect("").await;
    // There is room for two, so this one is answered when they are gone.
    let begin = Instant::now();
    assert!(server.read("/healthz").await.starts_with("HTTP/1.1 200"));
    assert!(begin.elapsed() >= Duration::from_millis(300), "the third waited");
    for stream in [&mut half, &mut nothing] {
        let mut rest = Vec::new();
        let read = tokio::time::timeout(SOON, stream.read_to_end(&mut rest)).await;
        assert!(read.is_ok(), "the connection is still open");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_connection_answers_again_and_is_not_kept_for_ever() {
    let limits = ConnectionLimits { head: Duration::from_millis(700), ..ConnectionLimits::default() };
    let server = start(site(), limits);
    let request = "GET /robots.txt HTTP/1.1\r\nhost: a\r\n\r\n";
    let mut stream = server.connect(request).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(SOON, stream.read_to_end(&mut bytes)).await;
    assert!(read.is_ok(), "the connection is still open");
    assert_eq!(String::from_utf8_lossy(&bytes).matches("HTTP/1.1 200").count(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stopped_server_sends_what_it_began_and_waits_for_no_silent_reader() {
    let times = (Duration::from_secs(60), Duration::from_secs(2));
    let limits = ConnectionLimits { stall: times.0, grace: times.1, ..ConnectionLimits::default() };
    let server = start(large(with(limits)), limits);
    let mut slow = server.connect("GET /claims.jsonl HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let silent = server.connect("GET /claims.jsonl HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let mut first = [0; 64];
    slow.read_exact(&mut first).await.unwrap();
    let Server { address, stop, ended } = server;
    assert_eq!(stop.send(()), Ok(()));
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).await.unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "the answer that was begun came whole");
    assert!(TcpStream::connect(address).await.is_err(), "nothing listens any more");
    assert!(tokio::time::timeout(SOON, ended).await.is_ok(), "the server waits for a reader who does not read");
    drop(silent);
}

async fn begin(site: &Router, path: &str) -> axum::response::Response {
    let request = Request::get(path).body(Body::empty()).unwrap();
    site.clone().oneshot(request).await.unwrap()
}

#[tokio::test]
async fn a_long_answer_counts_until_it_is_read_and_a_cut_one_is_no_whole_one() {
    let connections = ConnectionLimits { stall: Duration::from_millis(500), ..ConnectionLimits::default() };
    let site = large(Limits { streams: 1, ..with(connections) });
    let unread = begin(&site, "/claims.jsonl").await;
    assert_eq!(unread.status(), StatusCode::OK);
    for path in ["/transfers.csv", "/transfers.json", "/companies/svl-verint.json", "/claims.jsonl"] {
        let got = get(&site, path).await;
        assert_eq!((got.status, got.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"), "{path}");
    }
    ok(get(&site, "/transfers").await).says("/transfers/svl-large-").hides("busy");
    tokio::time::sleep(Duration::from_millis(1500)).await;
    // Its writer has given up, but it is still somebody's answer: what is left of it ends in an error.
    assert_eq!(get(&site, "/transfers.csv").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(to_bytes(unread.into_body(), usize::MAX).await.is_err());
    ok(get(&site, "/transfers.csv").await);
    // One that is thrown away makes room as well, as soon as its writer sees it.
    drop(begin(&site, "/claims.jsonl").await);
    tokio::time::sleep(Duration::from_millis(300)).await;
    ok(get(&site, "/transfers.csv").await);
}

#[tokio::test]
async fn every_answer_counts_until_it_is_read() {
    let site = site_of(
        &contents(),
        SiteConfig { limits: Limits { concurrent: 1, ..Limits::default() }, ..SiteConfig::default() },
    );
    let unread = begin(&site, "/about").await;
    assert_eq!(get(&site, "/").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(to_bytes(unread.into_body(), usize::MAX).await.is_ok_and(|b| b.ends_with(b"</html>")));
    ok(get(&site, "/").await);
}

#[tokio::test]
async fn a_page_that_takes_too_long_is_given_up() {
    let limits = Limits { time: Duration::from_millis(200), turns: 0, ..Limits::default() };
    let site = site_of(&contents(), SiteConfig { limits, ..SiteConfig::default() });
    let got = get(&site, "/").await;
    assert_eq!((got.status, got.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
}
