//! Statements as rows of CSV, with bounds: a quotation mark that is never closed takes no more than one line may.

use std::cell::Cell;
use std::io::{BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use super::{Format, Statement};
use crate::IntakeError;
use crate::import::Progress;
use crate::lines::{MOST_BYTES, plain_file};

/// The columns of a pack without headings, as older versions wrote it.
const LEGACY: [&str; 10] = [
    "entity_id",
    "prop",
    "value",
    "dataset",
    "lang",
    "original_value",
    "target",
    "external",
    "first_seen",
    "last_seen",
];

/// What is handed each statement with the number of its line.
pub(crate) type Take<'t> = &'t mut dyn FnMut(u64, Result<Statement, String>) -> Result<(), IntakeError>;

pub(super) fn read(path: &Path, format: Format, progress: Progress<'_>, take: Take<'_>) -> Result<(), IntakeError> {
    let total = usize::try_from(plain_file(path)?.1).unwrap_or(usize::MAX);
    let mut headings: Option<Vec<String>> = None;
    bounded(path, b',', &mut |line, record| {
        let Some(headings) = &headings else {
            let names: Vec<&str> =
                record.iter().map(|c| c.trim_start_matches('\u{feff}').trim_matches('"').trim()).collect();
            let given = names.contains(&"entity_id") && names.contains(&"prop");
            if !given && format == Format::Csv {
                let expected = "headings with `entity_id`, `prop`, `schema`, `value`, `dataset`";
                return Err(IntakeError::form(path, Some(line), "other headings", expected));
            }
            let own: Vec<String> = if given { names } else { LEGACY.to_vec() }.into_iter().map(str::to_owned).collect();
            if !given {
                take(line, statement(&own, record, format))?;
            }
            headings = Some(own);
            return Ok(());
        };
        take(line, statement(headings, record, format))?;
        let at = record.position().map_or(0, csv::Position::byte);
        progress(usize::try_from(at).unwrap_or(usize::MAX), total);
        Ok(())
    })
}

/// Hands each row of a table to `take`, with the number of its line. A row may have as many bytes as a line.
///
/// # Errors
/// Where the file can't be read, is no CSV, or a row is longer.
pub(crate) fn bounded(
    path: &Path,
    delimiter: u8,
    take: &mut dyn FnMut(u64, &csv::StringRecord) -> Result<(), IntakeError>,
) -> Result<(), IntakeError> {
    let (file, _) = plain_file(path)?;
    let left = Rc::new(Cell::new(usize::MAX));
    let gate = Gate { inner: BufReader::new(file), left: Rc::clone(&left) };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(gate);
    let mut record = csv::StringRecord::new();
    loop {
        // The reader takes blocks ahead of the row, so the gate is a little wider than a row may be.
        left.set(MOST_BYTES + (1 << 16));
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(e) => {
                let (found, expected) = told(&e);
                return Err(IntakeError::form(path, Some(line), found, expected));
            }
        }
        take(record.position().map_or(line, csv::Position::line), &record)?;
    }
}

fn told(error: &csv::Error) -> (String, String) {
    match error.kind() {
        csv::ErrorKind::Io(e) if e.kind() == std::io::ErrorKind::InvalidData => {
            ("a row that is longer".to_owned(), format!("at most {} MB a row", MOST_BYTES >> 20))
        }
        csv::ErrorKind::Utf8 { .. } => ("bytes that are no UTF-8".to_owned(), "UTF-8 text".to_owned()),
        _ => (error.to_string(), "rows of CSV (RFC 4180)".to_owned()),
    }
}

fn statement(headings: &[String], record: &csv::StringRecord, format: Format) -> Result<Statement, String> {
    if record.len() > headings.len() {
        return Err(format!("{} cells; expected {} as there are headings", record.len(), headings.len()));
    }
    let cell = |name: &str| headings.iter().position(|h| h == name).and_then(|at| record.get(at)).unwrap_or_default();
    let some = |name: &str| Some(cell(name).to_owned()).filter(|t| !t.is_empty());
    let (schema, prop) = match format {
        Format::Pack => cell("prop").split_once(':').ok_or("prop: expected `Schema:property`")?,
        Format::Csv | Format::Json => (cell("schema"), cell("prop")),
    };
    let statement = Statement {
        canonical: some("canonical_id").unwrap_or_else(|| cell("entity_id").to_owned()),
        entity: cell("entity_id").to_owned(),
        schema: schema.to_owned(),
        prop: prop.to_owned(),
        value: cell("value").to_owned(),
        dataset: cell("dataset").to_owned(),
        original: some("original_value"),
        origin: some("origin"),
        external: matches!(cell("external"), "t" | "true" | "True" | "1" | "yes"),
        first_seen: some("first_seen"),
    };
    statement.whole()
}

/// Gives no more bytes than are left for one row.
struct Gate<R> {
    inner: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Gate<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(std::io::Error::from(std::io::ErrorKind::InvalidData));
        }
        let most = buffer.len().min(left);
        let read = self.inner.read(buffer.get_mut(..most).unwrap_or_default())?;
        self.left.set(left - read);
        Ok(read)
    }
}
