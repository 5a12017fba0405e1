//! What a row says of somebody.

use std::collections::HashMap;

use sousveil_model::{Country, PartialDate};
use sousveil_text::{tidy, visible};

use super::{Columns, Role, Row, words};
use crate::draft::known::Known;
use crate::mapped::iso;

/// What a row says of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The name, then other names; empty where the row has none.
    pub names: Vec<String>,
    /// Countries.
    pub countries: Vec<Country>,
    /// Dates of birth or foundation.
    pub dates: Vec<PartialDate>,
    /// A schema of FollowTheMoney.
    pub schema: Option<&'static str>,
    /// `male`, `female` or `other`.
    pub gender: Option<&'static str>,
    /// Numbers that name one, each with the property under which FollowTheMoney files it.
    pub identifiers: Vec<(&'static str, String)>,
    /// Addresses.
    pub addresses: Vec<String>,
    /// What could not be understood, in words.
    pub remarks: Vec<String>,
}

/// Reads rows.
#[derive(Debug)]
pub struct Reader {
    columns: Columns,
    countries: HashMap<String, Country>,
}

/// Values of a cell are separated by these.
const SEPARATORS: [char; 3] = [';', '|', '\n'];
/// Values of a cell that are looked at.
const MOST_VALUES: usize = 64;

impl Reader {
    /// A reader of rows with these columns.
    pub fn new(columns: Columns) -> Self {
        Self { columns, countries: Known::world() }
    }

    /// What each column holds.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// What a row says.
    pub fn read(&self, row: &Row) -> Facts {
        let mut facts = Facts::default();
        let mut parts: [&str; 3] = ["", "", ""];
        let mut aliases: Vec<String> = Vec::new();
        for (at, role) in self.columns.used() {
            let cell = row.cells.get(at).map_or("", String::as_str);
            if words::says_nothing(cell) {
                continue;
            }
            match role {
                Role::Name => facts.names.push(tidy(cell)),
                Role::Alias => aliases.extend(values(cell).map(tidy)),
                Role::FirstName => parts[0] = cell,
                Role::MiddleName => parts[1] = cell,
                Role::LastName => parts[2] = cell,
                Role::Country => self.countries(cell, &mut facts),
                Role::Date => dates(cell, &mut facts),
                Role::Schema => facts.schema = understood(cell, "sort of party", words::schema, &mut facts.remarks),
                Role::Gender => facts.gender = understood(cell, "gender", words::gender, &mut facts.remarks),
                Role::Address => facts.addresses.push(tidy(cell)),
                other => {
                    facts
                        .identifiers
                        .extend(property(other).into_iter().flat_map(|p| values(cell).map(move |v| (p, tidy(v)))));
                }
            }
        }
        if facts.names.is_empty() {
            let whole: Vec<String> = parts.iter().map(|part| tidy(part)).filter(|part| !part.is_empty()).collect();
            facts.names.extend((!whole.is_empty()).then(|| whole.join(" ")));
        }
        facts.names.extend(aliases.into_iter().filter(|alias| !words::says_nothing(alias)));
        facts
    }

    fn countries(&self, cell: &str, facts: &mut Facts) {
        let known = |text: &str| self.countries.get(&Known::key(text)).copied();
        for value in values(cell) {
            if let Some(country) = known(value) {
                add(&mut facts.countries, country);
                continue;
            }
            // A comma is part of some names and stands between others.
            for part in value.split([',', '/']).map(str::trim).filter(|part| !part.is_empty()) {
                match known(part) {
                    Some(country) => add(&mut facts.countries, country),
                    None => facts.remarks.push(format!("country `{}` is not known", visible(part, 40))),
                }
            }
        }
    }
}

fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(SEPARATORS).map(str::trim).filter(|value| !value.is_empty()).take(MOST_VALUES)
}

fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

fn understood(
    cell: &str,
    what: &str,
    known: fn(&str) -> Option<&'static str>,
    remarks: &mut Vec<String>,
) -> Option<&'static str> {
    let found = known(cell);
    if found.is_none() {
        remarks.push(format!("{what} `{}` is not known", visible(cell, 40)));
    }
    found
}

fn dates(cell: &str, facts: &mut Facts) {
    for value in values(cell) {
        let exact = iso(value).and_then(|iso| iso.parse::<PartialDate>().ok());
        if let Some(date) = exact {
            add(&mut facts.dates, date);
        } else if let Some(year) = year(value) {
            add(&mut facts.dates, year);
            facts.remarks.push(format!("of the date `{}` only the year is sure", visible(value, 40)));
        } else {
            facts.remarks.push(format!("date `{}` is not understood", visible(value, 40)));
        }
    }
}

/// The year of a date whose day can't be known, as in `3/11/2015`: its only number of four digits.
fn year(text: &str) -> Option<PartialDate> {
    let mut years = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let year = years.next()?.parse().ok().filter(|year| (1800..=2100).contains(year))?;
    years.next().is_none().then(|| PartialDate::from_year(year)).flatten()
}

/// The property under which FollowTheMoney files a number.
fn property(role: Role) -> Option<&'static str> {
    Some(match role {
        Role::Lei => "leiCode",
        Role::Imo => "imoNumber",
        Role::Bic => "swiftBic",
        Role::Isin => "isin",
        Role::Inn => "innCode",
        Role::Ogrn => "ogrnCode",
        Role::Tax => "taxNumber",
        Role::Registration => "registrationNumber",
        Role::Passport => "passportNumber",
        Role::Identifier => "idNumber",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(headings: &[&str], cells: &[&str]) -> Facts {
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        let columns = Columns::of(Path::new("t.csv"), &headings, &[]).unwrap();
        let cells = cells.iter().map(|c| (*c).to_owned()).collect();
        Reader::new(columns).read(&Row { number: 1, line: 2, cells, ragged: None })
    }

    #[test]
    fn a_row_becomes_facts() {
        let facts = read(
            &["Vorname", "Nachname", "Staatsangehörigkeit", "Geburtsdatum", "Geschlecht", "Passport", "aka"],
            &["Иван", " Петров ", "Deutschland; Узбекистан", "3/11/1975", "m", "A 123", "Vanya; -"],
        );
        assert_eq!(facts.names, ["Иван Петров", "Vanya"]);
        assert_eq!(facts.countries.iter().map(|c| c.code()).collect::<Vec<_>>(), ["de", "uz"]);
        assert_eq!(facts.dates.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1975"]);
        assert_eq!((facts.gender, &facts.identifiers), (Some("male"), &vec![("passportNumber", "A 123".to_owned())]));
        assert_eq!(facts.remarks, ["of the date `3/11/1975` only the year is sure"]);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        let facts =
            read(&["name", "country", "type", "born"], &["Acme", "Korea, Republic of, Atlantis", "gold", "spring"]);
        assert_eq!(facts.names, ["Acme"]);
        assert!(facts.remarks.contains(&"country `Atlantis` is not known".to_owned()), "{:?}", facts.remarks);
        assert!(facts.remarks.contains(&"sort of party `gold` is not known".to_owned()));
        assert!(facts.remarks.contains(&"date `spring` is not understood".to_owned()));
        assert_eq!(read(&["name"], &["#N/A"]).names, Vec::<String>::new());
    }
}
