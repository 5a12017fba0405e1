//! Dataset folders for tests: small ones made by hand, and a way to compare two of them byte by byte.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// `dataset.toml` of a small folder.
pub fn toml(version: &str) -> String {
    format!(
        "name = \"sousveil\"\ntitle = \"Small\"\nsummary = \"Two companies.\"\npublisher = \"Tests\"\nlicence = \"CC0-1.0\"\nversion = \"{version}\"\n\n\
         [origin.sii]\ntitle = \"Index\"\npublisher = \"Somebody\"\nterms = \"free\"\ninclude = true\n"
    )
}

/// Writes files into a folder that is made where it is missing.
pub fn write(dir: &Path, files: &[(&str, &str)]) {
    std::fs::create_dir_all(dir).unwrap();
    for (name, text) in files {
        std::fs::write(dir.join(name), text).unwrap();
    }
}

/// A small folder without faults; `version` is also a part of a company's name, so that pages differ.
pub fn small(dir: &Path, version: &str) {
    let companies = format!(
        "id,name,country,technologies,sources\n\
         svl-acme,Acme Intercept Ltd,gb,intrusion,svl-paper\n\
         svl-variant,Variant {version} GmbH,de,intrusion,svl-paper\n"
    );
    write(
        dir,
        &[
            ("dataset.toml", &toml(version)),
            (
                "sources.csv",
                "id,title,publisher,published,kind,url,opened\nsvl-paper,A paper,The Sample,2015-11,press,https://sample.example/a,yes\n",
            ),
            ("technologies.csv", &technologies()),
            ("companies.csv", &companies),
        ],
    );
}

/// The technologies that importers know, so that what they bring finds its term.
fn technologies() -> String {
    let mut keys = [
        "intrusion",
        "lawful_interception",
        "monitoring_centre",
        "deep_packet_inspection",
        "imsi_catcher",
        "fibre_tap",
        "location_tracking",
        "forensics",
        "biometrics",
        "video",
        "internet_filtering",
        "osint_analytics",
        "audio",
        "network_infrastructure",
        "counter_surveillance",
        "other",
    ];
    keys.sort_unstable();
    let rows: String =
        keys.iter().map(|key| format!("{key},Label of {key},Definition of {key}.,svl-paper\n")).collect();
    format!("key,label,definition,sources\n{rows}")
}

/// Every file below a folder with its bytes, by its path from there.
pub fn bytes(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![dir.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(dir).unwrap().to_owned();
                found.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// Copies the files of a folder (not its folders).
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for (name, bytes) in bytes(from) {
        std::fs::create_dir_all(to.join(&name).parent().unwrap()).unwrap();
        std::fs::write(to.join(name), bytes).unwrap();
    }
}
