//! Damaged bytes are refused or survived: never a panic, never a file that verifies all the same.
#![expect(clippy::panic, reason = "tests stop at the first thing that is wrong")]

mod common;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use common::contents;
use sousveil_snapshot::{Facet, Query, Snapshot, SnapshotError, compile, verify};

const PLACES: usize = 300;

/// Offsets spread over a file, both ends included.
fn places(len: usize, count: usize) -> impl Iterator<Item = usize> {
    (0..count).map(move |n| n * len.saturating_sub(1) / count.saturating_sub(1).max(1))
}

/// Reads everything there is, and looks for some of it.
fn use_all(dir: &Path) -> Result<(), SnapshotError> {
    let snapshot = Snapshot::open(dir)?;
    let mut first = None;
    for number in 0..snapshot.len() {
        first = first.or(snapshot.entity_at(number).err());
        let _ = snapshot.head(number).and_then(|head| snapshot.number(head.id));
        let _ = snapshot.links(number);
    }
    let query =
        Query { text: "uzbekistan".to_owned(), count: vec![Facet::Schema], limit: Some(10), ..Query::default() };
    snapshot.query(&query)?;
    first.map_or(Ok(()), Err)
}

fn without_panic(what: &str, work: impl FnOnce() -> Result<(), SnapshotError>) -> Result<(), SnapshotError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| panic!("panicked: {what}"))
}

#[test]
fn every_flip_and_every_cut_is_survived_and_verify_sees_them() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("snap");
    let manifest = compile(&contents(), &path, &mut |_| {}).unwrap();
    for name in manifest.files.keys().map(String::as_str).chain(["manifest.json"]) {
        let file = path.join(name);
        let good = fs::read(&file).unwrap();
        for at in places(good.len(), PLACES) {
            let mut flipped = good.clone();
            *flipped.get_mut(at).unwrap() ^= 1 << (at % 8);
            fs::write(&file, &flipped).unwrap();
            let _ = without_panic(&format!("{name} flipped at {at}"), || use_all(&path));
            if name != "manifest.json" {
                let error = verify(&path).unwrap_err();
                assert!(matches!(error, SnapshotError::Hash { .. }), "{name} flipped at {at}: {error}");
                assert!(error.to_string().contains(name), "{error}");
            }
            fs::write(&file, good.get(..at).unwrap()).unwrap();
            let result = without_panic(&format!("{name} cut at {at}"), || use_all(&path));
            // The last byte of the manifest is only the end of its last line.
            if (name, at) != ("manifest.json", good.len() - 1) {
                let error = result.unwrap_err();
                assert!(error.to_string().contains(name), "{name} cut at {at}: {error}");
                assert!(verify(&path).is_err());
            }
        }
        fs::write(&file, &good).unwrap();
    }
    assert_eq!(verify(&path).unwrap(), manifest);
}

#[test]
fn a_flip_in_a_block_is_seen_when_the_block_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("snap");
    compile(&contents(), &path, &mut |_| {}).unwrap();
    let file = path.join("entities.blk");
    let good = fs::read(&file).unwrap();
    for at in places(good.len(), PLACES) {
        let mut flipped = good.clone();
        *flipped.get_mut(at).unwrap() ^= 1 << (at % 8);
        fs::write(&file, &flipped).unwrap();
        let error = use_all(&path).unwrap_err();
        assert!(error.to_string().contains("entities.blk"), "flipped at {at}: {error}");
    }
}

#[test]
fn a_damaged_full_text_is_built_anew() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("snap");
    compile(&contents(), &path, &mut |_| {}).unwrap();
    let query = Query { text: "uzbekistan".to_owned(), count: vec![Facet::Schema], ..Query::default() };
    let expected = Snapshot::open(&path).unwrap().query(&query).unwrap();
    let names = || fs::read_dir(path.join("text")).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    for n in 0..names().len() {
        for at in places(1000, 3) {
            // The index is built anew under other names each time.
            let mut files = names();
            files.sort_by_key(|file| file.extension().map(ToOwned::to_owned));
            let file = files.get(n).unwrap();
            let mut bytes = fs::read(file).unwrap();
            let at = at * bytes.len().saturating_sub(1) / 1000;
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 0x10;
            }
            fs::write(file, if n % 2 == 0 { &bytes } else { bytes.get(..at).unwrap() }).unwrap();
            assert_eq!(Snapshot::open(&path).unwrap().query(&query).unwrap(), expected, "{} at {at}", file.display());
        }
    }
}
