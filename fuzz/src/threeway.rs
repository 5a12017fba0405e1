//! Another folder taken in three ways: `--- ours/companies.csv`, `--- theirs/…`, `--- base/…`; without any file of
//! the base there is none. Each folder has the same `dataset.toml`.

use std::path::Path;

use sousveil_intake::Folder;
use sousveil_intake::folder::check::check;
use sousveil_intake::folder::{Severity, read_parts};
use sousveil_intake::threeway::take_in;

use super::files;
use super::folder::stays_the_same;
use super::sample::today;

const DATASET: &[u8] = b"name = 'n'\ntitle = 'T'\nsummary = 'S'\npublisher = 'P'\nlicence = 'CC0-1.0'\nversion = '1'\n\
                         [origin.one]\ntitle = 'O'\npublisher = 'P'\nterms = 'none'\ninclude = true\n";

/// A sound folder stays sound, whatever is taken into it; taken in twice is taken in once; what is our own changes
/// nothing.
pub fn run(data: &[u8]) {
    let parts = files(data);
    let Some(ours) = folder(&parts, "ours/") else { return };
    let Some(theirs) = folder(&parts, "theirs/") else { return };
    let base = parts.iter().any(|(name, _)| name.starts_with("base/")).then(|| folder(&parts, "base/")).flatten();
    let done = take_in(&ours, &theirs, base.as_ref(), &[], today());
    stays_the_same(&done.folder);
    assert!(!done.told.sentence().is_empty() && done.told.to_markdown("x").len() >= done.told.sentence().len());
    if !is_sound(&ours) {
        return;
    }
    assert!(is_sound(&done.folder), "what was taken in made errors");
    let again = take_in(&done.folder, &theirs, base.as_ref(), &[], today());
    assert!(bytes(&again.folder) == bytes(&done.folder), "taken in twice is not taken in once");
    let own = take_in(&ours, &ours, base.as_ref(), &[], today());
    assert!(bytes(&own.folder) == bytes(&ours), "our own rows changed something");
}

fn folder(parts: &[(&str, &[u8])], side: &str) -> Option<Folder> {
    let own = parts.iter().filter_map(|(name, bytes)| Some((name.strip_prefix(side)?, *bytes)));
    let all: Vec<(&str, &[u8])> =
        own.filter(|(name, _)| *name != "dataset.toml").chain([("dataset.toml", DATASET)]).collect();
    read_parts(Path::new(side), &all).ok()
}

fn is_sound(folder: &Folder) -> bool {
    check(folder).iter().all(|p| p.severity != Severity::Error)
}

fn bytes(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    folder.files().expect("whatever was read can be written")
}
