//! How many entities of a set have each value of a facet.

use std::cmp::Reverse;
use std::ops::Range;

use crate::error::SnapshotError;
use crate::lists::{Bits, Lists, Set, numbers};
use crate::query::{Facet, Part};

/// Most values that a facet gives.
const MOST_VALUES: usize = 1000;
/// What a look at all values of an entity costs, against one at whether it is in a set: the one leads all over the
/// table, the other through a set that lies together.
const ROW: usize = 64;

/// A facet and its values with counts.
type FacetCounts = (Facet, Vec<(String, usize)>);

/// How many entities have each value.
enum Counted {
    /// Of all entities: as many as the value has numbers.
    All,
    /// Those that some have.
    Some(Vec<(u32, u32)>),
    /// Of each wanted facet every value.
    Each(Slots, Vec<u32>),
}

/// The values of each facet with counts, most first. `schema` is the one that the set is all of.
pub(crate) fn facets(
    lists: &Lists,
    wanted: &[Facet],
    set: &Set,
    schema: Option<u32>,
) -> Result<Vec<FacetCounts>, SnapshotError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let counted: Counted = match (set, schema) {
        (Set::All, _) => Counted::All,
        (_, Some(schema)) => Counted::Some(lists.schema_counts(schema)?.collect()),
        (Set::Bits(bits), None) if is_cheaper_by_value(lists, bits, wanted)? => {
            let mut counts = Vec::new();
            for value in wanted.iter().flat_map(|&facet| lists.facet(facet)) {
                counts.push((value, lists.count_in(value, bits)?));
            }
            counts.retain(|&(_, count)| count > 0);
            Counted::Some(counts)
        }
        (set, None) => {
            let slots = Slots::new(lists, wanted);
            let mut counts = vec![0u32; slots.width];
            each_row(lists, set, |row| slots.count(row, &mut counts))?;
            Counted::Each(slots, counts)
        }
    };
    wanted.iter().map(|&facet| Ok((facet, values(lists, facet, &counted)?))).collect()
}

/// The same apart for each value of the facet `by`: one look at each entity, whatever is counted.
pub(crate) fn parts(lists: &Lists, by: Facet, wanted: &[Facet], set: &Set) -> Result<Vec<Part>, SnapshotError> {
    let by = lists.facet(by);
    let slots = Slots::new(lists, wanted);
    let mut parts: Vec<(usize, Vec<u32>)> = by.clone().map(|_| (0, vec![0; slots.width])).collect();
    each_row(lists, set, |row| {
        let own = numbers(row).find(|value| by.contains(value)).map(|value| (value - by.start) as usize);
        if let Some((total, counts)) = own.and_then(|own| parts.get_mut(own)) {
            *total += 1;
            slots.count(row, counts);
        }
    })?;
    let mut out = Vec::new();
    for (value, (total, counts)) in by.zip(parts).filter(|(_, (total, _))| *total > 0) {
        let facets = wanted.iter().map(|&facet| Ok((facet, most_first(lists, slots.of(facet, &counts).collect())?)));
        let facets = facets.collect::<Result<_, SnapshotError>>()?;
        out.push(Part { value: lists.text(value)?.to_owned(), total, facets });
    }
    Ok(out)
}

/// Where the values of some facets are counted: those of one behind those of the other.
struct Slots {
    /// In the order of their values, as a row has them.
    ranges: Vec<(Facet, Range<u32>)>,
    width: usize,
}

impl Slots {
    fn new(lists: &Lists, wanted: &[Facet]) -> Self {
        let mut ranges: Vec<(Facet, Range<u32>)> = wanted.iter().map(|&facet| (facet, lists.facet(facet))).collect();
        ranges.sort_by_key(|(_, range)| range.start);
        ranges.dedup();
        let width = ranges.iter().map(|(_, range)| range.len()).sum();
        Self { ranges, width }
    }

    /// Counts the values of a row.
    fn count(&self, row: &[u8], counts: &mut [u32]) {
        let mut ahead = self.ranges.iter().map(|(_, range)| range);
        let (mut place, mut first) = (ahead.next(), 0);
        for value in numbers(row) {
            while let Some(range) = place.filter(|range| value >= range.end) {
                first += range.len();
                place = ahead.next();
            }
            let Some(range) = place else { return };
            let slot = value.checked_sub(range.start).map(|offset| first + offset as usize);
            slot.and_then(|slot| counts.get_mut(slot)).into_iter().for_each(|count| *count += 1);
        }
    }

    /// The values of a facet that were met.
    fn of<'c>(&self, facet: Facet, counts: &'c [u32]) -> impl Iterator<Item = (Reverse<u32>, u32)> + 'c {
        let before = self.ranges.iter().take_while(|(own, _)| *own != facet).map(|(_, range)| range.len()).sum();
        let range = self.ranges.iter().find(|(own, _)| *own == facet).map_or(0..0, |(_, range)| range.clone());
        let own = range.zip(counts.get(before..).unwrap_or_default());
        own.map(|(value, &count)| (Reverse(count), value)).filter(|(count, _)| count.0 > 0)
    }
}

fn each_row(lists: &Lists, set: &Set, mut work: impl FnMut(&[u8])) -> Result<(), SnapshotError> {
    let mut failed = None;
    set.each(lists.count(), |number| match lists.row(number) {
        Ok(row) => work(row),
        Err(e) => failed = Some(e),
    });
    failed.map_or(Ok(()), Err)
}

/// Whether to count value by value instead of entity by entity. Both give the same.
fn is_cheaper_by_value(lists: &Lists, set: &Bits, wanted: &[Facet]) -> Result<bool, SnapshotError> {
    let most = (set.len() as usize).saturating_mul(ROW);
    let mut cost = 0usize;
    for value in wanted.iter().flat_map(|&facet| lists.facet(facet)) {
        cost = cost.saturating_add(lists.cost(value)?);
        if cost > most {
            return Ok(false);
        }
    }
    Ok(true)
}

fn values(lists: &Lists, facet: Facet, counted: &Counted) -> Result<Vec<(String, usize)>, SnapshotError> {
    let range = lists.facet(facet);
    let found: Vec<(Reverse<u32>, u32)> = match counted {
        Counted::All => {
            let count = |value: u32| {
                let posting = lists.posting(value)?;
                Ok((Reverse(u32::try_from(posting.len() / 4).unwrap_or(u32::MAX)), value))
            };
            range.map(count).collect::<Result<_, SnapshotError>>()?
        }
        Counted::Some(counts) => {
            let of_facet = counts.iter().filter(|(value, _)| range.contains(value));
            of_facet.map(|&(value, count)| (Reverse(count), value)).collect()
        }
        Counted::Each(slots, counts) => slots.of(facet, counts).collect(),
    };
    most_first(lists, found)
}

/// The texts of values with their counts, most first, and no more than a facet gives.
fn most_first(lists: &Lists, mut found: Vec<(Reverse<u32>, u32)>) -> Result<Vec<(String, usize)>, SnapshotError> {
    if found.len() > MOST_VALUES {
        found.select_nth_unstable(MOST_VALUES);
        found.truncate(MOST_VALUES);
    }
    // Values of one facet lie in the order of their texts.
    found.sort_unstable();
    let text = |(count, value): (Reverse<u32>, u32)| Ok((lists.text(value)?.to_owned(), count.0 as usize));
    found.into_iter().map(text).collect()
}
