//! The gap of a blacklist: what recorded deals met, year by year, and what they would have met under another list. The
//! whole scenario stands in the address.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sousveil_export::rules::gaps;
use sousveil_rules::{Bound, Cell, Gap, List, Preset, Scenario, ScenarioError, Split, gap};
use strum::VariantArray as _;

use crate::address::{self, encode, pairs};
use crate::cx::Cx;
use crate::error::{BadQuery, Error};
use crate::language::{country, filters, say, say_with};
use crate::response::{self, CachePolicy, Media, page};
use crate::view::bars::Bars;
use crate::view::inline::{Inline, Line};
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::view::table::{Table, numbers, words as col};
use crate::words;

/// How many exporters, destinations and technologies a page shows.
const SHOWN: usize = 25;
/// How many countries of a reader's list are named.
const NAMED: usize = 12;

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
    left: u64,
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
        layout: Layout::new(Some(cx), say("gap-title"))
            .here("gap")
            .crumb("/gap", say("gap-title"))
            .about(say("gap-about"))
            .forms(vec![Form::csv(asked.href("/gap.csv")), Form::json(asked.href("/gap.json"))])
            .linked(Linked::page(cx, "WebPage"))
            .made_from(asked.data.as_deref()),
        scenario: changed.then(|| told_scenario(scenario)),
        summary: summary(&gap, changed, cx.law().unread().len()),
        presets: Preset::VARIANTS.iter().map(|preset| ((*preset).into(), label(*preset), chosen(*preset))).collect(),
        own: field("own"),
        binds: field("binds").replace('\n', ", "),
        moved: field("move"),
        extended: field("extend"),
        alone: scenario.alone,
        bars: drawn(&gap, changed),
        years: years(&gap, changed),
        exporters: by_country(cx, say("gap-exporters"), &gap.exporters, Some(&gap.exporter_unknown), changed),
        recipients: by_country(cx, say("gap-by-destination"), &gap.recipients, None, changed),
        technologies: technologies(cx, &gap, changed),
        licences: licences(&gap, changed),
        left: gap.left.into(),
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
            let expected = say_with("gap-expected-part", &[("parts", Scenario::FIELDS.join(", ").into())]);
            return Err(bad(name, value, expected).into());
        }
        let told = all.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let scenario =
            Scenario::of_pairs(told).map_err(|error| bad(&error.field, &error.found, expected(&error).to_owned()))?;
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

/// What could have been read in a part of a scenario.
fn expected(error: &ScenarioError) -> &'static str {
    say(match (error.field.as_str(), error.expected) {
        (_, "less") => "gap-expected-less",
        (_, "fewer") => "gap-expected-fewer",
        ("list", _) => "gap-expected-list",
        ("own", _) => "gap-expected-own",
        ("binds", _) => "gap-expected-binds",
        ("move", _) => "gap-expected-move",
        ("extend", _) => "gap-expected-extend",
        ("alone", _) => "gap-expected-alone",
        (_, other) => return other,
    })
}

/// What a list that comes with the program is called.
fn label(preset: Preset) -> &'static str {
    say(match preset {
        Preset::Short => "gap-list-short",
        Preset::Embargoed => "gap-list-embargoed",
        Preset::Incidents => "gap-list-incidents",
    })
}

/// A scenario in a sentence.
fn told_scenario(scenario: &Scenario) -> String {
    let list = scenario.list.as_ref().map(|list| told_list(list, &whom(&scenario.binds)));
    let mut parts: Vec<String> = list.into_iter().collect();
    parts.extend(
        scenario
            .moved
            .iter()
            .map(|(code, date)| say_with("gap-moved", &[("code", code.into()), ("date", date.to_string().into())])),
    );
    parts.extend(
        scenario
            .extended
            .iter()
            .map(|(issuer, to)| say_with("gap-extended", &[("issuer", issuer.into()), ("whom", whom(to).into())])),
    );
    match (scenario.alone, parts.is_empty()) {
        (true, true) => say("gap-in-place-none").to_owned(),
        (true, false) => say_with("gap-in-place", &[("parts", parts.join("; ").into())]),
        (false, true) => say("gap-besides-none").to_owned(),
        (false, false) => say_with("gap-besides", &[("parts", parts.join("; ").into())]),
    }
}

/// Whom something binds; empty where nobody is named.
fn whom(binds: &[Bound]) -> String {
    let each: Vec<String> = binds.iter().map(|bound| words::bound(&bound.to_string())).collect();
    words::and(&each)
}

/// What a list forbids, and whom.
fn told_list(list: &List, whom: &str) -> String {
    // A language may need another sentence for everybody than for some.
    let of = |all: &'static str, some: &'static str| if whom.is_empty() { all } else { some };
    match list {
        List::Preset(preset) => {
            let key = match preset {
                Preset::Short => of("gap-no-short-all", "gap-no-short"),
                Preset::Embargoed => of("gap-no-embargoed-all", "gap-no-embargoed"),
                Preset::Incidents => of("gap-no-incidents-all", "gap-no-incidents"),
            };
            say_with(key, &[("whom", whom.into())])
        }
        List::Own(own) => {
            let named: Vec<String> = own.iter().map(|entry| country(entry.country.code())).take(NAMED).collect();
            let rest = own.len().saturating_sub(named.len());
            let key = if rest > 0 {
                of("gap-no-own-more-all", "gap-no-own-more")
            } else {
                of("gap-no-own-all", "gap-no-own")
            };
            say_with(key, &[("countries", named.join(", ").into()), ("rest", rest.into()), ("whom", whom.into())])
        }
    }
}

fn summary(gap: &Gap, changed: bool, unread: usize) -> Vec<String> {
    let Cell { was, would, more, perhaps_more } = &gap.all;
    let split = [
        ("met", was.met().into()),
        ("possible", was.possible.into()),
        ("none", was.none.into()),
        ("unknown", was.not_known.into()),
    ];
    let recorded = say_with("gap-recorded", &[("n", was.total().into())]);
    let mut lines = vec![format!("{recorded} {}", say_with("gap-split", &split))];
    if unread > 0 {
        lines.push(say_with("gap-unread", &[("n", unread.into())]));
    }
    if changed {
        let under = say_with("gap-would", &[("met", would.met().into()), ("possible", would.possible.into())]);
        let least_and_most = [("least", (*more).into()), ("most", (more + perhaps_more).into())];
        lines.push(format!("{under} {}", say_with("gap-more", &least_and_most)));
    }
    lines
}

/// The headings of the figures.
fn heads(first: &'static str, changed: bool) -> Vec<crate::view::table::Head> {
    let mut heads = vec![col(first)];
    let number = |key: &'static str| numbers(say(key));
    heads.extend(
        ["gap-head-deals", "gap-head-ban", "gap-head-licence", "gap-head-possible", "gap-head-none"].map(number),
    );
    heads.push(number("gap-head-not-known"));
    if changed {
        heads.extend(["gap-head-ban-then", "gap-head-licence-then", "gap-head-none-then", "gap-head-more"].map(number));
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
    let mut table = Table::new(say("gap-years"), &heads(say("gap-head-year"), changed));
    table.rows = gap.years.iter().rev().map(|(year, cell)| cells(year.to_string().into(), cell, changed)).collect();
    table.rows.push(cells(Inline::soft(say("gap-years-undated")).into(), &gap.undated, changed));
    table.rows.push(cells(say("gap-years-all").into(), &gap.all, changed));
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
    let legend =
        [("m", "gap-bars-met"), ("q", "gap-bars-possible"), ("o", "gap-bars-none"), ("u", "gap-bars-not-known")];
    let legend = legend.map(|(class, key)| (class, say(key).to_owned())).to_vec();
    let undated = say_with("gap-bars-undated", &[("n", gap.undated.was.total().into())]);
    let more = if changed { format!("{undated} {}", say("gap-bars-then")) } else { undated };
    let mut bars = Bars::of_counts(say("gap-bars").to_owned(), legend, rows, more);
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
    let mut table = Table::new(caption, &heads(say("gap-head-country"), changed));
    let mut all: Vec<_> = of.iter().collect();
    all.sort_by_key(|(country, cell)| (std::cmp::Reverse(cell.was.total()), country.name()));
    let shown = all.iter().take(SHOWN);
    table.rows = shown.map(|(country, cell)| cells(cx.link(country.code()).into(), cell, changed)).collect();
    if let Some(cell) = unknown.filter(|cell| cell.was.total() > 0) {
        table.rows.push(cells(Inline::soft(say("gap-not-known")).into(), cell, changed));
    }
    if all.len() > SHOWN {
        table.more = say_with("gap-shown", &[("shown", SHOWN.into()), ("all", all.len().into())]).into();
    }
    table
}

fn technologies(cx: &Cx, gap: &Gap, changed: bool) -> Table {
    let mut table = Table::new(say("gap-technologies"), &heads(say("gap-head-technology"), changed));
    let mut all: Vec<_> = gap.technologies.iter().collect();
    all.sort_by_key(|(key, cell)| (std::cmp::Reverse(cell.was.total()), *key));
    table.rows = all.iter().take(SHOWN).map(|(key, cell)| cells(cx.link(key).into(), cell, changed)).collect();
    table
}

fn licences(gap: &Gap, changed: bool) -> Table {
    let mut table = Table::new(say("gap-licences-years"), &heads(say("gap-head-year"), changed));
    for (year, cell) in gap.licences.iter().rev() {
        let year = year.map_or_else(|| Inline::soft(say("gap-not-dated")).into(), |year| Line::from(year.to_string()));
        table.rows.push(cells(year, cell, changed));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_parts_are_called_as_in_files() {
        for &preset in Preset::VARIANTS {
            assert_eq!(label(preset), preset.label());
        }
        let long = "x".repeat(40_000);
        let many = "ir,".repeat(1_001);
        for (field, value) in [
            ("list", "long"),
            ("own", "Atlantis"),
            ("own", long.as_str()),
            ("own", many.as_str()),
            ("binds", "q9"),
            ("move", "5D001.e"),
            ("extend", "EU"),
            ("alone", "perhaps"),
        ] {
            let error = Scenario::of_pairs([(field, value)]).expect_err(field);
            assert_eq!(expected(&error), error.expected);
        }
    }

    #[test]
    fn a_scenario_is_a_sentence() {
        let told = |pairs: &[(&str, &str)]| told_scenario(&Scenario::of_pairs(pairs.iter().copied()).unwrap());
        assert_eq!(
            told(&[("list", "short"), ("binds", "il,us")]),
            "Besides the measures that there were: no surveillance technology to Syria and North Korea, for Israel and \
             United States."
        );
        assert_eq!(
            told(&[("own", "ir,sy"), ("move", "5D001.e:2010"), ("extend", "EU:il"), ("alone", "yes")]),
            "In place of all measures that there were: no surveillance technology to Iran, Syria, for every exporter; \
             5D001.e controlled from 2010; the measures of EU binding Israel as well."
        );
        assert_eq!(told(&[("alone", "yes")]), "In place of all measures that there were: none.");
    }
}
