//! The first page: what this is, the search box, the figures, what is new.

use askama::Template;
use axum::response::Response;
use sousveil_snapshot::{CountryFigures, Counts, Facet, Query, Sort};

use crate::cx::Cx;
use crate::error::Error;
use crate::language::filters;
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
    figures: Vec<(String, &'static str, &'static str)>,
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
    let words = ["confirmed", "reported", "alleged", "disputed"];
    let told = words.iter().filter_map(|w| confidence.get(*w).map(|n| format!("{} {w}", words::number(*n))));
    words::and(&told.collect::<Vec<_>>())
}

/// How many entries the newest day of additions brought.
fn added(cx: &Cx) -> Option<String> {
    let additions = || cx.snapshot.changes().iter().filter(|c| c.kind == "addition" && c.property.is_empty());
    let newest = additions().map(|c| c.date.as_str()).max()?;
    let n = additions().filter(|c| c.date == newest).count() as u64;
    Some(format!("{newest}: {} added.", words::count(n, "entry was", "entries were")))
}

/// How many lines a table of the first page has.
const LINES: usize = 12;

pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let asked = lists::only_version(cx)?;
    let statistics = cx.snapshot.statistics();
    let of = |schema: &str| words::number(statistics.entities.get(schema).copied().unwrap_or(0));
    let t = &statistics.transfers;
    let figures = vec![
        (words::number(t.deals), "deals", "/transfers?act=deal"),
        (words::number(t.offers), "offers and tenders", "/transfers?act=offer"),
        (words::number(t.licences), "export licences granted", "/transfers?act=licence"),
        (
            words::number(t.refused),
            if t.refused == 1 { "export licence refused" } else { "export licences refused" },
            "/transfers?act=licence_refused",
        ),
        (of("Company"), "companies", "/companies"),
        (of("Measure"), "measures", "/measures"),
        (of("Incident"), "documented incidents", "/incidents"),
        (of("Source"), "sources", "/sources"),
    ];
    let mut layout = Layout::new(Some(cx), "Sousveil: the open index of the surveillance trade")
        .about("Who sold interception, spyware and biometrics to which country and end user, and on what evidence.")
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
        recipients: most(cx, "Most recorded recipients, by deals", |f| f.buys),
        exporters: most(cx, "Most recorded exporting countries, by deals", |f| f.sells),
        technologies: technologies(cx)?,
        trend: super::trends::technologies(cx)?,
    };
    page(&template)
}

fn changes(cx: &Cx) -> Table {
    let mut table = Table::new(
        "Corrections, withdrawals and replies, newest first",
        &[col("What"), col("Date"), col("Change"), col("Reason")],
    );
    // Additions come by the hundred with each import: they are counted, and the lines are left to what needs reading.
    for change in cx.snapshot.changes().iter().rev().filter(|c| c.kind != "addition").take(8) {
        let property = match change.property.as_str() {
            "" => change.kind.clone(),
            property => {
                let schema = cx.snapshot.head_of(&change.entity).map_or("", |h| h.schema);
                format!("{}: {}", change.kind, words::property(schema, property))
            }
        };
        table.rows.push(vec![
            cx.link(&change.entity).into(),
            change.date.clone().into(),
            property.into(),
            change.reason.clone().into(),
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
    let mut table = transfers::table_of(cx, "The newest dated deals and offers", &shown, shown.len(), Sides::Both, "");
    table.more = Inline::link("/transfers?act=deal&act=offer", "All deals and offers").into();
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
    figures::table(caption, "Country", rows)
}

fn technologies(cx: &Cx) -> Result<Vec<Line>, Error> {
    let query = Query { filters: vec![(Facet::Schema, "Technology".to_owned())], sort: Sort::Name, ..Query::default() };
    let mut lines = Vec::new();
    for number in cx.hits(&query)? {
        let id = cx.snapshot.head(number).map_or("", |h| h.id);
        let deals = cx.snapshot.statistics().technologies.get(id).map_or(0, |c| c.deals);
        lines.push(Line(vec![cx.link_to(number), Inline::soft(format!(" {}", words::count(deals, "deal", "deals")))]));
    }
    Ok(lines)
}
