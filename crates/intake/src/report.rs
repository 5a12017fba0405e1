//! What an import read, repaired and refused.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::folder::LONGEST_EXPECTED;

/// The record of one import. Every input row has exactly one outcome.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// What became of each input row, in the order of the input.
    pub outcomes: Vec<(String, Outcome)>,
    /// What was repaired, by kind.
    pub repairs: BTreeMap<&'static str, Repair>,
    /// Values that no column can hold, by schema and property, such as `Company.registrationNumber`: how many.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out: BTreeMap<String, u64>,
    /// What else there is to say of the whole, in sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Rows refused beyond [`MOST_REFUSED`], which are counted and not told one by one.
    #[serde(skip_serializing_if = "is_none")]
    pub refused_untold: usize,
    #[serde(skip)]
    refused_told: usize,
}

/// So many refused rows of a file are told one by one: a file of nothing else must not fill the memory.
pub const MOST_REFUSED: usize = 100_000;

/// A property of a foreign schema is shown with so many characters at most.
const LONGEST_PROPERTY: usize = 200;

/// Why a row does not enter: what its column holds, and what it should.
pub(crate) fn told(column: &str, found: &str, expected: &str) -> String {
    format!("{column}: found `{}`; expected {expected}", sousveil_text::visible(found, 100))
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

/// What became of one input row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It is a row of the folder now.
    Added {
        /// The table.
        table: &'static str,
        /// The new identifier.
        id: String,
    },
    /// The folder had it already; nothing was changed.
    Unchanged {
        /// The identifier.
        id: String,
    },
    /// An editor's decision joined it to another row as further evidence.
    Merged {
        /// The identifier of the row that it was joined to.
        id: String,
        /// Why.
        reason: String,
    },
    /// It did not enter.
    Refused {
        /// Why.
        reason: String,
    },
}

/// One kind of repair: how often, with examples.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// How often.
    pub count: u64,
    /// Up to five different examples: what stood there, what was made of it.
    pub examples: Vec<(String, String)>,
}

/// The sums of a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Input rows.
    pub read: usize,
    /// New rows of the folder.
    pub added: usize,
    /// Rows that were there.
    pub unchanged: usize,
    /// Rows joined to others.
    pub merged: usize,
    /// Rows refused.
    pub refused: usize,
}

impl Sums {
    /// The sums in one sentence, without its full stop.
    pub fn sentence(&self) -> String {
        let Self { read, added, unchanged, merged, refused } = self;
        let rows = if *read == 1 { "row" } else { "rows" };
        format!("{read} {rows} read = {added} added + {merged} merged + {unchanged} already there + {refused} refused")
    }
}

impl Report {
    /// Notes one repair.
    pub fn repaired(&mut self, kind: &'static str, before: &str, after: &str) {
        let repair = self.repairs.entry(kind).or_default();
        repair.count += 1;
        let example = (shorten(before), shorten(after));
        if repair.examples.len() < 5 && !repair.examples.contains(&example) {
            repair.examples.push(example);
        }
    }

    /// Notes that values of a property have no column. It may be called anything.
    pub(crate) fn leave_out(&mut self, property: &str, values: u64) {
        *self.left_out.entry(sousveil_text::visible(property, LONGEST_PROPERTY)).or_default() += values;
    }

    /// Notes that a row did not enter.
    pub fn refuse(&mut self, label: String, reason: &str) {
        if self.refused_told == MOST_REFUSED {
            self.refused_untold += 1;
            return;
        }
        self.refused_told += 1;
        let reason = sousveil_text::visible(reason, LONGEST_EXPECTED);
        self.outcomes.push((label, Outcome::Refused { reason }));
    }

    /// The sums; `read` is the sum of the four others.
    pub fn sums(&self) -> Sums {
        let count = |which: fn(&Outcome) -> bool| self.outcomes.iter().filter(|(_, o)| which(o)).count();
        Sums {
            read: self.outcomes.len() + self.refused_untold,
            added: count(|o| matches!(o, Outcome::Added { .. })),
            unchanged: count(|o| matches!(o, Outcome::Unchanged { .. })),
            merged: count(|o| matches!(o, Outcome::Merged { .. })),
            refused: count(|o| matches!(o, Outcome::Refused { .. })) + self.refused_untold,
        }
    }

    /// How many rows each table got.
    pub fn added(&self) -> BTreeMap<&'static str, usize> {
        let mut tables = BTreeMap::new();
        for (_, outcome) in &self.outcomes {
            if let Outcome::Added { table, .. } = outcome {
                *tables.entry(*table).or_default() += 1;
            }
        }
        tables
    }

    /// The reasons of refusal with the rows, most first.
    pub fn refusals(&self) -> Vec<(&str, Vec<&str>)> {
        let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (row, outcome) in &self.outcomes {
            if let Outcome::Refused { reason } = outcome {
                reasons.entry(reason).or_default().push(row);
            }
        }
        let mut reasons: Vec<_> = reasons.into_iter().collect();
        reasons.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
        reasons
    }

    /// The report as Markdown.
    pub fn to_markdown(&self, title: &str) -> String {
        let mut out = format!("## {title}\n\n{}.\n\n", self.sums().sentence());
        // Writing into a String can't fail.
        for note in &self.notes {
            let _ = writeln!(out, "{note}.\n");
        }
        if !self.repairs.is_empty() {
            out.push_str("| repair | times | examples |\n| --- | ---: | --- |\n");
            for (kind, repair) in &self.repairs {
                let examples: Vec<String> =
                    repair.examples.iter().map(|(a, b)| format!("{} → {}", code(a), code(b))).collect();
                let _ = writeln!(out, "| {kind} | {} | {} |", repair.count, examples.join("<br>"));
            }
            out.push('\n');
        }
        if !self.left_out.is_empty() {
            out.push_str("| no place for | values |\n| --- | ---: |\n");
            for (property, count) in &self.left_out {
                let _ = writeln!(out, "| {} | {count} |", property.replace('|', "\\|"));
            }
            out.push('\n');
        }
        if self.sums().refused > 0 {
            out.push_str("| refused because | rows |\n| --- | ---: |\n");
            for (reason, rows) in self.refusals() {
                let _ = writeln!(out, "| {} | {} |", reason.replace('|', "\\|"), rows.len());
            }
            if self.refused_untold > 0 {
                let _ = writeln!(out, "| (others, which are only counted) | {} |", self.refused_untold);
            }
            out.push('\n');
        }
        out
    }
}

/// Short but as it is: who shows it escapes it.
fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(100).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn code(text: &str) -> String {
    let text = text.replace('\n', "⏎").replace('|', "\\|").replace('`', "'");
    let text = sousveil_text::visible(&text, 200);
    if text.trim().is_empty() { format!("\"{text}\"") } else { format!("`{text}`") }
}
