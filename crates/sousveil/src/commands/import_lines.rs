//! `import native`: files of lines into a dataset folder.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use sousveil_intake::folder::Place;
use sousveil_intake::import::Merged;
use sousveil_intake::native;

use super::import::{finish, name_of};
use crate::args::Destination;
use crate::progress::Meter;

/// Our own lines.
pub fn native(file: &Path, into: &Destination) -> Result<ExitCode> {
    let place = Place::hold(&into.into)?;
    let folder = place.read()?;
    let mut meter = Meter::new();
    let done = native::import(file, folder, &mut |done, total| meter.show("bytes", done as u64, total as u64))?;
    drop(meter);
    finish(&place, &done.folder, &[(name_of(file), done.report)], Merged::default(), &into.plain())
}
