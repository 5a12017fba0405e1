//! Our own lines: a whole dataset as one JSON object a line, with nothing left out (`entities.sousveil.json`).
//!
//! The first line is [`Line::Format`], the second [`Line::Dataset`]; entities follow in the order of their identifiers,
//! then the history, the redirects and the coverage. A line names its kind by its only key, so that a reader can pick
//! what it wants with `grep`. What is not known is left out.

use serde::{Deserialize, Serialize, Serializer};

use crate::claim::{Claim, Entity, Evidence, Origin};
use crate::dataset::{Change, Coverage, Dataset, Redirect};
use crate::id::Id;
use crate::vocabulary::{EvidenceKind, Grade, Stance};

/// The version of the lines that this program writes and reads.
pub const FORMAT: u32 = 1;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Line {
    /// The version of the format.
    Format(u32),
    /// What the dataset says about itself.
    Dataset(Dataset),
    /// An entity with every claim and its evidence.
    #[serde(serialize_with = "entity")]
    Entity(Entity),
    /// A line of the dataset's history.
    Change(Change),
    /// An identifier that is no more.
    Redirect(Redirect),
    /// What was looked for.
    Coverage(Coverage),
}

/// The types themselves are also written in a form without names, where no field may be left out: hence these.
fn entity<S: Serializer>(entity: &Entity, serializer: S) -> Result<S::Ok, S::Error> {
    let Entity { id, schema, origin, claims } = entity;
    let claims = claims.iter().map(claim).collect();
    EntityLine { id, schema, origin: origin.as_ref(), claims }.serialize(serializer)
}

fn claim(claim: &Claim) -> ClaimLine<'_> {
    let Claim { property, value, evidence } = claim;
    ClaimLine { property, value, evidence: evidence.iter().map(evidence_line).collect() }
}

fn evidence_line(evidence: &Evidence) -> EvidenceLine<'_> {
    let Evidence { source, locator, quotation, stance, grade, kind, as_written, note } = evidence;
    EvidenceLine {
        source: source.as_ref(),
        locator: locator.as_deref(),
        quotation: quotation.as_deref(),
        stance: *stance,
        grade: *grade,
        kind: *kind,
        as_written: as_written.as_deref(),
        note: note.as_deref(),
    }
}

#[derive(Serialize)]
struct EntityLine<'a> {
    id: &'a Id,
    schema: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a Origin>,
    claims: Vec<ClaimLine<'a>>,
}

#[derive(Serialize)]
struct ClaimLine<'a> {
    property: &'a str,
    value: &'a str,
    evidence: Vec<EvidenceLine<'a>>,
}

#[derive(Serialize)]
struct EvidenceLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quotation: Option<&'a str>,
    stance: Stance,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<Grade>,
    kind: EvidenceKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_written: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}
