//! A company: what it is called and was called, who owns it, what it makes, what it is recorded as selling.

use askama::Template;
use axum::response::Response;
use sousveil_model::Entity;
use sousveil_snapshot::Facet;

use super::entity::Subject;
use super::{network, timeline};
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{filters, say, say_with};
use crate::response::page;
use crate::view::ending::Ending;
use crate::view::inline::{Inline, Line};
use crate::view::layout::Layout;
use crate::view::table::{Table, words as col};
use crate::view::trade::Trade;
use crate::view::transfers::{CAP, FEW, Sides};
use crate::view::{facts, measures, things, transfers};
use crate::words;

#[derive(Template)]
#[template(path = "company.html")]
struct CompanyPage {
    /// Where its network is drawn.
    network: String,
    /// And what happened when.
    time: String,
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
    /// Indicators of spyware that is called after it or its products.
    indicators: Line,
    facts: Table,
    sources: Table,
    changes: Table,
    reply: Reply,
    ending: Ending,
}

/// What the company said when asked.
struct Reply {
    told: String,
    /// Its own words, or a summary of them.
    words: Option<String>,
}

/// Ties that tell what a company was called before or after.
const NAMES: [&str; 2] = ["renamed_to", "successor"];

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let id = subject.id();
    let trade = Trade::of(cx, Facet::Company, id)?;
    let name = subject.caption.clone();
    let relations = relations(subject)?;
    let of_names = |r: &&Entity| r.first("kind").is_some_and(|k| NAMES.contains(&k));
    let figures = trade.figures(&[])?;
    let told = words::counts(&figures.counts());
    let entity = &subject.entity;
    let template = CompanyPage {
        indicators: super::indicators::ways(cx, subject.id()),
        network: network::of(subject.id()),
        time: timeline::of("company", subject.id()),
        layout: subject.layout("companies")?.about(say_with("company-about", &[("company", (&name).into())])),
        status: entity.first("status").map_or_else(|| say("company-no-status").to_owned(), words::word).into(),
        countries: Line::listed(entity.values("country").map(|c| cx.link(c))),
        aliases: entity.values("aliases").map(str::to_owned).collect(),
        former: ties(cx, say("company-table-names"), relations.iter().filter(of_names)),
        summary: if told.is_empty() {
            say("company-none").to_owned()
        } else {
            say_with("company-recorded", &[("what", words::and(&told).into())])
        },
        sure: figures.by_confidence(),
        deals: trade.deals(
            |total| say_with("company-table-deals", &[("total", total.to_string().into())]),
            Sides::Recipient,
            &format!("/transfers?company={id}&act=deal&act=offer"),
            CAP,
        )?,
        licences: trade.licences(
            |total| say_with("company-table-licences", &[("total", total.to_string().into())]),
            &format!("/transfers?company={id}&act=licence&act=licence_refused"),
        )?,
        years: figures.by_year(say("company-table-years")),
        listings: measures::table(
            cx,
            say("company-table-measures"),
            &cx.near(subject.number, "Measure", "target")?,
            false,
        )?,
        binds: measures::bind_only(),
        ties: ties(cx, say("company-table-ties"), relations.iter().filter(|r| !of_names(r))),
        products: things::list(
            cx,
            say("company-table-products"),
            "Product",
            (Facet::Company, id),
            FEW,
            &format!("/products?company={id}"),
        )?,
        incidents: things::list(
            cx,
            say("company-table-incidents"),
            "Incident",
            (Facet::Company, id),
            FEW,
            &format!("/incidents?company={id}"),
        )?,
        facts: facts::table(cx, entity, &[])?,
        sources: things::sources(cx, entity)?,
        changes: changes(cx, id),
        reply: reply(cx, id),
        ending: Ending::of_entity(cx, entity, subject.forms(), say("company-files")),
        name,
    };
    page(&template)
}

fn relations(subject: &Subject<'_>) -> Result<Vec<Entity>, Error> {
    let cx = subject.cx;
    let mut numbers = cx.near(subject.number, "Relation", "from")?;
    numbers.extend(cx.near(subject.number, "Relation", "to")?);
    numbers.sort_unstable();
    numbers.dedup();
    cx.entities(&numbers)
}

fn ties<'a>(cx: &Cx, caption: &str, relations: impl Iterator<Item = &'a Entity>) -> Table {
    let mut table = Table::new(
        caption,
        &[
            col(say("company-tie")),
            col(say("company-tie-other")),
            col(say("company-tie-when")),
            col(say("company-tie-share")),
            col(say("company-tie-confidence")),
            col(say("company-tie-evidence")),
        ],
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
        say("company-change"),
        &[
            col(say("company-change-date")),
            col(say("company-change-what")),
            col(say("company-change-before")),
            col(say("company-change-after")),
            col(say("company-change-reason")),
        ],
    );
    let told = |value: &str| match value {
        "" => Line::from(Inline::soft("–")),
        value if cx.snapshot.number(value).is_some() => cx.link(value).into(),
        value => Line::from(value),
    };
    for change in cx.snapshot.changes().iter().rev().filter(|c| c.entity == id).take(CAP) {
        let schema = cx.snapshot.head_of(id).map_or("", |h| h.schema);
        let what = match change.property.as_str() {
            "" => words::word(&change.kind),
            property => format!("{}: {}", words::word(&change.kind), words::property(schema, property)),
        };
        table.rows.push(vec![
            change.date.clone().into(),
            what.into(),
            told(&change.old),
            told(&change.new),
            Inline::English(change.reason.clone()).into(),
        ]);
    }
    table
}

/// What the company said when asked, if it was.
fn reply(cx: &Cx, id: &str) -> Reply {
    let of = |kind: &str| cx.snapshot.changes().iter().rev().find(|c| c.entity == id && c.kind == kind);
    match (of("reply"), of("asked")) {
        (Some(reply), _) => Reply {
            told: say_with("company-reply", &[("date", (&reply.date).into())]),
            words: Some(if reply.new.is_empty() { reply.reason.clone() } else { reply.new.clone() }),
        },
        (None, Some(asked)) => {
            Reply { told: say_with("company-reply-asked", &[("date", (&asked.date).into())]), words: None }
        }
        (None, None) => Reply { told: say("company-reply-never").to_owned(), words: None },
    }
}
