//! Recorded deals by year, split by technology, confidence, exporting country or recipient: what charts and their CSV show.

use std::collections::BTreeMap;

use sousveil_snapshot::{Facet, Selection, Snapshot};

use crate::Error;
use crate::csv_out::{defuse, text_of};

/// By what deals are split, and the word for it.
const SPLITS: [(Facet, &str); 4] = [
    (Facet::Technology, "technology"),
    (Facet::Confidence, "confidence"),
    (Facet::SupplierCountry, "exporter"),
    (Facet::RecipientCountry, "recipient"),
];

/// Deals by year and by the values of one facet. A deal with two values counts under both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trend {
    /// The values, those with most deals first; each with its deals by year.
    pub values: Vec<(String, Years)>,
    /// Deals of which the value is not known.
    pub unknown: Years,
}

/// Deals by year: of agreement, else of delivery or first use, where a source dates them. One that spans several years
/// counts in the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Years {
    /// Those of a year.
    pub dated: BTreeMap<u16, usize>,
    /// Those without one.
    pub undated: usize,
}

impl Years {
    /// All of them.
    pub fn total(&self) -> usize {
        self.dated.values().sum::<usize>() + self.undated
    }
}

/// The deals of a snapshot; where a technology is given, those in it alone.
///
/// # Errors
///
/// Where the snapshot can't be read.
pub fn deals<'a>(snapshot: &'a Snapshot, technology: Option<&str>) -> Result<Selection<'a>, Error> {
    let deals = snapshot.select().with(Facet::Schema, &["Transfer"])?.with(Facet::Act, &["deal"])?;
    Ok(match technology {
        Some(key) => deals.with(Facet::Technology, &[key])?,
        None => deals,
    })
}

/// Deals by year.
///
/// # Errors
///
/// Where the snapshot can't be read.
pub fn years(deals: &Selection<'_>) -> Result<Years, Error> {
    let mut years = Years::default();
    for part in deals.parts(Facet::Act, &[Facet::Year])? {
        for (value, count) in part.facets.iter().flat_map(|(_, values)| values) {
            match value.parse() {
                Ok(year) => *years.dated.entry(year).or_default() += count,
                Err(_) => years.undated += count,
            }
        }
    }
    Ok(years)
}

/// Deals by year and by the values of a facet.
///
/// # Errors
///
/// Where the snapshot can't be read.
pub fn trend(deals: &Selection<'_>, by: Facet) -> Result<Trend, Error> {
    let parts = deals.parts(Facet::Act, &[by])?;
    let mut values: Vec<(String, Years)> = Vec::new();
    for (value, _) in parts.iter().flat_map(|part| &part.facets).flat_map(|(_, values)| values) {
        values.push((value.clone(), years(&deals.with(by, &[value])?)?));
    }
    values.sort_by(|a, b| b.1.total().cmp(&a.1.total()).then_with(|| a.0.cmp(&b.0)));
    let known: Vec<&str> = values.iter().map(|(value, _)| value.as_str()).collect();
    let unknown = if known.is_empty() { years(deals)? } else { years(&deals.without(by, &known)?)? };
    Ok(Trend { values, unknown })
}

/// All of them as CSV: by what, which value and the year (empty where they are not known), deals.
///
/// # Errors
///
/// Where the snapshot can't be read.
pub fn csv(deals: &Selection<'_>) -> Result<String, Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["by", "value", "year", "deals"])?;
    let mut write = |by: &str, value: &str, years: &Years| -> Result<(), Error> {
        for (year, deals) in &years.dated {
            out.write_record([by, &defuse(value.to_owned()), &year.to_string(), &deals.to_string()])?;
        }
        if years.undated > 0 {
            out.write_record([by, &defuse(value.to_owned()), "", &years.undated.to_string()])?;
        }
        Ok(())
    };
    write("all", "", &years(deals)?)?;
    for (facet, by) in SPLITS {
        let Trend { values, unknown } = trend(deals, facet)?;
        for (value, years) in &values {
            write(by, value, years)?;
        }
        write(by, "", &unknown)?;
    }
    text_of(out)
}
