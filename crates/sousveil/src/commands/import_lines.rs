//! `import native`, `import ftm`, `import statements`: files of lines into a dataset folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use sousveil_intake::folder::Place;
use sousveil_intake::ftm::{self, Imported, Setting};
use sousveil_intake::import::{Merged, Progress};
use sousveil_intake::{Folder, IntakeError, native};
use sousveil_model::Dataset;
use sousveil_model::ftm::StatementForm;

use super::import::{finish, name_of, today};
use crate::args::{Destination, Exchange};
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
pub fn ftm(files: &[PathBuf], exchange: &Exchange) -> Result<ExitCode> {
    foreign(exchange, &|folder, setting, progress| ftm::entity_lines(files, folder, setting, progress))
}

/// FollowTheMoney's statements.
pub fn statements(files: &[PathBuf], form: Option<StatementForm>, exchange: &Exchange) -> Result<ExitCode> {
    foreign(exchange, &|folder, setting, progress| ftm::statements(files, form, folder, setting, progress))
}

type Read<'r> = &'r dyn Fn(Folder, Setting<'_>, Progress<'_>) -> Result<Imported, IntakeError>;

fn foreign(exchange: &Exchange, read: Read<'_>) -> Result<ExitCode> {
    let into = &exchange.into;
    let place = Place::hold(&into.into)?;
    let there = place.read()?;
    let new = there.is_none();
    if new && exchange.home {
        bail!("--home: {} is not there yet; nothing can come home to a folder that is made now", into.into.display());
    }
    // A new folder has no origins of its own: a stranger's dataset must not bear the name of one of ours.
    let made = || Folder::new(Dataset { origin: BTreeMap::new(), ..builtin::new_dataset(&into.into) });
    let folder = there.unwrap_or_else(made);
    let vocabulary = builtin::folder()?;
    let setting =
        Setting { today: today(exchange.date.as_deref())?, vocabulary: &vocabulary, new, home: exchange.home };
    let mut meter = Meter::new();
    let done = read(folder, setting, &mut |done, total| meter.show("reading", done as u64, total as u64))?;
    drop(meter);
    let reports: Vec<_> = done.reports.into_iter().map(|(path, report)| (name_of(&path), report)).collect();
    finish(&place, &done.folder, &reports, Merged::default(), into)
}
