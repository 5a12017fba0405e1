//! `serve`: the pages, and the swap of their data while they are read.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};
use arc_swap::ArcSwap;
use sousveil_site::{Site, SiteConfig, listen, router, serve};
use sousveil_snapshot::Snapshot;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::stats::one_line;
use crate::args::Serve;
use crate::places;

/// How often a served snapshot is looked at for a new one in its place.
const LOOK: Duration = Duration::from_secs(2);

/// Serves until it is told to stop.
pub fn run(args: Serve) -> Result<ExitCode> {
    start_log();
    let from = Datasets { snapshots: args.snapshot, folders: args.folder };
    let opened = from.open()?;
    if let Some(remark) = &opened.remark {
        tracing::warn!("{remark}");
    }
    let line = one_line(&opened.snapshot);
    let snapshots = Arc::new(ArcSwap::from_pointee(opened.snapshot));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = listen(args.listen).with_context(|| format!("can't listen on {}", args.listen))?;
        let address = listener.local_addr()?;
        // Before the greeting: who has read it may send the signal at once, and unheeded it would end the process.
        let hangup = signal(SignalKind::hangup()).context("can't heed SIGHUP")?;
        let stop = stop().context("can't heed SIGINT and SIGTERM")?;
        anstream::println!("{line}");
        anstream::println!("Serving http://{address}  (Ctrl-C stops it)");
        tokio::spawn(swap(from, Arc::clone(&snapshots), hangup));
        let config = SiteConfig {
            public_url: args.public_url,
            corrections: args.corrections,
            security_contact: args.security_contact,
            security_expires: args.security_expires,
            ..SiteConfig::default()
        };
        let limits = config.limits;
        let site = router(Arc::new(Site::new(config, snapshots)));
        serve(listener, site, limits, stop).await;
        anyhow::Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}

/// What is served: snapshots and folders; the built-in dataset where there are none.
#[derive(Debug, Clone)]
struct Datasets {
    snapshots: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Datasets {
    fn open(&self) -> Result<places::Opened> {
        places::open_all(&self.snapshots, &self.folders)
    }

    /// What tells the snapshots in their places from the next ones; `None` while one of them is not there.
    fn stamp(&self) -> Option<Vec<Stamp>> {
        self.snapshots.iter().map(|dir| stamp(dir)).collect()
    }
}

/// Where a snapshot's link leads, when its manifest was written, and how long it is.
type Stamp = (PathBuf, SystemTime, u64);

/// Opens the data again on SIGHUP, or where a snapshot's place holds another one now.
async fn swap(from: Datasets, snapshots: Arc<ArcSwap<Snapshot>>, mut hangup: Signal) {
    let mut seen = from.stamp();
    loop {
        tokio::select! {
            _ = hangup.recv() => {}
            () = tokio::time::sleep(LOOK) => {
                let now = from.stamp();
                if now == seen || now.is_none() {
                    continue;
                }
            }
        }
        let stamp_before = from.stamp();
        let reopen = from.clone();
        match tokio::task::spawn_blocking(move || reopen.open()).await {
            Ok(Ok(opened)) => {
                let line = one_line(&opened.snapshot);
                let version = opened.snapshot.manifest().dataset.version.clone();
                snapshots.store(Arc::new(opened.snapshot));
                tracing::info!("serving version {version} now: {line}");
            }
            Ok(Err(error)) => tracing::error!("kept the data that was served: {error:#}"),
            Err(error) => tracing::error!("kept the data that was served: {error}"),
        }
        seen = stamp_before;
    }
}

fn stamp(dir: &Path) -> Option<Stamp> {
    let real = std::fs::canonicalize(dir).ok()?;
    let meta = std::fs::metadata(real.join("manifest.json")).ok()?;
    Some((real, meta.modified().ok()?, meta.len()))
}

/// Done when the server is told to stop, heard from this call on.
fn stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,sousveil=info"));
    // As for all other output: colour only where a terminal shows it and NO_COLOR does not forbid it.
    let colour = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_ansi(colour)
        .with_writer(io::stderr)
        .init();
}
