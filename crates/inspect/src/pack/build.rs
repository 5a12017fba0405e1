//! Indicators into the bytes of a pack.

use std::collections::BTreeMap;

use sousveil_model::date::PartialDate;

use super::{CLAIM, FIXED, Head, IDS, IDS_SAID, REVOKED, TAG, VALUE, VERSION, key};
use crate::indicator::Indicator;
use crate::observable::{Kind, Observable};
use crate::trap::Traps;

/// More than a pack holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found more than {most} {what}, expected fewer in one pack")]
pub struct TooLarge {
    what: &'static str,
    most: u32,
}

/// The bytes of a pack. Indicators of one value stand together, in the order in which they came; the same bytes for the same
/// indicators.
///
/// # Errors
/// [`TooLarge`] beyond four billion bytes of values or 65,535 claims on one of them.
pub fn build(head: &Head, indicators: &[Indicator]) -> Result<Vec<u8>, TooLarge> {
    let mut values: BTreeMap<(u64, Kind, &str), Vec<&Indicator>> = BTreeMap::new();
    for one in indicators {
        let Observable { .. } = &one.observable;
        let (kind, value) = (one.observable.kind(), one.observable.value());
        let claims = values.entry((key(kind, value), kind, value)).or_default();
        // A file that says the same twice says it once.
        if !claims.contains(&one) {
            claims.push(one);
        }
    }
    let mut keys = Vec::with_capacity(values.len() * 8);
    let mut table = Vec::with_capacity(values.len() * VALUE);
    let mut claims = Vec::with_capacity(indicators.len() * CLAIM);
    let mut letters = Vec::new();
    for ((key, kind, value), said) in &values {
        let start = u32::try_from(letters.len()).map_err(|_| TooLarge { what: "bytes of values", most: u32::MAX })?;
        let length = u16::try_from(value.len()).map_err(|_| TooLarge { what: "bytes of one value", most: 65_535 })?;
        let first = u32::try_from(claims.len() / CLAIM).map_err(|_| TooLarge { what: "claims", most: u32::MAX })?;
        let count = u16::try_from(said.len()).map_err(|_| TooLarge { what: "claims on one value", most: 65_535 })?;
        let traps = said.first().map(|one| Traps::of(&one.observable)).unwrap_or_default();
        keys.extend(key.to_le_bytes());
        table.extend(start.to_le_bytes());
        table.extend(length.to_le_bytes());
        table.extend([*kind as u8, 0]);
        table.extend(first.to_le_bytes());
        table.extend(count.to_le_bytes());
        table.extend(traps.0.to_le_bytes());
        for one in said {
            let ids = one.to_ids.map_or(0, |ids| IDS_SAID | if ids { IDS } else { 0 });
            let bits = ids | if one.revoked { REVOKED } else { 0 };
            for number in [one.origin, day(one.from), day(one.until), bits] {
                claims.extend(number.to_le_bytes());
            }
        }
        letters.extend(value.as_bytes());
    }
    let head = serde_json::to_vec(head).unwrap_or_default();
    let long = |n: usize, what| u32::try_from(n).map_err(|_| TooLarge { what, most: u32::MAX });
    let mut out = Vec::with_capacity(FIXED + head.len() + keys.len() + table.len() + claims.len() + letters.len());
    out.extend(TAG);
    for number in [
        VERSION,
        long(values.len(), "values")?,
        long(claims.len() / CLAIM, "claims")?,
        long(head.len(), "bytes of the head")?,
        long(letters.len(), "bytes of values")?,
        0,
    ] {
        out.extend(number.to_le_bytes());
    }
    for part in [head, keys, table, claims, letters] {
        out.extend(part);
    }
    Ok(out)
}

fn day(date: Option<PartialDate>) -> u32 {
    date.map_or(0, |date| {
        let (year, month, day) = date.last_day();
        u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day)
    })
}
