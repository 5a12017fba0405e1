//! Looking names up without script: a form, and the answer to it. Who is asked about comes in a body, is kept nowhere,
//! and stands in no address, title or log.

mod answer;
mod question;
mod upload;

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
/// How many bytes a form with a file may have.
const MOST_FILE: usize = 1 << 20;
/// What a browser sends a form as.
const FORM: &str = "application/x-www-form-urlencoded";

#[derive(Template)]
#[template(path = "screen.html")]
struct ScreenPage {
    layout: Layout,
    filled: Filled,
    sorts: Vec<(&'static str, &'static str)>,
    most: usize,
    /// Whether a file can be sent, and how many kilobytes it may have.
    file: Option<usize>,
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
    sent: Came,
    /// Held until the answer is made, so that the bodies of all who ask have room at once.
    _place: OwnedSemaphorePermit,
}

/// What came: the fields of a form, or a file and what else its form has.
enum Came {
    Fields(Bytes),
    File(upload::File),
}

/// Reads the body of a form.
pub(crate) async fn receive(cx: &Cx, request: Request) -> Result<Received, Error> {
    let place = Arc::clone(&cx.site.bodies).try_acquire_owned().map_err(|_| Error::Busy)?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).ok().filter(|_| cx.site.config.table.is_some());
    let bare = kind.split(';').next().unwrap_or_default().trim();
    if boundary.is_none() && !bare.eq_ignore_ascii_case(FORM) {
        return Err(Error::BadForm(format!("Expected a form, sent as {FORM}.")));
    }
    let patience = cx.site.config.limits.connections.head;
    let most = if boundary.is_some() { MOST_FILE } else { MOST_BODY };
    let body = match whole(request.into_body(), most, patience).await {
        Ok(body) => body,
        Err(Fault::TooLarge) => return Err(Error::BodyTooLarge(most)),
        Err(Fault::BrokeOff) => return Err(Error::BrokeOff),
    };
    let sent = match boundary {
        None => Came::Fields(body),
        Some(boundary) => Came::File(upload::read(body, &boundary).await.map_err(Error::BadForm)?),
    };
    Ok(Received { sent, _place: place })
}

/// The form.
pub(crate) fn form(cx: &Cx) -> Result<Response, Error> {
    lists::only_version(cx)?;
    shown(cx, &books(cx), Filled::default(), None)
}

/// The answer to a form.
pub(crate) fn answer(cx: &Cx, received: &Received) -> Result<Response, Error> {
    lists::only_version(cx)?;
    let books = books(cx);
    let may_ask = |schema: &str| books.iter().any(|book| book.snapshot.may_ask(schema));
    let (filled, question): (Filled, Question) = match &received.sent {
        Came::Fields(body) => {
            let filled = Filled::read(&String::from_utf8_lossy(body)).map_err(Error::BadForm)?;
            let question = filled.question(may_ask).map_err(Error::BadForm)?;
            (filled, question)
        }
        Came::File(file) => {
            let filled = Filled { sort: file.sort.clone(), ..Filled::default() };
            let read = cx.site.config.table.ok_or_else(|| Error::BadForm("No file can be sent here.".to_owned()))?;
            let table = read(&file.bytes).map_err(|what| Error::BadForm(upload::sentence(&what)))?;
            let question = filled.table(table, may_ask).map_err(Error::BadForm)?;
            (filled, question)
        }
    };
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
        file: cx.site.config.table.map(|_| MOST_FILE >> 10),
        threshold: format!("{threshold:.2}"),
        cutoff: format!("{cutoff:.2}"),
        books: books.iter().map(looked_in).collect(),
        locked: cx.site.config.keys.are_demanded() && !cx.site.catalogue.lists().is_empty(),
        filled,
        found,
    };
    Ok(response::answer(StatusCode::OK, Media::Html, CachePolicy::NoStore, page.render()?))
}
