//! A source: what it is, and everything that rests on it.

use axum::response::Response;
use sousveil_export::Citation;
use sousveil_snapshot::{Facet, Query};

use super::claim::about_source;
use super::entity::Subject;
use crate::error::Error;
use crate::language::{say, say_with};
use crate::response::page;
use crate::view::ending::Ending;
use crate::view::inline::{Inline, Line};
use crate::view::table::{Table, words as col};
use crate::view::thing::ThingPage;
use crate::view::things;
use crate::view::transfers::{CAP, FEW};
use crate::words;

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let mut template = ThingPage::new(subject, "sources", say("source-kind"), say("source-forms"))?;
    // Who cites a source cites the source, not our page about it.
    // The citation is the source's own; the permalink is that of this page.
    let permalink = Citation::of_entity(&cx.snapshot, cx.place(), entity).address.unwrap_or_default();
    let path = sousveil_export::place::path("Source", subject.id());
    let ending = Ending::new(&Citation::of_source(entity), &path, subject.forms(), say("source-forms"));
    template.ending = Ending { permalink, cites_say: say("source-as-files"), ..ending };
    template.lang = entity.first("language").map(str::to_owned);
    template.key = about_source(cx, entity);
    let cited_by = things::table(
        cx,
        say("source-citing"),
        "Source",
        &cx.near(subject.number, "Source", "cites")?,
        FEW,
        "/sources",
    )?;
    let id = subject.id();
    let query = Query { filters: vec![(Facet::Source, id.to_owned())], limit: Some(CAP), ..Query::default() };
    let answer = cx.snapshot.query(&query)?;
    let mut table = Table::new(
        say_with("source-entries", &[("n", answer.total.into())]),
        &[col(say("source-entry")), col(say("source-what-it-is")), col(say("thing-confidence"))],
    );
    for &number in &answer.hits {
        let other = cx.snapshot.entity_at(number)?;
        table.rows.push(vec![
            cx.link_to(number).into(),
            words::noun(&other.schema).into(),
            Inline::Confidence(other.confidence()).into(),
        ]);
    }
    if answer.total > answer.hits.len() {
        table.more = Line::from(Inline::link(format!("/search?source={id}"), say("source-whole-list")));
    }
    template.section("rests", say("source-rests"), None, Some(say("source-nothing-rests")), vec![table]);
    template.section("cited", say("source-cited-by"), None, None, vec![cited_by]);
    template.claims(subject)?;
    page(&template)
}
