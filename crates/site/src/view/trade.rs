//! The transfers of a company, a country, an agency or a product, counted and listed by the index: there may be a
//! hundred thousand, of which a page shows the newest.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use sousveil_snapshot::{Counts, Facet, Part, Selection, Sort};

use super::inline::Line;
use super::table::Table;
use super::transfers::{self, Sides, Transfer};
use super::{figures, licences};
use crate::cx::Cx;
use crate::error::Error;
use crate::language::say;

/// What stands among deals.
const TRADED: [&str; 2] = ["deal", "offer"];
/// What stands among licences.
const LICENSED: [&str; 2] = ["licence", "licence_refused"];
/// Up to how many lines of licences all are looked at for identical ones.
const LINES: usize = 60;
/// How many of the newest are looked at where there are more.
const NEWEST_LINES: usize = 20;

/// Some transfers.
#[derive(Clone)]
pub(crate) struct Trade<'a> {
    cx: &'a Cx,
    some: Selection<'a>,
}

impl<'a> Trade<'a> {
    /// Those that have a value.
    pub(crate) fn of(cx: &'a Cx, facet: Facet, value: &str) -> Result<Self, Error> {
        let transfers = cx.snapshot.select().with(Facet::Schema, &["Transfer"])?;
        Ok(Self { cx, some: transfers.with(facet, &[value])? })
    }

    /// How many of them have another value, too.
    pub(crate) fn count_with(&self, facet: Facet, value: &str) -> Result<usize, Error> {
        Ok(self.some.with(facet, &[value])?.total())
    }

    /// Of these those that have not that value.
    pub(crate) fn without(self, facet: Facet, value: &str) -> Result<Self, Error> {
        Ok(Self { some: self.some.without(facet, &[value])?, ..self })
    }

    /// Their figures: by act, year and confidence, and by the facets in `also`.
    pub(crate) fn figures(&self, also: &[Facet]) -> Result<Figures, Error> {
        let count = [&[Facet::Year, Facet::Confidence], also].concat();
        Ok(Figures(self.some.parts(Facet::Act, &count)?))
    }

    /// The newest deals and offers; `caption` is told their number.
    pub(crate) fn deals(
        &self,
        caption: impl Fn(usize) -> String,
        sides: Sides,
        rest: &str,
        cap: usize,
    ) -> Result<Table, Error> {
        let (total, shown) = self.newest(&TRADED, |total| transfers::shown(total, cap))?;
        Ok(transfers::table_of(self.cx, &caption(total), &shown, total, sides, rest))
    }

    /// The newest decisions on licences, identical ones together; `caption` is told their number.
    pub(crate) fn licences(&self, caption: impl Fn(usize) -> String, rest: &str) -> Result<Table, Error> {
        let lines = |total| if total <= LINES { total } else { NEWEST_LINES };
        let (total, shown) = self.newest(&LICENSED, lines)?;
        Ok(licences::table(self.cx, &caption(total), &shown, total, rest))
    }

    /// How many there are, and as many of the newest as `limit` says of that number.
    fn newest(&self, acts: &[&str], limit: impl Fn(usize) -> usize) -> Result<(usize, Vec<Transfer>), Error> {
        let some = self.some.with(Facet::Act, acts)?;
        let total = some.total();
        Ok((total, transfers::load(self.cx, &some.first(Sort::Newest, limit(total))?)?))
    }
}

/// How many of some transfers have which values, apart by act.
#[derive(Debug, Clone)]
pub(crate) struct Figures(Vec<Part>);

impl Figures {
    /// How many there are of each kind.
    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.0.iter().for_each(|part| *of_act(&mut counts, &part.value) = part.total as u64);
        counts
    }

    /// The values that deals and offers have, each with how many have it, most first.
    pub(crate) fn values(&self, facet: Facet) -> Vec<(String, usize)> {
        let traded = self.0.iter().filter(|part| TRADED.contains(&part.value.as_str()));
        let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
        traded.flat_map(|part| values(part, facet)).for_each(|(value, n)| *sums.entry(value).or_default() += n);
        let mut sums: Vec<(String, usize)> = sums.into_iter().map(|(value, n)| (value.to_owned(), n)).collect();
        sums.sort_by_key(|(_, n)| Reverse(*n));
        sums
    }

    /// The values that any of them have, in order.
    pub(crate) fn all_values(&self, facet: Facet) -> Vec<String> {
        let all: BTreeSet<&str> = self.0.iter().flat_map(|part| values(part, facet)).map(|(value, _)| value).collect();
        all.into_iter().map(str::to_owned).collect()
    }

    /// How sure the deals and offers are, in words.
    pub(crate) fn by_confidence(&self) -> String {
        transfers::by_confidence(&self.values(Facet::Confidence))
    }

    /// Counts by year; those without one under "undated".
    pub(crate) fn years(&self) -> BTreeMap<&str, Counts> {
        let mut years: BTreeMap<&str, Counts> = BTreeMap::new();
        for part in &self.0 {
            for (year, n) in values(part, Facet::Year) {
                *of_act(years.entry(year).or_default(), &part.value) = n as u64;
            }
        }
        years
    }

    /// A table of counts by year.
    pub(crate) fn by_year(&self, caption: &str) -> Table {
        let mut years = self.years();
        // "undated" comes behind all years, and so first from the end.
        let undated = years.remove("undated").map(|counts| (say("figures-undated"), counts));
        let rows = years.into_iter().rev().chain(undated).map(|(year, counts)| (Line::from(year), counts));
        figures::table(caption, say("figures-year"), rows)
    }
}

fn of_act<'c>(counts: &'c mut Counts, act: &str) -> &'c mut u64 {
    match act {
        "deal" => &mut counts.deals,
        "offer" => &mut counts.offers,
        "licence" => &mut counts.licences,
        _ => &mut counts.refused,
    }
}

fn values(part: &Part, facet: Facet) -> impl Iterator<Item = (&str, usize)> {
    let of_facet = part.facets.iter().filter(move |(own, _)| *own == facet);
    of_facet.flat_map(|(_, values)| values).map(|(value, n)| (value.as_str(), *n))
}
