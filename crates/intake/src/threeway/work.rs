//! The work itself: judge every row, put the folder together, and take back what would be an error, until none is.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sousveil_model::PartialDate;
use sousveil_model::tables::table;

use super::Taken;
use super::judge::{Three, Verdict, Why, judge};
use super::lines::Lines;
use super::told::{Fate, RowTold, Told};
use super::unit::{Unit, Units};
use super::{alike, compare, history};
use crate::folder::{Folder, check::errors, values};

/// Which version of a row stands in the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Ours,
    Theirs,
    Nowhere,
}

/// One row on its way.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) table: &'static str,
    pub(super) stand: Stand,
    pub(super) fate: Fate,
}

pub(super) struct Work<'a> {
    pub(super) ours: &'a Folder,
    pub(super) theirs: &'a Folder,
    base: Option<&'a Folder>,
    our_units: Units,
    their_units: Units,
    base_units: Units,
    choices: BTreeSet<&'a str>,
    pub(super) today: PartialDate,
    pub(super) cases: BTreeMap<String, Case>,
    lines: Lines,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        ours: &'a Folder,
        theirs: &'a Folder,
        base: Option<&'a Folder>,
        choices: &'a [String],
        today: PartialDate,
    ) -> Self {
        let mut work = Self {
            ours,
            theirs,
            base,
            our_units: Units::of(ours),
            their_units: Units::of(theirs),
            base_units: base.map(Units::of).unwrap_or_default(),
            choices: choices.iter().map(String::as_str).collect(),
            today,
            cases: BTreeMap::new(),
            lines: Lines::new(ours, theirs, base),
        };
        work.judge_all();
        work
    }

    pub(super) fn our(&self, id: &str) -> Option<&Unit> {
        self.our_units.get(id)
    }

    pub(super) fn their(&self, id: &str) -> Option<&Unit> {
        self.their_units.get(id)
    }

    pub(super) fn before(&self, id: &str) -> Option<&Unit> {
        self.base_units.get(id)
    }

    /// `sousveil 2026-11-26`: whom things were taken over from.
    pub(super) fn from(&self) -> String {
        let dataset = &self.theirs.dataset;
        sousveil_text::tidy(&format!("{} {}", dataset.name, dataset.version))
    }

    fn judge_all(&mut self) {
        let redirects: BTreeMap<&str, &str> =
            self.ours.rows("redirects").iter().map(|r| (r.cell(0), r.cell(1))).collect();
        let ids: BTreeSet<&String> = self.our_units.all.keys().chain(self.their_units.all.keys()).collect();
        let mut cases = BTreeMap::new();
        for id in ids {
            let (ours, theirs) = (self.our(id), self.their(id));
            let redirect = redirects.get(id.as_str());
            let three =
                Three { base: self.base.map(|_| self.before(id)), ours, theirs, redirected: redirect.is_some() };
            let (Some(verdict), Some(unit)) = (judge(three), theirs.or(ours)) else { continue };
            let here = if ours.is_some() { Stand::Ours } else { Stand::Nowhere };
            let chosen = self.choices.contains(id.as_str());
            let (stand, fate) = match verdict {
                Verdict::Added => (Stand::Theirs, Fate::Added { by_hand: false }),
                Verdict::TakenOver => (Stand::Theirs, Fate::TakenOver { by_hand: false }),
                Verdict::Removed => (Stand::Nowhere, Fate::Removed { by_hand: false }),
                Verdict::Unchanged => (here, Fate::Unchanged),
                Verdict::Kept => (here, Fate::Kept),
                Verdict::LeftOut => (here, Fate::LeftOut { reason: left_out(redirect.copied()) }),
                Verdict::Conflict(why) if chosen && why.can_be_chosen() => match (ours, theirs) {
                    (_, None) => (Stand::Nowhere, Fate::Removed { by_hand: true }),
                    (None, _) => (Stand::Theirs, Fate::Added { by_hand: true }),
                    _ => (Stand::Theirs, Fate::TakenOver { by_hand: true }),
                },
                Verdict::Conflict(why) => (here, Fate::Conflict { why }),
            };
            cases.insert(id.clone(), Case { table: unit.table, stand, fate });
        }
        self.cases = cases;
        self.refuse_foreign_origins();
    }

    /// One key for two origins would say of a row that it came from where it did not.
    fn refuse_foreign_origins(&mut self) {
        let mut refused = Vec::new();
        for (id, _) in self.cases.iter().filter(|(_, c)| c.stand == Stand::Theirs) {
            let Some(key) = self.their(id).map(|u| u.cell("origin")).filter(|k| !k.is_empty()) else { continue };
            let (ours, theirs) = (self.ours.dataset.origin.get(key), self.theirs.dataset.origin.get(key));
            if let (Some(ours), Some(theirs)) = (ours, theirs)
                && (&ours.title, &ours.publisher) != (&theirs.title, &theirs.publisher)
            {
                let reason = format!(
                    "origin: found `{key}`, which is “{}” there and “{}” here; expected one key for one origin",
                    theirs.title, ours.title
                );
                refused.push((id.clone(), sousveil_text::tidy(&reason)));
            }
        }
        for (id, reason) in refused {
            self.refuse(&id, reason);
        }
    }

    /// Takes back what was to come.
    fn refuse(&mut self, id: &str, reason: String) {
        let here = if self.our(id).is_some() { Stand::Ours } else { Stand::Nowhere };
        if let Some(case) = self.cases.get_mut(id) {
            case.stand = here;
            case.fate = Fate::Refused { reason };
        }
    }

    pub(super) fn stand(&self, id: &str) -> Stand {
        match self.cases.get(id) {
            Some(case) => case.stand,
            None if self.our(id).is_some() => Stand::Ours,
            None => Stand::Nowhere,
        }
    }

    /// Puts together, checks, takes back, until nothing of theirs is an error.
    pub(super) fn done(mut self) -> Taken {
        let mut folder = self.put_together();
        while self.take_back(&folder) {
            folder = self.put_together();
        }
        let mut told = self.tell();
        self.lines.tell(&mut told);
        told.origins_added =
            folder.dataset.origin.keys().filter(|k| !self.ours.dataset.origin.contains_key(*k)).cloned().collect();
        // The numbers of the lines were ours only while we worked.
        for sheet in folder.names() {
            if let Some(sheet) = folder.sheet_mut(sheet) {
                sheet.rows.iter_mut().for_each(|row| row.line = 0);
            }
        }
        Taken { folder, told }
    }

    fn put_together(&mut self) -> Folder {
        let mut folder = self.ours.clone();
        for name in folder.names().into_iter().filter(|n| table(n).is_some() || *n == "evidence") {
            let Some(sheet) = folder.sheet_mut(name) else { continue };
            let comes = |id: &str| self.stand(id) == Stand::Theirs;
            // A line of evidence that speaks of no row here was an error before, and is none of this work.
            let stays = |id: &str| self.stand(id) == Stand::Ours || self.our(id).is_none();
            sheet.rows.retain(|row| stays(row.cell(0)));
            let mut seen = BTreeSet::new();
            let theirs = self.theirs.rows(name).iter().filter(|row| comes(row.cell(0)));
            // Of two rows with one identifier the first is the row; the second is told as refused.
            sheet.rows.extend(theirs.filter(|row| name == "evidence" || seen.insert(row.cell(0))).cloned());
        }
        let came = self.cases.iter().filter(|(_, case)| case.stand == Stand::Theirs);
        let used: BTreeSet<&str> = came.filter_map(|(id, _)| Some(self.their(id)?.cell("origin"))).collect();
        for (key, upstream) in self.theirs.dataset.origin.iter().filter(|(key, _)| used.contains(key.as_str())) {
            folder.dataset.origin.entry(key.clone()).or_insert_with(|| upstream.clone());
        }
        let mut lines = std::mem::take(&mut self.lines);
        lines.put(self, &mut folder);
        history::write(self, &mut folder);
        self.lines = lines;
        for name in folder.names() {
            if let Some(sheet) = folder.sheet_mut(name) {
                for (line, row) in (1..).zip(&mut sheet.rows) {
                    row.line = line;
                }
            }
        }
        folder
    }

    /// Takes back all that is an error in the folder and can be taken back; whether there was any.
    fn take_back(&mut self, folder: &Folder) -> bool {
        let mut any = false;
        let (mut refused, mut back) = (Vec::new(), Vec::new());
        for problem in errors(folder) {
            let Some(sheet) = problem.file.strip_suffix(".csv").and_then(|name| folder.sheet(name)) else { continue };
            let at = problem.line.checked_sub(1).and_then(|at| usize::try_from(at).ok());
            let Some(row) = at.and_then(|at| sheet.rows.get(at)) else { continue };
            let id = row.cell(0);
            any |= match sheet.name {
                "redirects" if self.is_removed(id) => self.put_back(id, Why::MergedElsewhere, &mut back),
                "coverage" => self.lines.refuse(sheet.name, row, &problem.reason()),
                // A line of history here may rest on a source that was to go.
                "changes" => {
                    let source = sheet.cell(row, "source");
                    self.lines.refuse(sheet.name, row, &problem.reason())
                        || (self.is_removed(source) && self.put_back(source, Why::StillReferredTo, &mut back))
                }
                // A line of ours may lead to a row that was to go.
                "redirects" => {
                    let new = row.cell(1);
                    self.lines.refuse(sheet.name, row, &problem.reason())
                        || (self.is_removed(new) && self.put_back(new, Why::StillReferredTo, &mut back))
                }
                _ if self.stand(id) == Stand::Theirs => {
                    self.refuse(id, problem.reason());
                    refused.push(id.to_owned());
                    true
                }
                // A row of ours refers to one that was to go.
                _ => {
                    let named: Vec<&str> = row.cells().iter().flat_map(|c| values(c)).collect();
                    let gone: Vec<&str> = named.into_iter().filter(|id| self.is_removed(id)).collect();
                    for id in &gone {
                        self.put_back(id, Why::StillReferredTo, &mut back);
                    }
                    !gone.is_empty()
                }
            };
        }
        self.follow(refused, back);
        any
    }

    /// What refers to a row of theirs that was refused goes with it, and what a row that stays refers to stays: at
    /// once, so that a chain of references is no chain of rounds.
    fn follow(&mut self, mut refused: Vec<String>, mut back: Vec<String>) {
        let mut links: HashMap<String, Vec<(String, &'static str)>> = HashMap::new();
        if !refused.is_empty() {
            for (id, _) in self.cases.iter().filter(|(_, case)| case.stand == Stand::Theirs) {
                for (column, value) in self.their(id).into_iter().flat_map(Unit::refers) {
                    links.entry(value.to_owned()).or_default().push((id.clone(), column));
                }
            }
        }
        while let Some(id) = refused.pop() {
            if self.stand(&id) != Stand::Nowhere {
                continue;
            }
            for (other, column) in links.remove(&id).into_iter().flatten() {
                if self.stand(&other) == Stand::Theirs {
                    self.refuse(&other, format!("{column}: it refers to `{id}`, which was refused"));
                    refused.push(other);
                }
            }
        }
        while let Some(id) = back.pop() {
            let named: Vec<String> =
                self.our(&id).into_iter().flat_map(Unit::refers).map(|(_, value)| value.to_owned()).collect();
            for other in named.into_iter().filter(|other| self.is_removed(other)).collect::<Vec<_>>() {
                self.put_back(&other, Why::StillReferredTo, &mut back);
            }
        }
    }

    fn is_removed(&self, id: &str) -> bool {
        matches!(self.cases.get(id).map(|c| &c.fate), Some(Fate::Removed { .. }))
    }

    /// What was to be removed stays.
    fn put_back(&mut self, id: &str, why: Why, back: &mut Vec<String>) -> bool {
        let Some(case) = self.cases.get_mut(id) else { return false };
        case.stand = Stand::Ours;
        case.fate = Fate::Conflict { why };
        back.push(id.to_owned());
        true
    }

    fn tell(&self) -> Told {
        let mut told = Told::default();
        for (id, case) in &self.cases {
            let row = RowTold { table: case.table, id: id.clone(), fate: case.fate.clone() };
            match (self.their(id), &case.fate) {
                (Some(_), _) => told.rows.push(row),
                (None, Fate::Removed { .. } | Fate::Conflict { .. }) => told.went.push(row),
                (None, _) => {}
            }
            if let Fate::Conflict { why } = case.fate {
                told.conflicts.push(compare::conflict(self, id, why));
            }
            if self.choices.contains(id.as_str())
                && let Some(why) = not_chosen(&case.fate)
            {
                told.choices_refused.push((id.clone(), why));
            }
        }
        for (table, id) in &self.their_units.twice {
            let reason = "id: found it twice in their folder; expected an identifier of its own".to_owned();
            told.rows.push(RowTold { table, id: id.clone(), fate: Fate::Refused { reason } });
        }
        for orphan in &self.their_units.orphans {
            told.lines.push(super::LineTold {
                file: "evidence",
                line: orphan.iter().filter(|c| !c.is_empty()).cloned().collect::<Vec<_>>().join(", "),
                reason: "their folder has no row of that identifier".to_owned(),
            });
        }
        let unknown = self.choices.iter().filter(|id| !self.cases.contains_key(**id));
        told.choices_refused.extend(unknown.map(|id| ((*id).to_owned(), "neither side has it".to_owned())));
        compare::origins(self, &mut told);
        alike::tell(self, &mut told);
        told.rows.sort_by_key(|row| place(row.table));
        told.went.sort_by_key(|row| place(row.table));
        told
    }
}

/// The place of a table among all.
fn place(name: &str) -> usize {
    sousveil_model::tables::TABLES.iter().position(|t| t.name == name).unwrap_or(usize::MAX)
}

fn left_out(redirect: Option<&str>) -> String {
    match redirect {
        None => "removed here; they left it as it was".to_owned(),
        Some("") => "withdrawn here".to_owned(),
        Some(new) => format!("a part of {new} here"),
    }
}

/// Why a row is not as a person chose it; `None` where it is.
fn not_chosen(fate: &Fate) -> Option<String> {
    match fate {
        Fate::Added { by_hand: true } | Fate::TakenOver { by_hand: true } | Fate::Removed { by_hand: true } => None,
        Fate::Conflict { why } => Some(why.words().to_owned()),
        Fate::Refused { reason } => Some(reason.clone()),
        _ => Some("it is not in conflict".to_owned()),
    }
}
