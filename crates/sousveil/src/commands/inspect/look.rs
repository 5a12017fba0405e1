//! Goes through files and folders, and keeps what is said of them.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Result;
use sousveil_inspect::{Seen, Sites, Unread};
use sousveil_site::inspection::{Answer, Missed, Noted, Part, Stock};

use super::feed::Feed;
use super::lines::{self, Setup};
use crate::packs::Held;
use crate::progress::Meter;

/// What was looked at so far.
pub struct Look<'p> {
    packs: &'p Held,
    today: Option<u32>,
    feed: Feed,
    meter: Meter,
    answer: Answer<'p>,
}

impl<'p> Look<'p> {
    pub fn new(packs: &'p Held, today: Option<u32>, setup: Setup) -> Result<Self> {
        let mut look =
            Self { packs, today, feed: Feed::new(setup)?, meter: Meter::new(), answer: Answer::new(Stock::of(packs)) };
        look.rules()?;
        Ok(look)
    }

    /// Mistakes in rules are told before anything is looked at.
    fn rules(&mut self) -> Result<()> {
        if let Some(made) = self.feed.rules()? {
            self.answer.rules = made.rules;
            for (file, rule) in &made.left_out {
                let what = Missed::Told(Unread::RuleLeftOut { rule: rule.clone() });
                self.answer.unread.push(Noted { place: file.display().to_string(), what, times: 1 });
            }
        }
        Ok(())
    }

    pub fn answer(self) -> Answer<'p> {
        self.answer
    }

    /// What was given by itself.
    pub fn seen(&mut self, place: &str, seen: &[Seen], sites: &Sites<'_>) {
        self.answer.inputs += 1;
        self.answer.seen += seen.len() as u64;
        for seen in seen {
            if let Some(what) = lines::look_alike(sites, seen) {
                self.answer.asks.push(Noted { place: place.to_owned(), what, times: 1 });
            }
            let part = Part::Seen { place: String::new(), line: None, visited: None, seen: seen.clone() };
            self.answer.add(self.packs, self.today, place, part);
        }
    }

    /// A file, a folder, or standard input. What can't be read is told in the answer: it must not hide what was found elsewhere.
    pub fn input(&mut self, path: &Path) {
        let read = if path == Path::new("-") {
            self.bytes("standard input", None, &mut io::stdin(), None)
        } else if path.is_dir() {
            self.folder(path)
        } else {
            self.file(path)
        };
        if let Err(error) = read {
            self.failed(path, &format!("{error:#}"));
        }
    }

    fn file(&mut self, path: &Path) -> Result<()> {
        let mut file = File::open(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let log = beside(path, "-wal").filter(|log| log.is_file());
        self.bytes(&path.display().to_string(), name, &mut file, log.as_deref())
    }

    fn bytes(
        &mut self,
        place: &str,
        name: Option<String>,
        bytes: &mut (dyn Read + Send),
        log: Option<&Path>,
    ) -> Result<()> {
        self.answer.inputs += 1;
        self.meter.show("inspect", self.answer.inputs, 0);
        let mut said = Vec::new();
        let failed = self.feed.file(name, bytes, log, &mut |line| said.push(line));
        for part in said.into_iter().filter_map(lines::part) {
            self.answer.add(self.packs, self.today, place, part);
        }
        if let Some(why) = failed? {
            self.answer.unread.push(Noted { place: place.to_owned(), what: Missed::Failed(why), times: 1 });
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Path) -> Result<()> {
        let mut inside: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() || kind.is_file() {
                inside.push(entry.path());
            } else {
                self.failed(&entry.path(), "neither a file nor a folder");
            }
        }
        inside.sort();
        let files: HashSet<PathBuf> = inside.iter().cloned().collect();
        for path in inside {
            // What a database keeps beside itself is read with it.
            let of_database = ["-wal", "-shm"]
                .iter()
                .any(|end| without(&path, end).is_some_and(|base| files.contains(&base) && is_database(&base)));
            if of_database {
                continue;
            }
            let read = if path.is_dir() { self.folder(&path) } else { self.file(&path) };
            // One file that can't be read must not hide what is in the others.
            if let Err(error) = read {
                self.failed(&path, &format!("{error:#}"));
            }
        }
        Ok(())
    }

    fn failed(&mut self, path: &Path, why: &str) {
        let place = path.display().to_string();
        self.answer.unread.push(Noted { place, what: Missed::Failed(why.to_owned()), times: 1 });
    }
}

/// Whether it is a database, by its first bytes.
fn is_database(path: &Path) -> bool {
    let mut start = [0; 16];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *b"SQLite format 3\0"
}

/// The file of that name with something behind it.
fn beside(path: &Path, end: &str) -> Option<PathBuf> {
    let mut name = path.file_name()?.to_owned();
    name.push(end);
    Some(path.with_file_name(name))
}

fn without(path: &Path, end: &str) -> Option<PathBuf> {
    Some(path.with_file_name(path.file_name()?.to_str()?.strip_suffix(end)?))
}
