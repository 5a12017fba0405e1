//! Rows of CSV with headings, with a bound on each.

use std::collections::HashMap;
use std::path::Path;

use crate::IntakeError;
use crate::ftm::statements::bounded;

/// Headings may be so far down.
const MOST_BEFORE: usize = 10;

/// A table whose headings were read.
pub(super) struct Table {
    headings: HashMap<String, usize>,
    row: csv::StringRecord,
    /// Cells that were asked for.
    taken: Vec<bool>,
}

impl Table {
    /// The cell under a heading, in whatever case; without one, nothing.
    pub(super) fn cell(&mut self, heading: &str) -> &str {
        let Some(&at) = self.headings.get(heading) else { return "" };
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = true;
        }
        self.row.get(at).unwrap_or_default().trim()
    }

    /// The same as a text of its own.
    pub(super) fn owned(&mut self, heading: &str) -> String {
        self.cell(heading).to_owned()
    }

    /// The headings whose cells hold something and were never asked for in this row.
    pub(super) fn untaken(&self) -> Vec<String> {
        let left = |(heading, at): (&String, &usize)| {
            let full = self.row.get(*at).is_some_and(|cell| !cell.trim().is_empty());
            (full && self.taken.get(*at) == Some(&false)).then(|| heading.clone())
        };
        self.headings.iter().filter_map(left).collect()
    }
}

/// Hands each row to `each`, with the number of its line. The headings are the first row that has `needed`.
///
/// # Errors
/// Where the file can't be read or has no such headings.
pub(super) fn rows(
    path: &Path,
    needed: &[&str],
    each: &mut dyn FnMut(u64, &mut Table) -> bool,
) -> Result<(), IntakeError> {
    let mut table: Option<Table> = None;
    let mut before = 0;
    let mut open = true;
    bounded(path, b',', &mut |line, row| {
        if !open {
            return Ok(());
        }
        let Some(table) = &mut table else {
            let names: Vec<String> =
                row.iter().map(|cell| cell.trim_start_matches('\u{feff}').trim().to_lowercase()).collect();
            if needed.iter().all(|name| names.iter().any(|own| own == name)) {
                let headings = names.into_iter().enumerate().map(|(at, name)| (name, at)).collect();
                table = Some(Table { headings, row: csv::StringRecord::new(), taken: Vec::new() });
                return Ok(());
            }
            before += 1;
            if before == MOST_BEFORE {
                let expected = format!("a row of headings with {}", needed.join(", "));
                return Err(IntakeError::form(path, Some(line), "another row", expected));
            }
            return Ok(());
        };
        table.row.clone_from(row);
        table.taken = vec![false; row.len()];
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            open = each(line, table);
        }
        Ok(())
    })?;
    match table {
        Some(_) => Ok(()),
        None => {
            let expected = format!("a row of headings with {}", needed.join(", "));
            Err(IntakeError::form(path, None, "none", expected))
        }
    }
}
