//! `/claims`: what is said of an entity in our own terms, with the evidence for and against it.

use axum::response::Response;
use serde_json::{Value, json};
use sousveil_export::claim_json;
use sousveil_snapshot::COUNTRY;

use super::ask::Ask;
use super::error::Error;
use super::fetch::OFFSET;
use super::operation::{Body, Operation, Param, Takes, Verb};

const PARAMS: &[Param] = &[
    Param::one("entity_id", Takes::Text(500), "The entity, a former identifier too."),
    Param::one(
        "prop",
        Takes::Text(50),
        "Only claims of this property: the name of a column, or of a property in a list.",
    ),
    Param::one("limit", Takes::Whole(500), "How many are given.").or("50"),
    OFFSET,
];

pub(crate) const CLAIMS: Operation = Operation {
    verb: Verb::Get,
    path: "/claims",
    name: "claims",
    tag: "Data",
    summary: "What is said of an entity, with evidence",
    what: "Ours alone: yente has nothing like it. Each claim comes with its confidence and each piece of evidence: source, \
           place, quotation where one is held, stance, grade. All claims of the pages' dataset are at `/claims.jsonl`.",
    params: PARAMS,
    body: Body::None,
    answer: Some("ClaimsResponse"),
    statuses: &[404],
    open: false,
    run,
};

fn run(ask: &Ask) -> Result<Response, Error> {
    let Some(id) = ask.params.word("entity_id") else {
        return Err(Error::Invalid(vec![super::error::Fault::new(
            &["query", "entity_id"],
            "missing",
            "expected the identifier of an entity; /claims.jsonl has all claims",
            Value::Null,
        )]));
    };
    let (limit, offset) = (ask.params.whole("limit"), ask.params.whole("offset"));
    for book in &ask.catalogue.books {
        let snapshot = &book.snapshot;
        let end = sousveil_export::ftm::end_of(snapshot, id);
        let number = match snapshot.number(id).or_else(|| snapshot.number(end)) {
            Some(number) => Some(number),
            None if book.is_ours() => None,
            None => snapshot.by_referent(id)?,
        };
        let Some(number) = number.filter(|n| snapshot.head(*n).is_some_and(|head| head.schema != COUNTRY)) else {
            continue;
        };
        let entity = snapshot.entity_at(number)?;
        let wanted = ask.params.word("prop");
        let claims: Vec<_> =
            entity.claims.iter().filter(|claim| wanted.is_none_or(|wanted| claim.property == wanted)).collect();
        let mut results = Vec::new();
        for claim in claims.iter().skip(offset).take(limit) {
            let mut line = Vec::new();
            claim_json(snapshot, &entity, claim, &mut line)?;
            results.push(serde_json::from_slice::<Value>(&line).map_err(sousveil_export::Error::from)?);
        }
        return Ok(ask.lasting(&json!({
            "limit": limit,
            "offset": offset,
            "total": { "value": claims.len(), "relation": "eq" },
            "results": results,
        })));
    }
    Err(Error::NotFound("There is no such entity.".to_owned()))
}
