//! What is inside the binary: the open dataset, and the editors' decisions on names that imports use.

use std::hash::BuildHasher as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use foldhash::quality::FixedState;
use sousveil_inspect::{Head, build};
use sousveil_intake::Folder;
use sousveil_intake::folder::read_parts;
use sousveil_intake::indicators::{Reading, Setting};
use sousveil_intake::names::Decisions;
use sousveil_model::Dataset;

/// The files of `data/`.
const DATA: &[(&str, &[u8])] = &[
    ("dataset.toml", include_bytes!("../../../data/dataset.toml")),
    ("sources.csv", include_bytes!("../../../data/sources.csv")),
    ("technologies.csv", include_bytes!("../../../data/technologies.csv")),
    ("companies.csv", include_bytes!("../../../data/companies.csv")),
    ("agencies.csv", include_bytes!("../../../data/agencies.csv")),
    ("products.csv", include_bytes!("../../../data/products.csv")),
    ("transfers.csv", include_bytes!("../../../data/transfers.csv")),
    ("relations.csv", include_bytes!("../../../data/relations.csv")),
    ("incidents.csv", include_bytes!("../../../data/incidents.csv")),
    ("measures.csv", include_bytes!("../../../data/measures.csv")),
    ("evidence.csv", include_bytes!("../../../data/evidence.csv")),
    ("changes.csv", include_bytes!("../../../data/changes.csv")),
    ("redirects.csv", include_bytes!("../../../data/redirects.csv")),
    ("coverage.csv", include_bytes!("../../../data/coverage.csv")),
];

/// The files of `curation/` that hold decisions.
const DECISIONS: &[(&str, &[u8])] = &[
    ("company-names.csv", include_bytes!("../../../curation/company-names.csv")),
    ("end-users.csv", include_bytes!("../../../curation/end-users.csv")),
    ("agencies.csv", include_bytes!("../../../curation/agencies.csv")),
    ("merges.csv", include_bytes!("../../../curation/merges.csv")),
    ("scans.csv", include_bytes!("../../../curation/scans.csv")),
];

/// The files of `indicators/`.
const INDICATORS: &[(&str, &[u8])] =
    &[("operation-manul.csv", include_bytes!("../../../indicators/operation-manul.csv"))];

/// What the pack of our own indicators is called.
pub const OWN_PACK: &str = "sousveil";

/// The indicators of our own, as a pack's bytes.
///
/// # Errors
/// Not in a program that passed its tests.
pub fn indicators() -> Result<Vec<u8>> {
    let mut reading = Reading::default();
    for (name, bytes) in INDICATORS {
        let path = Path::new(OWN_PACK).join(name);
        reading.take(&path, bytes, &Setting::default()).context("reading the indicators inside the program")?;
    }
    let (name, licence) = (OWN_PACK.to_owned(), "CC-BY-4.0".to_owned());
    let head = Head { name, licence, made: String::new(), origins: reading.origins };
    Ok(build(&head, &reading.indicators)?)
}

/// A sum of the open dataset's files, by which this program knows them again.
pub fn data_sum() -> u64 {
    FixedState::default().hash_one(DATA)
}

/// The open dataset.
pub fn folder() -> Result<Folder> {
    read_parts(Path::new("(built in)"), DATA).context("reading the dataset inside the binary")
}

/// The decisions that imports use unless other ones are given.
pub fn decisions() -> Result<Decisions> {
    Decisions::from_parts(Path::new("(built in)"), DECISIONS).context("reading the decisions inside the binary")
}

/// What `dataset.toml` says of a folder that an import makes; its editor will say more.
pub fn new_dataset(dir: &Path) -> Dataset {
    let name: String = dir
        .file_name()
        .map_or_else(|| "dataset".to_owned(), |n| n.to_string_lossy().to_lowercase())
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let origin = folder().map(|f| f.dataset.origin).unwrap_or_default();
    Dataset {
        title: format!("Dataset {name}"),
        name,
        summary: "Not described yet: edit dataset.toml.".to_owned(),
        publisher: "not stated".to_owned(),
        licence: "not stated".to_owned(),
        homepage: None,
        contact: None,
        version: "1".to_owned(),
        vocabulary: sousveil_model::Vocabulary::default(),
        origin,
    }
}
