//! Claims, their evidence, and the rule of confidence.

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::id::{Id, claim_id};
use crate::vocabulary::{Confidence, EvidenceKind, Grade, Stance};

/// A thing with an identifier and a schema, known through claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// Its identifier.
    pub id: Id,
    /// The name of its schema, e.g. `Company`.
    pub schema: Text,
    /// Which upstream it came from (a key of `dataset.toml`), and what that calls it.
    pub origin: Option<Origin>,
    /// All that is said of it, in the order of its table's columns.
    pub claims: Vec<Claim>,
}

/// Where a row came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Key of `[origin.KEY]` in `dataset.toml`.
    pub key: Text,
    /// The identifier that the upstream uses, if any.
    pub id: Option<Text>,
}

/// One value of one property of one entity, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The property: the column of the entity's table, or `id` for the claim that the thing exists or took place.
    pub property: Text,
    /// The value in normal form.
    pub value: Text,
    /// Who says so, and who says otherwise.
    pub evidence: Vec<Evidence>,
}

/// The tie between a claim and a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The source, if the evidence has one (an editorial judgement may have none).
    pub source: Option<Id>,
    /// Where in the source: page, section, row.
    pub locator: Option<Text>,
    /// The source's own words, where we hold them.
    pub quotation: Option<Text>,
    /// For or against.
    pub stance: Stance,
    /// How strong, if graded.
    pub grade: Option<Grade>,
    /// A publication or a curator's judgement.
    pub kind: EvidenceKind,
    /// How the source writes the value, where that differs from the normal form.
    pub as_written: Option<Text>,
    /// What to know about it, in the curators' words.
    pub note: Option<Text>,
}

/// The property of the claim that an entity exists or, for a transfer, that the deal took place.
pub const EXISTENCE: &str = "id";

impl Entity {
    /// The claims of one property.
    pub fn claims_of<'a>(&'a self, property: &'a str) -> impl Iterator<Item = &'a Claim> {
        self.claims.iter().filter(move |c| c.property == property)
    }

    /// The values of one property.
    pub fn values<'a>(&'a self, property: &'a str) -> impl Iterator<Item = &'a str> {
        self.claims_of(property).map(|c| c.value.as_str())
    }

    /// The first value of one property.
    pub fn first<'a>(&'a self, property: &'a str) -> Option<&'a str> {
        self.values(property).next()
    }

    /// How sure it is that the thing exists or took place.
    pub fn confidence(&self) -> Confidence {
        self.claims_of(EXISTENCE).next().map_or(Confidence::Unknown, |c| confidence(&c.evidence))
    }

    /// Every source that any claim rests on, each once, in order of first use.
    pub fn sources(&self) -> Vec<&Id> {
        let mut seen = Vec::new();
        for source in self.claims.iter().flat_map(|c| &c.evidence).filter_map(|e| e.source.as_ref()) {
            if !seen.contains(&source) {
                seen.push(source);
            }
        }
        seen
    }
}

impl Evidence {
    /// The plain word of a source for a value.
    pub fn says(source: Option<Id>, grade: Option<Grade>) -> Self {
        Self {
            source,
            locator: None,
            quotation: None,
            stance: Stance::Supports,
            grade,
            kind: EvidenceKind::Source,
            as_written: None,
            note: None,
        }
    }

    /// A judgement of the curators.
    pub fn judgement() -> Self {
        Self { kind: EvidenceKind::Editorial, ..Self::says(None, None) }
    }
}

impl Claim {
    /// The claim's identifier; see [`claim_id`].
    pub fn id(&self, entity: &Id) -> String {
        claim_id(entity, &self.property, &self.value)
    }
}

/// The rule of confidence: `disputed` where any evidence contradicts; else the best grade among the
/// supporting evidence; `unknown` where none is graded.
pub fn confidence(evidence: &[Evidence]) -> Confidence {
    if evidence.iter().any(|e| e.stance == Stance::Contradicts) {
        return Confidence::Disputed;
    }
    match evidence.iter().filter_map(|e| e.grade).min() {
        Some(Grade::Confirmed) => Confidence::Confirmed,
        Some(Grade::Reported) => Confidence::Reported,
        Some(Grade::Alleged) => Confidence::Alleged,
        None => Confidence::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(stance: Stance, grade: Option<Grade>) -> Evidence {
        Evidence { stance, ..Evidence::says(None, grade) }
    }

    #[test]
    fn the_best_grade_counts() {
        let two = [evidence(Stance::Supports, Some(Grade::Alleged)), evidence(Stance::Supports, Some(Grade::Reported))];
        assert_eq!(confidence(&two), Confidence::Reported);
    }

    #[test]
    fn one_contradiction_makes_it_disputed() {
        let two =
            [evidence(Stance::Supports, Some(Grade::Confirmed)), evidence(Stance::Contradicts, Some(Grade::Reported))];
        assert_eq!(confidence(&two), Confidence::Disputed);
    }

    #[test]
    fn without_a_grade_nothing_is_said() {
        assert_eq!(confidence(&[]), Confidence::Unknown);
        assert_eq!(confidence(&[evidence(Stance::Supports, None)]), Confidence::Unknown);
    }
}
