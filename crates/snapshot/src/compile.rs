//! Contents to a snapshot: the parts in memory, then the folder, written beside its place and put into it.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use crate::blocks::BlockWriter;
use crate::bytes::size_u32;
use crate::contents::{Contents, FileEntry, Manifest};
use crate::error::SnapshotError;
use crate::fulltext::{self, Source};
use crate::hash::{hash, sha256, sorted_coverage, sorted_redirects};
use crate::place::{Place, sync_folder};
use crate::prepare::{Prepared, prepare};
use crate::reference::COUNTRY;
use crate::snapshot::{BLOCKS, HEADS, INDEX, LINKS, MANIFEST, SEAL, SIDE, STATISTICS, Side};
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
    let prepared = prepare(contents)?;
    let parts = parts(contents, &prepared, progress)?;
    let data_hash = &parts.manifest.data_hash;
    // Held until the end: the last to be dropped.
    let _lock = place.lock()?;
    if let Some(theirs) = place.arrived(data_hash) {
        return Ok(theirs);
    }
    let partial = place.scratch()?;
    write_files(partial.path(), &parts, progress)?;
    let total = prepared.entities.len() as u64;
    let mut on_document = |done| progress(Progress { step: "full text", done, total });
    let text = partial.path().join(fulltext::FOLDER);
    with_source(&prepared, &mut on_document, |source| fulltext::write(&text, data_hash, source))?;
    sync_folder(partial.path())?;
    let theirs = place.put(&partial, data_hash)?;
    Ok(theirs.unwrap_or(parts.manifest))
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
    let statistics = statistics(prepared.entities.iter().map(AsRef::as_ref));
    progress(Progress { step: "links", done: total, total });
    let side = Side {
        changes: contents.changes.clone(),
        redirects: sorted_redirects(&contents.redirects),
        coverage: sorted_coverage(&contents.coverage),
    };
    let own = || prepared.entities.iter().map(AsRef::as_ref).filter(|entity| entity.schema != COUNTRY);
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
            let entity = prepared.entities.get(number as usize);
            entity
                .map(|entity| Cow::Borrowed(entity.as_ref()))
                .ok_or(SnapshotError::NoSuchNumber { number, len: count })
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
    let seal = format!("{}  {MANIFEST}\n", sha256(&manifest)).into_bytes();
    let own = parts.files.iter().map(|(name, bytes)| (*name, bytes));
    let files = own.chain([(MANIFEST, &manifest), (SEAL, &seal)]);
    let total = parts.files.len() as u64 + 2;
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
