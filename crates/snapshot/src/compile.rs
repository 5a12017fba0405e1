//! Contents to a snapshot: the parts in memory, then the folder, written beside its place and renamed into it.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::blocks::BlockWriter;
use crate::bytes::size_u32;
use crate::contents::{Contents, FileEntry, Manifest};
use crate::error::SnapshotError;
use crate::fulltext::{self, Source};
use crate::hash::{hash, sha256, sorted_coverage, sorted_redirects};
use crate::prepare::{Prepared, prepare};
use crate::reference::COUNTRY;
use crate::snapshot::{BLOCKS, HEADS, INDEX, LINKS, MANIFEST, SIDE, STATISTICS, Side};
use crate::statistics::statistics;
use crate::{FORMAT, heads, links};

/// How far a compilation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done: `entities`, `links`, `files` or `full text`, in this order.
    pub step: &'static str,
    /// How much of it is done, in entities; for `files` in files.
    pub done: u64,
    /// How much of it there is.
    pub total: u64,
}

/// The files of a snapshot but the manifest and the full text.
pub(crate) struct Parts {
    pub(crate) manifest: Manifest,
    pub(crate) files: Vec<(&'static str, Vec<u8>)>,
}

/// Compiles contents to a snapshot in the folder `out`.
///
/// It is written to `.NAME.partial-PID` beside `out`, synced, and renamed into place. `out` must not exist, or be an
/// empty folder, or an older snapshot: that one is renamed aside, replaced, and removed, and readers that have it
/// open keep it. The same contents give the same files; only the full text (`text/`) differs, and is not in the manifest.
///
/// # Errors
/// Two entities with one identifier; an entity that claims to be a country; something that is larger than the
/// format can hold; `out` holds something else; reading or writing fails. Then `out` is as it was.
pub fn compile(contents: &Contents, out: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Manifest, SnapshotError> {
    refuse_foreign(out)?;
    let prepared = prepare(contents)?;
    let parts = parts(contents, &prepared, progress)?;
    let partial = Scratch(beside(out, "partial")?);
    // A compilation that was killed may have left it; the number of its process is ours now.
    let _ = fs::remove_dir_all(&partial.0);
    fs::create_dir(&partial.0).map_err(|e| SnapshotError::io(&partial.0, e))?;
    write_files(&partial.0, &parts, progress)?;
    let total = prepared.entities.len() as u64;
    let mut on_document = |done| progress(Progress { step: "full text", done, total });
    let text = partial.0.join(fulltext::FOLDER);
    with_source(&prepared, &mut on_document, |source| fulltext::write(&text, &parts.manifest.data_hash, source))?;
    sync_folder(&partial.0)?;
    put_in_place(&partial.0, out)?;
    Ok(parts.manifest)
}

/// Makes the parts.
pub(crate) fn parts(
    contents: &Contents,
    prepared: &Prepared<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Parts, SnapshotError> {
    let count = size_u32("the number of entities", prepared.entities.len())?;
    let total = u64::from(count);
    let mut writer = BlockWriter::new()?;
    for (done, entity) in (1u64..).zip(&prepared.entities) {
        writer.push(entity)?;
        progress(Progress { step: "entities", done, total });
    }
    let (blocks, index) = writer.finish()?;
    progress(Progress { step: "links", done: 0, total });
    let heads = heads::build(prepared.entities.iter().zip(&prepared.captions).map(|(entity, caption)| heads::Head {
        id: entity.id.as_str(),
        schema: &entity.schema,
        caption,
    }))?;
    let links = links::build(count, &prepared.ties())?;
    let statistics = statistics(prepared.entities.iter().copied());
    progress(Progress { step: "links", done: total, total });
    let side = Side {
        changes: contents.changes.clone(),
        redirects: sorted_redirects(&contents.redirects),
        coverage: sorted_coverage(&contents.coverage),
    };
    let own = || prepared.entities.iter().copied().filter(|entity| entity.schema != COUNTRY);
    let data_hash = hash(&contents.dataset, own().count(), own(), &side.changes, &side.redirects, &side.coverage);
    let files = vec![
        (BLOCKS, blocks),
        (INDEX, index),
        (HEADS, heads),
        (LINKS, links),
        (STATISTICS, json(STATISTICS, &statistics)?),
        (SIDE, json(SIDE, &side)?),
    ];
    let entry = |bytes: &[u8]| FileEntry { bytes: bytes.len() as u64, sha256: sha256(bytes) };
    let manifest = Manifest {
        format: FORMAT,
        text_version: sousveil_text::VERSION,
        dataset: contents.dataset.clone(),
        data_hash,
        entities: total,
        claims: statistics.claims,
        left_out: prepared.left_out.clone(),
        files: files.iter().map(|(name, bytes)| ((*name).to_owned(), entry(bytes))).collect(),
    };
    Ok(Parts { manifest, files })
}

/// Hands out the entities for a full-text index.
pub(crate) fn with_source<T>(
    prepared: &Prepared<'_>,
    progress: &mut dyn FnMut(u64),
    work: impl FnOnce(&mut Source<'_>) -> T,
) -> T {
    let count = u32::try_from(prepared.entities.len()).unwrap_or(u32::MAX);
    work(&mut Source {
        count,
        entity: &mut |number| {
            let entity = prepared.entities.get(number as usize).copied();
            entity.map(Cow::Borrowed).ok_or(SnapshotError::NoSuchNumber { number, len: count })
        },
        caption: &|number| prepared.captions.get(number as usize).map(String::as_str),
        caption_of: &|id| prepared.caption_of(id),
        progress,
    })
}

fn json(name: &str, value: &impl serde::Serialize) -> Result<Vec<u8>, SnapshotError> {
    let mut out = serde_json::to_vec_pretty(value).map_err(|e| SnapshotError::damaged(name.as_ref(), e.to_string()))?;
    out.push(b'\n');
    Ok(out)
}

fn write_files(dir: &Path, parts: &Parts, progress: &mut dyn FnMut(Progress)) -> Result<(), SnapshotError> {
    let manifest = json(MANIFEST, &parts.manifest)?;
    let files = parts.files.iter().map(|(name, bytes)| (*name, bytes)).chain([(MANIFEST, &manifest)]);
    let total = parts.files.len() as u64 + 1;
    for (done, (name, bytes)) in (1u64..).zip(files) {
        let path = dir.join(name);
        let write = || -> io::Result<()> {
            let mut file = File::create_new(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|e| SnapshotError::io(&path, e))?;
        progress(Progress { step: "files", done, total });
    }
    Ok(())
}

fn refuse_foreign(out: &Path) -> Result<(), SnapshotError> {
    let foreign = || SnapshotError::NotASnapshot { path: out.to_owned() };
    match fs::symlink_metadata(out) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(SnapshotError::io(out, e)),
        Ok(found) if !found.is_dir() => return Err(foreign()),
        Ok(_) => {}
    }
    let is_empty = fs::read_dir(out).map_err(|e| SnapshotError::io(out, e))?.next().is_none();
    // Not its manifest: a snapshot of another format may be replaced, too.
    let is_snapshot = out.join(MANIFEST).is_file() && out.join(BLOCKS).is_file();
    if is_empty || is_snapshot { Ok(()) } else { Err(foreign()) }
}

/// `.NAME.WHAT-PID` beside `out`.
fn beside(out: &Path, what: &str) -> Result<PathBuf, SnapshotError> {
    let name = out.file_name().ok_or_else(|| SnapshotError::NotASnapshot { path: out.to_owned() })?;
    Ok(out.with_file_name(format!(".{}.{what}-{}", name.to_string_lossy(), std::process::id())))
}

fn put_in_place(partial: &Path, out: &Path) -> Result<(), SnapshotError> {
    let old = beside(out, "old")?;
    let had_old = match fs::rename(out, &old) {
        Ok(()) => true,
        Err(e) if e.kind() == io::ErrorKind::NotFound => false,
        Err(e) => return Err(SnapshotError::io(out, e)),
    };
    if let Err(e) = fs::rename(partial, out) {
        if had_old {
            fs::rename(&old, out).map_err(|e| SnapshotError::io(&old, e))?;
        }
        return Err(SnapshotError::io(out, e));
    }
    // The new one is in place: an old one that cannot be removed is only in the way.
    let _ = fs::remove_dir_all(&old);
    match out.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => sync_folder(parent),
        None => sync_folder(Path::new(".")),
    }
}

fn sync_folder(dir: &Path) -> Result<(), SnapshotError> {
    File::open(dir).and_then(|file| file.sync_all()).map_err(|e| SnapshotError::io(dir, e))
}

/// A folder that is removed when it is no more needed.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nobody is left to be told, and the next compilation removes it.
        let _ = fs::remove_dir_all(&self.0);
    }
}
