//! What the doors say about themselves: alive, ready, which datasets, which algorithms.

use axum::response::Response;
use serde_json::{Map, Value, json};
use sousveil_screen::{ALIASES, Algorithm, Feature, Weights};

use super::ask::Ask;
use super::book::Book;
use super::catalogue::ALL;
use super::error::Error;
use super::operation::{Body, Operation, Verb};
use crate::response::CachePolicy;

pub(crate) const HEALTH: Operation = Operation {
    verb: Verb::Get,
    path: "/healthz",
    name: "healthz",
    tag: "System",
    summary: "Whether the server is alive",
    what: "",
    params: &[],
    body: Body::None,
    answer: Some("StatusResponse"),
    statuses: &[],
    open: true,
    run: alive,
};

pub(crate) const READY: Operation = Operation {
    path: "/readyz",
    name: "readyz",
    summary: "Whether questions are answered",
    what: "They are from the first answer on: nothing is served before its index is there.",
    ..HEALTH
};

pub(crate) const CATALOG: Operation = Operation {
    path: "/catalog",
    name: "catalog",
    tag: "Data",
    summary: "Which datasets can be asked",
    what: "Each dataset with its version, and the collections; `default` is the collection of all. `outdated` are lists \
           that could not be looked for the last time: they are answered in the version that is here.",
    answer: Some("DataCatalogModel"),
    open: false,
    run: catalogue,
    ..HEALTH
};

/// The same under yente's older name.
pub(crate) const MANIFEST: Operation = Operation { path: "/manifest", name: "manifest", ..CATALOG };

pub(crate) const ALGORITHMS: Operation = Operation {
    path: "/algorithms",
    name: "algorithms",
    tag: "Matching",
    summary: "How scores can be made",
    what: "`best` and `name-based` are ours. The others are names of yente's that are taken and mean `best`.",
    answer: Some("AlgorithmResponse"),
    open: false,
    run: algorithms,
    ..HEALTH
};

fn alive(ask: &Ask) -> Result<Response, Error> {
    Ok(ask.passing(&json!({ "status": "ok" })))
}

fn catalogue(ask: &Ask) -> Result<Response, Error> {
    let books = &ask.catalogue.books;
    let mut datasets = books.iter().map(|book| dataset(ask, book)).collect::<Result<Vec<_>, Error>>()?;
    let children = |names: &[&str]| -> Value {
        json!({ "load": false, "index_current": true, "children": names, "resources": [] })
    };
    let names: Vec<&str> = books.iter().map(|book| book.name.as_str()).collect();
    let mut add = |name: &str, title: &str, names: &[&str]| {
        if let Value::Object(mut collection) = children(names) {
            collection.insert("name".to_owned(), name.into());
            collection.insert("title".to_owned(), title.into());
            datasets.push(Value::Object(collection));
        }
    };
    for part in ask.catalogue.parts() {
        if !names.contains(&part) {
            add(part, part, &[]);
        }
    }
    for collection in &ask.catalogue.collections {
        let names: Vec<&str> = collection.children.iter().map(String::as_str).collect();
        add(&collection.name, &collection.title, &names);
    }
    if names.iter().all(|name| *name != ALL) {
        add(ALL, "All datasets", &names);
    }
    let behind = &ask.catalogue.behind;
    let current: Vec<&str> = names.iter().copied().filter(|name| behind.iter().all(|list| list != name)).collect();
    Ok(ask.answer(
        &json!({
            "datasets": datasets, "current": current, "outdated": behind, "index_stale": !behind.is_empty(),
        }),
        // What could not be fetched says nothing to the tag of the data.
        if behind.is_empty() { CachePolicy::Revalidate } else { CachePolicy::NoStore },
        &ask.params.unknown,
    ))
}

fn dataset(ask: &Ask, book: &Book) -> Result<Value, Error> {
    let manifest = book.snapshot.manifest();
    let about = &manifest.dataset;
    let updated = sousveil_export::ftm::data_date(&book.snapshot).map(|day| format!("{day}T00:00:00"));
    let licence = if about.licence.is_empty() { Value::Null } else { about.licence.as_str().into() };
    let mut out = json!({
        "name": book.name,
        "title": book.title,
        "summary": about.summary,
        "version": about.version,
        "updated_at": updated,
        "last_export": updated,
        "entity_count": book.count()?,
        "license": licence,
        "data_hash": manifest.data_hash,
        "load": true,
        "index_version": about.version,
        "index_current": !ask.catalogue.behind.contains(&book.name),
        "children": book.parts,
        "resources": [],
    });
    if let Value::Object(map) = &mut out {
        if !about.publisher.is_empty() {
            map.insert("publisher".to_owned(), json!({ "name": about.publisher, "url": about.homepage }));
        }
        let own = ask.catalogue.books.first().is_some_and(|own| std::ptr::eq(own.as_ref(), book));
        if let Some(address) = ask.cx.place().absolute("/").filter(|_| own) {
            map.insert("url".to_owned(), address.into());
        }
    }
    Ok(out)
}

fn algorithms(ask: &Ask) -> Result<Response, Error> {
    let own = [
        (
            "best",
            Algorithm::Best,
            "Names, and all else that is known: dates, countries, identifiers, gender, addresses.",
        ),
        ("name-based", Algorithm::NameBased, "Names alone."),
    ];
    let own = own.into_iter().map(|(name, algorithm, what)| told(name, algorithm, what));
    let others = ALIASES.into_iter().map(|(name, algorithm)| {
        told(name, algorithm, &format!("A name of yente's. It is taken, and means our `{algorithm}`."))
    });
    let all: Vec<Value> = own.chain(others).collect();
    Ok(ask.lasting(&json!({ "algorithms": all, "default": "best", "best": "best" })))
}

fn told(name: &str, algorithm: Algorithm, what: &str) -> Value {
    let weights = Weights::default();
    let counts = |feature: Feature| algorithm == Algorithm::Best || feature == Feature::NameMatch;
    let features: Map<String, Value> = weights
        .iter()
        .filter(|(feature, _)| counts(*feature))
        .map(|(feature, weight)| {
            let doc = json!({
                "description": means(feature), "coefficient": super::hits::rounded(weight), "url": "/api/algorithms",
            });
            (feature.to_string(), doc)
        })
        .collect();
    json!({
        "name": name,
        "description": what,
        "features": features,
        "docs": { "name": name, "description": what, "config": {}, "features": features },
    })
}

/// What a feature's weight does.
fn means(feature: Feature) -> &'static str {
    match feature {
        Feature::NameMatch => "How alike the two names are that are most alike.",
        Feature::IdentifierMatch => "The least score of two that share an identifier.",
        Feature::IdentifierMismatch => "The part that is taken off where identifiers of one kind differ.",
        Feature::DateMatch => "How far agreeing dates lift the score.",
        Feature::DateMismatch => "The part that is taken off where dates contradict each other.",
        Feature::CountryMatch => "How far a shared country lifts the score.",
        Feature::CountryMismatch => "The part that is taken off where no country is shared.",
        Feature::GenderMatch => "How far the same gender lifts the score.",
        Feature::GenderMismatch => "The part that is taken off where genders differ.",
        Feature::AddressMatch => "How far words that addresses share lift the score.",
    }
}
