//! Entities that somebody asks about, as bodies bear them: schema and properties, read within bounds.

use serde_json::{Map, Value, json};
use sousveil_model::Country;
use sousveil_model::ftm::{FtmSchema, Kind};
use sousveil_screen::{Kind as NameKind, Name};
use sousveil_snapshot::Asked;

use super::error::Error;

/// How many names an example may have.
const MOST_NAMES: usize = 50;
/// How many values a property may have.
const MOST_VALUES: usize = 100;
/// How many properties it may have.
const MOST_PROPERTIES: usize = 100;
/// How many characters a name may have.
const MOST_NAME: usize = 1000;
/// How many characters another value may have.
const MOST_VALUE: usize = 5000;

/// An entity that somebody asks about.
#[derive(Debug)]
pub(crate) struct Example {
    id: Option<String>,
    schema: &'static FtmSchema,
    /// Property and value, those that the schema has.
    values: Vec<(&'static str, String)>,
}

/// The schema of that name, if entities of it can be asked about.
pub(crate) fn comparable(name: &str) -> Result<&'static FtmSchema, String> {
    let schema = FtmSchema::named(name).ok_or_else(|| format!("there is no schema `{}`", shown(name)))?;
    // Our products are assets.
    if schema.matchable || matches!(schema.name, "Thing" | "Asset") {
        Ok(schema)
    } else {
        Err(format!("entities of the schema {} are not compared", schema.name))
    }
}

/// A text of strangers for a message.
pub(crate) fn shown(text: &str) -> String {
    sousveil_text::visible(text, 60)
}

impl Example {
    /// Reads one of a body. `place` names it in messages.
    ///
    /// # Errors
    /// What is not of the form, with its place; what is of the form and can't be asked about.
    pub(crate) fn read(place: &[&str], value: &Value) -> Result<Self, Error> {
        let at = |more: &[&'static str]| -> Vec<String> {
            place.iter().copied().chain(more.iter().copied()).map(str::to_owned).collect()
        };
        let fault = |more: &[&'static str], kind, message: &str| {
            let place = at(more);
            let place: Vec<&str> = place.iter().map(String::as_str).collect();
            Error::body(&place, kind, message, Value::Null)
        };
        let Value::Object(example) = value else {
            return Err(fault(&[], "model_attributes_type", "expected an object with `schema` and `properties`"));
        };
        let id = match example.get("id") {
            None | Some(Value::Null) => None,
            Some(Value::String(id)) if id.len() <= 500 => Some(id.clone()),
            Some(_) => return Err(fault(&["id"], "string_type", "expected a text of at most 500 bytes")),
        };
        let schema = match example.get("schema") {
            Some(Value::String(schema)) => schema,
            Some(_) => return Err(fault(&["schema"], "string_type", "expected a text")),
            None => return Err(fault(&["schema"], "missing", "expected the name of a schema")),
        };
        let properties = match example.get("properties") {
            Some(Value::Object(properties)) => properties,
            Some(_) => return Err(fault(&["properties"], "dict_type", "expected an object")),
            None => return Err(fault(&["properties"], "missing", "expected an object of properties")),
        };
        let bad =
            |what: String| Error::Bad(format!("Can't ask about `{}`: {what}.", shown(place.last().unwrap_or(&""))));
        let schema = comparable(schema).map_err(bad)?;
        if properties.len() > MOST_PROPERTIES {
            return Err(bad(format!("found {} properties, expected at most {MOST_PROPERTIES}", properties.len())));
        }
        let mut values = Vec::new();
        for (name, given) in properties {
            let given = texts(given).ok_or_else(|| {
                fault(&["properties"], "list_type", "expected a text, or a list of texts, for each property")
            })?;
            // A property that the schema does not have is passed over, as yente does.
            let Some(property) = schema.property(name) else { continue };
            let kept = tidy(property.kind, given).map_err(|what| bad(format!("`{}`: {what}", property.name)))?;
            values.extend(kept.into_iter().map(|value| (property.name, value)));
        }
        let example = Self { id, schema, values };
        let names = example.names();
        if names > MOST_NAMES {
            return Err(bad(format!("found {names} names, expected at most {MOST_NAMES}")));
        }
        Ok(example)
    }

    /// One of its parts, as other doors have them.
    ///
    /// # Errors
    /// In words, what can't be asked about.
    pub(crate) fn of(schema: &str, given: Vec<(String, String)>) -> Result<Self, String> {
        let schema = comparable(schema)?;
        let mut values = Vec::new();
        for (name, value) in given {
            let Some(property) = schema.property(&name) else { continue };
            values.extend(tidy(property.kind, vec![value])?.into_iter().map(|value| (property.name, value)));
        }
        let example = Self { id: None, schema, values };
        let names = example.names();
        if names > MOST_NAMES {
            Err(format!("found {names} names, expected at most {MOST_NAMES}"))
        } else {
            Ok(example)
        }
    }

    /// How many names it has.
    pub(crate) fn names(&self) -> usize {
        let is_name = |name: &str| self.schema.property(name).is_some_and(|property| property.kind == Kind::Name);
        self.values.iter().filter(|(name, _)| is_name(name)).count()
    }

    /// The question that it is, unless nothing in it can be compared.
    pub(crate) fn asked(&self) -> Option<Asked> {
        let pairs: Vec<(&str, &str)> = self.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut asked = Asked::of_properties(Some(self.schema.name), &pairs);
        if self.schema.name == "Thing" {
            // That is everything; else what FollowTheMoney itself does not compare, such as our products, would be missed.
            asked.schema = None;
        }
        let has_word = |name: &String| !Name::new(name, NameKind::Unknown).view().is_empty();
        let can_be = asked.names.iter().chain(&asked.weak_names).any(has_word) || !asked.identifiers.is_empty();
        can_be.then_some(asked)
    }

    /// The same as it was read.
    pub(crate) fn json(&self) -> Value {
        let mut properties: Map<String, Value> = Map::new();
        for (name, value) in &self.values {
            if let Value::Array(values) = properties.entry(*name).or_insert_with(|| Value::Array(Vec::new())) {
                values.push(Value::String(value.clone()));
            }
        }
        json!({ "id": self.id, "schema": self.schema.name, "properties": properties })
    }
}

/// A text, or a list of them; numbers and truth are taken by what they are written as, nothing is passed over.
fn texts(value: &Value) -> Option<Vec<String>> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(Some(text.clone())),
        Value::Number(number) => Some(Some(number.to_string())),
        Value::Bool(truth) => Some(Some(truth.to_string())),
        Value::Null => Some(None),
        Value::Array(_) | Value::Object(_) => None,
    };
    match value {
        Value::Array(values) => {
            values.iter().map(one).collect::<Option<Vec<_>>>().map(|all| all.into_iter().flatten().collect())
        }
        other => one(other).map(|text| text.into_iter().collect()),
    }
}

/// Values without what is no part of them, each once. A country may be told by its name.
fn tidy(kind: Kind, given: Vec<String>) -> Result<Vec<String>, String> {
    if given.len() > MOST_VALUES {
        return Err(format!("found {} values, expected at most {MOST_VALUES}", given.len()));
    }
    let most = if kind == Kind::Name { MOST_NAME } else { MOST_VALUE };
    let mut out = Vec::new();
    for value in given {
        let length = value.chars().count();
        if length > most {
            return Err(format!("found a value of {length} characters, expected at most {most}"));
        }
        let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let value = match kind {
            Kind::Country => country(&value).unwrap_or(value),
            _ => value,
        };
        if !value.is_empty() && !out.contains(&value) {
            out.push(value);
        }
    }
    Ok(out)
}

fn country(text: &str) -> Option<String> {
    let country = text.to_ascii_lowercase().parse::<Country>().ok().or_else(|| Country::from_name(text))?;
    Some(country.code().to_owned())
}
