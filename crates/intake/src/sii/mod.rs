//! The Surveillance Industry Index of 2016, in the layout in which Privacy International and Transparency
//! Toolkit published it: `transfers.json` and `companies.json`.
//!
//! Every row has one source: an entry of the index, which `cites` the works that the row names. Those works
//! were not opened by the index's readers here, and are marked so.

mod citations;
mod companies;
mod countries;
mod goods;
mod transfers;

use std::path::Path;

use serde::de::DeserializeOwned;
use sousveil_model::{Grade, PartialDate, SourceKind};

use crate::IntakeError;
use crate::folder::{Folder, MOST_IN_CELL};
use crate::import::{Citation, Importer, Merged, Progress, apply_merges};
use crate::names::Decisions;
use crate::report::Report;

/// The key of `[origin.sii]` in `dataset.toml`.
pub const ORIGIN: &str = "sii";

/// What the index says of its rows is told by named research; the works it cites were not opened.
const GRADE: Grade = Grade::Reported;

/// A file of the index may have at most this many bytes; the real ones have one.
const MOST_BYTES: u64 = 16 << 20;

/// A list in a row, or the addresses in its citation, may have at most this many members.
const MOST_IN_LIST: usize = 500;

/// The result of an import: the folder, one report per file, what became of the merges.
#[derive(Debug)]
pub struct Imported {
    /// The folder with the new rows.
    pub folder: Folder,
    /// For `companies.json` and `transfers.json`.
    pub reports: Vec<(&'static str, Report)>,
    /// What became of the merges.
    pub merged: Merged,
}

/// Reads both files of `dir` into `folder`; `progress` is told of each transfer.
///
/// # Errors
/// Where a file is missing, too big, or no list of objects with the index's keys.
pub fn import(
    dir: &Path,
    folder: Folder,
    decisions: &Decisions,
    today: PartialDate,
    progress: Progress<'_>,
) -> Result<Imported, IntakeError> {
    let companies: Vec<companies::Company> = read(&dir.join("companies.json"))?;
    let transfers: Vec<transfers::Transfer> = read(&dir.join("transfers.json"))?;
    let mut importer = Importer::new(folder, decisions, today);
    companies::import(&mut importer, &companies);
    let first = std::mem::take(&mut importer.report);
    transfers::import(&mut importer, &transfers, progress);
    let merged = apply_merges(&mut importer, decisions.merges());
    let (folder, second) = importer.finish();
    Ok(Imported { folder, reports: vec![("companies.json", first), ("transfers.json", second)], merged })
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, IntakeError> {
    let bytes = crate::file::plain(path, MOST_BYTES)?;
    serde_json::from_slice(&bytes).map_err(|e| {
        let line = u64::try_from(e.line()).ok();
        IntakeError::form(path, line, e.to_string(), "a list of rows of the Surveillance Industry Index")
    })
}

/// Why a row is too large to be read, if it is: no row of the index is, and one must not take the time of thousands.
fn too_large<'a>(texts: impl IntoIterator<Item = &'a str>, lists: &[usize]) -> Option<String> {
    if let Some(long) = texts.into_iter().map(str::len).find(|&len| len > MOST_IN_CELL) {
        return Some(format!("a text of {long} bytes; expected at most {MOST_IN_CELL}"));
    }
    let long = lists.iter().find(|&&len| len > MOST_IN_LIST)?;
    Some(format!("a list of {long} values; expected at most {MOST_IN_LIST}"))
}

/// The source of a row: an entry of the index that cites these works.
fn entry(cites: Vec<Citation>) -> Citation {
    let title = match cites.as_slice() {
        [] => "Surveillance Industry Index".to_owned(),
        [one] => format!("Surveillance Industry Index, citing: {}", shorten(&one.title_or_address())),
        [first, others @ ..] => {
            format!(
                "Surveillance Industry Index, citing: {} and {} more",
                shorten(&first.title_or_address()),
                others.len()
            )
        }
    };
    Citation {
        title,
        publisher: "Privacy International and Transparency Toolkit".to_owned(),
        published: PartialDate::from_year(2016),
        kind: SourceKind::Dataset,
        url: String::new(),
        opened: false,
        cites,
        origin: Some(ORIGIN.to_owned()),
    }
}

fn shorten(title: &str) -> String {
    let short: String = title.chars().take(90).collect();
    if short.len() < title.len() { format!("{}…", short.trim_end()) } else { short }
}
