//! What became of a date: more is known now, less, or something else.

use sousveil_model::tables::{Cell, table_of_schema};
use sousveil_model::{Entity, Interval};

/// What became of a date or an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// It lies within the old one: more is known now.
    Sharpened,
    /// The old one lies within it.
    Blurred,
    /// It is another one.
    Moved,
}

/// Whether a property's values are dates or intervals.
pub(super) fn is_date(schema: &str, property: &str) -> bool {
    let column = table_of_schema(schema).and_then(|table| table.column(property));
    column.is_some_and(|c| matches!(c.cell, Cell::Date | Cell::Interval))
}

/// What became of one value that has another in its place; nothing where it is no date.
pub(super) fn of_value(schema: &str, property: &str, old: &str, new: &str) -> Option<Dates> {
    if is_date(schema, property) { between(&[old], &[new]) } else { None }
}

/// What became of all that is said of one date: rivals stand for the whole span in which it may lie, so that a second,
/// other date makes it less exact. Nothing where neither side says anything, or something that is no date.
pub(super) fn of_property(old: &Entity, new: &Entity, property: &str) -> Option<Dates> {
    let old: Vec<&str> = old.values(property).collect();
    let new: Vec<&str> = new.values(property).collect();
    between(&old, &new)
}

fn between(old: &[&str], new: &[&str]) -> Option<Dates> {
    if old.is_empty() && new.is_empty() {
        return None;
    }
    let (old, new) = (span(old)?, span(new)?);
    Some(if old.0 <= new.0 && new.1 <= old.1 && old != new {
        Dates::Sharpened
    } else if new.0 <= old.0 && old.1 <= new.1 && old != new {
        Dates::Blurred
    } else {
        Dates::Moved
    })
}

type Day = (u16, u8, u8);

/// First and last day that any of the values can mean; where there is none, wider than any that is told.
fn span(values: &[&str]) -> Option<(Day, Day)> {
    const ALWAYS: (Day, Day) = ((0, 0, 0), (u16::MAX, u8::MAX, u8::MAX));
    let mut found: Option<(Day, Day)> = None;
    for value in values {
        let interval: Interval = value.parse().ok()?;
        // An end that is not known may be any day: the first or last that there is.
        let from = interval.from().map_or((0, 1, 1), |d| d.first_day());
        let to = interval.to().map_or((u16::MAX, 12, 31), |d| d.last_day());
        found = Some(found.map_or((from, to), |(first, last)| (first.min(from), last.max(to))));
    }
    Some(found.unwrap_or(ALWAYS))
}
