//! Rows whose references are not there when they arrive, and may come with later rows.

use std::collections::BTreeMap;

use sousveil_model::tables::Cell;

use super::{Arrival, Importer, Value};
use crate::report::{Outcome, told};

/// What a row refers to and is not there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lost {
    table: &'static str,
    id: String,
}

impl Lost {
    pub(super) fn reason(&self, column: &str) -> String {
        match self.table {
            "technologies" => told(column, &self.id, "the key of a technology"),
            table => told(column, &self.id, &format!("the identifier of a row in {table}.csv")),
        }
    }
}

impl Importer<'_> {
    /// Takes the rows in whose references were not there when they arrived, and are now.
    pub fn settle_waiting(&mut self) {
        let (there, waiting) = std::mem::take(&mut self.waiting).into_iter().partition(|(lost, _)| self.is_there(lost));
        self.waiting = waiting;
        let there: BTreeMap<Lost, Vec<(usize, Arrival)>> = there;
        let mut ready: BTreeMap<usize, Arrival> = there.into_values().flatten().collect();
        while let Some((place, arrival)) = ready.pop_first() {
            if let Some((_, lost)) = self.lost(&arrival) {
                self.waiting.entry(lost).or_default().push((place, arrival));
                continue;
            }
            let outcome = self.enter(&arrival);
            if let Outcome::Added { table, id } = &outcome {
                ready.extend(self.waiting.remove(&Lost { table, id: id.clone() }).into_iter().flatten());
            }
            if let Some((_, refused)) = self.report.outcomes.get_mut(place) {
                *refused = outcome;
            }
        }
    }

    /// The first reference of the row that points nowhere, with its column.
    pub(super) fn lost(&self, arrival: &Arrival) -> Option<(&'static str, Lost)> {
        let columns = sousveil_model::tables::table(arrival.table)?;
        let company = arrival.values.iter().any(|(c, v)| *c == "target_type" && v.value == "company");
        arrival.values.iter().find_map(|(name, Value { value, .. })| {
            let column = columns.column(name)?;
            let (table, or): (_, &[&str]) = match column.cell {
                Cell::Entity { table, or } => (table, or),
                Cell::Target if company => ("companies", &[]),
                _ => return None,
            };
            let references = column.values(value).into_iter().filter(|v| !or.contains(v));
            let mut lost = references.map(|v| Lost { table, id: v.to_owned() }).filter(|lost| !self.is_there(lost));
            lost.next().map(|lost| (*name, lost))
        })
    }

    fn is_there(&self, lost: &Lost) -> bool {
        self.has(lost.table, &lost.id)
    }
}
