//! Every identifier of a snapshot and what it is called, held in memory while one is compiled.

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

    /// How many there are before the first of which that does not hold; it holds for none behind that.
    fn partition_point(&self, holds: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.get(middle).is_some_and(&holds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
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
    at: Vec<At>,
    /// Every [`EVERY`]th identifier once they are sorted, so that a search begins in memory that lies together.
    beginnings: Texts,
}

const EVERY: usize = 32;

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

    /// To be searched from now on.
    fn ready(mut self) -> Result<Self, SnapshotError> {
        for at in (0..self.len()).step_by(EVERY) {
            self.beginnings.push(self.ids.get(at).unwrap_or_default())?;
        }
        Ok(self)
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The number of an identifier, once they are sorted.
    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        let not_behind = self.beginnings.partition_point(|beginning| beginning <= id);
        let start = not_behind.checked_sub(1)?.saturating_mul(EVERY);
        let end = start.saturating_add(EVERY).min(self.len());
        let at = (start..end).find(|&at| self.ids.get(at) == Some(id))?;
        u32::try_from(at).ok()
    }

    /// What an identifier is called, if it is called after no other.
    pub(crate) fn caption(&self, id: &str) -> Option<&str> {
        self.alone(self.number(id)? as usize)
    }

    fn alone(&self, at: usize) -> Option<&str> {
        self.captions.get(at).filter(|_| self.stands_alone.get(at) == Some(&true))
    }
}
