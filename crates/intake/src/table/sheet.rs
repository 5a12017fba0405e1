//! A sheet of a workbook as rows.

use std::path::Path;

use super::look::each_once;
use super::{Row, Wishes};
use crate::IntakeError;
use crate::draft::layout_of_sheet;
use crate::workbook::{Sheet, SheetRow};

/// The rows below the headings.
#[derive(Debug)]
pub(super) struct Rows(Vec<SheetRow>);

impl Rows {
    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    pub(super) fn iter(&self, width: usize) -> impl Iterator<Item = Row> {
        (1..)
            .zip(&self.0)
            .map(move |(number, row)| Row::of(number, u64::from(row.number), cells(row, width), width, width))
    }
}

/// Headings and rows. Where nothing is said, the headings are in the first row that is filled about as widely as any.
pub(super) fn rows(path: &Path, sheet: Sheet, wishes: &Wishes) -> Result<(Vec<String>, Rows), IntakeError> {
    let header = match (wishes.no_headings, wishes.header_row) {
        (true, _) => 0,
        (false, Some(row)) => row,
        (false, None) => layout_of_sheet(&sheet).header_row.unwrap_or(1),
    };
    let width = |row: &SheetRow| row.cells.iter().map(|(c, _)| *c as usize + 1).max().unwrap_or(0);
    let widest = sheet.rows.iter().filter(|row| row.number >= header).map(width).max().unwrap_or(0);
    let head = sheet.rows.iter().find(|row| row.number == header);
    if head.is_none() && !wishes.no_headings {
        let found = format!("an empty row {header} in the sheet “{}”", sheet.name);
        let expected = "the headings; --header-row says in which row they are";
        return Err(IntakeError::form(path, Some(u64::from(header)), found, expected));
    }
    let headings = head.map(|row| cells(row, widest).iter().map(|h| h.trim().to_owned()).collect());
    let rows = sheet.rows.into_iter().filter(|row| row.number > header).collect();
    Ok((each_once(headings.unwrap_or_default(), widest), Rows(rows)))
}

/// The cells of a row, its errors (`#N/A`) as they stand there.
fn cells(row: &SheetRow, width: usize) -> Vec<String> {
    let mut out = vec![String::new(); width];
    for (column, text) in &row.cells {
        if let Some(cell) = out.get_mut(*column as usize) {
            cell.clone_from(text);
        }
    }
    for (address, fault) in &row.faults {
        if let Some(cell) = column_of(address).and_then(|at| out.get_mut(at)) {
            cell.clone_from(fault);
        }
    }
    out
}

/// The column of an address such as `AB12`; that of `A1` is 0.
fn column_of(address: &str) -> Option<usize> {
    let letters = address.bytes().take_while(u8::is_ascii_uppercase);
    letters.fold(0usize, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1).checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_columns_are_read() {
        for (address, column) in
            [("A1", Some(0)), ("Z9", Some(25)), ("AA3", Some(26)), ("AAA1", Some(702)), ("1", None)]
        {
            assert_eq!(column_of(address), column, "{address}");
        }
    }
}
