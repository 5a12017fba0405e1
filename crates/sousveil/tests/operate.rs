//! What an operator sees of a running server: figures, log, the onion's address, one answer in the shell.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use support::http::{Reply, get, get_with, raw};
use support::{Server, folder, page_kinds, run, sousveil, until, wait};

/// The address of the figures, which the log tells.
fn figures_of(server: &Server) -> String {
    let address = || server.log().split_whitespace().find_map(|word| word.strip_suffix("/metrics").map(str::to_owned));
    until("the log tells where the figures are", Duration::from_secs(10), || address().is_some());
    address().unwrap()
}

/// Name and labels to value.
fn scrape(base: &str) -> BTreeMap<String, f64> {
    let reply = get(base, "/metrics");
    assert_eq!((reply.status, reply.header("cache-control")), (200, "no-store"));
    assert_eq!(reply.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    let mut typed = BTreeSet::new();
    let mut found = BTreeMap::new();
    for line in reply.text().lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').unwrap();
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(typed.insert(name.to_owned()), "{name} twice");
        } else if !line.starts_with("# HELP ") {
            let (series, value) = line.rsplit_once(' ').unwrap();
            let name = series.split('{').next().unwrap();
            let base = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end));
            assert!(typed.contains(name) || base.is_some_and(|b| typed.contains(b)), "{line}: no type was told");
            assert!(found.insert(series.to_owned(), value.parse().unwrap()).is_none(), "{series} twice");
        }
    }
    found
}

#[test]
fn figures_tell_kinds_of_pages_and_never_what_was_asked() {
    let server = Server::with(&["--metrics-listen", "127.0.0.1:0"]);
    let figures = figures_of(&server);
    for _ in 0..3 {
        assert_eq!(get(&server.base, "/countries/uz?page=MARKER").status, 400);
        get(&server.base, "/companies/MARKER");
    }
    get(&server.base, "/countries/uz");
    get(&server.base, "/MARKER/MARKER/MARKER?q=MARKER");
    raw(&server.base, "MARKER", "/countries/uz");
    raw(&server.base, "HEAD", "/");
    let found = scrape(&figures);
    let value = |series: &str| *found.get(series).unwrap_or_else(|| panic!("{series}: {found:#?}"));
    assert_eq!(value("sousveil_requests_total{route=\"/countries/{id}\",status=\"400\"}"), 3.0);
    assert_eq!(value("sousveil_requests_total{route=\"/countries/{id}\",status=\"200\"}"), 1.0);
    assert_eq!(value("sousveil_requests_total{route=\"/countries/{id}\",status=\"405\"}"), 1.0);
    assert_eq!(value("sousveil_requests_total{route=\"/companies/{id}\",status=\"404\"}"), 3.0);
    assert_eq!(value("sousveil_requests_total{route=\"none\",status=\"404\"}"), 1.0);
    assert_eq!(value("sousveil_request_duration_seconds_count{route=\"/countries/{id}\"}"), 5.0);
    assert_eq!(value("sousveil_request_duration_seconds_bucket{route=\"/countries/{id}\",le=\"+Inf\"}"), 5.0);
    assert_eq!(value("sousveil_answers_refused_total{status=\"503\"}"), 0.0);
    assert_eq!(value("sousveil_swaps_total{result=\"done\"}"), 0.0);
    assert!(value("sousveil_answer_bytes_total") > 10_000.0 && value("sousveil_connections_total") >= 2.0);
    assert!(value("sousveil_snapshot_entities") > 1000.0 && value("sousveil_memory_bytes{kind=\"anon\"}") > 1e6);
    let health = get(&server.base, "/healthz").json();
    let info = format!(
        "sousveil_snapshot_info{{dataset=\"sousveil\",version={},hash={}}}",
        health["data_version"], health["data_hash"]
    );
    assert_eq!(value(&info), 1.0);
    assert!(!found.keys().any(|series| series.contains("MARKER")), "{found:#?}");
    // Buckets grow.
    let buckets: Vec<f64> =
        found.iter().filter(|(s, _)| s.contains("_bucket{route=\"none\"")).map(|(_, v)| *v).collect();
    assert!(buckets.len() > 10 && buckets.iter().all(|b| (0.0..=1.0).contains(b)), "{buckets:?}");

    // The names are those of the documents, and the public listener tells none.
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operate.md")).unwrap();
    let names: BTreeSet<&str> = found
        .keys()
        .map(|s| s.split('{').next().unwrap())
        .map(|n| ["_bucket", "_sum", "_count"].iter().find_map(|end| n.strip_suffix(end)).unwrap_or(n))
        .collect();
    let told: BTreeSet<&str> =
        guide.lines().filter_map(|l| l.strip_prefix("| `sousveil_")?.split('`').next()).collect();
    assert_eq!(
        names,
        told.iter().map(|n| format!("sousveil_{n}")).collect::<Vec<_>>().iter().map(String::as_str).collect()
    );
    assert_eq!(get(&server.base, "/metrics").status, 404);
    assert_eq!(get(&figures, "/").status, 404);
    let log = server.finish_with_log();
    assert!(log.lines().count() == 1 && log.contains("figures on"), "{log}");
}

#[test]
fn swaps_and_refusals_are_counted() {
    let root = tempfile::tempdir().unwrap();
    for version in ["1", "2"] {
        let dir = root.path().join(format!("folder-{version}"));
        folder::small(&dir, version);
        let out = root.path().join(version);
        let said = run(
            root.path(),
            &["compile".as_ref(), "--folder".as_ref(), dir.as_os_str(), "--out".as_ref(), out.as_os_str()],
        );
        assert_eq!(said.code, 0, "{said:?}");
    }
    let point = |to: &str| {
        std::os::unix::fs::symlink(to, root.path().join("next")).unwrap();
        std::fs::rename(root.path().join("next"), root.path().join("current")).unwrap();
    };
    point("1");
    let link = root.path().join("current");
    let args = ["--snapshot", link.to_str().unwrap(), "--metrics-listen", "127.0.0.1:0", "--swap-seconds", "3600"];
    let server = Server::with(&args);
    let figures = figures_of(&server);
    let swaps = |result: &str| scrape(&figures)[&format!("sousveil_swaps_total{{result=\"{result}\"}}")];
    point("2");
    server.signal("HUP");
    until("the swap is counted", Duration::from_secs(10), || swaps("done") == 1.0);
    assert_eq!(get(&server.base, "/healthz").json()["data_version"], "2");
    std::fs::create_dir(root.path().join("broken")).unwrap();
    std::fs::write(root.path().join("broken/manifest.json"), "{\"format\": 999}").unwrap();
    point("broken");
    server.signal("HUP");
    until("the refusal is counted", Duration::from_secs(10), || swaps("refused") == 1.0);
    assert_eq!(get(&server.base, "/healthz").json()["data_version"], "2", "the old data stays");
    let log = server.finish_with_log();
    assert!(log.contains("found format 999"), "{log}");
}

#[test]
fn answers_that_are_refused_are_counted() {
    let server = Server::with(&["--metrics-listen", "127.0.0.1:0", "--limit-streams", "1"]);
    let figures = figures_of(&server);
    let mut silent = TcpStream::connect(server.base.trim_start_matches("http://")).unwrap();
    write!(silent, "GET /claims.jsonl HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
    until("the stream is open", Duration::from_secs(10), || {
        scrape(&figures)["sousveil_in_use{kind=\"streams\"}"] == 1.0
    });
    assert_eq!(get(&server.base, "/claims.jsonl").status, 503);
    assert_eq!(scrape(&figures)["sousveil_answers_refused_total{status=\"503\"}"], 1.0);
    drop(silent);
    server.finish_with_log();
}

/// Requests that hold a word in every place where a reader can put one.
fn ask_with_marker(base: &str) {
    let host = base.trim_start_matches("http://");
    let headers = [
        ("User-Agent", "MARKER"),
        ("Referer", "http://MARKER.example/"),
        ("X-Forwarded-For", "203.0.113.77"),
        ("Forwarded", "for=203.0.113.77"),
        ("Cookie", "MARKER=1"),
        ("Accept", "MARKER/MARKER"),
        ("If-None-Match", "\"MARKER\""),
    ];
    for path in [
        "/search?q=MARKER",
        "/companies/MARKER",
        "/MARKER",
        "/transfers?MARKER=1",
        "/countries/uz?act=MARKER",
        "/claims/MARKER.csv",
    ] {
        get_with(base, path, &headers);
    }
    for (path, body) in
        [("/screen", "name=MARKER&country=uz"), ("/screen", "list=MARKER;MARKER"), ("/MARKER", "MARKER")]
    {
        let mut stream = TcpStream::connect(host).unwrap();
        let head = "content-type: application/x-www-form-urlencoded\r\nconnection: close";
        let request =
            format!("POST {path} HTTP/1.1\r\nhost: a\r\n{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = if body.starts_with("name") { "200" } else { "40" };
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{path} {body}: {answer}");
    }
    for line in ["MARKER / HTTP/1.1", "GET http://MARKER.example/ HTTP/1.1", "GET /MARKER HTTP/9.9", "MARKER"] {
        let mut stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "{line}\r\nHost: MARKER\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        // What is no HTTP may be cut off without a word.
        let _ = stream.read_to_end(&mut answer);
    }
}

#[test]
fn the_log_never_holds_what_was_asked_nor_by_whom() {
    let home = tempfile::tempdir().unwrap();
    for (format, requests, level) in
        [("text", "false", "info"), ("text", "true", "debug"), ("json", "false", "debug"), ("json", "true", "warn")]
    {
        let path = home.path().join(format!("{format}-{requests}-{level}"));
        let log = || std::fs::read_to_string(&path).unwrap();
        let mut child = sousveil(&home.path().join("data"))
            .args(["serve", "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"])
            .args(["--log-format", format, "--log-level", level])
            .arg(format!("--log-requests={requests}"))
            .stdout(Stdio::from(std::fs::File::create(path.with_extension("out")).unwrap()))
            .stderr(Stdio::from(std::fs::File::create(&path).unwrap()))
            .spawn()
            .unwrap();
        let port = std::cell::RefCell::new(None);
        until("the server listens", Duration::from_secs(60), || {
            // At the level `warn` nobody is told the address: the kernel knows it.
            *port.borrow_mut() = listening(child.id());
            port.borrow().is_some()
        });
        let base = format!("http://127.0.0.1:{}", port.take().unwrap());
        ask_with_marker(&base);
        drop(raw(&base, "HEAD", "/"));
        let pid = child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        assert!(wait(&mut child, Duration::from_secs(20)).success());
        let all = log() + &std::fs::read_to_string(path.with_extension("out")).unwrap();
        for word in ["MARKER", "marker", "203.0.113", "Mozilla"] {
            assert!(!all.contains(word), "{format} {requests} {level}: the log holds `{word}`:\n{all}");
        }
        let lines: Vec<String> = log().lines().filter(|l| l.contains("answered")).map(str::to_owned).collect();
        assert_eq!(lines.is_empty(), requests == "false", "{format} {requests} {level}:\n{all}");
        if format == "json" {
            assert_eq!(std::fs::read_to_string(path.with_extension("out")).unwrap(), "", "all is in the log");
            let lines: Vec<Value> = log().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
            assert!(
                lines.iter().all(|l| l["timestamp"].is_string() && l["level"].is_string() && l["message"].is_string())
            );
            let answered: Vec<&Value> = lines.iter().filter(|l| l["message"] == "answered").collect();
            let Some(search) = answered.iter().find(|l| l["route"] == "/search") else { continue };
            assert_eq!((&search["method"], &search["status"]), (&"GET".into(), &200.into()));
            assert!(search["bytes"].as_u64().unwrap() > 1000 && search["milliseconds"].is_u64(), "{search}");
            let keys: BTreeSet<&str> = search.as_object().unwrap().keys().map(String::as_str).collect();
            let expected =
                ["bytes", "level", "message", "method", "milliseconds", "route", "status", "target", "timestamp"];
            assert_eq!(keys, BTreeSet::from(expected), "nothing else is kept");
            assert!(answered.iter().any(|l| l["method"] == "other" && l["status"] == 405));
            assert!(answered.iter().any(|l| l["route"] == "/screen" && l["status"] == 200));
            assert!(answered.iter().any(|l| l["route"] == "none" && l["status"] == 404));
        }
    }
}

/// A port on which the pages of that process are; the figures are on another.
fn listening(pid: u32) -> Option<u16> {
    let mut inodes = BTreeSet::new();
    for entry in std::fs::read_dir(format!("/proc/{pid}/fd")).ok()?.flatten() {
        let link = std::fs::read_link(entry.path()).unwrap_or_default().display().to_string();
        inodes.extend(link.strip_prefix("socket:[").map(|l| l.trim_end_matches(']').to_owned()));
    }
    let table = std::fs::read_to_string("/proc/net/tcp").ok()?;
    let ports = table.lines().skip(1).filter_map(|line| {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let listens = cells[3] == "0A" && inodes.contains(cells[9]);
        u16::from_str_radix(cells[1].split_once(':')?.1, 16).ok().filter(|_| listens)
    });
    let is_site = |port: &u16| get(&format!("http://127.0.0.1:{port}"), "/healthz").status == 200;
    ports.collect::<Vec<_>>().into_iter().find(is_site)
}

#[test]
fn pages_tell_of_the_onion_to_those_who_came_another_way() {
    let key = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwx";
    let onion = format!("http://{key}.onion");
    let server = Server::with(&["--onion-url", &format!("{onion}/")]);
    let location = |reply: &Reply| reply.header("onion-location").to_owned();
    for (kind, path) in page_kinds(&server.base) {
        let page = get(&server.base, &path);
        assert_eq!(location(&page), format!("{onion}{path}"), "{kind}");
        for host in [format!("{key}.onion"), format!("{}.ONION:80", key.to_uppercase()), format!("www.{key}.onion.")] {
            let page = get_with(&server.base, &path, &[("Host", &host)]);
            assert_eq!((page.status, location(&page).as_str()), (200, ""), "{kind} over {host}");
        }
    }
    let path = "/search?q=%D0%A3%D0%B7&page=1";
    assert_eq!(location(&get(&server.base, path)), format!("{onion}{path}"));
    assert_eq!(location(&get_with(&server.base, "/", &[("Host", &format!("x{key}.onion"))])), format!("{onion}/"));
    for path in ["/transfers.csv", "/countries/uz.json", "/changes.atom", "/healthz", "/no-such-page", "/robots.txt"] {
        assert_eq!(location(&get(&server.base, path)), "", "{path} is no page");
    }
    server.finish();
    let plain = Server::start();
    assert_eq!(location(&get(&plain.base, "/")), "", "nothing is invented");
    plain.finish();
}

#[test]
fn one_answer_in_the_shell_is_that_of_the_server() {
    let server = Server::start();
    let home = server.data();
    for path in ["/", "/countries/uz", "/transfers.csv", "/search?q=Verint", "/claims.jsonl", "/healthz"] {
        let said = run(&home, &["serve", "--get", path]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{path}");
        assert!(said.out.as_bytes() == get(&server.base, path).body, "{path}: another body");
    }
    let wrong = run(&home, &["serve", "--get", "/no-such-page"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.out.as_bytes() == get(&server.base, "/no-such-page").body);
    let tag = get(&server.base, "/countries/uz").header("etag").to_owned();
    let head = format!("If-None-Match: {tag}");
    let said =
        run(&home, &["serve", "--get", "/countries/uz", "--include", "--accept", "text/html", "--header", &head]);
    assert!(said.code == 0 && said.out.starts_with("304 Not Modified\n"), "{said:?}");
    assert!(said.out.ends_with("\n\n") && said.out.contains(&format!("etag: {tag}\n")), "{said:?}");
    for args in
        [["--get", "countries/uz"].as_slice(), &["--get", "/a b"], &["--get", "/", "--header", "x"], &["--include"]]
    {
        let said = run(&home, &[["serve"].as_slice(), args].concat());
        assert!(said.code == 2 && said.out.is_empty() && !said.err.contains("panicked"), "{args:?}: {said:?}");
    }
    server.finish();
}

#[test]
fn systemd_is_told_that_the_server_is_ready_alive_and_stopping() {
    let home = tempfile::tempdir().unwrap();
    let address = home.path().join("notify");
    let socket = std::os::unix::net::UnixDatagram::bind(&address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut child = sousveil(&home.path().join("data"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("NOTIFY_SOCKET", &address)
        .env("WATCHDOG_USEC", "300000")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut words = vec![0; 4096];
    let mut next = || {
        let length = socket.recv(&mut words).unwrap();
        String::from_utf8(words[..length].to_vec()).unwrap()
    };
    let ready = next();
    assert!(ready.starts_with("READY=1\n") && ready.contains("STATUS=serving data version 20"), "{ready}");
    for _ in 0..3 {
        assert_eq!(next().trim(), "WATCHDOG=1");
    }
    let pid = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert!(wait(&mut child, Duration::from_secs(20)).success());
    let last = loop {
        let word = next();
        if word.trim() != "WATCHDOG=1" {
            break word;
        }
    };
    assert_eq!(last.trim(), "STOPPING=1");
}

#[test]
fn the_update_script_switches_goes_back_and_forgets() {
    let root = tempfile::tempdir().unwrap();
    let (state, data) = (root.path().join("state"), root.path().join("data"));
    let update = |argument: &str| {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packaging/sousveil-update");
        let mut command = std::process::Command::new(script);
        command.arg(argument).env("SOUSVEIL_STATE", &state).env("SOUSVEIL_KEEP", "2");
        command.env("SOUSVEIL_PROGRAM", env!("CARGO_BIN_EXE_sousveil")).env("SOUSVEIL_DATA", root.path().join("cache"));
        support::Said::from(command.output().unwrap())
    };
    let served = || {
        let manifest = std::fs::read_to_string(state.join("current/manifest.json")).unwrap();
        let manifest: Value = serde_json::from_str(&manifest).unwrap();
        manifest["dataset"]["version"].as_str().unwrap().to_owned()
    };
    let kept = || std::fs::read_dir(state.join("snapshots")).unwrap().count();
    for version in ["1", "2", "3", "4"] {
        folder::small(&data, version);
        let said = update(data.to_str().unwrap());
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
        assert_eq!(served(), version);
        // Names are sorted by the time of their folder, in whole seconds on some disks.
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(kept(), 2);
    let again = update(data.to_str().unwrap());
    assert!(again.code == 0 && again.out.contains("as before") && kept() == 2, "{again:?}");
    // What a killed run has left disturbs nobody, whether it leads somewhere or not.
    std::os::unix::fs::symlink("snapshots", state.join("current.next")).unwrap();
    std::os::unix::fs::symlink("nowhere", state.join("previous.next")).unwrap();
    let back = update("--back");
    assert!(back.code == 0 && served() == "3", "{back:?}");
    let list = update("--list");
    assert!(list.out.lines().any(|l| l.starts_with("* 3-")) && list.out.lines().count() == 2, "{list:?}");
    assert_eq!((update("--back").code, served().as_str()), (0, "4"), "back from back");
    folder::write(&data, &[("companies.csv", "id,name,country,sources\nsvl-a,A,nowhere,svl-paper\n")]);
    // Two at once: the second waits, and each finds what the other left whole.
    let (first, second) = std::thread::scope(|scope| {
        let ways = [scope.spawn(|| update("--back")), scope.spawn(|| update("--back"))];
        let [first, second] = ways.map(|way| way.join().unwrap());
        (first, second)
    });
    assert!(first.code == 0 && second.code == 0 && served() == "4", "{first:?} {second:?}");
    assert!(std::fs::read_dir(&state).unwrap().count() == 3, "nothing lies beside the snapshots and the two links");
    let form = |name: std::path::PathBuf| {
        let manifest = std::fs::read_to_string(name.join("manifest.json")).unwrap();
        let manifest: Value = serde_json::from_str(&manifest).unwrap();
        let name = name.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(name.ends_with(&format!("-{}.{}", manifest["format"], manifest["text_version"])), "{name}");
    };
    std::fs::read_dir(state.join("snapshots")).unwrap().for_each(|entry| form(entry.unwrap().path()));
    let faulty = update(data.to_str().unwrap());
    assert!(faulty.code == 2 && faulty.err.contains("has faults") && served() == "4", "{faulty:?}");
    assert!(update("--help").out.starts_with("Compiles a dataset folder"), "the script says what it does");
}

#[test]
fn a_reader_who_comes_by_a_named_proxy_has_a_limit_alone() {
    let args = ["--reader-proxy", "127.0.0.1", "--reader-proxy-header", "X-Real-IP", "--reader-burst", "3"];
    let server =
        Server::with(&[args.as_slice(), &["--reader-per-second", "1", "--metrics-listen", "127.0.0.1:0"]].concat());
    let figures = figures_of(&server);
    let status = |reader: &str| get_with(&server.base, "/about", &[("X-Real-IP", reader)]).status;
    let answers: Vec<u16> = (0..6).map(|_| status("203.0.113.77")).collect();
    assert!(answers[0] == 200 && answers.contains(&429), "{answers:?}");
    assert_eq!(status("203.0.113.200"), 200, "another reader is unharmed");
    let refused = scrape(&figures)["sousveil_answers_refused_total{status=\"429\"}"];
    assert_eq!(refused, answers.iter().filter(|s| **s == 429).count() as f64);
    let log = server.finish_with_log();
    assert!(!log.contains("203.0.113"), "{log}");
}

/// Tor on the same machine comes from 127.0.0.1, as a proxy does that has no address of its own.
#[test]
fn a_proxy_that_shares_its_address_with_an_onion_service_is_warned_of() {
    let onion = format!("http://{}.onion", "a".repeat(56));
    let log = |proxy: &str, more: &[&str]| {
        let args = ["--reader-proxy", proxy, "--reader-proxy-header", "X-Real-IP"];
        let server = Server::with(&[args.as_slice(), more].concat());
        server.finish_with_log()
    };
    let warned = log("127.0.0.1", &["--onion-url", &onion]);
    assert!(warned.contains("WARN") && warned.contains("can write `x-real-ip` as they like"), "{warned}");
    assert_eq!(log("127.0.0.2", &["--onion-url", &onion]), "");
    assert_eq!(log("127.0.0.1", &[]), "");
}
