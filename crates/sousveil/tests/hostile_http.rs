//! What strangers may send: none of it may bring the server down, hold it up, grow it, or hurt the next reader.
//!
//! One server meets it all, one thing after the other, so that what the first leaves behind would hurt the last.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use support::Server;
use support::http::get;

/// No single answer may take longer here, on a machine that is busy with other tests.
const SOON: Duration = Duration::from_secs(10);
/// How much more memory of its own the server may hold after all of it than before, in kB.
const GROWTH: u64 = 50 * 1024;
/// How many combinations of filters are asked.
const COMBINATIONS: usize = 10_000;

/// A kind of hostility: what it is called, and what does it to the server at an address.
type Step = (&'static str, fn(&str));

#[test]
fn whatever_strangers_send_the_next_reader_is_served() {
    let server = Server::start();
    let base = server.base.trim_start_matches("http://").to_owned();
    // What a server needs to be warm is not what strangers cost it.
    for path in ["/", "/transfers", "/search?q=verint", "/claims.jsonl", "/countries/uz", "/transfers.csv"] {
        assert_eq!(get(&server.base, path).status, 200, "{path}");
    }
    combinations(&base, 500);
    let before = server.memory();
    let steps: [Step; 8] = [
        ("addresses", addresses),
        ("methods and versions", methods_and_versions),
        ("floods", floods),
        ("shapes of smuggling", smuggling),
        ("a thousand requests in one breath", pipelined),
        ("half-open connections", half_open),
        ("slow readers", slow_readers),
        ("combinations of filters", |base| combinations(base, COMBINATIONS)),
    ];
    for (what, step) in steps {
        let begun = Instant::now();
        step(&base);
        let health = get(&server.base, "/healthz");
        assert_eq!(health.status, 200, "after {what}");
        let page = get(&server.base, "/countries/uz");
        assert!(page.status == 200 && page.text().contains("Uzbekistan"), "after {what}");
        support::say(&format!("{what}: {:.1} s, {} kB", begun.elapsed().as_secs_f32(), server.memory()));
    }
    let after = server.memory();
    assert!(after < before + GROWTH, "the server holds {after} kB now and held {before} kB before");
    // That it logged nothing also tells that nothing panicked.
    server.finish();
}

/// Sends a request that ends its connection, and reads until the server does so.
fn talk(base: &str, bytes: &[u8]) -> Vec<u8> {
    exchange(base, bytes, SOON)
}

/// Sends what may be no request at all; once the server is silent for a while it hears that nothing more comes.
fn prod(base: &str, bytes: &[u8]) -> Vec<u8> {
    exchange(base, bytes, Duration::from_secs(1))
}

fn exchange(base: &str, bytes: &[u8], silence: Duration) -> Vec<u8> {
    let mut stream = TcpStream::connect(base).unwrap();
    stream.set_read_timeout(Some(silence)).unwrap();
    stream.set_write_timeout(Some(SOON)).unwrap();
    // That the server closes while more comes is its right.
    drop(stream.write_all(bytes));
    let (mut answer, mut buffer, begun, mut told) = (Vec::new(), [0; 64 * 1024], Instant::now(), false);
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => answer.extend_from_slice(&buffer[..n]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) && !told => {
                told = true;
                drop(stream.shutdown(Shutdown::Write));
            }
            Err(_) => break,
        }
    }
    assert!(begun.elapsed() < SOON, "no end of the answer to {}", text(&bytes[..bytes.len().min(200)]));
    answer
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The statuses of all answers in a row. Bodies of ours never hold the words.
fn statuses(answer: &[u8]) -> Vec<u16> {
    let text = text(answer);
    text.split("HTTP/1.").skip(1).map(|part| part.get(2..5).and_then(|s| s.parse().ok()).unwrap_or(0)).collect()
}

/// One request for a target of any bytes; the status and the answer.
fn ask(base: &str, target: &[u8]) -> (u16, String) {
    let mut request = b"GET ".to_vec();
    request.extend_from_slice(target);
    request.extend_from_slice(b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    let answer = talk(base, &request);
    let all = statuses(&answer);
    assert_eq!(all.len(), 1, "{}: {}", text(target), text(&answer));
    (all[0], text(&answer))
}

fn addresses(base: &str) {
    let not_there: [&[u8]; 26] = [
        b"/%00",
        b"/countries/uz%00",
        b"/countries/%00",
        b"/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        b"/../../../../etc/passwd",
        b"/countries/../../etc/passwd",
        b"/countries/..%2f..%2fetc%2fpasswd",
        b"/countries/..%252f..%252fetc%252fpasswd",
        b"/countries/%2E%2e/transfers",
        b"/countries/%252e%252e",
        b"/..\\..\\windows\\win.ini",
        b"/countries/%5c..%5c..",
        b"//evil.example/countries/uz",
        b"//evil.example",
        b"///",
        b"/./",
        b"/countries/",
        b"/countries//uz",
        b"/;/x",
        b"/countries/uz;jsessionid=1",
        b"/countries/uz.csv.json",
        b"/claims/..%00",
        b"/companies/svl-6bzdwb5z/a/b/c",
        b"/.git/config",
        b"/%ef%bf%bd",
        b"/countries/%f0%9f%98%80",
    ];
    for target in not_there {
        let (status, answer) = ask(base, target);
        assert!(matches!(status, 404 | 400), "{}: {answer}", text(target));
        assert!(!answer.contains("root:"), "{}: {answer}", text(target));
        assert!(!answer.to_lowercase().contains("\r\nlocation:"), "{} leads away: {answer}", text(target));
    }
    // What is no UTF-8 in any way: overlong, half a pair of surrogates, cut short, raw.
    let no_text: [&[u8]; 14] = [
        b"/countries/%c0%ae%c0%ae",
        b"/countries/%e0%80%af",
        b"/countries/%ed%a0%80",
        b"/countries/%ff",
        b"/countries/%",
        b"/countries/%4",
        b"/countries/%zz",
        b"/search?q=%c0%80",
        b"/search?q=%ed%a0%80%ed%b0%80",
        b"/search?q=%ff%fe",
        b"/search?q=%u0041",
        b"/search?q=%",
        b"/countries/\xff\xfe",
        b"/search?q=\xc3\x28\xa0",
    ];
    for target in no_text {
        let (status, answer) = ask(base, target);
        assert!(matches!(status, 200 | 400 | 404), "{}: {answer}", text(target));
        assert!(status != 200 || target.starts_with(b"/search"), "{}: {answer}", text(target));
        // What the reader of HTTP itself refuses has no page; all else has.
        assert!(answer.contains("<h1>") || target.iter().any(|b| !b.is_ascii()), "{}: {answer}", text(target));
    }
    let wrong: [&[u8]; 12] = [
        b"/transfers?%00=1",
        b"/transfers?page=%00",
        b"/transfers?page=-1",
        b"/transfers?page=99999999999999999999999",
        b"/transfers?page=1e3",
        b"/transfers?year=%D9%A2%D9%A0%D9%A1%D9%A5",
        b"/transfers?recipient_country=uz%0d%0aSet-Cookie:%20a=b",
        b"/transfers?recipient_country=..%2f..",
        b"/transfers?company=svl-6bzdwb5z%00",
        b"/transfers?sort=newest;drop",
        b"/transfers?schema=Company",
        b"/countries/uz?data=1&data2=2",
    ];
    for target in wrong {
        let (status, answer) = ask(base, target);
        assert_eq!(status, 400, "{}: {answer}", text(target));
        assert!(answer.contains("<h1>") && answer.contains("Expected"), "{}: no clear page: {answer}", text(target));
        let head = answer.split("\r\n\r\n").next().unwrap_or_default();
        assert!(!head.to_lowercase().contains("\nset-cookie"), "{}: {answer}", text(target));
    }
    // Double encoding is decoded once: the page shows what was sent, as text.
    let (status, answer) = ask(base, b"/search?q=%253Cscript%253E");
    assert!(status == 200 && answer.contains("%3Cscript%3E") && !answer.contains("<script>"));
    // The same view, however its address is written.
    let (_, plain) = ask(base, b"/transfers?recipient_country=uz");
    let (_, coded) = ask(base, b"/transfers?recipient%5Fcountry=%75z&&=&q=");
    let main = |answer: &str| answer.split_once("<main").map(|(_, m)| m.to_owned());
    assert!(main(&plain).is_some() && main(&plain) == main(&coded));
    // A full address is that of any host: it must not be mistaken for a proxy's request.
    let (status, answer) = ask(base, b"http://evil.example/countries/uz");
    assert!(status == 200 && !answer.contains("evil.example"), "{answer}");
}

fn methods_and_versions(base: &str) {
    let say = |line: &str| statuses(&talk(base, format!("{line}\r\nHost: a\r\nConnection: close\r\n\r\n").as_bytes()));
    for line in [
        "OPTIONS / HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "TRACE / HTTP/1.1",
        "POST /transfers HTTP/1.1",
        "PROPFIND / HTTP/1.1",
    ] {
        let got = say(line);
        assert!(matches!(got[..], [405 | 404 | 400]), "{line}: {got:?}");
    }
    let connect = prod(base, b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n");
    assert!(matches!(statuses(&connect)[..], [400 | 404 | 405]), "{}", text(&connect));
    assert_eq!(say("GET / HTTP/1.0"), [200]);
    // Without a host, too: old clients know of none.
    assert_eq!(statuses(&prod(base, b"GET /robots.txt HTTP/1.0\r\n\r\n")), [200]);
    for odd in [
        &b"GET /\r\n"[..],
        b"GET / HTTP/0.9\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1 x\r\nHost: a\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0",
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
        b"\0\0\0\0\0\0\0\0",
        b"\r\n\r\n\r\n\r\n",
        b"GET  /  HTTP/1.1\r\nHost: a\r\n\r\n",
        b"get / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX Y: z\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n: z\r\n\r\n",
        b"GET / HTTP/1.1\nHost: a\nConnection: close\n\n",
    ] {
        let answer = prod(base, odd);
        let all = statuses(&answer);
        assert!(
            all.len() <= 1 && all.iter().all(|s| matches!(s, 200 | 400 | 405 | 505)),
            "{}: {}",
            text(odd),
            text(&answer)
        );
    }
    // Upgrades are passed over.
    let upgrade = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n";
    assert_eq!(statuses(&talk(base, upgrade)), [200]);
}

fn floods(base: &str) {
    let many = |n: usize, value: &str| {
        let lines: String = (0..n).map(|n| format!("X-{n}: {value}\r\n")).collect();
        format!("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{lines}\r\n").into_bytes()
    };
    assert_eq!(statuses(&talk(base, &many(50, "a"))), [200]);
    for flood in [
        many(10_000, "a"),
        many(90, &"b".repeat(100_000)),
        many(1, &"c".repeat(10_000_000)),
        [b"GET /".to_vec(), vec![b'd'; 1 << 20], b" HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()].concat(),
        [b"GET /search?q=".to_vec(), vec![b'e'; 9_000], b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".to_vec()]
            .concat(),
        vec![b'f'; 5 << 20],
        [b"GET / HTTP/1.1\r\nHost: a\r\nCookie: ".to_vec(), vec![b'g'; 200_000]].concat(),
    ] {
        // Where the server closes while more comes, its answer may be lost on the way: that is no harm.
        let all = statuses(&prod(base, &flood));
        assert!(all.len() <= 1 && all.iter().all(|s| matches!(s, 400 | 414 | 431)), "{all:?}: {}", text(&flood[..60]));
    }
    let (status, page) = ask(base, &[b"/search?".to_vec(), vec![b'h'; 9_000]].concat());
    assert!(status == 414 && page.contains("<h1>"), "{status}");
    // Long, but allowed: a thousand parameters.
    let many_parameters = (0..1000).map(|n| format!("a{n}=")).collect::<Vec<_>>().join("&");
    let (status, _) = ask(base, format!("/transfers?{many_parameters}").as_bytes());
    assert_eq!(status, 200, "empty fields are passed over");
}

/// A second request hides in what another reader of HTTP may take for the body of the first. Whatever is made of the
/// first, the hidden one must not be answered as if it had been asked.
fn smuggling(base: &str) {
    let hidden = "GET /countries/kz HTTP/1.1\r\nHost: a\r\n\r\n";
    let length = hidden.len();
    for head in [
        "Content-Length: 0\r\nContent-Length: LEN".to_owned(),
        "Content-Length: LEN\r\nContent-Length: 0".to_owned(),
        "Content-Length: LEN, 0".to_owned(),
        "Content-Length: +LEN".to_owned(),
        "Content-Length: -1".to_owned(),
        "Content-Length: 99999999999999999999999999".to_owned(),
        "Content-Length: 0x2f".to_owned(),
        "Content-Length: LEN\r\nTransfer-Encoding: chunked".to_owned(),
        "Transfer-Encoding: chunked\r\nContent-Length: LEN".to_owned(),
        "Transfer-Encoding: chunked, identity".to_owned(),
        "Transfer-Encoding: identity\r\nContent-Length: LEN".to_owned(),
        "Transfer-Encoding: xchunked".to_owned(),
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip".to_owned(),
        "Transfer-Encoding\u{b}: chunked".to_owned(),
        "Transfer-Encoding : chunked\r\nContent-Length: LEN".to_owned(),
        "X: y\r\n Content-Length: LEN".to_owned(),
        "X: y\r\n\tTransfer-Encoding: chunked".to_owned(),
    ] {
        let head = head.replace("LEN", &length.to_string());
        let request = format!("GET /robots.txt HTTP/1.1\r\nHost: a\r\n{head}\r\n\r\n{hidden}");
        let answer = prod(base, request.as_bytes());
        let kz = text(&answer).contains("Kazakhstan");
        let all = statuses(&answer);
        assert!(all.len() <= 2 && all.iter().all(|s| matches!(s, 200 | 400 | 501)), "{head}: {all:?}");
        assert!(!kz, "{head}: the hidden request was answered");
    }
    // Bodies in pieces whose sizes lie.
    for pieces in [
        "ffffffffffffffffff\r\nx\r\n0\r\n\r\n",
        "-1\r\nx\r\n0\r\n\r\n",
        "5\r\nab\r\n0\r\n\r\n",
        "g\r\nx\r\n",
        "1;ext=\"\r\nx\r\n0\r\n\r\n",
        "0x1\r\nx\r\n0\r\n\r\n",
        "1\r\nxGET /countries/kz HTTP/1.1\r\nHost: a\r\n\r\n",
    ] {
        let request = format!("GET /robots.txt HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{pieces}");
        let answer = prod(base, request.as_bytes());
        let all = statuses(&answer);
        assert!(all.len() <= 2 && all.iter().all(|s| matches!(s, 200 | 400)), "{pieces:?}: {all:?}");
        assert!(!text(&answer).contains("Kazakhstan"), "{pieces:?}");
    }
    // A body that never ends is not read on for ever, nor is one that is promised and never comes.
    let endless =
        [&b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n"[..], &vec![b'x'; 8 << 20]].concat();
    assert!(matches!(statuses(&prod(base, &endless))[..], [] | [405]));
    assert_eq!(statuses(&prod(base, b"GET /robots.txt HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")), [200]);
}

fn pipelined(base: &str) {
    let nine = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n".repeat(9);
    let mut request = format!("{nine}GET /countries/uz HTTP/1.1\r\nHost: a\r\n\r\n").repeat(99);
    request.push_str(&nine);
    request.push_str("GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    let mut stream = TcpStream::connect(base).unwrap();
    stream.set_read_timeout(Some(SOON)).unwrap();
    let mut writer = stream.try_clone().unwrap();
    let sent = std::thread::spawn(move || writer.write_all(request.as_bytes()));
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    sent.join().unwrap().unwrap();
    let all = statuses(&answer);
    assert!(all.len() == 1000 && all.iter().all(|&s| s == 200), "{} answers", all.len());
    assert!(text(&answer).ends_with("Allow: /\n"), "the last answer is the last");
}

fn half_open(base: &str) {
    let begins: [&[u8]; 5] = [b"", b"G", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", b"\r\n"];
    let mut open: Vec<TcpStream> = Vec::new();
    for n in 0..500 {
        let mut stream = TcpStream::connect(base).unwrap();
        stream.write_all(begins[n % begins.len()]).unwrap();
        open.push(stream);
    }
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(14) {
        // Some send another byte of their head now and then: that must not buy them time.
        for stream in open.iter_mut().skip(3).step_by(5) {
            drop(stream.write_all(b"x"));
        }
        let asked = Instant::now();
        let (status, _) = ask(base, b"/healthz");
        assert!(status == 200 && asked.elapsed() < Duration::from_secs(3), "{status} after {:?}", asked.elapsed());
        std::thread::sleep(Duration::from_millis(500));
    }
    let cut = open.iter_mut().filter(|stream| {
        stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let mut rest = Vec::new();
        // An error other than that of the timeout means that the server has closed it.
        let mut reader: &TcpStream = stream;
        match reader.read_to_end(&mut rest) {
            Ok(_) => true,
            Err(error) => !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
        }
    });
    assert_eq!(cut.count(), 500, "all were cut off");
}

fn slow_readers(base: &str) {
    // So many that they hold every place for long answers, and take none of them.
    let mut open: Vec<TcpStream> = Vec::new();
    for _ in 0..60 {
        let mut stream = TcpStream::connect(base).unwrap();
        stream.write_all(b"GET /claims.jsonl HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
        open.push(stream);
    }
    let begun = Instant::now();
    let mut byte = [0; 1];
    while begun.elapsed() < Duration::from_secs(5) {
        for stream in &mut open {
            stream.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
            drop(stream.read(&mut byte));
        }
        for path in ["/healthz", "/countries/uz"] {
            let asked = Instant::now();
            let (status, _) = ask(base, path.as_bytes());
            assert!(status == 200 && asked.elapsed() < SOON, "{path}: {status} after {:?}", asked.elapsed());
        }
        let (status, answer) = ask(base, b"/transfers.csv");
        assert!(matches!(status, 200 | 503), "{status}");
        assert!(status == 200 || answer.to_lowercase().contains("\r\nretry-after: "), "{answer}");
    }
    // They still take a byte now and then, but that is too little: room comes back.
    let begun = Instant::now();
    while ask(base, b"/transfers.csv").0 != 200 {
        assert!(begun.elapsed() < Duration::from_secs(30), "no room for long answers came back");
        for stream in &mut open {
            drop(stream.read(&mut byte));
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// A small generator of numbers that only look like chance, so that a failure can be had again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

/// Asks for so many combinations of filters: real ones, unknown ones, twice the same, such as exclude one another.
fn combinations(base: &str, count: usize) {
    let url = format!("http://{base}");
    let mut filters: Vec<String> = Vec::new();
    for list in ["transfers", "companies", "measures", "sources", "incidents", "search"] {
        let page = get(&url, &format!("/{list}{}", if list == "search" { "?q=surveillance" } else { "" }));
        let links = support::html::links(page.text());
        let pairs = links.iter().filter_map(|l| l.split_once('?')).flat_map(|(_, q)| q.split('&').map(str::to_owned));
        filters.extend(pairs.filter(|p| !p.starts_with("page=")));
    }
    let rows = get(&url, "/transfers.csv").csv();
    for row in rows.iter().step_by(7) {
        for (column, facet) in [
            ("supplier_id", "company"),
            ("end_user_id", "agency"),
            ("recipient_country_code", "recipient_country"),
            ("technologies_id", "technology"),
            ("stage", "stage"),
        ] {
            filters.extend(row[column].split("; ").filter(|v| !v.is_empty()).map(|v| format!("{facet}={v}")));
        }
    }
    for odd in [
        "year=1850",
        "year=undated",
        "colour=red",
        "stage=sold",
        "recipient_country=zz",
        "recipient_country=UZ",
        "company=uz",
        "sort=name",
        "sort=best",
        "page=2",
        "page=9999",
        "q=%F0%9F%98%80",
        "q=%22%29+OR+1",
        "q=a+b+c+d",
        "data=x",
        "act=",
    ] {
        filters.push(odd.to_owned());
    }
    filters.sort();
    filters.dedup();
    assert!(filters.len() > 150, "{} filters", filters.len());
    let times = Mutex::new(Vec::with_capacity(count));
    std::thread::scope(|scope| {
        for worker in 0..4_usize {
            let (filters, times) = (&filters, &times);
            scope.spawn(move || {
                let mut dice = Dice(42 + worker as u64 + count as u64);
                let mut stream = TcpStream::connect(base).unwrap();
                stream.set_read_timeout(Some(SOON)).unwrap();
                for _ in 0..count / 4 {
                    let list = ["transfers", "transfers", "transfers", "companies", "measures", "sources", "search"]
                        [dice.below(7)];
                    let ending = ["", "", "", ".json", ".csv", ".atom", ".bib"][dice.below(7)];
                    let parts: Vec<&str> =
                        (0..=dice.below(5)).map(|_| filters[dice.below(filters.len())].as_str()).collect();
                    let target = format!("/{list}{ending}?{}", parts.join("&"));
                    let begun = Instant::now();
                    let status = next_answer(&mut stream, &target);
                    times.lock().unwrap().push((begun.elapsed(), target.clone()));
                    assert!(matches!(status, 200 | 400 | 503), "{target}: {status}");
                }
            });
        }
    });
    let mut times = times.into_inner().unwrap();
    times.sort();
    let at = |share: usize| &times[times.len() * share / 100];
    support::say(&format!(
        "{count} combinations: median {:?}, 99 of 100 within {:?}, the slowest {:?}",
        at(50).0,
        at(99).0,
        times.last()
    ));
    assert!(at(99).0 < Duration::from_secs(2), "{:?}", at(99));
}

/// One request on a kept connection; reads exactly one answer.
fn next_answer(stream: &mut TcpStream, target: &str) -> u16 {
    write!(stream, "GET {target} HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let mut buffer = [0; 64 * 1024];
    loop {
        let n = stream.read(&mut buffer).unwrap_or_else(|e| panic!("{target}: {e}"));
        assert_ne!(n, 0, "{target}: the connection was closed: {}", text(&answer));
        answer.extend_from_slice(&buffer[..n]);
        let Some(head) = answer.windows(4).position(|w| w == b"\r\n\r\n") else { continue };
        let lines = text(&answer[..head]).to_lowercase();
        let length =
            lines.lines().find_map(|l| l.strip_prefix("content-length: ")).and_then(|l| l.parse::<usize>().ok());
        let whole = match length {
            Some(length) => answer.len() >= head + 4 + length,
            None => answer.ends_with(b"\r\n0\r\n\r\n"),
        };
        if whole {
            return statuses(&answer[..head])[0];
        }
    }
}
