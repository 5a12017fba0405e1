//! Strangers' ties between things that came in: relations, measures, transfers.

use std::collections::BTreeSet;

use sousveil_model::ftm::relation_back;

use super::draft::{Draft, Finished, country, date};
use super::index::{Index, Known};
use super::nodes::{is_word, one, told, word};
use super::thing::{Stated, Thing};

/// An edge between two companies.
pub(super) fn relation(thing: &Thing, index: &Index<'_>) -> Result<Finished, String> {
    let schema = &thing.schema;
    let Some(map) = relation_back(schema, thing.first("role")) else {
        return Err(format!("schema {schema}: its role is none of our kinds of relation"));
    };
    if thing.first(map.from).is_some() && thing.first(map.from) == thing.first(map.to) {
        return Err(format!("schema {schema}: both of its ends are one"));
    }
    let mut draft = Draft::strange(thing, "relations", index)?;
    for (column, property) in [("from", map.from), ("to", map.to)] {
        let end = end(thing, property, index, "companies")?;
        let (known, stated) =
            end.ok_or_else(|| format!("schema {schema}: one of its ends is no company that came in"))?;
        draft.take(property);
        draft.put(column, known.id.as_str(), stated);
    }
    let role = thing.first("role").unwrap_or_default();
    if role == map.kind {
        one(&mut draft, "role", "kind", told);
    } else {
        draft.judge("kind", map.kind);
    }
    one(&mut draft, "percentage", "percentage", |v| {
        let number = v.trim().trim_end_matches('%').trim().to_owned();
        number.parse::<f64>().ok().filter(|n| (0.0..=100.0).contains(n)).map(|_| number)
    });
    one(&mut draft, "startDate", "from_date", date);
    one(&mut draft, "endDate", "to_date", date);
    Ok(draft.finish())
}

/// The one company or agency at an end of an edge, if it came in.
fn end<'t, 'i>(
    thing: &'t Thing,
    property: &str,
    index: &'i Index<'_>,
    table: &str,
) -> Result<Option<(&'i Known, &'t Stated)>, String> {
    let values = thing.properties.get(property).map_or(&[][..], Vec::as_slice);
    match values {
        [one] => Ok(index.in_table(&one.value, table).map(|known| (known, one))),
        [] => Ok(None),
        _ => Err(format!("schema {}: several things at one of its ends", thing.schema)),
    }
}

/// A listing of a company.
pub(super) fn measure(thing: &Thing, index: &Index<'_>) -> Result<Finished, String> {
    let mut draft = Draft::strange(thing, "measures", index)?;
    let Some((known, stated)) = end(thing, "entity", index, "companies")? else {
        return Err("schema Sanction: whom it is aimed at is no company that came in".to_owned());
    };
    draft.take("entity");
    draft.put("target", known.id.as_str(), stated);
    draft.judge("target_type", "company");
    one(&mut draft, "authority", "issuer", told);
    if !draft.has("issuer") {
        return Err("schema Sanction: no authority that issued it".to_owned());
    }
    let texts = || thing.values("provisions").chain(thing.values("program"));
    let means =
        |ours: &str, words: &[&str]| texts().any(|text| text.trim().to_lowercase() == ours || says(text, words));
    let Some((effect, _)) = EFFECTS.into_iter().find(|(ours, words)| means(ours, words)) else {
        return Err(
            "schema Sanction: neither its provisions nor its program tell in known words what it forbids".to_owned()
        );
    };
    if thing.values("provisions").any(|v| v == effect) {
        word(&mut draft, "provisions", "effect");
    } else {
        draft.judge("effect", effect);
    }
    if thing.values("program").any(|program| is_word(draft.table, "kind", program)) {
        word(&mut draft, "program", "kind");
    } else {
        draft.judge("kind", "sanctions");
        one(&mut draft, "program", "legal_basis", told);
    }
    for stated in draft.take("country") {
        match country(&stated.value) {
            Some(code) => draft.put("binds", &code, stated),
            None => draft.leave("country", "not of our form"),
        }
    }
    one(&mut draft, "listingDate", "adopted", date);
    one(&mut draft, "startDate", "from", date);
    one(&mut draft, "endDate", "to", date);
    draft.judge("verified", "no");
    Ok(draft.finish())
}

/// The words of ours for what a sanction does, and the expressions that mean them. Of several the first counts.
const EFFECTS: [(&str, &[&str]); 5] = [
    ("prohibition", &["prohibition", "prohibited", "export ban", "trade ban"]),
    ("presumption_of_denial", &["presumption of denial"]),
    (
        "licence_required",
        &[
            "licence required",
            "license required",
            "licence requirement",
            "license requirement",
            "licence requirements",
            "license requirements",
        ],
    ),
    ("notice", &[]),
    (
        "travel_or_asset",
        &[
            "asset freeze",
            "assets freeze",
            "asset freezing",
            "freezing of assets",
            "blocking",
            "travel ban",
            "visa ban",
        ],
    ),
];

/// Words that turn what is said into something else: "not subject to an arms embargo", "asset freeze lifted".
const TURNS: [&str; 22] = [
    "not",
    "no",
    "non",
    "nor",
    "neither",
    "never",
    "without",
    "except",
    "excepted",
    "exempt",
    "exempted",
    "exemption",
    "unless",
    "lifted",
    "removed",
    "revoked",
    "suspended",
    "expired",
    "ended",
    "terminated",
    "former",
    "formerly",
];

/// Whether a text says one of the expressions, as whole words, and says nothing against it.
fn says(text: &str, expressions: &[&str]) -> bool {
    let text = format!(" {} ", sousveil_text::fold(text));
    let has = |words: &&str| text.contains(&format!(" {words} "));
    expressions.iter().any(has) && !TURNS.iter().any(has)
}

/// An award of a contract with the contract itself: somebody bought something.
pub(super) fn award(thing: &Thing, index: &Index<'_>) -> Result<Finished, String> {
    let mut draft = Draft::strange(thing, "transfers", index)?;
    let Some((supplier, stated)) = end(thing, "supplier", index, "companies")? else {
        return Err("schema ContractAward: its supplier is no company that came in".to_owned());
    };
    draft.take("supplier");
    draft.put("supplier", supplier.id.as_str(), stated);
    let named: Vec<&str> = thing.values("contract").collect();
    let contract = match named.as_slice() {
        [one] => index.contract(one),
        _ => None,
    };
    let contract = contract.ok_or("schema ContractAward: its contract is not in the input")?;
    draft.take("contract");
    draft.judge("stage", "contracted");
    of_contract(&mut draft, contract, index);
    if let Some((agreed, stated)) = draft.take_one("date", date) {
        if draft.has("agreed") {
            draft.leave("date", "its contract is dated");
        } else {
            draft.put("agreed", &agreed, stated);
        }
    }
    Ok(draft.finish())
}

/// What the contract itself tells of the deal; a value that has no place is counted.
fn of_contract(draft: &mut Draft<'_>, contract: &Thing, index: &Index<'_>) {
    const PLACES: [(&str, &str); 4] =
        [("authority", "end_user"), ("title", "product"), ("name", "product"), ("contractDate", "agreed")];
    let mut countries = BTreeSet::new();
    for (property, column) in PLACES {
        for stated in contract.properties.get(property).into_iter().flatten() {
            let read = match column {
                "end_user" => index.in_table(&stated.value, "agencies").map(|buyer| {
                    countries.extend(buyer.country.as_deref());
                    buyer.id.to_string()
                }),
                "product" => told(&stated.value),
                _ => date(&stated.value),
            };
            match read {
                Some(value) if column == "end_user" || !draft.has(column) => {
                    draft.put(column, &value, &or_all(stated, contract));
                }
                _ => draft.count_left_out(&format!("contract.{property}")),
            }
        }
    }
    if let (1, Some(code)) = (countries.len(), countries.first()) {
        draft.judge("recipient_country", code);
    }
    for (property, values) in &contract.properties {
        if !PLACES.iter().any(|(known, _)| known == property) {
            values.iter().for_each(|_| draft.count_left_out(&format!("contract.{property}")));
        }
    }
}

/// Who states a value of a contract: where the file does not say it, all datasets of the contract.
fn or_all(stated: &Stated, contract: &Thing) -> Stated {
    let datasets = if stated.datasets.is_empty() { contract.datasets.clone() } else { stated.datasets.clone() };
    Stated { datasets, ..stated.clone() }
}

/// A customs declaration: goods went from one to another.
pub(super) fn declaration(thing: &Thing, index: &Index<'_>) -> Result<Finished, String> {
    const SIGNS: [&str; 4] = ["ccdNumber", "customsProcedure", "directionOfTransportation", "vedCode"];
    if !SIGNS.iter().any(|p| thing.first(p).is_some()) {
        return Err("schema EconomicActivity: nothing tells how far the deal got".to_owned());
    }
    let mut draft = Draft::strange(thing, "transfers", index)?;
    let sender = end(thing, "sender", index, "companies")?;
    let receiver = end(thing, "receiver", index, "agencies")?;
    if sender.is_none() && receiver.is_none() {
        return Err("schema EconomicActivity: neither its sender nor its receiver came in".to_owned());
    }
    for (property, column, found) in [("sender", "supplier", sender), ("receiver", "end_user", receiver)] {
        if let Some((known, stated)) = found {
            draft.take(property);
            draft.put(column, known.id.as_str(), stated);
        }
    }
    for stated in draft.take("originCountry") {
        match country(&stated.value) {
            Some(code) => draft.put("supplier_country", &code, stated),
            None => draft.leave("originCountry", "not of our form"),
        }
    }
    one(&mut draft, "destinationCountry", "recipient_country", country);
    one(&mut draft, "goodsDescription", "product", told);
    draft.judge("stage", "delivered");
    one(&mut draft, "date", "delivered", date);
    if !draft.has("delivered") {
        one(&mut draft, "startDate", "delivered", date);
    }
    Ok(draft.finish())
}
