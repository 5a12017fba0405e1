//! A technology: what it is, what it can and cannot see, what protects, and where it is recorded.

use askama::Template;
use axum::response::Response;
use sousveil_snapshot::{Counts, Facet, Query, Sort};

use super::entity::Subject;
use crate::error::Error;
use crate::language::{self, filters, marked, say, say_with};
use crate::response::page;
use crate::view::ending::Ending;
use crate::view::layout::Layout;
use crate::view::table::Table;
use crate::view::trade::Trade;
use crate::view::transfers::{FEW, Sides};
use crate::view::{measures, things};
use crate::words;

#[derive(Template)]
#[template(path = "technology.html")]
struct TechnologyPage {
    layout: Layout,
    key: String,
    name: String,
    aliases: Vec<String>,
    definition: Option<String>,
    can_see: Option<String>,
    cannot_see: Option<String>,
    protects: Option<String>,
    codes: Vec<String>,
    items: Table,
    summary: String,
    deals: Table,
    licences_href: String,
    licences: u64,
    companies: Table,
    products: Table,
    measures: Table,
    binds: &'static str,
    sources: Table,
    ending: Ending,
}

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let key = subject.id();
    let entity = &subject.entity;
    let counts = cx.snapshot.statistics().technologies.get(key).copied().unwrap_or_default();
    let rest = format!("/transfers?technology={key}&act=deal&act=offer");
    let deals = Trade::of(cx, Facet::Technology, key)?.deals(
        |total| say_with("tech-table-deals", &[("n", total.into())]),
        Sides::Both,
        &rest,
        FEW,
    )?;
    let first = |property| entity.first(property).map(str::to_owned);
    let told = words::counts(&counts);
    let named = Query {
        filters: vec![(Facet::Schema, "Measure".to_owned()), (Facet::Technology, key.to_owned())],
        sort: Sort::Newest,
        limit: Some(FEW),
        ..Query::default()
    };
    let named = cx.snapshot.query(&named)?;
    let mut measures = measures::table(cx, say("tech-table-measures"), &named.hits, true)?;
    if named.total > FEW {
        let counts = [("shown", FEW.into()), ("total", named.total.into())];
        measures.more = marked("rows-more", &counts, &[&format!("/measures?technology={key}")]);
    }
    let template = TechnologyPage {
        layout: subject.layout("technologies")?.about(first("definition").unwrap_or_default()),
        key: key.to_owned(),
        name: language::technology(key, &subject.caption),
        aliases: entity.values("aliases").map(str::to_owned).collect(),
        definition: first("definition"),
        can_see: first("can_see"),
        cannot_see: first("cannot_see"),
        protects: first("protects"),
        items: measures::items(cx, key),
        codes: entity.values("control_codes").map(str::to_owned).collect(),
        summary: if told.is_empty() {
            say("tech-transfers-none").to_owned()
        } else {
            say_with("tech-recorded", &[("what", words::and(&told).into())])
        },
        deals,
        licences_href: format!("/transfers?technology={key}&act=licence&act=licence_refused"),
        licences: licences(&counts),
        companies: things::list(
            cx,
            say("tech-table-companies"),
            "Company",
            (Facet::Technology, key),
            FEW,
            &format!("/companies?technology={key}"),
        )?,
        products: things::list(
            cx,
            say("tech-table-products"),
            "Product",
            (Facet::Technology, key),
            FEW,
            &format!("/products?technology={key}"),
        )?,
        measures,
        binds: measures::bind_only(),
        sources: things::sources(cx, entity)?,
        ending: Ending::of_entity(cx, entity, subject.forms(), say("tech-files")),
    };
    page(&template)
}

/// Lines of licences, granted and refused; they are only counted here.
fn licences(counts: &Counts) -> u64 {
    counts.licences + counts.refused
}
