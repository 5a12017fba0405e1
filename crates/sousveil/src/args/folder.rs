//! The arguments of what is done with a dataset folder: lint, join rows, compile, check to the last byte.

use std::path::PathBuf;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Each finding names file, line, column, what was found and what was expected.
Warnings do not change the exit code.

Example:
  sousveil check data/")]
pub struct Check {
    /// The dataset folder
    pub dir: PathBuf,
    /// Write the folder anew with its rows sorted, if it has no errors
    #[arg(long)]
    pub fix: bool,
    /// Findings as JSON, one a line
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `merge`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Each value keeps the source it had; where both rows fill one cell and differ, both values stay.

Example:
  sousveil merge transfers svl-2b… svl-7k… --folder data/ --reason \"same contract, told twice\""
)]
pub struct Merge {
    /// The table, such as transfers or companies
    pub table: String,
    /// The identifier of the row that stays
    pub keep: String,
    /// The identifier of the row that goes
    pub gone: String,
    /// The dataset folder
    #[arg(long, value_name = "DIR")]
    pub folder: PathBuf,
    /// Why the two are one
    #[arg(long)]
    pub reason: String,
    /// Say what would be done, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `compile`.
#[derive(Debug, clap::Args)]
#[command(
    group = clap::ArgGroup::new("input").required(true),
    after_help = "Lines are our own (entities.sousveil.json), as `sousveil export native` writes them. They are not
held in memory; entities in the order of their identifiers are read fastest.

Examples:
  sousveil compile --folder data/ --out snapshot/
  sousveil compile --lines entities.sousveil.json --out snapshot/
  zstdcat lists/*.zst | sousveil compile --lines - --out snapshot/"
)]
pub struct Compile {
    /// The dataset folder
    #[arg(long, value_name = "DIR", group = "input")]
    pub folder: Option<PathBuf>,
    /// Our own lines; several files are one dataset, `-` is standard input
    #[arg(long, value_name = "FILE", num_args = 1.., group = "input")]
    pub lines: Vec<PathBuf>,
    /// The snapshot to write; an older one is replaced in one step
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Say what a folder would compile to, write nothing
    #[arg(long, conflicts_with = "lines")]
    pub dry_run: bool,
}

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// A snapshot or a dataset folder
    pub path: PathBuf,
    /// The result as JSON
    #[arg(long)]
    pub json: bool,
}
