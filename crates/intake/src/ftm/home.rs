//! What the folder itself once exported comes home.
//!
//! A vanilla export holds values and the sources of each thing, but not which source states which value, nor how
//! strong a piece of evidence is. What it does hold is read back; the rest is said to be unknown.

use sousveil_model::claim::Origin;
use sousveil_model::ftm::{Back, Derived, Lead, back, end_of, mapping::End, table_for};
use sousveil_model::tables::{Cell, table};
use sousveil_model::{Confidence, Evidence, Grade, Id, Stance, Text};

use super::Made;
use super::draft::{Draft, date, judged};
use super::index::Index;
use super::thing::{Stated, Thing};

/// The reason in lines of history that an exchange file does not give.
pub(super) const REASON: &str = "as the exchange file has it";
/// Said where the export calls something disputed.
const DISPUTED: &str = "The exchange file calls it disputed, and does not say by whom.";

/// What a thing of our own export becomes.
pub(super) fn entity(thing: &Thing, index: &Index<'_>) -> Result<Made, String> {
    if let Some((row, _)) = Derived::of(&thing.id) {
        return Ok(Made::Part { of: row.to_owned(), reason: "a part of its row" });
    }
    let Some(table) = table_for(&thing.schema).and_then(table) else {
        return Err(format!("schema {}: we have no table for it", crate::taking::shown(&thing.schema)));
    };
    let id: Id = thing.id.parse().map_err(|e: sousveil_model::id::IdError| e.to_string())?;
    let mut sources: Vec<(Id, Option<Grade>)> = Vec::new();
    if table.has_sources() {
        for value in thing.values("proof") {
            sources.push(index.source(value).ok_or("a source that its `proof` names is not in the input")?);
        }
        if sources.is_empty() {
            return Err("no `proof`: an export of ours names the sources".to_owned());
        }
    }
    sources.sort();
    sources.dedup();
    let mut draft = Draft::home(thing, table, id.clone(), sources);
    let lead = thing.values("summary").find_map(|v| Lead::read(v).map(|(lead, _)| lead));
    if let Some(lead) = lead {
        believe(&mut draft, lead.confidence);
        if let (Some(stage), Some(column)) = (lead.stage, table.column("stage")) {
            draft.put(column.name, stage.into(), &Stated::default());
        }
    }
    for (property, values) in &thing.properties {
        for stated in values {
            value(&mut draft, index, property, stated);
        }
    }
    for (kind, table_name, column) in
        [(Derived::Maker, "products", "maker"), (Derived::Intermediary, "transfers", "intermediary")]
    {
        if table.name == table_name {
            for part in index.parts(&thing.id, kind) {
                tie(&mut draft, column, part, index);
            }
        }
    }
    origin(&mut draft, thing, index, &id);
    Ok(Made::Entity(Box::new(draft.finish_all())))
}

fn value(draft: &mut Draft<'_>, index: &Index<'_>, property: &str, stated: &Stated) {
    let thing = draft.thing;
    match back(&thing.schema, property, &stated.value) {
        Back::Cell { column, .. } if matches!(column.cell, Cell::OriginId) => {}
        Back::Cell { column, value } if !index.leads(column, &value) => draft.leave(property, "to nothing here"),
        // Sources have no evidence that could hold the spelling; theirs is the value itself.
        Back::Cell { column, value } if draft.table.name == "sources" => {
            let own = stated.original.as_deref().filter(|o| crate::folder::fault(column, o).is_none());
            draft.put(column.name, own.unwrap_or(&value), stated);
        }
        Back::Cell { column, value } => draft.put(column.name, &value, stated),
        Back::End => {
            let column = match end_of(&thing.schema, thing.first("role"), property) {
                Some(End::From) => "from",
                Some(End::To) => "to",
                None => return draft.count_left_out(property),
            };
            if index.in_table(&stated.value, "companies").is_some() || index.has_row("companies", &stated.value) {
                draft.put(column, &stated.value, stated);
            } else {
                draft.leave(property, "to nothing here");
            }
        }
        Back::Summary(_, "") | Back::Act | Back::Source(_) | Back::Again => {}
        Back::Summary(_, text) => draft.put("summary", text, stated),
        Back::Nothing => draft.count_left_out(property),
    }
}

fn grade_of(confidence: Confidence) -> Option<Grade> {
    match confidence {
        Confidence::Confirmed => Some(Grade::Confirmed),
        Confidence::Reported => Some(Grade::Reported),
        Confidence::Alleged => Some(Grade::Alleged),
        Confidence::Disputed | Confidence::Unknown => None,
    }
}

/// Told where editors graded a row higher than its sources' kinds usually are: their export says so, and the report
/// shows how often.
const ABOVE: &str = "graded as the export has it, above the usual grade of its sources";

/// The evidence of existence, so that it gives this confidence again.
fn believe(draft: &mut Draft<'_>, confidence: Confidence) {
    let grade = grade_of(confidence);
    let mut usual = None;
    draft.existence(|evidence| {
        usual = evidence.iter().filter_map(|e| e.grade).min();
        for piece in evidence.iter_mut() {
            piece.grade = grade.or(piece.grade);
        }
        match confidence {
            Confidence::Disputed => {
                let denial = judged(Some(DISPUTED));
                evidence.push(Evidence { stance: Stance::Contradicts, ..denial });
            }
            Confidence::Unknown => *evidence = vec![judged(None)],
            _ => {}
        }
    });
    if let (Some(grade), Some(usual)) = (grade, usual)
        && grade < usual
    {
        draft.repaired(ABOVE, &usual.to_string(), &grade.to_string());
    }
}

/// The origin is told by statements. Entity lines give no origin of companies and sources, and of transfers only what
/// the origin calls the row; but a transfer's identifier
/// was minted from both, so that the right key can be recognised.
fn origin(draft: &mut Draft<'_>, thing: &Thing, index: &Index<'_>, id: &Id) {
    let has = |is: fn(&Cell) -> bool| draft.table.columns.iter().any(|c| is(&c.cell));
    if !has(|c| matches!(c, Cell::Origin)) {
        return;
    }
    let called = thing.first("recordId").filter(|_| has(|c| matches!(c, Cell::OriginId))).map(Text::from);
    let minted = |key: &&str| called.as_ref().is_some_and(|c| crate::import::transfer_id(key, c) == *id);
    let told = thing.origin.as_deref().filter(|key| index.has_origin(key));
    match told.or_else(|| index.origins().find(minted)) {
        Some(key) => draft.set_origin(Origin { key: key.into(), id: called }),
        None if called.is_some() => draft.count_left_out("recordId"),
        None => {}
    }
}

/// A maker or intermediary, with the sources and the confidence that the tie has of its own.
fn tie(draft: &mut Draft<'_>, column: &str, part: &Part, index: &Index<'_>) {
    let grade = part.confidence.and_then(grade_of);
    let evidence: Vec<Evidence> = part
        .proof
        .iter()
        .filter_map(|source| index.source(source))
        .map(|(id, usual)| Evidence::says(Some(id), grade.or(usual)))
        .collect();
    for company in &part.ends {
        if index.in_table(company, "companies").is_none() && !index.has_row("companies", company) {
            draft.leave(column, "to nothing here");
        } else if evidence.is_empty() {
            draft.put(column, company, &Stated::default());
        } else {
            draft.put_on(column, company, evidence.clone());
        }
    }
}

/// What a derived tie tells of its row.
pub(super) fn part(thing: &Thing) -> Part {
    let list = |property: &str| thing.values(property).map(str::to_owned).collect();
    let lead = thing.values("summary").find_map(|v| Lead::read(v).map(|(lead, _)| lead));
    Part { ends: list("subject"), proof: list("proof"), confidence: lead.map(|l| l.confidence) }
}

/// A tie between a row and others that an export tells apart from it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The makers or intermediaries.
    pub(super) ends: Vec<String>,
    /// The sources of the tie.
    proof: Vec<String>,
    confidence: Option<Confidence>,
}

/// The day of the last change.
pub(super) fn date_of(thing: &Thing) -> Option<String> {
    thing.last_change.as_deref().and_then(date)
}

/// The lines of history that give the same times again.
pub(super) fn history(thing: &Thing) -> Vec<(String, &'static str, String)> {
    let first = thing.first_seen.as_deref().and_then(date);
    let last = date_of(thing);
    let reason = || REASON.to_owned();
    let mut lines = Vec::new();
    if let Some(first) = &first {
        lines.push((first.clone(), "addition", reason()));
    }
    if let Some(last) = last.filter(|last| Some(last) != first.as_ref()) {
        lines.push((last, "correction", reason()));
    }
    lines
}
