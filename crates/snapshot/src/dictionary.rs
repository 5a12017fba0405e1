//! `entities.dic`: what the records of a large dataset have in common, so that blocks may be small and yet take little
//! room: whoever reads one entity decompresses few others. Empty where there are few entities.

use std::collections::BinaryHeap;
use std::io;

use sha2::{Digest as _, Sha256};
use zstd::bulk::Compressor;
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::CParameter;

use crate::bytes::Bytes;
use crate::error::SnapshotError;

/// Of fewer entities all blocks soon lie decompressed in memory, and it would take longer to learn than to compress.
const FEW: usize = if cfg!(test) { 400 } else { 20_000 };
/// It is learnt from so many records, some three megabytes.
const SAMPLE: usize = 2_000;
/// Bytes; larger ones fall out of the caches of a processor, and save little more.
const SIZE: usize = 32 * 1024;
const LEVEL: i32 = 3;

/// Records of which it is learnt: those of the entities whose identifiers have the least hashes, so that it does not hang
/// on the order in which they come.
#[derive(Default)]
pub(crate) struct Sample {
    least: BinaryHeap<([u8; 8], Vec<u8>)>,
}

impl Sample {
    /// Takes the record of an entity, or leaves it; `record` makes it where it is taken.
    pub(crate) fn see(&mut self, id: &str, record: impl FnOnce() -> Vec<u8>) {
        let hash: [u8; 8] = Sha256::digest(id).first_chunk().copied().unwrap_or_default();
        let is_full = self.least.len() >= SAMPLE;
        if is_full && self.least.peek().is_some_and(|(most, _)| *most < hash) {
            return;
        }
        self.least.push((hash, record()));
        if is_full {
            self.least.pop();
        }
    }

    /// What the records of so many entities have in common.
    pub(crate) fn learn(self, entities: usize) -> Learnt {
        if entities < FEW {
            return Learnt::default();
        }
        let records: Vec<Vec<u8>> = self.least.into_sorted_vec().into_iter().map(|(_, record)| record).collect();
        // What it refuses is records in which it finds nothing to learn: then blocks are compressed by themselves.
        let bytes = zstd::dict::from_samples(&records, SIZE).unwrap_or_default();
        let encoder = (!bytes.is_empty()).then(|| EncoderDictionary::copy(&bytes, LEVEL));
        Learnt { bytes, encoder }
    }
}

/// A dictionary that was learnt, or none.
#[derive(Default)]
pub(crate) struct Learnt {
    /// As they are stored.
    pub(crate) bytes: Vec<u8>,
    encoder: Option<EncoderDictionary<'static>>,
}

impl Learnt {
    /// What compresses with it.
    ///
    /// # Errors
    /// There is no memory for it.
    pub(crate) fn compressor(&self) -> io::Result<Compressor<'_>> {
        let Some(encoder) = &self.encoder else { return Compressor::new(LEVEL) };
        let mut compressor = Compressor::with_prepared_dictionary(encoder)?;
        // A snapshot has one dictionary: to name it in each block is four bytes of nothing.
        compressor.set_parameter(CParameter::DictIdFlag(false))?;
        Ok(compressor)
    }
}

/// For those who read.
///
/// # Errors
/// It is none.
pub(crate) fn decoder(bytes: &Bytes) -> Result<Option<DecoderDictionary<'static>>, SnapshotError> {
    if bytes.len() == 0 {
        return Ok(None);
    }
    let refused = |e: io::Error| bytes.damaged(format!("found no dictionary of Zstandard: {e}"));
    DecoderDictionary::try_copy(bytes.all()).map(Some).map_err(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learnt_does_not_hang_on_the_order_of_the_records() {
        let record =
            |n: usize| format!("name: Thing {n}; country: uz; stage: delivered; source: s{}", n % 17).into_bytes();
        let learn = |numbers: &mut dyn Iterator<Item = usize>| {
            let mut sample = Sample::default();
            numbers.for_each(|n| sample.see(&format!("e{n}"), || record(n)));
            sample.learn(5_000).bytes
        };
        let one = learn(&mut (0..5_000));
        assert!(!one.is_empty() && one.len() <= SIZE);
        assert!(one == learn(&mut (0..5_000).rev()));
        assert!(Sample::default().learn(FEW - 1).bytes.is_empty());
    }
}
