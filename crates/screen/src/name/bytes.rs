//! The bytes of a prepared name, which a snapshot keeps and a comparison reads in place.
//!
//! ```text
//! 4 bytes  version, kind and weak (3 and 1 bits), family of the legal form, number of words n
//! n × 24   offset u16, length in Latin u8, length of the sound u8, weight u8 (of 255),
//!          part, script and "behind bin" u8 (4, 3 and 1 bits), concept u16, id u32, letters and "known" (31 and 1 bits),
//!          bones u64
//! rest     for each word its Latin letters and its sound
//! ```
//!
//! Numbers are little-endian and need no alignment.

use std::fmt;

use super::form::Family;
use super::prepare::{self, Draft};
use super::token::{Script, Token};
use super::{LONGEST_WORD, MOST_TOKENS};
use crate::kind::Kind;
use crate::rarity::{BuiltIn, Rarity};
use crate::sound::Bones;
use crate::words::Part;

const VERSION: u8 = 2;
/// Set in the byte of the kind where a name is weak.
const WEAK: u8 = 0x80;
/// Set in the last byte of the letters where the list that is asked has the word.
const KNOWN: u8 = 0x80;
const HEAD: usize = 4;
const RECORD: usize = 24;

/// A name prepared once, to be compared often.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name(Box<[u8]>);

/// A prepared name where its bytes lie.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NameRef<'a> {
    pub(crate) bytes: &'a [u8],
}

/// Bytes that are no prepared name of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{len} bytes are no prepared name of version {VERSION}")]
pub struct NotAName {
    /// How many bytes there were.
    pub len: usize,
}

impl Name {
    /// Prepares a name, with the built-in rarity of words.
    pub fn new(text: &str, kind: Kind) -> Self {
        Self::with_rarity(text, kind, &BuiltIn)
    }

    /// Prepares a name, with the caller's rarity of words. Never fails: of an empty or unreadable
    /// name no word is left, and it is like no other.
    pub fn with_rarity(text: &str, kind: Kind, rarity: &dyn Rarity) -> Self {
        let (family, drafts) = prepare::prepare(text, kind, rarity);
        Self(write(kind, family, &drafts))
    }

    /// The same name, marked as one that many may bear, or not.
    #[must_use]
    pub fn weak(mut self, weak: bool) -> Self {
        if let Some(kind) = self.0.get_mut(1) {
            *kind = *kind & !WEAK | if weak { WEAK } else { 0 };
        }
        self
    }

    /// The same name with those words marked that are known to the list that is asked.
    pub(crate) fn knowing(mut self, known: impl Fn(&Token<'_>) -> bool) -> Self {
        let marks: Vec<bool> = self.view().tokens().map(|token| known(&token)).collect();
        let records = self.0.get_mut(HEAD..).unwrap_or_default().chunks_exact_mut(RECORD);
        for (record, known) in records.zip(marks) {
            if let Some(byte) = record.get_mut(15) {
                *byte = *byte & !KNOWN | if known { KNOWN } else { 0 };
            }
        }
        self
    }

    /// The view that is compared.
    pub fn view(&self) -> NameRef<'_> {
        NameRef { bytes: &self.0 }
    }

    /// The bytes, to be kept and read again by [`NameRef::from_bytes`].
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Multiplies the weight of each word of a prepared name by what is said of it.
pub(crate) fn reweigh(bytes: &mut [u8], factor: impl Fn(&Token<'_>) -> f32) {
    let Ok(name) = NameRef::from_bytes(bytes) else { return };
    let weights: Vec<u8> = name.tokens().map(|token| weight(token.weight * factor(&token))).collect();
    let records = bytes.get_mut(HEAD..).unwrap_or_default().chunks_exact_mut(RECORD);
    for (record, weight) in records.zip(weights) {
        if let Some(byte) = record.get_mut(4) {
            *byte = weight;
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255 before")]
fn weight(weight: f32) -> u8 {
    (weight.clamp(0.0, 1.0) * 255.0).round() as u8
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.view().fmt(f)
    }
}

impl<'a> NameRef<'a> {
    /// Reads what [`Name::as_bytes`] gave.
    ///
    /// # Errors
    /// [`NotAName`] where version or length are wrong; no bytes make a later comparison panic.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, NotAName> {
        let wrong = NotAName { len: bytes.len() };
        let [version, _, _, count, rest @ ..] = bytes else { return Err(wrong) };
        let count = usize::from(*count);
        let fits = *version == VERSION && count <= MOST_TOKENS && rest.len() >= count * RECORD;
        if fits { Ok(Self { bytes }) } else { Err(wrong) }
    }

    /// What bears the name.
    pub fn kind(self) -> Kind {
        Kind::from_byte(self.bytes.get(1).copied().unwrap_or(0) & !WEAK)
    }

    /// Whether it is marked as one that many may bear: a nickname, an abbreviation. Comparing does not look at it.
    pub fn is_weak(self) -> bool {
        self.bytes.get(1).is_some_and(|kind| kind & WEAK != 0)
    }

    pub(crate) fn family(self) -> Family {
        Family::from_byte(self.bytes.get(2).copied().unwrap_or(0))
    }

    /// How many words there are.
    pub fn len(self) -> usize {
        usize::from(self.bytes.get(3).copied().unwrap_or(0))
    }

    /// Whether no word is left of the name.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The words in their order.
    pub fn tokens(self) -> impl Iterator<Item = Token<'a>> {
        let (records, texts) = self.bytes.get(HEAD..).unwrap_or_default().split_at(self.len() * RECORD);
        records.as_chunks::<RECORD>().0.iter().map(move |record| read(record, texts))
    }
}

impl fmt::Debug for NameRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.tokens().map(|t| {
                format!(
                    "{}/{} {:?} {:.2}",
                    String::from_utf8_lossy(t.latin),
                    String::from_utf8_lossy(t.sound),
                    t.part,
                    t.weight
                )
            }))
            .finish()
    }
}

fn read<'a>(r: &[u8; RECORD], texts: &'a [u8]) -> Token<'a> {
    let start = usize::from(u16::from_le_bytes([r[0], r[1]]));
    let middle = start + usize::from(r[2]);
    let end = middle + usize::from(r[3]);
    Token {
        latin: texts.get(start..middle).unwrap_or_default(),
        sound: texts.get(middle..end).unwrap_or_default(),
        weight: f32::from(r[4]) / 255.0,
        part: Part::from_byte(r[5] & 15),
        script: Script::from_byte(r[5] >> 4 & 7),
        son: r[5] & 128 != 0,
        concept: u16::from_le_bytes([r[6], r[7]]),
        id: u32::from_le_bytes([r[8], r[9], r[10], r[11]]),
        letters: u32::from_le_bytes([r[12], r[13], r[14], r[15] & !KNOWN]),
        known: r[15] & KNOWN != 0,
        bones: Bones(u64::from_le_bytes([r[16], r[17], r[18], r[19], r[20], r[21], r[22], r[23]])),
    }
}

fn write(kind: Kind, family: Family, drafts: &[Draft]) -> Box<[u8]> {
    let drafts = drafts.get(..MOST_TOKENS).unwrap_or(drafts);
    let mut out = vec![VERSION, kind as u8, family as u8, u8::try_from(drafts.len()).unwrap_or(0)];
    let mut offset = 0_u16;
    for draft in drafts {
        let latin = u8::try_from(draft.latin().len()).unwrap_or(0);
        let sound = u8::try_from(draft.sound().len()).unwrap_or(0);
        out.extend(offset.to_le_bytes());
        out.extend([
            latin,
            sound,
            weight(draft.weight),
            draft.part as u8 | (draft.script as u8) << 4 | u8::from(draft.son) << 7,
        ]);
        out.extend(draft.concept.to_le_bytes());
        out.extend(draft.id.to_le_bytes());
        out.extend(letters(draft.sound()).to_le_bytes());
        out.extend(Bones::of(draft.sound()).0.to_le_bytes());
        offset += u16::from(latin) + u16::from(sound);
    }
    for draft in drafts {
        out.extend_from_slice(draft.latin());
        out.extend_from_slice(draft.sound());
    }
    out.into()
}

/// One bit for each letter, one for all digits.
fn letters(sound: &[u8]) -> u32 {
    sound.iter().fold(0, |bits, &b| bits | if b.is_ascii_lowercase() { 1 << (b - b'a') } else { 1 << 26 })
}

/// Both lengths fit a byte, all offsets a `u16`.
const _: () = assert!(LONGEST_WORD + 1 < 256 && MOST_TOKENS * 2 * (LONGEST_WORD + 1) < 65_536);
