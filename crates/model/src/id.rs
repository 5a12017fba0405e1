//! Identifiers: minted once from a foreign key, written into the folder, never reused.

use std::fmt;
use std::str::FromStr;

use data_encoding::{HEXLOWER, Specification};
use serde::{Deserialize, Serialize};
use sha1::Digest as _;

use crate::Text;

/// An entity's identifier: letters, digits and `-`, as FollowTheMoney allows, and `_` for the keys of
/// technologies; at most 120 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Text", into = "Text")]
pub struct Id(Text);

/// Why a text is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no identifier: expected 1 to 120 letters, digits, `-` and `_`, beginning and ending with a letter or digit"
)]
pub struct IdError(String);

impl Id {
    /// Mints an identifier `svl-…` for the row of `table` that its origin calls `foreign_key`.
    ///
    /// The same two words give the same identifier, so an import can be repeated; once written to a
    /// folder, the written identifier counts and not this computation.
    pub fn mint(table: &str, foreign_key: &str) -> Self {
        let digest = sha2::Sha256::digest(format!("{table}\n{foreign_key}"));
        Self(format!("svl-{}", short(&digest)).into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The identifier of a claim: its entity's, `-`, and eight characters that follow from property and value.
///
/// It leads to its entity without an index, and stays the same as long as entity, property and value do.
pub fn claim_id(entity: &Id, property: &str, value: &str) -> String {
    let digest = sha2::Sha256::digest(format!("{property}\n{value}"));
    format!("{entity}-{}", short(&digest))
}

/// The entity part of a claim's identifier.
pub fn entity_of_claim(claim: &str) -> Option<&str> {
    claim.rsplit_once('-').map(|(entity, _)| entity)
}

/// The identifier that FollowTheMoney gives to the same claim as a statement:
/// `sha1("{dataset}.{entity_id}.{prop}.{value}")`, with `@{lang}` appended where the language is set
/// (followthemoney, `statement/util.py`).
pub fn statement_id(dataset: &str, entity: &str, property: &str, value: &str, lang: Option<&str>) -> String {
    let mut text = format!("{dataset}.{entity}.{property}.{value}");
    if let Some(lang) = lang {
        text.push('@');
        text.push_str(lang);
    }
    HEXLOWER.encode(&sha1::Sha1::digest(text))
}

/// Eight characters (40 bits) of lower-case base32 (RFC 4648, without padding).
fn short(digest: &[u8]) -> String {
    let mut spec = Specification::new();
    spec.symbols.push_str("abcdefghijklmnopqrstuvwxyz234567");
    let bytes: Vec<u8> = digest.iter().take(5).copied().collect();
    spec.encoding().map_or_else(|_| HEXLOWER.encode(&bytes), |base32| base32.encode(&bytes))
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(s: &str) -> Result<Self, IdError> {
        Text::from(s).try_into()
    }
}

impl TryFrom<Text> for Id {
    type Error = IdError;

    fn try_from(s: Text) -> Result<Self, IdError> {
        let good = (1..=120).contains(&s.len())
            && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
            && !s.starts_with('-')
            && !s.ends_with('-');
        if good { Ok(Self(s)) } else { Err(IdError(s.into())) }
    }
}

impl TryFrom<String> for Id {
    type Error = IdError;

    fn try_from(s: String) -> Result<Self, IdError> {
        s.parse()
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0.into()
    }
}

impl From<Id> for Text {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statement_ids_agree_with_followthemoney() {
        // The check value of the format's description.
        assert_eq!(
            statement_id("sousveil", "svl-acme", "name", "Acme Intercept Ltd", None),
            "07c4cc5ce1531f76cf10ea70c40b594a9d412aa8"
        );
    }

    #[test]
    fn minting_repeats_and_tells_tables_apart() {
        let id = Id::mint("companies", "Verint");
        assert_eq!(id, Id::mint("companies", "Verint"));
        assert_ne!(id, Id::mint("agencies", "Verint"));
        assert_eq!(id.as_str().len(), 12);
        assert!(id.as_str().parse::<Id>().is_ok());
    }

    #[test]
    fn a_claim_leads_to_its_entity() {
        let id: Id = "eu-arms-uz-2005".parse().unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(entity_of_claim(&claim_id(&id, "target", "uz")), Some("eu-arms-uz-2005"));
    }

    #[test]
    fn refuses_what_followthemoney_would_not_take() {
        for bad in ["", "-a", "a-", "a.b", "a/b", "é", "../etc"] {
            assert!(bad.parse::<Id>().is_err(), "{bad}");
        }
    }
}
