//! What left, and what could not: counted, so that the sum is always the number of claims.

use std::collections::BTreeMap;

use serde::Serialize;

/// The counts of one export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Entities that left, by their schema in FollowTheMoney, those included that are derived for it.
    pub schemata: BTreeMap<&'static str, u64>,
    /// Claims that left.
    pub told: u64,
    /// Rows that did not, by table and reason.
    rows: BTreeMap<(String, String), u64>,
    /// Claims that did not, by table, column and reason; those of rows that did not leave are among them.
    values: BTreeMap<(String, String, String), u64>,
}

/// One line of what was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The table.
    pub table: String,
    /// The column; `None` where whole rows are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Why.
    pub reason: String,
    /// How many rows or values.
    pub count: u64,
}

impl Ledger {
    /// Counts a row that does not leave.
    pub(super) fn row(&mut self, table: &str, reason: &str) {
        *self.rows.entry((table.to_owned(), reason.to_owned())).or_default() += 1;
    }

    /// Counts a value that does not leave.
    pub(super) fn value(&mut self, table: &str, column: &str, reason: &str) {
        *self.values.entry((table.to_owned(), column.to_owned(), reason.to_owned())).or_default() += 1;
    }

    /// Rows that were left out.
    pub fn rows(&self) -> Vec<LeftOut> {
        let line = |((table, reason), count): (&(String, String), &u64)| LeftOut {
            table: table.clone(),
            column: None,
            reason: reason.clone(),
            count: *count,
        };
        self.rows.iter().map(line).collect()
    }

    /// Values that were left out, those of rows that were left out included.
    pub fn values(&self) -> Vec<LeftOut> {
        let line = |((table, column, reason), count): (&(String, String, String), &u64)| LeftOut {
            table: table.clone(),
            column: Some(column.clone()),
            reason: reason.clone(),
            count: *count,
        };
        self.values.iter().map(line).collect()
    }

    /// Number of entities that left.
    pub fn entities(&self) -> u64 {
        self.schemata.values().sum()
    }
}
