//! Answers: the hits in order, and the counts of facets.

use std::collections::BTreeSet;

use tantivy::collector::{Collector, Count, FacetCollector, FacetCounts, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::Query as Part;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::question::{NAME_HIT, Question, all, filters};
use super::{FullText, UNDATED, failed, guarded};
use crate::error::SnapshotError;
use crate::query::{Answer, Facet, Query, Sort};

/// Most values that a facet gives.
const MOST_VALUES: usize = 1000;

impl FullText {
    /// Answers a question.
    pub(crate) fn answer(&self, query: &Query) -> Result<Answer, SnapshotError> {
        guarded(&self.path, || self.search(query).map_err(|e| failed(&self.path, e)))
    }

    fn search(&self, query: &Query) -> tantivy::Result<Answer> {
        let question = Question::read(&query.text);
        let forgiving = match &question {
            // Whether the words are anywhere, not whether the filters left any: a filter is no misspelling.
            Some(question) => self.searcher.search(&question.matching(&self.fields, false), &Count)? == 0,
            None => false,
        };
        let order = match (query.sort, &question) {
            (Sort::Relevance, None) => Sort::Newest,
            (sort, _) => sort,
        };
        let mut parts = filters(&self.fields, &query.filters);
        if let Some(question) = question {
            parts.push(match order {
                Sort::Relevance => question.scored(&self.fields, forgiving),
                _ => question.matching(&self.fields, forgiving),
            });
        }
        self.collect(query, order, &*all(parts))
    }

    fn collect(&self, query: &Query, order: Sort, part: &dyn Part) -> tantivy::Result<Answer> {
        let wanted: BTreeSet<Facet> = query.count.iter().copied().collect();
        let counts = (!wanted.is_empty()).then(|| {
            let mut counts = FacetCollector::for_field("facets");
            wanted.iter().for_each(|&facet| counts.add_facet(root(facet).as_str()));
            counts
        });
        let (mut hits, counts) = self.searcher.search(part, &(Ordered(order), counts))?;
        let total = hits.len();
        if let Some(end) = query.limit.map(|limit| query.offset.saturating_add(limit))
            && end < total
        {
            hits.select_nth_unstable(end);
            hits.truncate(end);
        }
        hits.sort_unstable();
        let numbers = hits.into_iter().skip(query.offset).map(|hit| hit.number).collect();
        let facets = match counts {
            Some(counts) => query.count.iter().map(|&facet| (facet, values(&counts, facet))).collect(),
            None => Vec::new(),
        };
        Ok(Answer { total, hits: numbers, facets })
    }
}

fn root(facet: Facet) -> String {
    format!("/{facet}")
}

fn values(counts: &FacetCounts, facet: Facet) -> Vec<(String, usize)> {
    let mut out: Vec<(String, usize)> = counts
        .get(root(facet).as_str())
        .filter_map(|(path, count)| Some(((*path.to_path().last()?).to_owned(), usize::try_from(count).ok()?)))
        .collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out.truncate(MOST_VALUES);
    out
}

/// A hit with what it is sorted by; the least comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    first: i64,
    second: i64,
    rank: u64,
    number: u32,
}

/// Collects every hit: the total is wanted anyway, and a place in the order costs no more than counting.
struct Ordered(Sort);

struct OrderedSegment {
    sort: Sort,
    number: Column<u64>,
    rank: Column<u64>,
    date: Column<i64>,
    weight: Column<u64>,
    hits: Vec<Hit>,
}

impl Collector for Ordered {
    type Fruit = Vec<Hit>;
    type Child = OrderedSegment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<OrderedSegment> {
        let fast = segment.fast_fields();
        Ok(OrderedSegment {
            sort: self.0,
            number: fast.u64("number")?,
            rank: fast.u64("name_rank")?,
            date: fast.i64("date")?,
            weight: fast.u64("weight")?,
            hits: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.0 == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<Vec<Hit>>) -> tantivy::Result<Vec<Hit>> {
        Ok(segments.into_iter().flatten().collect())
    }
}

impl SegmentCollector for OrderedSegment {
    type Fruit = Vec<Hit>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let rank = self.rank.first(doc).unwrap_or(u64::MAX);
        let date = || self.date.first(doc).unwrap_or(UNDATED);
        // What has no date comes last both ways: the least date is the sentinel.
        let newest = |date: i64| date.checked_neg().unwrap_or(i64::MAX);
        let (first, second) = match self.sort {
            Sort::Relevance => (self.relevance(doc, score), newest(date())),
            Sort::Newest => (newest(date()), 0),
            Sort::Oldest => (Some(date()).filter(|&date| date != UNDATED).unwrap_or(i64::MAX), 0),
            Sort::Name => (0, 0),
        };
        if let Some(number) = self.number.first(doc).and_then(|number| u32::try_from(number).ok()) {
            self.hits.push(Hit { first, second, rank, number });
        }
    }

    fn harvest(self) -> Vec<Hit> {
        self.hits
    }
}

impl OrderedSegment {
    /// The score in thousandths, negative so that the best is the least.
    fn relevance(&self, doc: DocId, score: Score) -> i64 {
        let hit = f64::from(score);
        let weight = self.weight.first(doc).and_then(|weight| u32::try_from(weight).ok()).unwrap_or(0);
        let boosted = if score >= NAME_HIT { hit + f64::from(weight) } else { hit };
        #[expect(clippy::cast_possible_truncation, reason = "scores are a few ten thousand at most; a cast saturates")]
        let thousandths = (boosted * 1000.0) as i64;
        thousandths.saturating_neg()
    }
}
