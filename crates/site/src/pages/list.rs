//! The list of a table.

use askama::Template;
use axum::response::Response;
use sousveil_export::Shape;
use sousveil_snapshot::{Answer, Counts, Facet};

use crate::cx::Cx;
use crate::error::Error;
use crate::formats::{self, Format};
use crate::language::{filters, known, say, say_with};
use crate::lists::{Kind, View};
use crate::response::page;
use crate::view::facets::{Facets, Pager, counted};
use crate::view::inline::{Inline, Line};
use crate::view::layout::Layout;
use crate::view::linked::Linked;
use crate::view::table::{Table, numbers, words as col};
use crate::view::transfers::{Sides, Transfer};
use crate::view::{figures, measures, things, transfers};
use crate::words;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    layout: Layout,
    heading: &'static str,
    name: &'static str,
    text: String,
    hidden: Vec<(String, String)>,
    say: String,
    facets: Facets,
    pager: Pager,
    table: Table,
}

pub(crate) fn show(cx: &Cx, kind: Kind) -> Result<Response, Error> {
    let view = View::read(cx, kind)?;
    let schema = kind.schema.unwrap_or_default();
    let heading = words::plural(schema);
    let (answer, table) = match schema {
        "Country" => countries(cx, &view)?,
        schema => {
            let answer = cx.snapshot.query(&view.paged_query(&counted(&view)))?;
            let table = rows(cx, kind.name, schema, &answer)?;
            (answer, table)
        }
    };
    let facets = Facets::new(cx, &view, &answer);
    let here = if schema == "Relation" || schema == "Agency" || schema == "Product" { "" } else { kind.name };
    let template = ListPage {
        layout: Layout::new(Some(cx), heading)
            .here(here)
            .crumb(format!("/{}", kind.name), heading)
            .forms(facets.forms.clone())
            .linked(Linked::page(cx, "CollectionPage"))
            .made_from(view.data.as_deref()),
        heading,
        name: kind.name,
        text: view.text.clone(),
        hidden: hidden(&view),
        say: hint(schema, &answer),
        pager: Pager::new(&view, answer.total),
        facets,
        table,
    };
    page(&template)
}

/// The list in another form, whole.
pub(crate) fn data(cx: &Cx, kind: Kind, format: Format) -> Result<Response, Error> {
    let view = View::read(cx, kind)?;
    let hits = match kind.schema {
        Some("Country") => recorded(cx, &view)?,
        _ => cx.hits(&view.query())?,
    };
    let shape = Shape::of_schema(kind.schema.unwrap_or_default());
    match format {
        Format::Xlsx => formats::xlsx(cx, shape, hits, kind.name),
        Format::Atom => {
            let title = format!("{}: what changed in Sousveil", view.title(&cx.snapshot));
            Ok(formats::feed(cx, title, view.href(), Some(hits.into_iter().collect())))
        }
        Format::Cite(form) => formats::list_citations(cx, form, &view, hits),
        Format::Json => formats::json(cx, shape, hits),
        Format::Network(_) | Format::Card => Err(Error::Missing("error-none-list-network")),
        Format::Csv | Format::Html => formats::csv(cx, shape, hits, kind.name),
    }
}

/// The filters of a view, for a form that changes only its words.
fn hidden(view: &View) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = view.filters.iter().map(|(f, v)| (f.to_string(), v.clone())).collect();
    if view.kind.sorts.first() != Some(&view.sort) {
        fields.push(("sort".to_owned(), view.sort.to_string()));
    }
    fields
}

/// What a reader must know before counting lines.
fn hint(schema: &str, answer: &Answer) -> String {
    match schema {
        "Transfer" => {
            let mut counts = Counts::default();
            let acts = answer.facets.iter().filter(|(f, _)| *f == Facet::Act).flat_map(|(_, values)| values);
            for (act, n) in acts {
                let n = *n as u64;
                match act.as_str() {
                    "deal" => counts.deals = n,
                    "offer" => counts.offers = n,
                    "licence" => counts.licences = n,
                    _ => counts.refused = n,
                }
            }
            let told = words::counts(&counts);
            if told.is_empty() {
                String::new()
            } else {
                say_with("list-transfers-say", &[("counts", words::and(&told).into())])
            }
        }
        "Measure" => measures::bind_only().to_owned(),
        "Country" => say("list-countries-say").to_owned(),
        _ => String::new(),
    }
}

fn rows(cx: &Cx, list: &str, schema: &str, answer: &Answer) -> Result<Table, Error> {
    let caption = known(&format!("list-caption-{list}")).unwrap_or_else(|| words::plural(schema));
    let mut table = match schema {
        "Transfer" => {
            let mut table = transfers::table_of(cx, caption, &[], 0, Sides::List, "");
            for &number in &answer.hits {
                table.rows.push(transfers::row(cx, &Transfer::new(cx, number)?, Sides::List));
            }
            return Ok(table);
        }
        "Measure" => Table::new(caption, &measures::heads(true)),
        "Technology" => Table::new(
            caption,
            &[
                col(say("list-col-technology")),
                col(say("list-col-sees")),
                numbers(say("list-col-deals")),
                numbers(say("list-col-offers")),
                numbers(say("list-col-licences")),
                numbers(say("list-col-refused")),
            ],
        ),
        schema => Table::new(caption, &things::heads(schema)),
    };
    for &number in &answer.hits {
        let entity = cx.snapshot.entity_at(number)?;
        table.rows.push(match schema {
            "Measure" => measures::row(cx, &entity, true),
            "Technology" => {
                let sees = entity
                    .first("can_see")
                    .map_or_else(|| Inline::soft(say("list-not-described")).into(), Line::english);
                let counts = cx.snapshot.statistics().technologies.get(entity.id.as_str()).copied().unwrap_or_default();
                let mut row = vec![cx.link_to(number).into(), sees];
                row.extend(figures::cells(&counts));
                row
            }
            _ => things::row(cx, &entity),
        });
    }
    Ok(table)
}

/// Countries with a record, those with most deals first; those that the words name where there are words.
fn recorded(cx: &Cx, view: &View) -> Result<Vec<u32>, Error> {
    let figures = &cx.snapshot.statistics().countries;
    let mut numbers = cx.hits(&view.query())?;
    let rank = |number: &u32| {
        let id = cx.snapshot.head(*number).map_or("", |h| h.id);
        figures.get(id).map(|f| (f.buys.deals, f.sells.deals, f.buys.licences + f.sells.licences))
    };
    numbers.retain(|n| !view.text.is_empty() || rank(n).is_some());
    if view.text.is_empty() && view.sort == sousveil_snapshot::Sort::Relevance {
        numbers.sort_by_key(|n| std::cmp::Reverse(rank(n)));
    }
    Ok(numbers)
}

fn countries(cx: &Cx, view: &View) -> Result<(Answer, Table), Error> {
    let all = recorded(cx, view)?;
    let mut table = Table::new(
        say("list-caption-countries"),
        &[
            col(say("list-col-country")),
            numbers(say("list-col-deals-to")),
            numbers(say("list-col-licences-to")),
            numbers(say("list-col-deals-from")),
            numbers(say("list-col-licences-from")),
            numbers(say("list-col-measures")),
            numbers(say("list-col-incidents")),
            numbers(say("list-col-companies")),
        ],
    );
    let page = all.iter().skip((view.page - 1).saturating_mul(crate::lists::PAGE)).take(crate::lists::PAGE);
    for &number in page {
        let id = cx.snapshot.head(number).map_or("", |h| h.id);
        let f = cx.snapshot.statistics().countries.get(id).cloned().unwrap_or_default();
        let mut row = vec![Line::from(cx.link_to(number))];
        row.extend(
            [f.buys.deals, f.buys.licences, f.sells.deals, f.sells.licences, f.measures, f.incidents, f.companies]
                .map(|n| Line::from(words::number(n))),
        );
        table.rows.push(row);
    }
    Ok((Answer { total: all.len(), ..Answer::default() }, table))
}
