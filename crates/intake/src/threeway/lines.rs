//! The lines of the other files: redirects, history, coverage. Lines that ours lacks come; history is never taken away.

use std::collections::{BTreeMap, BTreeSet};

use sousveil_model::tables::SIDE_FILES;

use super::told::{Cell, Conflict, Fate, LineTold, Told};
use super::work::{Stand, Work};
use crate::folder::{Folder, Row};

type Line = Vec<String>;
/// Lines of `coverage.csv` by subject, kind and target.
type Groups = BTreeMap<[String; 3], BTreeSet<Line>>;

/// Their lines on their way.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Redirects that ours lacks, or that only they changed.
    redirects: BTreeSet<Line>,
    /// Lines of history that ours lacks.
    changes: BTreeSet<Line>,
    /// Groups of coverage that come, in the place of what ours has.
    coverage: Groups,
    /// Lines that can't enter, with the reason.
    refused: BTreeMap<(&'static str, Line), String>,
    unchanged: BTreeMap<&'static str, usize>,
    conflicts: Vec<Conflict>,
    /// What was settled before anything was put together.
    settled: Vec<LineTold>,
    /// What the last putting together left out, and how many lines it took.
    left: Vec<LineTold>,
    added: BTreeMap<&'static str, usize>,
}

impl Lines {
    pub(super) fn new(ours: &Folder, theirs: &Folder, base: Option<&Folder>) -> Self {
        let mut out = Self::default();
        out.judge_redirects(ours, theirs, base);
        out.judge_changes(ours, theirs, base);
        out.judge_coverage(ours, theirs, base);
        out
    }

    fn judge_redirects(&mut self, ours: &Folder, theirs: &Folder, base: Option<&Folder>) {
        let by_old = |folder: &Folder| -> BTreeMap<String, Line> {
            folder.rows("redirects").iter().map(|r| (r.cell(0).to_owned(), r.cells().to_vec())).collect()
        };
        let (ours, before) = (by_old(ours), base.map(by_old).unwrap_or_default());
        for (old, line) in by_old(theirs) {
            match (ours.get(&old), before.get(&old)) {
                (Some(our), _) if *our == line => self.count_unchanged("redirects"),
                (Some(our), Some(before)) if our == before => drop(self.redirects.insert(line)),
                // Only we changed it.
                (Some(_), Some(before)) if *before == line => self.count_unchanged("redirects"),
                (Some(our), before) => self.conflict("redirects", &old, before, Some(our), Some(&line)),
                (None, Some(_)) => self.settle("redirects", &line, "removed here"),
                (None, None) => drop(self.redirects.insert(line)),
            }
        }
    }

    fn judge_changes(&mut self, ours: &Folder, theirs: &Folder, base: Option<&Folder>) {
        let lines =
            |folder: &Folder| -> BTreeSet<Line> { folder.rows("changes").iter().map(|r| r.cells().to_vec()).collect() };
        let (ours, before) = (lines(ours), base.map(lines).unwrap_or_default());
        for line in lines(theirs) {
            if ours.contains(&line) {
                self.count_unchanged("changes");
            } else if before.contains(&line) {
                self.settle("changes", &line, "removed here");
            } else {
                self.changes.insert(line);
            }
        }
    }

    fn judge_coverage(&mut self, ours: &Folder, theirs: &Folder, base: Option<&Folder>) {
        let (ours, theirs, before) = (groups(ours), groups(theirs), base.map(groups).unwrap_or_default());
        let keys: BTreeSet<&[String; 3]> = ours.keys().chain(theirs.keys()).collect();
        for key in keys {
            let (our, their, old) = (ours.get(key), theirs.get(key), before.get(key));
            if our == their {
                for _ in our.into_iter().flatten() {
                    self.count_unchanged("coverage");
                }
            } else if our == old && (their.is_some() || base.is_some()) {
                // Also where nobody had it before: then it is new. Where they took it away, nothing stays.
                for line in our.into_iter().flatten().filter(|line| !their.is_some_and(|t| t.contains(*line))) {
                    self.settle("coverage", line, "it went: they have another line in its place, or none");
                }
                self.coverage.insert(key.clone(), their.cloned().unwrap_or_default());
            } else if base.is_some() && their == old {
                // Only we changed it, or only we have it.
            } else if their.is_some() || old.is_some() {
                let text =
                    |lines: Option<&BTreeSet<Line>>| lines.map(|l| l.iter().flatten().cloned().collect::<Line>());
                let (our, their, old) = (text(our), text(their), text(old));
                self.conflict("coverage", &key.join(", "), old.as_ref(), our.as_ref(), their.as_ref());
            }
        }
    }

    fn count_unchanged(&mut self, file: &'static str) {
        *self.unchanged.entry(file).or_default() += 1;
    }

    fn settle(&mut self, file: &'static str, line: &[String], reason: &str) {
        self.settled.push(LineTold { file, line: joined(line), reason: reason.to_owned() });
    }

    fn conflict(
        &mut self,
        file: &'static str,
        key: &str,
        base: Option<&Line>,
        ours: Option<&Line>,
        theirs: Option<&Line>,
    ) {
        let text = |line: Option<&Line>| line.map(|l| joined(l));
        self.conflicts.push(Conflict {
            entity: key.to_owned(),
            table: file,
            why: "the lines differ; ours stays".to_owned(),
            cells: vec![Cell { column: "(row)".to_owned(), base: text(base), ours: text(ours), theirs: text(theirs) }],
        });
    }

    /// Puts the lines that may come into the folder.
    pub(super) fn put(&mut self, work: &Work<'_>, folder: &mut Folder) {
        self.left.clear();
        self.added.clear();
        let mut redirects = Vec::new();
        for line in &self.redirects {
            let old = line.first().map_or("", String::as_str);
            let removed = matches!(work.cases.get(old).map(|c| &c.fate), Some(Fate::Removed { .. }));
            let reason = match self.refused.get(&("redirects", line.clone())) {
                Some(reason) => Some(reason.clone()),
                None if !removed && work.stand(old) != Stand::Nowhere => {
                    Some("its row is here still; `sousveil merge` joins two rows".to_owned())
                }
                None => None,
            };
            match reason {
                Some(reason) => self.left.push(told("redirects", line, reason)),
                // With the removal of a row comes its redirect.
                None if removed => *self.added.entry("redirects").or_default() += 1,
                None => redirects.push(line.clone()),
            }
        }
        let mut changes = Vec::new();
        for line in &self.changes {
            let entity = line.get(1).map_or("", String::as_str);
            let reason = match work.cases.get(entity).map(|c| &c.fate) {
                Some(Fate::Conflict { .. } | Fate::Refused { .. }) => Some("its row did not come".to_owned()),
                _ => self.refused.get(&("changes", line.clone())).cloned(),
            };
            match reason {
                Some(reason) => self.left.push(told("changes", line, reason)),
                None => changes.push(line.clone()),
            }
        }
        let mut coverage = Vec::new();
        for line in self.coverage.values().flatten() {
            match self.refused.get(&("coverage", line.clone())) {
                Some(reason) => self.left.push(told("coverage", line, reason.clone())),
                None => coverage.push(line.clone()),
            }
        }
        if let Some(sheet) = folder.sheet_mut("redirects") {
            let replaced: BTreeSet<&str> = redirects.iter().filter_map(|l| l.first()).map(String::as_str).collect();
            sheet.rows.retain(|row| !replaced.contains(row.cell(0)));
        }
        if let Some(sheet) = folder.sheet_mut("coverage") {
            sheet.rows.retain(|row| !self.coverage.contains_key(&key(row)));
        }
        for (file, lines) in [("redirects", redirects), ("changes", changes), ("coverage", coverage)] {
            if !lines.is_empty() {
                *self.added.entry(file).or_default() += lines.len();
            }
            let Some(sheet) = folder.sheet_mut(file) else { continue };
            for line in lines {
                let mut row = sheet.new_row();
                for (column, value) in sheet.columns.iter().zip(line) {
                    sheet.set(&mut row, column.name, value);
                }
                sheet.rows.push(row);
            }
        }
    }

    /// Takes back a line that is an error; whether it was one of theirs.
    pub(super) fn refuse(&mut self, file: &str, row: &Row, reason: &str) -> bool {
        let line = row.cells().to_vec();
        let Some((file, _)) = SIDE_FILES.iter().find(|(name, _)| *name == file) else { return false };
        let theirs = match *file {
            "redirects" => self.redirects.contains(&line),
            "changes" => self.changes.contains(&line),
            _ => self.coverage.get(&key(row)).is_some_and(|group| group.contains(&line)),
        };
        theirs && self.refused.insert((file, line), reason.to_owned()).is_none()
    }

    /// Says what became of the lines.
    pub(super) fn tell(self, told: &mut Told) {
        told.lines.extend(self.settled);
        told.lines.extend(self.left);
        told.lines_added = self.added;
        told.lines_unchanged = self.unchanged;
        told.conflicts.extend(self.conflicts);
    }
}

fn groups(folder: &Folder) -> Groups {
    let mut out = Groups::new();
    for row in folder.rows("coverage") {
        out.entry(key(row)).or_default().insert(row.cells().to_vec());
    }
    out
}

fn key(row: &Row) -> [String; 3] {
    [row.cell(0).to_owned(), row.cell(1).to_owned(), row.cell(2).to_owned()]
}

fn told(file: &'static str, line: &[String], reason: String) -> LineTold {
    LineTold { file, line: joined(line), reason }
}

fn joined(line: &[String]) -> String {
    line.iter().filter(|c| !c.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}
