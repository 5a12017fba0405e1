//! What is shown of an entity that was found, for those who show many.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use sousveil_model::Entity;

use crate::error::SnapshotError;
use crate::hash::Canonical;
use crate::snapshot::Snapshot;

/// What is shown of an entity that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub caption: String,
    /// Its schema.
    pub schema: String,
    /// Countries that it is tied to, as codes, each once.
    pub countries: Vec<String>,
    /// Addresses of the sources that its claims rest on, each once, at most [`MOST_LINKS`].
    pub links: Vec<String>,
    /// Sources with an address beyond those.
    pub more_links: usize,
    /// A fingerprint of all that is said of it, with its evidence: 16 hex digits. Another one says that something was
    /// changed.
    pub data: String,
}

/// Addresses of sources that are shown, at most.
pub const MOST_LINKS: usize = 8;

/// Properties that tie an entity to a country, ours and FollowTheMoney's.
const TIES: [&str; 6] = ["country", "jurisdiction", "mainCountry", "nationality", "citizenship", "flag"];

pub(crate) fn told(snapshot: &Snapshot, number: u32) -> Result<Told, SnapshotError> {
    let entity = snapshot.entity_at(number)?;
    let mut countries: Vec<String> = Vec::new();
    for code in TIES.iter().flat_map(|property| entity.values(property)) {
        if !countries.iter().any(|known| known == code) {
            countries.push(code.to_owned());
        }
    }
    let mut links = links(snapshot, &entity)?;
    let more_links = links.len().saturating_sub(MOST_LINKS);
    links.truncate(MOST_LINKS);
    Ok(Told {
        id: entity.id.to_string(),
        caption: snapshot.head(number).map(|head| head.caption.to_owned()).unwrap_or_default(),
        schema: entity.schema.to_string(),
        countries,
        links,
        more_links,
        data: fingerprint(&entity),
    })
}

fn links(snapshot: &Snapshot, entity: &Entity) -> Result<Vec<String>, SnapshotError> {
    let mut out: Vec<String> = entity.values("sourceUrl").map(str::to_owned).collect();
    for id in entity.sources() {
        let Some(source) = snapshot.entity(id.as_str())? else { continue };
        out.extend(source.first("url").map(str::to_owned));
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|link| seen.insert(link.clone()));
    Ok(out)
}

fn fingerprint(entity: &Entity) -> String {
    let mut canonical = Canonical::default();
    canonical.entity(entity);
    let digest = Sha256::digest(canonical.as_bytes());
    HEXLOWER.encode(digest.get(..8).unwrap_or_default())
}
