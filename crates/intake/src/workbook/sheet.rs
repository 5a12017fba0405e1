//! The cells of one sheet, in the order in which they stand in the file.

use std::io::{Cursor, Write};

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx};

use super::cell::{Content, content};
use super::lines::{self, Line};
use super::{LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, SheetRow, column_letters};

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Writes the sheet of that name, or the first visible one that holds something; gives the number of its rows.
pub(super) fn write(bytes: Cursor<&[u8]>, name: Option<&str>, output: &mut dyn Write) -> Result<u64, String> {
    let mut book: Book<'_> = Xlsx::new(bytes).map_err(|e| e.to_string())?;
    let sheets = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet);
    let all: Vec<(String, bool)> = sheets.map(|s| (s.name.clone(), s.visible == SheetVisible::Visible)).collect();
    let wanted: Vec<&str> = match name {
        Some(name) if all.iter().any(|(n, _)| n == name) => vec![name],
        Some(name) => {
            let known: Vec<&str> = all.iter().map(|(n, _)| n.as_str()).collect();
            return Err(format!("it has no sheet “{name}”; expected one of: {}", known.join(", ")));
        }
        None => all.iter().filter(|(_, visible)| *visible).map(|(n, _)| n.as_str()).collect(),
    };
    for sheet in wanted {
        let mut begun = false;
        let rows = rows(&mut book, sheet, &mut |row| {
            if !begun {
                begun = true;
                let others = all.iter().map(|(n, _)| n).filter(|n| *n != sheet).cloned().collect();
                lines::write(output, &Line::Sheet { name: sheet.to_owned(), others })?;
            }
            lines::write(output, &Line::Row(row))
        })?;
        if rows > 0 {
            return Ok(rows);
        }
    }
    Err(name
        .map_or_else(|| "no visible sheet of it holds anything".to_owned(), |n| format!("its sheet “{n}” is empty")))
}

/// Tells each row that holds something; gives their number.
fn rows(
    book: &mut Book<'_>,
    sheet: &str,
    tell: &mut dyn FnMut(SheetRow) -> std::io::Result<()>,
) -> Result<u64, String> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|e| format!("its sheet “{sheet}”: {e}"))?;
    let mut row = SheetRow::default();
    let mut told = 0;
    while let Some(cell) = reader.next_cell().map_err(|e| format!("its sheet “{sheet}”: {e}"))? {
        let (line, column) = cell.get_position();
        let address = format!("{}{}", column_letters(column), u64::from(line) + 1);
        if line >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(format!("its sheet “{sheet}” has a cell {address}; no sheet is that large"));
        }
        let content = content(cell.get_value());
        if matches!(content, Content::Nothing) {
            continue;
        }
        let number = line + 1;
        if number != row.number {
            if number < row.number {
                return Err(format!("its sheet “{sheet}”: row {number} stands behind row {}", row.number));
            }
            told += tell_row(&mut row, tell)?;
            row.number = number;
        }
        match content {
            Content::Text(text) => {
                if text.len() > LONGEST_CELL && text.chars().count() > LONGEST_CELL {
                    return Err(format!("its cell {address} holds more than {LONGEST_CELL} characters"));
                }
                row.cells.push((column, text));
            }
            Content::Fault(fault) => row.faults.push((address, fault)),
            Content::Nothing => {}
        }
    }
    Ok(told + tell_row(&mut row, tell)?)
}

fn tell_row(row: &mut SheetRow, tell: &mut dyn FnMut(SheetRow) -> std::io::Result<()>) -> Result<u64, String> {
    let mut row = std::mem::take(row);
    if row.cells.is_empty() && row.faults.is_empty() {
        return Ok(0);
    }
    row.cells.sort_by_key(|(column, _)| *column);
    if let Some(twice) = row.cells.windows(2).find_map(|w| matches!(w, [a, b] if a.0 == b.0).then(|| w.first())) {
        let column = column_letters(twice.map_or(0, |(c, _)| *c));
        return Err(format!("it has the cell {column}{} twice", row.number));
    }
    tell(row).map_err(|e| format!("its cells could not be handed on: {e}"))?;
    Ok(1)
}
