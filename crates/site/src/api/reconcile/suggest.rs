//! What may be meant by the beginning of a word: entities, types, properties.

use std::collections::HashSet;

use axum::response::Response;
use serde_json::{Value, json};
use sousveil_model::ftm::{FtmSchema, Kind};
use sousveil_screen::Params as Weighing;
use sousveil_snapshot::{Asked, Query};

use super::super::ask::Ask;
use super::super::book::Book;
use super::super::entity::{Reader, Told};
use super::super::error::Error;
use super::super::fetch::LIMIT;
use super::super::operation::{Operation, Param, Takes};
use super::{API_KEY, READ, kind, label};

/// How many types or properties are suggested.
const MOST: usize = 20;
/// Of a dataset with at most so many entities the names are looked through for such as begin with the letters.
const SMALL: u32 = 50_000;

const PREFIX: Param = Param::one("prefix", Takes::Text(500), "What was typed so far.").or("");

pub(crate) const ENTITIES: Operation = Operation {
    path: "/reconcile/{dataset}/suggest/entity",
    name: "reconcile_suggest_entity",
    summary: "Entities that may be meant",
    what: "By the beginning of a name, by its words, or by names that are like it.",
    params: &[PREFIX, LIMIT, API_KEY],
    answer: Some("Suggestions"),
    statuses: &[404],
    run: entities,
    ..READ
};

pub(crate) const TYPES: Operation = Operation {
    path: "/reconcile/{dataset}/suggest/type",
    name: "reconcile_suggest_type",
    summary: "Types that may be meant",
    what: "",
    params: &[PREFIX, API_KEY],
    run: types,
    ..ENTITIES
};

pub(crate) const PROPERTIES: Operation = Operation {
    path: "/reconcile/{dataset}/suggest/property",
    name: "reconcile_suggest_property",
    summary: "Properties that may be meant",
    run: properties,
    ..TYPES
};

fn suggested(ask: &Ask, results: Vec<Value>) -> Value {
    json!({
        "code": "/api/status/ok",
        "status": "200 OK",
        "prefix": ask.params.text("prefix").unwrap_or_default(),
        "result": results,
    })
}

fn entities(ask: &Ask) -> Result<Response, Error> {
    let books = ask.scope()?;
    let (Some(prefix), limit) = (ask.params.word("prefix"), ask.params.whole("limit")) else {
        return Ok(ask.passing(&suggested(ask, Vec::new())));
    };
    let mut results: Vec<Value> = Vec::new();
    for chosen in books {
        let reader = Reader::new(chosen.book);
        for number in numbers(chosen.book, prefix)? {
            if results.len() >= limit {
                break;
            }
            let Some(told) = reader.row(number)?.into_iter().next().filter(|told| is_thing(told) && chosen.takes(told))
            else {
                continue;
            };
            let kind = kind(told.schema);
            results.push(json!({
                "id": told.id, "name": told.caption, "description": told.schema.label, "type": [kind], "notable": [kind],
            }));
        }
    }
    Ok(ask.passing(&suggested(ask, results)))
}

/// Whether people would look for it by its name.
fn is_thing(told: &Told) -> bool {
    told.schema.matchable || told.schema.name == "Asset"
}

/// The numbers of those that may be meant: by identifier, by how their name begins, by its words, by likeness.
fn numbers(book: &Book, prefix: &str) -> Result<Vec<u32>, Error> {
    let snapshot = &book.snapshot;
    let mut out: Vec<u32> = snapshot.number(prefix).into_iter().collect();
    if snapshot.len() <= SMALL {
        let wanted = prefix.to_lowercase();
        let begins =
            |number: &u32| snapshot.head(*number).is_some_and(|head| head.caption.to_lowercase().starts_with(&wanted));
        out.extend((0..snapshot.len()).filter(begins));
    }
    out.extend(snapshot.query(&Query { text: prefix.to_owned(), limit: Some(1000), ..Query::default() })?.hits);
    let asked = Asked::of_properties(None, &[("name", prefix)]);
    out.extend(snapshot.screen(&asked, &Weighing::default(), 0)?.into_iter().map(|found| found.number));
    let mut known = HashSet::new();
    out.retain(|number| known.insert(*number));
    Ok(out)
}

fn begins(prefix: &str, texts: [&str; 2]) -> bool {
    let prefix = prefix.to_lowercase();
    texts.into_iter().any(|text| text.to_lowercase().starts_with(&prefix))
}

/// The types that the datasets can be asked for.
fn asked(ask: &Ask) -> Result<Vec<&'static FtmSchema>, Error> {
    let books = ask.scope()?;
    let all = FtmSchema::all().filter(|schema| schema.matchable || schema.name == "Asset");
    Ok(all.filter(|schema| books.iter().any(|chosen| chosen.book.snapshot.may_ask(schema.name))).collect())
}

fn types(ask: &Ask) -> Result<Response, Error> {
    let prefix = ask.params.text("prefix").unwrap_or_default().trim();
    let found = asked(ask)?.into_iter().filter(|schema| begins(prefix, [schema.name, schema.label]));
    Ok(ask.lasting(&suggested(ask, found.take(MOST).map(kind).collect())))
}

fn properties(ask: &Ask) -> Result<Response, Error> {
    let prefix = ask.params.text("prefix").unwrap_or_default().trim();
    let mut results: Vec<Value> = Vec::new();
    let mut known = HashSet::new();
    for property in asked(ask)?.into_iter().flat_map(|schema| &schema.properties) {
        let label = label(property.name);
        let id = format!("{}:{}", property.schema, property.name);
        if property.kind != Kind::Entity && begins(prefix, [property.name, &label]) && known.insert(id.clone()) {
            results.push(json!({ "id": id, "name": label, "description": format!("of {}", property.schema) }));
        }
    }
    results.truncate(MOST);
    Ok(ask.lasting(&suggested(ask, results)))
}
