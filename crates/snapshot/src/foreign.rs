//! Entities in FollowTheMoney's own terms: what they are called, refer to and can be narrowed by. Nothing here hangs on
//! our tables.

use std::collections::BTreeSet;

use sousveil_model::ftm::{FtmProperty, FtmSchema, Kind};
use sousveil_model::{Claim, Country, Entity, PartialDate};

use crate::query::Facet;

/// The properties that an entity is dated by, the first that is there.
const DATES: [&str; 6] = ["startDate", "date", "listingDate", "publishedAt", "authoredAt", "endDate"];

/// The property of a claim, if the schema has it.
pub(crate) fn property(entity: &Entity, claim: &Claim) -> Option<&'static FtmProperty> {
    FtmSchema::named(&entity.schema)?.property(&claim.property)
}

/// The values of a type, with their properties.
pub(crate) fn of_kind(entity: &Entity, kind: Kind) -> impl Iterator<Item = (&'static FtmProperty, &str)> {
    let schema = FtmSchema::named(&entity.schema);
    entity.claims.iter().filter_map(move |claim| {
        let property = schema?.property(&claim.property)?;
        (property.kind == kind).then_some((property, claim.value.as_str()))
    })
}

/// What FollowTheMoney calls an entity: the first value of the first property that its schema names for it, else what
/// the schema is called.
pub(crate) fn caption(entity: &Entity) -> String {
    let Some(schema) = FtmSchema::named(&entity.schema) else { return entity.id.to_string() };
    let found = schema.caption.iter().find_map(|property| entity.first(property));
    found.map_or_else(|| schema.label.to_owned(), str::to_owned)
}

/// Property and identifier of each entity that it refers to.
pub(crate) fn references(entity: &Entity) -> impl Iterator<Item = (&'static str, &str)> {
    of_kind(entity, Kind::Entity).map(|(property, id)| (property.name, id))
}

/// The countries that it is tied to, in whatever role, each once.
pub(crate) fn countries(entity: &Entity) -> Vec<Country> {
    let mut out = Vec::new();
    for (_, code) in of_kind(entity, Kind::Country).filter(|(property, _)| property.matchable) {
        if let Ok(country) = code.parse::<Country>()
            && !out.contains(&country)
        {
            out.push(country);
        }
    }
    out
}

/// The values by which a list with the entity in it can be narrowed, each once: its schema, countries and topics.
pub(crate) fn facets(entity: &Entity) -> BTreeSet<(Facet, String)> {
    let mut out = BTreeSet::from([(Facet::Schema, entity.schema.to_string())]);
    out.extend(countries(entity).into_iter().map(|country| (Facet::Country, country.code().to_owned())));
    out.extend(of_kind(entity, Kind::Topic).map(|(_, topic)| (Facet::Topic, topic.to_owned())));
    out
}

/// The date that an entity is sorted by: that of what happens, holds for a time or was published; things have none.
pub(crate) fn date(entity: &Entity) -> Option<PartialDate> {
    let dated = is_dated(&entity.schema);
    let mut dates = DATES.iter().filter(|_| dated).flat_map(|property| entity.values(property));
    dates.find_map(|date| date.parse().ok())
}

/// Whether entities of the schema have a date, known or not.
pub(crate) fn is_dated(schema: &str) -> bool {
    FtmSchema::named(schema).is_some_and(|schema| schema.is_a("Interval") || schema.is_a("Document"))
}

/// Where the words of a claim are looked up in the full text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// Among the names.
    Name,
    /// Among all that is said.
    Body,
    /// The names of a country, among all that is said.
    Country,
    /// The caption of another entity, among all that is said.
    Other,
    /// Nowhere.
    None,
}

/// Where the words of a claim are looked up.
pub(crate) fn words(entity: &Entity, claim: &Claim) -> Words {
    match property(entity, claim).map(|property| property.kind) {
        Some(Kind::Name) => Words::Name,
        Some(Kind::Country) => Words::Country,
        Some(Kind::Entity) => Words::Other,
        Some(Kind::Address | Kind::Identifier | Kind::String | Kind::Text) => Words::Body,
        _ => Words::None,
    }
}
