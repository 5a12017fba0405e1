//! A stranger's table, row by row, for work that gives every row back: CSV of any layout, or a sheet of a workbook.
//!
//! ```text
//! file ─look─▶ encoding, delimiter, headings, rows counted, SHA-256 ─▶ Table ─rows─▶ Row, Row, …
//! headings ─Columns─▶ what each column holds ─Reader─▶ Facts of a row: names, countries, dates …
//! ```
//!
//! A file of CSV is read as a stream, however long it is; of a workbook one sheet is held.

mod columns;
mod facts;
mod headings;
mod look;
mod sheet;
mod stream;
mod words;

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Encoding;

pub use columns::{Columns, Role, Wanted};
pub use facts::{Facts, Reader};

use crate::IntakeError;
use crate::workbook::Sheet;

/// Bytes of a row, at most: a quotation mark that is never closed must not fill the memory.
pub const LONGEST_ROW: usize = 4 << 20;
/// Columns of a table, at most: as many as a spreadsheet has.
pub const MOST_COLUMNS: usize = 16_384;

/// How a table is to be read, where its reader's guess is not wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// What separates cells.
    pub delimiter: Option<String>,
    /// The encoding, by its name in the WHATWG standard.
    pub encoding: Option<String>,
    /// The row with the headings, from 1.
    pub header_row: Option<u32>,
    /// There are no headings: the first row is a row like all others.
    pub no_headings: bool,
}

/// A table that was looked at from its first byte to its last.
#[derive(Debug)]
pub struct Table {
    path: PathBuf,
    /// The headings, each once: a second one of a name has a number behind it, an empty one the letters of its column.
    pub headings: Vec<String>,
    /// How many of these the file itself has; those behind are only in longer rows.
    pub named: usize,
    /// How many rows it has, the headings not counted. Empty lines are no rows.
    pub rows: u64,
    /// SHA-256 of the file, in lower-case hex.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// How it was read, in words.
    pub layout: String,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Text(Text),
    /// The same, whose bytes are held: it came from elsewhere and lies nowhere.
    Held(Text, Arc<[u8]>),
    Sheet(sheet::Rows),
}

/// How a file of text is laid out.
#[derive(Debug, Clone, Copy)]
struct Text {
    encoding: &'static Encoding,
    delimiter: u8,
    /// Records that stand before the rows.
    skip: usize,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 1.
    pub number: u64,
    /// The line on which it begins, or its row in the sheet.
    pub line: u64,
    /// As many cells as the table has headings.
    pub cells: Vec<String>,
    /// How many cells it has itself, where that are not as many as the row of headings.
    pub ragged: Option<usize>,
}

/// The rows of a table, as they come.
pub type Rows<'t> = Box<dyn Iterator<Item = Result<Row, IntakeError>> + 't>;

impl Table {
    /// Looks at a file of text. `progress` is told how many bytes of how many were read.
    ///
    /// # Errors
    /// Where it can't be read, is empty or no plain file, or holds what is not of its encoding.
    pub fn of_text(path: &Path, wishes: &Wishes, progress: &mut dyn FnMut(u64, u64)) -> Result<Self, IntakeError> {
        look::text(path, wishes, progress)
    }

    /// Looks at text that came from elsewhere and lies on no disk; it is called `the table` in messages.
    ///
    /// # Errors
    /// As of a file.
    pub fn of_bytes(bytes: Arc<[u8]>, wishes: &Wishes) -> Result<Self, IntakeError> {
        look::held(bytes, wishes)
    }

    /// Takes the sheet of a workbook.
    ///
    /// # Errors
    /// Where the file can't be read, or the row of headings is empty.
    pub fn of_sheet(path: &Path, sheet: Sheet, wishes: &Wishes) -> Result<Self, IntakeError> {
        let (sha256, bytes) = look::digest(path)?;
        let name = sheet.name.clone();
        let (headings, rows) = sheet::rows(path, sheet, wishes)?;
        Ok(Self {
            path: path.to_owned(),
            named: headings.len(),
            headings,
            rows: rows.len(),
            sha256,
            bytes,
            layout: format!("a workbook, its sheet “{name}”"),
            source: Source::Sheet(rows),
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the rows from the first one on. A file that is not the one that was looked at any more ends with an error.
    ///
    /// # Errors
    /// Where the file can't be opened.
    pub fn rows(&self) -> Result<Rows<'_>, IntakeError> {
        match &self.source {
            Source::Text(text) => Ok(Box::new(stream::rows(self, *text, stream::open(&self.path)?))),
            Source::Held(text, bytes) => Ok(Box::new(stream::rows(self, *text, Cursor::new(Arc::clone(bytes))))),
            Source::Sheet(rows) => Ok(Box::new(rows.iter(self.headings.len()).map(Ok))),
        }
    }
}

impl Row {
    /// A row with as many cells as there are columns; `own` is how many the row of headings has.
    fn of(number: u64, line: u64, mut cells: Vec<String>, own: usize, width: usize) -> Self {
        let ragged = (cells.len() != own).then_some(cells.len());
        cells.resize(width, String::new());
        Self { number, line, cells, ragged }
    }
}
