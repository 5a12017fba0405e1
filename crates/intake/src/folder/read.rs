//! Files into sheets. What can't be read is a list of problems, so that one run shows them all.

use std::path::Path;

use sousveil_model::Dataset;
use sousveil_model::tables::{Column, SIDE_FILES, TABLES};

use super::problem::MOST_PROBLEMS;
use super::{Folder, Problem, Severity, Sheet};
use crate::IntakeError;

/// A file of a folder may have at most this many bytes: larger data belongs into a compiled list.
pub(super) const MOST_BYTES: u64 = 512 << 20;
/// `dataset.toml` may have at most this many.
const MOST_IN_TOML: u64 = 1 << 20;
/// A cell may have at most this many bytes.
pub(crate) const MOST_IN_CELL: usize = 64 << 10;
/// A sheet may have at most this many cells: an empty one takes a byte of the file and 24 of the memory.
pub(crate) const MOST_CELLS: usize = 24_000_000;

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
    crate::file::given(path, MOST_BYTES)
}

fn read_files(dir: &Path) -> Result<Vec<(String, Vec<u8>)>, IntakeError> {
    let sheets = TABLES.iter().map(|t| t.name).chain(SIDE_FILES.iter().map(|(name, _)| *name));
    let ours: Vec<String> =
        std::iter::once("dataset.toml".to_owned()).chain(sheets.map(|name| format!("{name}.csv"))).collect();
    for entry in std::fs::read_dir(dir).map_err(|e| IntakeError::io(dir, e))? {
        let name = entry.map_err(|e| IntakeError::io(dir, e))?.file_name().to_string_lossy().into_owned();
        if name.to_lowercase().ends_with(".csv") && !ours.contains(&name) {
            let path = dir.join(sousveil_text::visible(&name, 255));
            return Err(IntakeError::form(path, None, "a table of that name", ours.join(", ")));
        }
    }
    let mut parts = Vec::new();
    for name in ours {
        let path = dir.join(&name);
        match crate::file::plain(&path, if name == "dataset.toml" { MOST_IN_TOML } else { MOST_BYTES }) {
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
    if let Some((found, expected)) = fault_of_dataset(&dataset) {
        return Err(IntakeError::form(&path, None, found, expected));
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

/// What keeps a dataset from being described so: what was found, and what was expected.
pub(crate) fn fault_of_dataset(dataset: &Dataset) -> Option<(String, &'static str)> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if dataset.name.is_empty() || !dataset.name.chars().all(good) {
        return Some((format!("the name `{}`", dataset.name), "lower-case letters, digits and `_`"));
    }
    if !dataset.vocabulary.is_ours() {
        let found = "the vocabulary of FollowTheMoney".to_owned();
        return Some((found, "our own: a folder holds our tables, a list is compiled with `compile --list`"));
    }
    let (field, text) = hidden(dataset)?;
    let found = format!("`{field}` with what can't be seen: {text}");
    Some((found, "text without control and formatting characters"))
}

/// The first text of `dataset.toml` that has characters which can't be seen: they would stand on every page.
fn hidden(dataset: &Dataset) -> Option<(&str, &str)> {
    let Dataset { name: _, title, summary, publisher, licence, homepage, contact, version, vocabulary: _, origin } =
        dataset;
    let own = [("title", title), ("summary", summary), ("publisher", publisher), ("licence", licence)];
    let maybe = [("homepage", homepage), ("contact", contact)].into_iter().filter_map(|(f, t)| Some((f, t.as_ref()?)));
    let upstream = origin.iter().flat_map(|(key, o)| {
        [("origin", key), ("origin.title", &o.title), ("origin.publisher", &o.publisher), ("origin.terms", &o.terms)]
            .into_iter()
            .chain(o.url.as_ref().map(|url| ("origin.url", url)))
    });
    let mut all = own.into_iter().chain([("version", version)]).chain(maybe).chain(upstream);
    all.find(|(_, text)| text.chars().any(sousveil_text::is_invisible)).map(|(field, text)| (field, text.as_str()))
}

fn read_sheet(sheet: &mut Sheet, file: &str, bytes: &[u8], problems: &mut Vec<Problem>) {
    let mut problem = |line: u64, column: Option<&'static str>, found: String, expected: String| {
        if problems.len() == MOST_PROBLEMS {
            problems.push(Problem::and_more(Severity::Error, file));
        } else if problems.len() < MOST_PROBLEMS {
            let file = file.to_owned();
            problems.push(Problem { severity: Severity::Error, file, line, column, found, expected }.shown());
        }
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
        if (sheet.rows.len() + 1).saturating_mul(sheet.columns.len()) > MOST_CELLS {
            let expected = "fewer: data of that size belongs into a snapshot of its own".to_owned();
            return problem(line, None, format!("more than {MOST_CELLS} cells"), expected);
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
