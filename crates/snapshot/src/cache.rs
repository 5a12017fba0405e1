//! The decompressed blocks that were read last, so that the rows of a page do not decompress them again and again.

use std::collections::{HashMap, VecDeque};
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
    blocks: HashMap<usize, Held>,
    /// The blocks in the order in which they are looked at when room is needed.
    order: VecDeque<usize>,
    bytes: usize,
}

struct Held {
    plain: Arc<Vec<u8>>,
    /// Whether it was read since it was last looked at: then it stays for another round.
    used: bool,
}

impl Cache {
    pub(crate) fn get(&self, block: usize) -> Option<Arc<Vec<u8>>> {
        let mut shard = self.shards.get(block % SHARDS)?.lock().unwrap_or_else(PoisonError::into_inner);
        let held = shard.blocks.get_mut(&block)?;
        held.used = true;
        Some(Arc::clone(&held.plain))
    }

    pub(crate) fn put(&self, block: usize, plain: &Arc<Vec<u8>>) {
        let Some(shard) = self.shards.get(block % SHARDS) else { return };
        if plain.len() > SHARD {
            return;
        }
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        shard.bytes += plain.len();
        match shard.blocks.insert(block, Held { plain: Arc::clone(plain), used: false }) {
            // Two readers missed it at once.
            Some(old) => shard.bytes = shard.bytes.saturating_sub(old.plain.len()),
            None => shard.order.push_back(block),
        }
        while shard.bytes > SHARD
            && let Some(next) = shard.order.pop_front()
        {
            match shard.blocks.get_mut(&next) {
                Some(held) if held.used => {
                    held.used = false;
                    shard.order.push_back(next);
                }
                _ => {
                    let old = shard.blocks.remove(&next);
                    shard.bytes = shard.bytes.saturating_sub(old.map_or(0, |held| held.plain.len()));
                }
            }
        }
    }

    /// Whether every shard keeps to its bound and knows its size.
    #[cfg(test)]
    pub(crate) fn check(&self) {
        for shard in &self.shards {
            let shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            assert!(shard.bytes <= SHARD);
            assert_eq!(shard.bytes, shard.blocks.values().map(|held| held.plain.len()).sum::<usize>());
        }
    }
}
