//! An indicator as somebody published it, and whom he ties it to.

use serde::{Deserialize, Serialize};
use sousveil_model::date::PartialDate;

use crate::observable::Observable;

/// Where indicators come from and what they are said to belong to. Several may say different things of one value: all are
/// kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Origin {
    /// The file or bundle.
    pub file: String,
    /// The SHA-256 of its bytes as they were taken in, in hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publishers: Vec<String>,
    /// The spyware or campaign, as its publisher calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// What the publisher says of it, in one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The country of those it was aimed at, where the publisher names one: its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aimed_at: Option<String>,
    /// The report, or the page from which the file comes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<String>,
    /// The product in the index that the family is one of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The company in the index that sells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// The incident in the index that it was seen in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
}

/// One value in one publication.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Indicator {
    /// What is looked for.
    pub observable: Observable,
    /// The place of its [`Origin`] among those that were read with it.
    pub origin: u32,
    /// Since when it holds; most publications write the day on which they were made.
    pub from: Option<PartialDate>,
    /// Until when it holds.
    pub until: Option<PartialDate>,
    /// Whether its publisher took it back.
    pub revoked: bool,
    /// MISP's `to_ids`: whether the publisher would have machines look for it. Shown, and decides nothing: hosts of parliaments
    /// have it and fingerprints of spyware have not.
    pub to_ids: Option<bool>,
}

impl Indicator {
    /// A value of an origin, of which nothing more is said.
    pub fn new(observable: Observable, origin: u32) -> Self {
        Self { observable, origin, from: None, until: None, revoked: false, to_ids: None }
    }
}
