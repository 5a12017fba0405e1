//! Answers that are written by a thread while they are sent, so that a list of any length needs little memory.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use http_body::Frame;
use tokio::sync::mpsc;

use crate::error::Error;

/// How many parts wait for a slow reader before the writer waits too.
const WAITING: usize = 4;
/// How large a part is.
const PART: usize = 32 * 1024;

type Part = io::Result<Bytes>;

/// A body that `write` fills from a thread of its own. Where it fails midway the connection is cut:
/// a reader must not take half a list for a whole one.
pub(crate) fn body(write: impl FnOnce(&mut dyn Write) -> Result<(), Error> + Send + 'static) -> Body {
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut out = io::BufWriter::with_capacity(PART, Sender(sender.clone()));
        let done = write(&mut out).and_then(|()| Ok(out.flush().map_err(sousveil_export::Error::from)?));
        if let Err(error) = done {
            tracing::debug!(%error, "a streamed answer ended early");
            let _ = sender.blocking_send(Err(io::Error::other(error.to_string())));
        }
    });
    Body::new(Parts(receiver))
}

struct Sender(mpsc::Sender<Part>);

impl Write for Sender {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .blocking_send(Ok(Bytes::copy_from_slice(bytes)))
            .map_err(|_| io::Error::new(io::ErrorKind::BrokenPipe, "the reader went away"))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Parts(mpsc::Receiver<Part>);

impl http_body::Body for Parts {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0.poll_recv(cx).map(|part| part.map(|p| p.map(Frame::data)))
    }
}
