//! One dataset as the doors need it: its snapshot, and what follows from it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sousveil_export::ftm::Common;
use sousveil_model::ftm::{FtmSchema, Kind};
use sousveil_model::{Country, Vocabulary};
use sousveil_snapshot::{COUNTRY, Snapshot};

use super::entity::Reader;

/// A dataset with what follows from it.
#[derive(Debug)]
pub(crate) struct Book {
    /// Its name at the doors.
    pub(crate) name: String,
    /// What people call it.
    pub(crate) title: String,
    /// The datasets that a list is brought together from, as far as they can be asked for by their names.
    pub(crate) parts: Vec<String>,
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) common: Arc<Common>,
    cards: OnceLock<Vec<Option<Card>>>,
    /// Held by whoever makes the cards.
    making: Mutex<()>,
}

/// What a row of our own is in FollowTheMoney's terms.
#[derive(Debug, Clone)]
pub(crate) struct Card {
    /// Its schema there.
    pub(crate) schema: &'static FtmSchema,
    /// All countries that it names.
    pub(crate) countries: Box<[Country]>,
}

/// Of a dataset with at most so many entities the cards are made before it is served.
const SMALL: u32 = 50_000;

impl Book {
    pub(crate) fn new(
        name: String,
        title: Option<String>,
        parts: Vec<String>,
        snapshot: Arc<Snapshot>,
    ) -> Result<Self, sousveil_export::Error> {
        let title = title.unwrap_or_else(|| snapshot.manifest().dataset.title.clone());
        let common = Arc::new(Common::of(&snapshot));
        let book = Self { name, title, parts, snapshot, common, cards: OnceLock::new(), making: Mutex::default() };
        if book.is_ours() && book.snapshot.len() <= SMALL {
            book.cards()?;
        }
        Ok(book)
    }

    /// Whether its entities are told in our own schemata.
    pub(crate) fn is_ours(&self) -> bool {
        self.snapshot.vocabulary() == Vocabulary::Sousveil
    }

    /// For each number what its row is there; none for a row that stays here. Made when they are first needed, by one
    /// reader for all.
    pub(crate) fn cards(&self) -> Result<&[Option<Card>], sousveil_export::Error> {
        if let Some(cards) = self.cards.get() {
            return Ok(cards);
        }
        let making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if self.cards.get().is_none() {
            let reader = Reader::new(self);
            let cards = (0..self.snapshot.len()).map(|number| card(&reader, number)).collect::<Result<_, _>>()?;
            // Nobody else makes them meanwhile.
            drop(self.cards.set(cards));
        }
        drop(making);
        Ok(self.cards.get().map(Vec::as_slice).unwrap_or_default())
    }

    /// How many entities it has at the doors, those left out that only FollowTheMoney needs.
    pub(crate) fn count(&self) -> Result<usize, sousveil_export::Error> {
        if self.is_ours() {
            return Ok(self.cards()?.iter().flatten().count());
        }
        Ok(self.snapshot.len() as usize)
    }
}

fn card(reader: &Reader<'_>, number: u32) -> Result<Option<Card>, sousveil_export::Error> {
    if reader.book.snapshot.head(number).is_none_or(|head| head.schema == COUNTRY) {
        return Ok(None);
    }
    let Some(told) = reader.row(number)?.into_iter().next() else { return Ok(None) };
    let mut countries: Vec<Country> = told.of_kind(Kind::Country).filter_map(|(_, code)| code.parse().ok()).collect();
    countries.sort_unstable_by_key(|country| country.code());
    countries.dedup();
    Ok(Some(Card { schema: told.schema, countries: countries.into() }))
}
