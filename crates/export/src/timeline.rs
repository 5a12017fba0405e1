//! What happened when: deals, licences, measures, incidents and ties around a country, a company, a technology or the hits of
//! a search, each with its dates as far as they are known.

use std::collections::BTreeSet;

use sousveil_model::{Confidence, Entity, Interval, PartialDate};
use sousveil_snapshot::{Facet, Query, Snapshot};

use crate::csv_out::{defuse, text_of};
use crate::dates::date_of;
use crate::voice::{Said, Voice};
use crate::{Error, Place, place};

/// What a timeline is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A country, by its code: what was sold to it, measures on it, incidents laid to it.
    Country(String),
    /// A company, by its identifier.
    Company(String),
    /// A technology, by its key.
    Technology(String),
    /// Whatever holds these words.
    Search(String),
}

/// A sort of things that happen; licences never stand among deals.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Lane {
    /// Deals and offers.
    Deals,
    /// Export licences, granted and refused.
    Licences,
    /// Measures.
    Measures,
    /// Documented uses against people.
    Incidents,
    /// New names, owners, parts.
    Ties,
}

/// A thing that happened, or lasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// What sort of thing.
    pub lane: Lane,
    /// The identifier of its entry.
    pub id: String,
    /// What the entry is.
    pub schema: String,
    /// What it is called.
    pub caption: String,
    /// When, in words.
    pub when: String,
    /// The earliest and the latest date; nothing where none is known.
    pub dates: Option<(PartialDate, PartialDate)>,
    /// Whether it may have begun before.
    pub earlier: bool,
    /// Whether it lasts on, as far as is known.
    pub later: bool,
    /// How sure it is that the entry is so.
    pub confidence: Confidence,
}

/// Those of some subject, lane by lane, the oldest first, undated ones last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// All that were read.
    pub all: Vec<Happening>,
    /// How many more there are, which were not read.
    pub left: usize,
}

/// How many entries of a lane are read.
const MOST: usize = 1_000;

impl Timeline {
    /// Gathers it, told by a voice.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn of(snapshot: &Snapshot, about: &About, voice: &Voice) -> Result<Self, Error> {
        let mut out = Self { all: Vec::new(), left: 0 };
        let today = crate::ftm::data_date(snapshot).and_then(|day| day.parse().ok());
        for &lane in <Lane as strum::VariantArray>::VARIANTS {
            let numbers = numbers(snapshot, about, lane)?;
            out.left += numbers.len().saturating_sub(MOST);
            for number in numbers.into_iter().take(MOST) {
                let Some(head) = snapshot.head(number) else { continue };
                out.all.push(happening(lane, head.caption, &snapshot.entity_at(number)?, today, voice));
            }
        }
        let first = |own: &Happening| own.dates.map(|dates| dates.0);
        out.all.sort_by(|a, b| {
            let undated = first(a).is_none().cmp(&first(b).is_none());
            a.lane.cmp(&b.lane).then(undated).then(first(a).cmp(&first(b))).then_with(|| a.id.cmp(&b.id))
        });
        Ok(out)
    }

    /// The years that dated ones touch, what lasts on not beyond its beginning.
    pub fn years(&self) -> Option<(u16, u16)> {
        let dated = || self.all.iter().filter_map(|own| Some((own.dates?, own.later)));
        let first = dated().map(|((from, _), _)| from.year()).min()?;
        let last = dated().map(|((from, to), later)| if later { from.year() } else { to.year() }).max()?;
        Some((first, last.max(first)))
    }
}

/// The entries of a lane.
fn numbers(snapshot: &Snapshot, about: &About, lane: Lane) -> Result<Vec<u32>, Error> {
    let filter = |facet: Facet, value: &str| (facet, value.to_owned());
    let mut filters = match lane {
        Lane::Deals => vec![filter(Facet::Schema, "Transfer"), filter(Facet::Act, "deal"), filter(Facet::Act, "offer")],
        Lane::Licences => vec![
            filter(Facet::Schema, "Transfer"),
            filter(Facet::Act, "licence"),
            filter(Facet::Act, "licence_refused"),
        ],
        Lane::Measures => vec![filter(Facet::Schema, "Measure")],
        Lane::Incidents => vec![filter(Facet::Schema, "Incident")],
        Lane::Ties => vec![filter(Facet::Schema, "Relation")],
    };
    let mut text = String::new();
    match (about, lane) {
        (About::Search(words), _) => text.clone_from(words),
        (About::Country(code), Lane::Deals | Lane::Licences) => filters.push(filter(Facet::RecipientCountry, code)),
        (About::Country(code), Lane::Incidents) => filters.push(filter(Facet::Country, code)),
        (About::Country(code), Lane::Measures) => return linked(snapshot, code, "Measure", &["target"]),
        (About::Company(id), Lane::Deals | Lane::Licences) => filters.push(filter(Facet::Company, id)),
        (About::Company(id), Lane::Measures) => return linked(snapshot, id, "Measure", &["target"]),
        (About::Company(id), Lane::Incidents) => return linked(snapshot, id, "Incident", &["supplier"]),
        (About::Company(id), Lane::Ties) => return linked(snapshot, id, "Relation", &["from", "to"]),
        (About::Technology(key), Lane::Deals | Lane::Licences | Lane::Measures) => {
            filters.push(filter(Facet::Technology, key));
        }
        (About::Country(_), Lane::Ties) | (About::Technology(_), Lane::Incidents | Lane::Ties) => return Ok(Vec::new()),
    }
    Ok(snapshot.query(&Query { text, filters, ..Query::default() })?.hits)
}

/// Entries of a schema that name an entity in one of these properties.
fn linked(snapshot: &Snapshot, id: &str, schema: &str, properties: &[&str]) -> Result<Vec<u32>, Error> {
    let Some(number) = snapshot.number(id) else { return Ok(Vec::new()) };
    let mut found = BTreeSet::new();
    for property in properties {
        found.extend(snapshot.links_by(number, true, property)?.into_iter().map(|link| link.other));
    }
    found.retain(|other| snapshot.head(*other).is_some_and(|head| head.schema == schema));
    Ok(found.into_iter().collect())
}

fn happening(lane: Lane, caption: &str, entity: &Entity, today: Option<PartialDate>, voice: &Voice) -> Happening {
    let first = |property: &'static str| entity.first(property);
    let date = |property: &'static str| first(property).and_then(|value| value.parse::<PartialDate>().ok());
    let (dates, earlier, later, when) = match lane {
        Lane::Deals | Lane::Licences | Lane::Incidents => {
            let told = date_of(entity);
            let found = told.as_deref().and_then(|text| text.parse::<Interval>().ok());
            let ends = found.and_then(|found| Some((found.from().or(found.to())?, found.to().or(found.from())?)));
            let earlier = found.is_some_and(|found| found.from().is_none());
            let later = found.is_some_and(|found| found.to().is_none());
            (ends, earlier, later, told.as_deref().map(voice.interval))
        }
        Lane::Measures | Lane::Ties => {
            let (from, to) = match lane {
                Lane::Measures => (date("from").or_else(|| date("adopted")), date("to")),
                _ => (date("from_date"), date("to_date")),
            };
            // What became another name or another's did so once; who owns may go on to own.
            let once = matches!(first("kind"), Some("renamed_to" | "acquired_by" | "successor"));
            let last = to.or(if once { from } else { today.max(from) });
            let ends = from.or(to).zip(last.or(from));
            let told = match lane {
                Lane::Measures => (voice.span)(first("from").or(first("adopted")), first("to")),
                _ if once && to.is_none() => first("from_date").unwrap_or_default().to_owned(),
                _ => (voice.span)(first("from_date"), first("to_date")),
            };
            (ends, from.is_none() && to.is_some(), to.is_none() && !once, ends.map(|_| told))
        }
    };
    Happening {
        lane,
        id: entity.id.to_string(),
        schema: entity.schema.to_string(),
        caption: caption.to_owned(),
        when: when.unwrap_or_else(|| (voice.say)(Said::Undated)),
        dates,
        earlier,
        later: later && dates.is_some(),
        confidence: entity.confidence(),
    }
}

/// All of them as CSV.
///
/// # Errors
/// Nothing but memory can fail.
pub fn csv(timeline: &Timeline, at: &Place) -> Result<String, Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["lane", "from", "to", "when", "entry", "name", "confidence", "url"])?;
    for own in &timeline.all {
        let (from, to) = own.dates.map_or_else(Default::default, |(from, to)| (from.to_string(), to.to_string()));
        let from = if own.earlier { String::new() } else { from };
        let to = if own.later { String::new() } else { to };
        out.write_record([
            <&str>::from(own.lane),
            &from,
            &to,
            &own.when,
            &own.id,
            &defuse(own.caption.clone()),
            <&str>::from(own.confidence),
            &at.address(&place::path(&own.schema, &own.id)),
        ])?;
    }
    text_of(out)
}
