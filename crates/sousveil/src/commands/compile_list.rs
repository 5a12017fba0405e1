//! `compile --list`: a list of sanctions or a register into a snapshot.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use anyhow::{Context as _, Result, bail};
use jiff::Timestamp;
use sousveil_intake::lists::{Form, Listed, Setting, read};
use sousveil_model::{Dataset, Vocabulary};
use sousveil_snapshot::{InputError, Manifest, Snapshot, Stream, compile_lines};

use crate::args::Compile;
use crate::progress::Meter;

/// A list that is to be compiled.
#[derive(Debug)]
pub struct Compiled<'a> {
    /// Its name.
    pub name: &'a str,
    /// What people call it; its name, where nothing is said.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its version.
    pub version: String,
    /// Its files.
    pub files: Vec<PathBuf>,
    /// The form of all files, where it is not to be recognised.
    pub form: Option<Form>,
    /// Where the snapshot is put.
    pub out: &'a Path,
    /// Whether a list without any entity is one.
    pub may_be_empty: bool,
}

/// Reads and compiles what the arguments name.
pub fn run(args: &Compile) -> Result<Manifest> {
    let Some((name, files)) = args.list.split_first() else { bail!("--list: expected a name and files") };
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(good) {
        bail!(
            "--list {}: expected a name of lower-case letters, digits and `_`, such as us_ofac_sdn, and files behind it",
            sousveil_text::visible(name, 100)
        );
    }
    let version = match &args.version {
        Some(version) => version.clone(),
        None => newest(&files)?,
    };
    for (option, text) in [("title", &args.title), ("publisher", &args.publisher), ("version", &Some(version.clone()))]
    {
        let bad = |text: &String| text.trim().is_empty() || text.chars().any(sousveil_text::is_invisible);
        if text.as_ref().is_some_and(bad) {
            bail!("--{option}: expected text without control and formatting characters");
        }
    }
    let (title, publisher, form) = (args.title.clone(), args.publisher.clone(), args.form);
    compile(Compiled { name, title, publisher, version, files, form, out: &args.out, may_be_empty: true })
}

/// Reads and compiles; says what was read, repaired and left out.
pub fn compile(list: Compiled<'_>) -> Result<Manifest> {
    let Compiled { name, title, publisher, version, files, form, out, may_be_empty } = list;
    let dataset = Dataset {
        name: name.to_owned(),
        title: title.unwrap_or_else(|| name.to_owned()),
        summary: "A list of others, compiled as it was published.".to_owned(),
        publisher: publisher.unwrap_or_else(|| "not stated".to_owned()),
        licence: "not stated".to_owned(),
        homepage: None,
        contact: None,
        version,
        vocabulary: Vocabulary::FollowTheMoney,
        origin: Default::default(),
    };
    let listed: Listed = read(Setting { dataset, files: files.clone(), form })?;
    let told = listed.told();
    let at_end = Arc::clone(&told);
    // Behind the last piece, so that nothing is put in the place of the old one.
    let empty = std::iter::once_with(move || {
        let entities = at_end.lock().unwrap_or_else(PoisonError::into_inner).entities;
        (entities == 0 && !may_be_empty).then(|| Err(InputError::from("found no entity, expected a list of some")))
    });
    let mut meter = Meter::new();
    let stream = Stream {
        vocabulary: Vocabulary::FollowTheMoney,
        names: files.iter().map(|path| path.display().to_string()).collect(),
        pieces: listed.map(|piece| piece.map_err(InputError::from)).chain(empty.flatten()),
        read: |piece: &Vec<_>| Ok(piece.clone()),
    };
    let manifest = compile_lines(stream, out, &mut |p| meter.show(p.step, p.done, p.total))?;
    drop(meter);
    anstream::eprint!("{}", told.lock().unwrap_or_else(PoisonError::into_inner).text());
    if manifest.merged > 0 {
        anstream::eprintln!("{} entities stood there once more and were put together with the first", manifest.merged);
    }
    let dangling = Snapshot::open(out)?.statistics().dangling;
    if dangling > 0 {
        anstream::eprintln!("{dangling} references lead to entities that are not there: they stay as values");
    }
    Ok(manifest)
}

/// The day on which the newest of the files was last changed, in UTC.
fn newest(files: &[PathBuf]) -> Result<String> {
    let day = |path: &Path| -> Result<String> {
        let changed = path.metadata().and_then(|meta| meta.modified());
        let changed = changed.with_context(|| path.display().to_string())?;
        let time = Timestamp::try_from(changed).with_context(|| format!("the time of {}", path.display()))?;
        Ok(time.strftime("%Y-%m-%d").to_string())
    };
    let days: Vec<String> = files.iter().map(|path| day(path)).collect::<Result<_>>()?;
    days.into_iter().max().context("--list: expected files behind the name")
}
