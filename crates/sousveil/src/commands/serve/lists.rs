//! The lists of the manifest, opened for the API.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use sousveil_site::{Catalogue, Collection, List};

use super::swap::{Datasets, Stamps};
use crate::lists::{Dataset, Manifest};

/// A list that was opened, and how it is looked after.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) list: Arc<List>,
    pub(super) from: Datasets,
    pub(super) seen: Option<Stamps>,
    /// How often it is fetched, where the operator says so.
    pub(super) every: Option<Duration>,
}

/// Reads a manifest and opens all that it names. `own` is the name of the dataset of the pages.
pub(super) fn open(file: &Path, own: &str) -> Result<(Catalogue, Vec<Opened>)> {
    let at = || file.display().to_string();
    let Manifest { datasets, collections, .. } = Manifest::read(file)?;
    let mut opened = Vec::new();
    for Dataset { name, title, path, parts, every, origin, .. } in datasets {
        let from = Datasets { snapshots: vec![path], folders: Vec::new() };
        // Before it is opened: what is exchanged in between is found at the first look.
        let seen = from.stamps();
        let data = from.open().with_context(|| format!("{}: the dataset `{name}`", at()));
        let data = match (data, seen.is_none() && origin.is_some()) {
            (Err(error), true) => {
                let hint = format!("it was not fetched yet: `sousveil lists fetch --manifest {}` does that", at());
                return Err(error.context(hint));
            }
            (data, _) => data?,
        };
        if let Some(remark) = &data.remark {
            tracing::warn!("list {name}: {remark}");
        }
        let list = List::of_parts(name.clone(), title, parts, Arc::new(data.snapshot));
        let list = Arc::new(list.with_context(|| format!("{}: the dataset `{name}`", at()))?);
        opened.push(Opened { list, from, seen, every });
    }
    let lists = opened.iter().map(|one| Arc::clone(&one.list)).collect();
    let collections = collections.into_iter().map(|group| Collection {
        title: group.title.unwrap_or_else(|| group.name.clone()),
        name: group.name,
        children: group.datasets,
    });
    Ok((Catalogue::new(own, lists, collections.collect()).with_context(at)?, opened))
}
