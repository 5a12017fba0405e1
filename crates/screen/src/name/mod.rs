//! Names prepared for comparison: a name's words with all that comparing needs, in one run of bytes.

mod bytes;
mod form;
mod parts;
mod pieces;
mod prepare;
mod token;

pub(crate) use bytes::reweigh;
pub use bytes::{Name, NameRef, NotAName};
pub(crate) use form::Family;
pub use pieces::is_by_syllables;
pub use token::{Script, Token};

/// Words of a name that are kept; of a longer name the first ones.
pub(crate) const MOST_TOKENS: usize = 24;

/// Characters of a name that are read. The longest name on OFAC's list has 112.
pub(crate) const MOST_CHARS: usize = 512;

/// Letters of a word that are kept.
pub(crate) const LONGEST_WORD: usize = 40;
