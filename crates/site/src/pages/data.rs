//! The data: what it is, under which licence, from where, what was looked for, and how to take it away.

use askama::Template;
use axum::response::Response;
use sousveil_export::{Citation, CitationForm};
use sousveil_snapshot::{Facet, Query};

use super::country::coverage_row;
use crate::address;
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{filters, say, say_with};
use crate::response::page;
use crate::view::ending::Ending;
use crate::view::inline::{Inline, Line};
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::view::table::{Table, numbers, words as col};
use crate::{formats, lists, words};

#[derive(Template)]
#[template(path = "data.html")]
struct DataPage {
    layout: Layout,
    title: String,
    summary: String,
    publisher: String,
    licence: String,
    homepage: Option<String>,
    version: String,
    hash: String,
    tables: Table,
    /// Whether there are indicators beside the data.
    indicators: bool,
    origins: Table,
    coverage: Table,
    ending: Ending,
}

pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let asked = lists::only_version(cx)?;
    let manifest = cx.snapshot.manifest();
    let dataset = &manifest.dataset;
    let citation = Citation::of_dataset(&cx.snapshot, cx.place());
    let forms = vec![
        Form { href: "/claims.jsonl".to_owned(), media: "application/jsonl", name: "claims.jsonl" },
        Form::atom("/changes.atom".to_owned()),
    ];
    let template = DataPage {
        layout: Layout::new(Some(cx), say("data-title"))
            .here("data")
            .crumb("/data", say("menu-data"))
            .about(dataset.summary.clone())
            .linked(Linked::of_dataset(cx))
            .made_from(asked.as_deref()),
        indicators: cx.site.config.indicators.is_some(),
        title: dataset.title.clone(),
        summary: dataset.summary.clone(),
        publisher: dataset.publisher.clone(),
        licence: dataset.licence.clone(),
        homepage: dataset.homepage.as_deref().and_then(address::outer).map(str::to_owned),
        version: dataset.version.clone(),
        hash: manifest.data_hash.clone(),
        tables: tables(cx),
        origins: origins(cx),
        coverage: coverage(cx),
        ending: Ending::new(&citation, "/data", forms, say("data-ending")),
    };
    page(&template)
}

/// All claims, one a line.
pub(crate) fn claims(cx: &Cx) -> Result<Response, Error> {
    formats::claims(cx)
}

/// The dataset, and all its sources.
pub(crate) fn citation(cx: &Cx, form: CitationForm) -> Result<Response, Error> {
    lists::only_version(cx)?;
    let sources = Query { filters: vec![(Facet::Schema, "Source".to_owned())], ..Query::default() };
    let dataset = Citation::of_dataset(&cx.snapshot, cx.place());
    formats::citations(cx, form, vec![dataset], cx.hits(&sources)?, "data")
}

fn tables(cx: &Cx) -> Table {
    let statistics = cx.snapshot.statistics();
    let mut table = Table::new(
        say("data-tables-caption"),
        &[col(say("data-table")), numbers(say("data-entries")), col(say("data-whole"))],
    );
    for (name, schema) in words::lists() {
        let entries = match schema {
            "Country" => say("data-all").to_owned(),
            // Deals and licences are told apart even where lines are counted.
            "Transfer" => words::counts(&statistics.transfers).join("; "),
            schema => words::number(statistics.entities.get(schema).copied().unwrap_or(0)),
        };
        table.rows.push(vec![
            Inline::link(format!("/{name}"), words::plural(schema)).into(),
            entries.into(),
            Line::listed([
                Inline::link(format!("/{name}.csv"), "CSV"),
                Inline::link(format!("/{name}.xlsx"), "XLSX"),
                Inline::link(format!("/{name}.json"), "JSON"),
            ]),
        ]);
    }
    table
}

fn origins(cx: &Cx) -> Table {
    let mut table = Table::new(
        say("data-origins-caption"),
        &[
            col(say("data-origin")),
            col(say("data-origin-publisher")),
            col(say("data-origin-terms")),
            col(say("data-origin-included")),
            col(say("data-origin-address")),
        ],
    );
    for origin in cx.snapshot.manifest().dataset.origin.values() {
        let url = origin.url.as_deref().map(|url| match address::outer(url) {
            Some(url) => Line::from(Inline::Outer { href: url.to_owned(), text: url.to_owned() }),
            None => Line::from(url),
        });
        table.rows.push(vec![
            origin.title.clone().into(),
            origin.publisher.clone().into(),
            Inline::English(origin.terms.clone()).into(),
            say(if origin.include { "data-yes" } else { "data-no" }).into(),
            url.into(),
        ]);
    }
    table
}

fn coverage(cx: &Cx) -> Table {
    let mut table = Table::new(
        say("data-coverage-caption"),
        &[
            col(say("data-coverage-subject")),
            col(say("data-coverage-kind")),
            col(say("data-coverage-about")),
            col(say("data-coverage-period")),
            col(say("data-coverage-note")),
        ],
    );
    let all = cx.snapshot.coverage();
    table.rows = all.iter().take(lists::PAGE).map(|line| coverage_row(cx, line)).collect();
    if all.len() > lists::PAGE {
        let told = [("shown", lists::PAGE.into()), ("n", all.len().into())];
        table.more = say_with("data-coverage-more", &told).into();
    }
    table
}
