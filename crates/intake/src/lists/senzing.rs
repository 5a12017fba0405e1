//! Senzing's entity specification, one JSON object a line: attributes flat, in lists of objects, or under `FEATURES`.

use std::collections::BTreeMap;
use std::path::Path;

use super::draft::Draft;
use super::json_lines;
use super::out::Out;
use super::told::Told;
use crate::IntakeError;
use crate::lines::Json;

/// Attributes that are a property as they are.
const PLAIN: [(&str, &str); 24] = [
    ("NAME_FIRST", "firstName"),
    ("NAME_MIDDLE", "middleName"),
    ("NAME_LAST", "lastName"),
    ("GENDER", "gender"),
    ("PHONE_NUMBER", "phone"),
    ("EMAIL_ADDRESS", "email"),
    ("WEBSITE_ADDRESS", "website"),
    ("PASSPORT_NUMBER", "passportNumber"),
    ("SSN_NUMBER", "socialSecurityNumber"),
    ("NATIONAL_ID_NUMBER", "idNumber"),
    ("DRIVERS_LICENSE_NUMBER", "idNumber"),
    ("OTHER_ID_NUMBER", "idNumber"),
    ("TAX_ID_NUMBER", "taxNumber"),
    ("LEI_NUMBER", "leiCode"),
    ("DUNS_NUMBER", "dunsCode"),
    ("NPI_NUMBER", "npiCode"),
    ("ACCOUNT_NUMBER", "idNumber"),
    ("TRUSTED_ID_NUMBER", "idNumber"),
    ("DATE_OF_BIRTH", "birthDate"),
    ("DATE_OF_DEATH", "deathDate"),
    ("REGISTRATION_DATE", "incorporationDate"),
    ("PLACE_OF_BIRTH", "birthPlace"),
    ("NATIONALITY", "nationality"),
    ("CITIZENSHIP", "citizenship"),
];

/// Attributes that name a country, and the property that takes it.
const COUNTRIES: [(&str, &str); 4] = [
    ("COUNTRY_OF_ASSOCIATION", "country"),
    ("REGISTRATION_COUNTRY", "jurisdiction"),
    ("ADDR_COUNTRY", "country"),
    ("PASSPORT_COUNTRY", "country"),
];

const ADDRESS: [&str; 9] = [
    "ADDR_LINE1",
    "ADDR_LINE2",
    "ADDR_LINE3",
    "ADDR_LINE4",
    "ADDR_CITY",
    "ADDR_STATE",
    "ADDR_POSTAL_CODE",
    "ADDR_COUNTRY",
    "ADDR_FULL",
];

const PASSED_OVER: [&str; 9] = [
    "DATA_SOURCE",
    "RECORD_ID",
    "RECORD_TYPE",
    "NAME_TYPE",
    "NAME_FULL",
    "NAME_ORG",
    "ADDR_TYPE",
    "PHONE_TYPE",
    "LAST_UPDATED",
];

type Group = BTreeMap<String, String>;

pub(super) fn read(path: &Path, out: &mut Out) -> Result<(), IntakeError> {
    json_lines::each(path, "a record of Senzing's as one JSON object a line", out, |number, json, out| {
        match draft(json, &mut out.told) {
            Ok(draft) => out.entity(number, draft),
            Err(reason) => out.refuse(number, &reason),
        }
    })
}

fn draft(json: Json, told: &mut Told) -> Result<Draft, String> {
    let Json::Object(object) = json else { return Err(format!("found {}; expected an object", json.kind())) };
    let mut groups = vec![Group::new()];
    for (key, value) in object {
        match value {
            Json::List(items) => groups.extend(items.into_iter().filter_map(|item| match item {
                Json::Object(inner) => Some(inner.into_iter().filter_map(text).collect()),
                _ => None,
            })),
            other => {
                if let (Some(first), Some((key, value))) = (groups.first_mut(), text((key, other))) {
                    first.insert(key, value);
                }
            }
        }
    }
    let find = |key: &str| groups.iter().find_map(|group| group.get(key)).map_or("", String::as_str);
    let (source, record) = (find("DATA_SOURCE").to_lowercase(), find("RECORD_ID"));
    if record.is_empty() {
        return Err("no `RECORD_ID`".to_owned());
    }
    let schema = match find("RECORD_TYPE").to_uppercase().as_str() {
        "PERSON" => "Person",
        "ORGANIZATION" => "Organization",
        "VESSEL" => "Vessel",
        "AIRCRAFT" => "Airplane",
        _ => "LegalEntity",
    };
    let id = if source.is_empty() { record.to_owned() } else { format!("{source}-{record}") };
    let mut draft = Draft::new(&id, schema, told)?;
    for group in &groups {
        take(&mut draft, group, told);
    }
    Ok(draft)
}

/// A key, without what a caller put before it (`PRIMARY_NAME_LAST`), and its text.
fn text((key, value): (String, Json)) -> Option<(String, String)> {
    let Json::Text(text) = value else { return None };
    let key = key.to_uppercase();
    let known = PLAIN.iter().chain(&COUNTRIES).map(|(name, _)| *name).chain(ADDRESS).chain(PASSED_OVER);
    let found = known.filter(|name| key == *name || key.ends_with(&format!("_{name}"))).max_by_key(|name| name.len());
    Some((found.map_or(key.clone(), str::to_owned), text))
}

fn take(draft: &mut Draft, group: &Group, told: &mut Told) {
    let get = |key: &str| group.get(key).map_or("", String::as_str);
    let parts = ["NAME_FIRST", "NAME_MIDDLE", "NAME_LAST"].map(get);
    let whole = [get("NAME_FULL"), get("NAME_ORG")].into_iter().find(|name| !name.is_empty());
    let whole = whole.map_or_else(|| joined(&parts, " "), str::to_owned);
    let first = !draft.has("name") && matches!(get("NAME_TYPE"), "" | "PRIMARY");
    draft.add(if first { "name" } else { "alias" }, &whole, told);
    for (key, property) in PLAIN {
        let value = get(key);
        // The names of aliases have parts too, but the properties are those of the one name.
        if value.is_empty() || key.starts_with("NAME_") && !first {
            continue;
        }
        let property = if draft.schema().property(property).is_some() { property } else { "notes" };
        match property {
            "birthDate" | "deathDate" | "incorporationDate" => draft.date(property, value, told),
            "nationality" | "citizenship" => draft.country(property, value, told),
            _ => draft.add(property, value, told),
        }
    }
    for (key, property) in COUNTRIES {
        let property = if draft.schema().property(property).is_some() { property } else { "country" };
        draft.country(property, get(key), told);
    }
    draft.add("address", &joined(&ADDRESS.map(get), ", "), told);
    for key in group.keys() {
        let known = PLAIN.iter().chain(&COUNTRIES).any(|(name, _)| name == key);
        if !known && !ADDRESS.contains(&key.as_str()) && !PASSED_OVER.contains(&key.as_str()) {
            told.leave_out(key);
        }
    }
}

fn joined(parts: &[&str], between: &str) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}
