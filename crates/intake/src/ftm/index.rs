//! What the input holds, learned on a first reading: which things will come in, and what the ties between them are.

use std::collections::{BTreeSet, HashMap, HashSet};

use sousveil_model::ftm::{Back, Derived, back, table_for};
use sousveil_model::tables::{Cell, Column, TABLES};
use sousveil_model::{Grade, Id, SourceKind};

use super::home::Part;
use super::thing::Thing;
use super::{home, nodes};
use crate::folder::{Folder, Row};
use crate::taking::Taking;

/// What is known of the input and of the folder.
#[derive(Debug)]
pub(super) struct Index<'a> {
    folder: &'a Folder,
    /// Whether things that name the folder's own dataset are its own export.
    home: bool,
    /// The rows of the folder by identifier.
    rows: HashMap<&'a str, (&'static str, &'a Row)>,
    technologies: HashSet<&'a str>,
    /// By the identifier at the origin.
    known: HashMap<String, Known>,
    contracts: HashMap<String, Thing>,
    /// What the folder's own exports tell beside the row: by row and kind, the identifiers.
    parts: HashMap<(String, Derived), Vec<Part>>,
}

/// A thing that will be a row.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// Its table.
    pub(super) table: &'static str,
    /// Our identifier.
    pub(super) id: Id,
    /// The country of an agency.
    pub(super) country: Option<String>,
    /// The usual grade of what a source says.
    pub(super) grade: Option<Grade>,
}

impl<'a> Index<'a> {
    pub(super) fn new(folder: &'a Folder, vocabulary: &'a Folder, home: bool) -> Self {
        let keys = folder.rows("technologies").iter().chain(vocabulary.rows("technologies"));
        Self {
            folder,
            home,
            rows: TABLES
                .iter()
                .flat_map(|t| folder.rows(t.name).iter().map(move |r| (r.cell(0), (t.name, r))))
                .collect(),
            technologies: keys.map(|r| r.cell(0)).collect(),
            known: HashMap::new(),
            contracts: HashMap::new(),
            parts: HashMap::new(),
        }
    }

    /// Whether the thing says that it is of the folder's own dataset, which anybody can say.
    pub(super) fn is_own(&self, thing: &Thing) -> bool {
        matches!(thing.datasets.as_slice(), [one] if *one == self.folder.dataset.name)
    }

    /// Whether the thing comes home: an export of the folder itself, as whoever imports it has said.
    pub(super) fn is_home(&self, thing: &Thing) -> bool {
        self.home && self.is_own(thing)
    }

    /// The keys of the folder's origins.
    pub(super) fn origins(&self) -> impl Iterator<Item = &str> {
        self.folder.dataset.origin.keys().map(String::as_str)
    }

    pub(super) fn has_origin(&self, key: &str) -> bool {
        self.folder.dataset.origin.contains_key(key)
    }

    /// Whether there is a technology of that key, here or in the program's own vocabulary.
    pub(super) fn is_technology(&self, key: &str) -> bool {
        self.technologies.contains(key)
    }

    /// What a foreign identifier will be, if it comes in and as a row of that table.
    pub(super) fn in_table(&self, foreign: &str, table: &str) -> Option<&Known> {
        self.known.get(foreign).filter(|k| k.table == table)
    }

    /// Whether the folder itself has a row of that identifier.
    pub(super) fn has(&self, id: &str) -> bool {
        self.rows.contains_key(id)
    }

    /// The same in one table.
    pub(super) fn has_row(&self, table: &str, id: &str) -> bool {
        self.rows.get(id).is_some_and(|(t, _)| *t == table)
    }

    /// A source of the input or of the folder, and the usual grade of what it says.
    pub(super) fn source(&self, foreign: &str) -> Option<(Id, Option<Grade>)> {
        if let Some(known) = self.in_table(foreign, "sources") {
            return Some((known.id.clone(), known.grade));
        }
        let (_, row) = self.rows.get(foreign).filter(|(table, _)| *table == "sources")?;
        let kind = self.folder.sheet("sources").map_or("", |sheet| sheet.cell(row, "kind"));
        Some((foreign.parse().ok()?, usual(kind)))
    }

    /// Whether a value of the column leads to something, where it is to lead to something.
    pub(super) fn leads(&self, column: &Column, value: &str) -> bool {
        match column.cell {
            Cell::Entity { table: "technologies", or } => self.is_technology(value) || or.contains(&value),
            Cell::Entity { table, or } => {
                or.contains(&value) || self.in_table(value, table).is_some() || self.has_row(table, value)
            }
            _ => true,
        }
    }

    pub(super) fn contract(&self, foreign: &str) -> Option<&Thing> {
        self.contracts.get(foreign)
    }

    /// What an export of our own tells beside the row.
    pub(super) fn parts(&self, row: &str, kind: Derived) -> &[Part] {
        self.parts.get(&(row.to_owned(), kind)).map_or(&[], Vec::as_slice)
    }

    /// Looks at a thing on the first reading.
    pub(super) fn learn(&mut self, thing: Thing, taking: &Taking<'_>) {
        if self.is_home(&thing) {
            if let Some((row, kind)) = Derived::of(&thing.id) {
                self.parts.entry((row.to_owned(), kind)).or_default().push(home::part(&thing));
            } else if let (Some(table), Ok(id)) = (table_for(&thing.schema), thing.id.parse::<Id>()) {
                let grade = thing.values("keywords").find_map(|v| match back(&thing.schema, "keywords", v) {
                    Back::Cell { column, value } if column.name == "kind" => usual(&value),
                    _ => None,
                });
                self.known.entry(thing.id).or_insert(Known { table, id, country: None, grade });
            }
            return;
        }
        if thing.schema == "Contract" {
            self.contracts.insert(thing.id.clone(), thing);
        } else if let Some(Ok(made)) = nodes::entity(&thing, self)
            && taking.stands(&made.entity)
            && let Some(table) = sousveil_model::tables::table_of_schema(&made.entity.schema)
        {
            let country = made.entity.first("country").filter(|_| table.name == "agencies").map(str::to_owned);
            let known = Known { table: table.name, id: made.entity.id, country, grade: None };
            // Of two things with one identifier the first comes in.
            self.known.entry(thing.id).or_insert(known);
        }
    }
}

/// Where technologies are named.
const NAMING: [(&str, &str); 4] = [
    ("companies", "technologies"),
    ("products", "technology"),
    ("transfers", "technologies"),
    ("measures", "technologies"),
];

fn usual(kind: &str) -> Option<Grade> {
    kind.parse::<SourceKind>().ok().map(SourceKind::usual_grade)
}

fn has(folder: &Folder, sheet: &str, id: &str) -> bool {
    folder.rows(sheet).iter().any(|r| r.cell(0) == id)
}

/// Adds the technologies that rows of the folder name and the folder lacks, with all they rest on.
pub(super) fn vocabulary(folder: &mut Folder, vocabulary: &Folder) {
    let mut named: BTreeSet<String> = BTreeSet::new();
    for (sheet, column) in NAMING {
        if let Some(sheet) = folder.sheet(sheet) {
            named.extend(sheet.rows.iter().flat_map(|r| sheet.values(r, column)).map(str::to_owned));
        }
    }
    named.retain(|key| !has(folder, "technologies", key));
    let Some(theirs) = vocabulary.sheet("technologies") else { return };
    let mut sources: BTreeSet<String> = BTreeSet::new();
    for row in theirs.rows.iter().filter(|r| named.contains(r.cell(0))) {
        sources.extend(theirs.values(row, "sources").map(str::to_owned));
        folder.take_line("technologies", row.clone());
    }
    for line in vocabulary.rows("evidence").iter().filter(|r| named.contains(r.cell(0))) {
        folder.take_line("evidence", line.clone());
    }
    let Some(theirs) = vocabulary.sheet("sources") else { return };
    for row in theirs.rows.iter().filter(|r| sources.contains(r.cell(0))) {
        if !has(folder, "sources", row.cell(0)) {
            let mut row = row.clone();
            // The origin of a vocabulary's source is none of the folder's.
            if !folder.dataset.origin.contains_key(theirs.cell(&row, "origin")) {
                theirs.set(&mut row, "origin", String::new());
            }
            theirs.set(&mut row, "cites", String::new());
            folder.take_line("sources", row);
        }
    }
}
