//! An entity while it is made: values cleaned as its properties want them.

use std::collections::HashSet;

use sousveil_model::ftm::{FtmSchema, Kind};
use sousveil_model::{Claim, Entity, Id, PartialDate, Text};
use sousveil_text::tidy;

use super::told::Told;
use super::{countries, dates};

/// An entity has at most so many values; further ones are counted.
const MOST_CLAIMS: usize = 20_000;
/// The longest value, in bytes.
const LONGEST: usize = 65_000;

/// An entity while it is made.
#[derive(Debug)]
pub(super) struct Draft {
    id: Id,
    schema: &'static FtmSchema,
    claims: Vec<(Text, Text)>,
}

impl Draft {
    /// Begins one, if there is a schema of that name of which entities may be.
    pub(super) fn new(id: &str, schema: &str, told: &mut Told) -> Result<Self, String> {
        let found = FtmSchema::named(schema).filter(|schema| !schema.is_abstract);
        let schema = found.ok_or_else(|| {
            let shown: String = schema.chars().take(60).collect();
            format!("schema `{shown}`: expected one of FollowTheMoney's, of which entities may be")
        })?;
        let id = tidy(id);
        if id.is_empty() {
            return Err("no identifier".to_owned());
        }
        let safe = safe(&id);
        if safe.as_str() != id {
            told.repaired("an identifier with other signs than letters, digits, `-` and `_`", &id, safe.as_str());
        }
        Ok(Self { id: safe, schema, claims: Vec::new() })
    }

    /// Its schema.
    pub(super) fn schema(&self) -> &'static FtmSchema {
        self.schema
    }

    /// Its identifier.
    pub(super) fn id(&self) -> &str {
        self.id.as_str()
    }

    /// Adds a value of a property; what the schema has no property for is counted.
    pub(super) fn add(&mut self, property: &str, value: &str, told: &mut Told) {
        let Some(property) = self.schema.property(property) else {
            if !value.trim().is_empty() {
                told.leave_out(&format!("{}.{property}", self.schema.name));
            }
            return;
        };
        let value = tidy(value);
        if value.is_empty() {
            return;
        }
        if value.len() > LONGEST || self.claims.len() >= MOST_CLAIMS {
            told.leave_out(&format!("{}.{}, too long or too many", self.schema.name, property.name));
            return;
        }
        let value = match property.kind {
            Kind::Entity => {
                let safe = safe(&value);
                safe.as_str().to_owned()
            }
            Kind::Country => countries::code(&value).map_or(value, |country| country.code().to_owned()),
            Kind::Gender => gender(&value).map_or(value, str::to_owned),
            _ => value,
        };
        self.claims.push((property.name.into(), value.into()));
    }

    /// Adds a date, as lists write them; what is none becomes a note.
    pub(super) fn date(&mut self, property: &str, value: &str, told: &mut Told) {
        let value = tidy(value);
        if value.is_empty() {
            return;
        }
        match dates::read(&value) {
            Some(date) => self.dated(property, date, &value, told),
            None => {
                told.repaired("a date in a form that is not known: kept as a note", &value, "notes");
                self.add("notes", &format!("{property}: {value}"), told);
            }
        }
    }

    fn dated(&mut self, property: &str, date: PartialDate, written: &str, told: &mut Told) {
        let text = date.to_string();
        if text != written {
            told.repaired("a date brought into the form of ISO 8601", written, &text);
        }
        self.add(property, &text, told);
    }

    /// Adds a country, by code or name; what is none becomes a note.
    pub(super) fn country(&mut self, property: &str, value: &str, told: &mut Told) {
        let value = tidy(value);
        if value.is_empty() {
            return;
        }
        match countries::code(&value) {
            Some(country) => self.add(property, country.code(), told),
            None => {
                told.repaired("a country that is not known: kept as a note", &value, "notes");
                self.add("notes", &format!("{property}: {value}"), told);
            }
        }
    }

    /// Adds an address of its parts and a country, which alone is none.
    pub(super) fn address(&mut self, parts: &[&str], country: &str, told: &mut Told) {
        let mut full: Vec<&str> = parts.iter().copied().filter(|part| !part.trim().is_empty()).collect();
        if !full.is_empty() {
            full.extend(Some(country).filter(|country| !country.is_empty()));
            self.add("address", &full.join(", "), told);
        }
    }

    /// Adds what the list says beside its properties: once it had other identifiers, when it was seen.
    pub(super) fn beside(&mut self, what: &'static str, value: &str) {
        let value = tidy(value);
        if !value.is_empty() && value.len() <= LONGEST && self.claims.len() < MOST_CLAIMS {
            self.claims.push((what.into(), value.into()));
        }
    }

    /// Whether it has a value of that property.
    pub(super) fn has(&self, property: &str) -> bool {
        self.claims.iter().any(|(own, _)| own == property)
    }

    /// Puts the value of a property that is the caption to its front.
    pub(super) fn called(&mut self, caption: &str) {
        let caption = tidy(caption);
        let place = self.claims.iter().position(|(property, value)| {
            *value == caption.as_str() && self.schema.caption.contains(&property.as_str())
        });
        if let Some(at) = place {
            let claim = self.claims.remove(at);
            self.claims.insert(0, claim);
        }
    }

    /// The entity; each value once.
    pub(super) fn finish(self) -> Entity {
        let mut seen = HashSet::with_capacity(self.claims.len());
        let claims = self
            .claims
            .into_iter()
            .filter(|claim| seen.insert(claim.clone()))
            .map(|(property, value)| Claim { property, value, evidence: Vec::new() })
            .collect();
        Entity { id: self.id, schema: self.schema.name.into(), origin: None, claims }
    }
}

fn gender(value: &str) -> Option<&'static str> {
    match value.to_lowercase().as_str() {
        "m" | "male" => Some("male"),
        "f" | "female" => Some("female"),
        "other" | "o" => Some("other"),
        _ => None,
    }
}

/// The identifier itself, or one that is made of it in the same way each time.
pub(super) fn safe(id: &str) -> Id {
    if let Ok(id) = id.parse() {
        return id;
    }
    let minted = Id::mint("list", id);
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let kept: String = id.chars().take(80).map(plain).collect();
    let key = minted.as_str().trim_start_matches("svl-");
    format!("{}-{key}", kept.trim_matches('-')).trim_start_matches('-').parse().unwrap_or(minted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_become_safe_in_the_same_way_each_time() {
        assert_eq!(safe("NK-abc_1").as_str(), "NK-abc_1");
        let dotted = safe("ofac.123");
        assert!(dotted.as_str().starts_with("ofac-123-"), "{dotted}");
        assert_eq!(dotted, safe("ofac.123"));
        assert_ne!(dotted, safe("ofac/123"));
        for odd in ["ü", "-a", "..", &"x".repeat(500)] {
            assert!(safe(odd).as_str().len() <= 120);
        }
    }
}
