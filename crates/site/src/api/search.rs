//! `/search`: entities by words.

use std::collections::{BTreeMap, HashSet};

use axum::response::Response;
use serde_json::{Map, Value, json};
use sousveil_model::ftm::{FtmSchema, Kind};
use sousveil_screen::Params as Weighing;
use sousveil_snapshot::{Asked, Facet, Query};

use super::ask::Ask;
use super::book::Book;
use super::chosen::Chosen;
use super::entity::{Reader, Told};
use super::error::Error;
use super::example::shown;
use super::facets::{Counts, DEFAULT, FACETS, count, group, told};
use super::fetch::{LIMIT, OFFSET};
use super::matching::{CHANGED_SINCE, EXCLUDE_DATASET, EXCLUDE_SCHEMA, INCLUDE_DATASET};
use super::operation::{Body, Operation, Param, Takes, Verb};
use super::sort;

/// How many entities are read where a filter can't be answered from an index, or an order not.
const MOST_READ: usize = 10_000;

const PARAMS: &[Param] = &[
    Param::one("q", Takes::Text(1000), "Words to look for; without any, everything.").or(""),
    Param::one(
        "schema",
        Takes::Text(50),
        "Only entities of this schema, of its descendants, and of what it descends from.",
    )
    .or("Thing"),
    INCLUDE_DATASET,
    EXCLUDE_DATASET,
    EXCLUDE_SCHEMA,
    CHANGED_SINCE,
    Param::many("countries", Takes::Text(16), "Only entities with these countries, as codes."),
    Param::many("topics", Takes::Text(64), "Only entities with these topics."),
    Param::many("datasets", Takes::Text(100), "Only entities of these datasets."),
    Param::many(
        "filter",
        Takes::Text(500),
        "Only entities with this value, as `properties.birthDate:1985` or `countries:uz`.",
    )
    .at_most(20),
    LIMIT,
    OFFSET,
    sort::SORT,
    Param::one("fuzzy", Takes::Flag, "Adds entities whose names are like the words.").or("false"),
    Param::one("simple", Takes::Flag, "Without effect: there is one syntax, plain words.").or("false"),
    Param::one("target", Takes::Flag, "Only entities that are a target, or that are none."),
    Param::many("facets", Takes::Word(FACETS), "What is counted: by default countries, topics and datasets."),
    Param::one(
        "filter_op",
        Takes::Word(&["OR", "AND"]),
        "Whether of several countries, topics or filters of one field one must hold, or all.",
    )
    .or("OR"),
];

pub(crate) const SEARCH: Operation = Operation {
    verb: Verb::Get,
    path: "/search/{dataset}",
    name: "search",
    tag: "Matching",
    summary: "Entities by words",
    what: "For a box that people type into. Who wants to know whether somebody is meant asks `/match`.",
    params: PARAMS,
    body: Body::None,
    answer: Some("SearchResponse"),
    statuses: &[400, 404],
    open: false,
    run,
};

/// What entities must be, beyond words.
struct Filters<'a> {
    schemata: HashSet<&'static str>,
    countries: Vec<&'a str>,
    topics: Vec<&'a str>,
    /// Field and value.
    others: Vec<(&'a str, &'a str)>,
    changed_since: Option<&'a str>,
    target: Option<bool>,
    all: bool,
}

fn run(ask: &Ask) -> Result<Response, Error> {
    ask.scope()?;
    let params = &ask.params;
    let schema = params.text("schema").unwrap_or("Thing");
    let schema = FtmSchema::named(schema)
        .ok_or_else(|| Error::Bad(format!("Invalid schema: there is no `{}`.", shown(schema))))?;
    let filters = filters(ask, schema)?;
    let named: Vec<&str> = params.values("datasets").collect();
    let mut datasets = ask.narrowed(params)?;
    // A dataset is its own; with `AND` no entity is in two.
    if filters.all {
        datasets.retain(|chosen| named.iter().all(|name| *name == chosen.book.name));
    } else {
        let is_named = |name: &str, book: &Book| ask.catalogue.is_named(name, book);
        datasets = datasets.into_iter().filter_map(|chosen| chosen.narrowed(&named, &[], is_named)).collect();
    }
    let wanted: Vec<&str> = params.values("facets").collect();
    let wanted = if wanted.is_empty() { DEFAULT.to_vec() } else { wanted };
    let mut counts: Counts<'_> = wanted.iter().map(|facet| (*facet, BTreeMap::new())).collect();
    let mut found = Vec::new();
    let (mut total, mut cut) = (0, false);
    let readers: Vec<Reader<'_>> = datasets.iter().map(|chosen| Reader::new(chosen.book)).collect();
    for (reader, chosen) in readers.iter().zip(&datasets) {
        ask.check_time()?;
        let hits = one(ask, reader, chosen, &filters, &mut counts)?;
        total += hits.total;
        cut |= hits.cut;
        found.push(hits.numbers);
    }
    let results = page(ask, &readers, found)?;
    let results: Vec<Value> = results.iter().map(|(reader, told)| Value::Object(told.json(reader.book))).collect();
    let relation = if cut { "gte" } else { "eq" };
    Ok(ask.passing(&json!({
        "limit": params.whole("limit"),
        "offset": params.whole("offset"),
        "total": { "value": total, "relation": relation },
        "results": results,
        "facets": counts.into_iter().map(|(facet, values)| (facet.to_owned(), told(ask, facet, values))).collect::<Map<_, _>>(),
    })))
}

fn filters<'a>(ask: &'a Ask, schema: &'static FtmSchema) -> Result<Filters<'a>, Error> {
    let params = &ask.params;
    let excluded: Vec<&str> = params.values("exclude_schema").collect();
    let mut others = Vec::new();
    for filter in params.values("filter") {
        let (field, value) = filter
            .split_once(':')
            .ok_or_else(|| Error::Bad(format!("Invalid filter: found `{}`, expected `field:value`.", shown(filter))))?;
        if group(field).is_none()
            && !field.starts_with("properties.")
            && !matches!(field, "schema" | "id" | "entity_id")
        {
            let known = "`properties.name`, `schema`, `id`, or a group such as `countries`, `dates` or `identifiers`";
            return Err(Error::Bad(format!("Invalid filter: found the field `{}`, expected {known}.", shown(field))));
        }
        others.push((field, value));
    }
    Ok(Filters {
        schemata: reached(schema).filter(|name| !excluded.contains(name)).collect(),
        countries: params.values("countries").collect(),
        topics: params.values("topics").collect(),
        others,
        changed_since: params.text("changed_since"),
        target: params.text("target").map(|_| params.flag("target")),
        all: params.text("filter_op") == Some("AND"),
    })
}

/// The schemata that a search for one reaches: those that are compared with it, or, where it is not compared itself,
/// its descendants.
pub(crate) fn reached(schema: &'static FtmSchema) -> impl Iterator<Item = &'static str> {
    FtmSchema::all()
        .filter(move |other| {
            let descends = other.is_a(schema.name);
            if schema.matchable { other.matchable && (descends || schema.is_a(other.name)) } else { descends }
        })
        .map(|schema| schema.name)
}

/// What one dataset has.
struct Hits {
    numbers: Vec<u32>,
    total: usize,
    /// Not all were looked at.
    cut: bool,
}

fn one(
    ask: &Ask,
    reader: &Reader<'_>,
    chosen: &Chosen<'_>,
    filters: &Filters<'_>,
    counts: &mut Counts<'_>,
) -> Result<Hits, Error> {
    let book = reader.book;
    let (mut numbers, counted) = words(ask, book, filters)?;
    let mut cut = false;
    // Topics and countries of our own rows are known without reading them; so is what an index of a list knows.
    let must_read = !chosen.is_whole()
        || !filters.others.is_empty()
        || filters.changed_since.is_some()
        || filters.target.is_some()
        || counts.keys().any(|facet| matches!(*facet, "identifiers" | "genders"))
        || (!book.is_ours() && (filters.all || ask.params.flag("fuzzy")));
    if must_read {
        cut = numbers.len() > MOST_READ;
        numbers.truncate(MOST_READ);
        let mut kept = Vec::with_capacity(numbers.len());
        for number in numbers {
            let Some(told) = reader.row(number)?.into_iter().next() else { continue };
            if chosen.takes(&told) && filters.take(&told) {
                count(counts, book, &told);
                kept.push(number);
            }
        }
        numbers = kept;
    } else if !book.is_ours() {
        for (facet, values) in counted {
            let name = match facet {
                Facet::Schema => "schema",
                Facet::Country => "countries",
                _ => "topics",
            };
            for (value, count) in values {
                if let Some(known) = counts.get_mut(name) {
                    *known.entry(value).or_default() += count;
                }
            }
        }
        if let Some(datasets) = counts.get_mut("datasets").filter(|_| !numbers.is_empty()) {
            datasets.insert(book.name.clone(), numbers.len());
        }
    } else {
        let cards = book.cards()?;
        for number in &numbers {
            let Some(card) = cards.get(*number as usize).and_then(Option::as_ref) else { continue };
            let mut add = |facet: &str, value: &str| {
                if let Some(values) = counts.get_mut(facet) {
                    *values.entry(value.to_owned()).or_default() += 1;
                }
            };
            add("schema", card.schema.name);
            add("datasets", &book.name);
            card.countries.iter().for_each(|country| add("countries", country.code()));
        }
    }
    Ok(Hits { total: numbers.len(), numbers, cut })
}

/// Values with counts, by facet.
type Counted = Vec<(Facet, Vec<(String, usize)>)>;

/// The numbers of those that have the words, schema, countries and topics, best first; of a list what its index counts.
fn words(ask: &Ask, book: &Book, filters: &Filters<'_>) -> Result<(Vec<u32>, Counted), Error> {
    let text = ask.params.text("q").unwrap_or_default().trim();
    let mut query = Query { text: text.to_owned(), ..Query::default() };
    if !book.is_ours() {
        let add = |facet: Facet, values: &mut dyn Iterator<Item = &str>, query: &mut Query| {
            query.filters.extend(values.map(|value| (facet, value.to_owned())));
        };
        add(Facet::Schema, &mut filters.schemata.iter().copied(), &mut query);
        if filters.schemata.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        query.count = vec![Facet::Schema, Facet::Country, Facet::Topic];
        if !filters.all {
            add(Facet::Country, &mut filters.countries.iter().copied(), &mut query);
            add(Facet::Topic, &mut filters.topics.iter().copied(), &mut query);
        }
    }
    let answer = book.snapshot.query(&query)?;
    let (mut numbers, counted) = (answer.hits, answer.facets);
    if ask.params.flag("fuzzy") && !text.is_empty() {
        let mut known: HashSet<u32> = numbers.iter().copied().collect();
        let asked = Asked::of_properties(None, &[("name", text)]);
        let alike = book.snapshot.screen(&asked, &Weighing::default(), 0)?;
        numbers.extend(alike.into_iter().map(|found| found.number).filter(|number| known.insert(*number)));
    }
    if book.is_ours() {
        let cards = book.cards()?;
        numbers.retain(|number| {
            cards.get(*number as usize).and_then(Option::as_ref).is_some_and(|card| {
                filters.schemata.contains(card.schema.name)
                    && filters.topics.is_empty()
                    && filters.any_or_all(&filters.countries, |code| card.countries.iter().any(|c| c.code() == code))
            })
        });
    } else if filters.all {
        for (facet, values) in [(Facet::Country, &filters.countries), (Facet::Topic, &filters.topics)] {
            for value in values {
                let filters = vec![(facet, (*value).to_owned())];
                let with: HashSet<u32> =
                    book.snapshot.query(&Query { filters, ..Query::default() })?.hits.into_iter().collect();
                numbers.retain(|number| with.contains(number));
            }
        }
    }
    Ok((numbers, counted))
}

impl Filters<'_> {
    fn any_or_all(&self, values: &[&str], holds: impl Fn(&str) -> bool) -> bool {
        values.is_empty()
            || if self.all { values.iter().all(|value| holds(value)) } else { values.iter().any(|value| holds(value)) }
    }

    /// Whether an entity is what it must be, as far as it has to be read for that.
    fn take(&self, told: &Told) -> bool {
        let mut fields: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (field, value) in &self.others {
            fields.entry(field).or_default().push(value);
        }
        // What was found by its name alone was not narrowed by the index.
        self.schemata.contains(told.schema.name)
            && self.any_or_all(&self.countries, |code| told.of_kind(Kind::Country).any(|(_, own)| own == code))
            && self.any_or_all(&self.topics, |topic| told.of_kind(Kind::Topic).any(|(_, own)| own == topic))
            && fields.iter().all(|(field, values)| self.any_or_all(values, |value| has(told, field, value)))
            && self.changed_since.is_none_or(|since| told.seen.change.as_deref().is_some_and(|change| change > since))
            && self.target.is_none_or(|target| told.is_target() == target)
    }
}

fn has(told: &Told, field: &str, value: &str) -> bool {
    match field {
        "schema" => told.schema.name == value,
        "id" | "entity_id" => told.id == value,
        _ => match (group(field), field.strip_prefix("properties.")) {
            // A date is found by any part of it that it begins with.
            (Some(Kind::Date), _) => told.of_kind(Kind::Date).any(|(_, own)| begins(own, value)),
            (Some(kind), _) => told.of_kind(kind).any(|(_, own)| own == value),
            (None, Some(property)) => told.values(property).any(|own| own == value),
            (None, None) => false,
        },
    }
}

fn begins(date: &str, part: &str) -> bool {
    date.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('-') || rest.starts_with('T'))
}

/// The entities that are shown. Of several datasets the best of each come first, then the next of each.
fn page<'r, 'b>(
    ask: &Ask,
    readers: &'r [Reader<'b>],
    found: Vec<Vec<u32>>,
) -> Result<Vec<(&'r Reader<'b>, Told)>, Error> {
    let longest = found.iter().map(Vec::len).max().unwrap_or_default();
    let mut order: Vec<(usize, u32)> = Vec::new();
    for rank in 0..longest {
        order.extend(found.iter().enumerate().filter_map(|(book, numbers)| Some((book, *numbers.get(rank)?))));
    }
    let (limit, offset) = (ask.params.whole("limit"), ask.params.whole("offset"));
    let read = |(book, number): (usize, u32)| -> Result<Option<(&'r Reader<'b>, Told)>, Error> {
        let Some(reader) = readers.get(book) else { return Ok(None) };
        Ok(reader.row(number)?.into_iter().next().map(|told| (reader, told)))
    };
    if ask.params.values("sort").next().is_none() {
        let shown = order.into_iter().skip(offset).take(limit);
        return shown.filter_map(|place| read(place).transpose()).collect();
    }
    let all = order.into_iter().take(MOST_READ).filter_map(|place| read(place).transpose());
    let all = all.collect::<Result<Vec<_>, Error>>()?;
    let mut entities: Vec<Told> = all.iter().map(|(_, told)| told.clone()).collect();
    sort::sort(&mut entities, &ask.params)?;
    let shown = entities.into_iter().skip(offset).take(limit);
    let owner = |told: &Told| all.iter().find(|(_, own)| own.id == told.id && own.dataset == told.dataset);
    Ok(shown.filter_map(|told| Some((owner(&told)?.0, told))).collect())
}
