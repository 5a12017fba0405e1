//! `names.idx`: the names that are screened for; see `sousveil_screen::index`.

use std::collections::BTreeSet;

use sousveil_model::{Entity, Vocabulary};
use sousveil_screen::Name;
use sousveil_screen::index::{NamesIndex, NoIndex};

use super::facts::Facts;
use super::schemata::kind;
use crate::bytes::Bytes;
use crate::error::SnapshotError;
use crate::snapshot::NAMES;

/// The names of an entity, each once; of those that it bears strongly and weakly the strong one.
pub(crate) fn names(vocabulary: Vocabulary, entity: &Entity) -> Vec<Name> {
    let Some(kind) = kind(vocabulary, &entity.schema) else { return Vec::new() };
    let mut names = Facts::of(vocabulary, entity).names;
    names.sort();
    names.dedup_by(|later, first| later.text == first.text);
    let prepared = names.iter().map(|name| Name::new(&name.text, kind).weak(name.weak));
    prepared.filter(|name| !name.view().is_empty()).collect()
}

/// The identifiers under which an entity is found, each once in its normal form; and its former identifiers in a list,
/// as they are.
pub(crate) fn identifiers(vocabulary: Vocabulary, entity: &Entity) -> Vec<String> {
    if vocabulary.is_ours() {
        return Vec::new();
    }
    let mut out: BTreeSet<String> = entity.values(super::REFERENTS).map(str::to_owned).collect();
    if kind(vocabulary, &entity.schema).is_some() {
        out.extend(Facts::of(vocabulary, entity).identifiers.iter().map(|id| id.value().to_owned()));
    }
    out.into_iter().collect()
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
