//! `/match`: who may be meant by these examples.

use std::str::FromStr as _;

use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use serde_json::{Map, Value, json};
use sousveil_screen::{ALIASES, Algorithm, Feature, Params as Weighing, Weights};

use super::ask::Ask;
use super::chosen::Chosen;
use super::error::Error;
use super::example::{Example, shown};
use super::hits::{Hits, find, rounded};
use super::operation::{Body, Operation, Param, Takes, Verb};
use super::params::Params;
use super::sieve::Wanted;
use crate::response::CachePolicy;

/// How many examples a batch may have.
pub(crate) const MOST_QUERIES: usize = 100;
/// How many names all examples of a batch may have together.
const MOST_NAMES: usize = 1000;

/// How many examples were answered.
const BATCH: HeaderName = HeaderName::from_static("x-batch-size");

/// The parameter that names an algorithm.
pub(crate) const ALGORITHM: Param = Param::one(
    "algorithm",
    Takes::Text(50),
    "How scores are made: `best` or `name-based`. yente's names are taken and mean `best`; `/algorithms` lists them.",
)
.or("best");
/// The parameter that names a time of change.
pub(crate) const CHANGED_SINCE: Param =
    Param::one("changed_since", Takes::Time, "Only entities that changed after this time, by `last_change`.");
/// The parameter that leaves schemata out.
pub(crate) const EXCLUDE_SCHEMA: Param =
    Param::many("exclude_schema", Takes::Text(50), "No entities of just this schema.");
/// The parameters that choose datasets.
pub(crate) const INCLUDE_DATASET: Param =
    Param::many("include_dataset", Takes::Text(100), "Only these of the datasets that the address names.");
pub(crate) const EXCLUDE_DATASET: Param = Param::many("exclude_dataset", Takes::Text(100), "None of these datasets.");

const PARAMS: &[Param] = &[
    Param::one("limit", Takes::Whole(500), "How many results are given for each example.").or("5"),
    Param::one("threshold", Takes::Share, "From this score on a result is called a match.").or("0.7"),
    Param::one(
        "cutoff",
        Takes::Share,
        "Results below this score are not given. It is never above `threshold`. Without it: 0.7.",
    )
    .or("0.7"),
    ALGORITHM,
    INCLUDE_DATASET,
    EXCLUDE_DATASET,
    EXCLUDE_SCHEMA,
    Param::many("topics", Takes::Text(64), "Only entities with one of these topics."),
    CHANGED_SINCE,
    Param::many(
        "exclude_entity_ids",
        Takes::Text(500),
        "None of these entities, named by any identifier that they have or had.",
    )
    .at_most(50),
    Param::one("fuzzy", Takes::Flag, "Without effect: spelling that differs is always allowed for."),
    Param::many("weights", Takes::Text(100), "How much a feature counts, as `feature:0.5`; the body has them too."),
];

pub(crate) const MATCH: Operation = Operation {
    verb: Verb::Post,
    path: "/match/{dataset}",
    name: "match",
    tag: "Matching",
    summary: "Who may be meant by these examples",
    what: "Takes a batch of entities by example and gives for each the entries that may be the same, with scores and \
           reasons. A score is a reason to look, never a proof; no result says only that these datasets have no entry \
           that is so called. Nothing of a question is kept or logged.",
    params: PARAMS,
    body: Body::Json("EntityMatchQuery"),
    answer: Some("EntityMatchResponse"),
    statuses: &[400, 404, 408, 413],
    open: false,
    run,
};

/// What a body asks.
struct Batch {
    examples: Vec<(String, Example)>,
    weights: Vec<(String, f32)>,
}

fn run(ask: &Ask) -> Result<Response, Error> {
    // First: who asks at the wrong door shall hear that, whatever the body is.
    ask.scope()?;
    let (batch, params) = read(ask)?;
    let mut weighing = Weighing::default();
    let algorithm = params.text("algorithm").unwrap_or_default();
    weighing.algorithm = self::algorithm(algorithm)?;
    weighing.threshold = params.share("threshold");
    weighing.cutoff = params.share("cutoff").min(weighing.threshold);
    let mut ignored = params.unknown.clone();
    weigh(&mut weighing.weights, &batch.weights, &mut ignored);
    let wanted = Wanted {
        topics: params.values("topics").collect(),
        without_schema: params.values("exclude_schema").collect(),
        without_ids: params.values("exclude_entity_ids").collect(),
        changed_since: params.text("changed_since"),
    };
    let datasets = ask.narrowed(&params)?;
    let limit = params.whole("limit");
    let mut responses = Map::new();
    for (key, example) in &batch.examples {
        ask.check_time()?;
        let Some(asked) = example.asked() else {
            responses.insert(key.clone(), unasked(example));
            continue;
        };
        let Hits { hits, matches, cut } = find(&datasets, &asked, &wanted, &weighing, limit)?;
        let results: Vec<Value> = hits.iter().map(super::hits::Hit::json).collect();
        let response = json!({
            "status": 200,
            "results": results,
            "total": { "value": matches, "relation": if cut { "gte" } else { "eq" } },
            "query": example.json(),
        });
        responses.insert(key.clone(), response);
    }
    let count = responses.len();
    let answer = json!({
        "responses": responses,
        "matcher": weighing.algorithm.to_string(),
        "limit": limit,
        // What an answer rests on, so that it can be filed, and asked again of the same data.
        "threshold": rounded(weighing.threshold),
        "cutoff": rounded(weighing.cutoff),
        "datasets": datasets.iter().map(version).collect::<Map<_, _>>(),
    });
    let mut response = ask.answer(&answer, CachePolicy::NoStore, &ignored);
    response.headers_mut().insert(BATCH, HeaderValue::from(count));
    Ok(response)
}

/// Which version of a dataset was looked in, by its name.
fn version(chosen: &Chosen<'_>) -> (String, Value) {
    let manifest = chosen.book.snapshot.manifest();
    let version = json!({ "version": manifest.dataset.version, "data_hash": manifest.data_hash });
    (chosen.book.name.clone(), version)
}

/// For an example in which nothing can be compared: "no result" would be heard as an answer.
fn unasked(example: &Example) -> Value {
    json!({
        "status": 400,
        "detail": "Found no name with a word, and no identifier, that could be compared; nothing was looked for.",
        "results": [],
        "total": { "value": 0, "relation": "eq" },
        "query": example.json(),
    })
}

/// The algorithm of a name, ours or yente's.
pub(crate) fn algorithm(name: &str) -> Result<Algorithm, Error> {
    let name = name.trim().to_ascii_lowercase();
    Algorithm::from_name(&name).ok_or_else(|| {
        let known: Vec<&str> = ["best", "name-based"].into_iter().chain(ALIASES.map(|(name, _)| name)).collect();
        Error::Bad(format!("Invalid algorithm `{}`: expected one of {}.", shown(&name), known.join(", ")))
    })
}

fn weigh(weights: &mut Weights, said: &[(String, f32)], ignored: &mut Vec<String>) {
    for (name, weight) in said {
        match Feature::from_str(name) {
            Ok(feature) => weights.set(feature, *weight),
            Err(_) => ignored.push(format!("weights.{name}")),
        }
    }
}

/// Reads the body; what its `params` say goes before what the address says.
fn read(ask: &Ask) -> Result<(Batch, Params), Error> {
    let body: Value = serde_json::from_slice(&ask.body)
        .map_err(|error| Error::body(&[], "json_invalid", format!("found no JSON: {error}"), Value::Null))?;
    let Value::Object(body) = body else {
        return Err(Error::body(&[], "model_attributes_type", "expected an object with `queries`", Value::Null));
    };
    let mut params = said(ask, body.get("params"))?;
    let queries = match body.get("queries") {
        Some(Value::Object(queries)) => queries,
        Some(_) => return Err(Error::body(&["queries"], "dict_type", "expected an object", Value::Null)),
        None => return Err(Error::body(&["queries"], "missing", "expected an object of examples", Value::Null)),
    };
    if queries.is_empty() {
        return Err(Error::Bad("No queries provided.".to_owned()));
    }
    if queries.len() > MOST_QUERIES {
        return Err(Error::Bad(format!(
            "Too many queries in one batch: found {}, expected at most {MOST_QUERIES}.",
            queries.len()
        )));
    }
    let example =
        |(key, value): (&String, &Value)| Ok((key.clone(), Example::read(&["queries", key.as_str()], value)?));
    let examples = queries.iter().map(example).collect::<Result<Vec<_>, Error>>()?;
    let names: usize = examples.iter().map(|(_, example)| example.names().max(1)).sum();
    if names > MOST_NAMES {
        return Err(Error::Bad(format!("Too many names in one batch: found {names}, expected at most {MOST_NAMES}.")));
    }
    // The first is paid for by the request itself.
    ask.charge(names - 1)?;
    params.unknown.extend(config(body.get("config"))?);
    let mut weights = numbers(body.get("weights"))?;
    weights.extend(params.values("weights").map(pair).collect::<Result<Vec<_>, Error>>()?);
    Ok((Batch { examples, weights }, params))
}

/// The parameters of the address with those of the body over them.
fn said(ask: &Ask, body: Option<&Value>) -> Result<Params, Error> {
    let mut params = Params::read(PARAMS, ask.cx.uri.query().unwrap_or_default())?;
    let said = match body {
        None | Some(Value::Null) => return Ok(params),
        Some(Value::Object(said)) => said,
        Some(_) => return Err(Error::body(&["params"], "dict_type", "expected an object", Value::Null)),
    };
    for (name, value) in said {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            _ => None,
        };
        let values = match value {
            Value::Null => continue,
            Value::Array(values) => values.iter().map(text).collect::<Option<Vec<_>>>(),
            Value::Object(weights) if name == "weights" => {
                weights.iter().map(|(feature, weight)| Some(format!("{feature}:{}", text(weight)?))).collect()
            }
            other => text(other).map(|text| vec![text]),
        };
        let taken = values.ok_or_else(|| "expected a value, or a list of values".to_owned());
        taken
            .and_then(|values| params.say(PARAMS, name, values))
            .map_err(|message| Error::body(&["params", name], "value_error", message, Value::Null))?;
    }
    Ok(params)
}

/// `feature:0.5`.
fn pair(text: &str) -> Result<(String, f32), Error> {
    let read =
        text.rsplit_once(':').and_then(|(name, weight)| Some((name.trim().to_owned(), weight.trim().parse().ok()?)));
    read.ok_or_else(|| {
        Error::Bad(format!("weights: found `{}`, expected a feature and a number as `name_match:0.5`.", shown(text)))
    })
}

fn numbers(value: Option<&Value>) -> Result<Vec<(String, f32)>, Error> {
    let weights = match value {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Object(weights)) => weights,
        Some(_) => return Err(Error::body(&["weights"], "dict_type", "expected an object", Value::Null)),
    };
    let number = |(name, weight): (&String, &Value)| {
        let number = weight.as_f64().or_else(|| weight.as_str()?.trim().parse().ok());
        let number =
            number.ok_or_else(|| Error::body(&["weights", name], "float_type", "expected a number", Value::Null))?;
        #[expect(clippy::cast_possible_truncation, reason = "a weight from 0 to 1, of which few digits count")]
        Ok((name.clone(), number as f32))
    };
    weights.iter().map(number).collect()
}

/// There is nothing to set. What yente's own algorithm takes is passed over and named, as everything in these names means
/// `best`.
fn config(value: Option<&Value>) -> Result<Vec<String>, Error> {
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Object(config)) => match config.keys().find(|key| !key.starts_with("nm_")) {
            Some(key) => {
                let found = shown(key);
                Err(Error::Bad(format!("config: found `{found}`, expected none: no algorithm here takes any.")))
            }
            None => Ok(config.keys().map(|key| format!("config.{key}")).collect()),
        },
        Some(_) => Err(Error::body(&["config"], "dict_type", "expected an object", Value::Null)),
    }
}
