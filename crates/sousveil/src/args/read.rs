//! The arguments of what reads the data and changes nothing: search, show, count, compare.

use std::path::PathBuf;

use sousveil_export::diff::whom::Whom;

use super::forms::{self, Cite};

/// Where the data comes from: the built-in dataset unless said otherwise.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Data {
    /// Read this snapshot instead of the built-in dataset
    #[arg(long, value_name = "DIR", conflicts_with = "folder", alias = "data")]
    pub snapshot: Option<PathBuf>,
    /// Compile and read this dataset folder instead of the built-in dataset
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Arguments of `search`.
#[derive(Debug, clap::Args)]
pub struct Search {
    /// Words, in any script
    #[arg(required = true)]
    pub query: Vec<String>,
    /// Only entities of this schema, such as Company or Transfer
    #[arg(long)]
    pub schema: Option<String>,
    /// How many to show
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
    /// The answer as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub data: Data,
}

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub struct Show {
    /// Identifier of an entity or claim; a country code or a technology's key will do
    pub id: String,
    /// The entity as JSON
    #[arg(long)]
    pub json: bool,
    /// Print how to cite it instead
    #[arg(long, value_name = "FORM", value_parser = forms::cite(), conflicts_with = "json")]
    pub cite: Option<Cite>,
    #[command(flatten)]
    pub data: Data,
}

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
pub struct Stats {
    /// The figures as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub data: Data,
}

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Licences are never added to deals. docs/diff.md describes the JSON, one object a line.
Exit codes: 0 the data are the same (their versions may differ), 1 they differ, 2 not done.

Examples:
  sousveil diff builtin data/
  sousveil diff /srv/sousveil/old /srv/sousveil/new --only country:uz,country:kz
  sousveil diff old/ new/ --json --out changes.jsonl")]
pub struct Diff {
    /// The old data: a dataset folder, a snapshot, or `builtin` for the dataset inside the program
    pub old: PathBuf,
    /// The new data, likewise
    pub new: PathBuf,
    /// Only what is tied to these: country:CODE, company:ID, technology:KEY, measure:ID
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub only: Vec<Whom>,
    /// As data: JSON, one object a line
    #[arg(long)]
    pub json: bool,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
