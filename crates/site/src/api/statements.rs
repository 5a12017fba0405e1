//! `/statements`: FollowTheMoney's smallest pieces, each one value of one property as one dataset has it.

use axum::response::Response;
use serde_json::{Value, json};
use sousveil_export::ftm::checksum;
use sousveil_model::id::statement_id;

use super::ask::Ask;
use super::chosen::Chosen;
use super::entity::{Reader, Told};
use super::error::Error;
use super::operation::{Body, Operation, Param, Takes, Verb};

/// How many rows are looked at for one answer.
const MOST_ROWS: usize = 20_000;

const PARAMS: &[Param] = &[
    Param::one("dataset", Takes::Text(100), "Only statements of this dataset or collection.").or("default"),
    Param::one("entity_id", Takes::Text(500), "Only statements of this entity; here it is the same as `canonical_id`."),
    Param::one("canonical_id", Takes::Text(500), "Only statements of this entity."),
    Param::one("prop", Takes::Text(50), "Only statements of this property."),
    Param::one("value", Takes::Text(5000), "Only statements with just this value."),
    Param::one("schema", Takes::Text(50), "Only statements of entities of just this schema."),
    Param::many(
        "sort",
        Takes::Text(100),
        "Without effect: statements come by entity, then in the order of its properties.",
    ),
    Param::one("limit", Takes::Whole(5000), "How many are given.").or("50"),
    Param::one("offset", Takes::Whole(1_000_000), "How many are passed over.").or("0"),
    Param::one("cursor", Takes::Text(500), "Begins behind this entity: `next_cursor` of the answer before."),
];

pub(crate) const STATEMENTS: Operation = Operation {
    verb: Verb::Get,
    path: "/statements",
    name: "statements",
    tag: "Data",
    summary: "Values as single statements",
    what: "Each value of each property with its dataset, its origin and how the source writes it. Of more than 20,000 \
           entities not all are looked at for one answer: `total` then says `gte`, and `next_cursor` leads on. Evidence \
           has no place here; `/claims` has it.",
    params: PARAMS,
    body: Body::None,
    answer: Some("StatementsResponse"),
    statuses: &[404],
    open: false,
    run,
};

/// What statements must be.
struct Filters<'a> {
    property: Option<&'a str>,
    value: Option<&'a str>,
    schema: Option<&'a str>,
}

/// A page that is being filled.
struct Page<'a> {
    filters: Filters<'a>,
    limit: usize,
    offset: usize,
    total: usize,
    results: Vec<Value>,
}

fn run(ask: &Ask) -> Result<Response, Error> {
    let params = &ask.params;
    let name = params.word("dataset").unwrap_or("default");
    let books = ask.catalogue.scope(name).ok_or_else(|| Error::NotFound("There is no such dataset.".to_owned()))?;
    let mut page = Page {
        filters: Filters { property: params.word("prop"), value: params.text("value"), schema: params.word("schema") },
        limit: params.whole("limit"),
        offset: params.whole("offset"),
        total: 0,
        results: Vec::new(),
    };
    let ids = [params.word("canonical_id"), params.word("entity_id")];
    let mut next = None;
    match ids {
        [None, None] => next = all(ask, &books, &mut page)?,
        ids => {
            let mut ids = ids.into_iter().flatten();
            let (first, second) = (ids.next().unwrap_or_default(), ids.next());
            if second.is_none_or(|second| second == first) {
                for chosen in books {
                    if let Some(told) = Reader::new(chosen.book).get(first)?.filter(|told| chosen.takes(told)) {
                        page.add(&told);
                    }
                }
            }
        }
    }
    let relation = if next.is_some() { "gte" } else { "eq" };
    Ok(ask.lasting(&json!({
        "limit": page.limit,
        "offset": page.offset,
        "total": { "value": page.total, "relation": relation },
        "results": page.results,
        "next_cursor": next,
    })))
}

/// Goes over all entities behind the cursor; gives where to go on, if not all were looked at.
fn all(ask: &Ask, books: &[Chosen<'_>], page: &mut Page<'_>) -> Result<Option<String>, Error> {
    // A cursor is a dataset and an identifier.
    let cursor = ask.params.word("cursor").and_then(|cursor| cursor.split_once(':'));
    let mut begun = cursor.is_none();
    let mut rows = 0;
    for chosen in books {
        let book = chosen.book;
        let mut from = 0;
        if let Some((name, id)) = cursor.filter(|_| !begun) {
            if name != book.name {
                continue;
            }
            begun = true;
            let number = book.snapshot.number(id);
            from = number.ok_or_else(|| Error::NotFound("There is no such cursor in these data.".to_owned()))? + 1;
        }
        let reader = Reader::new(book);
        for number in from..book.snapshot.len() {
            if rows == MOST_ROWS {
                let before = book.snapshot.head(number.saturating_sub(1)).map_or("", |head| head.id);
                return Ok(Some(format!("{}:{before}", book.name)));
            }
            rows += 1;
            if rows % 1000 == 0 {
                ask.check_time()?;
            }
            for told in reader.row(number)?.into_iter().filter(|told| chosen.takes(told)) {
                page.add(&told);
            }
        }
    }
    if begun { Ok(None) } else { Err(Error::NotFound("There is no such cursor in these data.".to_owned())) }
}

impl Page<'_> {
    fn add(&mut self, told: &Told) {
        if self.filters.schema.is_some_and(|schema| schema != told.schema.name) {
            return;
        }
        let mut ids = Vec::with_capacity(told.values.len());
        for said in &told.values {
            let id = statement_id(&told.dataset, &told.id, said.property, &said.value, None);
            let origin = told.origin.as_deref();
            self.one(told, &id, said.property, said.kind.name(), &said.value, said.original.as_deref(), origin);
            ids.push(id);
        }
        let checksum = checksum(told.schema.name, ids);
        let id = statement_id(&told.dataset, &told.id, "id", &checksum, None);
        self.one(told, &id, "id", "id", &checksum, None, None);
    }

    #[expect(clippy::too_many_arguments, reason = "the columns of a statement")]
    fn one(
        &mut self,
        told: &Told,
        id: &str,
        property: &str,
        kind: &str,
        value: &str,
        original: Option<&str>,
        origin: Option<&str>,
    ) {
        let Filters { property: wanted, value: wanted_value, .. } = self.filters;
        if wanted.is_some_and(|wanted| wanted != property) || wanted_value.is_some_and(|wanted| wanted != value) {
            return;
        }
        self.total += 1;
        if self.total <= self.offset || self.results.len() >= self.limit {
            return;
        }
        let first = if property == "id" { &told.seen.change } else { &told.seen.first };
        self.results.push(json!({
            "id": id,
            "entity_id": told.id,
            "canonical_id": told.id,
            "prop": property,
            "prop_type": kind,
            "schema": told.schema.name,
            "value": value,
            "original_value": original,
            "dataset": told.dataset,
            "lang": null,
            "origin": origin,
            "external": false,
            "first_seen": first,
            "last_seen": told.seen.last,
        }));
    }
}
