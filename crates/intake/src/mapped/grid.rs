//! The foreign table as it was read, wherever it came from: headings, and rows by their headings.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use encoding_rs::Encoding;

use super::Mapping;
use crate::IntakeError;
use crate::folder::MOST_IN_CELL;
use crate::workbook::{Kind, Sheet, column_letters, kind_of};

/// A file may have at most this many columns, as a spreadsheet.
const MOST_COLUMNS: usize = 16_384;
/// A file may have at most this many cells: each takes some hundred bytes while the rows are read.
const MOST_CELLS: usize = 4_000_000;

/// The cells of one foreign row by heading.
pub(super) type Cells = HashMap<String, String>;

/// How a file is laid out, where it is not the usual way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// What separates cells; a comma where nothing is said.
    pub delimiter: Option<String>,
    /// The encoding by its name in the WHATWG standard; UTF-8 where nothing is said.
    pub encoding: Option<String>,
    /// The row with the headings, from 1; the first where nothing is said.
    pub header_row: Option<u32>,
}

/// A foreign table.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The headings, in their order.
    pub headings: Vec<String>,
    /// The rows: the number that `{row}` stands for, and the cells in the order of the headings.
    pub rows: Vec<(usize, Vec<String>)>,
    /// What was repaired on the way: kind, what stood there, what was made of it.
    pub repairs: Vec<(&'static str, String, String)>,
}

impl Layout {
    pub(super) fn of(rules: &Mapping) -> Self {
        let (delimiter, encoding) = (rules.delimiter.clone(), rules.encoding.clone());
        Self { delimiter, encoding, header_row: rules.header_row }
    }

    fn header_row(&self, path: &Path) -> Result<u32, IntakeError> {
        match self.header_row {
            Some(0) => Err(IntakeError::form(path, None, "header_row = 0", "the number of a row; the first is 1")),
            given => Ok(given.unwrap_or(1)),
        }
    }
}

impl Grid {
    /// Reads a file of CSV.
    ///
    /// # Errors
    /// Where it can't be read, is a workbook, or has not the layout.
    pub fn of_csv(path: &Path, layout: &Layout) -> Result<Self, IntakeError> {
        let bytes = crate::folder::bounded(path)?;
        if kind_of(&bytes) != Kind::Text {
            let expected = "text in CSV (RFC 4180); a workbook is read by `sousveil import csv`";
            return Err(IntakeError::form(path, Some(1), "a workbook or another archive", expected));
        }
        Self::of_bytes(path, &bytes, layout)
    }

    fn of_bytes(path: &Path, bytes: &[u8], layout: &Layout) -> Result<Self, IntakeError> {
        let text = decoded(path, bytes, layout)?;
        let before = usize::try_from(layout.header_row(path)? - 1).unwrap_or(usize::MAX);
        let mut builder = csv::ReaderBuilder::new();
        // Lines before the headings are as long as they like.
        builder.has_headers(false).flexible(before > 0);
        if let Some(delimiter) = &layout.delimiter {
            let &[byte] = delimiter.as_bytes() else {
                let found = format!("delimiter = {delimiter:?}");
                return Err(IntakeError::form(path, None, found, "one ASCII character, such as \";\" or \"\\t\""));
            };
            builder.delimiter(byte);
        }
        let mut reader = builder.from_reader(text.as_bytes());
        let fail = |e: csv::Error| {
            let line = e.position().map(csv::Position::line);
            IntakeError::form(path, line, e.to_string(), "UTF-8 text in CSV (RFC 4180), as many cells as headings")
        };
        let mut records = reader.records().skip(before);
        let first = records.next().transpose().map_err(fail)?;
        let headings: Vec<String> = first.iter().flatten().map(|h| h.trim().to_owned()).collect();
        once_each(path, &headings, 1)?;
        let mut rows = Vec::new();
        for record in records {
            let record = record.map_err(fail)?;
            if record.len() != headings.len() {
                let line = record.position().map(csv::Position::line);
                let found = format!("{} cells", record.len());
                return Err(IntakeError::form(path, line, found, format!("{}, one for each heading", headings.len())));
            }
            let line = record.position().map(csv::Position::line);
            if rows.len().saturating_mul(headings.len()) >= MOST_CELLS {
                let found = format!("more than {MOST_CELLS} cells");
                return Err(IntakeError::form(path, line, found, "fewer: take the file in parts"));
            }
            if let Some(cell) = record.iter().find(|cell| cell.len() > MOST_IN_CELL) {
                let found = format!("a cell of {} bytes", cell.len());
                return Err(IntakeError::form(path, line, found, format!("at most {MOST_IN_CELL} bytes")));
            }
            rows.push((rows.len() + 1, record.iter().map(str::to_owned).collect()));
        }
        Ok(Self { headings, rows, repairs: Vec::new() })
    }

    /// Takes the sheet of a workbook. `{row}` counts from the headings on, so that the same rows saved as CSV have the
    /// same numbers; rows without any value are passed over.
    ///
    /// # Errors
    /// Where the row of headings is empty, a heading stands twice, or a value stands under none.
    pub fn of_sheet(path: &Path, sheet: &Sheet, layout: &Layout) -> Result<Self, IntakeError> {
        let header = layout.header_row(path)?;
        let line = |number: u32| Some(u64::from(number));
        let Some(head) = sheet.rows.iter().find(|r| r.number == header && !r.cells.is_empty()) else {
            let found = format!("an empty row {header} in the sheet “{}”", sheet.name);
            let expected = "the headings; `header_row` in the mapping says in which row they are";
            return Err(IntakeError::form(path, line(header), found, expected));
        };
        let columns: Vec<u32> = head.cells.iter().map(|(column, _)| *column).collect();
        let headings: Vec<String> = head.cells.iter().map(|(_, text)| text.trim().to_owned()).collect();
        once_each(path, &headings, u64::from(header))?;
        let mut grid = Self { headings, ..Self::default() };
        for row in sheet.rows.iter().filter(|r| r.number > header) {
            if grid.rows.len().saturating_mul(columns.len()) >= MOST_CELLS {
                let found = format!("more than {MOST_CELLS} cells");
                return Err(IntakeError::form(path, line(row.number), found, "fewer: take the sheet in parts"));
            }
            let mut cells = vec![String::new(); columns.len()];
            for (column, text) in &row.cells {
                let Some(cell) = columns.binary_search(column).ok().and_then(|at| cells.get_mut(at)) else {
                    let found =
                        format!("a value in {}{}, a column without a heading", column_letters(*column), row.number);
                    return Err(IntakeError::form(path, line(row.number), found, "a heading over each value"));
                };
                cell.clone_from(text);
            }
            for (address, fault) in &row.faults {
                let before = format!("{address}: {fault}");
                grid.repairs.push(("error of the spreadsheet instead of a value", before, "left empty".to_owned()));
            }
            if !row.cells.is_empty() {
                grid.rows.push((usize::try_from(row.number - header).unwrap_or(usize::MAX), cells));
            }
        }
        Ok(grid)
    }

    /// The cells of each row by their headings.
    pub(super) fn by_heading(self) -> (Vec<String>, Vec<(usize, Cells)>) {
        let headings = self.headings;
        let named = |cells: Vec<String>| headings.iter().cloned().zip(cells).collect();
        let rows = self.rows.into_iter().map(|(number, cells)| (number, named(cells))).collect();
        (headings, rows)
    }
}

fn once_each(path: &Path, headings: &[String], line: u64) -> Result<(), IntakeError> {
    if headings.len() > MOST_COLUMNS {
        let expected = format!("at most {MOST_COLUMNS}");
        return Err(IntakeError::form(path, Some(line), format!("{} columns", headings.len()), expected));
    }
    if let Some(long) = headings.iter().map(String::len).find(|&len| len > MOST_IN_CELL) {
        let found = format!("a heading of {long} bytes");
        return Err(IntakeError::form(path, Some(line), found, format!("at most {MOST_IN_CELL} bytes")));
    }
    let mut seen = HashSet::new();
    match headings.iter().find(|h| !seen.insert(*h)) {
        None => Ok(()),
        Some(twice) => {
            Err(IntakeError::form(path, Some(line), format!("the heading `{twice}` twice"), "each heading once"))
        }
    }
}

/// The text of a file. What is not in the encoding is an error, never a question mark in somebody's name.
fn decoded<'b>(path: &Path, bytes: &'b [u8], layout: &Layout) -> Result<Cow<'b, str>, IntakeError> {
    let Some(name) = &layout.encoding else {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|e| {
            let line = bytes.iter().take(e.valid_up_to()).filter(|b| **b == b'\n').count() as u64 + 1;
            let expected = "UTF-8 text in CSV: save it as “CSV UTF-8”, or say `encoding = \"windows-1251\"` or the like \
                            in the mapping";
            IntakeError::form(path, Some(line), "text that is not UTF-8", expected)
        });
    };
    let Some(encoding) = Encoding::for_label(name.as_bytes()) else {
        let expected = "a name of the WHATWG standard, such as windows-1251, windows-1252, utf-16le, gb18030";
        return Err(IntakeError::form(path, None, format!("encoding = {name:?}"), expected));
    };
    let (text, used, wrong) = encoding.decode(bytes);
    if wrong {
        let at = text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
        let line = text.bytes().take(at).filter(|b| *b == b'\n').count() as u64 + 1;
        let found = format!("text that is not {}", used.name());
        return Err(IntakeError::form(path, Some(line), found, "the encoding that the mapping names"));
    }
    Ok(text)
}
