//! What the screening of a table found, as rows: those of the table with their own columns first, then what was found.

mod json;
mod reasons;
mod spool;

use sousveil_snapshot::{Screened, Told};

pub use json::json_line;
pub use reasons::reasons;
pub use spool::{csv_rows, read_rows};

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Its number, from 1.
    pub row: u64,
    /// Its cells as they were read.
    pub cells: Vec<String>,
    /// Why it was not screened, where it was not.
    pub not_screened: Option<&'static str>,
    /// What was found, the most important first.
    pub hits: Vec<Hit>,
    /// How many were found in all.
    pub found: usize,
    /// What there is to say of the row.
    pub remarks: Vec<String>,
}

/// An entry that may be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Score and reasons.
    pub screened: Screened,
    /// Whether it is called a match: by its score, or because somebody decided so.
    pub is_match: bool,
    /// The entry.
    pub told: Told,
    /// The decision of somebody, where there is one.
    pub decision: Option<Decided>,
}

/// A decision of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// `same`, `not the same` or `unsure`.
    pub word: &'static str,
    /// By whom.
    pub by: String,
    /// Why.
    pub why: String,
    /// When.
    pub date: String,
    /// Whether it was made on other data than there is now, so that it does not hold any more.
    pub other_data: bool,
}

/// What is said of a decision that does not hold any more.
pub const OTHER_DATA: &str = "decided for other data";

/// The columns behind those of the table.
pub const COLUMNS: [&str; 18] = [
    "hit_status",
    "hit_number",
    "hit_of",
    "hit_score",
    "hit_match",
    "hit_entity",
    "hit_caption",
    "hit_schema",
    "hit_dataset",
    "hit_countries",
    "hit_reasons",
    "hit_evidence",
    "hit_decision",
    "hit_decided_by",
    "hit_decided_why",
    "hit_decided_on",
    "hit_decision_remark",
    "hit_remark",
];

/// Which of [`COLUMNS`] hold numbers.
const NUMBERS: [&str; 3] = ["hit_number", "hit_of", "hit_score"];

/// All headings: those of the table, then ours, with a number behind those that the table has itself.
pub fn heads(table: &[String]) -> Vec<String> {
    let own = COLUMNS.iter().map(|column| {
        let mut name = (*column).to_owned();
        let mut number = 1;
        while table.contains(&name) {
            number += 1;
            name = format!("{column} ({number})");
        }
        name
    });
    table.iter().cloned().chain(own).collect()
}

/// Which of the columns of a table with so many of its own hold numbers.
pub(crate) fn is_number(at: usize, own: usize) -> bool {
    at.checked_sub(own).and_then(|at| COLUMNS.get(at)).is_some_and(|column| NUMBERS.contains(column))
}

/// The rows that an answer becomes: one for each hit, one where there is none. Nothing is defused yet.
pub fn rows(answer: &Answer, dataset: &str) -> Vec<Vec<String>> {
    if answer.hits.is_empty() {
        let status = answer.not_screened.map_or_else(|| "screened".to_owned(), |why| format!("not screened: {why}"));
        let mut row = answer.cells.clone();
        row.push(status);
        row.resize(answer.cells.len() + COLUMNS.len() - 1, String::new());
        row.push(answer.remarks.join("; "));
        return vec![row];
    }
    (1..).zip(&answer.hits).map(|(number, hit)| row(answer, number, hit, dataset)).collect()
}

fn row(answer: &Answer, number: usize, hit: &Hit, dataset: &str) -> Vec<String> {
    let told = &hit.told;
    let decision = |of: fn(&Decided) -> String| hit.decision.as_ref().map(of).unwrap_or_default();
    let mut row = answer.cells.clone();
    row.extend([
        "screened".to_owned(),
        number.to_string(),
        answer.found.to_string(),
        rounded(hit.screened.score).to_string(),
        if hit.is_match { "yes" } else { "no" }.to_owned(),
        told.id.clone(),
        told.caption.clone(),
        told.schema.clone(),
        dataset.to_owned(),
        told.countries.join("; "),
        reasons(&hit.screened.explanations),
        links(told),
        decision(|d| d.word.to_owned()),
        decision(|d| d.by.clone()),
        decision(|d| d.why.clone()),
        decision(|d| d.date.clone()),
        decision(|d| if d.other_data { OTHER_DATA.to_owned() } else { String::new() }),
        answer.remarks.join("; "),
    ]);
    row
}

fn links(told: &Told) -> String {
    let mut out = told.links.join("; ");
    if told.more_links > 0 {
        out.push_str(&format!("; and {} more", told.more_links));
    }
    out
}

/// To four places, as a decimal that reads as it was meant.
pub fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_columns_keep_out_of_the_way_of_the_tables() {
        let heads = heads(&["name".to_owned(), "hit_score".to_owned()]);
        assert_eq!(heads.len(), 2 + COLUMNS.len());
        assert!(heads.contains(&"hit_score (2)".to_owned()));
        let numbers: Vec<&str> =
            heads.iter().enumerate().filter(|(at, _)| is_number(*at, 2)).map(|(_, h)| h.as_str()).collect();
        assert_eq!(numbers, ["hit_number", "hit_of", "hit_score (2)"]);
    }

    #[test]
    fn a_row_without_hits_comes_back() {
        let answer = Answer {
            row: 1,
            cells: vec!["a".to_owned(), "=b".to_owned()],
            not_screened: Some("no name"),
            hits: Vec::new(),
            found: 0,
            remarks: vec!["x".to_owned()],
        };
        let rows = rows(&answer, "demo");
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].len(), 2 + COLUMNS.len());
        assert_eq!((rows[0][2].as_str(), rows[0].last().map(String::as_str)), ("not screened: no name", Some("x")));
    }
}
