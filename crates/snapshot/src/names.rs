//! Every identifier of a snapshot and what it is called, held in memory while one is compiled.

use std::hash::{BuildHasher as _, RandomState};

use crate::bytes::size_u32;
use crate::error::SnapshotError;

/// Many short texts in one piece of memory.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Adds one at the end.
    ///
    /// # Errors
    /// They are more than four gigabytes.
    pub(crate) fn push(&mut self, text: &str) -> Result<(), SnapshotError> {
        self.text.push_str(text);
        self.ends.push(size_u32("the identifiers and captions in bytes", self.text.len())?);
        Ok(())
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)? as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        self.text.get(start..end)
    }
}

/// Where an entity was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    /// Which of the files, from 0.
    pub(crate) file: u32,
    /// Which of its lines, from 1.
    pub(crate) line: u64,
}

/// Identifiers in the order of their numbers, and captions.
#[derive(Debug, Default)]
pub(crate) struct Names {
    ids: Texts,
    /// Empty for those that are called after others.
    captions: Texts,
    stands_alone: Vec<bool>,
    /// Until they are sorted.
    at: Vec<At>,
    /// Once they are sorted: the numbers, each in the first free slot from that of its hash on, and how it is hashed.
    slots: Vec<u32>,
    hasher: RandomState,
}

/// No number; there are fewer entities.
const FREE: u32 = u32::MAX;

impl Names {
    /// Adds an entity; `caption` is what it is called where it is called after no other.
    pub(crate) fn push(&mut self, id: &str, caption: Option<&str>, at: At) -> Result<(), SnapshotError> {
        self.ids.push(id)?;
        self.captions.push(caption.unwrap_or_default())?;
        self.stands_alone.push(caption.is_some());
        self.at.push(at);
        Ok(())
    }

    /// Sorts by identifier, and gives the places of two entities that have the same one.
    ///
    /// # Errors
    /// There are more than the format can hold.
    pub(crate) fn sorted(self) -> Result<Result<Self, (String, At, At)>, SnapshotError> {
        let count = size_u32("the number of entities", self.len())?;
        let id = |at: u32| self.ids.get(at as usize).unwrap_or_default();
        let is_sorted = (1..count).all(|at| id(at - 1) < id(at));
        if is_sorted {
            return self.ready().map(Ok);
        }
        let mut order: Vec<u32> = (0..count).collect();
        // Equal ones stay in the order in which they came, which is that of the message.
        order.sort_by(|&a, &b| id(a).cmp(id(b)));
        let mut out = Self::default();
        for &from in &order {
            let from = from as usize;
            let (Some(id), Some(&at)) = (self.ids.get(from), self.at.get(from)) else { continue };
            if let Some(before) = out.len().checked_sub(1).filter(|&before| out.ids.get(before) == Some(id)) {
                let first = out.at.get(before).copied().unwrap_or(at);
                return Ok(Err((id.to_owned(), first, at)));
            }
            out.push(id, self.alone(from), at)?;
        }
        out.ready().map(Ok)
    }

    /// Sorts by identifier; of several that have the same one the first stays.
    ///
    /// # Errors
    /// There are more than the format can hold.
    pub(crate) fn once_each(self) -> Result<Self, SnapshotError> {
        let count = size_u32("the number of entities", self.len())?;
        let id = |at: u32| self.ids.get(at as usize).unwrap_or_default();
        if (1..count).all(|at| id(at - 1) < id(at)) {
            return self.ready();
        }
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_by(|&a, &b| id(a).cmp(id(b)));
        order.dedup_by(|&mut a, &mut b| id(a) == id(b));
        let mut out = Self::default();
        for from in order {
            let from = from as usize;
            let (Some(id), Some(&at)) = (self.ids.get(from), self.at.get(from)) else { continue };
            out.push(id, self.alone(from), at)?;
        }
        out.ready()
    }

    /// To be searched from now on: an entity refers to a dozen others.
    fn ready(mut self) -> Result<Self, SnapshotError> {
        self.at = Vec::new();
        self.slots = vec![FREE; self.len().saturating_mul(2).next_power_of_two()];
        for number in 0..size_u32("the number of entities", self.len())? {
            let id = self.ids.get(number as usize).unwrap_or_default();
            if let Some(free) = self.places(id).find(|&at| self.slots.get(at) == Some(&FREE))
                && let Some(slot) = self.slots.get_mut(free)
            {
                *slot = number;
            }
        }
        Ok(self)
    }

    /// Where an identifier may lie, the likeliest first.
    fn places(&self, id: &str) -> impl Iterator<Item = usize> + use<> {
        let (hash, mask) = (self.hasher.hash_one(id), self.slots.len().wrapping_sub(1));
        let first = usize::try_from(hash & u64::from(u32::MAX)).unwrap_or_default();
        (0..=mask).map(move |step| first.wrapping_add(step) & mask)
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The number of an identifier, once they are sorted.
    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        let slots = self.places(id).map_while(|at| self.slots.get(at).copied());
        slots.take_while(|&number| number != FREE).find(|&number| self.ids.get(number as usize) == Some(id))
    }

    /// What an identifier is called, if it is called after no other.
    pub(crate) fn caption(&self, id: &str) -> Option<&str> {
        self.alone(self.number(id)? as usize)
    }

    fn alone(&self, at: usize) -> Option<&str> {
        self.captions.get(at).filter(|_| self.stands_alone.get(at) == Some(&true))
    }
}
