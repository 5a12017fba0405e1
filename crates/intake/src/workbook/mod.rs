//! Workbooks (XLSX), which are read in a process of their own.
//!
//! A workbook is a ZIP archive of XML files, and readers of it have panicked and asked for gigabytes on files that
//! were damaged or made for it. So the program starts itself once more: the child ([`child::run`]) takes the bytes
//! from standard input under limits of memory, time and files, and writes the cells of one sheet as lines of JSON;
//! [`lines::read`] takes those under bounds of its own. Whatever becomes of the child is a message, never a crash.

pub mod child;
pub mod lines;

mod cell;
mod look;
mod sheet;

/// Rows of a sheet, at most: what Excel can hold.
pub const MOST_ROWS: u32 = 1_048_576;
/// Columns of a sheet, at most: what Excel can hold.
pub const MOST_COLUMNS: u32 = 16_384;
/// Characters of a cell, at most: what Excel can hold.
pub const LONGEST_CELL: usize = 32_767;
/// Bytes of a file, and of what the child may write, at most.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// A sheet of a workbook, as its cells were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The other sheets of the workbook, in their order.
    pub others: Vec<String>,
    /// The rows that hold something, in their order.
    pub rows: Vec<SheetRow>,
}

/// A row of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number; the first is 1.
    pub number: u32,
    /// The cells that hold something, by column; the first is 0. Dates are ISO dates, numbers shortest decimals.
    pub cells: Vec<(u32, String)>,
    /// Cells that hold an error of the spreadsheet (`#N/A`) instead of a value, with their address.
    pub faults: Vec<(String, String)>,
}

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A ZIP archive; whether it is a workbook, the child finds out.
    Zip,
    /// A compound file: a workbook of before 2007, or one with a password.
    Compound,
    /// Anything else; text, as far as we know.
    Text,
}

/// What a file is by its first bytes: its name may say anything.
pub fn kind_of(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Kind::Zip
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        Kind::Compound
    } else {
        Kind::Text
    }
}

/// The letters of a column: 0 is `A`, 26 is `AA`.
pub fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_letters(column), letters);
        }
    }
}
