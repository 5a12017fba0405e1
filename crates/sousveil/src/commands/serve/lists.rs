//! The manifest: lists and collections that the API has beside the data of the pages.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use sousveil_site::{Catalogue, Collection, List};

use super::swap::{Datasets, Stamps};

/// Far more than any manifest needs.
const MOST_BYTES: u64 = 1 << 20;

/// A manifest file, as TOML or JSON.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Manifest {
    datasets: Vec<Dataset>,
    collections: Vec<Group>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dataset {
    /// Its name in addresses.
    name: String,
    /// What people call it; what its snapshot says, where nothing is said here.
    title: Option<String>,
    /// The folder of its snapshot, seen from the folder that the manifest lies in.
    path: PathBuf,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    title: Option<String>,
    datasets: Vec<String>,
}

/// A list that was opened, and how it is looked after.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) list: Arc<List>,
    pub(super) from: Datasets,
    pub(super) seen: Option<Stamps>,
}

/// Reads a manifest and opens all that it names. `own` is the name of the dataset of the pages.
pub(super) fn open(file: &Path, own: &str) -> Result<(Catalogue, Vec<Opened>)> {
    let at = || file.display().to_string();
    let manifest = read(file).with_context(at)?;
    let base = file.parent().unwrap_or(Path::new(""));
    let mut opened = Vec::new();
    for Dataset { name, title, path } in manifest.datasets {
        let from = Datasets { snapshots: vec![base.join(path)], folders: Vec::new() };
        // Before it is opened: what is exchanged in between is found at the first look.
        let seen = from.stamps();
        let data = from.open().with_context(|| format!("{}: the dataset `{name}`", at()))?;
        if let Some(remark) = &data.remark {
            tracing::warn!("list {name}: {remark}");
        }
        let list = List::new(name.clone(), title, Arc::new(data.snapshot));
        let list = Arc::new(list.with_context(|| format!("{}: the dataset `{name}`", at()))?);
        opened.push(Opened { list, from, seen });
    }
    let lists = opened.iter().map(|one| Arc::clone(&one.list)).collect();
    let collection = |group: Group| Collection {
        title: group.title.unwrap_or_else(|| group.name.clone()),
        name: group.name,
        children: group.datasets,
    };
    let collections = manifest.collections.into_iter().map(collection).collect();
    Ok((Catalogue::new(own, lists, collections).with_context(at)?, opened))
}

fn read(file: &Path) -> Result<Manifest> {
    let mut text = String::new();
    File::open(file)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if u64::try_from(text.len()).is_ok_and(|bytes| bytes > MOST_BYTES) {
        bail!("found more than {MOST_BYTES} bytes, expected at most that");
    }
    if text.trim_start().starts_with('{') {
        return Ok(serde_json::from_str(&text)?);
    }
    Ok(toml::from_str(&text)?)
}
