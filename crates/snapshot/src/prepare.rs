//! Contents put in order: countries added, identifiers checked, captions and links worked out.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sousveil_model::Entity;

use crate::captions::{caption_with, depends_on_others};
use crate::contents::Contents;
use crate::countries;
use crate::error::SnapshotError;
use crate::exclude::{Kept, kept};
use crate::reference::{COUNTRY, references};

/// All entities of a snapshot in the order of their numbers, and what is worked out from them.
pub(crate) struct Prepared<'a> {
    /// Sorted by identifier, countries included.
    pub(crate) entities: Vec<Cow<'a, Entity>>,
    /// What each is called.
    pub(crate) captions: Vec<String>,
    /// Left out by origin.
    pub(crate) left_out: BTreeMap<String, u64>,
}

/// Puts contents in order.
pub(crate) fn prepare(contents: &Contents) -> Result<Prepared<'_>, SnapshotError> {
    let Kept { mut entities, left_out } = kept(contents);
    if let Some(false_country) = entities.iter().find(|entity| entity.schema == COUNTRY) {
        return Err(SnapshotError::Country(false_country.id.to_string()));
    }
    entities.extend(countries::entities().iter().map(Cow::Borrowed));
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    if let Some(twice) = entities.windows(2).find_map(|pair| match pair {
        [one, other] if one.id == other.id => Some(&one.id),
        _ => None,
    }) {
        return Err(SnapshotError::Duplicate(twice.to_string()));
    }
    let captions = captions(&entities);
    Ok(Prepared { entities, captions, left_out })
}

/// The number of an identifier.
fn number(entities: &[Cow<'_, Entity>], id: &str) -> Option<usize> {
    entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok()
}

impl Prepared<'_> {
    /// The caption of an identifier.
    pub(crate) fn caption_of(&self, id: &str) -> Option<&str> {
        self.captions.get(number(&self.entities, id)?).map(String::as_str)
    }

    /// Every reference from an entity to one that is there, as (from, property, to).
    pub(crate) fn ties(&self) -> Vec<(u32, &'static str, u32)> {
        let mut out = Vec::new();
        for (from, entity) in (0u32..).zip(&self.entities) {
            let number = |id| u32::try_from(number(&self.entities, id)?).ok();
            out.extend(references(entity).filter_map(|to| Some((from, to.property, number(to.id)?))));
        }
        out
    }
}

fn captions(entities: &[Cow<'_, Entity>]) -> Vec<String> {
    // Those that stand for themselves come first: the others are called after them.
    let alone: Vec<Option<String>> = entities
        .iter()
        .map(|entity| (!depends_on_others(&entity.schema)).then(|| caption_with(entity, &|_| None)))
        .collect();
    let name = |id: &str| alone.get(number(entities, id)?)?.clone();
    entities
        .iter()
        .zip(&alone)
        .map(|(entity, caption)| caption.clone().unwrap_or_else(|| caption_with(entity, &name)))
        .collect()
}
