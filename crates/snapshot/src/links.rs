//! `links.csr`: which entities refer to which, in both directions, as compressed sparse rows.

use std::ops::Range;
use std::sync::LazyLock;

use sousveil_model::ftm::{FtmSchema, Kind};
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
    /// The property of the claim, as a column of the model's tables, or one of FollowTheMoney's.
    pub property: &'static str,
    /// The number of the other entity.
    pub other: u32,
}

/// A reference from one entity to another: (from, place of the property in [`properties`], to).
pub(crate) type Tie = (u32, u16, u32);

/// The place of a property among all.
pub(crate) fn property_at(property: &str) -> Option<u16> {
    properties().binary_search(&property).ok().and_then(|at| u16::try_from(at).ok())
}

/// The bytes of the table.
///
/// Header; number of properties (u32) and each as length (u8) and name; number of links (u32);
/// `count + 1` offsets (u32, in links); the links.
pub(crate) fn build(count: u32, ties: Vec<Tie>) -> Result<Vec<u8>, SnapshotError> {
    let row = |reverse: bool, property: u16, other: u32| -> u64 {
        // In the order of a row: direction, property, other.
        u64::from(reverse) << 48 | u64::from(property) << 32 | u64::from(other)
    };
    // Both ends of every tie, sorted into the rows by counting: a million entities have ten million ties.
    let mut ends = vec![0usize; count as usize + 1];
    let mut place = |number: u32| ends.get_mut(number as usize).map(|end| *end += 1);
    for &(from, _, to) in &ties {
        place(from);
        place(to);
    }
    let mut end = 0;
    for place in &mut ends {
        end += std::mem::replace(place, end);
    }
    let mut links = vec![0u64; ties.len() * 2];
    let mut put = |number: u32, link: u64| {
        if let Some(next) = ends.get_mut(number as usize)
            && let Some(place) = links.get_mut(*next)
        {
            *place = link;
            *next += 1;
        }
    };
    for (from, property, to) in ties {
        put(from, row(false, property, to));
        put(to, row(true, property, from));
    }
    let properties = properties();
    let mut out = header(TAG, count);
    out.extend_from_slice(&size_u32("the number of properties", properties.len())?.to_le_bytes());
    for property in properties {
        out.push(u8::try_from(property.len()).unwrap_or(u8::MAX));
        out.extend_from_slice(property.as_bytes());
    }
    let total_at = out.len();
    out.extend_from_slice(&[0; 8]);
    let mut rows = Vec::with_capacity(links.len() * ROW);
    let (mut start, mut total) = (0, 0usize);
    for &end in ends.get(..count as usize).unwrap_or_default() {
        let row = links.get_mut(start..end).unwrap_or_default();
        row.sort_unstable();
        let mut before = None;
        for &link in row.iter() {
            if before.replace(link) == Some(link) {
                continue;
            }
            total += 1;
            let [a, b, c, d, property_low, property_high, reverse, _] = link.to_le_bytes();
            rows.extend_from_slice(&[a, b, c, d, property_low, property_high, reverse, 0]);
        }
        start = end;
        out.extend_from_slice(&size_u32("the number of links", total)?.to_le_bytes());
    }
    if let Some(place) = out.get_mut(total_at..total_at + 4) {
        place.copy_from_slice(&size_u32("the number of links", total)?.to_le_bytes());
    }
    out.append(&mut rows);
    Ok(out)
}

/// Every property of every table, sorted.
fn properties() -> &'static [&'static str] {
    static ALL: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut all: Vec<&'static str> = TABLES.iter().flat_map(|t| t.columns).map(|c| c.name).collect();
        let theirs = FtmSchema::all().flat_map(|schema| &schema.properties);
        all.extend(theirs.filter(|property| property.kind == Kind::Entity).map(|property| property.name));
        all.sort_unstable();
        all.dedup();
        all
    });
    &ALL
}

/// Reads the table.
pub(crate) struct Links {
    bytes: Bytes,
    properties: Vec<&'static str>,
    count: u32,
    offsets: usize,
    rows: usize,
    total: u32,
}

impl Links {
    /// Checks the sizes; a row is checked when it is read. All of them are as many pages as a whole index has.
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
        Ok(Self { bytes, properties, count, offsets, rows, total })
    }

    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    pub(crate) fn of(&self, number: u32) -> Result<Vec<Link>, SnapshotError> {
        self.row(number)?.map(|at| self.link(at)).collect()
    }

    /// Those of a row that lead from it. They come first: of the others there may be ten thousand.
    pub(crate) fn forward(&self, number: u32) -> Result<Vec<Link>, SnapshotError> {
        let links = self.row(number)?.map(|at| self.link(at));
        links.take_while(|link| link.as_ref().map_or(true, |link| !link.reverse)).collect()
    }

    /// The links of a row in that direction by that property.
    pub(crate) fn by(&self, number: u32, reverse: bool, property: &str) -> Result<Vec<Link>, SnapshotError> {
        let Range { start, end } = self.row(number)?;
        // Rows are sorted by direction and property; a company may have ten thousand links of one kind.
        let edge = |before: &dyn Fn(&Link) -> bool| -> Result<u32, SnapshotError> {
            let (mut low, mut high) = (start, end);
            while low < high {
                let middle = low + (high - low) / 2;
                if before(&self.link(middle)?) { low = middle + 1 } else { high = middle }
            }
            Ok(low)
        };
        let from = edge(&|link| (link.reverse, link.property) < (reverse, property))?;
        let to = edge(&|link| (link.reverse, link.property) <= (reverse, property))?;
        (from..to).map(|at| self.link(at)).collect()
    }

    /// Checks everything.
    pub(crate) fn check(&self) -> Result<(), SnapshotError> {
        let mut before = 0;
        for number in 0..self.count {
            let row = self.row(number)?;
            if row.start != before {
                return Err(self.bytes.damaged(format!("row {number} begins at {}, expected {before}", row.start)));
            }
            before = row.end;
        }
        if before != self.total {
            return Err(self.bytes.damaged(format!("the rows end at {before}, expected {}", self.total)));
        }
        (0..self.total).try_for_each(|at| self.link(at).map(drop))
    }

    fn row(&self, number: u32) -> Result<Range<u32>, SnapshotError> {
        if number >= self.count {
            return Ok(0..0);
        }
        let offset = |number: usize| self.bytes.u32_at(self.offsets + number * 4);
        let (start, end) = (offset(number as usize)?, offset(number as usize + 1)?);
        if start <= end && end <= self.total && (number > 0 || start == 0) {
            return Ok(start..end);
        }
        let what = format!("row {number} is from {start} to {end}, expected a later end, at most {}", self.total);
        Err(self.bytes.damaged(what))
    }

    fn link(&self, at: u32) -> Result<Link, SnapshotError> {
        let start = self.rows + at as usize * ROW;
        let other = self.bytes.u32_at(start)?;
        let rest = self.bytes.u32_at(start + 4)?;
        let (property, reverse) = (rest & 0xffff, rest >> 16);
        match self.properties.get(property as usize) {
            Some(property) if other < self.count && reverse <= 1 => Ok(Link { reverse: reverse == 1, property, other }),
            _ => Err(self.bytes.damaged(format!(
                "link {at}: expected a number below {}, a property below {} and a direction of 0 or 1",
                self.count,
                self.properties.len()
            ))),
        }
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
