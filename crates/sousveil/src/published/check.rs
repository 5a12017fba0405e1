//! Whether a published site is what its list says, from the first byte to the last.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::sums::hash;
use super::{ABOUT, About, SIGNATURE, SUMS, Sums};

/// How many differences are told one by one.
const TOLD: usize = 20;

/// What was found.
#[derive(Debug)]
pub struct Checked {
    /// Which data the site says it is made from; trusted as far as the rest.
    pub about: About,
    /// How many files there are.
    pub files: usize,
    /// The list as it lies there: what a signature signs.
    pub list: Vec<u8>,
}

/// What is not as the list says.
#[derive(Debug, thiserror::Error)]
#[error("{}", told(.0, .1))]
pub struct Found(Vec<String>, usize);

fn told(first: &[String], all: &usize) -> String {
    let rest = all - first.len();
    let rest = if rest == 0 { String::new() } else { format!("; and {rest} more") };
    format!("{}{rest}", first.join("; "))
}

impl Found {
    fn add(&mut self, what: String) {
        self.1 += 1;
        if self.0.len() < TOLD {
            self.0.push(what);
        }
    }
}

/// Compares every file with the list. `progress` hears how many are done of how many.
///
/// # Errors
/// [`Found`], where a file is missing, changed, or not in the list; others where they can't be read.
pub fn check(dir: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Checked> {
    let list = read(&dir.join(SUMS))?;
    let text = std::str::from_utf8(&list).with_context(|| format!("{SUMS} is no text"))?;
    let sums = Sums::read(text)?;
    let mut found = Found(Vec::new(), 0);
    for path in strangers(dir, &sums)? {
        found.add(format!("{path} is not in {SUMS}"));
    }
    for (done, path) in sums.paths().enumerate() {
        match fs::read(dir.join(path)) {
            Ok(bytes) if Some(hash(&bytes).as_str()) == sums.get(path) => {}
            Ok(_) => found.add(format!("{path} was changed")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => found.add(format!("{path} is missing")),
            Err(error) => found.add(format!("{path} can't be read: {error}")),
        }
        progress(done as u64 + 1, sums.len() as u64);
    }
    if found.1 > 0 {
        return Err(found.into());
    }
    let about = serde_json::from_slice(&read(&dir.join(ABOUT))?).with_context(|| format!("reading {ABOUT}"))?;
    Ok(Checked { about, files: sums.len(), list })
}

/// What lies in a published site that is not in its list. A link is told of, too: it leads to what no list holds.
///
/// # Errors
/// Where a folder can't be read.
pub fn strangers(dir: &Path, sums: &Sums) -> Result<Vec<String>> {
    let mut strangers = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let at = dir.join(&folder);
        for entry in fs::read_dir(&at).with_context(|| format!("reading {}", at.display()))? {
            let entry = entry.with_context(|| format!("reading {}", at.display()))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let kind = entry.file_type().with_context(|| format!("looking at {path}"))?;
            if kind.is_dir() {
                folders.push(path);
            } else if !kind.is_file() || sums.get(&path).is_none() && path != SUMS && path != SIGNATURE {
                strangers.push(path);
            }
        }
    }
    strangers.sort();
    Ok(strangers)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("reading {}", path.display()))
}
