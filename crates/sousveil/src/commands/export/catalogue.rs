//! `export catalogue`: a folder that OpenSanctions' programs can read and mirror.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sousveil_export::claims_jsonl;
use sousveil_export::ftm::catalogue::{
    Base, Catalog, Changes, DeltaIndex, Entry, Hashes, Hashing, Published, Resource, Version, Versions, delta, entry,
};
use sousveil_export::ftm::{self, Ledger};
use sousveil_model::ftm::StatementForm;
use sousveil_snapshot::Snapshot;

use super::ftm::say;
use crate::args::Data;
use crate::places;
use crate::published::place::Place;

const ENTITIES: &str = "entities.ftm.json";
const STATEMENTS: &str = "statements.csv";
const NATIVE: &str = "entities.sousveil.json";
const CLAIMS: &str = "claims.jsonl";
const INDEX: &str = "index.json";
const DELTA: &str = "entities.delta.json";
const ARTIFACTS: &str = "artifacts";
const LINES: &str = "application/x-ndjson";

/// The largest list that is read of a published folder.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Publishes into the folder `out`; what was published in `previous`, else in `out` itself, is kept and followed.
pub fn run(out: &Path, base_url: Option<&str>, previous: Option<&Path>, data: &Data) -> Result<()> {
    let opened = places::open(data)?;
    let place = Place::hold(out, INDEX)?;
    let previous = match previous {
        Some(dir) => Some(Previous::read(dir)?),
        None if place.is_taken() => Some(Previous::read(place.dir())?),
        None => None,
    };
    let scratch = place.scratch()?;
    let publication =
        Publication { snapshot: &opened.snapshot, dir: scratch.path(), base: Base::new(base_url), previous };
    let (version, changes, ledger) = publication.write()?;
    place.put(scratch)?;
    say(&ledger);
    match changes {
        Some(Changes { added, modified, deleted }) => {
            anstream::eprintln!("version {version}: {added} added, {modified} changed, {deleted} gone")
        }
        None => anstream::eprintln!("version {version}: as it was published"),
    }
    if base_url.is_none() {
        anstream::eprintln!("without --base-url the files have no addresses: a yente can't mirror the folder");
    }
    Ok(())
}

/// A folder that was published before.
struct Previous {
    dir: PathBuf,
    entry: Published,
    versions: Vec<Version>,
}

impl Previous {
    fn read(dir: &Path) -> Result<Self> {
        let entry: Published = read_json(&dir.join(INDEX))?;
        let versions: Versions = read_json(&dir.join("versions.json"))?;
        ensure!(
            versions.items.is_sorted_by(|a, b| a < b) && versions.items.last() == Some(&entry.version),
            "{}: the versions are not in order, or the last is not {}",
            dir.join("versions.json").display(),
            entry.version
        );
        Ok(Self { dir: dir.to_owned(), entry, versions: versions.items })
    }
}

struct Publication<'a> {
    snapshot: &'a Snapshot,
    dir: &'a Path,
    base: Base,
    previous: Option<Previous>,
}

impl Publication<'_> {
    fn write(&self) -> Result<(Version, Option<Changes>, Ledger)> {
        let manifest = self.snapshot.manifest();
        if let Some(Previous { dir, entry, .. }) = &self.previous {
            let (ours, theirs) = (&manifest.dataset.name, &entry.name);
            ensure!(ours == theirs, "{} holds the dataset `{theirs}`, not `{ours}`", dir.display());
        }
        let mut ledger = Ledger::default();
        let entities = self.file(ENTITIES, |out| {
            ledger = ftm::entities(self.snapshot, out)?;
            Ok(())
        })?;
        let changes = self.delta()?;
        let version = self.version(changes)?;
        let versions = self.versions(&version)?;
        let statements =
            self.file(STATEMENTS, |out| Ok(ftm::statements(self.snapshot, StatementForm::Csv, out).map(drop)?))?;
        let native = self.file(NATIVE, |out| Ok(ftm::native(self.snapshot, out)?))?;
        let claims = self.file(CLAIMS, |out| Ok(claims_jsonl(self.snapshot, out)?))?;
        let base = &self.base;
        let resources = vec![
            Resource::new(ENTITIES, "FollowTheMoney entities", "application/json+ftm", entities, base),
            Resource::new(STATEMENTS, "FollowTheMoney statements", "text/csv", statements, base),
            Resource::new(NATIVE, "All entities with claims and evidence", LINES, native, base),
            Resource::new(CLAIMS, "All claims with evidence and both identifiers", LINES, claims, base),
        ];
        let entry = entry(manifest, &version, &ledger, resources, base);
        self.lists(&entry, &version, versions)?;
        let changes = self.is_new(&version).then_some(changes);
        Ok((version, changes, ledger))
    }

    /// The differences to what is published, kept aside until the version is known; all entities where nothing is.
    fn delta(&self) -> Result<Changes> {
        let mut new = BufReader::new(File::open(self.dir.join(ENTITIES))?);
        let mut changes = Changes::default();
        self.file(DELTA, |out| {
            changes = match &self.previous {
                Some(previous) => {
                    let path = previous.dir.join(ENTITIES);
                    let old = File::open(&path).with_context(|| format!("reading {}", path.display()))?;
                    delta(&mut BufReader::new(old), &mut new, out)?
                }
                None => delta(&mut std::io::empty(), &mut new, out)?,
            };
            Ok(())
        })?;
        Ok(changes)
    }

    /// The published version where the data and all entities are the same; else one that follows it.
    fn version(&self, changes: Changes) -> Result<Version> {
        let hash = &self.snapshot.manifest().data_hash;
        let Some(date) = ftm::data_date(self.snapshot) else {
            let version = &self.snapshot.manifest().dataset.version;
            bail!(
                "the version `{version}` of the dataset begins with no date such as 2026-11-26, nor has it a history"
            );
        };
        Ok(match &self.previous {
            Some(previous) if previous.entry.data_hash == *hash && changes.is_empty() => previous.entry.version.clone(),
            Some(previous) => previous.entry.version.after(&date, hash)?,
            None => Version::first(&date, hash)?,
        })
    }

    fn is_new(&self, version: &Version) -> bool {
        self.previous.as_ref().is_none_or(|p| p.entry.version != *version)
    }

    /// All versions, with their differences in the new folder.
    fn versions(&self, version: &Version) -> Result<Vec<Version>> {
        let mut versions = Vec::new();
        if let Some(previous) = &self.previous {
            for old in &previous.versions {
                let (from, to) = (artifact(&previous.dir, old), artifact(self.dir, old));
                fs::create_dir_all(to.parent().unwrap_or(self.dir))?;
                fs::copy(&from, &to).with_context(|| format!("copying {}", from.display()))?;
                versions.push(old.clone());
            }
        }
        let aside = self.dir.join(DELTA);
        if self.is_new(version) {
            let to = artifact(self.dir, version);
            fs::create_dir_all(to.parent().unwrap_or(self.dir))?;
            fs::rename(&aside, to)?;
            versions.push(version.clone());
        } else {
            fs::remove_file(&aside)?;
        }
        Ok(versions)
    }

    fn lists(&self, entry: &Entry, version: &Version, versions: Vec<Version>) -> Result<()> {
        self.json(INDEX, entry)?;
        self.json("catalog.json", &Catalog { datasets: [entry], updated_at: version.time() })?;
        let place = |v: &Version| (v.clone(), self.base.url_or_path(&format!("{ARTIFACTS}/{v}/{DELTA}")));
        let deltas: BTreeMap<Version, String> = versions.iter().map(place).collect();
        self.json("delta.json", &DeltaIndex { versions: deltas })?;
        self.json("versions.json", &Versions { items: versions, last_successful: Some(version.clone()) })
    }

    fn json(&self, name: &str, value: &impl Serialize) -> Result<()> {
        self.file(name, |out| {
            serde_json::to_writer_pretty(&mut *out, value)?;
            Ok(out.write_all(b"\n")?)
        })
        .map(drop)
    }

    fn file(&self, name: &str, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<Hashes> {
        let mut out = BufWriter::with_capacity(1 << 16, File::create(self.dir.join(name))?);
        let mut hashing = Hashing::new(&mut out);
        write(&mut hashing).with_context(|| format!("writing {name}"))?;
        let hashes = hashing.finish();
        out.into_inner()?.sync_all()?;
        Ok(hashes)
    }
}

fn artifact(dir: &Path, version: &Version) -> PathBuf {
    dir.join(ARTIFACTS).join(version.as_str()).join(DELTA)
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let at = || format!("reading {}", path.display());
    let size = fs::metadata(path).with_context(at)?.len();
    ensure!(size <= LARGEST, "{}: found {size} bytes, expected at most {LARGEST}", path.display());
    serde_json::from_slice(&fs::read(path).with_context(at)?).with_context(at)
}
