//! The index of names while a snapshot is compiled: two thirds of it are prepared names, which wait on disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, Write};
use std::path::{Path, PathBuf};

use sousveil_screen::Name;
use sousveil_screen::index::{Around, Builder, TooMany};

use crate::error::SnapshotError;

/// So many bytes of prepared names are held before they are written.
const HELD: usize = 4 * 1024 * 1024;
const BUFFER: usize = 256 * 1024;

/// Collects names and identifiers in the order of their entities.
pub(crate) struct Indexing {
    builder: Builder,
    spool: Option<Spool>,
}

/// Prepared names, one after the other.
struct Spool {
    path: PathBuf,
    file: File,
}

/// A finished index.
pub(crate) struct Indexed {
    before: Vec<Vec<u8>>,
    prepared: Option<Spool>,
    after: Vec<Vec<u8>>,
}

impl Indexing {
    /// With prepared names in that folder, or else in memory.
    pub(crate) fn new(dir: Option<&Path>) -> Result<Self, SnapshotError> {
        let spool = |dir: &Path| {
            let path = dir.join("spool-names");
            let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path);
            Ok(Spool { file: file.map_err(|e| SnapshotError::io(&path, e))?, path })
        };
        Ok(Self { builder: Builder::default(), spool: dir.map(spool).transpose()? })
    }

    /// Adds what an entity is called, and its identifiers in their normal forms.
    pub(crate) fn push(&mut self, number: u32, names: &[Name], identifiers: &[String]) -> Result<(), SnapshotError> {
        names.iter().try_for_each(|name| self.builder.name(number, name.view())).map_err(too_many)?;
        identifiers.iter().for_each(|normal| self.builder.identifier(number, normal));
        match &mut self.spool {
            Some(spool) if self.builder.held() >= HELD => spool.write(&self.builder.release()),
            _ => Ok(()),
        }
    }

    pub(crate) fn finish(self) -> Result<Indexed, SnapshotError> {
        let Self { mut builder, spool } = self;
        let Some(mut spool) = spool else {
            return Ok(Indexed { before: vec![builder.finish()], prepared: None, after: Vec::new() });
        };
        spool.write(&builder.release())?;
        let Around { before, after } = spool.weighed(builder).map_err(|e| SnapshotError::io(&spool.path, e))?;
        Ok(Indexed { before, prepared: Some(spool), after })
    }
}

impl Spool {
    fn write(&mut self, bytes: &[u8]) -> Result<(), SnapshotError> {
        self.file.write_all(bytes).map_err(|e| SnapshotError::io(&self.path, e))
    }

    /// Weighs the names where they lie: what writes stays behind what reads.
    fn weighed(&mut self, builder: Builder) -> io::Result<Around> {
        let mut file = &self.file;
        file.rewind()?;
        let mut from = BufReader::with_capacity(BUFFER, file);
        let mut to = BufWriter::with_capacity(BUFFER, OpenOptions::new().write(true).open(&self.path)?);
        let mut name = Vec::new();
        let around = builder.finish_with(|len, weigh| {
            name.resize(len, 0);
            from.read_exact(&mut name)?;
            weigh(&mut name);
            to.write_all(&name)
        })?;
        to.flush()?;
        Ok(around)
    }
}

impl Indexed {
    /// Writes the whole index, and removes what waited on disk.
    pub(crate) fn write(self, out: &mut dyn Write) -> io::Result<()> {
        self.before.into_iter().try_for_each(|part| out.write_all(&part))?;
        if let Some(Spool { path, mut file }) = self.prepared {
            file.rewind()?;
            io::copy(&mut BufReader::with_capacity(BUFFER, file), out)?;
            fs::remove_file(path)?;
        }
        self.after.into_iter().try_for_each(|part| out.write_all(&part))
    }
}

fn too_many(error: TooMany) -> SnapshotError {
    let limit = u64::from(u32::MAX);
    SnapshotError::TooLarge { what: format!("{} in the index of names", error.what), found: limit + 1, limit }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sousveil_screen::Kind;

    #[test]
    fn names_that_waited_on_disk_give_the_same_index() {
        let dir = tempfile::tempdir().unwrap();
        let index = |dir: Option<&Path>| {
            let mut indexing = Indexing::new(dir).unwrap();
            for number in 0..30_000u32 {
                let text = format!("Company {} of {} Trading Ltd", number * 7 % 9973, number % 100);
                indexing.push(number, &[Name::new(&text, Kind::Organisation)], &[format!("id{number}")]).unwrap();
            }
            let mut bytes = Vec::new();
            indexing.finish().unwrap().write(&mut bytes).unwrap();
            bytes
        };
        let on_disk = index(Some(dir.path()));
        assert!(on_disk.len() > HELD && on_disk == index(None));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
