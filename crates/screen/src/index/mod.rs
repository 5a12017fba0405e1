//! Candidates for a name among millions: an index over bytes, read in place.
//!
//! ```text
//! names ─▶ words (by sound, by character, by synonym) ─▶ postings: the names that have a word
//!             ├─ sounds      a word's own key
//!             ├─ deletions   the word without one letter: typing mistakes meet there
//!             └─ bones       its consonants: transliterations meet there
//! pairs of common words ─▶ names that have both, since each alone has too many
//! identifiers ─▶ entities
//! ```
//!
//! A question looks at a bounded number of postings however common its words are: rare words first, pairs of common
//! ones then; what shares most weight with the question is compared in full.

mod build;
mod find;
mod gather;
mod keys;
mod layout;
mod table;

pub use build::{Around, Builder, TooMany};
pub use find::{Found, Limits, Question};
pub use layout::{NamesIndex, NoIndex};
