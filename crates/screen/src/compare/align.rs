//! Which words of two names belong together.

use super::edit::distance;
use super::token::{GLUED, LEAST, edited, likeness};
use crate::name::{NameRef, Token};
use crate::sound::{Bones, alike};
use crate::words::Part;

/// A name's words, on the stack: room for `N`.
pub(super) struct Words<'a, const N: usize> {
    pub(super) tokens: [Token<'a>; N],
    pub(super) len: usize,
    /// Bit i: word i has found its counterpart.
    pub(super) taken: u32,
}

impl<'a, const N: usize> Words<'a, N> {
    #[inline]
    pub(super) fn new(name: NameRef<'a>) -> Self {
        let mut words = Self { tokens: [Token::NONE; N], len: 0, taken: 0 };
        for (slot, token) in words.tokens.iter_mut().zip(name.tokens()) {
            *slot = token;
            words.len += 1;
        }
        words
    }

    pub(super) fn free(&self, i: usize) -> bool {
        i < self.len && self.taken & (1 << i) == 0
    }

    pub(super) fn take(&mut self, i: usize) {
        self.taken |= 1 << i;
    }

    fn all_taken(&self) -> bool {
        self.taken.count_ones() as usize == self.len
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Token<'a>> {
        self.tokens.iter().take(self.len)
    }
}

/// Words that belong together, and how alike they are.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) likeness: f32,
    /// Mean weight of both sides.
    pub(super) weight: f32,
    /// Weight of a word of which the other side has only the first letter, beyond what that letter says.
    pub(super) shortened: f32,
    /// Whether both are words that name something, and no initial.
    pub(super) names: bool,
    /// What the words of the first name do.
    pub(super) part: Part,
    /// Father's name in the first name and not in the second: 1, the other way round: −1.
    pub(super) crossed: i8,
    /// Bit i: word i of the first, of the second name is in it.
    pub(super) words: (u32, u32),
}

/// Pairs that were found, bounded by the words of one name.
pub(super) struct Pairs<const N: usize> {
    list: [Pair; N],
    len: usize,
}

impl<const N: usize> Pairs<N> {
    fn new() -> Self {
        let none = Pair {
            likeness: 0.0,
            weight: 0.0,
            shortened: 0.0,
            names: false,
            part: Part::Stop,
            crossed: 0,
            words: (0, 0),
        };
        Self { list: [none; N], len: 0 }
    }

    fn push(&mut self, pair: Pair) {
        if let Some(slot) = self.list.get_mut(self.len) {
            *slot = pair;
            self.len += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Pair> {
        self.list.iter().take(self.len)
    }
}

#[derive(Clone, Copy)]
struct Candidate {
    rank: f32,
    likeness: f32,
    /// Whether what lies beside may belong to it: one is but a letter ("Al-S ahaf"), or has another word written onto it.
    later: bool,
    i: u8,
    j: u8,
}

/// Finds the pairs and marks the words that are in one. At most `C` pairs of like words are looked
/// at; more come only of names that repeat themselves.
pub(super) fn align<'a, const N: usize, const C: usize>(
    a: &mut Words<'a, N>,
    b: &mut Words<'a, N>,
    strict: bool,
) -> Pairs<N> {
    let mut pairs = Pairs::new();
    let mut candidates = [Candidate { rank: 0.0, likeness: 0.0, later: false, i: 0, j: 0 }; C];
    let mut count = 0;
    for i in 0..a.len {
        let one = &a.tokens[i];
        for j in 0..b.len {
            let other = &b.tokens[j];
            let likeness = likeness(one, other, strict);
            if likeness < LEAST || count == C {
                continue;
            }
            // Words in the same place win ties.
            let apart = f32::from(u8::try_from(i.abs_diff(j)).unwrap_or(u8::MAX));
            let rank = likeness * (0.2 + one.weight.min(other.weight)) - 0.001 * apart;
            let (i, j) = (u8::try_from(i).unwrap_or(0), u8::try_from(j).unwrap_or(0));
            let letter = (one.latin.len() == 1) != (other.latin.len() == 1);
            let later = letter || likeness == GLUED && one.latin.len() != other.latin.len();
            candidates[count] = Candidate { rank, likeness, later, i, j };
            count += 1;
        }
    }
    let candidates = &mut candidates[..count];
    candidates.sort_unstable_by(|x, y| y.rank.total_cmp(&x.rank).then(x.i.cmp(&y.i)).then(x.j.cmp(&y.j)));
    // Words written together go before words that are only a little alike, and particles may be
    // written onto a word.
    accept(candidates, |c| c.likeness >= SURE && c.rank > PARTICLE && !c.later, a, b, &mut pairs);
    if !a.all_taken() && !b.all_taken() {
        join(a, b, &mut pairs, |long, short| (long, short));
        join(b, a, &mut pairs, |long, short| (short, long));
        whole(a, b, &mut pairs);
    }
    if !a.all_taken() && !b.all_taken() {
        accept(candidates, |_| true, a, b, &mut pairs);
    }
    pairs
}

/// The pairs of a name with itself. A name that repeats its words has more pairs of like words than are looked at, and
/// some of its words might be paired with others.
pub(super) fn same<const N: usize>(a: &mut Words<'_, N>, b: &mut Words<'_, N>) -> Pairs<N> {
    let mut pairs = Pairs::new();
    for i in 0..a.len.min(b.len) {
        a.take(i);
        b.take(i);
        pairs.push(Pair { words: (1 << i, 1 << i), ..pair(&a.tokens[i], &b.tokens[i], 1.0) });
    }
    pairs
}

/// Likeness at which a pair is taken before neighbours are tried together.
const SURE: f32 = 0.75;

/// Rank of a pair of particles, titles or stop words: at most 0.2 and their weight.
const PARTICLE: f32 = 0.235;

fn accept<const N: usize>(
    candidates: &[Candidate],
    fits: fn(&Candidate) -> bool,
    a: &mut Words<'_, N>,
    b: &mut Words<'_, N>,
    pairs: &mut Pairs<N>,
) {
    for c in candidates.iter().filter(|c| fits(c)) {
        let (i, j) = (usize::from(c.i), usize::from(c.j));
        if a.free(i) && b.free(j) {
            a.take(i);
            b.take(j);
            pairs.push(Pair { words: (1 << i, 1 << j), ..pair(&a.tokens[i], &b.tokens[j], c.likeness) });
        }
    }
}

fn pair(one: &Token<'_>, other: &Token<'_>, likeness: f32) -> Pair {
    let letters = is_letter(one) != is_letter(other);
    let short = letters || (one.part == Part::Initial) != (other.part == Part::Initial);
    let long = if is_letter(one) || one.part == Part::Initial { other } else { one };
    let weight = if letters { LETTER } else { one.weight.min(other.weight) };
    Pair {
        likeness,
        weight,
        shortened: if short { (long.weight - weight).max(0.0) } else { 0.0 },
        names: is_name(one) && is_name(other),
        part: if one.part == Part::Initial { other.part } else { one.part },
        crossed: i8::from(one.son) - i8::from(other.son),
        words: (0, 0),
    }
}

/// What it says that a word of one organisation begins with the single letter of the other.
const LETTER: f32 = 0.3;

fn is_letter(token: &Token<'_>) -> bool {
    token.letter().is_some()
}

fn is_name(token: &Token<'_>) -> bool {
    matches!(token.part, Part::Content | Part::Patronymic | Part::Place | Part::Business)
}

/// Letters of words written as one, on the stack.
struct Joined {
    bytes: [u8; 64],
    len: usize,
}

impl Joined {
    fn new() -> Self {
        Self { bytes: [0; 64], len: 0 }
    }

    fn push(&mut self, word: &[u8]) {
        for &byte in word {
            if let Some(slot) = self.bytes.get_mut(self.len) {
                *slot = byte;
                self.len += 1;
            }
        }
    }

    fn get(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// One free word of `long` that is two to four neighbours of `short` written together. `order` puts what belongs to the
/// first name first.
fn join<const N: usize>(
    long: &mut Words<'_, N>,
    short: &mut Words<'_, N>,
    pairs: &mut Pairs<N>,
    order: fn(u32, u32) -> (u32, u32),
) {
    for i in 0..long.len {
        if !long.free(i) || long.tokens[i].part == Part::Number || long.tokens[i].latin.len() < 4 {
            continue;
        }
        let whole = &long.tokens[i];
        let found = (0..short.len).find_map(|start| Some((start, run(whole, short, start)?)));
        if let Some((start, (end, likeness))) = found {
            let weight = short.tokens[start..end].iter().map(|t| t.weight).sum::<f32>().max(whole.weight);
            let words = order(1 << i, (start..end).fold(0, |set, j| set | 1 << j));
            pairs.push(Pair { likeness, weight, shortened: 0.0, names: true, part: whole.part, crossed: 0, words });
            long.take(i);
            (start..end).for_each(|j| short.take(j));
        }
    }
}

/// The run of free words from `start` that together are like `whole`, by letters or by sound.
fn run<const N: usize>(whole: &Token<'_>, short: &Words<'_, N>, start: usize) -> Option<(usize, f32)> {
    let (first, next) = (short.tokens.get(start)?, short.tokens.get(start + 1)?);
    let strange = |token: &Token<'_>| (token.letters & !whole.letters).count_ones();
    let bare = whole.script.is_abjad() != first.script.is_abjad();
    if !short.free(start) || !short.free(start + 1) || !bare && strange(first) + strange(next) > 2 {
        return None;
    }
    let (mut latin, mut sound) = (Joined::new(), Joined::new());
    for end in start..(start + 4).min(short.len) {
        let token = &short.tokens[end];
        if !short.free(end) || token.part == Part::Number && token.letter().is_none() {
            return None;
        }
        latin.push(token.latin);
        sound.push(token.sound);
        if latin.len > whole.latin.len() + 2 && sound.len > whole.sound.len() + 2 {
            return None;
        }
        if end == start || latin.len + 2 < whole.latin.len() && sound.len + 2 < whole.sound.len() {
            continue;
        }
        let likeness = if whole.script.is_abjad() == token.script.is_abjad() {
            let edits = distance(latin.get(), whole.latin).min(distance(sound.get(), whole.sound));
            edited(edits, latin.len.max(whole.latin.len())) * 0.97
        } else {
            alike(Bones::of(sound.get()), whole.bones) * 0.95
        };
        if likeness > 0.79 {
            return Some((end + 1, likeness));
        }
    }
    None
}

/// All that is left on both sides, written together ("Plat Ono Vich", "Vander Bilt").
fn whole<'a, const N: usize>(a: &mut Words<'a, N>, b: &mut Words<'a, N>, pairs: &mut Pairs<N>) {
    // Most pairs of names end here: one of another length is no other spelling.
    let letters = |words: &Words<'_, N>| {
        (0..words.len).filter(|&i| words.free(i)).map(|i| words.tokens[i].latin.len()).sum::<usize>()
    };
    let set = |words: &Words<'_, N>| {
        (0..words.len).filter(|&i| words.free(i)).fold(0, |set, i| set | words.tokens[i].letters)
    };
    if letters(a).abs_diff(letters(b)) > 12 || (set(a) ^ set(b)).count_ones() > 7 {
        return;
    }
    let rest = |words: &Words<'_, N>| {
        let mut joined = Joined::new();
        let mut weight = 0.0;
        let (mut count, mut says) = (0, false);
        for i in 0..words.len {
            if words.free(i) && !matches!(words.tokens[i].part, Part::Number | Part::Stop | Part::Title) {
                joined.push(words.tokens[i].latin);
                weight += words.tokens[i].weight;
                count += 1;
                says |= words.tokens[i].part != Part::Particle;
            }
        }
        (joined, weight, if says { count } else { 0 })
    };
    let ((one, weight, m), (other, weight_other, n)) = (rest(a), rest(b));
    if m == 0 || n == 0 || m + n < 3 || one.len.abs_diff(other.len) > 2 || one.len < 5 {
        return;
    }
    let likeness = edited(distance(one.get(), other.get()), one.len.max(other.len)) * 0.95;
    if likeness > 0.8 {
        let before = (a.taken, b.taken);
        for words in [&mut *a, &mut *b] {
            for i in 0..words.len {
                if words.tokens[i].part != Part::Number {
                    words.take(i);
                }
            }
        }
        pairs.push(Pair {
            likeness,
            weight: f32::max(weight, weight_other),
            shortened: 0.0,
            names: true,
            part: Part::Content,
            crossed: 0,
            words: (a.taken & !before.0, b.taken & !before.1),
        });
    }
}
