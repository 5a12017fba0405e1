//! How many entities of a set have each value of a facet.

use std::cmp::Reverse;
use std::ops::Range;

use crate::error::SnapshotError;
use crate::lists::{Column, Lists, Set, numbers};
use crate::query::{Facet, Part};

/// Most values that a facet gives.
const MOST_VALUES: usize = 1000;
/// What a look at all values of an entity costs, against one at whether it is in a set: the one leads all over the
/// table, the other through a set that lies together.
const ROW: usize = 64;
/// More counts than so many for each member are mostly zeros.
const SPARSE: usize = 4;
/// What a look into a column costs.
const CODE: usize = 3;

/// A facet and its values with counts.
type FacetCounts = (Facet, Vec<(String, usize)>);
/// Values and how many have them.
type Counts = Vec<(u32, u32)>;

/// The values of each facet with counts, most first. `whole` is the schema that the set is all of.
pub(crate) fn facets(
    lists: &Lists,
    wanted: &[Facet],
    set: &Set,
    whole: Option<u32>,
) -> Result<Vec<FacetCounts>, SnapshotError> {
    let stays = matches!(set, Set::All) || whole.is_some();
    let counted = |&facet: &Facet| {
        let look = || most_first(lists, counts(lists, facet, set, whole)?);
        Ok((facet, if stays { lists.top(whole, facet, look)?.to_vec() } else { look()? }))
    };
    wanted.iter().map(counted).collect()
}

fn counts(lists: &Lists, facet: Facet, set: &Set, whole: Option<u32>) -> Result<Counts, SnapshotError> {
    let values = lists.facet(facet);
    match (set, whole) {
        (Set::All, _) => {
            let all = |value| Ok((value, u32::try_from(lists.posting(value)?.len() / 4).unwrap_or(u32::MAX)));
            values.map(all).collect()
        }
        (_, Some(schema)) => lists.schema_counts(schema, facet),
        (set, None) => {
            let rows = Rows::new(lists, facet)?;
            let one_by_one = set.len(lists.count()).saturating_mul(rows.cost());
            if let Set::Bits(bits) = set
                && is_cheaper_by_value(lists, values.clone(), one_by_one)?
            {
                return values.map(|value| Ok((value, lists.count_in(value, bits)?))).collect();
            }
            let mut counts = vec![0u32; values.len()];
            if let Some(column) = rows.column {
                let mut tally = column.tally();
                set.each(lists.count(), |number| tally.add(number));
                for (value, count) in tally.values() {
                    let at = value.checked_sub(values.start).and_then(|at| counts.get_mut(at as usize));
                    at.into_iter().for_each(|own| *own += count);
                }
                return Ok(values.zip(counts).collect());
            }
            let mut failed = Ok(());
            set.each(lists.count(), |number| {
                if let Err(e) = rows.each(number, |at| add(&mut counts, at)) {
                    failed = Err(e);
                }
            });
            failed.map(|()| values.zip(counts).collect())
        }
    }
}

/// Whether to count value by value instead of entity by entity. All ways give the same.
fn is_cheaper_by_value(lists: &Lists, values: Range<u32>, most: usize) -> Result<bool, SnapshotError> {
    let mut cost = 0usize;
    for value in values {
        cost = cost.saturating_add(lists.cost(value)?);
        if cost > most {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The same apart for each value of the facet `by`.
pub(crate) fn parts(lists: &Lists, by: Facet, wanted: &[Facet], set: &Set) -> Result<Vec<Part>, SnapshotError> {
    let own = lists.facet(by);
    let rows = Rows::new(lists, by)?;
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); own.len()];
    let mut failed = Ok(());
    set.each(lists.count(), |number| {
        let mut part = None;
        if let Err(e) = rows.each(number, |at| part = part.or(Some(at))) {
            failed = Err(e);
        }
        part.and_then(|at| members.get_mut(at)).into_iter().for_each(|part| part.push(number));
    });
    failed?;
    let rows: Result<Vec<_>, SnapshotError> = wanted.iter().map(|&f| Ok((f, Rows::new(lists, f)?))).collect();
    let rows = rows?;
    let told = |members: &[u32]| {
        let of_facet = |(facet, own): &(Facet, Rows<'_>)| Ok((*facet, most_first(lists, of_members(own, members)?)?));
        rows.iter().map(of_facet).collect::<Result<Vec<_>, SnapshotError>>()
    };
    let mut parts: Vec<Part> = Vec::new();
    for (value, members) in own.zip(&members).filter(|(_, members)| !members.is_empty()) {
        let (value, facets) = (lists.text(value)?.to_owned(), told(members)?);
        parts.push(Part { value, total: members.len(), facets });
    }
    Ok(parts)
}

/// How many of some entities have which value. All ways give the same, but for values that none has.
fn of_members(rows: &Rows<'_>, members: &[u32]) -> Result<Counts, SnapshotError> {
    let few = members.len().saturating_mul(SPARSE);
    if let Some(column) = rows.column.filter(|column| column.len() <= few) {
        return Ok(by_code(column, members));
    }
    if rows.values.len() > few { sorted(rows, members) } else { one_by_one(rows, members) }
}

/// By the codes that they have in a column.
fn by_code(column: Column<'_>, members: &[u32]) -> Counts {
    let mut tally = column.tally();
    members.iter().for_each(|&number| tally.add(number));
    let mut counts: Counts = tally.values().collect();
    counts.sort_unstable();
    counts.dedup_by(|next, before| {
        let same = next.0 == before.0;
        before.1 += if same { next.1 } else { 0 };
        same
    });
    counts
}

/// With a count for every value there is.
fn one_by_one(rows: &Rows<'_>, members: &[u32]) -> Result<Counts, SnapshotError> {
    let mut counts = vec![0u32; rows.values.len()];
    members.iter().try_for_each(|&number| rows.each(number, |at| add(&mut counts, at)))?;
    Ok(rows.values.clone().zip(counts).collect())
}

/// Where most values are had by none of them: by putting in order those that are.
fn sorted(rows: &Rows<'_>, members: &[u32]) -> Result<Counts, SnapshotError> {
    let mut had: Vec<u32> = Vec::new();
    members.iter().try_for_each(|&number| rows.each(number, |at| had.extend(u32::try_from(at))))?;
    had.sort_unstable();
    let run = |run: &[u32]| Some((rows.values.start + *run.first()?, u32::try_from(run.len()).unwrap_or(u32::MAX)));
    Ok(had.chunk_by(|a, b| a == b).filter_map(run).collect())
}

fn add(counts: &mut [u32], at: usize) {
    counts.get_mut(at).into_iter().for_each(|count| *count += 1);
}

/// The values of one facet, entity by entity.
struct Rows<'a> {
    lists: &'a Lists,
    values: Range<u32>,
    column: Option<Column<'a>>,
}

impl<'a> Rows<'a> {
    fn new(lists: &'a Lists, facet: Facet) -> Result<Self, SnapshotError> {
        Ok(Self { lists, values: lists.facet(facet), column: lists.column(facet)? })
    }

    fn cost(&self) -> usize {
        if self.column.is_some() { CODE } else { ROW }
    }

    /// The places, among the facet's values, of those that an entity has.
    fn each(&self, number: u32, mut work: impl FnMut(usize)) -> Result<(), SnapshotError> {
        let mut of_facet = |value| {
            if self.values.contains(&value) {
                work((value - self.values.start) as usize);
            }
        };
        match self.column {
            Some(column) => column.values(number).for_each(&mut of_facet),
            None => numbers(self.lists.row(number)?).for_each(&mut of_facet),
        }
        Ok(())
    }
}

/// The texts of values with their counts, most first, and no more than a facet gives; those that none has are left out.
fn most_first(lists: &Lists, counts: Counts) -> Result<Vec<(String, usize)>, SnapshotError> {
    let met = counts.into_iter().filter(|&(_, count)| count > 0);
    let mut found: Vec<(Reverse<u32>, u32)> = met.map(|(value, count)| (Reverse(count), value)).collect();
    if found.len() > MOST_VALUES {
        found.select_nth_unstable(MOST_VALUES);
        found.truncate(MOST_VALUES);
    }
    // Values of one facet lie in the order of their texts.
    found.sort_unstable();
    let text = |(count, value): (Reverse<u32>, u32)| Ok((lists.text(value)?.to_owned(), count.0 as usize));
    found.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Snapshot;
    use crate::contents::Contents;

    #[test]
    fn parts_are_counted_alike_however_many_values_there_are() {
        let mut contents = Contents::of_nothing();
        for n in 0..300u32 {
            let claim = |property: &str, value: String| sousveil_model::Claim {
                property: property.into(),
                value: value.into(),
                evidence: Vec::new(),
            };
            contents.entities.push(sousveil_model::Entity {
                id: format!("e{n:03}").parse().unwrap(),
                schema: ["Company", "Agency"][n as usize % 2].into(),
                origin: None,
                claims: vec![
                    claim("name", format!("Thing {n}")),
                    claim("country", ["uz", "de", "fr"][n as usize * n as usize % 7 % 3].to_owned()),
                    claim("kind", format!("k{}", n * n % 97)),
                ],
            });
        }
        let snapshot = Snapshot::in_memory(&contents).unwrap();
        let lists = &snapshot.stored.lists;
        for facet in [Facet::Country, Facet::Kind, Facet::Year] {
            let rows = Rows::new(lists, facet).unwrap();
            let members: Vec<u32> = (0..lists.count()).filter(|n| n % 4 != 1).collect();
            let met = |counts: Counts| counts.into_iter().filter(|(_, n)| *n > 0).collect::<Counts>();
            let expected = met(one_by_one(&rows, &members).unwrap());
            assert_eq!(sorted(&rows, &members).unwrap(), expected, "{facet}");
            let column = rows.column.map(|column| by_code(column, &members));
            assert_eq!(column, (facet != Facet::Year).then_some(expected.clone()), "{facet}");
            assert!(facet == Facet::Year || expected.len() > 2, "{facet}");
        }
    }
}
