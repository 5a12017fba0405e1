//! The names by which the script of a published search finds entries.

use std::collections::BTreeSet;

use sousveil_snapshot::{Snapshot, SnapshotError};
use sousveil_text::{fold, latin};

use super::shelf::shelved;
use crate::{address, words};

/// The file.
pub(super) const FILE: &str = "names.js";
/// What is found by its name. A deal's name is that of its parties, and it stands on their pages.
const FOUND: [&str; 6] = ["Country", "Company", "Agency", "Product", "Technology", "Incident"];
/// What an entry is called.
const NAMES: [&str; 2] = ["name", "aliases"];

/// The names as a script: a page that is opened from a disk may load nothing else.
pub(super) fn script(snapshot: &Snapshot) -> Result<String, SnapshotError> {
    let mut lines = Vec::new();
    for number in 0..snapshot.len() {
        let Some(head) = snapshot.head(number).filter(|head| FOUND.contains(&head.schema)) else { continue };
        let Some(shelved) = shelved(&address::of_entity(head)) else { continue };
        let entity = snapshot.entity_at(number)?;
        let mut keys = BTreeSet::new();
        for name in NAMES.iter().flat_map(|property| entity.values(property)).chain([head.caption]) {
            keys.insert(fold(name));
            keys.insert(fold(&latin(name)));
        }
        let keys: Vec<String> = keys.into_iter().collect();
        let line = serde_json::json!([head.caption, shelved.file, words::noun(head.schema), keys.join("\n")]);
        lines.push(line.to_string());
    }
    Ok(format!("\"use strict\";\nconst NAMES = [\n{}\n];\n", lines.join(",\n")))
}
