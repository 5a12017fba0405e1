//! Japanese kana to Latin letters, near Hepburn: the joined syllables that a table of single
//! characters gets wrong. Our own rules on top of `any_ascii`'s syllables.

use crate::letters::push_ascii;

/// True for hiragana and katakana.
pub(crate) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

/// Writes one kana behind what is already there; `next` is the character that follows.
pub(crate) fn push_kana(out: &mut String, c: char, next: Option<char>) {
    match c {
        'っ' | 'ッ' => double_next(out, next),
        'ゃ' | 'ャ' => glide(out, 'a'),
        'ゅ' | 'ュ' => glide(out, 'u'),
        'ょ' | 'ョ' => glide(out, 'o'),
        'ぁ' | 'ァ' => small_vowel(out, 'a'),
        'ぃ' | 'ィ' => small_vowel(out, 'i'),
        'ぅ' | 'ゥ' => small_vowel(out, 'u'),
        'ぇ' | 'ェ' => small_vowel(out, 'e'),
        'ぉ' | 'ォ' => small_vowel(out, 'o'),
        _ => push_ascii(out, c),
    }
}

/// サッカー is sakka, マッチ is matchi.
fn double_next(out: &mut String, next: Option<char>) {
    let mut syllable = String::new();
    if let Some(next) = next.filter(|&c| is_kana(c)) {
        push_ascii(&mut syllable, next);
    }
    match syllable.chars().next() {
        Some('c') => out.push('t'),
        Some(first) if !is_vowel(first) => out.push(first),
        _ => {}
    }
}

/// キャ is kya, シャ is sha, デュ is dyu.
fn glide(out: &mut String, vowel: char) {
    if out.ends_with(['i', 'e']) {
        out.pop();
        if !["sh", "ch", "j"].iter().any(|end| out.ends_with(end)) {
            out.push('y');
        }
    } else {
        out.push('y');
    }
    out.push(vowel);
}

/// ファ is fa, ティ is ti, ウィ is wi.
fn small_vowel(out: &mut String, vowel: char) {
    if out.ends_with(is_vowel) {
        let last = out.pop();
        if !out.ends_with(|c: char| c.is_ascii_alphabetic() && !is_vowel(c)) {
            match last {
                Some('u') => out.push('w'),
                Some(last) => out.push(last),
                None => {}
            }
        }
    }
    out.push(vowel);
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}
