//! `compile --list`: a list of sanctions or a register into a snapshot.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use jiff::Timestamp;
use sousveil_snapshot::Manifest;

use crate::args::Compile;
use crate::lists::{Compiled, compile};

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
    if files.iter().any(|file| file.as_os_str() == "-") {
        bail!("--list {name} -: a list is read from files, never from standard input; write it to a file first");
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
