//! What the service offers.

use serde_json::{Value, json};
use sousveil_model::ftm::FtmSchema;

use super::super::ask::Ask;
use super::super::catalogue::ALL;
use super::super::error::Error;
use super::super::matching::MOST_QUERIES;
use super::kind;
use crate::address::encode;

/// Where FollowTheMoney's schemata are described.
const SCHEMATA: &str = "https://followthemoney.tech/explorer/schemata/";

/// The manifest of a dataset or collection.
pub(super) fn manifest(ask: &Ask) -> Result<Value, Error> {
    let books = ask.scope()?;
    let name = ask.part("dataset");
    let title =
        match books.as_slice() {
            [chosen] if chosen.is_whole() => chosen.book.title.clone(),
            _ => ask.catalogue.collections.iter().find(|c| c.name == name).map_or_else(
                || if name == ALL { "All datasets".to_owned() } else { name.to_owned() },
                |c| c.title.clone(),
            ),
        };
    let types: Vec<Value> = FtmSchema::all()
        .filter(|schema| {
            (schema.matchable || schema.name == "Asset")
                && books.iter().any(|chosen| chosen.book.snapshot.may_ask(schema.name))
        })
        .map(kind)
        .collect();
    let mut out = json!({
        "versions": ["0.2"],
        "name": format!("{title} (Sousveil)"),
        "identifierSpace": format!("sousveil:{name}"),
        "schemaSpace": SCHEMATA,
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "defaultTypes": types,
        "batchSize": MOST_QUERIES / 2,
    });
    let place = ask.cx.place();
    let here = format!("/api/reconcile/{name}");
    if let (Some(base), Some(site), Value::Object(map)) = (place.absolute(&here), place.absolute("/"), &mut out) {
        // Who has a key in the address has it in the addresses that follow from there.
        let key = ask.params.word("api_key").map_or_else(String::new, |key| format!("?api_key={}", encode(key)));
        let service = |path: &str| json!({ "service_url": base, "service_path": format!("{path}{key}") });
        let preview = format!("{base}/preview/{{{{id}}}}{key}");
        let more = json!({
            "identifierSpace": site,
            "documentation": place.absolute("/about"),
            "view": { "url": preview },
            "preview": { "url": preview, "width": 430, "height": 320 },
            "suggest": {
                "entity": service("/suggest/entity"),
                "type": service("/suggest/type"),
                "property": service("/suggest/property"),
            },
            "extend": { "propose_properties": service("/extend/property"), "property_settings": settings() },
        });
        if let Value::Object(more) = more {
            map.extend(more);
        }
    }
    Ok(out)
}

/// What can be set for each property whose values are wanted.
fn settings() -> Value {
    json!([
        {
            "type": "number", "name": "limit", "label": "Limit", "default": 0,
            "help_text": "How many values a row may have at most; 0 for all of them.",
        },
        {
            "type": "select", "name": "render", "label": "Values as", "default": "caption",
            "choices": [{ "value": "caption", "name": "Words" }, { "value": "raw", "name": "Codes" }],
            "help_text": "Whether `ru` is told as Russia.",
        },
    ])
}
