//! `/inspect`: a link or a message against published indicators of spyware. Ours alone: yente has nothing like it.

use axum::response::Response;
use serde_json::{Value, json};

use super::ask::Ask;
use super::error::Error;
use super::operation::{Body, Operation, Verb};
use crate::pages::inspect::inspected;

/// A link or a message.
pub(crate) const INSPECT: Operation = Operation {
    verb: Verb::Post,
    path: "/inspect",
    name: "inspect",
    tag: "Inspect",
    summary: "What published indicators of spyware fit a link or message",
    what: "The text is a link, a message, or the source of an email with all its parts. It is looked through in memory, kept \
           nowhere and not logged; no link in it is opened. Only who sits at the machine that serves this may ask, unless its \
           operator lets others. That none is found is not a clean bill.",
    params: &[],
    body: Body::Json("InspectQuestion"),
    answer: Some("InspectAnswer"),
    statuses: &[403],
    open: false,
    run: inspect,
};

fn inspect(ask: &Ask) -> Result<Response, Error> {
    let body: Value = serde_json::from_slice(&ask.body)
        .map_err(|error| Error::body(&[], "json_invalid", format!("found no JSON: {error}"), Value::Null))?;
    let Value::Object(mut body) = body else {
        return Err(Error::body(&[], "model_attributes_type", "expected an object with a `text`", Value::Null));
    };
    let text = match body.remove("text") {
        Some(Value::String(text)) if !text.trim().is_empty() => text,
        // What somebody was sent is not said back, not even where it is no text.
        _ => return Err(Error::body(&["text"], "string_type", "expected a link or a message", Value::Null)),
    };
    if let Some(name) = body.keys().next() {
        return Err(Error::body(&[name], "extra_forbidden", "expected nothing besides `text`", Value::Null));
    }
    let answer = inspected(&ask.cx, text.trim().as_bytes())?;
    let mut answer = answer.json(&ask.cx.snapshot)?;
    answer["data_version"] = json!(ask.cx.snapshot.manifest().dataset.version);
    Ok(ask.passing(&answer))
}
