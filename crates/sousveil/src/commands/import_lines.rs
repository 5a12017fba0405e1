//! `import native`, `import ftm`, `import statements`: files of lines into a dataset folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use sousveil_intake::folder::Place;
use sousveil_intake::ftm::{self, Imported, Setting};
use sousveil_intake::import::{Merged, Progress};
use sousveil_intake::{Folder, IntakeError, native};
use sousveil_model::ftm::StatementForm;

use super::import::{finish, name_of, today};
use crate::args::Destination;
use crate::builtin;
use crate::progress::Meter;

/// Our own lines.
pub fn native(file: &Path, into: &Destination) -> Result<ExitCode> {
    let place = Place::hold(&into.into)?;
    let folder = place.read()?;
    let mut meter = Meter::new();
    let done = native::import(file, folder, &mut |done, total| meter.show("bytes", done as u64, total as u64))?;
    drop(meter);
    finish(&place, &done.folder, &[(name_of(file), done.report)], Merged::default(), into)
}

/// FollowTheMoney's entity lines.
pub fn ftm(files: &[PathBuf], date: Option<&str>, into: &Destination) -> Result<ExitCode> {
    foreign(date, into, &|folder, setting, progress| ftm::entity_lines(files, folder, setting, progress))
}

/// FollowTheMoney's statements.
pub fn statements(
    files: &[PathBuf],
    form: Option<StatementForm>,
    date: Option<&str>,
    into: &Destination,
) -> Result<ExitCode> {
    foreign(date, into, &|folder, setting, progress| ftm::statements(files, form, folder, setting, progress))
}

type Read<'r> = &'r dyn Fn(Folder, Setting<'_>, Progress<'_>) -> Result<Imported, IntakeError>;

fn foreign(date: Option<&str>, into: &Destination, read: Read<'_>) -> Result<ExitCode> {
    let place = Place::hold(&into.into)?;
    let there = place.read()?;
    let new = there.is_none();
    let folder = there.unwrap_or_else(|| Folder::new(builtin::new_dataset(&into.into)));
    let vocabulary = builtin::folder()?;
    let setting = Setting { today: today(date)?, vocabulary: &vocabulary, new };
    let mut meter = Meter::new();
    let done = read(folder, setting, &mut |done, total| meter.show("reading", done as u64, total as u64))?;
    drop(meter);
    let reports: Vec<_> = done.reports.into_iter().map(|(path, report)| (name_of(&path), report)).collect();
    finish(&place, &done.folder, &reports, Merged::default(), into)
}
