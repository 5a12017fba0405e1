//! The entry of the catalogue and the lists beside it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sousveil_model::Dataset;
use sousveil_model::ftm::Schema;
use sousveil_snapshot::Manifest;

use super::{Hashes, Version};
use crate::ftm::{Ledger, LeftOut};

/// Where the folder will be found, if the publisher has said so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Base(Option<String>);

impl Base {
    /// A public address without its final slash.
    pub fn new(address: Option<&str>) -> Self {
        Self(address.map(|a| a.trim_end_matches('/').to_owned()).filter(|a| !a.is_empty()))
    }

    /// The address of a file, where the base is known.
    pub fn url(&self, path: &str) -> Option<String> {
        self.0.as_ref().map(|base| format!("{base}/{path}"))
    }

    /// The address of a file, or its path within the folder.
    pub fn url_or_path(&self, path: &str) -> String {
        self.url(path).unwrap_or_else(|| path.to_owned())
    }
}

/// One published file.
#[derive(Debug, Clone, Serialize)]
pub struct Resource {
    /// Its name.
    pub name: &'static str,
    /// Where it will be found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where it is within the folder.
    pub path: &'static str,
    /// What it holds.
    pub title: &'static str,
    /// Its media type.
    pub mime_type: &'static str,
    /// SHA-1, which is what yente compares.
    pub checksum: String,
    /// SHA-256.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

impl Resource {
    /// A file that was written.
    pub fn new(name: &'static str, title: &'static str, mime_type: &'static str, hashes: Hashes, base: &Base) -> Self {
        let Hashes { size, sha1, sha256 } = hashes;
        Self { name, url: base.url(name), path: name, title, mime_type, checksum: sha1, sha256, size }
    }
}

/// Who publishes.
#[derive(Debug, Clone, Serialize)]
struct Publisher {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// What FollowTheMoney has no place for, counted.
#[derive(Debug, Clone, Serialize)]
struct LeftOutOfVanilla {
    rows: Vec<LeftOut>,
    values: Vec<LeftOut>,
}

/// `index.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    name: String,
    title: String,
    summary: String,
    publisher: Publisher,
    /// The address of the licence's text, as FollowTheMoney wants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    /// The licence as the dataset names it.
    licence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    version: Version,
    updated_at: String,
    last_export: String,
    data_version: String,
    data_hash: String,
    entity_count: u64,
    thing_count: u64,
    schemata: BTreeMap<&'static str, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delta_url: Option<String>,
    resources: Vec<Resource>,
    left_out: LeftOutOfVanilla,
}

/// What is read of an `index.json` that was published before; the rest of it is made anew.
#[derive(Debug, Clone, Deserialize)]
pub struct Published {
    /// The dataset.
    pub name: String,
    /// The version.
    pub version: Version,
    /// The hash of the data.
    pub data_hash: String,
}

/// `catalog.json`: a catalogue of one.
#[derive(Debug, Clone, Serialize)]
pub struct Catalog<'e> {
    /// The entries.
    pub datasets: [&'e Entry; 1],
    /// The time of the newest.
    pub updated_at: String,
}

/// `delta.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeltaIndex {
    /// Where the differences of each version are.
    pub versions: BTreeMap<Version, String>,
}

/// `versions.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// All versions, oldest first.
    pub items: Vec<Version>,
    /// The newest.
    pub last_successful: Option<Version>,
}

/// Makes the entry.
pub fn entry(manifest: &Manifest, version: &Version, ledger: &Ledger, resources: Vec<Resource>, base: &Base) -> Entry {
    let Dataset { name, title, summary, publisher, licence, homepage, version: data_version, .. } = &manifest.dataset;
    let url = homepage.clone().filter(|h| h.starts_with("http://") || h.starts_with("https://"));
    let is_thing = |schema: &str| Schema::named(schema).is_some_and(|s| s.is.contains(&"Thing"));
    Entry {
        name: name.clone(),
        title: title.clone(),
        summary: summary.clone(),
        publisher: Publisher { name: publisher.clone(), url: url.clone() },
        license: licence_url(licence),
        licence: licence.clone(),
        url,
        version: version.clone(),
        updated_at: version.time(),
        last_export: version.time(),
        data_version: data_version.clone(),
        data_hash: manifest.data_hash.clone(),
        entity_count: ledger.entities(),
        thing_count: ledger.schemata.iter().filter(|(schema, _)| is_thing(schema)).map(|(_, count)| count).sum(),
        schemata: ledger.schemata.clone(),
        delta_url: base.url("delta.json"),
        resources,
        left_out: LeftOutOfVanilla { rows: ledger.rows(), values: ledger.values() },
    }
}

/// The page of an SPDX identifier; none for what is no such identifier, as `not stated`, or is one that has no page:
/// a licence of the dataset's own.
fn licence_url(licence: &str) -> Option<String> {
    let good = licence.contains('-') && licence.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.+".contains(&b));
    let own = ["LicenseRef-", "DocumentRef-", "AdditionRef-"].iter().any(|start| licence.starts_with(start));
    (good && !own).then(|| format!("https://spdx.org/licenses/{licence}.html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_licences_of_the_list_have_a_page() {
        assert_eq!(licence_url("CC-BY-4.0").as_deref(), Some("https://spdx.org/licenses/CC-BY-4.0.html"));
        for none in ["LicenseRef-our-own", "not stated", "public", "CC-BY-4.0 OR CC0-1.0", ""] {
            assert_eq!(licence_url(none), None, "{none}");
        }
    }
}
