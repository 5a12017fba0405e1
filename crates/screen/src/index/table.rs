//! A table from 64-bit keys to numbers, read in place.
//!
//! ```text
//! u32 n, u32 b       entries; buckets are 2^b
//! u32 × (2^b + 1)    where each bucket begins
//! (u32, u32) × n     the lower half of the key, the number; sorted within a bucket
//! ```
//!
//! Two keys that meet in all 32 + b bits are taken for one: whoever is found too much is compared and falls out.

use super::layout::u32_at;

/// Entries of a bucket, on average.
const FULL: usize = 4;

/// The bytes of a table of these pairs.
pub(super) fn write(mut pairs: Vec<(u64, u32)>) -> Vec<u8> {
    let bits = (pairs.len() / FULL).max(1).next_power_of_two().trailing_zeros();
    let bucket = |key: u64| if bits == 0 { 0 } else { key >> (64 - bits) };
    pairs.sort_unstable_by_key(|&(key, number)| (bucket(key), low(key), number));
    pairs.dedup();
    let buckets = 1usize << bits;
    let mut out = Vec::with_capacity(8 + 4 * (buckets + 1) + 8 * pairs.len());
    let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    out.extend(size(pairs.len()));
    out.extend(bits.to_le_bytes());
    let mut at = 0;
    for number in 0..=buckets as u64 {
        while pairs.get(at).is_some_and(|&(key, _)| bucket(key) < number) {
            at += 1;
        }
        out.extend(size(at));
    }
    for (key, number) in pairs {
        out.extend(low(key).to_le_bytes());
        out.extend(number.to_le_bytes());
    }
    out
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is wanted")]
fn low(key: u64) -> u32 {
    key as u32
}

/// A table where its bytes lie.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    bits: u32,
    entries: usize,
}

impl<'a> Table<'a> {
    /// Checks the size.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (entries, bits) = (u32_at(bytes, 0)? as usize, u32_at(bytes, 4)?);
        let start =
            4usize.checked_mul((1usize.checked_shl(bits).filter(|_| bits < 32)?).checked_add(1)?)?.checked_add(8)?;
        let whole = entries.checked_mul(8)?.checked_add(start)? == bytes.len();
        whole.then_some(Self { bytes, bits, entries: start })
    }

    /// The numbers under a key, in order.
    pub(super) fn get(self, key: u64) -> impl Iterator<Item = u32> + 'a {
        let bucket = if self.bits == 0 { 0 } else { usize::try_from(key >> (64 - self.bits)).unwrap_or(0) };
        let edge = |at: usize| u32_at(self.bytes, 8 + 4 * at).unwrap_or(0) as usize;
        let (from, to) = (edge(bucket), edge(bucket + 1));
        let own = self.bytes.get(self.entries + 8 * from..self.entries + 8 * to.max(from)).unwrap_or_default();
        let entries = own.as_chunks::<8>().0.iter().map(|entry| {
            let [a, b, c, d, e, f, g, h] = *entry;
            (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]))
        });
        let own = low(key);
        entries.skip_while(move |&(other, _)| other < own).take_while(move |&(other, _)| other == own).map(|(_, n)| n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_found_and_nothing_else() {
        for count in [0u64, 1, 3, 50, 3000] {
            let key = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let pairs = (0..count).flat_map(|n| [(key(n), 7), (key(n), u32::try_from(n).unwrap() + 100), (key(n), 7)]);
            let bytes = write(pairs.collect());
            let table = Table::read(&bytes).unwrap();
            for n in 0..count {
                let found: Vec<u32> = table.get(key(n)).collect();
                assert_eq!(found, [7, u32::try_from(n).unwrap() + 100]);
            }
            assert_eq!(table.get(key(count)).count() + table.get(key(count + 9)).count(), 0);
            assert!(Table::read(bytes.get(1..).unwrap()).is_none());
        }
    }
}
