//! Answers: which entities a question leads to, in which order, and the counts of facets.

use std::collections::BTreeMap;

use crate::error::SnapshotError;
use crate::fulltext::{FullText, Question};
use crate::lists::{Lists, Set, numbers};
use crate::order::{Order, by_relevance};
use crate::query::{Answer, Facet, Query, Sort};
use crate::snapshot::Stored;
use crate::{counts, order};

/// What a look at the values of an entity costs, against one number of a value's list.
const ROW: usize = 8;

/// Answers a question from the lists and, where it has words, from the full text, which is opened for them.
pub(crate) fn answer<'t>(
    stored: &Stored,
    open: impl FnOnce() -> Result<&'t FullText, SnapshotError>,
    query: &Query,
) -> Result<Answer, SnapshotError> {
    let lists = &stored.lists;
    let Narrowed { mut set, within, mut is_whole } = narrowed(lists, query)?;
    let order = match Question::read(&query.text) {
        None => {
            let sort = if query.sort == Sort::Relevance { Sort::Newest } else { query.sort };
            Order::listed(lists, set.clone(), within, sort)
        }
        Some(question) => {
            let text = open()?;
            let mut search = text.search(&stored.forms, &question, false);
            let mut hits = search.hits()?;
            if hits.all.is_empty() {
                // Whether the words are anywhere, not whether the filters left any: a filter is no misspelling.
                search = text.search(&stored.forms, &question, true);
                hits = search.hits()?;
            }
            is_whole = false;
            let mut found = Set::Bits(hits.all);
            found.keep(lists.count(), &set, true);
            set = found.tidied();
            match query.sort {
                Sort::Relevance => by_relevance(lists, &search, hits.named, &set)?,
                sort => Order::listed(lists, set.clone(), within, sort),
            }
        }
    };
    let hits = order.part(lists, query.offset, query.limit.unwrap_or(usize::MAX))?;
    let best = if query.best == 0 { Vec::new() } else { order::best(lists, &order, &set, query.best)? };
    let facets = counts::facets(lists, &query.count, &set, within.filter(|_| is_whole))?;
    Ok(Answer { total: set.len(lists.count()), hits, facets, best })
}

/// What filters leave.
struct Narrowed {
    set: Set,
    /// The schema that all of them have, if the filters say so.
    within: Option<u32>,
    /// Whether they are all that have it.
    is_whole: bool,
}

fn narrowed(lists: &Lists, query: &Query) -> Result<Narrowed, SnapshotError> {
    let mut groups: BTreeMap<Facet, Vec<u32>> = BTreeMap::new();
    for (facet, text) in &query.filters {
        // A value that no entity has matches nothing.
        groups.entry(*facet).or_default().extend(lists.value(*facet, text)?);
    }
    let within = match groups.get(&Facet::Schema).map(Vec::as_slice) {
        Some(&[schema]) => Some(schema),
        _ => None,
    };
    let is_whole = within.is_some() && groups.len() == 1 && query.without.is_empty();
    let size = |values: &[u32]| -> Result<usize, SnapshotError> {
        values.iter().try_fold(0, |sum, &value| Ok(sum + lists.posting(value)?.len()))
    };
    let mut sized = groups.into_values().map(|g| Ok((size(&g)?, g))).collect::<Result<Vec<_>, SnapshotError>>()?;
    // The narrowest first: the others then only look at what it left.
    sized.sort();
    let mut set = Set::All;
    for (bytes, values) in sized {
        match &mut set {
            Set::Few(few) if bytes / 4 > few.len().saturating_mul(ROW) => {
                let mut stays = Vec::with_capacity(few.len());
                for &number in few.iter() {
                    if numbers(lists.row(number)?).any(|value| values.contains(&value)) {
                        stays.push(number);
                    }
                }
                set = Set::Few(stays);
            }
            set => set.keep(lists.count(), &lists.any(&values)?, true),
        }
    }
    for (facet, text) in &query.without {
        set.keep(lists.count(), &any_of(lists, *facet, &[text])?, false);
    }
    Ok(Narrowed { set, within, is_whole })
}

/// The entities that have one of the values of a facet.
pub(crate) fn any_of(lists: &Lists, facet: Facet, texts: &[&str]) -> Result<Set, SnapshotError> {
    let values = texts.iter().map(|text| lists.value(facet, text)).collect::<Result<Vec<_>, _>>()?;
    lists.any(&values.into_iter().flatten().collect::<Vec<_>>())
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
                property: property.into(),
                value: value.into(),
                evidence: Vec::new(),
            };
            let country = ["uz", "de", "fr", "it"].get(n as usize * n as usize / 7 % 4).copied().unwrap_or("uz");
            contents.entities.push(sousveil_model::Entity {
                id: format!("e{n:03}").parse().unwrap(),
                schema: if n % 5 == 0 { "Company" } else { "Agency" }.into(),
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
            .map(|n| {
                crate::derive::facets(snapshot.vocabulary(), &snapshot.entity_at(n).unwrap()).into_iter().collect()
            })
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
