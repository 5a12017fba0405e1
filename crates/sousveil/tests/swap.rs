//! A snapshot is exchanged under a running server: no request fails, no answer mixes two datasets, a broken one
//! is refused and said so.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use support::exchange::{point, snapshot};
use support::http::{get, try_get};
use support::{Server, folder, run, until};

const PATHS: [&str; 5] = ["/companies", "/companies.csv", "/companies.json", "/companies/svl-variant.json", "/"];

/// How often the data is exchanged under load.
const SWAPS: usize = 100;

fn hash(base: &str) -> String {
    get(base, "/healthz").json()["data_hash"].as_str().unwrap().to_owned()
}

/// What each address answers for one snapshot: tag and body.
fn answers(snapshot: &Path) -> HashMap<&'static str, (String, Vec<u8>)> {
    let server = Server::with(&["--snapshot", snapshot.to_str().unwrap()]);
    let of = |path| {
        let reply = get(&server.base, path);
        assert_eq!(reply.status, 200, "{path}");
        (path, (reply.header("etag").to_owned(), reply.body))
    };
    let answers = PATHS.into_iter().map(of).collect();
    server.finish();
    answers
}

#[test]
fn a_hundred_swaps_under_load_lose_and_mix_nothing() {
    let root = tempfile::tempdir().unwrap();
    let variants = ["one", "two"].map(|v| snapshot(root.path(), v));
    let expected = variants.each_ref().map(|v| answers(v));
    for path in PATHS {
        assert_ne!(expected[0][path].0, expected[1][path].0, "{path}: the tags differ");
        assert!(path == "/" || expected[0][path].1 != expected[1][path].1, "{path}: the bodies differ");
    }
    let link = root.path().join("current");
    point(&link, &variants[0]);
    let server = Server::with(&["--snapshot", link.to_str().unwrap()]);
    let hashes = [hash(&server.base), {
        point(&link, &variants[1]);
        let before = hash(&server.base);
        // Without a signal the server finds the new snapshot by itself.
        until("the link is looked at", Duration::from_secs(10), || hash(&server.base) != before);
        hash(&server.base)
    }];

    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    let seen = [AtomicUsize::new(0), AtomicUsize::new(0)];
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4)
            .map(|worker| {
                let (server, expected, done, asked, seen) = (&server, &expected, &done, &asked, &seen);
                scope.spawn(move || {
                    for turn in worker.. {
                        if done.load(Ordering::Relaxed) {
                            return;
                        }
                        let path = PATHS[turn % PATHS.len()];
                        let reply = try_get(&server.base, path, &[]).unwrap_or_else(|e| panic!("{path}: {e}"));
                        assert_eq!(reply.status, 200, "{path}");
                        let answer = (reply.header("etag").to_owned(), reply.body);
                        let which = expected.iter().position(|e| e[path] == answer);
                        let which = which.unwrap_or_else(|| panic!("{path}: an answer of neither dataset: {answer:?}"));
                        seen[which].fetch_add(1, Ordering::Relaxed);
                        asked.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        let swaps = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for turn in 0..SWAPS {
                point(&link, &variants[turn % 2]);
                server.signal("HUP");
                until("the new data is served", Duration::from_secs(10), || hash(&server.base) == hashes[turn % 2]);
                // Some requests must fall between two swaps, else the load would see only one dataset.
                let before = asked.load(Ordering::Relaxed);
                until("the load goes on", Duration::from_secs(10), || {
                    asked.load(Ordering::Relaxed) > before + PATHS.len()
                });
            }
        }));
        done.store(true, Ordering::Relaxed);
        for worker in workers {
            worker.join().expect("no request failed and no answer was mixed");
        }
        swaps.expect("each swap was taken up");
    });
    let seen = seen.map(AtomicUsize::into_inner);
    assert!(seen.iter().all(|&n| n > SWAPS), "the load saw both datasets: {seen:?}");
    let log = server.finish_with_log();
    let lines: Vec<&str> = log.lines().collect();
    // A look at the link may fall between a swap and its signal, and then both take it up.
    assert!(lines.len() > SWAPS, "each swap is logged:\n{log}");
    assert!(
        lines.iter().all(|l| l.contains("INFO") && l.contains("serving version")),
        "nothing else is logged:\n{log}"
    );
}

#[test]
fn a_broken_snapshot_is_refused_once_and_the_old_one_stays() {
    let root = tempfile::tempdir().unwrap();
    let good = snapshot(root.path(), "one");
    type Damage = fn(&Path);
    let damages: [(&str, Damage); 5] = [
        ("a damaged block", |dir| flip(&dir.join("entities.blk"))),
        ("a manifest that is no JSON", |dir| std::fs::write(dir.join("manifest.json"), "{").unwrap()),
        ("a newer format", |dir| {
            let path = dir.join("manifest.json");
            let mut manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            manifest["format"] = 9999.into();
            std::fs::write(path, manifest.to_string()).unwrap();
        }),
        ("a file cut short", |dir| {
            let path = largest(dir);
            let bytes = std::fs::read(&path).unwrap();
            std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("a file missing", |dir| std::fs::remove_file(largest(dir)).unwrap()),
    ];
    // Each needs a few seconds, most of them waiting.
    std::thread::scope(|scope| {
        for (what, damage) in damages {
            let (root, good) = (root.path(), &good);
            scope.spawn(move || refused(root, good, what, damage));
        }
    });
}

/// Puts a damaged copy in the place of a good snapshot.
fn refused(root: &Path, good: &Path, what: &str, damage: fn(&Path)) {
    let link = root.join(format!("current-{}", what.replace(' ', "-")));
    point(&link, good);
    let server = Server::with(&["--snapshot", link.to_str().unwrap()]);
    let before = (hash(&server.base), get(&server.base, "/companies").body);
    let broken = root.join(what.replace(' ', "-"));
    folder::copy(good, &broken);
    damage(&broken);
    point(&link, &broken);
    until("the refusal is logged", Duration::from_secs(10), || !server.log().is_empty());
    // Two more looks at the link: one refusal is enough.
    std::thread::sleep(Duration::from_secs(5));
    let after = (hash(&server.base), get(&server.base, "/companies").body);
    assert_eq!(before, after, "{what}: the old data stays");
    let log = server.finish_with_log();
    let lines: Vec<&str> = log.lines().collect();
    assert!(
        matches!(lines.as_slice(), [l] if l.contains("ERROR") && l.contains("kept the data that was served")),
        "{what}:\n{log}"
    );
    assert!(log.contains(link.to_str().unwrap()), "{what}: the line names the snapshot: {log}");

    let said = run(root, &["verify".as_ref(), broken.as_os_str()]);
    assert_eq!(said.code, 1, "{what}: verify finds it: {said:?}");
    let said = run(
        root,
        &["serve".as_ref(), "--listen".as_ref(), "127.0.0.1:0".as_ref(), "--snapshot".as_ref(), broken.as_os_str()],
    );
    assert_eq!(said.code, 2, "{what}: a server does not start with it: {said:?}");
    assert!(said.out.is_empty() && said.err.starts_with("error: opening the snapshot"), "{what}: {said:?}");
}

/// Turns a bit in each stretch of a file; its length stays, and so does the manifest.
fn flip(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    for byte in bytes.iter_mut().skip(64).step_by(97) {
        *byte ^= 1;
    }
    std::fs::write(path, bytes).unwrap();
}

/// Only the broken file is put right: its manifest was right all along.
#[test]
fn a_snapshot_that_is_put_right_in_its_place_is_taken_up_without_a_signal() {
    let root = tempfile::tempdir().unwrap();
    let (one, two) = (snapshot(root.path(), "one"), snapshot(root.path(), "two"));
    let link = root.path().join("current");
    point(&link, &one);
    let server = Server::with(&["--snapshot", link.to_str().unwrap(), "--swap-seconds", "1"]);
    let before = hash(&server.base);
    let block = two.join("entities.blk");
    let whole = std::fs::read(&block).unwrap();
    flip(&block);
    point(&link, &two);
    until("the refusal is logged", Duration::from_secs(10), || !server.log().is_empty());
    assert_eq!(hash(&server.base), before);
    assert_eq!(get(&server.base, "/companies").status, 200, "the old data answers");
    std::fs::write(block, whole).unwrap();
    until("the mended data is served", Duration::from_secs(10), || hash(&server.base) != before);
    let log = server.finish_with_log();
    assert!(log.lines().count() == 2 && log.contains("serving version two"), "{log}");
}

/// The largest file of a snapshot itself, not of the full text below it, which may be made anew.
fn largest(dir: &Path) -> PathBuf {
    let files = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_file() && !p.ends_with("manifest.json"));
    files.max_by_key(|p| p.metadata().unwrap().len()).unwrap()
}

#[test]
fn sighup_takes_up_an_edited_folder_and_keeps_serving_over_a_broken_one() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("folder");
    folder::small(&dir, "one");
    let server = Server::with(&["--folder", dir.to_str().unwrap()]);
    let first = hash(&server.base);
    folder::small(&dir, "two");
    server.signal("HUP");
    until("the edited folder is served", Duration::from_secs(10), || hash(&server.base) != first);
    let second = hash(&server.base);
    folder::write(&dir, &[("companies.csv", "id,name,country\nsvl-acme,Acme,gibberish\n")]);
    server.signal("HUP");
    until("the refusal is logged", Duration::from_secs(10), || server.log().contains("kept the data"));
    assert_eq!(hash(&server.base), second);
    let log = server.finish_with_log();
    assert!(log.contains("companies.csv:2"), "the refusal names the place: {log}");
}

/// Whoever waits for the greeting may send a signal at once: a service manager does.
#[test]
fn signals_are_heeded_from_the_greeting_on() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("folder");
    folder::small(&dir, "one");
    for round in 0..10 {
        let server = Server::with(&["--folder", dir.to_str().unwrap()]);
        server.signal("HUP");
        let alive = try_get(&server.base, "/healthz", &[]).is_ok_and(|r| r.status == 200);
        assert!(alive, "round {round}: SIGHUP ended the server that had just said that it serves");
        until("SIGHUP is heeded", Duration::from_secs(5), || server.log().contains("serving version"));
        server.finish_with_log();
    }
}
