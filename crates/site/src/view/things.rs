//! Rows of companies, agencies, products, sources and incidents.

use sousveil_model::Entity;
use sousveil_snapshot::{Counts, Facet, Query, Sort};

use super::figures;
use super::inline::{Inline, Line};
use super::table::{Head, Table, numbers, words as col};
use crate::address;
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{marked, say};
use crate::words;

/// The headings of a list of entities of a schema.
pub(crate) fn heads(schema: &str) -> Vec<Head> {
    match schema {
        "Company" => vec![
            col(say("rows-company")),
            col(say("rows-country")),
            col(say("rows-status")),
            numbers(say("figures-deals")),
            numbers(say("figures-offers")),
            numbers(say("figures-granted")),
            numbers(say("figures-refused")),
        ],
        "Agency" => {
            vec![col(say("rows-agency")), col(say("rows-country")), col(say("rows-kind")), col(say("rows-part-of"))]
        }
        "Product" => vec![
            col(say("rows-product")),
            col(say("rows-maker")),
            col(say("rows-technology")),
            col(say("rows-from-to")),
        ],
        "Source" => vec![
            col(say("rows-source")),
            col(say("rows-publisher")),
            col(say("rows-published")),
            col(say("rows-kind")),
            col(say("rows-opened")),
        ],
        "Incident" => vec![
            col(say("rows-what-happened")),
            col(say("rows-date")),
            col(say("rows-operator")),
            col(say("rows-product-and-supplier")),
            col(say("rows-confidence")),
        ],
        "Relation" => vec![
            col(say("rows-relation")),
            col(say("rows-from-to")),
            col(say("rows-share")),
            col(say("rows-confidence")),
        ],
        _ => vec![col(say("rows-name"))],
    }
}

/// The row of an entity below [`heads`] of its schema.
pub(crate) fn row(cx: &Cx, entity: &Entity) -> Vec<Line> {
    let links = |property| Line::listed(entity.values(property).map(|id| cx.link(id)));
    let word = |property| Line::from(entity.first(property).map(words::word));
    let name = Line::from(cx.link(entity.id.as_str()));
    match entity.schema.as_str() {
        "Company" => {
            let mut row = vec![name, links("country"), word("status")];
            let none = Counts::default();
            row.extend(figures::cells(cx.snapshot.statistics().suppliers.get(entity.id.as_str()).unwrap_or(&none)));
            row
        }
        "Agency" => vec![name, links("country"), word("kind"), none_or(links("parent"))],
        "Product" => {
            let span = words::span(entity.first("since"), entity.first("until"));
            vec![name, links("maker"), links("technology"), span.into()]
        }
        "Source" => {
            let title = title(entity)
                .map_or(name, |title| Line::from(Inline::name(address::of("Source", entity.id.as_str(), ""), title)));
            vec![
                title,
                entity.first("publisher").into(),
                entity.first("published").into(),
                word("kind"),
                opened(entity).into(),
            ]
        }
        "Incident" => {
            let summary = entity.first("summary").unwrap_or(say("rows-not-described"));
            vec![
                Inline::name(address::of("Incident", entity.id.as_str(), ""), summary).into(),
                entity.first("date").into(),
                links("country"),
                links("products").below(links("supplier")),
                Inline::Confidence(entity.confidence()).into(),
            ]
        }
        "Relation" => vec![
            name,
            words::span(entity.first("from_date"), entity.first("to_date")).into(),
            entity.first("percentage").map(|p| format!("{p} %")).into(),
            Inline::Confidence(entity.confidence()).into(),
        ],
        _ => vec![name],
    }
}

fn none_or(line: Line) -> Line {
    if line.is_empty() { Inline::soft(say("rows-none")).into() } else { line }
}

/// A source's title, shortened where it is very long.
fn title(source: &Entity) -> Option<String> {
    let title = source.first("title")?;
    Some(words::short(title, 160))
}

/// Whether the curators opened a source.
pub(crate) fn opened(source: &Entity) -> &'static str {
    if source.first("opened") == Some("yes") { say("rows-yes") } else { say("rows-no") }
}

/// A table of entities of one schema.
pub(crate) fn table(
    cx: &Cx,
    caption: &str,
    schema: &str,
    numbers: &[u32],
    cap: usize,
    rest: &str,
) -> Result<Table, Error> {
    let sort = if schema == "Incident" || schema == "Source" { Sort::Newest } else { Sort::Name };
    let ordered = cx.snapshot.in_order(numbers, sort)?;
    let mut table = Table::new(caption, &heads(schema));
    let shown = cx.entities(ordered.get(..cap).unwrap_or(&ordered))?;
    table.rows = shown.iter().map(|e| row(cx, e)).collect();
    if ordered.len() > cap {
        let counts = [("shown", cap.into()), ("total", ordered.len().to_string().into())];
        table.more = marked("rows-more", &counts, &[rest]);
    }
    Ok(table)
}

/// A table of the entities of one schema that have a value: the first of them in the order of their list.
pub(crate) fn list(
    cx: &Cx,
    caption: &str,
    schema: &str,
    value: (Facet, &str),
    cap: usize,
    rest: &str,
) -> Result<Table, Error> {
    let query = Query {
        filters: vec![(Facet::Schema, schema.to_owned()), (value.0, value.1.to_owned())],
        sort: if schema == "Incident" { Sort::Newest } else { Sort::Name },
        limit: Some(cap),
        ..Query::default()
    };
    let answer = cx.snapshot.query(&query)?;
    let mut table = Table::new(caption, &heads(schema));
    table.rows = cx.entities(&answer.hits)?.iter().map(|e| row(cx, e)).collect();
    if answer.total > cap {
        table.more = marked("rows-more", &[("shown", cap.into()), ("total", answer.total.into())], &[rest]);
    }
    Ok(table)
}

/// The sources of an entity as a table.
pub(crate) fn sources(cx: &Cx, entity: &Entity) -> Result<Table, Error> {
    let ids: Vec<u32> = entity.sources().into_iter().filter_map(|id| cx.snapshot.number(id.as_str())).collect();
    let rest = format!("/search?q={}", entity.id);
    table(cx, say("rows-sources"), "Source", &ids, 40, &rest)
}
