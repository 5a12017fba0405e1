//! Strangers' ties between things that came in: relations, measures, transfers.

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
    let texts = || thing.values("provisions").chain(thing.values("program")).chain(thing.values("summary"));
    let Some(effect) = texts().find_map(effect) else {
        return Err("schema Sanction: what it forbids is not told in words that are known here".to_owned());
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

/// The word of ours for what a sanction does.
fn effect(text: &str) -> Option<&'static str> {
    const OURS: [&str; 5] = ["prohibition", "presumption_of_denial", "licence_required", "notice", "travel_or_asset"];
    let text = text.trim().to_lowercase();
    if let Some(ours) = OURS.into_iter().find(|w| *w == text) {
        return Some(ours);
    }
    let says = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if says(&["presumption of denial"]) {
        Some("presumption_of_denial")
    } else if says(&["asset freeze", "asset-freeze", "freezing", "blocking", "travel ban", "visa"]) {
        Some("travel_or_asset")
    } else if says(&["license requirement", "licence requirement", "license required", "licence required"]) {
        Some("licence_required")
    } else if says(&["export ban", "prohibition", "prohibited", "trade ban"]) {
        Some("prohibition")
    } else {
        None
    }
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
    let unstated = Stated { datasets: contract.datasets.clone(), ..Stated::default() };
    if let Some(buyer) = contract.values("authority").find_map(|a| index.in_table(a, "agencies")) {
        draft.put("end_user", buyer.id.as_str(), &unstated);
        if let Some(code) = &buyer.country {
            draft.judge("recipient_country", code);
        }
    }
    if let Some(title) = contract.values("title").chain(contract.values("name")).find_map(told) {
        draft.put("product", &title, &unstated);
    }
    if let Some(agreed) = contract.values("contractDate").chain(thing.values("date")).find_map(date) {
        draft.take("date");
        draft.put("agreed", &agreed, &unstated);
    }
    for property in contract.properties.keys().filter(|p| !used_of_contract(p)) {
        draft.count_left_out(&format!("contract.{property}"));
    }
    Ok(draft.finish())
}

fn used_of_contract(property: &str) -> bool {
    matches!(property, "authority" | "title" | "name" | "contractDate")
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
