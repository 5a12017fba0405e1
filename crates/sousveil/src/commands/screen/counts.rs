//! How many rows became what; the counts add up.

use serde::{Deserialize, Serialize};
use sousveil_export::screened::Answer;

/// Counts of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// All rows: those that were screened and those that were not.
    pub rows: u64,
    /// Rows that were screened: those with a match, those that are possible, those that were decided, those without.
    pub screened: u64,
    /// Rows without a name.
    pub not_screened: u64,
    /// Rows with a match: an entry at the threshold or above, or one that somebody decided to be the same.
    pub matches: u64,
    /// Rows without a match, but with an entry between cutoff and threshold.
    pub possible: u64,
    /// Rows of which everything that was found was decided not to be the same.
    pub dismissed: u64,
    /// Rows for which no entry reaches the cutoff.
    pub nothing: u64,
}

impl Counts {
    /// Counts a row, of which so much was found that nobody dismissed.
    pub fn add(&mut self, answer: &Answer, dismissed: bool) {
        self.rows += 1;
        if answer.not_screened.is_some() {
            self.not_screened += 1;
            return;
        }
        self.screened += 1;
        let slot = if answer.hits.iter().any(|hit| hit.is_match) {
            &mut self.matches
        } else if answer.hits.is_empty() {
            &mut self.nothing
        } else if dismissed {
            &mut self.dismissed
        } else {
            &mut self.possible
        };
        *slot += 1;
    }

    /// The sum with others.
    pub fn join(&mut self, other: &Self) {
        self.rows += other.rows;
        self.screened += other.screened;
        self.not_screened += other.not_screened;
        self.matches += other.matches;
        self.possible += other.possible;
        self.dismissed += other.dismissed;
        self.nothing += other.nothing;
    }

    /// Names and values, for people.
    pub fn told(&self) -> Vec<(&'static str, u64)> {
        vec![
            ("rows", self.rows),
            ("screened", self.screened),
            ("not screened: no name", self.not_screened),
            ("with a match", self.matches),
            ("possible", self.possible),
            ("decided not the same", self.dismissed),
            ("nothing found", self.nothing),
        ]
    }
}
