//! The figures of a dataset.

use std::collections::{BTreeMap, BTreeSet};

use sousveil_model::Entity;

use crate::contents::{CountryFigures, Counts, Statistics};
use crate::derive::{has_evidence, stage, year};
use crate::reference::{COUNTRIES, COUNTRY, references};

/// Works out the figures from all entities, countries included.
pub(crate) fn statistics<'a>(entities: impl Iterator<Item = &'a Entity>) -> Statistics {
    let mut out = Statistics::default();
    for entity in entities {
        *out.entities.entry(entity.schema.clone()).or_default() += 1;
        if entity.schema != COUNTRY {
            claims(entity, &mut out);
        }
        match entity.schema.as_str() {
            "Transfer" => transfer(entity, &mut out),
            "Incident" => each_country(entity, "country", &mut out.countries, |figures| figures.incidents += 1),
            "Company" => each_country(entity, "country", &mut out.countries, |figures| figures.companies += 1),
            "Agency" => each_country(entity, "country", &mut out.countries, |figures| figures.agencies += 1),
            "Measure" => {
                each_country(entity, "target", &mut out.countries, |figures| figures.measures += 1);
                out.measures_unverified += u64::from(entity.first("verified") != Some("yes"));
            }
            "Source" => out.sources_opened += u64::from(entity.first("opened") == Some("yes")),
            _ => {}
        }
    }
    out
}

fn claims(entity: &Entity, out: &mut Statistics) {
    let needs_evidence = has_evidence(&entity.schema);
    for claim in &entity.claims {
        out.claims += 1;
        out.claims_with_quotation += u64::from(claim.evidence.iter().any(|e| e.quotation.is_some()));
        out.claims_without_evidence += u64::from(needs_evidence && claim.evidence.is_empty());
    }
}

fn transfer(entity: &Entity, out: &mut Statistics) {
    let stage = stage(entity);
    out.transfers.add(stage);
    out.years.entry(year(entity)).or_default().add(stage);
    each_country(entity, "recipient_country", &mut out.countries, |figures| figures.buys.add(stage));
    each_country(entity, "supplier_country", &mut out.countries, |figures| figures.sells.add(stage));
    for technology in distinct(entity, "technologies", "technologies") {
        out.technologies.entry(technology.to_owned()).or_default().add(stage);
    }
    for supplier in distinct(entity, "supplier", "companies") {
        out.suppliers.entry(supplier.to_owned()).or_default().add(stage);
    }
    let mut one = Counts::default();
    one.add(stage);
    if one.deals > 0 {
        *out.confidence.entry(entity.confidence().to_string()).or_default() += 1;
    }
}

/// What a property refers to, each once: two claims of one supplier are one supplier.
fn distinct<'a>(entity: &'a Entity, property: &str, table: &str) -> BTreeSet<&'a str> {
    references(entity).filter(|to| to.property == property && to.table == table).map(|to| to.id).collect()
}

fn each_country(
    entity: &Entity,
    property: &str,
    countries: &mut BTreeMap<String, CountryFigures>,
    mut count: impl FnMut(&mut CountryFigures),
) {
    for country in distinct(entity, property, COUNTRIES) {
        count(countries.entry(country.to_owned()).or_default());
    }
}
