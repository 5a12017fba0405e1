//! The arguments of `import`.

use std::path::PathBuf;

use clap::Subcommand;
use sousveil_model::ftm::StatementForm;

use super::forms;

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
        into: RowImport,
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
        into: RowImport,
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
  sousveil import ftm our-export.ftm.json --into data/ --home
  sousveil import ftm companies.ftm.json owners.ftm.json --into lists/")]
    Ftm {
        /// The files of lines; ties may lead from one to another
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        exchange: Exchange,
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
        #[arg(long, value_name = "FORM", value_parser = forms::statements())]
        format: Option<StatementForm>,
        #[command(flatten)]
        exchange: Exchange,
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
    #[command(flatten)]
    pub to: Destination,
    /// The folder that both come from, as it was then
    #[arg(long, value_name = "FOLDER")]
    pub base: Option<PathBuf>,
    /// Take their version of this row, though it is in conflict (may be given several times)
    #[arg(long, value_name = "ID")]
    pub theirs: Vec<String>,
    /// Write the conflicts to this file, cell by cell (CSV)
    #[arg(long, value_name = "FILE")]
    pub conflicts: Option<PathBuf>,
    /// The date to write into changes.csv and redirects.csv [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
}

/// Where an import goes, and what is told of it.
#[derive(Debug, Clone, clap::Args)]
pub struct Destination {
    /// The dataset folder; one that is not there is made
    #[arg(long, value_name = "FOLDER")]
    pub into: PathBuf,
    /// Say what would be done, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write the report to this file too (Markdown)
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write what became of each row or line to this file (CSV)
    #[arg(long, value_name = "FILE")]
    pub outcomes: Option<PathBuf>,
    /// The report as JSON
    #[arg(long)]
    pub json: bool,
}

/// What an import of FollowTheMoney's files takes besides.
#[derive(Debug, Clone, clap::Args)]
pub struct Exchange {
    #[command(flatten)]
    pub into: Destination,
    /// The files are this folder's own export: what bears the name of its dataset keeps its sources and its
    /// confidence. Without it, it is a stranger's like all else
    #[arg(long)]
    pub home: bool,
    /// The date to write into changes.csv [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
}

/// What an import of rows takes besides: decisions, and the day.
#[derive(Debug, Clone, clap::Args)]
pub struct RowImport {
    #[command(flatten)]
    pub to: Destination,
    /// Folder with the editors' decisions: company-names.csv, end-users.csv, agencies.csv,
    /// merges.csv, scans.csv [default: those inside the program]
    #[arg(long, value_name = "DIR")]
    pub decisions: Option<PathBuf>,
    /// The date to write into changes.csv and redirects.csv [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
}
