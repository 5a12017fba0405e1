//! Strangers' things that stand for themselves: companies, public bodies, documents, assets.

use sousveil_model::SourceKind;
use sousveil_model::ftm::language;
use sousveil_model::tables::{Cell, Table};

use super::draft::{Draft, Finished, country, date};
use super::index::Index;
use super::persons;
use super::thing::{Stated, Thing};
use crate::folder::{fault, is_address};
use crate::import::kind_of;
use crate::names::is_placeholder;

/// What a thing becomes, or why it stays out; `None` where it is a tie between others, or of no table of ours.
pub(super) fn entity(thing: &Thing, index: &Index<'_>) -> Option<Result<Finished, String>> {
    match thing.schema.as_str() {
        "Company" | "Organization" | "LegalEntity" => {
            Some(persons::may_come_in(thing).and_then(|()| company(thing, index)))
        }
        "PublicBody" => Some(agency(thing, index)),
        "Article" | "Document" | "Pages" | "HyperText" | "PlainText" | "Package" => Some(source(thing, index)),
        "Asset" => Some(product(thing, index)),
        _ => None,
    }
}

fn company(thing: &Thing, index: &Index<'_>) -> Result<Finished, String> {
    let mut draft = Draft::strange(thing, "companies", index)?;
    names(&mut draft)?;
    for property in ["country", "jurisdiction", "mainCountry"] {
        for stated in draft.take(property) {
            match country(&stated.value) {
                Some(code) => draft.put("country", &code, stated),
                None => draft.leave(property, "not of our form"),
            }
        }
    }
    one(&mut draft, "incorporationDate", "founded", date);
    one(&mut draft, "dissolutionDate", "dissolved", date);
    word(&mut draft, "status", "status");
    one(&mut draft, "website", "website", |v| Some(v.trim().to_owned()).filter(|v| is_address(v)));
    technologies(&mut draft, "sector", index);
    technologies(&mut draft, "keywords", index);
    Ok(draft.finish())
}

fn agency(thing: &Thing, index: &Index<'_>) -> Result<Finished, String> {
    let mut draft = Draft::strange(thing, "agencies", index)?;
    names(&mut draft)?;
    for property in ["country", "jurisdiction", "mainCountry"] {
        match draft.take_one(property, country) {
            Some((code, stated)) if !draft.has("country") => draft.put("country", &code, stated),
            Some(_) => draft.leave(property, "more than one"),
            None => {}
        }
    }
    if !draft.has("country") {
        return Err("schema PublicBody: no country is told, and an agency belongs to one".to_owned());
    }
    word(&mut draft, "classification", "kind");
    if !draft.has("kind") {
        draft.judge("kind", "other");
    }
    for stated in draft.take("parent") {
        match index.in_table(&stated.value, "agencies") {
            Some(known) if !draft.has("parent") && stated.value != thing.id => {
                draft.put("parent", known.id.as_str(), stated);
            }
            _ => draft.leave("parent", "not among the agencies"),
        }
    }
    Ok(draft.finish())
}

fn source(thing: &Thing, index: &Index<'_>) -> Result<Finished, String> {
    let mut draft = Draft::strange(thing, "sources", index)?;
    for property in ["title", "name", "fileName"] {
        if let Some((title, stated)) = draft.take_one(property, told) {
            if draft.has("title") {
                draft.leave(property, "more than one");
            } else {
                draft.put("title", &title, stated);
            }
        }
    }
    if !draft.has("title") {
        return Err(format!("schema {}: no title", thing.schema));
    }
    one(&mut draft, "publisher", "publisher", told);
    for property in ["publishedAt", "date"] {
        match draft.take_one(property, date) {
            Some((date, stated)) if !draft.has("published") => draft.put("published", &date, stated),
            Some(_) => draft.leave(property, "more than one"),
            None => {}
        }
    }
    one(&mut draft, "sourceUrl", "url", |v| Some(v.trim().to_owned()).filter(|v| is_address(v)));
    one(&mut draft, "language", "language", |v| language::two(v.trim()).map(str::to_owned));
    let kind = kind_of(thing.first("sourceUrl").unwrap_or_default(), thing.first("publisher").unwrap_or_default());
    let kind = if kind == SourceKind::Contract { SourceKind::Official } else { kind };
    draft.judge("kind", &kind.to_string());
    draft.judge("opened", "no");
    Ok(draft.finish())
}

fn product(thing: &Thing, index: &Index<'_>) -> Result<Finished, String> {
    let mut draft = Draft::strange(thing, "products", index)?;
    names(&mut draft)?;
    for stated in draft.take("keywords") {
        let key = stated.value.trim();
        if index.is_technology(key) && !draft.has("technology") {
            draft.put("technology", key, stated);
        } else {
            draft.leave("keywords", "no technology of ours");
        }
    }
    if !draft.has("technology") {
        return Err("schema Asset: no technology of ours is among its keywords".to_owned());
    }
    one(&mut draft, "description", "what", told);
    Ok(draft.finish())
}

/// The name that it goes by, and the others.
fn names(draft: &mut Draft<'_>) -> Result<(), String> {
    let schema = &draft.thing.schema;
    let given: Vec<&Stated> = draft.take("name").iter().filter(|s| told(&s.value).is_some()).collect();
    // Without a caption nothing says which name is the main one: one in Latin letters, if there is one.
    let caption = given.iter().find(|s| s.value == draft.thing.caption).or(given.iter().find(|s| is_latin(&s.value)));
    let Some(first) = caption.or(given.first()).copied() else { return Err(format!("schema {schema}: no name")) };
    if is_placeholder(&first.value) {
        return Err(format!("schema {schema}: its name stands for \"not named\""));
    }
    draft.put("name", &first.value, first);
    let main = sousveil_text::tidy(&first.value);
    let others = ["alias", "previousName", "abbreviation"].into_iter().flat_map(|p| draft.take(p)).collect::<Vec<_>>();
    for stated in given.into_iter().chain(others) {
        if sousveil_text::tidy(&stated.value) != main {
            draft.put("aliases", &stated.value, stated);
        }
    }
    Ok(())
}

/// Latin letters end where Greek ones begin.
fn is_latin(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{370}')
}

/// A property with one value into a column.
pub(super) fn one(draft: &mut Draft<'_>, property: &'static str, column: &str, read: impl Fn(&str) -> Option<String>) {
    if let Some((value, stated)) = draft.take_one(property, read) {
        draft.put(column, &value, stated);
    }
}

/// A property whose value is a word of ours.
pub(super) fn word(draft: &mut Draft<'_>, property: &'static str, column: &str) {
    let table = draft.table;
    one(draft, property, column, |v| Some(v.trim().to_lowercase()).filter(|v| is_word(table, column, v)));
}

/// Whether a column of words may hold the value.
pub(super) fn is_word(table: &Table, column: &str, value: &str) -> bool {
    let value = value.trim().to_lowercase();
    table.column(column).is_some_and(|c| matches!(c.cell, Cell::Word(_)) && fault(c, &value).is_none())
}

fn technologies(draft: &mut Draft<'_>, property: &'static str, index: &Index<'_>) {
    for stated in draft.take(property) {
        if index.is_technology(stated.value.trim()) {
            draft.put("technologies", stated.value.trim(), stated);
        } else {
            draft.leave(property, "no technology of ours");
        }
    }
}

/// A text that says something.
pub(super) fn told(text: &str) -> Option<String> {
    (!sousveil_text::tidy(text).is_empty()).then(|| text.to_owned())
}
