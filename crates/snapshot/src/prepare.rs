//! Contents put in order: countries added, identifiers checked, captions and links worked out.

use std::collections::{BTreeMap, HashMap};

use sousveil_model::Entity;

use crate::captions::{caption_with, depends_on_others};
use crate::contents::Contents;
use crate::countries;
use crate::error::SnapshotError;
use crate::reference::{COUNTRY, references};

/// All entities of a snapshot in the order of their numbers, and what is worked out from them.
pub(crate) struct Prepared<'a> {
    /// Sorted by identifier, countries included.
    pub(crate) entities: Vec<&'a Entity>,
    /// What each is called.
    pub(crate) captions: Vec<String>,
    /// Left out by origin.
    pub(crate) left_out: BTreeMap<String, u64>,
    // Asked by key only; its order is never seen.
    numbers: HashMap<&'a str, u32>,
}

/// The entities that are compiled, sorted by identifier, and how many were left out by origin.
pub(crate) fn kept(contents: &Contents) -> (Vec<&Entity>, BTreeMap<String, u64>) {
    let mut left_out = BTreeMap::new();
    let mut entities = Vec::with_capacity(contents.entities.len());
    for entity in &contents.entities {
        let key = entity.origin.as_ref().map(|origin| origin.key.as_str());
        match key.and_then(|key| contents.dataset.origin.get_key_value(key)) {
            Some((key, upstream)) if !upstream.include => *left_out.entry(key.clone()).or_default() += 1,
            _ => entities.push(entity),
        }
    }
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    (entities, left_out)
}

/// Puts contents in order.
pub(crate) fn prepare(contents: &Contents) -> Result<Prepared<'_>, SnapshotError> {
    let (mut entities, left_out) = kept(contents);
    if let Some(false_country) = entities.iter().find(|entity| entity.schema == COUNTRY) {
        return Err(SnapshotError::Country(false_country.id.to_string()));
    }
    entities.extend(countries::entities());
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    let mut numbers = HashMap::with_capacity(entities.len());
    for (number, entity) in (0u32..).zip(&entities) {
        if numbers.insert(entity.id.as_str(), number).is_some() {
            return Err(SnapshotError::Duplicate(entity.id.to_string()));
        }
    }
    let captions = captions(&entities, &numbers);
    Ok(Prepared { entities, captions, left_out, numbers })
}

impl Prepared<'_> {
    /// The caption of an identifier.
    pub(crate) fn caption_of(&self, id: &str) -> Option<&str> {
        let number = *self.numbers.get(id)?;
        self.captions.get(number as usize).map(String::as_str)
    }

    /// Every reference from an entity to one that is there, as (from, property, to).
    pub(crate) fn ties(&self) -> Vec<(u32, &'static str, u32)> {
        let mut out = Vec::new();
        for (from, entity) in (0u32..).zip(&self.entities) {
            out.extend(references(entity).filter_map(|to| Some((from, to.property, *self.numbers.get(to.id)?))));
        }
        out
    }
}

fn captions(entities: &[&Entity], numbers: &HashMap<&str, u32>) -> Vec<String> {
    // Those that stand for themselves come first: the others are called after them.
    let alone: Vec<Option<String>> = entities
        .iter()
        .map(|entity| (!depends_on_others(&entity.schema)).then(|| caption_with(entity, &|_| None)))
        .collect();
    let name = |id: &str| alone.get(*numbers.get(id)? as usize)?.clone();
    entities
        .iter()
        .zip(&alone)
        .map(|(entity, caption)| caption.clone().unwrap_or_else(|| caption_with(entity, &name)))
        .collect()
}
