//! Rows as CSV, for those who keep them, and for a workbook that is made of them later.

use std::io::Read;

use crate::csv_out::defuse;
use crate::{Error, Result};

/// Writes rows as CSV; `defused` where a spreadsheet may open it.
///
/// # Errors
/// None that a `Vec` gives.
pub fn csv_rows(rows: impl IntoIterator<Item = Vec<String>>, defused: bool, out: &mut Vec<u8>) -> Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    for row in rows {
        if defused {
            csv.write_record(row.into_iter().map(defuse))?;
        } else {
            csv.write_record(row)?;
        }
    }
    csv.flush()?;
    Ok(())
}

/// Reads rows that were written here.
pub fn read_rows(input: impl Read) -> impl Iterator<Item = Result<Vec<String>>> {
    let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(input);
    reader.into_records().map(|record| match record {
        Ok(record) => Ok(record.iter().map(str::to_owned).collect()),
        Err(e) => Err(Error::from(e)),
    })
}
