//! Joining rows that an editor found to tell of one thing.

use std::collections::HashSet;

use serde::Deserialize;
use sousveil_model::claim::EXISTENCE;
use sousveil_model::tables::Cell;
use sousveil_model::{Grade, Id, PartialDate, Stance};

use super::{Importer, Pin};
use crate::IntakeError;
use crate::folder::{Folder, Row, SEPARATOR, Sheet, values};
use crate::names::Decisions;
use crate::report::Outcome;

/// A line of a file of merges, `merges.csv`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// What is to be done.
    pub action: MergeAction,
    /// The origin of the row that goes.
    pub origin: String,
    /// What that calls it.
    pub origin_id: String,
    /// The origin of the row that stays.
    pub into_origin: String,
    /// What that calls it.
    pub into_id: String,
    /// Why they are one.
    pub reason: String,
}

/// What a line of a file of merges asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MergeAction {
    /// The rows tell of one deal.
    Merge,
    /// The first row is a denial of the second.
    Denies,
}

/// What became of the lines of a file of merges.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merged {
    /// Rows joined now.
    pub joined: usize,
    /// Lines whose first row was joined before.
    pub before: usize,
    /// Lines of which one row is not in the folder (yet).
    pub waiting: usize,
}

/// The identifier of a transfer, from what its origin calls it.
pub(crate) fn transfer_id(origin: &str, origin_id: &str) -> Id {
    Id::mint("transfers", &format!("{origin}\n{origin_id}"))
}

/// Joins those rows of which the folder has both.
pub fn apply_merges(importer: &mut Importer<'_>, merges: &[Merge]) -> Merged {
    let mut merged = Merged::default();
    for merge in merges.iter().filter(|m| m.action == MergeAction::Merge) {
        let gone = transfer_id(&merge.origin, &merge.origin_id).to_string();
        let keep = transfer_id(&merge.into_origin, &merge.into_id).to_string();
        if importer.redirects.contains_key(&gone) {
            merged.before += 1;
        } else if importer.has("transfers", &gone) && importer.has("transfers", &keep) {
            importer.join("transfers", &keep, &gone);
            importer.redirect(&gone, &keep, &merge.reason);
            merged.joined += 1;
            for (_, outcome) in &mut importer.report.outcomes {
                if matches!(outcome, Outcome::Added { id, .. } if *id == gone) {
                    *outcome = Outcome::Merged { id: keep.clone(), reason: merge.reason.clone() };
                }
            }
        } else {
            merged.waiting += 1;
        }
    }
    merged
}

/// Joins two rows of one table of a folder: `gone` becomes further evidence of `keep` and a line of `redirects.csv`.
///
/// Each value keeps the source it had. Where both fill a cell that holds one value and differ, the value of
/// `keep` stays in the cell and the other stands beside it in `evidence.csv`.
///
/// # Errors
/// Where the table or one of the rows is not there.
pub fn merge_rows(
    folder: Folder,
    table: &str,
    keep: &str,
    gone: &str,
    reason: &str,
    today: PartialDate,
) -> Result<Folder, IntakeError> {
    let decisions = Decisions::default();
    let mut importer = Importer::new(folder, &decisions, today);
    for id in [keep, gone] {
        if keep == gone || !importer.has(table, id) {
            let expected = "the identifiers of two rows that are there";
            return Err(IntakeError::form(format!("{table}.csv"), None, format!("`{id}`"), expected));
        }
    }
    importer.join(table, keep, gone);
    importer.redirect(gone, keep, reason);
    Ok(importer.folder)
}

/// What became of a denial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// It is evidence against the row now.
    Added,
    /// It was before.
    Before,
    /// The row is not there.
    Missing,
}

impl Importer<'_> {
    /// A row that denies another becomes evidence against it.
    pub fn deny(&mut self, target: &Id, source: &super::Citation, grade: Option<Grade>, note: &str) -> Denied {
        if !self.has("transfers", target.as_str()) {
            return Denied::Missing;
        }
        let source = self.source(source).to_string();
        self.pin_by_default("transfers", target.as_str());
        self.name_source("transfers", target.as_str(), &source);
        let stance = Stance::Contradicts;
        let pin = Pin { entity: target.as_str(), source: &source, grade, stance, note, ..Pin::default() };
        if self.pin(pin) { Denied::Added } else { Denied::Before }
    }

    fn join(&mut self, table: &str, keep: &str, gone: &str) {
        self.pin_by_default(table, keep);
        self.pin_by_default(table, gone);
        let Some(sheet) = self.folder.sheet_mut(table) else { return };
        let (Some(at), Some(from)) = (sheet.position(keep), sheet.position(gone)) else { return };
        let (Some(ours), Some(theirs)) = (sheet.rows.get(at).cloned(), sheet.rows.get(from).cloned()) else { return };
        let row = joined(sheet, &ours, &theirs);
        let name = sheet.cell(&row, "name").to_owned();
        let stage_known = !matches!(sheet.cell(&row, "stage"), "" | "unknown");
        if let Some(slot) = sheet.rows.get_mut(at) {
            *slot = row;
        }
        sheet.rows.remove(from);
        self.rewrite_references(keep, gone);
        if let Some(evidence) = self.folder.sheet_mut("evidence") {
            // The name that goes is another name now, and no rival.
            for at in 0..evidence.rows.len() {
                let Some(mut line) = evidence.rows.get(at).cloned() else { continue };
                if line.cell(0) == keep && line.cell(1) == "name" && line.cell(2) != name {
                    evidence.set(&mut line, "property", "aliases".to_owned());
                    if let Some(slot) = evidence.rows.get_mut(at) {
                        *slot = line;
                    }
                }
            }
            // Two sources of one row may say the same; and that one does not know the stage contradicts nobody.
            let mut seen = HashSet::new();
            evidence.rows.retain(|r| {
                let idle = stage_known && r.cell(0) == keep && r.cell(1) == "stage" && r.cell(2) == "unknown";
                !idle && (r.cell(0) != keep || seen.insert(r.cells().to_vec()))
            });
        }
        self.index();
    }

    fn redirect(&mut self, old: &str, new: &str, reason: &str) {
        let today = self.today.to_string();
        self.push_line("redirects", &[("old", old), ("new", new), ("date", &today), ("reason", reason)]);
        self.redirects.insert(old.to_owned(), new.to_owned());
    }

    /// Pins every value of a row with one source to that source, so that a second one may be added.
    pub(super) fn pin_by_default(&mut self, table: &str, id: &str) {
        let Some(sheet) = self.folder.sheet(table) else { return };
        let row = self.places.get(table).and_then(|ids| ids.get(id)).and_then(|&at| sheet.rows.get(at)).cloned();
        let Some(row) = row else { return };
        let sources: Vec<String> = sheet.values(&row, "sources").map(str::to_owned).collect();
        let [source] = sources.as_slice() else { return };
        let grade = sheet.cell(&row, "grade").parse::<Grade>().ok();
        let mut stated = vec![(EXISTENCE, String::new())];
        for (place, column) in sheet.columns.iter().enumerate() {
            if column.cell.is_claim() && column.name != "note" {
                let each = column.values(row.cell(place));
                stated.extend(each.into_iter().map(|v| (column.name, v.to_owned())));
            }
        }
        for (property, value) in stated {
            if !self.pinned.contains(&(id.to_owned(), property.to_owned(), value.clone())) {
                self.pin(Pin { entity: id, property, value: &value, source, grade, ..Pin::default() });
            }
        }
    }

    fn name_source(&mut self, table: &str, id: &str, source: &str) {
        let Some(at) = self.places.get(table).and_then(|ids| ids.get(id)).copied() else { return };
        let Some(sheet) = self.folder.sheet_mut(table) else { return };
        let Some(mut row) = sheet.rows.get(at).cloned() else { return };
        let mut sources: Vec<&str> = sheet.values(&row, "sources").collect();
        if !sources.contains(&source) {
            sources.push(source);
            let sources = sources.join(SEPARATOR);
            sheet.set(&mut row, "sources", sources);
            if let Some(slot) = sheet.rows.get_mut(at) {
                *slot = row;
            }
        }
    }

    /// Everything that pointed at the row that goes points at the one that stays. A relation between the two says
    /// nothing any more, and goes.
    fn rewrite_references(&mut self, keep: &str, gone: &str) {
        let names: Vec<&'static str> = self.folder.sheets().iter().map(|s| s.name).collect();
        for name in names.into_iter().filter(|n| !matches!(*n, "changes" | "coverage")) {
            let Some(sheet) = self.folder.sheet_mut(name) else { continue };
            for at in 0..sheet.rows.len() {
                let Some(mut row) = sheet.rows.get(at).cloned() else { continue };
                let before = row.clone();
                for column in sheet.columns {
                    let points = matches!(column.cell, Cell::Entity { .. } | Cell::Target | Cell::Sources)
                        || (name == "evidence" && matches!(column.name, "entity" | "value"))
                        || (name == "redirects" && column.name == "new");
                    let cell = sheet.cell(&row, column.name).to_owned();
                    if !points || !cell.split(';').any(|v| v.trim() == gone) {
                        continue;
                    }
                    let mut renamed: Vec<&str> = Vec::new();
                    for value in values(&cell).map(|v| if v == gone { keep } else { v }) {
                        if !renamed.contains(&value) {
                            renamed.push(value);
                        }
                    }
                    sheet.set(&mut row, column.name, renamed.join(SEPARATOR));
                }
                if let Some(slot) = sheet.rows.get_mut(at).filter(|_| row != before) {
                    *slot = row;
                }
            }
        }
        self.drop_idle_relations(keep);
    }

    fn drop_idle_relations(&mut self, keep: &str) {
        let Some(sheet) = self.folder.sheet_mut("relations") else { return };
        let (from, to) = (sheet.index("from").unwrap_or_default(), sheet.index("to").unwrap_or_default());
        let idle: Vec<String> = sheet
            .rows
            .iter()
            .filter(|r| r.cell(from) == keep && r.cell(to) == keep)
            .map(|r| r.cell(0).to_owned())
            .collect();
        sheet.rows.retain(|r| !idle.iter().any(|id| id == r.cell(0)));
        for id in idle {
            if let Some(evidence) = self.folder.sheet_mut("evidence") {
                evidence.rows.retain(|r| r.cell(0) != id);
            }
            self.redirect(&id, "", &format!("it related {keep} to what is a part of it now"));
        }
    }
}

/// Two rows that tell of one thing as one: what ours leaves empty is theirs, lists are joined, and where both fill
/// a cell that holds one value, ours stays (the other is a rival value, pinned in `evidence.csv`).
pub(super) fn joined(sheet: &Sheet, ours: &Row, theirs: &Row) -> Row {
    let mut row = ours.clone();
    for (place, column) in sheet.columns.iter().enumerate().skip(1) {
        let (mine, other) = (ours.cell(place), theirs.cell(place));
        let unknown = mine.is_empty() || (column.name == "stage" && mine == "unknown");
        let joined = if column.name == "note" && !other.is_empty() && mine != other {
            format!("{mine} In another source: {other}").trim_start().to_owned()
        } else if unknown && !other.is_empty() {
            other.to_owned()
        } else if column.many {
            let mut all: Vec<&str> = values(mine).collect();
            all.extend(values(other).filter(|v| !values(mine).any(|m| m == *v)));
            all.join(SEPARATOR)
        } else {
            mine.to_owned()
        };
        sheet.set(&mut row, column.name, joined);
    }
    // The best grade of the two is the row's own; each piece of evidence keeps its grade.
    let grades = [sheet.cell(ours, "grade"), sheet.cell(theirs, "grade")];
    let grade = grades.into_iter().filter_map(|g| g.parse::<Grade>().ok()).min();
    sheet.set(&mut row, "grade", grade.map(|g| g.to_string()).unwrap_or_default());
    // The name that goes is one by which the thing may still be looked for.
    let gone = sheet.cell(theirs, "name");
    if sheet.index("aliases").is_some() && !gone.is_empty() && gone != sheet.cell(ours, "name") {
        let mut aliases: Vec<&str> = sheet.values(&row, "aliases").collect();
        if !aliases.contains(&gone) {
            aliases.push(gone);
            let aliases = aliases.join(SEPARATOR);
            sheet.set(&mut row, "aliases", aliases);
        }
    }
    row
}
