//! The arguments, which are also the help, the completions and the documentation.

mod export;
mod import;
mod operate;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use sousveil_export::diff::whom::Whom;

pub use export::{CitationFile, Export, Selection, StatementForm};
pub use import::{Destination, Import, ImportFolder, Into};
pub use operate::{Backup, Config, Once, Restore, Serve};

/// Who sells interception, spyware and biometrics, to whom, on what evidence.
#[derive(Debug, Parser)]
#[command(name = "sousveil", version, about, max_term_width = 100, after_help = EXAMPLES)]
pub struct Args {
    /// What to do; without a command the open dataset is served.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXAMPLES: &str = "Examples:
  sousveil                                   serve the open dataset on http://127.0.0.1:8600
  sousveil search Узбекистан                 find a country, company, agency, product or sale
  sousveil show uz --json                    one entity with every claim and its evidence
  sousveil export csv transfers --out t.csv  all transfers as a table
  sousveil check data/                       lint a dataset folder
  sousveil import sii sii/ --into data/      take in the Surveillance Industry Index of 2016

Exit codes: 0 done, 1 done and something was found wrong (check, verify, config check), nothing was
found (search, show, serve --get), the data differ (diff) or conflicts remain (import folder),
2 not done.
SOUSVEIL_DATA overrides the folder for compiled data; NO_COLOR turns colour off.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the pages
    Serve(Box<Serve>),
    /// Lint a dataset folder: every value, every reference, every claim's evidence
    Check(Check),
    /// Take foreign data into a dataset folder
    #[command(subcommand)]
    Import(Import),
    /// Join two rows that tell of one thing; the old identifier keeps leading to the new one
    Merge(Merge),
    /// Compile a dataset folder into a snapshot
    Compile(Compile),
    /// Search names, claims, summaries and titles of sources
    Search(Search),
    /// Show one entity or claim with its evidence
    Show(Show),
    /// Write the data, or a part of it, in an open form
    #[command(subcommand)]
    Export(Export),
    /// Count what the data holds; licences are never added to deals
    Stats(Stats),
    /// Check a snapshot or a dataset folder from the first byte to the last
    Verify(Verify),
    /// Write dataset folder and snapshot into one file
    Backup(Backup),
    /// Put a backup in place, once all of it was checked
    Restore(Restore),
    /// Check settings, or print those that hold
    #[command(subcommand)]
    Config(Config),
    /// Print the manual page, or write one for each command
    Man {
        /// The folder to write them to
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// The limited process that reads a workbook from standard input; started by `import`, of no use to people
    #[command(hide = true)]
    ReadWorkbook {
        /// The sheet
        #[arg(long)]
        sheet: Option<String>,
    },
    /// Tell what changed between two datasets, and for whom it matters
    Diff(Diff),
    /// Print completions for a shell
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Where the data comes from: the built-in dataset unless said otherwise.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct From {
    /// Read this snapshot instead of the built-in dataset
    #[arg(long, value_name = "DIR", conflicts_with = "folder")]
    pub snapshot: Option<PathBuf>,
    /// Compile and read this dataset folder instead of the built-in dataset
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

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
    pub from: From,
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
    #[arg(long, value_name = "FORM", conflicts_with = "json")]
    pub cite: Option<CitationForm>,
    #[command(flatten)]
    pub from: From,
}

/// Forms of a citation.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum CitationForm {
    /// A sentence.
    Plain,
    /// BibTeX.
    Bibtex,
    /// RIS.
    Ris,
    /// CSL-JSON.
    Csl,
}

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
pub struct Stats {
    /// The figures as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub from: From,
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
