//! The bytes of one part of a snapshot, from a memory map or from memory, read with checked offsets only.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use memmap2::Mmap;

use crate::FORMAT;
use crate::error::SnapshotError;

/// Bytes of the header that every binary part begins with: tag (8), format (u32), count (u32).
pub(crate) const HEADER: usize = 16;

/// The bytes of a part, and the name that errors give it.
pub(crate) struct Bytes {
    path: PathBuf,
    data: Data,
}

enum Data {
    Map(Mmap),
    Owned(Vec<u8>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self.all()
    }
}

impl Bytes {
    /// Maps a file of exactly `expected` bytes.
    pub(crate) fn map(path: &Path, expected: u64) -> Result<Self, SnapshotError> {
        let file = open(path)?;
        let found = file.metadata().map_err(|e| SnapshotError::io(path, e))?.len();
        if found != expected {
            return Err(SnapshotError::Size { path: path.to_owned(), found, expected });
        }
        // An empty map is an error on some systems.
        let data = if found == 0 { Data::Owned(Vec::new()) } else { Data::Map(map(&file, path)?) };
        Ok(Self { path: path.to_owned(), data })
    }

    /// Lets the system begin to read all of it, which then needs no wait for each of its pages.
    pub(crate) fn read_ahead(&self) {
        if let Data::Map(map) = &self.data {
            // A wish: where it is not granted, pages come one by one as ever.
            let _ = map.advise(memmap2::Advice::WillNeed);
        }
    }

    /// Takes bytes in memory.
    pub(crate) fn owned(path: &Path, data: Vec<u8>) -> Self {
        Self { path: path.to_owned(), data: Data::Owned(data) }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn all(&self) -> &[u8] {
        match &self.data {
            Data::Map(map) => map,
            Data::Owned(bytes) => bytes,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.all().len()
    }

    /// `len` bytes from `start` on.
    pub(crate) fn slice(&self, start: usize, len: usize) -> Result<&[u8], SnapshotError> {
        start.checked_add(len).and_then(|end| self.all().get(start..end)).ok_or_else(|| {
            self.damaged(format!("expected {len} bytes at offset {start}, found the end of {} bytes", self.len()))
        })
    }

    pub(crate) fn u32_at(&self, at: usize) -> Result<u32, SnapshotError> {
        read_u32(self.all(), at).ok_or_else(|| {
            self.damaged(format!("expected a number at offset {at}, found the end of {} bytes", self.len()))
        })
    }

    pub(crate) fn u64_at(&self, at: usize) -> Result<u64, SnapshotError> {
        let low = self.u32_at(at)?;
        let high = self.u32_at(at.saturating_add(4))?;
        Ok(u64::from(high) << 32 | u64::from(low))
    }

    /// Checks tag and format, and gives the count.
    pub(crate) fn header(&self, tag: &[u8; 8]) -> Result<u32, SnapshotError> {
        let found = self.slice(0, 8)?;
        if found != tag {
            return Err(self.damaged(format!(
                "found the tag `{}`, expected `{}`",
                found.escape_ascii(),
                tag.escape_ascii()
            )));
        }
        let format = self.u32_at(8)?;
        if format != FORMAT {
            return Err(SnapshotError::Format { path: self.path.clone(), found: format, expected: FORMAT });
        }
        self.u32_at(12)
    }

    pub(crate) fn damaged(&self, what: impl Into<String>) -> SnapshotError {
        SnapshotError::damaged(&self.path, what)
    }
}

/// The header that [`Bytes::header`] reads.
pub(crate) fn header(tag: &[u8; 8], count: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER);
    out.extend_from_slice(tag);
    out.extend_from_slice(&FORMAT.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    out
}

/// A little-endian number at an offset.
pub(crate) fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// A size as the format stores it.
pub(crate) fn size_u32(what: &str, size: usize) -> Result<u32, SnapshotError> {
    u32::try_from(size).map_err(|_| SnapshotError::TooLarge {
        what: what.to_owned(),
        found: u64::try_from(size).unwrap_or(u64::MAX),
        limit: u64::from(u32::MAX),
    })
}

/// Opens a file, which must be one: a pipe in its place would keep us waiting for ever.
fn open(path: &Path) -> Result<File, SnapshotError> {
    let kind = std::fs::metadata(path).map_err(|e| SnapshotError::io(path, e))?.file_type();
    if !kind.is_file() {
        return Err(SnapshotError::damaged(path, "found a folder, a pipe or a device, expected a file"));
    }
    File::open(path).map_err(|e| SnapshotError::io(path, e))
}

/// Reads a small file, refusing one of more than `limit` bytes before reading it.
pub(crate) fn read_small(path: &Path, limit: u64) -> Result<Vec<u8>, SnapshotError> {
    let file = open(path)?;
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| SnapshotError::io(path, e))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(SnapshotError::damaged(path, format!("found more than {limit} bytes, expected fewer")));
    }
    Ok(bytes)
}

#[expect(
    unsafe_code,
    reason = "a memory map is undefined if the file changes under it; files of a snapshot are written once beside \
              their place, renamed, and never changed, and every offset in them is checked"
)]
fn map(file: &File, path: &Path) -> Result<Mmap, SnapshotError> {
    // SAFETY: see the reason above.
    unsafe { Mmap::map(file) }.map_err(|e| SnapshotError::io(path, e))
}
