//! What the system says about processes: memory, time, load.

use std::fs;
use std::process::Child;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// What a process took from its beginning to its end.
#[derive(Debug, Clone, Copy, Default)]
pub struct Took {
    /// Time on the clock, in seconds.
    pub wall: f64,
    /// Time on all cores, in seconds.
    pub cpu: f64,
    /// Most memory at once, mapped files included, in bytes.
    pub peak: u64,
    /// Most memory of its own, in bytes.
    pub peak_anon: u64,
}

/// Waits for a process, and watches it.
///
/// # Errors
/// It fails.
pub fn watch(mut child: Child) -> Result<Took> {
    let begun = Instant::now();
    let cpu_before = children_cpu();
    let mut took = Took::default();
    let status = loop {
        took.peak = took.peak.max(status_of(child.id(), "VmHWM").unwrap_or(0));
        took.peak_anon = took.peak_anon.max(status_of(child.id(), "RssAnon").unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    if !status.success() {
        bail!("a process that was measured ended with {status}");
    }
    took.wall = begun.elapsed().as_secs_f64();
    took.cpu = children_cpu() - cpu_before;
    Ok(took)
}

/// A line of `/proc/PID/status`, in bytes.
pub fn status_of(pid: u32, name: &str) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kb| kb * 1024)
}

/// Nanoseconds that a process has computed, on all its threads: unlike the clock, it does not run while others do.
pub fn computed(pid: u32) -> u64 {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let of = |thread: fs::DirEntry| {
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<u64>().ok()
    };
    threads.filter_map(of).sum()
}

/// Milliseconds that this thread has computed.
pub fn own_ms() -> f64 {
    ms_of(rustix::time::ClockId::ThreadCPUTime)
}

/// Milliseconds that all threads of this process have computed.
pub fn own_ms_of_all() -> f64 {
    ms_of(rustix::time::ClockId::ProcessCPUTime)
}

fn ms_of(clock: rustix::time::ClockId) -> f64 {
    let now = rustix::time::clock_gettime(clock);
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let ms = now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 / 1e6;
    ms
}

/// Seconds on all cores that the children that have ended took.
fn children_cpu() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name, in parentheses, may hold anything; then come the fields from the third on.
    let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 = fields.split_whitespace().skip(13).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    #[expect(clippy::cast_precision_loss, reason = "hundredths of seconds")]
    let seconds = ticks as f64 / 100.0;
    seconds
}

/// The load of the last minute: others may be at work on this machine.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or("not known").to_owned()
}

/// Cores, and memory in gigabytes.
pub fn machine() -> (usize, u64) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kb =
        text.lines().find_map(|line| line.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse::<u64>().ok());
    (cores, kb.unwrap_or(0) / 1_000_000)
}
