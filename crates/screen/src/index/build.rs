//! Makes the bytes of an index.

use std::collections::HashMap;
use std::convert::Infallible;

use super::keys::{self, deletions, leads, of_bones, of_initials, of_pair, of_token};
use super::layout::VERSION;
use super::table;
use crate::name::{NameRef, Token, reweigh};
use crate::rarity::of_count;
use crate::words::Part;

/// A word that more names have is common: names are also found by it together with another one.
pub(super) const COMMON: usize = 256;
/// Words of a name that are put together in pairs.
const MOST_PAIRED: usize = 6;
/// Words that have their first letters put together: fewer are found by their words, more are nobody's short name.
const INITIALS: std::ops::RangeInclusive<usize> = 3..=8;

/// More than an index can hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}: more than 4,294,967,295, which is the most that an index of names holds")]
pub struct TooMany {
    /// Of what.
    pub what: &'static str,
}

/// Collects names; entities come in any order.
#[derive(Debug, Default)]
pub struct Builder {
    entities: Vec<u8>,
    ends: Vec<u8>,
    prepared: Vec<u8>,
    /// Bytes of prepared names that were released.
    released: usize,
    names: u32,
    /// The number of each word by its key.
    words: HashMap<u64, u32>,
    /// How many names have each word.
    counts: Vec<u32>,
    /// Word and name, in the order of names.
    pairs: Vec<(u32, u32)>,
    deletions: Vec<(u64, u32)>,
    bones: Vec<(u64, u32)>,
    identifiers: Vec<(u64, u32)>,
}

impl Builder {
    /// Adds a name of an entity.
    ///
    /// # Errors
    /// [`TooMany`] names, or bytes of them.
    pub fn name(&mut self, entity: u32, name: NameRef<'_>) -> Result<(), TooMany> {
        let number = self.names;
        self.names = number.checked_add(1).ok_or(TooMany { what: "names" })?;
        self.entities.extend(entity.to_le_bytes());
        self.prepared.extend_from_slice(name.bytes);
        let end = u32::try_from(self.released.saturating_add(self.prepared.len()))
            .map_err(|_| TooMany { what: "bytes of prepared names" })?;
        self.ends.extend(end.to_le_bytes());
        let mut own: Vec<u32> = Vec::new();
        for token in name.tokens().filter(|token| leads(token.part())) {
            for key in of_token(&token) {
                own.push(self.word(key, &token)?);
            }
        }
        own.sort_unstable();
        own.dedup();
        for word in own {
            self.pairs.push((word, number));
            if let Some(count) = self.counts.get_mut(word as usize) {
                *count += 1;
            }
        }
        Ok(())
    }

    /// Adds an identifier of an entity, in its normal form.
    pub fn identifier(&mut self, entity: u32, normal: &str) {
        self.identifiers.push((keys::of_identifier(normal), entity));
    }

    fn word(&mut self, key: u64, token: &Token<'_>) -> Result<u32, TooMany> {
        if let Some(&known) = self.words.get(&key) {
            return Ok(known);
        }
        let number = u32::try_from(self.counts.len()).map_err(|_| TooMany { what: "different words" })?;
        self.words.insert(key, number);
        self.counts.push(0);
        // Only the word itself has mistakes and other spellings, not its synonyms.
        if token.part() != Part::Number && key == keys::of_sound(token.sound()) {
            self.deletions.extend(deletions(token.sound()).map(|key| (key, number)));
            if token.bones() != 0 {
                self.bones.push((of_bones(token.bones()), number));
            }
        }
        Ok(number)
    }

    /// How many bytes of prepared names are held.
    pub fn held(&self) -> usize {
        self.prepared.len()
    }

    /// Gives away the prepared names that are held. [`Builder::finish_with`] wants them back, all and in order.
    pub fn release(&mut self) -> Vec<u8> {
        self.released = self.released.saturating_add(self.prepared.len());
        std::mem::take(&mut self.prepared)
    }

    /// The bytes of the index of names of which none were released; the same names in the same order give the same.
    pub fn finish(mut self) -> Vec<u8> {
        let mut prepared = self.release();
        let mut start = 0;
        let each = |len: usize, weigh: &mut dyn FnMut(&mut [u8])| -> Result<(), Infallible> {
            weigh(prepared.get_mut(start..start + len).unwrap_or_default());
            start += len;
            Ok(())
        };
        let Ok(Around { before, after }) = self.finish_with(each);
        before.into_iter().chain([prepared]).chain(after).collect::<Vec<_>>().concat()
    }

    /// The bytes of the index around its prepared names, which all were released. `each` is told the length of every
    /// one in turn; it brings its bytes, lets them be weighed, and keeps them: they stand one after the other between
    /// the two parts.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn finish_with<E>(
        self,
        mut each: impl FnMut(usize, &mut dyn FnMut(&mut [u8])) -> Result<(), E>,
    ) -> Result<Around, E> {
        let Self { entities, ends, names, words, counts, mut pairs, deletions, bones, identifiers, released, .. } =
            self;
        pairs.sort_unstable();
        let postings: Vec<u8> = pairs.iter().flat_map(|(_, name)| name.to_le_bytes()).collect();
        drop(pairs);
        let deletions = table::write(deletions);
        let bones = table::write(bones);
        let identifiers = table::write(identifiers);
        let count = |key: u64| words.get(&key).and_then(|&w| counts.get(w as usize)).map_or(0, |&n| n as usize);
        let rarity = |token: &Token<'_>| match token.part() {
            Part::Content => of_token(token).next().map_or(1.0, |key| of_count(names, count(key))),
            _ => 1.0,
        };
        let mut found_directly = Vec::new();
        let mut start = 0;
        for (number, end) in (0u32..).zip(ends.as_chunks::<4>().0) {
            let end = u32::from_le_bytes(*end);
            each((end - start) as usize, &mut |prepared| {
                reweigh(prepared, rarity);
                if let Ok(name) = NameRef::from_bytes(prepared) {
                    direct(name, number, count, &mut found_directly);
                }
            })?;
            start = end;
        }
        let direct = table::write(found_directly);
        let mut end = 0u32;
        let posting_ends = counts.iter().flat_map(|count| {
            end = end.saturating_add(*count);
            end.to_le_bytes()
        });
        let posting_ends: Vec<u8> = posting_ends.collect();
        let mut sounds: Vec<(u64, u32)> = words.into_iter().collect();
        sounds.sort_unstable_by_key(|(_, word)| *word);
        let keys = sounds.iter().flat_map(|(key, _)| key.to_le_bytes()).collect();
        let sounds = table::write(sounds);
        let after = vec![posting_ends, postings, keys, sounds, deletions, bones, direct, identifiers];
        let mut head = Vec::new();
        head.extend(VERSION.to_le_bytes());
        head.extend(0u32.to_le_bytes());
        let sizes = [names as usize, counts.len(), entities.len(), ends.len(), released];
        let sizes = sizes.into_iter().chain(after.iter().map(Vec::len));
        sizes.for_each(|size| head.extend((size as u64).to_le_bytes()));
        Ok(Around { before: vec![head, entities, ends], after })
    }
}

/// An index without its prepared names: pieces that stand before and behind them.
#[derive(Debug)]
pub struct Around {
    /// Before them.
    pub before: Vec<Vec<u8>>,
    /// Behind them.
    pub after: Vec<Vec<u8>>,
}

/// What leads to a name directly: two of its words of which one is common, and the first letters of all.
fn direct(name: NameRef<'_>, number: u32, count: impl Fn(u64) -> usize, out: &mut Vec<(u64, u32)>) {
    let own = name.tokens().filter(|token| leads(token.part())).filter_map(|token| of_token(&token).next());
    let mut own: Vec<(usize, u64)> = own.map(|key| (count(key), key)).collect();
    own.sort_unstable();
    own.dedup();
    own.truncate(MOST_PAIRED);
    for (at, &(_, one)) in own.iter().enumerate() {
        // Rarest first, so the other one is the common one of the two.
        let others = own.iter().skip(at + 1).filter(|(count, _)| *count > COMMON);
        out.extend(others.map(|&(_, other)| (of_pair(one, other), number)));
    }
    out.extend(initials(name).map(|initials| (of_initials(&initials), number)));
}

/// The first letters of a name's words, if they may be its short name.
pub(super) fn initials(name: NameRef<'_>) -> Option<Vec<u8>> {
    let counts = |token: &Token<'_>| !matches!(token.part(), Part::Stop | Part::Particle | Part::Title);
    let letters: Vec<u8> = name.tokens().filter(counts).filter_map(|t| t.latin().first().copied()).collect();
    INITIALS.contains(&letters.len()).then_some(letters)
}
