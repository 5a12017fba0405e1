//! Which claims refer to another entity, by the model's tables.

use sousveil_model::tables::{Cell, table_of_schema};
use sousveil_model::{Claim, Country, Entity};

/// A claim whose value is another entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference<'a> {
    /// The property, as a column of the model's tables.
    pub property: &'static str,
    /// The table of the other entity, or [`COUNTRIES`].
    pub table: &'static str,
    /// The identifier of the other entity. Whether there is such an entity is another question.
    pub id: &'a str,
}

/// What stands as [`Reference::table`] of a country.
pub const COUNTRIES: &str = "countries";

/// The schema of the entities that are made from the model's table of countries.
pub const COUNTRY: &str = "Country";

/// What the claim of an entity refers to, if its column says that it refers to something.
///
/// Words that stand in the place of an entity (`any`, `un`), targets that are persons, groups or items,
/// and all claims of schemata that the model does not know refer to nothing.
pub fn reference<'a>(entity: &'a Entity, claim: &'a Claim) -> Option<Reference<'a>> {
    let column = table_of_schema(&entity.schema)?.column(&claim.property)?;
    let to = |table| Some(Reference { property: column.name, table, id: claim.value.as_str() });
    let to_country = || claim.value.parse::<Country>().is_ok().then(|| to(COUNTRIES)).flatten();
    match column.cell {
        Cell::Entity { or, .. } if or.contains(&claim.value.as_str()) => None,
        Cell::Entity { table, .. } => to(table),
        Cell::Country | Cell::Bound => to_country(),
        Cell::Target => match entity.first("target_type") {
            Some("country") => to_country(),
            Some("company") => to("companies"),
            _ => None,
        },
        _ => None,
    }
}

/// All that an entity refers to, in the order of its claims.
pub(crate) fn references(entity: &Entity) -> impl Iterator<Item = Reference<'_>> {
    entity.claims.iter().filter_map(|claim| reference(entity, claim))
}
