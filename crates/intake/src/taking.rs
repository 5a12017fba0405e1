//! Entities from outside on their way into a folder: what is there stays as its editors left it.

mod back;

use std::collections::{HashMap, HashSet};

use sousveil_model::tables::{Column, TABLES, Table};
use sousveil_model::{Country, Entity, Id, Redirect, Text};

use crate::folder::check::backwards;
use crate::folder::entities::Reader;
use crate::folder::rows::{self, Written, written};
use crate::folder::{Folder, MOST_IN_CELL, Row, fault};
use crate::report::{Outcome, Report, told};

/// The schema of countries, which are the program's own.
const COUNTRY: &str = "Country";

/// A folder into which entities and lines are taken, until [`Taking::finish`] gives what is new.
#[derive(Debug)]
pub struct Taking<'a> {
    folder: &'a Folder,
    reader: Reader<'a>,
    /// For each identifier of the folder its table and row.
    places: HashMap<&'a str, (&'static Table, &'a Row)>,
    /// Where identifiers of the folder that are no more lead.
    redirects: HashMap<&'a str, &'a str>,
    /// The lines of the folder's history, redirects and coverage.
    lines: HashSet<(&'static str, &'a [String])>,
    /// Identifiers that came already.
    taken: HashSet<String>,
    /// Redirects that came already.
    led: HashMap<String, Row>,
    new: Folder,
    arrivals: Vec<Arrival>,
    /// The reports on the files before.
    done: Vec<Report>,
    /// What was read, repaired, refused of the file that is being read.
    pub report: Report,
}

impl<'a> Taking<'a> {
    /// Begins.
    pub fn new(folder: &'a Folder) -> Self {
        let mut places = HashMap::new();
        for table in TABLES {
            places.extend(folder.rows(table.name).iter().map(|row| (row.cell(0), (table, row))));
        }
        let side = ["changes", "redirects", "coverage"].into_iter();
        Self {
            folder,
            reader: Reader::new(folder),
            places,
            redirects: folder.rows("redirects").iter().map(|r| (r.cell(0), r.cell(1))).collect(),
            lines: side.flat_map(|s| folder.rows(s).iter().map(move |r| (s, r.cells()))).collect(),
            taken: HashSet::new(),
            led: HashMap::new(),
            new: Folder::new(folder.dataset.clone()),
            arrivals: Vec::new(),
            done: Vec::new(),
            report: Report::default(),
        }
    }

    /// What is new.
    pub fn finish(self) -> Taken {
        let Self { new, arrivals, mut done, report, .. } = self;
        done.push(report);
        Taken { new, arrivals, reports: done }
    }

    /// What follows is of another file.
    pub fn next_file(&mut self) {
        self.done.push(std::mem::take(&mut self.report));
    }

    /// Notes what is new under `id`, with its outcome. The lines of its rows lead back to it.
    fn arrives(&mut self, label: String, table: &'static str, id: String) -> u64 {
        let (file, outcome) = (self.done.len(), self.report.outcomes.len());
        self.arrivals.push(Arrival { file, outcome, table, id: id.clone() });
        self.report.outcomes.push((label, Outcome::Added { table, id }));
        self.line_of_last()
    }

    /// What the rows of the last arrival have for a line.
    fn line_of_last(&self) -> u64 {
        NEW + (self.arrivals.len() as u64).saturating_sub(1)
    }

    /// Whether the folder has a row of that identifier, or got one.
    pub fn has(&self, id: &str) -> bool {
        self.places.contains_key(id) || self.taken.contains(id)
    }

    /// Notes that something does not enter.
    pub fn refuse(&mut self, label: String, reason: impl Into<String>) {
        self.report.refuse(label, &reason.into());
    }

    /// Takes an entity in, unless the folder has it or it can't be a row. Texts are tidied, and that is noted.
    /// Whether it was new.
    pub fn entity(&mut self, label: String, mut entity: Entity) -> bool {
        self.tidy(&mut entity);
        let id = entity.id.to_string();
        match self.settle(&entity) {
            Ok(Settled::New(mut written)) => {
                let line = self.arrives(label, written.table.name, id.clone());
                written.row.line = line;
                written.evidence.iter_mut().for_each(|row| row.line = line);
                self.new.take(*written);
                self.taken.insert(id)
            }
            Ok(Settled::There) => {
                self.report.outcomes.push((label, Outcome::Unchanged { id: id.clone() }));
                self.taken.insert(id);
                false
            }
            Err(reason) => {
                self.refuse(label, reason);
                false
            }
        }
    }

    /// Whether the folder will have a row for the entity: this one, or the one that is there.
    pub fn stands(&self, entity: &Entity) -> bool {
        let there = self.places.get(entity.id.as_str()).is_some_and(|(table, _)| table.schema == entity.schema);
        there || self.settle(entity).is_ok()
    }

    /// Adds a line of the history that the importer itself makes for what arrived last.
    pub fn note(&mut self, mut change: Row) {
        change.line = self.line_of_last();
        self.new.take_line("changes", change);
    }

    /// Adds a redirect that the importer itself makes to what arrived last, unless the old identifier leads somewhere, or is a row.
    pub fn note_redirect(&mut self, redirect: &Redirect) {
        let old = redirect.old.as_str();
        if old.parse::<Id>().is_ok() && !self.redirects.contains_key(old) && !self.has(old) {
            self.taken.insert(old.to_owned());
            let mut row = rows::redirect(redirect);
            row.line = self.line_of_last();
            self.new.take_line("redirects", row);
        }
    }

    /// Adds a source that the importer itself makes, unless there is one of that identifier.
    pub fn note_source(&mut self, source: &Entity) {
        let id = source.id.as_str();
        if !self.has(id)
            && let Ok(written) = written(source)
        {
            self.new.take(written);
            self.taken.insert(id.to_owned());
        }
    }

    fn settle(&self, entity: &Entity) -> Result<Settled, String> {
        let id = entity.id.as_str();
        if entity.schema == COUNTRY || (id.len() == 2 && id.parse::<Country>().is_ok()) {
            return Err("a country: those are the program's own and are never imported".to_owned());
        }
        let written = written(entity).map_err(|unfit| unfit.reason)?;
        faults(&written)?;
        if let Some(origin) = &entity.origin
            && !self.folder.dataset.origin.contains_key(origin.key.as_str())
        {
            return Err(format!("its origin `{}` is no [origin.KEY] of the folder's dataset.toml", origin.key));
        }
        if self.taken.contains(id) {
            return Err("its identifier was taken by an earlier line".to_owned());
        }
        if let Some(&new) = self.redirects.get(id) {
            let led = if new.is_empty() { "says that it was withdrawn".to_owned() } else { format!("leads to {new}") };
            return Err(format!("the folder's redirects.csv {led}"));
        }
        match self.places.get(id) {
            None => Ok(Settled::New(Box::new(written))),
            Some((table, _)) if table.name != written.table.name => {
                Err(format!("the folder has its identifier in {}.csv", table.name))
            }
            Some((table, row)) => {
                let ours = self.reader.entity(table, row);
                let ours = ours.and_then(|e| rows::written(&e).ok());
                match ours.map(|ours| difference(&ours, &written)) {
                    None => Err(format!("the folder's row of {}.csv has errors; run `sousveil check`", table.name)),
                    Some(Some(difference)) => Err(difference),
                    Some(None) => Ok(Settled::There),
                }
            }
        }
    }

    /// Takes a line of the history, the redirects or the coverage in, unless the folder has the very same.
    pub fn line(&mut self, label: String, sheet: &'static str, columns: &[Column], row: Row) {
        let mut row = Row::new(row.cells().iter().map(|cell| self.tidied(cell)).collect());
        let id = row.cell(usize::from(sheet == "changes")).to_owned();
        for (column, cell) in columns.iter().zip(row.cells()) {
            let wrong = if cell.is_empty() {
                column.required.then(|| "a value".to_owned())
            } else if cell.len() > MOST_IN_CELL {
                Some(format!("at most {MOST_IN_CELL} bytes"))
            } else {
                fault(column, cell)
            };
            if let Some(expected) = wrong {
                return self.refuse(label, told(column.name, cell, &expected));
            }
        }
        if self.lines.contains(&(sheet, row.cells())) {
            return self.report.outcomes.push((label, Outcome::Unchanged { id }));
        }
        if sheet == "redirects" {
            match self.led.get(&id) {
                Some(earlier) if earlier.cells() == row.cells() => {
                    return self.report.outcomes.push((label, Outcome::Unchanged { id }));
                }
                Some(earlier) => {
                    let reason = format!("an earlier line leads {id} to `{}`", shown(earlier.cell(1)));
                    return self.refuse(label, reason);
                }
                None => {}
            }
            if let Some(new) = self.redirects.get(id.as_str()) {
                let reason = format!("the folder's redirects.csv leads {id} to `{new}`, not to `{}`", row.cell(1));
                return self.refuse(label, reason);
            }
            if self.has(&id) {
                return self.refuse(label, format!("the folder has a row {id}, which this line says is no more"));
            }
        }
        if sheet == "redirects" {
            self.led.insert(id.clone(), row.clone());
        }
        row.line = self.arrives(label, sheet, id);
        self.new.take_line(sheet, row);
    }

    fn tidy(&mut self, entity: &mut Entity) {
        if let Some(called) = entity.origin.as_mut().and_then(|o| o.id.as_mut()) {
            *called = self.tidied(called).into();
        }
        for claim in &mut entity.claims {
            claim.value = self.tidied(&claim.value).into();
            for evidence in &mut claim.evidence {
                let texts =
                    [&mut evidence.locator, &mut evidence.quotation, &mut evidence.as_written, &mut evidence.note];
                for text in texts {
                    *text = text.take().map(|t| self.tidied(&t).into()).filter(|t: &Text| !t.is_empty());
                }
            }
        }
    }

    /// A text as it enters: without what can't be seen, which may turn what is read against what is written.
    pub fn tidied(&mut self, text: &str) -> String {
        let tidy = sousveil_text::tidy(text);
        if tidy != text {
            self.report.repaired("white space or control characters", &shown(text), &tidy);
        }
        tidy
    }
}

/// Rows that are new have lines from here on, which no file has: [`NEW`] and the number of their arrival.
const NEW: u64 = 1 << 40;

/// Something that is new, and may yet be taken back.
#[derive(Debug)]
struct Arrival {
    /// The file, and the outcome in its report.
    file: usize,
    outcome: usize,
    /// The table or side file.
    table: &'static str,
    id: String,
}

/// What is new, and what is told of it.
#[derive(Debug)]
pub struct Taken {
    new: Folder,
    arrivals: Vec<Arrival>,
    reports: Vec<Report>,
}

enum Settled {
    New(Box<Written>),
    There,
}

/// Foreign text as a report may show it.
pub(crate) fn shown(text: &str) -> String {
    sousveil_text::visible(text, 200)
}

/// The first value that its column can't hold.
fn faults(written: &Written) -> Result<(), String> {
    for (at, column) in written.table.columns.iter().enumerate() {
        let cell = written.row.cell(at);
        if cell.is_empty() && column.required {
            return Err(format!("{}: found nothing; expected a value", column.name));
        }
        if cell.len() > MOST_IN_CELL {
            return Err(told(column.name, cell, &format!("at most {MOST_IN_CELL} bytes")));
        }
        for value in column.values(cell) {
            if let Some(expected) = fault(column, value) {
                return Err(told(column.name, value, &expected));
            }
        }
    }
    if let Some((column, found, expected)) = backwards(written.table.columns, &written.row).into_iter().next() {
        return Err(format!("{column}: found {found}; expected {expected}"));
    }
    for line in &written.evidence {
        let (property, value) = (line.cell(1), line.cell(2));
        let column = written.table.column(property);
        if let Some(expected) = column.filter(|_| !value.is_empty()).and_then(|c| fault(c, value)) {
            return Err(told(property, value, &expected));
        }
        if let Some(long) = line.cells().iter().find(|c| c.len() > MOST_IN_CELL) {
            let what = format!("evidence of {property}");
            return Err(told(&what, long, &format!("at most {MOST_IN_CELL} bytes")));
        }
    }
    Ok(())
}

/// The first difference between the folder's row and the arriving one.
fn difference(ours: &Written, theirs: &Written) -> Option<String> {
    let differs = "it differs from the row that is there, first in";
    let cells = ours.table.columns.iter().zip(ours.row.cells().iter().zip(theirs.row.cells()));
    for (column, (mine, other)) in cells {
        if mine != other {
            let cell = |c: &str| {
                if c.is_empty() { "nothing".to_owned() } else { format!("`{}`", sousveil_text::visible(c, 60)) }
            };
            let (mine, other) = (cell(mine), cell(other));
            return Some(format!("{differs} `{}`: the folder has {mine}, the file {other}", column.name));
        }
    }
    let sorted = |w: &Written| {
        let mut lines: Vec<Vec<String>> = w.evidence.iter().map(|r| r.cells().to_vec()).collect();
        lines.sort();
        lines
    };
    let (mine, other) = (sorted(ours), sorted(theirs));
    let apart = mine.iter().zip(&other).find(|(a, b)| a != b).map(|(a, _)| a);
    let apart = apart.or_else(|| mine.get(other.len())).or_else(|| other.get(mine.len()))?;
    let property = apart.get(1).map_or("", String::as_str);
    Some(format!("{differs} the evidence of `{property}`"))
}
