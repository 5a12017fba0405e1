//! Sentences about one thing: what it is where it is new, and what changed of it.

use sousveil_model::claim::EXISTENCE;
use sousveil_model::tables::table_of_schema;
use sousveil_model::{Claim, Confidence, Entity, Evidence, EvidenceKind, Stage, Stance, Text, confidence};

use super::dates::Dates;
use super::entity::{ClaimChange, Difference, Piece};
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
    out.extend(claim_changes(names, schema, &difference.claims));
    if !difference.order.is_empty() {
        let labels: Vec<&str> = difference.order.iter().map(|p| names.label(schema, p)).collect();
        out.push(format!("nothing but the order changed: {}", labels.join(", ")));
    }
    out
}

/// A line for each change; claims of which the evidence changed in the same way share one.
fn claim_changes(names: &Names<'_>, schema: &str, changes: &[ClaimChange]) -> Vec<String> {
    let mut told: Vec<(String, Option<String>)> = Vec::new();
    for change in changes {
        let label = names.label(schema, change.property());
        let value = |claim: &Claim| shorten(&names.value(schema, &claim.property, &claim.value));
        let line = match change {
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
                let about = match new.property.as_str() {
                    EXISTENCE => label.to_owned(),
                    _ => format!("{label}, {}", value(new)),
                };
                let what = evidence_change(names, old, new, pieces);
                match told.iter_mut().find(|(_, known)| known.as_ref() == Some(&what)) {
                    Some((all, _)) => {
                        all.push_str("; ");
                        all.push_str(&about);
                    }
                    None => told.push((about, Some(what))),
                }
                continue;
            }
        };
        told.push((line, None));
    }
    told.into_iter().map(|(line, what)| line + &what.unwrap_or_default()).collect()
}

/// What became of the evidence, as it stands behind the claims that it is about.
fn evidence_change(names: &Names<'_>, old: &Claim, new: &Claim, pieces: &[Piece]) -> String {
    let (before, after) = (confidence(&old.evidence), confidence(&new.evidence));
    let sure = if before == after { String::new() } else { format!(" [{}]", arrow(before, after)) };
    let pieces: Vec<String> = pieces.iter().map(|p| piece(names, p)).collect();
    format!("{sure}: {}", pieces.join("; "))
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
        Piece::Changed { old, new } => format!("{}: {}", names.source(new), changed(old, new).join(", ")),
    }
}

/// What the same source, on the same side, says otherwise than before.
fn changed(old: &Evidence, new: &Evidence) -> Vec<String> {
    let grade = |e: &Evidence| Some(e.grade.map_or_else(|| "no grade".to_owned(), |g| g.to_string()));
    let kind = |e: &Evidence| match e.kind {
        EvidenceKind::Editorial => Some("as the curators read it".to_owned()),
        EvidenceKind::Source => Some("as it says itself".to_owned()),
    };
    let text = |text: &Option<Text>| text.as_ref().map(|t| format!("“{}”", shorten(t)));
    let mut out = Vec::new();
    for (what, before, after) in [
        ("", kind(old), kind(new)),
        ("", grade(old), grade(new)),
        ("passage: ", old.locator.clone().map(String::from), new.locator.clone().map(String::from)),
        ("quotation: ", text(&old.quotation), text(&new.quotation)),
        ("written: ", text(&old.as_written), text(&new.as_written)),
        ("note: ", text(&old.note), text(&new.note)),
    ] {
        if before != after {
            let told = |side: Option<String>| side.unwrap_or_else(|| "none".to_owned());
            out.push(format!("{what}{} → {}", told(before), told(after)));
        }
    }
    out
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
    parts.extend(evidence.locator.clone().map(String::from));
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
