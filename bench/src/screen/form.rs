//! The lines that both programs read and write.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// An entity as FollowTheMoney writes it.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    /// Its identifier.
    pub id: String,
    /// Its schema.
    pub schema: String,
    /// The values of its properties.
    pub properties: BTreeMap<String, Vec<String>>,
    /// The list.
    pub datasets: [&'static str; 1],
}

impl Listed {
    /// What it is called, nicknames left out.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let of = |property: &str| self.properties.get(property).into_iter().flatten();
        of("name").chain(of("alias")).map(String::as_str)
    }
}

/// A question.
#[derive(Debug, Serialize, Deserialize)]
pub struct Asked {
    /// Its number.
    pub id: u64,
    /// How the name was varied, or of what a name on no list is put together.
    pub kind: String,
    /// The name.
    pub name: String,
    /// What is said besides: values by property.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub beside: BTreeMap<String, String>,
    /// Whether it stands in a table of its own, and is counted in no sum and no time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
    /// What is looked for.
    pub schema: String,
    /// The entity that is meant; none if the name is on no list.
    pub expected: Option<String>,
}

impl Asked {
    /// A question of a name alone, without its number.
    pub fn name(kind: &str, name: String, schema: &str, expected: Option<String>) -> Self {
        let (kind, schema) = (kind.to_owned(), schema.to_owned());
        Self { id: 0, kind, name, beside: BTreeMap::new(), apart: false, schema, expected }
    }

    /// All that is said, by property.
    pub fn properties(&self) -> Vec<(&str, &str)> {
        let beside = self.beside.iter().map(|(property, value)| (property.as_str(), value.as_str()));
        std::iter::once(("name", self.name.as_str())).chain(beside).collect()
    }
}

/// What was found, the likeliest first.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The number of the question.
    pub id: u64,
    /// Identifiers and scores.
    pub answers: Vec<(String, f32)>,
}

/// The last line of the answers.
#[derive(Debug, Serialize)]
pub struct Figures {
    /// By name; seconds, milliseconds, bytes.
    pub figures: BTreeMap<String, f64>,
    /// What was measured.
    pub program: String,
}
