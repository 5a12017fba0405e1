//! The rules over the data of a snapshot: what stood in a sale's way, told for pages, commands and machines alike.

pub mod evaluation;
pub mod gaps;
pub mod parties;
pub mod planned;
pub mod report;
pub mod words;

use std::collections::HashMap;
use std::sync::OnceLock;

use sousveil_model::{Entity, PartialDate};
use sousveil_rules::{Deal, Incident, Measure, Party, Recorded, Rulebook, Scenario};
use sousveil_snapshot::{Facet, Query, Snapshot};

use crate::Error;
use parties::Listed;

/// The measures of a snapshot, and what it records, ready to be judged.
#[derive(Debug)]
pub struct Law {
    book: Rulebook,
    /// The day of the data: "today", in an answer that must be the same tomorrow.
    today: Option<PartialDate>,
    /// Measures that could not be read, each with what was expected.
    unread: Vec<String>,
    /// Whom measures name and the index has no entry of.
    listed: Listed,
    recorded: OnceLock<Vec<Recorded>>,
    incidents: OnceLock<Vec<Incident>>,
}

impl Law {
    /// The measures of a snapshot. One that can't be read is left out and told of in [`Law::unread`]. What is recorded is
    /// read when a gap is first asked for.
    ///
    /// # Errors
    ///
    /// Where the snapshot can't be read.
    pub fn of(snapshot: &Snapshot) -> Result<Self, Error> {
        let mut unread = Vec::new();
        let mut measures = Vec::new();
        each(snapshot, "Measure", |entity| match Measure::of(&entity) {
            Ok(measure) => measures.push(measure),
            Err(error) => unread.push(error.to_string()),
        })?;
        measures.sort_by(|a: &Measure, b| a.id.cmp(&b.id));
        let book = Rulebook::new(measures, snapshot.coverage()).or_else(|error| {
            unread.push(error.to_string());
            Rulebook::new(Vec::new(), &[])
        });
        let today = crate::cite::version_date(snapshot).and_then(|day| day.parse().ok());
        let book = book.unwrap_or_default();
        let listed = Listed::of(&book, snapshot);
        Ok(Self { book, today, unread, listed, recorded: OnceLock::new(), incidents: OnceLock::new() })
    }

    /// The measures as they were.
    pub fn book(&self) -> &Rulebook {
        &self.book
    }

    /// The day of the data, where its version tells one.
    pub fn today(&self) -> Option<PartialDate> {
        self.today
    }

    /// What could not be read of the measures.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    /// Whom measures name and the index has no entry of.
    pub(crate) fn listed(&self) -> &Listed {
        &self.listed
    }

    /// The deal that a transfer tells of.
    pub fn deal(&self, snapshot: &Snapshot, transfer: &Entity) -> Deal {
        let mut deal = Deal::of_transfer(transfer, &|id| snapshot.entity(id).ok().flatten());
        let of = |party: &Party| {
            let names = self.listed.namesakes(&party.key, snapshot).into_iter();
            names.map(|name| party.called(&name)).collect::<Vec<_>>()
        };
        let more: Vec<Party> = deal.parties.iter().flat_map(of).collect();
        deal.parties.extend(more);
        deal
    }

    /// The measures as they would be under a scenario.
    ///
    /// # Errors
    ///
    /// Where the snapshot can't be read.
    pub fn under(&self, snapshot: &Snapshot, scenario: &Scenario) -> Result<Rulebook, Error> {
        let incidents = match self.incidents.get() {
            Some(known) => known,
            None => {
                let read = incidents(snapshot)?;
                self.incidents.get_or_init(|| read)
            }
        };
        // A scenario names no technology, so that there are never more of them than before.
        Ok(self.book.under(scenario, incidents).unwrap_or_else(|_| self.book.clone()))
    }

    /// Every transfer, for the rules. The first to ask reads them all.
    ///
    /// # Errors
    ///
    /// Where the snapshot can't be read.
    pub fn recorded(&self, snapshot: &Snapshot) -> Result<&[Recorded], Error> {
        if let Some(known) = self.recorded.get() {
            return Ok(known);
        }
        let find = |id: &str| snapshot.entity(id).ok().flatten();
        let mut all = Vec::new();
        // Most parties have a part in several deals.
        let mut known = HashMap::new();
        each(snapshot, "Transfer", |entity| {
            let mut recorded = Recorded::of(&entity, &find);
            let mut more = Vec::new();
            for party in &recorded.deal.parties {
                let names =
                    known.entry(party.key.clone()).or_insert_with(|| self.listed.namesakes(&party.key, snapshot));
                more.extend(names.iter().map(|name| party.called(name)));
            }
            recorded.deal.parties.extend(more);
            all.push(recorded);
        })?;
        Ok(self.recorded.get_or_init(|| all))
    }
}

fn incidents(snapshot: &Snapshot) -> Result<Vec<Incident>, Error> {
    let mut all = Vec::new();
    each(snapshot, "Incident", |entity| {
        let date: Option<PartialDate> = entity.first("date").and_then(|date| date.parse().ok());
        if let Some(date) = date {
            let countries = entity.values("country").filter_map(|code| code.parse().ok());
            all.extend(countries.map(|country| Incident { country, date }));
        }
    })?;
    Ok(all)
}

/// Every entity of a schema.
fn each(snapshot: &Snapshot, schema: &str, mut take: impl FnMut(Entity)) -> Result<(), Error> {
    let query = Query { filters: vec![(Facet::Schema, schema.to_owned())], ..Query::default() };
    for number in snapshot.query(&query)?.hits {
        take(snapshot.entity_at(number)?);
    }
    Ok(())
}
