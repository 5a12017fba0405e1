//! `entities.blk` and `entities.idx`: the entities in compressed blocks, and where each block lies.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use sousveil_model::Entity;
use zstd::bulk::Compressor;
use zstd::dict::DecoderDictionary;
use zstd::zstd_safe::{DCtx, get_error_name, get_frame_content_size};

use crate::bytes::{Bytes, HEADER, header, read_u32, size_u32};
use crate::cache::Cache;
use crate::dictionary::{Learnt, decoder};
use crate::error::SnapshotError;
use crate::record;

const BLOCKS_TAG: &[u8; 8] = b"svl-blk\n";
const INDEX_TAG: &[u8; 8] = b"svl-idx\n";
/// A block is closed when its records have reached this many bytes.
const BLOCK: usize = 4 * 1024;
/// No block may claim to be larger, so that damaged bytes cannot make us take all memory.
pub(crate) const LARGEST: usize = 64 * 1024 * 1024;
/// Bytes of a row of the index: offset u64, compressed u32, plain u32, first number u32, check (8).
const ROW: usize = 28;
/// What a row keeps of the SHA-256 of its compressed block. Zstandard's own check does not cover its own switch.
const CHECK: usize = 8;

/// A compressed block.
pub(crate) struct Block {
    compressed: Vec<u8>,
    plain: u32,
    count: u32,
    check: [u8; CHECK],
}

/// Packs the records of one piece of the entities into blocks; the last one may be small.
pub(crate) struct Packer<'a> {
    compressor: Compressor<'a>,
    done: Vec<Block>,
    ends: Vec<u8>,
    records: Vec<u8>,
    count: u32,
}

impl<'a> Packer<'a> {
    pub(crate) fn new(dictionary: &'a Learnt) -> Result<Self, SnapshotError> {
        let compressor = dictionary.compressor().map_err(compression)?;
        Ok(Self { compressor, done: Vec::new(), ends: Vec::new(), records: Vec::new(), count: 0 })
    }

    /// Adds the record of an entity.
    pub(crate) fn push(&mut self, id: &str, record: &[u8]) -> Result<(), SnapshotError> {
        if record.len() > LARGEST / 2 {
            return Err(SnapshotError::TooLarge {
                what: format!("the record of `{id}` in bytes"),
                found: u64::try_from(record.len()).unwrap_or(u64::MAX),
                limit: u64::try_from(LARGEST / 2).unwrap_or(u64::MAX),
            });
        }
        self.records.extend_from_slice(record);
        self.ends.extend_from_slice(&size_u32("a block", self.records.len())?.to_le_bytes());
        self.count += 1;
        if self.records.len() >= BLOCK { self.close() } else { Ok(()) }
    }

    /// The blocks of the piece.
    pub(crate) fn finish(mut self) -> Result<Vec<Block>, SnapshotError> {
        self.close()?;
        Ok(self.done)
    }

    fn close(&mut self) -> Result<(), SnapshotError> {
        if self.count == 0 {
            return Ok(());
        }
        let mut plain = Vec::with_capacity(4 + self.ends.len() + self.records.len());
        plain.extend_from_slice(&self.count.to_le_bytes());
        plain.append(&mut self.ends);
        plain.append(&mut self.records);
        let compressed = self.compressor.compress(&plain).map_err(compression)?;
        let check = check(&compressed);
        self.done.push(Block { compressed, plain: size_u32("a block", plain.len())?, count: self.count, check });
        self.count = 0;
        Ok(())
    }
}

/// Puts blocks one after the other, as they come.
pub(crate) struct BlockWriter<W> {
    out: W,
    rows: Vec<u8>,
    offset: u64,
    count: u32,
}

impl<W: Write> BlockWriter<W> {
    /// Begins the file; `count` is the number of entities that will be in it.
    pub(crate) fn new(mut out: W, count: u32) -> Result<Self, SnapshotError> {
        out.write_all(&header(BLOCKS_TAG, count)).map_err(compression)?;
        Ok(Self { out, rows: Vec::new(), offset: HEADER as u64, count: 0 })
    }

    pub(crate) fn push(&mut self, Block { compressed, plain, count, check }: &Block) -> Result<(), SnapshotError> {
        let len = size_u32("a compressed block", compressed.len())?;
        self.rows.extend_from_slice(&self.offset.to_le_bytes());
        self.rows.extend_from_slice(&len.to_le_bytes());
        self.rows.extend_from_slice(&plain.to_le_bytes());
        self.rows.extend_from_slice(&self.count.to_le_bytes());
        self.rows.extend_from_slice(check);
        self.out.write_all(compressed).map_err(compression)?;
        self.offset += u64::from(len);
        self.count += count;
        Ok(())
    }

    /// What was written to, and the bytes of `entities.idx`.
    pub(crate) fn finish(self) -> (W, Vec<u8>) {
        let mut index = header(INDEX_TAG, self.count);
        index.extend_from_slice(&self.rows);
        (self.out, index)
    }
}

fn check(compressed: &[u8]) -> [u8; CHECK] {
    Sha256::digest(compressed).first_chunk().copied().unwrap_or_default()
}

fn compression(error: std::io::Error) -> SnapshotError {
    SnapshotError::Io { path: "entities.blk".into(), source: error }
}

/// Reads records out of blocks.
pub(crate) struct Blocks {
    blocks: Bytes,
    rows: Vec<Row>,
    count: u32,
    dictionary: Option<DecoderDictionary<'static>>,
    cache: Cache,
}

#[derive(Clone, Copy)]
struct Row {
    offset: usize,
    compressed: usize,
    plain: usize,
    first: u32,
    check: [u8; CHECK],
}

impl Blocks {
    /// Checks both headers and the whole index; the blocks are checked when they are first read.
    pub(crate) fn open(blocks: Bytes, index: &Bytes, dictionary: &Bytes) -> Result<Self, SnapshotError> {
        let count = blocks.header(BLOCKS_TAG)?;
        let in_index = index.header(INDEX_TAG)?;
        if count != in_index {
            return Err(index.damaged(format!("found {in_index} entities, expected {count} as in entities.blk")));
        }
        let rows = read_rows(index, count, blocks.len())?;
        Ok(Self { blocks, rows, count, dictionary: decoder(dictionary)?, cache: Cache::default() })
    }

    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    pub(crate) fn entity(&self, number: u32) -> Result<Entity, SnapshotError> {
        let at = self.rows.partition_point(|row| row.first <= number).checked_sub(1);
        let Some((at, row)) = at.and_then(|at| Some((at, *self.rows.get(at)?))).filter(|_| number < self.count) else {
            return Err(SnapshotError::NoSuchNumber { number, len: self.count });
        };
        let plain = match self.cache.get(at) {
            Some(plain) => plain,
            None => {
                let plain = Arc::new(self.decompress(at, row)?);
                self.cache.put(at, &plain);
                plain
            }
        };
        let record = record_at(&plain, number - row.first).ok_or_else(|| {
            self.blocks.damaged(format!("block {at}: expected a record for number {number}, found none"))
        })?;
        record::decode(record)
            .map_err(|e| self.blocks.damaged(format!("block {at}: record {number} is no entity: {e}")))
    }

    /// The error for a record that is not of the entity that [`crate::heads`] has at its number.
    pub(crate) fn misplaced(&self, number: u32, found: &str, expected: &str) -> SnapshotError {
        self.blocks.damaged(format!("record {number} is of `{found}`, expected `{expected}`"))
    }

    fn decompress(&self, at: usize, row: Row) -> Result<Vec<u8>, SnapshotError> {
        let compressed = self.blocks.slice(row.offset, row.compressed)?;
        if check(compressed) != row.check {
            return Err(self.blocks.damaged(format!("block {at}: its bytes are not those that were written")));
        }
        let claimed = get_frame_content_size(compressed).ok().flatten();
        if claimed != u64::try_from(row.plain).ok() {
            return Err(self.blocks.damaged(format!(
                "block {at}: claims to hold {} bytes, expected {}",
                claimed.map_or_else(|| "unknown".to_owned(), |n| n.to_string()),
                row.plain
            )));
        }
        let plain = decompress(compressed, row.plain, self.dictionary.as_ref());
        let plain = plain.map_err(|e| self.blocks.damaged(format!("block {at}: {e}")))?;
        if plain.len() != row.plain {
            return Err(self.blocks.damaged(format!(
                "block {at}: found {} bytes, expected {}",
                plain.len(),
                row.plain
            )));
        }
        Ok(plain)
    }
}

/// Decompresses a frame. A new context takes longer than a block, so each thread keeps its own, some 100 KB.
fn decompress(frame: &[u8], plain: usize, dictionary: Option<&DecoderDictionary<'_>>) -> Result<Vec<u8>, &'static str> {
    thread_local! {
        static CONTEXT: RefCell<Option<DCtx<'static>>> = const { RefCell::new(None) };
    }
    CONTEXT.with_borrow_mut(|context| {
        let context = match context {
            Some(context) => context,
            none => none.insert(DCtx::try_create().ok_or("there is no memory to decompress it")?),
        };
        let mut out = Vec::with_capacity(plain);
        match dictionary {
            Some(dictionary) => context.decompress_using_ddict(&mut out, frame, dictionary.as_ddict()),
            None => context.decompress(&mut out, frame),
        }
        .map_err(get_error_name)?;
        Ok(out)
    })
}

fn read_rows(index: &Bytes, count: u32, len: usize) -> Result<Vec<Row>, SnapshotError> {
    let body = index.len().saturating_sub(HEADER);
    if !body.is_multiple_of(ROW) {
        return Err(index.damaged(format!("found {body} bytes of rows, expected rows of {ROW} bytes")));
    }
    let mut rows = Vec::with_capacity(body / ROW);
    let mut end = HEADER;
    for at in (HEADER..index.len()).step_by(ROW) {
        let row = Row {
            offset: usize::try_from(index.u64_at(at)?).unwrap_or(usize::MAX),
            compressed: index.u32_at(at + 8)? as usize,
            plain: index.u32_at(at + 12)? as usize,
            first: index.u32_at(at + 16)?,
            check: index.slice(at + 20, CHECK)?.first_chunk().copied().unwrap_or_default(),
        };
        let ordered = rows.last().map_or(row.first == 0, |before: &Row| before.first < row.first);
        let contiguous = row.offset == end && row.offset.saturating_add(row.compressed) <= len;
        if row.plain > LARGEST || !ordered || row.first >= count || !contiguous {
            return Err(index.damaged(format!(
                "row {}: found offset {}, {} bytes, {} bytes when decompressed, first number {}; expected offset {end}, \
                 an end within {len} bytes, at most {LARGEST} bytes, and numbers that rise to below {count}",
                rows.len(),
                row.offset,
                row.compressed,
                row.plain,
                row.first
            )));
        }
        end = row.offset + row.compressed;
        rows.push(row);
    }
    if end != len || (rows.is_empty() && count > 0) {
        return Err(index.damaged(format!("the blocks end at {end}, expected {len}, for {count} entities")));
    }
    Ok(rows)
}

/// The record at a place of a decompressed block.
fn record_at(plain: &[u8], place: u32) -> Option<&[u8]> {
    let count = read_u32(plain, 0)?;
    if place >= count {
        return None;
    }
    let ends = 4usize;
    let records = plain.get(ends.checked_add((count as usize).checked_mul(4)?)?..)?;
    let end_at = |place: u32| read_u32(plain, ends + (place as usize) * 4).map(|end| end as usize);
    let start = if place == 0 { 0 } else { end_at(place - 1)? };
    records.get(start..end_at(place)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Sample;

    fn bytes(name: &str, data: Vec<u8>) -> Bytes {
        Bytes::owned(name.as_ref(), data)
    }

    fn entities(count: usize, len: usize) -> Vec<Entity> {
        let claim = |n: usize| sousveil_model::Claim {
            property: "name".into(),
            value: format!("{n} ").repeat(len).into(),
            evidence: Vec::new(),
        };
        (0..count)
            .map(|n| Entity {
                id: format!("e{n:06}").parse().unwrap(),
                schema: "X".into(),
                origin: None,
                claims: vec![claim(n)],
            })
            .collect()
    }

    /// Blocks, index and dictionary.
    fn written(entities: &[Entity]) -> [Vec<u8>; 3] {
        let mut sample = Sample::default();
        entities.iter().for_each(|entity| sample.see(entity.id.as_str(), || record::encode(entity)));
        let dictionary = sample.learn(entities.len());
        let mut packer = Packer::new(&dictionary).unwrap();
        for entity in entities {
            packer.push(entity.id.as_str(), &record::encode(entity)).unwrap();
        }
        let mut writer = BlockWriter::new(Vec::new(), u32::try_from(entities.len()).unwrap()).unwrap();
        packer.finish().unwrap().iter().for_each(|block| writer.push(block).unwrap());
        let (blocks, index) = writer.finish();
        [blocks, index, dictionary.bytes]
    }

    fn open([blocks, index, dictionary]: [Vec<u8>; 3]) -> Result<Blocks, SnapshotError> {
        Blocks::open(bytes("blk", blocks), &bytes("entities.idx", index), &bytes("entities.dic", dictionary))
    }

    #[test]
    fn every_record_is_found_in_its_block_and_the_cache_stays_bounded() {
        // Some 45 MB, so that blocks are thrown out; and one record that is larger than a shard.
        let mut all = entities(10_000, 1000);
        all.extend(entities(1, 1_200_000));
        let written = written(&all);
        assert!(!written[2].is_empty());
        let read = open(written).unwrap();
        for number in (0..10_001u32).chain([2, 9999, 0, 10_000]) {
            assert_eq!(Some(&read.entity(number).unwrap()), all.get(number as usize));
        }
        assert!(matches!(read.entity(10_001), Err(SnapshotError::NoSuchNumber { number: 10_001, len: 10_001 })));
        read.cache.check();
    }

    #[test]
    fn a_block_that_claims_too_much_is_refused_before_memory_is_taken() {
        let [blocks, mut index, dictionary] = written(&entities(1, 1));
        let claim = u32::try_from(LARGEST + 1).unwrap();
        index.get_mut(HEADER + 12..HEADER + 16).unwrap().copy_from_slice(&claim.to_le_bytes());
        let error = open([blocks, index, dictionary]).err().unwrap();
        assert!(error.to_string().starts_with("entities.idx: row 0: found offset 16"), "{error}");
    }

    #[test]
    fn no_entities_are_no_blocks() {
        let read = open(written(&[])).unwrap();
        assert!(matches!(read.entity(0), Err(SnapshotError::NoSuchNumber { .. })));
    }

    /// Which it is, the manifest says; here it must only harm nobody.
    #[test]
    fn a_wrong_dictionary_makes_no_panic() {
        let all = entities(1_000, 20);
        let [blocks, index, dictionary] = written(&all);
        let half = dictionary.get(..dictionary.len() / 2).unwrap().to_vec();
        // It begins as one does, and then is none.
        let mut broken = dictionary.clone();
        broken.get_mut(8..40).unwrap().fill(0xFF);
        for wrong in [Vec::new(), half, broken] {
            let Ok(read) = open([blocks.clone(), index.clone(), wrong]) else { continue };
            (0..1_000u32).for_each(|number| drop(read.entity(number)));
        }
        assert_eq!(open([blocks, index, dictionary]).unwrap().entity(999).unwrap(), all[999]);
    }
}
