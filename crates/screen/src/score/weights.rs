//! Weights of the score, and what a caller may set.

use strum::{Display, EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// What contributes to a score. Its text is the name under which `explanations` show it and under
/// which a weight is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Display, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Feature {
    /// The best pair of names.
    NameMatch,
    /// A shared identifier.
    IdentifierMatch,
    /// Identifiers of one scheme that differ.
    IdentifierMismatch,
    /// Dates of birth or foundation that agree.
    DateMatch,
    /// Dates that contradict each other.
    DateMismatch,
    /// A shared country.
    CountryMatch,
    /// No shared country.
    CountryMismatch,
    /// The same gender.
    GenderMatch,
    /// Different genders.
    GenderMismatch,
    /// Addresses that share words.
    AddressMatch,
}

const COUNT: usize = 10;

/// How much each feature may move a score, 0 to 1.
///
/// A match lifts the score by that part of what is missing to 1; a mismatch takes that part of it
/// away. The weight of a shared identifier is the least score that it gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights([f32; COUNT]);

impl Default for Weights {
    /// 1.0 for names; .97 for a shared identifier, .25 against differing ones; dates .5 and .35;
    /// countries .15 and .12; gender .02 and .3; addresses .3.
    fn default() -> Self {
        Self([1.0, 0.97, 0.25, 0.5, 0.35, 0.15, 0.12, 0.02, 0.3, 0.3])
    }
}

impl Weights {
    /// The weight of a feature.
    pub fn get(&self, feature: Feature) -> f32 {
        self.0.get(feature as usize).copied().unwrap_or(0.0)
    }

    /// Sets a weight; what is not from 0 to 1 is brought there, what is no number to 0.
    pub fn set(&mut self, feature: Feature, weight: f32) {
        if let Some(slot) = self.0.get_mut(feature as usize) {
            *slot = if weight.is_nan() { 0.0 } else { weight.clamp(0.0, 1.0) };
        }
    }

    /// All features with their weights.
    pub fn iter(&self) -> impl Iterator<Item = (Feature, f32)> {
        Feature::iter().map(|feature| (feature, self.get(feature)))
    }
}

/// Which score is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Algorithm {
    /// Names and all other evidence.
    #[default]
    Best,
    /// Names alone.
    NameBased,
}

/// Names of yente's algorithms that are accepted, and ours that answers for each.
pub const ALIASES: [(&str, Algorithm); 5] = [
    ("logic-v1", Algorithm::Best),
    ("logic-v2", Algorithm::Best),
    ("name-qualified", Algorithm::Best),
    ("regression-v1", Algorithm::Best),
    ("regression-v2", Algorithm::Best),
];

impl Algorithm {
    /// The algorithm of that name, ours or one of [`ALIASES`].
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "best" => Some(Self::Best),
            "name-based" => Some(Self::NameBased),
            _ => ALIASES.iter().find(|alias| alias.0 == name).map(|alias| alias.1),
        }
    }
}

/// What a caller may set for one query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Params {
    /// Which score is computed.
    pub algorithm: Algorithm,
    /// At this score and above a candidate is called a match. Default .7.
    pub threshold: f32,
    /// Below this score a candidate is not shown. Default .5.
    pub cutoff: f32,
    /// How much each feature counts.
    pub weights: Weights,
}

impl Default for Params {
    fn default() -> Self {
        Self { algorithm: Algorithm::Best, threshold: 0.7, cutoff: 0.5, weights: Weights::default() }
    }
}
