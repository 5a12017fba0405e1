//! Matches that nobody has decided on yet, appended to a file that people decide in.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};
use sousveil_export::screened::{csv_rows, read_rows};
use sousveil_intake::review::{COLUMNS, Decisions, pair};

use crate::output;

/// What was written already, as fingerprints: each pair once.
#[derive(Debug, Default)]
pub struct Once(HashSet<[u8; 16]>);

impl Once {
    /// Those that an earlier run wrote beside its output.
    pub fn of(path: &Path) -> Result<Self> {
        let mut once = Self::default();
        for row in read_rows(BufReader::new(File::open(path)?)) {
            once.is_new(&row?);
        }
        Ok(once)
    }

    /// Whether a row was not there before.
    pub fn is_new(&mut self, row: &[String]) -> bool {
        let (name, entity, data) = key(row);
        let mut hasher = Sha256::new();
        for text in [&name, &entity, &data] {
            hasher.update((text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        hasher.finalize().first_chunk().is_some_and(|print| self.0.insert(*print))
    }
}

/// Name, entry and fingerprint of a row.
fn key(row: &[String]) -> (String, String, String) {
    let cell = |column: &str| {
        let at = COLUMNS.iter().position(|known| *known == column);
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    };
    let (name, entity) = pair(cell("name"), cell("entity"));
    (name, entity, cell("data").to_owned())
}

/// Refuses a file that can't be appended to, before anything is done.
pub fn check(path: &Path) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let mut first = vec![0; 4096];
    let length = File::open(path)?.read(&mut first)?;
    first.truncate(length);
    let text = String::from_utf8_lossy(&first);
    let line = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}').trim_end().replace('"', "");
    if line != COLUMNS.join(",") {
        bail!(
            "{}: found other columns or another form than `{}` in UTF-8; save it as CSV UTF-8 with commas, or name a \
             new file for --review-new",
            path.display(),
            COLUMNS.join(",")
        );
    }
    Decisions::read(path)?;
    Ok(())
}

/// Appends the rows of `new` that the file does not have. It can be done twice: the second time nothing is new.
pub fn append(path: &Path, new: &Path) -> Result<u64> {
    let known = if path.exists() { Decisions::read(path)? } else { Decisions::default() };
    let mut bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            let mut head = Vec::new();
            csv_rows([COLUMNS.map(str::to_owned).to_vec()], true, &mut head)?;
            head
        }
        Err(e) => return Err(e).with_context(|| format!("reading {}", path.display())),
    };
    if bytes.last().is_some_and(|last| *last != b'\n') {
        bytes.extend(b"\r\n");
    }
    let mut count = 0;
    for row in read_rows(BufReader::new(File::open(new)?)) {
        let row = row?;
        let (name, entity, data) = key(&row);
        if !known.knows(&(name, entity), &data) {
            csv_rows([row], true, &mut bytes)?;
            count += 1;
        }
    }
    if count > 0 {
        output::to_file_or_stdout(Some(path), |out| Ok(out.write_all(&bytes)?))?;
    }
    Ok(count)
}
