//! Looks values up in the bytes of a pack.

use sousveil_model::date::PartialDate;

use super::{CLAIM, FIXED, Head, IDS, IDS_SAID, REVOKED, TAG, VALUE, VERSION, key, sum};
use crate::indicator::Origin;
use crate::observable::Kind;
use crate::trap::Traps;

/// Bytes that are no pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found {found}, expected {expected}")]
pub struct NoPack {
    /// What there was.
    pub found: String,
    /// What should have been there.
    pub expected: String,
}

/// A pack of indicators. Sizes and a sum of all bytes are checked when it is opened: a value that damage hides would be silence.
#[derive(Debug)]
pub struct Pack<B> {
    bytes: B,
    head: Head,
    values: usize,
    claims: usize,
    keys_at: usize,
}

/// A value with all that is said of it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'p> {
    /// What sort of thing it is.
    pub kind: Kind,
    /// In its one spelling.
    pub value: &'p str,
    claims: &'p [u8],
    origins: &'p [Origin],
}

/// What one publication says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'p> {
    /// Where it stands, and whose it is said to be.
    pub origin: &'p Origin,
    /// Since when: year × 10,000 + month × 100 + day.
    pub from: Option<u32>,
    /// Until when, the same way.
    pub until: Option<u32>,
    /// Whether it was taken back.
    pub revoked: bool,
    /// MISP's `to_ids`, where it is said.
    pub to_ids: Option<bool>,
}

impl<B: AsRef<[u8]>> Pack<B> {
    /// Opens a pack.
    ///
    /// # Errors
    /// [`NoPack`] where tag, version or sizes are wrong.
    pub fn open(bytes: B) -> Result<Self, NoPack> {
        let all = bytes.as_ref();
        let wrong = |found: String, expected: &str| NoPack { found, expected: expected.to_owned() };
        if !all.starts_with(TAG) || all.len() < FIXED {
            return Err(wrong(format!("{} bytes without its mark", all.len()), "a pack of indicators"));
        }
        let number = |at: usize| u32_at(all, TAG.len() + 4 * at).map_or(0, |n| n as usize);
        if number(0) != VERSION as usize {
            return Err(wrong(
                format!("version {}", number(0)),
                &format!("version {VERSION}; import the indicators again"),
            ));
        }
        let (values, claims, head, letters) = (number(1), number(2), number(3), number(4));
        let long = |n: usize| n as u64;
        let tables = long(values) * long(8 + VALUE) + long(claims) * long(CLAIM);
        let size = long(FIXED) + long(head) + tables + long(letters);
        if size != long(all.len()) {
            return Err(wrong(format!("{} bytes", all.len()), &format!("{size}, as its head says")));
        }
        if u32_at(all, TAG.len() + 20) != Some(sum(all.get(FIXED..).unwrap_or_default())) {
            return Err(wrong(
                "bytes that were changed".to_owned(),
                "those that were written; import the indicators again",
            ));
        }
        let keys_at = FIXED + head;
        let text = all.get(FIXED..keys_at).unwrap_or_default();
        let head: Head =
            serde_json::from_slice(text).map_err(|e| wrong(format!("a head that can't be read: {e}"), "JSON"))?;
        if !head.made.is_empty() && head.made.parse::<PartialDate>().is_err() {
            return Err(wrong(format!("a head made on {:?}", head.made), "a day, such as 2026-11-28"));
        }
        Ok(Self { head, values, claims, keys_at, bytes })
    }

    /// Its bytes, for another process.
    pub fn bytes(&self) -> &B {
        &self.bytes
    }

    /// What it says of itself.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// How many different values it has.
    pub fn len(&self) -> usize {
        self.values
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.values == 0
    }

    /// A value in its one spelling.
    pub fn look(&self, kind: Kind, value: &str) -> Option<Entry<'_>> {
        let wanted = key(kind, value);
        let (mut low, mut high) = (0, self.values);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.key(middle)? < wanted { low = middle + 1 } else { high = middle }
        }
        (low..self.values)
            .take_while(|&at| self.key(at) == Some(wanted))
            .filter_map(|at| self.entry(at))
            .find(|entry| entry.kind == kind && entry.value == value)
    }

    /// All values.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.values).filter_map(|at| self.entry(at))
    }

    fn all(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    fn key(&self, at: usize) -> Option<u64> {
        let at = self.keys_at + 8 * at;
        self.all().get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
    }

    fn entry(&self, at: usize) -> Option<Entry<'_>> {
        let all = self.all();
        let table = self.keys_at + 8 * self.values;
        let claims = table + VALUE * self.values;
        let letters = claims + CLAIM * self.claims;
        let row = all.get(table + VALUE * at..)?;
        let small = |at: usize| Some(usize::from(u16::from_le_bytes(row.get(at..at + 2)?.try_into().ok()?)));
        let (start, length) = (u32_at(row, 0)? as usize, small(4)?);
        let (first, count) = (u32_at(row, 8)? as usize, small(12)?);
        if first.checked_add(count)? > self.claims {
            return None;
        }
        let value = all.get(letters.checked_add(start)?..letters.checked_add(start)?.checked_add(length)?)?;
        let (kind, value) = (Kind::from_repr(*row.get(6)?)?, std::str::from_utf8(value).ok()?);
        Some(Entry {
            kind,
            value,
            claims: all.get(claims + CLAIM * first..claims + CLAIM * (first + count))?,
            origins: &self.head.origins,
        })
    }
}

impl<'p> Entry<'p> {
    /// Why it is no match by itself, if so. Found when it is asked, not when it was imported: what is known of traps grows.
    pub fn traps(&self) -> Traps {
        Traps::of_value(self.kind, self.value)
    }

    /// What is said of it, in the order in which it was read.
    pub fn claims(&self) -> impl Iterator<Item = Claim<'p>> + use<'p> {
        let origins = self.origins;
        self.claims.chunks_exact(CLAIM).filter_map(move |claim| {
            let day = |at| u32_at(claim, at).filter(|&day| day != 0);
            let bits = u32_at(claim, 12)?;
            Some(Claim {
                origin: origins.get(u32_at(claim, 0)? as usize)?,
                from: day(4),
                until: day(8),
                revoked: bits & REVOKED != 0,
                to_ids: (bits & IDS_SAID != 0).then_some(bits & IDS != 0),
            })
        })
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
