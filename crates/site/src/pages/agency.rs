//! An agency: what it is recorded as having, and what it is part of.

use axum::response::Response;
use sousveil_snapshot::Facet;

use super::entity::Subject;
use super::network;
use crate::error::Error;
use crate::language::{say, say_with};
use crate::response::page;
use crate::view::inline::{Inline, Line};
use crate::view::thing::ThingPage;
use crate::view::things;
use crate::view::trade::Trade;
use crate::view::transfers::{CAP, FEW, Sides};
use crate::words;

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let mut template = ThingPage::new(subject, "countries", say("agency-kind"), say("agency-forms"))?;
    template.key.push((say("thing-country"), Line::listed(entity.values("country").map(|c| cx.link(c)))));
    template.key.push((say("thing-kind"), entity.first("kind").map(words::word).into()));
    if let Some(parent) = entity.first("parent") {
        template.key.push((say("agency-part-of"), cx.link(parent).into()));
    }
    template
        .key
        .push((say("thing-network"), Inline::link(network::of(subject.id()), say("thing-network-drawn")).into()));
    let id = subject.id();
    let trade = Trade::of(cx, Facet::Agency, id)?;
    let table = trade.deals(
        |total| say_with("agency-deals", &[("n", total.to_string().into())]),
        Sides::Both,
        &format!("/transfers?agency={id}&act=deal&act=offer"),
        CAP,
    )?;
    template.section(
        "transfers",
        say("thing-transfers"),
        Some(say_with("thing-how-sure", &[("list", trade.figures(&[])?.by_confidence().into())])),
        Some(say("agency-no-transfers")),
        vec![table],
    );
    let table = trade.licences(
        |_| say("thing-licence-decisions").to_owned(),
        &format!("/transfers?agency={id}&act=licence&act=licence_refused"),
    )?;
    template.section("licences", say("thing-licences"), None, None, vec![table]);
    let parts = things::table(
        cx,
        say("agency-bodies"),
        "Agency",
        &cx.near(subject.number, "Agency", "parent")?,
        FEW,
        &format!("/agencies?country={}", entity.first("country").unwrap_or_default()),
    )?;
    template.section("parts", say("agency-parts"), None, None, vec![parts]);
    template.claims(subject)?;
    page(&template)
}
