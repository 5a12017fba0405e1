//! The decompressed blocks that were read last, so that the rows of a page do not decompress them again and again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Decompressed blocks that were read last: [`SHARDS`] × [`SHARD`] bytes at most, 32 MB.
#[derive(Default)]
pub(crate) struct Cache {
    shards: [Mutex<Shard>; SHARDS],
}

const SHARDS: usize = 16;
const SHARD: usize = 2 * 1024 * 1024;

#[derive(Default)]
struct Shard {
    blocks: BTreeMap<usize, (u64, Arc<Vec<u8>>)>,
    bytes: usize,
    clock: u64,
}

impl Cache {
    pub(crate) fn get(&self, block: usize) -> Option<Arc<Vec<u8>>> {
        let mut shard = self.shards.get(block % SHARDS)?.lock().unwrap_or_else(PoisonError::into_inner);
        shard.clock += 1;
        let now = shard.clock;
        let (used, plain) = shard.blocks.get_mut(&block)?;
        *used = now;
        Some(Arc::clone(plain))
    }

    pub(crate) fn put(&self, block: usize, plain: &Arc<Vec<u8>>) {
        let Some(shard) = self.shards.get(block % SHARDS) else { return };
        if plain.len() > SHARD {
            return;
        }
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        shard.clock += 1;
        let now = shard.clock;
        if let Some((_, old)) = shard.blocks.insert(block, (now, Arc::clone(plain))) {
            shard.bytes = shard.bytes.saturating_sub(old.len());
        }
        shard.bytes += plain.len();
        while shard.bytes > SHARD {
            // Some hundred blocks: a look at each is cheaper than keeping a list in order.
            let Some(oldest) = shard.blocks.iter().min_by_key(|(_, (used, _))| *used).map(|(&block, _)| block) else {
                break;
            };
            if let Some((_, old)) = shard.blocks.remove(&oldest) {
                shard.bytes = shard.bytes.saturating_sub(old.len());
            }
        }
    }

    /// Whether every shard keeps to its bound and knows its size.
    #[cfg(test)]
    pub(crate) fn check(&self) {
        for shard in &self.shards {
            let shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            assert!(shard.bytes <= SHARD);
            assert_eq!(shard.bytes, shard.blocks.values().map(|(_, plain)| plain.len()).sum::<usize>());
        }
    }
}
