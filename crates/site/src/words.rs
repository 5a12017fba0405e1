//! Words for people: what the closed lists, dates and numbers are called on a page.

pub(crate) use crate::language::number;
use sousveil_export::rows::country_name;
pub(crate) use sousveil_export::words::{and, bound, interval, span, word};
use sousveil_model::tables::{TABLES, label, table_of_schema};
use sousveil_model::{Entity, Interval, Stage};
use sousveil_snapshot::{Counts, Facet, Sort};

/// A text of at most so many characters; the page of the thing has it whole.
pub(crate) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}

/// A number with its noun.
pub(crate) fn count(n: u64, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {many}", number(n)) }
}

/// Deals, offers and licences side by side; they are never added up. Empty where there is nothing.
pub(crate) fn counts(counts: &Counts) -> Vec<String> {
    let mut parts = Vec::new();
    if counts.deals > 0 {
        parts.push(count(counts.deals, "deal", "deals"));
    }
    if counts.offers > 0 {
        parts.push(count(counts.offers, "offer or tender", "offers or tenders"));
    }
    if counts.licences > 0 {
        parts.push(count(counts.licences, "export licence granted", "export licences granted"));
    }
    if counts.refused > 0 {
        parts.push(count(counts.refused, "export licence refused", "export licences refused"));
    }
    parts
}

/// When a transfer happened: each act that a source dates; else that it was known by the day of disclosure.
pub(crate) fn when(entity: &Entity) -> Option<String> {
    let told =
        |property, word: &str| entity.values(property).map(|v| format!("{word} {}", interval(v))).collect::<Vec<_>>();
    let licence = entity.first("stage").and_then(|s| s.parse::<Stage>().ok()).is_some_and(Stage::is_licence);
    let mut parts = told("agreed", if licence { "decided" } else { "agreed" });
    parts.extend(told("delivered", "delivered"));
    parts.extend(told("used", "used"));
    if parts.is_empty() {
        // Of several days of disclosure the first decides: from then on it was known.
        let first = entity.values("disclosed").min_by_key(|v| v.parse::<Interval>().ok().and_then(|d| d.sort_date()));
        parts.extend(first.map(|v| format!("not after {}", interval(v))));
    } else {
        parts.extend(told("disclosed", "disclosed"));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The plural of a schema, as a heading.
pub(crate) fn plural(schema: &str) -> &'static str {
    match schema {
        "Country" => "Countries",
        "Company" => "Companies",
        "Agency" => "Agencies",
        "Product" => "Products",
        "Technology" => "Technologies",
        "Transfer" => "Transfers",
        "Relation" => "Relations",
        "Incident" => "Incidents",
        "Measure" => "Measures",
        "Source" => "Sources",
        _ => "Other entries",
    }
}

/// What one entity of a schema is called.
pub(crate) fn noun(schema: &str) -> &'static str {
    if schema == "Country" { "country" } else { table_of_schema(schema).map_or("entry", |t| t.noun) }
}

/// The schemata of tables and countries, in the order in which a search shows them.
pub(crate) const SCHEMATA: [&str; 10] =
    ["Country", "Company", "Agency", "Product", "Technology", "Transfer", "Incident", "Measure", "Relation", "Source"];

/// The heading of a facet.
pub(crate) fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Schema => "What it is",
        Facet::Country => "Country",
        Facet::SupplierCountry => "Exporting country",
        Facet::RecipientCountry => "Recipient country",
        Facet::Technology => "Technology",
        Facet::Act => "Deal or licence",
        Facet::Stage => "Stage",
        Facet::Confidence => "Confidence",
        Facet::Year => "Year",
        Facet::Company => "Company",
        Facet::Agency => "Agency",
        Facet::Product => "Product",
        Facet::Source => "Source",
        Facet::Kind => "Kind",
        Facet::Issuer => "Issuer",
        Facet::Origin => "Origin of the row",
        Facet::Supplier => "Supplier",
        Facet::Missing => "Not known",
        Facet::Topic => "Topic",
    }
}

/// The values of [`Facet::Act`].
pub(crate) const ACTS: [&str; 4] = ["deal", "offer", "licence", "licence_refused"];

/// What the value of a facet is called, where that needs no look into the snapshot.
pub(crate) fn facet_value(facet: Facet, value: &str) -> String {
    match facet {
        Facet::Schema => plural(value).to_owned(),
        Facet::Country | Facet::SupplierCountry | Facet::RecipientCountry => country_name(value),
        Facet::Stage => value.parse::<Stage>().map_or_else(|_| value.to_owned(), |s| s.label().to_owned()),
        Facet::Act => match value {
            "deal" => "deals",
            "offer" => "offers and tenders",
            "licence" => "export licences granted",
            "licence_refused" => "export licences refused",
            other => other,
        }
        .to_owned(),
        Facet::Confidence if value == "unknown" => "no graded evidence".to_owned(),
        Facet::Confidence | Facet::Kind => word(value),
        _ => value.to_owned(),
    }
}

/// What an order is called.
pub(crate) fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "best match",
        Sort::Newest => "newest first",
        Sort::Oldest => "oldest first",
        Sort::Name => "by name",
    }
}

/// What the claim of existence says for a schema.
pub(crate) fn existence(schema: &str) -> &'static str {
    match schema {
        "Transfer" | "Incident" => "The event itself",
        _ => "The thing itself",
    }
}

/// The label of a property.
pub(crate) fn property<'a>(schema: &str, property: &'a str) -> &'a str {
    match (schema, property) {
        (_, sousveil_model::claim::EXISTENCE) => existence(schema),
        ("Country", "name") => "Name",
        ("Country", "aliases") => "Other names",
        _ => label(schema, property),
    }
}

/// The lists that have an address of their own: (table's name, schema).
pub(crate) fn lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.iter().map(|t| (t.name, t.schema)).chain([("countries", "Country")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_read_well() {
        assert_eq!(number(1), "1");
        assert_eq!(number(1234567), "1,234,567");
        assert_eq!(and(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(interval("2012/2014"), "2012 to 2014");
        assert_eq!(interval("2015-11"), "2015-11");
    }
}
