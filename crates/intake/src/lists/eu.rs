//! The consolidated list of the European Union (`xmlFullSanctionsList`, 1.0 and 1.1): `sanctionEntity` with attributes.

use std::path::Path;

use super::draft::Draft;
use super::out::Out;
use super::told::Told;
use super::xml::{Element, records};
use crate::IntakeError;

pub(super) fn read(path: &Path, out: &mut Out) -> Result<(), IntakeError> {
    records(path, &["sanctionEntity"], &mut |number, element| {
        match draft(element, &mut out.told) {
            Ok(draft) => out.entity(number, draft),
            Err(reason) => out.refuse(number, &reason),
        }
        !out.is_closed()
    })
}

fn draft(element: &Element, told: &mut Told) -> Result<Draft, String> {
    let keys = [element.attribute("euReferenceNumber"), element.attribute("logicalId")];
    let key = keys.into_iter().find(|key| !key.is_empty()).ok_or("neither euReferenceNumber nor logicalId")?;
    let subject = element.all("subjectType").next();
    let is = |code: &str, class: &str| {
        subject.is_some_and(|s| {
            s.attribute("code").eq_ignore_ascii_case(code) || s.attribute("classificationCode") == class
        })
    };
    let schema = match () {
        () if is("person", "P") => "Person",
        () if is("enterprise", "E") => "Organization",
        () => "LegalEntity",
    };
    let id = format!("eu-fsf-{}", key.to_lowercase().replace('.', "-"));
    let mut draft = Draft::new(&id, schema, told)?;
    draft.add("topics", "sanction", told);
    draft.add("notes", element.attribute("designationDetails"), told);
    draft.date("createdAt", element.attribute("designationDate"), told);
    for child in element.children() {
        field(&mut draft, child, told);
    }
    if draft.has("name") || draft.has("alias") { Ok(draft) } else { Err("no name".to_owned()) }
}

fn field(draft: &mut Draft, child: &Element, told: &mut Told) {
    match child.name.as_str() {
        "subjectType" => {}
        "nameAlias" => name(draft, child, told),
        "citizenship" => draft.country("nationality", country(child), told),
        "birthdate" => birth(draft, child, told),
        "address" => {
            let parts = ["street", "poBox", "zipCode", "city", "place", "region"].map(|part| child.attribute(part));
            draft.address(&parts, child.attribute("countryDescription"), told);
            draft.country("country", country(child), told);
        }
        "identification" => identification(draft, child, told),
        "remark" => draft.add("notes", child.text(), told),
        "regulation" => {
            draft.add("notes", &joined(child, &["programme", "numberTitle"]), told);
            draft.add("sourceUrl", child.of("publicationUrl"), told);
        }
        other => told.leave_out(other),
    }
}

fn name(draft: &mut Draft, child: &Element, told: &mut Told) {
    let whole = child.attribute("wholeName");
    let parts = ["firstName", "middleName", "lastName"].map(|part| child.attribute(part));
    let whole = if whole.is_empty() {
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    } else {
        whole.to_owned()
    };
    let property = match child.attribute("strong") {
        "false" => "weakAlias",
        _ if draft.has("name") => "alias",
        _ => "name",
    };
    draft.add(property, &whole, told);
    if draft.schema().name == "Person" {
        for (attribute, property) in [("gender", "gender"), ("title", "title"), ("function", "position")] {
            draft.add(property, child.attribute(attribute), told);
        }
    } else {
        draft.add("notes", child.attribute("function"), told);
    }
}

fn birth(draft: &mut Draft, child: &Element, told: &mut Told) {
    let [year, month, day] = ["year", "monthOfYear", "dayOfMonth"].map(|name| child.attribute(name));
    let person = draft.schema().name == "Person";
    let property = if person { "birthDate" } else { "incorporationDate" };
    let whole = child.attribute("birthdate");
    if !whole.is_empty() {
        draft.date(property, whole, told);
    } else if !year.is_empty() {
        let number = |text: &str| text.parse::<u8>().ok().filter(|&n| n > 0);
        let date = match (number(month), number(day)) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            _ => year.to_owned(),
        };
        draft.date(property, &date, told);
    }
    if person {
        draft.add("birthPlace", &joined(child, &["city", "place", "region", "countryDescription"]), told);
        draft.country("birthCountry", country(child), told);
    }
}

fn identification(draft: &mut Draft, child: &Element, told: &mut Told) {
    let number = [child.attribute("latinNumber"), child.attribute("number")].into_iter().find(|n| !n.is_empty());
    let person = draft.schema().name == "Person";
    let property = match child.attribute("identificationTypeCode") {
        "passport" if person => "passportNumber",
        "regnumber" => "registrationNumber",
        "fiscalcode" => "taxNumber",
        "swiftbic" => "swiftBic",
        "imo" => "imoNumber",
        _ => "idNumber",
    };
    // Persons have no place for every sort of number.
    let property = if draft.schema().property(property).is_some() { property } else { "idNumber" };
    draft.add(property, number.unwrap_or_default(), told);
    draft.country("country", country(child), told);
}

/// `00` stands for a country that is not known.
fn country(child: &Element) -> &str {
    match child.attribute("countryIso2Code") {
        "" | "00" => "",
        code => code,
    }
}

fn joined(element: &Element, names: &[&str]) -> String {
    let parts = names.iter().map(|name| element.attribute(name)).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.filter(|part| *part != "UNKNOWN").collect();
    parts.join(", ")
}
