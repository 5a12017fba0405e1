//! How alike two prepared names are.
//!
//! ```text
//! words × words ──token──▶ likeness of each pair ──align──▶ pairs, joins, what is left over ──▶ score
//! ```

mod align;
mod edit;
mod score;
mod shown;
mod token;
mod tuning;

pub(crate) use edit::distance;
pub use score::Match;
pub use shown::{Alignment, WordPair, alignment};
pub use tuning::Tuning;

use crate::name::NameRef;
use score::Sides;

/// Compares two names with the default tuning. Symmetric.
///
/// ```
/// use sousveil_screen::{Kind, Name, compare};
/// let listed = Name::new("Сергей Викторович Лавров", Kind::Person);
/// let asked = Name::new("LAVROV, Sergej", Kind::Person);
/// assert!(compare(asked.view(), listed.view()).score > 0.8);
/// ```
pub fn compare(a: NameRef<'_>, b: NameRef<'_>) -> Match {
    score::compare(a, b, Sides::Alike, &Tuning::DEFAULT)
}

/// As [`compare`], where one name is asked for ([`NamesIndex::asked`](crate::index::NamesIndex::asked)) and the other
/// stands in a list. Not symmetric: see [`Tuning::ASKED`].
pub fn compare_asked(asked: NameRef<'_>, listed: NameRef<'_>, tuning: &Tuning) -> Match {
    score::compare(asked, listed, Sides::FirstAsked, tuning)
}

/// Compares two names with a tuning of the caller's.
pub fn compare_with(a: NameRef<'_>, b: NameRef<'_>, tuning: &Tuning) -> Match {
    score::compare(a, b, Sides::Alike, tuning)
}
