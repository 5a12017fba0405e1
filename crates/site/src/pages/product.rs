//! A product: who makes it, what it can do, where it was met.

use axum::response::Response;

use super::entity::Subject;
use crate::error::Error;
use crate::response::page;
use crate::view::inline::Line;
use crate::view::thing::ThingPage;
use crate::view::transfers::{FEW, Sides, Transfer};
use crate::view::{licences, things, transfers};
use crate::words;

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let near = cx.neighbours(subject.number);
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
    let all = transfers::load(cx, near.of("Transfer", "products"))?;
    let (licensed, traded): (Vec<&Transfer>, Vec<&Transfer>) = all.iter().partition(|t| t.is_licence());
    let id = subject.id();
    let deals = transfers::table(
        cx,
        &format!("Deals and offers with it: {} in all, newest first", traded.len()),
        &traded,
        Sides::Both,
        &format!("/transfers?product={id}&act=deal&act=offer"),
    );
    let say = format!("How sure they are: {}.", transfers::by_confidence(&traded));
    template.section(
        "transfers",
        "Recorded deals and offers",
        Some(say),
        Some("None is recorded with this product named."),
        vec![deals],
    );
    let decisions = licences::table(
        cx,
        "Decisions on export licences",
        &licensed,
        &format!("/transfers?product={id}&act=licence&act=licence_refused"),
    );
    template.section("licences", "Export licences", None, None, vec![decisions]);
    let incidents = things::table(
        cx,
        "Documented incidents",
        "Incident",
        near.of("Incident", "products"),
        FEW,
        &format!("/incidents?product={}", subject.id()),
    )?;
    template.section("incidents", "Documented incidents", None, Some("None is recorded."), vec![incidents]);
    template.claims(subject)?;
    page(&template)
}
