//! What a dataset says about itself: `dataset.toml`, its history and its coverage.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The dataset as `dataset.toml` describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dataset {
    /// Short name, also the `dataset` of statements: lower-case letters, digits, `_`.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// What it holds, in a sentence or two.
    pub summary: String,
    /// Who publishes it.
    pub publisher: String,
    /// Licence of the compilation, an SPDX identifier.
    pub licence: String,
    /// Its web page, if it has one.
    #[serde(default)]
    pub homepage: Option<String>,
    /// Where corrections go, if the publisher says so.
    #[serde(default)]
    pub contact: Option<String>,
    /// The version of the data.
    pub version: String,
    /// In whose terms its entities are told.
    #[serde(default, skip_serializing_if = "Vocabulary::is_ours")]
    pub vocabulary: Vocabulary,
    /// The upstreams, by key.
    #[serde(default)]
    pub origin: BTreeMap<String, Upstream>,
}

/// Whose schemata and properties the entities of a dataset have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vocabulary {
    /// Our own: [`crate::tables`].
    #[default]
    Sousveil,
    /// FollowTheMoney's: [`crate::ftm::FtmSchema`]. Lists of sanctions, registers of companies.
    FollowTheMoney,
}

impl Vocabulary {
    /// Whether it is ours.
    pub fn is_ours(&self) -> bool {
        *self == Self::Sousveil
    }
}

/// A dataset that rows were taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upstream {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it was found.
    #[serde(default)]
    pub url: Option<String>,
    /// Its terms, as found.
    pub terms: String,
    /// Whether rows of this origin are compiled.
    pub include: bool,
}

/// A line of `changes.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// When, an ISO date.
    pub date: String,
    /// The entity.
    pub entity: String,
    /// The property, empty where the whole entity is meant.
    pub property: String,
    /// The value before.
    pub old: String,
    /// The value after.
    pub new: String,
    /// addition, correction, withdrawal, reply or asked.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// The source, if one caused it.
    pub source: String,
}

/// A line of `redirects.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redirect {
    /// The identifier that is no more.
    pub old: String,
    /// The one that took its place; empty where the entity was withdrawn.
    pub new: String,
    /// When, an ISO date.
    pub date: String,
    /// Why.
    pub reason: String,
}

/// A line of `coverage.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Whose measures, sales or incidents were looked for: an issuer or a subject.
    pub subject: String,
    /// What kind.
    pub kind: String,
    /// About whom.
    pub target: String,
    /// From when, an ISO date or empty.
    pub from: String,
    /// Until when, an ISO date or empty.
    pub to: String,
    /// What to know about it.
    pub note: String,
}
