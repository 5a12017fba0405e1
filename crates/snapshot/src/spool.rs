//! Entities on their way into a snapshot, on disk and in the order of their identifiers, whatever order they came in.
//!
//! What comes in order is written through. From the first one that does not on, they are collected, sorted and
//! written in runs of [`RUN`] bytes, and merged whenever they are read.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::SnapshotError;

/// Bytes of a run that are sorted in memory.
const RUN: usize = 128 * 1024 * 1024;
const BUFFER: usize = 256 * 1024;

/// Writes and reads the runs.
pub(crate) struct Spool {
    dir: PathBuf,
    runs: Vec<PathBuf>,
    through: Option<BufWriter<File>>,
    last: String,
    unsorted: Vec<Record>,
    unsorted_bytes: usize,
    run_bytes: usize,
}

/// One entity: its record ([`crate::record`]), and what is needed to put it in order and into a piece.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Record {
    pub(crate) id: String,
    /// See [`crate::entities::weight`].
    pub(crate) weight: u32,
    pub(crate) bytes: Vec<u8>,
}

impl Spool {
    /// Writes into that folder.
    pub(crate) fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            runs: Vec::new(),
            through: None,
            last: String::new(),
            unsorted: Vec::new(),
            unsorted_bytes: 0,
            run_bytes: RUN,
        }
    }

    pub(crate) fn push(&mut self, record: Record) -> Result<(), SnapshotError> {
        if self.runs.is_empty() {
            let run = self.next_run()?;
            self.through = Some(run);
        }
        if let Some(through) = &mut self.through {
            if record.id.as_str() > self.last.as_str() {
                write(through, &record).map_err(|e| SnapshotError::io(&self.dir, e))?;
                self.last = record.id;
                return Ok(());
            }
            through.flush().map_err(|e| SnapshotError::io(&self.dir, e))?;
            self.through = None;
        }
        self.unsorted_bytes += record.id.len() + record.bytes.len() + size_of::<Record>();
        self.unsorted.push(record);
        if self.unsorted_bytes >= self.run_bytes { self.write_run() } else { Ok(()) }
    }

    /// To be called after the last one.
    pub(crate) fn finish(&mut self) -> Result<(), SnapshotError> {
        if let Some(mut through) = self.through.take() {
            through.flush().map_err(|e| SnapshotError::io(&self.dir, e))?;
        }
        if self.unsorted.is_empty() { Ok(()) } else { self.write_run() }
    }

    /// All of them in order. Two with one identifier come one after the other.
    pub(crate) fn read(&self) -> Result<Merged, SnapshotError> {
        let mut merged = Merged { dir: self.dir.clone(), runs: Vec::new(), heads: BinaryHeap::new() };
        for (at, path) in self.runs.iter().enumerate() {
            let file = File::open(path).map_err(|e| SnapshotError::io(path, e))?;
            merged.runs.push(BufReader::with_capacity(BUFFER, file));
            merged.refill(at)?;
        }
        Ok(merged)
    }

    /// Removes the files.
    pub(crate) fn remove(self) -> Result<(), SnapshotError> {
        self.runs.iter().try_for_each(|path| std::fs::remove_file(path).map_err(|e| SnapshotError::io(path, e)))
    }

    fn next_run(&mut self) -> Result<BufWriter<File>, SnapshotError> {
        let path = self.dir.join(format!("spool-{}", self.runs.len()));
        let file = File::create_new(&path).map_err(|e| SnapshotError::io(&path, e))?;
        self.runs.push(path);
        Ok(BufWriter::with_capacity(BUFFER, file))
    }

    fn write_run(&mut self) -> Result<(), SnapshotError> {
        let mut records = std::mem::take(&mut self.unsorted);
        self.unsorted_bytes = 0;
        records.sort_by(|a, b| a.id.cmp(&b.id));
        let mut run = self.next_run()?;
        records
            .iter()
            .try_for_each(|record| write(&mut run, record))
            .and_then(|()| run.flush())
            .map_err(|e| SnapshotError::io(&self.dir, e))
    }
}

fn write(out: &mut impl Write, record: &Record) -> std::io::Result<()> {
    let too_long = |_| std::io::Error::other("a record of more than four gigabytes");
    let id = u32::try_from(record.id.len()).map_err(too_long)?;
    let bytes = u32::try_from(record.bytes.len()).map_err(too_long)?;
    out.write_all(&id.to_le_bytes())?;
    out.write_all(&record.weight.to_le_bytes())?;
    out.write_all(&bytes.to_le_bytes())?;
    out.write_all(record.id.as_bytes())?;
    out.write_all(&record.bytes)
}

fn read(from: &mut impl Read) -> std::io::Result<Option<Record>> {
    let mut number = [0; 4];
    let mut got = 0;
    while got < number.len() {
        match from.read(number.get_mut(got..).unwrap_or_default())? {
            0 if got == 0 => return Ok(None),
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            n => got += n,
        }
    }
    let id_len = u32::from_le_bytes(number) as usize;
    from.read_exact(&mut number)?;
    let weight = u32::from_le_bytes(number);
    from.read_exact(&mut number)?;
    let mut id = vec![0; id_len];
    let mut bytes = vec![0; u32::from_le_bytes(number) as usize];
    from.read_exact(&mut id)?;
    from.read_exact(&mut bytes)?;
    let id = String::from_utf8(id).map_err(std::io::Error::other)?;
    Ok(Some(Record { id, weight, bytes }))
}

/// Reads all runs at once.
pub(crate) struct Merged {
    dir: PathBuf,
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<(Record, usize)>>,
}

impl Merged {
    fn refill(&mut self, at: usize) -> Result<(), SnapshotError> {
        let Some(run) = self.runs.get_mut(at) else { return Ok(()) };
        if let Some(record) = read(run).map_err(|e| SnapshotError::io(&self.dir, e))? {
            self.heads.push(Reverse((record, at)));
        }
        Ok(())
    }
}

impl Iterator for Merged {
    type Item = Result<Record, SnapshotError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((record, at)) = self.heads.pop()?;
        Some(self.refill(at).map(|()| record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_order_they_come_in_they_are_read_in_order() {
        for step in [1usize, 7, 9999 - 1] {
            let dir = tempfile::tempdir().unwrap();
            let mut spool = Spool::new(dir.path());
            spool.run_bytes = 40_000;
            for n in 0..9999 {
                let key = n * step % 9999;
                let record = Record { id: format!("e{key:05}"), weight: 1, bytes: vec![b'x'; key % 50] };
                spool.push(record).unwrap();
            }
            spool.finish().unwrap();
            assert_eq!(spool.runs.len() > 1, step > 1);
            for _ in 0..2 {
                let read: Vec<Record> = spool.read().unwrap().map(Result::unwrap).collect();
                assert_eq!(read.len(), 9999);
                assert!(read.iter().enumerate().all(|(n, r)| r.id == format!("e{n:05}") && r.bytes.len() == n % 50));
            }
            spool.remove().unwrap();
            assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        }
    }
}
