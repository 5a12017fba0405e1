//! Every script in ASCII letters, so that one name's spellings meet.

use crate::cyrillic::{is_cyrillic, push_cyrillic};
use crate::kana::{is_kana, push_kana};
use crate::letters::{letters, push_ascii};
use crate::signs::is_han;

/// `s` in ASCII lower-case letters, digits and single spaces only; empty when it has no letters.
///
/// Cyrillic goes by our own tables, read word by word (a word with ї is Ukrainian, one with ў is
/// Uzbek, and so on), so that the spelling usual in that country's Latin texts comes out. Each
/// Chinese character is a word of its own, Korean syllables and Japanese kana stay joined. The rest
/// is `any_ascii`'s table, with a few digraphs mended (Greek ου, Armenian ու and և).
/// Arabic and Hebrew give no vowels: compare [`crate::fold`] too.
///
/// A word gives the same wherever it stands, so words of a question meet words of a text.
///
/// ```
/// use sousveil_text::latin;
/// assert_eq!(latin("Oʻzbekiston"), latin("Ўзбекистон"));
/// assert_eq!(latin("Қазақстан, Казахстан"), "qazaqstan kazakhstan");
/// assert_eq!(latin("监控软件"), "jian kong ruan jian");
/// ```
pub fn latin(s: &str) -> String {
    romanise(letters(s))
}

/// Makes the last step from [`letters`] to Latin.
pub(crate) fn romanise(letters: String) -> String {
    if letters.is_ascii() {
        return letters;
    }
    let mut out = String::with_capacity(letters.len());
    for word in letters.split(' ') {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        push_word(&mut out, word);
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

fn push_word(out: &mut String, word: &str) {
    let chars: Vec<char> = word.chars().collect();
    let mut rest = chars.as_slice();
    while let Some((&c, tail)) = rest.split_first() {
        if is_cyrillic(c) {
            let len = rest.iter().take_while(|&&c| is_cyrillic(c)).count();
            let (run, tail) = rest.split_at(len);
            push_cyrillic(out, run);
            rest = tail;
            continue;
        }
        let next = tail.first().copied();
        rest = tail;
        if is_han(c) {
            push_han(out, c);
        } else if is_kana(c) {
            push_kana(out, c, next);
        } else if let Some((ascii, len)) = mended(c, next) {
            out.push_str(ascii);
            rest = tail.get(len - 1..).unwrap_or_default();
        } else {
            push_ascii(out, c);
        }
    }
}

/// One word a syllable: the table writes a character's syllables with capitals ("QianWa").
fn push_han(out: &mut String, c: char) {
    for letter in any_ascii::any_ascii_char(c).chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_lowercase());
        }
    }
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Where a table of single characters reads badly: the Latin letters and how many characters they
/// stand for. Alef is written so that a word of it alone isn't lost.
fn mended(c: char, next: Option<char>) -> Option<(&'static str, usize)> {
    match (c, next) {
        ('ο', Some('υ')) => Some(("ou", 2)),
        ('ո', Some('ւ')) => Some(("u", 2)),
        ('ե', Some('ւ')) => Some(("ev", 2)),
        ('ا' | 'א', _) => Some(("a", 1)),
        _ => None,
    }
}
