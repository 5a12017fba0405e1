//! Which entities hold the words of a question, and how well. A common word is held by a third of a million, so words
//! are looked up as one bit for each entity, the rarest first; once few entities are left, only these are looked at.

use tantivy::{DocId, Score};

use super::question::Question;
use super::tokens::Word;
use super::way::{Meant, Opened, Way};
use super::{Fields, FullText, failed, guarded};
use crate::error::SnapshotError;
use crate::forms::{Called, Forms};
use crate::lists::Bits;

/// A word in a name counts this much more than one elsewhere.
const NAME_BOOST: Score = 4.0;
/// What is added where all words are in the names; more than rare words elsewhere can reach.
pub(crate) const NAME_HIT: Score = 1000.0;
/// What is added where another name is exactly what was asked for.
const ALIAS: Score = 8000.0;
/// What is added where the caption is exactly what was asked for.
const CAPTION: Score = 10_000.0;
/// Shorter words are completed, or forgiven a mistake, too often to be of use.
const SHORTEST_PREFIX: usize = 2;
/// In what is no name only longer ones: a short one begins thousands of words there.
const SHORTEST_PREFIX_OF_MENTION: usize = 4;
const SHORTEST_FUZZY: usize = 5;
/// So few entities are looked at one by one.
const FEW: u32 = if cfg!(test) { 20 } else { 1_000 };

/// A question that is looked up.
pub(crate) struct Search<'a> {
    text: &'a FullText,
    words: Vec<Sought>,
    called: &'a Forms,
    forms: &'a [String],
}

/// What was found for a question.
pub(crate) struct Hits {
    /// Every word is somewhere.
    pub(crate) all: Bits,
    /// Of these the ones whose names hold all words.
    pub(crate) named: Bits,
}

impl FullText {
    /// A question; `forgiving` allows one mistake in each longer word.
    pub(crate) fn search<'a>(&'a self, called: &'a Forms, question: &'a Question, forgiving: bool) -> Search<'a> {
        let last = question.words.len().saturating_sub(1);
        let sought = |(at, word)| Sought::new(word, &self.fields, at == last, forgiving);
        let words = question.words.iter().enumerate().map(sought).collect();
        Search { text: self, words, called, forms: &question.forms }
    }
}

impl Search<'_> {
    /// The entities that hold all words.
    pub(crate) fn hits(&self) -> Result<Hits, SnapshotError> {
        self.guarded(|| self.find())
    }

    fn find(&self) -> tantivy::Result<Hits> {
        let words = self.words.iter().map(|word| Ok((word.most(self.text)?, word)));
        let mut words = words.collect::<tantivy::Result<Vec<_>>>()?;
        words.sort_by_key(|(most, _)| *most);
        let everything = || Bits::all(self.text.segment().max_doc());
        let mut hits = Hits { all: everything(), named: everything() };
        let mut words = words.into_iter().map(|(_, word)| word);
        for word in words.by_ref() {
            let (named, all) = word.holding(self.text)?;
            hits.all.keep(&all);
            hits.named.keep(&named);
            if hits.all.len() <= FEW {
                break;
            }
        }
        for word in words {
            if hits.all.is_empty() {
                break;
            }
            let mut word = word.open(self.text)?;
            let mut left = Hits { all: self.text.none(), named: self.text.none() };
            hits.all.each(|number| {
                let Some(found) = word.at(number) else { return };
                left.all.insert(number);
                if found.named && hits.named.has(number) {
                    left.named.insert(number);
                }
            });
            hits = left;
        }
        Ok(hits)
    }

    /// The scores of some of what was found, by number. `numbers` are in order.
    pub(crate) fn scores(&self, numbers: impl Iterator<Item = u32>) -> Result<Vec<(u32, Score)>, SnapshotError> {
        let (caption, alias) = (self.exactly(Called::First), self.exactly(Called::Also));
        self.guarded(|| {
            let mut words = self.words.iter().map(|word| word.open(self.text)).collect::<tantivy::Result<Vec<_>>>()?;
            let mut score = |number| {
                let mut whole = Found { score: 0.0, named: true };
                for word in &mut words {
                    let found = word.at(number)?;
                    whole = Found { score: whole.score + found.score, named: whole.named && found.named };
                }
                let added = [(whole.named, NAME_HIT), (caption.has(number), CAPTION), (alias.has(number), ALIAS)];
                let added: Score = added.into_iter().map(|(is, more)| if is { more } else { 0.0 }).sum();
                Some((number, whole.score + added))
            };
            Ok(numbers.filter_map(&mut score).collect())
        })
    }

    /// The entities of which that name is exactly what was asked.
    pub(crate) fn exactly(&self, called: Called) -> Bits {
        let numbers = self.forms.iter().flat_map(|form| self.called.exactly(form, called));
        Bits::of(self.text.segment().max_doc(), numbers)
    }

    fn guarded<T>(&self, work: impl FnOnce() -> tantivy::Result<T>) -> Result<T, SnapshotError> {
        guarded(&self.text.path, || work().map_err(|e| failed(&self.text.path, e)))
    }
}

/// A word of a question, and all ways in which an entity may hold it; the best one counts.
struct Sought {
    ways: Vec<Way>,
}

impl Sought {
    /// `last` is completed to longer words.
    fn new(word: &Word, fields: &Fields, last: bool, forgiving: bool) -> Self {
        let mut ways = Vec::new();
        for (field, named, boost, shortest) in
            [(fields.names, true, NAME_BOOST, SHORTEST_PREFIX), (fields.body, false, 1.0, SHORTEST_PREFIX_OF_MENTION)]
        {
            for spelling in [std::slice::from_ref(&word.text), &word.latin] {
                let Some((word, before)) = spelling.split_last() else { continue };
                let letters = word.chars().count();
                let meant = [
                    (true, Meant::Itself),
                    (last && letters >= shortest, Meant::Beginning),
                    (forgiving && letters >= SHORTEST_FUZZY, Meant::Mistake),
                ];
                ways.extend(meant.into_iter().filter(|(wanted, _)| *wanted).map(|(_, meant)| Way {
                    field,
                    named,
                    boost,
                    before: before.to_vec(),
                    word: word.clone(),
                    meant,
                    found: Default::default(),
                }));
            }
        }
        Self { ways }
    }

    /// At most so many entities hold it; the most there can be where that can't be told without looking them up.
    fn most(&self, text: &FullText) -> tantivy::Result<u32> {
        self.ways.iter().try_fold(0u32, |sum, way| Ok(sum.saturating_add(way.most(text)?.unwrap_or(u32::MAX))))
    }

    /// The entities whose names hold it, and all that hold it.
    fn holding(&self, text: &FullText) -> tantivy::Result<(Bits, Bits)> {
        let (mut named, mut mentioned) = (text.none(), text.none());
        for way in &self.ways {
            way.add_to(if way.named { &mut named } else { &mut mentioned }, text)?;
        }
        mentioned.add(&named);
        Ok((named, mentioned))
    }

    fn open(&self, text: &FullText) -> tantivy::Result<OpenedWord> {
        let ways = self.ways.iter().map(|way| way.open(text));
        Ok(OpenedWord { ways: ways.filter_map(Result::transpose).collect::<tantivy::Result<_>>()? })
    }
}

/// A word that is asked for entities in their order.
struct OpenedWord {
    ways: Vec<Opened>,
}

/// How an entity holds a word.
struct Found {
    score: Score,
    /// In its names, whatever else.
    named: bool,
}

impl OpenedWord {
    fn at(&mut self, number: DocId) -> Option<Found> {
        let mut best: Option<Found> = None;
        for way in &mut self.ways {
            let Some(score) = way.score(number) else { continue };
            let (before, named) = best.map_or((score, false), |found| (found.score, found.named));
            best = Some(Found { score: before.max(score), named: named || way.named });
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use crate::contents::Contents;
    use crate::{Facet, Query, Snapshot};

    const NAMES: [&str; 5] = ["Alfa Prim", "Beta Prima Systems", "Gamma Systems", "Дельта Системы", "Beta Alfalfa"];

    fn snapshot() -> Snapshot {
        let mut contents = Contents::of_nothing();
        for n in 0..400usize {
            let name = format!("{} {}", NAMES.get(n * n / 3 % 5).unwrap(), n % 90);
            contents.entities.push(sousveil_model::Entity {
                id: format!("e{n:03}").parse().unwrap(),
                schema: "Company".into(),
                origin: None,
                claims: vec![sousveil_model::Claim {
                    property: "name".into(),
                    value: name.into(),
                    evidence: Vec::new(),
                }],
            });
        }
        Snapshot::in_memory(&contents).unwrap()
    }

    /// The same words in any order, few or many entities for each, are found as by looking at each name.
    #[test]
    fn words_are_found_as_by_looking_at_each_name() {
        let snapshot = snapshot();
        let captions: Vec<Vec<String>> = (0..snapshot.len())
            .map(|n| sousveil_text::latin(snapshot.head(n).unwrap().caption).split(' ').map(str::to_owned).collect())
            .collect();
        let mut answered = 0;
        for text in [
            "systems",
            "beta systems",
            "systems beta",
            "alf",
            "beta alf",
            "delta",
            "prima 17",
            "17 beta pri",
            "systems 3",
            "beta sys 44",
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let (last, before) = words.split_last().unwrap();
            let holds = |names: &Vec<String>| {
                let begins = |name: &String| name == last || (last.len() >= 2 && name.starts_with(last));
                before.iter().all(|word| names.iter().any(|name| name == word)) && names.iter().any(begins)
            };
            let expected: Vec<u32> = (0..snapshot.len())
                .filter(|&n| snapshot.head(n).unwrap().schema == "Company" && holds(&captions[n as usize]))
                .collect();
            // Where nothing is found, mistakes are forgiven.
            if expected.is_empty() {
                continue;
            }
            answered += 1;
            // Countries have names in many languages.
            let filters = vec![(Facet::Schema, "Company".to_owned())];
            let query = Query { text: text.to_owned(), filters, ..Query::default() };
            let mut found = snapshot.query(&query).unwrap().hits;
            found.sort_unstable();
            assert_eq!(found, expected, "{text}");
        }
        assert!(answered > 6, "only {answered} of the questions have an answer");
    }

    /// A mistake is forgiven where nothing has the words as they are, beside words that are right.
    #[test]
    fn a_mistake_is_forgiven_beside_right_words() {
        let snapshot = snapshot();
        let found = |text: &str| {
            let query = Query { text: text.to_owned(), ..Query::default() };
            let mut hits = snapshot.query(&query).unwrap().hits;
            hits.sort_unstable();
            hits
        };
        for (wrong, right) in [("beta sistems", "beta systems"), ("systemz beta", "systems beta")] {
            assert!(!found(right).is_empty());
            assert_eq!(found(wrong), found(right), "{wrong}");
        }
        assert!(found("beta sistems 9999").is_empty());
    }
}
