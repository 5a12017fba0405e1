//! What the pages are made from: configuration, the current snapshot, and what is worked out once for it.

use std::sync::Arc;
use std::time::Duration;

use arc_swap::{ArcSwap, ArcSwapOption};
use sousveil_export::{Independence, Place};
use sousveil_snapshot::Snapshot;

use crate::error::Error;

/// What the operator decides. Contacts are shown only where they are given: none is invented.
#[derive(Debug, Clone, Default)]
pub struct SiteConfig {
    /// The public address, e.g. `https://example.org`, for permalinks, feeds and citations.
    pub public_url: Option<String>,
    /// Where corrections go: an address (`mailto:…`, `https://…`) or words.
    pub corrections: Option<String>,
    /// Where reports of security holes go, as `security.txt` wants it (`mailto:…` or `https://…`).
    pub security_contact: Option<String>,
    /// Until when `security.txt` counts, as RFC 3339.
    pub security_expires: Option<String>,
    /// Bounds on requests.
    pub limits: Limits,
}

/// Bounds on requests.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many requests are worked on at once; more get 503.
    pub concurrent: usize,
    /// How long one may take before its answer begins.
    pub time: Duration,
    /// How long an address may be, in bytes.
    pub address: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { concurrent: 256, time: Duration::from_secs(20), address: 8 * 1024 }
    }
}

/// The site: configuration and the snapshot that is served.
#[derive(Debug)]
pub struct Site {
    pub(crate) config: SiteConfig,
    pub(crate) place: Place,
    snapshots: Arc<ArcSwap<Snapshot>>,
    derived: ArcSwapOption<Derived>,
    pub(crate) permits: Arc<tokio::sync::Semaphore>,
}

/// What follows from a snapshot and is needed by most pages.
#[derive(Debug)]
pub(crate) struct Derived {
    snapshot: Arc<Snapshot>,
    pub(crate) independence: Independence,
}

impl Site {
    /// A site over a snapshot that may be swapped at any time.
    pub fn new(config: SiteConfig, snapshots: Arc<ArcSwap<Snapshot>>) -> Self {
        Self {
            place: Place::new(config.public_url.as_deref()),
            permits: Arc::new(tokio::sync::Semaphore::new(config.limits.concurrent)),
            config,
            snapshots,
            derived: ArcSwapOption::empty(),
        }
    }

    /// The snapshot of this moment.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshots.load_full()
    }

    /// What was worked out for that snapshot; done now if it is new. Two requests that come at the same moment
    /// may both do it, which costs less than a lock that all the others wait for.
    pub(crate) fn derived(&self, snapshot: &Arc<Snapshot>) -> Result<Arc<Derived>, Error> {
        if let Some(derived) = self.derived.load_full().filter(|d| Arc::ptr_eq(&d.snapshot, snapshot)) {
            return Ok(derived);
        }
        let derived = Arc::new(Derived { snapshot: Arc::clone(snapshot), independence: Independence::of(snapshot)? });
        self.derived.store(Some(Arc::clone(&derived)));
        Ok(derived)
    }
}
