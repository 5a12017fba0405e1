//! `export folder`: compiled data as a dataset folder again.

use std::collections::HashSet;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use sousveil_intake::Folder;
use sousveil_intake::folder::{Place, Severity, check::check, rows};
use sousveil_snapshot::Contents;

use crate::args::Data;
use crate::places;

/// Writes the folder in one step, into a place where there is none.
pub fn run(out: &Path, data: &Data) -> Result<ExitCode> {
    let place = Place::hold(out)?;
    if place.read()?.is_some() {
        bail!("{} holds a dataset already; nothing was written", out.display());
    }
    let (folder, lost) = folder(&places::open(data)?.snapshot.contents()?)?;
    let errors: Vec<_> = check(&folder).into_iter().filter(|p| p.severity == Severity::Error).collect();
    if let Some(first) = errors.first() {
        bail!("the folder would have {} errors, the first: {first}; nothing was written", errors.len());
    }
    place.write(&folder)?;
    if lost > 0 {
        anstream::eprintln!("left out {lost} lines of history and redirects: what they speak of is not in this data");
    }
    anstream::eprintln!("wrote {}: {} rows", out.display(), folder.len());
    Ok(ExitCode::SUCCESS)
}

/// The folder that compiles to these contents, and how many lines of history have no place in it: where an origin
/// was left out of a snapshot, its rows are gone, but their history is not.
fn folder(contents: &Contents) -> Result<(Folder, usize)> {
    let (mut folder, unfit) = rows::from_entities(contents.dataset.clone(), &contents.entities);
    if let Some(first) = unfit.first() {
        bail!("{} of the entities can't be rows, the first: {}: {first}; nothing was written", unfit.len(), first.id);
    }
    let known: HashSet<&str> = contents.entities.iter().map(|e| e.id.as_str()).collect();
    let stands = |new: &str| new.is_empty() || known.contains(new);
    let redirects: Vec<_> = contents.redirects.iter().filter(|r| stands(&r.new)).collect();
    let led: HashSet<&str> = redirects.iter().map(|r| r.old.as_str()).collect();
    let changes: Vec<_> = contents
        .changes
        .iter()
        .filter(|c| known.contains(c.entity.as_str()) || led.contains(c.entity.as_str()))
        .collect();
    let lost = contents.redirects.len() + contents.changes.len() - redirects.len() - changes.len();
    changes.into_iter().for_each(|c| folder.take_line("changes", rows::change(c)));
    redirects.into_iter().for_each(|r| folder.take_line("redirects", rows::redirect(r)));
    contents.coverage.iter().for_each(|c| folder.take_line("coverage", rows::coverage(c)));
    Ok((folder, lost))
}
