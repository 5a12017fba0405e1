//! How much it says that two names share a word.

use crate::words::{self, Part};

/// How rare a word is among the names that are searched: 1 for a word that hardly anybody else
/// bears, towards 0 for one that nearly everybody bears.
///
/// An index that knows its own counts gives them here; any `Fn(&str) -> f32` will do. Only words
/// that distinguish are asked for (names, not titles, legal forms or "group").
pub trait Rarity {
    /// The rarity of a word in lower-case Latin letters ([`sousveil_text::latin`]), 0 to 1.
    fn rarity(&self, word: &str) -> f32;
}

impl<F: Fn(&str) -> f32> Rarity for F {
    fn rarity(&self, word: &str) -> f32 {
        self(word)
    }
}

/// Rarity without a corpus: our list of common names, and the length of the word.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIn;

impl Rarity for BuiltIn {
    fn rarity(&self, word: &str) -> f32 {
        let by_length = match word.len() {
            0..=2 => 0.6,
            3 => 0.75,
            4 => 0.85,
            5 => 0.95,
            _ => 1.0,
        };
        if words::is_common(word) { 0.75 * by_length } else { by_length }
    }
}

/// How rare a word is by the count of the names of a list that have it.
///
/// Its information in bits, of which [`ENOUGH`] make a rare word. A count of a few may be chance: what is taken is the
/// least that it may be (two deviations below), so that a small list says nothing of its words.
pub(crate) fn of_count(names: u32, count: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    let (names, count) = (names as f32, count as f32);
    let least = count - 2.0 * count.sqrt();
    if least <= 0.0 { 1.0 } else { ((names / least).log2() / ENOUGH).clamp(LEAST_OF_COUNT, 1.0) }
}

/// Bits of a word that one of sixteen thousand names has.
const ENOUGH: f32 = 14.0;
/// However common it is, it is a name.
const LEAST_OF_COUNT: f32 = 0.2;

/// "Abdul" is no name without the one behind it: "Abdul Karim" is one name. No other word of a name weighs as little.
pub(crate) const SERVANT: f32 = 0.2;

/// The weight of a word by what it does in the name; `rarity` counts for words that distinguish.
pub(crate) fn weight(part: Part, word: &str, rarity: &dyn Rarity) -> f32 {
    match part {
        Part::Content if word == "abdul" => SERVANT,
        Part::Content => rarity.rarity(word).clamp(0.1, 1.0),
        Part::Patronymic => 0.4,
        Part::Number => 0.8,
        Part::Place => 0.5,
        Part::Business => 0.4,
        Part::Initial => 0.25,
        Part::Structure => 0.06,
        Part::Particle => 0.03,
        Part::Title | Part::Stop => 0.01,
    }
}
