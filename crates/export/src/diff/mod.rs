//! What changed between two datasets, in words and as data, and for whom it matters.
//!
//! [`Diff::between`] walks along two snapshots once, entity by entity, and keeps for each that differs its two numbers
//! and what is counted; [`Diff::text`] and [`Diff::json`] read those entities again while they write. So the memory
//! needed does not grow with the datasets, but for eight bytes a difference, the counts and the lines of history.

pub mod count;
pub mod dates;
pub mod entity;
mod gone;
mod json;
mod names;
mod phrase;
mod renamed;
pub mod side;
mod tell;
mod text;
pub mod walk;
pub mod whom;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use sousveil_model::Entity;
use sousveil_snapshot::{COUNTRY, Snapshot};

use crate::Result;
use count::{Counted, count_changed, count_whole, parties};
use entity::{ClaimChange, compare};
use gone::Gone;
use side::Sides;
use walk::{Step, walk};
use whom::{What, Whom};

/// What is told how many entities are compared, of how many.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64);

/// What came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The data are the same, and so is their version.
    Same,
    /// The data are the same, under another version.
    VersionOnly,
    /// The data differ.
    Different,
}

/// How many entities of one schema came, went, changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Only the new side has them.
    pub came: u64,
    /// Only the old side has them.
    pub gone: u64,
    /// Both have them, and they differ.
    pub changed: u64,
    /// Both have them, word for word, under two identifiers.
    pub renamed: u64,
}

/// A comparison that was made.
#[derive(Debug)]
pub struct Diff<'s> {
    old: &'s Snapshot,
    new: &'s Snapshot,
    only: BTreeSet<Whom>,
    /// The numbers of what differs, sorted by identifier.
    found: Vec<Step<u32>>,
    /// The numbers of what only has another identifier: the old one, the new one.
    renamed: Vec<(u32, u32)>,
    /// By schema.
    sums: BTreeMap<String, Sums>,
    /// Sources that the curators had not opened, and have now.
    opened: u64,
    counted: Counted,
    sides: Sides,
}

impl<'s> Diff<'s> {
    /// Compares two snapshots. Where `only` names something, what is tied to none of it on either side is passed
    /// over, and so is all that is no entity.
    ///
    /// # Errors
    /// Where a snapshot is damaged.
    pub fn between(old: &'s Snapshot, new: &'s Snapshot, only: BTreeSet<Whom>, progress: Progress<'_>) -> Result<Self> {
        let sides = if only.is_empty() { Sides::between(old, new) } else { Sides::default() };
        let mut diff = Self {
            old,
            new,
            only,
            found: Vec::new(),
            renamed: Vec::new(),
            sums: BTreeMap::new(),
            opened: 0,
            counted: Counted::new(),
            sides,
        };
        // One hash is one dataset: nothing need be read.
        if old.manifest().data_hash != new.manifest().data_hash {
            diff.walk(progress)?;
        }
        Ok(diff)
    }

    fn walk(&mut self, progress: Progress<'_>) -> Result<()> {
        let total = u64::from(self.old.len()) + u64::from(self.new.len());
        let mut done = 0;
        for step in walk(numbered(self.old), numbered(self.new)) {
            let step = step?;
            done += if matches!(step, Step::Both(..)) { 2 } else { 1 };
            if done % 1024 < 2 {
                progress(done, total);
            }
            self.step(&step);
        }
        self.renamed = renamed::take(self.old, self.new, &mut self.found)?;
        for (_, new) in &self.renamed {
            let schema = self.new.head(*new).map_or("", |head| head.schema);
            self.sums.entry(schema.to_owned()).or_default().renamed += 1;
        }
        self.count_whole()
    }

    fn step(&mut self, step: &Step<Numbered>) {
        if !self.wanted(step) {
            return;
        }
        self.found.push(match step {
            Step::Came(new) => Step::Came(new.number),
            Step::Gone(old) => Step::Gone(old.number),
            Step::Both(old, new) => {
                if old.entity == new.entity {
                    return;
                }
                let difference = compare(&old.entity, &new.entity);
                self.opened += u64::from(newly_opened(&new.entity, &difference.claims));
                count_changed(&old.entity, &new.entity, &difference, &mut self.counted);
                self.sums.entry(new.entity.schema.clone().into()).or_default().changed += 1;
                Step::Both(old.number, new.number)
            }
        });
    }

    /// Counts what came and what is gone, once it is known what only has another identifier.
    fn count_whole(&mut self) -> Result<()> {
        for at in 0..self.found.len() {
            let (entity, what) = match self.found.get(at) {
                Some(Step::Came(new)) => {
                    let entity = self.new.entity_at(*new)?;
                    self.sums.entry(entity.schema.clone().into()).or_default().came += 1;
                    let what = What::New(entity.confidence());
                    (entity, what)
                }
                Some(Step::Gone(old)) => {
                    let entity = self.old.entity_at(*old)?;
                    self.sums.entry(entity.schema.clone().into()).or_default().gone += 1;
                    let merged = matches!(Gone::of(&entity, self.new), Gone::Merged { .. });
                    (entity, if merged { What::Merged } else { What::Gone })
                }
                _ => continue,
            };
            count_whole(&entity, what, &mut self.counted);
        }
        Ok(())
    }

    fn wanted(&self, step: &Step<Numbered>) -> bool {
        let tied = |entity: &Entity| parties(entity).iter().any(|(whom, _)| self.only.contains(whom));
        self.only.is_empty()
            || match step {
                Step::Came(one) | Step::Gone(one) => tied(&one.entity),
                Step::Both(old, new) => tied(&old.entity) || tied(&new.entity),
            }
    }

    /// What came out.
    pub fn outcome(&self) -> Outcome {
        if !self.found.is_empty() || !self.renamed.is_empty() || !self.sides.is_empty() {
            Outcome::Different
        } else if self.old.manifest().dataset.version == self.new.manifest().dataset.version {
            Outcome::Same
        } else {
            Outcome::VersionOnly
        }
    }

    /// How many entities came, went, changed, by schema.
    pub fn sums(&self) -> &BTreeMap<String, Sums> {
        &self.sums
    }

    /// For whom it matters. Where only some are asked for, only they are here.
    pub fn counted(&self) -> impl Iterator<Item = (&Whom, &BTreeMap<(whom::Role, whom::Noun, What), u64>)> {
        self.counted.iter().filter(|(whom, _)| self.only.is_empty() || self.only.contains(whom))
    }

    /// What differs outside the entities.
    pub fn sides(&self) -> &Sides {
        &self.sides
    }

    /// The identifiers, old and new, of what both sides tell word for word under two identifiers.
    pub fn renamed(&self) -> impl Iterator<Item = (&'s str, &'s str)> {
        let id = |side: &'s Snapshot, number: u32| side.head(number).map_or("", |head| head.id);
        self.renamed.iter().map(move |(old, new)| (id(self.old, *old), id(self.new, *new)))
    }

    /// All that differs, in the order of the identifiers; read anew, one at a time.
    pub fn entities(&self) -> impl Iterator<Item = Result<Step<Entity>>> {
        (0..self.found.len()).filter_map(|at| self.entity(at).transpose())
    }

    fn entity(&self, at: usize) -> Result<Option<Step<Entity>>> {
        let Some(found) = self.found.get(at) else { return Ok(None) };
        Ok(Some(match found {
            Step::Came(new) => Step::Came(self.new.entity_at(*new)?),
            Step::Gone(old) => Step::Gone(self.old.entity_at(*old)?),
            Step::Both(old, new) => Step::Both(self.old.entity_at(*old)?, self.new.entity_at(*new)?),
        }))
    }
}

/// A source that the curators had not opened, and have now.
fn newly_opened(new: &Entity, claims: &[ClaimChange]) -> bool {
    let opened = |change: &ClaimChange| {
        change.property() == "opened" && !matches!(change, ClaimChange::Went(_) | ClaimChange::Evidence { .. })
    };
    new.schema == "Source" && new.first("opened") == Some("yes") && claims.iter().any(opened)
}

struct Numbered {
    number: u32,
    entity: Entity,
}

impl Borrow<Entity> for Numbered {
    fn borrow(&self) -> &Entity {
        &self.entity
    }
}

/// All entities but the countries, which are the program's own.
fn numbered(snapshot: &Snapshot) -> impl Iterator<Item = Result<Numbered>> {
    let is_country = |number: &u32| snapshot.head(*number).is_some_and(|head| head.schema == COUNTRY);
    (0..snapshot.len())
        .filter(move |number| !is_country(number))
        .map(|number| Ok(Numbered { number, entity: snapshot.entity_at(number)? }))
}
