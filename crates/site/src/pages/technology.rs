//! A technology: what it is, what it can and cannot see, what protects, and where it is recorded.

use askama::Template;
use axum::response::Response;
use sousveil_snapshot::{Counts, Facet, Query, Sort};

use super::entity::Subject;
use crate::error::Error;
use crate::language::filters;
use crate::response::page;
use crate::view::ending::Ending;
use crate::view::inline::{Inline, Line};
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
    definition: String,
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
        |total| format!("{} in all, the newest first", words::count(total as u64, "deal or offer", "deals and offers")),
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
    let mut measures = measures::table(cx, "Measures that name it, newest first", &named.hits, true)?;
    if named.total > FEW {
        let more = Inline::link(format!("/measures?technology={key}"), "The whole list");
        let say = format!("{FEW} of {} are shown. ", words::number(named.total as u64));
        measures.more = Line(vec![Inline::text(say), more]);
    }
    let template = TechnologyPage {
        layout: subject.layout("technologies")?.about(first("definition").unwrap_or_default()),
        key: key.to_owned(),
        name: subject.caption.clone(),
        aliases: entity.values("aliases").map(str::to_owned).collect(),
        definition: first("definition").unwrap_or_else(|| "Not described.".to_owned()),
        can_see: first("can_see"),
        cannot_see: first("cannot_see"),
        protects: first("protects"),
        items: measures::items(cx, key),
        codes: entity.values("control_codes").map(str::to_owned).collect(),
        summary: if told.is_empty() {
            "No transfer of it is recorded.".to_owned()
        } else {
            format!("Recorded: {}.", words::and(&told))
        },
        deals,
        licences_href: format!("/transfers?technology={key}&act=licence&act=licence_refused"),
        licences: licences(&counts),
        companies: things::list(
            cx,
            "Companies that offer it",
            "Company",
            (Facet::Technology, key),
            FEW,
            &format!("/companies?technology={key}"),
        )?,
        products: things::list(
            cx,
            "Products",
            "Product",
            (Facet::Technology, key),
            FEW,
            &format!("/products?technology={key}"),
        )?,
        measures,
        binds: measures::BINDS,
        sources: things::sources(cx, entity)?,
        ending: Ending::of_entity(cx, entity, subject.forms(), "All transfers of this technology, whole:"),
    };
    page(&template)
}

/// Lines of licences, granted and refused; they are only counted here.
fn licences(counts: &Counts) -> u64 {
    counts.licences + counts.refused
}
