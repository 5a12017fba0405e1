//! A question as tantivy understands it. No syntax is parsed: any text is safe.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, Query as Part,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{SegmentReader, Term};

use super::Fields;
use super::expanded::Expanded;
use super::hits::{with_beginning, with_mistake, with_word};
use super::tokens::{Word, name_forms, words};
use crate::lists::Bits;

/// More of a question is not read: characters and words.
const LONGEST_TEXT: usize = 1000;
const MOST_WORDS: usize = 12;
/// A word in a name counts this much more than one elsewhere.
const NAME_BOOST: f32 = 4.0;
/// What is added where all words are in the names; more than rare words elsewhere can reach.
pub(crate) const NAME_HIT: f32 = 1000.0;
/// What is added where another name is exactly what was asked for.
const ALIAS: f32 = 8000.0;
/// What is added where the caption is exactly what was asked for.
const CAPTION: f32 = 10_000.0;
/// Shorter words are completed, or forgiven a mistake, too often to be of use.
pub(super) const SHORTEST_PREFIX: usize = 2;
/// In what is no name only longer ones: a short one begins thousands of words there.
pub(super) const SHORTEST_PREFIX_OF_MENTION: usize = 4;
const SHORTEST_FUZZY: usize = 5;

/// What the words that one may stand for are found by: the field, the word, and whether they are mistakes.
type Way = (Field, String, bool);

/// The words of a question.
pub(crate) struct Question {
    text: String,
    words: Vec<Word>,
    /// The documents that hold what a word may stand for.
    known: RefCell<HashMap<Way, Arc<Bits>>>,
}

impl Question {
    /// Reads the words of a text; none where it has none.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text: String = text.chars().take(LONGEST_TEXT).collect();
        let mut words = words(&text);
        words.truncate(MOST_WORDS);
        (!words.is_empty()).then(|| Self { text, words, known: RefCell::default() })
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The forms of a name that is what was asked.
    pub(super) fn forms(&self) -> Vec<String> {
        name_forms(&self.text)
    }

    /// The documents that hold the word at a place in a field, in its own script or in Latin letters. The last word is
    /// completed if it has so many letters.
    pub(super) fn holding(
        &self,
        segment: &SegmentReader,
        field: Field,
        at: usize,
        shortest: usize,
        forgiving: bool,
    ) -> tantivy::Result<Bits> {
        let mut found = Bits::none(segment.max_doc());
        let Some(word) = self.words.get(at) else { return Ok(found) };
        for spelling in word.spellings() {
            let Some((last, before)) = spelling.split_last() else { continue };
            let mut all = with_word(segment, field, last)?;
            for mistake in self.ways(at, last, shortest, forgiving) {
                all.add(&*self.expanded(segment, field, last, mistake)?);
            }
            for part in before {
                all.keep(&with_word(segment, field, part)?);
            }
            found.add(&all);
        }
        Ok(found)
    }

    /// What [`super::FullText::hits`] has found, with scores for the order by relevance.
    pub(super) fn scored(
        &self,
        segment: &SegmentReader,
        fields: &Fields,
        forgiving: bool,
    ) -> tantivy::Result<Box<dyn Part>> {
        let anywhere = [(fields.names, NAME_BOOST, SHORTEST_PREFIX), (fields.body, 1.0, SHORTEST_PREFIX_OF_MENTION)];
        let in_names = [(fields.names, 1.0, SHORTEST_PREFIX)];
        let in_names = all(self.each(segment, &in_names, forgiving)?);
        let mut clauses: Vec<(Occur, Box<dyn Part>)> = vec![
            (Occur::Must, all(self.each(segment, &anywhere, forgiving)?)),
            (Occur::Should, Box::new(ConstScoreQuery::new(in_names, NAME_HIT))),
        ];
        let forms = self.forms();
        for (field, score) in [(fields.exact, CAPTION), (fields.alias, ALIAS)] {
            let exact = any(forms.iter().map(|form| term(field, form)).collect());
            clauses.push((Occur::Should, Box::new(ConstScoreQuery::new(exact, score))));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn each(
        &self,
        segment: &SegmentReader,
        fields: &[(Field, f32, usize)],
        forgiving: bool,
    ) -> tantivy::Result<Vec<Box<dyn Part>>> {
        (0..self.words.len()).map(|at| self.word_in(segment, at, fields, forgiving)).collect()
    }

    /// One word in any of the fields, in its own script or in Latin letters; the best way of finding it counts.
    fn word_in(
        &self,
        segment: &SegmentReader,
        at: usize,
        fields: &[(Field, f32, usize)],
        forgiving: bool,
    ) -> tantivy::Result<Box<dyn Part>> {
        let mut ways: Vec<Box<dyn Part>> = Vec::new();
        let spellings = self.words.get(at).map(Word::spellings);
        for &(field, boost, shortest) in fields {
            for spelling in spellings.iter().flatten() {
                let Some((last, before)) = spelling.split_last() else { continue };
                let with = |end: Box<dyn Part>| -> Box<dyn Part> {
                    let mut parts: Vec<Box<dyn Part>> = before.iter().map(|part| term(field, part)).collect();
                    parts.push(end);
                    Box::new(BoostQuery::new(all(parts), boost))
                };
                ways.push(with(term(field, last)));
                for mistake in self.ways(at, last, shortest, forgiving) {
                    ways.push(with(Box::new(Expanded(self.expanded(segment, field, last, mistake)?))));
                }
            }
        }
        Ok(Box::new(DisjunctionMaxQuery::new(ways)))
    }

    /// Whether words that a word begins, and those that are a mistake away (`true`), stand for it.
    fn ways(&self, at: usize, word: &str, shortest: usize, forgiving: bool) -> impl Iterator<Item = bool> {
        let len = word.chars().count();
        let complete = at + 1 == self.words.len() && len >= shortest;
        [(complete, false), (forgiving && len >= SHORTEST_FUZZY, true)]
            .into_iter()
            .filter_map(|(wanted, mistake)| wanted.then_some(mistake))
    }

    /// The documents with the words that a word begins, or with those that are a mistake away.
    fn expanded(&self, segment: &SegmentReader, field: Field, word: &str, mistake: bool) -> tantivy::Result<Arc<Bits>> {
        let way = (field, word.to_owned(), mistake);
        if let Some(known) = self.known.borrow().get(&way) {
            return Ok(Arc::clone(known));
        }
        let find = if mistake { with_mistake } else { with_beginning };
        let found = Arc::new(find(segment, field, word)?);
        self.known.borrow_mut().insert(way, Arc::clone(&found));
        Ok(found)
    }
}

/// All of the parts; everything where there is none.
fn all(mut parts: Vec<Box<dyn Part>>) -> Box<dyn Part> {
    match (parts.pop(), parts.is_empty()) {
        (None, _) => Box::new(AllQuery),
        (Some(only), true) => only,
        (Some(last), false) => {
            parts.push(last);
            Box::new(BooleanQuery::intersection(parts))
        }
    }
}

fn any(mut parts: Vec<Box<dyn Part>>) -> Box<dyn Part> {
    match (parts.pop(), parts.is_empty()) {
        (None, _) => Box::new(EmptyQuery),
        (Some(only), true) => only,
        (Some(last), false) => {
            parts.push(last);
            Box::new(BooleanQuery::union(parts))
        }
    }
}

fn term(field: Field, text: &str) -> Box<dyn Part> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}
