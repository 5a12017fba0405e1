//! The connections under the router: how many there are, how long one may be silent, and how they end.
//!
//! The bounds of [`ConnectionLimits`] count for everybody together: who is over one gets 503 or waits, and the silent and the
//! very slow are cut off, so that room comes back by itself. What one address may ask is the duty of `rate`; here each
//! request is only given the address that it came from.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

use crate::figures::Figures;
use crate::pace::Pace;
use crate::rate::Peer;
use crate::site::ConnectionLimits;

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
pub async fn serve(listener: TcpListener, site: Router, limits: ConnectionLimits, stop: impl Future<Output = ()>) {
    serve_counted(listener, site, limits, Arc::default(), stop).await;
}

/// The same, with the connections counted among the figures of a site.
pub async fn serve_counted(
    listener: TcpListener,
    site: Router,
    limits: ConnectionLimits,
    figures: Arc<Figures>,
    stop: impl Future<Output = ()>,
) {
    let slots = Arc::new(Semaphore::new(limits.most));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    // The time for a head begins when one is waited for, so it bounds kept connections that ask nothing, too.
    http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(BUFFER);
    let mut stop = pin!(stop);
    loop {
        let (stream, peer, slot) = tokio::select! {
            next = next(&listener, &slots) => next,
            () = &mut stop => break,
        };
        let stream = TokioIo::new(Patient::new(stream, limits));
        let site = TowerToHyperService::new(site.clone());
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer.ip()));
            site.call(request)
        });
        let connection = graceful.watch(http.serve_connection(stream, service));
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
async fn next(listener: &TcpListener, slots: &Arc<Semaphore>) -> (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>) {
    // The semaphore is never closed, so there is always a slot to wait for.
    let slot = Arc::clone(slots).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // The end of an answer is often small and must not wait for a receipt. Without it all still works.
                let _ = stream.set_nodelay(true);
                return (stream, peer, slot);
            }
            Err(error) => {
                tracing::debug!(%error, "a connection could not be taken");
                sleep(PAUSE).await;
            }
        }
    }
}

/// A connection that is given up when its reader takes nothing for a while, or all too little.
struct Patient {
    stream: TcpStream,
    patience: Duration,
    timer: Pin<Box<Sleep>>,
    waiting: Option<Instant>,
    pace: Pace,
}

impl Patient {
    fn new(stream: TcpStream, limits: ConnectionLimits) -> Self {
        let pace = Pace::new(limits.least_rate, limits.pace);
        Self { stream, patience: limits.stall, timer: Box::pin(sleep(limits.stall)), waiting: None, pace }
    }

    /// Passes on what a write gave; one that can't go on starts the clock or is ended by it.
    fn watch(&mut self, written: Poll<io::Result<usize>>, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(result) = &written {
            let waited = self.waiting.take().map_or(Duration::ZERO, |since| since.elapsed());
            let bytes = result.as_ref().map_or(0, |bytes| *bytes as u64);
            if self.pace.keeps(waited, bytes) {
                return written;
            }
        } else {
            if self.waiting.is_none() {
                let now = Instant::now();
                self.waiting = Some(now);
                self.timer.as_mut().reset(now + self.patience);
            }
            ready!(self.timer.as_mut().poll(cx));
        }
        // What the system still holds for this reader is thrown away too, and the reader sees that it was cut off.
        let _ = self.stream.set_zero_linger();
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the reader took too little")))
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
