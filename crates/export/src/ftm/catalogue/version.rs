//! Versions of a published dataset: `YYYYMMDDHHMMSS-xyz`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A version: the time of the data and three letters that follow from its hash. Sorted as text, as a yente does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version(String);

/// Why there is no version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VersionError {
    /// The text has not the form.
    #[error("`{0}` is no version of the form 20261126000000-abc")]
    Form(String),
    /// The data are older than what is published.
    #[error("the data are of {date}, older than the published version {published}: who mirrors would never see them")]
    Older {
        /// The day of the data.
        date: String,
        /// What is published.
        published: Version,
    },
    /// There is no second left on that day.
    #[error("no version can follow {0} on the same day; give the dataset a newer version")]
    Full(Version),
}

impl Version {
    /// The version of data of a day (`YYYY-MM-DD`), at its first second. No clock is asked.
    ///
    /// # Errors
    /// The day has not that form.
    pub fn first(date: &str, data_hash: &str) -> Result<Self, VersionError> {
        format!("{}000000-{}", date.replace('-', ""), letters(data_hash)).parse()
    }

    /// The version of data that follow a published version. On the same day it is a second later, so that it sorts
    /// behind the other whatever the letters are.
    ///
    /// # Errors
    /// The data are older, or the day is full.
    pub fn after(&self, date: &str, data_hash: &str) -> Result<Self, VersionError> {
        let first = Self::first(date, data_hash)?;
        if first.day() > self.day() {
            return Ok(first);
        }
        if first.day() < self.day() {
            return Err(VersionError::Older { date: date.to_owned(), published: self.clone() });
        }
        let next =
            self.second().map(|s| s + 1).filter(|s| *s < 86_400).ok_or_else(|| VersionError::Full(self.clone()))?;
        let (hours, minutes, seconds) = (next / 3600, next / 60 % 60, next % 60);
        format!("{}{hours:02}{minutes:02}{seconds:02}-{}", self.day(), letters(data_hash)).parse()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The time in ISO 8601, without a zone.
    pub fn time(&self) -> String {
        let part = |range: std::ops::Range<usize>| self.0.get(range).unwrap_or_default();
        format!("{}-{}-{}T{}:{}:{}", part(0..4), part(4..6), part(6..8), part(8..10), part(10..12), part(12..14))
    }

    fn day(&self) -> &str {
        self.0.get(..8).unwrap_or_default()
    }

    fn second(&self) -> Option<u32> {
        let part = |range: std::ops::Range<usize>| self.0.get(range)?.parse::<u32>().ok();
        Some(part(8..10)? * 3600 + part(10..12)? * 60 + part(12..14)?)
    }
}

/// Three letters that follow from the hash of the data.
fn letters(data_hash: &str) -> String {
    let letter = |chunk: &[u8]| char::from(b"abcdefghijklmnopqrstuvwxyz"[sum(chunk) % 26]);
    let letters: String = data_hash.as_bytes().chunks(8).take(3).map(letter).collect();
    format!("{letters:x<3}")
}

fn sum(bytes: &[u8]) -> usize {
    bytes.iter().map(|b| usize::from(*b)).sum()
}

impl FromStr for Version {
    type Err = VersionError;

    fn from_str(s: &str) -> Result<Self, VersionError> {
        let good = s.split_once('-').is_some_and(|(time, tag)| {
            time.len() == 14
                && time.bytes().all(|b| b.is_ascii_digit())
                && tag.len() == 3
                && tag.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if good { Ok(Self(s.to_owned())) } else { Err(VersionError::Form(s.to_owned())) }
    }
}

impl TryFrom<String> for Version {
    type Error = VersionError;

    fn try_from(s: String) -> Result<Self, VersionError> {
        s.parse()
    }
}

impl From<Version> for String {
    fn from(version: Version) -> Self {
        version.0
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_version_always_sorts_behind() -> Result<(), VersionError> {
        let mut version = Version::first("2026-11-26", "00ff")?;
        assert_eq!(version.time(), "2026-11-26T00:00:00");
        for hash in ["ffff", "0000", "ffff"] {
            let next = version.after("2026-11-26", hash)?;
            assert!(next > version, "{next} {version}");
            version = next;
        }
        assert!(version.as_str().starts_with("20261126000003-"));
        assert!(version.after("2026-11-27", "00")? > version);
        assert!(matches!(version.after("2026-11-25", "00"), Err(VersionError::Older { .. })));
        assert!("20261126235959-abc".parse::<Version>()?.after("2026-11-26", "00").is_err());
        for bad in ["2026-11-26", "20261126000000", "20261126000000-ABC", "../../etc"] {
            assert!(bad.parse::<Version>().is_err(), "{bad}");
        }
        Ok(())
    }
}
