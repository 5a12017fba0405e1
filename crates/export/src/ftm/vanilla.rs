//! A snapshot as entities of FollowTheMoney, one after the other.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use sousveil_model::Entity;
use sousveil_model::ftm::{Derived, Schema, is_safe};
use sousveil_snapshot::{COUNTRY, Snapshot};

use super::convert::{convert, leaves, statement_ids};
use super::entity::FtmEntity;
use super::ledger::Ledger;
use super::seen::{History, Seen};
use crate::Result;

/// A snapshot that can be told in FollowTheMoney's schemata. Made for one task: what it finds out it keeps.
pub struct Vanilla<'s> {
    snapshot: &'s Snapshot,
    common: Arc<Common>,
    /// Whether a row leaves, by its number, once somebody asked.
    leaving: RefCell<HashMap<u32, bool>>,
}

/// What all entities of a snapshot share, worked out once: history and redirects.
#[derive(Debug, Clone)]
pub struct Common {
    history: History,
    /// New identifier and old one, sorted.
    referents: Vec<(String, String)>,
}

/// How far a chain of redirects is followed; a loop in the data ends here.
const DEPTH: usize = 16;

impl Common {
    /// Reads history and redirects of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut referents: Vec<(String, String)> = snapshot
            .redirects()
            .iter()
            .filter(|r| !r.new.is_empty() && is_safe(&r.old))
            .map(|r| (end_of(snapshot, &r.new).to_owned(), r.old.clone()))
            .collect();
        referents.sort_unstable();
        referents.dedup();
        Self { history: History::of(snapshot), referents }
    }

    /// The former identifiers of an entity.
    pub fn referents<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.referents.partition_point(|(new, _)| new.as_str() < id);
        self.referents.iter().skip(from).take_while(move |(new, _)| new == id).map(|(_, old)| old.as_str())
    }

    /// When the entity of that number came and changed.
    pub fn seen(&self, number: u32) -> Seen {
        self.history.seen(Some(number))
    }
}

/// Where an identifier leads in the end by the redirects; itself where it leads nowhere.
pub fn end_of<'a>(snapshot: &'a Snapshot, id: &'a str) -> &'a str {
    let mut end = id;
    for _ in 0..DEPTH {
        match snapshot.redirect(end) {
            Some(next) if !next.new.is_empty() => end = &next.new,
            _ => break,
        }
    }
    end
}

impl<'s> Vanilla<'s> {
    /// Prepares what all entities share.
    pub fn new(snapshot: &'s Snapshot) -> Self {
        Self::with(snapshot, Arc::new(Common::of(snapshot)))
    }

    /// The same with what was prepared before, of the same snapshot.
    pub fn with(snapshot: &'s Snapshot, common: Arc<Common>) -> Self {
        Self { snapshot, common, leaving: RefCell::default() }
    }

    /// The entities that the row of a number becomes: its own first, then those derived from it. Empty where the row
    /// stays here.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn row(&self, number: u32) -> Result<Vec<FtmEntity>> {
        let Some(head) = self.snapshot.head(number).filter(|h| h.schema != COUNTRY) else { return Ok(Vec::new()) };
        let entity = self.snapshot.entity_at(number)?;
        Ok(convert(self, &entity, head.caption, &mut Ledger::default()))
    }

    /// The number of the row that an identifier belongs to, its own or that of a derived entity.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.snapshot.number(id).or_else(|| self.snapshot.number(Derived::of(id)?.0))
    }

    /// The entity of an identifier, a derived one too. `None` where it stays here, or does not exist.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn find(&self, id: &str) -> Result<Option<FtmEntity>> {
        let Some(number) = self.number(id) else { return Ok(None) };
        Ok(self.row(number)?.into_iter().find(|entity| entity.id == id))
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
        let old = self.common.referents(row.id.as_str()).filter(|_| own).map(str::to_owned);
        FtmEntity {
            referents: old.collect(),
            id,
            schema,
            caption: caption.to_owned(),
            statements: Vec::new(),
            seen: self.common.history.seen(self.snapshot.number(row.id.as_str())),
            dataset: self.snapshot.manifest().dataset.name.clone(),
            origin: row.origin.as_ref().map(|o| o.key.to_string()),
        }
    }

    /// Whether an entity leaves. What the snapshot does not hold does not; a row that can't be read is told of by
    /// whoever comes to it.
    pub(super) fn leaves(&self, id: &str) -> bool {
        let Some(number) = self.snapshot.number(id) else { return false };
        if let Some(known) = self.leaving.borrow().get(&number) {
            return *known;
        }
        let caption = self.caption_of(id).unwrap_or_default();
        let leaves = self.snapshot.entity_at(number).is_ok_and(|entity| leaves(self, &entity, caption));
        self.leaving.borrow_mut().insert(number, leaves);
        leaves
    }

    pub(super) fn caption_of(&self, id: &str) -> Option<&str> {
        self.snapshot.head_of(id).map(|h| h.caption)
    }
}

fn pass(entity: &FtmEntity, ledger: &mut Ledger, take: &mut dyn FnMut(&FtmEntity) -> Result<()>) -> Result<()> {
    *ledger.schemata.entry(entity.schema.name).or_default() += 1;
    take(entity)
}
