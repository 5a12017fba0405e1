//! Sheets into files, in one step: whoever looks sees the old folder or the new one, never a mix.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use sousveil_model::{Dataset, Upstream};

use super::read::MOST_BYTES;
use super::{Folder, Place, Sheet};
use crate::IntakeError;

impl Folder {
    /// The files of the folder as they would be written: name and bytes. Rows are sorted.
    ///
    /// # Errors
    /// Where a row can't be put into CSV, which no text that was read can cause, or a file would be larger than one
    /// that is read.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>, IntakeError> {
        let toml = toml::to_string(&self.dataset)
            .map_err(|e| IntakeError::form("dataset.toml", None, e.to_string(), "values that TOML can hold"))?;
        let mut files = vec![("dataset.toml".to_owned(), toml.into_bytes())];
        for sheet in &self.sheets {
            let (name, bytes) = (format!("{}.csv", sheet.name), sheet_bytes(sheet)?);
            if bytes.len() as u64 > MOST_BYTES {
                let expected = format!("at most {MOST_BYTES} bytes; larger data belongs into a compiled list");
                return Err(IntakeError::form(name, None, format!("{} bytes", bytes.len()), expected));
            }
            files.push((name, bytes));
        }
        Ok(files)
    }

    /// Holds the folder's place for the time of one write; see [`Place::write`].
    ///
    /// # Errors
    /// As [`Place::hold`] and [`Place::write`].
    pub fn write(&self, dir: &Path) -> Result<(), IntakeError> {
        Place::hold(dir)?.write(self)
    }
}

impl Place {
    /// Writes the folder: beside its place first, then into it by one exchange of names.
    ///
    /// A folder that exists keeps its `dataset.toml` as its editor wrote it, with origins that are new written below,
    /// and every file and folder in it that is not ours. A process that is killed leaves the old folder or the new one; what it leaves beside
    /// (`.NAME.sousveil-NUMBER`) is cleared away by the next write.
    ///
    /// # Errors
    /// Where the disk refuses; the folder is then as it was. Where only the sub-folders that are not ours could
    /// not be carried over, the new folder is in its place and the message names where they are.
    pub fn write(&self, folder: &Folder) -> Result<(), IntakeError> {
        for left in self.leftovers()? {
            if self.dir.exists() {
                carry_folders(&left, &self.dir).map_err(|e| stranded(&left, &e))?;
            }
            fs::remove_dir_all(&left).map_err(|e| IntakeError::io(&left, e))?;
        }
        let beside = self.beside();
        if let Err(error) = self.make(&beside, folder) {
            // The old folder is in its place; what was made beside it holds nothing of the user's.
            let _ = fs::remove_dir_all(&beside);
            return Err(error);
        }
        let io = |e| IntakeError::io(&self.dir, e);
        if self.dir.exists() {
            exchange(&beside, &self.dir).map_err(io)?;
            carry_folders(&beside, &self.dir).map_err(|e| stranded(&beside, &e))?;
            fs::remove_dir_all(&beside).map_err(|e| IntakeError::io(&beside, e))?;
        } else {
            fs::rename(&beside, &self.dir).map_err(io)?;
        }
        sync_dir(&self.parent).map_err(|e| IntakeError::io(&self.parent, e))
    }

    /// The new folder, whole and on the disk.
    fn make(&self, beside: &Path, folder: &Folder) -> Result<(), IntakeError> {
        let io = |e| IntakeError::io(beside, e);
        fs::create_dir(beside).map_err(io)?;
        let mut ours = Vec::new();
        for (file, bytes) in folder.files()? {
            let kept = self.dir.join(&file);
            let bytes = if file == "dataset.toml" && kept.exists() {
                with_origins(fs::read(&kept).map_err(io)?, &kept, &folder.dataset)?
            } else {
                bytes
            };
            let mut out = File::create(beside.join(&file)).map_err(io)?;
            out.write_all(&bytes).and_then(|()| out.sync_all()).map_err(io)?;
            ours.push(file);
        }
        if self.dir.exists() {
            fs::set_permissions(beside, fs::metadata(&self.dir).map_err(io)?.permissions()).map_err(io)?;
            carry_files(&self.dir, beside, &ours).map_err(io)?;
        }
        sync_dir(beside).map_err(io)
    }
}

/// The editor's own text, and below it the origins that it lacks.
fn with_origins(kept: Vec<u8>, path: &Path, dataset: &Dataset) -> Result<Vec<u8>, IntakeError> {
    let form = |found: String| IntakeError::form(path, None, found, "a file to which a table can be added");
    let mut text = String::from_utf8(kept).map_err(|e| form(e.to_string()))?;
    let there: Dataset = toml::from_str(&text).map_err(|e| form(e.message().to_owned()))?;
    let lacking: BTreeMap<&str, BTreeMap<&String, &Upstream>> = BTreeMap::from([(
        "origin",
        dataset.origin.iter().filter(|(key, _)| !there.origin.contains_key(*key)).collect(),
    )]);
    if lacking.values().all(BTreeMap::is_empty) {
        return Ok(text.into_bytes());
    }
    let tables = toml::to_string(&lacking).map_err(|e| form(e.to_string()))?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&tables);
    // An editor may have written the origins in a form to which nothing can be added.
    let now: Dataset = toml::from_str(&text).map_err(|e| form(e.message().to_owned()))?;
    if now.origin.len() < there.origin.len() + lacking.values().map(BTreeMap::len).sum::<usize>() {
        return Err(form("origins that could not be added".to_owned()));
    }
    Ok(text.into_bytes())
}

fn stranded(at: &Path, error: &std::io::Error) -> IntakeError {
    let found = format!("sub-folders that could not be moved ({error})");
    IntakeError::form(at, None, found, "that somebody moves them back by hand: they are in this folder")
}

fn sheet_bytes(sheet: &Sheet) -> Result<Vec<u8>, IntakeError> {
    let file = || format!("{}.csv", sheet.name);
    let fail = |e: csv::Error| IntakeError::form(file(), None, e.to_string(), "rows that CSV can hold");
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(sheet.columns.iter().map(|c| c.name)).map_err(fail)?;
    let mut rows: Vec<_> = sheet.rows.iter().collect();
    rows.sort_by(|a, b| a.cells.cmp(&b.cells));
    for row in rows {
        writer.write_record(&row.cells).map_err(fail)?;
    }
    writer.into_inner().map_err(|e| IntakeError::form(file(), None, e.to_string(), "memory for the rows"))
}

/// Files that are not ours stay in the folder: the same file under a second name costs nothing.
fn carry_files(from: &Path, to: &Path, ours: &[String]) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() || ours.iter().any(|o| name == o.as_str()) {
            continue;
        }
        let target = to.join(&name);
        if fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Folders that are not ours (`.git`) go back into their place after the exchange.
fn carry_folders(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let target = to.join(entry.file_name());
            if !target.exists() {
                fs::rename(entry.path(), target)?;
            }
        }
    }
    Ok(())
}

/// Two folders exchange their names in one step.
///
/// # Errors
/// Where the system refuses; then both are as they were.
#[cfg(target_os = "linux")]
pub fn exchange(a: &Path, b: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

/// Elsewhere two renames must do: between them the folder has no name for a moment.
#[cfg(not(target_os = "linux"))]
pub fn exchange(a: &Path, b: &Path) -> std::io::Result<()> {
    let aside = a.with_extension("old");
    fs::rename(b, &aside)?;
    fs::rename(a, b)?;
    fs::rename(aside, a)
}

fn sync_dir(dir: &Path) -> std::io::Result<()> {
    File::open(dir)?.sync_all()
}
