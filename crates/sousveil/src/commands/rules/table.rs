//! `rules check FILE`: every row comes back with its answer.

use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use sousveil_export::defuse;
use sousveil_export::rules::evaluation::Evaluation;
use sousveil_export::rules::planned::{FIELDS, Planned, field};
use sousveil_export::rules::words;
use sousveil_intake::table::{Row, Table, Wishes};
use sousveil_rules::Met;

use super::check::Desk;
use crate::args::RulesCheck;
use crate::commands::workbook;
use crate::output;
use crate::progress::Meter;

/// What is written beside each row.
const ANSWERS: [&str; 7] = ["met", "certain", "possible", "if_us_item", "measures", "open_questions", "parties_found"];

/// Judges each row; whether a measure stands, or may stand, in the way of one. Rows are read twice: nothing is written
/// before all can be read.
pub fn run(desk: &Desk<'_>, file: &Path, args: &RulesCheck) -> Result<bool> {
    let ending = if args.json { "jsonl" } else { "csv" };
    let out = args.out.as_deref();
    if let Some(out) = out.filter(|out| out.extension().is_some_and(|own| own != ending)) {
        bail!("--out {}: expected a file that ends in .{ending}", out.display());
    }
    let mut meter = Meter::new();
    let table = match workbook::sheet_of(file, args.sheet.as_deref())? {
        Some(sheet) => Table::of_sheet(file, sheet, &Wishes::default())?,
        None => Table::of_text(file, &Wishes::default(), &mut |done, of| meter.show("reading", done, of))?,
    };
    let known = parts(&table)?;
    for row in table.rows()? {
        let row = row?;
        if let Some(found) = row.ragged {
            bail!("{}, line {}: found {found} cells, expected {}", file.display(), row.line, table.named);
        }
        desk.read(pairs(&known, &row)).with_context(|| place(file, &row))?;
    }
    let mut counts = [0_u64; 4];
    output::to_file_or_stdout(out, |to| {
        let mut lines = Lines { to, json: args.json };
        lines.head(&table)?;
        for row in table.rows()? {
            let row = row?;
            let told = desk.planned(pairs(&known, &row)).with_context(|| place(file, &row))?;
            let evaluation = Evaluation::of(desk.law, &told.deal);
            let met = evaluation.verdict.met;
            for (count, kind) in counts.iter_mut().zip([Met::Met, Met::Possible, Met::None, Met::NotKnown]) {
                *count += u64::from(met == kind);
            }
            lines.row(&row, &told, &evaluation)?;
            meter.show("rows", row.number, table.rows);
        }
        Ok(())
    })?;
    drop(meter);
    let [met, possible, none, unknown] = counts;
    anstream::eprintln!(
        "{} rows: {met} meet a measure, {possible} may, {none} meet none of those looked for, {unknown} not known. {}",
        table.rows,
        words::NO_ADVICE
    );
    Ok(met + possible > 0)
}

/// The part of a deal that each column tells.
fn parts(table: &Table) -> Result<Vec<Option<&'static str>>> {
    let known: Vec<Option<&'static str>> = table.headings.iter().map(|heading| field(heading)).collect();
    if known.iter().all(Option::is_none) {
        let parts: Vec<&str> = FIELDS.iter().map(|(own, ..)| *own).collect();
        bail!(
            "{}: found no heading that is a part of a deal; expected some of {}",
            table.path().display(),
            parts.join(", ")
        );
    }
    let passed: Vec<&str> =
        table.headings.iter().zip(&known).filter(|(_, part)| part.is_none()).map(|(head, _)| head.as_str()).collect();
    if !passed.is_empty() {
        anstream::eprintln!("columns that are not read: {}", output::visible(&passed.join(", ")));
    }
    Ok(known)
}

fn pairs<'a>(known: &'a [Option<&'static str>], row: &'a Row) -> impl Iterator<Item = (&'a str, &'a str)> {
    known.iter().zip(&row.cells).filter_map(|(part, cell)| Some(((*part)?, cell.as_str())))
}

fn place(file: &Path, row: &Row) -> String {
    format!("{}, line {}", file.display(), row.line)
}

/// Writes rows with their answers.
struct Lines<'w> {
    to: &'w mut dyn Write,
    json: bool,
}

impl Lines<'_> {
    fn head(&mut self, table: &Table) -> Result<()> {
        if self.json {
            return Ok(());
        }
        self.csv(table.headings.iter().cloned().chain(ANSWERS.map(str::to_owned)))
    }

    fn row(&mut self, row: &Row, told: &Planned, evaluation: &Evaluation<'_>) -> Result<()> {
        if self.json {
            let mut answer = evaluation.json();
            answer["line"] = json!(row.line);
            answer["deal"] = told.json();
            return Ok(writeln!(self.to, "{answer}")?);
        }
        let outcome =
            |outcome: Option<sousveil_rules::Outcome>| outcome.map_or("", |outcome| outcome.label()).to_owned();
        let measures: Vec<String> = evaluation
            .standing()
            .map(|(answer, measure)| format!("{}: {}", measure.id, Evaluation::outcome(answer)))
            .collect();
        let verdict = &evaluation.verdict;
        let answers = [
            verdict.met.label().to_owned(),
            outcome(verdict.certain),
            outcome(verdict.possible),
            outcome(verdict.if_us_item),
            measures.join("; "),
            evaluation.open_questions().join("; "),
            found(told),
        ];
        self.csv(row.cells.iter().cloned().chain(answers))
    }

    fn csv(&mut self, cells: impl Iterator<Item = String>) -> Result<()> {
        let mut line = csv::Writer::from_writer(Vec::new());
        line.write_record(cells.map(defuse))?;
        let line = line.into_inner().map_err(csv::IntoInnerError::into_error)?;
        Ok(self.to.write_all(&line)?)
    }
}

fn found(told: &Planned) -> String {
    let found = told.parties.iter().flat_map(|looked| looked.found.iter().map(move |found| (looked.role, found)));
    let found = found.map(|(role, found)| format!("{role} {} ({}) {:.2}", found.caption, found.place, found.score));
    found.collect::<Vec<_>>().join("; ")
}
