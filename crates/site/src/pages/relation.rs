//! A tie between two companies.

use axum::response::Response;

use super::entity::Subject;
use crate::error::Error;
use crate::language::say;
use crate::response::page;
use crate::view::inline::{Inline, Line};
use crate::view::thing::ThingPage;
use crate::words;

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let mut template = ThingPage::new(subject, "companies", say("relation-kind"), say("relation-forms"))?;
    let company = |property| Line::listed(entity.values(property).map(|id| cx.link(id)));
    template.key = vec![
        (say("relation-from"), company("from")),
        (say("relation-to"), company("to")),
        (say("thing-kind"), entity.first("kind").map(words::word).into()),
        (say("relation-when"), words::span(entity.first("from_date"), entity.first("to_date")).into()),
        (say("thing-confidence"), Inline::Confidence(entity.confidence()).into()),
    ];
    template.claims(subject)?;
    page(&template)
}
