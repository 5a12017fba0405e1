//! Contents to a snapshot, in two passes over the entities and one over what was written.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use sha2::{Digest as _, Sha256};

use crate::blocks::BlockWriter;
use crate::bytes::size_u32;
use crate::contents::{Contents, FileEntry, Manifest, Statistics};
use crate::error::SnapshotError;
use crate::forms::FormsBuilder;
use crate::hash::{DataHasher, sha256};
use crate::heads::{Head, HeadsWriter};
use crate::lists::ListsBuilder;
use crate::made::make;
use crate::place::{Place, Scratch, sync_folder};
use crate::screening::Indexing;
use crate::snapshot::{
    BLOCKS, DICTIONARY, FORMS, HEADS, INDEX, LINKS, LISTS, MANIFEST, NAMES, SEAL, SIDE, STATISTICS, Stored, WEBSITES,
};
use crate::spool::Spool;
use crate::survey::{self, InputError, Lines, Stream, Survey};
use crate::{FORMAT, fulltext, links, parallel, statistics};

/// How far a compilation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done: `lines` (where there are some), `entities`, `links`, `files` or `full text`, in this order.
    pub step: &'static str,
    /// How much of it is done, in entities; for `files` in files.
    pub done: u64,
    /// How much of it there is; 0 for `lines`, whose number shows at the end.
    pub total: u64,
}

/// Compiles contents to a snapshot in the folder `out`.
///
/// `out` must not exist, or be an empty folder, or an older snapshot, or a link to one of these, which then keeps
/// leading there. The folder above it must exist.
///
/// The new snapshot is written to `.NAME.partial-PID` beside `out` and synced. On Linux it then takes its place in one
/// step: at every moment there is the old one or the new one. Elsewhere, and on file systems that cannot exchange
/// names, the old one is first renamed to `.NAME.old-PID`. Readers that have it open keep it. While it is written,
/// `.NAME.sousveil-lock` is locked, so that others who compile to this place wait, and what killed ones left is removed.
/// If `out` was free at the beginning and another has meanwhile put a snapshot of the same data there, that one is
/// accepted, and its manifest returned.
///
/// The same contents give the same files; only the full text (`text/`) differs, and is not in the manifest.
///
/// # Errors
/// Two entities with one identifier; an entity that claims to be a country; something that is larger than the
/// format can hold; `out` holds something else; reading or writing fails. Then `out` is as it was.
pub fn compile(contents: &Contents, out: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Manifest, SnapshotError> {
    let place = Place::find(out)?;
    let survey = survey::contents(contents)?;
    // Held until the end: the last to be dropped.
    let _lock = place.lock()?;
    let partial = place.scratch()?;
    put(&place, &partial, survey, progress)
}

/// Compiles our own lines to a snapshot, as [`compile`] does contents; the same dataset gives the same files.
///
/// Neither the lines nor the claims in them are held in memory: entities pass through files in the unfinished snapshot,
/// and only identifiers, captions, links, values of facets and words of names are held, some 400 to 600 bytes for each
/// entity. Lines whose entities come in the order of their identifiers are read fastest; others are sorted on disk.
///
/// # Errors
/// As [`compile`]; a line that is none, or not in its place: with file and line.
pub fn compile_lines<T, P, R>(
    stream: Stream<P, R>,
    out: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<Manifest, SnapshotError>
where
    T: Send,
    P: Iterator<Item = Result<(u32, T), InputError>>,
    R: Fn(&T) -> Result<Lines, InputError> + Sync,
{
    let place = Place::find(out)?;
    let _lock = place.lock()?;
    let partial = place.scratch()?;
    let spool = Spool::new(partial.path());
    let survey = survey::stream(stream, spool, &mut |done| progress(Progress { step: "lines", done, total: 0 }))?;
    put(&place, &partial, survey, progress)
}

fn put(
    place: &Place,
    partial: &Scratch,
    survey: Survey<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Manifest, SnapshotError> {
    let dir = partial.path();
    let total = survey.names.len() as u64;
    let manifest = write(survey, &mut Folder(dir), progress)?;
    // Opened as by anybody: the full text is made of what was written.
    let stored = Stored::open(dir)?;
    let mut on_document = |done| progress(Progress { step: "full text", done, total });
    fulltext::write(&dir.join(fulltext::FOLDER), &manifest.data_hash, &stored, &mut on_document)?;
    drop(stored);
    sync_folder(dir)?;
    let theirs = place.put(partial, &manifest.data_hash)?;
    Ok(theirs.unwrap_or(manifest))
}

/// A snapshot in memory, without its full text.
pub(crate) fn in_memory(contents: &Contents) -> Result<Stored, SnapshotError> {
    let mut parts = Memory(Vec::new());
    let manifest = write(survey::contents(contents)?, &mut parts, &mut |_| {})?;
    Stored::from_parts(manifest, parts.0)
}

/// Where the files go.
trait Files {
    /// The folder, where there is one.
    fn dir(&self) -> Option<&Path>;

    fn begin(&mut self, name: &'static str) -> Result<Box<dyn Write + '_>, SnapshotError>;
}

struct Folder<'a>(&'a Path);

struct Memory(Vec<(&'static str, Vec<u8>)>);

impl Files for Folder<'_> {
    fn dir(&self) -> Option<&Path> {
        Some(self.0)
    }

    fn begin(&mut self, name: &'static str) -> Result<Box<dyn Write + '_>, SnapshotError> {
        let path = self.0.join(name);
        let file = File::create_new(&path).map_err(|e| SnapshotError::io(&path, e))?;
        Ok(Box::new(BufWriter::with_capacity(256 * 1024, Synced(file))))
    }
}

impl Files for Memory {
    fn dir(&self) -> Option<&Path> {
        None
    }

    fn begin(&mut self, name: &'static str) -> Result<Box<dyn Write + '_>, SnapshotError> {
        self.0.push((name, Vec::new()));
        match self.0.last_mut() {
            Some((_, bytes)) => Ok(Box::new(bytes)),
            None => Ok(Box::new(io::sink())),
        }
    }
}

/// A file that is on the disk once it was flushed.
struct Synced(File);

impl Write for Synced {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

/// Writes and takes note of size and hash.
struct Hashed<W> {
    out: W,
    bytes: u64,
    hasher: Sha256,
}

impl<W: Write> Hashed<W> {
    fn new(out: W) -> Self {
        Self { out, bytes: 0, hasher: Sha256::new() }
    }

    fn finish(mut self, name: &str) -> Result<FileEntry, SnapshotError> {
        self.out.flush().map_err(|e| SnapshotError::io(name.as_ref(), e))?;
        Ok(FileEntry { bytes: self.bytes, sha256: data_encoding::HEXLOWER.encode(&self.hasher.finalize()) })
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.bytes += bytes.len() as u64;
        self.hasher.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The second pass: everything but the full text.
fn write(
    survey: Survey<'_>,
    files: &mut dyn Files,
    progress: &mut dyn FnMut(Progress),
) -> Result<Manifest, SnapshotError> {
    let count = size_u32("the number of entities", survey.names.len())?;
    let total = u64::from(count);
    let mut hasher = DataHasher::begin(&survey.dataset, survey.own);
    let mut heads = HeadsWriter::new(count);
    let mut lists = ListsBuilder::default();
    let mut forms = FormsBuilder::default();
    let mut screened = Indexing::new(files.dir())?;
    let (mut ties, mut websites) = (Vec::new(), Vec::new());
    let mut figures = Statistics::default();
    let mut number = 0u32;
    let mut blocks = BlockWriter::new(Hashed::new(files.begin(BLOCKS)?), count)?;
    parallel::ordered(
        survey.entities.pieces(survey.dataset.vocabulary)?,
        |piece| make(&survey, piece),
        |mut made| {
            made.blocks.iter().try_for_each(|block| blocks.push(block))?;
            hasher.bytes(&made.hashed);
            lists.push(&mut made)?;
            statistics::add(made.statistics, &mut figures);
            for row in made.rows {
                heads.push(Head { id: &row.id, schema: &row.schema, caption: &row.caption })?;
                forms.push(number, &row.forms);
                screened.push(number, &row.names, &row.identifiers)?;
                ties.extend(row.ties.iter().map(|&(property, to)| (number, property, to)));
                websites.extend(row.websites.into_iter().map(|website| (number, website)));
                number += 1;
            }
            progress(Progress { step: "entities", done: u64::from(number), total });
            Ok(())
        },
    )?;
    let (written, index) = blocks.finish();
    let mut entries = vec![(BLOCKS, written.finish(BLOCKS)?)];
    let Survey { dataset, side, entities, names, dictionary, left_out, merged, .. } = survey;
    drop(names);
    if let crate::entities::Entities::Disk(spool) = entities {
        spool.remove()?;
    }
    progress(Progress { step: "links", done: 0, total });
    let data_hash = hasher.finish(&side.changes, &side.redirects, &side.coverage);
    let mut step = 0;
    let mut add = |name: &'static str, body: Body<'_>| -> Result<(), SnapshotError> {
        let mut out = Hashed::new(files.begin(name)?);
        body(&mut out).map_err(|e| SnapshotError::io(name.as_ref(), e))?;
        entries.push((name, out.finish(name)?));
        step += 1;
        progress(Progress { step: "files", done: step, total: 10 });
        Ok(())
    };
    thread::scope(|scope| {
        // Names beside all others, which go one after the other: of a million entities each of them takes a hundred
        // megabytes.
        let screened = scope.spawn(|| screened.finish());
        add(INDEX, whole(index))?;
        add(DICTIONARY, whole(dictionary.bytes))?;
        add(HEADS, whole(heads.finish()))?;
        add(LINKS, whole(links::build(count, ties)?))?;
        add(LISTS, whole(lists.finish()?))?;
        add(FORMS, whole(forms.finish()?))?;
        let screened = screened.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        add(NAMES, Box::new(|out| screened.write(out)))
    })?;
    add(STATISTICS, json(&figures))?;
    add(SIDE, json(&side))?;
    add(WEBSITES, json(&websites))?;
    let manifest = Manifest {
        format: FORMAT,
        text_version: sousveil_text::VERSION,
        dataset,
        data_hash,
        entities: total,
        claims: figures.claims,
        left_out,
        merged,
        files: entries.into_iter().map(|(name, entry)| (name.to_owned(), entry)).collect(),
    };
    let mut bytes =
        serde_json::to_vec_pretty(&manifest).map_err(|e| SnapshotError::damaged(MANIFEST.as_ref(), e.to_string()))?;
    bytes.push(b'\n');
    let seal = format!("{}  {MANIFEST}\n", sha256(&bytes)).into_bytes();
    for (name, bytes) in [(MANIFEST, bytes), (SEAL, seal)] {
        let mut out = files.begin(name)?;
        out.write_all(&bytes).and_then(|()| out.flush()).map_err(|e| SnapshotError::io(name.as_ref(), e))?;
    }
    Ok(manifest)
}

/// What a file is written by; what it holds is given back as it is written.
type Body<'v> = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + 'v>;

fn whole(bytes: Vec<u8>) -> Body<'static> {
    Box::new(move |out| out.write_all(&bytes))
}

fn json(value: &impl serde::Serialize) -> Body<'_> {
    Box::new(move |out| Ok(serde_json::to_writer(out, value)?))
}
