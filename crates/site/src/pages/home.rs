//! The first page: what this is, the search box, the figures, what is new.

use askama::Template;
use axum::response::Response;
use sousveil_snapshot::{CountryFigures, Counts, Facet, Query, Sort};

use crate::cx::Cx;
use crate::error::Error;
use crate::language::{filters, say, say_with};
use crate::lists;
use crate::response::page;
use crate::view::bars::Bars;
use crate::view::inline::{Inline, Line};
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::view::picture::Picture;
use crate::view::table::{Table, words as col};
use crate::view::transfers::Sides;
use crate::view::{figures, transfers};
use crate::words;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    layout: Layout,
    /// For each the number, its message, and the list.
    figures: Vec<(u64, &'static str, &'static str)>,
    sure: String,
    added: Option<String>,
    changes: Table,
    newest: Table,
    map: Picture,
    recipients: Table,
    exporters: Table,
    technologies: Vec<Line>,
    /// Deals by year and technology, drawn.
    trend: Option<Bars>,
}

/// How sure the deals are, in words.
fn sure(confidence: &std::collections::BTreeMap<String, u64>) -> String {
    let words = [
        ("confirmed", "home-sure-confirmed"),
        ("reported", "home-sure-reported"),
        ("alleged", "home-sure-alleged"),
        ("disputed", "home-sure-disputed"),
    ];
    let told = words.iter().filter_map(|(w, key)| confidence.get(*w).map(|&n| say_with(key, &[("n", n.into())])));
    words::and(&told.collect::<Vec<_>>())
}

/// How many entries the newest day of additions brought.
fn added(cx: &Cx) -> Option<String> {
    let additions = || cx.snapshot.changes().iter().filter(|c| c.kind == "addition" && c.property.is_empty());
    let newest = additions().map(|c| c.date.as_str()).max()?;
    let n = additions().filter(|c| c.date == newest).count();
    Some(say_with("home-added", &[("day", newest.into()), ("n", n.into())]))
}

/// How many lines a table of the first page has.
const LINES: usize = 12;

pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let asked = lists::only_version(cx)?;
    let statistics = cx.snapshot.statistics();
    let of = |schema: &str| statistics.entities.get(schema).copied().unwrap_or(0);
    let t = &statistics.transfers;
    let figures = vec![
        (t.deals, "home-figure-deals", "/transfers?act=deal"),
        (t.offers, "home-figure-offers", "/transfers?act=offer"),
        (t.licences, "home-figure-licences", "/transfers?act=licence"),
        (t.refused, "home-figure-refused", "/transfers?act=licence_refused"),
        (of("Company"), "home-figure-companies", "/companies"),
        (of("Measure"), "home-figure-measures", "/measures"),
        (of("Incident"), "home-figure-incidents", "/incidents"),
        (of("Source"), "home-figure-sources", "/sources"),
    ];
    let mut layout = Layout::new(Some(cx), say("home-title"))
        .about(say("home-about"))
        .forms(vec![Form::atom("/changes.atom".to_owned())])
        .linked(Linked::of_dataset(cx))
        .made_from(asked.as_deref());
    layout.front = true;
    let template = HomePage {
        layout,
        figures,
        sure: sure(&statistics.confidence),
        added: added(cx),
        changes: changes(cx),
        newest: newest(cx)?,
        map: super::map::of_all(),
        recipients: most(cx, say("home-recipients"), |f| f.buys),
        exporters: most(cx, say("home-exporters"), |f| f.sells),
        technologies: technologies(cx)?,
        trend: super::trends::technologies(cx)?,
    };
    page(&template)
}

fn changes(cx: &Cx) -> Table {
    let mut table = Table::new(
        say("home-changes"),
        &[
            col(say("home-change-what")),
            col(say("home-change-date")),
            col(say("home-change-kind")),
            col(say("home-change-reason")),
        ],
    );
    // Additions come by the hundred with each import: they are counted, and the lines are left to what needs reading.
    for change in cx.snapshot.changes().iter().rev().filter(|c| c.kind != "addition").take(8) {
        let kind = words::word(&change.kind);
        let property = match change.property.as_str() {
            "" => kind,
            property => {
                let schema = cx.snapshot.head_of(&change.entity).map_or("", |h| h.schema);
                format!("{kind}: {}", words::property(schema, property))
            }
        };
        table.rows.push(vec![
            cx.link(&change.entity).into(),
            change.date.clone().into(),
            property.into(),
            Inline::English(change.reason.clone()).into(),
        ]);
    }
    table
}

fn newest(cx: &Cx) -> Result<Table, Error> {
    let filter = |facet, value: &str| (facet, value.to_owned());
    let query = Query {
        filters: vec![filter(Facet::Schema, "Transfer"), filter(Facet::Act, "deal"), filter(Facet::Act, "offer")],
        sort: Sort::Newest,
        limit: Some(8),
        ..Query::default()
    };
    let shown = transfers::load(cx, &cx.hits(&query)?)?;
    let mut table = transfers::table_of(cx, say("home-newest-caption"), &shown, shown.len(), Sides::Both, "");
    table.more = Inline::link("/transfers?act=deal&act=offer", say("home-newest-more")).into();
    Ok(table)
}

fn most(cx: &Cx, caption: &str, side: fn(&CountryFigures) -> Counts) -> Table {
    let mut countries: Vec<(&String, Counts)> = cx
        .snapshot
        .statistics()
        .countries
        .iter()
        .map(|(code, f)| (code, side(f)))
        .filter(|(_, c)| c.deals > 0)
        .collect();
    countries.sort_by(|a, b| b.1.deals.cmp(&a.1.deals).then(a.0.cmp(b.0)));
    let rows = countries.into_iter().take(LINES).map(|(code, counts)| (Line::from(cx.link(code)), counts));
    figures::table(caption, say("home-country"), rows)
}

fn technologies(cx: &Cx) -> Result<Vec<Line>, Error> {
    let query = Query { filters: vec![(Facet::Schema, "Technology".to_owned())], sort: Sort::Name, ..Query::default() };
    let mut lines = Vec::new();
    for number in cx.hits(&query)? {
        let id = cx.snapshot.head(number).map_or("", |h| h.id);
        let deals = cx.snapshot.statistics().technologies.get(id).map_or(0, |c| c.deals);
        lines.push(Line(vec![
            cx.link_to(number),
            Inline::soft(format!(" {}", say_with("count-deals", &[("n", deals.into())]))),
        ]));
    }
    Ok(lines)
}
