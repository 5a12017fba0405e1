//! What besides names speaks for or against: each feature compares two sets of values.
//!
//! An answer is from −1 (they contradict each other) to 1 (they agree); none where one side says
//! nothing, for silence is no evidence.

mod address;
mod date;

pub use address::Address;
pub(crate) use address::addresses;
pub(crate) use date::dates;

use sousveil_model::Country;
use strum::{Display, EnumString};

use crate::identifier::{Identifier, Scheme};

/// A person's gender, as lists state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Stated, and neither.
    Other,
}

/// Countries agree where one is shared.
pub(crate) fn countries(a: &[Country], b: &[Country]) -> Option<f32> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(if a.iter().any(|country| b.contains(country)) { 1.0 } else { -1.0 })
}

/// Genders agree or contradict; `Other` contradicts nothing.
pub(crate) fn genders(a: Option<Gender>, b: Option<Gender>) -> Option<f32> {
    match (a?, b?) {
        (a, b) if a == b => Some(1.0),
        (Gender::Other, _) | (_, Gender::Other) => None,
        _ => Some(-1.0),
    }
}

/// What identifiers say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Identified {
    /// −1 to 1.
    pub(crate) agreement: f32,
    /// Places of the identifier that is the same in both, if one is.
    pub(crate) same: Option<(usize, usize)>,
}

/// One shared identifier decides; others that differ speak against, where both are of one scheme.
///
/// The same value counts under two schemes where one of them is of no known form: lists file the
/// same number as tax, registration or other.
pub(crate) fn identifiers(a: &[Identifier], b: &[Identifier]) -> Option<Identified> {
    let mut best: Option<Identified> = None;
    for (i, one) in a.iter().enumerate() {
        for (j, other) in b.iter().enumerate() {
            let loose = |id: &Identifier| matches!(id.scheme(), Scheme::Registration | Scheme::Tax | Scheme::Other);
            let comparable = one.scheme() == other.scheme() || loose(one) || loose(other);
            let found = match comparable && one.value() == other.value() {
                true if one.is_checked() || other.is_checked() => Identified { agreement: 1.0, same: Some((i, j)) },
                // Without check digits a short number may belong to many.
                true => {
                    let agreement = if one.value().len() >= 7 { 0.9 } else { 0.7 };
                    Identified { agreement, same: Some((i, j)) }
                }
                false if one.scheme() == other.scheme() && one.is_checked() && other.is_checked() => {
                    Identified { agreement: -1.0, same: None }
                }
                false if one.scheme() == other.scheme() && one.scheme() != Scheme::Other => {
                    Identified { agreement: -0.5, same: None }
                }
                false => continue,
            };
            if best.is_none_or(|best| found.agreement > best.agreement) {
                best = Some(found);
            }
        }
    }
    best
}
