//! FollowTheMoney's entity lines and statements into a folder.
//!
//! What strangers tell (`strange`) rests on one source of the kind `dataset` for each dataset and is `alleged`; private
//! persons and whatever our tables have no place for are refused, with the reason for each schema. What the folder
//! itself once exported (`home`) rests on the sources that it was exported with; which of several states a value, an
//! exchange file does not say. Since anybody can write the name of any dataset into a file, things only come home where
//! whoever imports them says so.
//!
//! The input is gone through twice: first to learn which things come in, then to take them in, so that a tie to
//! something that was refused is never written.

mod draft;
mod edges;
mod home;
mod index;
mod nodes;
mod persons;
pub(crate) mod statements;
mod strange;
mod thing;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sousveil_model::{Change, PartialDate, Redirect, Upstream};

pub use statements::Format;
pub use thing::{Stated, Thing};

use crate::IntakeError;
use crate::folder::{Folder, rows};
use crate::import::Progress;
use crate::lines::{Json, Lines};
use crate::report::{Outcome, Report};
use crate::taking::Taking;
use index::Index;

/// The result of an import.
#[derive(Debug)]
pub struct Imported {
    /// The folder with what is new.
    pub folder: Folder,
    /// For each file what was read, repaired, refused.
    pub reports: Vec<(PathBuf, Report)>,
}

/// What an import needs to know besides its files.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The date of the lines of history that say what was taken in.
    pub today: PartialDate,
    /// Where the terms for technologies come from that the folder does not have yet.
    pub vocabulary: &'a Folder,
    /// Whether the folder is made now: then its `dataset.toml` gets the datasets that are read as origins.
    pub new: bool,
    /// Whether things that name the folder's own dataset are its own export: they keep their confidence then. Without
    /// effect where the folder is new.
    pub home: bool,
}

/// Reads entity lines.
///
/// # Errors
/// Where a file can't be read, or a line breaks its form.
pub fn entity_lines(
    files: &[PathBuf],
    folder: Folder,
    setting: Setting<'_>,
    progress: Progress<'_>,
) -> Result<Imported, IntakeError> {
    let inputs: Vec<Input> = files.iter().map(|path| Input { path: path.clone(), things: None }).collect();
    import(&inputs, folder, setting, progress)
}

/// Reads statements and puts those of one entity together, wherever they stand in their file.
///
/// # Errors
/// Where a file can't be read, breaks its form, or holds more than fits into the limit of memory.
pub fn statements(
    files: &[PathBuf],
    format: Option<Format>,
    folder: Folder,
    setting: Setting<'_>,
    progress: Progress<'_>,
) -> Result<Imported, IntakeError> {
    let mut inputs = Vec::new();
    for path in files {
        inputs.push(Input { path: path.clone(), things: Some(statements::read(path, format, progress)?) });
    }
    import(&inputs, folder, setting, progress)
}

/// A new `dataset.toml` gets at most this many origins.
const MOST_ORIGINS: usize = 500;

const EXPECTED: &str = "an entity of FollowTheMoney as one JSON object a line";

/// What was read of one entity, or why it can't be used.
type Read = Result<Thing, String>;

/// One file: entity lines are read from the disk each time, statements were put together in memory.
struct Input {
    path: PathBuf,
    things: Option<Vec<(String, Read)>>,
}

impl Input {
    fn each(&self, progress: Progress<'_>, each: &mut dyn FnMut(String, Read)) -> Result<(), IntakeError> {
        let Some(things) = &self.things else { return each_line(&self.path, progress, each) };
        for (at, (label, thing)) in things.iter().enumerate() {
            each(label.clone(), thing.clone());
            progress(at + 1, things.len());
        }
        Ok(())
    }
}

fn each_line(path: &Path, progress: Progress<'_>, each: &mut dyn FnMut(String, Read)) -> Result<(), IntakeError> {
    let (mut lines, total) = Lines::open(path)?;
    let mut any = false;
    loop {
        let (number, read) = match lines.next_line()? {
            None if any => return Ok(()),
            None => return Err(IntakeError::form(path, None, "no line", EXPECTED)),
            Some((number, text)) => (number, Json::parse(text)),
        };
        if let Err(fault) = &read
            && fault.breaks_the_file()
        {
            return Err(lines.fault(fault.to_string(), EXPECTED));
        }
        any = true;
        let thing = read.map_err(|fault| fault.to_string()).and_then(Thing::read).map(|thing| thing.or_file(path));
        let label = match &thing {
            Ok(thing) => format!("line {number} ({})", crate::taking::shown(&thing.id)),
            Err(_) => format!("line {number}"),
        };
        each(label, thing);
        progress(usize::try_from(lines.bytes()).unwrap_or(usize::MAX), usize::try_from(total).unwrap_or(usize::MAX));
    }
}

fn import(
    inputs: &[Input],
    mut folder: Folder,
    setting: Setting<'_>,
    progress: Progress<'_>,
) -> Result<Imported, IntakeError> {
    // With more than these every row still names its source; `dataset.toml` is for people to read.
    let named = if setting.new { datasets(inputs, progress)? } else { BTreeSet::new() };
    if named.len() <= MOST_ORIGINS {
        for dataset in named {
            let upstream = Upstream {
                title: draft::title(&dataset),
                publisher: "not stated".to_owned(),
                url: None,
                terms: "not stated".to_owned(),
                include: true,
            };
            folder.dataset.origin.entry(draft::key(&dataset)).or_insert(upstream);
        }
    }
    let home = setting.home && !setting.new;
    let mut taking = Taking::new(&folder);
    let mut index = Index::new(&folder, setting.vocabulary, home);
    for input in inputs {
        input.each(progress, &mut |_, thing| {
            if let Ok(thing) = thing {
                let thing = if index.is_home(&thing) { thing } else { thing.sorted() };
                index.learn(thing, &taking);
            }
        })?;
    }
    for input in inputs {
        let mut own = 0_usize;
        input.each(progress, &mut |label, thing| match thing {
            Err(reason) => taking.refuse(label, reason),
            Ok(thing) => {
                own += usize::from(index.is_own(&thing));
                let thing = if index.is_home(&thing) { thing } else { thing.sorted() };
                take(&mut taking, &index, &thing, label, setting.today);
            }
        })?;
        taking.report.notes.extend(told_of_own(own, home, &folder.dataset.name));
        taking.next_file();
    }
    let taken = taking.finish();
    let reports = taken.enter(&mut folder, |folder| index::vocabulary(folder, setting.vocabulary));
    let reports = inputs.iter().map(|input| input.path.clone()).zip(reports).collect();
    Ok(Imported { folder, reports })
}

/// What is said of things that name the folder's own dataset.
fn told_of_own(own: usize, home: bool, name: &str) -> Option<String> {
    let things = if own == 1 { "1 thing".to_owned() } else { format!("{own} things") };
    match (own, home) {
        (0, _) => None,
        (_, true) => Some(format!("{things} came home: read as this folder's own export of `{name}`")),
        (_, false) => Some(format!(
            "{things} of the dataset `{name}`, as this folder is called, were read as a stranger's; --home says that \
             the file is this folder's own export"
        )),
    }
}

/// The names of all datasets that the input tells of.
fn datasets(inputs: &[Input], progress: Progress<'_>) -> Result<BTreeSet<String>, IntakeError> {
    let mut names = BTreeSet::new();
    for input in inputs {
        input.each(progress, &mut |_, thing| {
            names.extend(thing.into_iter().flat_map(|t| t.datasets));
        })?;
    }
    Ok(names)
}

fn take(taking: &mut Taking<'_>, index: &Index<'_>, thing: &Thing, label: String, today: PartialDate) {
    let home = index.is_home(thing);
    let made = if home { home::entity(thing, index) } else { strange::entity(thing, index) };
    let made = match made {
        Err(reason) => return taking.refuse(label, reason),
        Ok(Made::Part { of, reason }) => {
            return taking.report.outcomes.push((label, Outcome::Merged { id: of, reason: reason.to_owned() }));
        }
        Ok(Made::Entity(made)) => *made,
    };
    let id = made.entity.id.to_string();
    if !taking.entity(label, made.entity) {
        return;
    }
    for (kind, before, after) in made.repairs {
        taking.report.repaired(kind, &before, &after);
    }
    for (property, count) in made.left_out {
        taking.report.leave_out(&property, count);
    }
    let today = today.to_string();
    let history = if home {
        home::history(thing)
    } else {
        vec![(today.clone(), "addition", sousveil_text::tidy(&format!("taken in from: {}", thing.datasets.join(", "))))]
    };
    for (date, kind, reason) in history {
        let none = String::new;
        let kind = kind.to_owned();
        let entity = id.clone();
        let change = Change { date, entity, property: none(), old: none(), new: none(), kind, reason, source: none() };
        taking.note(rows::change(&change));
    }
    if home {
        for old in &thing.referents {
            let (old, new) = (old.clone(), id.clone());
            let date = home::date_of(thing).unwrap_or_else(|| today.clone());
            taking.note_redirect(&Redirect { old, new, date, reason: home::REASON.to_owned() });
        }
    } else {
        for source in draft::dataset_sources(thing, index) {
            taking.note_source(&source);
        }
    }
}

/// What an entity of FollowTheMoney becomes.
enum Made {
    /// A row.
    Entity(Box<draft::Finished>),
    /// A part of the row of another entity.
    Part {
        /// The row's identifier.
        of: String,
        /// Why.
        reason: &'static str,
    },
}
