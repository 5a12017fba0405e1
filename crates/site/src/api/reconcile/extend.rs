//! Values of entities that were found, to be put into a table.

use axum::response::Response;
use serde_json::{Map, Value, json};
use sousveil_model::Country;
use sousveil_model::ftm::{FtmProperty, FtmSchema, Kind};

use super::super::ask::Ask;
use super::super::entity::{Found, Reader, Told};
use super::super::error::Error;
use super::super::example::shown;
use super::super::operation::{Operation, Param, Takes};
use super::{API_KEY, READ, bare, label};

/// How many entities can be asked for at once.
const MOST_IDS: usize = 100;
/// How many properties can be asked for at once.
const MOST_PROPERTIES: usize = 50;

pub(crate) const PROPOSE: Operation = Operation {
    path: "/reconcile/{dataset}/extend/property",
    name: "reconcile_extend_property",
    summary: "Properties whose values can be asked for",
    what: "",
    params: &[
        Param::one("type", Takes::Text(50), "The type of the entities.").or("Thing"),
        Param::one("limit", Takes::Whole(500), "How many are given; 0 for all of them.").or("0"),
        API_KEY,
    ],
    answer: Some("Properties"),
    statuses: &[400, 404],
    run: propose,
    ..READ
};

fn propose(ask: &Ask) -> Result<Response, Error> {
    ask.scope()?;
    let name = ask.params.word("type").unwrap_or("Thing");
    let schema =
        FtmSchema::named(name).ok_or_else(|| Error::Bad(format!("Invalid type: there is no `{}`.", shown(name))))?;
    let limit = ask.params.whole("limit");
    let plain = schema.properties.iter().filter(|property| property.kind != Kind::Entity);
    let properties: Vec<Value> = plain
        .take(if limit == 0 { usize::MAX } else { limit })
        .map(|property| json!({ "id": property.name, "name": label(property.name) }))
        .collect();
    Ok(ask.lasting(&json!({ "type": schema.name, "limit": limit, "properties": properties })))
}

/// A property that is wanted.
struct Wanted {
    id: String,
    limit: usize,
    raw: bool,
}

/// The values that `text` asks for.
pub(super) fn values(ask: &Ask, text: &str) -> Result<Value, Error> {
    let fault = |message: String| Error::body(&["extend"], "value_error", message, Value::Null);
    let asked: Value = serde_json::from_str(text).map_err(|error| fault(format!("found no JSON: {error}")))?;
    let list = |name: &str, most: usize| match asked.get(name) {
        Some(Value::Array(values)) if values.len() <= most => Ok(values),
        Some(Value::Array(values)) => Err(fault(format!("{name}: found {}, expected at most {most}", values.len()))),
        _ => Err(fault(format!("{name}: expected a list"))),
    };
    let ids = list("ids", MOST_IDS)?.iter().map(Value::as_str).collect::<Option<Vec<_>>>();
    let ids = ids.ok_or_else(|| fault("ids: expected texts".to_owned()))?;
    let wanted = list("properties", MOST_PROPERTIES)?.iter().map(wanted).collect::<Option<Vec<_>>>();
    let wanted = wanted.ok_or_else(|| fault("properties: expected an `id` for each".to_owned()))?;
    let mut rows = Map::new();
    for id in ids {
        let told = find(ask, id)?;
        let cells = wanted.iter().map(|property| {
            let values = told.as_ref().map(|told| cell(told, property)).unwrap_or_default();
            (property.id.clone(), Value::Array(values))
        });
        rows.insert(id.to_owned(), Value::Object(cells.collect()));
    }
    let meta: Vec<Value> =
        wanted.iter().map(|property| json!({ "id": property.id, "name": label(bare(&property.id)) })).collect();
    Ok(json!({ "meta": meta, "rows": rows }))
}

fn wanted(value: &Value) -> Option<Wanted> {
    let id = value.get("id")?.as_str()?.to_owned();
    let setting = |name: &str| value.get("settings").and_then(|settings| settings.get(name));
    let number = setting("limit").and_then(|limit| match limit {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_u64(),
    });
    let limit = number.and_then(|number| usize::try_from(number).ok()).unwrap_or_default();
    Some(Wanted { id, limit, raw: setting("render").and_then(Value::as_str) == Some("raw") })
}

/// The entity of an identifier, a former one too.
pub(super) fn find(ask: &Ask, id: &str) -> Result<Option<Told>, Error> {
    for chosen in ask.scope()? {
        let reader = Reader::new(chosen.book);
        match reader.find(id)? {
            Found::Here(told) if chosen.takes(&told) => return Ok(Some(*told)),
            Found::Moved(to) => {
                if let Found::Here(told) = reader.find(&to)?
                    && chosen.takes(&told)
                {
                    return Ok(Some(*told));
                }
            }
            Found::Here(_) | Found::Withdrawn(_) | Found::Untold | Found::Nowhere => {}
        }
    }
    Ok(None)
}

fn cell(told: &Told, property: &Wanted) -> Vec<Value> {
    let name = bare(&property.id);
    let kind = told.schema.property(name).map(|known: &FtmProperty| known.kind);
    let most = if property.limit == 0 { usize::MAX } else { property.limit };
    let shown = |value: &str| match kind {
        Some(Kind::Country) if !property.raw => {
            value.parse::<Country>().map_or_else(|_| value.to_owned(), |c| c.name().to_owned())
        }
        _ => value.to_owned(),
    };
    told.values(name).take(most).map(|value| json!({ "str": shown(value) })).collect()
}
