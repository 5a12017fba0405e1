//! The files of a list into a snapshot.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use anyhow::Result;
use sousveil_intake::lists::{Form, Listed, Setting, read};
use sousveil_model::{Dataset, Vocabulary};
use sousveil_snapshot::{InputError, Manifest, Snapshot, Stream, compile_lines};

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
