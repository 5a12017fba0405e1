//! Rows as CSV (RFC 4180), streaming.

use std::io::Write;

use crate::rows::{Rows, Value};
use crate::{Error, Result};

/// Writes the rows of all hits. Several values in a cell are separated by `; `.
///
/// A cell that a spreadsheet would take for a formula is defused; see [`defuse`].
pub fn csv_of(rows: &Rows<'_>, hits: impl IntoIterator<Item = u32>, out: &mut dyn Write) -> Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(rows.heads().iter().map(|h| h.name.as_str()))?;
    for number in hits {
        let row = rows.row(number)?;
        csv.write_record(row.iter().map(written))?;
    }
    csv.flush()?;
    Ok(())
}

/// A value as a cell holds it, here and in a workbook.
pub(crate) fn written(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Texts(texts) => defuse(texts.join("; ")),
    }
}

/// Puts a `'` before a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return: spreadsheets run such
/// cells as formulas, and names in our data come from strangers. Whoever reads the CSV by machine takes it off again.
pub fn defuse(mut text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        text.insert(0, '\'');
    }
    text
}

/// What a writer holds, as text.
pub(crate) fn text_of(out: csv::Writer<Vec<u8>>) -> Result<String> {
    let bytes = out.into_inner().map_err(|error| Error::Write(error.into_error()))?;
    String::from_utf8(bytes).map_err(|error| Error::Write(std::io::Error::other(error)))
}
