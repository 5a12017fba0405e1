//! What the pages are made from: configuration, the current snapshot, and what is worked out once for it.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use arc_swap::ArcSwap;
use axum::http::HeaderValue;
use sousveil_export::rules::Law;
use sousveil_export::trends::Trend;
use sousveil_export::{Independence, Place};
use sousveil_snapshot::{Asked, Snapshot};
use tokio::sync::Semaphore;

use crate::api::{Book, Catalogue, Keys};
use crate::figures::Figures;
use crate::indicators::{Indicators, Inspector};
use crate::kept::Kept;
use crate::rate::{Buckets, Rate};
use crate::response;

/// What the operator decides. Contacts are shown only where they are given: none is invented.
#[derive(Debug, Clone, Default)]
pub struct SiteConfig {
    /// The public address, e.g. `https://example.org`, for permalinks, feeds and citations.
    pub public_url: Option<String>,
    /// The address of the same pages on an onion service, e.g. `http://….onion`, told to readers who came another way.
    pub onion_url: Option<String>,
    /// Whether only English is at hand, so that no page leads to itself in another language.
    pub one_language: bool,
    /// Whether pages name a picture of themselves, for those who show one beside a link. It needs the public address.
    pub cards: bool,
    /// Where corrections go: an address (`mailto:…`, `https://…`) or words.
    pub corrections: Option<String>,
    /// Where reports of security holes go, as `security.txt` wants it (`mailto:…` or `https://…`).
    pub security_contact: Option<String>,
    /// Until when `security.txt` counts, as RFC 3339.
    pub security_expires: Option<String>,
    /// Whether each answer gets a line in the log: kind of page, status, size and time, nothing of its reader.
    pub log_requests: bool,
    /// Bounds on requests, for everybody together.
    pub limits: Limits,
    /// Bounds on requests, for each address that can be told from others.
    pub rate: Rate,
    /// Keys to the doors under `/api`.
    pub keys: Keys,
    /// Reads a table of names that somebody sends. Strangers' tables are read in another room, so whoever builds the site
    /// hands the reader in; without one no file can be sent.
    pub table: Option<ReadTable>,
    /// Tells the day, as `2026-11-27`, that a report bears. Nothing here looks at a clock; without one no report is made.
    pub today: Option<fn() -> String>,
    /// Published indicators of spyware, which pages tell of; without them there are no such pages.
    pub indicators: Option<Arc<Indicators>>,
    /// Takes messages apart, so that they can be held against the indicators; without it nothing is inspected here.
    pub inspector: Option<Inspector>,
}

impl SiteConfig {
    /// Whether only who sits at this machine is served, as far as the operator says: there is no address for others, and
    /// no proxy.
    pub(crate) fn is_own(&self) -> bool {
        self.public_url.is_none() && self.onion_url.is_none() && self.rate.proxy.is_none()
    }
}

/// A reader of tables: bytes in any encoding to rows, or what is wrong with them in words.
pub type ReadTable = fn(&[u8]) -> Result<Sent, String>;

/// A table that somebody sent.
#[derive(Debug, Clone, Default)]
pub struct Sent {
    /// Which column was taken for what, in words; empty where it is a list of names.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<SentRow>,
}

/// A row of it.
#[derive(Debug, Clone)]
pub struct SentRow {
    /// The line on which it begins.
    pub line: u64,
    /// Its name; empty where it has none.
    pub name: String,
    /// What is asked.
    pub asked: Asked,
    /// What of it was not understood.
    pub remarks: Vec<String>,
}

/// Bounds on requests.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many requests are open at once, from their head to the last byte of the answer; more get 503.
    pub concurrent: usize,
    /// How many of those are long answers, each of which holds a thread; more get 503.
    pub streams: usize,
    /// How many pages are made at the same time; more wait for their turn.
    pub turns: usize,
    /// How long one may take before its answer begins.
    pub time: Duration,
    /// How many rows a list may have to be made into a workbook, which is whole before it is sent; longer ones are
    /// pointed to the CSV.
    pub workbook: usize,
    /// How long an address may be, in bytes.
    pub address: usize,
    /// Bounds on the connections over which requests come.
    pub connections: ConnectionLimits,
}

/// Bounds on the connections of a listener, whatever is asked over them.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionLimits {
    /// How many connections there are; more wait in the system's queue. Many systems give a process 1024 files,
    /// and the data needs some of them.
    pub most: usize,
    /// How long the head of a request may take, and how long a kept connection may ask nothing.
    pub head: Duration,
    /// How long a reader may take nothing of an answer. Over a slow line some 5 kB a second are enough.
    pub stall: Duration,
    /// How much of an answer a reader must take, in bytes a second, over each [`ConnectionLimits::pace`] for which it
    /// kept the server waiting. Only what the server waits for counts, not the time in which an answer is made.
    pub least_rate: u64,
    /// Over how much waiting the least rate is measured.
    pub pace: Duration,
    /// How long answers may still be sent after the server was told to stop.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            concurrent: 256,
            streams: 16,
            turns: std::thread::available_parallelism().map_or(4, |cores| cores.get().saturating_mul(2)),
            time: Duration::from_secs(20),
            workbook: 50_000,
            address: 8 * 1024,
            connections: ConnectionLimits::default(),
        }
    }
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            most: 768,
            head: Duration::from_secs(10),
            stall: Duration::from_secs(10),
            least_rate: 2 * 1024,
            pace: Duration::from_secs(30),
            grace: Duration::from_secs(10),
        }
    }
}

/// The site: configuration and the snapshot that is served.
#[derive(Debug)]
pub struct Site {
    pub(crate) config: SiteConfig,
    pub(crate) place: Place,
    served: ArcSwap<Served>,
    pub(crate) figures: Arc<Figures>,
    /// One for each open request.
    pub(crate) permits: Arc<Semaphore>,
    /// One for each long answer.
    pub(crate) streams: Arc<Semaphore>,
    /// One for each page that is being made.
    pub(crate) turns: Arc<Semaphore>,
    /// One for each request with a body, from its first byte to its answer: whoever sends slowly must not keep readers out.
    pub(crate) bodies: Arc<Semaphore>,
    /// What each reader may still ask.
    pub(crate) buckets: Buckets,
    /// What the doors under `/api` have beside the data of the pages.
    pub(crate) catalogue: Catalogue,
    /// Tells this configuration from others, as far as pages show it.
    pub(crate) fingerprint: String,
}

/// A snapshot with what follows from it and is needed by most pages: there is none without the other.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) independence: Independence,
    /// The day of the data as HTTP writes it, where it is known.
    pub(crate) modified: Option<HeaderValue>,
    /// The same data as the doors under `/api` need them.
    pub(crate) book: Arc<Book>,
    /// Its measures, ready to judge.
    pub(crate) law: Law,
    /// Its deals by year and technology, counted when they are first asked for.
    pub(crate) trend: OnceLock<Trend>,
    /// Its pictures, as far as they were asked for and there is room.
    pub(crate) pictures: Kept,
    /// Its pages that took long, likewise.
    pub(crate) pages: Kept,
}

impl Served {
    fn of(snapshot: Arc<Snapshot>) -> Result<Self, sousveil_export::Error> {
        let name = snapshot.manifest().dataset.name.clone();
        Ok(Self {
            book: Arc::new(Book::new(name, None, Vec::new(), Arc::clone(&snapshot))?),
            independence: Independence::of(&snapshot)?,
            law: Law::of(&snapshot)?,
            trend: OnceLock::new(),
            pictures: Kept::default(),
            pages: Kept::default(),
            modified: sousveil_export::cite::version_date(&snapshot).and_then(|day| response::modified(&day)),
            snapshot,
        })
    }
}

impl Site {
    /// A site over a snapshot, which [`Site::take_up`] exchanges for another.
    ///
    /// # Errors
    /// Where what most pages need can't be read from the snapshot: each of them would be an error.
    pub fn new(config: SiteConfig, snapshot: Arc<Snapshot>) -> Result<Self, sousveil_export::Error> {
        Self::with(config, snapshot, Catalogue::default())
    }

    /// The same, with more datasets for the doors under `/api`.
    ///
    /// # Errors
    /// As [`Site::new`].
    pub fn with(
        config: SiteConfig,
        snapshot: Arc<Snapshot>,
        catalogue: Catalogue,
    ) -> Result<Self, sousveil_export::Error> {
        Ok(Self {
            catalogue,
            place: Place::new(config.public_url.as_deref()),
            permits: Arc::new(Semaphore::new(config.limits.concurrent)),
            streams: Arc::new(Semaphore::new(config.limits.streams)),
            turns: Arc::new(Semaphore::new(config.limits.turns)),
            bodies: Arc::new(Semaphore::new((config.limits.concurrent / 4).max(1))),
            buckets: Buckets::new(config.rate.clone()),
            fingerprint: fingerprint(&config),
            config,
            served: ArcSwap::from_pointee(Served::of(snapshot)?),
            figures: Arc::default(),
        })
    }

    /// Serves this snapshot from now on; requests that are under way finish on the one before. Reads a part of it, so
    /// it is not for a thread that carries connections.
    ///
    /// # Errors
    /// As [`Site::new`]; then the one before stays.
    pub fn take_up(&self, snapshot: Arc<Snapshot>) -> Result<(), sousveil_export::Error> {
        self.served.store(Arc::new(Served::of(snapshot)?));
        Ok(())
    }

    /// The datasets that are there for the doors under `/api` alone.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What is counted while the site is served.
    pub fn figures(&self) -> &Arc<Figures> {
        &self.figures
    }

    /// The snapshot of this moment, and what follows from it.
    pub(crate) fn served(&self) -> Arc<Served> {
        self.served.load_full()
    }

    /// The snapshot of this moment.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.served.load().snapshot)
    }
}

/// A short hash of what pages and feeds show of the configuration.
fn fingerprint(config: &SiteConfig) -> String {
    let SiteConfig { public_url, onion_url, cards, corrections, security_contact, security_expires, .. } = config;
    let packs = config.indicators.as_ref().map(|indicators| indicators.fingerprint());
    // Written so that no two configurations look alike, whatever signs are in them.
    let shown = format!("{:?}", (public_url, onion_url, cards, corrections, security_contact, security_expires, packs));
    sousveil_model::id::statement_id("site", "config", "shown", &shown, None).chars().take(12).collect()
}
