//! One file per command.

mod api_key;
mod backup;
mod check;
mod compile;
pub mod compile_list;
mod config;
mod diff;
mod export;
mod export_folder;
mod export_xlsx;
mod import;
mod import_draft;
mod import_folder;
mod import_lines;
mod indicators;
mod inspect;
mod lists;
mod man;
mod merge;
mod publish;
mod restore;
mod rules;
pub mod screen;
mod search;
mod selected;
mod serve;
mod show;
mod stats;
mod verify;
mod workbook;

use std::process::ExitCode;

use anyhow::{Error, Result};
use clap::{CommandFactory as _, Parser as _};

use crate::args::{Args, Command};
use crate::config::FileError;

/// Found nothing, or found something wrong: done all the same.
const FOUND: u8 = 1;

/// Runs the command that the arguments name.
pub fn run(args: Args) -> Result<ExitCode> {
    match args.command {
        None => run(Args::parse_from(["sousveil", "serve"])),
        Some(Command::Serve(args)) => serve::run(*args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Merge(args)) => merge::run(&args),
        Some(Command::Compile(args)) => compile::run(&args),
        Some(Command::Lists(args)) => lists::run(&args),
        Some(Command::Search(args)) => search::run(&args),
        Some(Command::Screen(args)) => screen::run(&args),
        Some(Command::Rules(args)) => rules::run(&args),
        Some(Command::Inspect(args)) => inspect::run(&args),
        Some(Command::Indicators(args)) => indicators::run(&args),
        Some(Command::Show(args)) => show::run(&args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Stats(args)) => stats::run(&args),
        Some(Command::Verify(args)) => verify::run(&args),
        Some(Command::Publish(args)) => publish::run(*args),
        Some(Command::Backup(args)) => backup::run(&args),
        Some(Command::Restore(args)) => restore::run(&args),
        Some(Command::Config(args)) => config::run(&args),
        Some(Command::ApiKey { whose }) => api_key::run(&whose),
        Some(Command::Man { out }) => man::run(out.as_deref()),
        Some(Command::ReadWorkbook { sheet }) => Ok(workbook::child(sheet.as_deref())),
        Some(Command::InspectFiles) => Ok(inspect::child()),
        Some(Command::Diff(args)) => diff::run(&args),
        Some(Command::Completions { shell }) => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "sousveil", &mut text);
            std::io::Write::write_all(&mut std::io::stdout(), &text)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// A way out of a failure, where there is one.
pub fn hint(error: &Error) -> Option<String> {
    let taken = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::AddrInUse)
    };
    if error.chain().any(taken) {
        return Some("choose another port, as in `sousveil serve --listen 127.0.0.1:8601`".to_owned());
    }
    if let Some(error) = error.downcast_ref::<FileError>() {
        return error.hint.clone();
    }
    if let Some(sousveil_intake::IntakeError::Folder { path, .. }) = error.downcast_ref() {
        return Some(format!("`sousveil check {}` shows every finding", path.display()));
    }
    None
}
