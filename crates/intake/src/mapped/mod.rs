//! Any CSV file with a mapping file beside it.

mod mapping;
mod rows;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use sousveil_model::PartialDate;
use sousveil_model::tables::{self, Table};

pub use mapping::Mapping;

use crate::IntakeError;
use crate::folder::{Folder, MOST_IN_CELL};
use crate::import::{Importer, Merged, Progress, apply_merges};
use crate::names::Decisions;
use crate::report::Report;

/// The result of an import.
#[derive(Debug)]
pub struct Imported {
    /// The folder with the new rows.
    pub folder: Folder,
    /// What was read, repaired, refused.
    pub report: Report,
    /// What became of the merges.
    pub merged: Merged,
}

/// A mapping may have at most this many bytes.
const MOST_BYTES: u64 = 1 << 20;
/// A file may have at most this many columns, as a spreadsheet.
const MOST_COLUMNS: usize = 16_384;
/// A file may have at most this many cells: each takes some hundred bytes while the rows are read.
const MOST_CELLS: usize = 8_000_000;

/// The cells of one foreign row by heading.
type Cells = HashMap<String, String>;

/// Reads `file` into `folder` as the mapping at `mapping` says; `progress` is told of each row.
///
/// # Errors
/// Where one of the files can't be read, the mapping names a table or column that is not there, or a column of
/// the file is neither mapped nor ignored.
pub fn import(
    file: &Path,
    mapping: &Path,
    folder: Folder,
    decisions: &Decisions,
    today: PartialDate,
    progress: Progress<'_>,
) -> Result<Imported, IntakeError> {
    let rules = read_mapping(mapping)?;
    let table = check_mapping(&rules, mapping)?;
    let (headings, mut rows) = read_rows(file)?;
    check_headings(&rules, &headings, file)?;
    if let Some(join) = &rules.join {
        let path = mapping.parent().unwrap_or(Path::new(".")).join(&join.file);
        join_rows(&mut rows, &rules, &path, &join.on)?;
    }
    let mut importer = Importer::new(folder, decisions, today);
    for (at, cells) in rows.iter().enumerate() {
        rows::arrive(&mut importer, &rules, table, at + 1, cells);
        progress(at + 1, rows.len());
    }
    let merged = apply_merges(&mut importer, decisions.merges());
    let (folder, report) = importer.finish();
    Ok(Imported { folder, report, merged })
}

fn read_mapping(path: &Path) -> Result<Mapping, IntakeError> {
    let bytes = crate::file::given(path, MOST_BYTES)?;
    let text = String::from_utf8(bytes)
        .map_err(|e| IntakeError::form(path, None, format!("bytes that are no UTF-8 ({e})"), "UTF-8 text"))?;
    toml::from_str(&text).map_err(|e| {
        let line = e.span().map(|s| text.bytes().take(s.start).filter(|b| *b == b'\n').count() as u64 + 1);
        IntakeError::form(path, line, e.message().to_owned(), "a mapping as docs/import.md describes it")
    })
}

fn check_mapping(rules: &Mapping, path: &Path) -> Result<&'static Table, IntakeError> {
    let Some(table) = tables::table(&rules.table) else {
        let known: Vec<&str> = tables::TABLES.iter().map(|t| t.name).collect();
        return Err(IntakeError::form(path, None, format!("the table `{}`", rules.table), known.join(", ")));
    };
    if rules.origin.is_none() && rules.id.is_none() {
        let expected = "`origin`, which with the key makes the identifier, or `id`";
        return Err(IntakeError::form(path, None, "neither `origin` nor `id`", expected));
    }
    if let Some(unknown) = rules.columns.keys().find(|c| table.column(c).is_none()) {
        let known: Vec<&str> = table.columns.iter().filter(|c| c.cell.is_claim()).map(|c| c.name).collect();
        let found = format!("the rule [columns.{unknown}], and {} has no such column", table.name);
        return Err(IntakeError::form(path, None, found, format!("one of: {}", known.join(", "))));
    }
    Ok(table)
}

fn read_rows(path: &Path) -> Result<(Vec<String>, Vec<Cells>), IntakeError> {
    let bytes = crate::folder::bounded(path)?;
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes));
    let fail = |e: csv::Error| {
        let line = e.position().map(csv::Position::line);
        IntakeError::form(path, line, e.to_string(), "UTF-8 text in CSV (RFC 4180), as many cells as headings")
    };
    let headings: Vec<String> = reader.headers().map_err(fail)?.iter().map(|h| h.trim().to_owned()).collect();
    if headings.len() > MOST_COLUMNS {
        let expected = format!("at most {MOST_COLUMNS}");
        return Err(IntakeError::form(path, Some(1), format!("{} columns", headings.len()), expected));
    }
    let mut seen = HashSet::new();
    if let Some(twice) = headings.iter().find(|h| !seen.insert(*h)) {
        let found = format!("the heading `{twice}` twice");
        return Err(IntakeError::form(path, Some(1), found, "each heading once"));
    }
    let mut rows: Vec<Cells> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(fail)?;
        let line = record.position().map(csv::Position::line);
        if rows.len().saturating_mul(headings.len()) >= MOST_CELLS {
            let found = format!("more than {MOST_CELLS} cells");
            return Err(IntakeError::form(path, line, found, "fewer: take the file in parts"));
        }
        if let Some(cell) = record.iter().find(|cell| cell.len() > MOST_IN_CELL) {
            let found = format!("a cell of {} bytes", cell.len());
            return Err(IntakeError::form(path, line, found, format!("at most {MOST_IN_CELL} bytes")));
        }
        rows.push(headings.iter().cloned().zip(record.iter().map(str::to_owned)).collect());
    }
    Ok((headings, rows))
}

/// Every column of the file is used or left out on purpose, and every column that a rule names is there.
fn check_headings(rules: &Mapping, headings: &[String], file: &Path) -> Result<(), IntakeError> {
    let used = used_columns(rules);
    let joined = |c: &&String| !c.starts_with("join.");
    if let Some(missing) = used.iter().filter(joined).find(|c| !headings.contains(c)) {
        let found = format!("no column `{missing}`, which the mapping uses");
        return Err(IntakeError::form(file, Some(1), found, format!("one of: {}", headings.join(", "))));
    }
    if let Some(spare) = headings.iter().find(|h| !used.contains(h) && !rules.ignore.contains(h)) {
        let found = format!("the column `{spare}`, which the mapping does not use");
        return Err(IntakeError::form(file, Some(1), found, "a rule for it, or its name under `ignore`"));
    }
    Ok(())
}

fn used_columns(rules: &Mapping) -> Vec<String> {
    let mut used: Vec<&String> = rules.id.iter().collect();
    let matchers = rules
        .refuse
        .iter()
        .map(|r| &r.when)
        .chain(&rules.denial)
        .chain(&rules.disputed)
        .chain(rules.grade.iter().filter_map(|g| g.when.as_ref()))
        .chain(rules.source.kind.iter().filter_map(|k| k.when.as_ref()))
        .chain(&rules.source.unopened)
        .chain(rules.source.via.iter().map(|v| &v.when))
        .chain(
            rules
                .columns
                .values()
                .flat_map(|c| c.choose.iter().filter_map(|c| c.when.as_ref()).chain(&c.when).chain(&c.unless)),
        );
    used.extend(matchers.map(|m| &m.column));
    used.extend(rules.columns.values().flat_map(|c| c.from.iter().chain(&c.country)));
    let source = &rules.source;
    used.extend(source.url.iter().chain(&source.title).chain(&source.publisher).chain(&source.published));
    let mut used: Vec<String> = used.into_iter().cloned().collect();
    let in_key = rules.key.split('{').skip(1).filter_map(|p| p.split_once('}')).map(|(c, _)| c.to_owned());
    used.extend(in_key.filter(|c| c != "row"));
    used
}

fn join_rows(rows: &mut [Cells], rules: &Mapping, path: &Path, on: &str) -> Result<(), IntakeError> {
    let (headings, joined) = read_rows(path)?;
    if !headings.iter().any(|h| h == on) {
        let found = format!("no column `{on}`");
        return Err(IntakeError::form(path, Some(1), found, format!("one of: {}", headings.join(", "))));
    }
    let wanted = used_columns(rules);
    if let Some(missing) =
        wanted.iter().filter_map(|c| c.strip_prefix("join.")).find(|c| !headings.iter().any(|h| h == c))
    {
        let found = format!("no column `{missing}`, which the mapping uses");
        return Err(IntakeError::form(path, Some(1), found, format!("one of: {}", headings.join(", "))));
    }
    let by_key: HashMap<&str, &Cells> = joined.iter().filter_map(|r| Some((r.get(on)?.as_str(), r))).collect();
    for (at, cells) in rows.iter_mut().enumerate() {
        let key = rows::key(rules, at + 1, cells);
        for heading in &headings {
            let value = by_key.get(key.as_str()).and_then(|r| r.get(heading)).cloned().unwrap_or_default();
            cells.insert(format!("join.{heading}"), value);
        }
    }
    Ok(())
}
