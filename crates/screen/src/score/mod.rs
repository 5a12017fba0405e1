//! One score from names and all other evidence, and the reasons for it.
//!
//! ```text
//! names ────────────────▶ base ─┐
//! dates, countries, …  ─┬─ agree ──▶ lift towards 1 ─┤ (only where the names are at least half alike)
//!                       └─ contradict ▶ part taken off ┤
//! identifiers ─────────── the same ▶ at least .97 ────┴─▶ score
//! ```

mod explain;
mod weights;

pub use explain::{Explanation, Explanations, Texts};
pub use weights::{ALIASES, Algorithm, Feature, Params, Weights};

use sousveil_model::{Country, PartialDate};

use crate::compare::{Match, Tuning, compare_asked};
use crate::features::{Address, Gender, addresses, countries, dates, genders, identifiers};
use crate::identifier::Identifier;
use crate::name::NameRef;

/// One of a subject's names.
#[derive(Clone, Copy, Debug)]
pub struct Alias<'a> {
    /// The prepared name.
    pub name: NameRef<'a>,
    /// A weak alias (a nickname, a name of many others): its score is a twentieth lower.
    pub weak: bool,
}

/// All that is known of a query or a candidate, in prepared form; empty where nothing is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject<'a> {
    /// Names in any order.
    pub names: &'a [Alias<'a>],
    /// Dates of birth or foundation.
    pub dates: &'a [PartialDate],
    /// Countries, of whatever tie.
    pub countries: &'a [Country],
    /// A person's gender.
    pub gender: Option<Gender>,
    /// Identifiers of all schemes.
    pub identifiers: &'a [Identifier],
    /// Addresses.
    pub addresses: &'a [Address],
}

/// A score with what it was made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// 0 to 1.
    pub score: f32,
    /// The best pair of names.
    pub name: Match,
    /// Places of the best pair of names in the query and the candidate.
    pub names: Option<(usize, usize)>,
    /// Agreement of identifiers, −1 to 1.
    pub identifiers: Option<f32>,
    /// Places of a shared identifier.
    pub shared_identifier: Option<(usize, usize)>,
    /// Agreement of dates, −1 to 1.
    pub dates: Option<f32>,
    /// Agreement of countries, −1 or 1.
    pub countries: Option<f32>,
    /// Agreement of gender, −1 or 1.
    pub gender: Option<f32>,
    /// Overlap of addresses, 0 to 1.
    pub addresses: Option<f32>,
}

/// The most that the score of a candidate can be whose names are that alike at best, whatever else is known of it.
///
/// Who scores below a cutoff even so need not be looked at further.
pub fn ceiling(query: &Subject<'_>, names: f32, params: &Params) -> f32 {
    let mut best = Scored::of_names(Match { score: names, ..Match::NONE }, None);
    if params.algorithm == Algorithm::Best {
        let agrees = |known: bool| known.then_some(1.0);
        best.identifiers = agrees(!query.identifiers.is_empty());
        best.dates = agrees(!query.dates.is_empty());
        best.countries = agrees(!query.countries.is_empty());
        best.gender = agrees(query.gender.is_some());
        best.addresses = agrees(!query.addresses.is_empty());
    }
    total(&best, &params.weights)
}

/// What a weak alias loses.
const WEAK: f32 = 0.95;

/// Values of one kind that are looked at; of more the first ones. The fullest entity of OFAC's list
/// has 95 aliases.
const MOST_VALUES: usize = 256;

fn first<T>(values: &[T]) -> &[T] {
    values.get(..MOST_VALUES).unwrap_or(values)
}

/// Scores a candidate against a query; allocates nothing. A word that only the query has speaks more against it than
/// one that only the candidate has.
///
/// Schemata are the caller's to filter: a person and a company of one name are alike here. Of each
/// kind of value the first 256 are looked at.
pub fn score(query: &Subject<'_>, candidate: &Subject<'_>, params: &Params) -> Scored {
    score_beside(query, candidate, names_alike(query.names, candidate.names.iter().copied()), params)
}

/// As [`score`], by a caller who has compared the names already: of the subjects all but the names is looked at.
pub fn score_beside(query: &Subject<'_>, candidate: &Subject<'_>, best: Alike, params: &Params) -> Scored {
    let mut scored = Scored::of_names(best.likeness, best.places);
    if params.algorithm == Algorithm::Best {
        let found = identifiers(first(query.identifiers), first(candidate.identifiers));
        scored.identifiers = found.map(|found| found.agreement);
        scored.shared_identifier = found.and_then(|found| found.same);
        scored.dates = dates(first(query.dates), first(candidate.dates));
        scored.countries = countries(first(query.countries), first(candidate.countries));
        scored.gender = genders(query.gender, candidate.gender);
        scored.addresses = addresses(first(query.addresses), first(candidate.addresses));
    }
    scored.score = total(&scored, &params.weights);
    scored
}

/// The two names of a query and a candidate that are most alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    /// How alike they are.
    pub likeness: Match,
    /// Their places; none where no two names share anything.
    pub places: Option<(usize, usize)>,
}

/// Compares each name of a query with each of a candidate, of both with the first 256.
pub fn names_alike<'n>(query: &[Alias<'_>], candidate: impl IntoIterator<Item = Alias<'n>>) -> Alike {
    let mut best = Alike { likeness: Match::NONE, places: None };
    for (j, other) in candidate.into_iter().take(MOST_VALUES).enumerate() {
        for (i, one) in first(query).iter().enumerate() {
            let mut likeness = compare_asked(one.name, other.name, &Tuning::ASKED);
            if one.weak || other.weak {
                likeness.score *= WEAK;
            }
            if likeness.score > best.likeness.score {
                best = Alike { likeness, places: Some((i, j)) };
            }
        }
    }
    best
}

fn total(scored: &Scored, weights: &Weights) -> f32 {
    let base = scored.name.score * weights.get(Feature::NameMatch);
    // Evidence beside the name counts in full where the name stands at .7, not at all below .4.
    let gate = ((base - 0.4) / 0.3).clamp(0.0, 1.0);
    let (mut missing, mut kept) = (1.0, 1.0);
    for (agreement, agrees, against) in scored.evidence() {
        match agreement {
            Some(a) if a > 0.0 => missing *= 1.0 - a * weights.get(agrees) * gate,
            Some(a) => kept *= 1.0 + a * against.map_or(0.0, |feature| weights.get(feature)),
            None => {}
        }
    }
    let score = (1.0 - (1.0 - base) * missing) * kept;
    let floor = scored
        .identifiers
        .filter(|&agreement| agreement > 0.0)
        .map_or(0.0, |agreement| weights.get(Feature::IdentifierMatch) * agreement * (0.9 + 0.1 * base));
    score.max(floor).clamp(0.0, 1.0)
}

impl Scored {
    /// What names say, before anything else is looked at.
    fn of_names(name: Match, names: Option<(usize, usize)>) -> Self {
        Self {
            score: 0.0,
            name,
            names,
            identifiers: None,
            shared_identifier: None,
            dates: None,
            countries: None,
            gender: None,
            addresses: None,
        }
    }

    /// Whether the score makes a match.
    pub fn is_match(&self, params: &Params) -> bool {
        self.score >= params.threshold
    }

    /// Agreement of everything but names, with the features under which it counts.
    fn evidence(&self) -> [(Option<f32>, Feature, Option<Feature>); 5] {
        use Feature::{
            AddressMatch, CountryMatch, CountryMismatch, DateMatch, DateMismatch, GenderMatch, GenderMismatch,
            IdentifierMatch, IdentifierMismatch,
        };
        [
            (self.identifiers, IdentifierMatch, Some(IdentifierMismatch)),
            (self.dates, DateMatch, Some(DateMismatch)),
            (self.countries, CountryMatch, Some(CountryMismatch)),
            (self.gender, GenderMatch, Some(GenderMismatch)),
            (self.addresses, AddressMatch, None),
        ]
    }
}
