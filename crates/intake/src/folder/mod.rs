//! A dataset folder in memory: its sheets as they stand in the files, nothing interpreted yet.

mod cell;
pub(crate) use cell::{fault, is_address};
pub mod check;
pub mod entities;
mod place;
mod problem;
mod read;
pub mod rows;
mod write;

use sousveil_model::Dataset;
use sousveil_model::tables::{self, Column};

pub use place::Place;
pub(crate) use problem::{LONGEST_EXPECTED, LONGEST_FOUND};
pub use problem::{Problem, Severity};
pub use read::read_parts;
pub(crate) use read::{MOST_IN_CELL, bounded, fault_of_dataset};
pub use write::exchange;

/// The text that separates values inside a cell.
pub const SEPARATOR: &str = "; ";

/// A dataset folder.
#[derive(Debug, Clone)]
pub struct Folder {
    /// `dataset.toml`.
    pub dataset: Dataset,
    sheets: Vec<Sheet>,
}

/// One CSV file.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// File name without `.csv`.
    pub name: &'static str,
    /// The columns, in the order that files are written in.
    pub columns: &'static [Column],
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
}

/// One row: as many cells as the sheet has columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins in its file; 0 for a row that is new.
    pub line: u64,
    cells: Vec<String>,
}

impl Folder {
    /// An empty folder.
    pub fn new(dataset: Dataset) -> Self {
        let entities = tables::TABLES.iter().map(|t| (t.name, t.columns));
        let sheets = entities
            .chain(tables::SIDE_FILES.iter().copied())
            .map(|(name, columns)| Sheet { name, columns, rows: Vec::new() })
            .collect();
        Self { dataset, sheets }
    }

    /// All sheets: the tables of entities, then evidence, changes, redirects, coverage.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The sheet of that name.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|s| s.name == name)
    }

    /// The sheet of that name, to be changed.
    pub fn sheet_mut(&mut self, name: &str) -> Option<&mut Sheet> {
        self.sheets.iter_mut().find(|s| s.name == name)
    }

    /// The names of all sheets.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.sheets.iter().map(|s| s.name).collect()
    }

    /// The rows of a sheet; none where there is no such sheet.
    pub fn rows(&self, name: &str) -> &[Row] {
        self.sheet(name).map_or(&[], |s| &s.rows)
    }

    /// The number of rows in all sheets.
    pub fn len(&self) -> usize {
        self.sheets.iter().map(|s| s.rows.len()).sum()
    }

    /// Adds the rows of another folder.
    pub fn append(&mut self, other: Self) {
        for sheet in other.sheets {
            if let Some(ours) = self.sheet_mut(sheet.name) {
                ours.rows.extend(sheet.rows);
            }
        }
    }

    /// Whether no sheet has a row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Sheet {
    /// The place of a column.
    pub fn index(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == column)
    }

    /// A row's cell by the column's name; empty where the sheet has no such column.
    pub fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        self.index(column).map_or("", |at| row.cell(at))
    }

    /// A row's values in a column that may hold several.
    pub fn values<'a>(&self, row: &'a Row, column: &str) -> impl Iterator<Item = &'a str> {
        values(self.cell(row, column))
    }

    /// Sets a cell; without effect where the sheet has no such column.
    pub fn set(&self, row: &mut Row, column: &str, value: String) {
        if let Some(cell) = self.index(column).and_then(|at| row.cells.get_mut(at)) {
            *cell = value;
        }
    }

    /// An empty row of the right width.
    pub fn new_row(&self) -> Row {
        Row { line: 0, cells: vec![String::new(); self.columns.len()] }
    }

    /// The row with that identifier (the first column).
    pub fn position(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|r| r.cell(0) == id)
    }
}

impl Row {
    /// A row that is in no file yet.
    pub fn new(cells: Vec<String>) -> Self {
        Self { line: 0, cells }
    }

    /// The cell at a column's place.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }

    /// All cells.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }
}

/// The values inside a cell.
pub fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|v| !v.is_empty())
}
