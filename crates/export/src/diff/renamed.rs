//! What both sides tell word for word, under two identifiers: nothing that came, and nothing that went.
//!
//! Data whose identifiers were made anew would otherwise look like as many new incidents as ended ones.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use sousveil_model::Entity;
use sousveil_model::claim::EXISTENCE;
use sousveil_snapshot::Snapshot;

use super::walk::Step;
use crate::Result;

/// Takes out of `found` the pairs that differ in nothing but their identifier. Of several that are told in the same
/// words (licences are), as many are paired as both sides have.
pub(super) fn take(old: &Snapshot, new: &Snapshot, found: &mut Vec<Step<u32>>) -> Result<Vec<(u32, u32)>> {
    let gone: Vec<u32> = found.iter().filter_map(|s| if let Step::Gone(n) = s { Some(*n) } else { None }).collect();
    let came: Vec<u32> = found.iter().filter_map(|s| if let Step::Came(n) = s { Some(*n) } else { None }).collect();
    if gone.is_empty() || came.is_empty() {
        return Ok(Vec::new());
    }
    // The last of a list is taken first: so they are paired in the order of their identifiers.
    let mut waiting: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for number in gone.into_iter().rev() {
        waiting.entry(key(&old.entity_at(number)?)?).or_default().push(number);
    }
    let mut pairs = Vec::new();
    for number in came {
        let entity = new.entity_at(number)?;
        let Some(others) = waiting.get_mut(&key(&entity)?) else { continue };
        let Some(&other) = others.last() else { continue };
        if nameless(old.entity_at(other)?) == nameless(with_id_of(&entity, &old.entity_at(other)?)) {
            others.pop();
            pairs.push((other, number));
        }
    }
    let (olds, news): (HashSet<u32>, HashSet<u32>) = pairs.iter().copied().unzip();
    found.retain(|step| match step {
        Step::Came(number) => !news.contains(number),
        Step::Gone(number) => !olds.contains(number),
        Step::Both(..) => true,
    });
    Ok(pairs)
}

/// A short key of all that is told, but for the identifier.
fn key(entity: &Entity) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(&(&entity.schema, &entity.origin, &nameless(entity.clone()).claims))?.hash(&mut hasher);
    Ok(hasher.finish())
}

fn with_id_of(entity: &Entity, other: &Entity) -> Entity {
    Entity { id: other.id.clone(), ..entity.clone() }
}

/// The entity without its identifier in the claim that it exists.
fn nameless(mut entity: Entity) -> Entity {
    for claim in entity.claims.iter_mut().filter(|c| c.property == EXISTENCE) {
        claim.value.clear();
    }
    entity
}
