//! Where entities go that a reader has made.

use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex};

use sousveil_model::Entity;

use super::draft::Draft;
use super::locked;
use super::told::Told;
use crate::IntakeError;

/// A batch is sent at this many entities …
const MOST: usize = 256;
/// … or claims.
const MOST_CLAIMS: usize = 8_192;

/// Some entities of a file, each with the place of its record.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) file: u32,
    pub(super) entities: Vec<(u64, Entity)>,
}

/// What a reader sends.
pub(super) enum Sent {
    Batch(Batch),
    /// It read all files to their ends.
    Done,
}

/// Takes entities and keeps count.
pub(super) struct Out {
    send: SyncSender<Result<Sent, IntakeError>>,
    shared: Arc<Mutex<Told>>,
    /// What happened since the last batch.
    pub(super) told: Told,
    file: u32,
    batch: Vec<(u64, Entity)>,
    claims: usize,
    closed: bool,
}

impl Out {
    pub(super) fn new(send: SyncSender<Result<Sent, IntakeError>>, shared: Arc<Mutex<Told>>) -> Self {
        Self { send, shared, told: Told::default(), file: 0, batch: Vec::new(), claims: 0, closed: false }
    }

    /// A new file begins.
    pub(super) fn begin(&mut self, file: u32) {
        self.file = file;
    }

    /// Whether nobody takes any more: a reader ends then.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// The entity that a record of the input is.
    pub(super) fn entity(&mut self, record: u64, draft: Draft) {
        self.told.records += 1;
        self.told.entities += 1;
        self.push(record, draft);
    }

    /// A part of an entity that further records tell of: they are put together when all is compiled.
    pub(super) fn part(&mut self, record: u64, draft: Draft) {
        self.told.records += 1;
        self.told.parts += 1;
        self.push(record, draft);
    }

    /// An entity that is no record of its own, such as a wallet that is named in a remark.
    pub(super) fn derived(&mut self, record: u64, draft: Draft) {
        self.told.derived += 1;
        self.push(record, draft);
    }

    /// A record that does not enter.
    pub(super) fn refuse(&mut self, record: u64, reason: &str) {
        self.told.records += 1;
        self.told.refuse(record, reason);
    }

    fn push(&mut self, record: u64, draft: Draft) {
        let entity = draft.finish();
        self.claims += entity.claims.len();
        self.batch.push((record, entity));
        if self.batch.len() >= MOST || self.claims >= MOST_CLAIMS {
            self.flush();
        }
    }

    /// Sends what was gathered.
    pub(super) fn flush(&mut self) {
        locked(&self.shared).add(std::mem::take(&mut self.told));
        self.claims = 0;
        let entities = std::mem::take(&mut self.batch);
        if !entities.is_empty() && self.send.send(Ok(Sent::Batch(Batch { file: self.file, entities }))).is_err() {
            self.closed = true;
        }
    }

    pub(super) fn fail(mut self, error: IntakeError) {
        self.flush();
        // Who takes no more has failed by itself.
        let _ = self.send.send(Err(error));
    }

    pub(super) fn finish(mut self) {
        self.flush();
        let _ = self.send.send(Ok(Sent::Done));
    }
}
