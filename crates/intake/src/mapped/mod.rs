//! Any CSV file with a mapping file beside it.

mod dates;
mod grid;
mod mapping;
mod rows;

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use sousveil_model::PartialDate;
use sousveil_model::tables::{self, Table};

pub(crate) use dates::iso;
pub use grid::{Grid, Layout};
pub use mapping::Mapping;

use crate::IntakeError;
use crate::folder::Folder;
use crate::import::{Importer, Merged, Progress, apply_merges};
use crate::names::Decisions;
use crate::report::Report;
use crate::workbook::Sheet;
use grid::Cells;

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
/// The template of a key may have at most this many: each place in it may be filled with a whole cell.
const MOST_IN_KEY: usize = 1000;

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
    let rules = Rules::read(mapping)?;
    let grid = Grid::of_csv(file, &Layout::of(&rules.mapping))?;
    import_grid(file, grid, &rules, folder, decisions, today, progress)
}

/// The same with a sheet of a workbook, which is called `file` in messages.
///
/// # Errors
/// As [`import`].
pub fn import_sheet(
    (file, sheet): (&Path, &Sheet),
    mapping: &Path,
    folder: Folder,
    decisions: &Decisions,
    today: PartialDate,
    progress: Progress<'_>,
) -> Result<Imported, IntakeError> {
    let rules = Rules::read(mapping)?;
    let grid = Grid::of_sheet(file, sheet, &Layout::of(&rules.mapping))?;
    import_grid(file, grid, &rules, folder, decisions, today, progress)
}

/// A mapping whose tables and columns are there.
#[derive(Debug, Clone)]
pub struct Rules {
    mapping: Mapping,
    table: &'static Table,
    /// The file, for messages and for the file that it joins.
    path: PathBuf,
}

impl Rules {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// Where it can't be read, or names what is not there.
    pub fn read(path: &Path) -> Result<Self, IntakeError> {
        let bytes = crate::file::given(path, MOST_BYTES)?;
        let text = String::from_utf8(bytes)
            .map_err(|e| IntakeError::form(path, None, format!("bytes that are no UTF-8 ({e})"), "UTF-8 text"))?;
        Self::parse(path, &text)
    }

    /// Reads the text of a mapping file; `path` stands in messages.
    ///
    /// # Errors
    /// Where it names what is not there.
    pub fn parse(path: &Path, text: &str) -> Result<Self, IntakeError> {
        let mapping = parse_mapping(path, text)?;
        let table = check_mapping(&mapping, path)?;
        Ok(Self { mapping, table, path: path.to_owned() })
    }
}

/// Reads a foreign table into `folder` by rules; `file` stands in messages.
///
/// # Errors
/// As [`import`].
pub fn import_grid(
    file: &Path,
    mut grid: Grid,
    rules: &Rules,
    folder: Folder,
    decisions: &Decisions,
    today: PartialDate,
    progress: Progress<'_>,
) -> Result<Imported, IntakeError> {
    let Rules { mapping: rules, table, path: mapping } = rules;
    let repairs = std::mem::take(&mut grid.repairs);
    let (headings, mut rows) = grid.by_heading();
    check_headings(rules, &headings, file)?;
    if let Some(join) = &rules.join {
        let path = mapping.parent().unwrap_or(Path::new(".")).join(&join.file);
        join_rows(&mut rows, rules, &path, &join.on)?;
    }
    let mut importer = Importer::new(folder, decisions, today);
    for (kind, before, after) in &repairs {
        importer.report.repaired(kind, before, after);
    }
    for (at, (number, cells)) in rows.iter().enumerate() {
        rows::arrive(&mut importer, rules, table, *number, cells);
        progress(at + 1, rows.len());
    }
    importer.settle_waiting();
    let merged = apply_merges(&mut importer, decisions.merges());
    let (folder, report) = importer.finish();
    Ok(Imported { folder, report, merged })
}

fn parse_mapping(path: &Path, text: &str) -> Result<Mapping, IntakeError> {
    toml::from_str(text).map_err(|e| {
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
    if rules.key.len() > MOST_IN_KEY {
        let found = format!("a `key` of {} bytes", rules.key.len());
        return Err(IntakeError::form(path, None, found, format!("at most {MOST_IN_KEY}")));
    }
    if let Some(join) = &rules.join
        && Path::new(&join.file).components().any(|c| !matches!(c, Component::Normal(_) | Component::CurDir))
    {
        // A mapping may come from somebody else: it must not carry other files of ours into the data.
        let found = format!("the file `{}` to be joined", join.file);
        return Err(IntakeError::form(path, None, found, "a file in the mapping's own folder"));
    }
    if let Some(unknown) = rules.columns.keys().find(|c| table.column(c).is_none()) {
        let known: Vec<&str> = table.columns.iter().filter(|c| c.cell.is_claim()).map(|c| c.name).collect();
        let found = format!("the rule [columns.{unknown}], and {} has no such column", table.name);
        return Err(IntakeError::form(path, None, found, format!("one of: {}", known.join(", "))));
    }
    Ok(table)
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

fn join_rows(rows: &mut [(usize, Cells)], rules: &Mapping, path: &Path, on: &str) -> Result<(), IntakeError> {
    let (headings, joined) = Grid::of_csv(path, &Layout::default())?.by_heading();
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
    let by_key: HashMap<&str, &Cells> = joined.iter().filter_map(|(_, r)| Some((r.get(on)?.as_str(), r))).collect();
    for (number, cells) in rows {
        let key = rows::key(rules, *number, cells);
        for heading in &headings {
            let value = by_key.get(key.as_str()).and_then(|r| r.get(heading)).cloned().unwrap_or_default();
            cells.insert(format!("join.{heading}"), value);
        }
    }
    Ok(())
}
