//! An agency: what it is recorded as having, and what it is part of.

use axum::response::Response;
use sousveil_snapshot::Facet;

use super::entity::Subject;
use super::network;
use crate::error::Error;
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
    let mut template = ThingPage::new(subject, "countries", "Agency", "All transfers to this agency, whole:")?;
    template.key.push(("Country", Line::listed(entity.values("country").map(|c| cx.link(c)))));
    template.key.push(("Kind", entity.first("kind").map(words::word).into()));
    if let Some(parent) = entity.first("parent") {
        template.key.push(("Part of", cx.link(parent).into()));
    }
    template.key.push(("Network", Inline::link(network::of(subject.id()), "who is tied to it, drawn").into()));
    let id = subject.id();
    let trade = Trade::of(cx, Facet::Agency, id)?;
    let table = trade.deals(
        |total| format!("Deals and offers: {total} in all, newest first"),
        Sides::Both,
        &format!("/transfers?agency={id}&act=deal&act=offer"),
        CAP,
    )?;
    template.section(
        "transfers",
        "Recorded deals and offers",
        Some(format!("How sure they are: {}.", trade.figures(&[])?.by_confidence())),
        Some("None is recorded, which is not evidence that there was none."),
        vec![table],
    );
    let table = trade.licences(
        |_| "Decisions on export licences".to_owned(),
        &format!("/transfers?agency={id}&act=licence&act=licence_refused"),
    )?;
    template.section("licences", "Export licences", None, None, vec![table]);
    let parts = things::table(
        cx,
        "Bodies that are part of it",
        "Agency",
        &cx.near(subject.number, "Agency", "parent")?,
        FEW,
        &format!("/agencies?country={}", entity.first("country").unwrap_or_default()),
    )?;
    template.section("parts", "Parts", None, None, vec![parts]);
    template.claims(subject)?;
    page(&template)
}
