//! `names.idx`: the names that are screened for; see `sousveil_screen::index`.

use std::collections::BTreeSet;

use sousveil_model::Entity;
use sousveil_screen::index::{NamesIndex, NoIndex};
use sousveil_screen::{Kind, Name};

use crate::bytes::Bytes;
use crate::error::SnapshotError;
use crate::snapshot::NAMES;

/// The schemata that are screened for.
pub const SCREENED: [&str; 3] = ["Company", "Agency", "Product"];

/// What kind of name the entities of a schema bear; none where nobody screens for them.
pub(crate) fn kind(schema: &str) -> Option<Kind> {
    SCREENED.contains(&schema).then(|| Kind::of_schema(schema))
}

/// The names of an entity, each once.
pub(crate) fn names(entity: &Entity) -> Vec<Name> {
    let Some(kind) = kind(&entity.schema) else { return Vec::new() };
    let texts: BTreeSet<&str> = entity.values("name").chain(entity.values("aliases")).collect();
    texts.into_iter().map(|text| Name::new(text, kind)).filter(|name| !name.view().is_empty()).collect()
}

/// Opens the index: sizes are checked, and what lies behind them when it is read.
pub(crate) fn open(bytes: Bytes) -> Result<NamesIndex<Bytes>, SnapshotError> {
    let path = bytes.path().to_owned();
    NamesIndex::open(bytes)
        .map_err(|NoIndex { found, expected }| SnapshotError::damaged(&path, format!("{found}, expected {expected}")))
}

/// Checks that every name is one, of an entity below `count`.
pub(crate) fn check(index: &NamesIndex<Bytes>, count: u32) -> Result<(), SnapshotError> {
    match index.fault(count) {
        None => Ok(()),
        Some(fault) => Err(SnapshotError::damaged(NAMES.as_ref(), fault)),
    }
}
