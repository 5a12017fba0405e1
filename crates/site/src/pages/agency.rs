//! An agency: what it is recorded as having, and what it is part of.

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
    let mut template = ThingPage::new(subject, "countries", "Agency", "All transfers to this agency, whole:")?;
    template.key.push(("Country", Line::listed(entity.values("country").map(|c| cx.link(c)))));
    template.key.push(("Kind", entity.first("kind").map(words::word).into()));
    if let Some(parent) = entity.first("parent") {
        template.key.push(("Part of", cx.link(parent).into()));
    }
    let all = transfers::load(cx, near.of("Transfer", "end_user"))?;
    let (licensed, traded): (Vec<&Transfer>, Vec<&Transfer>) = all.iter().partition(|t| t.is_licence());
    let id = subject.id();
    let table = transfers::table(
        cx,
        &format!("Deals and offers: {} in all, newest first", traded.len()),
        &traded,
        Sides::Both,
        &format!("/transfers?agency={id}&act=deal&act=offer"),
    );
    template.section(
        "transfers",
        "Recorded deals and offers",
        Some(format!("How sure they are: {}.", transfers::by_confidence(&traded))),
        Some("None is recorded, which is not evidence that there was none."),
        vec![table],
    );
    let table = licences::table(
        cx,
        "Decisions on export licences",
        &licensed,
        &format!("/transfers?agency={id}&act=licence&act=licence_refused"),
    );
    template.section("licences", "Export licences", None, None, vec![table]);
    let parts = things::table(
        cx,
        "Bodies that are part of it",
        "Agency",
        near.of("Agency", "parent"),
        FEW,
        &format!("/agencies?country={}", entity.first("country").unwrap_or_default()),
    )?;
    template.section("parts", "Parts", None, None, vec![parts]);
    template.claims(subject)?;
    page(&template)
}
