//! A snapshot as entities of FollowTheMoney, one after the other.

use std::cell::Cell;
use std::collections::BTreeMap;

use sousveil_model::Entity;
use sousveil_model::ftm::{Schema, is_safe};
use sousveil_snapshot::{COUNTRY, Snapshot};

use super::convert::{convert, leaves, statement_ids};
use super::entity::FtmEntity;
use super::ledger::Ledger;
use super::seen::History;
use crate::Result;

/// A snapshot that can be told in FollowTheMoney's schemata.
pub struct Vanilla<'s> {
    snapshot: &'s Snapshot,
    history: History<'s>,
    /// New identifier and old one, sorted.
    referents: Vec<(&'s str, &'s str)>,
    /// For each number whether its row leaves, once somebody asked.
    leaving: Vec<Cell<Option<bool>>>,
}

/// How far a chain of redirects is followed; a loop in the data ends here.
const DEPTH: usize = 16;

impl<'s> Vanilla<'s> {
    /// Prepares what all entities share: history and redirects.
    pub fn new(snapshot: &'s Snapshot) -> Self {
        let end_of = |redirect: &'s sousveil_snapshot::Redirect| {
            let mut end = redirect;
            for _ in 0..DEPTH {
                match snapshot.redirect(&end.new) {
                    Some(next) if !next.new.is_empty() => end = next,
                    _ => break,
                }
            }
            end.new.as_str()
        };
        let mut referents: Vec<(&str, &str)> = snapshot
            .redirects()
            .iter()
            .filter(|r| !r.new.is_empty() && is_safe(&r.old))
            .map(|r| (end_of(r), r.old.as_str()))
            .collect();
        referents.sort_unstable();
        referents.dedup();
        let leaving = (0..snapshot.len()).map(|_| Cell::new(None)).collect();
        Self { snapshot, history: History::of(snapshot), referents, leaving }
    }

    /// Hands out every entity in the order of identifiers, and counts.
    ///
    /// # Errors
    /// The snapshot can't be read, or `take` fails.
    pub fn each(&self, take: &mut dyn FnMut(&FtmEntity) -> Result<()>) -> Result<Ledger> {
        let mut ledger = Ledger::default();
        // Derived entities wait here until everything before them has passed: few, as they follow their row closely.
        let mut waiting: BTreeMap<String, FtmEntity> = BTreeMap::new();
        for number in 0..self.snapshot.len() {
            let Some(head) = self.snapshot.head(number).filter(|h| h.schema != COUNTRY) else { continue };
            while waiting.first_key_value().is_some_and(|(id, _)| id.as_str() < head.id) {
                if let Some((_, entity)) = waiting.pop_first() {
                    pass(&entity, &mut ledger, take)?;
                }
            }
            let entity = self.snapshot.entity_at(number)?;
            let mut told = convert(self, &entity, head.caption, &mut ledger).into_iter();
            if let Some(main) = told.next() {
                pass(&main, &mut ledger, take)?;
            }
            waiting.extend(told.map(|entity| (entity.id.clone(), entity)));
        }
        for entity in waiting.into_values() {
            pass(&entity, &mut ledger, take)?;
        }
        Ok(ledger)
    }

    /// For each claim of an entity the identifier of the statement that tells it; `None` for those that FollowTheMoney
    /// has no place for.
    pub fn statement_ids(&self, entity: &Entity) -> Vec<Option<String>> {
        statement_ids(self, entity, self.caption_of(entity.id.as_str()).unwrap_or_default())
    }

    /// An entity without statements.
    pub(super) fn entity(&self, row: &Entity, id: String, schema: &'static Schema, caption: &str) -> FtmEntity {
        let own = row.id.as_str() == id;
        let from = self.referents.partition_point(|(new, _)| *new < row.id.as_str());
        let old = self.referents.iter().skip(from).take_while(|(new, _)| own && *new == row.id.as_str());
        FtmEntity {
            referents: old.map(|(_, old)| (*old).to_owned()).collect(),
            id,
            schema,
            caption: caption.to_owned(),
            statements: Vec::new(),
            seen: self.history.seen(row.id.as_str()),
            dataset: self.snapshot.manifest().dataset.name.clone(),
            origin: row.origin.as_ref().map(|o| o.key.to_string()),
        }
    }

    /// Whether an entity leaves. What the snapshot does not hold does not; a row that can't be read is told of by
    /// whoever comes to it.
    pub(super) fn leaves(&self, id: &str) -> bool {
        let Some(number) = self.snapshot.number(id) else { return false };
        let known = self.leaving.get(number as usize);
        known.and_then(Cell::get).unwrap_or_else(|| {
            let caption = self.caption_of(id).unwrap_or_default();
            let leaves = self.snapshot.entity_at(number).is_ok_and(|entity| leaves(self, &entity, caption));
            if let Some(known) = known {
                known.set(Some(leaves));
            }
            leaves
        })
    }

    pub(super) fn caption_of(&self, id: &str) -> Option<&str> {
        self.snapshot.head_of(id).map(|h| h.caption)
    }
}

fn pass(entity: &FtmEntity, ledger: &mut Ledger, take: &mut dyn FnMut(&FtmEntity) -> Result<()>) -> Result<()> {
    *ledger.schemata.entry(entity.schema.name).or_default() += 1;
    take(entity)
}
