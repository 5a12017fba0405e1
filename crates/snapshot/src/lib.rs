#![doc = include_str!("../README.md")]

mod answer;
mod blocks;
mod bytes;
mod cache;
mod captions;
mod compile;
mod contents;
mod countries;
mod counts;
mod derive;
mod dictionary;
mod entities;
mod error;
mod exclude;
mod foreign;
mod forms;
mod fulltext;
mod hash;
mod heads;
mod links;
mod lists;
mod made;
mod merge;
mod names;
mod order;
pub mod parallel;
mod place;
mod query;
mod record;
mod reference;
mod screening;
mod selection;
mod snapshot;
mod spool;
mod statistics;
mod survey;
mod union;
mod verify;

pub use captions::caption;
pub use compile::{Progress, compile, compile_lines};
pub use contents::{
    Change, Contents, CountryFigures, Counts, Coverage, Dataset, FileEntry, Manifest, Redirect, Statistics, Upstream,
};
pub use derive::year_of;
pub use error::SnapshotError;
pub use hash::data_hash;
pub use heads::Head;
pub use links::Link;
pub use query::{Answer, Best, Facet, Part, Query, Sort};
pub use reference::{COUNTRIES, COUNTRY, Reference, reference};
pub use screening::{Asked, MOST_LINKS, REFERENTS, SCREENED, Screened, Told};
pub use selection::Selection;
pub use snapshot::Snapshot;
pub use sousveil_screen::Explanations;
pub use survey::{InputError, Lines, Stream};
pub use union::union;
pub use verify::verify;

/// Version of the format that this crate writes and reads; another one is refused. Raised as well when
/// `sousveil-screen` reads names otherwise: an older index would not have the words that are looked up.
pub const FORMAT: u32 = 8;
