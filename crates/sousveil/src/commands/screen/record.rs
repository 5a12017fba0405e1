//! All that a run hangs on, so that it can be resumed, checked and repeated.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sousveil_export::screened::rounded;
use sousveil_screen::{Params, Weights};

use super::counts::Counts;
use crate::args::{Hits, Screen, ScreenTable};

/// The form of the record.
pub const FORMAT: u32 = 1;

/// All that a run hangs on, but for the table itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// [`FORMAT`].
    pub format: u32,
    /// The program and its version.
    pub program: String,
    /// When the run began, in UTC.
    pub when: String,
    /// The list that was looked at.
    pub list: List,
    /// The table.
    pub input: Input,
    /// How it was read.
    pub reading: Reading,
    /// Which columns held what.
    pub columns: Vec<Column>,
    /// What the scores hang on.
    pub parameters: Parameters,
    /// The decisions that were applied.
    pub review: Option<Review>,
}

/// A run that was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What it hangs on.
    #[serde(flatten)]
    pub plan: Plan,
    /// What became of the rows.
    pub counts: Counts,
    /// SHA-256 of what was written.
    pub output_sha256: String,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    pub name: String,
    pub version: String,
    pub data_hash: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    pub file: String,
    pub sha256: String,
    pub bytes: u64,
    pub rows: u64,
    pub layout: String,
}

/// How a table is to be read, where that was said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub sheet: Option<String>,
    pub encoding: Option<String>,
    pub delimiter: Option<String>,
    pub header_row: Option<u32>,
    pub no_headings: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub what: String,
    pub heading: String,
}

/// What scores hang on, and how many are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameters {
    pub algorithm: String,
    pub threshold: f64,
    pub cutoff: f64,
    /// Features whose weight is another than the program's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: BTreeMap<String, f64>,
    /// Hits of a row that are kept.
    pub limit: usize,
    /// The schema of rows that say none.
    pub schema: Option<String>,
}

/// A file of decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub file: String,
    pub sha256: String,
    pub decided: u64,
}

impl Reading {
    /// As the arguments say.
    pub fn of(args: &ScreenTable) -> Self {
        Self {
            sheet: args.sheet.clone(),
            encoding: args.encoding.clone(),
            delimiter: args.delimiter.clone(),
            header_row: args.header_row,
            no_headings: args.no_headings,
        }
    }
}

impl Parameters {
    /// As the arguments say.
    pub fn of(args: &Screen, params: &Params) -> Self {
        Self {
            algorithm: params.algorithm.to_string(),
            threshold: rounded(params.threshold),
            cutoff: rounded(params.cutoff),
            weights: weights(params),
            limit: if args.table.hits == Hits::Best { 1 } else { args.limit.max(1) },
            schema: args.schema.clone(),
        }
    }
}

/// The weights that are not the program's own.
pub fn weights(params: &Params) -> BTreeMap<String, f64> {
    let own = Weights::default();
    let said = params.weights.iter().filter(|(feature, weight)| own.get(*feature) != *weight);
    said.map(|(feature, weight)| (feature.to_string(), rounded(weight))).collect()
}

impl Plan {
    /// What differs from a run that is to be gone on with or repeated, in words.
    pub fn differences(&self, before: &Self) -> Vec<String> {
        let mut out = Vec::new();
        let mut differ = |what: &str, now: &str, then: &str| {
            if now != then {
                out.push(format!("{what}: now {now}, then {then}"));
            }
        };
        differ("program", &self.program, &before.program);
        differ("data hash of the list", &self.list.data_hash, &before.list.data_hash);
        differ("version of the list", &self.list.version, &before.list.version);
        differ("SHA-256 of the table", &self.input.sha256, &before.input.sha256);
        differ("how the table is read", &format!("{:?}", self.reading), &format!("{:?}", before.reading));
        let columns = |plan: &Self| {
            plan.columns.iter().map(|c| format!("{}={}", c.what, c.heading)).collect::<Vec<_>>().join(", ")
        };
        differ("columns", &columns(self), &columns(before));
        let parameters = |plan: &Self| serde_json::to_string(&plan.parameters).unwrap_or_default();
        differ("parameters", &parameters(self), &parameters(before));
        let review =
            |plan: &Self| plan.review.as_ref().map_or_else(|| "none".to_owned(), |review| review.sha256.clone());
        differ("SHA-256 of the decisions", &review(self), &review(before));
        out
    }

    /// Names and values, for the sheet that tells of the run.
    pub fn told(&self, counts: &Counts) -> Vec<(String, String)> {
        let mut out: Vec<(String, String)> = Vec::new();
        let mut add = |what: &str, value: &str| out.push((what.to_owned(), value.to_owned()));
        add("list", &self.list.name);
        add("version of the list", &self.list.version);
        add("data hash of the list", &self.list.data_hash);
        add("table", &self.input.file);
        add("SHA-256 of the table", &self.input.sha256);
        add("read as", &self.input.layout);
        for column in &self.columns {
            add(&format!("column {}", column.what), &column.heading);
        }
        add("algorithm", &self.parameters.algorithm);
        add("a match from", &self.parameters.threshold.to_string());
        add("shown from", &self.parameters.cutoff.to_string());
        for (feature, weight) in &self.parameters.weights {
            add(&format!("weight of {feature}"), &weight.to_string());
        }
        add("hits of a row, at most", &self.parameters.limit.to_string());
        add("schema of rows that say none", self.parameters.schema.as_deref().unwrap_or("any"));
        match &self.review {
            Some(review) => {
                add("decisions", &format!("{} in {}", review.decided, review.file));
                add("SHA-256 of the decisions", &review.sha256);
            }
            None => add("decisions", "none"),
        }
        add("program", &self.program);
        add("begun", &self.when);
        for (what, count) in counts.told() {
            add(what, &count.to_string());
        }
        out
    }
}
