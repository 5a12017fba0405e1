//! A documented use against people.

use axum::response::Response;

use super::entity::Subject;
use crate::error::Error;
use crate::language::say;
use crate::response::page;
use crate::view::inline::{Inline, Line};
use crate::view::thing::ThingPage;

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let mut template = ThingPage::new(subject, "incidents", say("incident-kind"), say("incident-forms"))?;
    template.lead.extend(entity.values("summary").map(Line::english));
    let links = |property| {
        let line = Line::listed(entity.values(property).map(|id| cx.link(id)));
        if line.is_empty() { Inline::soft(say("thing-not-known")).into() } else { line }
    };
    let text =
        |property| entity.first(property).map_or_else(|| Inline::soft(say("thing-not-known")).into(), Line::from);
    template.key = vec![
        (say("incident-date"), text("date")),
        (say("incident-operator"), links("country")),
        (say("incident-product"), if entity.first("products").is_some() { links("products") } else { text("product") }),
        (say("incident-supplier"), links("supplier")),
        (say("incident-aimed-at"), entity.first("target_group").map_or_else(|| text("target_group"), Line::english)),
        (say("thing-confidence"), Inline::Confidence(entity.confidence()).into()),
    ];
    template.claims(subject)?;
    page(&template)
}
