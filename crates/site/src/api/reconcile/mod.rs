//! `/reconcile`: the Reconciliation API 0.2 of the W3C's community group, for OpenRefine and its like.
//!
//! Absolute addresses in the manifest come from what the operator says is the public address; without one the manifest
//! names no service that would need one, and queries still work.

mod extend;
mod manifest;
mod preview;
mod query;
mod suggest;

use axum::response::Response;
use serde_json::{Value, json};
use sousveil_model::ftm::FtmSchema;

use super::ask::Ask;
use super::error::Error;
use super::matching::{ALGORITHM, CHANGED_SINCE};
use super::operation::{Body, Operation, Param, Takes, Verb};
use crate::address::pairs;

pub(crate) use extend::PROPOSE;
pub(crate) use preview::PREVIEW;
pub(crate) use suggest::{ENTITIES, PROPERTIES, TYPES};

/// How many bytes queries in an address may have; a body may have more. Encoded with `%`, both parameters stay below what
/// the reader of HTTP takes as an address, so that it is we who refuse what is too long, in our own form.
const MOST_IN_ADDRESS: usize = 2500;

/// The key, for clients that send no headers. It is read before any door is reached.
pub(super) const API_KEY: Param =
    Param::one("api_key", Takes::Text(200), "The key, where one is demanded and the client can't send a header.");

const PARAMS: &[Param] = &[
    Param::one(
        "queries",
        Takes::Text(MOST_IN_ADDRESS),
        "Queries, as JSON; without them and `extend` the answer is the manifest.",
    ),
    Param::one("extend", Takes::Text(MOST_IN_ADDRESS), "Entities and properties whose values are wanted, as JSON."),
    ALGORITHM,
    CHANGED_SINCE,
    API_KEY,
];

pub(crate) const READ: Operation = Operation {
    verb: Verb::Get,
    path: "/reconcile/{dataset}",
    name: "reconcile",
    tag: "Reconciliation",
    summary: "The manifest, or the answers to queries",
    what: "What the service offers, as the Reconciliation API 0.2 has it; with `queries` or `extend` what POST gives.",
    params: PARAMS,
    body: Body::None,
    answer: Some("Reconciliation"),
    statuses: &[400, 404],
    open: false,
    run: read,
};

pub(crate) const ASK: Operation = Operation {
    verb: Verb::Post,
    name: "reconcile_post",
    summary: "The answers to queries",
    what: "A batch of names with what else is known, or entities whose values are wanted.",
    params: &[ALGORITHM, CHANGED_SINCE, API_KEY],
    body: Body::Form("ReconciliationForm"),
    statuses: &[400, 404, 408, 413],
    run: post,
    ..READ
};

fn read(ask: &Ask) -> Result<Response, Error> {
    ask.scope()?;
    let (queries, extend) = (ask.params.word("queries"), ask.params.word("extend"));
    if queries.is_none() && extend.is_none() {
        return Ok(ask.lasting(&manifest::manifest(ask)?));
    }
    answer(ask, queries, extend)
}

fn post(ask: &Ask) -> Result<Response, Error> {
    ask.scope()?;
    let text = std::str::from_utf8(&ask.body)
        .map_err(|_| Error::body(&[], "string_unicode", "expected a form in UTF-8", Value::Null))?;
    let form = pairs(text);
    let said = |name: &str| {
        form.iter()
            .rev()
            .find(|(known, value)| known == name && !value.trim().is_empty())
            .map(|(_, value)| value.as_str())
    };
    answer(ask, said("queries"), said("extend"))
}

fn answer(ask: &Ask, queries: Option<&str>, extend: Option<&str>) -> Result<Response, Error> {
    match (queries, extend) {
        (_, Some(extend)) => Ok(ask.passing(&extend::values(ask, extend)?)),
        (Some(queries), None) => Ok(ask.passing(&query::results(ask, queries)?)),
        (None, None) => {
            Err(Error::body(&["queries"], "missing", "expected a form with `queries` or `extend`", Value::Null))
        }
    }
}

/// A type as answers have it.
fn kind(schema: &FtmSchema) -> Value {
    json!({ "id": schema.name, "name": schema.plural })
}

/// What people call a property: `birthDate` is "Birth date".
fn label(name: &str) -> String {
    let mut out = String::new();
    for (at, letter) in name.chars().enumerate() {
        match letter {
            first if at == 0 => out.extend(first.to_uppercase()),
            capital if capital.is_uppercase() => {
                out.push(' ');
                out.extend(capital.to_lowercase());
            }
            other => out.push(other),
        }
    }
    out
}

/// The name of a property by either of its forms: `name`, `Thing:name`.
fn bare(property: &str) -> &str {
    property.rsplit_once(':').map_or(property, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_words() {
        assert_eq!(
            (label("birthDate"), label("name"), label("imoNumber")),
            ("Birth date".into(), "Name".into(), "Imo number".into())
        );
        assert_eq!((bare("Thing:name"), bare("name")), ("name", "name"));
    }
}
