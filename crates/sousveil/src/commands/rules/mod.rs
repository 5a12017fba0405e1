//! `rules`: what stood in a deal's way, and what another list would have stopped.

mod check;
mod gap;
mod table;

use std::process::ExitCode;

use anyhow::Result;

use crate::args::Rules;

/// Runs what was asked.
pub fn run(args: &Rules) -> Result<ExitCode> {
    match args {
        Rules::Check(args) => check::run(args),
        Rules::Gap(args) => gap::run(args),
    }
}
