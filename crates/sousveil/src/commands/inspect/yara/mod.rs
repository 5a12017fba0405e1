//! Rules of YARA that somebody gives, held against files and their parts: in programs that were built with the feature `yara`.

#[cfg(feature = "yara")]
mod held;
mod holding;
#[cfg(not(feature = "yara"))]
mod none;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};

#[cfg(feature = "yara")]
pub use held::{Rules, Scanner};
pub use holding::Holding;
#[cfg(not(feature = "yara"))]
pub use none::{Rules, Scanner};

/// What was made of the rules.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Loaded {
    /// How many there are.
    pub rules: u64,
    /// Those that can be held against nothing here, with the file in which they stand.
    pub left_out: Vec<(PathBuf, String)>,
}

/// The files that are given, and those of the folders that are.
///
/// # Errors
/// One is not there, a folder has none, or the program was built without YARA.
pub fn files(given: &[PathBuf]) -> Result<Vec<PathBuf>> {
    ensure!(
        given.is_empty() || cfg!(feature = "yara"),
        "--yara: this program was built without YARA, which takes minutes to build and a compiler into the program; \
         `cargo build --release --features yara` makes one with it"
    );
    let mut files = Vec::new();
    for path in given {
        let about = std::fs::metadata(path).with_context(|| format!("reading rules of YARA: {}", path.display()))?;
        ensure!(path.to_str().is_some(), "--yara {}: expected a path in UTF-8", path.display());
        ensure!(about.is_dir() || about.is_file(), "--yara {}: expected a file or a folder", path.display());
        if about.is_dir() {
            let before = files.len();
            folder(path, &mut files)?;
            ensure!(files.len() > before, "{}: found no rules of YARA, expected files .yar or .yara", path.display());
        } else {
            files.push(path.clone());
        }
    }
    // A file that is given twice would be a mistake: its rules are there already.
    let mut known = HashSet::new();
    files.retain(|file| file.canonicalize().map_or(true, |whole| known.insert(whole)));
    Ok(files)
}

fn folder(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let reading = || format!("reading rules of YARA: {}", folder.display());
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(reading)? {
        inside.push(entry.with_context(reading)?.path());
    }
    inside.sort();
    for path in inside {
        let is_rules =
            path.extension().is_some_and(|end| end.eq_ignore_ascii_case("yar") || end.eq_ignore_ascii_case("yara"));
        // What a link leads to may lie above: no folder is entered through one.
        if path.is_dir() && !path.is_symlink() {
            self::folder(&path, files)?;
        } else if is_rules && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}
