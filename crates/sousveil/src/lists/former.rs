//! Former versions of a list, kept beside its snapshot so that a run over it can be repeated: `list.former/HASH`, where
//! `HASH` is the beginning of the hash of its data.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use sousveil_snapshot::Snapshot;

/// Letters of a hash that name a version.
const LETTERS: usize = 16;

/// Where the former versions of a list are.
fn place(snapshot: &Path) -> Result<PathBuf> {
    let mut name = snapshot.file_name().context("expected a path that ends in a name")?.to_owned();
    name.push(".former");
    Ok(snapshot.with_file_name(name))
}

/// What the name of a version begins with that is not whole yet.
const UNFINISHED: &str = ".new-";

fn named(data_hash: &str) -> String {
    data_hash.chars().take(LETTERS).collect()
}

/// The former version with that hash of its data, where it is kept.
pub fn find(snapshot: &Path, data_hash: &str) -> Option<PathBuf> {
    let dir = place(snapshot).ok()?.join(named(data_hash));
    let is_it = |opened: Snapshot| opened.manifest().data_hash == data_hash;
    Snapshot::open(&dir).ok().is_some_and(is_it).then_some(dir)
}

/// Keeps the version that stands at a path, before another takes its place; nothing where none stands there that can be
/// read. Its files are not copied where the file system knows links: they never change.
///
/// # Errors
/// It can't be kept.
pub fn keep(snapshot: &Path) -> Result<()> {
    let Ok(opened) = Snapshot::open(snapshot) else { return Ok(()) };
    let name = named(&opened.manifest().data_hash);
    let place = place(snapshot)?;
    let at = || format!("keeping the former version in {}", place.display());
    if place.join(&name).exists() {
        return Ok(());
    }
    fs::create_dir_all(&place).with_context(at)?;
    // Whole under its name, or not there.
    let scratch = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(&place).with_context(at)?;
    let whole = scratch.path().join(&name);
    link(snapshot, &whole).with_context(at)?;
    fs::rename(whole, place.join(name)).with_context(at)
}

/// A folder with the same files.
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let (own, other) = (entry?.path(), to);
        let Some(name) = own.file_name() else { continue };
        let other = other.join(name);
        if own.is_dir() {
            link(&own, &other)?;
        } else if fs::hard_link(&own, &other).is_err() {
            fs::copy(&own, &other)?;
        }
    }
    Ok(())
}

/// Removes all but the newest `most`, and what killed ones have left; what is not ours stays.
///
/// # Errors
/// The folder can't be read, or one of them not removed.
pub fn prune(snapshot: &Path, most: usize) -> Result<()> {
    let place = place(snapshot)?;
    if !place.exists() {
        return Ok(());
    }
    let at = || format!("removing former versions in {}", place.display());
    let mut whole: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(&place).with_context(at)? {
        let entry = entry.with_context(at)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(UNFINISHED) {
            fs::remove_dir_all(entry.path()).with_context(at)?;
        } else if name.len() == LETTERS && name.bytes().all(|b| b.is_ascii_hexdigit()) {
            whole.push((entry.metadata().and_then(|meta| meta.modified()).with_context(at)?, entry.path()));
        }
    }
    whole.sort();
    let gone = whole.len().saturating_sub(most);
    for (_, path) in whole.into_iter().take(gone) {
        fs::remove_dir_all(path).with_context(at)?;
    }
    if most == 0 {
        // Not where something else is in it.
        let _ = fs::remove_dir(&place);
    }
    Ok(())
}
