//! Work spread over the cores, its results in the order of its pieces.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// How many pieces wait for or in each thread: enough that a slow piece keeps nobody waiting, and few, since they are
/// what bounds the memory of a compilation.
const WAITING: usize = 3;
/// More threads than this only wait for the one that puts the results together.
const MOST_THREADS: usize = 8;

/// How many threads work.
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, |cores| cores.get().clamp(1, MOST_THREADS))
}

/// Does `work` on every piece, on all cores, and gives the results to `sink` in the order of the pieces.
///
/// `pieces` and `sink` run on the calling thread. A few pieces a thread are on the way at a time, however many there are.
///
/// # Errors
/// The first one, in the order of the pieces, ends it all.
pub fn ordered<T: Send, R: Send, E: Send>(
    mut pieces: impl Iterator<Item = Result<T, E>>,
    work: impl Fn(T) -> Result<R, E> + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    thread::scope(|scope| {
        let lanes: Vec<Lane<T, Result<R, E>>> = (0..threads())
            .map(|_| {
                let (jobs, inbox) = sync_channel::<T>(WAITING);
                let (outbox, results) = sync_channel(WAITING);
                let work = &work;
                scope.spawn(move || {
                    for piece in inbox {
                        if outbox.send(work(piece)).is_err() {
                            return;
                        }
                    }
                });
                Lane { jobs, results }
            })
            .collect();
        let mut inbound = lanes.iter().cycle();
        let mut outbound = lanes.iter().cycle();
        let mut on_the_way = 0;
        loop {
            while on_the_way < lanes.len() * WAITING
                && let Some(piece) = pieces.next()
                && let Some(lane) = inbound.next()
            {
                if lane.jobs.send(piece?).is_err() {
                    break;
                }
                on_the_way += 1;
            }
            let Some(lane) = outbound.next().filter(|_| on_the_way > 0) else { return Ok(()) };
            // A thread that is gone has panicked; the scope says so when it ends.
            let Ok(result) = lane.results.recv() else { return Ok(()) };
            on_the_way -= 1;
            sink(result?)?;
        }
    })
}

/// A thread, and the ways to and from it: pieces go to each in turn, so that results come from each in turn.
struct Lane<T, R> {
    jobs: SyncSender<T>,
    results: Receiver<R>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_the_first_error_ends_it() {
        let mut seen = Vec::new();
        let slow = |n: u64| -> Result<u64, String> {
            thread::sleep(std::time::Duration::from_micros(n % 7 * 50));
            Ok(n * 2)
        };
        ordered((0..500).map(Ok), slow, |n| {
            seen.push(n);
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, (0..500).map(|n| n * 2).collect::<Vec<_>>());

        let fails = |n: u64| if n >= 40 { Err(n) } else { Ok(n) };
        let mut last = 0;
        let error = ordered((0..500).map(Ok), fails, |n| {
            last = n;
            Ok(())
        });
        assert_eq!((error, last), (Err(40), 39));
        assert_eq!(ordered(std::iter::once(Err(7)), |n: u64| Ok(n), |_| Ok(())), Err(7));
    }
}
