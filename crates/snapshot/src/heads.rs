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

/// Makes the table: header, `count + 1` ends of records (u32, from the end of that list),
/// then the records: length of the identifier (u8), of the schema (u8), identifier, schema, caption.
pub(crate) struct HeadsWriter {
    ends: Vec<u8>,
    records: Vec<u8>,
}

impl HeadsWriter {
    pub(crate) fn new(count: u32) -> Self {
        let mut ends = header(TAG, count);
        ends.extend_from_slice(&0u32.to_le_bytes());
        Self { ends, records: Vec::new() }
    }

    pub(crate) fn push(&mut self, head: Head<'_>) -> Result<(), SnapshotError> {
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
        self.ends.append(&mut self.records);
        self.ends
    }
}

/// Reads the table.
pub(crate) struct Heads {
    bytes: Bytes,
    count: u32,
    records: usize,
}

impl Heads {
    /// Checks header and offsets; a record is checked when it is read.
    pub(crate) fn open(bytes: Bytes) -> Result<Self, SnapshotError> {
        let count = bytes.header(TAG)?;
        let records = (count as usize)
            .checked_add(1)
            .and_then(|n| n.checked_mul(4))
            .and_then(|n| n.checked_add(HEADER))
            .filter(|&at| at <= bytes.len())
            .ok_or_else(|| {
                bytes.damaged(format!("found {} bytes, expected offsets of {count} records", bytes.len()))
            })?;
        let mut before = 0;
        for at in (HEADER..records).step_by(4) {
            let end = bytes.u32_at(at)?;
            if end < before || (at == HEADER && end != 0) {
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
        Ok(Self { bytes, count, records })
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
        let (mut low, mut high) = (0, self.count);
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

    /// The error for a record that [`Heads::get`] gives nothing for.
    pub(crate) fn damaged(&self, number: u32) -> SnapshotError {
        self.bytes.damaged(format!("record {number}: found no identifier, schema and caption, expected all three"))
    }

    fn record(&self, number: u32) -> Option<(usize, usize, &[u8])> {
        if number >= self.count {
            return None;
        }
        let at = HEADER + (number as usize) * 4;
        let start = self.records + self.bytes.u32_at(at).ok()? as usize;
        let end = self.records + self.bytes.u32_at(at + 4).ok()? as usize;
        let (&[id_len, schema_len], text) = self.bytes.all().get(start..end)?.split_first_chunk::<2>()?;
        Some((usize::from(id_len), usize::from(schema_len), text))
    }
}
