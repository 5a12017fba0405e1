//! Where the index lies: in the snapshot's folder with a stamp beside it, else in memory.
//!
//! The stamp says which tantivy, which words and which data the index was built from, and the SHA-256 of each of its
//! files. An index without a fitting stamp is built anew: it holds nothing that the entities don't.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Index, TantivyError};

use super::build::{Source, build};
use super::{FOLDER, FullText, VERSION, failed, guarded};
use crate::bytes::{Bytes, read_small};
use crate::contents::FileEntry;
use crate::error::SnapshotError;
use crate::hash::sha256;

const STAMP: &str = "stamp.json";
const LARGEST_STAMP: u64 = 1024 * 1024;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    tantivy: String,
    version: u32,
    text_version: u32,
    data_hash: String,
    files: BTreeMap<String, FileEntry>,
}

/// Opens the index of a snapshot's folder; builds it there if it is missing, foreign or damaged, or else in memory.
pub(crate) fn open(dir: &Path, data_hash: &str, source: &mut Source<'_>) -> Result<FullText, SnapshotError> {
    let path = dir.join(FOLDER);
    if let Ok(text) = read(&path, data_hash) {
        return Ok(text);
    }
    // Whatever keeps the index from being written (a read-only medium, a full disk): memory serves as well.
    match replace(dir, data_hash, source).and_then(|()| read(&path, data_hash)) {
        Ok(text) => Ok(text),
        Err(_) => FullText::in_memory(source),
    }
}

/// Writes an index with its stamp into a folder that does not exist yet.
pub(crate) fn write(path: &Path, data_hash: &str, source: &mut Source<'_>) -> Result<(), SnapshotError> {
    fs::create_dir(path).map_err(|e| SnapshotError::io(path, e))?;
    let directory = MmapDirectory::open(path).map_err(|e| failed(path, e))?;
    drop(guarded(path, || build(source, Box::new(directory), path))?);
    let stamp = Stamp { files: files(path)?, ..stamp(data_hash) };
    let json = serde_json::to_vec_pretty(&stamp).map_err(|e| failed(path, e))?;
    let at = path.join(STAMP);
    fs::write(&at, json).map_err(|e| SnapshotError::io(&at, e))
}

fn replace(dir: &Path, data_hash: &str, source: &mut Source<'_>) -> Result<(), SnapshotError> {
    // Two readers may do this at once, in one process or in two: each writes beside, the last one wins.
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let mark = format!("{}-{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
    let path = dir.join(FOLDER);
    let (new, old) = (dir.join(format!(".{FOLDER}.partial-{mark}")), dir.join(format!(".{FOLDER}.old-{mark}")));
    let result = write(&new, data_hash, source).and_then(|()| {
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

fn read(path: &Path, data_hash: &str) -> Result<FullText, SnapshotError> {
    check(path, data_hash)?;
    guarded(path, || {
        let directory = ReadOnly(MmapDirectory::open(path).map_err(|e| failed(path, e))?);
        let index = Index::open(directory).map_err(|e| failed(path, e))?;
        FullText::over(&index, path)
    })
}

/// Whether the stamp fits this program, these data and the files.
fn check(path: &Path, data_hash: &str) -> Result<(), SnapshotError> {
    let found: Stamp =
        serde_json::from_slice(&read_small(&path.join(STAMP), LARGEST_STAMP)?).map_err(|e| failed(path, e))?;
    // Every byte, however many: one flipped bit in a dictionary has made tantivy ask for eight terabytes, which ends the
    // program and cannot be caught.
    let fits = files(path)? == found.files;
    let expected = Stamp { files: found.files, ..stamp(data_hash) };
    let same = (&found.tantivy, found.version, found.text_version, &found.data_hash)
        == (&expected.tantivy, expected.version, expected.text_version, &expected.data_hash);
    if fits && same { Ok(()) } else { Err(failed(path, "the stamp does not fit")) }
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

fn files(path: &Path) -> Result<BTreeMap<String, FileEntry>, SnapshotError> {
    let mut out = BTreeMap::new();
    for (name, bytes) in sizes(path)? {
        let sha256 = sha256(Bytes::map(&path.join(&name), bytes)?.all());
        out.insert(name, FileEntry { bytes, sha256 });
    }
    Ok(out)
}

/// A folder that is only read: tantivy takes a lock even to open an index, and would write it into the snapshot.
#[derive(Debug, Clone)]
struct ReadOnly(MmapDirectory);

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "the index of a snapshot is only read")
}

impl Directory for ReadOnly {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(refused()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), PathBuf::from(path)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        // Nothing is ever removed from the folder, so there is nothing to guard against.
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> Result<WatchHandle, TantivyError> {
        Ok(WatchHandle::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(dir: &Path) -> PathBuf {
        let path = dir.join(FOLDER);
        let entities = crate::countries::entities();
        let mut source = Source {
            count: 40,
            entity: &mut |number| Ok(std::borrow::Cow::Borrowed(entities.get(number as usize).unwrap())),
            caption: &|number| entities.get(number as usize)?.first("name"),
            caption_of: &|_| None,
            progress: &mut |_| {},
        };
        write(&path, "hash", &mut source).unwrap();
        path
    }

    #[test]
    fn the_stamp_sees_every_flip_and_every_cut() {
        let dir = tempfile::tempdir().unwrap();
        let path = written(dir.path());
        assert!(check(&path, "hash").is_ok());
        assert!(check(&path, "another").is_err());
        for name in files(&path).unwrap().into_keys() {
            let file = path.join(&name);
            let good = fs::read(&file).unwrap();
            for n in 0..300 {
                let at = n * good.len().saturating_sub(1) / 299;
                let mut flipped = good.clone();
                if let Some(byte) = flipped.get_mut(at) {
                    *byte ^= 1 << (n % 8);
                    fs::write(&file, &flipped).unwrap();
                    assert!(check(&path, "hash").is_err(), "{name} flipped at {at}");
                    fs::write(&file, good.get(..at).unwrap()).unwrap();
                    assert!(check(&path, "hash").is_err(), "{name} cut at {at}");
                }
            }
            fs::write(&file, &good).unwrap();
        }
        assert!(check(&path, "hash").is_ok());
    }
}
