//! What every importer does with a row that arrives: source, identifier, values with the spelling they had.

mod entities;
pub(crate) mod merge;
mod sources;
mod waiting;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use serde::de::DeserializeOwned;
use sousveil_model::claim::EXISTENCE;
use sousveil_model::tables::{Cell, Column};
use sousveil_model::{EvidenceKind, Grade, Id, PartialDate, Stance};

pub use entities::Resolved;
pub(crate) use entities::sentence;
pub(crate) use merge::transfer_id;
pub use merge::{Denied, Merge, MergeAction, Merged, apply_merges, merge_rows};
pub(crate) use sources::without_scheme;
pub use sources::{Citation, kind_of};

use crate::IntakeError;
use crate::folder::{Folder, Row, SEPARATOR, Sheet};
use crate::names::Decisions;
use crate::report::{Outcome, Report, told};
use waiting::Lost;

/// What is told how many rows are done, of how many.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// One input row, read and repaired, on its way into the folder.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// What the row is called in the report: a key of its own file.
    pub label: String,
    /// The table it belongs to.
    pub table: &'static str,
    /// Its identifier.
    pub id: Id,
    /// The key of its origin in `dataset.toml`, and what that calls the row.
    pub origin: Option<(String, String)>,
    /// Its values by column.
    pub values: Vec<(&'static str, Value)>,
    /// Who says so.
    pub sources: Vec<Citation>,
    /// How strong that is.
    pub grade: Option<Grade>,
    /// Whether the source tells of a denial too: then it speaks against the row as well as for it.
    pub disputed: bool,
}

impl Arrival {
    /// In a cell of several values `;` stands between them, so that one which holds it is several: each has evidence of its
    /// own.
    fn apart(mut self) -> Self {
        let table = sousveil_model::tables::table(self.table);
        let many = |name: &str| table.and_then(|table| table.column(name)).is_some_and(|column| column.many);
        let parts = |(column, value): (&'static str, Value)| {
            let texts: Vec<String> = match value.value.contains(';') && many(column) {
                true => crate::folder::values(&value.value).map(str::to_owned).collect(),
                false => vec![value.value.clone()],
            };
            texts.into_iter().map(move |text| (column, Value { value: text, ..value.clone() }))
        };
        self.values = self.values.into_iter().flat_map(parts).collect();
        self
    }

    /// The same for a row that has that name already: another one is an alias, and its evidence is that of an alias.
    fn also_called(mut self, name: &str) -> Self {
        for (column, _) in self.values.iter_mut().filter(|(column, value)| *column == "name" && value.value != name) {
            *column = "aliases";
        }
        self
    }
}

/// One value of an arriving row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value in normal form.
    pub value: String,
    /// How the source writes it, where that differs.
    pub as_written: Option<String>,
    /// Whether a curator judged it.
    pub kind: EvidenceKind,
}

impl Value {
    /// A value that stands in the source as it is.
    pub fn plain(value: impl Into<String>) -> Self {
        Self { value: value.into(), as_written: None, kind: EvidenceKind::Source }
    }

    /// A value whose spelling was changed on the way.
    pub fn from_spelling(value: impl Into<String>, as_written: &str) -> Self {
        let value = value.into();
        let as_written = Some(as_written.to_owned()).filter(|w| *w != value && !w.is_empty());
        Self { value, as_written, kind: EvidenceKind::Source }
    }

    /// The same as a curator's judgement.
    pub fn judged(self) -> Self {
        Self { kind: EvidenceKind::Editorial, ..self }
    }
}

/// A folder that rows are arriving in.
#[derive(Debug)]
pub struct Importer<'a> {
    folder: Folder,
    decisions: &'a Decisions,
    /// The date that changes bear.
    today: PartialDate,
    /// What was read, repaired, refused.
    pub report: Report,
    /// Places of rows by identifier, per table.
    places: HashMap<&'static str, HashMap<String, usize>>,
    /// Identifiers of companies, products by the key of each of their names.
    by_name: HashMap<(&'static str, String), String>,
    /// Where old identifiers lead.
    redirects: BTreeMap<String, String>,
    /// The lines of evidence, so that none is written twice.
    evidence: HashSet<Vec<String>>,
    /// What is pinned: entity, property, value.
    pinned: HashSet<(String, String, String)>,
    /// Identifiers that rows of this import took.
    taken: HashSet<String>,
    /// Rows that refer to one that is not there yet, under it, with the places of their outcomes.
    waiting: BTreeMap<Lost, Vec<(usize, Arrival)>>,
}

impl<'a> Importer<'a> {
    /// Begins an import into a folder.
    pub fn new(folder: Folder, decisions: &'a Decisions, today: PartialDate) -> Self {
        let mut importer = Self {
            folder,
            decisions,
            today,
            report: Report::default(),
            places: HashMap::new(),
            by_name: HashMap::new(),
            redirects: BTreeMap::new(),
            evidence: HashSet::new(),
            pinned: HashSet::new(),
            taken: HashSet::new(),
            waiting: BTreeMap::new(),
        };
        importer.index();
        importer
    }

    fn index(&mut self) {
        self.by_name.clear();
        self.places.clear();
        for sheet in self.folder.sheets() {
            let by_id = sheet.rows.iter().enumerate().map(|(at, row)| (row.cell(0).to_owned(), at)).collect();
            self.places.insert(sheet.name, by_id);
            match sheet.name {
                "companies" | "products" => {
                    for row in &sheet.rows {
                        let names = std::iter::once(sheet.cell(row, "name")).chain(sheet.values(row, "aliases"));
                        for name in names {
                            let key = (sheet.name, exact_key(name));
                            self.by_name.entry(key).or_insert_with(|| row.cell(0).to_owned());
                        }
                    }
                }
                "redirects" => {
                    self.redirects = sheet.rows.iter().map(|r| (r.cell(0).to_owned(), r.cell(1).to_owned())).collect();
                }
                "evidence" => {
                    self.evidence = sheet.rows.iter().map(|r| r.cells().to_vec()).collect();
                    let key = |r: &Row| (r.cell(0).to_owned(), r.cell(1).to_owned(), r.cell(2).to_owned());
                    self.pinned = sheet.rows.iter().map(key).collect();
                }
                _ => {}
            }
        }
    }

    /// The editors' decisions.
    pub fn decisions(&self) -> &'a Decisions {
        self.decisions
    }

    /// Ends the import.
    pub fn finish(self) -> (Folder, Report) {
        (self.folder, self.report)
    }

    /// Notes that a row does not enter.
    pub fn refuse(&mut self, label: impl Into<String>, reason: impl Into<String>) {
        self.report.refuse(label.into(), &reason.into());
    }

    /// Whether the folder has the row already, under its identifier or another that this one leads to. Then it is
    /// noted, and nothing of the row need be looked at: its names would only make companies that nothing refers to.
    pub fn settled(&mut self, label: &str, table: &str, id: &Id) -> bool {
        if self.taken.contains(id.as_str()) {
            return false;
        }
        let there = match self.redirects.get(id.as_str()) {
            Some(new) => new.clone(),
            None if self.has(table, id.as_str()) => id.to_string(),
            None => return false,
        };
        self.taken.insert(id.to_string());
        self.report.outcomes.push((label.to_owned(), Outcome::Unchanged { id: there }));
        true
    }

    /// Takes a row in, unless the folder has it. One that refers to a row that is not there is refused, until
    /// [`Importer::settle_waiting`] finds that a later row brought it.
    pub fn arrive(&mut self, arrival: Arrival) {
        let arrival = arrival.apart();
        if let Some(reason) = self.fault_of(&arrival) {
            return self.refuse(arrival.label, reason);
        }
        let label = arrival.label.clone();
        let outcome = match self.lost(&arrival) {
            None => self.enter(&arrival),
            Some((column, lost)) => {
                let reason = lost.reason(column);
                self.waiting.entry(lost).or_default().push((self.report.outcomes.len(), arrival));
                Outcome::Refused { reason }
            }
        };
        self.report.outcomes.push((label, outcome));
    }

    fn enter(&mut self, arrival: &Arrival) -> Outcome {
        let id = arrival.id.to_string();
        let again = matches!(arrival.table, "companies" | "products");
        if !self.taken.insert(id.clone()) && !again {
            return Outcome::Refused { reason: format!("another row of the input has taken the identifier {id}") };
        }
        if let Some(new) = self.redirects.get(&id).cloned() {
            return if again { self.arrive_again(arrival, new) } else { Outcome::Unchanged { id: new } };
        }
        if self.has(arrival.table, &id) {
            return if again { self.arrive_again(arrival, id) } else { Outcome::Unchanged { id } };
        }
        self.add_row(arrival);
        self.note_addition(arrival);
        Outcome::Added { table: arrival.table, id }
    }

    /// What keeps the row from standing in its table, as the reason for refusing it: one bad row among good ones
    /// must not keep the others out.
    fn fault_of(&self, arrival: &Arrival) -> Option<String> {
        let table = sousveil_model::tables::table(arrival.table)?;
        let filled = || arrival.values.iter().filter(|(_, v)| !v.value.is_empty());
        let by_itself = |column: &Column| matches!(column.cell, Cell::Id | Cell::Sources | Cell::Grade);
        if let Some(column) =
            table.columns.iter().find(|c| c.required && !by_itself(c) && !filled().any(|(name, _)| *name == c.name))
        {
            return Some(format!("{}: found nothing; expected a value", column.name));
        }
        filled().find_map(|(name, Value { value, .. })| {
            let column = table.column(name)?;
            let expected = if sousveil_text::tidy(value) != *value {
                Some("text without control characters and needless white space".to_owned())
            } else {
                column.values(value).into_iter().find_map(|v| crate::folder::fault(column, v))
            };
            Some(told(name, value, &expected?))
        })
    }

    /// A line of history for a row that is new.
    fn note_addition(&mut self, arrival: &Arrival) {
        let origin = arrival.origin.as_ref().and_then(|(key, _)| self.folder.dataset.origin.get(key));
        let reason = origin.map_or_else(
            || "taken in".to_owned(),
            |o| {
                // Its title may run over several lines of dataset.toml; a cell has one.
                sousveil_text::tidy(&format!("taken in from: {}", o.title))
            },
        );
        let date = self.today.to_string();
        let cells =
            [("date", date.as_str()), ("entity", arrival.id.as_str()), ("kind", "addition"), ("reason", &reason)];
        self.push_line("changes", &cells);
    }

    /// A company or product that another source knows already gets this one as further evidence; any other row
    /// of the folder stays as its editors left it.
    fn arrive_again(&mut self, arrival: &Arrival, id: String) -> Outcome {
        let sources = self.sources(&arrival.sources);
        let Some(at) = self.places.get(arrival.table).and_then(|ids| ids.get(&id)).copied() else {
            return Outcome::Unchanged { id };
        };
        let Some(sheet) = self.folder.sheet(arrival.table) else { return Outcome::Unchanged { id } };
        let known =
            sheet.rows.get(at).is_some_and(|row| sources.iter().all(|s| sheet.values(row, "sources").any(|k| k == s)));
        if known {
            return Outcome::Unchanged { id };
        }
        let name = sheet.rows.get(at).map_or("", |row| sheet.cell(row, "name")).to_owned();
        let arrival = &arrival.clone().also_called(&name).apart();
        self.pin_by_default(arrival.table, &id);
        let Some(sheet) = self.folder.sheet_mut(arrival.table) else { return Outcome::Unchanged { id } };
        let theirs = row_of(sheet, arrival, &sources);
        if let Some(ours) = sheet.rows.get(at).cloned() {
            let joined = merge::joined(sheet, &ours, &theirs);
            if let Some(slot) = sheet.rows.get_mut(at) {
                *slot = joined;
            }
        }
        self.pin_values(arrival, &id, &sources, true);
        self.learn_names(arrival, &id);
        Outcome::Merged { id, reason: "the same name, as the decisions on names have it".to_owned() }
    }

    fn has(&self, table: &str, id: &str) -> bool {
        self.places.get(table).is_some_and(|ids| ids.contains_key(id))
    }

    /// Writes the row and pins what its single source does not say by default.
    fn add_row(&mut self, arrival: &Arrival) {
        let sources = self.sources(&arrival.sources);
        let Some(sheet) = self.folder.sheet_mut(arrival.table) else { return };
        let row = row_of(sheet, arrival, &sources);
        let at = sheet.rows.len();
        sheet.rows.push(row);
        self.places.entry(arrival.table).or_default().insert(arrival.id.to_string(), at);
        self.learn_names(arrival, arrival.id.as_str());
        self.pin_values(arrival, arrival.id.as_str(), &sources, sources.len() > 1);
    }

    /// Pins the values of an arriving row to its sources: all of them, or those that say more than the default.
    fn pin_values(&mut self, arrival: &Arrival, id: &str, sources: &[String], all: bool) {
        for source in sources {
            let existence = Pin { entity: id, source, grade: arrival.grade, ..Pin::default() };
            if all || arrival.disputed {
                self.pin(existence);
            }
            if arrival.disputed {
                let note = "The source tells that the vendor disputes it.";
                let grade = Some(Grade::Reported);
                self.pin(Pin { stance: Stance::Contradicts, note, grade, ..existence });
            }
            for (column, value) in arrival.values.iter().filter(|(c, v)| *c != "note" && !v.value.is_empty()) {
                let plain = value.as_written.is_none() && value.kind == EvidenceKind::Source;
                if all || !plain {
                    let as_written = value.as_written.as_deref().unwrap_or_default();
                    self.pin(Pin { property: column, value: &value.value, kind: value.kind, as_written, ..existence });
                }
            }
        }
    }

    fn learn_names(&mut self, arrival: &Arrival, id: &str) {
        if matches!(arrival.table, "companies" | "products") {
            for (_, name) in arrival.values.iter().filter(|(c, _)| matches!(*c, "name" | "aliases")) {
                let key = (arrival.table, exact_key(&name.value));
                self.by_name.entry(key).or_insert_with(|| id.to_owned());
            }
        }
    }

    /// Adds a line of evidence, unless the folder has the very same; whether it was added.
    fn pin(&mut self, pin: Pin<'_>) -> bool {
        let grade = pin.grade.map(|g| g.to_string()).unwrap_or_default();
        let as_written = sousveil_text::tidy(pin.as_written);
        let cells = [
            ("entity", pin.entity),
            ("property", pin.property),
            ("value", pin.value),
            ("source", pin.source),
            ("stance", pin.stance.into()),
            ("grade", &grade),
            ("kind", pin.kind.into()),
            ("as_written", if as_written == pin.value { "" } else { &as_written }),
            ("note", pin.note),
        ];
        self.pinned.insert((pin.entity.to_owned(), pin.property.to_owned(), pin.value.to_owned()));
        let Some(sheet) = self.folder.sheet("evidence") else { return false };
        if !self.evidence.insert(line_of(sheet, &cells).cells().to_vec()) {
            return false;
        }
        self.push_line("evidence", &cells);
        true
    }

    /// Adds a line to one of the sheets that are no tables of entities.
    fn push_line(&mut self, sheet: &str, cells: &[(&str, &str)]) {
        if let Some(sheet) = self.folder.sheet_mut(sheet) {
            let line = line_of(sheet, cells);
            sheet.rows.push(line);
        }
    }
}

fn line_of(sheet: &Sheet, cells: &[(&str, &str)]) -> Row {
    let mut row = sheet.new_row();
    for (column, value) in cells {
        sheet.set(&mut row, column, (*value).to_owned());
    }
    row
}

/// The row that an arrival becomes.
fn row_of(sheet: &Sheet, arrival: &Arrival, sources: &[String]) -> Row {
    let mut row = sheet.new_row();
    let mut cells: Vec<(&str, String)> = vec![
        (sheet.columns.first().map_or("id", |c| c.name), arrival.id.to_string()),
        ("sources", sources.join(SEPARATOR)),
        ("grade", arrival.grade.map(|g| g.to_string()).unwrap_or_default()),
    ];
    if let Some((key, id)) = &arrival.origin {
        cells.push(("origin", key.clone()));
        cells.push(("origin_id", id.clone()));
    }
    for column in sheet.columns {
        let mut of_column: Vec<&str> = Vec::new();
        for (_, value) in arrival.values.iter().filter(|(c, v)| *c == column.name && !v.value.is_empty()) {
            if !of_column.contains(&value.value.as_str()) {
                of_column.push(&value.value);
            }
        }
        if !of_column.is_empty() {
            cells.push((column.name, of_column.join(SEPARATOR)));
        }
    }
    for (column, value) in cells {
        sheet.set(&mut row, column, value);
    }
    row
}

/// A line of evidence on its way.
#[derive(Debug, Clone, Copy)]
struct Pin<'a> {
    entity: &'a str,
    property: &'a str,
    value: &'a str,
    source: &'a str,
    stance: Stance,
    grade: Option<Grade>,
    kind: EvidenceKind,
    as_written: &'a str,
    note: &'a str,
}

impl Default for Pin<'_> {
    fn default() -> Self {
        Self {
            entity: "",
            property: EXISTENCE,
            value: "",
            source: "",
            stance: Stance::Supports,
            grade: None,
            kind: EvidenceKind::Source,
            as_written: "",
            note: "",
        }
    }
}

/// The key on which two spellings are the same name without any judgement: letter case and white space aside.
fn exact_key(name: &str) -> String {
    sousveil_text::tidy(name).to_lowercase()
}

/// Reads all rows of CSV text into records; `path` only appears in messages.
///
/// # Errors
/// Where a row has not the form.
pub fn parse_csv<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<Vec<T>, IntakeError> {
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes));
    reader
        .deserialize()
        .map(|row| {
            row.map_err(|e| {
                let line = e.position().map(csv::Position::line);
                IntakeError::form(path, line, e.to_string(), "a row with the headings that docs/import.md lists")
            })
        })
        .collect()
}
