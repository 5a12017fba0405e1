//! The words that a word of a question may stand for: those that it begins, or those that are one mistake away.
//! Which documents hold one of them is worked out once for a question, not once for each part that asks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// Documents by segment, in order.
type Found = Mutex<HashMap<SegmentId, Arc<Vec<DocId>>>>;

/// A query whose documents are remembered. Its score is always the same.
#[derive(Debug, Clone)]
pub(super) struct Expanded {
    inner: Arc<dyn Query>,
    found: Arc<Found>,
}

impl Expanded {
    pub(super) fn new(inner: impl Query) -> Self {
        Self { inner: Arc::new(inner), found: Arc::default() }
    }
}

impl Query for Expanded {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

impl Expanded {
    fn documents(&self, reader: &SegmentReader) -> tantivy::Result<Arc<Vec<DocId>>> {
        let known = || self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(documents) = known().get(&reader.segment_id()) {
            return Ok(Arc::clone(documents));
        }
        let weight = self.inner.weight(EnableScoring::disabled_from_schema(reader.schema()))?;
        let mut scorer = weight.scorer(reader, 1.0)?;
        let mut documents = Vec::new();
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            documents.push(doc);
            doc = scorer.advance();
        }
        let documents = Arc::new(documents);
        known().insert(reader.segment_id(), Arc::clone(&documents));
        Ok(documents)
    }
}

impl Weight for Expanded {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let documents = Documents { all: self.documents(reader)?, at: 0 };
        Ok(Box::new(ConstScorer::new(documents, boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("one of the words that a word may stand for", 1.0))
    }
}

/// A list of documents as tantivy walks through it.
struct Documents {
    all: Arc<Vec<DocId>>,
    at: usize,
}

impl DocSet for Documents {
    fn advance(&mut self) -> DocId {
        self.at = self.at.saturating_add(1).min(self.all.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.all.get(self.at..).unwrap_or_default();
        // Mostly a step or two: first a short way, then by halves.
        let near = rest.get(..16).unwrap_or(rest);
        self.at += match near.iter().position(|&doc| doc >= target) {
            Some(steps) => steps,
            None => rest.partition_point(|&doc| doc < target),
        };
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.all.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.all.len()).unwrap_or(u32::MAX)
    }
}
