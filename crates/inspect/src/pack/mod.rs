//! Indicators in one run of bytes, which may be a file that is mapped into memory.
//!
//! ```text
//! 8 bytes   b"SVLPACK\0"
//! 4 × 4     version, values, claims, bytes of the head: u32
//! 4 × 2     bytes of the values, and a sum of all that follows: u32
//! head      JSON: who made the pack, of what, and all origins
//! keys      one u64 a value, ascending: FNV-1a of kind and value
//! values    16 bytes each, in the order of the keys: start u32, length u16, kind u8, 0 u8, first claim u32, claims u16, 0 u16
//! claims    16 bytes each: origin u32, from u32, until u32 (year × 10,000 + month × 100 + day; 0: unknown), bits u32
//! letters   the values themselves
//! ```
//!
//! Numbers are little-endian.

mod build;
mod open;
mod together;

use serde::{Deserialize, Serialize};

use crate::indicator::Origin;

pub use build::{BuildError, build};
pub use open::{Claim, Entry, NoPack, Pack};
pub use together::Packs;

/// The first bytes of each pack.
pub const TAG: &[u8; 8] = b"SVLPACK\0";
const VERSION: u32 = 1;
const FIXED: usize = 8 + 4 * 4 + 8;
const VALUE: usize = 16;
const CLAIM: usize = 16;

/// Bits of a claim.
const REVOKED: u32 = 1;
const IDS_SAID: u32 = 2;
const IDS: u32 = 4;

/// What a pack says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Head {
    /// Its name, for people and commands.
    pub name: String,
    /// Under which licence its content may be passed on; "unknown" where nobody said.
    pub licence: String,
    /// The day it was made.
    pub made: String,
    /// All origins of its indicators.
    pub origins: Vec<Origin>,
}

/// A sum of the bytes: a flipped one must not make silence.
fn sum(bytes: &[u8]) -> u32 {
    let words = bytes.chunks(8).map(|chunk| {
        let mut word = [0; 8];
        word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        u64::from_le_bytes(word)
    });
    let sum = words
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, word| (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29));
    u32::try_from(sum >> 32).unwrap_or(0) ^ u32::try_from(sum & 0xffff_ffff).unwrap_or(0)
}

fn key(kind: crate::Kind, value: &str) -> u64 {
    let bytes = std::iter::once(kind as u8).chain(value.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    // FNV leaves the high bits of short values alike.
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
