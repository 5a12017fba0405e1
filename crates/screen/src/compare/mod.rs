//! How alike two prepared names are.
//!
//! ```text
//! words × words ──token──▶ likeness of each pair ──align──▶ pairs, joins, what is left over ──▶ score
//! ```

mod align;
mod edit;
mod score;
mod token;
mod tuning;

pub use score::Match;
pub use tuning::Tuning;

use crate::name::NameRef;

/// Compares two names with the default tuning. Symmetric.
///
/// ```
/// use sousveil_screen::{Kind, Name, compare};
/// let listed = Name::new("Сергей Викторович Лавров", Kind::Person);
/// let asked = Name::new("LAVROV, Sergej", Kind::Person);
/// assert!(compare(asked.view(), listed.view()).score > 0.8);
/// ```
pub fn compare(a: NameRef<'_>, b: NameRef<'_>) -> Match {
    score::compare(a, b, &Tuning::DEFAULT)
}

/// Compares two names with a tuning of the caller's.
pub fn compare_with(a: NameRef<'_>, b: NameRef<'_>, tuning: &Tuning) -> Match {
    score::compare(a, b, tuning)
}
