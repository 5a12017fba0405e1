//! `names.idx`: the names that are screened for; see `sousveil_screen::index`.

use std::collections::BTreeSet;

use sousveil_model::{Entity, Vocabulary};
use sousveil_screen::index::{NamesIndex, NoIndex};
use sousveil_screen::{Kind, Name};

use super::facts::{Facts, Named};
use super::schemata::kind;
use crate::bytes::Bytes;
use crate::error::SnapshotError;
use crate::snapshot::NAMES;

/// So many bytes of a name are surely read when it is prepared.
const SURELY_READ: usize = 256;

/// The names of an entity as they stand in the index, prepared.
pub(crate) fn names(vocabulary: Vocabulary, entity: &Entity) -> Vec<Name> {
    let Some(kind) = kind(vocabulary, &entity.schema) else { return Vec::new() };
    let names = in_order(Facts::of(vocabulary, entity).names, kind);
    names.iter().map(|name| Name::new(&name.text, kind).weak(name.weak)).collect()
}

/// Names in the order of the index, each once; of those that are borne strongly and weakly the strong one. One without a
/// word that can be compared is not there.
pub(super) fn in_order(mut names: Vec<Named>, kind: Kind) -> Vec<Named> {
    names.sort();
    names.dedup_by(|later, first| later.text == first.text);
    // What has a letter or a digit of ours has a word; all else is looked at more closely.
    let says = |text: &str| text.bytes().take(SURELY_READ).any(|b| b.is_ascii_alphanumeric());
    names.retain(|name| says(&name.text) || !Name::new(&name.text, kind).view().is_empty());
    names
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
