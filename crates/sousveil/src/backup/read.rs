//! Reading a backup, which a stranger may have made.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use sousveil_intake::folder::Place;

use super::{Entry, MANIFEST, MOST_MANIFEST, Manifest};

/// What zstd may take to unpack, as a power of two: 128 MiB, its own bound.
const WINDOW: u32 = 27;
/// Zeros that may stand behind the last file: some tars fill up to a whole number of blocks.
const MOST_PADDING: u64 = 1 << 20;
const BUFFER: usize = 64 << 10;

/// A place for a backup: nothing is there yet, or an empty folder.
#[derive(Debug)]
pub struct Target {
    dir: PathBuf,
    parent: PathBuf,
    /// What lies beside it begins with this.
    beside: String,
    /// Held until the end, so that no other command of this program writes there meanwhile.
    _place: Place,
}

impl Target {
    /// Waits until no other command of this program writes there, and looks at the place; nothing is changed.
    ///
    /// # Errors
    /// Where something is there, or the folder above is not.
    pub fn find(dir: &Path) -> Result<Self> {
        let dir = dir.components().as_path().to_owned();
        let parent = dir.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        ensure!(parent.is_dir(), "{}: the folder above it is not there", dir.display());
        let place = Place::hold(&dir)?;
        let name =
            dir.file_name().with_context(|| format!("{}: expected a path with a name of its own", dir.display()))?;
        match std::fs::symlink_metadata(&dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| dir.display().to_string()),
            Ok(meta) => {
                let is_empty = meta.is_dir() && std::fs::read_dir(&dir)?.next().is_none();
                ensure!(is_empty, "{}: found something there, expected nothing or an empty folder", dir.display());
            }
        }
        let beside = format!(".{}.restore-", name.to_string_lossy());
        Ok(Self { dir, parent, beside, _place: place })
    }

    /// An empty folder beside the place. What killed restores left there goes: none of them lives, since the place is
    /// held.
    fn scratch(&self) -> Result<Scratch> {
        for entry in std::fs::read_dir(&self.parent)? {
            let entry = entry?;
            let name = entry.file_name();
            let process = name.to_str().and_then(|n| n.strip_prefix(&self.beside));
            let is_ours = process.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
            if is_ours && entry.file_type()?.is_dir() {
                let path = entry.path();
                std::fs::remove_dir_all(&path).with_context(|| format!("removing {}", path.display()))?;
            }
        }
        let path = self.parent.join(format!("{}{}", self.beside, std::process::id()));
        std::fs::create_dir(&path).with_context(|| format!("making {}", path.display()))?;
        Ok(Scratch(path))
    }
}

/// Checks every byte; nothing is written.
///
/// # Errors
/// What is wrong with it.
pub fn check(file: &Path, show: &mut dyn FnMut(u64, u64)) -> Result<Manifest> {
    unpack(file, None, show)
}

/// Checks every byte while it is written beside the place, and puts it there in one step.
///
/// # Errors
/// What is wrong with it, or where it can't be written; then nothing is left behind.
pub fn restore(file: &Path, target: &Target, show: &mut dyn FnMut(u64, u64)) -> Result<Manifest> {
    let scratch = target.scratch()?;
    let manifest = unpack(file, Some(&scratch.0), show)?;
    std::fs::rename(&scratch.0, &target.dir).with_context(|| format!("putting it to {}", target.dir.display()))?;
    sync(&target.parent)?;
    Ok(manifest)
}

/// Removed at its end; where it was moved away there is nothing to remove.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn unpack(file: &Path, into: Option<&Path>, show: &mut dyn FnMut(u64, u64)) -> Result<Manifest> {
    let input = File::open(file).with_context(|| format!("opening {}", file.display()))?;
    unpack_from(input, into, show)
        .with_context(|| format!("{} is no whole backup; nothing was put in place", file.display()))
}

fn unpack_from(input: File, into: Option<&Path>, show: &mut dyn FnMut(u64, u64)) -> Result<Manifest> {
    let mut decoder = zstd::Decoder::with_buffer(BufReader::with_capacity(BUFFER, input))?;
    decoder.window_log_max(WINDOW)?;
    let mut archive = tar::Archive::new(decoder.single_frame());
    // Raw: long names and other extensions are entries of their own then, and refused as such.
    let mut entries = archive.entries()?.raw(true);
    let manifest = manifest(entries.next())?;
    let all = manifest.bytes()?;
    if let Some(dir) = into {
        has_room(dir, all)?;
    }
    let mut done = 0;
    for file in &manifest.files {
        let Some(entry) = entries.next() else { bail!("it ends before {}", file.path) };
        let mut entry = entry.with_context(|| format!("before {}", file.path))?;
        same_head(&entry, &file.path, file.bytes)?;
        copy(&mut entry, file, into).with_context(|| file.path.clone())?;
        done += file.bytes;
        show(done, all);
    }
    ensure!(entries.next().is_none(), "it holds more than its manifest names");
    rest(archive.into_inner())?;
    if let Some(dir) = into {
        sync_all(dir)?;
    }
    Ok(manifest)
}

type Next<'a, R> = Option<io::Result<tar::Entry<'a, R>>>;

fn manifest<R: Read>(entry: Next<'_, R>) -> Result<Manifest> {
    let Some(entry) = entry else { bail!("it is empty") };
    let entry = entry.context("reading its first entry")?;
    let bytes = entry.size();
    ensure!(bytes <= MOST_MANIFEST, "its manifest has {bytes} bytes, expected at most {MOST_MANIFEST}");
    same_head(&entry, MANIFEST, bytes)?;
    let mut text = Vec::new();
    entry.take(MOST_MANIFEST).read_to_end(&mut text)?;
    let manifest: Manifest = serde_json::from_slice(&text).context("reading its manifest")?;
    manifest.check().context("reading its manifest")?;
    Ok(manifest)
}

/// Whether an entry is the plain file that is expected next: no link, no folder, no other name, no other size.
fn same_head<R: Read>(entry: &tar::Entry<'_, R>, path: &str, bytes: u64) -> Result<()> {
    let found = entry.path_bytes();
    let named = String::from_utf8_lossy(&found);
    ensure!(found.as_ref() == path.as_bytes(), "found the entry {named:?}, expected {path:?}");
    let kind = entry.header().entry_type();
    ensure!(kind == tar::EntryType::Regular, "{path}: found an entry of the kind {kind:?}, expected a plain file");
    ensure!(entry.size() == bytes, "{path}: found {} bytes, expected {bytes} as the manifest says", entry.size());
    Ok(())
}

/// Reads an entry to its end, and writes it where it belongs.
fn copy(entry: &mut impl Read, file: &Entry, into: Option<&Path>) -> Result<()> {
    let mut out = into.map(|dir| create(&dir.join(&file.path))).transpose()?;
    let (mut hash, mut bytes) = (Sha256::new(), 0u64);
    let mut buffer = vec![0; BUFFER];
    loop {
        let read = entry.read(&mut buffer)?;
        let part = buffer.get(..read).unwrap_or_default();
        if part.is_empty() {
            break;
        }
        bytes += u64::try_from(read)?;
        // The archive holds it to the size in its head; that is no reason to trust it.
        ensure!(bytes <= file.bytes, "found more than {} bytes", file.bytes);
        hash.update(part);
        if let Some(out) = &mut out {
            out.write_all(part)?;
        }
    }
    ensure!(bytes == file.bytes, "found {bytes} bytes, expected {}: the backup is cut off", file.bytes);
    let found = HEXLOWER.encode(&hash.finalize());
    ensure!(found == file.sha256, "found SHA-256 {found}, expected {}", file.sha256);
    if let Some(out) = out {
        out.sync_all()?;
    }
    Ok(())
}

fn create(path: &Path) -> Result<File> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    Ok(File::create_new(path)?)
}

/// What stands behind the last file must be nothing; reading it to the end also checks zstd's own sum.
fn rest(mut decoder: zstd::Decoder<'_, BufReader<File>>) -> Result<()> {
    let mut after = Vec::new();
    decoder.by_ref().take(MOST_PADDING + 1).read_to_end(&mut after).context("reading its end")?;
    let is_long = u64::try_from(after.len())? > MOST_PADDING;
    let behind = decoder.finish().read(&mut [0])?;
    ensure!(!is_long && behind == 0 && after.iter().all(|&b| b == 0), "it holds something behind its last file");
    Ok(())
}

fn has_room(dir: &Path, bytes: u64) -> Result<()> {
    let disk = rustix::fs::statvfs(dir).with_context(|| format!("looking at the disk of {}", dir.display()))?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    ensure!(bytes <= free, "its files have {bytes} bytes, and the disk has room for {free}");
    Ok(())
}

fn sync(dir: &Path) -> Result<()> {
    File::open(dir).and_then(|d| d.sync_all()).with_context(|| format!("writing {}", dir.display()))
}

/// Writes the folders themselves to the disk; their files are there already.
fn sync_all(dir: &Path) -> Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_all(&entry.path())?;
        }
    }
    sync(dir)
}
