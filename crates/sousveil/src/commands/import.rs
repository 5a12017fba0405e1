//! `import`: foreign data into a dataset folder.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use sousveil_export::defuse;
use sousveil_intake::folder::{Place, Severity, check::check};
use sousveil_intake::import::{Merged, Progress};
use sousveil_intake::names::Decisions;
use sousveil_intake::report::{Outcome, Report};
use sousveil_intake::workbook::Sheet;
use sousveil_intake::{Folder, IntakeError, mapped, sii};
use sousveil_model::PartialDate;

use super::{import_draft, import_folder, import_lines, workbook};
use crate::args::{Destination, Import, RowImport};
use crate::clock::day;
use crate::progress::Meter;
use crate::{builtin, output};

/// Takes in what was asked for.
pub fn run(args: &Import) -> Result<ExitCode> {
    match args {
        Import::Sii { dir, into } => rows(into, &|folder, decisions, today, progress| {
            let done = sii::import(dir, folder, decisions, today, progress)?;
            let reports = done.reports.into_iter().map(|(name, report)| (name.to_owned(), report)).collect();
            Ok((done.folder, reports, done.merged))
        }),
        Import::Csv { file, mapping, sheet, into } => {
            // Read before the folder is held: a workbook may take its time.
            let sheet = workbook::sheet_of(file, sheet.as_deref())?;
            rows(into, &|folder, decisions, today, progress| {
                let done = match &sheet {
                    Some(sheet) => mapped::import_sheet((file, sheet), mapping, folder, decisions, today, progress)?,
                    None => mapped::import(file, mapping, folder, decisions, today, progress)?,
                };
                let name = sheet.as_ref().map_or_else(|| name_of(file), |s| sheet_name_of(file, s));
                Ok((done.folder, vec![(name, done.report)], done.merged))
            })
        }
        Import::Draft { file, sheet, table, out, into } => {
            import_draft::run(file, sheet.as_deref(), table.as_deref(), out.as_deref(), into.as_deref())
        }
        Import::Folder(args) => import_folder::run(args),
        Import::Ftm { files, exchange } => import_lines::ftm(files, exchange),
        Import::Statements { files, format, exchange } => import_lines::statements(files, *format, exchange),
        Import::Native { file, into } => import_lines::native(file, into),
    }
}

/// What was made of a folder, what is told of each file, and what became of the editors' merges.
type Read = (Folder, Vec<(String, Report)>, Merged);
type Reader<'r> = &'r dyn Fn(Folder, &Decisions, PartialDate, Progress<'_>) -> Result<Read, IntakeError>;

/// Reads, repairs, refuses, reports, and writes the folder in one step.
fn rows(into: &RowImport, read: Reader<'_>) -> Result<ExitCode> {
    // Held from before the reading until after the writing: a second import waits for this one.
    let place = Place::hold(&into.to.into)?;
    let folder = place.read()?.unwrap_or_else(|| Folder::new(builtin::new_dataset(&into.to.into)));
    let decisions = decisions(into)?;
    let today = today(into.date.as_deref())?;
    let mut meter = Meter::new();
    let (folder, reports, merged) =
        read(folder, &decisions, today, &mut |done, total| meter.show("rows", done as u64, total as u64))?;
    drop(meter);
    finish(&place, &folder, &reports, merged, &into.to)
}

/// What a file is called in reports.
pub(super) fn name_of(file: &Path) -> String {
    file.file_name().map_or_else(|| file.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// Says what became of the rows, and writes the folder unless it would have errors.
pub(super) fn finish(
    place: &Place,
    folder: &Folder,
    reports: &[(String, Report)],
    merged: Merged,
    to: &Destination,
) -> Result<ExitCode> {
    let errors: Vec<_> = check(folder).into_iter().filter(|p| p.severity == Severity::Error).collect();
    print(reports, merged, to)?;
    if !errors.is_empty() {
        for error in errors.iter().take(20) {
            anstream::eprintln!("{error}");
        }
        let errors = if errors.len() == 1 { "1 error".to_owned() } else { format!("{} errors", errors.len()) };
        bail!("the folder would have {errors}; nothing was written");
    }
    write_reports(reports, to)?;
    if to.dry_run {
        anstream::eprintln!("dry run: nothing was written");
    } else {
        place.write(folder)?;
        anstream::eprintln!("wrote {}", to.into.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// What a sheet is called in reports: the file and the sheet.
pub(super) fn sheet_name_of(file: &Path, sheet: &Sheet) -> String {
    format!("{}, sheet “{}”", name_of(file), sheet.name)
}

fn decisions(into: &RowImport) -> Result<Decisions> {
    let Some(dir) = &into.decisions else { return builtin::decisions() };
    if !dir.is_dir() {
        bail!("{} is no folder; expected one with the editors' decisions", dir.display());
    }
    Ok(Decisions::read(dir)?)
}

/// The date that is written down: the given one, else the day in UTC by the computer's clock.
pub fn today(given: Option<&str>) -> Result<PartialDate> {
    let text = given.map_or_else(day, str::to_owned);
    text.parse().with_context(|| format!("--date {text}"))
}

/// So many reasons of refusal are printed; `--report` and `--outcomes` have them all.
const MOST_REASONS: usize = 100;

fn print(reports: &[(String, Report)], merged: Merged, to: &Destination) -> Result<()> {
    if to.json {
        let reports: Vec<_> =
            reports.iter().map(|(n, r)| json!({ "file": n, "sums": r.sums(), "report": r })).collect();
        let merges = json!({ "joined": merged.joined, "before": merged.before, "waiting": merged.waiting });
        return output::json(&json!({ "dry_run": to.dry_run, "files": reports, "merges": merges }));
    }
    for (name, report) in reports {
        anstream::println!("{}: {}", output::bold(name), report.sums().sentence());
        for note in &report.notes {
            anstream::println!("  {}", sousveil_text::visible(note, 400));
        }
        let added = report.added();
        for (table, count) in added.iter().filter(|_| added.len() > 1) {
            anstream::println!("  added    {count:>5} × {table}");
        }
        for (kind, repair) in &report.repairs {
            let example = repair.examples.first().map(|(a, b)| format!("   e.g. {a:?} → {b:?}")).unwrap_or_default();
            anstream::println!("  repaired {:>5} × {kind}{example}", repair.count);
        }
        for (property, count) in &report.left_out {
            // Where there is a column, the reason stands beside the property.
            let why = if property.ends_with(')') { "" } else { ": no column for it" };
            anstream::println!("  left out {count:>5} × {property}{why}");
        }
        let refusals = report.refusals();
        for (reason, rows) in refusals.iter().take(MOST_REASONS) {
            let more = if rows.len() > 3 { ", …" } else { "" };
            let first = rows.iter().take(3).copied().collect::<Vec<_>>().join(", ");
            anstream::println!("  {}  {:>5} × {reason}: {first}{more}", output::yellow("refused"), rows.len());
        }
        if let Some((first, _)) = refusals.get(MOST_REASONS..).and_then(<[_]>::split_first) {
            let others = refusals.len() - MOST_REASONS;
            anstream::println!("  {}  for {others} other reasons, the next: {}", output::yellow("refused"), first.0);
        }
        if report.refused_untold > 0 {
            let refused = output::yellow("refused");
            anstream::println!("  {refused}  {:>5} × others, which are only counted", report.refused_untold);
        }
    }
    // Built-in merges of rows that this folder never saw are nobody's concern.
    if merged.joined + merged.before > 0 {
        anstream::println!(
            "editors' merges: {} joined now, {} before, {} waiting for a row that is not here",
            merged.joined,
            merged.before,
            merged.waiting
        );
    }
    Ok(())
}

fn write_reports(reports: &[(String, Report)], to: &Destination) -> Result<()> {
    if let Some(path) = &to.report {
        let text: String = reports.iter().map(|(name, report)| report.to_markdown(name)).collect();
        output::to_file_or_stdout(Some(path), |out| Ok(out.write_all(text.as_bytes())?))?;
    }
    if let Some(path) = &to.outcomes {
        output::to_file_or_stdout(Some(path), |out| {
            csv_line(out, &["file", "row", "outcome", "id", "reason"])?;
            for (name, report) in reports {
                for (row, outcome) in &report.outcomes {
                    let (word, id, reason) = match outcome {
                        Outcome::Added { id, .. } => ("added", id.as_str(), ""),
                        Outcome::Unchanged { id } => ("unchanged", id.as_str(), ""),
                        Outcome::Merged { id, reason } => ("merged", id.as_str(), reason.as_str()),
                        Outcome::Refused { reason } => ("refused", "", reason.as_str()),
                    };
                    csv_line(out, &[name, row, word, id, reason])?;
                }
                if report.refused_untold > 0 {
                    let others = format!("{} others", report.refused_untold);
                    csv_line(out, &[name, &others, "refused", "", "only counted"])?;
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// One line of a file that people open in a spreadsheet.
pub(super) fn csv_line(out: &mut dyn Write, cells: &[&str]) -> Result<()> {
    let cells: Vec<String> =
        cells.iter().map(|c| format!("\"{}\"", defuse((*c).to_owned()).replace('"', "\"\""))).collect();
    Ok(writeln!(out, "{}", cells.join(","))?)
}
