//! What an import read, repaired and refused.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

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

    /// The sums; `read` is the sum of the four others.
    pub fn sums(&self) -> Sums {
        let count = |which: fn(&Outcome) -> bool| self.outcomes.iter().filter(|(_, o)| which(o)).count();
        Sums {
            read: self.outcomes.len(),
            added: count(|o| matches!(o, Outcome::Added { .. })),
            unchanged: count(|o| matches!(o, Outcome::Unchanged { .. })),
            merged: count(|o| matches!(o, Outcome::Merged { .. })),
            refused: count(|o| matches!(o, Outcome::Refused { .. })),
        }
    }

    /// The reasons of refusal, with how many rows each, most first.
    pub fn refusals(&self) -> Vec<(&str, usize)> {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, outcome) in &self.outcomes {
            if let Outcome::Refused { reason } = outcome {
                *reasons.entry(reason).or_default() += 1;
            }
        }
        let mut reasons: Vec<_> = reasons.into_iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        reasons
    }

    /// The report as Markdown.
    pub fn to_markdown(&self, title: &str) -> String {
        let sums = self.sums();
        let mut out = format!("## {title}\n\n");
        // Writing into a String can't fail.
        let _ = writeln!(
            out,
            "{} rows read = {} added + {} merged + {} already there + {} refused.\n",
            sums.read, sums.added, sums.merged, sums.unchanged, sums.refused
        );
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
            out.push_str("| no column for | values |\n| --- | ---: |\n");
            for (property, count) in &self.left_out {
                let _ = writeln!(out, "| {} | {count} |", property.replace('|', "\\|"));
            }
            out.push('\n');
        }
        if sums.refused > 0 {
            out.push_str("| refused because | rows |\n| --- | ---: |\n");
            for (reason, count) in self.refusals() {
                let _ = writeln!(out, "| {} | {count} |", reason.replace('|', "\\|"));
            }
            out.push('\n');
        }
        out
    }
}

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
