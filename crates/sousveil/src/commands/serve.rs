//! `serve`: the pages, and what an operator needs around them.

mod lists;
mod log;
mod notify;
mod once;
mod process;
mod schedule;
mod swap;
mod upload;

use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use sousveil_site::{
    ConnectionLimits, Indicators, Inspector, Site, SiteConfig, listen, metrics, router, serve, serve_counted,
};
use sousveil_snapshot::Snapshot;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::stats::one_line;
use crate::args::{Packs, Serve};
use crate::clock::day;
use crate::commands::config;
use crate::commands::inspect::inspector;
use crate::config::{LogFormat, Settings};
use crate::packs;
use swap::{Datasets, Stamps, Target};

/// Bounds for the listener that tells the figures: its readers are few and near.
fn metrics_limits() -> ConnectionLimits {
    ConnectionLimits { most: 16, grace: Duration::from_secs(1), ..ConnectionLimits::default() }
}

/// Serves until it is told to stop, or gives one answer.
pub fn run(args: Serve) -> Result<ExitCode> {
    let settings = config::settings(args.config.as_deref(), args.settings)?;
    log::start(settings.log_level, settings.log_format);
    if let Some(doubt) = settings.doubt() {
        tracing::warn!("{doubt}");
    }
    let from = Datasets { snapshots: settings.snapshots.clone(), folders: settings.folders.clone() };
    // Before the data is opened: what is exchanged in between is found at the first look.
    let seen = from.stamps();
    let opened = from.open_for_pages()?;
    if let Some(remark) = &opened.remark {
        tracing::warn!("{remark}");
    }
    let own = &opened.snapshot.manifest().dataset.name;
    let (catalogue, lists) = match &settings.manifest {
        Some(file) => lists::open(file, own)?,
        None => Default::default(),
    };
    let (indicators, inspector) = indicators(&settings, &opened.snapshot)?;
    let site = SiteConfig {
        table: Some(upload::read),
        today: Some(day),
        indicators: Some(Arc::new(indicators)),
        inspector: Some(inspector),
        ..settings.site.clone()
    };
    let site = Site::with(site, Arc::new(opened.snapshot), catalogue).context("reading the data")?;
    let site = Arc::new(site);
    match &args.once.get {
        Some(path) => once::run(site, path, &args.once),
        None => forever(&settings, from, seen, lists, site),
    }
}

/// The indicators, and what holds messages against them.
fn indicators(settings: &Settings, snapshot: &Snapshot) -> Result<(Indicators, Inspector)> {
    let args = Packs { packs: settings.packs.clone(), signed_by: settings.packs_signed_by.clone() };
    let others = match packs::read(&args) {
        // A server may have no user with a folder; one that was named must be there.
        Err(error) if settings.packs.is_none() && settings.packs_signed_by.is_none() => {
            tracing::warn!("only the indicators inside the program are known: {error:#}");
            Vec::new()
        }
        read => read?,
    };
    let packs = packs::with_own(others)?;
    let inspector = inspector(&packs, snapshot, settings.inspect_for_others)?;
    Ok((Indicators::new(packs), inspector))
}

fn forever(
    settings: &Settings,
    from: Datasets,
    seen: Option<Stamps>,
    lists: Vec<lists::Opened>,
    site: Arc<Site>,
) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = bind(settings.listen)?;
        let metrics_listener = settings.metrics_listen.map(bind).transpose()?;
        // Before the greeting: who has read it may send the signal at once, and unheeded it would end the process.
        let hangup = || signal(SignalKind::hangup()).context("can't heed SIGHUP");
        let (first_hangup, hangups) = (hangup()?, lists.iter().map(|_| hangup()).collect::<Result<Vec<_>>>()?);
        let stop = stop().context("can't heed SIGINT and SIGTERM")?;
        let first = site.snapshot();
        greet(settings.log_format, &one_line(&first), listener.local_addr()?)?;
        for list in site.catalogue().lists() {
            let snapshot = list.snapshot();
            let manifest = snapshot.manifest();
            tracing::info!(
                "list {}: version {}, {} entities",
                list.name(),
                manifest.dataset.version,
                manifest.entities
            );
        }
        if let Some(listener) = metrics_listener {
            tell_figures(listener, &site)?;
        }
        notify::ready(&first.manifest().dataset.version);
        drop(first);
        tokio::spawn(notify::watchdog());
        let figures = Arc::clone(site.figures());
        tokio::spawn(swap::swap(from, seen, settings.swap, Arc::clone(&site), Target::Site, first_hangup));
        if let Some(manifest) = &settings.manifest {
            let timed = lists.iter().filter_map(|one| Some((Arc::clone(&one.list), one.every?)));
            schedule::start(manifest.clone(), timed).context("can't start the thread of the schedule")?;
        }
        for (lists::Opened { list, from, seen, every: _ }, hangup) in lists.into_iter().zip(hangups) {
            tokio::spawn(swap::swap(from, seen, settings.swap, Arc::clone(&site), Target::List(list), hangup));
        }
        let stop = async move {
            stop.await;
            notify::stopping();
        };
        serve_counted(listener, router(site), settings.site.limits.connections, figures, stop).await;
        anyhow::Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}

fn bind(address: SocketAddr) -> Result<TcpListener> {
    listen(address).with_context(|| format!("can't listen on {address}"))
}

/// Says what is served, and where: in words for people, or in the form of the log for what reads it.
fn greet(format: LogFormat, line: &str, address: SocketAddr) -> Result<()> {
    if format == LogFormat::Json {
        tracing::info!(address = %format!("http://{address}"), "serving {line}");
        return Ok(());
    }
    anstream::println!("{line}");
    anstream::println!("Serving http://{address}  (Ctrl-C stops it)");
    Ok(())
}

/// Answers `/metrics` there, as long as the program runs.
fn tell_figures(listener: TcpListener, site: &Arc<Site>) -> Result<()> {
    let address = listener.local_addr()?;
    tracing::info!("figures on http://{address}/metrics");
    if !address.ip().is_loopback() {
        tracing::warn!("whoever reaches {address} can read the figures");
    }
    let pages = metrics(Arc::clone(site), process::metrics);
    tokio::spawn(serve(listener, pages, metrics_limits(), std::future::pending()));
    Ok(())
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
