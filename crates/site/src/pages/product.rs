//! A product: who makes it, what it can do, where it was met.

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
    let mut template = ThingPage::new(subject, "technologies", "Product", "The transfers of this product, whole:")?;
    template.lead.extend(entity.values("what").map(Line::from));
    template.key.push(("Maker", Line::listed(entity.values("maker").map(|c| cx.link(c)))));
    for key in entity.values("technology") {
        template.key.push(("Technology", cx.link(key).into()));
        if let Some(sees) = cx.snapshot.entity(key)?.as_ref().and_then(|t| t.first("can_see")) {
            template.key.push(("What such technology can see", sees.into()));
        }
    }
    template.key.push(("Offered", words::span(entity.first("since"), entity.first("until")).into()));
    for (_, line) in &mut template.key {
        if line.is_empty() {
            *line = "not known".into();
        }
    }
    template.key.push(("Network", Inline::link(network::of(subject.id()), "who is tied to it, drawn").into()));
    let id = subject.id();
    let trade = Trade::of(cx, Facet::Product, id)?;
    let deals = trade.deals(
        |total| format!("Deals and offers with it: {total} in all, newest first"),
        Sides::Both,
        &format!("/transfers?product={id}&act=deal&act=offer"),
        CAP,
    )?;
    let say = format!("How sure they are: {}.", trade.figures(&[])?.by_confidence());
    template.section(
        "transfers",
        "Recorded deals and offers",
        Some(say),
        Some("None is recorded with this product named."),
        vec![deals],
    );
    let decisions = trade.licences(
        |_| "Decisions on export licences".to_owned(),
        &format!("/transfers?product={id}&act=licence&act=licence_refused"),
    )?;
    template.section("licences", "Export licences", None, None, vec![decisions]);
    let incidents = things::list(
        cx,
        "Documented incidents",
        "Incident",
        (Facet::Product, id),
        FEW,
        &format!("/incidents?product={id}"),
    )?;
    template.section("incidents", "Documented incidents", None, Some("None is recorded."), vec![incidents]);
    template.claims(subject)?;
    page(&template)
}
