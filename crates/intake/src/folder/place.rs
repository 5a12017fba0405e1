//! The place of a folder on the disk, held by one writer at a time.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::Folder;
use crate::IntakeError;

/// A folder's place, held until this value is dropped: a second writer waits.
///
/// Whoever reads a folder to write it again holds its place from before the reading until after the writing;
/// else the rows that another process wrote in between would be lost.
#[derive(Debug)]
pub struct Place {
    /// The folder itself, links followed.
    pub(super) dir: PathBuf,
    pub(super) parent: PathBuf,
    pub(super) name: String,
    /// The lock is on the folder above, so that no file of ours stays behind.
    _lock: File,
}

impl Place {
    /// Waits for the place and holds it. The folder need not exist yet; the one above it must.
    ///
    /// # Errors
    /// Where the path has no name, or the folder above can't be opened or locked.
    pub fn hold(dir: &Path) -> Result<Self, IntakeError> {
        let dir = resolve(dir)?;
        let (Some(parent), Some(name)) = (dir.parent(), dir.file_name().and_then(|n| n.to_str())) else {
            let expected = "the path of a folder with a name of its own, such as data/";
            return Err(IntakeError::form(&dir, None, "a path without a name", expected));
        };
        let (parent, name) = (parent.to_owned(), name.to_owned());
        let lock = File::open(&parent).map_err(|e| IntakeError::io(&parent, e))?;
        lock.lock().map_err(|e| IntakeError::io(&parent, e))?;
        Ok(Self { dir, parent, name, _lock: lock })
    }

    /// Reads the folder; `None` where there is none yet.
    ///
    /// # Errors
    /// As [`Folder::read`]; also where the place is taken by something that is no dataset folder.
    pub fn read(&self) -> Result<Option<Folder>, IntakeError> {
        if self.dir.join("dataset.toml").exists() {
            return Folder::read(&self.dir).map(Some);
        }
        let empty = match fs::read_dir(&self.dir) {
            Ok(mut entries) => entries.next().is_none(),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => true,
            Err(e) => return Err(IntakeError::io(&self.dir, e)),
        };
        if empty {
            return Ok(None);
        }
        Err(IntakeError::form(&self.dir, None, "files but no dataset.toml", "a dataset folder, or nothing"))
    }

    /// Where the new folder is made before it takes its place.
    pub(super) fn beside(&self) -> PathBuf {
        self.parent.join(format!(".{}.sousveil-{}", self.name, std::process::id()))
    }

    /// What killed processes left beside the folder: none of them lives, since the place is held here.
    pub(super) fn leftovers(&self) -> Result<Vec<PathBuf>, IntakeError> {
        let prefix = format!(".{}.sousveil-", self.name);
        let io = |e| IntakeError::io(&self.parent, e);
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.parent).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = entry.file_name();
            let process = name.to_str().and_then(|n| n.strip_prefix(&prefix));
            let ours = process.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
            if ours && entry.file_type().map_err(io)?.is_dir() {
                found.push(entry.path());
            }
        }
        Ok(found)
    }
}

/// The path without links, so that a link keeps leading to its folder when that is written anew.
fn resolve(dir: &Path) -> Result<PathBuf, IntakeError> {
    match fs::canonicalize(dir) {
        Ok(real) => Ok(real),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            let parent = dir.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let parent = fs::canonicalize(parent).map_err(|e| IntakeError::io(parent, e))?;
            Ok(dir.file_name().map_or(parent.clone(), |name| parent.join(name)))
        }
        Err(e) => Err(IntakeError::io(dir, e)),
    }
}
