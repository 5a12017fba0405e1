//! Words of a text with their places, for the full-text index and its highlights.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use crate::fold::fold;
use crate::signs::{is_apostrophe, is_gershayim, is_hebrew_letter};

const LONGEST: usize = 64;

/// Articles and prepositions that French, Italian and Catalan write onto the next word. Our list.
const ELIDED: [&str; 24] = [
    "c", "d", "j", "l", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "un", "all", "dall", "dell",
    "nell", "sull", "coll", "quell", "nessun", "sant", "quest", "bell",
];

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word in its search form ([`crate::fold`]), without spaces, at most 64 characters.
    pub text: String,
    /// First byte of the word in the original string.
    pub start: usize,
    /// The byte after the word in the original string.
    pub end: usize,
}

/// The words of `s` in their search form, with byte offsets into `s` itself.
///
/// Breaks are Unicode's, with dictionaries and models for Chinese, Japanese, Thai, Khmer, Lao and
/// Burmese, which write no spaces. Punctuation is dropped, numbers are kept, and what folding turns
/// into several words (an address, "3,5") becomes several tokens. An apostrophe joins (oʻzbek), but
/// an elided article is its own word, so that *armement* finds *l'armement*.
/// A longer word is cut to 64 characters; its offsets still span the whole.
///
/// ```
/// let found = sousveil_text::words("Сделка: «Oʻzbekiston»");
/// assert_eq!(found[1].text, "ozbekiston");
/// assert_eq!(&"Сделка: «Oʻzbekiston»"[found[1].start..found[1].end], "Oʻzbekiston");
/// ```
pub fn words(s: &str) -> Vec<Token> {
    let mut out = Vec::new();
    // A space parts words in every script, and most of what stands between two of them is a word as it is: to look for
    // breaks there takes a hundred times as long. What is not, is looked at together.
    let (mut from, mut start) = (0, 0);
    for piece in s.split(' ') {
        let end = start + piece.len();
        if let Some((at, word)) = plain(piece) {
            push_broken(&mut out, s, from..start);
            if word.is_ascii() {
                let text = word.get(..LONGEST).unwrap_or(word).to_ascii_lowercase();
                out.push(Token { text, start: start + at, end: start + at + word.len() });
            } else {
                push_token(&mut out, &fold(word), start + at, start + at + word.len());
            }
            from = end;
        }
        start = end + 1;
    }
    push_broken(&mut out, s, from..s.len());
    out
}

/// The one word of a piece without spaces and its place, where it is of letters and digits that never break, and around
/// it stands nothing but signs that belong to no word.
fn plain(piece: &str) -> Option<(usize, &str)> {
    let is_sign = |c: char| c.is_ascii_punctuation() && !matches!(c, '\'' | '`' | '_');
    let behind = piece.trim_start_matches(is_sign);
    let word = behind.trim_end_matches(is_sign);
    let is_plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || is_unbroken(c));
    is_plain.then(|| (piece.len() - behind.len(), word))
}

/// Letters of alphabets between which no word ends: Greek, Cyrillic, Armenian, Hebrew, Arabic and Georgian.
fn is_unbroken(c: char) -> bool {
    matches!(c, 'Α'..='Ρ' | 'Σ'..='Ω' | 'ά'..='ώ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | 'Ա'..='Ֆ' | 'ա'..='ֆ' | 'ა'..='ჺ'
        | '\u{5D0}'..='\u{5EA}' | '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}')
}

/// The words of a part of a text, wherever they break.
fn push_broken(out: &mut Vec<Token>, s: &str, part: Range<usize>) {
    let Some(text) = s.get(part.clone()).filter(|text| !text.is_empty()) else { return };
    let masked = mask(text);
    let mut start = 0;
    for end in SEGMENTER.segment_str(&masked) {
        if let Some(piece) = text.get(start..end) {
            push_piece(out, piece, part.start + start);
        }
        start = end;
    }
}

/// Data lie in the binary; but to find the models among them takes longer than a word.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_auto(WordBreakInvariantOptions::default()));

/// The text for the segmenter: same length in bytes, but with those apostrophes that it would break
/// at (backtick, acute, primes) written as ones that join.
fn mask(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut before = None;
    let mut chars = s.chars().peekable();
    while let Some(c) = chars.next() {
        let in_hebrew = before.is_some_and(is_hebrew_letter) && chars.peek().copied().is_some_and(is_hebrew_letter);
        out.push(match c {
            _ if in_hebrew && is_gershayim(c) && c.len_utf8() == 3 => '\u{2019}',
            _ if !is_apostrophe(c) => c,
            _ => match c.len_utf8() {
                1 => '\'',
                2 => '\u{2BC}',
                _ => '\u{2019}',
            },
        });
        before = Some(c);
    }
    out
}

fn push_piece(out: &mut Vec<Token>, piece: &str, start: usize) {
    if let Some((head, tail)) = elision(piece) {
        push_piece(out, head, start);
        push_piece(out, tail, start + piece.len() - tail.len());
        return;
    }
    let text = fold(piece);
    if !text.contains(' ') {
        push_token(out, &text, start, start + piece.len());
        return;
    }
    let mut part_start = 0;
    for (i, c) in piece.char_indices().chain([(piece.len(), ' ')]) {
        if i == piece.len() || is_separator(c) {
            let part = piece.get(part_start..i).unwrap_or_default();
            // One character can fold to several words (½, ﷺ): they share its place.
            for word in fold(part).split(' ') {
                push_token(out, word, start + part_start, start + i);
            }
            part_start = i + c.len_utf8();
        }
    }
}

fn push_token(out: &mut Vec<Token>, text: &str, start: usize, end: usize) {
    if !text.is_empty() {
        let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        out.push(Token { text: text.get(..cut).unwrap_or(text).to_owned(), start, end });
    }
}

fn is_separator(c: char) -> bool {
    if c.is_alphanumeric() || is_apostrophe(c) {
        return false;
    }
    // Two letters on each side, since a dot between single ones counts as initials.
    fold(&format!("aa{c}aa")).contains(' ')
}

/// Splits "l'armement" after the apostrophe. Only before a vowel or h: elision needs one, and
/// apostrophes that are letters (L'viv, g'alaba) mostly stand elsewhere.
fn elision(piece: &str) -> Option<(&str, &str)> {
    let (head, tail) = piece.split_once(is_apostrophe)?;
    let known = ELIDED.iter().any(|elided| head.eq_ignore_ascii_case(elided));
    let first = fold(tail).chars().next()?;
    (known && matches!(first, 'a' | 'e' | 'i' | 'o' | 'u' | 'h' | 'y')).then_some((head, tail))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        /// What is looked at word by word is what it is when the breaks of the whole are looked for.
        #[test]
        fn plain_words_are_those_of_the_whole(
            s in prop_oneof![
                "[ -~]{0,24}",
                "([a-zA-Z0-9.,;:!?()\"'&/+$%#@_-]{0,6}[ \u{a0}а监ש״é]){0,8}",
                "([.,:'\"(-]?[a-z0-9Α-ΡΣ-Ωά-ώѐ-ҁҊ-ԯԱ-Ֆა-ჺא-תء-غف-ي]{0,5}[ .,:'\")-]?){0,6}",
            ]
        ) {
            let mut whole = Vec::new();
            push_broken(&mut whole, &s, 0..s.len());
            prop_assert_eq!(words(&s), whole);
        }
    }
}
