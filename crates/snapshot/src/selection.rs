//! The entities that filters leave, narrowed once and then counted and listed in several ways.

use crate::answer::any_of;
use crate::counts;
use crate::error::SnapshotError;
use crate::lists::{Lists, Set};
use crate::order::Order;
use crate::query::{Facet, Part, Sort};

/// Some entities of a snapshot; see [`crate::Snapshot::select`].
#[derive(Clone)]
pub struct Selection<'a> {
    lists: &'a Lists,
    set: Set,
}

impl<'a> Selection<'a> {
    pub(crate) fn all(lists: &'a Lists) -> Self {
        Self { lists, set: Set::All }
    }

    /// Those that have one of the values.
    ///
    /// # Errors
    /// The table of lists is damaged.
    pub fn with(&self, facet: Facet, values: &[&str]) -> Result<Self, SnapshotError> {
        self.narrowed(facet, values, true)
    }

    /// Those that have none of the values.
    ///
    /// # Errors
    /// The table of lists is damaged.
    pub fn without(&self, facet: Facet, values: &[&str]) -> Result<Self, SnapshotError> {
        self.narrowed(facet, values, false)
    }

    fn narrowed(&self, facet: Facet, values: &[&str], inside: bool) -> Result<Self, SnapshotError> {
        let Self { lists, mut set } = self.clone();
        set.keep(lists.count(), &any_of(lists, facet, values)?, inside);
        Ok(Self { lists, set: set.tidied() })
    }

    /// Whether an entity is among them.
    pub fn has(&self, number: u32) -> bool {
        self.set.has(number)
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.set.len(self.lists.count())
    }

    /// The numbers of the first ones.
    ///
    /// # Errors
    /// The table of lists is damaged.
    pub fn first(&self, sort: Sort, limit: usize) -> Result<Vec<u32>, SnapshotError> {
        Order::listed(self.lists, self.set.clone(), None, sort).part(self.lists, 0, limit)
    }

    /// Counts them apart for each value of the facet `by`, with the values of other facets that they have. An entity
    /// is counted once, under the first of its values; one without a value is not.
    ///
    /// # Errors
    /// The table of lists is damaged.
    pub fn parts(&self, by: Facet, count: &[Facet]) -> Result<Vec<Part>, SnapshotError> {
        counts::parts(self.lists, by, count, &self.set)
    }
}
