//! Lists that are fetched now and then, where the manifest says how often. The work is done by another process with the
//! lowest priority, one list at a time: whatever it costs, and however it ends, answers go on. What it puts in place is
//! taken up as any other new snapshot is.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sousveil_site::List;

/// A list, and when it is looked for next.
struct Due {
    list: Arc<List>,
    every: Duration,
    next: Instant,
}

/// Begins; each list is looked for at once, then whenever its time has come.
pub(super) fn start(manifest: PathBuf, lists: impl Iterator<Item = (Arc<List>, Duration)>) -> io::Result<()> {
    let now = Instant::now();
    let due: Vec<Due> = lists.map(|(list, every)| Due { list, every, next: now }).collect();
    if due.is_empty() {
        return Ok(());
    }
    for Due { list, every, .. } in &due {
        tracing::info!("list {}: looked for every {} s, as the manifest says", list.name(), every.as_secs());
    }
    let work = move || forever(&manifest, due);
    std::thread::Builder::new().name("schedule".to_owned()).spawn(work).map(drop)
}

fn forever(manifest: &Path, mut due: Vec<Due>) {
    loop {
        let Some(first) = due.iter_mut().min_by_key(|one| one.next) else { return };
        std::thread::sleep(first.next.saturating_duration_since(Instant::now()));
        let name = first.list.name();
        match fetch(manifest, name) {
            Ok(said) => {
                first.list.fetched(true);
                tracing::info!("list {said}");
            }
            Err(why) => {
                first.list.fetched(false);
                tracing::error!("list {name}: could not be fetched, the old version is served on: {why}");
            }
        }
        // From its end: a list that takes longer than its interval leaves time for others.
        first.next = Instant::now() + first.every;
    }
}

/// Has it fetched; what was said of it, or why it could not be.
fn fetch(manifest: &Path, name: &str) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(program)
        .args(["lists", "fetch", "--background", "--manifest"])
        .arg(manifest)
        .arg("--")
        .arg(name)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    let (out, err) = (last_line(&output.stdout), last_line(&output.stderr));
    if output.status.success() { Ok(out) } else { Err(if err.is_empty() { output.status.to_string() } else { err }) }
}

fn last_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    sousveil_text::visible(line.trim_start_matches("error: "), 1000)
}
