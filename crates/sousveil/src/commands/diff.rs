//! `diff`: what changed between two datasets, and for whom it matters.

use std::collections::BTreeSet;
use std::process::ExitCode;

use anyhow::{Result, bail};
use sousveil_export::diff::whom::{Kind, Whom};
use sousveil_export::diff::{Diff, Outcome};
use sousveil_snapshot::Snapshot;

use crate::progress::Meter;
use crate::{args, output, places};

/// Compares and prints; exit code 1 where the data differ.
pub fn run(args: &args::Diff) -> Result<ExitCode> {
    let (old, new) = (places::open_any(&args.old)?, places::open_any(&args.new)?);
    let only: BTreeSet<Whom> = args.only.iter().cloned().collect();
    for whom in &only {
        known(whom, &[&old.snapshot, &new.snapshot])?;
    }
    let mut meter = Meter::new();
    let diff = Diff::between(&old.snapshot, &new.snapshot, only, &mut |done, total| {
        meter.show("compare", done, total);
    })?;
    drop(meter);
    output::to_file_or_stdout(args.out.as_deref(), |out| {
        let written = if args.json { diff.json(out) } else { diff.text(out) };
        Ok(written?)
    })?;
    Ok(match diff.outcome() {
        Outcome::Same | Outcome::VersionOnly => ExitCode::SUCCESS,
        Outcome::Different => ExitCode::from(super::FOUND),
    })
}

/// A mistyped identifier must not look like good news.
fn known(whom: &Whom, sides: &[&Snapshot]) -> Result<()> {
    let schema = match whom.kind {
        Kind::Country => "Country",
        Kind::Company => "Company",
        Kind::Technology => "Technology",
        Kind::Measure => "Measure",
    };
    if sides.iter().any(|s| s.head_of(&whom.id).is_some_and(|head| head.schema == schema)) {
        return Ok(());
    }
    let redirect = sides.iter().find_map(|s| s.redirect(&whom.id)).filter(|r| !r.new.is_empty());
    let hint = redirect.map(|r| format!("; it is a part of {} now", r.new)).unwrap_or_default();
    bail!("--only {whom}: neither side has a {} of that identifier{hint}", whom.kind.word())
}
