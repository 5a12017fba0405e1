//! A list fetched: looked for, brought, put together with what changed, compiled, and in the place of the old one.

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use jiff::Timestamp;
use sousveil_export::ftm::catalogue::Hashing;
use sousveil_intake::lists::{Applied, Form, apply};
use sousveil_snapshot::Snapshot;

use super::compile::{Compiled, compile};
use super::former;
use super::index::{self, Entry};
use super::kept::{Kept, KeptFile, Said, Shelf, read};
use super::manifest::{Dataset, Origin, Source};
use super::take::{self, Expected, Taken, take};
use super::web::Web;

/// What is wished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The newest version, compiled.
    Fetch,
    /// Only whether there is a newer one; nothing is written.
    Look,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// There is nothing new.
    Same {
        /// The version that is here.
        version: String,
    },
    /// This is in place now.
    New {
        /// Its version.
        version: String,
        /// How many entities it has.
        entities: u64,
    },
    /// There would be something new: these files, in this version where one is told.
    Would {
        /// What would be fetched.
        files: Vec<String>,
        /// Its version.
        version: Option<String>,
    },
}

/// Looks for a newer version of a list than the one that is here, and brings it. `now` is the version of what says no
/// time of its own; `say` hears what else is to be known.
///
/// Whatever goes wrong, the snapshot that is here stays as it is.
pub fn fetch(list: &Dataset, wish: Wish, web: &Web, now: Timestamp, say: &dyn Fn(&str)) -> Result<Fetched> {
    let origin = list.origin.as_ref().context("the manifest does not say where new versions lie")?;
    // What came from elsewhere, or without a snapshot, or with one that this program can't read, is fetched anew.
    let told = origin.to_string();
    let counts = |kept: &Kept| kept.origin == told && is_there(&list.path);
    if wish == Wish::Look {
        let before = read(&Shelf::place(&list.path)?).filter(counts);
        return look(origin, before.as_ref(), web);
    }
    let shelf = Shelf::hold(&list.path)?;
    let before = shelf.kept().filter(counts);
    shelf.clear(before.as_ref())?;
    let work = Work { list, origin: &told, shelf: &shelf, before: before.as_ref(), web, now, say };
    let done = match origin {
        Origin::Files { files, form } => work.files(files, *form),
        Origin::Index { at, scope, resource } => work.index(at, scope, resource),
    };
    if done.is_err() {
        // What is new of it is of no use alone.
        shelf.clear(before.as_ref())?;
    }
    done
}

fn is_there(snapshot: &Path) -> bool {
    Snapshot::open(snapshot).is_ok()
}

fn look(origin: &Origin, before: Option<&Kept>, web: &Web) -> Result<Fetched> {
    let would = |files: Vec<String>, version| match before {
        Some(before) if files.is_empty() => Fetched::Same { version: before.version.clone() },
        _ => Fetched::Would { files, version },
    };
    match origin {
        Origin::Files { files, .. } => {
            let mut new = Vec::new();
            for (at, (source, _)) in files.iter().enumerate() {
                if take::is_new(source, before.and_then(|before| before.files.get(at)), web)? {
                    new.push(source.to_string());
                }
            }
            Ok(would(new, None))
        }
        Origin::Index { at, scope, resource } => {
            let known = before.and_then(|before| before.index.clone()).unwrap_or_default();
            Ok(match index::read(at, scope, resource, &known, web)? {
                Some(entry) if before.is_none_or(|before| before.version != entry.version) => {
                    would(vec![entry.file.to_string()], Some(entry.version))
                }
                _ => would(Vec::new(), None),
            })
        }
    }
}

struct Work<'a> {
    list: &'a Dataset,
    origin: &'a str,
    shelf: &'a Shelf,
    before: Option<&'a Kept>,
    web: &'a Web,
    now: Timestamp,
    say: &'a dyn Fn(&str),
}

impl Work<'_> {
    fn files(&self, files: &[(Source, Option<String>)], form: Option<Form>) -> Result<Fetched> {
        let mut taken: Vec<Taken> = Vec::new();
        for (at, (source, sha256)) in files.iter().enumerate() {
            let before = self.before.and_then(|before| before.files.get(at));
            let expected = Expected { sha256: sha256.clone(), ..Expected::default() };
            taken.push(take(source, before, &expected, self.shelf.dir(), self.web)?);
        }
        let days = taken.iter().filter_map(|taken| day(&taken.kept.said)).max();
        let version = days.unwrap_or_else(|| self.now.strftime("%Y-%m-%d").to_string());
        let is_new = taken.iter().any(|taken| taken.is_new)
            || self.before.is_none_or(|before| before.files.len() != taken.len());
        let files = taken.into_iter().map(|taken| taken.kept).collect();
        match self.before.filter(|_| !is_new) {
            Some(before) => {
                let version = before.version.clone();
                self.shelf.keep(&Kept::new(self.origin, version.clone(), None, files))?;
                Ok(Fetched::Same { version })
            }
            None => self.compile(Kept::new(self.origin, version, None, files), form, None),
        }
    }

    fn index(&self, at: &Source, scope: &str, resource: &str) -> Result<Fetched> {
        let known = self.before.and_then(|before| before.index.clone()).unwrap_or_default();
        let entry = index::read(at, scope, resource, &known, self.web)?;
        let same = |before: &&Kept| entry.as_ref().is_none_or(|entry| entry.version == before.version);
        if let Some(before) = self.before.filter(same) {
            let version = before.version.clone();
            if let Some(entry) = entry {
                let mut kept = before.clone();
                kept.index = Some(entry.said);
                self.shelf.keep(&kept)?;
            }
            return Ok(Fetched::Same { version });
        }
        let entry = entry.with_context(|| format!("{at}: found no answer, expected the index"))?;
        let file = match self.by_deltas(&entry) {
            Ok(Some(file)) => file,
            Ok(None) => self.whole(&entry)?,
            Err(error) => {
                (self.say)(&format!("the differences can't be used, so the whole is fetched: {error:#}"));
                self.whole(&entry)?
            }
        };
        let kept = Kept::new(self.origin, entry.version.clone(), Some(entry.said.clone()), vec![file]);
        self.compile(kept, None, Some(&entry))
    }

    fn whole(&self, entry: &Entry) -> Result<KeptFile> {
        Ok(take(&entry.file, None, &entry.expected, self.shelf.dir(), self.web)?.kept)
    }

    /// The file of the version that is here, with all that has changed since put in.
    fn by_deltas(&self, entry: &Entry) -> Result<Option<KeptFile>> {
        let Some((before, [file])) = self.before.map(|before| (before, before.files.as_slice())) else {
            return Ok(None);
        };
        let Some(steps) = entry.deltas(&before.version, self.web)? else { return Ok(None) };
        let dir = self.shelf.dir();
        let mut deltas: Vec<PathBuf> = Vec::new();
        for step in &steps {
            let taken = take(step, None, &Expected::default(), dir, self.web)?;
            deltas.push(take::place(dir, &taken.kept));
        }
        let at = || dir.display().to_string();
        let new = tempfile::NamedTempFile::new_in(dir).with_context(at)?;
        let mut out = BufWriter::with_capacity(1 << 18, new.as_file());
        let mut hashing = Hashing::new(&mut out);
        let Applied { added, changed, gone, entities } = apply(&take::place(dir, file), &deltas, &mut hashing)?;
        let hashes = hashing.finish();
        out.flush().and_then(|()| new.as_file().sync_all()).with_context(at)?;
        drop(out);
        if let Some(expected) = entry.entities {
            ensure!(entities == expected, "they lead to {entities} entities, the index tells of {expected}");
        }
        (self.say)(&format!("{} differences: {added} added, {changed} changed, {gone} gone", steps.len()));
        let name = format!("{}-{}", hashes.sha256.chars().take(16).collect::<String>(), "entities.ftm.json");
        new.persist(dir.join(&name)).with_context(at)?;
        // Of another source than the whole: the next time that is not taken for this one.
        let source = format!("{} by differences", entry.file);
        let (size, sha256) = (hashes.size, hashes.sha256);
        Ok(Some(KeptFile { source, file: name, size, sha256, said: Said::default() }))
    }

    fn compile(&self, kept: Kept, form: Option<Form>, entry: Option<&Entry>) -> Result<Fetched> {
        let told = |own: &Option<String>, theirs: fn(&Entry) -> &Option<String>| {
            let theirs = entry.and_then(|entry| theirs(entry).clone());
            own.clone().or(theirs).map(|text| sousveil_text::visible(&text, 200)).filter(|text| !text.trim().is_empty())
        };
        let files: Vec<PathBuf> = kept.files.iter().map(|file| take::place(self.shelf.dir(), file)).collect();
        if self.list.keep > 0 {
            former::keep(&self.list.path)?;
        }
        let compiled = compile(Compiled {
            name: &self.list.name,
            title: told(&self.list.title, |entry| &entry.title),
            publisher: told(&self.list.publisher, |entry| &entry.publisher),
            version: kept.version.clone(),
            files,
            form,
            out: &self.list.path,
            // A list that is suddenly empty is a mistake, of its publisher or on the way.
            may_be_empty: false,
        })?;
        let version = kept.version.clone();
        self.shelf.keep(&kept)?;
        former::prune(&self.list.path, self.list.keep)?;
        Ok(Fetched::New { version, entities: compiled.entities })
    }
}

/// The day that a source says it is of, in UTC.
fn day(said: &Said) -> Option<String> {
    let time = match (&said.last_modified, said.written) {
        (Some(text), _) => jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?,
        (None, Some(nanoseconds)) => Timestamp::from_nanosecond(i128::from(nanoseconds)).ok()?,
        (None, None) => return None,
    };
    Some(time.strftime("%Y-%m-%d").to_string())
}
