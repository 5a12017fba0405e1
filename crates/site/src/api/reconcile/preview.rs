//! A small page about an entity, for a frame in somebody else's page.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use sousveil_model::Country;
use sousveil_model::ftm::Kind;

use super::super::ask::Ask;
use super::super::error::Error;
use super::super::operation::Operation;
use super::{API_KEY, READ, extend, label};
use crate::address::of_entity;
use crate::response::{CachePolicy, Media, answer};

/// How many values of a property are shown.
const MOST: usize = 5;
/// The properties that tell entities apart, in the order in which they are shown.
const SHOWN: [&str; 14] = [
    "alias",
    "weakAlias",
    "country",
    "nationality",
    "jurisdiction",
    "birthDate",
    "incorporationDate",
    "registrationNumber",
    "leiCode",
    "imoNumber",
    "position",
    "status",
    "topics",
    "summary",
];
/// It may stand in a frame, as that is what it is for; it has nothing that a click could do.
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *";

pub(crate) const PREVIEW: Operation = Operation {
    path: "/reconcile/{dataset}/preview/{entity_id}",
    name: "reconcile_preview",
    summary: "A small page about an entity",
    what: "For a frame; without script.",
    params: &[API_KEY],
    answer: None,
    statuses: &[404],
    run,
    ..READ
};

#[derive(Template)]
#[template(path = "preview.html")]
struct Page {
    style: &'static str,
    caption: String,
    kind: &'static str,
    facts: Vec<(String, String)>,
    /// The page about it, where it has one.
    page: Option<String>,
}

fn run(ask: &Ask) -> Result<Response, Error> {
    let id = ask.part("entity_id");
    let told = extend::find(ask, id)?.ok_or_else(|| Error::NotFound("There is no such entity.".to_owned()))?;
    let fact = |name: &&str| {
        let country = told.schema.property(name).is_some_and(|property| property.kind == Kind::Country);
        let text = |value: &str| match value.parse::<Country>() {
            Ok(known) if country => known.name().to_owned(),
            _ => value.to_owned(),
        };
        let values: Vec<String> = told.values(name).take(MOST).map(text).collect();
        (!values.is_empty()).then(|| (label(name), values.join("; ")))
    };
    // Only the site's own dataset has pages.
    let own = ask.cx.snapshot.head_of(&told.id).filter(|_| ask.cx.book().name == told.dataset);
    let page = Page {
        style: &crate::style::ALL.address,
        kind: told.schema.label,
        facts: SHOWN.iter().filter_map(fact).collect(),
        page: own.map(of_entity),
        caption: told.caption.clone(),
    };
    let html = page.render().map_err(crate::error::Error::from)?;
    let mut response = answer(StatusCode::OK, Media::Html, CachePolicy::Revalidate, html);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    Ok(response)
}
