//! Looking names up without script: a form, and the answer to it. Who is asked about comes in a body, is kept nowhere,
//! and stands in no address, title or log.

mod answer;
mod question;

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::Response;
use sousveil_export::cite::short_hash;
use sousveil_screen::Params;
use tokio::sync::OwnedSemaphorePermit;

use crate::api::{self, Book};
use crate::body::{Fault, whole};
use crate::cx::Cx;
use crate::error::Error;
use crate::lists;
use crate::response::{self, CachePolicy, Media};
use crate::view::layout::Layout;
use crate::view::linked::Linked;
use answer::{Found, find};
use question::{Filled, MOST_NAMES, Question, SORTS};

/// Where the form is, and where it is sent to.
pub(crate) const ADDRESS: &str = "/screen";
/// How many bytes a form may have. A letter of Cyrillic takes six, one of Chinese nine.
const MOST_BODY: usize = 256 * 1024;
/// What a browser sends a form as.
const FORM: &str = "application/x-www-form-urlencoded";

#[derive(Template)]
#[template(path = "screen.html")]
struct ScreenPage {
    layout: Layout,
    filled: Filled,
    sorts: Vec<(&'static str, &'static str)>,
    most: usize,
    threshold: String,
    cutoff: String,
    books: Vec<LookedIn>,
    /// Whether there are lists that only those with a key may ask.
    locked: bool,
    found: Option<Found>,
}

/// A dataset and its version.
struct LookedIn {
    title: String,
    name: String,
    version: String,
    hash: String,
    /// Whether anything of the sort that is asked for is in it.
    holds: bool,
}

/// A form as it came.
pub(crate) struct Received {
    body: Bytes,
    /// Held until the answer is made, so that the bodies of all who ask have room at once.
    _place: OwnedSemaphorePermit,
}

/// Reads the body of a form.
pub(crate) async fn receive(cx: &Cx, request: Request) -> Result<Received, Error> {
    let place = Arc::clone(&cx.site.bodies).try_acquire_owned().map_err(|_| Error::Busy)?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case(FORM) {
        return Err(Error::BadForm(format!("Expected a form, sent as {FORM}.")));
    }
    let patience = cx.site.config.limits.connections.head;
    match whole(request.into_body(), MOST_BODY, patience).await {
        Ok(body) => Ok(Received { body, _place: place }),
        Err(Fault::TooLarge) => Err(Error::BodyTooLarge(MOST_BODY)),
        Err(Fault::BrokeOff) => Err(Error::BrokeOff),
    }
}

/// The form.
pub(crate) fn form(cx: &Cx) -> Result<Response, Error> {
    lists::only_version(cx)?;
    shown(cx, &books(cx), Filled::default(), None)
}

/// The answer to a form.
pub(crate) fn answer(cx: &Cx, received: &Received) -> Result<Response, Error> {
    lists::only_version(cx)?;
    let filled = Filled::read(&String::from_utf8_lossy(&received.body)).map_err(Error::BadForm)?;
    let books = books(cx);
    let may_ask = |schema: &str| books.iter().any(|book| book.snapshot.may_ask(schema));
    let question: Question = filled.question(may_ask).map_err(Error::BadForm)?;
    // The first name is paid for by the request itself.
    cx.charge(question.items.len() - 1)?;
    let found = find(&books, &question, &Params::default(), cx.site.config.limits.time)?;
    shown(cx, &books, filled, Some(found))
}

/// The datasets of this moment that are open to everybody: where a key is demanded for the lists, a page, which has
/// none, is no way around it.
fn books(cx: &Cx) -> Vec<Arc<Book>> {
    let mut books = api::taken(cx).books.clone();
    if cx.site.config.keys.are_demanded() {
        books.truncate(1);
    }
    books
}

fn shown(cx: &Cx, books: &[Arc<Book>], filled: Filled, found: Option<Found>) -> Result<Response, Error> {
    let Params { threshold, cutoff, .. } = Params::default();
    let may_ask = |schema: &str| books.iter().any(|book| book.snapshot.may_ask(schema));
    let looked_in = |book: &Arc<Book>| LookedIn {
        title: book.title.clone(),
        name: book.name.clone(),
        version: book.snapshot.manifest().dataset.version.clone(),
        hash: short_hash(book.snapshot.manifest()),
        holds: filled.sort.is_empty() || book.snapshot.may_ask(&filled.sort),
    };
    let page = ScreenPage {
        // The title says nothing of who was asked about: browsers keep titles.
        layout: Layout::new(Some(cx), "Screening: is this name in the data?")
            .here("screen")
            .about("Looks a name, or a list of names, up under any spelling and in any script, with reasons.")
            .crumb(ADDRESS, "Screening")
            .linked(Linked::page(cx, "WebPage")),
        sorts: SORTS.into_iter().filter(|(schema, _)| may_ask(schema)).collect(),
        most: MOST_NAMES,
        threshold: format!("{threshold:.2}"),
        cutoff: format!("{cutoff:.2}"),
        books: books.iter().map(looked_in).collect(),
        locked: cx.site.config.keys.are_demanded() && !cx.site.catalogue.lists().is_empty(),
        filled,
        found,
    };
    Ok(response::answer(StatusCode::OK, Media::Html, CachePolicy::NoStore, page.render()?))
}
