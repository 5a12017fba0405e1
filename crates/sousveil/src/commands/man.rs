//! `man`: the manual, from the same definition as the help.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::CommandFactory as _;

use crate::args::Args;
use crate::output;

/// Prints the page of the program, or writes that and one for each command.
pub fn run(out: Option<&Path>) -> Result<ExitCode> {
    let Some(dir) = out else {
        output::to_file_or_stdout(None, |write| Ok(clap_mangen::Man::new(Args::command()).render(write)?))?;
        return Ok(ExitCode::SUCCESS);
    };
    std::fs::create_dir_all(dir).with_context(|| format!("making {}", dir.display()))?;
    clap_mangen::generate_to(Args::command().disable_help_subcommand(true), dir)
        .with_context(|| format!("writing manual pages to {}", dir.display()))?;
    Ok(ExitCode::SUCCESS)
}
