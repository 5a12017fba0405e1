//! The gap of a blacklist: what recorded deals met, year by year, and what they would have met under another list. The
//! whole scenario stands in the address.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sousveil_export::rules::{gaps, words as told};
use sousveil_rules::{Cell, Gap, List, Preset, Scenario, Split, gap};
use strum::VariantArray as _;

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

/// How many exporters, destinations and technologies a page shows.
const SHOWN: usize = 25;

#[derive(Template)]
#[template(path = "gap.html")]
struct GapPage {
    layout: Layout,
    /// What is asked, in a sentence.
    scenario: Option<String>,
    summary: Vec<String>,
    presets: Vec<(&'static str, &'static str, bool)>,
    own: String,
    binds: String,
    moved: String,
    extended: String,
    alone: bool,
    /// The years drawn.
    bars: Option<Bars>,
    years: Table,
    exporters: Table,
    recipients: Table,
    technologies: Table,
    licences: Table,
    left: u32,
    no_advice: &'static str,
}

/// The page.
pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let asked = Asked::read(cx)?;
    let gap = asked.gap(cx)?;
    let scenario = &asked.scenario;
    let fields = scenario.pairs();
    let field = |name: &str| {
        let own = fields.iter().find(|(own, _)| *own == name);
        own.map(|(_, value)| value.replace(',', "\n")).unwrap_or_default()
    };
    let chosen = |preset: Preset| scenario.list == Some(List::Preset(preset));
    let changed = !scenario.is_empty();
    let template = GapPage {
        layout: Layout::new(Some(cx), "The blacklist gap")
            .here("gap")
            .crumb("/gap", "The blacklist gap")
            .about("Recorded deals in surveillance technology by the measures that stood in their way, year by year.")
            .forms(vec![Form::csv(asked.href("/gap.csv")), Form::json(asked.href("/gap.json"))])
            .linked(Linked::page(cx, "WebPage"))
            .made_from(asked.data.as_deref()),
        scenario: changed.then(|| told_scenario(scenario)),
        summary: summary(&gap, changed, cx.law().unread().len()),
        presets: Preset::VARIANTS.iter().map(|preset| ((*preset).into(), preset.label(), chosen(*preset))).collect(),
        own: field("own"),
        binds: field("binds").replace('\n', ", "),
        moved: field("move"),
        extended: field("extend"),
        alone: scenario.alone,
        bars: drawn(&gap, changed),
        years: years(&gap, changed),
        exporters: by_country(
            cx,
            "By country of the exporting unit",
            &gap.exporters,
            Some(&gap.exporter_unknown),
            changed,
        ),
        recipients: by_country(cx, "By destination", &gap.recipients, None, changed),
        technologies: technologies(cx, &gap, changed),
        licences: licences(&gap, changed),
        left: gap.left,
        no_advice: told::NO_ADVICE,
    };
    page(&template)
}

/// The figures as CSV.
pub(crate) fn csv(cx: &Cx) -> Result<Response, Error> {
    let gap = Asked::read(cx)?.gap(cx)?;
    Ok(response::answer(StatusCode::OK, Media::Csv, CachePolicy::Revalidate, gaps::csv(&gap)?))
}

/// The figures as JSON.
pub(crate) fn json(cx: &Cx) -> Result<Response, Error> {
    let asked = Asked::read(cx)?;
    let gap = asked.gap(cx)?;
    let body = format!("{}\n", gaps::json(&gap, &asked.scenario));
    Ok(response::answer(StatusCode::OK, Media::Json, CachePolicy::Revalidate, body))
}

/// What an address asks for.
struct Asked {
    scenario: Scenario,
    data: Option<String>,
}

impl Asked {
    fn read(cx: &Cx) -> Result<Self, Error> {
        let all = pairs(cx.uri.query().unwrap_or(""));
        let bad = |name: &str, found: &str, expected: String| BadQuery::new(name, found, expected, "/gap");
        let known = |name: &str| name == "data" || Scenario::FIELDS.contains(&name);
        if let Some((name, value)) = all.iter().find(|(name, _)| !known(name)) {
            let expected = format!("one of {} or data", Scenario::FIELDS.join(", "));
            return Err(bad(name, value, expected).into());
        }
        let told = all.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let scenario =
            Scenario::of_pairs(told).map_err(|error| bad(&error.field, &error.found, error.expected.to_owned()))?;
        let data = all.iter().find(|(name, _)| name == "data");
        let data = data.map(|(_, value)| address::version(value));
        Ok(Self { scenario, data })
    }

    /// The same scenario at another address.
    fn href(&self, path: &str) -> String {
        let pairs = self.scenario.pairs().into_iter();
        let query: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encode(&value))).collect();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    }

    fn gap(&self, cx: &Cx) -> Result<Gap, Error> {
        let law = cx.law();
        let recorded = law.recorded(&cx.snapshot)?;
        if self.scenario.is_empty() {
            return Ok(gap(recorded, law.book(), law.book()));
        }
        Ok(gap(recorded, law.book(), &law.under(&cx.snapshot, &self.scenario)?))
    }
}

/// A scenario in a sentence.
fn told_scenario(scenario: &Scenario) -> String {
    let binds: Vec<String> = scenario.binds.iter().map(|bound| words::bound(&bound.to_string())).collect();
    let whom = if binds.is_empty() { "every exporter".to_owned() } else { words::and(&binds) };
    let mut parts = Vec::new();
    match &scenario.list {
        Some(List::Preset(preset)) => {
            parts.push(format!("no surveillance technology to {}, for {whom}", preset.label()))
        }
        Some(List::Own(own)) => {
            let named: Vec<String> = own.iter().map(|entry| entry.country.name().to_owned()).take(12).collect();
            let rest = own.len().saturating_sub(named.len());
            let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            parts.push(format!("no surveillance technology to {}{rest}, for {whom}", named.join(", ")));
        }
        None => {}
    }
    parts.extend(scenario.moved.iter().map(|(code, date)| format!("{code} controlled from {date}")));
    parts.extend(scenario.extended.iter().map(|(issuer, to)| {
        let to: Vec<String> = to.iter().map(|bound| words::bound(&bound.to_string())).collect();
        format!("the measures of {issuer} binding {} as well", words::and(&to))
    }));
    let start = if scenario.alone {
        "In place of all measures that there were"
    } else {
        "Besides the measures that there were"
    };
    if parts.is_empty() { format!("{start}: none.") } else { format!("{start}: {}.", parts.join("; ")) }
}

fn summary(gap: &Gap, changed: bool, unread: usize) -> Vec<String> {
    let Cell { was, would, more, perhaps_more } = &gap.all;
    let all = words::count(u64::from(was.total()), "deal is recorded", "deals are recorded");
    let mut lines = vec![format!(
        "{all} here. {} met a measure, {} may have, {} met none of those looked for; of {} it is not known.",
        was.met(),
        was.possible,
        was.none,
        was.not_known
    )];
    if unread > 0 {
        let what = words::count(unread as u64, "recorded measure", "recorded measures");
        lines.push(format!("Not judged: {what} that could not be read."));
    }
    if changed {
        lines.push(format!(
            "Under the scenario {} would have met a measure and {} may have. {} would have met more than they did: between \
             {more} and {}, as what is not known falls.",
            would.met(),
            would.possible,
            words::count(u64::from(*more), "deal certainly", "deals certainly"),
            more + perhaps_more
        ));
    }
    lines
}

/// The headings of the figures.
fn heads(first: &'static str, changed: bool) -> Vec<crate::view::table::Head> {
    let mut heads = vec![
        col(first),
        numbers("Deals"),
        numbers("Ban"),
        numbers("Licence"),
        numbers("Possible"),
        numbers("None"),
        numbers("Not known"),
    ];
    if changed {
        heads.extend([numbers("Ban then"), numbers("Licence then"), numbers("None then"), numbers("More met")]);
    }
    heads
}

fn cells(first: Line, cell: &Cell, changed: bool) -> Vec<Line> {
    let number = |n: u32| Line::from(words::number(u64::from(n)));
    let licence = |split: &Split| split.presumption_of_denial + split.licence_required;
    let Cell { was, would, more, perhaps_more } = cell;
    let mut row = vec![first];
    row.extend([was.total(), was.prohibited, licence(was), was.possible, was.none, was.not_known].map(number));
    if changed {
        let free = would.none + would.not_known;
        row.extend([would.prohibited, licence(would), free].map(number));
        row.push(match perhaps_more {
            0 => number(*more),
            perhaps => format!("{more}–{}", more + perhaps).into(),
        });
    }
    row
}

fn years(gap: &Gap, changed: bool) -> Table {
    let mut table = Table::new("Deals by the year of agreement, else of delivery", &heads("Year", changed));
    table.rows = gap.years.iter().rev().map(|(year, cell)| cells(year.to_string().into(), cell, changed)).collect();
    table.rows.push(cells(Inline::soft("not dated to one year").into(), &gap.undated, changed));
    table.rows.push(cells("all".into(), &gap.all, changed));
    table
}

/// The years drawn: what deals met, and under them what they would have met.
fn drawn(gap: &Gap, changed: bool) -> Option<Bars> {
    let bar = |split: &Split| {
        let parts = [("m", split.met()), ("q", split.possible), ("o", split.none), ("u", split.not_known)];
        parts.map(|(class, count)| (class, count as usize))
    };
    let mut rows = Vec::new();
    for (year, cell) in gap.years.iter().rev() {
        rows.push((year.to_string(), bar(&cell.was)));
        if changed {
            rows.push((String::new(), bar(&cell.would)));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let told = "Bars of deals by year, split by what they met; the table below says the same in figures.";
    let legend =
        [("m", "met a ban or a licence"), ("q", "may have"), ("o", "met none of those looked for"), ("u", "not known")];
    let undated = words::count(u64::from(gap.undated.was.total()), "deal is", "deals are");
    let then = if changed { " The second bar of a year is the scenario." } else { "" };
    let more = format!("{undated} not dated to one year and stand in the table alone.{then}");
    let legend = legend.map(|(class, told)| (class, told.to_owned())).to_vec();
    let mut bars = Bars::of_counts(told.to_owned(), legend, rows, more);
    bars.beside = true;
    Some(bars)
}

fn by_country(
    cx: &Cx,
    caption: &str,
    of: &std::collections::BTreeMap<sousveil_model::Country, Cell>,
    unknown: Option<&Cell>,
    changed: bool,
) -> Table {
    let mut table = Table::new(caption, &heads("Country", changed));
    let mut all: Vec<_> = of.iter().collect();
    all.sort_by_key(|(country, cell)| (std::cmp::Reverse(cell.was.total()), country.name()));
    let shown = all.iter().take(SHOWN);
    table.rows = shown.map(|(country, cell)| cells(cx.link(country.code()).into(), cell, changed)).collect();
    if let Some(cell) = unknown.filter(|cell| cell.was.total() > 0) {
        table.rows.push(cells(Inline::soft("not known").into(), cell, changed));
    }
    if all.len() > SHOWN {
        table.more = format!("{SHOWN} of {} are shown; all are in the CSV.", all.len()).into();
    }
    table
}

fn technologies(cx: &Cx, gap: &Gap, changed: bool) -> Table {
    let mut table = Table::new("By technology; a deal with two stands under both", &heads("Technology", changed));
    let mut all: Vec<_> = gap.technologies.iter().collect();
    all.sort_by_key(|(key, cell)| (std::cmp::Reverse(cell.was.total()), *key));
    table.rows = all.iter().take(SHOWN).map(|(key, cell)| cells(cx.link(key).into(), cell, changed)).collect();
    table
}

fn licences(gap: &Gap, changed: bool) -> Table {
    let mut table =
        Table::new("Export licences by year: somebody asked, and the state said yes", &heads("Year", changed));
    for (year, cell) in gap.licences.iter().rev() {
        let year = year.map_or_else(|| Inline::soft("not dated").into(), |year| Line::from(year.to_string()));
        table.rows.push(cells(year, cell, changed));
    }
    table
}
