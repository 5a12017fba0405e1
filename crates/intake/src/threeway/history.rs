//! What the history says of rows that were taken in: every value that went is kept there.

use std::collections::HashMap;

use super::told::Fate;
use super::unit::Unit;
use super::work::Work;
use crate::folder::{Folder, MOST_IN_CELL, Row, Sheet};

/// Writes the lines of `changes.csv` and `redirects.csv` that follow from the work.
pub(super) fn write(work: &Work<'_>, folder: &mut Folder) {
    let from = work.from();
    let today = work.today.to_string();
    let mut lines: Vec<[String; 6]> = Vec::new();
    let mut redirects: Vec<[String; 4]> = Vec::new();
    let here: HashMap<String, (String, String)> =
        first_of(folder).map(|(old, row)| (old.to_owned(), (row.cell(1).to_owned(), row.cell(3).to_owned()))).collect();
    let there: HashMap<&str, &Row> = first_of(work.theirs).collect();
    for (id, case) in &work.cases {
        let by_hand = if case.fate.reason() == "chosen by hand" { ", chosen by hand" } else { "" };
        match (&case.fate, work.our(id), work.their(id)) {
            (Fate::Added { .. }, _, Some(_)) => {
                let before = here.get(id).map(|(new, why)| match new.as_str() {
                    "" => format!("; it had been withdrawn: {why}"),
                    new => format!("; it had been a part of {new}: {why}"),
                });
                let reason = format!("taken in from {from}{by_hand}{}", before.unwrap_or_default());
                lines.push(line(id, "", "", "", "addition", reason));
            }
            (Fate::TakenOver { .. }, Some(ours), Some(theirs)) => {
                corrections(id, ours, theirs, &format!("taken over from {from}{by_hand}"), &mut lines);
            }
            (Fate::Removed { .. }, Some(ours), None) => {
                let their_line = there.get(id.as_str());
                let why = their_line.as_ref().map(|row| format!(": {}", row.cell(3))).unwrap_or_default();
                let reason = format!("taken over from {from}: removed there{by_hand}{why}");
                // The row itself is kept in the history, so that nothing is lost.
                keep(id, "", "withdrawal", &reason, ours.told(), &mut lines);
                for piece in &ours.evidence {
                    keep(id, property(piece), "withdrawal", &reason, evidence(piece), &mut lines);
                }
                let cell = |at: usize| their_line.as_ref().map_or("", |row| row.cell(at)).to_owned();
                let (date, why) = if their_line.is_some() {
                    (cell(2), cell(3))
                } else {
                    (today.clone(), format!("removed in {from}{by_hand}"))
                };
                redirects.push([id.clone(), cell(1), date, why]);
            }
            _ => {}
        }
    }
    if let Some(sheet) = folder.sheet_mut("redirects") {
        let restored = |id: &str| work.cases.get(id).is_some_and(|c| matches!(c.fate, Fate::Added { by_hand: true }));
        sheet.rows.retain(|row| !restored(row.cell(0)));
        for [old, new, date, reason] in redirects {
            push(sheet, &[("old", old), ("new", new), ("date", date), ("reason", reason)]);
        }
    }
    if let Some(sheet) = folder.sheet_mut("changes") {
        for [entity, property, old, new, kind, reason] in lines {
            let reason = sousveil_text::tidy(&reason);
            let cells = [
                ("date", today.clone()),
                ("entity", entity),
                ("property", property),
                ("old", old),
                ("new", new),
                ("kind", kind),
                ("reason", reason),
            ];
            push(sheet, &cells);
        }
    }
}

fn push(sheet: &mut Sheet, cells: &[(&str, String)]) {
    let mut row = sheet.new_row();
    for (column, value) in cells {
        sheet.set(&mut row, column, value.clone());
    }
    sheet.rows.push(row);
}

fn line(entity: &str, property: &str, old: &str, new: &str, kind: &str, reason: String) -> [String; 6] {
    [entity.to_owned(), property.to_owned(), old.to_owned(), new.to_owned(), kind.to_owned(), reason]
}

/// A line for each cell that differs and for each line of evidence that goes.
fn corrections(id: &str, ours: &Unit, theirs: &Unit, reason: &str, lines: &mut Vec<[String; 6]>) {
    for ((column, old), new) in ours.columns().iter().zip(&ours.cells).zip(&theirs.cells) {
        if old != new {
            lines.push(line(id, column.name, old, new, "correction", reason.to_owned()));
        }
    }
    let reason = format!("evidence {reason}");
    for piece in ours.evidence.difference(&theirs.evidence) {
        keep(id, property(piece), "correction", &reason, evidence(piece), lines);
    }
    let came = theirs.evidence.difference(&ours.evidence).count();
    if came > 0 {
        let lines_came = if came == 1 { "1 line came".to_owned() } else { format!("{came} lines came") };
        lines.push(line(id, "", "", "", "correction", format!("{reason}: {lines_came}")));
    }
}

/// A line that keeps what goes; several where one cell can't hold it all.
fn keep(id: &str, property: &str, kind: &str, reason: &str, parts: Vec<String>, lines: &mut Vec<[String; 6]>) {
    let together = parts.join(" · ");
    let texts = if together.len() <= MOST_IN_CELL { vec![together] } else { parts };
    lines.extend(texts.iter().map(|old| line(id, property, old, "", kind, reason.to_owned())));
}

fn property(evidence: &[String]) -> &str {
    evidence.get(1).map_or("", String::as_str)
}

/// A line of evidence: value, source and all the rest that it has.
fn evidence(line: &[String]) -> Vec<String> {
    line.iter().skip(2).filter(|c| !c.is_empty()).cloned().collect()
}

/// The redirects of a folder by their old identifier; of several lines for one the first.
fn first_of(folder: &Folder) -> impl Iterator<Item = (&str, &Row)> {
    folder.rows("redirects").iter().rev().map(|row| (row.cell(0), row))
}
