//! The place of a published folder: one writer at a time, and the new folder in the place of the old one in one step.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use sousveil_intake::folder::exchange;
use tempfile::TempDir;

/// A folder's place, held until this value is dropped.
pub struct Place {
    dir: PathBuf,
    parent: PathBuf,
    taken: bool,
    /// The lock is on the folder above, so that no file of ours stays behind.
    _lock: File,
}

impl Place {
    /// Waits for the place and holds it. What is there must be nothing, an empty folder, or one that holds `mark`.
    pub fn hold(dir: &Path, mark: &str) -> Result<Self> {
        let named = dir.file_name().with_context(|| format!("{} names no folder of its own", dir.display()))?;
        let parent = dir.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (dir, parent) = match fs::canonicalize(dir) {
            Ok(real) => (real.clone(), real.parent().unwrap_or(Path::new("/")).to_owned()),
            Err(_) => {
                let parent = fs::canonicalize(parent).with_context(|| format!("looking at {}", parent.display()))?;
                (parent.join(named), parent)
            }
        };
        let lock = File::open(&parent).with_context(|| format!("opening {}", parent.display()))?;
        lock.lock().with_context(|| format!("locking {}", parent.display()))?;
        let taken = match fs::read_dir(&dir) {
            Ok(mut entries) => entries.next().is_some(),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => false,
            Err(e) => return Err(e).with_context(|| format!("reading {}", dir.display())),
        };
        if taken && !dir.join(mark).is_file() {
            bail!("{} holds files but no {mark}; expected a published folder, or nothing", dir.display());
        }
        Ok(Self { dir, parent, taken, _lock: lock })
    }

    /// Whether something was published here before.
    pub fn is_taken(&self) -> bool {
        self.taken
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Where the new folder is made; gone when the value is dropped.
    pub fn scratch(&self) -> Result<TempDir> {
        let name = self.dir.file_name().unwrap_or_default().to_string_lossy();
        let prefix = format!(".{name}.sousveil-");
        for entry in fs::read_dir(&self.parent)? {
            let entry = entry?;
            // What killed processes have left: none of them lives, since the place is held here.
            if entry.file_name().to_string_lossy().starts_with(&prefix) && entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            }
        }
        let scratch = tempfile::Builder::new().prefix(&prefix).tempdir_in(&self.parent)?;
        // A published folder is for everybody to read, a scratch folder is not.
        #[cfg(unix)]
        fs::set_permissions(scratch.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        Ok(scratch)
    }

    /// Files that are not ours, as a `robots.txt`, stay in the folder. A folder that is not ours is not touched at all.
    fn carry(&self, new: &Path) -> Result<()> {
        for entry in fs::read_dir(&self.dir)? {
            let entry = entry?;
            let target = new.join(entry.file_name());
            if target.exists() {
                continue;
            }
            if entry.file_type()?.is_dir() {
                bail!("{} is a folder that was not published; move it elsewhere", entry.path().display());
            }
            fs::copy(entry.path(), target)?;
        }
        Ok(())
    }

    /// Puts the new folder in its place; files of the old one that are not ours go with it.
    pub fn put(&self, new: TempDir) -> Result<()> {
        if self.dir.exists() {
            self.carry(new.path()).with_context(|| self.told())?;
        }
        self.replace(new)
    }

    fn told(&self) -> String {
        format!("putting the new folder in the place of {}", self.dir.display())
    }

    /// Puts the new folder in its place; nothing of the old one is kept.
    pub fn replace(&self, new: TempDir) -> Result<()> {
        let at = || self.told();
        if self.dir.exists() {
            // Then the scratch is the old one, and goes as such.
            exchange(new.path(), &self.dir).with_context(at)?;
        } else {
            fs::rename(new.keep(), &self.dir).with_context(at)?;
        }
        Ok(File::open(&self.parent)?.sync_all()?)
    }
}
