//! From a name as written to its words, each with its part and weight.

use sousveil_text::{company_form, name_key};

use super::form::Family;
use super::parts;
use super::pieces::{Piece, pieces};
use super::token::Script;
use super::{LONGEST_WORD, MOST_CHARS, MOST_TOKENS};
use crate::hash::fnv32;
use crate::kind::Kind;
use crate::rarity::{Rarity, weight};
use crate::words::{Concept, Part, simplified};

/// A word with all that is written to the bytes.
#[derive(Debug)]
pub(super) struct Draft {
    piece: Piece,
    sound: Vec<u8>,
    pub(super) part: Part,
    pub(super) concept: Concept,
    pub(super) id: u32,
    pub(super) weight: f32,
    pub(super) son: bool,
}

impl Draft {
    pub(super) fn latin(&self) -> &[u8] {
        self.piece.latin.as_bytes()
    }

    pub(super) fn sound(&self) -> &[u8] {
        &self.sound
    }

    fn new(found: parts::Found, rarity: &dyn Rarity) -> Self {
        let parts::Found { piece, part, concept, number, son } = found;
        let id = number.unwrap_or_else(|| fingerprint(&piece));
        Self { sound: piece.sound(), weight: weight(part, &piece.latin, rarity), part, concept, id, son, piece }
    }
}

impl std::ops::Deref for Draft {
    type Target = Piece;
    fn deref(&self) -> &Piece {
        &self.piece
    }
}

/// Words of a name, at most [`MOST_TOKENS`], and the family of its legal form.
pub(super) fn prepare(text: &str, kind: Kind, rarity: &dyn Rarity) -> (Family, Vec<Draft>) {
    let text: String = text.chars().take(MOST_CHARS).collect();
    let all = pieces(&text, kind);
    let (mut family, mut rest) = without_form(&text, kind, all);
    if let Some((form, words)) = leading_form(&rest).filter(|_| kind != Kind::Person) {
        rest.drain(..words);
        family = if family == Family::None { Family::of(form) } else { family };
    }
    let found = parts::find(rest, kind);
    (family, found.into_iter().take(MOST_TOKENS).map(|found| Draft::new(found, rarity)).collect())
}

/// Forms that stand beside a person's name by mistake, and are no part of any: words in Latin letters.
const NEVER_NAMES: [&str; 10] = ["llc", "ltd", "limited", "inc", "gmbh", "plc", "ooo", "too", "mchj", "sarl"];

/// English forms that are written before names translated from Russian or Arabic, where the text
/// crate expects none. Our list.
const LEADING: [(&str, &str); 13] = [
    ("LLC", "limited liability company"),
    ("PJSC", "public joint stock company"),
    ("OJSC", "open joint stock company"),
    ("CJSC", "closed joint stock company"),
    ("JSC", "joint stock company"),
    ("Srl", "societatea cu raspundere limitata"),
    ("Srl", "srl"),
    ("LLC", "llc"),
    ("LLC", "ltd"),
    ("JSC", "jsc"),
    ("OJSC", "ojsc"),
    ("PJSC", "pjsc"),
    ("CJSC", "cjsc"),
];

/// The form that the words begin with, and how many words it takes.
fn leading_form(words: &[Piece]) -> Option<(&'static str, usize)> {
    LEADING.iter().find_map(|(form, spelled)| {
        let len = spelled.split(' ').count();
        let same = words.len() > len && spelled.split(' ').zip(words).all(|(word, piece)| piece.latin == word);
        same.then_some((*form, len))
    })
}

/// Takes the legal form off where the text crate sees one.
fn without_form(text: &str, kind: Kind, all: Vec<Piece>) -> (Family, Vec<Piece>) {
    let never = |piece: Option<&Piece>| piece.is_some_and(|piece| NEVER_NAMES.contains(&piece.latin.as_str()));
    if kind == Kind::Other || kind == Kind::Person && !never(all.first()) && !never(all.last()) {
        return (Family::None, all);
    }
    let Some(form) = company_form(text) else { return (Family::None, all) };
    let key = name_key(text);
    let bare: String = key.chars().filter(|&c| c != ' ').collect();
    let rest = within(&all, &bare)
        .unwrap_or_else(|| key.split(' ').filter(|word| !word.is_empty()).map(Piece::latin).collect());
    if rest.is_empty() { (Family::None, all) } else { (Family::of(form), rest) }
}

/// The run of pieces whose Latin letters together are `bare`; none where forms were glued on or
/// letters were read otherwise in the whole.
fn within(all: &[Piece], bare: &str) -> Option<Vec<Piece>> {
    let spelled = |piece: &Piece| match piece.script {
        Script::Greek | Script::Hangul | Script::Arabic => sousveil_text::latin(&piece.native).replace(' ', ""),
        _ => piece.latin.replace("und", "and"),
    };
    let words: Vec<String> = all.iter().map(spelled).collect();
    let bare = bare.replace("und", "and");
    for start in 0..words.len().min(6) {
        let mut rest = bare.as_str();
        for (end, word) in words.iter().enumerate().skip(start) {
            match rest.strip_prefix(word.as_str()) {
                Some(after) => rest = after,
                None if word.len() >= LONGEST_WORD && rest.len() >= LONGEST_WORD => return None,
                None => break,
            }
            if rest.is_empty() {
                return all.get(start..=end).map(<[Piece]>::to_vec);
            }
        }
    }
    None
}

/// A Chinese character itself, simplified; 0 for Latin letters; else a fingerprint of the word,
/// never 0.
fn fingerprint(piece: &Piece) -> u32 {
    let mut letters = piece.native.chars();
    match (piece.script, letters.next(), letters.next()) {
        (Script::Latin, ..) => 0,
        (Script::Han, Some(c), None) => u32::from(simplified(c)),
        _ => fnv32(piece.native.as_bytes()) | 1,
    }
}
