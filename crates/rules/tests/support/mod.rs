//! The open dataset's measures and transfers, read from its tables without the rest of the house.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::{BTreeSet, HashMap};

use sousveil_model::{Claim, Coverage, Entity, tables};
use sousveil_rules::{Measure, Recorded, Rulebook};

fn rows(file: &str) -> Vec<csv::StringRecord> {
    let path = format!("{}/../../data/{file}.csv", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&path).unwrap_or_else(|e| panic!("{e}"));
    reader.records().map(|row| row.unwrap_or_else(|error| panic!("{path}: {error}"))).collect()
}

/// The entities of a table, each claim without its evidence.
fn entities(name: &str) -> Vec<Entity> {
    let rows = rows(name);
    let table = tables::TABLES.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("no table {name}"));
    let (head, rest) = rows.split_first().unwrap_or_else(|| panic!("no rows in {name}"));
    let entity = |row: &csv::StringRecord| {
        let claims = head.iter().zip(row).filter_map(|(name, cell)| {
            let column = table.column(name).filter(|column| column.cell.is_claim())?;
            Some(column.values(cell).into_iter().map(|value| Claim {
                property: name.into(),
                value: value.into(),
                evidence: Vec::new(),
            }))
        });
        let id = row.get(0).unwrap_or_default();
        Entity {
            id: id.parse().unwrap_or_else(|error| panic!("{id}: {error}")),
            schema: table.schema.into(),
            origin: None,
            claims: claims.flatten().collect(),
        }
    };
    rest.iter().map(entity).collect()
}

/// Every transfer, for the rules.
pub fn transfers() -> Vec<Recorded> {
    let others: HashMap<String, Entity> = ["companies", "agencies"]
        .into_iter()
        .flat_map(entities)
        .map(|entity| (entity.id.to_string(), entity))
        .collect();
    entities("transfers").iter().map(|transfer| Recorded::of(transfer, &|id| others.get(id).cloned())).collect()
}

/// The rulebook, and the identifiers of all sources.
pub fn open_dataset() -> (Rulebook, BTreeSet<String>) {
    let read = entities("measures");
    let read = read.iter().map(|entity| Measure::of(entity).unwrap_or_else(|error| panic!("{error}")));
    let cell = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().to_owned();
    let coverage: Vec<Coverage> = rows("coverage")
        .iter()
        .skip(1)
        .map(|row| Coverage {
            subject: cell(row, 0),
            kind: cell(row, 1),
            target: cell(row, 2),
            from: cell(row, 3),
            to: cell(row, 4),
            note: cell(row, 5),
        })
        .collect();
    let book = Rulebook::new(read.collect(), &coverage).unwrap_or_else(|error| panic!("{error}"));
    let sources = rows("sources").iter().skip(1).map(|row| cell(row, 0)).collect();
    (book, sources)
}
