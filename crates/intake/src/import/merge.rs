//! Joining rows that an editor found to tell of one thing.

use serde::Deserialize;
use sousveil_model::claim::EXISTENCE;
use sousveil_model::{EvidenceKind, Grade, Id, PartialDate, Stance};

use super::{Importer, Pin, pinnable};
use crate::IntakeError;
use crate::folder::{Folder, SEPARATOR, values};
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

impl Importer<'_> {
    /// A row that denies another becomes evidence against it; false where the other is not there.
    pub fn deny(&mut self, target: &Id, source: &super::Citation, grade: Option<Grade>, note: &str) -> bool {
        if !self.has("transfers", target.as_str()) {
            return false;
        }
        let source = self.source(source).to_string();
        self.pin_by_default("transfers", target.as_str());
        self.name_source("transfers", target.as_str(), &source);
        self.pin(Pin { stance: Stance::Contradicts, note, ..Pin::existence(target, &source, grade) });
        true
    }

    pub(super) fn join(&mut self, table: &str, keep: &str, gone: &str) {
        self.pin_by_default(table, keep);
        self.pin_by_default(table, gone);
        let Some(sheet) = self.folder.sheet(table) else { return };
        let (Some(at), Some(from)) = (sheet.position(keep), sheet.position(gone)) else { return };
        let (Some(mut row), Some(other)) = (sheet.rows.get(at).cloned(), sheet.rows.get(from).cloned()) else { return };
        for (place, column) in sheet.columns.iter().enumerate().skip(1) {
            let (ours, theirs) = (row.cell(place).to_owned(), other.cell(place));
            let joined = if column.name == "note" && !theirs.is_empty() && ours != theirs {
                format!("{ours} In another source: {theirs}").trim_start().to_owned()
            } else if ours.is_empty() {
                theirs.to_owned()
            } else if column.many {
                let mut all: Vec<&str> = values(&ours).collect();
                all.extend(values(theirs).filter(|v| !ours.split(';').any(|o| o.trim() == *v)));
                all.join(SEPARATOR)
            } else {
                ours
            };
            sheet.set(&mut row, column.name, joined);
        }
        // The best grade of the two is the row's own; each piece of evidence keeps its grade.
        let grade = [sheet.cell(&row, "grade"), sheet.cell(&other, "grade")]
            .into_iter()
            .filter_map(|g| g.parse::<Grade>().ok())
            .min();
        sheet.set(&mut row, "grade", grade.map(|g| g.to_string()).unwrap_or_default());
        if let Some(sheet) = self.folder.sheet_mut(table) {
            if let Some(slot) = sheet.rows.get_mut(at) {
                *slot = row;
            }
            sheet.rows.remove(from);
        }
        self.rewrite_references(keep, gone);
        self.index();
    }

    fn redirect(&mut self, old: &str, new: &str, reason: &str) {
        let today = self.today;
        if let Some(sheet) = self.folder.sheet_mut("redirects") {
            let mut line = sheet.new_row();
            for (column, value) in [("old", old), ("new", new), ("date", &today.to_string()), ("reason", reason)] {
                sheet.set(&mut line, column, value.to_owned());
            }
            sheet.rows.push(line);
            self.redirects.insert(old.to_owned(), new.to_owned());
        }
    }

    /// Pins every value of a row with one source to that source, so that a second one may be added.
    fn pin_by_default(&mut self, table: &str, id: &str) {
        let Some(sheet) = self.folder.sheet(table) else { return };
        let Some(row) = sheet.position(id).and_then(|at| sheet.rows.get(at)).cloned() else { return };
        let sources: Vec<String> = sheet.values(&row, "sources").map(str::to_owned).collect();
        let ([source], Ok(entity)) = (sources.as_slice(), id.parse::<Id>()) else { return };
        let grade = sheet.cell(&row, "grade").parse::<Grade>().ok();
        let mut stated = vec![(EXISTENCE, String::new())];
        for (place, column) in sheet.columns.iter().enumerate() {
            if !pinnable(column.cell) || column.name == "note" {
                continue;
            }
            let cell = row.cell(place);
            let each: Vec<&str> = if column.many { values(cell).collect() } else { vec![cell] };
            stated.extend(each.into_iter().filter(|v| !v.is_empty()).map(|v| (column.name, v.to_owned())));
        }
        for (property, value) in stated {
            let pinned = self
                .folder
                .rows("evidence")
                .iter()
                .any(|r| r.cell(0) == id && r.cell(1) == property && r.cell(2) == value);
            if !pinned {
                let kind = EvidenceKind::Source;
                self.pin(Pin { property, value: &value, kind, ..Pin::existence(&entity, source, grade) });
            }
        }
    }

    fn name_source(&mut self, table: &str, id: &str, source: &str) {
        let Some(sheet) = self.folder.sheet_mut(table) else { return };
        let Some(at) = sheet.position(id) else { return };
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

    /// Everything that pointed at the row that goes points at the one that stays.
    fn rewrite_references(&mut self, keep: &str, gone: &str) {
        let names: Vec<&'static str> = self.folder.sheets().iter().map(|s| s.name).collect();
        for name in names.into_iter().filter(|n| !matches!(*n, "changes" | "coverage")) {
            let Some(sheet) = self.folder.sheet_mut(name) else { continue };
            for at in 0..sheet.rows.len() {
                let Some(row) = sheet.rows.get(at) else { continue };
                if !row.cells().iter().any(|c| c.split(';').any(|v| v.trim() == gone)) {
                    continue;
                }
                let mut row = row.clone();
                for column in sheet.columns {
                    let mut renamed: Vec<&str> = Vec::new();
                    let cell = sheet.cell(&row, column.name).to_owned();
                    if !cell.split(';').any(|v| v.trim() == gone) {
                        continue;
                    }
                    for value in values(&cell).map(|v| if v == gone { keep } else { v }) {
                        if !renamed.contains(&value) {
                            renamed.push(value);
                        }
                    }
                    sheet.set(&mut row, column.name, renamed.join(SEPARATOR));
                }
                if let Some(slot) = sheet.rows.get_mut(at) {
                    *slot = row;
                }
            }
        }
    }
}
