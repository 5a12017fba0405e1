//! A question as tantivy understands it. No syntax is parsed: any text is safe.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery, Occur,
    Query as Part, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::Fields;
use super::build::facet_path;
use super::tokens::{Word, name_forms, words};
use crate::query::Facet;

/// More of a question is not read: characters and words.
const LONGEST_TEXT: usize = 1000;
const MOST_WORDS: usize = 12;
/// A word in a name counts this much more than one elsewhere.
const NAME_BOOST: f32 = 4.0;
/// What is added where all words are in the names; more than rare words elsewhere can reach.
pub(super) const NAME_HIT: f32 = 1000.0;
/// What is added where another name is exactly what was asked for.
const ALIAS: f32 = 8000.0;
/// What is added where the caption is exactly what was asked for.
const CAPTION: f32 = 10_000.0;
/// Shorter words are completed, or forgiven a mistake, too often to be of use.
const SHORTEST_PREFIX: usize = 2;
const SHORTEST_FUZZY: usize = 5;

/// The words of a question.
pub(super) struct Question {
    text: String,
    words: Vec<Word>,
}

impl Question {
    /// Reads the words of a text; none where it has none.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text: String = text.chars().take(LONGEST_TEXT).collect();
        let mut words = words(&text);
        words.truncate(MOST_WORDS);
        (!words.is_empty()).then_some(Self { text, words })
    }

    /// Every word must be found, in the names or elsewhere. `forgiving` allows one mistake in a longer word.
    pub(super) fn matching(&self, fields: &Fields, forgiving: bool) -> Box<dyn Part> {
        all(self.each(&[(fields.names, NAME_BOOST), (fields.body, 1.0)], forgiving))
    }

    /// [`Question::matching`] with scores for the order by relevance.
    pub(super) fn scored(&self, fields: &Fields, forgiving: bool) -> Box<dyn Part> {
        let in_names = all(self.each(&[(fields.names, 1.0)], forgiving));
        let mut clauses: Vec<(Occur, Box<dyn Part>)> = vec![
            (Occur::Must, self.matching(fields, forgiving)),
            (Occur::Should, Box::new(ConstScoreQuery::new(in_names, NAME_HIT))),
        ];
        let forms = name_forms(&self.text);
        for (field, score) in [(fields.exact, CAPTION), (fields.alias, ALIAS)] {
            let exact = any(forms.iter().map(|form| term(field, form)).collect());
            clauses.push((Occur::Should, Box::new(ConstScoreQuery::new(exact, score))));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn each(&self, fields: &[(Field, f32)], forgiving: bool) -> Vec<Box<dyn Part>> {
        let last = self.words.len().saturating_sub(1);
        self.words.iter().enumerate().map(|(at, word)| word_in(word, fields, at == last, forgiving)).collect()
    }
}

/// All filters: values of one facet are alternatives, different facets must all hold.
pub(super) fn filters(fields: &Fields, filters: &[(Facet, String)]) -> Vec<Box<dyn Part>> {
    let mut by_facet: BTreeMap<Facet, Vec<Box<dyn Part>>> = BTreeMap::new();
    for (facet, value) in filters {
        let alternatives = by_facet.entry(*facet).or_default();
        // A value that cannot be in the index matches nothing.
        alternatives.extend(facet_path(*facet, value).map(|path| -> Box<dyn Part> {
            Box::new(TermQuery::new(Term::from_facet(fields.facets, &path), IndexRecordOption::Basic))
        }));
    }
    by_facet
        .into_values()
        .map(|alternatives| -> Box<dyn Part> { Box::new(ConstScoreQuery::new(any(alternatives), 0.0)) })
        .collect()
}

/// All of the parts; everything where there is none.
pub(super) fn all(mut parts: Vec<Box<dyn Part>>) -> Box<dyn Part> {
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

/// One word in any of the fields, in its own script or in Latin letters; the best way of finding it counts.
fn word_in(word: &Word, fields: &[(Field, f32)], complete: bool, forgiving: bool) -> Box<dyn Part> {
    let own = [word.text.as_str()];
    let latin: Vec<&str> = word.latin.iter().map(String::as_str).collect();
    let mut ways: Vec<Box<dyn Part>> = Vec::new();
    for &(field, boost) in fields {
        for spelling in [own.as_slice(), latin.as_slice()] {
            let Some((last, before)) = spelling.split_last() else { continue };
            let with = |end: Box<dyn Part>| -> Box<dyn Part> {
                let mut parts: Vec<Box<dyn Part>> = before.iter().map(|part| term(field, part)).collect();
                parts.push(end);
                Box::new(BoostQuery::new(all(parts), boost))
            };
            let len = last.chars().count();
            ways.push(with(term(field, last)));
            let text = Term::from_field_text(field, last);
            if complete && len >= SHORTEST_PREFIX {
                ways.push(with(Box::new(FuzzyTermQuery::new_prefix(text.clone(), 0, true))));
            }
            if forgiving && len >= SHORTEST_FUZZY {
                ways.push(with(Box::new(FuzzyTermQuery::new(text, 1, true))));
            }
        }
    }
    Box::new(DisjunctionMaxQuery::new(ways))
}
