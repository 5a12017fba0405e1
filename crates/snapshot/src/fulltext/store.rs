//! Where the index lies: in the snapshot's folder with a stamp beside it, else in memory.
//!
//! The stamp says which tantivy, which words and which data the index was built from, and for each of its files its size
//! and the sum of every [`BLOCK`] of it. An index without a fitting stamp is built anew: it holds nothing that the
//! entities don't. A small index is checked as a whole when it is opened. Of a large one each block is checked before
//! its first byte is given to tantivy, which is not made for damaged files.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tantivy::Index;
use tantivy::directory::MmapDirectory;

use super::build::{Place, build};
use super::checked::{Checked, Sums};
use super::{FOLDER, FullText, VERSION, failed, guarded};
use crate::bytes::{Bytes, read_small};
use crate::error::SnapshotError;
use crate::snapshot::Stored;

const STAMP: &str = "stamp.json";
const LARGEST_STAMP: u64 = 64 * 1024 * 1024;
/// Bytes that have one sum.
pub(super) const BLOCK: usize = 64 * 1024;
/// What a sum keeps of the SHA-256 of a block.
pub(super) const SUM: usize = 8;
/// An index of at most this many bytes is checked as a whole when it is opened: that takes some twenty milliseconds.
const SMALL: u64 = 32 * 1024 * 1024;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    tantivy: String,
    version: u32,
    text_version: u32,
    data_hash: String,
    files: BTreeMap<String, Sealed>,
}

/// A file of the index.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Sealed {
    bytes: u64,
    /// The sums of its blocks, one after the other, in hex.
    sums: String,
}

/// Opens the index of a snapshot's folder; builds it there if it is missing, foreign or damaged, or else in memory.
///
/// `still` says whether the folder is still that of these data: another snapshot's index is not replaced.
pub(crate) fn open(
    dir: &Path,
    data_hash: &str,
    stored: &Stored,
    still: impl Fn() -> bool,
) -> Result<FullText, SnapshotError> {
    let path = dir.join(FOLDER);
    if let Ok(text) = read(&path, data_hash, stored, SMALL) {
        return Ok(text);
    }
    if !still() {
        return Err(failed(&path, "another snapshot has taken the place of this one"));
    }
    // Whatever keeps the index from being written (a read-only medium, a full disk): memory serves as well.
    match replace(dir, data_hash, stored).and_then(|()| read(&path, data_hash, stored, SMALL)) {
        Ok(text) => Ok(text),
        Err(why) => FullText::in_memory(stored).map(|text| FullText { kept_out: Some(why.to_string()), ..text }),
    }
}

/// Writes an index with its stamp into a folder that does not exist yet.
pub(crate) fn write(
    path: &Path,
    data_hash: &str,
    stored: &Stored,
    progress: &mut dyn FnMut(u64),
) -> Result<(), SnapshotError> {
    fs::create_dir(path).map_err(|e| SnapshotError::io(path, e))?;
    drop(guarded(path, || build(stored, Place::Folder(path), path, progress))?);
    let mut files = BTreeMap::new();
    for (name, bytes) in sizes(path)? {
        let map = Bytes::map(&path.join(&name), bytes)?;
        let sums = map.all().chunks(BLOCK).flat_map(sum).collect::<Vec<u8>>();
        files.insert(name, Sealed { bytes, sums: HEXLOWER.encode(&sums) });
    }
    let stamp = Stamp { files, ..stamp(data_hash) };
    let json = serde_json::to_vec_pretty(&stamp).map_err(|e| failed(path, e))?;
    let at = path.join(STAMP);
    fs::write(&at, json).map_err(|e| SnapshotError::io(&at, e))?;
    readable(path, &at)
}

/// Gives all files the rights of the stamp, as the operator's umask has them: tantivy writes some of its own so that
/// nobody else reads them, and whoever serves the snapshot would then have to hold an index in memory.
fn readable(path: &Path, stamp: &Path) -> Result<(), SnapshotError> {
    let rights = fs::metadata(stamp).map_err(|e| SnapshotError::io(stamp, e))?.permissions();
    for name in sizes(path)?.into_keys() {
        let file = path.join(name);
        fs::set_permissions(&file, rights.clone()).map_err(|e| SnapshotError::io(&file, e))?;
    }
    Ok(())
}

/// Checks every byte of the index, if there is one that this program would use.
pub(crate) fn verify(dir: &Path, data_hash: &str) -> Result<(), SnapshotError> {
    let path = dir.join(FOLDER);
    match fitting(&path, data_hash) {
        Ok(stamp) => whole(&path, &stamp),
        Err(_) => Ok(()),
    }
}

pub(super) fn sum(block: &[u8]) -> [u8; SUM] {
    Sha256::digest(block).first_chunk().copied().unwrap_or_default()
}

fn replace(dir: &Path, data_hash: &str, stored: &Stored) -> Result<(), SnapshotError> {
    // Two readers may do this at once, in one process or in two: each writes beside, the last one wins.
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let mark = format!("{}-{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
    let path = dir.join(FOLDER);
    let (new, old) = (dir.join(format!(".{FOLDER}.partial-{mark}")), dir.join(format!(".{FOLDER}.old-{mark}")));
    let result = write(&new, data_hash, stored, &mut |_| {}).and_then(|()| {
        match fs::rename(&path, &old) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(SnapshotError::io(&path, e)),
            _ => {}
        }
        fs::rename(&new, &path).map_err(|e| SnapshotError::io(&path, e))
    });
    // Leftovers are harmless, so nothing is said if they cannot be removed.
    let _ = fs::remove_dir_all(&new);
    let _ = fs::remove_dir_all(&old);
    result
}

fn read(path: &Path, data_hash: &str, stored: &Stored, small: u64) -> Result<FullText, SnapshotError> {
    let stamp = fitting(path, data_hash)?;
    if stamp.files.values().map(|file| file.bytes).sum::<u64>() <= small {
        whole(path, &stamp)?;
    }
    let mut sums = Sums::new();
    for (name, Sealed { sums: hex, .. }) in stamp.files {
        sums.insert(PathBuf::from(name), HEXLOWER.decode(hex.as_bytes()).map_err(|e| failed(path, e))?);
    }
    guarded(path, || {
        let directory = Checked::new(MmapDirectory::open(path).map_err(|e| failed(path, e))?, sums);
        let index = Index::open(directory).map_err(|e| failed(path, e))?;
        FullText::over(&index, path, stored.heads.count())
    })
}

/// The stamp, if it fits this program, these data and the names and sizes of the files.
fn fitting(path: &Path, data_hash: &str) -> Result<Stamp, SnapshotError> {
    let found: Stamp =
        serde_json::from_slice(&read_small(&path.join(STAMP), LARGEST_STAMP)?).map_err(|e| failed(path, e))?;
    let expected = stamp(data_hash);
    let same = (&found.tantivy, found.version, found.text_version, &found.data_hash)
        == (&expected.tantivy, expected.version, expected.text_version, &expected.data_hash);
    let sizes = sizes(path)?;
    let fits = sizes.iter().eq(found.files.iter().map(|(name, file)| (name, &file.bytes)));
    if fits && same { Ok(found) } else { Err(failed(path, "the stamp does not fit")) }
}

/// Checks every byte. One flipped bit in a dictionary has made tantivy ask for eight terabytes, which ends the program
/// and cannot be caught.
fn whole(path: &Path, stamp: &Stamp) -> Result<(), SnapshotError> {
    for (name, Sealed { bytes, sums }) in &stamp.files {
        let file = path.join(name);
        let map = Bytes::map(&file, *bytes)?;
        let found = map.all().chunks(BLOCK).flat_map(sum).collect::<Vec<u8>>();
        if HEXLOWER.encode(&found) != *sums {
            return Err(failed(
                &file,
                "its bytes are not those that were written; remove the folder and open the snapshot again",
            ));
        }
    }
    Ok(())
}

fn stamp(data_hash: &str) -> Stamp {
    Stamp {
        tantivy: tantivy::version_string().to_owned(),
        version: VERSION,
        text_version: sousveil_text::VERSION,
        data_hash: data_hash.to_owned(),
        files: BTreeMap::new(),
    }
}

/// Sizes of the files of the index; locks and the stamp are none of it.
fn sizes(path: &Path) -> Result<BTreeMap<String, u64>, SnapshotError> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(path).map_err(|e| SnapshotError::io(path, e))? {
        let entry = entry.map_err(|e| SnapshotError::io(path, e))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let size = entry.metadata().map_err(|e| SnapshotError::io(path, e))?.len();
        if name != STAMP && !name.ends_with(".lock") {
            out.insert(name, size);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(dir: &Path) -> (PathBuf, Stored) {
        let stored = crate::compile::in_memory(&crate::contents::Contents::of_nothing()).unwrap();
        write(&dir.join(FOLDER), "hash", &stored, &mut |_| {}).unwrap();
        (dir.join(FOLDER), stored)
    }

    fn damages(good: &[u8]) -> impl Iterator<Item = Vec<u8>> {
        (0..300).filter(|_| !good.is_empty()).flat_map(|n| {
            let at = n * good.len().saturating_sub(1) / 299;
            let mut flipped = good.to_vec();
            flipped.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << (n % 8));
            [flipped, good.get(..at).unwrap().to_vec()]
        })
    }

    #[cfg(unix)]
    #[test]
    fn who_may_read_the_stamp_may_read_the_index() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let (path, _) = written(dir.path());
        let mode = |name: &str| fs::metadata(path.join(name)).unwrap().permissions().mode() & 0o777;
        let names: Vec<String> = sizes(&path).unwrap().into_keys().collect();
        assert!(names.contains(&"meta.json".to_owned()), "{names:?}");
        for name in names {
            assert_eq!(mode(&name), mode(STAMP), "{name}");
        }
    }

    #[test]
    fn a_small_index_is_seen_to_be_damaged_when_it_is_opened() {
        let dir = tempfile::tempdir().unwrap();
        let (path, stored) = written(dir.path());
        assert!(read(&path, "hash", &stored, SMALL).is_ok() && verify(dir.path(), "hash").is_ok());
        assert!(read(&path, "another", &stored, SMALL).is_err());
        for name in sizes(&path).unwrap().into_keys() {
            let file = path.join(&name);
            let good = fs::read(&file).unwrap();
            for bad in damages(&good) {
                fs::write(&file, &bad).unwrap();
                assert!(read(&path, "hash", &stored, SMALL).is_err(), "{name}");
                // One of another size is no index of ours at all.
                assert_eq!(verify(dir.path(), "hash").is_err(), bad.len() == good.len(), "{name}");
            }
            fs::write(&file, &good).unwrap();
        }
        assert!(read(&path, "hash", &stored, SMALL).is_ok());
    }

    #[test]
    fn a_large_index_answers_right_or_says_that_it_is_damaged() {
        let dir = tempfile::tempdir().unwrap();
        let (path, stored) = written(dir.path());
        let ask = |text: &FullText| -> Result<Vec<_>, SnapshotError> {
            ["uzbekistan", "republic of", "узбекистан", "uzbekistaan", "a"]
                .into_iter()
                .map(|words| {
                    let query = crate::Query { text: words.to_owned(), ..crate::Query::default() };
                    crate::answer::answer(&stored, || Ok(text), &query)
                })
                .collect()
        };
        let right = ask(&read(&path, "hash", &stored, 0).unwrap()).unwrap();
        assert!(right.iter().all(|answer| answer.total > 0));
        let mut refused = 0;
        for name in sizes(&path).unwrap().into_keys() {
            let file = path.join(&name);
            let good = fs::read(&file).unwrap();
            for bad in damages(&good) {
                fs::write(&file, &bad).unwrap();
                match read(&path, "hash", &stored, 0).and_then(|text| ask(&text)) {
                    Ok(answers) => assert_eq!(answers, right, "{name}"),
                    Err(_) => refused += 1,
                }
            }
            fs::write(&file, &good).unwrap();
        }
        assert!(refused > 1000, "{refused}");
    }
}
