//! Counts of a search: what the entities that were found are, by country, topic, schema, dataset.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sousveil_model::Country;
use sousveil_model::ftm::{FtmSchema, Kind};

use super::ask::Ask;
use super::book::Book;
use super::entity::Told;

/// What can be counted.
pub(crate) const FACETS: &[&str] = &["datasets", "schema", "countries", "identifiers", "topics", "genders"];
/// What is counted where nobody says.
pub(crate) const DEFAULT: [&str; 3] = ["countries", "topics", "datasets"];

/// Values with counts, by facet.
pub(crate) type Counts<'a> = BTreeMap<&'a str, BTreeMap<String, usize>>;

/// What all values of a type are called together.
pub(crate) fn group(field: &str) -> Option<Kind> {
    Some(match field {
        "names" => Kind::Name,
        "countries" => Kind::Country,
        "dates" => Kind::Date,
        "topics" => Kind::Topic,
        "identifiers" => Kind::Identifier,
        "genders" => Kind::Gender,
        "addresses" => Kind::Address,
        "entities" => Kind::Entity,
        "phones" => Kind::Phone,
        "emails" => Kind::Email,
        "urls" => Kind::Url,
        "languages" => Kind::Language,
        _ => return None,
    })
}

/// Counts an entity.
pub(crate) fn count(counts: &mut Counts<'_>, book: &Book, told: &Told) {
    for (facet, values) in counts.iter_mut() {
        let mut own: Vec<&str> = match *facet {
            "schema" => vec![told.schema.name],
            "datasets" => vec![&book.name],
            other => group(other).map(|kind| told.of_kind(kind).map(|(_, value)| value).collect()).unwrap_or_default(),
        };
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|value| *values.entry(value.to_owned()).or_default() += 1);
    }
}

/// A facet as yente tells it, most first.
pub(crate) fn told(ask: &Ask, facet: &str, values: BTreeMap<String, usize>) -> Value {
    let label = match facet {
        "countries" => "Countries",
        "topics" => "Topics",
        "datasets" => "Data sources",
        "schema" => "Entity types",
        "identifiers" => "Identifiers",
        _ => "Genders",
    };
    let mut values: Vec<(String, usize)> = values.into_iter().collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    values.truncate(1000);
    let values: Vec<Value> = values
        .into_iter()
        .map(|(name, count)| {
            let label = match facet {
                "countries" => name.parse::<Country>().map_or_else(|_| name.clone(), |c| c.name().to_owned()),
                "datasets" => ask.catalogue.book(&name).map_or_else(|| name.clone(), |book| book.title.clone()),
                "schema" => FtmSchema::named(&name).map_or_else(|| name.clone(), |schema| schema.plural.to_owned()),
                _ => name.clone(),
            };
            json!({ "name": name, "label": label, "count": count })
        })
        .collect();
    json!({ "label": label, "values": values })
}
