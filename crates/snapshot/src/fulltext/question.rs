//! A question as tantivy understands it. No syntax is parsed: any text is safe.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery, Occur,
    Query as Part, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::Fields;
use super::expanded::Expanded;
use super::tokens::{Word, name_forms, words};

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
const SHORTEST_PREFIX: usize = 2;
/// In what is no name only longer ones: a short one begins thousands of words there.
const SHORTEST_PREFIX_OF_MENTION: usize = 4;
const SHORTEST_FUZZY: usize = 5;

/// The words of a question.
pub(crate) struct Question {
    text: String,
    words: Vec<Word>,
    /// What words may stand for, by field and word; `true` for mistakes.
    expanded: Mutex<HashMap<(Field, String, bool), Expanded>>,
}

impl Question {
    /// Reads the words of a text; none where it has none.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text: String = text.chars().take(LONGEST_TEXT).collect();
        let mut words = words(&text);
        words.truncate(MOST_WORDS);
        (!words.is_empty()).then(|| Self { text, words, expanded: Mutex::default() })
    }

    /// Every word must be found, in the names or elsewhere. `forgiving` allows one mistake in a longer word.
    pub(super) fn matching(&self, fields: &Fields, forgiving: bool) -> Box<dyn Part> {
        all(self.each(
            &[(fields.names, NAME_BOOST, SHORTEST_PREFIX), (fields.body, 1.0, SHORTEST_PREFIX_OF_MENTION)],
            forgiving,
        ))
    }

    /// [`Question::matching`] with scores for the order by relevance; `named` asks for those only whose names have all
    /// words.
    pub(super) fn scored(&self, fields: &Fields, forgiving: bool, named: bool) -> Box<dyn Part> {
        let in_names = all(self.each(&[(fields.names, 1.0, SHORTEST_PREFIX)], forgiving));
        let mut clauses: Vec<(Occur, Box<dyn Part>)> = vec![
            (Occur::Must, self.matching(fields, forgiving)),
            (if named { Occur::Must } else { Occur::Should }, Box::new(ConstScoreQuery::new(in_names, NAME_HIT))),
        ];
        let forms = name_forms(&self.text);
        for (field, score) in [(fields.exact, CAPTION), (fields.alias, ALIAS)] {
            let exact = any(forms.iter().map(|form| term(field, form)).collect());
            clauses.push((Occur::Should, Box::new(ConstScoreQuery::new(exact, score))));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn each(&self, fields: &[(Field, f32, usize)], forgiving: bool) -> Vec<Box<dyn Part>> {
        let last = self.words.len().saturating_sub(1);
        self.words.iter().enumerate().map(|(at, word)| self.word_in(word, fields, at == last, forgiving)).collect()
    }

    /// One word in any of the fields, in its own script or in Latin letters; the best way of finding it counts.
    fn word_in(&self, word: &Word, fields: &[(Field, f32, usize)], complete: bool, forgiving: bool) -> Box<dyn Part> {
        let own = [word.text.as_str()];
        let latin: Vec<&str> = word.latin.iter().map(String::as_str).collect();
        let mut ways: Vec<Box<dyn Part>> = Vec::new();
        for &(field, boost, shortest) in fields {
            for spelling in [own.as_slice(), latin.as_slice()] {
                let Some((last, before)) = spelling.split_last() else { continue };
                let with = |end: Box<dyn Part>| -> Box<dyn Part> {
                    let mut parts: Vec<Box<dyn Part>> = before.iter().map(|part| term(field, part)).collect();
                    parts.push(end);
                    Box::new(BoostQuery::new(all(parts), boost))
                };
                let len = last.chars().count();
                ways.push(with(term(field, last)));
                if complete && len >= shortest {
                    ways.push(with(Box::new(self.expanded(field, last, false))));
                }
                if forgiving && len >= SHORTEST_FUZZY {
                    ways.push(with(Box::new(self.expanded(field, last, true))));
                }
            }
        }
        Box::new(DisjunctionMaxQuery::new(ways))
    }

    /// The words that a word begins, or those that are a mistake away from it.
    fn expanded(&self, field: Field, word: &str, mistake: bool) -> Expanded {
        let mut known = self.expanded.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || {
            let term = Term::from_field_text(field, word);
            let query = match mistake {
                true => FuzzyTermQuery::new(term, 1, true),
                false => FuzzyTermQuery::new_prefix(term, 0, true),
            };
            Expanded::new(query)
        };
        known.entry((field, word.to_owned(), mistake)).or_insert_with(made).clone()
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
