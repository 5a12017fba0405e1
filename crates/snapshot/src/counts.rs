//! How many entities of a set have each value of a facet.

use std::cmp::Reverse;

use crate::error::SnapshotError;
use crate::lists::{Bits, Lists, Set};
use crate::query::Facet;

/// Most values that a facet gives.
const MOST_VALUES: usize = 1000;
/// What a look at all values of an entity costs, against one at whether it is in a set.
const ROW: usize = 16;

/// A facet and its values with counts.
type FacetCounts = (Facet, Vec<(String, usize)>);

/// How many entities have each value.
enum Counted {
    /// Of all entities: as many as the value has numbers.
    All,
    /// Those that some have.
    Some(Vec<(u32, u32)>),
    /// By the place of the value.
    Each(Vec<u32>),
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
            let mut counts = vec![0u32; lists.values() as usize];
            let mut failed = None;
            set.each(lists.count(), |number| match lists.row(number) {
                Ok(row) => row.for_each(|value| {
                    if let Some(count) = counts.get_mut(value as usize) {
                        *count += 1;
                    }
                }),
                Err(e) => failed = Some(e),
            });
            if let Some(e) = failed {
                return Err(e);
            }
            Counted::Each(counts)
        }
    };
    wanted.iter().map(|&facet| Ok((facet, values(lists, facet, &counted)?))).collect()
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
    let mut found: Vec<(Reverse<u32>, u32)> = match counted {
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
        Counted::Each(counts) => {
            let count = |value: u32| Some((Reverse(*counts.get(value as usize)?), value));
            range.filter_map(count).filter(|(count, _)| count.0 > 0).collect()
        }
    };
    if found.len() > MOST_VALUES {
        found.select_nth_unstable(MOST_VALUES);
        found.truncate(MOST_VALUES);
    }
    // Values of one facet lie in the order of their texts.
    found.sort_unstable();
    let text = |(count, value): (Reverse<u32>, u32)| Ok((lists.text(value)?.to_owned(), count.0 as usize));
    found.into_iter().map(text).collect()
}
