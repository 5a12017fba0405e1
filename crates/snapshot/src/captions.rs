//! What an entity is called in a list or a heading.

use sousveil_model::{Country, Entity, PartialDate, Vocabulary};

use crate::foreign;
use crate::reference::COUNTRY;

/// What an entity is called: its name, label or title; a sentence for what has none.
///
/// Transfers, relations, incidents and measures are called after others. Here those others keep their
/// identifiers, as nothing else is known; [`crate::Head::caption`] has their names.
pub fn caption(entity: &Entity) -> String {
    caption_with(Vocabulary::Sousveil, entity, &|_| None)
}

/// [`caption`] with the names of others.
pub(crate) fn caption_with(vocabulary: Vocabulary, entity: &Entity, name: &dyn Fn(&str) -> Option<String>) -> String {
    if !vocabulary.is_ours() {
        return foreign::caption(entity);
    }
    let named = |id: &str| {
        name(id)
            .or_else(|| id.parse::<Country>().ok().map(|country| country.name().to_owned()))
            .unwrap_or_else(|| id.to_owned())
    };
    let all = |property: &str| -> Option<String> {
        let names: Vec<String> = entity.values(property).map(named).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    match entity.schema.as_str() {
        "Transfer" => transfer(all("supplier"), all("recipient_country"), all("end_user")),
        "Relation" => relation(entity, all("from"), all("to")),
        "Incident" => incident(entity, all("products"), all("country")),
        "Measure" => measure(entity, &named),
        _ => plain(entity),
    }
}

/// Whether [`caption_with`] asks for the names of others.
pub(crate) fn depends_on_others(schema: &str) -> bool {
    matches!(schema, "Transfer" | "Relation" | "Incident" | "Measure")
}

fn plain(entity: &Entity) -> String {
    let found = ["name", "label", "title"].iter().find_map(|property| entity.first(property));
    match found {
        Some(name) => name.to_owned(),
        None if entity.schema == COUNTRY => {
            entity.id.as_str().parse::<Country>().map_or_else(|_| entity.id.to_string(), |c| c.name().to_owned())
        }
        None => entity.id.to_string(),
    }
}

fn transfer(supplier: Option<String>, country: Option<String>, end_user: Option<String>) -> String {
    let supplier = supplier.unwrap_or_else(|| "unnamed supplier".to_owned());
    let country = country.unwrap_or_else(|| "unnamed country".to_owned());
    match end_user {
        None => format!("{supplier} → {country}"),
        Some(end_user) => format!("{supplier} → {country} ({end_user})"),
    }
}

fn relation(entity: &Entity, from: Option<String>, to: Option<String>) -> String {
    // A row reads as a sentence from left to right.
    let kind = match entity.first("kind").unwrap_or("related") {
        "owner" => "owner of".to_owned(),
        "subsidiary" => "subsidiary of".to_owned(),
        "renamed_to" => "renamed to".to_owned(),
        "successor" => "succeeded by".to_owned(),
        "acquired_by" => "acquired by".to_owned(),
        "reseller" => "reseller of".to_owned(),
        "investor" => "investor in".to_owned(),
        "supplier" => "supplier to".to_owned(),
        "same_group" => "same group as".to_owned(),
        other => format!("{} to", other.replace('_', " ")),
    };
    let or_unnamed = |company: Option<String>| company.unwrap_or_else(|| "unnamed company".to_owned());
    format!("{}: {kind} {}", or_unnamed(from), or_unnamed(to))
}

fn incident(entity: &Entity, products: Option<String>, country: Option<String>) -> String {
    // What the source calls it, where that is none of the products that we know.
    let told = || entity.first("product").map(str::to_owned);
    let mut out = products.or_else(told).unwrap_or_else(|| "unnamed product".to_owned());
    if let Some(country) = country {
        out.push_str(" in ");
        out.push_str(&country);
    }
    if let Some(date) = entity.first("date") {
        out.push_str(", ");
        out.push_str(date);
    }
    out
}

fn measure(entity: &Entity, named: &dyn Fn(&str) -> String) -> String {
    let mut out = entity.first("issuer").unwrap_or("unnamed issuer").to_owned();
    out.push(' ');
    out.push_str(&match entity.first("kind").unwrap_or("measure") {
        "internal_repression_equipment" => "internal repression equipment ban".to_owned(),
        "surveillance_equipment" => "surveillance equipment ban".to_owned(),
        "comprehensive" => "comprehensive sanctions".to_owned(),
        "visa" => "visa ban".to_owned(),
        other => other.replace('_', " "),
    });
    let is_country = entity.first("target_type") == Some("country");
    let targets: Vec<String> = entity.values("target").map(named).collect();
    if !targets.is_empty() {
        let preposition = if is_country || entity.first("kind") != Some("entity_list") { " on " } else { ": " };
        out.push_str(preposition);
        out.push_str(&targets.join(", "));
    }
    let began = ["from", "adopted"].iter().find_map(|property| entity.first(property)?.parse::<PartialDate>().ok());
    if let Some(date) = began {
        out.push_str(&format!(" ({})", date.year()));
    }
    out
}
