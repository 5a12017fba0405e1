//! One file, brought beside the snapshot: whole, within bounds, with the sum that it should have, or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail, ensure};
use sousveil_export::ftm::catalogue::{Hashes, Hashing};
use url::Url;

use super::kept::{KeptFile, Said};
use super::manifest::Source;
use super::web::{Answer, Web};
use crate::progress::Meter;

/// What a file must be, as far as its publisher or the operator says.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// SHA-256, hexadecimal.
    pub sha256: Option<String>,
    /// SHA-1, hexadecimal, which is what yente compares.
    pub sha1: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
}

impl Expected {
    fn check(&self, hashes: &Hashes, source: &Source) -> Result<()> {
        let same = |what: &str, found: &str, expected: &Option<String>| match expected {
            Some(expected) if !expected.eq_ignore_ascii_case(found) => {
                bail!("{source}: found the {what} {found}, expected {expected}")
            }
            _ => Ok(()),
        };
        if let Some(size) = self.size {
            ensure!(size == hashes.size, "{source}: found {} bytes, expected {size}", hashes.size);
        }
        same("SHA-256", &hashes.sha256, &self.sha256)?;
        same("SHA-1", &hashes.sha1, &self.sha1)
    }
}

/// A file that was looked at.
#[derive(Debug)]
pub struct Taken {
    /// What is kept of it.
    pub kept: KeptFile,
    /// Whether it is another one than before.
    pub is_new: bool,
}

/// Brings a file into the folder `shelf`, unless it is the one of `before`.
pub fn take(source: &Source, before: Option<&KeptFile>, expected: &Expected, shelf: &Path, web: &Web) -> Result<Taken> {
    let before = before.filter(|before| before.source == source.to_string());
    let same = |before: &KeptFile| -> Result<Taken> {
        let hashes = Hashes { size: before.size, sha1: String::new(), sha256: before.sha256.clone() };
        // Of what is kept no SHA-1 is known, and it was looked at when it came.
        Expected { sha1: None, ..expected.clone() }.check(&hashes, source)?;
        Ok(Taken { kept: before.clone(), is_new: false })
    };
    let (mut body, said, length): (Box<dyn Read>, Said, Option<u64>) = match source {
        Source::Path(path) => {
            let (file, said, length) = open(path)?;
            if let Some(before) = before.filter(|before| before.said == said && before.size == length) {
                return same(before);
            }
            (Box::new(file), said, Some(length))
        }
        Source::Url(url) => match (ask(web, url, before)?, before) {
            (Answer::Same, Some(before)) => return same(before),
            (Answer::Same, None) => bail!("{url}: found no answer, expected the file"),
            (Answer::New { mark, length, body }, _) => (body, Said::of(mark), length),
        },
    };
    let mut file = tempfile::NamedTempFile::new_in(shelf).with_context(|| shelf.display().to_string())?;
    let hashes = copy(source, &mut body, length, web.most_bytes, file.as_file_mut())?;
    expected.check(&hashes, source)?;
    if let Source::Path(path) = source {
        let (_, now, length) = open(path)?;
        ensure!(now == said && length == hashes.size, "{source}: it was changed while it was read");
    }
    let is_new = before.is_none_or(|before| before.sha256 != hashes.sha256);
    let name = match before.filter(|_| !is_new) {
        Some(before) => before.file.clone(),
        None => {
            let name = named(source, &hashes.sha256);
            file.as_file().sync_all().with_context(|| shelf.display().to_string())?;
            file.persist(shelf.join(&name)).with_context(|| shelf.display().to_string())?;
            name
        }
    };
    let Hashes { size, sha256, .. } = hashes;
    Ok(Taken { kept: KeptFile { source: source.to_string(), file: name, size, sha256, said }, is_new })
}

/// Whether a file is another one than before, as far as that can be seen without taking it.
pub fn is_new(source: &Source, before: Option<&KeptFile>, web: &Web) -> Result<bool> {
    let before = before.filter(|before| before.source == source.to_string());
    match source {
        Source::Path(path) => {
            let (mut file, said, length) = open(path)?;
            match before {
                None => Ok(true),
                Some(before) if before.said == said && before.size == length => Ok(false),
                Some(before) => {
                    let hashes = copy(source, &mut file, Some(length), web.most_bytes, &mut io::sink())?;
                    Ok(hashes.sha256 != before.sha256)
                }
            }
        }
        Source::Url(url) => Ok(matches!(ask(web, url, before)?, Answer::New { .. })),
    }
}

/// Reads a small file whole; nothing where it is the one that is known.
pub fn small(source: &Source, known: &Said, most: u64, web: &Web) -> Result<Option<(Vec<u8>, Said)>> {
    let (body, said): (Box<dyn Read>, Said) = match source {
        Source::Path(path) => {
            let (file, said, _) = open(path)?;
            (Box::new(file), said)
        }
        Source::Url(url) => match web.get(url, &known.mark())? {
            Answer::Same => return Ok(None),
            Answer::New { mark, body, .. } => (body, Said::of(mark)),
        },
    };
    let mut bytes = Vec::new();
    body.take(most + 1).read_to_end(&mut bytes).with_context(|| source.to_string())?;
    ensure!(bytes.len() as u64 <= most, "{source}: found more than {most} bytes, expected at most that");
    Ok(Some((bytes, said)))
}

fn ask(web: &Web, url: &Url, before: Option<&KeptFile>) -> Result<Answer> {
    web.get(url, &before.map(|before| before.said.mark()).unwrap_or_default())
}

fn open(path: &Path) -> Result<(File, Said, u64)> {
    let at = || path.display().to_string();
    // Looked at first: opening a pipe would wait for whoever writes to it.
    ensure!(fs::metadata(path).with_context(at)?.is_file(), "{}: expected a plain file", at());
    let file = File::open(path).with_context(at)?;
    let meta = file.metadata().with_context(at)?;
    let written = meta.modified().ok().and_then(nanoseconds);
    Ok((file, Said { written, ..Said::default() }, meta.len()))
}

fn nanoseconds(time: SystemTime) -> Option<u64> {
    u64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}

fn copy(source: &Source, from: &mut dyn Read, length: Option<u64>, most: u64, to: &mut dyn Write) -> Result<Hashes> {
    let too_long = || format!("{source}: found more than {} megabytes, expected at most that", most >> 20);
    ensure!(length.is_none_or(|length| length <= most), "{}", too_long());
    let mut meter = Meter::new();
    let mut out = BufWriter::with_capacity(1 << 18, to);
    let mut hashing = Hashing::new(&mut out);
    let mut buffer = vec![0; 1 << 16];
    let mut done = 0u64;
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error).with_context(|| format!("{source}: broke off after {done} bytes")),
        };
        done += read as u64;
        ensure!(done <= most, "{}", too_long());
        hashing.write_all(buffer.get(..read).unwrap_or_default()).with_context(|| format!("keeping {source}"))?;
        meter.show("fetching", done, length.unwrap_or_default());
    }
    let hashes = hashing.finish();
    out.flush().with_context(|| format!("keeping {source}"))?;
    if let Some(length) = length {
        ensure!(length == done, "{source}: broke off after {done} of {length} bytes");
    }
    Ok(hashes)
}

/// The end of the name as the publisher has it, which people know it by, behind what tells it from the one before.
fn named(source: &Source, sha256: &str) -> String {
    let last = match source {
        Source::Path(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
        Source::Url(url) => url.path_segments().and_then(|mut parts| parts.next_back()).map(str::to_owned),
    };
    let good = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let last: String = last.unwrap_or_default().chars().filter(good).take(60).collect();
    let sum: String = sha256.chars().take(16).collect();
    format!("{sum}-{last}")
}

/// Where a kept file lies.
pub fn place(shelf: &Path, file: &KeptFile) -> PathBuf {
    shelf.join(&file.file)
}
