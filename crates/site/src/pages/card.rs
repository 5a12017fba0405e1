//! Cards: a picture of what a page is about, for those who show one beside a link to it. Off unless the operator wants them.

use axum::http::StatusCode;
use axum::response::Response;
use sousveil_picture::card::{Card, draw};
use sousveil_picture::{Theme, png};

use super::entity::Subject;
use super::search;
use crate::cx::Cx;
use crate::error::Error;
use crate::response::{CachePolicy, Media, answer};
use crate::words;

/// The card of the whole site, and of pages that have none of their own.
pub(crate) const ADDRESS: &str = "/card.png";

/// The full address of a card, where there are cards.
pub(crate) fn of(cx: &Cx, path: &str) -> Option<String> {
    cx.place().absolute(path).filter(|_| cx.site.config.cards)
}

/// The card of the whole site.
pub(crate) fn of_all(cx: &Cx) -> Result<Response, Error> {
    let told = words::counts(&cx.snapshot.statistics().transfers);
    let what = "Who sold interception, spyware and biometrics to which country and end user, and on what evidence.";
    written(cx, "Sousveil", "The open index of the surveillance trade", vec![what.to_owned(), told.join("; ")])
}

/// The card of an entity.
pub(super) fn of_entity(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let told = search::about(cx, &subject.entity).plain();
    let told = if told.is_empty() { told } else { format!("Recorded: {told}") };
    written(cx, words::noun(&subject.entity.schema), &subject.caption, vec![told])
}

fn written(cx: &Cx, kind: &str, title: &str, told: Vec<String>) -> Result<Response, Error> {
    if !cx.site.config.cards {
        return Err(Error::NotFound { what: "picture at this address: this server makes none of pages".to_owned() });
    }
    let version = &cx.snapshot.manifest().dataset.version;
    let host = cx.place().base().map_or("Sousveil", |base| base.split("//").nth(1).unwrap_or(base));
    let foot = format!("{host} · data version {version}");
    let card = Card { kind: kind.to_owned(), title: title.to_owned(), told, foot };
    let drawn = cx.pictures().get(cx.uri.path(), || png::write(&draw(&card), Theme::Light, 1))?;
    Ok(answer(StatusCode::OK, Media::Png, CachePolicy::Revalidate, drawn))
}
