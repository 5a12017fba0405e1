//! Answers: which entities a question leads to, in which order, and the counts of facets.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::SnapshotError;
use crate::fulltext::{Found, FullText, NAME_HIT, Question};
use crate::lists::{Lists, Set, UNDATED, numbers};
use crate::query::{Answer, Best, Facet, Query, Sort};

/// Most values that a facet gives.
const MOST_VALUES: usize = 1000;
/// Of more hits than this, only those whose names were hit are put in the order of their scores: how often a common
/// word is mentioned tells nothing.
const MOST_SCORED: usize = 10_000;
/// A list that is this many times shorter than all is sorted; a longer one is picked out of the whole order.
const SPARSE: usize = 16;

/// Answers a question from the lists and, where it has words, from the full text.
pub(crate) fn answer(lists: &Lists, text: &FullText, query: &Query) -> Result<Answer, SnapshotError> {
    let finder = Finder { lists, text, count: lists.count() };
    let (narrowed, schema_only) = finder.narrowed(query)?;
    let Some(question) = Question::read(&query.text) else {
        let sort = if query.sort == Sort::Relevance { Sort::Newest } else { query.sort };
        return finder.listed(query, sort, &narrowed, schema_only);
    };
    let mut forgiving = false;
    let mut found = text.matching(&question, false)?;
    if found.is_empty() {
        // Whether the words are anywhere, not whether the filters left any: a filter is no misspelling.
        forgiving = true;
        found = text.matching(&question, true)?;
    }
    found.retain(|hit| narrowed.has(hit.number));
    let set = finder.set(&found);
    if query.sort != Sort::Relevance {
        return finder.listed(query, query.sort, &set, None);
    }
    let order = finder.by_relevance(query, &question, forgiving, &found, &set)?;
    finder.given(query, &set, None, order)
}

/// A facet and its values with counts.
type FacetCounts = (Facet, Vec<(String, usize)>);

struct Finder<'a> {
    lists: &'a Lists,
    text: &'a FullText,
    count: u32,
}

impl Finder<'_> {
    /// What the filters leave; and the schema, if that is all that they ask for.
    fn narrowed(&self, query: &Query) -> Result<(Set, Option<u32>), SnapshotError> {
        let mut groups: BTreeMap<Facet, Vec<u32>> = BTreeMap::new();
        for (facet, text) in &query.filters {
            // A value that no entity has matches nothing.
            groups.entry(*facet).or_default().extend(self.lists.value(*facet, text)?);
        }
        let schema_only = match (groups.len(), groups.get(&Facet::Schema).map(Vec::as_slice)) {
            (1, Some(&[schema])) if query.without.is_empty() => Some(schema),
            _ => None,
        };
        let size = |values: &[u32]| -> Result<usize, SnapshotError> {
            values.iter().try_fold(0, |sum, &value| Ok(sum + self.lists.posting(value)?.len()))
        };
        let mut sized = groups.into_values().map(|g| Ok((size(&g)?, g))).collect::<Result<Vec<_>, SnapshotError>>()?;
        // The narrowest first: the others then only look at what it left.
        sized.sort();
        let mut left = Set::All;
        for (_, values) in sized {
            match &mut left {
                Set::Few(few) => {
                    let mut stays = Vec::with_capacity(few.len());
                    for &number in few.iter() {
                        if self.lists.row(number)?.any(|value| values.contains(&value)) {
                            stays.push(number);
                        }
                    }
                    left = Set::Few(stays);
                }
                left => left.keep(self.count, &self.lists.any(&values)?, true),
            }
        }
        for (facet, text) in &query.without {
            if let Some(value) = self.lists.value(*facet, text)? {
                left.keep(self.count, &self.lists.any(&[value])?, false);
            }
        }
        Ok((left, schema_only))
    }

    fn set(&self, found: &[Found]) -> Set {
        if found.len() > MOST_SCORED {
            return Set::bits(self.count, found.iter().map(|hit| hit.number));
        }
        let mut few: Vec<u32> = found.iter().map(|hit| hit.number).collect();
        few.sort_unstable();
        few.dedup();
        Set::Few(few)
    }

    /// A list in an order that does not hang on the question.
    fn listed(&self, query: &Query, sort: Sort, set: &Set, schema: Option<u32>) -> Result<Answer, SnapshotError> {
        let order = self.ordered(set, sort, query)?;
        self.given(query, set, schema, order)
    }

    /// As much of a set, in order, as the question wants.
    fn ordered(&self, set: &Set, sort: Sort, query: &Query) -> Result<Vec<u32>, SnapshotError> {
        let wanted = match (query.best, query.limit) {
            (0, Some(limit)) => query.offset.saturating_add(limit),
            _ => usize::MAX,
        };
        let total = set.len(self.count);
        if total.saturating_mul(SPARSE) < self.count as usize {
            let mut keyed = Vec::with_capacity(total);
            let mut failed = None;
            set.each(self.count, |number| match key(self.lists, number, sort) {
                Ok(key) => keyed.push((key, number)),
                Err(e) => failed = Some(e),
            });
            if let Some(e) = failed {
                return Err(e);
            }
            if wanted < keyed.len() {
                keyed.select_nth_unstable(wanted);
                keyed.truncate(wanted);
            }
            keyed.sort_unstable();
            return Ok(keyed.into_iter().map(|(_, number)| number).collect());
        }
        let mut out = Vec::with_capacity(wanted.min(total));
        let all = numbers(self.lists.order(sort)?);
        out.extend(all.filter(|&number| number < self.count && set.has(number)).take(wanted.min(total)));
        if out.len() < wanted.min(total) {
            return Err(self.lists.damaged(format!("the order `{sort}` does not hold every number")));
        }
        Ok(out)
    }

    /// Hits by how well they match: names before mentions.
    fn by_relevance(
        &self,
        query: &Query,
        question: &Question,
        forgiving: bool,
        found: &[Found],
        set: &Set,
    ) -> Result<Vec<u32>, SnapshotError> {
        if found.len() <= MOST_SCORED {
            return self.scored(self.text.scores(question, forgiving, found)?.into_iter());
        }
        let named = self.text.named(question, forgiving)?;
        let mut order = self.scored(named.into_iter().filter(|&(number, _)| set.has(number)))?;
        let wanted = query.limit.map_or(usize::MAX, |limit| query.offset.saturating_add(limit));
        if order.len() < wanted || query.best > 0 {
            let mut mentions = set.clone();
            mentions.keep(self.count, &Set::bits(self.count, order.iter().copied()), false);
            let rest =
                Query { offset: 0, limit: query.limit.map(|_| wanted - order.len().min(wanted)), ..query.clone() };
            order.extend(self.ordered(&mentions, Sort::Newest, &rest)?);
        }
        Ok(order)
    }

    fn scored(&self, scores: impl Iterator<Item = (u32, f32)>) -> Result<Vec<u32>, SnapshotError> {
        let mut hits = Vec::new();
        for (number, score) in scores {
            let (date, rank) = key(self.lists, number, Sort::Newest)?;
            hits.push((self.relevance(number, score)?, date, rank, number));
        }
        hits.sort_unstable();
        hits.dedup_by_key(|hit| hit.3);
        Ok(hits.into_iter().map(|hit| hit.3).collect())
    }

    /// The score in thousandths, negative so that the best is the least.
    fn relevance(&self, number: u32, score: f32) -> Result<i64, SnapshotError> {
        let mut boosted = f64::from(score);
        if score >= NAME_HIT {
            // The first value of an entity is its schema.
            boosted += self.lists.row(number)?.next().map_or(Ok(0.0), |schema| self.lists.text(schema).map(weight))?;
        }
        #[expect(clippy::cast_possible_truncation, reason = "scores are a few ten thousand at most; a cast saturates")]
        let thousandths = (boosted * 1000.0) as i64;
        Ok(thousandths.saturating_neg())
    }

    /// The wanted part of an order, and what is counted beside it.
    fn given(&self, query: &Query, set: &Set, schema: Option<u32>, order: Vec<u32>) -> Result<Answer, SnapshotError> {
        let best = if query.best == 0 { Vec::new() } else { self.best(&order, query.best)? };
        let hits = order.into_iter().skip(query.offset).take(query.limit.unwrap_or(usize::MAX)).collect();
        let facets = self.counts(query, set, schema)?;
        Ok(Answer { total: set.len(self.count), hits, facets, best })
    }

    fn best(&self, order: &[u32], most: usize) -> Result<Vec<Best>, SnapshotError> {
        let mut by_schema: BTreeMap<u32, (usize, Vec<u32>)> = BTreeMap::new();
        for &number in order {
            let Some(schema) = self.lists.row(number)?.next() else { continue };
            let (total, hits) = by_schema.entry(schema).or_default();
            *total += 1;
            if hits.len() < most {
                hits.push(number);
            }
        }
        let named = |(schema, (total, hits)): (u32, (usize, Vec<u32>))| {
            Ok(Best { schema: self.lists.text(schema)?.to_owned(), total, hits })
        };
        by_schema.into_iter().map(named).collect()
    }

    fn counts(&self, query: &Query, set: &Set, schema: Option<u32>) -> Result<Vec<FacetCounts>, SnapshotError> {
        let wanted: BTreeSet<Facet> = query.count.iter().copied().collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let counted: Counted = match (set, schema) {
            (Set::All, _) => Counted::All,
            (_, Some(schema)) => Counted::Some(self.lists.schema_counts(schema)?.collect()),
            (Set::Bits(bits), None) if self.is_cheaper_by_value(set, &wanted) => {
                let mut counts = Vec::new();
                for value in wanted.iter().flat_map(|&facet| self.lists.facet(facet)) {
                    counts.push((value, self.lists.count_in(value, bits)?));
                }
                counts.retain(|&(_, count)| count > 0);
                Counted::Some(counts)
            }
            (set, None) => {
                let mut counts = vec![0u32; self.lists.values() as usize];
                let mut failed = None;
                set.each(self.count, |number| match self.lists.row(number) {
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
        query.count.iter().map(|&facet| Ok((facet, self.values(facet, &counted)?))).collect()
    }

    /// Whether to count value by value instead of entity by entity. Both give the same.
    fn is_cheaper_by_value(&self, set: &Set, wanted: &BTreeSet<Facet>) -> bool {
        let values: usize = wanted.iter().map(|&facet| self.lists.facet(facet).len()).sum();
        // At most so many steps for a value, and some twenty for an entity.
        values.saturating_mul(self.count as usize / 64) < set.len(self.count).saturating_mul(20)
    }

    fn values(&self, facet: Facet, counted: &Counted) -> Result<Vec<(String, usize)>, SnapshotError> {
        let range = self.lists.facet(facet);
        let mut found: Vec<(std::cmp::Reverse<u32>, u32)> = match counted {
            Counted::All => {
                let count = |value: u32| {
                    let posting = self.lists.posting(value)?;
                    Ok((std::cmp::Reverse(u32::try_from(posting.len() / 4).unwrap_or(u32::MAX)), value))
                };
                range.map(count).collect::<Result<_, SnapshotError>>()?
            }
            Counted::Some(counts) => {
                let of_facet = counts.iter().filter(|(value, _)| range.contains(value));
                of_facet.map(|&(value, count)| (std::cmp::Reverse(count), value)).collect()
            }
            Counted::Each(counts) => {
                let count = |value: u32| Some((std::cmp::Reverse(*counts.get(value as usize)?), value));
                range.filter_map(count).filter(|(count, _)| count.0 > 0).collect()
            }
        };
        if found.len() > MOST_VALUES {
            found.select_nth_unstable(MOST_VALUES);
            found.truncate(MOST_VALUES);
        }
        // Values of one facet lie in the order of their texts.
        found.sort_unstable();
        let text =
            |(count, value): (std::cmp::Reverse<u32>, u32)| Ok((self.lists.text(value)?.to_owned(), count.0 as usize));
        found.into_iter().map(text).collect()
    }
}

/// Some numbers in an order.
pub(crate) fn in_order(lists: &Lists, numbers: &[u32], sort: Sort) -> Result<Vec<u32>, SnapshotError> {
    let keyed: Result<Vec<_>, SnapshotError> = numbers.iter().map(|&n| Ok((key(lists, n, sort)?, n))).collect();
    let mut keyed = keyed?;
    keyed.sort_unstable();
    keyed.dedup();
    Ok(keyed.into_iter().map(|(_, number)| number).collect())
}

/// What a number is sorted by; the least comes first.
fn key(lists: &Lists, number: u32, sort: Sort) -> Result<(i64, u32), SnapshotError> {
    let date = || Ok::<_, SnapshotError>(i64::from(lists.date(number)?));
    let first = match sort {
        Sort::Relevance | Sort::Newest => -date()?,
        Sort::Oldest => Some(date()?).filter(|&date| date != i64::from(UNDATED)).unwrap_or(i64::MAX),
        Sort::Name => 0,
    };
    Ok((first, lists.rank(number)?))
}

/// How many entities have each value.
enum Counted {
    /// Of all entities: as many as the value has numbers.
    All,
    /// Those that some have.
    Some(Vec<(u32, u32)>),
    /// By the place of the value.
    Each(Vec<u32>),
}

/// Order of schemata among entities whose names are hit. Far apart, so that how rare a word is does not blur it.
fn weight(schema: &str) -> f64 {
    match schema {
        "Country" => 500.0,
        "Company" => 400.0,
        "Technology" => 300.0,
        "Agency" => 200.0,
        "Product" => 100.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Snapshot;
    use crate::contents::Contents;

    /// Some 900 entities, so that values that many have and values that few have are met, see `lists::read`.
    fn snapshot() -> Snapshot {
        let mut contents = Contents::of_nothing();
        for n in 0..600u32 {
            let claim = |property: &str, value: String| sousveil_model::Claim {
                property: property.to_owned(),
                value,
                evidence: Vec::new(),
            };
            let country = ["uz", "de", "fr", "it"].get(n as usize * n as usize / 7 % 4).copied().unwrap_or("uz");
            contents.entities.push(sousveil_model::Entity {
                id: format!("e{n:03}").parse().unwrap(),
                schema: if n % 5 == 0 { "Company" } else { "Agency" }.to_owned(),
                origin: None,
                claims: vec![
                    claim("name", format!("Thing {}", n * 37 % 600)),
                    claim("country", country.to_owned()),
                    claim("kind", format!("k{}", n % 40)),
                ],
            });
        }
        Snapshot::in_memory(&contents).unwrap()
    }

    #[test]
    fn filters_and_counts_are_those_of_looking_at_each_entity() {
        let snapshot = snapshot();
        let facets: Vec<Vec<(Facet, String)>> = (0..snapshot.len())
            .map(|n| crate::derive::facets(&snapshot.entity_at(n).unwrap()).into_iter().collect())
            .collect();
        let value = |facet, text: &str| (facet, text.to_owned());
        let filters = [
            vec![],
            vec![value(Facet::Schema, "Agency")],
            vec![value(Facet::Country, "uz")],
            vec![value(Facet::Country, "uz"), value(Facet::Country, "fr"), value(Facet::Country, "to")],
            vec![value(Facet::Country, "uz"), value(Facet::Schema, "Agency")],
            vec![value(Facet::Kind, "k3"), value(Facet::Schema, "Agency")],
            vec![value(Facet::Kind, "k3"), value(Facet::Kind, "k4"), value(Facet::Country, "de")],
            vec![value(Facet::Kind, "nothing")],
        ];
        for text in ["", "thing", "thing 37", "a"] {
            for filters in &filters {
                for without in [vec![], vec![value(Facet::Country, "de")], vec![value(Facet::Kind, "k3")]] {
                    let all = Query { text: text.to_owned(), ..Query::default() };
                    let all = snapshot.query(&all).unwrap().hits;
                    let holds = |number: &&u32| {
                        let own = &facets[**number as usize];
                        let any = |facet| filters.iter().filter(|f| f.0 == facet).any(|f| own.contains(f));
                        filters.iter().all(|f| any(f.0)) && !without.iter().any(|f| own.contains(f))
                    };
                    let mut expected: Vec<u32> = all.iter().filter(holds).copied().collect();
                    let count = vec![Facet::Schema, Facet::Country, Facet::Kind];
                    let query = Query { filters: filters.clone(), without, count, ..Query::default() };
                    let query = Query { text: text.to_owned(), sort: Sort::Name, best: 2, ..query };
                    let answer = snapshot.query(&query).unwrap();
                    assert_eq!(answer.total, expected.len(), "{query:?}");
                    expected.sort_by_key(|&n| snapshot.stored.lists.rank(n).unwrap());
                    assert_eq!(answer.hits, expected, "{query:?}");
                    for (facet, values) in &answer.facets {
                        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
                        for (_, text) in expected.iter().flat_map(|&n| &facets[n as usize]).filter(|(f, _)| f == facet)
                        {
                            *counts.entry(text.clone()).or_default() += 1;
                        }
                        assert_eq!(values.iter().cloned().collect::<BTreeMap<_, _>>(), counts, "{query:?}");
                    }
                    for best in &answer.best {
                        let of: Vec<u32> = expected
                            .iter()
                            .copied()
                            .filter(|&n| snapshot.head(n).is_some_and(|head| head.schema == best.schema))
                            .collect();
                        assert_eq!((best.total, &best.hits[..]), (of.len(), &of[..of.len().min(2)]));
                    }
                    let page = Query { offset: 3, limit: Some(10), best: 0, ..query.clone() };
                    let page = snapshot.query(&page).unwrap();
                    let part: Vec<u32> = expected.iter().skip(3).take(10).copied().collect();
                    assert_eq!((page.total, page.hits), (expected.len(), part), "{query:?}");
                }
            }
        }
    }
}
