//! The consolidated list of the United Nations Security Council: `INDIVIDUAL` and `ENTITY`, a child for each field.

use std::path::Path;

use super::draft::Draft;
use super::out::Out;
use super::told::Told;
use super::xml::{Element, records};
use crate::IntakeError;

const NAMES: [&str; 4] = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

pub(super) fn read(path: &Path, out: &mut Out) -> Result<(), IntakeError> {
    records(path, &["INDIVIDUAL", "ENTITY"], &mut |number, element| {
        match draft(element, &mut out.told) {
            Ok(draft) => out.entity(number, draft),
            Err(reason) => out.refuse(number, &reason),
        }
        !out.is_closed()
    })
}

fn draft(element: &Element, told: &mut Told) -> Result<Draft, String> {
    let person = element.name == "INDIVIDUAL";
    let key = [element.of("DATAID"), element.of("REFERENCE_NUMBER")].into_iter().find(|key| !key.is_empty());
    let key = key.ok_or("neither DATAID nor REFERENCE_NUMBER")?;
    let mut draft = Draft::new(&format!("un-sc-{key}"), if person { "Person" } else { "Organization" }, told)?;
    let name: Vec<&str> = NAMES.iter().map(|part| element.of(part)).filter(|part| !part.is_empty()).collect();
    draft.add("name", &name.join(" "), told);
    draft.add("topics", "sanction", told);
    for child in element.children() {
        field(&mut draft, child, told);
    }
    if draft.has("name") || draft.has("alias") { Ok(draft) } else { Err("no name".to_owned()) }
}

fn field(draft: &mut Draft, child: &Element, told: &mut Told) {
    let text = child.text();
    let values = || child.all("VALUE").map(Element::text);
    match child.name.as_str() {
        "DATAID" | "VERSIONNUM" | "FIRST_NAME" | "SECOND_NAME" | "THIRD_NAME" | "FOURTH_NAME" | "SORT_KEY"
        | "SORT_KEY_LAST_MOD" | "LIST_TYPE" => {}
        "NAME_ORIGINAL_SCRIPT" => draft.add("alias", text, told),
        "GENDER" => draft.add("gender", text, told),
        "COMMENTS1" | "NOTE" => draft.add("notes", text, told),
        "REFERENCE_NUMBER" => draft.add("notes", &format!("Reference: {text}"), told),
        "UN_LIST_TYPE" => draft.add("notes", &format!("List: {text}"), told),
        "LISTED_ON" => draft.date("createdAt", text, told),
        "LAST_DAY_UPDATED" => values().for_each(|value| draft.date("modifiedAt", value, told)),
        "TITLE" => values().for_each(|value| draft.add("title", value, told)),
        "DESIGNATION" => values().for_each(|value| draft.add("position", value, told)),
        "NATIONALITY" => values().for_each(|value| draft.country("nationality", value, told)),
        "INDIVIDUAL_ALIAS" | "ENTITY_ALIAS" => alias(draft, child, told),
        "INDIVIDUAL_ADDRESS" | "ENTITY_ADDRESS" => address(draft, child, told),
        "INDIVIDUAL_DATE_OF_BIRTH" => birth(draft, child, told),
        "INDIVIDUAL_PLACE_OF_BIRTH" => {
            draft.add("birthPlace", &joined(child, &["CITY", "STATE_PROVINCE", "COUNTRY"]), told);
            draft.country("birthCountry", child.of("COUNTRY"), told);
        }
        "INDIVIDUAL_DOCUMENT" => document(draft, child, told),
        other => {
            if !text.is_empty() || child.children().any(|inner| !inner.text().is_empty()) {
                told.leave_out(other);
            }
        }
    }
}

fn alias(draft: &mut Draft, child: &Element, told: &mut Told) {
    let weak = child.of("QUALITY").eq_ignore_ascii_case("low");
    let property = match child.of("QUALITY").to_lowercase().as_str() {
        _ if weak => "weakAlias",
        "f.k.a." => "previousName",
        _ => "alias",
    };
    // Several stand in one field at times.
    for name in child.of("ALIAS_NAME").split(';') {
        draft.add(property, name, told);
    }
}

fn address(draft: &mut Draft, child: &Element, told: &mut Told) {
    let parts = ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE"].map(|part| child.of(part));
    draft.address(&parts, child.of("COUNTRY"), told);
    draft.country("country", child.of("COUNTRY"), told);
    draft.add("notes", child.of("NOTE"), told);
}

fn birth(draft: &mut Draft, child: &Element, told: &mut Told) {
    let (from, to) = (child.of("FROM_YEAR"), child.of("TO_YEAR"));
    match [child.of("DATE"), child.of("YEAR")].into_iter().find(|text| !text.is_empty()) {
        Some(date) => draft.date("birthDate", date, told),
        None if !from.is_empty() => draft.add("notes", &format!("Born between {from} and {to}"), told),
        None => {}
    }
    draft.add("notes", child.of("NOTE"), told);
}

fn document(draft: &mut Draft, child: &Element, told: &mut Told) {
    let kind = child.of("TYPE_OF_DOCUMENT").to_lowercase();
    let property = if kind.contains("passport") { "passportNumber" } else { "idNumber" };
    draft.add(property, child.of("NUMBER"), told);
    draft.country("country", child.of("ISSUING_COUNTRY"), told);
}

fn joined(element: &Element, names: &[&str]) -> String {
    let parts: Vec<&str> = names.iter().map(|name| element.of(name)).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
