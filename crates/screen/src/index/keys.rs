//! The keys under which words are found: 64-bit hashes, each sort in a space of its own.

use crate::hash::fnv64;
use crate::name::{Script, Token};
use crate::words::Part;

/// FNV-1a, mixed once more so that its low bits spread (Stafford's variant 13).
fn hash(space: u8, parts: &[&[u8]]) -> u64 {
    let mut hash = fnv64([space].into_iter().chain(parts.iter().flat_map(|part| part.iter().copied())));
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// A word by its sound.
pub(super) fn of_sound(sound: &[u8]) -> u64 {
    hash(1, &[sound])
}

/// A Chinese character, whatever its sound.
pub(super) fn of_character(id: u32) -> u64 {
    hash(2, &[&id.to_le_bytes()])
}

/// A row of synonyms.
pub(super) fn of_concept(concept: u16) -> u64 {
    hash(3, &[&concept.to_le_bytes()])
}

/// A number's value.
pub(super) fn of_number(id: u32) -> u64 {
    hash(4, &[&id.to_le_bytes()])
}

/// Consonants of a word.
pub(super) fn of_bones(bones: u64) -> u64 {
    hash(5, &[&bones.to_le_bytes()])
}

/// Two words, in any order, each by its own key.
pub(super) fn of_pair(one: u64, other: u64) -> u64 {
    let (low, high) = (one.min(other), one.max(other));
    hash(6, &[&low.to_le_bytes(), &high.to_le_bytes()])
}

/// An identifier as it is written, without spaces and signs.
pub(super) fn of_identifier(normal: &str) -> u64 {
    hash(7, &[normal.as_bytes()])
}

/// The first letters of the words of a name.
pub(super) fn of_initials(initials: &[u8]) -> u64 {
    hash(8, &[initials])
}

/// Shorter words without a letter are like too many others.
pub(super) const SHORTEST_WITH_MISTAKE: usize = 4;

/// The keys of a sound without one of its letters, each once.
pub(super) fn deletions(sound: &[u8]) -> impl Iterator<Item = u64> + '_ {
    let enough = if sound.len() >= SHORTEST_WITH_MISTAKE { sound.len() } else { 0 };
    // Of two equal neighbours it is the same to leave out either.
    let kept = (0..enough).filter(|&at| at == 0 || sound.get(at) != sound.get(at - 1));
    kept.map(|at| hash(1, &[sound.get(..at).unwrap_or_default(), sound.get(at + 1..).unwrap_or_default()]))
}

/// The keys under which a word of a name is kept: its sound (or its number), and beside it the character, the synonyms.
pub(super) fn of_token(token: &Token<'_>) -> impl Iterator<Item = u64> {
    let number = token.part() == Part::Number;
    let own = match number {
        true => Some(of_number(token.id())),
        false => Some(of_sound(token.sound())).filter(|_| !token.sound().is_empty()),
    };
    let character = (token.script() == Script::Han && !number).then(|| of_character(token.id()));
    let concept = Some(token.concept()).filter(|&c| c != 0 && !number).map(of_concept);
    own.into_iter().chain(character).chain(concept)
}

/// Whether names are looked for by a word like this one at all.
pub(super) fn leads(part: Part) -> bool {
    !matches!(part, Part::Title | Part::Particle | Part::Stop | Part::Initial)
}
