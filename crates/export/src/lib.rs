#![doc = include_str!("../README.md")]

pub mod atom;
pub mod by_country;
pub mod cite;
mod csv_out;
pub mod dates;
pub mod diff;
pub mod ftm;
mod independence;
pub mod indicators;
mod json;
mod network;
pub mod place;
pub mod rows;
pub mod rules;
pub mod screened;
pub mod spyware;
pub mod stix;
pub mod timeline;
pub mod trends;
mod voice;
pub mod words;
pub mod xlsx;

pub use cite::{Citation, CitationForm, citations_of};
pub use csv_out::{csv_of, defuse};
pub use independence::Independence;
pub use json::{ListHead, claim_json, claims_jsonl, entity_json, json_of};
pub use network::{Edge, Network, NetworkForm, Node, line_of};
pub use place::Place;
pub use rows::{Rows, Shape};
pub use voice::{Said, Voice};
pub use xlsx::xlsx_of;

/// Why an export ended early.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The snapshot could not be read.
    #[error(transparent)]
    Snapshot(#[from] sousveil_snapshot::SnapshotError),
    /// A line of CSV could not be written.
    #[error("a line of CSV could not be written: {0}")]
    Csv(csv::Error),
    /// A value could not be written as JSON.
    #[error("a value could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Xlsx(String),
    /// A picture could not be made.
    #[error(transparent)]
    Picture(#[from] sousveil_picture::png::PngError),
    /// A line of a file of ours, published before or made for this, is not what it should be.
    #[error("{file}, line {line}: {what}")]
    Line {
        /// Which file.
        file: &'static str,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// The receiver took no more.
    #[error("the receiver took no more: {0}")]
    Write(#[from] std::io::Error),
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        // That the receiver went away is the same thing whoever was writing.
        if !error.is_io_error() {
            return Self::Csv(error);
        }
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Write(error),
            other => Self::Write(std::io::Error::other(format!("{other:?}"))),
        }
    }
}

/// The answer of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;
