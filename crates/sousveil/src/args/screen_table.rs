//! The arguments of `screen` for a table.

use std::path::PathBuf;

use clap::ValueEnum;

/// Arguments for a table of names.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "A table of names (CSV or XLSX)")]
pub struct ScreenTable {
    /// The table. A single NAME that ends in .csv, .tsv or .xlsx is taken for one, too; it must be there then
    #[arg(long, value_name = "FILE", conflicts_with = "name")]
    pub file: Option<PathBuf>,
    /// Where to write every row with what was found: by its ending CSV, XLSX or JSON lines (.jsonl); `-` is CSV on
    /// standard output, which can't be resumed
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Which column holds what, where the guess is not right: `name=Kunde`; without a heading (`country=`) none does.
    /// What: name, alias, first_name, middle_name, last_name, country, date, schema, gender, lei, imo, bic, isin, inn,
    /// ogrn, tax, registration, passport, identifier, address
    #[arg(long, value_name = "WHAT=HEADING")]
    pub column: Vec<String>,
    /// Show which column is taken for what and how the first rows are asked, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// `all`: a line for every hit of a row, --limit at most; `best`: for the best one only
    #[arg(long, value_enum, default_value_t = Hits::All, hide_possible_values = true)]
    pub hits: Hits,
    /// Decisions of people: columns name, entity, decision (same, not the same, unsure), by, why, date, list_version, data
    #[arg(long, value_name = "FILE")]
    pub review: Option<PathBuf>,
    /// Append the matches that nobody has decided on to this file, in the form that --review reads
    #[arg(long, value_name = "FILE")]
    pub review_new: Option<PathBuf>,
    /// Repeat the run that this record (OUT.run.json) tells of, with its columns and parameters; refused where the data
    /// or the table are not the same any more
    #[arg(long, value_name = "RUN.json", conflicts_with_all = ["column", "hits", "limit", "algorithm", "threshold", "cutoff", "schema", "sheet", "encoding", "delimiter", "header_row", "no_headings"])]
    pub as_of: Option<PathBuf>,
    /// Begin anew where a run was ended before its end
    #[arg(long)]
    pub restart: bool,
    /// The sheet of a workbook; without it the first visible one that holds something
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// The encoding of CSV, such as windows-1251; guessed without it
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// What separates cells of CSV: one character, or `tab`; guessed without it
    #[arg(long, value_name = "CHAR")]
    pub delimiter: Option<String>,
    /// The row with the headings, from 1
    #[arg(long, value_name = "ROW", conflicts_with = "no_headings")]
    pub header_row: Option<u32>,
    /// There are no headings: columns are called `column A` and so on
    #[arg(long)]
    pub no_headings: bool,
}

/// Which hits of a row are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Hits {
    /// The best one.
    Best,
    /// All of them.
    All,
}

/// Endings of a single argument that make it a table.
const ENDINGS: [&str; 3] = [".csv", ".tsv", ".xlsx"];

impl ScreenTable {
    /// The table, if one is meant: by `--file`, or by a single argument with the ending of one.
    pub fn table(&self, name: &[String]) -> Option<PathBuf> {
        let named = match name {
            [only] if ENDINGS.iter().any(|ending| only.to_lowercase().ends_with(ending)) => Some(only.into()),
            _ => None,
        };
        self.file.clone().or(named)
    }
}
