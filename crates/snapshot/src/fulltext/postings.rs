//! Which entities hold a word, its beginning, or a word one mistake away: one bit for each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{SegmentReader, Term};

use super::FullText;
use crate::lists::Bits;

/// A word that one entity of so many has is common.
const COMMON: u32 = 32;
/// So many common words are remembered, then all are forgotten: 32 MB of a million entities.
const MOST_COMMON: usize = 256;

/// Common words that were looked up: their entities take less room as bits than in the index, and no time.
#[derive(Default)]
pub(super) struct Common(Mutex<Known>);

/// By field and word.
type Known = HashMap<(Field, Vec<u8>), Arc<Bits>>;

impl FullText {
    /// A set with nothing in it.
    pub(super) fn none(&self) -> Bits {
        Bits::none(self.segment().max_doc())
    }

    /// What the index knows of a word, if it has it.
    pub(super) fn word(&self, field: Field, word: &str) -> tantivy::Result<Option<TermInfo>> {
        Ok(self.segment().inverted_index(field)?.get_term_info(&Term::from_field_text(field, word))?)
    }

    /// Adds the entities that hold a word in a field.
    pub(super) fn add_word(&self, field: Field, word: &str, found: &mut Bits) -> tantivy::Result<()> {
        let index = self.segment().inverted_index(field)?;
        match self.word(field, word)? {
            Some(info) => self.common.add(self.segment(), &index, (field, word.as_bytes()), &info, found),
            None => Ok(()),
        }
    }

    /// Adds those that hold a word that begins so.
    pub(super) fn add_beginning(&self, field: Field, word: &str, found: &mut Bits) -> tantivy::Result<()> {
        let index = self.segment().inverted_index(field)?;
        // No byte of UTF-8 is 255.
        let mut behind = word.as_bytes().to_vec();
        behind.last_mut().into_iter().for_each(|last| *last = last.saturating_add(1));
        let mut words = index.terms().range().ge(word).lt(&behind).into_stream()?;
        while words.advance() {
            self.common.add(self.segment(), &index, (field, words.key()), words.value(), found)?;
        }
        Ok(())
    }

    /// Adds those that hold a word that is one mistake away.
    pub(super) fn add_mistake(&self, field: Field, word: &str, found: &mut Bits) -> tantivy::Result<()> {
        let index = self.segment().inverted_index(field)?;
        let query = FuzzyTermQuery::new(Term::from_field_text(field, word), 1, true);
        let mut words = index.terms().search(query.automaton()?).into_stream()?;
        while words.advance() {
            self.common.add(self.segment(), &index, (field, words.key()), words.value(), found)?;
        }
        Ok(())
    }
}

impl Common {
    fn add(
        &self,
        segment: &SegmentReader,
        index: &InvertedIndexReader,
        (field, word): (Field, &[u8]),
        info: &TermInfo,
        found: &mut Bits,
    ) -> tantivy::Result<()> {
        if info.doc_freq <= segment.max_doc() / COMMON {
            return read(index, info, found);
        }
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (field, word.to_vec());
        let there = known().get(&key).map(Arc::clone);
        if let Some(bits) = there {
            found.add(&bits);
            return Ok(());
        }
        let mut bits = Bits::none(segment.max_doc());
        read(index, info, &mut bits)?;
        found.add(&bits);
        let mut known = known();
        if known.len() >= MOST_COMMON {
            known.clear();
        }
        known.insert(key, Arc::new(bits));
        Ok(())
    }
}

fn read(index: &InvertedIndexReader, word: &TermInfo, found: &mut Bits) -> tantivy::Result<()> {
    let mut blocks = index.read_block_postings_from_terminfo(word, IndexRecordOption::Basic)?;
    while !blocks.docs().is_empty() {
        blocks.docs().iter().for_each(|&document| found.insert(document));
        blocks.advance();
    }
    Ok(())
}
