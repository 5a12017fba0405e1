//! The unit of comparison: a row with its lines of `evidence.csv`.

use std::collections::{BTreeMap, BTreeSet};

use sousveil_model::tables::{Cell, Column, TABLES, table};

use crate::folder::{Folder, SEPARATOR};

/// A row and what it rests on. Lists inside a cell are equal however they are spaced; the order of the evidence says
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) table: &'static str,
    pub(super) cells: Vec<String>,
    pub(super) evidence: BTreeSet<Vec<String>>,
}

/// The units of a folder by identifier.
#[derive(Debug, Default)]
pub(super) struct Units {
    pub(super) all: BTreeMap<String, Unit>,
    /// Rows whose identifier another row of the folder has already: table and identifier.
    pub(super) twice: Vec<(&'static str, String)>,
    /// Lines of evidence that speak of no row.
    pub(super) orphans: Vec<Vec<String>>,
}

impl Units {
    pub(super) fn of(folder: &Folder) -> Self {
        let mut out = Self::default();
        for table in TABLES {
            for row in folder.rows(table.name) {
                let cells = table.columns.iter().enumerate().map(|(at, column)| normal(column, row.cell(at))).collect();
                let unit = Unit { table: table.name, cells, evidence: BTreeSet::new() };
                let id = row.cell(0).to_owned();
                match out.all.entry(id.clone()) {
                    std::collections::btree_map::Entry::Vacant(slot) => drop(slot.insert(unit)),
                    std::collections::btree_map::Entry::Occupied(_) => out.twice.push((table.name, id)),
                }
            }
        }
        for line in folder.rows("evidence") {
            match out.all.get_mut(line.cell(0)) {
                Some(unit) => drop(unit.evidence.insert(line.cells().to_vec())),
                None => out.orphans.push(line.cells().to_vec()),
            }
        }
        out
    }

    pub(super) fn get(&self, id: &str) -> Option<&Unit> {
        self.all.get(id)
    }
}

impl Unit {
    /// The columns of its table.
    pub(super) fn columns(&self) -> &'static [Column] {
        table(self.table).map_or(&[], |t| t.columns)
    }

    /// A cell by its column's name.
    pub(super) fn cell(&self, column: &str) -> &str {
        let at = self.columns().iter().position(|c| c.name == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    /// The identifiers of other rows that it names, with the column.
    pub(super) fn refers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let company = self.cell("target_type") == "company";
        let refers = move |c: &Column| c.cell.refers() || (company && matches!(c.cell, Cell::Target));
        let cells = self.columns().iter().zip(&self.cells).filter(move |(column, _)| refers(column));
        let cells = cells.flat_map(|(column, cell)| column.values(cell).into_iter().map(|value| (column.name, value)));
        let pinned = self.evidence.iter().filter_map(|line| {
            let column = self.columns().iter().find(|c| Some(c.name) == line.get(1).map(String::as_str))?;
            column.cell.refers().then_some((column.name, line.get(2)?.as_str()))
        });
        cells.chain(pinned)
    }

    /// The whole row in words: its table, then each cell that holds something.
    pub(super) fn told(&self) -> Vec<String> {
        let cells = self.columns().iter().zip(&self.cells).filter(|(_, cell)| !cell.is_empty());
        let cells = cells.map(|(column, cell)| format!("{}: {cell}", column.name));
        std::iter::once(format!("{}.csv", self.table)).chain(cells).collect()
    }
}

fn normal(column: &Column, cell: &str) -> String {
    if column.many { column.values(cell).join(SEPARATOR) } else { cell.to_owned() }
}
