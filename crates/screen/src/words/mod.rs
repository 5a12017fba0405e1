//! Tables of words and the one look-up that reads them.

mod common;
mod generic;
mod han;
mod koreans;
pub(crate) mod numbers;
mod person;
mod places;
mod variants;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use sousveil_model::Country;
use sousveil_text::latin;

use crate::compare::distance;

pub(crate) use han::simplified;
pub(crate) use koreans::korean;

/// What a word does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Part {
    /// A name, or a distinctive word.
    Content = 0,
    /// A single letter that stands for a name.
    Initial = 1,
    /// A number, or a single letter that tells one thing of a row from another ("Fund B").
    Number = 2,
    /// A title, rank or form of address.
    Title = 3,
    /// al-, van der, bin: often left out or written onto the next word.
    Particle = 4,
    /// A father's name beside a surname.
    Patronymic = 5,
    /// A line of business: systems, bank, international.
    Business = 6,
    /// What sort of body it is: group, holding, company.
    Structure = 7,
    /// the, of, and.
    Stop = 8,
    /// A country inside the name.
    Place = 9,
}

impl Part {
    pub(crate) fn from_byte(byte: u8) -> Self {
        match byte {
            1 => Self::Initial,
            2 => Self::Number,
            3 => Self::Title,
            4 => Self::Particle,
            5 => Self::Patronymic,
            6 => Self::Business,
            7 => Self::Structure,
            8 => Self::Stop,
            9 => Self::Place,
            _ => Self::Content,
        }
    }
}

/// A number of a row of synonyms; 0 is none.
pub(crate) type Concept = u16;

const PLACES: Concept = 1000;
const COUNTRIES: Concept = 2000;
const VARIANTS: Concept = 4000;

type Words = HashMap<String, (Part, Concept)>;

static ORGANISATION: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::new();
    for (&(part, row), concept) in generic::ROWS.iter().zip(1..) {
        add(&mut words, row, part, concept);
    }
    for (row, concept) in places::ROWS.iter().zip(PLACES..) {
        // The last row lists places that have one name; each is its own.
        let own = row.starts_with("chile");
        for (word, n) in row.split(" | ").zip(0..) {
            add(&mut words, word, Part::Place, if own { concept + 100 + n } else { concept });
        }
    }
    for (country, concept) in Country::all().zip(COUNTRIES..) {
        add(&mut words, country.name(), Part::Place, concept);
    }
    words
});

static FORMS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| generic::FORMS.split(" | ").collect());

static PERSON: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::new();
    add(&mut words, person::PARTICLES, Part::Particle, 0);
    add(&mut words, person::TITLES, Part::Title, 0);
    words
});

static VARIANT: LazyLock<HashMap<&'static str, Concept>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (row, concept) in variants::ROWS.iter().zip(VARIANTS..) {
        for word in row.split(" | ") {
            words.entry(word).or_insert(concept);
        }
    }
    words
});

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| common::NAMES.split(" | ").collect());

static ALSO_NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| person::ALSO_NAMES.split(" | ").collect());

static SONS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| person::SONS.split(" | ").collect());

/// Generic words in Chinese characters, kana or Hangul, the longest first.
static UNSPACED: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let rows = generic::ROWS.iter().map(|row| row.1).chain(places::ROWS.iter().copied());
    let mut words: Vec<_> = rows.flat_map(|row| row.split(" | ")).filter(|word| word.chars().all(unspaced)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

/// Whether `c` belongs to a script that is written without spaces.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

fn add(words: &mut Words, row: &str, part: Part, concept: Concept) {
    for word in row.split(" | ") {
        // Chinese words are looked up as written: their sounds are also other words'.
        let key = if word.chars().any(unspaced) { word.to_owned() } else { latin(word) };
        words.entry(key).or_insert((part, concept));
    }
}

/// Part and concept of a word (or words) in an organisation's name, in Latin letters.
pub(crate) fn organisation(words: &str) -> Option<(Part, Concept)> {
    ORGANISATION.get(words).copied()
}

/// Whether the word is a legal form, or a part of one, wherever it stands in an organisation's name.
pub(crate) fn is_form(word: &str) -> bool {
    FORMS.contains(word)
}

/// Whether it is a legal form written onto a word that says as little ("Companyltd").
pub(crate) fn is_glued_form(word: &str) -> bool {
    let rest = generic::GLUED.iter().find_map(|form| word.strip_suffix(form));
    rest.is_some_and(|rest| is_form(rest) || organisation(rest).is_some_and(|(part, _)| part == Part::Structure))
}

/// A sort of body that was typed with one mistake ("Compnay"): words of so many letters are no others.
pub(crate) fn mistyped_structure(word: &str) -> Option<(Part, Concept)> {
    let near = |known: &&&str| {
        known.len().abs_diff(word.len()) <= 1
            && known.as_bytes().first() == word.as_bytes().first()
            && distance(known.as_bytes(), word.as_bytes()) == 1
    };
    generic::OFTEN.iter().find(near).and_then(|known| organisation(known))
}

/// Whether an organisation's name says little with this word: a form, a line of business, a sort of body.
pub(crate) fn is_generic(word: &str) -> bool {
    is_form(word) || organisation(word).is_some_and(|(part, _)| matches!(part, Part::Business | Part::Structure))
}

/// Title or particle of a personal name.
pub(crate) fn person(word: &str) -> Option<Part> {
    PERSON.get(word).map(|found| found.0)
}

/// Whether the title is also a name.
pub(crate) fn is_also_a_name(word: &str) -> bool {
    ALSO_NAMES.contains(word)
}

/// The row of forms that a given name or surname belongs to.
pub(crate) fn variant(word: &str) -> Concept {
    VARIANT.get(word).copied().unwrap_or(0)
}

/// Whether very many people bear the name.
pub(crate) fn is_common(word: &str) -> bool {
    COMMON.contains(word)
}

/// Whether a father's name stands beside this word.
pub(crate) fn is_son(word: &str) -> bool {
    SONS.contains(word)
}

/// Whether the word ends like a Slavic patronymic.
pub(crate) fn is_patronymic(word: &str) -> bool {
    word.len() > 6 && person::PATRONYMICS.iter().any(|end| word.ends_with(end))
}

/// The generic word without spaces that `text` begins with.
pub(crate) fn unspaced_at_start(text: &str) -> Option<&'static str> {
    UNSPACED.iter().find(|word| text.starts_with(**word)).copied()
}
