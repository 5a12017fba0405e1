//! A list is exchanged a hundred times while two hundred requests a second ask it: none is lost, none answered wrongly,
//! and each answer belongs wholly to one version.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::exchange::point;
use support::http::{get, post_json, try_get};
use support::{Server, run, say, until};

const SWAPS: usize = 100;
const WORKERS: u32 = 4;
/// Of each worker; 200 a second of all.
const PACE: Duration = Duration::from_millis(20);

/// A list of 200 persons, each of whom bears the version in all that is said of them.
fn list(root: &Path, version: &str) -> PathBuf {
    let lines: String = (0..200)
        .map(|n| {
            let name = format!("Ida {version} Samplovska {n}");
            let said = json!({ "name": [name], "notes": [version], "topics": ["sanction"] });
            format!("{}\n", json!({ "id": format!("{version}-{n}"), "schema": "Person", "properties": said }))
        })
        .collect();
    let (file, out) = (root.join(format!("{version}.json")), root.join(version));
    fs::write(&file, lines).unwrap();
    let arguments = ["compile", "--list", "zz", file.to_str().unwrap(), "--version", version, "--out"];
    let said = run(root, &[&arguments[..], &[out.to_str().unwrap()]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    out
}

/// What is asked: a batch, or an address.
fn questions() -> Vec<(&'static str, Option<Value>)> {
    let example = |name: &str| json!({ "schema": "Person", "properties": { "name": [name] } });
    let batch = json!({ "queries": {
        "a": example("Ida Samplovska 17"), "b": example("Samplovska Ida"), "c": example("Nobody Atall"),
        "d": example("Ида Сампловска"),
    } });
    vec![
        ("/api/match/zz?limit=20&cutoff=0.3", Some(batch.clone())),
        ("/api/match/default?topics=sanction&cutoff=0.3", Some(batch)),
        ("/api/search/zz?q=samplovska&limit=20", None),
        ("/api/statements?dataset=zz&prop=name&limit=20", None),
    ]
}

fn ask(base: &str, (path, body): &(&str, Option<Value>)) -> Vec<u8> {
    let reply = match body {
        Some(body) => post_json(base, path, body),
        None => try_get(base, path, &[]),
    };
    let reply = reply.unwrap_or_else(|error| panic!("{path}: {error}"));
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.body
}

fn version(base: &str) -> String {
    let catalogue = get(base, "/api/catalog").json();
    let list = catalogue["datasets"].as_array().unwrap().iter().find(|d| d["name"] == "zz").unwrap();
    list["version"].as_str().unwrap().to_owned()
}

#[test]
fn a_list_is_exchanged_a_hundred_times_under_load() {
    let root = tempfile::tempdir().unwrap();
    // Words that stand in nothing else of an answer.
    let versions = ["erst", "zweit"];
    let lists = versions.map(|version| list(root.path(), version));
    let link = root.path().join("current");
    point(&link, &lists[0]);
    let manifest = root.path().join("lists.toml");
    fs::write(&manifest, "[[datasets]]\nname = \"zz\"\npath = \"current\"\n").unwrap();
    let server = Server::with(&["--manifest", manifest.to_str().unwrap()]);
    let questions = questions();
    let exchange = |turn: usize| {
        point(&link, &lists[turn % 2]);
        server.signal("HUP");
        until("the new list is served", Duration::from_secs(10), || version(&server.base) == versions[turn % 2]);
    };
    // What each version answers, when nothing else is done.
    let expected = [0, 1].map(|turn| {
        exchange(turn);
        questions.iter().map(|question| ask(&server.base, question)).collect::<Vec<_>>()
    });
    for (at, (path, _)) in questions.iter().enumerate() {
        for (of, other) in [(0, 1), (1, 0)] {
            let text = String::from_utf8_lossy(&expected[of][at]);
            assert!(text.contains(versions[of]) && !text.contains(versions[other]), "{path}: {text}");
        }
    }

    let (done, seen) = (AtomicBool::new(false), [AtomicUsize::new(0), AtomicUsize::new(0)]);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for worker in 0..WORKERS {
            let (server, questions, expected, done, seen) = (&server, &questions, &expected, &done, &seen);
            scope.spawn(move || {
                // If one fails the others end too, and the test with them.
                let _end = OnDrop(done);
                let mut next = Instant::now() + PACE * worker / WORKERS;
                for turn in (worker as usize).. {
                    if done.load(Ordering::Relaxed) {
                        return;
                    }
                    let at = turn % questions.len();
                    let answer = ask(&server.base, &questions[at]);
                    let which = expected.iter().position(|of| of[at] == answer);
                    let text = || String::from_utf8_lossy(&answer).into_owned();
                    let which =
                        which.unwrap_or_else(|| panic!("an answer of no version to {}: {}", questions[at].0, text()));
                    seen[which].fetch_add(1, Ordering::Relaxed);
                    next += PACE;
                    std::thread::sleep(next.saturating_duration_since(Instant::now()));
                }
            });
        }
        let _end = OnDrop(&done);
        for turn in 0..SWAPS {
            exchange(turn);
            // So that each version is asked before the next one comes.
            let asked = || seen.iter().map(|seen| seen.load(Ordering::Relaxed)).sum::<usize>();
            let before = asked();
            until("the load goes on", Duration::from_secs(10), || done.load(Ordering::Relaxed) || asked() > before + 8);
            assert!(!done.load(Ordering::Relaxed), "a request failed or was answered wrongly");
        }
    });
    let seconds = begun.elapsed().as_secs_f64();
    let seen = seen.map(AtomicUsize::into_inner);
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = seen.iter().sum::<usize>() as f64 / seconds;
    say(&format!("{SWAPS} swaps in {seconds:.1} s, {rate:.0} requests a second, {seen:?} of each version"));
    assert!(seen.iter().all(|&n| n > 4 * SWAPS), "the load saw both versions: {seen:?}");
    let log = server.finish_with_log();
    assert!(log.lines().filter(|line| line.contains("list zz: serving version")).count() >= SWAPS, "{log}");
    assert!(log.lines().all(|line| line.contains("INFO")), "{log}");
}

/// Says that it is over, also where a test fails on the way.
struct OnDrop<'a>(&'a AtomicBool);

impl Drop for OnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
