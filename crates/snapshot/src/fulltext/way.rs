//! One way in which an entity may hold a word of a question: a field, a spelling, and what the word may stand for there.
//! It is looked up whole, as one bit for each entity, or entity by entity where few are left.

use std::cell::OnceCell;
use std::rc::Rc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet as _, Score, Term};

use super::FullText;
use crate::lists::Bits;

/// What a word may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// Itself.
    Itself,
    /// Words that begin with it.
    Beginning,
    /// Words that are one mistake away.
    Mistake,
}

/// A way.
pub(super) struct Way {
    pub(super) field: Field,
    /// Whether it is one of the names that holds the word.
    pub(super) named: bool,
    /// What its score counts.
    pub(super) boost: Score,
    /// Words that must be there too: a word in Chinese is several in Latin letters.
    pub(super) before: Vec<String>,
    pub(super) word: String,
    pub(super) meant: Meant,
    /// What it was found to stand for; neither beginnings nor mistakes are looked up twice.
    pub(super) found: OnceCell<Rc<Bits>>,
}

impl Way {
    /// At most so many entities, where that can be told without looking them up.
    pub(super) fn most(&self, text: &FullText) -> tantivy::Result<Option<u32>> {
        let itself = self.meant == Meant::Itself;
        itself.then(|| Ok(text.word(self.field, &self.word)?.map_or(0, |info| info.doc_freq))).transpose()
    }

    /// Puts the entities into a set.
    pub(super) fn add_to(&self, set: &mut Bits, text: &FullText) -> tantivy::Result<()> {
        if self.meant == Meant::Itself && self.before.is_empty() {
            return text.add_word(self.field, &self.word, set);
        }
        set.add(&*self.bits(text)?);
        Ok(())
    }

    /// The entities.
    fn bits(&self, text: &FullText) -> tantivy::Result<Rc<Bits>> {
        if let Some(found) = self.found.get() {
            return Ok(Rc::clone(found));
        }
        let mut found = text.none();
        match self.meant {
            Meant::Itself => text.add_word(self.field, &self.word, &mut found)?,
            Meant::Beginning => text.add_beginning(self.field, &self.word, &mut found)?,
            Meant::Mistake => text.add_mistake(self.field, &self.word, &mut found)?,
        }
        for part in &self.before {
            let mut with = text.none();
            text.add_word(self.field, part, &mut with)?;
            found.keep(&with);
        }
        Ok(Rc::clone(self.found.get_or_init(|| Rc::new(found))))
    }

    /// Ready to be asked for one entity after the other; nothing where no entity can be found this way.
    pub(super) fn open(&self, text: &FullText) -> tantivy::Result<Option<Opened>> {
        let mut words = Vec::new();
        for part in &self.before {
            let Some(word) = Posted::open(text, self.field, part)? else { return Ok(None) };
            words.push(word);
        }
        let mut bits = None;
        if self.meant == Meant::Itself {
            let Some(word) = Posted::open(text, self.field, &self.word)? else { return Ok(None) };
            words.push(word);
        } else {
            bits = Some(self.bits(text)?);
        }
        Ok(Some(Opened { named: self.named, boost: self.boost, words, bits }))
    }
}

/// A way that is asked for entities in their order.
pub(super) struct Opened {
    pub(super) named: bool,
    boost: Score,
    words: Vec<Posted>,
    bits: Option<Rc<Bits>>,
}

impl Opened {
    /// How well an entity holds the word this way, if it does.
    pub(super) fn score(&mut self, document: DocId) -> Option<Score> {
        // How rare a beginning or a mistake is tells nothing.
        let mut score = match &self.bits {
            Some(bits) if !bits.has(document) => return None,
            Some(_) => 1.0,
            None => 0.0,
        };
        for word in &mut self.words {
            score += word.score(document)?;
        }
        Some(score * self.boost)
    }
}

/// Where a word is, with how often.
struct Posted {
    postings: SegmentPostings,
    weight: Bm25Weight,
    norms: FieldNormReader,
}

impl Posted {
    fn open(text: &FullText, field: Field, word: &str) -> tantivy::Result<Option<Self>> {
        let segment = text.segment();
        let term = Term::from_field_text(field, word);
        let Some(postings) = segment.inverted_index(field)?.read_postings(&term, IndexRecordOption::WithFreqs)? else {
            return Ok(None);
        };
        let weight = Bm25Weight::for_terms(&text.searcher, &[term])?;
        Ok(Some(Self { postings, weight, norms: segment.get_fieldnorms_reader(field)? }))
    }

    fn score(&mut self, document: DocId) -> Option<Score> {
        if self.postings.doc() < document {
            self.postings.seek(document);
        }
        let found = self.postings.doc() == document;
        found.then(|| self.weight.score(self.norms.fieldnorm_id(document), self.postings.term_freq()))
    }
}
