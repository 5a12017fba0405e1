//! Tables of counts. Deals, offers, licences granted and licences refused are four columns and have no sum.

use sousveil_snapshot::Counts;

use super::inline::Line;
use super::table::{Table, numbers, words as col};
use crate::language::say;
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
            numbers(say("figures-deals")),
            numbers(say("figures-offers")),
            numbers(say("figures-granted")),
            numbers(say("figures-refused")),
        ],
    );
    for (name, counts) in rows {
        let mut row = vec![name];
        row.extend(cells(&counts));
        table.rows.push(row);
    }
    table
}
