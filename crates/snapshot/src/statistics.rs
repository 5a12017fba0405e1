//! The figures of a dataset.

use std::collections::{BTreeMap, BTreeSet};

use sousveil_model::{Entity, Vocabulary};

use crate::contents::{CountryFigures, Counts, Statistics};
use crate::derive::{has_evidence, stage, year};
use crate::reference::{COUNTRIES, COUNTRY, reference};

/// Counts an entity, be it a country. What is only told in our own terms is not counted in others.
pub(crate) fn count(vocabulary: Vocabulary, entity: &Entity, out: &mut Statistics) {
    *out.entities.entry(entity.schema.clone().into()).or_default() += 1;
    if !vocabulary.is_ours() {
        out.claims += entity.claims.len() as u64;
        return;
    }
    if entity.schema != COUNTRY {
        claims(entity, out);
    }
    match entity.schema.as_str() {
        "Transfer" => transfer(entity, out),
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

/// Adds the figures of a part to those of the whole.
pub(crate) fn add(part: Statistics, whole: &mut Statistics) {
    let Statistics {
        entities,
        transfers,
        years,
        countries,
        technologies,
        suppliers,
        confidence,
        claims,
        claims_with_quotation,
        claims_without_evidence,
        sources_opened,
        measures_unverified,
        dangling,
    } = part;
    entities.into_iter().for_each(|(key, n)| *whole.entities.entry(key).or_default() += n);
    add_counts(transfers, &mut whole.transfers);
    for (from, to) in
        [(years, &mut whole.years), (technologies, &mut whole.technologies), (suppliers, &mut whole.suppliers)]
    {
        from.into_iter().for_each(|(key, counts)| add_counts(counts, to.entry(key).or_default()));
    }
    for (key, CountryFigures { buys, sells, measures, incidents, companies, agencies }) in countries {
        let to = whole.countries.entry(key).or_default();
        add_counts(buys, &mut to.buys);
        add_counts(sells, &mut to.sells);
        to.measures += measures;
        to.incidents += incidents;
        to.companies += companies;
        to.agencies += agencies;
    }
    confidence.into_iter().for_each(|(key, n)| *whole.confidence.entry(key).or_default() += n);
    whole.claims += claims;
    whole.claims_with_quotation += claims_with_quotation;
    whole.claims_without_evidence += claims_without_evidence;
    whole.sources_opened += sources_opened;
    whole.measures_unverified += measures_unverified;
    whole.dangling += dangling;
}

fn add_counts(Counts { deals, offers, licences, refused }: Counts, to: &mut Counts) {
    to.deals += deals;
    to.offers += offers;
    to.licences += licences;
    to.refused += refused;
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
    let claims = entity.claims.iter().filter(|claim| claim.property == property);
    claims.filter_map(|claim| reference(entity, claim)).filter(|to| to.table == table).map(|to| to.id).collect()
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
