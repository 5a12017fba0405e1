//! One word of a prepared name.

use super::parts::LETTERS;
use crate::sound::Bones;
use crate::words::Part;

/// The script in which a word was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Script {
    /// Latin letters or digits.
    Latin = 0,
    /// Cyrillic.
    Cyrillic = 1,
    /// Greek.
    Greek = 2,
    /// Arabic, also for Persian and Urdu.
    Arabic = 3,
    /// Hebrew.
    Hebrew = 4,
    /// Chinese characters.
    Han = 5,
    /// Korean syllables.
    Hangul = 6,
    /// Any other, kana among them.
    Other = 7,
}

impl Script {
    pub(crate) fn of(c: char) -> Self {
        match c {
            '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{590}'..='\u{5FF}' => Self::Hebrew,
            '\u{600}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FEFC}' => Self::Arabic,
            '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
                Self::Han
            }
            '\u{AC00}'..='\u{D7A3}' => Self::Hangul,
            _ => Self::Other,
        }
    }

    pub(crate) fn from_byte(byte: u8) -> Self {
        match byte {
            1 => Self::Cyrillic,
            2 => Self::Greek,
            3 => Self::Arabic,
            4 => Self::Hebrew,
            5 => Self::Han,
            6 => Self::Hangul,
            7 => Self::Other,
            _ => Self::Latin,
        }
    }

    /// Scripts that leave out vowels.
    pub(crate) fn is_abjad(self) -> bool {
        matches!(self, Self::Arabic | Self::Hebrew)
    }
}

/// One word of a prepared name.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    pub(crate) latin: &'a [u8],
    pub(crate) sound: &'a [u8],
    pub(crate) bones: Bones,
    /// A number's value; a Chinese character in its simplified form; else a fingerprint of the word
    /// in its own script, 0 for Latin ones.
    pub(crate) id: u32,
    /// Which letters occur in `sound`, one bit each.
    pub(crate) letters: u32,
    /// Whether the list that is asked has the word itself: then it is hardly another one with a mistake.
    pub(crate) known: bool,
    pub(crate) concept: u16,
    pub(crate) weight: f32,
    pub(crate) part: Part,
    pub(crate) script: Script,
    /// Whether it stands behind "bin": the father's name.
    pub(crate) son: bool,
}

impl<'a> Token<'a> {
    pub(crate) const NONE: Token<'static> = Token {
        latin: b"",
        sound: b"",
        bones: Bones(0),
        id: 0,
        letters: 0,
        known: false,
        concept: 0,
        weight: 0.0,
        part: Part::Stop,
        script: Script::Latin,
        son: false,
    };

    /// The letter, where the word is one that tells things of a row apart ("Fund B") or shortens a word.
    pub(crate) fn letter(&self) -> Option<u8> {
        match self.latin {
            [letter] if self.part == Part::Number && letter.is_ascii_lowercase() => Some(*letter),
            _ => None,
        }
    }

    /// Whether it is such a letter and no Roman numeral.
    pub(crate) fn is_letter(&self) -> bool {
        self.part == Part::Number && self.id & LETTERS != 0
    }

    /// The word in lower-case Latin letters and digits, as [`sousveil_text::latin`] writes it, at most 40.
    pub fn latin(&self) -> &'a [u8] {
        self.latin
    }

    /// How the word sounds, roughly, in letters of our own: words that sound alike have the same.
    pub fn sound(&self) -> &'a [u8] {
        self.sound
    }

    /// The word's consonants in classes, packed: a key under which transliterations of a name meet.
    /// 0 for a word without consonants.
    pub fn bones(&self) -> u64 {
        self.bones.0
    }

    /// A number's value, a Chinese character (simplified), or a fingerprint of the word in its own
    /// script; 0 for words in Latin letters.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The number of a row of synonyms (generic words across languages, short forms of given names);
    /// 0 for none. Numbers hold within one version of this crate.
    pub fn concept(&self) -> u16 {
        self.concept
    }

    /// How much it says, 0 to 1, that two names share this word.
    pub fn weight(&self) -> f32 {
        self.weight
    }

    /// What the word does in the name.
    pub fn part(&self) -> Part {
        self.part
    }

    /// The script in which it was written.
    pub fn script(&self) -> Script {
        self.script
    }
}
