//! The lint of a folder: every value, every reference, every claim's evidence.

use std::collections::{BTreeMap, BTreeSet};

use sousveil_model::claim::EXISTENCE;
use sousveil_model::tables::{Cell, Column, TABLES, table};
use sousveil_model::{Country, Id, Interval, Tri};

use super::problem::{MOST_AT_ONCE, MOST_PROBLEMS};
use super::read::MOST_CELLS;
use super::{Folder, Problem, Row, Severity, Sheet, cell};

/// Everything that is wrong, in the order of files and lines. Errors and warnings have a bound each: no number of
/// warnings hides an error.
pub fn check(folder: &Folder) -> Vec<Problem> {
    lint(folder, MOST_PROBLEMS, MOST_PROBLEMS)
}

/// The errors alone, for what takes back what made them.
pub(crate) fn errors(folder: &Folder) -> Vec<Problem> {
    lint(folder, MOST_AT_ONCE, 0)
}

fn lint(folder: &Folder, most_errors: usize, most_warnings: usize) -> Vec<Problem> {
    let mut lint = Lint {
        folder,
        known: known(folder),
        places: places(folder),
        pinned: pinned(folder),
        redirected: folder.rows("redirects").iter().map(|r| r.cell(0)).collect(),
        problems: Vec::new(),
        left: [(Severity::Error, most_errors), (Severity::Warning, most_warnings)].into(),
        untold: BTreeMap::new(),
    };
    for sheet in folder.sheets() {
        lint.size(sheet);
        for row in &sheet.rows {
            lint.values(sheet, row);
            lint.dates(sheet, row);
        }
        if table(sheet.name).is_some() {
            lint.itself(sheet);
            lint.identifiers(sheet);
            lint.order(sheet);
            lint.names(sheet);
            for row in &sheet.rows {
                lint.evidence_of(sheet, row);
            }
        }
    }
    lint.pins();
    lint.changes();
    lint.redirects();
    let mut problems = lint.problems;
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    if most_warnings > 0 {
        problems.extend(lint.untold.into_values());
    }
    problems
}

struct Lint<'a> {
    folder: &'a Folder,
    /// Identifiers by table.
    known: BTreeMap<&'static str, BTreeSet<&'a str>>,
    /// For each identifier its table and row.
    places: BTreeMap<&'a str, (&'a Sheet, &'a Row)>,
    /// What is supported by a line of `evidence.csv`: entity, property, value.
    pinned: BTreeSet<(&'a str, &'a str, &'a str)>,
    /// Identifiers that lead elsewhere.
    redirected: BTreeSet<&'a str>,
    problems: Vec<Problem>,
    /// How many of each may still be told.
    left: BTreeMap<Severity, usize>,
    /// Stands for all of its severity that are too many to be told.
    untold: BTreeMap<Severity, Problem>,
}

fn places(folder: &Folder) -> BTreeMap<&str, (&Sheet, &Row)> {
    let tables = folder.sheets().iter().filter(|s| table(s.name).is_some());
    tables.flat_map(|sheet| sheet.rows.iter().map(move |row| (row.cell(0), (sheet, row)))).collect()
}

fn pinned(folder: &Folder) -> BTreeSet<(&str, &str, &str)> {
    let Some(sheet) = folder.sheet("evidence") else { return BTreeSet::new() };
    let supports = sheet.rows.iter().filter(|r| sheet.cell(r, "stance") != "contradicts");
    supports.map(|r| (sheet.cell(r, "entity"), sheet.cell(r, "property"), sheet.cell(r, "value"))).collect()
}

fn known(folder: &Folder) -> BTreeMap<&'static str, BTreeSet<&str>> {
    TABLES.iter().map(|t| (t.name, folder.rows(t.name).iter().map(|r| r.cell(0)).collect())).collect()
}

impl<'a> Lint<'a> {
    fn error(&mut self, sheet: &Sheet, row: &Row, column: Option<&'static str>, found: String, expected: String) {
        self.report(Severity::Error, sheet, row.line, column, found, expected);
    }

    fn report(
        &mut self,
        severity: Severity,
        sheet: &Sheet,
        line: u64,
        column: Option<&'static str>,
        found: String,
        expected: String,
    ) {
        let file = format!("{}.csv", sheet.name);
        match self.left.get_mut(&severity) {
            Some(left) if *left > 0 => {
                *left -= 1;
                self.problems.push(Problem { severity, file, line, column, found, expected }.shown());
            }
            _ => drop(self.untold.entry(severity).or_insert_with(|| Problem::and_more(severity, &file))),
        }
    }

    /// What could be written but not be read again.
    fn size(&mut self, sheet: &Sheet) {
        if sheet.rows.len().saturating_mul(sheet.columns.len()) > MOST_CELLS {
            let found = format!("more than {MOST_CELLS} cells");
            let expected = "fewer: data of that size belongs into a snapshot of its own".to_owned();
            self.report(Severity::Error, sheet, 0, None, found, expected);
        }
    }

    fn is_entity(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// Each cell by itself: there where it must be, tidy, of the right form, pointing at something.
    fn values(&mut self, sheet: &Sheet, row: &Row) {
        for (at, column) in sheet.columns.iter().enumerate() {
            let cell = row.cell(at);
            if cell.is_empty() {
                if column.required {
                    self.error(sheet, row, Some(column.name), "nothing".to_owned(), "a value".to_owned());
                }
                continue;
            }
            if sousveil_text::tidy(cell) != cell {
                let found = format!("`{}`", cell.escape_debug());
                let expected =
                    format!("`{}`, without control characters and needless white space", sousveil_text::tidy(cell));
                self.error(sheet, row, Some(column.name), found, expected);
                continue;
            }
            let mut seen = BTreeSet::new();
            let stated = column.values(cell);
            for value in stated {
                if !seen.insert(value) {
                    let found = format!("`{value}` twice in one cell");
                    self.error(sheet, row, Some(column.name), found, "each value once".to_owned());
                }
                if let Some(expected) = cell::fault(column, value) {
                    self.error(sheet, row, Some(column.name), format!("`{value}`"), expected);
                } else if let Some(expected) = self.dangling(sheet, row, column, value) {
                    self.error(sheet, row, Some(column.name), format!("`{value}`"), expected);
                }
            }
        }
    }

    /// The same for a value in a line of evidence about `entity`.
    fn dangling_in(&self, entity: &str, column: &Column, value: &str) -> Option<String> {
        let (owner, owned) = self.places.get(entity).copied()?;
        self.dangling(owner, owned, column, value)
    }

    /// What a reference should have pointed at, if it points nowhere.
    fn dangling(&self, sheet: &Sheet, row: &Row, column: &Column, value: &str) -> Option<String> {
        let in_table = |table: &'static str| self.known.get(table).is_some_and(|ids| ids.contains(value));
        match column.cell {
            Cell::Entity { table, or } if !in_table(table) && !or.contains(&value) => {
                let words = if or.is_empty() { String::new() } else { format!(", or one of: {}", or.join(", ")) };
                let hint = if table == "technologies" {
                    let keys: Vec<&str> =
                        self.known.get(table).map(|k| k.iter().copied().take(50).collect()).unwrap_or_default();
                    format!(" ({})", keys.join(", "))
                } else {
                    String::new()
                };
                Some(format!("the identifier of a row in {table}.csv{hint}{words}"))
            }
            Cell::Sources if !in_table("sources") => Some("the identifier of a row in sources.csv".to_owned()),
            Cell::Origin if !self.folder.dataset.origin.contains_key(value) => {
                Some("a key of [origin.KEY] in dataset.toml".to_owned())
            }
            Cell::Target => match sheet.cell(row, "target_type") {
                "country" => value.parse::<Country>().err().map(|_| "a country code, as target_type says".to_owned()),
                "company" if !in_table("companies") => {
                    Some("the identifier of a row in companies.csv, as target_type says".to_owned())
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Identifiers are unique in the whole folder, and none was given away before.
    fn identifiers(&mut self, sheet: &Sheet) {
        let mut lines = BTreeMap::new();
        for row in &sheet.rows {
            let id = row.cell(0);
            let heading = sheet.columns.first().map(|c| c.name);
            if let Some(first) = lines.insert(id, row.line) {
                let found = format!("`{id}` again, first on line {first}");
                self.error(sheet, row, heading, found, "an identifier of its own".to_owned());
            }
            let elsewhere = self.known.iter().find(|(t, ids)| **t != sheet.name && ids.contains(id)).map(|(t, _)| *t);
            if let Some(other) = elsewhere {
                let found = format!("`{id}`, which {other}.csv has too");
                self.error(sheet, row, heading, found, "an identifier of its own".to_owned());
            }
            if id.len() == 2 && id.parse::<Country>().is_ok() {
                let found = format!("`{id}`, the code of a country");
                self.error(sheet, row, heading, found, "an identifier of its own".to_owned());
            }
            if self.redirected.contains(id) {
                let found = format!("`{id}`, which redirects.csv leads elsewhere");
                self.error(sheet, row, heading, found, "an identifier that was never used before".to_owned());
            }
        }
    }

    /// No company is its own owner, and no agency a part of itself.
    fn itself(&mut self, sheet: &Sheet) {
        for row in &sheet.rows {
            let (ours, theirs, column) = match sheet.name {
                "relations" => (sheet.cell(row, "from"), sheet.cell(row, "to"), "to"),
                "agencies" => (row.cell(0), sheet.cell(row, "parent"), "parent"),
                _ => continue,
            };
            if ours == theirs && !ours.is_empty() {
                let expected = "another one than the row itself speaks of".to_owned();
                self.error(sheet, row, Some(column), format!("`{theirs}`"), expected);
            }
        }
    }

    fn order(&mut self, sheet: &Sheet) {
        let broken = sheet.rows.windows(2).find(|pair| matches!(pair, [a, b] if a.cell(0) > b.cell(0)));
        if let Some([_, later]) = broken {
            let found = format!("`{}` after a greater identifier", later.cell(0));
            let expected = "rows sorted by the first column (`sousveil check --fix` sorts them)".to_owned();
            self.report(Severity::Warning, sheet, later.line, None, found, expected);
        }
    }

    /// Placeholders are no entities, and one firm under two names is a matter for an editor.
    fn names(&mut self, sheet: &Sheet) {
        if !matches!(sheet.name, "companies" | "agencies") {
            return;
        }
        let mut keys: BTreeMap<(String, &str), &str> = BTreeMap::new();
        for row in &sheet.rows {
            let name = sheet.cell(row, "name");
            if crate::names::is_placeholder(name) {
                let expected = "a name; leave the cell that refers to it empty and say in its note what is known";
                self.error(sheet, row, Some("name"), format!("the placeholder `{name}`"), expected.to_owned());
            }
            let place = if sheet.name == "agencies" { sheet.cell(row, "country") } else { "" };
            let key = (sousveil_text::name_key(name), place);
            if let Some(other) = keys.insert(key, row.cell(0)) {
                let found = format!("`{name}`, which reads like the name of {other}");
                let expected = "one row per name; merge them with a line in redirects.csv, or tell them apart";
                self.report(Severity::Warning, sheet, row.line, Some("name"), found, expected.to_owned());
            }
        }
    }

    /// A row has a source, and where it has several each value says which.
    fn evidence_of(&mut self, sheet: &'a Sheet, row: &'a Row) {
        let Some(table) = table(sheet.name).filter(|t| t.has_sources()) else { return };
        let sources = sheet.values(row, "sources").count();
        let id = row.cell(0);
        if sources == 0 {
            let expected = format!("the source of this {}", table.noun);
            self.error(sheet, row, Some("sources"), "no source".to_owned(), expected);
        }
        if sources < 2 {
            return;
        }
        let expected = || format!("a line of evidence.csv that says which of the {sources} sources has it");
        if !self.pinned(id, EXISTENCE, "") {
            let found = format!("no evidence that the {} exists or took place", table.noun);
            self.error(sheet, row, Some("sources"), found, expected());
        }
        for (at, column) in table.columns.iter().enumerate() {
            if !column.cell.is_claim() || column.name == "note" {
                continue;
            }
            let cell = row.cell(at);
            let stated = column.values(cell);
            for value in stated {
                if !self.pinned(id, column.name, value) {
                    self.error(sheet, row, Some(column.name), format!("`{value}`, pinned to no source"), expected());
                }
            }
        }
    }

    fn pinned(&self, entity: &str, property: &str, value: &str) -> bool {
        self.pinned.contains(&(entity, property, value))
    }

    fn pins(&mut self) {
        let Some(sheet) = self.folder.sheet("evidence") else { return };
        for row in &sheet.rows {
            let entity = sheet.cell(row, "entity");
            let owner = self.known.iter().find(|(_, ids)| ids.contains(entity)).map(|(t, _)| *t);
            let Some(owner) = owner.and_then(table) else {
                let expected = "the identifier of a row in another file".to_owned();
                self.error(sheet, row, Some("entity"), format!("`{entity}`"), expected);
                continue;
            };
            let property = sheet.cell(row, "property");
            let column = owner.column(property).filter(|c| c.cell.is_claim());
            if property != EXISTENCE && column.is_none() {
                let known: Vec<&str> = owner.columns.iter().filter(|c| c.cell.is_claim()).map(|c| c.name).collect();
                let expected = format!("`{EXISTENCE}` or a column of {}.csv: {}", owner.name, known.join(", "));
                self.error(sheet, row, Some("property"), format!("`{property}`"), expected);
                continue;
            }
            let value = sheet.cell(row, "value");
            if let Some(column) = column {
                if value.is_empty() {
                    self.error(
                        sheet,
                        row,
                        Some("value"),
                        "nothing".to_owned(),
                        "the value that is spoken of".to_owned(),
                    );
                } else if let Some(expected) =
                    cell::fault(column, value).or_else(|| self.dangling_in(entity, column, value))
                {
                    self.error(sheet, row, Some("value"), format!("`{value}`"), expected);
                } else {
                    self.rival(sheet, row, entity, column, value);
                }
            }
            let source = sheet.cell(row, "source");
            if source.is_empty() && sheet.cell(row, "kind") == "source" {
                let expected = "the source, or the kind `editorial`".to_owned();
                self.error(sheet, row, Some("source"), "nothing".to_owned(), expected);
            }
            self.named_by_row(sheet, row, entity, source);
        }
    }

    /// A pin's source stands in its row's `sources` too, so that the row shows all it rests on.
    fn named_by_row(&mut self, sheet: &Sheet, row: &Row, entity: &str, source: &str) {
        let Some((owner, owned)) = self.places.get(entity).copied().filter(|_| !source.is_empty()) else { return };
        if !owner.values(owned, "sources").any(|s| s == source) {
            let found = format!("`{source}`, which the `sources` of {entity} in {}.csv do not name", owner.name);
            self.error(sheet, row, Some("source"), found, "one of the row's sources".to_owned());
        }
    }

    /// A value that the row's cell does not hold is shown beside it: meant so, or mistyped.
    fn rival(&mut self, sheet: &Sheet, row: &Row, entity: &str, column: &Column, value: &str) {
        let Some((owner, owned)) = self.places.get(entity).copied() else { return };
        let one_source = owner.values(owned, "sources").count() < 2;
        if one_source && !column.values(owner.cell(owned, column.name)).contains(&value) {
            let found = format!("`{value}`, which the row of {entity} in {}.csv does not hold", owner.name);
            let expected = "a value of the row; another one is shown beside it as a rival".to_owned();
            self.report(Severity::Warning, sheet, row.line, Some("value"), found, expected);
        }
    }

    /// Of two dates in one row the one that comes first in life comes first.
    fn dates(&mut self, sheet: &Sheet, row: &Row) {
        for (column, found, expected) in backwards(sheet.columns, row) {
            self.error(sheet, row, Some(column), found, expected);
        }
    }

    fn changes(&mut self) {
        let Some(sheet) = self.folder.sheet("changes") else { return };
        for row in &sheet.rows {
            let entity = sheet.cell(row, "entity");
            if !self.is_entity(entity) && !self.redirected.contains(entity) {
                let expected = "the identifier of a row, or of one that redirects.csv names".to_owned();
                self.error(sheet, row, Some("entity"), format!("`{entity}`"), expected);
            }
        }
    }

    fn redirects(&mut self) {
        let Some(sheet) = self.folder.sheet("redirects") else { return };
        let mut seen = BTreeSet::new();
        for row in &sheet.rows {
            let new = sheet.cell(row, "new");
            if !new.is_empty() && !self.is_entity(new) {
                let expected = "the identifier of a row that exists, or nothing for a withdrawn one".to_owned();
                self.error(sheet, row, Some("new"), format!("`{new}`"), expected);
            }
            let old = sheet.cell(row, "old");
            if !seen.insert(old) {
                let expected = "one line for each old identifier".to_owned();
                self.error(sheet, row, Some("old"), format!("`{old}` again"), expected);
            }
            if old.parse::<Id>().is_err() {
                let expected = "letters, digits, `-` and `_`".to_owned();
                self.error(sheet, row, Some("old"), format!("`{old}`"), expected);
            }
        }
    }
}

/// Pairs of columns of which the first comes first in life.
const IN_ORDER: [(&str, &str); 6] = [
    ("founded", "dissolved"),
    ("since", "until"),
    ("from_date", "to_date"),
    ("from", "to"),
    ("adopted", "to"),
    ("agreed", "disclosed"),
];

/// The dates of a row that come before what they should follow: the column, what was found and what was expected.
pub(crate) fn backwards(columns: &'static [Column], row: &Row) -> Vec<(&'static str, String, String)> {
    let place = |name: &str| columns.iter().position(|c| c.name == name);
    let mut wrong = Vec::new();
    for (first, second) in IN_ORDER {
        let (Some(first_at), Some(second_at)) = (place(first), place(second)) else { continue };
        let (before, after) = (row.cell(first_at), row.cell(second_at));
        let (Ok(a), Ok(b)) = (before.parse::<Interval>(), after.parse::<Interval>()) else { continue };
        if let (Some(begin), Some(end)) = (a.from(), b.to())
            && end.before(begin) == Tri::Yes
            && begin != end
        {
            let found = format!("`{after}`, which is before `{first}` ({before})");
            wrong.push((second, found, format!("a date that is not before `{first}`")));
        }
    }
    wrong
}
