//! Writing a backup.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use data_encoding::HEXLOWER;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::{Data, Entry, FORMAT, MANIFEST, MOST_FILES, Manifest, Part, is_plain};

/// How hard zstd tries: CSV becomes hardly smaller above this, only slower.
const LEVEL: i32 = 9;

/// What will be written.
#[derive(Debug)]
pub struct Plan {
    /// The files with their hashes.
    pub manifest: Manifest,
    /// Where each lies, in the manifest's order.
    sources: Vec<PathBuf>,
    /// What is left out of the folder.
    pub left_out: Vec<String>,
}

/// Reads all files once.
///
/// # Errors
/// Where something can't be read or is neither file nor folder, or a snapshot is not what its manifest says.
pub fn plan(folder: Option<&Path>, snapshot: Option<&Path>) -> Result<Plan> {
    let mut found: BTreeMap<String, PathBuf> = BTreeMap::new();
    let (mut parts, mut left_out, mut promised) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    if let Some(dir) = folder {
        parts.insert(Part::Folder, dataset(&dir.join("dataset.toml"))?);
        walk(dir, Part::Folder.name(), &mut found, &mut left_out)?;
    }
    if let Some(dir) = snapshot {
        let path = dir.join(MANIFEST);
        let text =
            std::fs::read(&path).with_context(|| format!("{}: reading the snapshot's manifest", path.display()))?;
        let manifest: sousveil_snapshot::Manifest =
            serde_json::from_slice(&text).with_context(|| format!("{}: no manifest of a snapshot", path.display()))?;
        for file in manifest.file_names() {
            ensure!(is_plain(file), "{}: found the file {file:?}, expected a plain name", dir.display());
            let (name, path) = (format!("{}/{file}", Part::Snapshot.name()), dir.join(file));
            match manifest.files.get(file) {
                Some(entry) => drop(promised.insert(name.clone(), entry.sha256.clone())),
                None if path.exists() => {}
                None => continue,
            }
            found.insert(name, path);
        }
        parts.insert(Part::Snapshot, Data { dataset: manifest.dataset.name, version: manifest.dataset.version });
    }
    ensure!(found.len() <= MOST_FILES, "found {} files, expected at most {MOST_FILES}", found.len());
    let (mut files, mut sources) = (Vec::new(), Vec::new());
    for (path, source) in found {
        ensure!(
            is_plain(&path),
            "{}: found a name that a backup can't hold: at most 100 bytes, no `:` or `\\`",
            source.display()
        );
        let (bytes, sha256) = hash(&source).with_context(|| format!("reading {}", source.display()))?;
        if promised.get(&path).is_some_and(|promised| *promised != sha256) {
            bail!(
                "{}: the file is not what the snapshot's manifest says; `sousveil verify` tells more",
                source.display()
            );
        }
        files.push(Entry { path, bytes, sha256 });
        sources.push(source);
    }
    Ok(Plan { manifest: Manifest { format: FORMAT, parts, files }, sources, left_out })
}

/// Writes it.
///
/// # Errors
/// Where something can't be read or written, or a file has changed since it was planned.
pub fn write(plan: &Plan, out: &mut dyn Write) -> Result<()> {
    let mut packed = zstd::Encoder::new(out, LEVEL)?;
    packed.include_checksum(true)?;
    let mut archive = tar::Builder::new(packed);
    let time = time(&plan.manifest);
    let mut manifest = serde_json::to_vec_pretty(&plan.manifest)?;
    manifest.push(b'\n');
    let bytes = u64::try_from(manifest.len())?;
    archive.append(&header(MANIFEST, bytes, time)?, manifest.as_slice())?;
    for (file, source) in plan.manifest.files.iter().zip(&plan.sources) {
        let mut reader = Hashed::new(File::open(source).with_context(|| format!("reading {}", source.display()))?);
        archive
            .append(&header(&file.path, file.bytes, time)?, &mut reader)
            .with_context(|| format!("reading {}", source.display()))?;
        let (bytes, sha256) = reader.end();
        ensure!(
            bytes == file.bytes && sha256 == file.sha256,
            "{} was changed while it was read; try again",
            source.display()
        );
    }
    archive.into_inner()?.finish()?;
    Ok(())
}

/// Name and version of a dataset folder; a folder with faults is backed up all the same.
fn dataset(path: &Path) -> Result<Data> {
    #[derive(Deserialize)]
    struct Dataset {
        name: String,
        version: String,
    }
    let text =
        std::fs::read_to_string(path).with_context(|| format!("{}: reading a dataset folder", path.display()))?;
    let Dataset { name, version } = toml::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
    Ok(Data { dataset: name, version })
}

/// All files below a folder; hidden ones are left out by name.
fn walk(dir: &Path, name: &str, found: &mut BTreeMap<String, PathBuf>, left_out: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(dir).with_context(|| format!("reading {}", dir.display()))? {
        let entry = entry?;
        let path = entry.path();
        let Ok(own) = entry.file_name().into_string() else {
            bail!("{}: found a name that is no UTF-8", path.display());
        };
        let kind = entry.file_type()?;
        if own.starts_with('.') {
            left_out.push(format!("{name}/{own}"));
        } else if kind.is_dir() {
            walk(&path, &format!("{name}/{own}"), found, left_out)?;
        } else if kind.is_file() {
            found.insert(format!("{name}/{own}"), path);
        } else {
            bail!("{}: found a link or something else than a file, expected files and folders", path.display());
        }
    }
    left_out.sort();
    Ok(())
}

fn hash(path: &Path) -> io::Result<(u64, String)> {
    let mut reader = Hashed::new(File::open(path)?);
    io::copy(&mut reader, &mut io::sink())?;
    Ok(reader.end())
}

fn header(path: &str, bytes: u64, time: u64) -> Result<tar::Header> {
    let mut header = tar::Header::new_ustar();
    header.set_path(path).with_context(|| format!("{path}: the name does not fit into the archive"))?;
    header.set_size(bytes);
    header.set_entry_type(tar::EntryType::Regular);
    header.set_mode(0o644);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(time);
    header.set_cksum();
    Ok(header)
}

/// The day of the data's version in seconds since 1970, where it is one; else 1970.
fn time(manifest: &Manifest) -> u64 {
    let midnight = |data: &Data| format!("{}T00:00:00Z", data.version).parse::<jiff::Timestamp>().ok();
    let time = manifest.parts.values().find_map(midnight);
    time.and_then(|t| u64::try_from(t.as_second()).ok()).unwrap_or(0)
}

/// Hashes what is read through it.
struct Hashed<R> {
    inner: R,
    bytes: u64,
    hash: Sha256,
}

impl<R> Hashed<R> {
    fn new(inner: R) -> Self {
        Self { inner, bytes: 0, hash: Sha256::new() }
    }

    fn end(self) -> (u64, String) {
        (self.bytes, HEXLOWER.encode(&self.hash.finalize()))
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        self.hash.update(buf.get(..read).unwrap_or_default());
        self.bytes += u64::try_from(read).unwrap_or(0);
        Ok(read)
    }
}
