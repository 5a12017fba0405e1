//! What is counted while the server runs, for whoever keeps watch over it. Only kinds of pages are told apart, by the
//! pattern of their address: never what somebody looked for, and nobody by name or address.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Upper bounds of the durations that are told apart, in microseconds.
pub(crate) const BOUNDS: [u64; 13] = [
    1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000,
];

/// What was counted since the start.
#[derive(Debug)]
pub struct Figures {
    begun: Instant,
    routes: Mutex<BTreeMap<String, Route>>,
    bytes: AtomicU64,
    connections: AtomicU64,
    connections_open: AtomicU64,
    swaps_done: AtomicU64,
    swaps_refused: AtomicU64,
    taken_up: Mutex<Instant>,
}

/// The answers of one kind of page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Route {
    /// How many by status.
    pub(crate) statuses: BTreeMap<u16, u64>,
    /// How many took at most as long as the bound of the same place (and longer than the one before).
    pub(crate) durations: [u64; BOUNDS.len()],
    /// How long all took together, until each answer began.
    pub(crate) total: Duration,
}

impl Default for Figures {
    fn default() -> Self {
        let now = Instant::now();
        Self {
            begun: now,
            routes: Mutex::default(),
            bytes: AtomicU64::new(0),
            connections: AtomicU64::new(0),
            connections_open: AtomicU64::new(0),
            swaps_done: AtomicU64::new(0),
            swaps_refused: AtomicU64::new(0),
            taken_up: Mutex::new(now),
        }
    }
}

impl Figures {
    /// Counts an answer that has begun. `route` must be a pattern of ours, never what a reader wrote: each new one is
    /// kept for good.
    pub(crate) fn answered(&self, route: &str, status: u16, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        if !routes.contains_key(route) {
            routes.insert(route.to_owned(), Route::default());
        }
        let Some(figures) = routes.get_mut(route) else { return };
        *figures.statuses.entry(status).or_default() += 1;
        figures.total += took;
        if let Some(count) = BOUNDS.iter().position(|&b| micros <= b).and_then(|at| figures.durations.get_mut(at)) {
            *count += 1;
        }
    }

    /// Counts bytes of bodies that were handed to connections.
    pub(crate) fn sent(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Counts a connection, which is open until the value is dropped.
    pub(crate) fn connected(self: &std::sync::Arc<Self>) -> Connection {
        self.connections.fetch_add(1, Ordering::Relaxed);
        self.connections_open.fetch_add(1, Ordering::Relaxed);
        Connection(std::sync::Arc::clone(self))
    }

    /// Counts that new data was taken up, or refused and the old kept.
    pub fn swapped(&self, done: bool) {
        if done {
            self.swaps_done.fetch_add(1, Ordering::Relaxed);
            *self.taken_up.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        } else {
            self.swaps_refused.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(crate) fn routes(&self) -> BTreeMap<String, Route> {
        self.routes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// How many connections there were, and how many there are.
    pub(crate) fn connections(&self) -> (u64, u64) {
        (self.connections.load(Ordering::Relaxed), self.connections_open.load(Ordering::Relaxed))
    }

    /// How often data was taken up, and how often refused.
    pub(crate) fn swaps(&self) -> (u64, u64) {
        (self.swaps_done.load(Ordering::Relaxed), self.swaps_refused.load(Ordering::Relaxed))
    }

    /// How long the server runs, and how long it has the data that it has.
    pub(crate) fn ages(&self) -> (Duration, Duration) {
        let taken_up = *self.taken_up.lock().unwrap_or_else(PoisonError::into_inner);
        (self.begun.elapsed(), taken_up.elapsed())
    }
}

/// An open connection.
#[derive(Debug)]
pub(crate) struct Connection(std::sync::Arc<Figures>);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.connections_open.fetch_sub(1, Ordering::Relaxed);
    }
}
