#![doc = include_str!("../README.md")]

pub mod claim;
pub mod country;
pub mod dataset;
pub mod date;
pub mod ftm;
pub mod id;
pub mod lines;
pub mod tables;
pub mod vocabulary;

pub use claim::{Claim, Entity, Evidence, confidence};
pub use country::Country;
pub use dataset::{Change, Coverage, Dataset, Redirect, Upstream, Vocabulary};
pub use date::{Interval, PartialDate, Tri};
pub use id::Id;
pub use vocabulary::{Confidence, EvidenceKind, Grade, SourceKind, Stage, Stance};

/// A text of a claim. Most have at most 24 bytes and need no memory of their own: property names, identifiers, dates.
pub type Text = compact_str::CompactString;
