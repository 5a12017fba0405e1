//! A documented use against people.

use axum::response::Response;

use super::entity::Subject;
use crate::error::Error;
use crate::response::page;
use crate::view::inline::{Inline, Line};
use crate::view::thing::ThingPage;

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let mut template = ThingPage::new(subject, "incidents", "Incident", "This incident:")?;
    template.lead.extend(entity.values("summary").map(Line::from));
    let links = |property| {
        let line = Line::listed(entity.values(property).map(|id| cx.link(id)));
        if line.is_empty() { Inline::soft("not known").into() } else { line }
    };
    let text = |property| entity.first(property).map_or_else(|| Inline::soft("not known").into(), Line::from);
    template.key = vec![
        ("Date", text("date")),
        ("Presumed operator", links("country")),
        ("Product", if entity.first("products").is_some() { links("products") } else { text("product") }),
        ("Supplier of the technology", links("supplier")),
        ("Aimed at", text("target_group")),
        ("Confidence", Inline::Confidence(entity.confidence()).into()),
    ];
    template.claims(subject)?;
    page(&template)
}
