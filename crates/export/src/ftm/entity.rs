//! An entity of FollowTheMoney.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use sha1::Digest as _;
use sousveil_model::ftm::{Property, Schema};
use sousveil_model::id::statement_id;

use super::seen::Seen;

/// One entity with its statements.
#[derive(Debug, Clone)]
pub struct FtmEntity {
    /// Its identifier.
    pub id: String,
    /// Its schema.
    pub schema: &'static Schema,
    /// What it is called: the caption of our snapshot, not the one that FollowTheMoney would pick.
    pub caption: String,
    /// What is said of it, in the order of our columns; no property has a value twice.
    pub statements: Vec<Statement>,
    /// Former identifiers.
    pub referents: Vec<String>,
    /// When it came and changed.
    pub seen: Seen,
    /// The dataset.
    pub dataset: String,
    /// The upstream that it came from.
    pub origin: Option<String>,
}

/// One value of one property.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The property.
    pub property: &'static Property,
    /// The value as FollowTheMoney's cleaner leaves it.
    pub value: String,
    /// How the source writes it, where that differs.
    pub original: Option<String>,
}

impl FtmEntity {
    /// Adds a value of a property that the schema has; one that is there already is not repeated.
    pub(super) fn add(&mut self, property: &'static Property, value: String, original: Option<String>) {
        let same = |s: &&mut Statement| s.property.name == property.name && s.value == value;
        let original = original.filter(|o| *o != value && !o.is_empty());
        match self.statements.iter_mut().find(same) {
            Some(known) => known.original = known.original.take().or(original),
            None => self.statements.push(Statement { property, value, original }),
        }
    }

    /// The values of a property.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.statements.iter().filter(move |s| s.property.name == name).map(|s| s.value.as_str())
    }

    /// The identifier of one of its statements.
    pub fn statement_id(&self, statement: &Statement) -> String {
        statement_id(&self.dataset, &self.id, statement.property.name, &statement.value, None)
    }

    /// The value of its statement `id`.
    pub fn checksum(&self) -> String {
        checksum(self.schema.name, self.statements.iter().map(|s| self.statement_id(s)).collect())
    }

    /// The first required property that it lacks.
    pub(super) fn lacks(&self) -> Option<&'static str> {
        self.schema.required.iter().copied().find(|name| self.values(name).next().is_none())
    }
}

/// The value of the statement `id` of an entity: SHA-1 over its schema and the sorted identifiers of all its other
/// statements, as FollowTheMoney's `StatementEntity` works it out, so that it changes with any of them.
pub fn checksum(schema: &str, mut ids: Vec<String>) -> String {
    ids.sort_unstable();
    let mut digest = sha1::Sha1::new();
    digest.update(schema);
    ids.iter().for_each(|id| digest.update(id));
    HEXLOWER.encode(&digest.finalize())
}

impl Serialize for FtmEntity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut properties: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for statement in &self.statements {
            properties.entry(statement.property.name).or_default().push(&statement.value);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("caption", &self.caption)?;
        map.serialize_entry("schema", self.schema.name)?;
        map.serialize_entry("properties", &properties)?;
        map.serialize_entry("datasets", &[&self.dataset])?;
        map.serialize_entry("referents", &self.referents)?;
        let Seen { first, last, change } = &self.seen;
        for (name, time) in [("first_seen", first), ("last_seen", last), ("last_change", change)] {
            if let Some(time) = time {
                map.serialize_entry(name, time)?;
            }
        }
        map.end()
    }
}
