//! The arguments, which are also the help, the completions and the documentation.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use sousveil_export::diff::whom::Whom;

use crate::config::Layer;

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

/// Arguments of `serve`.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "The server reads; it never writes, logs no queries and fetches nothing.
SIGHUP makes it open its data again; a snapshot that was replaced, or whose link now leads
elsewhere, is taken up by itself. A broken one is refused, said so, and the old one stays.
docs/configuration.md describes the settings; `sousveil config show` prints those that hold.

Examples:
  sousveil serve
  sousveil serve --listen 127.0.0.1:9000
  sousveil serve --snapshot /srv/sousveil/current
  sousveil serve --folder data/ --public-url https://index.example.org
  sousveil serve --config /etc/sousveil/sousveil.toml
  sousveil serve --get /countries/uz.json")]
pub struct Serve {
    /// Read settings from this file; environment and flags go before it
    #[arg(long, value_name = "FILE", env = "SOUSVEIL_CONFIG")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub settings: Layer,
    #[command(flatten)]
    pub once: Once,
}

/// One answer in the shell instead of a server.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "One answer")]
pub struct Once {
    /// Print the answer to this path and end, with exit code 1 where its status is 400 or more; nothing listens
    #[arg(long, value_name = "PATH")]
    pub get: Option<String>,
    /// Ask for this media type
    #[arg(long, value_name = "TYPE", requires = "get")]
    pub accept: Option<String>,
    /// Send this header along, as `NAME: VALUE`
    #[arg(long, value_name = "HEADER", requires = "get")]
    pub header: Vec<String>,
    /// Print status and headers before the body
    #[arg(long, requires = "get")]
    pub include: bool,
}

/// Arguments of `config`.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// Check a settings file; exit code 1 where something is wrong with it
    #[command(after_help = "Example:
  sousveil config check /etc/sousveil/sousveil.toml")]
    Check {
        /// The file
        file: PathBuf,
    },
    /// Print the settings that `serve` would have with the same arguments, and where each comes from
    #[command(after_help = "What is printed can be used as a settings file.

Example:
  sousveil config show --config /etc/sousveil/sousveil.toml")]
    Show {
        /// Read settings from this file; environment and flags go before it
        #[arg(long, value_name = "FILE", env = "SOUSVEIL_CONFIG")]
        config: Option<PathBuf>,
        /// The settings as JSON, with their flags and variables
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        settings: Box<Layer>,
    },
}

/// Arguments of `backup`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The file is a tar archive packed with zstd; its first entry, manifest.json, names every file with
its size and SHA-256. The same data gives the same bytes. Hidden files such as .git are left out,
and of a snapshot its full text, which is made anew where it is missing.

Example:
  sousveil backup --folder data/ --out sousveil-2026-11-26.tar.zst"
)]
pub struct Backup {
    /// The dataset folder
    #[arg(long, value_name = "DIR", required_unless_present = "snapshot")]
    pub folder: Option<PathBuf>,
    /// The snapshot
    #[arg(long, value_name = "DIR")]
    pub snapshot: Option<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Arguments of `restore`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Everything is checked before anything is put in place. The folder of the data is DIR/folder,
the snapshot DIR/snapshot, whichever the backup holds.

Examples:
  sousveil restore sousveil-2026-11-26.tar.zst --out restored/ --dry-run
  sousveil restore sousveil-2026-11-26.tar.zst --out restored/")]
pub struct Restore {
    /// The backup
    pub file: PathBuf,
    /// Where to put it: nothing may be there, or an empty folder
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Check everything, write nothing
    #[arg(long)]
    pub dry_run: bool,
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

/// Arguments of `import`.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// The Surveillance Industry Index of 2016: a folder with transfers.json and companies.json
    #[command(after_help = "Example:
  sousveil import sii sii/ --into data/ --decisions curation/ --dry-run")]
    Sii {
        /// The folder with transfers.json and companies.json
        dir: PathBuf,
        #[command(flatten)]
        into: Into,
    },
    /// Any CSV file or XLSX workbook, with a mapping file that says what its columns mean
    #[command(after_help = "docs/import.md describes mapping files; `sousveil import draft` begins one.
A workbook is known by its content and read in a process of its own, under limits of memory and time.

Examples:
  sousveil import csv sales.csv --mapping sales.toml --into data/
  sousveil import csv sales.xlsx --sheet Deals --mapping sales.toml --into data/ --dry-run")]
    Csv {
        /// The CSV file or XLSX workbook
        file: PathBuf,
        /// The mapping file (TOML)
        #[arg(long, value_name = "FILE")]
        mapping: PathBuf,
        /// The sheet of a workbook [default: the first visible one that holds something]
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        #[command(flatten)]
        into: Into,
    },
    /// Draft a mapping file by looking at a CSV file or XLSX workbook
    #[command(after_help = "The draft says why each column was taken for what, and marks with DECIDE what a human must
decide. It is tried at once: what an import with it would add and refuse is printed, nothing is written
but the draft.

Example:
  sousveil import draft sales.xlsx --out sales.toml")]
    Draft {
        /// The CSV file or XLSX workbook
        file: PathBuf,
        /// The sheet of a workbook [default: the first visible one that holds something]
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// What a row is: transfers, companies, agencies, products, incidents, relations
        /// [default: what the headings say]
        #[arg(long, value_name = "TABLE")]
        table: Option<String>,
        /// The file to write, which must not be there yet [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// The dataset folder whose companies and technologies are recognised, and that the import is tried on
        /// [default: the open dataset]
        #[arg(long, value_name = "FOLDER")]
        into: Option<PathBuf>,
    },
    /// Another dataset folder: what came, changed and went there; nothing is merged by machine
    Folder(ImportFolder),
    /// FollowTheMoney's entity lines: strangers' (OpenSanctions, Aleph) or our own
    #[command(after_help = "What strangers tell rests on one source for each of their datasets and is `alleged`.
Private persons stay out, and so does what no table can hold; each is counted with the reason.

Examples:
  sousveil import ftm entities.ftm.json --into data/ --dry-run
  sousveil import ftm companies.ftm.json owners.ftm.json --into lists/")]
    Ftm {
        /// The files of lines; ties may lead from one to another
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The date to write into changes.csv [default: today]
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
        #[command(flatten)]
        into: Destination,
    },
    /// FollowTheMoney's statements, put together to entities
    #[command(after_help = "Statements may come in any order; all of one entity must be in one file.

Example:
  sousveil import statements statements.csv --into data/ --dry-run")]
    Statements {
        /// The files of statements
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The form of the files [default: as their beginning shows]
        #[arg(long, value_name = "FORM")]
        format: Option<StatementForm>,
        /// The date to write into changes.csv [default: today]
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
        #[command(flatten)]
        into: Destination,
    },
    /// Our own lines, as `export native` writes them: a whole dataset with nothing left out
    #[command(after_help = "A row that the folder has stays as it is; one that differs is refused and told.

Example:
  sousveil import native entities.sousveil.json --into copy/")]
    Native {
        /// The file of lines
        file: PathBuf,
        #[command(flatten)]
        into: Destination,
    },
}

/// Where an import of lines goes.
#[derive(Debug, Clone, clap::Args)]
pub struct Destination {
    /// The dataset folder; one that is not there is made
    #[arg(long, value_name = "FOLDER")]
    pub into: PathBuf,
    /// Say what would be done, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write the repair report to this file too (Markdown)
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write what became of each line to this file (CSV)
    #[arg(long, value_name = "FILE")]
    pub outcomes: Option<PathBuf>,
    /// The report as JSON
    #[arg(long)]
    pub json: bool,
}

impl Destination {
    /// The same for importers that also take decisions and a date.
    pub fn plain(&self) -> Into {
        let Self { into, dry_run, report, outcomes, json } = self.clone();
        Into { into, decisions: None, dry_run, report, outcomes, json, date: None }
    }
}

/// Where and how an import is written.
#[derive(Debug, Clone, clap::Args)]
pub struct Into {
    /// The dataset folder; one that is not there is made
    #[arg(long, value_name = "FOLDER")]
    pub into: PathBuf,
    /// Folder with the editors' decisions: company-names.csv, end-users.csv, agencies.csv,
    /// merges.csv, scans.csv [default: those inside the program]
    #[arg(long, value_name = "DIR")]
    pub decisions: Option<PathBuf>,
    /// Say what would be done, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write the repair report to this file too (Markdown)
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write what became of each input row to this file (CSV)
    #[arg(long, value_name = "FILE")]
    pub outcomes: Option<PathBuf>,
    /// The report as JSON
    #[arg(long)]
    pub json: bool,
    /// The date to write into changes.csv and redirects.csv [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
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
pub struct Compile {
    /// The dataset folder
    #[arg(long, value_name = "DIR")]
    pub folder: PathBuf,
    /// The snapshot to write; an older one is replaced in one step
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Compile, say what it would be, write nothing
    #[arg(long)]
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

/// Arguments of `export`.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// One table as CSV, with names beside identifiers
    #[command(after_help = "Cells that a spreadsheet would take for a formula begin with an apostrophe.

Example:
  sousveil export csv transfers --out transfers.csv")]
    Csv {
        /// The table: transfers, companies, agencies, products, technologies, sources, measures, incidents, relations
        table: String,
        /// The file to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        from: From,
    },
    /// The whole as a dataset folder again, in its canonical form
    #[command(
        after_help = "docs/data.md describes the canonical form. A folder that is there and not empty is left alone.

Example:
  sousveil export folder --snapshot current/ --out data/"
    )]
    Folder {
        /// The folder to make
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        from: From,
    },
    /// Tables as one workbook (XLSX), with a first sheet that tells what it is and how to read it
    #[command(after_help = "Cells hold what the CSV holds. The same data give the same bytes. docs/xlsx.md tells more.

Examples:
  sousveil export xlsx --out index.xlsx
  sousveil export xlsx transfers companies --claims --out check.xlsx")]
    Xlsx {
        /// The tables, a sheet each [default: all]
        tables: Vec<String>,
        /// The file to write [default: standard output, unless that is a terminal]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// A sheet with every claim and its evidence too
        #[arg(long)]
        claims: bool,
        #[command(flatten)]
        from: From,
    },
    /// How to cite a list: the list itself, then every source that its entries rest on, once
    #[command(after_help = "The file is the one that the site gives under the address of the list with the ending
.bib, .ris or .csl.json. Without a selection it holds all sources.

Examples:
  sousveil export citations --form bibtex --out sources.bib
  sousveil export citations --form ris --table transfers --where recipient_country=uz
  sousveil export citations --form csl --query \"Hacking Team\"")]
    Citations {
        /// The form of the file
        #[arg(long, value_name = "FORM")]
        form: CitationFile,
        #[command(flatten)]
        selection: Selection,
        /// The address under which readers reach the site, for the address of the list
        #[arg(long, value_name = "URL", env = "SOUSVEIL_PUBLIC_URL")]
        public_url: Option<String>,
        /// The file to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        from: From,
    },
    /// What changed, as an Atom feed: in the whole, about a country, or in a list
    #[command(after_help = "A feed holds the newest 100 changes.

Examples:
  sousveil export atom --public-url https://index.example.org --out changes.atom
  sousveil export atom --country uz
  sousveil export atom --table transfers --where act=deal --where technology=intrusion")]
    Atom {
        /// Only what changed about this country and about all that names it
        #[arg(long, value_name = "CODE", conflicts_with_all = ["table", "query", "narrow"])]
        country: Option<String>,
        #[command(flatten)]
        selection: Selection,
        /// The address under which readers reach the site; a feed that is published needs it
        #[arg(long, value_name = "URL", env = "SOUSVEIL_PUBLIC_URL")]
        public_url: Option<String>,
        /// The file to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        from: From,
    },
    /// Every claim with its evidence, one JSON object a line
    Claims {
        /// The file to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        from: From,
    },
    /// FollowTheMoney entities, one JSON object a line; what they have no place for is counted
    #[command(after_help = "docs/export.md says where every column goes.

Example:
  sousveil export ftm --out entities.ftm.json")]
    Ftm {
        /// The file to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        from: From,
    },
    /// FollowTheMoney statements: one value, with its identifier and the source's own spelling
    Statements {
        /// The form, as `ftm format-statements` reads it
        #[arg(long, value_name = "FORM", default_value = "csv")]
        format: StatementForm,
        /// The file to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        from: From,
    },
    /// The whole dataset in our own lines: every claim, all evidence, the history
    Native {
        /// The file to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        from: From,
    },
    /// A folder to publish: all of the above with checksums, versions, and what changed between them
    #[command(
        after_help = "The folder can be mirrored by a yente. What was published there before is kept: its versions stay, and the
difference to the new entities is added. Publishing the same data twice changes nothing.

Example:
  sousveil export catalogue --out public/ --base-url https://data.example.org/sousveil"
    )]
    Catalogue {
        /// The folder to write; it is replaced in one step
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The address under which the folder will be found
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// A folder published before, whose versions are kept [default: what stands in the place of --out]
        #[arg(long, value_name = "DIR")]
        previous: Option<PathBuf>,
        #[command(flatten)]
        from: From,
    },
}

/// Forms of statements.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum StatementForm {
    /// All cells quoted.
    Csv,
    /// Compact CSV, as FollowTheMoney's stores use it.
    Pack,
    /// One JSON object a line.
    Json,
}

/// Which entries a file is about: those of a list of the site, narrowed as its address narrows it.
#[derive(Debug, Clone, clap::Args)]
pub struct Selection {
    /// The list: transfers, companies, agencies, products, technologies, sources, measures, incidents, relations
    #[arg(long, value_name = "TABLE")]
    pub table: Option<String>,
    /// Only what these words find, in any script
    #[arg(long, value_name = "WORDS")]
    pub query: Option<String>,
    /// Only entries with that value, as in the address of the list: recipient_country=uz, act=deal, year=2015
    #[arg(long = "where", value_name = "NAME=VALUE")]
    pub narrow: Vec<String>,
}

/// Forms of a file of citations.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum CitationFile {
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

/// Arguments of `import folder`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A row and its lines of evidence.csv are one. With --base, what only they changed is taken over,
what only we changed stays; without it only rows that are new come. Where both changed a row ours
stays and the two are shown side by side. Exit code 1 where such conflicts remain.

Examples:
  sousveil import folder theirs/ --into data/ --base data-2026-01/ --dry-run
  sousveil import folder theirs/ --into data/ --base data-2026-01/ --theirs svl-2b… --conflicts conflicts.csv"
)]
pub struct ImportFolder {
    /// Their dataset folder
    pub dir: PathBuf,
    /// Our dataset folder; one that is not there is made
    #[arg(long, value_name = "FOLDER")]
    pub into: PathBuf,
    /// The folder that both come from, as it was then
    #[arg(long, value_name = "FOLDER")]
    pub base: Option<PathBuf>,
    /// Take their version of this row, though it is in conflict (may be given several times)
    #[arg(long, value_name = "ID")]
    pub theirs: Vec<String>,
    /// Write the conflicts to this file, cell by cell (CSV)
    #[arg(long, value_name = "FILE")]
    pub conflicts: Option<PathBuf>,
    /// Say what would be done, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write the report to this file too (Markdown)
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write what became of each row to this file (CSV)
    #[arg(long, value_name = "FILE")]
    pub outcomes: Option<PathBuf>,
    /// The report as JSON
    #[arg(long)]
    pub json: bool,
    /// The date to write into changes.csv and redirects.csv [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
}
