//! The United Kingdom's lists as CSV: the consolidated list of OFSI and the UK Sanctions List. Several rows tell of one
//! entity, each with one of its names; they are put together when all is compiled.

use std::collections::HashSet;
use std::path::Path;

use super::draft::Draft;
use super::out::Out;
use super::table::{Table, rows};
use super::told::Told;
use crate::IntakeError;

/// Columns of either list, in lower case, and the property that takes them; several are taken with `; ` between.
const COLUMNS: [(&str, &str); 26] = [
    ("title", "title"),
    ("name non-latin script", "alias"),
    ("passport number", "passportNumber"),
    ("national identification number", "idNumber"),
    ("national identifier number", "idNumber"),
    ("passport details", "notes"),
    ("passport additional information", "notes"),
    ("national identification details", "notes"),
    ("national identifier additional information", "notes"),
    ("position", "position"),
    ("other information", "notes"),
    ("uk statement of reasons", "notes"),
    ("regime", "notes"),
    ("regime name", "notes"),
    ("sanctions imposed", "notes"),
    ("gender", "gender"),
    ("phone number", "phone"),
    ("email address", "email"),
    ("website", "website"),
    ("business registration number (s)", "registrationNumber"),
    ("imo number", "imoNumber"),
    ("type of entity", "legalForm"),
    ("type of ship", "type"),
    ("tonnage of ship", "tonnage"),
    ("subsidiaries", "notes"),
    ("parent company", "notes"),
];

/// Columns that say nothing of the entity.
const PASSED_OVER: [&str; 8] = [
    "last updated",
    "name type",
    "non-latin script type",
    "non-latin script language",
    "un reference number",
    "uk sanctions list date designated",
    "designation source",
    "ofsi group id",
];

pub(super) fn read(path: &Path, out: &mut Out) -> Result<(), IntakeError> {
    // Identifiers only: a few thousand.
    let mut known: HashSet<String> = HashSet::new();
    rows(path, &["name 6"], &mut |line, row| {
        match draft(row, &mut out.told) {
            Ok(draft) => {
                if known.insert(draft.id().to_owned()) {
                    out.entity(line, draft);
                } else {
                    out.part(line, draft);
                }
            }
            Err(reason) => out.refuse(line, &reason),
        }
        !out.is_closed()
    })
}

fn draft(row: &mut Table, told: &mut Told) -> Result<Draft, String> {
    let keys = [row.owned("unique id"), row.owned("group id"), row.owned("ofsi group id")];
    let key = keys.into_iter().find(|key| !key.is_empty()).ok_or("neither `Unique ID` nor `Group ID`")?;
    let kinds = ["group type", "designation type", "individual, entity, ship"].map(|column| row.owned(column));
    let kind = kinds.into_iter().find(|kind| !kind.is_empty()).unwrap_or_default().to_lowercase();
    let schema = match kind.as_str() {
        "individual" => "Person",
        "entity" => "Organization",
        "ship" => "Vessel",
        _ => "LegalEntity",
    };
    let mut draft = Draft::new(&format!("gb-hmt-{}", key.to_lowercase()), schema, told)?;
    names(&mut draft, row, told)?;
    draft.add("topics", "sanction", told);
    for (column, property) in COLUMNS {
        let value = row.owned(column);
        // Not every schema has each of them: what stands there stays as a note.
        let there = draft.schema().property(property).is_some();
        for value in value.split(';').filter(|_| !value.is_empty()) {
            if there {
                draft.add(property, value, told);
            } else {
                draft.add("notes", &format!("{column}: {}", value.trim()), told);
            }
        }
    }
    facts(&mut draft, row, told);
    PASSED_OVER.iter().for_each(|column| drop(row.owned(column)));
    row.untaken().iter().for_each(|column| told.leave_out(&format!("column `{column}`")));
    Ok(draft)
}

fn names(draft: &mut Draft, row: &mut Table, told: &mut Told) -> Result<(), String> {
    let parts = ["name 1", "name 2", "name 3", "name 4", "name 5", "name 6"].map(|column| row.owned(column));
    let name: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if name.is_empty() {
        return Err("no name".to_owned());
    }
    let sort = [row.owned("alias type"), row.owned("name type")].join("").to_lowercase();
    let strength = [row.owned("alias quality"), row.owned("alias strength")].join("").to_lowercase();
    let property = match sort.as_str() {
        _ if strength.contains("low") || strength.contains("weak") => "weakAlias",
        "fka" => "previousName",
        "" | "primary name" => "name",
        _ => "alias",
    };
    draft.add(property, &name.join(" "), told);
    Ok(())
}

fn facts(draft: &mut Draft, row: &mut Table, told: &mut Told) {
    let person = draft.schema().name == "Person";
    for column in ["dob", "d.o.b"] {
        let value = row.owned(column);
        if person {
            value.split(';').for_each(|date| draft.date("birthDate", date, told));
        }
    }
    for column in ["nationality", "nationality(/ies)"] {
        let value = row.owned(column);
        // The consolidated list numbers several in one cell: (1) Russia (2) Syria.
        let property = if person { "nationality" } else { "country" };
        for part in value.split([';', '(']) {
            let part = part.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(')');
            draft.country(property, part, told);
        }
    }
    let lines = (1..=6).flat_map(|n| [format!("address {n}"), format!("address line {n}")]);
    let mut address: Vec<String> = lines.map(|column| row.owned(&column)).collect();
    address.extend(["post/zip code", "address postal code"].map(|column| row.owned(column)));
    let countries = [row.owned("country"), row.owned("address country")];
    let parts: Vec<&str> = address.iter().map(String::as_str).collect();
    draft.address(&parts, &countries.concat(), told);
    countries.iter().for_each(|country| draft.country("country", country, told));
    let [town, born] = [row.owned("town of birth"), row.owned("country of birth")];
    if person {
        draft.add("birthPlace", &town, told);
        draft.country("birthCountry", &born, told);
    }
    if draft.schema().name == "Vessel" {
        draft.country("flag", &row.owned("current believed flag of ship"), told);
        draft.country("pastFlags", &row.owned("previous flags"), told);
        draft.date("buildDate", &row.owned("year built"), told);
    }
    for column in ["listed on", "date designated"] {
        draft.date("createdAt", &row.owned(column), told);
    }
}
