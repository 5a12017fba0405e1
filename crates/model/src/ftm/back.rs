//! From FollowTheMoney back to our tables.

use std::borrow::Cow;

use super::language;
use super::lead::Lead;
use super::mapping::{End, To, mapping};
use super::relation::{RELATIONS, relation_back};
use super::tag;
use crate::tables::{Column, Table, table};

/// What a value of a property means in our tables.
#[derive(Debug)]
pub enum Back<'v> {
    /// The value of a cell.
    Cell {
        /// The column of the table that [`table_for`] gives.
        column: &'static Column,
        /// The value in our form.
        value: Cow<'v, str>,
    },
    /// The end of a relation: which one follows from its `role`, see [`relation_back`].
    End,
    /// A summary: what stands in the brackets, if there are any, and the text.
    Summary(Option<Lead>, &'v str),
    /// A date of an act (`date`, `startDate`, `endDate` of a transfer). Our own exports say in a tag of `description`
    /// which act it is of; where there is none the reader has to judge.
    Act,
    /// The identifier of a source that the whole rests on.
    Source(&'v str),
    /// Repeats what other values of our own exports say: the file name of a source, the name of an event.
    Again,
    /// We have no column for it.
    Nothing,
}

/// The table whose rows a schema of FollowTheMoney becomes, also for schemata that we read but never write.
///
/// Entities whose identifier is [derived](super::Derived::of) are no rows: they belong to the row they come from.
pub fn table_for(schema: &str) -> Option<&'static str> {
    Some(match schema {
        "Article" | "Document" | "Pages" | "HyperText" | "PlainText" | "Package" => "sources",
        "Company" | "Organization" | "LegalEntity" => "companies",
        "PublicBody" => "agencies",
        "Asset" => "products",
        "EconomicActivity" => "transfers",
        "Ownership" | "Succession" | "UnknownLink" => "relations",
        "Sanction" => "measures",
        "Event" => "incidents",
        _ => return None,
    })
}

/// What a value of a property means. `schema` is that of the entity.
pub fn back<'v>(schema: &str, property: &str, value: &'v str) -> Back<'v> {
    let Some((map, table)) = table_for(schema).and_then(|name| Some((mapping(name)?, table(name)?))) else {
        return Back::Nothing;
    };
    if table.name == "relations" && RELATIONS.iter().any(|r| r.from == property || r.to == property) {
        return Back::End;
    }
    if let Some(tagged) = tagged(table, property, value) {
        return tagged;
    }
    for line in map.columns {
        let Some(column) = table.column(line.column) else { continue };
        for &to in line.to {
            match to {
                To::Value(name) | To::ValueOrTag(name, _) if name == property => {
                    return Back::Cell { column, value: Cow::Borrowed(value) };
                }
                To::Language(name) if name == property => {
                    let value = language::two(value).map_or(Cow::Borrowed(value), Cow::Borrowed);
                    return Back::Cell { column, value };
                }
                _ => {}
            }
        }
    }
    match (table.name, property) {
        (_, "proof") => Back::Source(value),
        ("transfers" | "relations" | "incidents", "summary") => {
            Lead::read(value).map_or(Back::Summary(None, value), |(lead, text)| Back::Summary(Some(lead), text))
        }
        ("transfers", "date" | "startDate" | "endDate") => Back::Act,
        ("transfers", "contract") | ("sources", "fileName") | ("incidents", "name") => Back::Again,
        _ => Back::Nothing,
    }
}

/// The cell that `column: value` tells, where the mapping says that this property holds the column so.
fn tagged<'v>(table: &'static Table, property: &str, text: &'v str) -> Option<Back<'v>> {
    let (name, value) = tag::read(text)?;
    let line = mapping(table.name)?.column(name)?;
    let column = table.column(name)?;
    line.to
        .iter()
        .find_map(|to| match *to {
            To::Tag(holder) | To::ValueOrTag(_, holder) if holder == property => Some(value),
            To::TagEntity(holder) if holder == property => tag::read_entity(value),
            _ => None,
        })
        .map(|value| Back::Cell { column, value: Cow::Borrowed(value) })
}

/// Which end of a relation a property is, given the edge's schema and role.
pub fn end_of(schema: &str, role: Option<&str>, property: &str) -> Option<End> {
    let relation = relation_back(schema, role)?;
    match property {
        p if p == relation.from => Some(End::From),
        p if p == relation.to => Some(End::To),
        _ => None,
    }
}
