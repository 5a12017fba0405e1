//! What the pages are made from: configuration, the current snapshot, and what is worked out once for it.

use std::sync::Arc;
use std::time::Duration;

use arc_swap::{ArcSwap, ArcSwapOption};
use axum::http::HeaderValue;
use sousveil_export::{Independence, Place};
use sousveil_snapshot::Snapshot;
use tokio::sync::Semaphore;

use crate::error::Error;
use crate::figures::Figures;
use crate::rate::{Buckets, Rate};
use crate::response;

/// What the operator decides. Contacts are shown only where they are given: none is invented.
#[derive(Debug, Clone, Default)]
pub struct SiteConfig {
    /// The public address, e.g. `https://example.org`, for permalinks, feeds and citations.
    pub public_url: Option<String>,
    /// The address of the same pages on an onion service, e.g. `http://….onion`, told to readers who came another way.
    pub onion_url: Option<String>,
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
    /// How many connections there are; more wait in the system's queue. Many systems give a process 1024 files,
    /// and the data needs some of them.
    pub connections: usize,
    /// How long one may take before its answer begins.
    pub time: Duration,
    /// How long the head of a request may take, and how long a kept connection may ask nothing.
    pub head: Duration,
    /// How long a reader may take nothing of an answer. Over a slow line some 5 kB a second are enough.
    pub stall: Duration,
    /// How much of an answer a reader must take, in bytes a second, over each [`Limits::pace`] for which it kept the
    /// server waiting. Only what the server waits for counts, not the time in which an answer is made.
    pub least_rate: u64,
    /// Over how much waiting the least rate is measured.
    pub pace: Duration,
    /// How long answers may still be sent after the server was told to stop.
    pub grace: Duration,
    /// How many rows a list may have to be made into a workbook, which is whole before it is sent; longer ones are
    /// pointed to the CSV.
    pub workbook: usize,
    /// How long an address may be, in bytes.
    pub address: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            concurrent: 256,
            streams: 16,
            turns: std::thread::available_parallelism().map_or(4, |cores| cores.get().saturating_mul(2)),
            connections: 768,
            time: Duration::from_secs(20),
            head: Duration::from_secs(10),
            stall: Duration::from_secs(10),
            least_rate: 2 * 1024,
            pace: Duration::from_secs(30),
            grace: Duration::from_secs(10),
            workbook: 50_000,
            address: 8 * 1024,
        }
    }
}

/// The site: configuration and the snapshot that is served.
#[derive(Debug)]
pub struct Site {
    pub(crate) config: SiteConfig,
    pub(crate) place: Place,
    snapshots: Arc<ArcSwap<Snapshot>>,
    derived: ArcSwapOption<Derived>,
    pub(crate) figures: Arc<Figures>,
    /// One for each open request.
    pub(crate) permits: Arc<Semaphore>,
    /// One for each long answer.
    pub(crate) streams: Arc<Semaphore>,
    /// One for each page that is being made.
    pub(crate) turns: Arc<Semaphore>,
    /// What each reader may still ask.
    pub(crate) buckets: Buckets,
    /// Tells this configuration from others, as far as pages show it.
    pub(crate) fingerprint: String,
}

/// What follows from a snapshot and is needed by most pages.
#[derive(Debug)]
pub(crate) struct Derived {
    snapshot: Arc<Snapshot>,
    pub(crate) independence: Independence,
    /// The day of the data as HTTP writes it, where it is known.
    pub(crate) modified: Option<HeaderValue>,
}

impl Site {
    /// A site over a snapshot that may be swapped at any time.
    pub fn new(config: SiteConfig, snapshots: Arc<ArcSwap<Snapshot>>) -> Self {
        Self {
            place: Place::new(config.public_url.as_deref()),
            permits: Arc::new(Semaphore::new(config.limits.concurrent)),
            streams: Arc::new(Semaphore::new(config.limits.streams)),
            turns: Arc::new(Semaphore::new(config.limits.turns)),
            buckets: Buckets::new(config.rate.clone()),
            fingerprint: fingerprint(&config),
            config,
            snapshots,
            derived: ArcSwapOption::empty(),
            figures: Arc::default(),
        }
    }

    /// What is counted while the site is served.
    pub fn figures(&self) -> &Arc<Figures> {
        &self.figures
    }

    /// The snapshot of this moment.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshots.load_full()
    }

    /// What was worked out for that snapshot; done now if it is new. Two requests that come at the same moment
    /// may both do it, which costs less than a lock that all the others wait for.
    pub(crate) fn derived(&self, snapshot: &Arc<Snapshot>) -> Result<Arc<Derived>, Error> {
        if let Some(derived) = self.derived_already(snapshot) {
            return Ok(derived);
        }
        let derived = Arc::new(Derived {
            snapshot: Arc::clone(snapshot),
            independence: Independence::of(snapshot)?,
            modified: sousveil_export::cite::version_date(snapshot).and_then(|day| response::modified(&day)),
        });
        self.derived.store(Some(Arc::clone(&derived)));
        Ok(derived)
    }

    /// The same, only where it was worked out before.
    pub(crate) fn derived_already(&self, snapshot: &Arc<Snapshot>) -> Option<Arc<Derived>> {
        self.derived.load_full().filter(|d| Arc::ptr_eq(&d.snapshot, snapshot))
    }
}

/// A short hash of what pages and feeds show of the configuration.
fn fingerprint(config: &SiteConfig) -> String {
    let SiteConfig { public_url, onion_url, corrections, security_contact, security_expires, .. } = config;
    // Written so that no two configurations look alike, whatever signs are in them.
    let shown = format!("{:?}", (public_url, onion_url, corrections, security_contact, security_expires));
    sousveil_model::id::statement_id("site", "config", "shown", &shown, None).chars().take(12).collect()
}
