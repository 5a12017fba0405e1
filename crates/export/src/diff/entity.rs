//! One entity as two datasets tell it: what came, what went, what changed.

use std::collections::{BTreeMap, HashSet, VecDeque};

use sousveil_model::claim::{EXISTENCE, Origin};
use sousveil_model::tables::{Column, table_of_schema};
use sousveil_model::{Claim, Confidence, Entity, Evidence, Stance, confidence};

use super::dates::{self, Dates};

/// What differs between two tellings of one entity. Nothing, if and only if the two are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// The schema before and after: then the identifier means another thing.
    pub schema: Option<(String, String)>,
    /// The origin before and after.
    pub origin: Option<(Option<Origin>, Option<Origin>)>,
    /// How sure it is that the thing exists or took place, before and after.
    pub confidence: Option<(Confidence, Confidence)>,
    /// The claims that differ, in the order of the table's columns.
    pub claims: Vec<ClaimChange>,
    /// Properties of which nothing but the order of values or evidence changed.
    pub order: Vec<String>,
}

/// What became of one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimChange {
    /// It is new.
    Came(Claim),
    /// It is no longer made.
    Went(Claim),
    /// The one value of a property has another one in its place.
    Replaced {
        /// The claim before.
        old: Claim,
        /// The claim after.
        new: Claim,
        /// What became of a date.
        dates: Option<Dates>,
    },
    /// The value is the same, but not what it rests on.
    Evidence {
        /// The claim before.
        old: Claim,
        /// The claim after.
        new: Claim,
        /// The pieces that differ.
        pieces: Vec<Piece>,
    },
}

/// One piece of evidence that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// It is new.
    Came(Evidence),
    /// It is no longer there.
    Went(Evidence),
    /// The same source takes the same side, but with another grade, passage or note.
    Changed {
        /// Before.
        old: Evidence,
        /// After.
        new: Evidence,
    },
}

impl ClaimChange {
    /// The property.
    pub fn property(&self) -> &str {
        match self {
            Self::Came(claim) | Self::Went(claim) => &claim.property,
            Self::Replaced { new, .. } | Self::Evidence { new, .. } => &new.property,
        }
    }

    /// Confidence in the claim before and after; none where the claim was not there.
    pub fn confidence(&self) -> (Option<Confidence>, Option<Confidence>) {
        let of = |claim: &Claim| Some(confidence(&claim.evidence));
        match self {
            Self::Came(claim) => (None, of(claim)),
            Self::Went(claim) => (of(claim), None),
            Self::Replaced { old, new, .. } | Self::Evidence { old, new, .. } => (of(old), of(new)),
        }
    }

    /// Whether something speaks against the claim that did not before.
    pub fn newly_contradicted(&self) -> bool {
        let (old, new) = match self {
            Self::Came(claim) => (None, claim),
            Self::Went(_) => return false,
            Self::Replaced { old, new, .. } | Self::Evidence { old, new, .. } => (Some(old), new),
        };
        let against = |claim: &Claim| claim.evidence.iter().filter(|e| e.stance == Stance::Contradicts).count();
        against(new) > old.map_or(0, against)
    }
}

impl Difference {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares two tellings of one entity.
pub fn compare(old: &Entity, new: &Entity) -> Difference {
    if old == new {
        return Difference::default();
    }
    let mut out = Difference {
        schema: (old.schema != new.schema).then(|| (old.schema.to_string(), new.schema.to_string())),
        origin: (old.origin != new.origin).then(|| (old.origin.clone(), new.origin.clone())),
        confidence: Some((old.confidence(), new.confidence())).filter(|(a, b)| a != b),
        claims: claims(old, new),
        order: Vec::new(),
    };
    if out.is_none() {
        out.order = reordered(old, new);
    }
    out
}

fn claims(old: &Entity, new: &Entity) -> Vec<ClaimChange> {
    let mut waiting: BTreeMap<(&str, &str), VecDeque<usize>> = BTreeMap::new();
    for (at, claim) in new.claims.iter().enumerate() {
        waiting.entry((&claim.property, &claim.value)).or_default().push_back(at);
    }
    let mut out = Vec::new();
    let mut went: Vec<&Claim> = Vec::new();
    let mut met = HashSet::new();
    for claim in &old.claims {
        let at = waiting.get_mut(&(claim.property.as_str(), claim.value.as_str())).and_then(VecDeque::pop_front);
        match at.and_then(|at| Some((at, new.claims.get(at)?))) {
            None => went.push(claim),
            Some((at, other)) => {
                met.insert(at);
                let pieces = pieces(&claim.evidence, &other.evidence);
                if !pieces.is_empty() {
                    out.push(ClaimChange::Evidence { old: claim.clone(), new: other.clone(), pieces });
                }
            }
        }
    }
    let came: Vec<&Claim> =
        new.claims.iter().enumerate().filter(|(at, _)| !met.contains(at)).map(|(_, claim)| claim).collect();
    pair(&new.schema, &went, &came, &mut out);
    out.sort_by_key(|change| place(&new.schema, change.property()));
    out
}

/// Where a property that holds one value lost one and got one, the two are one change.
fn pair(schema: &str, went: &[&Claim], came: &[&Claim], out: &mut Vec<ClaimChange>) {
    let mut counts: BTreeMap<&str, (Vec<&Claim>, Vec<&Claim>)> = BTreeMap::new();
    for claim in went {
        counts.entry(&claim.property).or_default().0.push(claim);
    }
    for claim in came {
        counts.entry(&claim.property).or_default().1.push(claim);
    }
    for (property, (went, came)) in counts {
        let many = column(schema, property).is_some_and(|c| c.many);
        match (went.as_slice(), came.as_slice()) {
            ([old], [new]) if !many => out.push(ClaimChange::Replaced {
                old: (*old).clone(),
                new: (*new).clone(),
                dates: dates::of_value(schema, property, &old.value, &new.value),
            }),
            _ => {
                out.extend(went.iter().map(|c| ClaimChange::Went((*c).clone())));
                out.extend(came.iter().map(|c| ClaimChange::Came((*c).clone())));
            }
        }
    }
}

fn column(schema: &str, property: &str) -> Option<&'static Column> {
    table_of_schema(schema)?.column(property)
}

/// The existence first, then the order of the table's columns, then what the table does not know.
fn place(schema: &str, property: &str) -> usize {
    if property == EXISTENCE {
        return 0;
    }
    let columns = table_of_schema(schema).map_or(&[] as &[Column], |t| t.columns);
    columns.iter().position(|c| c.name == property).map_or(usize::MAX, |at| at + 1)
}

/// All of a piece that counts, in a form that can be looked up. Whole patterns: a new field can't be forgotten.
fn key(evidence: &Evidence) -> impl Ord + '_ {
    let Evidence { source, locator, quotation, stance, grade, kind, as_written, note } = evidence;
    let (stance, kind): (&str, &str) = (stance.into(), kind.into());
    (source, locator, quotation, stance, grade, kind, as_written, note)
}

fn pieces(old: &[Evidence], new: &[Evidence]) -> Vec<Piece> {
    let (went, came) = unmatched(old, new, key);
    let side = |e: &Evidence| -> (Option<String>, &'static str) {
        (e.source.as_ref().map(ToString::to_string), e.stance.into())
    };
    let mut out = Vec::new();
    let mut others: BTreeMap<_, VecDeque<&Evidence>> = BTreeMap::new();
    for piece in &came {
        others.entry(side(piece)).or_default().push_back(piece);
    }
    for piece in went {
        match others.get_mut(&side(piece)).and_then(VecDeque::pop_front) {
            Some(new) => out.push(Piece::Changed { old: piece.clone(), new: new.clone() }),
            None => out.push(Piece::Went(piece.clone())),
        }
    }
    out.extend(others.into_values().flatten().map(|piece| Piece::Came(piece.clone())));
    out
}

/// What only one of two lists has; the same thing twice counts twice.
pub(super) fn unmatched<'a, T, K: Ord>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> (Vec<&'a T>, Vec<&'a T>) {
    let mut waiting: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
    for (at, item) in new.iter().enumerate() {
        waiting.entry(key(item)).or_default().push_back(at);
    }
    let mut met = HashSet::new();
    let mut went = Vec::new();
    for item in old {
        match waiting.get_mut(&key(item)).and_then(VecDeque::pop_front) {
            Some(at) => drop(met.insert(at)),
            None => went.push(item),
        }
    }
    (went, new.iter().enumerate().filter(|(at, _)| !met.contains(at)).map(|(_, item)| item).collect())
}

/// The properties whose values or evidence stand in another order; all of them where only the order of the properties
/// among each other differs.
fn reordered(old: &Entity, new: &Entity) -> Vec<String> {
    let mut properties: Vec<&str> = Vec::new();
    for claim in &old.claims {
        if !properties.contains(&claim.property.as_str()) {
            properties.push(&claim.property);
        }
    }
    let differs = |property: &&&str| !old.claims_of(property).eq(new.claims_of(property));
    let found: Vec<String> = properties.iter().filter(differs).map(|&p| p.to_owned()).collect();
    if found.is_empty() { properties.into_iter().map(str::to_owned).collect() } else { found }
}
