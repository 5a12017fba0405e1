//! A deal that somebody types in: planned or past, in words that forms, tables, addresses and commands share.

use serde_json::{Value, json};
use sousveil_model::{Country, Interval};
use sousveil_rules::{Act, Dated, Deal, EndUser, Role, control_code};
use sousveil_snapshot::Snapshot;

use super::Law;
use super::parties::{List, Looked};
use crate::Error;

/// The parts of a deal: the word that stands for it, other words for the same, and what is expected.
pub const FIELDS: [(&str, &[&str], &str); 13] = [
    ("supplier_country", &["from", "exporter", "exporter_country"], COUNTRIES),
    ("intermediary_country", &["broker_country", "via"], COUNTRIES),
    ("recipient_country", &["to", "destination", "country"], COUNTRIES),
    ("technologies", &["technology"], "keys of technologies such as `monitoring_centre; imsi_catcher`"),
    ("item_codes", &["item_code", "control_code", "control_codes"], "control codes such as `5A001.f`"),
    ("on", &["date", "agreed"], "a date or interval such as 2014, 2014-06 or 2012/2014"),
    ("end_user_kind", &[], KINDS),
    ("area", &[], "a part of the country such as `crimea`, or `elsewhere`"),
    ("us_item", &[], "yes or no"),
    ("supplier", &[], NAME),
    ("intermediary", &["broker"], NAME),
    ("recipient", &["buyer"], NAME),
    ("end_user", &[], NAME),
];
const COUNTRIES: &str = "country codes or English names such as `uz` or `Uzbekistan`";
const KINDS: &str = "military, police, intelligence, government, telecom_operator or non_state";
const NAME: &str = "a name, or an identifier of this index";
/// A part may have so many bytes.
const LONGEST: usize = 2_000;
/// Parts of which a deal has one.
const ONE: [&str; 4] = ["on", "end_user_kind", "area", "us_item"];
/// A deal may have so many parts, those told several times counted each time.
const MOST_PARTS: usize = 64;
/// So many of them may be names: each costs a look-up in the index and in every list.
const MOST_NAMES: usize = 12;

/// A deal as it was typed in, and what was found of its parties.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The deal.
    pub deal: Deal,
    /// Each part, in the order of [`FIELDS`]: as it was told; countries by their codes, technologies by their keys.
    pub told: Vec<(&'static str, String)>,
    /// Who its parties may be, once they were looked up.
    pub parties: Vec<Looked>,
}

/// A deal can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` is `{found}`, expected {expected}")]
pub struct PlannedError {
    /// Which part.
    pub field: String,
    /// What stands there.
    pub found: String,
    /// What could be read.
    pub expected: String,
}

/// The word of a part, by any of its words; case, spaces and hyphens do not count.
pub fn field(name: &str) -> Option<&'static str> {
    let plain = name.trim().to_lowercase().replace([' ', '-'], "_");
    FIELDS.iter().find(|(own, others, _)| *own == plain || others.contains(&plain.as_str())).map(|(own, ..)| *own)
}

impl Planned {
    /// Reads a deal from its parts; its technologies are those of the data.
    ///
    /// # Errors
    ///
    /// [`PlannedError`], which names the part.
    pub fn read<'a>(
        snapshot: &Snapshot,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, PlannedError> {
        Self::of_pairs(pairs, &|key| snapshot.head_of(key).is_some_and(|head| head.schema == "Technology"))
    }

    /// Reads a deal from its parts. Parts of other names are refused, empty ones passed over.
    ///
    /// # Errors
    ///
    /// [`PlannedError`], which names the part.
    pub fn of_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        technologies: &dyn Fn(&str) -> bool,
    ) -> Result<Self, PlannedError> {
        let mut deal = Deal::default();
        let mut told: Vec<(&'static str, String)> = Vec::new();
        let mut names = 0;
        for (name, value) in pairs {
            let wrong = |found: &str, expected: &str| PlannedError {
                field: name.to_owned(),
                found: found.chars().take(60).collect(),
                expected: expected.to_owned(),
            };
            let Some(own) = field(name) else {
                let known: Vec<&str> = FIELDS.iter().map(|(own, ..)| *own).collect();
                return Err(wrong(value, &format!("a part of a deal: {}", known.join(", "))));
            };
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let expected = FIELDS.iter().find(|(word, ..)| *word == own).map_or("", |(.., expected)| expected);
            if value.len() > LONGEST {
                return Err(wrong(value, &format!("at most {LONGEST} bytes")));
            }
            if told.len() == MOST_PARTS {
                return Err(wrong(value, &format!("at most {MOST_PARTS} parts in all")));
            }
            let parts = || value.split([';', ',', '+']).map(str::trim).filter(|part| !part.is_empty());
            let countries = || -> Result<Vec<Country>, PlannedError> {
                let one = |part: &str| part.to_lowercase().parse().ok().or_else(|| Country::from_name(part));
                parts().map(|part| one(part).ok_or_else(|| wrong(part, expected))).collect()
            };
            // Of what can be one thing only a second one would win in silence.
            if ONE.contains(&own)
                && told.iter().any(|(known, before)| *known == own && !before.eq_ignore_ascii_case(value))
            {
                return Err(wrong(value, "one of that part, or the same again"));
            }
            let mut plain = value.to_owned();
            match own {
                "supplier_country" | "intermediary_country" | "recipient_country" => {
                    let countries = countries()?;
                    plain = codes(&countries);
                    match own {
                        "supplier_country" => deal.exporters.extend(countries),
                        "intermediary_country" => deal.brokers.extend(countries),
                        _ => deal.recipients.extend(countries),
                    }
                }
                "technologies" => {
                    let mut keys = Vec::new();
                    for part in parts() {
                        let key = part.to_lowercase().replace([' ', '-'], "_");
                        if !technologies(&key) {
                            return Err(wrong(part, expected));
                        }
                        keys.push(key);
                    }
                    plain = keys.join("; ");
                    deal.technologies.extend(keys);
                }
                "item_codes" => {
                    for part in parts() {
                        control_code(part).ok_or_else(|| wrong(part, expected))?;
                        deal.item_codes.push(part.to_owned());
                    }
                }
                "on" => {
                    let interval: Interval = value.parse().map_err(|_| wrong(value, expected))?;
                    deal.acts.push(Act::within(interval, Dated::Agreed));
                }
                "end_user_kind" => deal.end_user = Some(kind(value).ok_or_else(|| wrong(value, expected))?),
                "area" => deal.area = Some(value.to_lowercase()),
                "us_item" => {
                    deal.us_item = match value.to_lowercase().as_str() {
                        "yes" | "true" => Some(true),
                        "no" | "false" => Some(false),
                        "unknown" => None,
                        _ => return Err(wrong(value, expected)),
                    }
                }
                _ => {
                    names += 1;
                    if names > MOST_NAMES {
                        return Err(wrong(value, &format!("at most {MOST_NAMES} names in all")));
                    }
                }
            }
            told.push((own, plain));
        }
        if deal.acts.is_empty() {
            deal.acts.push(Act::undated());
        }
        let place = |word: &str| FIELDS.iter().position(|(own, ..)| *own == word);
        told.sort_by_key(|(word, _)| place(word));
        Ok(Self { deal, told, parties: Vec::new() })
    }

    /// How many names of parties were told.
    pub fn names(&self) -> usize {
        self.told.iter().filter(|(word, _)| word.parse::<Role>().is_ok()).count()
    }

    /// Looks the parties up: in the index, among the names that measures give, in other lists.
    ///
    /// # Errors
    ///
    /// Where a snapshot can't be read.
    pub fn resolve(&mut self, law: &Law, snapshot: &Snapshot, lists: &[List<'_>]) -> Result<(), Error> {
        for (word, name) in &self.told {
            let Ok(role) = word.parse::<Role>() else { continue };
            let party = Looked::up(role, name, law, snapshot, lists)?;
            self.deal.parties.extend(party.for_rules());
            self.parties.push(party);
        }
        Ok(())
    }

    /// The deal as it was told, and who its parties may be.
    pub fn json(&self) -> Value {
        let mut told = serde_json::Map::new();
        for (word, value) in &self.told {
            let whole = match told.get(*word).and_then(Value::as_str) {
                Some(before) => format!("{before}; {value}"),
                None => value.clone(),
            };
            told.insert((*word).to_owned(), json!(whole));
        }
        let parties: Vec<Value> = self.parties.iter().map(Looked::json).collect();
        json!({"told": told, "parties": parties})
    }
}

fn codes(countries: &[Country]) -> String {
    countries.iter().map(|country| country.code()).collect::<Vec<_>>().join("; ")
}

fn kind(value: &str) -> Option<EndUser> {
    value.to_lowercase().replace([' ', '-'], "_").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Planned, PlannedError> {
        Planned::of_pairs(pairs.iter().copied(), &|key| key == "monitoring_centre")
    }

    #[test]
    fn a_deal_is_read_by_any_of_its_words() {
        let planned = read(&[
            ("To", "Uzbekistan"),
            ("exporter", "IL; us"),
            ("Technology", "Monitoring centre"),
            ("item-code", "5d001 e"),
            ("date", "2014-06"),
            ("buyer", ""),
        ])
        .unwrap_or_else(|error| panic!("{error}"));
        let codes = |of: &[Country]| of.iter().map(|country| country.code()).collect::<Vec<_>>();
        assert_eq!((codes(&planned.deal.recipients), codes(&planned.deal.exporters)), (vec!["uz"], vec!["il", "us"]));
        assert_eq!(
            planned.told.iter().map(|(word, _)| *word).collect::<Vec<_>>(),
            ["supplier_country", "recipient_country", "technologies", "item_codes", "on"]
        );
    }

    #[test]
    fn what_was_told_twice_adds_up_or_is_refused() {
        let planned = read(&[("to", "UZ"), ("country", "Kazakhstan"), ("on", "2014"), ("date", "2014")])
            .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(planned.json()["told"]["recipient_country"], "uz; kz");
        assert_eq!(planned.deal.recipients.len(), 2);
        let error = read(&[("us_item", "yes"), ("US item", "no")]).expect_err("both");
        assert_eq!((error.field.as_str(), error.found.as_str()), ("US item", "no"));
    }

    #[test]
    fn a_deal_has_so_many_parts() {
        for (part, most, expected) in
            [("to", MOST_PARTS, "at most 64 parts in all"), ("supplier", MOST_NAMES, "at most 12 names in all")]
        {
            let parts = vec![(part, "uz"); most + 1];
            assert!(read(&parts[..most]).is_ok(), "{part}");
            assert_eq!(read(&parts).expect_err("too many").expected, expected);
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (field, value) in [
            ("to", "Atlantis"),
            ("technology", "magic"),
            ("item_code", "hammer"),
            ("on", "soon"),
            ("end_user_kind", "nice"),
            ("us_item", "maybe"),
            ("colour", "red"),
        ] {
            let error = read(&[(field, value)]).expect_err(value);
            assert_eq!((error.field.as_str(), error.found.as_str()), (field, value));
        }
    }
}
