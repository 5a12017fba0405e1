//! Our own lines into a folder: the whole of a dataset, with nothing left out.
//!
//! They are written by programs. What breaks their form stops the import; what only can't be a row is refused.

use std::path::Path;

use sousveil_model::Dataset;
use sousveil_model::lines::{FORMAT, Line};
use sousveil_model::tables::{CHANGES, COVERAGE, REDIRECTS};

use crate::IntakeError;
use crate::folder::{Folder, fault_of_dataset, rows};
use crate::import::Progress;
use crate::lines::{Lines, scan, words};
use crate::report::{Outcome, Report};
use crate::taking::Taking;

/// The result of an import.
#[derive(Debug)]
pub struct Imported {
    /// The folder with what is new.
    pub folder: Folder,
    /// What was read, repaired, refused.
    pub report: Report,
}

/// Reads the lines at `path` into `folder`, or into a new one that they describe; `progress` is told of bytes.
///
/// # Errors
/// Where the file can't be read, a line is none of ours, or the format is a newer one.
pub fn import(path: &Path, folder: Option<Folder>, progress: Progress<'_>) -> Result<Imported, IntakeError> {
    let (mut lines, total) = Lines::once(path)?;
    let dataset = begin(&mut lines)?;
    let described = folder.as_ref().map(|f| f.dataset == dataset);
    let mut folder = folder.unwrap_or_else(|| Folder::new(dataset.clone()));
    let mut taking = Taking::new(&folder);
    let outcome = match described {
        None => Outcome::Added { table: "dataset", id: dataset.name },
        Some(true) => Outcome::Unchanged { id: dataset.name },
        Some(false) => {
            Outcome::Refused { reason: "the folder has its own dataset.toml, which stays as it is".to_owned() }
        }
    };
    taking.report.outcomes.push(("line 2".to_owned(), outcome));
    while let Some((number, line)) = next(&mut lines)? {
        match line {
            Line::Format(_) | Line::Dataset(_) => {
                return Err(lines.fault("a second head", "entities, changes, redirects and coverage after line 2"));
            }
            Line::Entity(entity) => {
                taking.entity(format!("line {number} ({})", entity.id), entity);
            }
            Line::Change(change) => taking.line(format!("line {number}"), "changes", CHANGES, rows::change(&change)),
            Line::Redirect(old) => taking.line(format!("line {number}"), "redirects", REDIRECTS, rows::redirect(&old)),
            Line::Coverage(one) => taking.line(format!("line {number}"), "coverage", COVERAGE, rows::coverage(&one)),
        }
        let done = lines.bytes();
        // A pipe does not say how much will come.
        let total = total.max(done);
        progress(usize::try_from(done).unwrap_or(usize::MAX), usize::try_from(total).unwrap_or(usize::MAX));
    }
    let taken = taking.finish();
    let report = taken.enter(&mut folder, |_| {}).into_iter().next().unwrap_or_default();
    Ok(Imported { folder, report })
}

/// The first two lines: the format, and what the dataset says of itself.
fn begin(lines: &mut Lines<impl std::io::BufRead>) -> Result<Dataset, IntakeError> {
    let expected = format!("the first line {{\"format\":{FORMAT}}} of `sousveil export native`");
    match next(lines)? {
        Some((_, Line::Format(FORMAT))) => {}
        Some((_, Line::Format(other))) => {
            let expected = format!("format {FORMAT}; another version of the program wrote this file");
            return Err(lines.fault(format!("format {other}"), expected));
        }
        Some(_) => return Err(lines.fault("another line", expected)),
        None => return Err(lines.fault("an empty file", expected)),
    }
    match next(lines)? {
        Some((_, Line::Dataset(dataset))) => {
            // What no folder could be read with must not become one.
            match fault_of_dataset(&dataset) {
                Some((found, expected)) => Err(lines.fault(found, expected)),
                None => Ok(dataset),
            }
        }
        Some(_) => Err(lines.fault("another line", "the line {\"dataset\":…} after the first one")),
        None => Err(lines.fault("the end of the file", "the line {\"dataset\":…} after the first one")),
    }
}

fn next(lines: &mut Lines<impl std::io::BufRead>) -> Result<Option<(u64, Line)>, IntakeError> {
    let read = match lines.next_line()? {
        None => return Ok(None),
        Some((number, text)) => match scan(text) {
            Err(fault) => Err(fault.to_string()),
            Ok(()) => serde_json::from_str::<Line>(text).map(|line| (number, line)).map_err(|e| words(&e)),
        },
    };
    read.map(Some).map_err(|found| lines.fault(found, "a line as `sousveil export native` writes it"))
}
