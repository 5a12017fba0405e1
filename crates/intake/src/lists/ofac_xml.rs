//! OFAC's lists in their advanced form (`sdn_advanced.xml`): everything is a number that leads to a table which stands
//! before it in the same file: words, places, papers, then the parties. The tables are held.

use std::collections::HashMap;
use std::path::Path;

use super::draft::Draft;
use super::out::Out;
use super::told::Told;
use super::xml::{Element, records};
use crate::IntakeError;

/// Tables of words, each by the name of its elements.
const WORDS: [&str; 8] = [
    "AliasType",
    "Country",
    "DetailReference",
    "FeatureType",
    "IDRegDocType",
    "NamePartType",
    "PartySubType",
    "PartyType",
];
/// The tables may hold so many bytes of text together.
const MOST_HELD: usize = 1 << 30;

/// Features, and the property that takes them; a date is taken from its period, a place from its location.
const FEATURES: [(&str, &str); 22] = [
    ("Birthdate", "birthDate"),
    ("Place of Birth", "birthPlace"),
    ("Nationality Country", "nationality"),
    ("Citizenship Country", "citizenship"),
    ("Nationality of Registration", "jurisdiction"),
    ("Gender", "gender"),
    ("Website", "website"),
    ("Email Address", "email"),
    ("Phone Number", "phone"),
    ("Location", "address"),
    ("Title", "position"),
    ("SWIFT/BIC", "swiftBic"),
    ("D-U-N-S Number", "dunsCode"),
    ("Organization Established Date", "incorporationDate"),
    ("Vessel Call Sign", "callSign"),
    ("VESSEL TYPE", "type"),
    ("Vessel Flag", "flag"),
    ("Former Vessel Flag", "pastFlags"),
    ("MMSI", "mmsi"),
    ("Aircraft Model", "model"),
    ("Aircraft Manufacture Date", "buildDate"),
    ("Aircraft Tail Number", "registrationNumber"),
];

/// A place: its country and its text.
#[derive(Default, Clone)]
struct Location {
    country: String,
    text: String,
}

/// A paper: of what sort, its number, by which country.
struct Document {
    sort: String,
    number: String,
    country: String,
}

#[derive(Default)]
struct Tables {
    words: HashMap<(String, String), String>,
    /// The sort of party (`Individual`, `Entity`) by its subtype.
    sorts: HashMap<String, String>,
    locations: HashMap<String, Location>,
    documents: HashMap<String, Vec<Document>>,
    held: usize,
}

impl Tables {
    fn word(&self, table: &str, id: &str) -> &str {
        self.words.get(&(table.to_owned(), id.to_owned())).map_or("", String::as_str)
    }

    fn country(&self, id: &str) -> String {
        match self.word("Country", id) {
            "undetermined" | "Undetermined" => String::new(),
            name => name.to_owned(),
        }
    }
}

pub(super) fn read(path: &Path, out: &mut Out) -> Result<(), IntakeError> {
    let names: Vec<&str> = WORDS.into_iter().chain(["Location", "IDRegDocument", "DistinctParty"]).collect();
    let mut tables = Tables::default();
    let mut parties = 0;
    let mut full = false;
    records(path, &names, &mut |_, element| {
        match element.name.as_str() {
            "DistinctParty" => {
                parties += 1;
                match draft(element, &tables, &mut out.told) {
                    Ok(draft) => out.entity(parties, draft),
                    Err(reason) => out.refuse(parties, &reason),
                }
            }
            "Location" => location(element, &mut tables),
            "IDRegDocument" => document(element, &mut tables),
            table => word(table, element, &mut tables),
        }
        full = tables.held > MOST_HELD;
        !out.is_closed() && !full
    })?;
    if full {
        return Err(IntakeError::form(path, None, "more text in its tables", "at most 1 GB"));
    }
    Ok(())
}

fn word(table: &str, element: &Element, tables: &mut Tables) {
    let id = element.attribute("ID").to_owned();
    if table == "PartySubType" {
        tables.sorts.insert(id.clone(), element.attribute("PartyTypeID").to_owned());
    }
    tables.held += element.text().len() + 64;
    tables.words.insert((table.to_owned(), id), element.text().to_owned());
}

fn location(element: &Element, tables: &mut Tables) {
    let country = element.all("LocationCountry").next().map(|c| tables.country(c.attribute("CountryID")));
    let country = country.unwrap_or_default();
    let values = element.all("LocationPart").flat_map(|part| part.all("LocationPartValue"));
    let mut text: Vec<&str> = values.map(|value| value.of("Value")).filter(|text| !text.is_empty()).collect();
    let alone = text.is_empty();
    text.push(&country);
    let text = if alone { String::new() } else { text.join(", ").trim_end_matches(", ").to_owned() };
    tables.held += text.len() + 64;
    tables.locations.insert(element.attribute("ID").to_owned(), Location { country, text });
}

fn document(element: &Element, tables: &mut Tables) {
    let document = Document {
        sort: tables.word("IDRegDocType", element.attribute("IDRegDocTypeID")).to_owned(),
        number: element.of("IDRegistrationNo").to_owned(),
        country: tables.country(element.attribute("IssuedBy-CountryID")),
    };
    tables.held += document.number.len() + 64;
    tables.documents.entry(element.attribute("IdentityID").to_owned()).or_default().push(document);
}

fn draft(party: &Element, tables: &Tables, told: &mut Told) -> Result<Draft, String> {
    let profile = party.all("Profile").next().ok_or("no Profile")?;
    let sub = profile.attribute("PartySubTypeID");
    let sort = tables.sorts.get(sub).map_or("", |id| tables.word("PartyType", id));
    let schema = match (tables.word("PartySubType", sub), sort) {
        ("Vessel", _) => "Vessel",
        ("Aircraft", _) => "Airplane",
        (_, "Individual") => "Person",
        (_, "Entity") => "Organization",
        _ => "LegalEntity",
    };
    let mut draft = Draft::new(&format!("ofac-{}", party.attribute("FixedRef")), schema, told)?;
    for identity in profile.all("Identity") {
        let groups: HashMap<&str, &str> = identity
            .all("NamePartGroups")
            .flat_map(|groups| groups.all("MasterNamePartGroup"))
            .flat_map(|master| master.all("NamePartGroup"))
            .map(|group| (group.attribute("ID"), tables.word("NamePartType", group.attribute("NamePartTypeID"))))
            .collect();
        for alias in identity.all("Alias") {
            name(&mut draft, alias, &groups, tables, told);
        }
        for document in tables.documents.get(identity.attribute("ID")).into_iter().flatten() {
            paper(&mut draft, document, told);
        }
    }
    if !draft.has("name") && !draft.has("alias") && !draft.has("weakAlias") {
        return Err("no name".to_owned());
    }
    draft.add("topics", "sanction", told);
    profile.all("Feature").for_each(|one| feature(&mut draft, one, tables, told));
    Ok(draft)
}

fn name(draft: &mut Draft, alias: &Element, groups: &HashMap<&str, &str>, tables: &Tables, told: &mut Told) {
    let sort = tables.word("AliasType", alias.attribute("AliasTypeID"));
    for documented in alias.all("DocumentedName") {
        let parts = documented.all("DocumentedNamePart").flat_map(|part| part.all("NamePartValue"));
        let mut parts: Vec<(&str, &str)> = parts
            .map(|part| (groups.get(part.attribute("NamePartGroupID")).copied().unwrap_or_default(), part.text()))
            .collect();
        // The surname stands first; spoken it is the last.
        parts.sort_by_key(|(part, _)| matches!(*part, "Last Name" | "Maiden Name"));
        let whole: Vec<&str> = parts.iter().map(|(_, text)| *text).filter(|text| !text.is_empty()).collect();
        let property = match sort {
            _ if alias.attribute("LowQuality") == "true" => "weakAlias",
            "F.K.A." => "previousName",
            _ if alias.attribute("Primary") == "true" && !draft.has("name") => "name",
            _ => "alias",
        };
        draft.add(property, &whole.join(" "), told);
        if property == "name" && draft.schema().name == "Person" {
            for (part, text) in parts {
                match part {
                    "Last Name" => draft.add("lastName", text, told),
                    "First Name" => draft.add("firstName", text, told),
                    "Middle Name" => draft.add("middleName", text, told),
                    _ => {}
                }
            }
        }
    }
}

fn paper(draft: &mut Draft, document: &Document, told: &mut Told) {
    let sort = document.sort.to_lowercase();
    let wanted: &[&str] = match () {
        () if sort.contains("passport") => &["passportNumber"],
        () if sort.contains("vessel registration") => &["imoNumber"],
        () if sort.contains("tax") || sort.contains("nit") || sort.contains("rfc") => &["taxNumber"],
        () if sort.contains("registration") || sort.contains("company") || sort.contains("registry") => {
            &["registrationNumber"]
        }
        () => &[],
    };
    let all = wanted.iter().chain(&["idNumber", "registrationNumber"]);
    match all.copied().find(|property| draft.schema().property(property).is_some()) {
        Some(property) => draft.add(property, &document.number, told),
        None => draft.add("notes", &format!("{}: {}", document.sort, document.number), told),
    }
    draft.country("country", &document.country, told);
}

fn feature(draft: &mut Draft, one: &Element, tables: &Tables, told: &mut Told) {
    let sort = tables.word("FeatureType", one.attribute("FeatureTypeID"));
    let known = FEATURES.iter().find(|(name, _)| name.eq_ignore_ascii_case(sort)).map(|(_, property)| *property);
    let property = known.filter(|property| draft.schema().property(property).is_some());
    for version in one.all("FeatureVersion") {
        let place =
            version.all("VersionLocation").next().and_then(|at| tables.locations.get(at.attribute("LocationID")));
        let detail = version.all("VersionDetail").next();
        let text =
            detail.map_or("", |detail| match tables.word("DetailReference", detail.attribute("DetailReferenceID")) {
                "" => detail.text(),
                word => word,
            });
        match (property, place) {
            (Some("birthDate" | "incorporationDate" | "buildDate"), _) => {
                draft.date(property.unwrap_or_default(), &period(version), told);
            }
            (Some("nationality" | "citizenship" | "jurisdiction" | "flag" | "pastFlags"), Some(place)) => {
                draft.country(property.unwrap_or_default(), &place.country, told);
            }
            (Some("address"), Some(place)) => {
                draft.add("address", &place.text, told);
                draft.country("country", &place.country, told);
            }
            (Some(property), Some(place)) if text.is_empty() => draft.add(property, &place.text, told),
            (Some(property), _) => draft.add(property, text, told),
            (None, _) if !text.is_empty() => draft.add("notes", &format!("{sort}: {text}"), told),
            (None, _) => told.leave_out(if sort.is_empty() { "a feature of no known sort" } else { sort }),
        }
    }
}

/// The date of a period of one day, or the year in which it lies.
fn period(version: &Element) -> String {
    let Some(period) = version.all("DatePeriod").next() else { return String::new() };
    let end = |name: &'static str, inner: &'static str| {
        let date = period.all(name).next()?.all(inner).next()?;
        let number = |name: &str| date.of(name).parse::<u16>().ok();
        Some((number("Year")?, number("Month")?, number("Day")?))
    };
    match (end("Start", "From"), end("End", "To")) {
        (Some((y, m, d)), Some(last)) if (y, m, d) == last => format!("{y:04}-{m:02}-{d:02}"),
        (Some((y, m, _)), Some((last, n, _))) if (y, m) == (last, n) => format!("{y:04}-{m:02}"),
        (Some((y, ..)), Some((last, ..))) if y == last => format!("{y:04}"),
        _ => String::new(),
    }
}
