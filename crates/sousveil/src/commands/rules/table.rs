//! `rules check FILE`: every row comes back with its answer.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use sousveil_export::defuse;
use sousveil_export::rules::evaluation::Evaluation;
use sousveil_export::rules::planned::{FIELDS, field};
use sousveil_export::rules::{Law, words};
use sousveil_rules::Met;
use sousveil_snapshot::Snapshot;

use super::check::planned;
use crate::output;

/// What is written beside each row.
const ANSWERS: [&str; 7] = ["met", "certain", "possible", "if_us_item", "measures", "open_questions", "parties_found"];
/// A table may have so many bytes.
const LARGEST: u64 = 64 << 20;
/// A cell may have so many bytes.
const LONGEST: usize = 1 << 20;

/// Judges each row; whether a measure stands, or may stand, in the way of one.
pub fn run(snapshot: &Snapshot, law: &Law, file: &Path, out: Option<&Path>, json: bool) -> Result<bool> {
    let shown = file.display();
    let size = std::fs::metadata(file).with_context(|| format!("reading {shown}"))?.len();
    if size > LARGEST {
        bail!("{shown}: found {size} bytes, expected at most {LARGEST}");
    }
    let bytes = std::fs::read(file).with_context(|| format!("reading {shown}"))?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let heads = reader.headers().with_context(|| format!("{shown}, line 1"))?.clone();
    let known: Vec<Option<&'static str>> = heads.iter().map(field).collect();
    if known.iter().all(Option::is_none) {
        let parts: Vec<&str> = FIELDS.iter().map(|(own, ..)| *own).collect();
        bail!("{shown}, line 1: found no heading that is a part of a deal; expected some of {}", parts.join(", "));
    }
    let passed: Vec<&str> = heads.iter().zip(&known).filter(|(_, part)| part.is_none()).map(|(head, _)| head).collect();
    if !passed.is_empty() {
        anstream::eprintln!("columns that are not read: {}", output::visible(&passed.join(", ")));
    }
    let rows: Vec<(u64, csv::StringRecord)> = reader
        .records()
        .map(|row| {
            let row = row.with_context(|| format!("{shown}: found no line of CSV"))?;
            let line = row.position().map_or(0, csv::Position::line);
            if row.len() != heads.len() {
                bail!("{shown}, line {line}: found {} cells, expected {}", row.len(), heads.len());
            }
            if row.iter().any(|cell| cell.len() > LONGEST) {
                bail!("{shown}, line {line}: found a cell of more than {LONGEST} bytes, expected less");
            }
            Ok((line, row))
        })
        .collect::<Result<_>>()?;
    let mut any = false;
    let mut counts = [0_usize; 4];
    output::to_file_or_stdout(out, |to| {
        let mut lines = Vec::new();
        let mut table = csv::Writer::from_writer(&mut lines);
        if !json {
            table.write_record(heads.iter().map(|head| defuse(head.to_owned())).chain(ANSWERS.map(str::to_owned)))?;
        }
        for (line, row) in &rows {
            let pairs = known.iter().zip(row).filter_map(|(part, cell)| Some(((*part)?, cell)));
            let told = planned(snapshot, pairs).with_context(|| format!("{shown}, line {line}"))?;
            let evaluation = Evaluation::of(law, &told.deal);
            let verdict = &evaluation.verdict;
            any |= matches!(verdict.met, Met::Met | Met::Possible);
            let slot = match verdict.met {
                Met::Met => 0,
                Met::Possible => 1,
                Met::None => 2,
                Met::NotKnown => 3,
            };
            if let Some(count) = counts.get_mut(slot) {
                *count += 1;
            }
            if json {
                let mut answer = evaluation.json();
                answer["line"] = json!(line);
                answer["deal"] = told.json();
                table.flush()?;
                writeln!(to, "{answer}")?;
                continue;
            }
            let outcome = |outcome: Option<sousveil_rules::Outcome>| outcome.map(|o| o.label()).unwrap_or_default();
            let measures: Vec<String> = evaluation
                .standing()
                .map(|(answer, measure)| format!("{}: {}", measure.id, Evaluation::outcome(answer)))
                .collect();
            let found: Vec<String> = told
                .found
                .iter()
                .map(|hit| format!("{} {} ({}) {:.2}", hit.role, hit.caption, hit.id, hit.score))
                .collect();
            let answers = [
                verdict.met.label().to_owned(),
                outcome(verdict.certain).to_owned(),
                outcome(verdict.possible).to_owned(),
                outcome(verdict.if_us_item).to_owned(),
                measures.join("; "),
                evaluation.open_questions().join("; "),
                found.join("; "),
            ];
            table.write_record(row.iter().map(str::to_owned).chain(answers).map(defuse))?;
        }
        table.flush()?;
        drop(table);
        to.write_all(&lines)?;
        Ok(())
    })?;
    let [met, possible, none, unknown] = counts;
    anstream::eprintln!(
        "{} rows: {met} meet a measure, {possible} may, {none} meet none of those looked for, {unknown} not known. {}",
        rows.len(),
        words::NO_ADVICE
    );
    Ok(any)
}
