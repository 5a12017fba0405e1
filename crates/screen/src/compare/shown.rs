//! Which words of two names were taken for each other, for those who ask why they are alike.

use super::align::{Words, align, same};
use super::score::{SHORT, ordered};
use crate::kind::Kind;
use crate::name::{MOST_TOKENS, NameRef, Token};

/// Words of two names that belong together. Words stand in Latin letters, as they are compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// What was taken for each other, what weighs most first.
    pub pairs: Vec<WordPair>,
    /// Words of the first name that were taken for none, with their weights.
    pub first_only: Vec<(String, f32)>,
    /// Words of the second name.
    pub second_only: Vec<(String, f32)>,
}

/// Words that were taken for each other: one of each name, or several that one of the other is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct WordPair {
    /// Of the first name.
    pub first: String,
    /// Of the second.
    pub second: String,
    /// 0 to 1.
    pub likeness: f32,
    /// How much they say, 0 to 1 for each word: rare ones more than common ones.
    pub weight: f32,
}

/// Aligns two names as [`compare`](super::compare) and its like do.
pub fn alignment(a: NameRef<'_>, b: NameRef<'_>) -> Alignment {
    let swapped = !ordered(a, b);
    let (one, two) = if swapped { (b, a) } else { (a, b) };
    let mut shown = if two.len() <= SHORT { sized::<SHORT, 32>(one, two) } else { sized::<MOST_TOKENS, 96>(one, two) };
    if swapped {
        shown.pairs.iter_mut().for_each(|pair| std::mem::swap(&mut pair.first, &mut pair.second));
        std::mem::swap(&mut shown.first_only, &mut shown.second_only);
    }
    shown.pairs.sort_by(|x, y| y.weight.total_cmp(&x.weight).then_with(|| x.first.cmp(&y.first)));
    shown
}

fn sized<const N: usize, const C: usize>(a: NameRef<'_>, b: NameRef<'_>) -> Alignment {
    let strict = a.kind().meet(b.kind()) != Kind::Person;
    let (mut one, mut two) = (Words::<N>::new(a), Words::<N>::new(b));
    let pairs = if a.bytes == b.bytes { same(&mut one, &mut two) } else { align::<N, C>(&mut one, &mut two, strict) };
    let pairs = pairs.iter().map(|pair| WordPair {
        first: written(&one, pair.words.0),
        second: written(&two, pair.words.1),
        likeness: pair.likeness,
        weight: pair.weight,
    });
    Alignment { pairs: pairs.collect(), first_only: left(&one), second_only: left(&two) }
}

/// Words of a name, in their order.
fn written<const N: usize>(words: &Words<'_, N>, set: u32) -> String {
    let own = words.iter().enumerate().filter(|(i, _)| set & (1 << i) != 0);
    own.map(|(_, token)| text(token)).collect::<Vec<_>>().join(" ")
}

fn left<const N: usize>(words: &Words<'_, N>) -> Vec<(String, f32)> {
    let free = words.iter().enumerate().filter(|(i, _)| words.free(*i));
    free.map(|(_, token)| (text(token), token.weight)).collect()
}

fn text(token: &Token<'_>) -> String {
    String::from_utf8_lossy(token.latin).into_owned()
}
