//! The folder of an index, read only, each block checked before its first byte is given out.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::HasLen;
use tantivy::TantivyError;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};

use super::store::{BLOCK, SUM, sum};

/// For each file the sums of its blocks, one after the other.
pub(super) type Sums = HashMap<PathBuf, Vec<u8>>;

/// tantivy takes a lock even to open an index, and would write it into the snapshot.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    inner: MmapDirectory,
    sums: Arc<Sums>,
}

impl Checked {
    pub(super) fn new(inner: MmapDirectory, sums: Sums) -> Self {
        Self { inner, sums: Arc::new(sums) }
    }

    fn sums(&self, path: &Path) -> Result<&Vec<u8>, OpenReadError> {
        self.sums.get(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "the index of a snapshot is only read")
}

fn damaged(path: &Path) -> io::Error {
    let what = format!("{}: its bytes are not those that were written", path.display());
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// The sum of the block at that place.
fn expected(sums: &[u8], block: usize) -> Option<&[u8]> {
    sums.get(block.checked_mul(SUM)?..block.checked_add(1)?.checked_mul(SUM)?)
}

/// A file of the index.
struct File {
    path: PathBuf,
    inner: Arc<dyn FileHandle>,
    sums: Vec<u8>,
    seen: Vec<AtomicBool>,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("path", &self.path).finish_non_exhaustive()
    }
}

impl HasLen for File {
    fn len(&self) -> usize {
        self.inner.len()
    }
}

impl FileHandle for File {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        for block in range.start / BLOCK..range.end.div_ceil(BLOCK) {
            let Some(seen) = self.seen.get(block) else { return Err(damaged(&self.path)) };
            if seen.load(Ordering::Relaxed) {
                continue;
            }
            let start = block * BLOCK;
            let bytes = self.inner.read_bytes(start..self.len().min(start + BLOCK))?;
            if expected(&self.sums, block) != Some(sum(&bytes).as_slice()) {
                return Err(damaged(&self.path));
            }
            seen.store(true, Ordering::Relaxed);
        }
        self.inner.read_bytes(range)
    }
}

impl Directory for Checked {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let sums = self.sums(path)?.clone();
        let seen = (0..sums.len() / SUM).map(|_| AtomicBool::new(false)).collect();
        Ok(Arc::new(File { path: path.to_owned(), inner: self.inner.get_file_handle(path)?, sums, seen }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(refused()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), PathBuf::from(path)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let bytes = self.inner.atomic_read(path)?;
        if bytes.chunks(BLOCK).flat_map(sum).eq(self.sums(path)?.iter().copied()) {
            return Ok(bytes);
        }
        Err(OpenReadError::wrap_io_error(damaged(path), path.to_owned()))
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
