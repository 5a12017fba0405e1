//! The doors under `/api` as other people's programs meet them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;
use support::exchange::{point, snapshot};
use support::http::{get, get_with};
use support::python::python;
use support::{Server, run, say, until};

/// What speaks for others: versions that everything here was compared with.
const PACKAGES: [&str; 3] = ["yente-client==0.2.0", "schemathesis==4.32.5", "jsonschema==4.26.0"];
const ENVIRONMENT: &str = "api";

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support").join(name)
}

/// A key, and the argument that lets it in.
fn key() -> (String, String) {
    let home = tempfile::tempdir().unwrap();
    let said = run(home.path(), &["api-key", "the", "tests"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let (key, line) = said.out.split_once('\n').unwrap();
    let written = line.trim().trim_start_matches("keys = [\"").trim_end_matches("\"]");
    assert!(written.starts_with("the tests ") && !line.contains(key), "{line}");
    (key.to_owned(), written.to_owned())
}

/// What a program says that finds nothing wrong.
fn passes(command: &mut Command) -> String {
    let said = command.output().unwrap();
    let out = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.status.success(), "{out}\n{}", String::from_utf8_lossy(&said.stderr));
    out
}

#[test]
fn yentes_own_client_works_against_us() {
    let Some(python) = python(ENVIRONMENT, &PACKAGES) else { return };
    let (key, line) = key();
    let server = Server::with(&["--api-key", &line]);
    let said = passes(Command::new(python).arg(script("yente_check.py")).arg(format!("{}/api", server.base)).arg(key));
    say(said.trim());
    server.finish();
}

#[test]
fn reconciliation_keeps_the_schemas_of_its_specification() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reconciliation/0.2/schemas");
    if !schemas.is_dir() {
        return say("skipped: the schemas of the Reconciliation API are not in ../shared/reconciliation");
    }
    let Some(python) = python(ENVIRONMENT, &PACKAGES) else { return };
    // Absolute addresses are those of the operator, and without one there is none.
    for public in ["https://index.example.org", ""] {
        let arguments = ["--public-url", public];
        let server = Server::with(if public.is_empty() { &[] } else { &arguments });
        let arguments = [&server.base, schemas.to_str().unwrap(), public];
        let said = passes(Command::new(&python).arg(script("reconcile_check.py")).args(arguments));
        say(said.trim());
        server.finish();
    }
}

#[test]
fn the_description_is_the_one_that_was_read() {
    let home = tempfile::tempdir().unwrap();
    let said = run(home.path(), &["serve", "--get", "/api/openapi.json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let description: Value = serde_json::from_str(&said.out).unwrap();
    let text = serde_json::to_string_pretty(&description).unwrap();
    insta::assert_snapshot!("openapi", text.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn schemathesis_finds_no_error_of_the_server() {
    let Some(python) = python(ENVIRONMENT, &PACKAGES) else { return };
    let server = Server::start();
    let mut command = Command::new(python.with_file_name("schemathesis"));
    command
        .args(["run", &format!("{}/api/openapi.json", server.base)])
        .args(["--url", &format!("{}/api", server.base)])
        .args([
            "--checks",
            "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
        ])
        .args(["--phases", "examples,coverage,fuzzing"])
        // Two workers now and then meet in Python's own parser, which then ends the run (python/cpython#106905).
        .args(["--max-examples", "25", "--max-time", "40", "--workers", "1", "--seed", "1", "--no-color"])
        .env("SCHEMATHESIS_HOOKS", "")
        .current_dir(server.home.path());
    say(passes(&mut command).trim().lines().last().unwrap_or_default());
    server.finish();
}

#[test]
fn the_answer_to_a_question_is_kept_nowhere_and_no_name_is_logged() {
    let server = Server::with(&["--log-requests", "--log-level", "debug"]);
    let got = get(&server.base, "/api/search/default?q=Verysecretname");
    assert_eq!((got.status, got.header("cache-control")), (200, "no-store"));
    let health = get_with(&server.base, "/api/healthz", &[("authorization", "ApiKey svl_anything")]);
    assert_eq!(health.json(), serde_json::from_str::<Value>("{\"status\":\"ok\"}").unwrap());
    let log = server.finish_with_log();
    assert!(log.contains("/api/search/{dataset}") && !log.contains("ecretname") && !log.contains("svl_any"), "{log}");
}

#[test]
fn a_list_beside_the_pages_is_exchanged_by_itself() {
    let root = tempfile::tempdir().unwrap();
    let [one, two] = ["one", "two"].map(|version| snapshot(root.path(), version));
    let link = root.path().join("current");
    point(&link, &one);
    let manifest = root.path().join("lists.toml");
    let text = "[[datasets]]\nname = \"small\"\npath = \"current\"\n\
                [[collections]]\nname = \"both\"\ntitle = \"Both\"\ndatasets = [\"sousveil\", \"small\"]\n";
    std::fs::write(&manifest, text).unwrap();
    let server = Server::with(&["--manifest", manifest.to_str().unwrap(), "--swap-seconds", "1"]);
    let version = || {
        let catalogue = get(&server.base, "/api/catalog").json();
        assert_eq!(catalogue["current"], serde_json::json!(["sousveil", "small"]), "{catalogue}");
        catalogue["datasets"][1]["version"].as_str().unwrap().to_owned()
    };
    let before = version();
    let own = get(&server.base, "/healthz").json()["data_hash"].clone();
    let tag = get(&server.base, "/api/catalog").header("etag").to_owned();
    assert!(get(&server.base, "/api/search/small").json()["total"]["value"].as_u64() > Some(0));
    assert_eq!(
        get(&server.base, "/api/search/both?datasets=small&facets=datasets").json()["facets"]["datasets"]["values"][0]
            ["name"],
        "small"
    );
    point(&link, &two);
    until("the list is exchanged", Duration::from_secs(15), || version() != before);
    assert_ne!(get(&server.base, "/api/catalog").header("etag"), tag);
    assert_eq!(get(&server.base, "/healthz").json()["data_hash"], own, "the pages have what they had");
    // What is no snapshot is refused, and the list stays.
    std::fs::create_dir(root.path().join("broken")).unwrap();
    std::fs::write(root.path().join("broken/manifest.json"), "{}").unwrap();
    point(&link, &root.path().join("broken"));
    until("the broken one is refused", Duration::from_secs(15), || server.log().contains("list small: kept"));
    assert!(version() != before);
    let log = server.finish_with_log();
    assert!(log.contains("list small: version") && log.contains("list small: serving version"), "{log}");
}

#[test]
fn a_manifest_that_is_wrong_ends_the_server_before_it_serves() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("lists.json");
    for (text, says) in [
        ("{\"datasets\":[{\"name\":\"a\",\"path\":\"nowhere\"}]}", "the dataset `a`"),
        ("{\"collections\":[{\"name\":\"a\",\"datasets\":[\"nothing\"]}]}", "`nothing`"),
        ("{\"collections\":[{\"name\":\"default\",\"datasets\":[]}]}", "kept for something else"),
        ("{\"lists\":[]}", "unknown field `lists`"),
        ("[[datasets]]\nname = 1\n", "line 2"),
    ] {
        std::fs::write(&file, text).unwrap();
        let said = run(root.path(), &["serve", "--listen", "127.0.0.1:0", "--manifest", file.to_str().unwrap()]);
        assert_eq!(said.code, 2, "{text}: {said:?}");
        assert!(said.err.contains(says) && said.err.contains("lists.json"), "{text}: {}", said.err);
    }
}

#[test]
fn who_sends_a_body_slowly_keeps_nobody_out() {
    let server = Server::with(&["--limit-requests", "40", "--limit-head-seconds", "3"]);
    let host = server.base.trim_start_matches("http://").to_owned();
    let begun = Instant::now();
    let mut slow: Vec<TcpStream> = Vec::new();
    for _ in 0..40 {
        let mut stream = TcpStream::connect(&host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "POST /api/match/default HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000\r\n\r\n{{").unwrap();
        slow.push(stream);
    }
    for path in ["/", "/api/catalog", "/api/search/default?q=verint"] {
        assert_eq!(get(&server.base, path).status, 200, "{path}");
    }
    let statuses: Vec<String> = slow
        .iter_mut()
        .map(|stream| {
            let mut head = [0; 12];
            stream.read_exact(&mut head).unwrap();
            String::from_utf8_lossy(head.split_at(9).1).into_owned()
        })
        .collect();
    let count = |status: &str| statuses.iter().filter(|s| *s == status).count();
    assert_eq!((count("408"), count("503")), (10, 30), "a quarter of the requests may have bodies: {statuses:?}");
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    server.finish();
}
