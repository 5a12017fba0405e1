//! Words for people: what the closed lists, dates and numbers are called on a page.

use std::borrow::Borrow;

use sousveil_export::words as english;
use sousveil_model::tables::{TABLES, label, table_of_schema};
use sousveil_model::{Confidence, Entity, Interval, Stage};
use sousveil_snapshot::{Counts, Facet, Sort};

pub(crate) use crate::language::number;
use crate::language::{country, known, say, say_with};

/// A text of at most so many characters; the page of the thing has it whole.
pub(crate) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}

/// Deals, offers and licences side by side; they are never added up. Empty where there is nothing.
pub(crate) fn counts(counts: &Counts) -> Vec<String> {
    let figures = [
        (counts.deals, "count-deals"),
        (counts.offers, "count-offers"),
        (counts.licences, "count-licences"),
        (counts.refused, "count-refused"),
    ];
    figures.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| say_with(key, &[("n", n.into())])).collect()
}

/// "a, b and c".
pub(crate) fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => say_with("list-and", &[("first", first.join(", ").into()), ("last", last.into())]),
    }
}

/// The message of a word of a list, where there is one.
fn named(list: &str, word: &str) -> Option<&'static str> {
    known(&format!("{list}-{word}"))
}

/// A word of a closed list as a reader would write it.
pub(crate) fn word(word: &str) -> String {
    named("word", word).map_or_else(|| english::word(word), str::to_owned)
}

/// Whom a measure binds.
pub(crate) fn bound(code: &str) -> String {
    match code {
        "un" => word(code),
        "eu" => say("bound-eu").to_owned(),
        code => country(code),
    }
}

/// A date or an interval in words.
pub(crate) fn interval(text: &str) -> String {
    let Ok(interval) = text.parse::<Interval>() else { return text.to_owned() };
    match (interval.from(), interval.to()) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => {
            say_with("interval-between", &[("from", a.to_string().into()), ("to", b.to_string().into())])
        }
        (Some(a), None) => say_with("interval-from", &[("from", a.to_string().into())]),
        (None, Some(b)) => say_with("interval-until", &[("to", b.to_string().into())]),
        (None, None) => say("interval-unknown").to_owned(),
    }
}

/// From when to when something counted.
pub(crate) fn span(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => say_with("span-between", &[("from", from.into()), ("to", to.into())]),
        (Some(from), None) => say_with("span-from", &[("from", from.into())]),
        (None, Some(to)) => say_with("span-until", &[("to", to.into())]),
        (None, None) => say("interval-unknown").to_owned(),
    }
}

/// When a transfer happened: each act that a source dates; else that it was known by the day of disclosure.
pub(crate) fn when(entity: &Entity) -> Option<String> {
    let say_when = |key: &str, date: &str| say_with(key, &[("date", interval(date).into())]);
    let told = |property, key: &str| entity.values(property).map(|date| say_when(key, date)).collect::<Vec<_>>();
    let licence = entity.first("stage").and_then(|s| s.parse::<Stage>().ok()).is_some_and(Stage::is_licence);
    let mut parts = told("agreed", if licence { "when-decided" } else { "when-agreed" });
    parts.extend(told("delivered", "when-delivered"));
    parts.extend(told("used", "when-used"));
    if parts.is_empty() {
        // Of several days of disclosure the first decides: from then on it was known.
        let first = entity.values("disclosed").min_by_key(|v| v.parse::<Interval>().ok().and_then(|d| d.sort_date()));
        parts.extend(first.map(|date| say_when("when-known", date)));
    } else {
        parts.extend(told("disclosed", "when-disclosed"));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// How far a transfer got.
pub(crate) fn stage(stage: Stage) -> &'static str {
    named("stage", stage.into()).unwrap_or(stage.label())
}

/// How sure something is. Templates hand in a reference, which they make by themselves.
pub(crate) fn confidence(confidence: impl Borrow<Confidence>) -> &'static str {
    let confidence = *confidence.borrow();
    named("confidence", confidence.into()).unwrap_or(confidence.label())
}

/// What a confidence means, in a sentence.
pub(crate) fn meaning(confidence: Confidence) -> &'static str {
    say(match confidence {
        Confidence::Confirmed => "meaning-confirmed",
        Confidence::Reported => "meaning-reported",
        Confidence::Alleged => "meaning-alleged",
        Confidence::Disputed => "meaning-disputed",
        Confidence::Unknown => "meaning-unknown",
    })
}

/// The plural of a schema, as a heading.
pub(crate) fn plural(schema: &str) -> &'static str {
    named("plural", schema).unwrap_or_else(|| say("plural-other"))
}

/// What one entity of a schema is called.
pub(crate) fn noun(schema: &str) -> &'static str {
    named("noun", schema).unwrap_or_else(|| say("noun-other"))
}

/// The schemata of tables and countries, in the order in which a search shows them.
pub(crate) const SCHEMATA: [&str; 10] =
    ["Country", "Company", "Agency", "Product", "Technology", "Transfer", "Incident", "Measure", "Relation", "Source"];

/// The heading of a facet.
pub(crate) fn facet(facet: Facet) -> &'static str {
    let own = facet.into();
    named("facet", own).unwrap_or(own)
}

/// The values of [`Facet::Act`].
pub(crate) const ACTS: [&str; 4] = ["deal", "offer", "licence", "licence_refused"];

/// What the value of a facet is called, where that needs no look into the snapshot.
pub(crate) fn facet_value(facet: Facet, value: &str) -> String {
    let of = |list: &str| named(list, value).unwrap_or(value).to_owned();
    match facet {
        Facet::Schema => plural(value).to_owned(),
        Facet::Country | Facet::SupplierCountry | Facet::RecipientCountry => country(value),
        Facet::Stage => of("stage"),
        Facet::Act => of("act"),
        Facet::Missing => of("missing"),
        Facet::Year => of("year"),
        Facet::Confidence => named("confidence", value).map_or_else(|| word(value), str::to_owned),
        Facet::Kind => word(value),
        _ => value.to_owned(),
    }
}

/// What an order is called.
pub(crate) fn sort(sort: Sort) -> &'static str {
    say(match sort {
        Sort::Relevance => "sort-relevance",
        Sort::Newest => "sort-newest",
        Sort::Oldest => "sort-oldest",
        Sort::Name => "sort-name",
    })
}

/// What the claim of existence says for a schema.
pub(crate) fn existence(schema: &str) -> &'static str {
    say(match schema {
        "Transfer" | "Incident" => "existence-event",
        _ => "existence-thing",
    })
}

/// The label of a property; the property's own name where the schema is not of ours.
pub(crate) fn property<'a>(schema: &str, property: &'a str) -> &'a str {
    if property == sousveil_model::claim::EXISTENCE {
        return existence(schema);
    }
    let ours = match schema {
        "Country" => matches!(property, "name" | "aliases"),
        _ => table_of_schema(schema).is_some_and(|table| table.column(property).is_some()),
    };
    if !ours {
        return property;
    }
    known(&format!("property-{schema}-{property}"))
        .or_else(|| named("property", property))
        .unwrap_or_else(|| label(schema, property))
}

/// The lists that have an address of their own: (table's name, schema).
pub(crate) fn lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.iter().map(|t| (t.name, t.schema)).chain([("countries", "Country")])
}

#[cfg(test)]
mod tests {
    use sousveil_export::rules::planned::FIELDS;
    use sousveil_model::tables::{Cell, Column, SIDE_FILES};
    use sousveil_rules::{EndUser, Role};
    use strum::VariantArray as _;

    use super::*;

    #[test]
    fn numbers_and_lists_read_well() {
        assert_eq!(number(1), "1");
        assert_eq!(number(1234567), "1,234,567");
        assert_eq!(and(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(interval("2012/2014"), "2012 to 2014");
        assert_eq!(interval("2015-11"), "2015-11");
    }

    #[test]
    fn every_property_has_a_message_that_says_what_the_model_does() {
        for table in TABLES {
            for column in table.columns.iter().filter(|c| c.name != sousveil_model::claim::EXISTENCE) {
                let (schema, name) = (table.schema, column.name);
                let told = known(&format!("property-{schema}-{name}")).or_else(|| named("property", name));
                assert_eq!(told, Some(column.label), "{schema}, {name}");
                assert_eq!(property(schema, name), label(schema, name));
            }
            assert_eq!(property(table.schema, "id"), existence(table.schema));
            assert_eq!(noun(table.schema), table.noun);
            assert!(named("plural", table.schema).is_some(), "{}", table.schema);
        }
        assert_eq!(property("Country", "aliases"), "Other names");
        assert_eq!(property("Person", "name"), "name");
    }

    /// The words of closed lists that a column may hold.
    fn words_of(column: &Column) -> Vec<&'static str> {
        match column.cell {
            // Stages have messages of their own.
            Cell::Word(_) if column.name == "stage" => Vec::new(),
            Cell::Word(words) => words(),
            Cell::Entity { or, .. } => or.to_vec(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_word_of_a_closed_list_has_a_message_that_says_what_files_do() {
        let tables = TABLES.iter().map(|t| t.columns).chain(SIDE_FILES.iter().map(|(_, columns)| *columns));
        let mut all: Vec<&str> = tables.flatten().flat_map(words_of).chain(["un"]).collect();
        all.extend(EndUser::VARIANTS.iter().map(<&str>::from));
        all.extend(Role::VARIANTS.iter().map(<&str>::from));
        all.extend(Confidence::VARIANTS.iter().map(<&str>::from));
        all.extend(FIELDS.iter().map(|(name, ..)| *name));
        for own in all {
            assert_eq!(named("word", own), Some(english::word(own).as_str()), "{own}");
        }
    }

    #[test]
    fn stages_and_degrees_of_confidence_are_called_as_in_files() {
        for &own in Stage::VARIANTS {
            assert_eq!(named("stage", own.into()), Some(own.label()));
        }
        for &own in Confidence::VARIANTS {
            assert_eq!(named("confidence", own.into()), Some(own.label()));
        }
        for &own in Facet::VARIANTS {
            assert!(named("facet", own.into()).is_some(), "{own}");
        }
    }

    #[test]
    fn dates_and_bounds_are_told_as_in_files() {
        for text in ["2012/2014", "2012/", "/2014", "2015-11-03", "no date"] {
            assert_eq!(interval(text), english::interval(text));
        }
        for (from, to) in [(None, None), (Some("2012"), None), (None, Some("2014")), (Some("2012"), Some("2014"))] {
            assert_eq!(span(from, to), english::span(from, to));
        }
        for code in ["un", "eu", "uz", "nowhere"] {
            assert_eq!(bound(code), english::bound(code));
        }
    }
}
