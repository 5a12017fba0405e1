//! `/entities`: one entity, and what lies around it.

use axum::response::Response;
use serde_json::{Map, Value, json};

use super::ask::Ask;
use super::entity::{Found, Reader, Told};
use super::error::Error;
use super::near::{MOST, Nest, Way, inward, outward, ways};
use super::operation::{Body, Operation, Param, Takes, Verb};
use super::sort;
use crate::address::encode;
use crate::response::moved;

/// How many entities around one are put into it at once.
const MOST_NESTED: usize = 1_000;

pub(crate) const ENTITY: Operation = Operation {
    verb: Verb::Get,
    path: "/entities/{entity_id}",
    name: "fetch_entity",
    tag: "Data",
    summary: "One entity",
    what: "With what lies around it in its properties, up to 1,000 of them; `/adjacent` gives all, page by page. A \
           former identifier leads to the one that counts.",
    params: &[Param::one("nested", Takes::Flag, "Whether what lies around it is told within it.").or("true")],
    body: Body::None,
    answer: Some("EntityResponse"),
    statuses: &[308, 404],
    open: false,
    run: entity,
};

const PAGE: &[Param] = &[sort::SORT, LIMIT, OFFSET];
/// How many are given.
pub(crate) const LIMIT: Param = Param::one("limit", Takes::Whole(500), "How many are given.").or("10");
/// How many are passed over.
pub(crate) const OFFSET: Param = Param::one("offset", Takes::Whole(9_499), "How many are passed over.").or("0");

pub(crate) const ADJACENT: Operation = Operation {
    path: "/entities/{entity_id}/adjacent",
    name: "fetch_adjacent_entities",
    summary: "What lies around an entity, by property",
    what: "For each property that leads from or to the entity a page of those at its other end.",
    params: PAGE,
    answer: Some("EntityAdjacentResponse"),
    statuses: &[308, 400, 404],
    run: adjacent,
    ..ENTITY
};

pub(crate) const ADJACENT_BY: Operation = Operation {
    path: "/entities/{entity_id}/adjacent/{property_name}",
    name: "fetch_adjacent_by_prop",
    summary: "What lies around an entity by one property",
    what: "A page of those at the other end of one property.",
    answer: Some("AdjacentResultsResponse"),
    run: adjacent_by,
    ..ADJACENT
};

/// The entity that the address names, in the first dataset that has it, or where it leads.
fn here<'a>(ask: &'a Ask, after: &str) -> Result<Result<(Reader<'a>, Told), Response>, Error> {
    let id = ask.part("entity_id");
    let mut why = "There is no such entity.".to_owned();
    for book in &ask.catalogue.books {
        let reader = Reader::new(book);
        match reader.find(id)? {
            Found::Here(told) => return Ok(Ok((reader, *told))),
            Found::Moved(to) => {
                let query = ask.cx.uri.query().map_or_else(String::new, |query| format!("?{query}"));
                return Ok(Err(moved(&format!("/api/entities/{}{after}{query}", encode(&to)))));
            }
            Found::Withdrawn(reason) => why = reason,
            Found::Untold => {
                why = "This entry has no form in FollowTheMoney, since it is disputed, refused or no more than an offer. \
                       Its claims are at /api/claims."
                    .to_owned();
            }
            Found::Nowhere => {}
        }
    }
    Err(Error::NotFound(why))
}

fn entity(ask: &Ask) -> Result<Response, Error> {
    let (reader, told) = match here(ask, "")? {
        Ok(found) => found,
        Err(response) => return Ok(response),
    };
    if !ask.params.flag("nested") {
        return Ok(ask.lasting(&Value::Object(told.json(reader.book))));
    }
    let mut near = outward(&reader, &told, None)?.near;
    near.extend(inward(&reader, &told, MOST_NESTED)?.near);
    near.truncate(MOST_NESTED);
    let nest = Nest::new(&reader, &told, near)?;
    Ok(ask.lasting(&Value::Object(nest.json(&told, &[]))))
}

fn adjacent(ask: &Ask) -> Result<Response, Error> {
    let (reader, told) = match here(ask, "/adjacent")? {
        Ok(found) => found,
        Err(response) => return Ok(response),
    };
    // Looked up once for all ways.
    let inbound = inward(&reader, &told, MOST)?;
    let mut pages = Map::new();
    for way in ways(told.schema) {
        let near = match way {
            Way::Out(property) => outward(&reader, &told, Some(property.name))?.near,
            Way::Back { property, schema, .. } => coming(&inbound.near, &told, property, schema),
        };
        if near.is_empty() {
            continue;
        }
        let page = page(ask, &reader, &told, way, near, inbound.cut)?;
        // Two ways back can have one name; yente shows one of them, we both.
        let merged = match pages.remove(way.name()) {
            Some(before) => joined(before, page),
            None => page,
        };
        pages.insert(way.name().to_owned(), merged);
    }
    Ok(ask.lasting(&json!({ "entity": told.json(reader.book), "adjacent": pages })))
}

fn adjacent_by(ask: &Ask) -> Result<Response, Error> {
    let name = ask.part("property_name").to_owned();
    let (reader, told) = match here(ask, &format!("/adjacent/{}", encode(&name)))? {
        Ok(found) => found,
        Err(response) => return Ok(response),
    };
    let all: Vec<Way> = ways(told.schema).into_iter().filter(|way| way.name() == name).collect();
    let Some(first) = all.first().copied() else {
        return Err(Error::NotFound("There is no such property that leads to other entities.".to_owned()));
    };
    let mut near = Vec::new();
    let mut cut = false;
    for way in all {
        match way {
            Way::Out(property) => near.extend(outward(&reader, &told, Some(property.name))?.near),
            Way::Back { property, schema, .. } => {
                let inbound = inward(&reader, &told, MOST)?;
                cut |= inbound.cut;
                near.extend(coming(&inbound.near, &told, property, schema));
            }
        }
    }
    Ok(ask.lasting(&page(ask, &reader, &told, first, near, cut)?))
}

/// Those of `near` that come by a property of a schema.
fn coming(near: &[Told], told: &Told, property: &str, schema: &str) -> Vec<Told> {
    let comes = |other: &&Told| {
        let declared = other.schema.property(property).is_some_and(|own| own.schema == schema);
        declared && other.values(property).any(|id| id == told.id)
    };
    near.iter().filter(comes).cloned().collect()
}

/// A page of those at the other end of a way.
fn page(ask: &Ask, reader: &Reader<'_>, told: &Told, way: Way, mut near: Vec<Told>, cut: bool) -> Result<Value, Error> {
    sort::sort(&mut near, &ask.params)?;
    let (limit, offset) = (ask.params.whole("limit"), ask.params.whole("offset"));
    let total = near.len();
    let shown: Vec<Told> = near.into_iter().skip(offset).take(limit).collect();
    let nest = Nest::new(reader, told, shown.clone())?;
    let results: Vec<Value> = shown.iter().map(|other| Value::Object(nest.json(other, &[told.id.as_str()]))).collect();
    let relation = if cut && matches!(way, Way::Back { .. }) { "gte" } else { "eq" };
    Ok(json!({
        "results": results,
        "total": { "value": total, "relation": relation },
        "limit": limit,
        "offset": offset,
    }))
}

fn joined(mut first: Value, second: Value) -> Value {
    let more = second.pointer("/total/value").and_then(Value::as_u64).unwrap_or_default();
    if let Some(total) = first.pointer_mut("/total/value") {
        *total = (total.as_u64().unwrap_or_default() + more).into();
    }
    if let (Some(Value::Array(results)), Some(Value::Array(others))) =
        (first.pointer_mut("/results"), second.pointer("/results"))
    {
        results.extend(others.iter().cloned());
    }
    first
}
