//! The gap of a blacklist: what recorded deals met, and what they would have met under another one.

use std::collections::BTreeMap;

use serde::Serialize;
use sousveil_model::{Confidence, Country, Entity, Stage};

use crate::book::Rulebook;
use crate::deal::Deal;
use crate::outcome::{Met, Outcome, Verdict};

/// As what a recorded transfer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    /// A deal: agreed, delivered, in use, ended, or told of without a stage.
    Deal,
    /// An export licence: somebody asked, and the state said yes.
    Licence,
    /// No deal: offered, tendered for, refused, or disputed.
    Left,
}

/// A transfer of the index, for the rules.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The deal.
    pub deal: Deal,
    /// As what it counts.
    pub counted: Counted,
}

impl Recorded {
    /// Of a transfer; `find` gives the entity of an identifier.
    pub fn of(transfer: &Entity, find: &dyn Fn(&str) -> Option<Entity>) -> Self {
        let stage = transfer.first("stage").and_then(|stage| stage.parse().ok()).unwrap_or(Stage::Unknown);
        let counted = match stage {
            _ if transfer.confidence() == Confidence::Disputed => Counted::Left,
            Stage::Licensed => Counted::Licence,
            Stage::Advertised | Stage::Tendered | Stage::LicenceRefused => Counted::Left,
            Stage::Contracted | Stage::Delivered | Stage::InUse | Stage::Ended | Stage::Unknown => Counted::Deal,
        };
        Self { deal: Deal::of_transfer(transfer, find), counted }
    }
}

/// Deals by what they met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Split {
    /// A ban that certainly stood in the way.
    pub prohibited: u32,
    /// A licence that is presumed to be refused, at the strictest.
    pub presumption_of_denial: u32,
    /// A licence, at the strictest.
    pub licence_required: u32,
    /// Something that may have stood in the way.
    pub possible: u32,
    /// Nothing that was looked for.
    pub none: u32,
    /// Nothing known, but not all was looked for.
    pub not_known: u32,
}

impl Split {
    fn add(&mut self, verdict: &Verdict) {
        let slot = match (verdict.met, verdict.certain) {
            (Met::Met, Some(Outcome::Prohibited)) => &mut self.prohibited,
            (Met::Met, Some(Outcome::PresumptionOfDenial)) => &mut self.presumption_of_denial,
            (Met::Met, _) => &mut self.licence_required,
            (Met::Possible, _) => &mut self.possible,
            (Met::None, _) => &mut self.none,
            (Met::NotKnown, _) => &mut self.not_known,
        };
        *slot += 1;
    }

    /// Deals that certainly met something.
    pub fn met(&self) -> u32 {
        self.prohibited + self.presumption_of_denial + self.licence_required
    }

    /// All.
    pub fn total(&self) -> u32 {
        self.met() + self.possible + self.none + self.not_known
    }
}

/// Some deals, under the measures that there were and under those of a scenario.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// As it was.
    pub was: Split,
    /// As it would have been.
    pub would: Split,
    /// Deals that certainly met nothing more than they do under the scenario: they would have met a measure, or a
    /// stricter one.
    pub more: u32,
    /// Deals of which that hangs on what is not known.
    pub perhaps_more: u32,
}

impl Cell {
    fn add(&mut self, was: &Verdict, would: &Verdict) {
        self.was.add(was);
        self.would.add(would);
        let stricter = |new: Option<Outcome>, old: Option<Outcome>| match (new, old) {
            (Some(new), Some(old)) => new < old,
            (Some(_), None) => true,
            (None, _) => false,
        };
        let at_most = |verdict: &Verdict| match (verdict.certain, verdict.possible) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        if stricter(would.certain, at_most(was)) {
            self.more += 1;
        } else if stricter(at_most(would), was.certain) && at_most(would) != at_most(was)
            || stricter(would.certain, was.certain)
        {
            self.perhaps_more += 1;
        }
    }

    /// Adds another one.
    pub fn join(&mut self, other: &Self) {
        for (to, from) in [(&mut self.was, &other.was), (&mut self.would, &other.would)] {
            to.prohibited += from.prohibited;
            to.presumption_of_denial += from.presumption_of_denial;
            to.licence_required += from.licence_required;
            to.possible += from.possible;
            to.none += from.none;
            to.not_known += from.not_known;
        }
        self.more += other.more;
        self.perhaps_more += other.perhaps_more;
    }
}

/// The gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gap {
    /// All deals.
    pub all: Cell,
    /// Deals by the year of their agreement, else delivery.
    pub years: BTreeMap<u16, Cell>,
    /// Deals that are not dated to one year.
    pub undated: Cell,
    /// Deals by the country of the exporting unit. One with two possible countries stands under both; one with none
    /// under none.
    pub exporters: BTreeMap<Country, Cell>,
    /// Deals without a known country of export.
    pub exporter_unknown: Cell,
    /// Deals by destination.
    pub recipients: BTreeMap<Country, Cell>,
    /// Deals by technology. One with two stands under both.
    pub technologies: BTreeMap<String, Cell>,
    /// Export licences, by year.
    pub licences: BTreeMap<Option<u16>, Cell>,
    /// Transfers that are no deals: offered, tendered for, refused or disputed.
    pub left: u32,
}

/// Judges every recorded transfer twice. `was` and `would` may be the same.
pub fn gap(recorded: &[Recorded], was: &Rulebook, would: &Rulebook) -> Gap {
    let mut gap = Gap::default();
    for Recorded { deal, counted } in recorded {
        if *counted == Counted::Left {
            gap.left += 1;
            continue;
        }
        let before = was.verdict(&was.question(deal));
        let after = if std::ptr::eq(was, would) { before } else { would.verdict(&would.question(deal)) };
        let year = deal.year();
        if *counted == Counted::Licence {
            gap.licences.entry(year).or_default().add(&before, &after);
            continue;
        }
        let mut cells = vec![&mut gap.all];
        cells.push(year.map_or(&mut gap.undated, |year| gap.years.entry(year).or_default()));
        if deal.exporters.is_empty() {
            cells.push(&mut gap.exporter_unknown);
        }
        for cell in cells {
            cell.add(&before, &after);
        }
        for exporter in &deal.exporters {
            gap.exporters.entry(*exporter).or_default().add(&before, &after);
        }
        for recipient in &deal.recipients {
            gap.recipients.entry(*recipient).or_default().add(&before, &after);
        }
        for technology in &deal.technologies {
            add_to(&mut gap.technologies, technology, &before, &after);
        }
    }
    gap
}

fn add_to(cells: &mut BTreeMap<String, Cell>, key: &str, before: &Verdict, after: &Verdict) {
    if let Some(cell) = cells.get_mut(key) {
        cell.add(before, after);
    } else {
        cells.entry(key.to_owned()).or_default().add(before, after);
    }
}
