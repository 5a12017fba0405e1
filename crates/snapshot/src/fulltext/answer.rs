//! Which entities hold the words of a question, and how well.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Query as Part};
use tantivy::{DocId, DocSet as _, Score, SegmentOrdinal, SegmentReader, TERMINATED};

use super::question::Question;
use super::{FullText, failed, guarded};
use crate::error::SnapshotError;

/// A document that was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    segment: SegmentOrdinal,
    doc: DocId,
    /// The number of its entity.
    pub(crate) number: u32,
}

impl FullText {
    /// Everything that holds all words, in the order of the index.
    pub(crate) fn matching(&self, question: &Question, forgiving: bool) -> Result<Vec<Found>, SnapshotError> {
        guarded(&self.path, || {
            let part = question.matching(&self.fields, forgiving);
            self.searcher.search(&*part, &Matching).map_err(|e| failed(&self.path, e))
        })
    }

    /// The scores of some of what [`FullText::matching`] has found, by number.
    pub(crate) fn scores(
        &self,
        question: &Question,
        forgiving: bool,
        found: &[Found],
    ) -> Result<Vec<(u32, Score)>, SnapshotError> {
        let part = question.scored(&self.fields, forgiving, false);
        guarded(&self.path, || self.score(&*part, found).map_err(|e| failed(&self.path, e)))
    }

    /// The numbers and scores of all that holds all words in its names.
    pub(crate) fn named(&self, question: &Question, forgiving: bool) -> Result<Vec<(u32, Score)>, SnapshotError> {
        guarded(&self.path, || {
            let part = question.scored(&self.fields, forgiving, true);
            self.searcher.search(&*part, &Scored).map_err(|e| failed(&self.path, e))
        })
    }

    fn score(&self, part: &dyn Part, found: &[Found]) -> tantivy::Result<Vec<(u32, Score)>> {
        let weight = part.weight(EnableScoring::enabled_from_searcher(&self.searcher))?;
        let mut out = Vec::with_capacity(found.len());
        for in_segment in found.chunk_by(|a, b| a.segment == b.segment) {
            let Some(segment) = in_segment.first().map(|hit| hit.segment) else { continue };
            let mut scorer = weight.scorer(self.searcher.segment_reader(segment), 1.0)?;
            for hit in in_segment {
                if scorer.doc() < hit.doc && scorer.seek(hit.doc) == TERMINATED {
                    break;
                }
                if scorer.doc() == hit.doc {
                    out.push((hit.number, scorer.score()));
                }
            }
        }
        Ok(out)
    }
}

fn number(column: &Column<u64>, doc: DocId) -> Option<u32> {
    column.first(doc).and_then(|number| u32::try_from(number).ok())
}

/// Collects every document, without a score.
struct Matching;

struct MatchingSegment {
    segment: SegmentOrdinal,
    number: Column<u64>,
    found: Vec<Found>,
}

impl Collector for Matching {
    type Fruit = Vec<Found>;
    type Child = MatchingSegment;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<MatchingSegment> {
        Ok(MatchingSegment { segment, number: reader.fast_fields().u64("number")?, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<Found>>) -> tantivy::Result<Vec<Found>> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for MatchingSegment {
    type Fruit = Vec<Found>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let number = number(&self.number, doc);
        self.found.extend(number.map(|number| Found { segment: self.segment, doc, number }));
    }

    fn harvest(self) -> Vec<Found> {
        self.found
    }
}

/// Collects every document with its score.
struct Scored;

struct ScoredSegment {
    number: Column<u64>,
    found: Vec<(u32, Score)>,
}

impl Collector for Scored {
    type Fruit = Vec<(u32, Score)>;
    type Child = ScoredSegment;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<ScoredSegment> {
        Ok(ScoredSegment { number: reader.fast_fields().u64("number")?, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<(u32, Score)>>) -> tantivy::Result<Vec<(u32, Score)>> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for ScoredSegment {
    type Fruit = Vec<(u32, Score)>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.found.extend(number(&self.number, doc).map(|number| (number, score)));
    }

    fn harvest(self) -> Vec<(u32, Score)> {
        self.found
    }
}
