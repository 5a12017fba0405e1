//! The stage that [`crate::fold`] and [`crate::latin`] share: letters and digits in their own
//! script, lower case, without accents and punctuation.

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::{
    ComposingNormalizer, ComposingNormalizerBorrowed, DecomposingNormalizer, DecomposingNormalizerBorrowed,
};

use crate::signs::{
    is_accent, is_apostrophe, is_combining, is_cyrillic_letter, is_gershayim, is_hebrew_letter, is_invisible,
    is_latin_beyond_ascii, is_part_of_word,
};

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizer::new_nfc();
const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizer::new_nfkd();
const CASE: CaseMapperBorrowed<'static> = CaseMapper::new();

/// Words of `s`, one space between them. й ї ў ќ ѓ and ё ӣ ӯ are still whole.
pub(crate) fn letters(s: &str) -> String {
    if s.is_ascii() {
        return ascii_letters(s);
    }
    whole_letters(s).unwrap_or_else(|| any_letters(s))
}

/// The same for any text.
fn any_letters(s: &str) -> String {
    // Apostrophes and ™ go first: decomposed they would leave a space, or the letters "TM".
    let open: String = s
        .chars()
        .filter_map(|c| match c {
            '™' | '℠' => Some(' '),
            _ if is_invisible(c) || is_apostrophe(c) => None,
            _ => Some(c),
        })
        .collect();
    let bare = drop_accents(&NFKD.normalize(&open));
    let chars: Vec<char> = CASE.fold_string(&bare).chars().collect();
    NFC.normalize(&keep_words(&chars)).into_owned()
}

/// The same for ASCII, in which most names are written.
fn ascii_letters(s: &str) -> String {
    let seen = |b: &u8| !matches!(b, b'\'' | b'`') && (!b.is_ascii_control() || matches!(b, 9..=13));
    let bytes: Vec<u8> = s.bytes().filter(seen).map(|b| b.to_ascii_lowercase()).collect();
    let at = |i: Option<usize>| i.and_then(|i| bytes.get(i)).copied();
    let letter = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphabetic());
    let ends = |b: Option<u8>| b.is_none_or(|b| !b.is_ascii_alphanumeric());
    let mut out = String::with_capacity(bytes.len());
    for (i, &byte) in bytes.iter().enumerate() {
        // The dots of initials, as `is_silent` has them.
        let silent = || {
            let (before, after) = (i.checked_sub(1), Some(i + 1));
            letter(at(before)) && ends(at(i.checked_sub(2))) && letter(at(after)) && ends(at(Some(i + 2)))
        };
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else if !(out.is_empty() || out.ends_with(' ') || byte == b'.' && silent()) {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// The same where every letter stands for itself, for its lower case or for its base: most names in other scripts, which
/// the long way takes twenty times as long for.
fn whole_letters(s: &str) -> Option<String> {
    let mut out = String::with_capacity(s.len());
    let mut chars = s.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // One that may be of an initial is none of ours.
            '.' if chars.peek().is_some_and(|&c| c != ' ') => return None,
            ' ' | '.' | ',' | ':' | ';' | '!' | '?' | '(' | ')' | '/' | '-' | '–' | '—' | '«' | '»' => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(whole_letter(c)?),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    Some(out)
}

/// What a letter is, wherever it stands, without its accents and in lower case.
fn whole_letter(c: char) -> Option<char> {
    let behind = |steps: u32| char::from_u32(u32::from(c) + steps);
    match c {
        '0'..='9' | 'a'..='z' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        'А'..='Я' => behind(0x20),
        'Ё'..='Ќ' | 'Ў' | 'Џ' => behind(0x50),
        'а'..='я' | 'ё'..='ќ' | 'ў' | 'џ' => Some(c),
        'Ґ'..='ҿ' | 'Ә' | 'ә' | 'Ө' | 'ө' => {
            if u32::from(c) % 2 == 0 {
                behind(1)
            } else {
                Some(c)
            }
        }
        'Α'..='Ρ' | 'Σ'..='Ω' => behind(0x20),
        'ς' => Some('σ'),
        'α'..='ω' => Some(c),
        'ά' => Some('α'),
        'έ' => Some('ε'),
        'ή' => Some('η'),
        'ί' => Some('ι'),
        'ό' => Some('ο'),
        'ύ' => Some('υ'),
        'ώ' => Some('ω'),
        'Ա'..='Ֆ' => behind(0x30),
        'ա'..='ֆ' | 'ა'..='ჺ' => Some(c),
        '\u{5D0}'..='\u{5EA}' => Some(c),
        // Alef and yeh with hamza or madda, and waw with hamza.
        '\u{622}' | '\u{623}' | '\u{625}' => Some('\u{627}'),
        '\u{624}' => Some('\u{648}'),
        '\u{626}' => Some('\u{64A}'),
        '\u{621}' | '\u{627}'..='\u{63A}' | '\u{641}'..='\u{64A}' => Some(one_of_variants(c)),
        '\u{67E}' | '\u{686}' | '\u{698}' | '\u{6A9}' | '\u{6AF}' | '\u{6CC}' => Some(one_of_variants(c)),
        '一'..='鿿' | '가'..='힣' => Some(c),
        _ => None,
    }
}

fn drop_accents(decomposed: &str) -> String {
    let mut out = String::with_capacity(decomposed.len());
    let mut base = None;
    for c in decomposed.chars() {
        if !is_accent(c) {
            out.push(c);
            if !is_combining(c) {
                base = Some(c);
            }
        } else if base.is_some_and(|base| is_cyrillic_letter(base, c)) {
            out.push(c);
            base = None;
        }
    }
    out
}

fn keep_words(chars: &[char]) -> String {
    let mut out = String::with_capacity(chars.len());
    for (i, &c) in chars.iter().enumerate() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if is_silent(chars, i) {
            continue;
        } else if is_latin_beyond_ascii(c) {
            push_ascii(&mut out, c);
        } else if c.is_numeric() && is_digits(any_ascii::any_ascii_char(c)) {
            out.push_str(any_ascii::any_ascii_char(c));
        } else if is_part_of_word(c) {
            out.push(one_of_variants(c));
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Pushes the ASCII letters and digits that stand for `c`, in lower case.
pub(crate) fn push_ascii(out: &mut String, c: char) {
    out.extend(
        any_ascii::any_ascii_char(c).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()),
    );
}

fn is_digits(s: &str) -> bool {
    !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit())
}

/// Signs that join what stands on both sides of them: apostrophes, gershayim inside a Hebrew
/// acronym, the dots of initials ("S.p.A.", "ش.م.م").
fn is_silent(chars: &[char], i: usize) -> bool {
    let at = |i: usize| chars.get(i).copied();
    let before = i.checked_sub(1).and_then(at);
    let after = at(i + 1);
    match at(i) {
        Some('.') => {
            let initial = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            let ends = |c: Option<char>| c.is_none_or(|c| !is_part_of_word(c));
            initial(before) && ends(i.checked_sub(2).and_then(at)) && initial(after) && ends(at(i + 2))
        }
        Some(c) if is_gershayim(c) => before.is_some_and(is_hebrew_letter) && after.is_some_and(is_hebrew_letter),
        Some(c) => is_apostrophe(c) || is_invisible(c),
        None => true,
    }
}

/// One letter for the ways of writing it on Arabic, Persian and Urdu keyboards: alef, yeh, kaf, heh
/// and teh marbuta. (Hamza above and below is a mark, gone before.)
fn one_of_variants(c: char) -> char {
    match c {
        '\u{671}' => '\u{627}',
        '\u{649}' | '\u{6CC}' | '\u{6CD}' | '\u{6D0}' | '\u{6D2}' => '\u{64A}',
        '\u{6A9}' | '\u{6AA}' => '\u{643}',
        '\u{629}' | '\u{6BE}' | '\u{6C1}' | '\u{6C3}' | '\u{6D5}' => '\u{647}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every letter that has a short way, alone and after every one that may change it.
    #[test]
    fn a_whole_letter_is_what_the_long_way_makes_of_it() {
        let mut seen = 0;
        for c in ('\u{80}'..='\u{FFFF}').filter(|&c| whole_letter(c).is_some()) {
            for s in [c.to_string(), format!("{c}{c}"), format!("иіегук{c}"), format!("а {c}.")] {
                assert_eq!(whole_letters(&s).unwrap(), any_letters(&s), "{s}, U+{:04X}", u32::from(c));
            }
            seen += 1;
        }
        assert!(seen > 32_000);
    }

    proptest! {
        #[test]
        fn the_short_way_for_whole_letters_is_the_long_one(
            s in "([ .,:;!?()/–—«»-]{0,2}[A-Za-z0-9А-яЁёЂ-џҐ-ҿӘәӨөΑ-ΡΣ-ώԱ-Ֆა-ჺא-תء-يپچژکگی一-龥가-힣]{0,4}){0,6}"
        ) {
            if let Some(short) = whole_letters(&s) {
                prop_assert_eq!(short, any_letters(&s));
            }
        }

        #[test]
        fn the_short_way_for_ascii_is_the_long_one(s in "[ -~\\t\\n\\x00\\x0b\\x1f\\x7f]{0,24}|([A-Z]\\.){1,4}[ a-z.'`\"]{0,6}") {
            let open: Vec<char> =
                s.chars().filter(|&c| !is_invisible(c) && !is_apostrophe(c)).map(|c| c.to_ascii_lowercase()).collect();
            prop_assert_eq!(ascii_letters(&s), keep_words(&open));
        }
    }
}
