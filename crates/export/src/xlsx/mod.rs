//! Lists as one workbook (Office Open XML, `.xlsx`): a sheet that tells what it is, and a sheet for each list.
//!
//! Cells hold what the CSV holds, defused in the same way, and are written as strings or numbers: never as formulas,
//! never as links. Numbers are numbers only where nothing is lost; dates stay text, since a column in which `2015`,
//! `2015-11` and `2015-11-03` stand beside each other sorts rightly as text and wrongly as anything else.
//!
//! Rows go to a file of the system's temporary folder as they come (it has no name and ends with the process), so
//! memory does not grow with the list. The same data make the same bytes: the time that the document bears is that
//! of the data's version, not that of a clock.

mod about;
mod claims;
mod plain;
mod screened;
mod sheets;

use std::io::{self, BufWriter, Seek as _, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sousveil_snapshot::Snapshot;

use crate::rows::Rows;
use crate::{Error, Result, dates};
use sheets::Sheets;

pub(crate) use plain::{Sheet, sheets_xlsx};
pub use screened::{About, screened_xlsx};

/// How many rows a sheet can have, the heading among them (ECMA-376 leaves it open; this is Excel's own limit).
pub const MOST_ROWS: u32 = 1_048_576;
/// How many UTF-16 units a cell can hold: Excel's own limit.
pub const LONGEST_CELL: usize = 32_767;

/// One list of a workbook.
#[derive(Debug)]
pub struct List<'a> {
    /// The name of its sheet: at most 25 characters, none of `[]:*?/\`.
    pub name: String,
    /// What it holds, in a sentence.
    pub what: String,
    /// How its rows are made.
    pub rows: &'a Rows<'a>,
    /// Which entities, in their order.
    pub hits: Vec<u32>,
}

/// What a workbook shall hold.
#[derive(Debug)]
pub struct Contents<'a> {
    /// The lists, a sheet each.
    pub lists: Vec<List<'a>>,
    /// Whether every claim follows with its evidence, a row for each piece.
    pub claims: bool,
    /// The address of the view that this is, where it is one.
    pub view: Option<String>,
    /// The rows of a sheet, from 2 to [`MOST_ROWS`]; what is more goes on in a further, numbered sheet.
    pub sheet_rows: u32,
}

/// A sheet that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// Its rows, the heading not counted.
    pub rows: u64,
}

/// What a table holds, for the first sheet of a workbook.
pub fn what_of(table: &str) -> &'static str {
    about::what_of(table)
}

/// Writes a workbook. `progress` is told what is being written, how many rows of it are done, and of how many.
///
/// # Errors
/// Where the snapshot can't be read, a sheet can't have that name, or the temporary folder or `out` takes no more.
/// Nothing reaches `out` before the workbook is whole.
pub fn xlsx_of(
    snapshot: &Snapshot,
    contents: Contents<'_>,
    progress: &mut dyn FnMut(&str, u64, u64),
    out: &mut dyn Write,
) -> Result<Vec<Written>> {
    let dataset = &snapshot.manifest().dataset;
    let mut book = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(short(&dataset.title))
        .set_author(short(&dataset.publisher))
        .set_comment(short(&format!("Version {}, data hash {}", dataset.version, snapshot.manifest().data_hash)));
    properties = properties.set_creation_datetime(&created(&dataset.version)?);
    book.set_properties(&properties);
    // The first sheet tells how many rows the others have, so it is filled last.
    book.add_worksheet().set_name(about::NAME)?;
    let mut sheets = Sheets::new(&mut book, contents.sheet_rows.clamp(2, MOST_ROWS));
    let mut told = Vec::new();
    for list in contents.lists {
        told.push((list.name.clone(), list.what));
        let heads: Vec<&str> = list.rows.heads().iter().map(|h| h.name.as_str()).collect();
        sheets.begin(&list.name, &heads, sheets::CSV)?;
        let total = list.hits.len() as u64;
        for (done, number) in (1..).zip(list.hits) {
            sheets.row(list.rows, &list.rows.row(number)?)?;
            progress(&list.name, done, total);
        }
        sheets.end()?;
    }
    if contents.claims {
        told.push((claims::NAME.to_owned(), claims::WHAT.to_owned()));
        claims::write(snapshot, &mut sheets, progress)?;
    }
    let record = sheets.finish();
    about::write(book.worksheet_from_index(0)?, snapshot, contents.view.as_deref(), &told, &record)?;
    spool(&mut book, out)?;
    Ok(record.sheets)
}

/// The time that the document bears: the day of the data's version, else one that says nothing.
fn created(version: &str) -> Result<ExcelDateTime> {
    let day = dates::day_of_version(version).and_then(|day| ExcelDateTime::parse_from_str(&day).ok());
    Ok(match day {
        Some(day) => day,
        None => ExcelDateTime::from_ymd(2000, 1, 1)?,
    })
}

/// As much of a text as a property of a document holds; the first sheet has it whole.
fn short(text: &str) -> String {
    text.chars().take(255).collect()
}

/// The packed workbook by way of a file without a name: the writer of workbooks wants one that other threads may
/// take over, which standard output is not.
fn spool(book: &mut Workbook, out: &mut dyn Write) -> Result<()> {
    let mut file = tempfile::tempfile()?;
    {
        let mut packed = BufWriter::new(&mut file);
        book.save_to_writer(&mut packed)?;
        packed.flush()?;
    }
    file.rewind()?;
    io::copy(&mut file, out)?;
    Ok(())
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Write(error),
            other => Self::Xlsx(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_bears_the_day_of_the_data() -> Result<()> {
        for (version, day) in [
            ("2026-11-26", (2026, 11, 26)),
            ("2026.11.26", (2026, 11, 26)),
            ("20261126093000-abc", (2026, 11, 26)),
            ("2026-13-99", (2000, 1, 1)),
            ("7", (2000, 1, 1)),
            ("1815-06-18", (2000, 1, 1)),
        ] {
            let expected = ExcelDateTime::from_ymd(day.0, day.1, day.2)?;
            assert_eq!(created(version)?.to_excel().to_string(), expected.to_excel().to_string(), "{version}");
        }
        Ok(())
    }
}
