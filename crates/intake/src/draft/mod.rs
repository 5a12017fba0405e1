//! Drafts a mapping by looking at a table: headings in several languages, and what the values are.
//!
//! A draft is a beginning. It says why each column was taken for what, with examples, and marks with `DECIDE` what only
//! a human can know; what it can't place is left out and listed. It never guesses a stage, a grade or an act.

mod column;
pub(crate) mod headings;
pub(crate) mod known;
pub(crate) mod layout;
mod place;
mod words;
mod write;

use std::path::Path;

pub use known::Known;
pub use layout::{layout_of_csv, layout_of_sheet};

use crate::IntakeError;
use crate::mapped::{Grid, Layout};
use column::Column;
use place::place;

/// Rows that are looked at.
pub const LOOKED_AT: usize = 1_000;
/// The tables that a mapping can be drafted for.
pub const TABLES: [&str; 6] = ["transfers", "companies", "agencies", "products", "incidents", "relations"];

/// A drafted mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The mapping file.
    pub mapping: String,
    /// The table that rows become rows of.
    pub table: &'static str,
    /// The key of the origin, which `dataset.toml` does not know yet.
    pub origin: String,
    /// Columns of the file that got a place.
    pub placed: usize,
    /// Columns of the file that are left out.
    pub left_out: usize,
    /// What a human must decide.
    pub to_decide: usize,
}

/// Drafts a mapping for a table that is called `name`. Without `table` the headings decide which of ours it is.
///
/// # Errors
/// Where there is no row to look at, or no draft can be made for that table of ours.
pub fn draft(
    path: &Path,
    name: &str,
    grid: &Grid,
    layout: &Layout,
    table: Option<&str>,
    known: &Known,
) -> Result<Draft, IntakeError> {
    let table = match table {
        None => headings::table_of(&grid.headings),
        Some(asked) => *TABLES.iter().find(|t| **t == asked).ok_or_else(|| {
            let found = format!("--table {asked}");
            IntakeError::form(path, None, found, format!("one of {}", TABLES.join(", ")))
        })?,
    };
    if grid.rows.is_empty() {
        return Err(IntakeError::form(path, None, "headings without rows", "at least one row to look at"));
    }
    let columns: Vec<Column<'_>> = (0..grid.headings.len()).map(|at| Column::look(grid, at, known)).collect();
    let placed = place(table, &columns);
    Ok(write::write(name, grid, layout, table, &columns, &placed, known))
}
