//! An entity of FollowTheMoney as it came, before anything is made of it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::lines::Json;

/// The name of a dataset may have at most this many bytes: it becomes a key of `dataset.toml`.
pub(super) const LONGEST_NAME: usize = 100;

/// An entity as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thing {
    /// Its identifier at the origin.
    pub id: String,
    /// Its schema.
    pub schema: String,
    /// What it is called, if that is said.
    pub caption: String,
    /// Its values by property.
    pub properties: BTreeMap<String, Vec<Stated>>,
    /// The datasets that it is from, sorted.
    pub datasets: Vec<String>,
    /// Former identifiers.
    pub referents: Vec<String>,
    /// The key of the origin within the dataset, where it is said and is one.
    pub origin: Option<String>,
    /// When the dataset first had it.
    pub first_seen: Option<String>,
    /// When the dataset was last seen to have it.
    pub last_seen: Option<String>,
    /// When the dataset last changed it.
    pub last_change: Option<String>,
}

/// One value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// The value.
    pub value: String,
    /// How the source wrote it, where that differs.
    pub original: Option<String>,
    /// The datasets that state it; empty where that is not said.
    pub datasets: Vec<String>,
}

impl Thing {
    /// Reads an entity line.
    ///
    /// # Errors
    /// What is missing or of the wrong sort.
    pub fn read(json: Json) -> Result<Self, String> {
        let Json::Object(mut object) = json else {
            return Err(format!("found {}; expected an object with `id`, `schema` and `properties`", json.kind()));
        };
        let mut thing = Self {
            id: needed(object.remove("id"), "id")?,
            schema: needed(object.remove("schema"), "schema")?,
            caption: optional(object.remove("caption"), "caption")?.unwrap_or_default(),
            datasets: list(object.remove("datasets"), "datasets")?,
            referents: list(object.remove("referents"), "referents")?,
            first_seen: optional(object.remove("first_seen"), "first_seen")?,
            last_seen: optional(object.remove("last_seen"), "last_seen")?,
            last_change: optional(object.remove("last_change"), "last_change")?,
            ..Self::default()
        };
        let mut origins = list(object.remove("origin"), "origin")?;
        thing.origin = if origins.len() == 1 { origins.pop() } else { None };
        if let Some(long) = thing.datasets.iter().find(|d| d.len() > LONGEST_NAME) {
            return Err(format!("datasets: found a name of {} bytes; expected at most {LONGEST_NAME}", long.len()));
        }
        thing.datasets.sort();
        thing.datasets.dedup();
        match object.remove("properties") {
            None | Some(Json::Null) => {}
            Some(Json::Object(properties)) => {
                for (name, values) in properties {
                    let values = list(Some(values), &format!("properties.{name}"))?;
                    let stated = |value| Stated { value, ..Stated::default() };
                    thing.properties.insert(name, values.into_iter().map(stated).collect());
                }
            }
            Some(other) => return Err(format!("properties: found {}; expected an object", other.kind())),
        }
        Ok(thing)
    }

    /// A thing that names no dataset is from the file that it stands in.
    pub(super) fn or_file(mut self, path: &Path) -> Self {
        if self.datasets.is_empty() {
            let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
            self.datasets.push(name);
        }
        self
    }

    /// The same with the values of each property in their own order: that of a file of strangers says nothing.
    pub(super) fn sorted(mut self) -> Self {
        for values in self.properties.values_mut() {
            values.iter_mut().for_each(|stated| stated.datasets.sort());
            values.sort_by(|a, b| a.value.cmp(&b.value));
        }
        self
    }

    /// The values of a property.
    pub fn values(&self, property: &str) -> impl Iterator<Item = &str> {
        self.properties.get(property).into_iter().flatten().map(|s| s.value.as_str())
    }

    /// The first value of a property.
    pub fn first(&self, property: &str) -> Option<&str> {
        self.values(property).next()
    }
}

fn needed(json: Option<Json>, key: &str) -> Result<String, String> {
    optional(json, key)?.filter(|t| !t.trim().is_empty()).ok_or_else(|| format!("no `{key}`"))
}

fn optional(json: Option<Json>, key: &str) -> Result<Option<String>, String> {
    match json {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Text(text)) => Ok(Some(text)),
        Some(other) => Err(format!("{key}: found {}; expected a text", other.kind())),
    }
}

fn list(json: Option<Json>, key: &str) -> Result<Vec<String>, String> {
    match json {
        None | Some(Json::Null) => Ok(Vec::new()),
        Some(Json::Text(text)) => Ok(vec![text]),
        Some(Json::List(items)) => items
            .into_iter()
            .map(|item| match item {
                Json::Text(text) => Ok(text),
                other => Err(format!("{key}: found {} in the list; expected texts", other.kind())),
            })
            .collect(),
        Some(other) => Err(format!("{key}: found {}; expected a list of texts", other.kind())),
    }
}
