//! The sheet of claims, for those who check: a row for each piece of evidence.

use sousveil_model::{Entity, confidence};
use sousveil_snapshot::Snapshot;

use super::sheets::Sheets;
use crate::Result;
use crate::json::Sources;

pub(super) const NAME: &str = "claims";
pub(super) const WHAT: &str = "Every claim with its evidence: a row for each piece of evidence, so a claim that \
     three sources tell has three rows. The property id stands for the claim that the thing exists or took place.";

const HEADS: [&str; 22] = [
    "claim",
    "entity",
    "schema",
    "caption",
    "property",
    "value",
    "confidence",
    "stance",
    "grade",
    "evidence_kind",
    "source_id",
    "source",
    "publisher",
    "published",
    "source_kind",
    "url",
    "archive_url",
    "opened",
    "locator",
    "quotation",
    "as_written",
    "note",
];

/// Writes the sheet; names of countries are left out, as in `claims.jsonl`.
pub(super) fn write(
    snapshot: &Snapshot,
    sheets: &mut Sheets<'_>,
    progress: &mut dyn FnMut(&str, u64, u64),
) -> Result<()> {
    let sources = Sources::new(snapshot);
    sheets.begin(NAME, &HEADS, "claims.jsonl")?;
    for number in 0..snapshot.len() {
        let entity = snapshot.entity_at(number)?;
        if entity.schema != sousveil_snapshot::COUNTRY {
            let caption = snapshot.head(number).map_or("", |h| h.caption);
            of_entity(sheets, &sources, &entity, caption)?;
        }
        progress(NAME, u64::from(number) + 1, u64::from(snapshot.len()));
    }
    sheets.end()
}

fn of_entity(sheets: &mut Sheets<'_>, sources: &Sources<'_>, entity: &Entity, caption: &str) -> Result<()> {
    for claim in &entity.claims {
        let id = claim.id(&entity.id);
        let sure: &str = confidence(&claim.evidence).into();
        let lead = [&id, entity.id.as_str(), &entity.schema, caption, &claim.property, &claim.value, sure];
        if claim.evidence.is_empty() {
            sheets.texts(lead)?;
        }
        for evidence in &claim.evidence {
            let source = evidence.source.as_ref().map(|s| sources.source(s.as_str())).transpose()?;
            let told = source.as_deref();
            let of = |text: Option<&'_ Option<String>>| text.and_then(|t| t.clone()).unwrap_or_default();
            let from_source = [
                told.map(|s| s.id.clone()).unwrap_or_default(),
                of(told.map(|s| &s.title)),
                of(told.map(|s| &s.publisher)),
                of(told.map(|s| &s.published)),
                of(told.map(|s| &s.kind)),
                of(told.map(|s| &s.url)),
                of(told.map(|s| &s.archive_url)),
                of(told.map(|s| &s.opened)),
            ];
            let judged = [evidence.stance.into(), evidence.grade.map_or("", Into::into), evidence.kind.into()];
            let words = [&evidence.locator, &evidence.quotation, &evidence.as_written, &evidence.note];
            let words = words.map(|w| w.as_deref().unwrap_or_default());
            sheets.texts(lead.into_iter().chain(judged).chain(from_source.iter().map(String::as_str)).chain(words))?;
        }
    }
    Ok(())
}
