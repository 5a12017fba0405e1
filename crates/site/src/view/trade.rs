//! The transfers of a company, a country, an agency or a product, counted and listed by the index: there may be a
//! hundred thousand, of which a page shows forty.

use sousveil_snapshot::{Counts, Facet, Query, Sort};

use super::inline::Line;
use super::table::Table;
use super::transfers::{self, Sides, Transfer};
use super::{figures, licences};
use crate::cx::Cx;
use crate::error::Error;

/// What stands among deals.
const TRADED: [&str; 2] = ["deal", "offer"];
/// What stands among licences.
const LICENSED: [&str; 2] = ["licence", "licence_refused"];
/// How many of the newest lines of licences are looked at for identical ones.
const LINES: usize = 60;

/// Some transfers.
#[derive(Debug, Clone)]
pub(crate) struct Trade<'a> {
    cx: &'a Cx,
    filters: Vec<(Facet, String)>,
    without: Vec<(Facet, String)>,
}

impl<'a> Trade<'a> {
    /// Those that have a value.
    pub(crate) fn of(cx: &'a Cx, facet: Facet, value: &str) -> Self {
        let filters = vec![(Facet::Schema, "Transfer".to_owned()), (facet, value.to_owned())];
        Self { cx, filters, without: Vec::new() }
    }

    /// Of these those that have another value, too.
    pub(crate) fn and(mut self, facet: Facet, value: &str) -> Self {
        self.filters.push((facet, value.to_owned()));
        self
    }

    /// Of these those that have not that value.
    pub(crate) fn without(mut self, facet: Facet, value: &str) -> Self {
        self.without.push((facet, value.to_owned()));
        self
    }

    fn query(&self, acts: &[&str]) -> Query {
        let mut filters = self.filters.clone();
        filters.extend(acts.iter().map(|act| (Facet::Act, (*act).to_owned())));
        Query { filters, without: self.without.clone(), sort: Sort::Newest, limit: Some(0), ..Query::default() }
    }

    fn values_of(&self, acts: &[&str], facet: Facet) -> Result<Vec<(String, usize)>, Error> {
        let query = Query { count: vec![facet], ..self.query(acts) };
        Ok(self.cx.snapshot.query(&query)?.facets.into_iter().flat_map(|(_, values)| values).collect())
    }

    /// How many there are of each kind.
    pub(crate) fn counts(&self) -> Result<Counts, Error> {
        let mut counts = Counts::default();
        for (act, n) in self.values_of(&[], Facet::Act)? {
            match act.as_str() {
                "deal" => counts.deals = n as u64,
                "offer" => counts.offers = n as u64,
                "licence" => counts.licences = n as u64,
                _ => counts.refused = n as u64,
            }
        }
        Ok(counts)
    }

    /// How many there are in all.
    pub(crate) fn total(&self) -> Result<usize, Error> {
        Ok(self.cx.snapshot.query(&self.query(&[]))?.total)
    }

    /// The values that deals and offers have, each with how many have it.
    pub(crate) fn values(&self, facet: Facet) -> Result<Vec<(String, usize)>, Error> {
        self.values_of(&TRADED, facet)
    }

    /// The values that any of them have.
    pub(crate) fn all_values(&self, facet: Facet) -> Result<Vec<(String, usize)>, Error> {
        self.values_of(&[], facet)
    }

    /// How sure the deals and offers are, in words.
    pub(crate) fn by_confidence(&self) -> Result<String, Error> {
        Ok(transfers::by_confidence(&self.values(Facet::Confidence)?))
    }

    /// Counts by year.
    pub(crate) fn by_year(&self, caption: &str) -> Result<Table, Error> {
        let mut years: std::collections::BTreeMap<String, Counts> = std::collections::BTreeMap::new();
        type Field = fn(&mut Counts) -> &mut u64;
        let kinds: [(&str, Field); 4] = [
            ("deal", |c| &mut c.deals),
            ("offer", |c| &mut c.offers),
            ("licence", |c| &mut c.licences),
            ("licence_refused", |c| &mut c.refused),
        ];
        for (act, field) in kinds {
            for (year, n) in self.values_of(&[act], Facet::Year)? {
                *field(years.entry(year).or_default()) = n as u64;
            }
        }
        // "undated" comes behind all years, and so first from the end.
        let undated = years.remove("undated").map(|counts| ("undated".to_owned(), counts));
        let rows = years.into_iter().rev().chain(undated).map(|(year, counts)| (Line::from(year), counts));
        Ok(figures::table(caption, "Year", rows))
    }

    /// The newest deals and offers; `caption` is told their number.
    pub(crate) fn deals(
        &self,
        caption: impl Fn(usize) -> String,
        sides: Sides,
        rest: &str,
        cap: usize,
    ) -> Result<Table, Error> {
        let (total, shown) = self.newest(&TRADED, cap)?;
        Ok(transfers::table_of(self.cx, &caption(total), &shown, total, sides, rest))
    }

    /// The newest decisions on licences, identical ones together; `caption` is told their number.
    pub(crate) fn licences(&self, caption: impl Fn(usize) -> String, rest: &str) -> Result<Table, Error> {
        let (total, shown) = self.newest(&LICENSED, LINES)?;
        let shown: Vec<&Transfer> = shown.iter().collect();
        Ok(licences::table(self.cx, &caption(total), &shown, total, rest))
    }

    fn newest(&self, acts: &[&str], limit: usize) -> Result<(usize, Vec<Transfer>), Error> {
        let answer = self.cx.snapshot.query(&Query { limit: Some(limit), ..self.query(acts) })?;
        Ok((answer.total, transfers::load(self.cx, &answer.hits)?))
    }
}
