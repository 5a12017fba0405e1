//! The connections under the router: how many there are, how long one may be silent, and how they end.
//!
//! There is no limit for each client. Behind an onion service or a proxy every reader has the same address, so a
//! limit by address would shut out all of them at once. The bounds of [`Limits`] count for everybody together:
//! who is over one gets 503 or waits, and the silent are cut off, so that room comes back by itself.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

use crate::figures::Figures;
use crate::site::Limits;

/// What the system may hold for one reader (it doubles the number). By itself it takes megabytes on a local
/// connection and tells of room only once a third is read, so that a slow but honest reader would look silent.
const SEND_BUFFER: u32 = 64 * 1024;
/// What is held of a request's head, and of an answer that is on its way.
const BUFFER: usize = 64 * 1024;
/// Connections that wait in the system's queue.
const QUEUE: u32 = 1024;
/// How long to wait where a connection can't be taken, which is mostly for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(100);

/// Listens there. Connections inherit what is set on the socket.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A server that was just stopped can be started again on its port.
    socket.set_reuseaddr(true)?;
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(QUEUE)
}

/// Serves until `stop` is done. Answers that are on their way then are sent, within the grace of `limits`.
pub async fn serve(listener: TcpListener, site: Router, limits: Limits, stop: impl Future<Output = ()>) {
    serve_counted(listener, site, limits, Arc::default(), stop).await;
}

/// The same, with the connections counted among the figures of a site.
pub async fn serve_counted(
    listener: TcpListener,
    site: Router,
    limits: Limits,
    figures: Arc<Figures>,
    stop: impl Future<Output = ()>,
) {
    let slots = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    // The time for a head begins when one is waited for, so it bounds kept connections that ask nothing, too.
    http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(BUFFER);
    let mut stop = pin!(stop);
    loop {
        let (stream, slot) = tokio::select! {
            next = next(&listener, &slots) => next,
            () = &mut stop => break,
        };
        let stream = TokioIo::new(Patient::new(stream, limits.stall));
        let connection = graceful.watch(http.serve_connection(stream, TowerToHyperService::new(site.clone())));
        let counted = figures.connected();
        tokio::spawn(async move {
            let _held = (slot, counted);
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = sleep(limits.grace) => tracing::warn!("stopped while answers were being sent"),
    }
}

/// The next connection, once there is room for it; until then it waits in the system's queue.
async fn next(listener: &TcpListener, slots: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // The semaphore is never closed, so there is always a slot to wait for.
    let slot = Arc::clone(slots).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // The end of an answer is often small and must not wait for a receipt. Without it all still works.
                let _ = stream.set_nodelay(true);
                return (stream, slot);
            }
            Err(error) => {
                tracing::debug!(%error, "a connection could not be taken");
                sleep(PAUSE).await;
            }
        }
    }
}

/// A connection that is given up when its reader takes nothing for a while.
struct Patient {
    stream: TcpStream,
    patience: Duration,
    timer: Pin<Box<Sleep>>,
    waiting: bool,
}

impl Patient {
    fn new(stream: TcpStream, patience: Duration) -> Self {
        Self { stream, patience, timer: Box::pin(sleep(patience)), waiting: false }
    }

    /// Passes on what a write gave; one that can't go on starts the clock or is ended by it.
    fn watch(&mut self, written: Poll<io::Result<usize>>, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.waiting = false;
            return written;
        }
        if !self.waiting {
            self.waiting = true;
            self.timer.as_mut().reset(Instant::now() + self.patience);
        }
        ready!(self.timer.as_mut().poll(cx));
        // What the system still holds for this reader is thrown away too, and the reader sees that it was cut off.
        let _ = self.stream.set_zero_linger();
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the reader took nothing for too long")))
    }
}

impl AsyncRead for Patient {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.watch(written, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.watch(written, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
