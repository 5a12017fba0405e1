//! From aligned words to one score.

use super::align::{Pairs, Words, align, same};
use super::tuning::Tuning;
use crate::kind::Kind;
use crate::name::{Family, MOST_TOKENS, NameRef, Token};
use crate::rarity::SERVANT;
use crate::words::Part;

/// How alike two names are, and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// 0 to 1; an exact name of rare words is nearly 1, one of a single common word less.
    pub score: f32,
    /// Weight of the shared words, each at most 1: how much the names have in common.
    pub shared: f32,
    /// Weight of words on both sides that contradict each other.
    pub conflict: f32,
    /// Weight of words that only one side has.
    pub extra: f32,
    /// Whether every word has its equal and no word is left.
    pub exact: bool,
}

impl Match {
    pub(crate) const NONE: Self = Self { score: 0.0, shared: 0.0, conflict: 0.0, extra: 0.0, exact: false };
}

/// What is left of a name when pairs were found.
#[derive(Default)]
struct Rest {
    weight: f32,
    /// Weight of words that repeat a matched one: they contradict, but are nothing extra.
    repeated: f32,
    numbers: u32,
    /// Of the numbers those that are single letters.
    letters: u32,
    initials: u32,
}

/// What is known of the two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sides {
    /// Nothing.
    Alike,
    /// The first is asked for, the second stands in a list.
    FirstAsked,
    /// The other way round.
    SecondAsked,
}

pub(super) fn compare(a: NameRef<'_>, b: NameRef<'_>, sides: Sides, tuning: &Tuning) -> Match {
    if a.is_empty() || b.is_empty() {
        return Match::NONE;
    }
    // One order for each pair of names, so that ties fall the same way round.
    let ordered = ordered(a, b);
    let (a, b) = if ordered { (a, b) } else { (b, a) };
    let sides = match sides {
        Sides::FirstAsked if !ordered => Sides::SecondAsked,
        sides => sides,
    };
    // Most names are short, and setting up room for long ones would take longer than comparing.
    if b.len() <= SHORT {
        sized::<SHORT, 32>(a, b, sides, tuning)
    } else {
        sized::<MOST_TOKENS, 96>(a, b, sides, tuning)
    }
}

/// Up to how many words a name is short.
pub(super) const SHORT: usize = 8;

/// Whether two names stand in the order in which they are compared.
pub(super) fn ordered(a: NameRef<'_>, b: NameRef<'_>) -> bool {
    (a.len(), a.bytes) <= (b.len(), b.bytes)
}

fn sized<const N: usize, const C: usize>(a: NameRef<'_>, b: NameRef<'_>, sides: Sides, tuning: &Tuning) -> Match {
    let kind = a.kind().meet(b.kind());
    let (mut one, mut two) = (Words::<N>::new(a), Words::<N>::new(b));
    let pairs = if a.bytes == b.bytes {
        same(&mut one, &mut two)
    } else {
        align::<N, C>(&mut one, &mut two, kind != Kind::Person)
    };
    if a.kind() != Kind::Person
        && b.kind() != Kind::Person
        && let Some(score) = acronym(&one, &two)
    {
        return Match { score, shared: 1.0, ..Match::NONE };
    }
    if pairs.is_empty() {
        return Match::NONE;
    }
    let (left, right) = (rest(&one), rest(&two));
    let forms = cost_of_forms(a.family(), b.family(), tuning);
    // A name of one word shares no more than that word with what is written as several. Of one that is asked, a word
    // says less than those of the list that are written together in it.
    let most = if sides == Sides::Alike { weight(&one).min(weight(&two)) } else { f32::INFINITY };
    judge(&pairs, most, [&left, &right], (kind, sides), forms, tuning)
}

/// Less than this is no other spelling of a word.
const EXACT: f32 = 0.01;

fn judge<const N: usize>(
    pairs: &Pairs<N>,
    most: f32,
    [left, right]: [&Rest; 2],
    (kind, sides): (Kind, Sides),
    forms: f32,
    t: &Tuning,
) -> Match {
    let (mut shared, mut cost, mut exact, mut names, mut crossed) = (0.0, forms, true, 0, (false, false));
    let mut shortened = 0.0;
    let mut lacking: f32 = 0.0;
    for pair in pairs.iter() {
        shared += pair.weight * pair.likeness;
        let lack = 1.0 - pair.likeness;
        let weight = if pair.names { pair.weight.max(0.5) } else { pair.weight };
        // Twice as unlike is more than twice as much against.
        cost += t.unlike * (lack + 2.0 * lack * lack) * weight;
        lacking = lacking.max(if pair.shortened > 0.0 { 0.0 } else { lack });
        exact &= pair.likeness >= 1.0;
        shortened += pair.shortened;
        names +=
            u32::from(pair.names && pair.weight > SERVANT && matches!(pair.part, Part::Content | Part::Patronymic));
        crossed = (crossed.0 || pair.crossed > 0, crossed.1 || pair.crossed < 0);
    }
    shared = shared.min(most);
    if shared < 0.1 {
        return Match::NONE;
    }
    let conflict = (left.weight + left.repeated).min(right.weight + right.repeated);
    let extra = (left.weight.max(right.weight) - conflict).max(0.0);
    if conflict > 0.05 {
        cost += t.conflict * conflict.sqrt();
    }
    match (left.numbers, right.numbers) {
        (0, 0) => {}
        (0, _) | (_, 0) if left.numbers + right.numbers == left.letters + right.letters => cost += t.letter_missing,
        (0, _) | (_, 0) => cost += t.number_missing,
        _ => cost += t.number,
    }
    if left.initials > 0 && right.initials > 0 {
        cost += t.conflict;
    }
    exact &= left.weight + right.weight == 0.0 && left.numbers + right.numbers == 0;
    if names == 0 && kind == Kind::Person && !exact {
        cost += t.initials_only;
    }
    if names == 1 && kind == Kind::Person && extra > 0.3 {
        cost += t.alone;
    }
    if crossed == (true, true) {
        cost += t.conflict;
    }
    let per_extra = if kind == Kind::Person { t.extra_person } else { t.extra_organisation };
    let asked_has_more = match sides {
        Sides::Alike => None,
        Sides::FirstAsked => Some(left.weight > right.weight),
        Sides::SecondAsked => Some(right.weight > left.weight),
    };
    let side = asked_has_more.map_or(1.0, |more| match more {
        true => t.extra_asked,
        false if lacking < EXACT => t.extra_listed_exact,
        false => t.extra_listed,
    });
    let missing = extra * side + t.shortened * shortened;
    cost += per_extra * missing / (shared + t.extra_base).powf(t.extra_fades);
    let sure = 1.0 - t.doubt * (-t.doubt_fades * shared).exp();
    Match { score: ((-cost).exp() * sure).clamp(0.0, 1.0), shared, conflict, extra, exact }
}

fn weight<const N: usize>(own: &Words<'_, N>) -> f32 {
    own.iter().map(|token| token.weight).sum()
}

/// Words without a counterpart; one that repeats a matched word of its own name counts for nothing.
fn rest<const N: usize>(own: &Words<'_, N>) -> Rest {
    let mut rest = Rest::default();
    for i in 0..own.len {
        if !own.free(i) {
            continue;
        }
        let token = &own.tokens[i];
        let same = |other: &Token<'_>| other.sound == token.sound && other.id == token.id;
        let repeated = (0..own.len).any(|k| k != i && !own.free(k) && same(&own.tokens[k]));
        match token.part {
            _ if repeated => rest.repeated += token.weight,
            Part::Number => {
                rest.numbers += 1;
                rest.letters += u32::from(token.is_letter());
            }
            Part::Initial => {
                rest.initials += 1;
                rest.weight += 0.3 * token.weight;
            }
            _ => rest.weight += token.weight,
        }
    }
    rest
}

fn cost_of_forms(a: Family, b: Family, tuning: &Tuning) -> f32 {
    match (a, b) {
        (Family::None, _) | (_, Family::None) => 0.0,
        _ if a == b => 0.0,
        _ => tuning.form,
    }
}

/// A name that is the initials of the other's words ("PLA", "People's Liberation Army").
fn acronym<const N: usize>(one: &Words<'_, N>, two: &Words<'_, N>) -> Option<f32> {
    let (short, long) = if one.len < two.len { (one, two) } else { (two, one) };
    let letters = short.tokens.iter().take(short.len).position(|t| is_acronym(t))?;
    let word = short.tokens[letters].latin;
    let counts = |t: &&Token<'_>| !matches!(t.part, Part::Stop | Part::Particle | Part::Title);
    let initials = long.iter().filter(counts).filter_map(|t| t.latin.first());
    if !initials.eq(word.iter()) {
        return None;
    }
    // Other words beside it must be places: "PLA China".
    let others = short.iter().enumerate().filter(|(i, _)| *i != letters);
    let (mut fine, mut score) = (true, 0.7 + 0.02 * f32::from(u8::try_from(word.len()).unwrap_or(0)));
    for (_, token) in others {
        fine &= matches!(token.part, Part::Place | Part::Stop | Part::Structure);
        score -= 0.02;
    }
    fine.then_some(score.min(0.85))
}

fn is_acronym(token: &Token<'_>) -> bool {
    token.part == Part::Content && (3..=8).contains(&token.latin.len())
}
