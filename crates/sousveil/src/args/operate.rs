//! The arguments of what an operator does: serve, look at settings, back up, restore.

use std::path::PathBuf;

use clap::Subcommand;

use super::Data;
use crate::config::Layer;

/// Arguments of `serve`.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "The server reads. It logs no queries, fetches nothing unless the manifest says how often, and
writes no data: only the cache of the built-in dataset, a snapshot's full text where it is missing,
and workbooks on their way, in temporary files without a name.
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

/// Arguments of `publish`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Every page becomes a file, with its pictures and its CSV, JSON and Atom; links lead from file to
file, so that the site works from a disk, from any web server and behind an onion service, without
this program and without script. What would be a file for each combination is left out: views that
narrow a list twice, other orders, screening, the check of a deal. A small script looks names up.
The same data and settings give the same bytes. SHA256SUMS has the hash of every file; the signature
of it (SHA256SUMS.minisig) can be checked with `sousveil verify` and with minisign.
An older site at DIR is replaced in one step, once the new one is whole.

A key to sign with is made by `minisign -G` (-W for one without a password).

Examples:
  sousveil publish site/
  sousveil publish site/ --folder data/ --public-url https://index.example.org
  sousveil publish site/ --sign ~/.minisign/minisign.key
  sousveil verify site/ --key minisign.pub"
)]
pub struct Publish {
    /// The folder to write
    pub dir: PathBuf,
    #[command(flatten)]
    pub data: Data,
    /// Take address and contacts from this settings file
    #[arg(long, value_name = "FILE", env = "SOUSVEIL_CONFIG")]
    pub config: Option<PathBuf>,
    /// The address under which readers will find the files, for permalinks, feeds and citations
    #[arg(long, value_name = "URL", env = "SOUSVEIL_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Sign with this secret key of minisign's
    #[arg(long, value_name = "FILE")]
    pub sign: Option<PathBuf>,
    /// Make every page and count what would be written, write nothing
    #[arg(long)]
    pub dry_run: bool,
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
