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
    /// What is looked for.
    pub schema: String,
    /// The entity that is meant; none if the name is on no list.
    pub expected: Option<String>,
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
