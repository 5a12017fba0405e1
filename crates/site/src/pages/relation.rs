//! A tie between two companies.

use axum::response::Response;

use super::entity::Subject;
use crate::error::Error;
use crate::response::page;
use crate::view::inline::{Inline, Line};
use crate::view::thing::ThingPage;
use crate::words;

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let mut template = ThingPage::new(subject, "companies", "Tie between companies", "This tie:")?;
    let company = |property| Line::listed(entity.values(property).map(|id| cx.link(id)));
    template.key = vec![
        ("From", company("from")),
        ("To", company("to")),
        ("Kind", entity.first("kind").map(words::word).into()),
        ("When", words::span(entity.first("from_date"), entity.first("to_date")).into()),
        ("Confidence", Inline::Confidence(entity.confidence()).into()),
    ];
    template.claims(subject)?;
    page(&template)
}
