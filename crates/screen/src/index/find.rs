//! Asks an index for a name.

use super::gather::gather;
use super::keys;
use super::layout::NamesIndex;
use crate::compare::{Match, Tuning, compare_with};
use crate::name::{Name, NameRef};

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

impl<B: AsRef<[u8]>> NamesIndex<B> {
    /// The entities that bear a name like the one asked for, each once, the most alike first. `wanted`, where given,
    /// says whether an entity is looked for at all.
    pub fn find(&self, question: &Question<'_>, wanted: Option<&dyn Fn(u32) -> bool>) -> Vec<Found> {
        let Some(view) = self.view() else { return Vec::new() };
        let asked = question.name.view();
        let mut found: Vec<Found> = Vec::new();
        for (_, name) in gather(view, asked, &question.limits, wanted) {
            let (Some(entity), Some(other)) = (view.entity(name), view.name(name)) else { continue };
            let likeness = compare_with(asked, other, question.tuning);
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
