//! Queries: names, with a type and what else is known.

use serde_json::{Map, Value, json};
use sousveil_screen::Params as Weighing;

use super::super::ask::Ask;
use super::super::error::Error;
use super::super::example::{Example, comparable};
use super::super::hits::{Hit, find, rounded};
use super::super::matching::{MOST_QUERIES, algorithm};
use super::super::sieve::Wanted;
use super::{bare, kind};

/// How many results a query may ask for.
const MOST_RESULTS: u64 = 500;
/// How many where it does not say.
const RESULTS: u64 = 5;

/// The answers to a batch of queries, by their keys.
pub(super) fn results(ask: &Ask, text: &str) -> Result<Value, Error> {
    let queries: Value = serde_json::from_str(text)
        .map_err(|error| Error::body(&["queries"], "json_invalid", format!("found no JSON: {error}"), Value::Null))?;
    let Value::Object(queries) = queries else {
        return Err(Error::body(&["queries"], "dict_type", "expected an object of queries", Value::Null));
    };
    if queries.len() > MOST_QUERIES {
        return Err(Error::Bad(format!(
            "Too many queries in one batch: found {}, expected at most {MOST_QUERIES}.",
            queries.len()
        )));
    }
    ask.charge(queries.len().saturating_sub(1))?;
    let weighing =
        Weighing { algorithm: algorithm(ask.params.text("algorithm").unwrap_or_default())?, ..Weighing::default() };
    let wanted = Wanted { changed_since: ask.params.text("changed_since"), ..Wanted::default() };
    let datasets = ask.scope()?;
    let mut out = Map::new();
    for (key, query) in &queries {
        ask.check_time()?;
        let (example, limit) = example(key, query)?;
        let found = example.asked().map(|asked| find(&datasets, &asked, &wanted, &weighing, limit)).transpose()?;
        // Clients take over by themselves what is said to be the one: so it must be the only one.
        let sure = found.as_ref().is_some_and(|found| found.matches == 1);
        let results: Vec<Value> = found.iter().flat_map(|found| &found.hits).map(|hit| result(hit, sure)).collect();
        out.insert(key.clone(), json!({ "result": results }));
    }
    Ok(Value::Object(out))
}

fn result(hit: &Hit, sure: bool) -> Value {
    let features: Vec<Value> =
        hit.features().map(|(feature, score)| json!({ "id": feature, "value": rounded(score) })).collect();
    json!({
        "id": hit.id,
        "name": hit.caption,
        "description": hit.schema.label,
        "type": [kind(hit.schema)],
        "score": rounded(hit.score),
        "match": hit.is_match && sure,
        "features": features,
    })
}

/// A query as an example, and how many results it wants.
fn example(key: &str, query: &Value) -> Result<(Example, usize), Error> {
    let fault = |part: &str, message: &str| Error::body(&["queries", key, part], "value_error", message, Value::Null);
    let Value::Object(query) = query else {
        return Err(Error::body(&["queries", key], "dict_type", "expected an object", Value::Null));
    };
    let mut values: Vec<(String, String)> = Vec::new();
    match query.get("query") {
        None | Some(Value::Null) => {}
        Some(Value::String(text)) => values.push(("name".to_owned(), text.clone())),
        Some(_) => return Err(fault("query", "expected a text")),
    }
    let schema = match query.get("type") {
        None | Some(Value::Null) => "Thing",
        Some(Value::String(name)) if name.is_empty() => "Thing",
        Some(Value::String(name)) => name,
        // Of several the first that is compared counts.
        Some(Value::Array(names)) => {
            let mut names = names.iter().filter_map(Value::as_str);
            let first = names.clone().next().unwrap_or("Thing");
            names.find(|name| comparable(name).is_ok()).unwrap_or(first)
        }
        Some(_) => return Err(fault("type", "expected the name of a type, or a list of them")),
    };
    let limit = match query.get("limit") {
        None | Some(Value::Null) => RESULTS,
        Some(Value::Number(number)) => {
            let whole = number.as_u64().or_else(|| number.as_f64().filter(|n| *n >= 0.0).map(|_| MOST_RESULTS));
            whole.ok_or_else(|| fault("limit", "expected a number of at least 0"))?.min(MOST_RESULTS)
        }
        Some(_) => return Err(fault("limit", "expected a number")),
    };
    match query.get("properties") {
        None | Some(Value::Null) => {}
        Some(Value::Array(properties)) => {
            for property in properties {
                let pid = property.get("pid").and_then(Value::as_str);
                let pid = pid.ok_or_else(|| fault("properties", "expected a `pid` for each"))?;
                let given = property.get("v").ok_or_else(|| fault("properties", "expected a `v` for each"))?;
                let texts = texts(given).ok_or_else(|| fault("properties", "expected values that are text"))?;
                values.extend(texts.into_iter().map(|text| (bare(pid).to_owned(), text)));
            }
        }
        Some(_) => return Err(fault("properties", "expected a list")),
    }
    let example = Example::of(schema, values)
        .map_err(|what| Error::Bad(format!("Can't ask about `{}`: {what}.", super::super::example::shown(key))))?;
    Ok((example, usize::try_from(limit).unwrap_or_default()))
}

/// Values as texts; of an entity what it is called, or its identifier.
fn texts(value: &Value) -> Option<Vec<String>> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Object(entity) => {
            let named = entity.get("name").or_else(|| entity.get("id"));
            named.and_then(Value::as_str).map(str::to_owned)
        }
        _ => None,
    };
    match value {
        Value::Array(values) => values.iter().map(one).collect(),
        other => one(other).map(|text| vec![text]),
    }
}
