//! How alike two words are, 0 to 1.

use super::edit::distance;
use crate::name::{Script, Token};
use crate::sound::alike;
use crate::words::{self, Part};

/// Less than this is no likeness at all.
pub(super) const LEAST: f32 = 0.45;

/// How alike two words are; `strict` where short words are no personal names.
pub(super) fn likeness(one: &Token<'_>, other: &Token<'_>, strict: bool) -> f32 {
    if one.part == Part::Number || other.part == Part::Number {
        if one.part != other.part {
            return letter(one, other).max(letter(other, one));
        }
        return f32::from(u8::from(one.id == other.id));
    }
    if one.part == Part::Initial || other.part == Part::Initial {
        return initial(one, other);
    }
    let unspaced = |t: &Token<'_>| t.script == Script::Han;
    if unspaced(one) && unspaced(other) {
        // A character of the same sound is another name.
        return match one.id == other.id {
            true => 1.0,
            false if one.part != Part::Content && one.concept != 0 && one.concept == other.concept => 0.95,
            false => 0.0,
        };
    }
    if one.latin == other.latin {
        return 1.0;
    }
    if one.id != 0 && one.id == other.id {
        return 1.0;
    }
    if one.concept != 0 && one.concept == other.concept {
        return 0.95;
    }
    let across = one.script.is_abjad() != other.script.is_abjad();
    if across { bare_and_full(one, other) } else { near(one, other, strict) }
}

/// Both with vowels, or both without.
fn near(one: &Token<'_>, other: &Token<'_>, strict: bool) -> f32 {
    let (m, n) = (one.latin.len(), other.latin.len());
    let longest = m.max(n);
    // One letter of a short word makes another company of it, a vowel that was left out of four hardly.
    if strict && m.min(n) <= 3 {
        return if lacks_a_vowel(one, other) { VOWEL_LEFT_OUT } else { 0.0 };
    }
    let same_consonants = one.bones == other.bones && one.bones.count() >= 3;
    // Each edit changes at most two bits of the set of letters.
    let different = (one.letters ^ other.letters).count_ones();
    let limit = limit(longest);
    let apart = u32::try_from(m.abs_diff(n)).unwrap_or(u32::MAX);
    if strict && glued(one.latin, other.latin) {
        return GLUED;
    }
    if apart > 4 || !same_consonants && (different > 2 * limit + 1 || apart > limit + 1) {
        return adjective(one.latin, other.latin);
    }
    if one.sound == other.sound && one.sound.len() > 1 {
        return 0.95;
    }
    let (edits, sounds) = (distance(one.sound, other.sound), one.sound.len().max(other.sound.len()));
    let mut best = edited(edits, sounds);
    // What is far by sound is seldom near by letter.
    if best < 0.9 && edits <= limit + 2 {
        best = best.max(edited(distance(one.latin, other.latin), longest));
    }
    if same_consonants {
        best = best.max(same_bones(edits, sounds));
    }
    // Who mistypes or mishears a name gets its beginning right; of two names that are alike from there on both exist.
    if one.latin.first() != other.latin.first() && one.sound.first() != other.sound.first() {
        best *= OTHER_BEGINNING;
    }
    if one.known || other.known {
        best *= BOTH_KNOWN;
    }
    if feminine(one.latin, other.latin) {
        best = best.min(0.7);
    }
    best.max(adjective(one.latin, other.latin))
}

/// Likeness of a word and the same with another one written onto it that says little. Words written together on one side
/// go before ([`super::align`]).
pub(super) const GLUED: f32 = 0.9;

/// What two words keep of their likeness of which the list knows both.
const BOTH_KNOWN: f32 = 0.85;

/// What two words of other first letters and sounds keep of their likeness.
const OTHER_BEGINNING: f32 = 0.9;

/// Likeness of a word of four letters and the same without one of its vowels.
const VOWEL_LEFT_OUT: f32 = 0.65;

/// Whether one is a word of three letters and the other the same with a vowel between its consonants ("Tem", "Team").
fn lacks_a_vowel(one: &Token<'_>, other: &Token<'_>) -> bool {
    let (short, long) = if one.latin.len() < other.latin.len() { (one, other) } else { (other, one) };
    (short.latin.len(), long.latin.len()) == (3, 4)
        && short.bones == long.bones
        && short.bones.count() >= 2
        && !(short.known && long.known)
        && distance(short.latin, long.latin) == 1
}

/// Whether one is the other with a word written onto it that says little ("Orientshipping", "Orient").
fn glued(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.len() < 3 || long.len() < short.len() + 2 {
        return false;
    }
    let rest = long.strip_prefix(short).or_else(|| long.strip_suffix(short));
    rest.and_then(|rest| std::str::from_utf8(rest).ok()).is_some_and(words::is_generic)
}

/// How much a long vowel, the length or the first letter of the word without vowels contradicts the other.
fn vowels_against(one: &Token<'_>, other: &Token<'_>) -> f32 {
    let (bare, full) = if one.script.is_abjad() { (one, other) } else { (other, one) };
    let (inner, last) = bare.sound.split_last().map_or((bare.sound, None), |(last, inner)| (inner, Some(*last)));
    let long = |vowel: u8| inner.iter().skip(1).any(|&b| b == vowel);
    let heard = |vowels: &[u8]| full.sound.iter().any(|b| vowels.contains(b));
    // At the end ى, which is folded into ي, is heard as a: مصطفى is Mustafa.
    let end = last != Some(b'i') || full.sound.last().is_some_and(|b| b"aiey".contains(b));
    let other_vowel = !end
        || long(b'i') && !heard(b"iey")
        || (long(b'u') || last == Some(b'u')) && !heard(b"uov")
        || bare.sound.first() == Some(&b'q') && full.sound.first() == Some(&b'k');
    // A word without its vowels is no longer than with them: what has more letters is no acronym of its consonants.
    let longer = bare.sound.len() > full.sound.len();
    let elsewhere = one.bones == other.bones && !holds_where_long(bare.sound, full.sound);
    match (other_vowel, elsewhere, longer) {
        (true, ..) => 0.45,
        (_, true, _) => 0.3,
        (_, _, true) => 0.2,
        _ => 0.0,
    }
}

/// Whether a vowel of `full` stands wherever `bare` has a long *a* between two consonants: بشار is Bashar, not Bushra.
fn holds_where_long(bare: &[u8], full: &[u8]) -> bool {
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let mut rest = full.iter().copied().skip_while(|&b| vowel(b)).peekable();
    let mut letters = bare.iter().copied().skip_while(|&b| vowel(b)).peekable();
    while letters.next_if(|&b| !vowel(b)).is_some() {
        rest.next();
        let mut long = false;
        while let Some(letter) = letters.next_if(|&b| vowel(b)) {
            long |= letter == b'a';
        }
        let spoken = rest.peek().is_some_and(|&b| vowel(b));
        while rest.next_if(|&b| vowel(b)).is_some() {}
        if long && letters.peek().is_some() && !spoken {
            return false;
        }
    }
    true
}

/// One without vowels, the other with.
fn bare_and_full(one: &Token<'_>, other: &Token<'_>) -> f32 {
    let (m, n) = (one.bones.count(), other.bones.count());
    let fewest = m.min(n);
    // Three glides and breaths may be missing, no more.
    if m.abs_diff(n) > 3 {
        return 0.0;
    }
    let likeness = alike(one.bones, other.bones);
    match fewest {
        0 => 0.0,
        1 if likeness < 0.99 => 0.0,
        1 => 0.8,
        _ => 0.95 * likeness * likeness - vowels_against(one, other),
    }
}

/// Edits after which a word of `len` letters still has some likeness (see [`edited`]).
fn limit(len: usize) -> u32 {
    match len {
        0..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

/// Likeness after so many edits in so many letters. Short words bear fewer.
pub(super) fn edited(edits: u32, len: usize) -> f32 {
    let row: [f32; 4] = match len {
        0..=2 => [1.0, 0.3, 0.0, 0.0],
        3 => [1.0, 0.5, 0.0, 0.0],
        4 => [1.0, 0.68, 0.2, 0.0],
        5 => [1.0, 0.78, 0.4, 0.0],
        6 => [1.0, 0.83, 0.6, 0.0],
        7 => [1.0, 0.86, 0.67, 0.1],
        8 => [1.0, 0.88, 0.71, 0.3],
        9..=10 => [1.0, 0.9, 0.76, 0.45],
        _ => [1.0, 0.92, 0.8, 0.6],
    };
    row.get(edits as usize).copied().unwrap_or(0.0)
}

/// Likeness of two sounds that differ in their vowels alone.
fn same_bones(edits: u32, len: usize) -> f32 {
    match edits {
        1 if len <= 5 => 0.84,
        1 => 0.9,
        2 if len >= 7 => 0.78,
        2 if len >= 5 => 0.66,
        3 if len >= 7 => 0.64,
        _ => 0.0,
    }
}

/// A single letter of an organisation's name, and a word that it may be short for.
fn letter(short: &Token<'_>, word: &Token<'_>) -> f32 {
    let begins = short.letter().is_some_and(|letter| word.latin.first() == Some(&letter));
    let may = matches!(word.part, Part::Content | Part::Business | Part::Place | Part::Structure);
    if begins && may && word.latin.len() > 1 { 0.75 } else { 0.0 }
}

/// An initial and a name that begins with it, or another initial.
fn initial(one: &Token<'_>, other: &Token<'_>) -> f32 {
    let both = one.part == other.part;
    let names = |t: &Token<'_>| matches!(t.part, Part::Initial | Part::Content | Part::Patronymic);
    let starts = one.latin.first() == other.latin.first() || one.sound.first() == other.sound.first();
    match (names(one) && names(other), starts) {
        (true, true) if both => 1.0,
        (true, true) => 0.8,
        _ => 0.0,
    }
}

/// Petr and Petra, Camilo and Camila, Jamil and Jamilah are two people.
fn feminine(a: &[u8], b: &[u8]) -> bool {
    let ends = |word: &'_ [u8]| -> Option<(usize, u8)> {
        let word = word.strip_suffix(b"h").filter(|rest| rest.last() == Some(&b'a')).unwrap_or(word);
        Some((word.len(), *word.last()?))
    };
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let (Some((m, masculine)), Some((n, feminine))) = (ends(short), ends(long)) else { return false };
    let stem = |len: usize| short.get(..len).is_some_and(|stem| len >= 3 && long.starts_with(stem));
    match (m.abs_diff(n), masculine, feminine) {
        (0, b'o', b'a') | (0, b'a', b'o') => stem(m - 1),
        (1, last, b'a') if m < n => last != b'a' && stem(m),
        _ => false,
    }
}

/// A Slavic adjective of a name: Murom, Muromskiy.
fn adjective(a: &[u8], b: &[u8]) -> f32 {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let Some(end) = long.strip_prefix(short).filter(|_| short.len() >= 4) else { return 0.0 };
    let slavic: [&[u8]; 9] = [b"skiy", b"skii", b"sky", b"ski", b"skaya", b"skaia", b"skoe", b"skogo", b"skyi"];
    if slavic.contains(&end) { 0.8 } else { 0.0 }
}
