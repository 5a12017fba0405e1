//! Makes the table.

use std::collections::HashMap;

use strum::VariantArray as _;

use super::column::{self, Made as Column};
use super::{TAG, UNDATED};
use crate::bytes::{header, size_u32};
use crate::error::SnapshotError;
use crate::made::Made;
use crate::names::Texts;
use crate::query::Facet;

/// A longer value of a facet is no facet: nobody picks it from a list.
const LONGEST: usize = 512;
/// What stands for a value that is none.
const NONE: u32 = u32::MAX;

/// Collects the values of entities in the order of their numbers.
#[derive(Default)]
pub(crate) struct ListsBuilder {
    known: HashMap<(Facet, String), u32>,
    values: Vec<(Facet, String)>,
    pairs: Vec<u32>,
    ends: Vec<u32>,
    dates: Vec<i32>,
    latin: Texts,
}

impl ListsBuilder {
    pub(crate) fn push(&mut self, made: &mut Made) -> Result<(), SnapshotError> {
        let ords: Vec<u32> = std::mem::take(&mut made.values).into_iter().map(|value| self.value(value)).collect();
        for row in &made.rows {
            let values = row.values.iter().filter_map(|&at| ords.get(at as usize).copied());
            self.pairs.extend(values.filter(|&value| value != NONE));
            self.ends.push(size_u32("the number of values of facets", self.pairs.len())?);
            self.dates.push(row.date);
            self.latin.push(&row.latin)?;
        }
        Ok(())
    }

    fn value(&mut self, value: (Facet, String)) -> u32 {
        if value.1.is_empty() || value.1.len() > LONGEST {
            return NONE;
        }
        if let Some(&known) = self.known.get(&value) {
            return known;
        }
        let next = u32::try_from(self.values.len()).unwrap_or(NONE);
        self.values.push(value.clone());
        self.known.insert(value, next);
        next
    }

    /// The bytes of the table.
    pub(crate) fn finish(self) -> Result<Vec<u8>, SnapshotError> {
        let Self { known, values, mut pairs, ends, dates, latin } = self;
        drop(known);
        let count = size_u32("the number of entities", dates.len())?;
        // Values get their places by facet and text.
        let mut order: Vec<u32> = (0..size_u32("the number of values", values.len())?).collect();
        let value = |at: u32| values.get(at as usize);
        order.sort_unstable_by_key(|&at| value(at));
        let mut places = vec![0u32; values.len()];
        for (place, &at) in (0u32..).zip(&order) {
            if let Some(slot) = places.get_mut(at as usize) {
                *slot = place;
            }
        }
        let mut start = 0;
        for &end in &ends {
            let row = pairs.get_mut(start..end as usize).unwrap_or_default();
            row.iter_mut().for_each(|pair| *pair = places.get(*pair as usize).copied().unwrap_or(NONE));
            row.sort_unstable();
            start = end as usize;
        }
        drop(places);

        let mut out = header(TAG, count);
        out.extend_from_slice(&size_u32("facets", Facet::VARIANTS.len())?.to_le_bytes());
        let mut first = 0;
        let mut columns = Vec::new();
        for &facet in Facet::VARIANTS {
            let name: &str = facet.into();
            out.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
            out.extend_from_slice(name.as_bytes());
            let of_facet = size_u32("the number of values", values.iter().filter(|(f, _)| *f == facet).count())?;
            let column = column::column(&(first..first + of_facet), rows(&pairs, &ends).map(|(_, row)| row));
            let codes = column.as_ref().map_or(0, |column| column.ends.len());
            let in_codes = column.as_ref().map_or(0, |column| column.values.len());
            for size in [of_facet, size_u32("codes", codes)?, size_u32("the values of codes", in_codes)?] {
                out.extend_from_slice(&size.to_le_bytes());
            }
            first += of_facet;
            columns.extend(column);
        }
        let schemata = values.iter().filter(|(facet, _)| *facet == Facet::Schema).count();
        let counts = schema_counts(&pairs, &ends, schemata, values.len());
        let texts: usize = values.iter().map(|(_, text)| text.len()).sum();
        for size in [values.len(), texts, pairs.len(), schemata, counts.iter().map(Vec::len).sum()] {
            out.extend_from_slice(&size_u32("lists.tbl", size)?.to_le_bytes());
        }
        let mut end = 0;
        for &at in &order {
            end += value(at).map_or(0, |(_, text)| text.len());
            out.extend_from_slice(&size_u32("the values in bytes", end)?.to_le_bytes());
        }
        order.iter().filter_map(|&at| value(at)).for_each(|(_, text)| out.extend_from_slice(text.as_bytes()));
        postings(&pairs, &ends, values.len(), &mut out);
        let schema = |number: u32| {
            let start = (number as usize).checked_sub(1).map_or(0, |before| ends.get(before).copied().unwrap_or(0));
            pairs.get(start as usize).copied().unwrap_or(NONE)
        };
        let orders = orders(count, &dates, &latin, schema);
        numbers(&mut out, ends);
        numbers(&mut out, pairs);
        out.extend_from_slice(&orders);
        let mut end = 0;
        for of_schema in &counts {
            end += of_schema.len();
            out.extend_from_slice(&size_u32("counts", end)?.to_le_bytes());
        }
        for (place, count) in counts.into_iter().flatten() {
            out.extend_from_slice(&place.to_le_bytes());
            out.extend_from_slice(&count.to_le_bytes());
        }
        for Column { ends, values, codes } in columns {
            numbers(&mut out, ends);
            numbers(&mut out, values);
            codes.into_iter().for_each(|code| out.extend_from_slice(&code.to_le_bytes()));
        }
        Ok(out)
    }
}

fn numbers(out: &mut Vec<u8>, numbers: impl IntoIterator<Item = u32>) {
    numbers.into_iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
}

/// The rows, each with its number.
fn rows<'a>(pairs: &'a [u32], ends: &'a [u32]) -> impl Iterator<Item = (u32, &'a [u32])> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let row = move |(start, &end): (u32, &u32)| pairs.get(start as usize..end as usize).unwrap_or_default();
    (0u32..).zip(starts.zip(ends).map(row))
}

/// For each value the end of its numbers, then all the numbers.
fn postings(pairs: &[u32], ends: &[u32], values: usize, out: &mut Vec<u8>) {
    let mut next = vec![0usize; values];
    for &value in pairs {
        if let Some(n) = next.get_mut(value as usize) {
            *n += 1;
        }
    }
    let mut end = 0;
    for place in &mut next {
        let count = std::mem::replace(place, end);
        end += count;
        // Pairs were counted with a u32 when they came.
        out.extend_from_slice(&u32::try_from(end).unwrap_or(u32::MAX).to_le_bytes());
    }
    let mut all = vec![0u32; pairs.len()];
    for (number, row) in rows(pairs, ends) {
        for &value in row {
            if let Some(place) = next.get_mut(value as usize)
                && let Some(slot) = all.get_mut(*place)
            {
                *slot = number;
                *place += 1;
            }
        }
    }
    numbers(out, all);
}

/// For each schema how many of its entities have each value. Schemata are the first values of all.
fn schema_counts(pairs: &[u32], ends: &[u32], schemata: usize, values: usize) -> Vec<Vec<(u32, u32)>> {
    let mut all = vec![HashMap::<u32, u32>::new(); schemata];
    for (_, row) in rows(pairs, ends) {
        let Some(counts) = row.first().and_then(|&schema| all.get_mut(schema as usize)) else { continue };
        row.iter()
            .filter(|&&value| (value as usize) < values)
            .for_each(|&value| *counts.entry(value).or_default() += 1);
    }
    let sorted = |counts: HashMap<u32, u32>| {
        let mut counts: Vec<(u32, u32)> = counts.into_iter().collect();
        counts.sort_unstable();
        counts
    };
    all.into_iter().map(sorted).collect()
}

/// Dates, ranks by name, and the numbers newest first, oldest first, and by name: of all, then apart for each schema.
fn orders(count: u32, dates: &[i32], latin: &Texts, schema: impl Fn(u32) -> u32) -> Vec<u8> {
    let mut by_name: Vec<u32> = (0..count).collect();
    by_name.sort_by_key(|&number| latin.get(number as usize));
    let mut ranks = vec![0u32; dates.len()];
    for (rank, &number) in (0u32..).zip(&by_name) {
        if let Some(slot) = ranks.get_mut(number as usize) {
            *slot = rank;
        }
    }
    let mut out = Vec::new();
    dates.iter().for_each(|date| out.extend_from_slice(&date.to_le_bytes()));
    let date = |number: u32| dates.get(number as usize).copied().unwrap_or(UNDATED);
    // What has no date comes last both ways. Sorting is stable, and begins with the order by name.
    let mut newest = by_name.clone();
    newest.sort_by_key(|&number| std::cmp::Reverse(date(number)));
    let mut oldest = by_name.clone();
    oldest.sort_by_key(|&number| (date(number) == UNDATED, date(number)));
    numbers(&mut out, ranks);
    let all = [newest, oldest, by_name];
    all.iter().for_each(|order| numbers(&mut out, order.iter().copied()));
    for mut order in all {
        order.sort_by_key(|&number| schema(number));
        numbers(&mut out, order);
    }
    out
}
