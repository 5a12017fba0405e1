//! Sentences about one thing: what it is where it is new, and what changed of it.

use sousveil_model::tables::table_of_schema;
use sousveil_model::{Claim, Confidence, Entity, Evidence, EvidenceKind, Stage, Stance, confidence};

use super::entity::{ClaimChange, Dates, Difference, Piece};
use super::names::Names;
use crate::dates;

/// A value in words has at most this many characters; the data form has it whole.
const LONGEST: usize = 160;

/// What is told of a thing that is new.
pub(super) fn facts(names: &Names<'_>, entity: &Entity) -> String {
    let mut parts = Vec::new();
    if entity.schema == "Transfer" {
        parts.push(entity.first("stage").and_then(|s| s.parse().ok()).unwrap_or(Stage::Unknown).label().to_owned());
    }
    parts.extend(dates::date_of(entity));
    if table_of_schema(&entity.schema).is_some_and(|t| t.has_sources()) {
        parts.push(entity.confidence().label().to_owned());
    }
    let sources = entity.sources();
    let more = sources.len().saturating_sub(1);
    if let Some(first) = sources.first() {
        let title = names.of(first.as_str()).unwrap_or_else(|| first.to_string());
        parts.push(format!(
            "from “{}”{}",
            shorten(&title),
            if more > 0 { format!(" and {more} more") } else { String::new() }
        ));
    }
    if parts.is_empty() { String::new() } else { format!(" · {}", clean(&parts.join(" · "))) }
}

pub(super) fn changes(names: &Names<'_>, schema: &str, difference: &Difference) -> Vec<String> {
    let mut out = Vec::new();
    if let Some((old, new)) = &difference.schema {
        out.push(format!("the identifier means another thing: {} → {}", old.to_lowercase(), new.to_lowercase()));
    }
    if let Some((old, new)) = &difference.origin {
        let told = |origin: &Option<sousveil_model::claim::Origin>| {
            origin.as_ref().map_or_else(
                || "none".to_owned(),
                |o| format!("{}{}", o.key, o.id.as_ref().map(|id| format!(" {id}")).unwrap_or_default()),
            )
        };
        out.push(format!("origin: {} → {}", told(old), told(new)));
    }
    if let Some((old, new)) = difference.confidence {
        out.push(format!("confidence: {}", arrow(old, new)));
    }
    out.extend(difference.claims.iter().map(|change| claim_change(names, schema, change)));
    if !difference.order.is_empty() {
        let labels: Vec<&str> = difference.order.iter().map(|p| names.label(schema, p)).collect();
        out.push(format!("nothing but the order changed: {}", labels.join(", ")));
    }
    out
}

fn claim_change(names: &Names<'_>, schema: &str, change: &ClaimChange) -> String {
    let label = names.label(schema, change.property());
    let value = |claim: &Claim| shorten(&names.value(schema, &claim.property, &claim.value));
    match change {
        ClaimChange::Came(claim) => format!("+ {label}: {}{}", value(claim), rests(names, claim)),
        ClaimChange::Went(claim) => format!("- {label}: {}{}", value(claim), rests(names, claim)),
        ClaimChange::Replaced { old, new, dates } => {
            let dates = match dates {
                Some(Dates::Sharpened) => ", more exact",
                Some(Dates::Blurred) => ", less exact",
                Some(Dates::Moved) | None => "",
            };
            format!("{label}: {} → {}{dates}{}", value(old), value(new), rests(names, new))
        }
        ClaimChange::Evidence { old, new, pieces } => {
            let about = if new.property == sousveil_model::claim::EXISTENCE {
                label.to_owned()
            } else {
                format!("{label}, {}", value(new))
            };
            let (before, after) = (confidence(&old.evidence), confidence(&new.evidence));
            let sure = if before == after { String::new() } else { format!(" [{}]", arrow(before, after)) };
            let pieces: Vec<String> = pieces.iter().map(|p| piece(names, p)).collect();
            format!("{about}{sure}: {}", pieces.join("; "))
        }
    }
}

fn arrow(old: Confidence, new: Confidence) -> String {
    format!("{} → {}", old.label(), new.label())
}

/// How sure a claim is, and on whose word. A curators' note is neither.
fn rests(names: &Names<'_>, claim: &Claim) -> String {
    if claim.evidence.iter().all(|e| e.source.is_none()) {
        return String::new();
    }
    let sure = confidence(&claim.evidence).label();
    let who: Vec<String> = claim.evidence.iter().map(|e| shorten(&names.source(e))).collect();
    format!(" [{sure}; {}]", who.join(", "))
}

fn piece(names: &Names<'_>, piece: &Piece) -> String {
    match piece {
        Piece::Came(e) => format!("evidence came: {}", evidence(names, e)),
        Piece::Went(e) => format!("evidence went: {}", evidence(names, e)),
        Piece::Changed { old, new } if old.grade != new.grade => {
            let grade = |e: &Evidence| e.grade.map_or_else(|| "no grade".to_owned(), |g| g.to_string());
            format!("{}: {} → {}", names.source(new), grade(old), grade(new))
        }
        Piece::Changed { new, .. } => format!("told otherwise: {}", evidence(names, new)),
    }
}

fn evidence(names: &Names<'_>, evidence: &Evidence) -> String {
    let mut parts = vec![names.source(evidence)];
    if evidence.stance == Stance::Contradicts {
        parts.push("against it".to_owned());
    }
    parts.extend(evidence.grade.map(|g| g.to_string()));
    if evidence.source.is_some() && evidence.kind == EvidenceKind::Editorial {
        parts.push("as the curators read it".to_owned());
    }
    parts.extend(evidence.locator.clone());
    parts.extend(evidence.as_written.as_ref().map(|w| format!("written “{w}”")));
    parts.extend(evidence.quotation.as_ref().map(|q| format!("“{}”", shorten(q))));
    parts.extend(evidence.note.as_ref().map(|n| shorten(n)));
    parts.join(", ")
}

pub(super) fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// A stranger's data must not steer the reader's terminal, nor turn the line around.
pub(super) fn clean(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}
