//! What came and would be an error in the folder is taken back, row by row, with the linter's reason.

use std::collections::{BTreeMap, HashMap};

use sousveil_model::tables::{Cell, Column, table};

use super::{NEW, Taken};
use crate::folder::check::errors;
use crate::folder::{Folder, Row};
use crate::report::{Outcome, Report};

impl Taken {
    /// Adds what is new to the folder, then what follows from it (`besides`), and takes back what would be an error:
    /// a row that refers to one that did not come, for instance. The reports, one for each file.
    pub fn enter(self, folder: &mut Folder, besides: impl FnOnce(&mut Folder)) -> Vec<Report> {
        let Self { new, arrivals, mut reports } = self;
        folder.append(new);
        besides(folder);
        loop {
            let mut refused: BTreeMap<usize, String> = BTreeMap::new();
            for problem in errors(folder) {
                if let Some(number) = arrival(problem.line) {
                    refused.entry(number).or_insert_with(|| problem.reason());
                }
            }
            if refused.is_empty() {
                break;
            }
            // Whoever refers to what was refused goes with it at once: a chain of references is no chain of rounds.
            let links = links(folder, |number| arrivals.get(number).map_or("", |a| a.table));
            let mut ends: Vec<usize> = refused.keys().copied().collect();
            while let Some(end) = ends.pop() {
                let Some(id) = arrivals.get(end).filter(|a| table(a.table).is_some()).map(|a| a.id.as_str()) else {
                    continue;
                };
                for &(number, column) in links.get(id).into_iter().flatten() {
                    refused.entry(number).or_insert_with(|| {
                        ends.push(number);
                        format!("{column}: it refers to `{id}`, which was refused")
                    });
                }
            }
            for sheet in folder.names() {
                if let Some(sheet) = folder.sheet_mut(sheet) {
                    sheet.rows.retain(|row| arrival(row.line).is_none_or(|number| !refused.contains_key(&number)));
                }
            }
            for (number, reason) in refused {
                let outcome = arrivals
                    .get(number)
                    .and_then(|a| reports.get_mut(a.file).and_then(|report| report.outcomes.get_mut(a.outcome)));
                if let Some((_, outcome)) = outcome {
                    *outcome = Outcome::Refused { reason };
                }
            }
        }
        for sheet in folder.names() {
            if let Some(sheet) = folder.sheet_mut(sheet) {
                sheet.rows.iter_mut().filter(|row| row.line >= NEW).for_each(|row| row.line = 0);
            }
        }
        reports
    }
}

/// The number of the arrival that a row belongs to.
fn arrival(line: u64) -> Option<usize> {
    line.checked_sub(NEW).and_then(|number| usize::try_from(number).ok())
}

/// For each identifier the arrivals that refer to it, with the column.
type Links = HashMap<String, Vec<(usize, &'static str)>>;

fn links(folder: &Folder, table_of: impl Fn(usize) -> &'static str) -> Links {
    let mut links = Links::new();
    let mut link = |number: usize, column: &Column, value: &str| {
        links.entry(value.to_owned()).or_default().push((number, column.name));
    };
    let new = |row: &Row| arrival(row.line);
    for sheet in folder.sheets().iter().filter(|s| table(s.name).is_some()) {
        for (number, row) in sheet.rows.iter().filter_map(|row| Some((new(row)?, row))) {
            for (at, column) in sheet.columns.iter().enumerate() {
                let refers = column.cell.refers() || (is_target(column) && sheet.cell(row, "target_type") == "company");
                let values = if refers { column.values(row.cell(at)) } else { Vec::new() };
                values.into_iter().for_each(|value| link(number, column, value));
            }
        }
    }
    for (number, row) in folder.rows("evidence").iter().filter_map(|row| Some((new(row)?, row))) {
        let column = table(table_of(number)).and_then(|t| t.column(row.cell(1)));
        if let Some(column) = column.filter(|c| c.cell.refers()) {
            link(number, column, row.cell(2));
        }
    }
    links
}

fn is_target(column: &Column) -> bool {
    matches!(column.cell, Cell::Target)
}
