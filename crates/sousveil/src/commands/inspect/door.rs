//! Links and messages that somebody pastes into a page.

use std::io;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::time::Duration;

use anyhow::Result;
use sousveil_site::inspection::{Missed, Noted, Part};
use sousveil_site::{Inspector, is_open};
use sousveil_snapshot::Snapshot;

use super::feed::Feed;
use super::lines::{self, Setup};
use super::sites;
use crate::packs::Held;

/// So many messages are taken apart at once, each by a process of its own.
const AT_ONCE: usize = 2;
/// So long one may take: whoever waits for it must hear before a server gives up on its answer.
const LONGEST: Duration = Duration::from_secs(8);

/// What takes pasted messages apart, in the same process with limits as files.
///
/// # Errors
/// The snapshot can't be read, or the system does not tell which program this is.
pub fn inspector(packs: &Held, snapshot: &Snapshot, for_others: bool) -> Result<Inspector> {
    // What may not be shown must not be told as what another name looks like either.
    let setup = Setup::new(packs, sites(snapshot), is_open);
    let feeds =
        (0..AT_ONCE).map(|_| Ok(Mutex::new(Feed::new(setup.clone())?.within(LONGEST)))).collect::<Result<Vec<_>>>()?;
    let read = move |bytes: &[u8]| {
        let mut free = feeds.iter().find_map(|feed| match feed.try_lock() {
            Ok(feed) => Some(feed),
            // Whatever became of the last message, the next one gets a new process.
            Err(TryLockError::Poisoned(poisoned)) => Some(PoisonError::into_inner(poisoned)),
            Err(TryLockError::WouldBlock) => None,
        })?;
        Some(taken_apart(&mut free, bytes))
    };
    Ok(Inspector { read: Arc::new(read), for_others })
}

fn taken_apart(feed: &mut Feed, bytes: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    let ended = feed.file(None, &mut io::Cursor::new(bytes), None, &mut |line| parts.extend(lines::part(line)));
    if let Some(why) = ended.unwrap_or_else(|error| Some(format!("{error:#}"))) {
        parts.push(Part::Unread(Noted { place: String::new(), what: Missed::Failed(why), times: 1 }));
    }
    parts
}
