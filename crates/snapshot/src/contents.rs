//! What goes into a snapshot, and what its manifest and statistics say about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
pub use sousveil_model::{Change, Coverage, Dataset, Redirect, Upstream};
use sousveil_model::{Entity, Stage};

use crate::snapshot::{MANIFEST, SEAL};

/// All that a snapshot is compiled from. The same contents give the same [`Manifest::data_hash`].
#[derive(Debug, Clone)]
pub struct Contents {
    /// What `dataset.toml` says.
    pub dataset: Dataset,
    /// Every entity but the countries, which are made from the model's table where the vocabulary is ours.
    pub entities: Vec<Entity>,
    /// The dataset's history, newest last.
    pub changes: Vec<Change>,
    /// Old identifiers and where they lead.
    pub redirects: Vec<Redirect>,
    /// What was looked for.
    pub coverage: Vec<Coverage>,
}

#[cfg(test)]
impl Contents {
    /// A dataset without entities: countries are always there.
    pub(crate) fn of_nothing() -> Self {
        let dataset = Dataset {
            name: "none".to_owned(),
            title: "Nothing".to_owned(),
            summary: String::new(),
            publisher: "Us".to_owned(),
            licence: "CC0-1.0".to_owned(),
            homepage: None,
            contact: None,
            version: "1".to_owned(),
            vocabulary: sousveil_model::Vocabulary::default(),
            origin: BTreeMap::new(),
        };
        Self { dataset, entities: Vec::new(), changes: Vec::new(), redirects: Vec::new(), coverage: Vec::new() }
    }
}

/// `manifest.json` of a snapshot: what it is, and its files with sizes and SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the snapshot format; another one is refused.
    pub format: u32,
    /// [`sousveil_text::VERSION`] at compile time; another one is refused.
    pub text_version: u32,
    /// The dataset.
    pub dataset: Dataset,
    /// SHA-256 of the contents, in lower-case hex: the same data gives the same hash on any machine.
    pub data_hash: String,
    /// Number of entities; where the vocabulary is ours, countries are among them.
    pub entities: u64,
    /// Number of claims, the names of countries left out: they are the model's, not the dataset's.
    pub claims: u64,
    /// Entities that were left out because `include` of their origin is false, and those that fell with it since their
    /// existence rested on its sources alone: each once, by key of the origin.
    #[serde(default)]
    pub left_out: BTreeMap<String, u64>,
    /// Entities of a list that stood in the input once more, and were put together with the first of their identifier.
    #[serde(default)]
    pub merged: u64,
    /// The files, by name, except the manifest itself and the full-text index.
    pub files: BTreeMap<String, FileEntry>,
}

impl Manifest {
    /// The names of all files of the snapshot but those of the full text, which is made anew where it is missing. The
    /// second, the seal of the manifest, may not be there: older versions wrote none.
    pub fn file_names(&self) -> impl Iterator<Item = &str> {
        [MANIFEST, SEAL].into_iter().chain(self.files.keys().map(String::as_str))
    }
}

/// Size and hash of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hex.
    pub sha256: String,
}

/// Numbers of transfers. Licences stand apart from deals and are never added to them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Sales: contracted, delivered, in use, ended, or of unknown stage.
    pub deals: u64,
    /// Offers and tenders without a reported sale.
    pub offers: u64,
    /// Export licences granted.
    pub licences: u64,
    /// Export licences refused.
    pub refused: u64,
}

impl Counts {
    /// Counts one transfer.
    pub fn add(&mut self, stage: Stage) {
        match stage {
            Stage::Licensed => self.licences += 1,
            Stage::LicenceRefused => self.refused += 1,
            Stage::Advertised | Stage::Tendered => self.offers += 1,
            Stage::Contracted | Stage::Delivered | Stage::InUse | Stage::Ended | Stage::Unknown => self.deals += 1,
        }
    }
}

/// Figures worked out once at compile time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Number of entities by schema.
    pub entities: BTreeMap<String, u64>,
    /// All transfers.
    pub transfers: Counts,
    /// Transfers by the year in which their earliest dated act began; `undated` where no act is dated.
    pub years: BTreeMap<String, Counts>,
    /// By country code.
    pub countries: BTreeMap<String, CountryFigures>,
    /// Transfers by technology key.
    pub technologies: BTreeMap<String, Counts>,
    /// Transfers by supplier's identifier.
    pub suppliers: BTreeMap<String, Counts>,
    /// Deals by confidence.
    pub confidence: BTreeMap<String, u64>,
    /// Number of claims, the names of countries left out: they are the model's, not the dataset's.
    pub claims: u64,
    /// Claims for which some evidence holds a quotation.
    pub claims_with_quotation: u64,
    /// Claims without any evidence, of tables whose rows need some (sources tell of themselves).
    pub claims_without_evidence: u64,
    /// Sources that the curators opened.
    pub sources_opened: u64,
    /// Measures that were not checked against a source.
    pub measures_unverified: u64,
    /// Values that name an entity which is not there: they stay as they are, and lead nowhere.
    #[serde(default)]
    pub dangling: u64,
}

/// Figures of one country.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryFigures {
    /// Transfers to it.
    pub buys: Counts,
    /// Transfers from it.
    pub sells: Counts,
    /// Measures aimed at it.
    pub measures: u64,
    /// Incidents whose presumed operator it is.
    pub incidents: u64,
    /// Companies seated in it.
    pub companies: u64,
    /// Agencies of it.
    pub agencies: u64,
}
