//! Sheets into files, in one step: whoever looks sees the old folder or the new one, never a mix.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::{Folder, Sheet};
use crate::IntakeError;

impl Folder {
    /// The files of the folder as they would be written: name and bytes. Rows are sorted by their first column.
    ///
    /// # Errors
    /// Where a row can't be put into CSV, which no text that was read can cause.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>, IntakeError> {
        let toml = toml::to_string(&self.dataset)
            .map_err(|e| IntakeError::form("dataset.toml", None, e.to_string(), "values that TOML can hold"))?;
        let mut files = vec![("dataset.toml".to_owned(), toml.into_bytes())];
        for sheet in &self.sheets {
            files.push((format!("{}.csv", sheet.name), sheet_bytes(sheet)?));
        }
        Ok(files)
    }

    /// Writes the folder: beside it first, then in its place by one exchange of names.
    ///
    /// A folder that exists keeps its `dataset.toml` as its editor wrote it, and every file and folder in it
    /// that is not ours. A process that is killed leaves the old folder or the new one; what it leaves beside
    /// (`.NAME.sousveil-*`) is cleared away by the next write.
    ///
    /// # Errors
    /// Where the disk refuses; the old folder is then as it was.
    pub fn write(&self, dir: &Path) -> Result<(), IntakeError> {
        let io = |error| IntakeError::io(dir, error);
        let name = dir.file_name().and_then(|n| n.to_str()).ok_or_else(|| {
            IntakeError::form(dir, None, "a path without a name", "the path of a folder, such as data/")
        })?;
        let parent = match dir.parent() {
            Some(p) if !p.as_os_str().is_empty() => p.to_owned(),
            _ => PathBuf::from("."),
        };
        clear_leftovers(&parent, name, dir)?;
        let beside = parent.join(format!(".{name}.sousveil-{}", std::process::id()));
        let written = self.write_beside(&beside, dir).and_then(|()| sync_dir(&parent).map_err(io));
        if beside.exists() {
            let removed = fs::remove_dir_all(&beside).map_err(|e| IntakeError::io(&beside, e));
            return written.and(removed);
        }
        written
    }

    fn write_beside(&self, beside: &Path, dir: &Path) -> Result<(), IntakeError> {
        let io = |error| IntakeError::io(dir, error);
        fs::create_dir(beside).map_err(io)?;
        let mut ours = Vec::new();
        for (file, bytes) in self.files()? {
            let kept = dir.join(&file);
            if file == "dataset.toml" && kept.exists() {
                fs::copy(&kept, beside.join(&file)).map_err(io)?;
            } else {
                let mut out = File::create(beside.join(&file)).map_err(io)?;
                out.write_all(&bytes).and_then(|()| out.sync_all()).map_err(io)?;
            }
            ours.push(file);
        }
        if !dir.exists() {
            sync_dir(beside).map_err(io)?;
            return fs::rename(beside, dir).map_err(io);
        }
        fs::set_permissions(beside, fs::metadata(dir).map_err(io)?.permissions()).map_err(io)?;
        carry_files(dir, beside, &ours).map_err(io)?;
        sync_dir(beside).map_err(io)?;
        exchange(beside, dir).map_err(io)?;
        carry_folders(beside, dir).map_err(io)
    }
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

/// What a killed process left beside the folder: its sub-folders belong back, the rest goes.
fn clear_leftovers(parent: &Path, name: &str, dir: &Path) -> Result<(), IntakeError> {
    let prefix = format!(".{name}.sousveil-");
    let entries = match fs::read_dir(parent) {
        Ok(entries) => entries,
        Err(e) => return Err(IntakeError::io(parent, e)),
    };
    for entry in entries.flatten() {
        if entry.file_name().to_str().is_some_and(|n| n.starts_with(&prefix)) {
            let path = entry.path();
            if dir.exists() {
                carry_folders(&path, dir).map_err(|e| IntakeError::io(&path, e))?;
            }
            fs::remove_dir_all(&path).map_err(|e| IntakeError::io(&path, e))?;
        }
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

/// Elsewhere two renames must do: between them the folder has no name for a moment.
#[cfg(not(target_os = "linux"))]
fn exchange(a: &Path, b: &Path) -> std::io::Result<()> {
    let aside = a.with_extension("old");
    fs::rename(b, &aside)?;
    fs::rename(a, b)?;
    fs::rename(aside, a)
}

fn sync_dir(dir: &Path) -> std::io::Result<()> {
    File::open(dir)?.sync_all()
}
