//! `merge`: two rows that tell of one thing become one.

use std::process::ExitCode;

use anyhow::{Result, bail};
use sousveil_intake::Folder;
use sousveil_intake::folder::{Place, Severity, check::check};
use sousveil_intake::import::merge_rows;

use crate::args::Merge;

/// Joins the rows and writes the folder in one step.
pub fn run(args: &Merge) -> Result<ExitCode> {
    let place = Place::hold(&args.folder)?;
    let folder = Folder::read(&args.folder)?;
    let today = super::import::today(None)?;
    let folder = merge_rows(folder, &args.table, &args.keep, &args.gone, &args.reason, today)?;
    let errors = check(&folder).into_iter().filter(|p| p.severity == Severity::Error).collect::<Vec<_>>();
    if let Some(first) = errors.first() {
        bail!("the folder would have {} errors, the first: {first}; nothing was written", errors.len());
    }
    if args.dry_run {
        anstream::eprintln!("dry run: {} would become part of {}; nothing was written", args.gone, args.keep);
    } else {
        place.write(&folder)?;
        anstream::eprintln!("{} is part of {} now, and leads there", args.gone, args.keep);
    }
    Ok(ExitCode::SUCCESS)
}
