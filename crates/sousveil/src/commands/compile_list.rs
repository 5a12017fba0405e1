//! `compile --list`: a list of sanctions or a register into a snapshot.

use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use anyhow::{Context as _, Result, bail};
use jiff::Timestamp;
use sousveil_intake::lists::{Listed, Setting, read};
use sousveil_model::{Dataset, Vocabulary};
use sousveil_snapshot::{Manifest, Snapshot, Stream, compile_lines};

use crate::args::Compile;
use crate::progress::Meter;

/// Reads and compiles; says what was read, repaired and left out.
pub fn run(args: &Compile) -> Result<Manifest> {
    let Some((name, files)) = args.list.split_first() else { bail!("--list: expected a name and files") };
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let dataset = dataset(name, &files, args)?;
    let listed: Listed = read(Setting { dataset, files: files.clone(), form: args.form })?;
    let told = listed.told();
    let mut meter = Meter::new();
    let stream = Stream {
        vocabulary: Vocabulary::FollowTheMoney,
        names: files.iter().map(|path| path.display().to_string()).collect(),
        pieces: listed.map(|piece| piece.map_err(Into::into)),
        read: |piece: &Vec<_>| Ok(piece.clone()),
    };
    let manifest = compile_lines(stream, &args.out, &mut |p| meter.show(p.step, p.done, p.total))?;
    drop(meter);
    anstream::eprint!("{}", told.lock().unwrap_or_else(PoisonError::into_inner).text());
    if manifest.merged > 0 {
        anstream::eprintln!("{} entities stood there once more and were put together with the first", manifest.merged);
    }
    let dangling = Snapshot::open(&args.out)?.statistics().dangling;
    if dangling > 0 {
        anstream::eprintln!("{dangling} references lead to entities that are not there: they stay as values");
    }
    Ok(manifest)
}

fn dataset(name: &str, files: &[PathBuf], args: &Compile) -> Result<Dataset> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(good) {
        bail!(
            "--list {}: expected a name of lower-case letters, digits and `_`, such as us_ofac_sdn, and files behind it",
            sousveil_text::visible(name, 100)
        );
    }
    let version = match &args.version {
        Some(version) => version.clone(),
        None => newest(files)?,
    };
    let dataset = Dataset {
        name: name.to_owned(),
        title: args.title.clone().unwrap_or_else(|| name.to_owned()),
        summary: "A list of others, compiled as it was published.".to_owned(),
        publisher: args.publisher.clone().unwrap_or_else(|| "not stated".to_owned()),
        licence: "not stated".to_owned(),
        homepage: None,
        contact: None,
        version,
        vocabulary: Vocabulary::FollowTheMoney,
        origin: Default::default(),
    };
    for (option, text) in [("title", &dataset.title), ("publisher", &dataset.publisher), ("version", &dataset.version)]
    {
        if text.trim().is_empty() || text.chars().any(sousveil_text::is_invisible) {
            bail!("--{option}: expected text without control and formatting characters");
        }
    }
    Ok(dataset)
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
