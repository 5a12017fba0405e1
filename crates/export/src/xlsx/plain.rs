//! A small workbook of tables of texts.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, Workbook};

use super::sheets::Sheets;
use super::{MOST_ROWS, created, spool};
use crate::Result;

/// Where a text is whole that no cell can hold.
const WHOLE: &str = "the same as HTML";

/// A table of texts.
#[derive(Debug)]
pub(crate) struct Sheet {
    name: &'static str,
    heads: Vec<&'static str>,
    /// Which columns hold numbers.
    pub(crate) numbers: Vec<usize>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Sheet {
    pub(crate) fn new(name: &'static str, heads: &[&'static str]) -> Self {
        Self { name, heads: heads.to_vec(), numbers: Vec::new(), rows: Vec::new() }
    }
}

/// Writes the sheets; `day` is the day that the document bears. Nothing reaches `out` before the workbook is whole.
pub(crate) fn sheets_xlsx(title: &str, day: &str, sheets: &[Sheet], out: &mut dyn Write) -> Result<()> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created(day)?));
    let mut written = Sheets::new(&mut book, MOST_ROWS);
    for sheet in sheets {
        written.begin(sheet.name, &sheet.heads, WHOLE)?;
        for row in &sheet.rows {
            written.mixed(row.iter().enumerate().map(|(at, cell)| (sheet.numbers.contains(&at), cell.clone())))?;
        }
        written.end()?;
    }
    written.finish();
    spool(&mut book, out)
}
