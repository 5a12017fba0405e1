//! What a difference means, and for whom: countries, companies, technologies, measures.

use std::collections::{BTreeMap, BTreeSet};

use sousveil_model::{Confidence, Entity, Stance};
use sousveil_snapshot::{COUNTRIES, reference};

use super::dates::{self, Dates};
use super::entity::{ClaimChange, Difference, Piece};
use super::whom::{Kind, Noun, Role, What, Whom};

/// For whom what was counted: thing, role, what is counted, what happened to it.
pub type Counted = BTreeMap<Whom, BTreeMap<(Role, Noun, What), u64>>;

/// All that an entity is tied to.
pub fn parties(entity: &Entity) -> BTreeSet<(Whom, Role)> {
    let mut out = BTreeSet::new();
    let mut add = |kind, id: &str, role| {
        out.insert((Whom { kind, id: id.to_owned() }, role));
    };
    match entity.schema.as_str() {
        "Company" => add(Kind::Company, entity.id.as_str(), Role::Itself),
        "Technology" => add(Kind::Technology, entity.id.as_str(), Role::Itself),
        "Measure" => add(Kind::Measure, entity.id.as_str(), Role::Itself),
        _ => {}
    }
    for to in entity.claims.iter().filter_map(|claim| reference(entity, claim)) {
        let role = match (entity.schema.as_str(), to.property) {
            ("Transfer", "recipient_country") => Role::Recipient,
            ("Transfer", "supplier_country") => Role::Exporter,
            ("Transfer" | "Incident", "supplier") => Role::Supplier,
            ("Transfer", "intermediary") => Role::Intermediary,
            ("Incident", "country") => Role::Operator,
            ("Measure", "target") => Role::Target,
            ("Measure", "binds") => Role::Bound,
            ("Measure", "technologies") => Role::Target,
            ("Company" | "Agency", "country") => Role::Seat,
            ("Transfer" | "Company", "technologies") | ("Product", "technology") => Role::Subject,
            ("Product", "maker") => Role::Maker,
            ("Relation", "from" | "to") => Role::Related,
            _ => continue,
        };
        match to.table {
            COUNTRIES => add(Kind::Country, to.id, role),
            "companies" => add(Kind::Company, to.id, role),
            "technologies" => add(Kind::Technology, to.id, role),
            _ => {}
        }
    }
    out
}

/// Counts a new or vanished entity for all whom it matters for.
pub fn count_whole(entity: &Entity, what: What, counted: &mut Counted) {
    let Some(noun) = Noun::of(entity) else { return };
    for (whom, role) in parties(entity) {
        *counted.entry(whom).or_default().entry((role, noun, what)).or_default() += 1;
    }
}

/// Counts a changed entity for all whom it matters for.
pub fn count_changed(old: &Entity, new: &Entity, difference: &Difference, counted: &mut Counted) {
    let Some(noun) = Noun::of(new).or_else(|| Noun::of(old)) else { return };
    let (before, after) = (parties(old), parties(new));
    let mut happened = happened(old, new, difference);
    if let Some(before) = Noun::of(old).filter(|before| *before != noun) {
        happened.retain(|what| *what != What::Stage);
        happened.push(What::Was(before));
    }
    for (whom, role) in before.union(&after) {
        let party = (whom.clone(), *role);
        let whats = match (before.contains(&party), after.contains(&party)) {
            (true, false) => vec![What::Unattributed],
            (false, true) => vec![What::Attributed],
            _ => happened.clone(),
        };
        for what in whats {
            *counted.entry(whom.clone()).or_default().entry((*role, noun, what)).or_default() += 1;
        }
    }
}

/// All that happened to an entity; at least one.
fn happened(old: &Entity, new: &Entity, difference: &Difference) -> Vec<What> {
    let schema = new.schema.as_str();
    let mut out = BTreeSet::new();
    if let Some((old, new)) = difference.confidence {
        out.insert(match (old, new) {
            (_, Confidence::Disputed) => What::Disputed,
            (Confidence::Disputed, _) => What::Undisputed,
            _ if sureness(new) > sureness(old) => What::Up,
            _ => What::Down,
        });
    }
    for change in &difference.claims {
        match change {
            _ if change.property() == "stage" && !matches!(change, ClaimChange::Evidence { .. }) => {
                out.insert(What::Stage);
            }
            ClaimChange::Came(claim) if schema == "Measure" && claim.property == "to" && old.first("to").is_none() => {
                out.insert(What::Ends);
            }
            ClaimChange::Evidence { pieces, .. } => {
                for piece in pieces {
                    match piece {
                        Piece::Came(e) if e.stance == Stance::Contradicts => drop(out.insert(What::Against)),
                        Piece::Went(e) if e.stance == Stance::Contradicts => drop(out.insert(What::LessAgainst)),
                        Piece::Came(_) => drop(out.insert(What::Evidence)),
                        Piece::Went(_) => drop(out.insert(What::LessEvidence)),
                        Piece::Changed { .. } => drop(out.insert(What::Changed)),
                    }
                }
            }
            _ if dates::is_date(schema, change.property()) => {
                out.insert(match dates::of_property(old, new, change.property()) {
                    Some(Dates::Sharpened) => What::Dated,
                    Some(Dates::Blurred) => What::Blurred,
                    Some(Dates::Moved) => What::Moved,
                    None => What::Changed,
                });
            }
            _ => drop(out.insert(What::Changed)),
        }
    }
    // What is told more closely is not told once more.
    if out.contains(&What::Disputed) {
        out.remove(&What::Against);
    }
    if out.contains(&What::Undisputed) {
        out.remove(&What::LessAgainst);
    }
    if out.len() > 1 {
        out.remove(&What::Changed);
    }
    if out.is_empty() {
        out.insert(What::Changed);
    }
    out.into_iter().collect()
}

/// From nothing to sure; [`Confidence::Disputed`] is on no such scale.
fn sureness(confidence: Confidence) -> u8 {
    match confidence {
        Confidence::Unknown | Confidence::Disputed => 0,
        Confidence::Alleged => 1,
        Confidence::Reported => 2,
        Confidence::Confirmed => 3,
    }
}
