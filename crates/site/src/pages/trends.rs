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
use crate::language::{filters, marked, say, say_with};
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
    /// Says of which technology, where it is one.
    only: Option<Line>,
    told: String,
    technologies: Option<Chart>,
    confidence: Chart,
    exporters: Chart,
    recipients: Chart,
    csv: String,
}

/// What is said of a chart by year.
struct Said {
    /// Above the table.
    caption: &'static str,
    /// To those who don't see the bars.
    alt: &'static str,
    /// Below the bars.
    note: &'static str,
    /// Above the first column.
    first: &'static str,
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
    let of = |name: String| say_with("trends-title-of", &[("name", name.into())]);
    let title = name.map_or_else(|| say("trends-title").to_owned(), of);
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
            .about(say("trends-about"))
            .crumb("/trends", say("trends-title"))
            .forms(vec![Form::csv(csv.clone())])
            .linked(Linked::page(cx, "WebPage"))
            .made_from(data.as_deref()),
        title,
        only: technology.as_deref().map(|key| only(cx, key)),
        told: told(&all),
        technologies,
        confidence: by_year(&by_confidence(&deals)?, &confidence_said(), &|value| {
            let word = words::word(value);
            (word.clone(), word.into())
        }),
        exporters: ranked(cx, &deals, Facet::SupplierCountry, say("trends-exporters"), say("trends-exporters-alt"))?,
        recipients: ranked(
            cx,
            &deals,
            Facet::RecipientCountry,
            say("trends-recipients"),
            say("trends-recipients-alt"),
        )?,
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
                "technology" => return Err(bad(say("picture-expected-technology")).into()),
                "data" => asked.data = Some(address::version(&value)),
                _ => return Err(bad(say("trends-expected-name")).into()),
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
    let said = Said {
        caption: say("trends-technology"),
        alt: say("trends-technology-alt"),
        note: say("trends-technology-note"),
        first: say("picture-technology"),
    };
    Ok(by_year(cx.trend()?, &said, &|key| (cx.caption(key), cx.link(key).into())))
}

/// The words of the chart by confidence.
fn confidence_said() -> Said {
    Said {
        caption: say("trends-confidence"),
        alt: say("trends-confidence-alt"),
        note: say("trends-confidence-note"),
        first: say("picture-confidence"),
    }
}

/// Which technology alone is counted, and the way to all deals.
fn only(cx: &Cx, key: &str) -> Line {
    let mut line = marked("trends-only", &[("name", cx.caption(key).into())], &["/trends", "/trends"]);
    // The first link is that of a name.
    if let Some(link) = line.0.iter_mut().find(|part| matches!(part, Inline::Link { .. })) {
        *link = cx.link(key);
    }
    line
}

/// The surest first.
fn by_confidence(deals: &Selection<'_>) -> Result<Trend, Error> {
    let mut trend = trends::trend(deals, Facet::Confidence)?;
    trend.values.sort_by_key(|(word, _)| word.parse::<Confidence>().ok());
    Ok(trend)
}

/// A stacked bar for each year, and under it the figures.
fn by_year(trend: &Trend, said: &Said, named: &dyn Fn(&str) -> (String, Line)) -> Chart {
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
        legend.push((OTHERS, say("trends-others").to_owned()));
    }
    let rows = sums.iter().rev().map(|(year, [y, m, p, q, o, others])| {
        let [a, b, c, d, e] = CLASSES;
        (year.to_string(), [(a, *y), (b, *m), (c, *p), (d, *q), (e, *o), (OTHERS, *others)])
    });
    let mut bars = Bars::of_counts(said.alt.to_owned(), legend, rows.collect(), said.note.to_owned());
    bars.beside = true;
    let heads =
        [col(said.first), numbers(say("picture-deals")), col(say("trends-by-year")), numbers(say("picture-undated"))];
    let mut table = Table::new(said.caption, &heads);
    table.rows = trend.values.iter().map(|(value, years)| row(named(value).1, years)).collect();
    if trend.unknown.total() > 0 {
        table.rows.push(row(Inline::soft(say("picture-not-known")).into(), &trend.unknown));
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
fn ranked(cx: &Cx, deals: &Selection<'_>, by: Facet, caption: &str, alt: &str) -> Result<Chart, Error> {
    let parts = deals.parts(Facet::Act, &[by])?;
    let mut values: Vec<(&String, usize)> =
        parts.iter().flat_map(|part| &part.facets).flat_map(|(_, values)| values).map(|(v, n)| (v, *n)).collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let known: Vec<&str> = values.iter().map(|(code, _)| code.as_str()).collect();
    let unknown = if known.is_empty() { deals.total() } else { deals.without(by, &known)?.total() };
    let shown = values.iter().take(RANKED);
    let bars = Bars::of_counts(
        alt.to_owned(),
        vec![("m", say("trends-deals").to_owned())],
        shown.clone().map(|(code, deals)| (cx.caption(code), [("m", *deals)])).collect(),
        say("trends-countries-note").to_owned(),
    );
    let mut table = Table::new(caption, &[col(say("picture-country")), numbers(say("picture-deals"))]);
    let number = |deals: usize| Line::from(words::number(deals as u64));
    table.rows = shown.map(|(code, deals)| vec![cx.link(code).into(), number(*deals)]).collect();
    if unknown > 0 {
        table.rows.push(vec![Inline::soft(say("picture-not-known")).into(), number(unknown)]);
    }
    if values.len() > RANKED {
        table.more = say_with("trends-more", &[("shown", RANKED.into()), ("n", values.len().into())]).into();
    }
    Ok(Chart { bars, table })
}

fn told(all: &Years) -> String {
    let deals = all.total();
    let Some((busiest, most)) = all.dated.iter().max_by_key(|(year, n)| (**n, **year)) else {
        return say_with("trends-told-undated", &[("n", deals.into())]);
    };
    let told = [
        ("n", deals.into()),
        ("dated", (deals - all.undated).into()),
        ("year", busiest.to_string().into()),
        ("most", most.to_string().into()),
    ];
    say_with("trends-told", &told)
}
