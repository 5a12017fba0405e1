//! `/rules`: what stood in a deal's way, and what another list would have stopped. Ours alone: yente has nothing like it.

use axum::response::Response;
use serde_json::{Value, json};
use sousveil_export::rules::evaluation::Evaluation;
use sousveil_export::rules::gaps;
use sousveil_export::rules::parties::List;
use sousveil_export::rules::planned::{FIELDS, Planned};
use sousveil_rules::{Deal, Scenario, gap};

use super::ask::Ask;
use super::error::{Error, Fault};
use super::operation::{Body, Operation, Param, Takes, Verb};

/// A deal of the index.
pub(crate) const RECORDED: Operation = Operation {
    verb: Verb::Get,
    path: "/rules/evaluate",
    name: "rules_evaluate_recorded",
    tag: "Rules",
    summary: "What stood in the way of a recorded deal",
    what: "Each measure that is aimed at the deal with what it says of it, whether that is certain, and why. No legal \
           advice; `met` is `not_known` where not all that might bind the exporter was looked for.",
    params: &[Param::one("transfer", Takes::Text(100), "The identifier of a transfer.")],
    body: Body::None,
    answer: Some("RulesEvaluation"),
    statuses: &[404],
    open: false,
    run: recorded,
};

/// A deal that is told.
pub(crate) const TOLD: Operation = Operation {
    verb: Verb::Post,
    path: "/rules/evaluate",
    name: "rules_evaluate",
    tag: "Rules",
    summary: "What stands in the way of a deal, planned or past",
    what: "The parts of the deal stand in the body, so that no address names who is asked about. Names of parties are looked \
           up in the index, among those whom measures name, and in the other lists; who is alike is the listed party \
           possibly.",
    params: &[],
    body: Body::Json("RulesDeal"),
    answer: Some("RulesEvaluation"),
    statuses: &[400],
    open: false,
    run: told,
};

/// The gap.
pub(crate) const GAP: Operation = Operation {
    verb: Verb::Get,
    path: "/rules/gap",
    name: "rules_gap",
    tag: "Rules",
    summary: "What recorded deals met, and would have met under a scenario",
    what: "The same as `/gap.json`. Without a parameter both halves of the figures are the same.",
    params: &[
        Param::one("list", Takes::Word(&["none", "short", "embargoed", "incidents", "own"]), "A list of countries."),
        Param::one(
            "own",
            Takes::Text(3_000),
            "Your own list: codes or names, with dates: `ir,sy:2012-01-19,mm:2000/2012`.",
        ),
        Param::one("binds", Takes::Text(300), "Whom the list binds: country codes, `eu`, `un`; everybody without."),
        Param::one("move", Takes::Text(600), "Control codes with earlier dates: `5D001.e:2010-01-01`."),
        Param::one("extend", Takes::Text(600), "Issuers, and whom their measures bind besides: `EU:il+us`."),
        Param::one("alone", Takes::Word(&["yes", "no"]), "Whether the measures that there were are left out."),
    ],
    body: Body::None,
    answer: Some("RulesGap"),
    statuses: &[],
    open: false,
    run: run_gap,
};

fn recorded(ask: &Ask) -> Result<Response, Error> {
    let Some(id) = ask.params.word("transfer") else {
        let fault = Fault::new(&["query", "transfer"], "missing", "expected the identifier of a transfer", Value::Null);
        return Err(Error::Invalid(vec![fault]));
    };
    let snapshot = &ask.cx.snapshot;
    let transfer = snapshot.entity(id)?.filter(|entity| entity.schema == "Transfer");
    let transfer = transfer.ok_or_else(|| Error::NotFound("There is no such transfer.".to_owned()))?;
    let mut answer = evaluated(ask, &ask.cx.law().deal(snapshot, &transfer));
    answer["transfer"] = json!(transfer.id.as_str());
    Ok(ask.lasting(&answer))
}

fn told(ask: &Ask) -> Result<Response, Error> {
    let body: Value = serde_json::from_slice(&ask.body)
        .map_err(|error| Error::body(&[], "json_invalid", format!("found no JSON: {error}"), Value::Null))?;
    let Value::Object(body) = body else {
        return Err(Error::body(
            &[],
            "model_attributes_type",
            "expected an object with the parts of a deal",
            Value::Null,
        ));
    };
    let mut pairs = Vec::new();
    for (name, value) in &body {
        let wrong = || Error::body(&[name], "string_type", "expected a text or a list of texts", value.clone());
        pairs.push((
            name.as_str(),
            match value {
                Value::Null => String::new(),
                Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
                Value::String(text) => text.clone(),
                Value::Array(each) => {
                    let texts: Option<Vec<&str>> = each.iter().map(Value::as_str).collect();
                    texts.ok_or_else(wrong)?.join("; ")
                }
                Value::Number(_) | Value::Object(_) => return Err(wrong()),
            },
        ));
    }
    let told = pairs.iter().map(|(name, value)| (*name, value.as_str()));
    let mut planned = Planned::read(&ask.cx.snapshot, told).map_err(|error| {
        let field = error.field.clone();
        Error::body(&[&field], "value_error", format!("expected {}", error.expected), error.found)
    })?;
    // Each name costs what a question to the matching does.
    ask.charge(planned.names())?;
    let lists = ask.catalogue.books.iter().skip(1);
    let lists: Vec<List<'_>> = lists.map(|book| List { name: &book.name, snapshot: &book.snapshot }).collect();
    planned.resolve(ask.cx.law(), &ask.cx.snapshot, &lists)?;
    let mut answer = evaluated(ask, &planned.deal);
    answer["deal"] = planned.json();
    Ok(ask.passing(&answer))
}

fn evaluated(ask: &Ask, deal: &Deal) -> Value {
    let mut answer = Evaluation::of(ask.cx.law(), deal).json();
    answer["data_version"] = json!(ask.cx.snapshot.manifest().dataset.version);
    answer["data_hash"] = json!(ask.cx.snapshot.manifest().data_hash);
    answer
}

fn run_gap(ask: &Ask) -> Result<Response, Error> {
    let told = Scenario::FIELDS.iter().filter_map(|name| Some((*name, ask.params.text(name)?)));
    let scenario = Scenario::of_pairs(told).map_err(|error| {
        let expected = format!("expected {}", error.expected);
        Error::Invalid(vec![Fault::new(&["query", &error.field], "value_error", expected, error.found.as_str())])
    })?;
    let (law, snapshot) = (ask.cx.law(), &ask.cx.snapshot);
    let found = gap(law.recorded(snapshot)?, law.book(), &law.under(snapshot, &scenario)?);
    let mut answer = gaps::json(&found, &scenario);
    answer["data_version"] = json!(snapshot.manifest().dataset.version);
    Ok(ask.lasting(&answer))
}

/// The schema of a deal in OpenAPI: what is read and what is told are one table.
pub(crate) fn deal_schema() -> Value {
    let parts = FIELDS.iter().map(|(name, _, expected)| {
        let text = json!({"type": "string", "maxLength": 2_000});
        ((*name).to_owned(), json!({"oneOf": [text, {"type": "array", "items": text}], "description": expected}))
    });
    json!({"type": "object", "additionalProperties": false, "properties": serde_json::Map::from_iter(parts)})
}
