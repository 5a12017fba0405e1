//! Looking names up without script: a form, and the answer to it. Who is asked about comes in a body, is kept nowhere,
//! and stands in no address, title or log.

mod answer;
mod question;
mod upload;

use std::sync::Arc;

use askama::Template;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::Response;
use sousveil_export::cite::short_hash;
use sousveil_screen::Params;

use crate::api::{self, Book};
use crate::body::{Posted, is_form};
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{filters, say, within};
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

#[derive(Template)]
#[template(path = "screen.html")]
struct ScreenPage {
    layout: Layout,
    filled: Filled,
    sorts: Vec<(&'static str, &'static str)>,
    most: usize,
    /// Whether a file can be sent, and how many kilobytes it may have.
    file: Option<String>,
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

/// A form as it came, and the file that it has, if any.
pub(crate) struct Received {
    posted: Posted,
    file: Option<upload::File>,
}

/// Reads the body of a form.
pub(crate) async fn receive(cx: &Cx, request: Request) -> Result<Received, Error> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).ok().filter(|_| cx.site.config.table.is_some());
    if boundary.is_none() && !is_form(request.headers()) {
        return Err(Error::not_a_form());
    }
    let most = if boundary.is_some() { MOST_FILE } else { MOST_BODY };
    let posted = Posted::receive(&cx.site, request.into_body(), most).await?;
    let file = match boundary {
        None => None,
        Some(boundary) => {
            let read = upload::read(posted.body.clone(), &boundary).await;
            Some(read.map_err(|fault| Error::BadForm(within(cx.choice, || fault.told())))?)
        }
    };
    Ok(Received { posted, file })
}

/// The form.
pub(crate) fn form(cx: &Cx) -> Result<Response, Error> {
    lists::only_version(cx)?;
    shown(cx, &api::open_books(cx), Filled::default(), None)
}

/// The answer to a form.
pub(crate) fn answer(cx: &Cx, received: &Received) -> Result<Response, Error> {
    lists::only_version(cx)?;
    let books = api::open_books(cx);
    let may_ask = |schema: &str| books.iter().any(|book| book.snapshot.may_ask(schema));
    let (filled, question): (Filled, Question) = match &received.file {
        None => {
            let filled = Filled::read(&String::from_utf8_lossy(&received.posted.body)).map_err(Error::BadForm)?;
            let question = filled.question(may_ask).map_err(Error::BadForm)?;
            (filled, question)
        }
        Some(file) => {
            let filled = Filled { sort: file.sort.clone(), ..Filled::default() };
            let read = cx.site.config.table.ok_or_else(|| Error::BadForm(say("screen-no-files-here").to_owned()))?;
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
        layout: Layout::new(Some(cx), say("screen-title"))
            .here("screen")
            .about(say("screen-description"))
            .crumb(ADDRESS, say("screen-heading"))
            .linked(Linked::page(cx, "WebPage")),
        sorts: SORTS
            .into_iter()
            .filter(|(schema, _)| may_ask(schema))
            .map(|(schema, key)| (schema, say(key)))
            .collect(),
        most: MOST_NAMES,
        file: cx.site.config.table.map(|_| (MOST_FILE >> 10).to_string()),
        threshold: format!("{threshold:.2}"),
        cutoff: format!("{cutoff:.2}"),
        books: books.iter().map(looked_in).collect(),
        locked: cx.site.config.keys.are_demanded() && !cx.site.catalogue.lists().is_empty(),
        filled,
        found,
    };
    Ok(response::answer(StatusCode::OK, Media::Html, CachePolicy::NoStore, response::written(&page)?))
}
