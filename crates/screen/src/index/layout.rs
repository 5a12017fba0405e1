//! Where things lie in the bytes of an index.
//!
//! ```text
//! 8 bytes   version u32, 0 u32
//! 8 × 13    names, words, then the length of each part: u64
//! parts     entities of names (u32 each) · ends of prepared names (u32 each, from the first) · prepared names ·
//!           ends of postings (u32 each) · postings (u32 each) · keys of words (u64 each) · tables: sounds, deletions, bones, direct, identifiers
//! ```
//!
//! Numbers are little-endian.

use std::ops::Range;

use super::table::Table;
use crate::name::NameRef;

pub(super) const VERSION: u32 = 2;
/// Parts of an index.
pub(super) const PARTS: usize = 11;
const HEAD: usize = 8 + 8 * (2 + PARTS);

/// Bytes that are no index of this version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found {found}, expected {expected}")]
pub struct NoIndex {
    /// What there was.
    pub found: String,
    /// What should have been there.
    pub expected: String,
}

/// An index of names over bytes, which may be a file that is mapped into memory.
#[derive(Debug)]
pub struct NamesIndex<B> {
    bytes: B,
    names: u32,
    words: u32,
    parts: [Range<usize>; PARTS],
}

/// An open index.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) names: u32,
    pub(super) words: u32,
    entities: &'a [u8],
    name_ends: &'a [u8],
    prepared: &'a [u8],
    posting_ends: &'a [u8],
    postings: &'a [u8],
    keys: &'a [u8],
    /// Words by their own key.
    pub(super) sounds: Table<'a>,
    /// Words by their sound without a letter.
    pub(super) deletions: Table<'a>,
    /// Words by their consonants.
    pub(super) bones: Table<'a>,
    /// Names by two words of which one is common, or by the first letters of all.
    pub(super) direct: Table<'a>,
    /// Entities by an identifier.
    pub(super) identifiers: Table<'a>,
}

impl<B: AsRef<[u8]>> NamesIndex<B> {
    /// Checks sizes; what lies behind them is checked when it is read.
    ///
    /// # Errors
    /// [`NoIndex`] where version or sizes are wrong.
    pub fn open(bytes: B) -> Result<Self, NoIndex> {
        let all = bytes.as_ref();
        let wrong = |found: String, expected: &str| NoIndex { found, expected: expected.to_owned() };
        let version = u32_at(all, 0).ok_or_else(|| wrong(format!("{} bytes", all.len()), "an index of names"))?;
        if version != VERSION {
            return Err(wrong(format!("version {version}"), &format!("version {VERSION}")));
        }
        let number = |at: usize| u64_at(all, 8 + 8 * at).and_then(|n| usize::try_from(n).ok());
        let sizes: Option<Vec<usize>> = (0..2 + PARTS).map(number).collect();
        let sizes = sizes.ok_or_else(|| wrong(format!("{} bytes", all.len()), "an index of names"))?;
        let (counts, lengths) = sizes.split_at(2);
        let mut at = HEAD;
        let mut parts: [Range<usize>; PARTS] = std::array::from_fn(|_| 0..0);
        for (part, &length) in parts.iter_mut().zip(lengths) {
            let end = at.checked_add(length).filter(|&end| end <= all.len());
            let end = end.ok_or_else(|| wrong(format!("a part that ends behind byte {}", all.len()), "one within"))?;
            *part = at..end;
            at = end;
        }
        let count = |at: usize| counts.get(at).and_then(|&n| u32::try_from(n).ok()).unwrap_or(u32::MAX);
        let index = Self { names: count(0), words: count(1), parts, bytes };
        match index.view() {
            Some(_) if at == index.bytes.as_ref().len() => Ok(index),
            _ => Err(wrong("parts of other sizes".to_owned(), "sizes that fit the numbers of names and words")),
        }
    }

    /// How many names there are.
    pub fn len(&self) -> u32 {
        self.names
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names == 0
    }

    /// The first name that is none, or whose entity is not below `entities`; the first posting that leads to no name.
    pub fn fault(&self, entities: u32) -> Option<String> {
        let Some(view) = self.view() else { return Some("found parts of other sizes".to_owned()) };
        for name in 0..self.names {
            if view.name(name).is_none() || view.entity(name).is_none_or(|entity| entity >= entities) {
                return Some(format!("name {name}: found no prepared name of an entity below {entities}"));
            }
        }
        let lost = |word: &u32| view.posting(*word).any(|name| name >= self.names);
        (0..self.words).find(lost).map(|word| format!("word {word}: found a name that is not below {}", self.names))
    }

    pub(super) fn view(&self) -> Option<View<'_>> {
        let part = |at: usize| self.bytes.as_ref().get(self.parts.get(at)?.clone());
        let view = View {
            names: self.names,
            words: self.words,
            entities: part(0)?,
            name_ends: part(1)?,
            prepared: part(2)?,
            posting_ends: part(3)?,
            postings: part(4)?,
            keys: part(5)?,
            sounds: Table::read(part(6)?)?,
            deletions: Table::read(part(7)?)?,
            bones: Table::read(part(8)?)?,
            direct: Table::read(part(9)?)?,
            identifiers: Table::read(part(10)?)?,
        };
        let sized = |bytes: &[u8], count: u32| (count as usize).checked_mul(4) == Some(bytes.len());
        let fits = sized(view.entities, self.names)
            && sized(view.name_ends, self.names)
            && sized(view.posting_ends, self.words)
            && (self.words as usize).checked_mul(8) == Some(view.keys.len())
            && view.postings.len().is_multiple_of(4);
        fits.then_some(view)
    }
}

impl<'a> View<'a> {
    /// The entity that bears a name.
    pub(super) fn entity(self, name: u32) -> Option<u32> {
        u32_at(self.entities, name as usize * 4)
    }

    /// A prepared name.
    pub(super) fn name(self, name: u32) -> Option<NameRef<'a>> {
        NameRef::from_bytes(self.prepared.get(range(self.name_ends, name)?)?).ok()
    }

    /// A word's own key.
    pub(super) fn key(self, word: u32) -> Option<u64> {
        u64_at(self.keys, word as usize * 8)
    }

    /// How many names have a word.
    pub(super) fn frequency(self, word: u32) -> usize {
        range(self.posting_ends, word).map_or(0, |range| range.len())
    }

    /// The names that have a word, in order.
    pub(super) fn posting(self, word: u32) -> impl Iterator<Item = u32> + 'a {
        let range = range(self.posting_ends, word).unwrap_or(0..0);
        let own = self.postings.get(range.start.saturating_mul(4)..range.end.saturating_mul(4)).unwrap_or_default();
        own.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }
}

/// The range of an item in a list of ends.
fn range(ends: &[u8], at: u32) -> Option<Range<usize>> {
    let end = u32_at(ends, at as usize * 4)? as usize;
    let start = match (at as usize).checked_sub(1) {
        Some(before) => u32_at(ends, before * 4)? as usize,
        None => 0,
    };
    (start <= end).then_some(start..end)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|eight| u64::from_le_bytes(*eight))
}
