#![doc = include_str!("../README.md")]

mod confined;
pub mod draft;
mod file;
pub mod folder;
pub mod ftm;
pub mod import;
pub mod indicators;
pub mod lines;
pub mod lists;
pub mod mapped;
pub mod names;
pub mod native;
pub mod report;
pub mod review;
pub mod sii;
pub mod stream;
pub mod table;
pub mod taking;
pub mod threeway;
pub mod workbook;

use std::path::PathBuf;

pub use confined::confine;
pub use folder::Folder;

/// Why a file or folder could not be used at all.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The operating system refused.
    #[error("{path}: {error}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The file is not what it should be.
    #[error("{path}{}: found {found}; expected {expected}", line.map(|l| format!(", line {l}")).unwrap_or_default())]
    Form {
        /// The file.
        path: PathBuf,
        /// The line, if one can be named; the first is 1.
        line: Option<u64>,
        /// What was found.
        found: String,
        /// What was expected.
        expected: String,
    },
    /// The folder has errors; each is printed.
    #[error("{} has {} error{}, the first:\n{}", path.display(), problems.len(), if problems.len() == 1 { "" } else { "s" }, problems.iter().take(20).map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The errors, in the order of files and lines.
        problems: Vec<folder::Problem>,
    },
}

impl IntakeError {
    pub(crate) fn io(path: impl Into<PathBuf>, error: std::io::Error) -> Self {
        Self::Io { path: path.into(), error }
    }

    pub(crate) fn form(
        path: impl Into<PathBuf>,
        line: Option<u64>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        // What was found may be a stranger's, and what was expected may list all that a stranger named.
        let found = sousveil_text::visible(&found.into(), folder::LONGEST_FOUND);
        let expected = sousveil_text::visible(&expected.into(), folder::LONGEST_EXPECTED);
        Self::Form { path: path.into(), line, found, expected }
    }
}
