//! Origins that are left out, and all that rests on them alone.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use sousveil_model::claim::EXISTENCE;
use sousveil_model::tables::{Cell, table_of_schema};
use sousveil_model::{Claim, Entity, Evidence, Stance};

use crate::contents::{Contents, Dataset};
use crate::derive::has_evidence;

/// The schema of the entities that evidence names.
const SOURCE: &str = "Source";

/// The entities that are hashed, and no others: those of contents in memory that are compiled.
///
/// One pass is enough: entities fall with sources only, and a source falls by its own origin only, so that no reference
/// that is removed can bring down another entity.
pub(crate) fn kept(contents: &Contents) -> Vec<Cow<'_, Entity>> {
    let mut excluded = Excluded::of(&contents.dataset);
    contents.entities.iter().for_each(|entity| excluded.see(entity));
    let mut gone = HashSet::new();
    let mut staying = Vec::with_capacity(contents.entities.len());
    for entity in &contents.entities {
        if excluded.reason(entity).is_some() {
            gone.insert(entity.id.to_string());
        } else {
            staying.push(entity);
        }
    }
    let mut entities: Vec<_> =
        staying.into_iter().map(|entity| excluded.trimmed(Cow::Borrowed(entity), &gone)).collect();
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    entities
}

/// What is left out, and the sources that go with it.
#[derive(Debug, Default)]
pub(crate) struct Excluded {
    origins: BTreeSet<String>,
    /// By identifier of a source of such an origin: the key. Asked by key only; its order is never seen.
    sources: HashMap<String, String>,
    /// The keys that some source bears.
    with_sources: BTreeSet<String>,
}

impl Excluded {
    /// The origins that a dataset leaves out.
    pub(crate) fn of(dataset: &Dataset) -> Self {
        let origins = dataset.origin.iter().filter(|(_, upstream)| !upstream.include);
        Self { origins: origins.map(|(key, _)| key.clone()).collect(), ..Self::default() }
    }

    /// Whether nothing is left out.
    pub(crate) fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }

    /// Takes note of a source that goes. Every entity must be seen before the first is judged.
    pub(crate) fn see(&mut self, entity: &Entity) {
        if entity.schema == SOURCE
            && let Some(key) = self.own(entity).map(str::to_owned)
        {
            self.sources.insert(entity.id.to_string(), key.clone());
            self.with_sources.insert(key);
        }
    }

    /// The entity's own origin, if that one is left out.
    fn own(&self, entity: &Entity) -> Option<&str> {
        self.origins.get(entity.origin.as_ref()?.key.as_str()).map(String::as_str)
    }

    /// The origin with which a piece of evidence goes.
    fn of_evidence(&self, evidence: &Evidence) -> Option<&str> {
        self.sources.get(evidence.source.as_ref()?.as_str()).map(String::as_str)
    }

    /// For which origin an entity is left out, if it is.
    pub(crate) fn reason(&self, entity: &Entity) -> Option<&str> {
        let own = self.own(entity);
        if entity.schema == SOURCE {
            return own;
        }
        if let Some(key) = own {
            // It was merged with rows of others if those speak for it, too. Where no source bears the origin's key,
            // its evidence can't be told from that of others, and nothing of it may stay by mistake.
            let stands = self.with_sources.contains(key) && entity.claims_of(EXISTENCE).any(|c| self.is_supported(c));
            return (!stands).then_some(key);
        }
        let fallen = entity.claims_of(EXISTENCE).filter(|claim| self.falls(&entity.schema, claim));
        // Of several origins the first by name, so that the count does not hang on the order of the evidence.
        fallen.flat_map(|claim| &claim.evidence).filter_map(|evidence| self.of_evidence(evidence)).min()
    }

    /// Whether evidence that stays speaks for the claim.
    fn is_supported(&self, claim: &Claim) -> bool {
        claim.evidence.iter().any(|e| e.stance == Stance::Supports && self.of_evidence(e).is_none())
    }

    /// Whether a claim goes since its evidence went. One that never had evidence stays, and so do all of a table
    /// whose rows need none.
    fn falls(&self, schema: &str, claim: &Claim) -> bool {
        let mut lost = claim.evidence.iter().filter(|e| self.of_evidence(e).is_some()).peekable();
        if lost.peek().is_none() || !has_evidence(schema) || self.is_supported(claim) {
            return false;
        }
        // A denial by others does not carry a value that only the origin has stated.
        lost.any(|e| e.stance == Stance::Supports) || claim.evidence.iter().all(|e| self.of_evidence(e).is_some())
    }

    /// The entity without what it owes to the origins that are left out.
    pub(crate) fn trimmed<'a>(&self, entity: Cow<'a, Entity>, gone: &HashSet<String>) -> Cow<'a, Entity> {
        let own = self.own(&entity).is_some();
        let dangles = |claim: &Claim| gone.contains(claim.value.as_str()) && may_refer(&entity.schema, claim);
        let loses = |claim: &Claim| claim.evidence.iter().any(|e| self.of_evidence(e).is_some());
        if self.is_empty() || (!own && !entity.claims.iter().any(|claim| loses(claim) || dangles(claim))) {
            return entity;
        }
        let stays = |claim: &&Claim| !self.falls(&entity.schema, claim) && !dangles(claim);
        let claims = entity.claims.iter().filter(stays).map(|claim| Claim {
            property: claim.property.clone(),
            value: claim.value.clone(),
            evidence: claim.evidence.iter().filter(|e| self.of_evidence(e).is_none()).cloned().collect(),
        });
        Cow::Owned(Entity {
            id: entity.id.clone(),
            schema: entity.schema.clone(),
            // What the origin calls the row is the origin's, too.
            origin: entity.origin.clone().filter(|_| !own),
            claims: claims.collect(),
        })
    }
}

/// Whether the value of a claim may be the identifier of an entity that is no country.
///
/// Not [`crate::reference`]: what a target is follows there from another claim, which may itself have gone.
fn may_refer(schema: &str, claim: &Claim) -> bool {
    match table_of_schema(schema).and_then(|table| table.column(&claim.property)).map(|column| column.cell) {
        Some(Cell::Entity { or, .. }) => !or.contains(&claim.value.as_str()),
        Some(Cell::Target) => true,
        _ => false,
    }
}
