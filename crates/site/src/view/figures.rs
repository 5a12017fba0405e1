//! Tables of counts. Deals, offers, licences granted and licences refused are four columns and have no sum.

use sousveil_snapshot::Counts;

use super::inline::Line;
use super::table::{Table, numbers, words as col};
use crate::words;

/// Counts as four cells.
pub(crate) fn cells(counts: &Counts) -> [Line; 4] {
    [counts.deals, counts.offers, counts.licences, counts.refused].map(|n| Line::from(words::number(n)))
}

/// A table of counts with that first column.
pub(crate) fn table(caption: &str, first: &'static str, rows: impl IntoIterator<Item = (Line, Counts)>) -> Table {
    let mut table = Table::new(
        caption,
        &[
            col(first),
            numbers("Deals"),
            numbers("Offers, tenders"),
            numbers("Licences granted"),
            numbers("Licences refused"),
        ],
    );
    for (name, counts) in rows {
        let mut row = vec![name];
        row.extend(cells(&counts));
        table.rows.push(row);
    }
    table
}

/// What the years of a table are, for the text beside it.
pub(crate) const YEARS: &str = "A transfer is counted in the year in which it was agreed, delivered or first used, where a source says so. Where only the time of disclosure is known, it is undated.";
