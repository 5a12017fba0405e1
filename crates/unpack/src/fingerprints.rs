//! Fingerprints of files by the sums that publications know them by.

use std::panic::resume_unwind;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use data_encoding::HEXLOWER;
use md5::Digest as _;
use sousveil_inspect::{Kind, Observable, Seen};

/// The three sums of the bytes so far.
#[derive(Clone, Default)]
pub(crate) struct Fingerprints {
    md5: md5::Md5,
    sha1: sha1::Sha1,
    sha256: sha2::Sha256,
}

impl Fingerprints {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut sums = Self::default();
        sums.add(bytes);
        sums
    }

    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.md5.update(bytes);
        self.sha1.update(bytes);
        self.sha256.update(bytes);
    }

    pub(crate) fn seen(self) -> impl Iterator<Item = Seen> {
        let sums = [
            (Kind::Md5, HEXLOWER.encode(&self.md5.finalize())),
            (Kind::Sha1, HEXLOWER.encode(&self.sha1.finalize())),
            (Kind::Sha256, HEXLOWER.encode(&self.sha256.finalize())),
        ];
        sums.into_iter().filter_map(|(kind, sum)| Observable::new(kind, &sum).ok().as_ref().and_then(Seen::of))
    }
}

/// Takes fingerprints while others work with the same bytes: of a long file that takes as long as all else.
pub(crate) enum Taking {
    Here(Box<Fingerprints>, u64),
    Beside(SyncSender<Box<[u8]>>, JoinHandle<Fingerprints>),
}

/// A shorter file is not worth a thread.
const LONG: u64 = 1 << 20;
/// Pieces that wait to be summed, at most.
const WAITING: usize = 4;

impl Taking {
    pub(crate) fn new() -> Self {
        Self::Here(Box::default(), 0)
    }

    pub(crate) fn add(&mut self, bytes: &[u8]) {
        match self {
            Self::Here(sums, length) => {
                sums.add(bytes);
                *length += bytes.len() as u64;
                if *length > LONG {
                    let (send, pieces) = sync_channel::<Box<[u8]>>(WAITING);
                    let mut sums = Fingerprints::clone(sums);
                    let summing = thread::Builder::new().spawn(move || {
                        pieces.iter().for_each(|piece| sums.add(&piece));
                        sums
                    });
                    // Where the system has no thread left it goes on here.
                    match summing {
                        Ok(thread) => *self = Self::Beside(send, thread),
                        Err(_) => *length = 0,
                    }
                }
            }
            // It ends no sooner than the pieces do.
            Self::Beside(send, _) => drop(send.send(bytes.into())),
        }
    }

    pub(crate) fn taken(self) -> Fingerprints {
        match self {
            Self::Here(sums, _) => *sums,
            Self::Beside(send, thread) => {
                drop(send);
                thread.join().unwrap_or_else(|panic| resume_unwind(panic))
            }
        }
    }
}
