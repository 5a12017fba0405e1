//! A measure: who set it, whom it binds, at whom it is aimed, from when to when.

use axum::response::Response;

use super::entity::Subject;
use crate::error::Error;
use crate::response::page;
use crate::view::inline::{Inline, Line};
use crate::view::measures;
use crate::view::thing::ThingPage;
use crate::words;

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let mut template = ThingPage::new(subject, "measures", "Measure", "This measure:")?;
    let mut lead = Line::from(measures::BINDS);
    if entity.first("verified") != Some("yes") {
        lead = Line::from("This measure was not checked against a source. ").then(lead);
    }
    template.lead.push(lead);
    let word = |property| Line::from(entity.first(property).map(words::word));
    let or_unknown = |line: Line| if line.is_empty() { Inline::soft("not known").into() } else { line };
    template.key = vec![
        ("Issuer", or_unknown(entity.first("issuer").into())),
        ("Kind", or_unknown(word("kind"))),
        ("Whom it binds", or_unknown(measures::binds(entity))),
        ("Aimed at", or_unknown(measures::target(cx, entity))),
        ("Effect", or_unknown(word("effect"))),
        ("Period recorded", words::span(entity.first("from"), entity.first("to")).into()),
        ("Checked against a source", measures::checked(entity).into()),
    ];
    template.claims(subject)?;
    page(&template)
}
