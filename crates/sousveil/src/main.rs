//! The command line of Sousveil: it reads arguments, calls the rooms of the house, and says what became of it.

mod args;
mod backup;
mod builtin;
mod clock;
mod commands;
mod config;
mod limited;
mod lists;
mod output;
mod packs;
mod places;
mod progress;
mod published;

use std::process::ExitCode;

use anyhow::Error;
use clap::Parser as _;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match commands::run(args) {
        Ok(code) => code,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => report(&error),
    }
}

/// One readable report: what failed, and each cause on its own line.
fn report(error: &Error) -> ExitCode {
    anstream::eprintln!("{}: {}", output::red("error"), output::visible(error));
    for cause in error.chain().skip(1) {
        anstream::eprintln!("  because: {}", output::visible(cause));
    }
    if let Some(hint) = commands::hint(error) {
        anstream::eprintln!("{}: {hint}", output::bold("hint"));
    }
    ExitCode::from(2)
}
