//! Recorded deals by year, drawn and told: by technology, by confidence, by country. `?technology=` narrows all of it.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sousveil_export::trends::{self, Trend, Years};
use sousveil_model::Confidence;
use sousveil_snapshot::{Facet, Selection};

use crate::address::{self, encode, pairs};
use crate::cx::Cx;
use crate::error::{BadQuery, Error};
use crate::language::filters;
use crate::response::{self, CachePolicy, Media, page};
use crate::view::bars::Bars;
use crate::view::inline::{Inline, Line};
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::view::table::{Table, numbers, words as col};
use crate::words;

/// The classes of the bars, for the values with most deals; the others share the last one.
const CLASSES: [&str; 5] = ["y", "m", "p", "q", "o"];
const OTHERS: &str = "u";
/// How many countries are ranked.
const RANKED: usize = 20;

#[derive(Template)]
#[template(path = "trends.html")]
struct TrendsPage {
    layout: Layout,
    title: String,
    /// Of which technology, where it is one.
    only: Option<Line>,
    told: String,
    technologies: Option<Chart>,
    confidence: Chart,
    exporters: Chart,
    recipients: Chart,
    csv: String,
}

/// A picture with its table.
struct Chart {
    bars: Bars,
    table: Table,
}

/// The page.
pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let Asked { technology, data } = Asked::read(cx)?;
    let deals = trends::deals(&cx.snapshot, technology.as_deref())?;
    let name = technology.as_deref().map(|key| cx.caption(key));
    let title = name.map_or_else(|| "Deals by year".to_owned(), |name| format!("{name}: deals by year"));
    let csv = technology
        .as_deref()
        .map_or_else(|| "/trends.csv".to_owned(), |key| format!("/trends.csv?technology={}", encode(key)));
    let all = trends::years(&deals)?;
    let technologies = match technology {
        Some(_) => None,
        None => Some(by_technology(cx)?),
    };
    let template = TrendsPage {
        layout: Layout::new(Some(cx), title.clone())
            .here("transfers")
            .about("Recorded deals in surveillance technology by year, technology, confidence and country.")
            .crumb("/trends", "Deals by year")
            .forms(vec![Form::csv(csv.clone())])
            .linked(Linked::page(cx, "WebPage"))
            .made_from(data.as_deref()),
        title,
        only: technology.as_deref().map(|key| cx.link(key).into()),
        told: told(&all),
        technologies,
        confidence: by_year(&by_confidence(&deals)?, "How sure the deals of a year are", "Confidence", &|value| {
            (value.to_owned(), value.into())
        }),
        exporters: ranked(cx, &deals, Facet::SupplierCountry, "Exporting countries, by recorded deals")?,
        recipients: ranked(cx, &deals, Facet::RecipientCountry, "Recipients, by recorded deals")?,
        csv,
    };
    page(&template)
}

/// The figures behind all charts of the page.
pub(crate) fn csv(cx: &Cx) -> Result<Response, Error> {
    let Asked { technology, .. } = Asked::read(cx)?;
    let csv = trends::csv(&trends::deals(&cx.snapshot, technology.as_deref())?)?;
    Ok(response::answer(StatusCode::OK, Media::Csv, CachePolicy::Revalidate, csv))
}

/// What an address asks for.
struct Asked {
    technology: Option<String>,
    data: Option<String>,
}

impl Asked {
    fn read(cx: &Cx) -> Result<Self, Error> {
        let mut asked = Self { technology: None, data: None };
        for (name, value) in pairs(cx.uri.query().unwrap_or("")) {
            let bad = |expected: &str| BadQuery::new(&name, &value, expected, "/trends");
            match name.as_str() {
                "technology" if cx.snapshot.head_of(&value).is_some_and(|head| head.schema == "Technology") => {
                    asked.technology = Some(value);
                }
                "technology" => return Err(bad("the key of a technology").into()),
                "data" => asked.data = Some(address::version(&value)),
                _ => return Err(bad("technology or data").into()),
            }
        }
        Ok(asked)
    }
}

/// The chart of the first page and of this one.
pub(crate) fn technologies(cx: &Cx) -> Result<Option<Bars>, Error> {
    let chart = by_technology(cx)?;
    Ok((!chart.table.is_empty()).then_some(chart.bars))
}

fn by_technology(cx: &Cx) -> Result<Chart, Error> {
    Ok(by_year(cx.trend()?, "Deals by year and technology; a deal in two stands under both", "Technology", &|key| {
        (cx.caption(key), cx.link(key).into())
    }))
}

/// The surest first.
fn by_confidence(deals: &Selection<'_>) -> Result<Trend, Error> {
    let mut trend = trends::trend(deals, Facet::Confidence)?;
    trend.values.sort_by_key(|(word, _)| word.parse::<Confidence>().ok());
    Ok(trend)
}

/// A stacked bar for each year, and under it the figures.
fn by_year(trend: &Trend, caption: &str, first: &'static str, named: &dyn Fn(&str) -> (String, Line)) -> Chart {
    // The last class holds all others together.
    let mut sums: BTreeMap<u16, [usize; 6]> = BTreeMap::new();
    let unknown = (!trend.unknown.dated.is_empty()).then_some(&trend.unknown);
    for (at, years) in trend.values.iter().map(|(_, years)| years).chain(unknown).enumerate() {
        for (year, deals) in &years.dated {
            if let Some(sum) = sums.entry(*year).or_default().get_mut(at.min(CLASSES.len())) {
                *sum += deals;
            }
        }
    }
    let names = trend.values.iter().take(CLASSES.len()).map(|(value, _)| named(value).0);
    let mut legend: Vec<(&'static str, String)> = CLASSES.into_iter().zip(names).collect();
    if trend.values.len() > CLASSES.len() || unknown.is_some() {
        legend.push((OTHERS, "all others".to_owned()));
    }
    let rows = sums.iter().rev().map(|(year, [y, m, p, q, o, others])| {
        let [a, b, c, d, e] = CLASSES;
        (year.to_string(), [(a, *y), (b, *m), (c, *p), (d, *q), (e, *o), (OTHERS, *others)])
    });
    let told = format!("{caption}, drawn. A table says the same in figures.");
    let mut bars = Bars::of_counts(told, legend, rows.collect(), format!("{caption}. Undated ones are not drawn."));
    bars.beside = true;
    let mut table = Table::new(caption, &[col(first), numbers("Deals"), col("By year"), numbers("Undated")]);
    table.rows = trend.values.iter().map(|(value, years)| row(named(value).1, years)).collect();
    if trend.unknown.total() > 0 {
        table.rows.push(row(Inline::soft("not known").into(), &trend.unknown));
    }
    Chart { bars, table }
}

fn row(name: Line, years: &Years) -> Vec<Line> {
    let number = |n: usize| Line::from(words::number(n as u64));
    let dated = years.dated.iter().map(|(year, n)| Inline::text(format!("{year}: {n}")));
    let dated = if years.dated.is_empty() { Inline::soft("–").into() } else { Line::listed(dated) };
    vec![name, number(years.total()), dated, number(years.undated)]
}

/// The countries with most deals, each with a bar.
fn ranked(cx: &Cx, deals: &Selection<'_>, by: Facet, caption: &'static str) -> Result<Chart, Error> {
    let parts = deals.parts(Facet::Act, &[by])?;
    let mut values: Vec<(&String, usize)> =
        parts.iter().flat_map(|part| &part.facets).flat_map(|(_, values)| values).map(|(v, n)| (v, *n)).collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let known: Vec<&str> = values.iter().map(|(code, _)| code.as_str()).collect();
    let unknown = if known.is_empty() { deals.total() } else { deals.without(by, &known)?.total() };
    let shown = values.iter().take(RANKED);
    let bars = Bars::of_counts(
        format!("{caption}, drawn. The table below says the same in figures."),
        vec![("m", "deals".to_owned())],
        shown.clone().map(|(code, deals)| (cx.caption(code), [("m", *deals)])).collect(),
        "A deal with two countries stands under both.".to_owned(),
    );
    let mut table = Table::new(caption, &[col("Country"), numbers("Deals")]);
    let number = |deals: usize| Line::from(words::number(deals as u64));
    table.rows = shown.map(|(code, deals)| vec![cx.link(code).into(), number(*deals)]).collect();
    if unknown > 0 {
        table.rows.push(vec![Inline::soft("not known").into(), number(unknown)]);
    }
    if values.len() > RANKED {
        table.more = format!("{RANKED} of {} countries are shown; all are in the CSV.", values.len()).into();
    }
    Ok(Chart { bars, table })
}

fn told(all: &Years) -> String {
    let deals = words::count(all.total() as u64, "deal is recorded", "deals are recorded");
    let Some((busiest, most)) = all.dated.iter().max_by_key(|(year, n)| (**n, **year)) else {
        return format!("{deals}; none of them is dated.");
    };
    format!(
        "{deals}; {} of them are dated, most to {busiest} ({most}). One that spans several years counts in the first.",
        words::number((all.total() - all.undated) as u64)
    )
}
