//! What follows from the claims of one entity: its date, and the values of its facets.

use std::collections::BTreeSet;

use sousveil_model::tables::table_of_schema;
use sousveil_model::{Entity, Interval, PartialDate, Stage, Vocabulary};

use crate::foreign;
use crate::query::Facet;
use crate::reference::{COUNTRIES, COUNTRY, references};

/// The value of [`Facet::Year`] and the key of [`crate::Statistics::years`] of what has no date.
pub(crate) const UNDATED: &str = "undated";

/// The date that an entity is sorted by.
///
/// A transfer: the earliest act that is dated, else the disclosure. An incident: its date. A measure: when it began,
/// else when it was adopted. A source: when it was published. A relation: when it began.
pub(crate) fn date(entity: &Entity) -> Option<PartialDate> {
    let earliest = |properties: &[&str]| -> Option<PartialDate> {
        let dates = properties.iter().flat_map(|&property| entity.claims_of(property));
        dates.filter_map(|claim| claim.value.parse::<Interval>().ok()?.sort_date()).min()
    };
    match entity.schema.as_str() {
        "Transfer" => earliest(&["agreed", "delivered", "used"]).or_else(|| earliest(&["disclosed"])),
        "Incident" => earliest(&["date"]),
        "Measure" => earliest(&["from"]).or_else(|| earliest(&["adopted"])),
        "Source" => earliest(&["published"]),
        "Relation" => earliest(&["from_date"]),
        _ => None,
    }
}

/// Whether entities of the schema have a date, known or not.
pub(crate) fn is_dated(schema: &str) -> bool {
    matches!(schema, "Transfer" | "Incident" | "Measure" | "Source" | "Relation") || foreign::is_dated(schema)
}

/// The year that counts put an entity in; `None` is undated, a bar of its own in every count.
///
/// A transfer is counted in the year in which its earliest dated act began. One of which only a latest time is known
/// (`../2024`, or the disclosure) is undated: it may have happened in any year before.
pub fn year_of(entity: &Entity) -> Option<u16> {
    if entity.schema != "Transfer" {
        return date(entity).map(PartialDate::year);
    }
    let acts = ["agreed", "delivered", "used"].iter().flat_map(|&act| entity.claims_of(act));
    acts.filter_map(|claim| claim.value.parse::<Interval>().ok()?.from()).min().map(PartialDate::year)
}

/// [`year_of`] as a word, or [`UNDATED`].
pub(crate) fn year(entity: &Entity) -> String {
    year_of(entity).map_or_else(|| UNDATED.to_owned(), |year| format!("{year:04}"))
}

/// The stage of a transfer; of rival claims the first.
pub(crate) fn stage(transfer: &Entity) -> Stage {
    transfer.first("stage").and_then(|stage| stage.parse().ok()).unwrap_or(Stage::Unknown)
}

/// Whether the confidence in an entity says something: its table has evidence.
pub(crate) fn has_evidence(schema: &str) -> bool {
    schema != COUNTRY && table_of_schema(schema).is_none_or(|table| table.has_sources())
}

/// The values by which a list with the entity in it can be narrowed, each once.
pub(crate) fn facets(vocabulary: Vocabulary, entity: &Entity) -> BTreeSet<(Facet, String)> {
    if !vocabulary.is_ours() {
        return foreign::facets(entity);
    }
    let mut out = BTreeSet::new();
    let mut add = |facet: Facet, value: &str| {
        out.insert((facet, value.to_owned()));
    };
    let schema = entity.schema.as_str();
    let id = entity.id.as_str();
    add(Facet::Schema, schema);
    // An entity is also in the list that bears its own name.
    match schema {
        COUNTRY => add(Facet::Country, id),
        "Technology" => add(Facet::Technology, id),
        "Company" => add(Facet::Company, id),
        "Agency" => add(Facet::Agency, id),
        "Product" => add(Facet::Product, id),
        _ => {}
    }
    for to in references(entity) {
        match to.table {
            COUNTRIES => add(Facet::Country, to.id),
            "technologies" => add(Facet::Technology, to.id),
            "companies" => add(Facet::Company, to.id),
            "agencies" => add(Facet::Agency, to.id),
            "products" => add(Facet::Product, to.id),
            _ => {}
        }
        match to.property {
            "supplier_country" => add(Facet::SupplierCountry, to.id),
            "recipient_country" => add(Facet::RecipientCountry, to.id),
            "supplier" if schema == "Transfer" => add(Facet::Supplier, to.id),
            _ => {}
        }
    }
    if schema == "Transfer" {
        missing(entity).for_each(|what| add(Facet::Missing, what));
        let stage = stage(entity);
        add(Facet::Stage, stage.into());
        add(Facet::Act, act(stage));
    }
    if is_dated(schema) {
        add(Facet::Year, &year(entity));
    }
    if has_evidence(schema) {
        add(Facet::Confidence, entity.confidence().into());
    }
    entity.sources().into_iter().for_each(|source| add(Facet::Source, source.as_str()));
    entity.values("kind").for_each(|kind| add(Facet::Kind, kind));
    if schema == "Measure" {
        entity.values("issuer").for_each(|issuer| add(Facet::Issuer, issuer));
    }
    if let Some(origin) = &entity.origin {
        add(Facet::Origin, &origin.key);
    }
    out
}

/// What is not known of a transfer.
fn missing(transfer: &Entity) -> impl Iterator<Item = &'static str> {
    let has = |property: &str| transfer.first(property).is_some();
    [
        ("supplier", has("supplier")),
        ("end_user", has("end_user")),
        ("act_date", ["agreed", "delivered", "used"].into_iter().any(has)),
        ("stage", transfer.first("stage").is_some_and(|stage| stage != "unknown")),
    ]
    .into_iter()
    .filter_map(|(what, known)| (!known).then_some(what))
}

/// The kinds of [`crate::Counts`], so that a licence is never listed as a deal.
fn act(stage: Stage) -> &'static str {
    match stage {
        Stage::Licensed => "licence",
        Stage::LicenceRefused => "licence_refused",
        Stage::Advertised | Stage::Tendered => "offer",
        Stage::Contracted | Stage::Delivered | Stage::InUse | Stage::Ended | Stage::Unknown => "deal",
    }
}
