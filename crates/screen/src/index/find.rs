//! Asks an index for a name.

use super::gather::gather;
use super::keys;
use super::layout::{NamesIndex, View};
use crate::compare::{Match, Tuning, compare_asked};
use crate::kind::Kind;
use crate::name::{Name, NameRef};
use crate::rarity::{BuiltIn, Rarity, of_count};
use crate::sound::sound;

/// Bounds on the work for one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Postings that are looked at for rare words, and as many again for pairs of common ones.
    pub postings: usize,
    /// Names that are compared in full.
    pub candidates: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { postings: 6_000, candidates: 64 }
    }
}

/// A name that is looked for.
#[derive(Clone, Debug)]
pub struct Question<'q> {
    /// The name.
    pub name: &'q Name,
    /// How alike a name must be, 0 to 1.
    pub cutoff: f32,
    /// Bounds on the work.
    pub limits: Limits,
    /// How names are compared.
    pub tuning: &'q Tuning,
}

/// An entity that bears a like name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The entity.
    pub entity: u32,
    /// The number of its name that is most like the one asked for.
    pub name: u32,
    /// How alike they are.
    pub likeness: Match,
}

/// A word is known to a list where one of so many names has it …
const ONE_IN: u32 = 100_000;
/// … and these at least: mistakes stand in lists, too.
const LEAST_KNOWN: u32 = 2;

/// How rare words are by an index and by themselves.
struct Counted<'a>(Option<View<'a>>);

impl Rarity for Counted<'_> {
    fn rarity(&self, word: &str) -> f32 {
        let counted = self.0.map_or(1.0, |view| {
            let known = view.sounds.get(keys::of_sound(&sound(word.as_bytes()))).next();
            known.map_or(1.0, |word| of_count(view.names, view.frequency(word)))
        });
        BuiltIn.rarity(word) * counted
    }
}

impl<B: AsRef<[u8]>> NamesIndex<B> {
    /// Prepares a name that is asked for: its words weigh what they weigh in this list, and those that stand in the list
    /// themselves are hardly others with a mistake.
    pub fn asked(&self, text: &str, kind: Kind) -> Name {
        let view = self.view();
        let name = Name::with_rarity(text, kind, &Counted(view));
        let Some(view) = view else { return name };
        let enough = (view.names / ONE_IN).max(LEAST_KNOWN) as usize;
        name.knowing(|token| {
            let word = keys::of_token(token).next().and_then(|key| view.sounds.get(key).next());
            word.is_some_and(|word| view.frequency(word) >= enough)
        })
    }

    /// The entities that bear a name like the one asked for, each once, the most alike first. `wanted`, where given,
    /// says whether an entity is looked for at all.
    pub fn find(&self, question: &Question<'_>, wanted: Option<&dyn Fn(u32) -> bool>) -> Vec<Found> {
        let Some(view) = self.view() else { return Vec::new() };
        let asked = question.name.view();
        let mut found: Vec<Found> = Vec::new();
        for (_, name) in gather(view, asked, &question.limits, wanted) {
            let (Some(entity), Some(other)) = (view.entity(name), view.name(name)) else { continue };
            let likeness = compare_asked(asked, other, question.tuning);
            if likeness.score < question.cutoff {
                continue;
            }
            match found.iter_mut().find(|found| found.entity == entity) {
                Some(known) if known.likeness.score >= likeness.score => {}
                Some(known) => *known = Found { entity, name, likeness },
                None => found.push(Found { entity, name, likeness }),
            }
        }
        found.sort_by(|a, b| b.likeness.score.total_cmp(&a.likeness.score).then(a.entity.cmp(&b.entity)));
        found
    }

    /// All names of the entity that bears the name of that number, in the order in which they were added, if they were
    /// added one after the other.
    pub fn names_beside(&self, name: u32) -> impl Iterator<Item = NameRef<'_>> {
        let view = self.view();
        let entity = view.and_then(|view| view.entity(name));
        let bears = move |name: &u32| entity.is_some() && view.and_then(|view| view.entity(*name)) == entity;
        let first = (0..name).rev().take_while(bears).last().unwrap_or(name);
        (first..u32::MAX).take_while(bears).filter_map(move |name| view?.name(name))
    }

    /// The entities that have an identifier, in its normal form; whoever asks compares it.
    pub fn with_identifier(&self, normal: &str) -> Vec<u32> {
        self.view().map(|view| view.identifiers.get(keys::of_identifier(normal)).collect()).unwrap_or_default()
    }
}
