//! The arguments, which are also the help, the completions and the documentation.

mod export;
mod folder;
mod forms;
mod import;
mod inspect;
mod lists;
mod operate;
mod read;
mod rules;
mod screen;
mod screen_table;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use export::{Export, Output, Selection};
pub use folder::{Check, Compile, Merge, Verify};
pub use forms::Cite;
pub use import::{Destination, Exchange, Import, ImportFolder, RowImport};
pub use inspect::{ImportIndicators, Indicators, Inspect, Packs};
pub use lists::{FetchLists, Lists};
pub use operate::{Backup, Config, Once, Publish, Restore, Serve};
pub use read::{Data, Diff, Search, Show, Stats};
pub use rules::{Rules, RulesCheck, RulesGap};
pub use screen::Screen;
pub use screen_table::{Hits, ScreenTable};

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
  sousveil screen HackingTeam --country it   is this name in the index, under any spelling
  sousveil screen customers.csv --out hits.xlsx   each row of a table, with what was found
  sousveil rules check --supplier-country il --technology intrusion --to kz --on 2016
  sousveil inspect message.txt               is a link in it tied to known spyware, and whose
  sousveil show uz --json                    one entity with every claim and its evidence
  sousveil export csv transfers --out t.csv  all transfers as a table
  sousveil check data/                       lint a dataset folder
  sousveil import sii sii/ --into data/      take in the Surveillance Industry Index of 2016

Exit codes: 0 done, 1 done and something was found wrong (check, verify, config check), nothing was
found (search, show, export citations, export atom, serve --get), the data differ (diff),
a measure stands in the way (rules check), a known indicator was found (inspect), or conflicts
remain (import folder), 2 not done.
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
    /// Fetch new versions of the lists that a manifest names
    #[command(subcommand)]
    Lists(Lists),
    /// Search names, claims, summaries and titles of sources
    Search(Search),
    /// Screen a name, or a table of names: is it in the index, and how sure is that?
    Screen(Box<Screen>),
    /// What stood in a deal's way on its date, and what another blacklist would have stopped
    #[command(subcommand)]
    Rules(Rules),
    /// Is a link, a message or a file tied to known spyware, whose, and sold to whom?
    Inspect(Inspect),
    /// The published indicators that `inspect` looks for
    #[command(subcommand)]
    Indicators(Indicators),
    /// Show one entity or claim with its evidence
    Show(Show),
    /// Write the data, or a part of it, in an open form
    #[command(subcommand)]
    Export(Export),
    /// Count what the data holds; licences are never added to deals
    Stats(Stats),
    /// Write the whole site as plain files: for a stick, a mirror, any web server
    Publish(Box<Publish>),
    /// Check a snapshot, a folder or a published site from the first byte to the last
    Verify(Verify),
    /// Write dataset folder and snapshot into one file
    Backup(Backup),
    /// Put a backup in place, once all of it was checked
    Restore(Restore),
    /// Check settings, or print those that hold
    #[command(subcommand)]
    Config(Config),
    /// Make a key to the API, and the line that lets its holder in
    #[command(
        after_help = "The key is 256 bits of chance. It is printed once and kept nowhere: the line for the settings has
only its hash.

Example:
  sousveil api-key compliance"
    )]
    ApiKey {
        /// Whose it is, in words, for whoever reads the settings later
        whose: Vec<String>,
    },
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
    /// The limited process that takes files apart; started by `inspect`, of no use to people
    #[command(hide = true)]
    InspectFiles,
    /// Tell what changed between two datasets, and for whom it matters
    Diff(Diff),
    /// Print completions for a shell
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}
