//! A small dataset that targets ask or break: a part of a real one, with some names that mean harm.

use std::path::Path;
use std::sync::LazyLock;

use sousveil_intake::Folder;
use sousveil_intake::folder::{entities, read_parts};
use sousveil_intake::names::Decisions;
use sousveil_model::{Dataset, PartialDate, Upstream};
use sousveil_snapshot::Contents;

const DECISIONS: &[(&str, &[u8])] = &[
    ("company-names.csv", include_bytes!("../../curation/company-names.csv")),
    ("end-users.csv", include_bytes!("../../curation/end-users.csv")),
    ("agencies.csv", include_bytes!("../../curation/agencies.csv")),
    ("merges.csv", include_bytes!("../../curation/merges.csv")),
    ("scans.csv", include_bytes!("../../curation/scans.csv")),
];

/// The editors' decisions of the repository.
pub static DECISIONS_READ: LazyLock<Decisions> =
    LazyLock::new(|| Decisions::from_parts(Path::new("curation"), DECISIONS).expect("the decisions are sound"));

/// The day on which imports happen here.
pub fn today() -> PartialDate {
    "2026-11-26".parse().expect("a date")
}

/// A folder with nothing but technologies, whose dataset knows the origins `sii` and `one`.
pub fn empty() -> Folder {
    static MADE: LazyLock<Folder> = LazyLock::new(make);
    MADE.clone()
}

fn make() -> Folder {
    let upstream = || Upstream {
        title: "One".to_owned(),
        publisher: "P".to_owned(),
        url: None,
        terms: "none".to_owned(),
        include: true,
    };
    let dataset = Dataset {
        name: "sample".to_owned(),
        title: "Sample".to_owned(),
        summary: "A small dataset".to_owned(),
        publisher: "P".to_owned(),
        licence: "CC0-1.0".to_owned(),
        homepage: None,
        contact: None,
        version: "1".to_owned(),
        vocabulary: sousveil_model::Vocabulary::default(),
        origin: ["sii", "one"].into_iter().map(|key| (key.to_owned(), upstream())).collect(),
    };
    let mut folder = Folder::new(dataset);
    // Importers of rows refer to technologies by their keys.
    let technologies: &[u8] = include_bytes!("../../data/technologies.csv");
    let sources: &[u8] = include_bytes!("../../data/sources.csv");
    let toml = toml_of(&folder);
    let parts = [("dataset.toml", toml.as_slice()), ("technologies.csv", technologies), ("sources.csv", sources)];
    if let Ok(read) = read_parts(Path::new("sample"), &parts) {
        let mut technologies = read.rows("technologies").to_vec();
        let sheet = read.sheet("technologies").expect("every folder has it");
        // One source each: which of several said what stands in another file.
        for row in &mut technologies {
            let first = sheet.values(row, "sources").next().unwrap_or_default().to_owned();
            sheet.set(row, "sources", first);
        }
        let named: Vec<String> =
            technologies.iter().flat_map(|r| sheet.values(r, "sources")).map(str::to_owned).collect();
        let sources = read.rows("sources").iter().filter(|r| named.iter().any(|n| n == r.cell(0))).cloned();
        let mut sources: Vec<_> = sources.collect();
        let sheet = read.sheet("sources").expect("every folder has it");
        for row in &mut sources {
            for column in ["cites", "origin"] {
                sheet.set(row, column, String::new());
            }
        }
        folder.sheet_mut("technologies").expect("every folder has it").rows = technologies;
        folder.sheet_mut("sources").expect("every folder has it").rows = sources;
    }
    folder
}

fn toml_of(folder: &Folder) -> Vec<u8> {
    let files = folder.files().expect("an empty folder can be written");
    files.into_iter().find(|(name, _)| name == "dataset.toml").map(|(_, bytes)| bytes).unwrap_or_default()
}

/// The contents of the small dataset.
pub fn contents() -> Contents {
    let parts = super::files(include_bytes!("../seeds/folder/small"));
    let folder = read_parts(Path::new("small"), &parts).expect("the seed is sound");
    Contents {
        entities: entities::entities(&folder),
        changes: entities::changes(&folder),
        redirects: entities::redirects(&folder),
        coverage: entities::coverage(&folder),
        dataset: folder.dataset,
    }
}
