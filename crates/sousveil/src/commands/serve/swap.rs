//! What is served, and how new data takes the place of the old while it is read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result, bail};
use sousveil_site::{List, Site};
use sousveil_snapshot::{Snapshot, SnapshotError, verify};
use tokio::signal::unix::Signal;
use tokio::time::Instant;

use super::notify;
use crate::commands::stats::one_line;
use crate::places;

/// How long data that was refused is left alone, unless its place or its files change.
const PAUSE: Duration = Duration::from_secs(30);
/// The pause grows with each refusal, up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);

/// A snapshot of at most so many bytes is read to its end before it is served: at most a second or two.
const SMALL: u64 = 16 << 20;

/// What is served: snapshots and folders; the built-in dataset where there are none.
#[derive(Debug, Clone)]
pub(super) struct Datasets {
    pub(super) snapshots: Vec<PathBuf>,
    pub(super) folders: Vec<PathBuf>,
}

impl Datasets {
    pub(super) fn open(&self) -> Result<places::Opened> {
        for dir in &self.snapshots {
            check(dir).with_context(|| format!("opening the snapshot {}", dir.display()))?;
        }
        places::open_all(&self.snapshots, &self.folders)
    }

    /// The same for pages, which are made of data in our own terms.
    pub(super) fn open_for_pages(&self) -> Result<places::Opened> {
        let opened = self.open()?;
        if !opened.snapshot.vocabulary().is_ours() {
            let name = &opened.snapshot.manifest().dataset.name;
            bail!("`{name}` is a list in the terms of FollowTheMoney: pages are made of data in our own terms only");
        }
        Ok(opened)
    }

    /// What tells the snapshots in their places from the next ones; `None` while one of them is not there.
    pub(super) fn stamps(&self) -> Option<Stamps> {
        self.snapshots.iter().map(|dir| stamp(dir)).collect()
    }
}

/// Reads a small snapshot to its end: opening it looks at little more than sizes, and what is damaged would be found by
/// the readers who ask for it. A large one takes minutes; whoever put it there has checked it, as `sousveil-update` does.
/// Full text that is damaged or can't be read is no reason to refuse it: that is made anew.
fn check(dir: &Path) -> Result<(), SnapshotError> {
    let bytes = stamp(dir).map(|(_, files)| files.iter().map(|(_, _, bytes)| bytes).sum::<u64>());
    if bytes.is_none_or(|bytes| bytes > SMALL) {
        return Ok(());
    }
    match verify(dir) {
        Err(SnapshotError::FullText { .. }) => Ok(()),
        Err(SnapshotError::Io { path, .. }) if path.starts_with(dir.join("text")) => Ok(()),
        checked => checked.map(drop),
    }
}

/// One for each snapshot.
pub(super) type Stamps = Vec<Stamp>;

/// Where a snapshot's link leads, and its files: name, when it was written, length. All of them, since a file that was
/// broken may be put right without the manifest being written anew. Not the folder of the full text: that is made by
/// whoever opens the snapshot.
type Stamp = (PathBuf, Vec<(OsString, SystemTime, u64)>);

fn stamp(dir: &Path) -> Option<Stamp> {
    let real = std::fs::canonicalize(dir).ok()?;
    // Without it there is no snapshot, or not yet.
    std::fs::metadata(real.join("manifest.json")).ok()?;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&real).ok()? {
        let entry = entry.ok()?;
        let meta = entry.metadata().ok()?;
        if meta.is_file() {
            files.push((entry.file_name(), meta.modified().ok()?, meta.len()));
        }
    }
    files.sort();
    Some((real, files))
}

/// What takes up new data: the site, or one of the lists that it has for programs.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// The data of the pages.
    Site,
    /// A list.
    List(Arc<List>),
}

impl Target {
    fn take_up(&self, site: &Site, snapshot: Snapshot) -> Result<()> {
        match self {
            Self::Site => site.take_up(Arc::new(snapshot)),
            Self::List(list) => list.take_up(Arc::new(snapshot)),
        }
        .context("reading the data")
    }

    fn told(&self, site: &Site) {
        match self {
            Self::Site => {
                let snapshot = site.snapshot();
                let version = &snapshot.manifest().dataset.version;
                notify::status(version);
                tracing::info!("serving version {version} now: {}", one_line(&snapshot));
            }
            Self::List(list) => {
                let snapshot = list.snapshot();
                let manifest = snapshot.manifest();
                let (name, version) = (list.name(), &manifest.dataset.version);
                tracing::info!("list {name}: serving version {version} now, {} entities", manifest.entities);
            }
        }
    }

    /// What stands before a line about it.
    fn name(&self) -> String {
        match self {
            Self::Site => String::new(),
            Self::List(list) => format!("list {}: ", list.name()),
        }
    }
}

/// Why data was refused, and when it is tried again.
#[derive(Debug)]
struct Refused {
    why: String,
    pause: Duration,
    again: Instant,
}

impl Refused {
    fn new(why: String, before: Option<&Self>, now: Instant) -> Self {
        let pause = before.map_or(PAUSE, |before| before.pause.saturating_mul(2).min(LONGEST_PAUSE));
        Self { why, pause, again: now + pause }
    }
}

/// Opens the data again on SIGHUP, or where a snapshot's place holds another one than `seen`. What was refused is tried
/// again when something of it changes, and now and then: a full disk or too many open files leave no trace in it.
pub(super) async fn swap(
    from: Datasets,
    mut seen: Option<Stamps>,
    look: Duration,
    site: Arc<Site>,
    target: Target,
    mut hangup: Signal,
) {
    let mut refused: Option<Refused> = None;
    loop {
        let is_asked = tokio::select! {
            _ = hangup.recv() => true,
            () = tokio::time::sleep(look) => {
                let now = from.stamps();
                // Folders are read on a signal only, so that nobody's half-made change is taken up.
                let due = !from.snapshots.is_empty() && refused.as_ref().is_some_and(|r| r.again <= Instant::now());
                if now.is_none() || (now == seen && !due) {
                    continue;
                }
                false
            }
        };
        let before = from.stamps();
        let (reopen, to_site, to) = (from.clone(), Arc::clone(&site), target.clone());
        let done = match tokio::task::spawn_blocking(move || take_up(&reopen, &to_site, &to)).await {
            Ok(done) => done.map_err(|error| format!("{error:#}")),
            Err(error) => Err(error.to_string()),
        };
        site.figures().swapped(done.is_ok());
        refused = match done {
            Ok(()) => {
                target.told(&site);
                None
            }
            Err(why) => {
                // Once is enough for the same fault of the same files.
                if !is_asked && before == seen && refused.as_ref().is_some_and(|r| r.why == why) {
                    tracing::debug!("{}kept the data that was served, as before: {why}", target.name());
                } else {
                    tracing::error!("{}kept the data that was served: {why}", target.name());
                }
                Some(Refused::new(why, refused.as_ref().filter(|_| before == seen), Instant::now()))
            }
        };
        seen = before;
    }
}

fn take_up(from: &Datasets, site: &Site, target: &Target) -> Result<()> {
    let opened = match target {
        Target::Site => from.open_for_pages()?,
        Target::List(_) => from.open()?,
    };
    if let Some(remark) = &opened.remark {
        tracing::warn!("{}{remark}", target.name());
    }
    target.take_up(site, opened.snapshot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_again_and_again_is_tried_less_and_less_often() {
        let now = Instant::now();
        let mut refused = Refused::new(String::new(), None, now);
        assert_eq!(refused.again, now + Duration::from_secs(30));
        let mut pauses = Vec::new();
        for _ in 0..7 {
            pauses.push(refused.pause.as_secs());
            refused = Refused::new(String::new(), Some(&refused), now);
        }
        assert_eq!(pauses, [30, 60, 120, 240, 480, 900, 900]);
    }
}
