//! The arguments of what is done with a dataset folder: lint, join rows, compile, check to the last byte.

use std::path::PathBuf;

use sousveil_intake::lists::Form;

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

A list of sanctions or a register becomes a snapshot of its own. Its form is known by what stands
in it: FollowTheMoney's entities and statements, OpenSanctions' targets.simple.csv, OFAC's sdn.csv
with alt.csv and add.csv, OFAC's advanced XML, the lists of the UN and the EU (XML) and of the UK
(CSV), Senzing's records. docs/lists.md tells what of each is taken.

Examples:
  sousveil compile --folder data/ --out snapshot/
  sousveil compile --list us_ofac_sdn sdn.csv alt.csv add.csv --out lists/ofac
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
    /// A list: its name, in lower-case letters, digits and `_`, and its files
    #[arg(long, value_names = ["NAME", "FILE"], num_args = 2.., group = "input")]
    pub list: Vec<String>,
    /// The form of all files of the list, where it is not to be recognised
    #[arg(long, requires = "list", value_parser = form)]
    pub form: Option<Form>,
    /// What the list is called [its name]
    #[arg(long, requires = "list")]
    pub title: Option<String>,
    /// Who publishes the list [not stated]
    #[arg(long, requires = "list")]
    pub publisher: Option<String>,
    /// The version of the list [the day of its newest file]
    #[arg(long, requires = "list", value_name = "TEXT")]
    pub version: Option<String>,
    /// The snapshot to write; an older one is replaced in one step
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Say what a folder would compile to, write nothing
    #[arg(long, conflicts_with_all = ["lines", "list"])]
    pub dry_run: bool,
}

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Of a published site every file is compared with SHA256SUMS, and nothing else may lie there. Whether
it is signed is said only with a key that came another way than the site: a key that lies beside the
files says no more than they do.

Exit codes: 0 whole (and signed, where a key is given), 1 not, 2 not done.

Examples:
  sousveil verify snapshot/
  sousveil verify site/ --key minisign.pub
  sousveil verify site/ --key RWQe9OBdBQCtM5zXqOnylFzWHv6r+nE0DFGHAYV7WWv231k20QZTGQAR"
)]
pub struct Verify {
    /// A snapshot, a dataset folder or a published site
    pub path: PathBuf,
    /// Whose signature a published site must have: a public key of minisign's, its file or its letters
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// The result as JSON
    #[arg(long)]
    pub json: bool,
}

fn form(name: &str) -> Result<Form, String> {
    let known: Vec<&str> = Form::ALL.iter().map(|form| form.name()).collect();
    Form::named(name).ok_or_else(|| format!("expected one of {}", known.join(", ")))
}
