//! Histories of browsers.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rusqlite::Connection;
use support::{has, told, told_with};

fn in_file(make: impl FnOnce(&Connection)) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("places.sqlite");
    let db = Connection::open(&path).unwrap();
    make(&db);
    // While it is open, as a browser that runs keeps it.
    let log = std::fs::read(folder.path().join("places.sqlite-wal")).unwrap_or_default();
    (std::fs::read(&path).unwrap(), log)
}

#[test]
fn visits_are_told_with_their_day() {
    let (bytes, _) = in_file(|db| {
        db.execute_batch(
            "CREATE TABLE moz_places (id INTEGER, url TEXT, last_visit_date INTEGER);
             INSERT INTO moz_places VALUES (1, 'https://firefox.example.com/x', 1626566400000000), (2, 'https://never.example.com/', NULL);
             CREATE TABLE urls (id INTEGER, url TEXT, last_visit_time INTEGER);
             INSERT INTO urls VALUES (1, 'https://chrome.example.com/x', 13271040000000000);
             CREATE TABLE anything (thing BLOB); INSERT INTO anything VALUES (x'00ff68747470733a2f2f626c6f622e6578616d706c652e636f6d2f');
             CREATE TABLE \"odd \"\" name\" (x TEXT); INSERT INTO \"odd \"\" name\" VALUES ('odd.example.com');",
        )
        .unwrap();
    });
    let lines = told("places.sqlite", &bytes);
    assert!(has(&lines, &["moz_places: seen url firefox.example.com/x line 1 visited 1626566400"]), "{lines:#?}");
    assert!(
        has(&lines, &["never.example.com/ line 2"]) && !has(&lines, &["never.example.com", "visited"]),
        "{lines:#?}"
    );
    assert!(has(&lines, &["urls: seen url chrome.example.com/x line 1 visited 1626566400"]), "{lines:#?}");
    assert!(has(&lines, &["blob.example.com"]) && has(&lines, &["odd.example.com"]), "{lines:#?}");
}

#[test]
fn what_a_running_browser_has_not_moved_yet_is_read() {
    let (bytes, log) = in_file(|db| {
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE urls (url TEXT);
             INSERT INTO urls VALUES ('https://moved.example.com/'); PRAGMA wal_checkpoint;
             INSERT INTO urls VALUES ('https://waiting.example.com/');",
        )
        .unwrap();
    });
    assert!(!log.is_empty());
    let lines = told("History", &bytes);
    assert!(has(&lines, &["moved.example.com"]) && !has(&lines, &["waiting.example.com"]), "{lines:#?}");
    let lines = told_with("History", &bytes, &log);
    assert!(has(&lines, &["moved.example.com"]) && has(&lines, &["waiting.example.com"]), "{lines:#?}");
    // A log that is cut ends with what was committed before; one of another database says nothing.
    let lines = told_with("History", &bytes, &log[..100]);
    assert!(has(&lines, &["moved.example.com"]) && !has(&lines, &["waiting.example.com"]), "{lines:#?}");
    let mut flipped = log.clone();
    flipped[40] ^= 1;
    assert!(has(&told_with("History", &bytes, &flipped), &["moved.example.com"]));
}

#[test]
fn a_damaged_database_is_looked_through_by_its_letters() {
    let (mut bytes, _) = in_file(|db| {
        db.execute_batch("CREATE TABLE urls (url TEXT); INSERT INTO urls VALUES ('https://kept.example.com/');")
            .unwrap();
    });
    bytes[100..108].fill(0xee);
    let lines = told("History", &bytes);
    assert!(has(&lines, &["unread", "damaged"]) && has(&lines, &["kept.example.com"]), "{lines:#?}");
}
