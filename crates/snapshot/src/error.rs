//! The one error type of this crate: every message names the file, what was found and what was expected.

use std::io;
use std::path::{Path, PathBuf};

/// Why a snapshot could not be compiled, opened, read or verified.
///
/// All functions of this crate return it. The caller at the edge of the program prints it; nothing in it
/// is secret, as paths are the operator's own.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// Reading or writing failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file of the snapshot is not there.
    #[error("{}: this file of the snapshot is missing", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The place to write to holds something that is no snapshot, and is left alone.
    #[error("{}: found something that is no snapshot, expected nothing or an older snapshot to replace", path.display())]
    NotASnapshot {
        /// The file or folder.
        path: PathBuf,
    },
    /// The snapshot has another format.
    #[error("{}: found format {found}, expected {expected}; compile the snapshot again with this version", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// The format that it says.
        found: u32,
        /// [`crate::FORMAT`].
        expected: u32,
    },
    /// The words of the snapshot were made by another version of `sousveil-text`.
    #[error("{}: found text version {found}, expected {expected}; compile the snapshot again with this version", path.display())]
    TextVersion {
        /// The file.
        path: PathBuf,
        /// The version that it says.
        found: u32,
        /// [`sousveil_text::VERSION`].
        expected: u32,
    },
    /// A file is shorter or longer than the manifest says.
    #[error("{}: found {found} bytes, expected {expected}", path.display())]
    Size {
        /// The file.
        path: PathBuf,
        /// Bytes found.
        found: u64,
        /// Bytes that the manifest says.
        expected: u64,
    },
    /// The bytes of a file are not what the manifest says.
    #[error("{}: found SHA-256 {found}, expected {expected}", path.display())]
    Hash {
        /// The file.
        path: PathBuf,
        /// Hash found, in hex.
        found: String,
        /// Hash that the manifest says, in hex.
        expected: String,
    },
    /// The entities are not those that the manifest speaks of.
    #[error("{}: the contents have the data hash {found}, the manifest says {expected}", path.display())]
    DataHash {
        /// The folder.
        path: PathBuf,
        /// Hash of the contents, in hex.
        found: String,
        /// Hash that the manifest says, in hex.
        expected: String,
    },
    /// The bytes of a file make no sense.
    #[error("{}: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found, and what was expected.
        what: String,
    },
    /// Two entities have one identifier.
    #[error("the identifier `{0}` stands for two entities, expected one")]
    Duplicate(String),
    /// An entity claims to be a country: countries are made from the model's table.
    #[error("`{0}` has the schema Country, expected none: countries come from the table of the model")]
    Country(String),
    /// A line of the input says what it may not say there.
    #[error("{place}: {what}")]
    Line {
        /// File and line.
        place: String,
        /// What was found, and what was expected.
        what: String,
    },
    /// The input could not be read.
    #[error(transparent)]
    Input(Box<dyn std::error::Error + Send + Sync>),
    /// Something is larger than the format can hold.
    #[error("{what}: found {found}, the format holds at most {limit}")]
    TooLarge {
        /// What.
        what: String,
        /// Its size.
        found: u64,
        /// The limit.
        limit: u64,
    },
    /// There is no entity of that number.
    #[error("found no entity number {number}, expected a number below {len}")]
    NoSuchNumber {
        /// The number asked for.
        number: u32,
        /// How many there are.
        len: u32,
    },
    /// The full-text index failed; it is rebuilt at the next opening if its folder `text` is removed.
    #[error("{}: full text: {what}", path.display())]
    FullText {
        /// The folder of the index.
        path: PathBuf,
        /// What happened.
        what: String,
    },
}

impl SnapshotError {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::NotFound {
            Self::Missing { path: path.to_owned() }
        } else {
            Self::Io { path: path.to_owned(), source }
        }
    }

    pub(crate) fn damaged(path: &Path, what: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_owned(), what: what.into() }
    }
}
