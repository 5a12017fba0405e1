//! The words that a word of a question may stand for: those that it begins, or those that are one mistake away.
//! Which entities hold one of them is worked out once for a question, not once for each part that asks.

use std::sync::Arc;

use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use crate::lists::Bits;

/// A query for known entities. Its score is always the same.
#[derive(Debug, Clone)]
pub(super) struct Expanded(pub(super) Arc<Bits>);

impl Query for Expanded {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Expanded {
    fn scorer(&self, _: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let first = self.0.at_or_after(0).unwrap_or(TERMINATED);
        Ok(Box::new(ConstScorer::new(Documents { all: Arc::clone(&self.0), at: first }, boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("one of the words that a word may stand for", 1.0))
    }
}

/// A set of documents as tantivy walks through it.
struct Documents {
    all: Arc<Bits>,
    at: DocId,
}

impl DocSet for Documents {
    fn advance(&mut self) -> DocId {
        self.seek(self.at.saturating_add(1))
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.at < target {
            self.at = self.all.at_or_after(target).unwrap_or(TERMINATED);
        }
        self.at
    }

    fn doc(&self) -> DocId {
        self.at
    }

    fn size_hint(&self) -> u32 {
        self.all.len()
    }
}
