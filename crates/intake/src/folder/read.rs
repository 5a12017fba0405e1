//! Files into sheets. What can't be read is a list of problems, so that one run shows them all.

use std::path::Path;

use sousveil_model::Dataset;
use sousveil_model::tables::{Column, SIDE_FILES, TABLES};

use super::{Folder, Problem, Severity, Sheet};
use crate::IntakeError;

/// A file of a folder may have at most this many bytes: larger data belongs into a compiled list.
pub(super) const MOST_BYTES: u64 = 512 << 20;
/// A cell may have at most this many bytes.
pub(crate) const MOST_IN_CELL: usize = 64 << 10;

impl Folder {
    /// Reads a folder.
    ///
    /// # Errors
    /// Where `dataset.toml` is missing or wrong, a file can't be read, or a CSV file has not the form of its
    /// sheet. What is wrong with single values is found by [`super::check::check`].
    pub fn read(dir: &Path) -> Result<Self, IntakeError> {
        // A writer may put a new folder into the place while the files are read: then all are read again.
        for _ in 0..8 {
            let before = identity(dir)?;
            let parts = read_files(dir);
            if identity(dir)? == before {
                let parts = parts?;
                let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
                return read_parts(dir, &parts);
            }
        }
        Err(IntakeError::form(dir, None, "a folder that is written all the time", "a moment without a writer"))
    }
}

/// Which folder holds the place at this moment.
fn identity(dir: &Path) -> Result<(u64, u64), IntakeError> {
    use std::os::unix::fs::MetadataExt as _;
    let meta = std::fs::metadata(dir).map_err(|e| IntakeError::io(dir, e))?;
    Ok((meta.dev(), meta.ino()))
}

/// The bytes of a file that is not too large.
///
/// # Errors
/// Where it is, or can't be read.
pub(crate) fn bounded(path: &Path) -> Result<Vec<u8>, IntakeError> {
    let meta = std::fs::metadata(path).map_err(|e| IntakeError::io(path, e))?;
    if meta.len() > MOST_BYTES {
        let expected = format!("at most {MOST_BYTES} bytes");
        return Err(IntakeError::form(path, None, format!("{} bytes", meta.len()), expected));
    }
    std::fs::read(path).map_err(|e| IntakeError::io(path, e))
}

fn read_files(dir: &Path) -> Result<Vec<(String, Vec<u8>)>, IntakeError> {
    let sheets = TABLES.iter().map(|t| t.name).chain(SIDE_FILES.iter().map(|(name, _)| *name));
    let ours: Vec<String> =
        std::iter::once("dataset.toml".to_owned()).chain(sheets.map(|name| format!("{name}.csv"))).collect();
    for entry in std::fs::read_dir(dir).map_err(|e| IntakeError::io(dir, e))? {
        let name = entry.map_err(|e| IntakeError::io(dir, e))?.file_name().to_string_lossy().into_owned();
        if name.to_lowercase().ends_with(".csv") && !ours.contains(&name) {
            return Err(IntakeError::form(dir.join(&name), None, "a table of that name", ours.join(", ")));
        }
    }
    let mut parts = Vec::new();
    for name in ours {
        let path = dir.join(&name);
        match bounded(&path) {
            Ok(bytes) => parts.push((name, bytes)),
            Err(IntakeError::Io { error, .. })
                if error.kind() == std::io::ErrorKind::NotFound && name != "dataset.toml" => {}
            Err(e) => return Err(e),
        }
    }
    Ok(parts)
}

/// Reads a folder from the bytes of its files; `dir` only appears in messages.
///
/// # Errors
/// As [`Folder::read`].
pub fn read_parts(dir: &Path, parts: &[(&str, &[u8])]) -> Result<Folder, IntakeError> {
    let part = |name: &str| parts.iter().find(|(n, _)| *n == name).map(|(_, bytes)| *bytes);
    let path = dir.join("dataset.toml");
    let bytes = part("dataset.toml")
        .ok_or_else(|| IntakeError::io(&path, std::io::Error::from(std::io::ErrorKind::NotFound)))?;
    let text = std::str::from_utf8(bytes)
        .map_err(|e| IntakeError::form(&path, None, format!("bytes that are no UTF-8 ({e})"), "UTF-8 text"))?;
    let dataset: Dataset = toml::from_str(text).map_err(|e| {
        let line = e.span().map(|s| text.bytes().take(s.start).filter(|b| *b == b'\n').count() as u64 + 1);
        IntakeError::form(&path, line, e.message().to_owned(), "the fields that docs/data.md lists")
    })?;
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if dataset.name.is_empty() || !dataset.name.chars().all(good) {
        let found = format!("the name `{}`", dataset.name);
        return Err(IntakeError::form(&path, None, found, "lower-case letters, digits and `_`"));
    }
    let mut folder = Folder::new(dataset);
    let mut problems = Vec::new();
    for sheet in &mut folder.sheets {
        let file = format!("{}.csv", sheet.name);
        if let Some(bytes) = part(&file) {
            read_sheet(sheet, &file, bytes, &mut problems);
        }
    }
    if problems.is_empty() { Ok(folder) } else { Err(IntakeError::Folder { path: dir.to_owned(), problems }) }
}

fn read_sheet(sheet: &mut Sheet, file: &str, bytes: &[u8], problems: &mut Vec<Problem>) {
    let mut problem = |line: u64, column: Option<&'static str>, found: String, expected: String| {
        problems.push(Problem { severity: Severity::Error, file: file.to_owned(), line, column, found, expected });
    };
    // Spreadsheets put a byte order mark before the first heading.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let places = match reader.headers() {
        Ok(headings) => match places(headings, sheet.columns) {
            Ok(places) => places,
            Err((found, expected)) => return problem(1, None, found, expected),
        },
        Err(e) => return problem(1, None, e.to_string(), "a line of headings".to_owned()),
    };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return,
            Err(e) => {
                let line = e.position().map_or(0, csv::Position::line);
                problem(line, None, e.to_string(), "UTF-8 text in CSV (RFC 4180)".to_owned());
                if matches!(e.kind(), csv::ErrorKind::Utf8 { .. }) {
                    continue;
                }
                return;
            }
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != places.len() {
            let expected = format!("{} cells, as many as there are headings", places.len());
            problem(line, None, format!("{} cells", record.len()), expected);
            continue;
        }
        let mut row = sheet.new_row();
        row.line = line;
        for (cell, &place) in record.iter().zip(&places) {
            if cell.len() > MOST_IN_CELL {
                let column = sheet.columns.get(place).map(|c| c.name);
                problem(line, column, format!("{} bytes", cell.len()), format!("at most {MOST_IN_CELL} bytes"));
            } else if let Some(slot) = row.cells.get_mut(place) {
                cell.clone_into(slot);
            }
        }
        if row.cells.iter().any(|c| !c.trim().is_empty()) {
            sheet.rows.push(row);
        }
    }
}

/// For each heading of the file the place of its column.
fn places(headings: &csv::StringRecord, columns: &'static [Column]) -> Result<Vec<usize>, (String, String)> {
    let known = || columns.iter().map(|c| c.name).collect::<Vec<_>>().join(", ");
    if headings.len() == 1 && headings.iter().any(|h| h.contains(';') || h.contains('\t')) {
        let found = "headings separated by semicolons or tabs".to_owned();
        return Err((found, "commas: save the sheet as \"CSV UTF-8, comma separated\"".to_owned()));
    }
    let mut places = Vec::with_capacity(headings.len());
    for heading in headings {
        let heading = heading.trim();
        let Some(place) = columns.iter().position(|c| c.name == heading) else {
            return Err((format!("the heading `{heading}`"), format!("one of: {}", known())));
        };
        if places.contains(&place) {
            return Err((format!("the heading `{heading}` twice"), "each heading once".to_owned()));
        }
        places.push(place);
    }
    if let Some(missing) = columns.iter().enumerate().find(|(at, c)| c.required && !places.contains(at)) {
        return Err((format!("no heading `{}`", missing.1.name), format!("the headings {}", known())));
    }
    Ok(places)
}
