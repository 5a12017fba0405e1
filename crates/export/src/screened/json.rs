//! An answer as one line of JSON: the row, and its hits with their reasons in yente's shape.

use std::io::Write;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use sousveil_snapshot::Explanations;

use super::{Answer, Decided, Hit, OTHER_DATA, rounded};
use crate::Result;

#[derive(Serialize)]
struct Line<'a> {
    row: u64,
    cells: Cells<'a>,
    screened: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_screened: Option<&'static str>,
    found: usize,
    hits: Vec<Found<'a>>,
    remarks: &'a [String],
}

struct Cells<'a>(&'a [String], &'a [String]);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.1.len()))?;
        for (heading, cell) in self.0.iter().zip(self.1) {
            map.serialize_entry(heading, cell)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Found<'a> {
    score: f64,
    r#match: bool,
    id: &'a str,
    caption: &'a str,
    schema: &'a str,
    dataset: &'a str,
    countries: &'a [String],
    evidence: &'a [String],
    explanations: &'a Explanations,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Told<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    decision: &'static str,
    by: &'a str,
    why: &'a str,
    date: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'static str>,
}

/// Writes an answer on one line; `headings` are those of the table.
///
/// # Errors
/// Where `out` takes no more.
pub fn json_line(answer: &Answer, headings: &[String], dataset: &str, out: &mut dyn Write) -> Result<()> {
    let line = Line {
        row: answer.row,
        cells: Cells(headings, &answer.cells),
        screened: answer.not_screened.is_none(),
        not_screened: answer.not_screened,
        found: answer.found,
        hits: answer.hits.iter().map(|hit| found(hit, dataset)).collect(),
        remarks: &answer.remarks,
    };
    serde_json::to_writer(&mut *out, &line)?;
    Ok(out.write_all(b"\n")?)
}

fn found<'a>(hit: &'a Hit, dataset: &'a str) -> Found<'a> {
    let told = &hit.told;
    Found {
        score: rounded(hit.screened.score),
        r#match: hit.is_match,
        id: &told.id,
        caption: &told.caption,
        schema: &told.schema,
        dataset,
        countries: &told.countries,
        evidence: &told.links,
        explanations: &hit.screened.explanations,
        decision: hit.decision.as_ref().map(decided),
    }
}

fn decided(decided: &Decided) -> Told<'_> {
    Told {
        decision: decided.word,
        by: &decided.by,
        why: &decided.why,
        date: &decided.date,
        remark: decided.other_data.then_some(OTHER_DATA),
    }
}
