//! Progress on long work: with rate and remaining time, on terminals only, and only after a moment.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work that takes less shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A meter on standard error.
#[derive(Debug)]
pub struct Meter {
    begun: Instant,
    bar: Option<(String, ProgressBar)>,
}

impl Meter {
    /// A meter that begins now.
    pub fn new() -> Self {
        Self { begun: Instant::now(), bar: None }
    }

    /// Shows how far a step is; a `total` of 0 is one that is not known.
    pub fn show(&mut self, step: &str, done: u64, total: u64) {
        if self.begun.elapsed() < PATIENCE || !std::io::stderr().is_terminal() {
            return;
        }
        if self.bar.as_ref().is_none_or(|(current, _)| current != step) {
            let bar = ProgressBar::new(total);
            let form = match total {
                0 => "{prefix:12} {pos}  {per_sec}",
                _ => "{prefix:12} {wide_bar} {pos}/{len}  {per_sec}  {eta} left",
            };
            if let Ok(style) = ProgressStyle::with_template(form) {
                bar.set_style(style);
            }
            bar.set_prefix(step.to_owned());
            if let Some((_, finished)) = self.bar.replace((step.to_owned(), bar)) {
                finished.finish_and_clear();
            }
        }
        if let Some((_, bar)) = &self.bar {
            bar.set_position(done);
        }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if let Some((_, bar)) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
