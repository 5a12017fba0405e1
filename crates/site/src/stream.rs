//! Answers that are written by a thread while they are sent, so that a list of any length needs little memory.
//!
//! Each holds a thread for as long as its reader takes, so there are few of them at once and none waits for ever.

use std::future::Future as _;
use std::io::{self, Write};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker, ready};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use http_body::Frame;
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use crate::cx::Cx;
use crate::error::Error;
use crate::rate::Share;

/// How many parts wait for a slow reader before the writer waits too.
const WAITING: usize = 4;
/// How large a part is.
const PART: usize = 32 * 1024;

/// A piece of the answer; `None` is its end. A channel that closes without one was cut off.
type Part = Option<Bytes>;

/// A body that `write` fills from a thread of its own. Where it fails midway, or its reader takes nothing for too
/// long, the connection is cut: a reader must not take half a list for a whole one.
pub(crate) fn body(
    cx: &Cx,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error> + Send + 'static,
) -> Result<Body, Error> {
    let site = &cx.site;
    let share = site.buckets.share(cx.client).ok_or(Error::TooManyStreams)?;
    let permit = Arc::clone(&site.streams).try_acquire_owned().map_err(|_| Error::Busy)?;
    // Thread and body both hold them: whichever of them ends last makes room for the next.
    let permit = Arc::new((permit, share));
    let (sender, receiver) = mpsc::channel(WAITING);
    let out = Sender { parts: sender, patience: site.config.limits.connections.stall };
    let body = Parts { parts: receiver, ended: false, _permit: Arc::clone(&permit) };
    tokio::task::spawn_blocking(move || {
        let _permit = permit;
        match fill(out, write) {
            Ok(()) => {}
            Err(error) if is_readers_doing(&error) => tracing::debug!(%error, "a reader ended an answer early"),
            // The address is left out on purpose, as for pages that fail.
            Err(error) => tracing::error!(%error, "an answer was cut off, since the rest of it could not be made"),
        }
    });
    Ok(Body::new(body))
}

fn fill(out: Sender, write: impl FnOnce(&mut dyn Write) -> Result<(), Error>) -> Result<(), Error> {
    let mut out = io::BufWriter::with_capacity(PART, out);
    write(&mut out)?;
    out.flush().and_then(|()| out.get_ref().send(None)).map_err(sousveil_export::Error::from)?;
    Ok(())
}

/// Whether an answer ended since its reader went away, or took nothing for too long.
fn is_readers_doing(error: &Error) -> bool {
    let kind = match error {
        Error::Export(sousveil_export::Error::Write(error)) => Some(error.kind()),
        Error::Export(sousveil_export::Error::Json(error)) => error.io_error_kind(),
        _ => None,
    };
    matches!(kind, Some(io::ErrorKind::BrokenPipe | io::ErrorKind::TimedOut | io::ErrorKind::ConnectionReset))
}

struct Sender {
    parts: mpsc::Sender<Part>,
    patience: Duration,
}

impl Sender {
    /// Waits for room, but not for ever. The thread parks by itself instead of asking the runtime for a timer,
    /// which may be shut down already while the thread still writes.
    fn send(&self, part: Part) -> io::Result<()> {
        let until = Instant::now() + self.patience;
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut room = pin!(self.parts.reserve());
        loop {
            match room.as_mut().poll(&mut context) {
                Poll::Ready(Ok(room)) => {
                    room.send(part);
                    return Ok(());
                }
                Poll::Ready(Err(_)) => return Err(io::Error::new(io::ErrorKind::BrokenPipe, "the reader went away")),
                Poll::Pending => {}
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "the reader took nothing for too long"));
            }
            thread::park_timeout(left);
        }
    }
}

impl Write for Sender {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A long value comes past the buffer; in parts it is bounded like all else.
        let part = bytes.get(..PART).unwrap_or(bytes);
        self.send(Some(Bytes::copy_from_slice(part)))?;
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

struct Parts {
    parts: mpsc::Receiver<Part>,
    /// Its end was told, good or bad.
    ended: bool,
    _permit: Arc<(OwnedSemaphorePermit, Share)>,
}

impl http_body::Body for Parts {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.ended {
            // Who packs the answer asks once more after its end.
            return Poll::Ready(None);
        }
        let part = ready!(self.parts.poll_recv(cx));
        self.ended = !matches!(part, Some(Some(_)));
        Poll::Ready(match part {
            Some(Some(bytes)) => Some(Ok(Frame::data(bytes))),
            Some(None) => None,
            None => Some(Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the answer was cut off"))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_who_goes_is_told_apart_from_a_fault_of_ours() {
        let written = |kind| Error::from(sousveil_export::Error::Write(io::Error::from(kind)));
        for kind in [io::ErrorKind::BrokenPipe, io::ErrorKind::TimedOut, io::ErrorKind::ConnectionReset] {
            assert!(is_readers_doing(&written(kind)), "{kind}");
            let json = serde_json::Error::io(io::Error::from(kind));
            assert!(is_readers_doing(&Error::from(sousveil_export::Error::Json(json))), "{kind}");
        }
        assert!(!is_readers_doing(&written(io::ErrorKind::StorageFull)), "a workbook for which there is no room");
        let number = sousveil_snapshot::SnapshotError::NoSuchNumber { number: 1, len: 0 };
        assert!(!is_readers_doing(&Error::from(sousveil_export::Error::Snapshot(number))));
    }
}
