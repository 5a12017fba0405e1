//! What of an entity, or of a question, is compared.

use sousveil_model::ftm::{FtmSchema, Kind};
use sousveil_model::{Country, Entity, PartialDate, Vocabulary};
use sousveil_screen::{Gender, Identifier, Scheme};

/// A name as it is written. Strong ones come first where they are sorted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named {
    /// The text.
    pub(crate) text: String,
    /// A nickname, an abbreviation: many may bear it.
    pub(crate) weak: bool,
}

/// All that is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Names.
    pub(crate) names: Vec<Named>,
    /// Dates of birth or foundation.
    pub(crate) dates: Vec<PartialDate>,
    /// Countries of whatever tie.
    pub(crate) countries: Vec<Country>,
    /// Gender.
    pub(crate) gender: Option<Gender>,
    /// Identifiers.
    pub(crate) identifiers: Vec<Identifier>,
    /// Addresses.
    pub(crate) addresses: Vec<String>,
    /// Identifiers of entities that are addresses.
    pub(crate) address_entities: Vec<String>,
}

/// Names of which many may bear one.
const WEAK: [&str; 2] = ["weakAlias", "abbreviation"];
/// When somebody or something began to be.
const BEGAN: [&str; 4] = ["birthDate", "incorporationDate", "inceptionDate", "buildDate"];
/// Parts of a person's name, in the order in which they make one.
const PARTS: [&str; 5] = ["firstName", "secondName", "middleName", "fatherName", "lastName"];

impl Facts {
    /// Those of an entity.
    pub(crate) fn of(vocabulary: Vocabulary, entity: &Entity) -> Self {
        let pairs = || entity.claims.iter().map(|claim| (claim.property.as_str(), claim.value.as_str()));
        match vocabulary {
            Vocabulary::Sousveil => {
                let renamed = pairs().filter_map(|(column, value)| Some((renamed(column)?, value)));
                Self::of_properties(Some("Company"), renamed)
            }
            Vocabulary::FollowTheMoney => Self::of_properties(Some(&entity.schema), pairs()),
        }
    }

    /// Those that properties of FollowTheMoney say; of a schema that is not known those that any schema has.
    pub(crate) fn of_properties<'v>(
        schema: Option<&str>,
        properties: impl Iterator<Item = (&'v str, &'v str)> + Clone,
    ) -> Self {
        let schema = schema.and_then(FtmSchema::named);
        let mut out = Self::default();
        for (name, value) in properties.clone() {
            let property = match schema {
                Some(schema) => schema.property(name),
                None => FtmSchema::all().find_map(|schema| schema.property(name)),
            };
            let kind = property.filter(|p| p.matchable || !is_guarded(p.kind)).map(|p| p.kind);
            // What is weak is not compared by FollowTheMoney itself, which says so by being not matchable.
            let kind = if WEAK.contains(&name) { Some(Kind::Name) } else { kind };
            if let Some(kind) = kind {
                out.add(name, kind, value);
            }
        }
        if out.names.iter().all(|name| name.weak) {
            out.names.extend(put_together(properties).map(|text| Named { text, weak: false }));
        }
        out
    }

    fn add(&mut self, name: &str, kind: Kind, value: &str) {
        match kind {
            Kind::Name => self.names.push(Named { text: value.to_owned(), weak: WEAK.contains(&name) }),
            Kind::Country => {
                self.countries.extend(value.parse::<Country>().ok().filter(|c| !self.countries.contains(c)))
            }
            Kind::Date if BEGAN.contains(&name) => self.dates.extend(value.parse::<PartialDate>().ok()),
            Kind::Gender => self.gender = self.gender.or(value.parse().ok()),
            Kind::Identifier => {
                let scheme = Scheme::of_property(name).unwrap_or(Scheme::Other);
                self.identifiers.extend(Identifier::new(scheme, value));
            }
            Kind::Address => self.addresses.push(value.to_owned()),
            Kind::Entity if name == "addressEntity" => self.address_entities.push(value.to_owned()),
            _ => {}
        }
    }
}

/// Whether a property of the type counts only where FollowTheMoney compares it.
fn is_guarded(kind: Kind) -> bool {
    matches!(kind, Kind::Country | Kind::Identifier | Kind::Address)
}

/// What our own columns are called there.
fn renamed(column: &str) -> Option<&'static str> {
    match column {
        "name" => Some("name"),
        "aliases" => Some("alias"),
        "country" => Some("country"),
        "founded" => Some("incorporationDate"),
        _ => None,
    }
}

/// A person's name of its parts, where there are at least two.
fn put_together<'v>(properties: impl Iterator<Item = (&'v str, &'v str)> + Clone) -> Option<String> {
    let part = |part: &&str| properties.clone().find(|(name, _)| name == part).map(|(_, value)| value);
    let parts: Vec<&str> = PARTS.iter().filter_map(part).collect();
    (parts.len() > 1 || properties.clone().any(|(name, _)| name == "lastName")).then(|| parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared_of_a_person() {
        let said = [
            ("firstName", "Ida"),
            ("lastName", "Sample"),
            ("weakAlias", "Birdie"),
            ("birthDate", "1961-03"),
            ("deathDate", "2001"),
            ("nationality", "kz"),
            ("passportNumber", "N 123456"),
            ("gender", "female"),
            ("notes", "nothing"),
        ];
        let facts = Facts::of_properties(Some("Person"), said.into_iter());
        let names: Vec<(&str, bool)> = facts.names.iter().map(|n| (n.text.as_str(), n.weak)).collect();
        assert_eq!(names, [("Birdie", true), ("Ida Sample", false)]);
        assert_eq!(facts.dates.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1961-03"]);
        assert_eq!(facts.countries.iter().map(|c| c.code()).collect::<Vec<_>>(), ["kz"]);
        assert_eq!(facts.gender, Some(Gender::Female));
        assert_eq!(facts.identifiers.iter().map(Identifier::value).collect::<Vec<_>>(), ["N123456"]);
        // The same where nobody says what it is.
        assert_eq!(Facts::of_properties(None, said.into_iter()), facts);
    }
}
