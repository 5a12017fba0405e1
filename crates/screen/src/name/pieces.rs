//! A name's words, each in its own script and in Latin letters.

use sousveil_text::{fold, latin};

use super::token::Script;
use super::{LONGEST_WORD, MOST_CHARS};
use crate::kind::Kind;
use crate::sound::{sound, sound_of_abjad, spell_greek, spell_syllable};
use crate::words::{korean, unspaced_at_start};

/// A word before it is known what it does in the name.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) native: String,
    pub(super) latin: String,
    pub(super) script: Script,
}

impl Piece {
    fn new(native: &str, script: Script) -> Self {
        let mut spelled = match script {
            Script::Greek => latin(&spell_greek(native)),
            Script::Hangul => native.chars().map(|c| spell_syllable(c).unwrap_or_default()).collect(),
            _ => latin(native),
        };
        spelled.retain(|c| c != ' ');
        spelled.truncate(LONGEST_WORD);
        Self { native: native.to_owned(), latin: spelled, script }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.latin.is_empty()
    }

    pub(super) fn sound(&self) -> Vec<u8> {
        let mut sounds =
            if self.script.is_abjad() { sound_of_abjad(&self.native) } else { sound(self.latin.as_bytes()) };
        sounds.truncate(LONGEST_WORD + 1);
        sounds
    }

    /// "I9or Sech1n": in a personal name, digits among letters stand for the letters they look like.
    pub(super) fn read_digits_as_letters(&mut self) {
        let digits = self.latin.bytes().filter(u8::is_ascii_digit).count();
        if digits == 0 || digits * 2 > self.latin.len() {
            return;
        }
        let letter = |c| match c {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            '8' => 'b',
            '9' => 'g',
            c => c,
        };
        self.latin = self.latin.chars().map(letter).collect();
    }

    /// A piece written in Latin letters.
    pub(super) fn latin(word: &str) -> Self {
        Self::new(word, Script::Latin)
    }
}

/// The pieces of the first [`MOST_CHARS`] characters of `text`.
pub(super) fn pieces(text: &str, kind: Kind) -> Vec<Piece> {
    let spaced = space_out(text, kind);
    let mut out = Vec::new();
    for word in fold(&spaced).split(' ').filter(|word| !word.is_empty()) {
        split_word(word, kind, &mut out);
    }
    out.retain(|piece| !piece.is_empty());
    if matches!(kind, Kind::Person | Kind::Unknown) && out.iter().all(|piece| piece.script == Script::Cyrillic) {
        read_as_korean(&mut out);
    }
    out
}

/// Ким Чен Ын is Kim Jong Un: letter by letter it would be another name.
fn read_as_korean(pieces: &mut Vec<Piece>) {
    let words: Vec<&str> = pieces.iter().map(|piece| piece.native.as_str()).collect();
    if let Some(syllables) = korean(&words) {
        *pieces = syllables.into_iter().map(|latin| Piece { script: Script::Hangul, ..Piece::latin(latin) }).collect();
    }
}

/// Text before folding: "&" as a word, a personal name's dotted initials as words of their own,
/// a capital after a small letter ("SergeiLavrov") left to the comparison.
fn space_out(text: &str, kind: Kind) -> String {
    let mut out = String::with_capacity(text.len().min(MOST_CHARS) + 16);
    let person = kind == Kind::Person;
    let slavic = text.chars().take(MOST_CHARS).any(|c| "ćčšžĆČŠŽ".contains(c));
    for c in text.chars().take(MOST_CHARS) {
        match c {
            '&' | '＆' | '+' => out.push_str(" and "),
            // Azerbaijani names are passed on with a, South Slavic đ with dj; folding would make e and d of them.
            'ə' => out.push('a'),
            'Ə' => out.push('A'),
            'đ' if slavic => out.push_str("dj"),
            'Đ' if slavic => out.push_str("Dj"),
            '.' if person => out.push_str(". "),
            _ => out.push(c),
        }
    }
    out
}

/// Splits a word where its script changes to or from one without spaces.
fn split_word(word: &str, kind: Kind, out: &mut Vec<Piece>) {
    let mut run = String::new();
    let mut script = None;
    for c in word.chars() {
        let here = Script::of(c);
        let unspaced = |script| matches!(script, Script::Han | Script::Hangul);
        if let Some(before) = script
            && before != here
            && (unspaced(before) || unspaced(here))
        {
            push_run(&run, before, kind, out);
            run.clear();
            script = None;
        }
        // A word of mixed alphabets (a Latin letter among Cyrillic ones) has the script of its first letter.
        if script.is_none() || script == Some(Script::Latin) && here != Script::Latin {
            script = Some(here);
        }
        run.push(c);
    }
    if let Some(script) = script {
        push_run(&run, script, kind, out);
    }
}

/// Whether a text is one word of Hangul that, as a person's name, is read syllable by syllable: 김정은 is Kim Jong Un, while
/// 삼성 as a firm's name is one word.
pub fn is_by_syllables(text: &str) -> bool {
    let word = text.trim();
    word.chars().all(|c| Script::of(c) == Script::Hangul) && SYLLABLES.contains(&word.chars().count())
}

/// How many syllables a Korean person's name has.
const SYLLABLES: std::ops::RangeInclusive<usize> = 2..=4;

fn push_run(run: &str, script: Script, kind: Kind, out: &mut Vec<Piece>) {
    match script {
        Script::Han => push_unspaced(run, out),
        Script::Hangul if kind == Kind::Person && SYLLABLES.contains(&run.chars().count()) => {
            let mut buffer = [0; 4];
            out.extend(run.chars().map(|c| Piece::new(c.encode_utf8(&mut buffer), script)));
        }
        Script::Arabic => push_arabic(run, out),
        _ => out.push(Piece::new(run, script)),
    }
}

/// Generic words as a whole, every other Chinese character as a word.
fn push_unspaced(run: &str, out: &mut Vec<Piece>) {
    let mut rest = run;
    while let Some(c) = rest.chars().next() {
        // The whole of a short name is no generic word.
        let known = unspaced_at_start(rest).filter(|word| word.chars().count() > 1 && *word != run);
        let mut buffer = [0; 4];
        let word = known.unwrap_or_else(|| c.encode_utf8(&mut buffer));
        out.push(Piece::new(word, Script::Han));
        rest = rest.get(word.len()..).unwrap_or_default();
    }
}

/// The article is a word of its own: ال before at least three letters.
fn push_arabic(run: &str, out: &mut Vec<Piece>) {
    match run.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3) {
        Some(rest) => {
            out.push(Piece { latin: "al".to_owned(), ..Piece::new("ال", Script::Arabic) });
            out.push(Piece::new(rest, Script::Arabic));
        }
        None => out.push(Piece::new(run, Script::Arabic)),
    }
}
