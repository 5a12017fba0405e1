//! This program once more, as a limited process for strangers' bytes: how it is called, and how it ended.

use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

/// How long a process that closed its output may take to end.
const ENDING: Duration = Duration::from_secs(2);

/// The running program, even where its file was replaced meanwhile.
///
/// # Errors
/// The system does not tell.
pub fn myself() -> std::io::Result<PathBuf> {
    let link = Path::new("/proc/self/exe");
    if link.exists() { Ok(link.to_owned()) } else { std::env::current_exe() }
}

/// Gives the process a moment to end by itself, so that its own reason is known, then ends it.
pub fn ended(child: &mut Child) -> Option<ExitStatus> {
    let until = Instant::now() + ENDING;
    while Instant::now() < until {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    child.wait().ok()
}

/// Why it ended, where it might have so much memory (in bytes) and so many seconds of computing.
#[cfg(unix)]
pub fn how_it_ended(status: Option<ExitStatus>, memory: u64, seconds: u64) -> String {
    use std::os::unix::process::ExitStatusExt as _;
    // Signals by their numbers on Linux: ABRT is what an allocation that was refused ends with.
    match status.and_then(|s| s.signal()) {
        Some(6) => format!("its reader wanted more than {} MB of memory", memory / 1024 / 1024),
        Some(24) => format!("its reader computed for more than {seconds} seconds"),
        // Systems end with it what computes on past its time, and whatever they please where memory runs out.
        Some(9) => format!(
            "its reader was ended by the system: there was too little memory, or it computed for {seconds} seconds"
        ),
        Some(signal) => format!("its reader was ended by signal {signal}"),
        None => "its reader failed on it".to_owned(),
    }
}

/// As above, where the system says less.
#[cfg(not(unix))]
pub fn how_it_ended(_: Option<ExitStatus>, _: u64, _: u64) -> String {
    "its reader failed on it".to_owned()
}
