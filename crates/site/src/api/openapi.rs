//! OpenAPI 3.1, made of the same tables as the router and the reading of parameters.

use std::sync::LazyLock;

use axum::response::Response;
use serde_json::{Map, Value, json};

use super::ask::Ask;
use super::catalogue::ALL;
use super::error::Error;
use super::operation::{Body, Operation, Param, Takes, Verb};
use super::params::TIME;
use super::{OPERATIONS, system};

pub(crate) const OPENAPI: Operation = Operation {
    path: "/openapi.json",
    name: "openapi",
    summary: "This description",
    what: "",
    answer: Some("OpenAPI"),
    run: show,
    ..system::HEALTH
};

/// The shapes of bodies and answers.
const SCHEMAS: &str = include_str!("schemas.json");

/// What every door may answer beside its own statuses.
const COMMON: [u16; 5] = [401, 405, 414, 429, 503];

static WHOLE: LazyLock<Value> = LazyLock::new(whole);

fn show(ask: &Ask) -> Result<Response, Error> {
    let mut value = WHOLE.clone();
    // Only what the operator says is an address of this server.
    let server = ask.cx.place().absolute("/api").unwrap_or_else(|| "/api".to_owned());
    if let Value::Object(map) = &mut value {
        map.insert("servers".to_owned(), json!([{ "url": server }]));
        let collections = ask.catalogue.collections.iter().map(|collection| &collection.name);
        let names = ask.catalogue.books.iter().map(|book| &book.name).chain(collections);
        let names = std::iter::once(ALL).chain(names.map(String::as_str));
        let mut names: Vec<&str> = names.collect();
        let parts = ask.catalogue.parts().into_iter().filter(|part| !names.contains(part)).collect::<Vec<_>>();
        names.extend(parts);
        if let Some(paths) = map.get_mut("paths") {
            name_datasets(paths, &names);
        }
        if ask.cx.site.config.keys.are_demanded() {
            map.insert("security".to_owned(), json!([{ "ApiKey": [] }]));
        }
    }
    Ok(ask.lasting(&value))
}

/// Says which datasets there are.
fn name_datasets(paths: &mut Value, names: &[&str]) {
    let operations = paths.as_object_mut().into_iter().flat_map(|paths| paths.values_mut());
    let operations = operations.flat_map(|item| item.as_object_mut().into_iter().flat_map(|item| item.values_mut()));
    for operation in operations {
        let params = operation.get_mut("parameters").and_then(Value::as_array_mut);
        for param in params.into_iter().flatten().filter(|param| param["in"] == "path" && param["name"] == "dataset") {
            if let Some(Value::Object(schema)) = param.get_mut("schema") {
                schema.insert("enum".to_owned(), json!(names));
            }
        }
    }
}

fn whole() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for operation in OPERATIONS {
        let verb = match operation.verb {
            Verb::Get => "get",
            Verb::Post => "post",
        };
        let item = paths.entry(operation.path).or_insert_with(|| json!({}));
        if let Value::Object(item) = item {
            item.insert(verb.to_owned(), described(operation));
        }
    }
    let mut schemas: Value = serde_json::from_str(SCHEMAS).unwrap_or_default();
    schemas["RulesDeal"] = super::rules::deal_schema();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Sousveil",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Screening, entities in FollowTheMoney's form, statements, claims with evidence, rules, \
                and reconciliation. Paths, parameters and shapes are those of yente; docs/api.md tells where they differ.",
            "license": { "name": "Apache-2.0 OR MIT", "identifier": "Apache-2.0 OR MIT" },
        },
        "tags": [
            { "name": "Matching", "description": "Who may be meant." },
            { "name": "Data", "description": "What is recorded." },
            { "name": "Rules", "description": "What stood in a deal's way." },
            { "name": "Inspect", "description": "What is known of a link or message." },
            { "name": "Reconciliation", "description": "For OpenRefine and other clients of the Reconciliation API 0.2." },
            { "name": "System", "description": "The server." },
        ],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "ApiKey": {
                    "type": "apiKey", "in": "header", "name": "Authorization",
                    "description": "`ApiKey` and the key, where the operator demands one.",
                },
            },
        },
    })
}

fn described(operation: &Operation) -> Value {
    let mut params: Vec<Value> = parts(operation.path).map(part).collect();
    params.extend(operation.params.iter().map(param));
    let content = |schema: &str, media: &str| json!({ media: { "schema": reference(schema) } });
    let fine = match operation.answer {
        Some("OpenAPI") => {
            json!({ "description": "Done", "content": { "application/json": { "schema": { "type": "object" } } } })
        }
        Some(schema) => json!({ "description": "Done", "content": content(schema, "application/json") }),
        None => json!({ "description": "Done", "content": { "text/html": { "schema": { "type": "string" } } } }),
    };
    let mut responses: Map<String, Value> = Map::from_iter([("200".to_owned(), fine)]);
    // Wherever something is read it can be what is not taken.
    let refused: &[u16] = if operation.params.is_empty() && operation.body == Body::None { &[] } else { &[422] };
    for status in operation.statuses.iter().chain(refused).chain(&COMMON) {
        let answer = if *status == 308 {
            let header = json!({ "description": "Where it is now", "schema": { "type": "string" } });
            json!({ "description": said(*status), "headers": { "Location": header } })
        } else {
            let schema = if *status == 422 { "HTTPValidationError" } else { "ErrorResponse" };
            json!({ "description": said(*status), "content": content(schema, "application/json") })
        };
        responses.insert(status.to_string(), answer);
    }
    let mut out = json!({
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
        "parameters": params,
        "responses": responses,
    });
    if let Value::Object(map) = &mut out {
        if !operation.what.is_empty() {
            map.insert("description".to_owned(), operation.what.into());
        }
        let body = match operation.body {
            Body::None => None,
            Body::Json(schema) => Some(content(schema, "application/json")),
            Body::Form(schema) => Some(content(schema, "application/x-www-form-urlencoded")),
        };
        if let Some(content) = body {
            map.insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
        }
        if operation.open {
            map.insert("security".to_owned(), json!([]));
        }
    }
    out
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

/// The names of the parts of a path that vary.
fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn part(name: &str) -> Value {
    let what = match name {
        "dataset" => "A dataset or a collection, as `/catalog` names it; `default` is all.",
        "entity_id" => "The identifier of an entity.",
        _ => "The name of a property.",
    };
    json!({ "name": name, "in": "path", "required": true, "description": what, "schema": { "type": "string" } })
}

fn param(param: &Param) -> Value {
    let mut schema = match param.takes {
        Takes::Text(most) => json!({ "type": "string", "maxLength": most }),
        Takes::Flag => json!({ "type": "boolean" }),
        Takes::Whole(most) => json!({ "type": "integer", "minimum": 0, "maximum": most }),
        Takes::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Takes::Word(words) => json!({ "type": "string", "enum": words }),
        Takes::Time => json!({ "type": "string", "pattern": TIME }),
    };
    if let (Value::Object(map), Some(default)) = (&mut schema, param.default) {
        // A number or truth stands for itself, every other text for a text.
        let typed = match param.takes {
            Takes::Text(_) | Takes::Word(_) | Takes::Time => Value::from(default),
            _ => serde_json::from_str(default).unwrap_or_else(|_| default.into()),
        };
        map.insert("default".to_owned(), typed);
    }
    if param.is_list() {
        schema = json!({ "type": "array", "items": schema, "maxItems": param.most });
    }
    json!({ "name": param.name, "in": "query", "required": false, "description": param.what, "schema": schema })
}

fn said(status: u16) -> &'static str {
    match status {
        308 => "The entity has another identifier",
        400 => "What is asked can't be answered",
        401 => "The operator demands a key",
        403 => "Only who sits at the machine itself may ask",
        404 => "There is no such thing",
        405 => "The address does not take this method",
        408 => "The body did not come to its end in time",
        413 => "The body is too large",
        414 => "The address is too long",
        422 => "A value is not taken",
        429 => "Too many requests from one client",
        _ => "The server is busy",
    }
}
