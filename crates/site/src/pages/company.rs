//! A company: what it is called and was called, who owns it, what it makes, what it is recorded as selling.

use askama::Template;
use axum::response::Response;
use sousveil_model::Entity;

use super::entity::Subject;
use crate::cx::{Cx, Neighbours};
use crate::error::Error;
use crate::response::page;
use crate::view::ending::Ending;
use crate::view::inline::{Inline, Line};
use crate::view::layout::Layout;
use crate::view::table::{Table, words as col};
use crate::view::transfers::{CAP, FEW, Sides, Transfer};
use crate::view::{facts, figures, licences, measures, things, transfers};
use crate::words;

#[derive(Template)]
#[template(path = "company.html")]
struct CompanyPage {
    layout: Layout,
    name: String,
    status: Line,
    countries: Line,
    aliases: Vec<String>,
    former: Table,
    summary: String,
    sure: String,
    deals: Table,
    licences: Table,
    years: Table,
    listings: Table,
    binds: &'static str,
    ties: Table,
    products: Table,
    incidents: Table,
    facts: Table,
    sources: Table,
    changes: Table,
    reply: String,
    ending: Ending,
}

/// Ties that tell what a company was called before or after.
const NAMES: [&str; 2] = ["renamed_to", "successor"];

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let near = cx.neighbours(subject.number);
    let mut numbers: Vec<u32> = near.of("Transfer", "supplier").to_vec();
    numbers.extend(near.of("Transfer", "intermediary").iter().filter(|n| !numbers.contains(n)).collect::<Vec<_>>());
    let all = transfers::load(cx, &numbers)?;
    let (licensed, traded): (Vec<&Transfer>, Vec<&Transfer>) = all.iter().partition(|t| t.is_licence());
    let id = subject.id();
    let name = subject.caption.clone();
    let relations = relations(cx, &near)?;
    let of_names = |r: &&Entity| r.first("kind").is_some_and(|k| NAMES.contains(&k));
    let told = words::counts(&transfers::count(&all));
    let entity = &subject.entity;
    let incidents = near.of("Incident", "supplier");
    let template = CompanyPage {
        layout: subject.layout("companies")?.about(format!(
            "{name}: recorded deals in surveillance technology, owners, products and measures, with evidence."
        )),
        status: entity.first("status").map_or_else(|| "status not known".to_owned(), words::word).into(),
        countries: Line::listed(entity.values("country").map(|c| cx.link(c))),
        aliases: entity.values("aliases").map(str::to_owned).collect(),
        former: ties(cx, "Earlier and later names", relations.iter().filter(of_names)),
        summary: if told.is_empty() {
            "No transfer by this company is recorded, which is not evidence that there was none.".to_owned()
        } else {
            format!("Recorded: {}.", words::and(&told))
        },
        sure: transfers::by_confidence(&traded),
        deals: transfers::table(
            cx,
            &format!("Deals and offers: {} in all, newest first", traded.len()),
            &traded,
            Sides::Recipient,
            &format!("/transfers?company={id}&act=deal&act=offer"),
        ),
        licences: licences::table(
            cx,
            &format!("Decisions on export licences: {} in all", licensed.len()),
            &licensed,
            &format!("/transfers?company={id}&act=licence&act=licence_refused"),
        ),
        years: figures::by_year("Transfers by year", &all),
        listings: measures::table(
            cx,
            "Measures that name this company, newest first",
            near.of("Measure", "target"),
            false,
        )?,
        binds: measures::BINDS,
        ties: ties(cx, "Owners, subsidiaries, resellers and other ties", relations.iter().filter(|r| !of_names(r))),
        products: things::table(
            cx,
            "Products",
            "Product",
            near.of("Product", "maker"),
            FEW,
            &format!("/products?company={id}"),
        )?,
        incidents: things::table(
            cx,
            "Documented incidents with its technology",
            "Incident",
            incidents,
            FEW,
            &format!("/incidents?company={id}"),
        )?,
        facts: facts::table(cx, entity, &[])?,
        sources: things::sources(cx, entity)?,
        changes: changes(cx, id),
        reply: reply(cx, id),
        ending: Ending::of_entity(cx, entity, subject.forms(), "All transfers of this page, whole:"),
        name,
    };
    page(&template)
}

fn relations(cx: &Cx, near: &Neighbours) -> Result<Vec<Entity>, Error> {
    let mut numbers: Vec<u32> = near.of("Relation", "from").to_vec();
    numbers.extend(near.of("Relation", "to").iter().filter(|n| !numbers.contains(n)).collect::<Vec<_>>());
    cx.entities(&numbers)
}

fn ties<'a>(cx: &Cx, caption: &str, relations: impl Iterator<Item = &'a Entity>) -> Table {
    let mut table = Table::new(
        caption,
        &[col("Tie"), col("Other company"), col("When"), col("Share"), col("Confidence"), col("Evidence")],
    );
    let mut dated: Vec<&Entity> = relations.collect();
    dated.sort_by_key(|r| r.first("from_date").map(str::to_owned));
    for relation in dated.into_iter().take(CAP) {
        table.rows.push(vec![
            relation.first("kind").map(words::word).into(),
            Line::from(relation.first("from").map(|c| cx.link(c)))
                .then(Line::from(" → "))
                .then(relation.first("to").map(|c| cx.link(c)).into()),
            words::span(relation.first("from_date"), relation.first("to_date")).into(),
            relation.first("percentage").map(|p| format!("{p} %")).into(),
            Inline::Confidence(relation.confidence()).into(),
            Inline::link(format!("/relations/{}", relation.id), transfers::sources(cx.independence().count(relation)))
                .into(),
        ]);
    }
    table
}

/// What changed about an entity, newest first.
pub(crate) fn changes(cx: &Cx, id: &str) -> Table {
    let mut table = Table::new(
        "What changed in this entry",
        &[col("Date"), col("Change"), col("Before"), col("After"), col("Reason")],
    );
    let told = |value: &str| match value {
        "" => Line::from(Inline::soft("–")),
        value if cx.snapshot.number(value).is_some() => cx.link(value).into(),
        value => Line::from(value),
    };
    for change in cx.snapshot.changes().iter().rev().filter(|c| c.entity == id).take(CAP) {
        let schema = cx.snapshot.head_of(id).map_or("", |h| h.schema);
        let what = match change.property.as_str() {
            "" => change.kind.clone(),
            property => format!("{}: {}", change.kind, words::property(schema, property)),
        };
        table.rows.push(vec![
            change.date.clone().into(),
            what.into(),
            told(&change.old),
            told(&change.new),
            change.reason.clone().into(),
        ]);
    }
    table
}

/// What the company said when asked, if it was.
fn reply(cx: &Cx, id: &str) -> String {
    let of = |kind: &str| cx.snapshot.changes().iter().rev().find(|c| c.entity == id && c.kind == kind);
    match (of("reply"), of("asked")) {
        (Some(reply), _) => {
            format!("{}: {}", reply.date, if reply.new.is_empty() { &reply.reason } else { &reply.new })
        }
        (None, Some(asked)) => format!("asked on {}, no reply recorded.", asked.date),
        (None, None) => "not asked.".to_owned(),
    }
}
