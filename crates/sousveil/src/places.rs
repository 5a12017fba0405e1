//! Where compiled data is kept, and how data is opened: built in, from a folder, from a snapshot.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context as _, Result, bail};
use data_encoding::HEXLOWER;
use etcetera::BaseStrategy as _;
use sha2::{Digest as _, Sha256};
use sousveil_intake::folder::{Severity, check::check, entities};
use sousveil_intake::{Folder, IntakeError};
use sousveil_snapshot::{Contents, FORMAT, Snapshot, SnapshotError, compile, data_hash, union};

use crate::args::Data;
use crate::builtin;
use crate::limited::myself;
use crate::progress::Meter;

/// Data that was opened, and what there is to say about how.
#[derive(Debug)]
pub struct Opened {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// What the user should know, if anything.
    pub remark: Option<String>,
}

/// Opens the data that the arguments name.
///
/// # Errors
/// Where it can't be read, or a folder has errors.
pub fn open(data: &Data) -> Result<Opened> {
    match (&data.snapshot, &data.folder) {
        (Some(dir), _) => open_snapshot(dir),
        (None, Some(dir)) => open_folder(dir),
        (None, None) => open_builtin(Snapshot::open_for_one_question),
    }
}

/// Opens what stands at a path, a snapshot or a dataset folder, or the dataset inside the program under the name
/// `builtin`.
///
/// # Errors
/// Where it is neither, can't be read, or has errors.
pub fn open_any(path: &Path) -> Result<Opened> {
    if path.as_os_str() == "builtin" {
        open_builtin(Snapshot::open_for_one_question)
    } else if path.join("manifest.json").exists() {
        open_snapshot(path)
    } else if path.join("dataset.toml").exists() {
        open_folder(path)
    } else if path.exists() {
        bail!("{} is neither a snapshot (no manifest.json) nor a dataset folder (no dataset.toml)", path.display())
    } else {
        bail!("{} is not there; expected a snapshot, a dataset folder, or the word builtin", path.display())
    }
}

/// Opens all that the arguments name. A single snapshot is read in place; several datasets are read as one, in
/// memory.
///
/// # Errors
/// Where one can't be read, or a folder has errors.
pub fn open_all(snapshots: &[PathBuf], folders: &[PathBuf]) -> Result<Opened> {
    match (snapshots, folders) {
        // Servers ask so: they shall know at their start what their first reader would meet.
        ([], []) => return open_builtin(Snapshot::open),
        ([dir], []) => return open_snapshot(dir),
        ([], [dir]) => return open_folder(dir),
        _ => {}
    }
    let mut parts = Vec::new();
    for dir in snapshots {
        let snapshot = open_snapshot(dir)?.snapshot;
        if !snapshot.vocabulary().is_ours() {
            bail!("{} is a list: it can't be read as one dataset with others", dir.display());
        }
        parts.push(snapshot.contents()?);
    }
    for dir in folders {
        parts.push(contents(Folder::read(dir)?, dir)?);
    }
    let remark = format!("{} datasets are read as one, in memory", parts.len());
    let whole = union(parts).context("no dataset is named")?;
    Ok(Opened { snapshot: Snapshot::in_memory(&whole)?, remark: Some(remark) })
}

/// Opens a snapshot.
///
/// # Errors
/// Where it is foreign, newer, or broken.
pub fn open_snapshot(dir: &Path) -> Result<Opened> {
    let snapshot = Snapshot::open(dir).with_context(|| format!("opening the snapshot {}", dir.display()))?;
    let remark = snapshot.text_kept_out().map(|why| {
        format!("the full text is held in memory, since it can be neither read nor written in the snapshot: {why}")
    });
    Ok(Opened { snapshot, remark })
}

/// Compiles a folder into memory; nothing is written.
///
/// # Errors
/// Where it can't be read or has errors.
pub fn open_folder(dir: &Path) -> Result<Opened> {
    let contents = contents(Folder::read(dir)?, dir)?;
    Ok(Opened { snapshot: Snapshot::in_memory(&contents)?, remark: None })
}

/// Opens the built-in dataset from its cache, which is made where it is missing; held in memory where none can be.
fn open_builtin(open: fn(&Path) -> Result<Snapshot, SnapshotError>) -> Result<Opened> {
    let cache = data_dir().map(|dir| dir.join("builtin"));
    let made = cache.as_ref().ok().and_then(|dir| Made::of(dir));
    if let Some(snapshot) = made.as_ref().and_then(|made| made.open(open)) {
        return Ok(Opened { snapshot, remark: None });
    }
    let contents = contents(builtin::folder()?, Path::new("(built in)"))?;
    let hash: String = data_hash(&contents).chars().take(16).collect();
    let name = format!("{hash}-format{FORMAT}-text{}", sousveil_text::VERSION);
    let in_memory = |why: String| -> Result<Opened> {
        let remark = format!("the data is held in memory, since its cache can't be used: {why}");
        Ok(Opened { snapshot: Snapshot::in_memory(&contents)?, remark: Some(remark) })
    };
    let dir = match &cache {
        Ok(dir) => dir.join(&name),
        Err(why) => return in_memory(format!("{why:#}")),
    };
    let was_there = dir.exists();
    let opened = match Snapshot::open(&dir) {
        Ok(snapshot) => Opened { snapshot, remark: None },
        Err(_) => {
            if was_there {
                // What lies there under the hash of these contents is not whole any more. One that another process made meanwhile is.
                let _ = std::fs::remove_dir_all(&dir);
            }
            match compile_to(&contents, &dir) {
                Ok(()) => open_snapshot(&dir)?,
                Err(why) => return in_memory(why.to_string()),
            }
        }
    };
    if let Some(made) = made {
        made.note(&name);
    }
    Ok(opened)
}

/// Which snapshot this program made of its dataset, noted beside it: to read the dataset once more only to know its hash takes
/// longer than most questions.
struct Made<'d> {
    dir: &'d Path,
    note: PathBuf,
    /// What the program is: another one may make another snapshot.
    program: String,
}

impl<'d> Made<'d> {
    /// None where the system does not tell enough of the program's file to know it from another one.
    fn of(dir: &'d Path) -> Option<Self> {
        let path = myself().ok()?;
        let file = std::fs::metadata(&path).ok()?;
        let changed = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        let (data, length) = (builtin::data_sum(), file.len());
        let program = format!("{data:016x} format{FORMAT} text{} {length} {changed}", sousveil_text::VERSION);
        // Each program has a note of its own: two of them may be used in turn.
        let path = std::fs::canonicalize(path).ok()?;
        let name = HEXLOWER.encode(&Sha256::digest(path.as_os_str().as_encoded_bytes()));
        Some(Self { note: dir.join(format!("made-by-{}", name.get(..16)?)), dir, program })
    }

    fn open(&self, open: fn(&Path) -> Result<Snapshot, SnapshotError>) -> Option<Snapshot> {
        let is_note = std::fs::metadata(&self.note).ok()?.is_file();
        let noted = is_note.then(|| std::fs::read_to_string(&self.note).ok()).flatten()?;
        let name = noted.strip_prefix(&self.program)?.strip_prefix('\n')?.strip_suffix('\n')?;
        let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        is_name.then(|| open(&self.dir.join(name)).ok()).flatten()
    }

    /// Where that can't be written, the next question takes as long as this one.
    fn note(&self, name: &str) {
        let written = tempfile::NamedTempFile::new_in(self.dir).and_then(|mut file| {
            write!(file, "{}\n{name}\n", self.program)?;
            Ok(file.persist(&self.note)?)
        });
        drop(written);
    }
}

fn compile_to(contents: &Contents, dir: &Path) -> Result<(), SnapshotError> {
    if let Some(parent) = dir.parent() {
        std::fs::create_dir_all(parent).map_err(|source| SnapshotError::Io { path: parent.to_owned(), source })?;
    }
    let mut meter = Meter::new();
    compile(contents, dir, &mut |p| meter.show(p.step, p.done, p.total)).map(drop)
}

/// What a folder holds, ready to be compiled.
///
/// # Errors
/// Where it has errors: each is named.
pub fn contents(folder: Folder, dir: &Path) -> Result<Contents> {
    let problems: Vec<_> = check(&folder).into_iter().filter(|p| p.severity == Severity::Error).collect();
    if !problems.is_empty() {
        return Err(IntakeError::Folder { path: dir.to_owned(), problems }.into());
    }
    Ok(Contents {
        entities: entities::entities(&folder),
        changes: entities::changes(&folder),
        redirects: entities::redirects(&folder),
        coverage: entities::coverage(&folder),
        dataset: folder.dataset,
    })
}

/// The folder for compiled data: `SOUSVEIL_DATA`, else the user's cache folder.
fn data_dir() -> Result<PathBuf> {
    if let Some(dir) = std::env::var_os("SOUSVEIL_DATA").filter(|d| !d.is_empty()) {
        return Ok(dir.into());
    }
    let base = etcetera::choose_base_strategy().context("finding the user's folders")?;
    Ok(base.cache_dir().join("sousveil"))
}
