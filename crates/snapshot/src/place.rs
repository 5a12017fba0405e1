//! The place of a snapshot: one writer at a time, and the new snapshot in the place of the old one in one step.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::contents::Manifest;
use crate::error::SnapshotError;
use crate::snapshot::{BLOCKS, MANIFEST, Stored};

/// Where a snapshot is to be put.
pub(crate) struct Place {
    /// The folder itself, a link followed.
    out: PathBuf,
    /// The folder above.
    parent: PathBuf,
    /// The last part of `out`.
    name: OsString,
    /// Whether nothing was there at the beginning, or an empty folder.
    was_free: bool,
}

impl Place {
    /// Looks at the place; nothing is changed.
    pub(crate) fn find(out: &Path) -> Result<Self, SnapshotError> {
        // Without a slash at the end, with which the system would follow a link.
        let mut path = out.components().as_path().to_owned();
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
            path = match fs::canonicalize(&path) {
                Ok(real) => real,
                // The link leads nowhere: nobody knows whether a snapshot should be there.
                Err(e) if e.kind() == io::ErrorKind::NotFound => {
                    return Err(SnapshotError::NotASnapshot { path: out.to_owned() });
                }
                Err(e) => return Err(SnapshotError::io(out, e)),
            };
        }
        let was_free = is_free(&path)?;
        let name = path.file_name().ok_or_else(|| SnapshotError::NotASnapshot { path: out.to_owned() })?.to_owned();
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        Ok(Self { out: path, parent, name, was_free })
    }

    /// Waits until nobody else compiles to this place, and removes what killed ones have left.
    ///
    /// `None` on file systems that know no locks: there two who compile at once may disturb one another.
    pub(crate) fn lock(&self) -> Result<Option<Lock>, SnapshotError> {
        let lock = Lock::take(self.beside("sousveil-lock"))?;
        if lock.is_some() {
            self.clear()?;
        }
        Ok(lock)
    }

    /// The snapshot of this data that another has put here since the place was found free.
    pub(crate) fn arrived(&self, data_hash: &str) -> Option<Manifest> {
        if !self.was_free {
            return None;
        }
        let found = Stored::open(&self.out).ok()?.manifest;
        (found.data_hash == data_hash).then_some(found)
    }

    /// An empty folder beside the place, `.NAME.partial-PID`.
    pub(crate) fn scratch(&self) -> Result<Scratch, SnapshotError> {
        let path = self.beside(&format!("{PARTIAL}{}", std::process::id()));
        // Where there is no lock, one that was killed may have left it; the number of its process is ours now.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).map_err(|e| SnapshotError::io(&path, e))?;
        Ok(Scratch(path))
    }

    /// Puts the new snapshot here. Where another was faster with the same data, that one stays, and its manifest is
    /// returned.
    pub(crate) fn put(&self, new: &Scratch, data_hash: &str) -> Result<Option<Manifest>, SnapshotError> {
        // This is all where there is nothing, or an empty folder; a folder that holds something is never overwritten.
        if let Err(failed) = fs::rename(new.path(), &self.out) {
            if let Some(theirs) = self.arrived(data_hash) {
                return Ok(Some(theirs));
            }
            // Looked at again: while this one was compiled, anything may have come here.
            if is_free(&self.out)? && !self.out.is_dir() {
                return Err(SnapshotError::io(&self.out, failed));
            }
            self.replace(new)?;
        }
        sync_folder(&self.parent)?;
        Ok(None)
    }

    /// Puts the new one in the place of what is there.
    fn replace(&self, new: &Scratch) -> Result<(), SnapshotError> {
        match exchange(new.path(), &self.out) {
            // Then the scratch is the old one, and goes as such.
            Some(exchanged) => exchanged.map_err(|e| SnapshotError::io(&self.out, e)),
            None => self.replace_in_two_steps(new),
        }
    }

    fn replace_in_two_steps(&self, new: &Scratch) -> Result<(), SnapshotError> {
        let old = self.beside(&format!("{OLD}{}", std::process::id()));
        fs::rename(&self.out, &old).map_err(|e| SnapshotError::io(&self.out, e))?;
        if let Err(e) = fs::rename(new.path(), &self.out) {
            fs::rename(&old, &self.out).map_err(|e| SnapshotError::io(&old, e))?;
            return Err(SnapshotError::io(&self.out, e));
        }
        // The new one is in place: an old one that cannot be removed is only in the way.
        let _ = fs::remove_dir_all(&old);
        Ok(())
    }

    /// Removes what killed processes have left; to be called under the lock, which says that none of them lives.
    fn clear(&self) -> Result<(), SnapshotError> {
        let io = |e| SnapshotError::io(&self.parent, e);
        for entry in fs::read_dir(&self.parent).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = entry.file_name();
            let is_old = self.is_leftover(&name, OLD);
            // Not through a link: that is none of ours.
            if !(is_old || self.is_leftover(&name, PARTIAL)) || !entry.file_type().map_err(io)?.is_dir() {
                continue;
            }
            // Killed between two renames: the only snapshot that there is goes back.
            if is_old && matches!(fs::symlink_metadata(&self.out), Err(e) if e.kind() == io::ErrorKind::NotFound) {
                fs::rename(entry.path(), &self.out).map_err(|e| SnapshotError::io(&entry.path(), e))?;
                continue;
            }
            // One that cannot be removed is only in the way.
            let _ = fs::remove_dir_all(entry.path());
        }
        Ok(())
    }

    /// Whether it is `.NAME.` with `kind` and the number of a process.
    fn is_leftover(&self, name: &OsStr, kind: &str) -> bool {
        let prefix = self.beside(kind);
        let prefix = prefix.file_name().unwrap_or_default().as_encoded_bytes();
        let process = name.as_encoded_bytes().strip_prefix(prefix);
        process.is_some_and(|process| !process.is_empty() && process.iter().all(u8::is_ascii_digit))
    }

    /// `.NAME.WHAT` beside the place.
    fn beside(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".");
        name.push(what);
        self.parent.join(name)
    }
}

/// What is being written, up to the number of the process.
const PARTIAL: &str = "partial-";
/// What is being replaced in two steps, up to the number of the process.
const OLD: &str = "old-";

/// Whether there is nothing, or an empty folder; an error where there is something else than a snapshot.
fn is_free(out: &Path) -> Result<bool, SnapshotError> {
    let foreign = || SnapshotError::NotASnapshot { path: out.to_owned() };
    match fs::symlink_metadata(out) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(e) => return Err(SnapshotError::io(out, e)),
        Ok(found) if !found.is_dir() => return Err(foreign()),
        Ok(_) => {}
    }
    if fs::read_dir(out).map_err(|e| SnapshotError::io(out, e))?.next().is_none() {
        return Ok(true);
    }
    // Not its manifest: a snapshot of another format may be replaced, too.
    let is_snapshot = out.join(MANIFEST).is_file() && out.join(BLOCKS).is_file();
    if is_snapshot { Ok(false) } else { Err(foreign()) }
}

/// Exchanges two names in one step; `None` where the system or the file system cannot do that.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> Option<io::Result<()>> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => None,
        done => Some(done.map_err(io::Error::from)),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> Option<io::Result<()>> {
    None
}

/// Makes the names in a folder last.
pub(crate) fn sync_folder(dir: &Path) -> Result<(), SnapshotError> {
    File::open(dir).and_then(|file| file.sync_all()).map_err(|e| SnapshotError::io(dir, e))
}

/// A locked file, removed at the end.
pub(crate) struct Lock {
    path: PathBuf,
    /// Closed after the file is removed: the system then lets the next one have the lock.
    _file: File,
}

impl Lock {
    /// Waits for the lock; `None` where there is no such thing.
    fn take(path: PathBuf) -> Result<Option<Self>, SnapshotError> {
        // Not [`SnapshotError::Missing`]: where the file can't be made it is the folder above that is missing.
        let io = |source: io::Error| {
            let above = path.parent().filter(|_| source.kind() == io::ErrorKind::NotFound);
            SnapshotError::Io { path: above.unwrap_or(&path).to_owned(), source }
        };
        loop {
            let file = File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(io)?;
            match file.lock() {
                Ok(()) if is_at(&file, &path) => return Ok(Some(Self { path, _file: file })),
                // The one who had it has removed the file: a lock on it is worth nothing.
                Ok(()) => {}
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) if e.kind() == io::ErrorKind::Unsupported => {
                    let _ = fs::remove_file(&path);
                    return Ok(None);
                }
                Err(e) => return Err(io(e)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Only where those who wait can see that it went. One that stays is empty, and serves the next.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether the open file is still the one of that name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |found: fs::Metadata| (found.dev(), found.ino());
    matches!((file.metadata().map(number), fs::metadata(path).map(number)), (Ok(ours), Ok(named)) if ours == named)
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

/// A folder that is removed when it is no more needed.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nobody is left to be told, and the next compilation removes it.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn snapshot(dir: &Path, word: &str) {
        fs::create_dir_all(dir).unwrap();
        fs::write(dir.join(MANIFEST), word).unwrap();
        fs::write(dir.join(BLOCKS), word).unwrap();
    }

    fn names(dir: &Path) -> Vec<OsString> {
        let mut out: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        out.sort();
        out
    }

    #[test]
    fn the_old_one_is_replaced_in_two_steps_too() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("snap");
        snapshot(&out, "old");
        let place = Place::find(&out).unwrap();
        let new = place.scratch().unwrap();
        snapshot(new.path(), "new");
        place.replace_in_two_steps(&new).unwrap();
        assert_eq!(fs::read(out.join(MANIFEST)).unwrap(), b"new");
        assert_eq!(names(dir.path()), ["snap"]);
        // The second step fails: the old one is back.
        assert!(place.replace_in_two_steps(&new).is_err());
        assert_eq!(fs::read(out.join(MANIFEST)).unwrap(), b"new");
        assert_eq!(names(dir.path()), ["snap"]);
    }

    #[test]
    fn what_came_meanwhile_is_looked_at() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("snap");
        let place = Place::find(&out).unwrap();
        let new = place.scratch().unwrap();
        snapshot(new.path(), "new");
        fs::create_dir(&out).unwrap();
        fs::write(out.join("letter.txt"), "dear").unwrap();
        assert!(matches!(place.put(&new, "hash"), Err(SnapshotError::NotASnapshot { .. })));
        assert_eq!(names(&out), ["letter.txt"]);
        fs::remove_dir_all(&out).unwrap();
        snapshot(&out, "another's");
        assert_eq!(place.put(&new, "hash").unwrap(), None);
        assert_eq!(fs::read(out.join(MANIFEST)).unwrap(), b"new");
    }

    #[test]
    fn a_lock_is_had_by_one_at_a_time_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::find(&dir.path().join("snap")).unwrap();
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let lock = place.lock().unwrap();
                        let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
                        most.fetch_max(now, Ordering::SeqCst);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
        assert!(!cfg!(unix) || names(dir.path()).is_empty());
    }
}
