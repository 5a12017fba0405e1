//! Which entities hold the words of a question. A common word is held by a third of a million, so they are found as one
//! bit for each entity, from whole blocks of the index, without a look at any one of them.

use tantivy::SegmentReader;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::query::{EnableScoring, FuzzyTermQuery, Query as _};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet as _, TERMINATED, Term};

use super::question::{Question, SHORTEST_PREFIX, SHORTEST_PREFIX_OF_MENTION};
use super::{FullText, failed, guarded};
use crate::error::SnapshotError;
use crate::lists::Bits;

/// What was found for a question.
pub(crate) struct Hits {
    /// Every word is somewhere.
    pub(crate) all: Bits,
    /// Of these the ones whose names hold all words.
    pub(crate) named: Bits,
}

impl FullText {
    /// The entities that hold all words; `forgiving` allows one mistake in a longer word.
    pub(crate) fn hits(&self, question: &Question, forgiving: bool) -> Result<Hits, SnapshotError> {
        let work = || -> tantivy::Result<Hits> {
            let segment = self.segment();
            let everything = || Bits::all(segment.max_doc());
            let mut hits = Hits { all: everything(), named: everything() };
            for at in 0..question.len() {
                let named = question.holding(segment, self.fields.names, at, SHORTEST_PREFIX, forgiving)?;
                let mut all = question.holding(segment, self.fields.body, at, SHORTEST_PREFIX_OF_MENTION, forgiving)?;
                all.add(&named);
                hits.all.keep(&all);
                hits.named.keep(&named);
            }
            Ok(hits)
        };
        guarded(&self.path, || work().map_err(|e| failed(&self.path, e)))
    }

    /// The entities one of whose names is one of these forms; the caption, or another one.
    pub(crate) fn exactly(&self, question: &Question, caption: bool) -> Result<Bits, SnapshotError> {
        let field = if caption { self.fields.exact } else { self.fields.alias };
        let work = || -> tantivy::Result<Bits> {
            let mut found = Bits::none(self.segment().max_doc());
            for form in question.forms() {
                found.add(&with_word(self.segment(), field, &form)?);
            }
            Ok(found)
        };
        guarded(&self.path, || work().map_err(|e| failed(&self.path, e)))
    }
}

/// The documents that hold a word in a field.
pub(super) fn with_word(segment: &SegmentReader, field: Field, word: &str) -> tantivy::Result<Bits> {
    let index = segment.inverted_index(field)?;
    let mut found = Bits::none(segment.max_doc());
    if let Some(info) = index.get_term_info(&Term::from_field_text(field, word))? {
        add(&index, &info, &mut found)?;
    }
    Ok(found)
}

/// The documents that hold a word that begins so.
pub(super) fn with_beginning(segment: &SegmentReader, field: Field, word: &str) -> tantivy::Result<Bits> {
    let index = segment.inverted_index(field)?;
    let mut found = Bits::none(segment.max_doc());
    // No byte of UTF-8 is 255.
    let mut behind = word.as_bytes().to_vec();
    behind.last_mut().into_iter().for_each(|last| *last = last.saturating_add(1));
    let mut words = index.terms().range().ge(word).lt(&behind).into_stream()?;
    while words.advance() {
        add(&index, words.value(), &mut found)?;
    }
    Ok(found)
}

/// The documents that hold a word that is one mistake away.
pub(super) fn with_mistake(segment: &SegmentReader, field: Field, word: &str) -> tantivy::Result<Bits> {
    let query = FuzzyTermQuery::new(Term::from_field_text(field, word), 1, true);
    let weight = query.weight(EnableScoring::disabled_from_schema(segment.schema()))?;
    let mut documents = weight.scorer(segment, 1.0)?;
    let mut found = Bits::none(segment.max_doc());
    while documents.doc() != TERMINATED {
        found.insert(documents.doc());
        documents.advance();
    }
    Ok(found)
}

fn add(index: &InvertedIndexReader, word: &TermInfo, found: &mut Bits) -> tantivy::Result<()> {
    let mut blocks = index.read_block_postings_from_terminfo(word, IndexRecordOption::Basic)?;
    while !blocks.docs().is_empty() {
        blocks.docs().iter().for_each(|&document| found.insert(document));
        blocks.advance();
    }
    Ok(())
}
