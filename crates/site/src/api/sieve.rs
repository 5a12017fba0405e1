//! Which entities of a dataset may be the answer, asked before the likeliest are chosen: else a crowd that is not wanted
//! would leave no place for the one who is.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use sousveil_model::ftm::Kind;
use sousveil_snapshot::{Facet, Selection};

use super::chosen::Chosen;
use super::entity::{Found, Reader, Told};
use super::error::Error;

/// How many entities of a dataset are read for what no index knows; who comes behind them is left out, and that is said.
const MOST_READ: usize = 10_000;

/// What a hit must be.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'a> {
    pub(crate) topics: Vec<&'a str>,
    pub(crate) without_schema: Vec<&'a str>,
    pub(crate) without_ids: Vec<&'a str>,
    pub(crate) changed_since: Option<&'a str>,
}

impl Wanted<'_> {
    fn is_all(&self) -> bool {
        self.topics.is_empty()
            && self.without_schema.is_empty()
            && self.without_ids.is_empty()
            && self.changed_since.is_none()
    }

    fn takes(&self, told: &Told) -> bool {
        let topic = |topic: &&str| told.of_kind(Kind::Topic).any(|(_, own)| own == *topic);
        (self.topics.is_empty() || self.topics.iter().any(topic))
            && !self.without_schema.contains(&told.schema.name)
            && !self.without_ids.iter().any(|id| told.is_called(id))
            && self.changed_since.is_none_or(|since| told.seen.change.as_deref().is_some_and(|change| change > since))
    }
}

/// What is wanted of one dataset. What an index knows is looked up there, the rest is read, each entity once.
pub(crate) struct Sieve<'a> {
    reader: &'a Reader<'a>,
    chosen: &'a Chosen<'a>,
    wanted: &'a Wanted<'a>,
    /// Of a list: those that have the topics.
    with_topics: Option<Selection<'a>>,
    without: HashSet<u32>,
    must_read: bool,
    known: RefCell<HashMap<u32, bool>>,
    failed: RefCell<Option<Error>>,
    cut: Cell<bool>,
}

impl<'a> Sieve<'a> {
    pub(crate) fn new(reader: &'a Reader<'a>, chosen: &'a Chosen<'a>, wanted: &'a Wanted<'a>) -> Result<Self, Error> {
        let is_ours = reader.book.is_ours();
        let with_topics = match wanted.topics.as_slice() {
            [] => None,
            _ if is_ours => None,
            topics => Some(reader.book.snapshot.select().with(Facet::Topic, topics)?),
        };
        let mut without = HashSet::new();
        for id in &wanted.without_ids {
            let id = match reader.find(id)? {
                Found::Here(told) => told.id,
                Found::Moved(to) => to,
                Found::Withdrawn(_) | Found::Untold | Found::Nowhere => (*id).to_owned(),
            };
            without.extend(reader.number(&id));
        }
        // In which schema a row of our own is told there, only its reading shows; of these there are few.
        let must_read = wanted.changed_since.is_some()
            || !chosen.is_whole()
            || (is_ours && !(wanted.without_schema.is_empty() && wanted.topics.is_empty()));
        Ok(Self {
            reader,
            chosen,
            wanted,
            with_topics,
            without,
            must_read,
            known: RefCell::default(),
            failed: RefCell::default(),
            cut: Cell::new(false),
        })
    }

    /// Whether all are wanted.
    pub(crate) fn is_open(&self) -> bool {
        self.wanted.is_all() && self.chosen.is_whole()
    }

    /// Whether an entity may be the answer.
    pub(crate) fn may_be(&self, number: u32) -> bool {
        if self.without.contains(&number) || self.with_topics.as_ref().is_some_and(|with| !with.has(number)) {
            return false;
        }
        if !self.reader.book.is_ours() && !self.wanted.without_schema.is_empty() {
            let schema = self.reader.book.snapshot.head(number).map_or("", |head| head.schema);
            if self.wanted.without_schema.contains(&schema) {
                return false;
            }
        }
        !self.must_read || self.read(number)
    }

    fn read(&self, number: u32) -> bool {
        let mut known = self.known.borrow_mut();
        if let Some(taken) = known.get(&number) {
            return *taken;
        }
        if known.len() == MOST_READ {
            self.cut.set(true);
            return false;
        }
        let taken = match self.reader.hit(number) {
            Ok(told) => told.is_some_and(|told| self.takes(&told)),
            Err(error) => {
                self.failed.borrow_mut().get_or_insert(error.into());
                false
            }
        };
        known.insert(number, taken);
        taken
    }

    /// Whether an entity that was read is what is wanted.
    pub(crate) fn takes(&self, told: &Told) -> bool {
        self.chosen.takes(told) && self.wanted.takes(told)
    }

    /// Whether not all were looked at.
    ///
    /// # Errors
    /// An entity could not be read.
    pub(crate) fn end(self) -> Result<bool, Error> {
        match self.failed.into_inner() {
            Some(error) => Err(error),
            None => Ok(self.cut.get()),
        }
    }
}
