//! What was fetched for a list, in a folder beside its snapshot: the files that it was compiled of, and by what it is seen
//! whether there are newer ones.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use super::web::Mark;

const FORMAT: u32 = 1;
const STATE: &str = "fetched.json";
const LOCK: &str = "lock";
/// Far more than any of them needs.
const MOST_BYTES: u64 = 8 << 20;

/// What was fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    format: u32,
    /// Where all of it came from, as the manifest said.
    pub origin: String,
    /// The version, as the publisher or the snapshot has it.
    pub version: String,
    /// By what the index is known, where there is one.
    pub index: Option<Said>,
    /// The files.
    pub files: Vec<KeptFile>,
}

/// A file that was fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Where it came from.
    pub source: String,
    /// What it is called in the folder.
    pub file: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// By what its source is known.
    pub said: Said,
}

/// By what a source is seen to be the same as before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Of a server: `ETag`.
    pub etag: Option<String>,
    /// Of a server: `Last-Modified`.
    pub last_modified: Option<String>,
    /// Of a file: when it was written, in nanoseconds since 1970.
    pub written: Option<u64>,
}

impl Said {
    /// What a server is told.
    pub fn mark(&self) -> Mark {
        Mark { tag: self.etag.clone(), modified: self.last_modified.clone() }
    }

    /// What a server has told.
    pub fn of(mark: Mark) -> Self {
        Self { etag: mark.tag, last_modified: mark.modified, written: None }
    }
}

impl Kept {
    /// What was fetched now.
    pub fn new(origin: &str, version: String, index: Option<Said>, files: Vec<KeptFile>) -> Self {
        Self { format: FORMAT, origin: origin.to_owned(), version, index, files }
    }
}

/// The folder, which nobody else writes to meanwhile.
#[derive(Debug)]
pub struct Shelf {
    dir: PathBuf,
    _lock: File,
}

impl Shelf {
    /// The folder beside a snapshot.
    pub fn place(snapshot: &Path) -> Result<PathBuf> {
        let mut name = snapshot.file_name().context("expected a path that ends in a name")?.to_owned();
        name.push(".fetched");
        Ok(snapshot.with_file_name(name))
    }

    /// Makes and holds it.
    ///
    /// # Errors
    /// Somebody else has it.
    pub fn hold(snapshot: &Path) -> Result<Self> {
        let dir = Self::place(snapshot)?;
        let at = || dir.display().to_string();
        fs::create_dir_all(&dir).with_context(at)?;
        let path = dir.join(LOCK);
        let lock = File::options().read(true).write(true).create(true).truncate(false).open(&path).with_context(at)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!("{}: the list is being fetched already", at()),
            // A file system without locks.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error).with_context(at),
        }
        Ok(Self { dir, _lock: lock })
    }

    /// Where it is.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What is in it.
    pub fn kept(&self) -> Option<Kept> {
        read(&self.dir)
    }

    /// Writes down what is in it, and takes out all else.
    pub fn keep(&self, kept: &Kept) -> Result<()> {
        let at = || self.dir.display().to_string();
        let mut file = tempfile::NamedTempFile::new_in(&self.dir).with_context(at)?;
        serde_json::to_writer_pretty(&mut file, kept)?;
        file.write_all(b"\n").and_then(|()| file.as_file().sync_all()).with_context(at)?;
        file.persist(self.dir.join(STATE)).with_context(at)?;
        File::open(&self.dir).and_then(|dir| dir.sync_all()).with_context(at)?;
        self.clear(Some(kept))
    }

    /// Takes out what is not written down: what killed ones have left, and what was replaced.
    pub fn clear(&self, kept: Option<&Kept>) -> Result<()> {
        let at = || self.dir.display().to_string();
        for entry in fs::read_dir(&self.dir).with_context(at)? {
            let entry = entry.with_context(at)?;
            let name = entry.file_name();
            let is_kept = kept.is_some_and(|kept| kept.files.iter().any(|file| *file.file == name));
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file && !is_kept && name != STATE && name != LOCK {
                // One that can't be removed is only in the way.
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(())
    }
}

/// What was fetched, as far as it is there; without holding the folder it may change.
pub fn read(dir: &Path) -> Option<Kept> {
    let path = dir.join(STATE);
    if fs::metadata(&path).ok()?.len() > MOST_BYTES {
        return None;
    }
    let kept: Kept = serde_json::from_slice(&fs::read(&path).ok()?).ok()?;
    // A name that is no bare name is none of ours.
    let is_there = |file: &KeptFile| {
        let bare = Path::new(&file.file).file_name().is_some_and(|name| *name == *file.file);
        bare && fs::metadata(dir.join(&file.file)).is_ok_and(|meta| meta.is_file() && meta.len() == file.size)
    };
    (kept.format == FORMAT && kept.files.iter().all(is_there)).then_some(kept)
}
