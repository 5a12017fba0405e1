//! In which of its forms a file of statements is.

use std::io::Read as _;
use std::path::Path;

pub use sousveil_model::ftm::StatementForm as Format;

use crate::IntakeError;

/// How much of a file is looked at.
const BEGINNING: u64 = 1 << 16;

/// The form that the beginning of a file shows.
pub(super) fn recognise(path: &Path) -> Result<Format, IntakeError> {
    let io = |e| IntakeError::io(path, e);
    let mut beginning = Vec::new();
    crate::lines::plain_file(path)?.0.take(BEGINNING).read_to_end(&mut beginning).map_err(io)?;
    let bytes = beginning.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&beginning).trim_ascii_start();
    if bytes.first() == Some(&b'{') {
        return Ok(Format::Json);
    }
    let mut record = csv::ByteRecord::new();
    let read =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes).read_byte_record(&mut record);
    let cells: Vec<String> = record.iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    let has = |name: &str| cells.iter().any(|c| c == name);
    if read.is_ok() && has("prop") && has("schema") {
        Ok(Format::Csv)
    } else if read.is_ok() && has("prop") && has("entity_id") || cells.get(1).is_some_and(|c| is_packed(c)) {
        Ok(Format::Pack)
    } else if bytes.is_empty() {
        Err(IntakeError::form(path, None, "an empty file", "statements of FollowTheMoney"))
    } else {
        let expected = "statements of FollowTheMoney as CSV, pack or JSON (--format says which)";
        Err(IntakeError::form(path, Some(1), "neither headings of statements nor a JSON object", expected))
    }
}

/// `Schema:property`.
fn is_packed(cell: &str) -> bool {
    let letters = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
    cell.split_once(':').is_some_and(|(schema, prop)| {
        letters(schema) && letters(prop) && schema.starts_with(|c: char| c.is_ascii_uppercase())
    })
}
