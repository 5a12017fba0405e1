//! `import folder`: another dataset folder into ours, three ways.

use std::collections::BTreeMap;
use std::process::ExitCode;

use anyhow::{Result, bail};
use serde_json::json;
use sousveil_intake::folder::{Place, Severity, check::check};
use sousveil_intake::threeway::{Taken, Told, take_in};
use sousveil_intake::{Folder, IntakeError};
use sousveil_model::Dataset;

use super::import::csv_line;
use crate::args::ImportFolder;
use crate::{builtin, output};

/// Takes in what is clear, shows what is not, and writes the folder in one step; exit code 1 where conflicts remain.
pub fn run(args: &ImportFolder) -> Result<ExitCode> {
    // Held from before the reading until after the writing: a second import waits for this one.
    let place = Place::hold(&args.to.into)?;
    // A new folder has no origins yet: those that rows need come with them.
    let made = || Folder::new(Dataset { origin: BTreeMap::new(), ..builtin::new_dataset(&args.to.into) });
    let ours = place.read()?.unwrap_or_else(made);
    let problems: Vec<_> = check(&ours).into_iter().filter(|p| p.severity == Severity::Error).collect();
    if !problems.is_empty() {
        return Err(IntakeError::Folder { path: args.to.into.clone(), problems }.into());
    }
    let theirs = Folder::read(&args.dir)?;
    let base = args.base.as_deref().map(Folder::read).transpose()?;
    let today = super::import::today(args.date.as_deref())?;
    let Taken { folder, told } = take_in(&ours, &theirs, base.as_ref(), &args.theirs, today);
    print(&told, args)?;
    if !told.choices_refused.is_empty() {
        for (id, why) in &told.choices_refused {
            anstream::eprintln!("--theirs {id}: {why}");
        }
        bail!("what was chosen by hand can't be done; nothing was written");
    }
    if let Some(first) = check(&folder).iter().find(|p| p.severity == Severity::Error) {
        bail!("the folder would have errors, the first: {first}; nothing was written");
    }
    write_files(&told, args)?;
    if args.to.dry_run {
        anstream::eprintln!("dry run: nothing was written");
    } else if folder.files()? == ours.files()? {
        anstream::eprintln!("nothing to write: {} stays as it is", args.to.into.display());
    } else {
        place.write(&folder)?;
        anstream::eprintln!("wrote {}", args.to.into.display());
    }
    Ok(if told.conflicts.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(super::FOUND) })
}

fn print(told: &Told, args: &ImportFolder) -> Result<()> {
    if args.to.json {
        return output::json(&json!({ "dry_run": args.to.dry_run, "sums": told.sums(), "report": told }));
    }
    anstream::println!("{}: {}", output::bold(&args.dir.display().to_string()), told.sentence());
    for (file, count) in &told.lines_added {
        let lines = if *count == 1 { "line" } else { "lines" };
        anstream::println!("  {file}.csv: {count} {lines} came");
    }
    for key in &told.origins_added {
        let key = seen(key);
        anstream::println!("  dataset.toml: the origin `{key}` came, with its terms as they stand there");
    }
    for (reason, rows) in told.refusals() {
        let more = if rows.len() > 3 { ", …" } else { "" };
        let first = seen(&rows.iter().take(3).copied().collect::<Vec<_>>().join(", "));
        let reason = seen(reason);
        anstream::println!("  {}  {:>5} × {reason}: {first}{more}", output::yellow("refused"), rows.len());
    }
    for line in &told.lines {
        anstream::println!("  {}.csv, {}: {}", line.file, seen(&line.line), seen(&line.reason));
    }
    for conflict in &told.conflicts {
        let entity = seen(&conflict.entity);
        anstream::println!("{}  {entity} in {}: {}", output::yellow("conflict"), conflict.table, conflict.why);
        for cell in &conflict.cells {
            anstream::println!("  {}", cell.column);
            if args.base.is_some() {
                anstream::println!("    before  {}", shown(cell.base.as_deref()));
            }
            anstream::println!("    ours    {}", shown(cell.ours.as_deref()));
            anstream::println!("    theirs  {}", shown(cell.theirs.as_deref()));
        }
    }
    for alike in &told.alike {
        anstream::println!(
            "perhaps the same: “{}” ({}) and “{}” ({}); if so:\n  sousveil merge {} {} {} --folder {} --reason \"…\"",
            seen(&alike.our_name),
            alike.ours,
            seen(&alike.their_name),
            alike.theirs,
            alike.table,
            alike.ours,
            alike.theirs,
            args.to.into.display()
        );
    }
    Ok(())
}

/// A cell in words: one that is empty and one that is not there are two things.
fn shown(cell: Option<&str>) -> String {
    match cell {
        None => "–".to_owned(),
        Some("") => "(empty)".to_owned(),
        Some(text) => seen(text),
    }
}

/// The words of strangers without what can't be seen, and not too long; the files have them whole.
fn seen(text: &str) -> String {
    sousveil_text::visible(text, 1000)
}

fn write_files(told: &Told, args: &ImportFolder) -> Result<()> {
    if let Some(path) = &args.to.report {
        let text = told.to_markdown(&args.dir.display().to_string());
        output::to_file_or_stdout(Some(path), |out| Ok(out.write_all(text.as_bytes())?))?;
    }
    if let Some(path) = &args.to.outcomes {
        output::to_file_or_stdout(Some(path), |out| {
            csv_line(out, &["table", "row", "outcome", "reason"])?;
            for row in told.rows.iter().chain(&told.went) {
                csv_line(out, &[row.table, &row.id, row.fate.word(), row.fate.reason()])?;
            }
            Ok(())
        })?;
    }
    if let Some(path) = &args.conflicts {
        output::to_file_or_stdout(Some(path), |out| {
            csv_line(out, &["entity", "table", "column", "base", "ours", "theirs"])?;
            for conflict in &told.conflicts {
                for cell in &conflict.cells {
                    let [base, ours, theirs] =
                        [&cell.base, &cell.ours, &cell.theirs].map(|c| c.as_deref().unwrap_or_default());
                    csv_line(out, &[&conflict.entity, conflict.table, &cell.column, base, ours, theirs])?;
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}
