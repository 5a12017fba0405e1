//! `links.csr`: which entities refer to which, in both directions, as compressed sparse rows.

use std::collections::BTreeMap;

use sousveil_model::tables::TABLES;

use crate::bytes::{Bytes, HEADER, header, size_u32};
use crate::error::SnapshotError;

const TAG: &[u8; 8] = b"svl-link";
/// Bytes of one link: the other's number (u32), the property (u16), the direction (u16: 0 forward, 1 reverse).
const ROW: usize = 8;

/// A tie between two entities: a claim of one whose value is the other.
///
/// Ordered by direction, property, and number of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// Whether it is the other entity whose claim points here.
    pub reverse: bool,
    /// The property of the claim, as a column of the model's tables.
    pub property: &'static str,
    /// The number of the other entity.
    pub other: u32,
}

/// The bytes of the table, from (from, property, to).
///
/// Header; number of properties (u32) and each as length (u8) and name; number of links (u32);
/// `count + 1` offsets (u32, in links); the links.
pub(crate) fn build(count: u32, ties: &[(u32, &'static str, u32)]) -> Result<Vec<u8>, SnapshotError> {
    let mut rows: BTreeMap<u32, Vec<Link>> = BTreeMap::new();
    for &(from, property, to) in ties {
        rows.entry(from).or_default().push(Link { reverse: false, property, other: to });
        rows.entry(to).or_default().push(Link { reverse: true, property, other: from });
    }
    for row in rows.values_mut() {
        row.sort_unstable();
        row.dedup();
    }
    let properties = properties();
    let mut out = header(TAG, count);
    out.extend_from_slice(&size_u32("the number of properties", properties.len())?.to_le_bytes());
    for property in &properties {
        out.push(u8::try_from(property.len()).unwrap_or(u8::MAX));
        out.extend_from_slice(property.as_bytes());
    }
    let total: usize = rows.values().map(Vec::len).sum();
    out.extend_from_slice(&size_u32("the number of links", total)?.to_le_bytes());
    let mut end = 0usize;
    out.extend_from_slice(&0u32.to_le_bytes());
    for number in 0..count {
        end += rows.get(&number).map_or(0, Vec::len);
        out.extend_from_slice(&size_u32("the number of links", end)?.to_le_bytes());
    }
    for link in rows.values().flatten() {
        let property = properties.binary_search(&link.property).ok().and_then(|at| u16::try_from(at).ok());
        out.extend_from_slice(&link.other.to_le_bytes());
        out.extend_from_slice(&property.unwrap_or(u16::MAX).to_le_bytes());
        out.extend_from_slice(&u16::from(link.reverse).to_le_bytes());
    }
    Ok(out)
}

/// Every property of every table, sorted.
fn properties() -> Vec<&'static str> {
    let mut all: Vec<&'static str> = TABLES.iter().flat_map(|t| t.columns).map(|c| c.name).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Reads the table.
pub(crate) struct Links {
    bytes: Bytes,
    properties: Vec<&'static str>,
    count: u32,
    offsets: usize,
    rows: usize,
}

impl Links {
    /// Checks everything: there is little of it, and [`Links::of`] has no way to complain.
    pub(crate) fn open(bytes: Bytes) -> Result<Self, SnapshotError> {
        let count = bytes.header(TAG)?;
        let (properties, at) = read_properties(&bytes)?;
        let total = bytes.u32_at(at)?;
        let offsets = at + 4;
        let expected = (count as usize)
            .checked_add(1)
            .and_then(|n| n.checked_mul(4))
            .and_then(|n| n.checked_add((total as usize).checked_mul(ROW)?))
            .and_then(|n| n.checked_add(offsets));
        if expected != Some(bytes.len()) {
            return Err(bytes.damaged(format!("found {} bytes, expected {count} rows with {total} links", bytes.len())));
        }
        let rows = offsets + (count as usize + 1) * 4;
        let links = Self { bytes, properties, count, offsets, rows };
        links.check(total)?;
        Ok(links)
    }

    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    pub(crate) fn of(&self, number: u32) -> Vec<Link> {
        if number >= self.count {
            return Vec::new();
        }
        let offset = |number: usize| self.bytes.u32_at(self.offsets + number * 4).unwrap_or(0);
        (offset(number as usize)..offset(number as usize + 1)).filter_map(|at| self.link(at)).collect()
    }

    fn check(&self, total: u32) -> Result<(), SnapshotError> {
        let mut before = 0;
        for number in 0..=self.count {
            let offset = self.bytes.u32_at(self.offsets + number as usize * 4)?;
            let last = number == self.count;
            if offset < before || (number == 0 && offset != 0) || (last && offset != total) || offset > total {
                let what =
                    format!("row {number}: offset {offset} follows {before}, expected a later one, at most {total}");
                return Err(self.bytes.damaged(what));
            }
            before = offset;
        }
        match (0..total).find(|&at| self.link(at).is_none()) {
            None => Ok(()),
            Some(at) => {
                let what = format!(
                    "link {at}: expected a number below {}, a property below {} and a direction of 0 or 1",
                    self.count,
                    self.properties.len()
                );
                Err(self.bytes.damaged(what))
            }
        }
    }

    fn link(&self, at: u32) -> Option<Link> {
        let at = self.rows + at as usize * ROW;
        let other = self.bytes.u32_at(at).ok()?;
        let rest = self.bytes.u32_at(at + 4).ok()?;
        let (property, reverse) = (rest & 0xffff, rest >> 16);
        let property = self.properties.get(property as usize)?;
        (other < self.count && reverse <= 1).then_some(Link { reverse: reverse == 1, property, other })
    }
}

/// The properties as the model's own texts, and the offset behind them.
fn read_properties(bytes: &Bytes) -> Result<(Vec<&'static str>, usize), SnapshotError> {
    let known = properties();
    let found = bytes.u32_at(HEADER)?;
    let mut at = HEADER + 4;
    let mut out = Vec::new();
    for _ in 0..found.min(u32::from(u16::MAX)) {
        let len = usize::from(*bytes.slice(at, 1)?.first().unwrap_or(&0));
        let name = bytes.slice(at + 1, len)?;
        let property = known.iter().find(|property| property.as_bytes() == name).ok_or_else(|| {
            bytes.damaged(format!(
                "found the property `{}`, expected a column of the model's tables",
                name.escape_ascii()
            ))
        })?;
        out.push(*property);
        at += 1 + len;
    }
    Ok((out, at))
}
