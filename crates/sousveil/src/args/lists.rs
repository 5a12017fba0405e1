//! The arguments of what is done with the lists of a manifest.

use std::path::PathBuf;

use clap::Subcommand;

/// Arguments of `lists`.
#[derive(Debug, Subcommand)]
pub enum Lists {
    /// Look for new versions, bring them, and put them in the place of the old ones
    Fetch(FetchLists),
}

/// Arguments of `lists fetch`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A new version is compiled beside the old one and takes its place in one step; a running server takes
it up by itself. Whatever goes wrong, the old one stays. What was fetched is kept in a folder beside
the snapshot, NAME.fetched. docs/lists.md tells what the manifest says.

Exit codes: 0 done, or nothing new; 2 a list could not be fetched, the others were.

Examples:
  sousveil lists fetch --manifest lists.toml --dry-run
  sousveil lists fetch --manifest lists.toml us_ofac_sdn"
)]
pub struct FetchLists {
    /// The manifest
    #[arg(long, value_name = "FILE")]
    pub manifest: PathBuf,
    /// Only these lists [all that say where new versions lie]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Ask whether there is something new, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Give way to other programs, as the server's schedule does
    #[arg(long)]
    pub background: bool,
}
