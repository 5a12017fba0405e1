//! A product: who makes it, what it can do, where it was met.

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
    let mut template = ThingPage::new(subject, "technologies", say("product-kind"), say("product-forms"))?;
    template.lead.extend(entity.values("what").map(Line::english));
    template.key.push((say("product-maker"), Line::listed(entity.values("maker").map(|c| cx.link(c)))));
    for key in entity.values("technology") {
        template.key.push((say("product-technology"), cx.link(key).into()));
        if let Some(sees) = cx.snapshot.entity(key)?.as_ref().and_then(|t| t.first("can_see")) {
            template.key.push((say("product-can-see"), Line::english(sees)));
        }
    }
    template.key.push((say("product-offered"), words::span(entity.first("since"), entity.first("until")).into()));
    for (_, line) in &mut template.key {
        if line.is_empty() {
            *line = say("thing-not-known").into();
        }
    }
    let indicators = super::indicators::ways(cx, subject.id());
    if !indicators.is_empty() {
        template.key.push((say("indicators-title"), indicators));
    }
    template
        .key
        .push((say("thing-network"), Inline::link(network::of(subject.id()), say("thing-network-drawn")).into()));
    let id = subject.id();
    let trade = Trade::of(cx, Facet::Product, id)?;
    let deals = trade.deals(
        |total| say_with("product-deals", &[("n", total.to_string().into())]),
        Sides::Both,
        &format!("/transfers?product={id}&act=deal&act=offer"),
        CAP,
    )?;
    let how_sure = say_with("thing-how-sure", &[("list", trade.figures(&[])?.by_confidence().into())]);
    template.section(
        "transfers",
        say("thing-transfers"),
        Some(how_sure),
        Some(say("product-no-transfers")),
        vec![deals],
    );
    let decisions = trade.licences(
        |_| say("thing-licence-decisions").to_owned(),
        &format!("/transfers?product={id}&act=licence&act=licence_refused"),
    )?;
    template.section("licences", say("thing-licences"), None, None, vec![decisions]);
    let incidents = things::list(
        cx,
        say("product-incidents"),
        "Incident",
        (Facet::Product, id),
        FEW,
        &format!("/incidents?product={id}"),
    )?;
    template.section("incidents", say("product-incidents"), None, Some(say("product-no-incidents")), vec![incidents]);
    template.claims(subject)?;
    page(&template)
}
