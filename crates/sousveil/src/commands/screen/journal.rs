//! What a run has finished, kept beside its output, so that the next one can go on from there.
//!
//! `OUT.partial` holds what is written so far, `OUT.partial.new` the undecided matches, and `OUT.partial.journal` first
//! what the run hangs on, then, line by line, how far both can be believed. What stands behind the last whole line of
//! the journal is cut off.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use super::counts::Counts;
use super::record::Plan;

/// How often what is written is made safe.
const SAFE: Duration = Duration::from_millis(500);

/// How far a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Bytes of what is written.
    pub bytes: u64,
    /// Bytes of the undecided matches.
    pub new_bytes: u64,
    /// What became of the rows until there.
    pub counts: Counts,
}

/// How a run begins.
#[derive(Debug, PartialEq, Eq)]
pub enum Begin {
    /// There was none before.
    Fresh,
    /// One was ended after so many rows.
    Resumed(u64),
    /// One was ended, but can't be gone on with, for these reasons.
    Anew(Vec<String>),
}

/// The files of a run.
#[derive(Debug)]
pub struct Journal {
    journal: File,
    data: File,
    new: File,
    /// How far it is.
    pub point: Point,
    safe: Instant,
    paths: [PathBuf; 3],
}

/// The files beside an output: data, undecided matches, journal.
fn beside(out: &Path) -> [PathBuf; 3] {
    ["partial", "partial.new", "partial.journal"].map(|ending| {
        let mut name = out.as_os_str().to_owned();
        name.push(".");
        name.push(ending);
        name.into()
    })
}

impl Journal {
    /// Opens what an earlier run left, or begins. The plan keeps the time of the run that is gone on with.
    pub fn open(out: &Path, plan: &mut Plan, head: &[u8], restart: bool) -> Result<(Self, Begin)> {
        let paths = beside(out);
        let [data, new, journal] = &paths;
        let open = |path: &Path| {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            options.open(path).with_context(|| format!("opening {}", path.display()))
        };
        let journal = open(journal)?;
        match journal.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!("another run is writing {}", out.display()),
            Err(TryLockError::Error(e)) => return Err(e).context("locking the journal"),
        }
        let (before, point) = read(&journal);
        let mut this =
            Self { data: open(data)?, new: open(new)?, journal, point: Point::default(), safe: Instant::now(), paths };
        let differences = before.as_ref().map(|before| plan.differences(before));
        match (before, point, differences) {
            (Some(before), Some(point), Some(differences))
                if differences.is_empty() && !restart && this.holds(point)? =>
            {
                plan.when = before.when;
                this.cut(point)?;
                Ok((this, Begin::Resumed(point.counts.rows)))
            }
            (before, _, differences) => {
                this.begin(plan, head)?;
                let begin = match (before, differences) {
                    (None, _) => Begin::Fresh,
                    (Some(_), _) if restart => Begin::Anew(vec!["--restart".to_owned()]),
                    (Some(_), Some(differences)) if !differences.is_empty() => Begin::Anew(differences),
                    _ => Begin::Anew(vec!["what it wrote is not whole".to_owned()]),
                };
                Ok((this, begin))
            }
        }
    }

    fn holds(&self, point: Point) -> Result<bool> {
        Ok(self.data.metadata()?.len() >= point.bytes && self.new.metadata()?.len() >= point.new_bytes)
    }

    fn cut(&mut self, point: Point) -> Result<()> {
        for (file, length) in [(&mut self.data, point.bytes), (&mut self.new, point.new_bytes)] {
            file.set_len(length)?;
            file.seek(SeekFrom::End(0))?;
        }
        self.point = point;
        // A line that was cut short must not run into the next one.
        self.journal.seek(SeekFrom::End(0))?;
        self.journal.write_all(b"\n")?;
        self.note()
    }

    fn begin(&mut self, plan: &Plan, head: &[u8]) -> Result<()> {
        for file in [&mut self.data, &mut self.new, &mut self.journal] {
            file.set_len(0)?;
            file.rewind()?;
        }
        let mut line = serde_json::to_vec(plan)?;
        line.push(b'\n');
        self.journal.write_all(&line)?;
        self.data.write_all(head)?;
        self.point.bytes = head.len() as u64;
        self.note()
    }

    /// Adds what a piece of the table became.
    pub fn add(&mut self, bytes: &[u8], new: &[u8], counts: &Counts) -> Result<()> {
        self.data.write_all(bytes)?;
        self.new.write_all(new)?;
        self.point.bytes += bytes.len() as u64;
        self.point.new_bytes += new.len() as u64;
        self.point.counts.join(counts);
        if self.safe.elapsed() >= SAFE { self.note() } else { Ok(()) }
    }

    /// Makes safe what is written, then says so.
    pub fn note(&mut self) -> Result<()> {
        self.data.sync_data()?;
        self.new.sync_data()?;
        let mut line = serde_json::to_vec(&self.point)?;
        line.push(b'\n');
        self.journal.write_all(&line)?;
        self.safe = Instant::now();
        Ok(())
    }

    /// What is written so far.
    pub fn data(&self) -> &Path {
        let [data, ..] = &self.paths;
        data
    }

    /// The undecided matches.
    pub fn new_pairs(&self) -> &Path {
        let [_, new, _] = &self.paths;
        new
    }

    /// Takes away what is left beside the output, the journal last.
    pub fn finish(self) -> Result<()> {
        for path in &self.paths {
            match std::fs::remove_file(path) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    return Err(e).with_context(|| format!("removing {}", path.display()));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// The plan of an earlier run, and its last point that was written whole.
fn read(journal: &File) -> (Option<Plan>, Option<Point>) {
    let mut lines = BufReader::new(journal).lines().map_while(std::result::Result::ok);
    let plan = lines.next().and_then(|line| serde_json::from_str(&line).ok());
    let point = lines.filter_map(|line| serde_json::from_str(&line).ok()).last();
    (plan, point)
}
