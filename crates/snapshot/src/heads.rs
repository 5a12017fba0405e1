//! `heads.tbl`: identifier, schema and caption of every entity in the order of the identifiers, so that a row that
//! refers to others is shown, and an identifier found, without reading a block.

use crate::bytes::{Bytes, HEADER, header, size_u32};
use crate::error::SnapshotError;

const TAG: &[u8; 8] = b"svl-head";

/// What a row that refers to an entity shows of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// Its schema.
    pub schema: &'a str,
    /// What it is called; see [`crate::caption`].
    pub caption: &'a str,
}

/// Every so many identifiers one stands in a list of its own, so that a search begins in memory that lies together.
const EVERY: usize = 32;
/// So much of it: the beginning of the identifier, and zeros behind a shorter one.
const BEGINNING: usize = 16;

/// Makes the table: header, the [`BEGINNING`] of each [`EVERY`]th identifier from the first on, `count + 1` ends of
/// records (u32, from the end of that list), then the records: length of the identifier (u8), of the schema (u8),
/// identifier, schema, caption.
pub(crate) struct HeadsWriter {
    beginnings: Vec<u8>,
    ends: Vec<u8>,
    records: Vec<u8>,
    count: usize,
}

impl HeadsWriter {
    pub(crate) fn new(count: u32) -> Self {
        Self { beginnings: header(TAG, count), ends: 0u32.to_le_bytes().into(), records: Vec::new(), count: 0 }
    }

    pub(crate) fn push(&mut self, head: Head<'_>) -> Result<(), SnapshotError> {
        if self.count.is_multiple_of(EVERY) {
            self.beginnings.extend_from_slice(&beginning(head.id.as_bytes()));
        }
        self.count += 1;
        for text in [head.id, head.schema] {
            self.records.push(u8::try_from(text.len()).map_err(|_| SnapshotError::TooLarge {
                what: format!("identifier or schema of `{}` in bytes", head.id),
                found: u64::try_from(text.len()).unwrap_or(u64::MAX),
                limit: 255,
            })?);
        }
        for text in [head.id, head.schema, head.caption] {
            self.records.extend_from_slice(text.as_bytes());
        }
        self.ends.extend_from_slice(&size_u32("heads.tbl", self.records.len())?.to_le_bytes());
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.beginnings.append(&mut self.ends);
        self.beginnings.append(&mut self.records);
        self.beginnings
    }
}

/// Reads the table.
pub(crate) struct Heads {
    bytes: Bytes,
    count: u32,
    ends: usize,
    records: usize,
}

impl Heads {
    /// Checks header and offsets; a record is checked when it is read.
    pub(crate) fn open(bytes: Bytes) -> Result<Self, SnapshotError> {
        let count = bytes.header(TAG)?;
        let ends = HEADER.saturating_add((count as usize).div_ceil(EVERY).saturating_mul(BEGINNING));
        let records = (count as usize)
            .checked_add(1)
            .and_then(|n| n.checked_mul(4))
            .and_then(|n| n.checked_add(ends))
            .filter(|&at| at <= bytes.len())
            .ok_or_else(|| {
                bytes.damaged(format!("found {} bytes, expected offsets of {count} records", bytes.len()))
            })?;
        let mut before = 0;
        for at in (ends..records).step_by(4) {
            let end = bytes.u32_at(at)?;
            if end < before || (at == ends && end != 0) {
                return Err(bytes.damaged(format!("offset {end} follows {before}, expected a later one")));
            }
            before = end;
        }
        if records + before as usize != bytes.len() {
            return Err(bytes.damaged(format!(
                "the records end at {}, expected {}",
                records + before as usize,
                bytes.len()
            )));
        }
        Ok(Self { bytes, count, ends, records })
    }

    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    pub(crate) fn get(&self, number: u32) -> Option<Head<'_>> {
        let (id_len, schema_len, text) = self.record(number)?;
        let (id, rest) = text.split_at_checked(id_len)?;
        let (schema, caption) = rest.split_at_checked(schema_len)?;
        Some(Head {
            id: str::from_utf8(id).ok()?,
            schema: str::from_utf8(schema).ok()?,
            caption: str::from_utf8(caption).ok()?,
        })
    }

    /// The number of an identifier: its rank.
    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = self.near(id.as_bytes())?;
        while low < high {
            let middle = low + (high - low) / 2;
            let (id_len, _, text) = self.record(middle)?;
            match text.get(..id_len)?.cmp(id.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// From which number to which an identifier may lie.
    fn near(&self, id: &[u8]) -> Option<(u32, u32)> {
        let (beginnings, _) = self.bytes.all().get(HEADER..self.ends)?.as_chunks::<BEGINNING>();
        let own = beginning(id);
        let before = beginnings.partition_point(|other| *other < own);
        let not_behind = before + beginnings.get(before..)?.partition_point(|other| *other == own);
        let number = |at: usize| u32::try_from(at.saturating_mul(EVERY)).unwrap_or(u32::MAX);
        Some((number(before.saturating_sub(1)), number(not_behind).min(self.count)))
    }

    /// The error for a record that [`Heads::get`] gives nothing for.
    pub(crate) fn damaged(&self, number: u32) -> SnapshotError {
        self.bytes.damaged(format!("record {number}: found no identifier, schema and caption, expected all three"))
    }

    fn record(&self, number: u32) -> Option<(usize, usize, &[u8])> {
        if number >= self.count {
            return None;
        }
        let at = self.ends + (number as usize) * 4;
        let start = self.records + self.bytes.u32_at(at).ok()? as usize;
        let end = self.records + self.bytes.u32_at(at + 4).ok()? as usize;
        let (&[id_len, schema_len], text) = self.bytes.all().get(start..end)?.split_first_chunk::<2>()?;
        Some((usize::from(id_len), usize::from(schema_len), text))
    }
}

fn beginning(id: &[u8]) -> [u8; BEGINNING] {
    let mut own = [0; BEGINNING];
    own.iter_mut().zip(id).for_each(|(own, letter)| *own = *letter);
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_identifier_is_found_and_no_other() {
        for count in [0, 1, 31, 32, 33, 500] {
            // Many are alike in their beginnings, and some are the beginnings of others.
            let ids = (0..count).map(|n| format!("{}-{}", ["a", "the-same-beginning-of-all"][n % 2], n * 7 % 501));
            let mut ids: Vec<String> = ids.collect();
            ids.sort();
            let mut writer = HeadsWriter::new(u32::try_from(count).unwrap());
            ids.iter().for_each(|id| writer.push(Head { id, schema: "S", caption: "C" }).unwrap());
            let heads = Heads::open(Bytes::owned("heads".as_ref(), writer.finish())).unwrap();
            for (number, id) in (0..).zip(&ids) {
                assert_eq!(heads.number(id), Some(number), "{id} of {count}");
                assert_eq!(heads.get(number).unwrap().id, id);
                for other in [format!("{id}x"), format!("{id}\0"), id.get(1..).unwrap().to_owned()] {
                    assert_eq!(heads.number(&other).is_some(), ids.contains(&other), "{other} of {count}");
                }
            }
            assert!(["", "~", "0"].iter().all(|id| heads.number(id).is_none()));
        }
    }
}
