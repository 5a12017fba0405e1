//! Indicators into the bytes of a pack.

use std::collections::{BTreeMap, HashSet};

use sousveil_model::date::PartialDate;

use super::{CLAIM, FIXED, Head, IDS, IDS_SAID, REVOKED, TAG, VALUE, VERSION, key, sum};
use crate::indicator::Indicator;
use crate::observable::Kind;

/// Why there is no pack.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// More than a pack holds.
    #[error("found more than {most} {what}, expected fewer in one pack")]
    TooLarge {
        /// Of what.
        what: &'static str,
        /// How many fit.
        most: u32,
    },
    /// The head can't be written.
    #[error("the head of the pack: {0}")]
    Head(#[from] serde_json::Error),
}

/// The bytes of a pack. Indicators of one value stand together, in the order in which they came; the same bytes for the same
/// indicators.
///
/// # Errors
/// [`BuildError`] beyond four billion bytes of values or 65,535 claims on one of them.
pub fn build(head: &Head, indicators: &[Indicator]) -> Result<Vec<u8>, BuildError> {
    let mut values: BTreeMap<(u64, Kind, &str), Vec<&Indicator>> = BTreeMap::new();
    let mut known: HashSet<&Indicator> = HashSet::new();
    for one in indicators {
        let (kind, value) = (one.observable.kind(), one.observable.value());
        // A file that says the same twice says it once.
        if known.insert(one) {
            values.entry((key(kind, value), kind, value)).or_default().push(one);
        }
    }
    let mut keys = Vec::with_capacity(values.len() * 8);
    let mut table = Vec::with_capacity(values.len() * VALUE);
    let mut claims = Vec::with_capacity(indicators.len() * CLAIM);
    let mut letters = Vec::new();
    for ((key, kind, value), said) in &values {
        let start = u32::try_from(letters.len())
            .map_err(|_| BuildError::TooLarge { what: "bytes of values", most: u32::MAX })?;
        let length = u16::try_from(value.len())
            .map_err(|_| BuildError::TooLarge { what: "bytes of one value", most: 65_535 })?;
        let first =
            u32::try_from(claims.len() / CLAIM).map_err(|_| BuildError::TooLarge { what: "claims", most: u32::MAX })?;
        let count = u16::try_from(said.len())
            .map_err(|_| BuildError::TooLarge { what: "claims on one value", most: 65_535 })?;
        keys.extend(key.to_le_bytes());
        table.extend(start.to_le_bytes());
        table.extend(length.to_le_bytes());
        table.extend([*kind as u8, 0]);
        table.extend(first.to_le_bytes());
        table.extend(count.to_le_bytes());
        table.extend([0, 0]);
        for one in said {
            let ids = one.to_ids.map_or(0, |ids| IDS_SAID | if ids { IDS } else { 0 });
            let bits = ids | if one.revoked { REVOKED } else { 0 };
            for number in [one.origin, day(one.from), day(one.until), bits] {
                claims.extend(number.to_le_bytes());
            }
        }
        letters.extend(value.as_bytes());
    }
    let head = serde_json::to_vec(head)?;
    let long = |n: usize, what| u32::try_from(n).map_err(|_| BuildError::TooLarge { what, most: u32::MAX });
    let numbers = [
        VERSION,
        long(values.len(), "values")?,
        long(claims.len() / CLAIM, "claims")?,
        long(head.len(), "bytes of the head")?,
        long(letters.len(), "bytes of values")?,
    ];
    let parts = [head, keys, table, claims, letters].concat();
    let mut out = Vec::with_capacity(FIXED + parts.len());
    out.extend(TAG);
    numbers.into_iter().chain([sum(&parts)]).for_each(|number| out.extend(number.to_le_bytes()));
    out.extend(parts);
    Ok(out)
}

fn day(date: Option<PartialDate>) -> u32 {
    date.map_or(0, |date| {
        let (year, month, day) = date.last_day();
        u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day)
    })
}
