//! Orders: some entities one by one, then sets of many, each in an order that is there already. Only as much of it is
//! put in order as is wanted.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::error::SnapshotError;
use crate::forms::Called;
use crate::fulltext::{NAME_HIT, Search};
use crate::lists::{Bits, Lists, Set, UNDATED, numbers};
use crate::query::{Best, Facet, Sort};

/// Of more hits than this, how often a word is found tells nothing: they are put in order by what was hit, then by date.
const MOST_SCORED: usize = if cfg!(test) { 40 } else { 2_000 };
/// What it costs to sort one of a set, against one look at the whole order on the way to those that are wanted.
const SORTED: usize = 8;
/// The schemata in the order of hits in names; all others come behind them.
const RANKED: [&str; 5] = ["Country", "Company", "Technology", "Agency", "Product"];

/// An order of entities.
pub(crate) struct Order {
    /// The first of all.
    scored: Vec<u32>,
    /// Behind them one part after the other.
    then: Vec<Part>,
}

/// Some entities that are put in order when they are wanted.
struct Part {
    set: Rc<Set>,
    /// Only those of this schema.
    schema: Option<u32>,
    sort: Sort,
    /// How many there are, once that was asked.
    len: OnceCell<usize>,
}

impl Order {
    /// An order that does not hang on the words of a question. `within` is the schema that all of the set have, where
    /// that is known.
    pub(crate) fn listed(lists: &Lists, set: Set, within: Option<u32>, sort: Sort) -> Self {
        let len = OnceCell::from(set.len(lists.count()));
        Self { scored: Vec::new(), then: vec![Part { set: Rc::new(set), schema: within, sort, len }] }
    }

    /// At most so many, after others are passed over.
    pub(crate) fn part(&self, lists: &Lists, mut pass: usize, limit: usize) -> Result<Vec<u32>, SnapshotError> {
        let mut out: Vec<u32> = self.scored.iter().copied().skip(pass).take(limit).collect();
        pass = pass.saturating_sub(self.scored.len());
        for part in &self.then {
            if out.len() >= limit {
                break;
            }
            let own = part.len(lists)?;
            out.extend(part.sorted(lists, pass.min(own), limit - out.len())?);
            pass = pass.saturating_sub(own);
        }
        Ok(out)
    }
}

impl Part {
    fn new(set: &Rc<Set>, schema: Option<u32>, sort: Sort) -> Self {
        Self { set: Rc::clone(set), schema, sort, len: OnceCell::new() }
    }

    fn len(&self, lists: &Lists) -> Result<usize, SnapshotError> {
        if let Some(&len) = self.len.get() {
            return Ok(len);
        }
        let len = self.count(lists)?;
        Ok(*self.len.get_or_init(|| len))
    }

    fn count(&self, lists: &Lists) -> Result<usize, SnapshotError> {
        Ok(match (self.schema, &*self.set) {
            (None, set) => set.len(lists.count()),
            (Some(schema), Set::All) => lists.posting(schema)?.len() / 4,
            (Some(schema), Set::Bits(bits)) => lists.count_in(schema, bits)? as usize,
            (Some(schema), Set::Few(few)) => {
                let mut own = 0;
                for &number in few {
                    own += usize::from(schema_of(lists, number)? == Some(schema));
                }
                own
            }
        })
    }

    /// `limit` of the entities, in order, after `pass` others.
    fn sorted(&self, lists: &Lists, pass: usize, limit: usize) -> Result<Vec<u32>, SnapshotError> {
        let Self { set, schema, sort, .. } = self;
        let total = self.len(lists)?;
        let wanted = pass.saturating_add(limit).min(total);
        if pass >= wanted {
            return Ok(Vec::new());
        }
        let all = match schema {
            Some(schema) => lists.order_of(*schema, *sort)?,
            None => lists.order(*sort)?,
        };
        let count = all.len() / 4;
        if total == count {
            let part = all.get(pass * 4..wanted * 4).unwrap_or_default();
            return Ok(numbers(part).filter(|&number| number < lists.count()).collect());
        }
        // The whole order is looked at from its beginning if it should have enough of them soon, and as long as sorting
        // them would not have been cheaper: undated ones all lie at its end.
        let looks = wanted.saturating_mul(count) / total.max(1);
        // To sort those of a schema means to look at all of the set, if there are others in it.
        let others = if schema.is_some() { set.len(lists.count()) } else { 0 };
        let is_mixed = others > total;
        let most = total.saturating_mul(SORTED).max(others);
        if !matches!(**set, Set::Few(_)) && looks <= most {
            let most = if wanted == total { usize::MAX } else { most };
            let found = numbers(all).take(most).filter(|&number| number < lists.count() && set.has(number));
            let out: Vec<u32> = found.take(wanted).skip(pass).collect();
            if out.len() == wanted - pass {
                return Ok(out);
            }
            if most > count {
                return Err(lists.incomplete(*sort));
            }
        }
        let mut keyed = Vec::with_capacity(total);
        let mut failed = Ok(());
        let stays = |number: u32| Ok::<_, SnapshotError>(!is_mixed || schema_of(lists, number)? == *schema);
        set.each(lists.count(), |number| match stays(number) {
            Ok(false) => {}
            Ok(true) => match key(lists, number, *sort) {
                Ok(key) => keyed.push((key, number)),
                Err(e) => failed = Err(e),
            },
            Err(e) => failed = Err(e),
        });
        failed?;
        if wanted < keyed.len() {
            keyed.select_nth_unstable(wanted);
            keyed.truncate(wanted);
        }
        keyed.sort_unstable();
        Ok(keyed.into_iter().skip(pass).map(|(_, number)| number).collect())
    }
}

/// The schema of an entity: the first of its values.
fn schema_of(lists: &Lists, number: u32) -> Result<Option<u32>, SnapshotError> {
    match lists.column(Facet::Schema)? {
        Some(column) => Ok(column.values(number).next()),
        None => Ok(numbers(lists.row(number)?).next()),
    }
}

/// The first of each schema.
pub(crate) fn best(lists: &Lists, order: &Order, set: &Set, most: usize) -> Result<Vec<Best>, SnapshotError> {
    let mut out = Vec::new();
    let scored = order.scored.iter().map(|&number| Ok((number, schema_of(lists, number)?)));
    let scored = scored.collect::<Result<Vec<_>, SnapshotError>>()?;
    let all = Rc::new(set.clone());
    for schema in lists.facet(Facet::Schema) {
        let total = Part::new(&all, Some(schema), Sort::Newest).len(lists)?;
        if total == 0 {
            continue;
        }
        let wanted = most.min(total);
        let of = scored.iter().filter(|(_, own)| *own == Some(schema));
        let mut hits: Vec<u32> = of.map(|&(number, _)| number).take(wanted).collect();
        for part in &order.then {
            if hits.len() >= wanted {
                break;
            }
            match part.schema {
                Some(own) if own == schema => hits.extend(part.sorted(lists, 0, wanted - hits.len())?),
                Some(_) => {}
                None => {
                    let part = Part::new(&part.set, Some(schema), part.sort);
                    hits.extend(part.sorted(lists, 0, wanted - hits.len())?);
                }
            }
        }
        out.push(Best { schema: lists.text(schema)?.to_owned(), total, hits });
    }
    Ok(out)
}

/// Hits by how well they match: names before mentions. `named` are those whose names hold all words.
pub(crate) fn by_relevance(lists: &Lists, search: &Search<'_>, named: Bits, set: &Set) -> Result<Order, SnapshotError> {
    let count = lists.count();
    let newest = |set: Set| Part::new(&Rc::new(set), None, Sort::Newest);
    let scored = |set: &Set| {
        let mut few = Vec::new();
        set.each(count, |number| few.push(number));
        if few.is_empty() { Ok(Vec::new()) } else { by_score(lists, search.scores(few.into_iter())?) }
    };
    if set.len(count) <= MOST_SCORED {
        return Ok(Order { scored: scored(set)?, then: Vec::new() });
    }
    let mut named = Set::Bits(named);
    named.keep(count, set, true);
    let mut rest = set.clone();
    if named.len(count) <= MOST_SCORED {
        rest.keep(count, &named, false);
        return Ok(Order { scored: scored(&named)?, then: vec![newest(rest)] });
    }
    let ranked = RANKED.iter().map(|name| lists.value(Facet::Schema, name)).collect::<Result<Vec<_>, _>>()?;
    let ranked: Vec<u32> = ranked.into_iter().flatten().collect();
    let others = lists.any(&ranked)?;
    let mut then = Vec::new();
    let exactly = [Called::First, Called::Also].map(|called| Set::Bits(search.exactly(called)));
    for hit in exactly.into_iter().chain([named]) {
        let mut left = hit;
        left.keep(count, &rest, true);
        rest.keep(count, &left, false);
        let mut others_left = left.clone();
        others_left.keep(count, &others, false);
        let left = Rc::new(left);
        then.extend(ranked.iter().map(|&schema| Part::new(&left, Some(schema), Sort::Newest)));
        then.push(newest(others_left));
    }
    then.push(newest(rest));
    Ok(Order { scored: Vec::new(), then })
}

/// Some numbers in an order.
pub(crate) fn in_order(lists: &Lists, numbers: &[u32], sort: Sort) -> Result<Vec<u32>, SnapshotError> {
    let keyed: Result<Vec<_>, SnapshotError> = numbers.iter().map(|&n| Ok((key(lists, n, sort)?, n))).collect();
    let mut keyed = keyed?;
    keyed.sort_unstable();
    keyed.dedup();
    Ok(keyed.into_iter().map(|(_, number)| number).collect())
}

fn by_score(lists: &Lists, scores: Vec<(u32, f32)>) -> Result<Vec<u32>, SnapshotError> {
    let mut hits = Vec::with_capacity(scores.len());
    for (number, score) in scores {
        let (date, rank) = key(lists, number, Sort::Newest)?;
        hits.push((relevance(lists, number, score)?, date, rank, number));
    }
    hits.sort_unstable();
    Ok(hits.into_iter().map(|hit| hit.3).collect())
}

/// The score in thousandths, negative so that the best is the least.
fn relevance(lists: &Lists, number: u32, score: f32) -> Result<i64, SnapshotError> {
    let mut boosted = f64::from(score);
    if score >= NAME_HIT {
        // The first value of an entity is its schema.
        boosted += numbers(lists.row(number)?).next().map_or(Ok(0.0), |schema| lists.text(schema).map(weight))?;
    }
    #[expect(clippy::cast_possible_truncation, reason = "scores are a few ten thousand at most; a cast saturates")]
    let thousandths = (boosted * 1000.0) as i64;
    Ok(thousandths.saturating_neg())
}

/// What a schema adds where a name is hit. Far apart, so that how rare a word is does not blur it.
fn weight(schema: &str) -> f64 {
    let place = RANKED.iter().position(|&ranked| ranked == schema);
    place.map_or(0.0, |place| 100.0 * f64::from(u32::try_from(RANKED.len() - place).unwrap_or(0)))
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

#[cfg(test)]
mod tests {
    use crate::contents::Contents;
    use crate::{Query, Snapshot};

    /// Companies, agencies and incidents: some are called "Orbis", more have it in their names, others mention it.
    fn snapshot(named: usize, mentions: usize) -> Snapshot {
        let mut contents = Contents::of_nothing();
        let mut add = |schema: &str, name: String, summary: &str| {
            let claim = |property: &str, value: String| sousveil_model::Claim {
                property: property.into(),
                value: value.into(),
                evidence: Vec::new(),
            };
            contents.entities.push(sousveil_model::Entity {
                id: format!("e{:04}", contents.entities.len()).parse().unwrap(),
                schema: schema.into(),
                origin: None,
                claims: vec![claim("name", name), claim("summary", summary.to_owned())],
            });
        };
        (0..mentions).for_each(|n| add("Agency", format!("Office {n}"), "It bought from Orbis."));
        (0..named).for_each(|n| add(["Agency", "Company"][n % 2], format!("Orbis {n}"), ""));
        add("Agency", "Orbis".to_owned(), "");
        add("Company", "Orbis".to_owned(), "");
        Snapshot::in_memory(&contents).unwrap()
    }

    /// Few hits are scored, of many only the names, of many names none: what comes before what is always the same.
    #[test]
    fn names_come_before_mentions_however_many_there_are() {
        for (named, mentions) in [(6, 6), (6, 100), (100, 100), (100, 0)] {
            let snapshot = snapshot(named, mentions);
            let query = Query { text: "orbis".to_owned(), best: 3, ..Query::default() };
            let answer = snapshot.query(&query).unwrap();
            assert_eq!((answer.total, answer.hits.len()), (named + mentions + 2, named + mentions + 2));
            let place = |&number: &u32| {
                let head = snapshot.head(number).unwrap();
                let hit = if head.caption == "Orbis" { 0 } else { 1 + usize::from(head.caption.starts_with("Office")) };
                (hit, head.schema != "Company")
            };
            assert!(answer.hits.iter().map(place).is_sorted(), "{named} names, {mentions} mentions");
            for best in &answer.best {
                let of = |&number: &u32| snapshot.head(number).is_some_and(|head| head.schema == best.schema);
                let expected: Vec<u32> = answer.hits.iter().copied().filter(of).collect();
                assert_eq!((best.total, &best.hits[..]), (expected.len(), &expected[..3]), "{}", best.schema);
            }
            for offset in [0, 1, 5, 60] {
                let part = Query { offset, limit: Some(7), best: 0, ..query.clone() };
                let expected: Vec<u32> = answer.hits.iter().copied().skip(offset).take(7).collect();
                assert_eq!(snapshot.query(&part).unwrap().hits, expected, "from {offset}");
            }
        }
    }
}
