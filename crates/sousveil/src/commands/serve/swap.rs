//! What is served, and how new data takes the place of the old while it is read.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::Result;
use arc_swap::ArcSwap;
use sousveil_site::Figures;
use sousveil_snapshot::Snapshot;
use tokio::signal::unix::Signal;

use super::notify;
use crate::commands::stats::one_line;
use crate::places;

/// What is served: snapshots and folders; the built-in dataset where there are none.
#[derive(Debug, Clone)]
pub(super) struct Datasets {
    pub(super) snapshots: Vec<PathBuf>,
    pub(super) folders: Vec<PathBuf>,
}

impl Datasets {
    pub(super) fn open(&self) -> Result<places::Opened> {
        places::open_all(&self.snapshots, &self.folders)
    }

    /// What tells the snapshots in their places from the next ones; `None` while one of them is not there.
    fn stamp(&self) -> Option<Vec<Stamp>> {
        self.snapshots.iter().map(|dir| stamp(dir)).collect()
    }
}

/// Where a snapshot's link leads, when its manifest was written, and how long it is.
type Stamp = (PathBuf, SystemTime, u64);

fn stamp(dir: &Path) -> Option<Stamp> {
    let real = std::fs::canonicalize(dir).ok()?;
    let meta = std::fs::metadata(real.join("manifest.json")).ok()?;
    Some((real, meta.modified().ok()?, meta.len()))
}

/// What new data is put into, and what tells of it.
pub(super) struct Served {
    pub(super) snapshots: Arc<ArcSwap<Snapshot>>,
    pub(super) figures: Arc<Figures>,
}

/// Opens the data again on SIGHUP, or where a snapshot's place holds another one now.
pub(super) async fn swap(from: Datasets, look: Duration, served: Served, mut hangup: Signal) {
    let mut seen = from.stamp();
    loop {
        tokio::select! {
            _ = hangup.recv() => {}
            () = tokio::time::sleep(look) => {
                let now = from.stamp();
                if now == seen || now.is_none() {
                    continue;
                }
            }
        }
        let stamp_before = from.stamp();
        let reopen = from.clone();
        let failed = match tokio::task::spawn_blocking(move || reopen.open()).await {
            Ok(Ok(opened)) => {
                take_up(opened.snapshot, &served);
                None
            }
            Ok(Err(error)) => Some(format!("{error:#}")),
            Err(error) => Some(error.to_string()),
        };
        if let Some(error) = failed {
            served.figures.swapped(false);
            tracing::error!("kept the data that was served: {error}");
        }
        seen = stamp_before;
    }
}

fn take_up(snapshot: Snapshot, served: &Served) {
    let line = one_line(&snapshot);
    let version = snapshot.manifest().dataset.version.clone();
    served.snapshots.store(Arc::new(snapshot));
    served.figures.swapped(true);
    notify::status(&version);
    tracing::info!("serving version {version} now: {line}");
}
