//! A small snapshot with a broken file: the first byte says which, the second how, the rest with what.
//!
//! The full-text index is left as it is: its files are only read when their hashes are those of the stamp, so broken
//! bytes never reach tantivy, which asks for terabytes where it meets some (`crates/snapshot/README.md`, Trust).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sousveil_snapshot::{Facet, Query, Snapshot, compile, verify};

use super::{sample, scratch};

const MANIFEST: &str = "manifest.json";
const SEAL: &str = "manifest.sha256";

struct Base {
    dir: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
    // Kept so that the folder stays.
    _place: tempfile::TempDir,
}

static BASE: LazyLock<Base> = LazyLock::new(|| {
    let place = tempfile::tempdir().expect("a scratch folder");
    let dir = place.path().join("snapshot");
    compile(&sample::contents(), &dir, &mut |_| {}).expect("the small dataset can be compiled");
    let entries = fs::read_dir(&dir).expect("it was written").map(|e| e.expect("an entry"));
    let names = entries.filter(|e| e.path().is_file()).map(|e| e.file_name().to_string_lossy().into_owned());
    let files = names.map(|name| (name.clone(), fs::read(dir.join(&name)).expect("it was written"))).collect();
    Base { dir, files, _place: place }
});

/// A broken snapshot is refused, or read without a panic; where it verifies, all of it can be read.
pub fn run(data: &[u8]) {
    let [which, how, rest @ ..] = data else { return };
    let mut files = BASE.files.clone();
    let names: Vec<String> = files.keys().cloned().collect();
    let Some(name) = names.get(usize::from(*which) % names.len()) else { return };
    if let Some(file) = files.get_mut(name) {
        break_file(file, how >> 1, rest);
    }
    // What a liar would write: hashes that fit the broken file, so that more than the hashes are tried.
    if how & 1 != 0 && name != SEAL {
        fit_hashes(&mut files, name);
    }
    let parts: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    scratch::with(&parts, |dir| {
        let text = dir.join("text");
        std::os::unix::fs::symlink(BASE.dir.join("text"), &text).expect("a link in the scratch folder");
        read_all(dir);
        let _ = fs::remove_file(&text).or_else(|_| fs::remove_dir_all(&text));
    });
}

/// Edits (place in two bytes, one byte to put there), or the whole file anew.
fn break_file(file: &mut Vec<u8>, how: u8, rest: &[u8]) {
    match how & 3 {
        0 => {
            for edit in rest.chunks_exact(3) {
                let [low, high, byte] = edit else { continue };
                let at = usize::from(u16::from_le_bytes([*low, *high])) % file.len().max(1);
                if let Some(slot) = file.get_mut(at) {
                    *slot ^= byte;
                }
            }
        }
        1 => file.truncate(rest.iter().take(4).fold(0usize, |n, b| n << 8 | usize::from(*b)) % file.len().max(1)),
        2 => file.extend_from_slice(rest),
        _ => rest.clone_into(file),
    }
}

fn fit_hashes(files: &mut BTreeMap<String, Vec<u8>>, name: &str) {
    let sha256 = |bytes: &[u8]| HEXLOWER.encode(&Sha256::digest(bytes));
    let entry = files.get(name).map(|bytes| json!({ "bytes": bytes.len(), "sha256": sha256(bytes) }));
    let Some(manifest) = files.get_mut(MANIFEST) else { return };
    if let (Ok(mut json), Some(entry)) = (serde_json::from_slice::<Value>(manifest), entry)
        && let Some(slot) = json.pointer_mut(&format!("/files/{name}"))
    {
        *slot = entry;
        *manifest = serde_json::to_vec_pretty(&json).unwrap_or_default();
    }
    let seal = format!("{}  {MANIFEST}\n", sha256(manifest));
    files.insert(SEAL.to_owned(), seal.into_bytes());
}

fn read_all(dir: &Path) {
    let verified = verify(dir).is_ok();
    let snapshot = match Snapshot::open(dir) {
        Ok(snapshot) => snapshot,
        Err(error) => return assert!(!verified, "verified, but can't be opened: {error}"),
    };
    for number in 0..snapshot.len().min(2000) {
        let entity = snapshot.entity_at(number);
        assert!(!verified || entity.is_ok(), "verified, but entity {number} can't be read: {entity:?}");
        if let Some(head) = snapshot.head(number) {
            let _ = snapshot.number(head.id);
        }
        match snapshot.links(number) {
            Ok(links) => assert!(links.iter().all(|link| link.other < snapshot.len())),
            Err(error) => assert!(!verified, "verified, but the links of {number} can't be read: {error}"),
        }
    }
    let _ = (snapshot.statistics(), snapshot.changes().len(), snapshot.redirects().len(), snapshot.coverage().len());
    for text in ["uzbekistan", ""] {
        let query = Query { text: text.to_owned(), count: vec![Facet::Schema], ..Query::default() };
        if let Ok(answer) = snapshot.query(&query) {
            answer.hits.iter().for_each(|&hit| drop(snapshot.entity_at(hit)));
        }
    }
}
