//! A product: who makes it, what it can do, where it was met.

use axum::response::Response;

use super::entity::Subject;
use crate::error::Error;
use crate::response::page;
use crate::view::inline::Line;
use crate::view::thing::ThingPage;
use crate::view::things;
use crate::view::transfers::CAP;
use crate::words;

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let near = cx.neighbours(subject.number);
    let mut template = ThingPage::new(subject, "technologies", "Product", "This product:");
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
    let incidents = things::table(
        cx, "Documented incidents", "Incident", near.of("Incident", "product"), CAP, &format!("/incidents?product={}", subject.id()),
    )?;
    template.section("incidents", "Documented incidents", None, Some("None is recorded."), vec![incidents]);
    template.claims(subject)?;
    page(&template)
}
