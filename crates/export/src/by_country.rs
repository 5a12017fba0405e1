//! Recorded deals by country, narrowed as the readers of a map ask: what the map, its table and its CSV show.

use sousveil_model::Confidence;
use sousveil_snapshot::{Facet, Selection, Snapshot};

use crate::Error;
use crate::csv_out::{defuse, text_of};
use crate::rows::country_name;

/// On which side of a deal a country is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Side {
    /// The country that received.
    #[default]
    Recipient,
    /// The country of the supplier.
    Exporter,
}

/// What is counted. Licences are never added to deals: one shows that an export was allowed, not that there was one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum What {
    /// Deals.
    #[default]
    Deals,
    /// Export licences that were granted.
    Licences,
}

/// Years of agreement, else of delivery or first use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
pub enum Period {
    /// All, undated ones as well.
    #[default]
    #[strum(serialize = "all")]
    All,
    /// Up to 1999.
    #[strum(serialize = "1999")]
    Before2000,
    /// 2000 to 2009.
    #[strum(serialize = "2000-2009")]
    From2000,
    /// 2010 to 2014.
    #[strum(serialize = "2010-2014")]
    From2010,
    /// 2015 to 2019.
    #[strum(serialize = "2015-2019")]
    From2015,
    /// From 2020 on.
    #[strum(serialize = "2020")]
    From2020,
    /// Without a year.
    #[strum(serialize = "undated")]
    Undated,
}

impl Side {
    /// The countries of that side.
    pub fn facet(self) -> Facet {
        match self {
            Self::Recipient => Facet::RecipientCountry,
            Self::Exporter => Facet::SupplierCountry,
        }
    }

    /// The other side.
    pub fn other(self) -> Self {
        match self {
            Self::Recipient => Self::Exporter,
            Self::Exporter => Self::Recipient,
        }
    }
}

impl What {
    /// The value of [`Facet::Act`].
    pub fn act(self) -> &'static str {
        match self {
            Self::Deals => "deal",
            Self::Licences => "licence",
        }
    }
}

impl Period {
    /// Whether a value of [`Facet::Year`] lies in it.
    pub fn holds(self, year: &str) -> bool {
        let Ok(number) = year.parse::<u16>() else { return matches!(self, Self::All | Self::Undated) };
        match self {
            Self::All => true,
            Self::Before2000 => number < 2000,
            Self::From2000 => (2000..2010).contains(&number),
            Self::From2010 => (2010..2015).contains(&number),
            Self::From2015 => (2015..2020).contains(&number),
            Self::From2020 => number >= 2020,
            Self::Undated => false,
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// On which side countries are counted.
    pub side: Side,
    /// What is counted.
    pub what: What,
    /// Of which years.
    pub period: Period,
    /// The key of a technology, where one alone is counted.
    pub technology: Option<String>,
    /// How sure, where one degree alone is counted.
    pub confidence: Option<Confidence>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// By code of the country, most first. What names two countries is counted under both.
    pub countries: Vec<(String, usize)>,
    /// Of how many the country is not known.
    pub unknown: usize,
    /// How many there are, each once.
    pub total: usize,
    /// The years in which they lie, as a list of transfers takes them; empty where all years are meant.
    pub years: Vec<String>,
}

impl Asked {
    /// The transfers that are counted, and the years that narrow them.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn select<'a>(&self, snapshot: &'a Snapshot) -> Result<(Selection<'a>, Vec<String>), Error> {
        let mut some = snapshot.select().with(Facet::Schema, &["Transfer"])?.with(Facet::Act, &[self.what.act()])?;
        if let Some(key) = &self.technology {
            some = some.with(Facet::Technology, &[key])?;
        }
        if let Some(confidence) = self.confidence {
            some = some.with(Facet::Confidence, &[confidence.into()])?;
        }
        if self.period == Period::All {
            return Ok((some, Vec::new()));
        }
        let parts = some.parts(Facet::Act, &[Facet::Year])?;
        let all = parts.iter().flat_map(|part| &part.facets).flat_map(|(_, values)| values);
        let mut years: Vec<String> = all.map(|(year, _)| year.clone()).filter(|year| self.period.holds(year)).collect();
        years.sort();
        years.dedup();
        let narrow: Vec<&str> = years.iter().map(String::as_str).collect();
        Ok((some.with(Facet::Year, &narrow)?, years))
    }

    /// They by country.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn count(&self, snapshot: &Snapshot) -> Result<Places, Error> {
        let (some, years) = self.select(snapshot)?;
        by(&some, self.side, years)
    }

    /// Those with one country on the side that is asked for, by the countries on the other side.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn partners(&self, snapshot: &Snapshot, code: &str) -> Result<Places, Error> {
        let (some, years) = self.select(snapshot)?;
        by(&some.with(self.side.facet(), &[code])?, self.side.other(), years)
    }
}

fn by(some: &Selection<'_>, side: Side, years: Vec<String>) -> Result<Places, Error> {
    let parts = some.parts(Facet::Act, &[side.facet()])?;
    let mut countries: Vec<(String, usize)> =
        parts.into_iter().flat_map(|part| part.facets).flat_map(|(_, values)| values).collect();
    countries.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let known: Vec<&str> = countries.iter().map(|(code, _)| code.as_str()).collect();
    let total = some.total();
    let unknown = if known.is_empty() { total } else { some.without(side.facet(), &known)?.total() };
    Ok(Places { countries, unknown, total, years })
}

/// As CSV: code, name, number; what has no country in a line without a code.
///
/// # Errors
/// Nothing but memory can fail.
pub fn csv(places: &Places, what: What) -> Result<String, Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["country", "name", what.into()])?;
    for (code, count) in &places.countries {
        out.write_record([&defuse(code.clone()), &defuse(country_name(code)), &count.to_string()])?;
    }
    if places.unknown > 0 {
        out.write_record(["", "not known", &places.unknown.to_string()])?;
    }
    text_of(out)
}
