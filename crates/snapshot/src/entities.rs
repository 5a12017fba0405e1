//! The entities of a compilation in the order of their identifiers, countries among them, in pieces for the threads.

use std::borrow::Cow;
use std::iter::Peekable;

use sousveil_model::{Entity, Vocabulary};

use crate::countries;
use crate::error::SnapshotError;
use crate::merge;
use crate::record;
use crate::spool::{Merged, Record, Spool};

/// A piece is closed at this many entities …
const MOST: usize = 256;
/// … or this weight.
const HEAVIEST: u64 = 2 * 1024 * 1024;

/// Where the entities are. The order of the pieces and their borders are the same for the same entities.
pub(crate) enum Entities<'a> {
    /// Sorted, without countries.
    Memory(Vec<&'a Entity>),
    /// On disk.
    Disk(Spool),
}

/// An entity that may still have to be decoded.
pub(crate) enum Item<'a> {
    Entity(&'a Entity),
    Record(Record),
}

impl Entities<'_> {
    /// All of them, and the countries where the vocabulary has them.
    pub(crate) fn pieces(
        &self,
        vocabulary: Vocabulary,
    ) -> Result<impl Iterator<Item = Result<Vec<Item<'_>>, SnapshotError>>, SnapshotError> {
        let own = match self {
            Self::Memory(entities) => Own::Memory(entities.iter()),
            Self::Disk(spool) if vocabulary.is_ours() => Own::Disk(Box::new(spool.read()?)),
            Self::Disk(spool) => Own::Merging(Box::new(merge::merging(spool.read()?))),
        };
        Ok(Pieces { own: own.peekable(), countries: countries::of(vocabulary).iter().peekable() })
    }
}

impl<'a> Item<'a> {
    fn id(&self) -> &str {
        match self {
            Self::Entity(entity) => entity.id.as_str(),
            Self::Record(record) => &record.id,
        }
    }

    fn weight(&self) -> u32 {
        match self {
            Self::Entity(entity) => weight(entity),
            Self::Record(record) => record.weight,
        }
    }

    /// Decodes it, if need be. The record is given back where there is one.
    pub(crate) fn entity(self) -> Result<(Cow<'a, Entity>, Option<Vec<u8>>), SnapshotError> {
        match self {
            Self::Entity(entity) => Ok((Cow::Borrowed(entity), None)),
            Self::Record(record) => match record::decode(&record.bytes) {
                Ok(entity) => Ok((Cow::Owned(entity), Some(record.bytes))),
                Err(e) => Err(SnapshotError::damaged("spool".as_ref(), format!("`{}`: {e}", record.id))),
            },
        }
    }
}

/// About how many bytes an entity takes.
pub(crate) fn weight(entity: &Entity) -> u32 {
    let claims = entity.claims.iter().map(|claim| {
        let evidence = claim.evidence.iter().map(|e| {
            32 + [&e.locator, &e.quotation, &e.as_written, &e.note]
                .into_iter()
                .flatten()
                .map(|text| text.len())
                .sum::<usize>()
        });
        claim.property.len() + claim.value.len() + evidence.sum::<usize>()
    });
    u32::try_from(entity.id.as_str().len() + claims.sum::<usize>()).unwrap_or(u32::MAX)
}

enum Own<'a> {
    Memory(std::slice::Iter<'a, &'a Entity>),
    Disk(Box<Merged>),
    Merging(Box<merge::Merging<Merged>>),
}

impl<'a> Iterator for Own<'a> {
    type Item = Result<Item<'a>, SnapshotError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Memory(entities) => entities.next().map(|&entity| Ok(Item::Entity(entity))),
            Self::Disk(merged) => merged.next().map(|record| record.map(Item::Record)),
            Self::Merging(merged) => merged.next().map(|record| record.map(Item::Record)),
        }
    }
}

struct Pieces<'a> {
    own: Peekable<Own<'a>>,
    countries: Peekable<std::slice::Iter<'static, Entity>>,
}

impl<'a> Pieces<'a> {
    fn next_item(&mut self) -> Option<Result<Item<'a>, SnapshotError>> {
        let country_first = match (self.own.peek(), self.countries.peek()) {
            (Some(Ok(own)), Some(country)) => country.id.as_str() < own.id(),
            (None, Some(_)) => true,
            _ => false,
        };
        if country_first { self.countries.next().map(|country| Ok(Item::Entity(country))) } else { self.own.next() }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Vec<Item<'a>>, SnapshotError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = Vec::new();
        let mut weight = 0;
        while piece.len() < MOST && weight < HEAVIEST {
            match self.next_item() {
                Some(Ok(item)) => {
                    weight += u64::from(item.weight());
                    piece.push(item);
                }
                Some(Err(e)) => return Some(Err(e)),
                None => break,
            }
        }
        (!piece.is_empty()).then_some(Ok(piece))
    }
}
