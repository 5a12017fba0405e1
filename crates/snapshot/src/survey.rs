//! The first pass over the entities: which there are, what they are called, and which are left out.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::error::Error;

use sousveil_model::lines::{FORMAT as LINES, Line};
use sousveil_model::{Dataset, Entity, Vocabulary};

use crate::captions::{caption_with, depends_on_others};
use crate::contents::Contents;
use crate::countries;
use crate::dictionary::{Learnt, Sample};
use crate::entities::{Entities, weight};
use crate::error::SnapshotError;
use crate::exclude::Excluded;
use crate::names::{At, Names};
use crate::parallel;
use crate::record;
use crate::reference::COUNTRY;
use crate::snapshot::Side;
use crate::spool::{Record, Spool};

/// What the first pass found.
pub(crate) struct Survey<'a> {
    pub(crate) dataset: Dataset,
    pub(crate) side: Side,
    pub(crate) entities: Entities<'a>,
    pub(crate) names: Names,
    pub(crate) excluded: Excluded,
    /// What their records have in common.
    pub(crate) dictionary: Learnt,
    /// The identifiers of the entities that are left out.
    pub(crate) gone: HashSet<String>,
    /// How many were left out, by key of the origin: its own ones and those that fell with it, each once.
    pub(crate) left_out: BTreeMap<String, u64>,
    /// How many entities there are that are no countries.
    pub(crate) own: usize,
    /// How many more there were of one identifier, which were put together with the first.
    pub(crate) merged: u64,
}

/// A piece of the input, read: for each line its number and what it is.
pub type Lines = Vec<(u64, Line)>;

/// Lines of a dataset on their way in, read by somebody else: that is no work for those who only trust their own files.
pub struct Stream<P, R> {
    /// In whose terms the entities are told; what the lines say of their dataset must agree. In FollowTheMoney's, lines
    /// that tell of one identifier are put together; in ours, two of them are an error.
    pub vocabulary: Vocabulary,
    /// What each of the files is called in messages.
    pub names: Vec<String>,
    /// Pieces of the files, in order, each with the place of its file in `names`.
    pub pieces: P,
    /// Reads a piece; called on several threads.
    pub read: R,
}

/// Why a piece could not be read.
pub type InputError = Box<dyn Error + Send + Sync>;

/// Contents in memory.
pub(crate) fn contents(contents: &Contents) -> Result<Survey<'_>, SnapshotError> {
    let mut excluded = Excluded::of(&contents.dataset);
    let mut entities: Vec<&Entity> = contents.entities.iter().collect();
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    let mut sample = Sample::default();
    for entity in &entities {
        refuse_country(entity)?;
        excluded.see(entity);
        sample.see(entity.id.as_str(), || record::encode(entity));
    }
    let dictionary = sample.learn(entities.len());
    let side = Side::new(contents.changes.clone(), &contents.redirects, &contents.coverage);
    judged(contents.dataset.clone(), side, Entities::Memory(entities), excluded, dictionary, |id, _| {
        SnapshotError::Duplicate(id.to_owned())
    })
}

fn refuse_country(entity: &Entity) -> Result<(), SnapshotError> {
    if entity.schema == COUNTRY { Err(SnapshotError::Country(entity.id.to_string())) } else { Ok(()) }
}

/// What an entity is called, if it is called after no other, and others may be called after it.
fn alone(vocabulary: Vocabulary, entity: &Entity) -> Option<String> {
    let asked = vocabulary.is_ours() && !depends_on_others(&entity.schema);
    asked.then(|| caption_with(vocabulary, entity, &|_| None))
}

/// Where entities have no place of their own.
const NOWHERE: At = At { file: u32::MAX, line: 0 };

/// Names and judges entities whose excluded sources are known.
fn judged<'a>(
    dataset: Dataset,
    side: Side,
    entities: Entities<'a>,
    excluded: Excluded,
    dictionary: Learnt,
    duplicate: impl Fn(&str, [At; 2]) -> SnapshotError,
) -> Result<Survey<'a>, SnapshotError> {
    struct Judged {
        id: String,
        caption: Option<String>,
        gone: Option<String>,
    }
    let nothing = HashSet::new();
    let mut names = Names::default();
    let (mut gone, mut left_out) = (HashSet::new(), BTreeMap::new());
    let vocabulary = dataset.vocabulary;
    let judge = |piece: Vec<crate::entities::Item<'_>>| {
        let one = |item: crate::entities::Item<'_>| {
            let (entity, _) = item.entity()?;
            let gone = excluded.reason(&entity).map(str::to_owned);
            let entity = excluded.trimmed(entity, &nothing);
            Ok::<_, SnapshotError>(Judged { id: entity.id.to_string(), caption: alone(vocabulary, &entity), gone })
        };
        piece.into_iter().map(one).collect::<Result<Vec<Judged>, _>>()
    };
    parallel::ordered(entities.pieces(vocabulary)?, judge, |piece| {
        for Judged { id, caption, gone: because } in piece {
            match because {
                None => names.push(&id, caption.as_deref(), NOWHERE)?,
                Some(key) => {
                    *left_out.entry(key).or_default() += 1;
                    gone.insert(id);
                }
            }
        }
        Ok(())
    })?;
    let names = names.sorted()?.map_err(|(id, first, second)| duplicate(&id, [first, second]))?;
    let own = names.len().saturating_sub(countries::of(vocabulary).len());
    Ok(Survey { dataset, side, entities, names, excluded, dictionary, gone, left_out, own, merged: 0 })
}

/// Lines that pass by once: entities go to a spool beside the new snapshot.
pub(crate) fn stream<T, P, R>(
    stream: Stream<P, R>,
    mut spool: Spool,
    progress: &mut dyn FnMut(u64),
) -> Result<Survey<'static>, SnapshotError>
where
    T: Send,
    P: Iterator<Item = Result<(u32, T), InputError>>,
    R: Fn(&T) -> Result<Lines, InputError> + Sync,
{
    let Stream { vocabulary, names: files, pieces, read } = stream;
    let mut head = Head { vocabulary, files: &files, format_of: vec![false; files.len()], dataset: None };
    let mut names = Names::default();
    let mut excluded: Option<Excluded> = None;
    let (mut changes, mut redirects, mut coverage) = (Vec::new(), Vec::new(), Vec::new());
    let mut sample = Sample::default();
    let mut done = 0;
    let work = |(file, piece): (u32, T)| -> Result<(u32, Vec<(u64, Read)>), SnapshotError> {
        let lines = read(&piece).map_err(SnapshotError::Input)?;
        Ok((
            file,
            lines
                .into_iter()
                .map(|(number, line)| Ok((number, digest(vocabulary, line)?)))
                .collect::<Result<_, SnapshotError>>()?,
        ))
    };
    parallel::ordered(pieces.map(|piece| piece.map_err(SnapshotError::Input)), work, |(file, lines)| {
        for (line, read) in lines {
            let at = At { file, line };
            match read {
                Read::Format(format) => head.format(at, format)?,
                Read::Dataset(dataset) => {
                    head.dataset(at, *dataset)?;
                    excluded = head.dataset.as_ref().map(Excluded::of);
                }
                other => {
                    let excluded = excluded.as_mut().filter(|_| head.has_format(at)).ok_or_else(|| head.order(at))?;
                    match other {
                        Read::Entity(EntityRead { record, caption, source }) => {
                            names.push(&record.id, caption.as_deref(), at)?;
                            if let Some(source) = source {
                                excluded.see(&source);
                            }
                            sample.see(&record.id, || record.bytes.clone());
                            spool.push(record)?;
                            done += 1;
                        }
                        Read::Change(change) => changes.push(change),
                        Read::Redirect(redirect) => redirects.push(redirect),
                        Read::Coverage(line) => coverage.push(line),
                        Read::Country(id) => return Err(head.wrong(at, SnapshotError::Country(id).to_string())),
                        Read::Format(_) | Read::Dataset(_) => {}
                    }
                }
            }
        }
        progress(done);
        Ok(())
    })?;
    spool.finish()?;
    let (Some(dataset), Some(excluded)) = (head.dataset.take(), excluded) else {
        return Err(head.order(At { file: 0, line: 1 }));
    };
    for country in countries::of(vocabulary) {
        names.push(country.id.as_str(), alone(vocabulary, country).as_deref(), NOWHERE)?;
    }
    let duplicate = |id: &str, at: [At; 2]| twice(&files, id, at);
    let side = Side::new(changes, &redirects, &coverage);
    let entities = Entities::Disk(spool);
    let read = names.len();
    let names = match vocabulary {
        Vocabulary::Sousveil => names.sorted()?.map_err(|(id, first, second)| duplicate(&id, [first, second]))?,
        Vocabulary::FollowTheMoney => names.once_each()?,
    };
    let merged = (read - names.len()) as u64;
    let own = names.len().saturating_sub(countries::of(vocabulary).len());
    let dictionary = sample.learn(own);
    if !excluded.is_empty() {
        return judged(dataset, side, entities, excluded, dictionary, duplicate);
    }
    let (gone, left_out) = (HashSet::new(), BTreeMap::new());
    Ok(Survey { dataset, side, entities, names, excluded, dictionary, gone, left_out, own, merged })
}

/// What the first lines of the files say.
struct Head<'a> {
    vocabulary: Vocabulary,
    files: &'a [String],
    format_of: Vec<bool>,
    dataset: Option<Dataset>,
}

impl Head<'_> {
    fn has_format(&self, at: At) -> bool {
        self.format_of.get(at.file as usize).copied().unwrap_or(false)
    }

    fn format(&mut self, at: At, found: u32) -> Result<(), SnapshotError> {
        if found != LINES {
            return Err(self.wrong(at, format!("found format {found}, expected {LINES}")));
        }
        if let Some(format) = self.format_of.get_mut(at.file as usize) {
            *format = true;
        }
        Ok(())
    }

    fn dataset(&mut self, at: At, found: Dataset) -> Result<(), SnapshotError> {
        if !self.has_format(at) {
            return Err(self.order(at));
        }
        if found.vocabulary != self.vocabulary {
            let what = match self.vocabulary {
                Vocabulary::Sousveil => "found a list in the terms of FollowTheMoney, expected our own",
                Vocabulary::FollowTheMoney => "found a dataset in our own terms, expected FollowTheMoney's",
            };
            return Err(self.wrong(at, what.to_owned()));
        }
        match &self.dataset {
            Some(known) if *known != found => {
                let what = format!(
                    "found the dataset `{}`, expected what the first file says of `{}`",
                    found.name, known.name
                );
                Err(self.wrong(at, what))
            }
            _ => {
                self.dataset = Some(found);
                Ok(())
            }
        }
    }

    fn order(&self, at: At) -> SnapshotError {
        self.wrong(
            at,
            "expected {\"format\":1} in the first line of each file and {\"dataset\":…} before all others".to_owned(),
        )
    }

    fn wrong(&self, at: At, what: String) -> SnapshotError {
        SnapshotError::Line { place: place(self.files, at), what }
    }
}

fn place(files: &[String], at: At) -> String {
    match files.get(at.file as usize) {
        Some(file) => format!("{file}, line {}", at.line),
        None => "the table of countries".to_owned(),
    }
}

fn twice(files: &[String], id: &str, [first, second]: [At; 2]) -> SnapshotError {
    // A country has no line: the one that has is wrong.
    let (at, other) = if second == NOWHERE { (first, second) } else { (second, first) };
    let what =
        format!("the identifier `{id}` stands for two entities, expected one; the other is in {}", place(files, other));
    SnapshotError::Line { place: place(files, at), what }
}

/// A line, as far as a thread can digest it.
enum Read {
    Format(u32),
    Dataset(Box<Dataset>),
    Entity(EntityRead),
    Country(String),
    Change(crate::contents::Change),
    Redirect(crate::contents::Redirect),
    Coverage(crate::contents::Coverage),
}

struct EntityRead {
    record: Record,
    caption: Option<String>,
    /// The entity itself where it is a source with an origin: that origin may be left out.
    source: Option<Box<Entity>>,
}

fn digest(vocabulary: Vocabulary, line: Line) -> Result<Read, SnapshotError> {
    Ok(match line {
        Line::Format(format) => Read::Format(format),
        Line::Dataset(dataset) => Read::Dataset(Box::new(dataset)),
        Line::Change(change) => Read::Change(change),
        Line::Redirect(redirect) => Read::Redirect(redirect),
        Line::Coverage(coverage) => Read::Coverage(coverage),
        Line::Entity(entity) if entity.schema == COUNTRY => Read::Country(entity.id.to_string()),
        Line::Entity(entity) => {
            let bytes = record::encode(&entity);
            let record = Record { id: entity.id.to_string(), weight: weight(&entity), bytes };
            let caption = alone(vocabulary, &entity);
            let source = (entity.schema == "Source" && entity.origin.is_some()).then(|| Box::new(entity));
            Read::Entity(EntityRead { record, caption, source })
        }
    })
}

/// An entity without what it owes to origins that are left out; nothing where it goes itself.
pub(crate) fn staying<'a>(survey: &Survey<'_>, entity: Cow<'a, Entity>) -> Option<Cow<'a, Entity>> {
    if survey.excluded.is_empty() {
        return Some(entity);
    }
    (!survey.gone.contains(entity.id.as_str())).then(|| survey.excluded.trimmed(entity, &survey.gone))
}
