//! Backups: one file with dataset folder, snapshot or both, in a form that can be checked to the last byte before
//! anything of it is put in place.
//!
//! A backup is a tar archive (ustar) packed with zstd. Its first entry is `manifest.json`, the others are the files
//! that it names, in its order. The same data gives the same bytes: entries are sorted, belong to nobody, and have the
//! day of the data's version as their time.

mod read;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};

pub use read::{Target, check, restore};
pub use write::{plan, write};

/// Version of the form; another one is refused.
const FORMAT: u32 = 1;
/// The first entry.
const MANIFEST: &str = "manifest.json";
/// Bytes that a manifest may have.
const MOST_MANIFEST: u64 = 16 << 20;
/// Files that a backup may hold.
const MOST_FILES: usize = 100_000;
/// Bytes that a path may have: what a ustar header holds for certain.
const MOST_PATH: usize = 100;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: u32,
    /// What kind of data lies under each first part of the paths.
    pub parts: BTreeMap<Part, Data>,
    /// The files, sorted by path.
    pub files: Vec<Entry>,
}

/// The first part of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// A dataset folder.
    Folder,
    /// A snapshot, without its full text.
    Snapshot,
}

impl Part {
    /// As it stands in paths.
    pub fn name(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Snapshot => "snapshot",
        }
    }
}

/// Which data that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Name of the dataset.
    pub dataset: String,
    /// Its version.
    pub version: String,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Path with `/`, whose first part is a key of `parts`.
    pub path: String,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hex.
    pub sha256: String,
}

impl Manifest {
    /// How many bytes all files have.
    ///
    /// # Errors
    /// Where no number holds them.
    pub fn bytes(&self) -> Result<u64> {
        let sum = self.files.iter().try_fold(0u64, |sum, file| sum.checked_add(file.bytes));
        sum.ok_or_else(|| anyhow::anyhow!("found sizes whose sum no disk holds"))
    }

    /// Whether it may be believed so far that files are made after it.
    fn check(&self) -> Result<()> {
        ensure!(
            self.format == FORMAT,
            "found a backup of form {}, expected {FORMAT}: restore it with the version that made it",
            self.format
        );
        ensure!(self.files.len() <= MOST_FILES, "found {} files, expected at most {MOST_FILES}", self.files.len());
        for file in &self.files {
            let path = &file.path;
            let known = path.split_once('/').is_some_and(|(first, _)| self.parts.keys().any(|p| p.name() == first));
            ensure!(
                known && is_plain(path),
                "found the path {path:?}, expected a plain one below folder/ or snapshot/"
            );
            let is_hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
            ensure!(
                file.sha256.len() == 64 && file.sha256.bytes().all(is_hex),
                "{path}: found {:?}, expected a SHA-256 in hex",
                file.sha256
            );
        }
        let sorted = self.files.windows(2).all(|pair| matches!(pair, [a, b] if a.path < b.path));
        ensure!(sorted, "found files that are not sorted, or one twice; expected each once, sorted by path");
        let paths: BTreeSet<&str> = self.files.iter().map(|f| f.path.as_str()).collect();
        for path in &paths {
            let above =
                path.match_indices('/').filter_map(|(at, _)| path.get(..at)).find(|above| paths.contains(above));
            ensure!(above.is_none(), "found the file {path:?} below {above:?}, expected a file to hold no other");
        }
        for part in self.parts.keys() {
            let below = format!("{}/", part.name());
            ensure!(paths.iter().any(|p| p.starts_with(&below)), "found no file below {below}, expected some");
        }
        self.bytes()?;
        Ok(())
    }
}

/// Whether a path leads only downwards, by names that no system takes for something else. Names that begin with a dot
/// (among them `.` and `..`) are never part of a backup.
fn is_plain(path: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']) && !part.contains(char::is_control)
    };
    path.len() <= MOST_PATH && path.split('/').all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_pass() {
        for good in ["folder/a.csv", "snapshot/x/y", "folder/Überwachung 2.csv"] {
            assert!(is_plain(good), "{good}");
        }
        let long = format!("folder/{}", "a".repeat(100));
        for bad in [
            "",
            "/etc/passwd",
            "folder/../x",
            "folder//x",
            "folder/",
            "./x",
            "folder/.git",
            "folder\\x",
            "C:/x",
            "a/\0",
            &long,
        ] {
            assert!(!is_plain(bad), "{bad:?}");
        }
    }
}
