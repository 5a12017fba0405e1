//! The mapping file: which column of a foreign CSV becomes which column of ours. docs/import.md describes it.

use std::collections::BTreeMap;

use serde::Deserialize;
use sousveil_model::{Grade, SourceKind};

/// A mapping file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The table that rows become rows of.
    pub table: String,
    /// The key of `[origin.KEY]` in `dataset.toml`, for tables that keep it.
    #[serde(default)]
    pub origin: Option<String>,
    /// What the origin calls a row: text in which `{COLUMN}` and `{row}` (the number of the data row, from 1) are filled in.
    pub key: String,
    /// The column that holds the identifier, where the foreign file has readable ones of its own.
    #[serde(default)]
    pub id: Option<String>,
    /// A second file whose rows are joined to these by their key: its columns are named `join.COLUMN`.
    #[serde(default)]
    pub join: Option<Join>,
    /// Rows that stay out.
    #[serde(default)]
    pub refuse: Vec<Refusal>,
    /// Rows that deny another row (see the file of merges).
    #[serde(default)]
    pub denial: Option<Matcher>,
    /// Rows whose source tells of a denial too: they get evidence against them as well.
    #[serde(default)]
    pub disputed: Vec<Matcher>,
    /// What separates the cells of the CSV; a comma where nothing is said.
    #[serde(default)]
    pub delimiter: Option<String>,
    /// The encoding of the CSV, by its name in the WHATWG standard; UTF-8 where nothing is said.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The row that holds the headings, from 1; what stands before it is passed over.
    #[serde(default)]
    pub header_row: Option<u32>,
    /// Our columns.
    pub columns: BTreeMap<String, ColumnRule>,
    /// The grade of a row's evidence: the first rule that holds.
    #[serde(default)]
    pub grade: Vec<Choice<Grade>>,
    /// Where the row's source is told.
    pub source: SourceRule,
    /// Columns that are left out on purpose; any other column that no rule names is an error.
    #[serde(default)]
    pub ignore: Vec<String>,
}

/// A second file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// Its path, from the mapping file's folder.
    pub file: String,
    /// Its column that holds the key of a row.
    pub on: String,
}

/// Rows that stay out, and why.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Which.
    pub when: Matcher,
    /// Why, as the report says it.
    pub because: String,
}

/// A condition on one column: exactly one of the three tests.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matcher {
    /// The column.
    pub column: String,
    /// The cell is this text.
    #[serde(default)]
    pub is: Option<String>,
    /// The cell contains this text.
    #[serde(default)]
    pub contains: Option<String>,
    /// The cell is not this text.
    #[serde(default)]
    pub is_not: Option<String>,
}

/// A value, and when it is chosen; without a condition always.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice<T> {
    /// The condition.
    #[serde(default)]
    pub when: Option<Matcher>,
    /// The value.
    pub value: T,
}

/// Where one of our columns comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnRule {
    /// The foreign column.
    #[serde(default)]
    pub from: Option<String>,
    /// Instead of a column: the first choice that holds.
    #[serde(default)]
    pub choose: Vec<Choice<String>>,
    /// How the cell is read.
    #[serde(default, rename = "as")]
    pub reading: Reading,
    /// What separates several values in a cell.
    #[serde(default)]
    pub split: Option<String>,
    /// Replacements of whole values; what is not listed stays as it is.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// Text put before each value.
    #[serde(default)]
    pub prefix: String,
    /// Only where this holds.
    #[serde(default)]
    pub when: Option<Matcher>,
    /// Not where one of these holds.
    #[serde(default)]
    pub unless: Vec<Matcher>,
    /// Whether the value is a curator's judgement.
    #[serde(default)]
    pub editorial: bool,
    /// For end users: the column with the recipient country.
    #[serde(default)]
    pub country: Option<String>,
}

/// How a cell is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// As it is, white space tidied.
    #[default]
    Text,
    /// A country's code in any case, or its English name.
    Country,
    /// A day, month or year, in more forms than ours; see [`super::dates`].
    Date,
    /// Like `country`; `UN` stands for every member state of the United Nations.
    Bound,
    /// A company's name.
    Company,
    /// A company's own name, in the table of companies.
    CompanyName,
    /// An end user's name.
    EndUser,
    /// The products that a text names.
    Products,
    /// What a measure is aimed at: a country, an item, or a name that the decisions tell to be a company, a
    /// person or a group. Fills `target_type` too.
    Target,
}

/// Where a row's source is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRule {
    /// The column with the address.
    #[serde(default)]
    pub url: Option<String>,
    /// What separates several addresses in that column.
    #[serde(default)]
    pub split: Option<String>,
    /// The column with the title.
    #[serde(default)]
    pub title: Option<String>,
    /// The column with the publisher.
    #[serde(default)]
    pub publisher: Option<String>,
    /// The column with the date.
    #[serde(default)]
    pub published: Option<String>,
    /// The kind: the first choice that holds; else what address and publisher suggest.
    #[serde(default)]
    pub kind: Vec<Choice<SourceKind>>,
    /// Sources that the curators did not open.
    #[serde(default)]
    pub unopened: Vec<Matcher>,
    /// Beginnings of titles that only say what a page was cited for: such a page is known by its address.
    #[serde(default)]
    pub untitled: Vec<String>,
    /// Compilations that stand between the row and what it cites.
    #[serde(default)]
    pub via: Vec<Via>,
}

/// A compilation: its entry is the row's source, and cites the address of the row.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Via {
    /// When it stands between.
    pub when: Matcher,
    /// Its title.
    pub title: String,
    /// Its publisher.
    pub publisher: String,
    /// Its address.
    pub url: String,
    /// When it was published.
    #[serde(default)]
    pub published: Option<String>,
    /// Text that names the compilation inside the publisher of what it cites, and is taken off there.
    pub strip: String,
    /// Where the row's address contains this, it is the compilation's own.
    pub own: String,
    /// The grade of evidence that rests on it alone.
    pub grade: Grade,
    /// The key of `[origin.KEY]` in `dataset.toml` that it is.
    #[serde(default)]
    pub origin: Option<String>,
}
