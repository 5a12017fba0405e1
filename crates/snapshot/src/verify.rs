//! Every byte of a snapshot, checked.

use std::path::Path;

use crate::bytes::Bytes;
use crate::contents::Manifest;
use crate::error::SnapshotError;
use crate::hash::{DataHasher, sha256};
use crate::reference::COUNTRY;
use crate::snapshot::{MANIFEST, Stored, read_manifest};
use crate::{fulltext, screening};

/// Checks a snapshot completely: size and SHA-256 of every file that the manifest names, every block and every
/// entity in it, the order of the identifiers, and the data hash, worked out anew from the decoded entities.
///
/// The full-text index is checked against its own stamp: its files are random in part. One that is missing or does not
/// fit is no fault, since [`crate::Snapshot::open`] builds it anew. The manifest itself is not checked: whoever passes a
/// snapshot on signs its hash.
///
/// # Errors
/// The first thing that is wrong, with its file.
pub fn verify(dir: &Path) -> Result<Manifest, SnapshotError> {
    let manifest = read_manifest(&dir.join(MANIFEST))?;
    for (name, entry) in &manifest.files {
        let path = dir.join(name);
        if name.contains(['/', '\\']) || name == ".." {
            return Err(SnapshotError::damaged(
                &dir.join(MANIFEST),
                format!("names the file `{name}`, expected a plain name"),
            ));
        }
        let found = sha256(Bytes::map(&path, entry.bytes)?.all());
        if found != entry.sha256 {
            return Err(SnapshotError::Hash { path, found, expected: entry.sha256.clone() });
        }
    }
    let stored = Stored::open(dir)?;
    stored.links.check()?;
    stored.lists.check()?;
    stored.forms.check()?;
    screening::check(&stored.names, stored.heads.count())?;
    fulltext::verify(dir, &manifest.data_hash)?;
    let found = data_hash(&stored)?;
    if found != manifest.data_hash {
        return Err(SnapshotError::DataHash { path: dir.to_owned(), found, expected: manifest.data_hash });
    }
    Ok(manifest)
}

fn data_hash(stored: &Stored) -> Result<String, SnapshotError> {
    let numbers = || 0..stored.heads.count();
    let mut own = 0;
    let mut before = None;
    for number in numbers() {
        let head = stored.heads.get(number).ok_or_else(|| stored.heads.damaged(number))?;
        let found = stored.heads.number(head.id) == Some(number);
        if !found || before.is_some_and(|before| before >= head.id) {
            return Err(stored.heads.damaged(number));
        }
        before = Some(head.id);
        own += usize::from(head.schema != COUNTRY);
    }
    let mut hasher = DataHasher::begin(&stored.manifest.dataset, own);
    for number in numbers() {
        let entity = stored.entity(number)?;
        if entity.schema != COUNTRY {
            hasher.entity(&entity);
        }
    }
    Ok(hasher.finish(&stored.side.changes, &stored.side.redirects, &stored.side.coverage))
}
