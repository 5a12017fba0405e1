//! From the words of a question to the names that share most with it, within a bound of work.

use super::build::COMMON;
use super::find::Limits;
use super::keys::{deletions, leads, of_bones, of_concept, of_initials, of_pair, of_sound, of_token};
use super::layout::View;
use crate::name::{NameRef, Token};
use crate::sound::{Bones, sound};
use crate::words::{Part, is_generic};

/// What a word that is only like the asked one counts.
const MISTAKE: f32 = 0.8;
const BONES: f32 = 0.7;
const SYNONYM: f32 = 0.9;
const HALF: f32 = 0.6;
/// Where the second half of a word is counted that is two in the index: words from the eighth on share a place.
const SECOND: u8 = 7;
/// Who shares less than this part of what the likeliest shares is not compared. Less than a half: of a name of two words the
/// rarer one may be so mistyped that the index does not find it, while another name has likes of both.
const LEAST_SHARE: f32 = 0.3;
/// Shorter words are not cut in two.
const SHORTEST_CUT: usize = 6;
/// Spellings of a word that are looked at.
const MOST_SPELLINGS: usize = 48;
/// Of these so many in pairs.
const MOST_PAIRED: usize = 8;

/// A word of the index that stands for a word of the question.
#[derive(Clone, Copy)]
struct Spelling {
    /// Of the question.
    token: u8,
    /// The weight of that word.
    own: f32,
    word: u32,
    likeness: f32,
    frequency: usize,
}

/// Whether an entity is looked for.
pub(super) type Wanted<'w> = Option<&'w dyn Fn(u32) -> bool>;

/// The names that share most weight with the question, with that weight, the most first.
pub(super) fn gather(view: View<'_>, question: NameRef<'_>, limits: &Limits, wanted: Wanted<'_>) -> Vec<(f32, u32)> {
    let tokens: Vec<Token<'_>> = question.tokens().collect();
    let mut spellings: Vec<Spelling> = Vec::new();
    for (at, token) in (0u8..).zip(&tokens) {
        if leads(token.part()) {
            let mut own = spell(view, at, token);
            own.sort_unstable_by(|a, b| a.word.cmp(&b.word).then(b.likeness.total_cmp(&a.likeness)));
            own.dedup_by_key(|spelling| spelling.word);
            own.sort_unstable_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.word.cmp(&b.word)));
            own.truncate(MOST_SPELLINGS);
            spellings.extend(own);
        }
    }
    join(view, &tokens, &mut spellings);
    let mut shared = Shared::new();
    let whole = rare_first(view, &spellings, &mut shared, limits);
    if !whole {
        common_together(view, &spellings, &mut shared, limits);
    }
    let acronym = tokens.iter().find(|t| t.part() == Part::Content && (3..=8).contains(&t.latin().len()));
    if let Some(token) = acronym.filter(|_| tokens.len() <= 2) {
        view.direct.get(of_initials(token.latin())).take(limits.candidates).for_each(|name| shared.add(name, 7, 1.0));
    }
    let fits = |name: u32| wanted.is_none_or(|wanted| view.entity(name).is_some_and(wanted));
    shared.most(limits.candidates, fits)
}

/// The words of the index that may be a word of the question.
fn spell(view: View<'_>, at: u8, token: &Token<'_>) -> Vec<Spelling> {
    let mut out = Vec::new();
    let mut add = |word: u32, likeness: f32| {
        if word < view.words {
            out.push(spelling(view, at, token, word, likeness));
        }
    };
    let concept = of_concept(token.concept());
    for key in of_token(token) {
        let likeness = if key == concept { SYNONYM } else { 1.0 };
        view.sounds.get(key).for_each(|word| add(word, likeness));
    }
    if token.part() == Part::Number {
        return out;
    }
    // A letter too many in the index, in the question, or another one in its place.
    view.deletions.get(of_sound(token.sound())).for_each(|word| add(word, MISTAKE));
    for key in deletions(token.sound()) {
        view.sounds.get(key).for_each(|word| add(word, MISTAKE));
        view.deletions.get(key).take(MOST_SPELLINGS).for_each(|word| add(word, MISTAKE));
    }
    if token.bones() != 0 {
        view.bones.get(of_bones(token.bones())).take(4 * MOST_SPELLINGS).for_each(|word| add(word, BONES));
    }
    out
}

/// Two words of the question that are one in the index, and one that is two there.
fn join(view: View<'_>, tokens: &[Token<'_>], out: &mut Vec<Spelling>) {
    for (at, pair) in (0u8..).zip(tokens.windows(2)) {
        if let [one, other] = pair {
            let key = of_sound(&sound(&[one.latin(), other.latin()].concat()));
            let words = view.sounds.get(key);
            out.extend(words.map(|word| spelling(view, at, one, word, 1.0)));
        }
    }
    join_bare(view, tokens, out);
    for (at, token) in (0u8..).zip(tokens) {
        let known = out.iter().any(|s| s.token == at && s.likeness >= 1.0);
        if token.part() == Part::Content && !known {
            cut(view, at, token, out);
        }
    }
}

/// Words without vowels that are one word in Latin letters (نصر الله, Nasrallah), also with an article between them that is
/// not heard there (عبد الرحمن, Abdurrahman).
fn join_bare(view: View<'_>, tokens: &[Token<'_>], out: &mut Vec<Spelling>) {
    let mut look = |at: u8, one: &Token<'_>, parts: &[&Token<'_>]| {
        let whole: Vec<u8> = parts.iter().flat_map(|part| part.sound()).copied().collect();
        let words = view.bones.get(of_bones(Bones::of(&whole).0)).take(4 * MOST_SPELLINGS);
        out.extend(words.map(|word| spelling(view, at, one, word, BONES)));
    };
    for (at, rest) in (0u8..).zip((0..tokens.len()).map(|at| tokens.get(at..).unwrap_or_default())) {
        match rest {
            [one, article, other, ..] if bare(&[one, article, other]) && article.part() == Part::Particle => {
                look(at, one, &[one, article, other]);
                look(at, one, &[one, other]);
            }
            [one, other, ..] if bare(&[one, other]) => look(at, one, &[one, other]),
            _ => {}
        }
    }
}

fn bare(words: &[&Token<'_>]) -> bool {
    words.iter().all(|word| word.script().is_abjad() && word.part() != Part::Number)
}

/// An unknown word of which two known ones are made, or a known one and one that says little.
fn cut(view: View<'_>, at: u8, token: &Token<'_>, out: &mut Vec<Spelling>) {
    let Ok(latin) = std::str::from_utf8(token.latin()) else { return };
    if latin.len() < SHORTEST_CUT {
        return;
    }
    let known = |part: &str| view.sounds.get(of_sound(&sound(part.as_bytes()))).next();
    for (left, right) in (2..latin.len() - 1).filter_map(|at| latin.split_at_checked(at)) {
        let long = left.len() > 2 && right.len() > 2;
        match (known(left), known(right)) {
            (Some(one), Some(other)) if long => {
                out.push(spelling(view, at, token, one, HALF));
                out.push(spelling(view, SECOND, token, other, HALF));
            }
            (Some(one), _) if left.len() > 2 && is_generic(right) => out.push(spelling(view, at, token, one, BONES)),
            (_, Some(other)) if right.len() > 2 && is_generic(left) => {
                out.push(spelling(view, at, token, other, BONES))
            }
            _ => {}
        }
    }
}

fn spelling(view: View<'_>, at: u8, token: &Token<'_>, word: u32, likeness: f32) -> Spelling {
    Spelling { token: at, own: token.weight(), word, likeness, frequency: view.frequency(word) }
}

/// Looks at the names of the rarest words as long as the bound allows; whether all were looked at.
fn rare_first(view: View<'_>, spellings: &[Spelling], shared: &mut Shared, limits: &Limits) -> bool {
    let mut order: Vec<&Spelling> = spellings.iter().collect();
    order.sort_by_key(|spelling| (spelling.frequency, spelling.token, spelling.word));
    let mut left = limits.postings;
    let mut whole = true;
    for spelling in order {
        if spelling.frequency > left {
            whole = false;
            break;
        }
        left -= spelling.frequency;
        let weight = weight(view, spelling);
        view.posting(spelling.word).for_each(|name| shared.add(name, spelling.token, weight));
    }
    whole
}

/// Looks at the names that have two words of the question, one of which is common; first at those that share most.
fn common_together(view: View<'_>, spellings: &[Spelling], shared: &mut Shared, limits: &Limits) {
    let likest =
        |at: u8| spellings.iter().filter(move |s| s.token == at).take(MOST_PAIRED).map(|s| (s, weight(view, s)));
    let mut pairs = Vec::new();
    let last = spellings.iter().map(|s| s.token).max().unwrap_or(0);
    for at in 0..=last {
        for other in at.saturating_add(1)..=last {
            for one in likest(at) {
                pairs.extend(
                    likest(other).filter(|two| one.0.frequency.max(two.0.frequency) > COMMON).map(|two| (one, two)),
                );
            }
        }
    }
    // The words as they were asked before their likes, else these leave no room for a pair that is less rare.
    let likeness = |pair: &((&Spelling, f32), (&Spelling, f32))| pair.0.0.likeness * pair.1.0.likeness;
    pairs.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)).then((b.0.1 + b.1.1).total_cmp(&(a.0.1 + a.1.1))));
    let mut left = limits.postings;
    for ((one, weight), (two, more)) in pairs {
        let (Some(key), Some(and)) = (view.key(one.word), view.key(two.word)) else { continue };
        for name in view.direct.get(of_pair(key, and)).take(left.min(limits.postings / 4)) {
            left -= 1;
            shared.add(name, one.token, weight);
            shared.add(name, two.token, more);
        }
        if left == 0 {
            break;
        }
    }
    // A single common word has nothing beside it: its first names stand for all.
    if shared.is_empty()
        && let Some(rarest) = spellings.iter().min_by_key(|s| (s.frequency, s.word))
    {
        let weight = weight(view, rarest);
        view.posting(rarest.word).take(left).for_each(|name| shared.add(name, rarest.token, weight));
    }
}

/// What it says that a name has a word: its part in the question, its rarity in the index, its likeness.
fn weight(view: View<'_>, spelling: &Spelling) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    let rarity = ((1 + view.names) as f32 / (1 + spelling.frequency) as f32).ln() / ((2 + view.names) as f32).ln();
    (0.2 + spelling.own) * (0.2 + rarity) * spelling.likeness
}

/// What names share with the question: a table with open addresses. Of several spellings of one word the best counts.
struct Shared {
    slots: Vec<Slot>,
    /// Where the used slots are.
    used: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Slot {
    name: u32,
    /// The best weight for each word of the question, in [`STEP`]s; words from the eighth on share a place.
    best: [u8; 8],
}

/// A weight is at most 1.44.
const STEP: f32 = 1.0 / 170.0;
const FREE: Slot = Slot { name: u32::MAX, best: [0; 8] };
/// Slots at first: most questions lead to some hundred names.
const SLOTS: usize = 2048;

impl Slot {
    fn sum(&self) -> f32 {
        STEP * f32::from(self.best.iter().map(|&best| u16::from(best)).sum::<u16>())
    }
}

impl Shared {
    fn new() -> Self {
        Self { slots: vec![FREE; SLOTS], used: Vec::with_capacity(SLOTS / 2) }
    }

    fn is_empty(&self) -> bool {
        self.used.is_empty()
    }

    fn add(&mut self, name: u32, token: u8, weight: f32) {
        if self.used.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.place(name);
        let Some(slot) = self.slots.get_mut(at) else { return };
        if slot.name == FREE.name {
            slot.name = name;
            self.used.push(u32::try_from(at).unwrap_or(0));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
        let steps = (weight / STEP) as u8;
        if let Some(best) = slot.best.get_mut(usize::from(token.min(7))) {
            *best = steps.max(*best);
        }
    }

    /// Where a name is, or is to be: half of the slots are free.
    fn place(&self, name: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (name.wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
        while self.slots.get(at).is_some_and(|slot| slot.name != FREE.name && slot.name != name) {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let larger = vec![FREE; self.slots.len() * 4];
        let slots = std::mem::replace(&mut self.slots, larger);
        let used = std::mem::take(&mut self.used);
        self.used.reserve(self.slots.len() / 2);
        for slot in used.into_iter().filter_map(|at| slots.get(at as usize)) {
            let at = self.place(slot.name);
            if let Some(free) = self.slots.get_mut(at) {
                *free = *slot;
            }
            self.used.push(u32::try_from(at).unwrap_or(0));
        }
    }

    /// Of the names that fit those that share most. To ask whether one fits takes longer than to weigh it, so the likeliest
    /// are asked first.
    fn most(self, wanted: usize, fits: impl Fn(u32) -> bool) -> Vec<(f32, u32)> {
        let used = self.used.iter().filter_map(|&at| self.slots.get(at as usize));
        let mut all: Vec<(f32, u32)> = used.map(|slot| (slot.sum(), slot.name)).collect();
        let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        let mut rest = all.as_mut_slice();
        let mut out: Vec<(f32, u32)> = Vec::with_capacity(wanted);
        while !rest.is_empty() {
            let step = wanted.saturating_mul(2).clamp(1, rest.len());
            if step < rest.len() {
                rest.select_nth_unstable_by(step, order);
            }
            let (now, later) = std::mem::take(&mut rest).split_at_mut(step);
            now.sort_unstable_by(order);
            for &(sum, name) in now.iter() {
                let least = out.first().map_or(0.0, |best| LEAST_SHARE * best.0);
                if sum < least || out.len() == wanted {
                    return out;
                }
                if fits(name) {
                    out.push((sum, name));
                }
            }
            rest = later;
        }
        out
    }
}
