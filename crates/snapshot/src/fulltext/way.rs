//! One way in which an entity may hold a word of a question: a field, a spelling, and what the word may stand for there.
//! It is looked up whole, as one bit for each entity, or entity by entity where few are left.

use std::cell::OnceCell;
use std::rc::Rc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings as _, SegmentPostings, TermInfo};
use tantivy::query::{Bm25Weight, EnableScoring, FuzzyTermQuery, Query as _};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet as _, Score, Searcher, SegmentReader, TERMINATED, Term};

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
    pub(super) fn most(&self, segment: &SegmentReader) -> tantivy::Result<Option<u32>> {
        if self.meant != Meant::Itself {
            return Ok(None);
        }
        let index = segment.inverted_index(self.field)?;
        let info = index.get_term_info(&Term::from_field_text(self.field, &self.word))?;
        Ok(Some(info.map_or(0, |info| info.doc_freq)))
    }

    /// The entities.
    pub(super) fn bits(&self, segment: &SegmentReader) -> tantivy::Result<Rc<Bits>> {
        if let Some(found) = self.found.get() {
            return Ok(Rc::clone(found));
        }
        let mut found = match self.meant {
            Meant::Itself => with_word(segment, self.field, &self.word)?,
            Meant::Beginning => with_beginning(segment, self.field, &self.word)?,
            Meant::Mistake => with_mistake(segment, self.field, &self.word)?,
        };
        for part in &self.before {
            found.keep(&with_word(segment, self.field, part)?);
        }
        Ok(Rc::clone(self.found.get_or_init(|| Rc::new(found))))
    }

    /// Ready to be asked for one entity after the other; nothing where no entity can be found this way.
    pub(super) fn open(&self, searcher: &Searcher) -> tantivy::Result<Option<Opened>> {
        let mut words = Vec::new();
        for part in &self.before {
            let Some(word) = Posted::open(searcher, self.field, part)? else { return Ok(None) };
            words.push(word);
        }
        let mut bits = None;
        if self.meant == Meant::Itself {
            let Some(word) = Posted::open(searcher, self.field, &self.word)? else { return Ok(None) };
            words.push(word);
        } else {
            bits = Some(self.bits(searcher.segment_reader(0))?);
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
    fn open(searcher: &Searcher, field: Field, word: &str) -> tantivy::Result<Option<Self>> {
        let segment = searcher.segment_reader(0);
        let term = Term::from_field_text(field, word);
        let Some(postings) = segment.inverted_index(field)?.read_postings(&term, IndexRecordOption::WithFreqs)? else {
            return Ok(None);
        };
        let weight = Bm25Weight::for_terms(searcher, &[term])?;
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

/// The entities that hold a word in a field.
pub(super) fn with_word(segment: &SegmentReader, field: Field, word: &str) -> tantivy::Result<Bits> {
    let index = segment.inverted_index(field)?;
    let mut found = Bits::none(segment.max_doc());
    if let Some(info) = index.get_term_info(&Term::from_field_text(field, word))? {
        add(&index, &info, &mut found)?;
    }
    Ok(found)
}

fn with_beginning(segment: &SegmentReader, field: Field, word: &str) -> tantivy::Result<Bits> {
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

fn with_mistake(segment: &SegmentReader, field: Field, word: &str) -> tantivy::Result<Bits> {
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
