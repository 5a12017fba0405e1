//! A measure: who set it, whom it binds, at whom it is aimed, from when to when.

use axum::response::Response;

use super::entity::Subject;
use crate::error::Error;
use crate::language::say;
use crate::response::page;
use crate::view::inline::{Inline, Line};
use crate::view::measures;
use crate::view::thing::ThingPage;
use crate::words;

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let mut template = ThingPage::new(subject, "measures", say("measure-kind"), say("measure-forms"))?;
    let mut lead = Line::from(measures::bind_only());
    if entity.first("verified") != Some("yes") {
        lead = Line::from(format!("{} ", say("measure-unchecked"))).then(lead);
    }
    template.lead.push(lead);
    let word = |property| Line::from(entity.first(property).map(words::word));
    let or_unknown = |line: Line| if line.is_empty() { Inline::soft(say("thing-not-known")).into() } else { line };
    template.key = vec![
        (say("measure-issuer"), or_unknown(entity.first("issuer").into())),
        (say("thing-kind"), or_unknown(word("kind"))),
        (say("measure-whom"), or_unknown(measures::binds(entity))),
        (say("measure-aimed-at"), or_unknown(measures::target(cx, entity))),
        (say("measure-effect"), or_unknown(word("effect"))),
        (say("measure-period"), words::span(entity.first("from"), entity.first("to")).into()),
        (say("measure-checked"), measures::checked(entity).into()),
    ];
    template.claims(subject)?;
    page(&template)
}
