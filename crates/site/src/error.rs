//! What goes wrong, and the page that helps on from there.

use std::time::Duration;

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::cx::Cx;
use crate::language::{self, Choice, filters};
use crate::response::{self, CachePolicy, Media, answer};
use crate::view::layout::Layout;
use crate::words;

/// Why a request got no ordinary answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the address has a part that this page does not know: {0}")]
    BadQuery(Box<BadQuery>),
    #[error("there is no {what}")]
    NotFound { what: String },
    #[error("`{id}` was withdrawn")]
    Withdrawn { id: String, date: String, reason: String },
    #[error("the claim was replaced")]
    Replaced(Box<Replaced>),
    #[error("{rows} rows are too many for a workbook")]
    TooMany { rows: usize, most: usize, csv: String },
    #[error("only {0} are answered here")]
    Method(&'static str),
    #[error("the address is longer than {0} bytes")]
    TooLong(usize),
    #[error("a form that can't be looked up")]
    BadForm(String),
    #[error("a body of more than {0} bytes")]
    BodyTooLarge(usize),
    #[error("the body did not come to its end in time")]
    BrokeOff,
    #[error("too many requests at once")]
    Busy,
    #[error("too many requests from one address")]
    TooOften { wait: Duration },
    #[error("too many long answers at once to one address")]
    TooManyStreams,
    #[error("the answer took too long")]
    Slow,
    #[error("a handler panicked")]
    Panicked,
    #[error(transparent)]
    Snapshot(#[from] sousveil_snapshot::SnapshotError),
    #[error(transparent)]
    Export(#[from] sousveil_export::Error),
    #[error(transparent)]
    Picture(#[from] sousveil_picture::png::PngError),
    #[error(transparent)]
    Template(#[from] askama::Error),
}

/// A claim that got another value.
#[derive(Debug)]
pub(crate) struct Replaced {
    /// The address of the entity.
    pub(crate) entity: String,
    /// The label of the property.
    pub(crate) property: String,
    /// The value before.
    pub(crate) old: String,
    /// The value after, empty where it is not known.
    pub(crate) new: String,
    /// When.
    pub(crate) date: String,
    /// Why.
    pub(crate) reason: String,
}

impl From<BadQuery> for Error {
    fn from(bad: BadQuery) -> Self {
        Self::BadQuery(Box::new(bad))
    }
}

/// A parameter that a page does not take, or a value that it can't have.
#[derive(Debug, thiserror::Error)]
#[error("{parameter}={found}")]
pub(crate) struct BadQuery {
    /// The name of the parameter as found.
    pub(crate) parameter: String,
    /// The value as found.
    pub(crate) found: String,
    /// What would have been right.
    pub(crate) expected: String,
    /// The same list without the part that is wrong.
    pub(crate) without: String,
}

impl BadQuery {
    /// A parameter as it was found, what was expected, and the address without it.
    pub(crate) fn new(parameter: &str, found: &str, expected: impl Into<String>, without: &str) -> Self {
        Self {
            parameter: sousveil_text::visible(parameter, 60),
            found: sousveil_text::visible(found, 60),
            expected: expected.into(),
            without: without.to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    layout: Layout,
    status: u16,
    heading: String,
    lines: Vec<String>,
    ways: Vec<(String, String)>,
}

impl Error {
    /// A body came that is no form.
    pub(crate) fn not_a_form() -> Self {
        Self::BadForm("Expected a form, sent as application/x-www-form-urlencoded.".to_owned())
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::BadQuery(_) | Self::BadForm(_) => StatusCode::BAD_REQUEST,
            Self::BodyTooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BrokeOff => StatusCode::REQUEST_TIMEOUT,
            Self::NotFound { .. } => StatusCode::NOT_FOUND,
            Self::Withdrawn { .. } | Self::Replaced(_) => StatusCode::GONE,
            Self::TooMany { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLong(_) => StatusCode::URI_TOO_LONG,
            Self::TooOften { .. } | Self::TooManyStreams => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Slow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Panicked | Self::Snapshot(_) | Self::Export(_) | Self::Picture(_) | Self::Template(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    pub(crate) fn heading(&self) -> String {
        match self {
            Self::BadQuery(_) => "This address asks for something that this list does not have".to_owned(),
            Self::NotFound { what } => format!("There is no {what}"),
            Self::Withdrawn { .. } => "This entry was withdrawn".to_owned(),
            Self::Replaced(_) => "This claim was replaced by another value".to_owned(),
            Self::TooMany { .. } => "This list is too long for a workbook".to_owned(),
            Self::Method(_) => "These pages can only be read".to_owned(),
            Self::BadForm(_) | Self::BodyTooLarge(_) | Self::BrokeOff => "Nothing was looked up".to_owned(),
            Self::TooLong(_) => "This address is too long".to_owned(),
            Self::TooOften { .. } | Self::TooManyStreams => "Too many requests from your address".to_owned(),
            Self::Busy | Self::Slow => "The server is busy".to_owned(),
            _ => "Something went wrong on our side".to_owned(),
        }
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        match self {
            Self::BadQuery(bad) => {
                vec![format!("Found: {} = “{}”.", bad.parameter, bad.found), format!("Expected: {}.", bad.expected)]
            }
            Self::NotFound { .. } => vec![
                "The address may be mistyped, or may never have existed. That there is no entry is not evidence \
                 that nothing happened."
                    .to_owned(),
            ],
            Self::Withdrawn { id, date, reason } => {
                vec![format!("{id} was withdrawn on {date}."), format!("The reason given: {reason}")]
            }
            Self::Replaced(was) => vec![
                format!(
                    "{}: “{}” became “{}” on {}.",
                    was.property,
                    was.old,
                    if was.new.is_empty() { "not known" } else { &was.new },
                    was.date
                ),
                format!("The reason given: {}", was.reason),
            ],
            Self::TooMany { rows, most, .. } => vec![format!(
                "It has {} rows; a workbook is made of at most {}. The CSV has all of them, and every spreadsheet \
                 opens it. A filter makes the list shorter.",
                words::number(*rows as u64),
                words::number(*most as u64)
            )],
            Self::Method(taken) => vec![format!("Taken are: {taken}.")],
            Self::BadForm(what) => vec![what.clone()],
            Self::BodyTooLarge(most) => vec![format!(
                "The form has more than {} bytes. Please ask for fewer names at once.",
                words::number(*most as u64)
            )],
            Self::BrokeOff => vec!["The form did not come to its end in time. Please send it again.".to_owned()],
            Self::TooLong(most) => vec![format!("At most {most} bytes are read.")],
            Self::TooOften { wait } => vec![
                format!("Please go on in {}.", words::count(seconds(*wait), "second", "seconds")),
                "Whoever needs much is served better by the whole: each list has its CSV and JSON, and /claims.jsonl \
                 holds every claim."
                    .to_owned(),
            ],
            Self::TooManyStreams => vec![
                "So many whole lists are being sent to your address already. Please wait until one of them has ended."
                    .to_owned(),
            ],
            Self::Busy | Self::Slow => vec!["Please try again in a few seconds.".to_owned()],
            _ => vec!["The error was written to the server's log. The data is not affected.".to_owned()],
        }
    }

    fn ways(&self) -> Vec<(String, String)> {
        let mut ways = Vec::new();
        match self {
            Self::BadQuery(bad) => ways.push((bad.without.clone(), "The same list without that part".to_owned())),
            Self::TooMany { csv, .. } => ways.push((csv.clone(), "This list as CSV, whole".to_owned())),
            Self::Replaced(was) => ways.push((was.entity.clone(), "The entry as it is now".to_owned())),
            Self::BadForm(_) | Self::BodyTooLarge(_) | Self::BrokeOff => {
                ways.push(("/screen".to_owned(), "Look up names".to_owned()));
                ways.push(("/check".to_owned(), "Check a deal".to_owned()));
            }
            _ => {}
        }
        for (href, text) in [
            ("/", "The first page"),
            ("/countries", "All countries"),
            ("/companies", "All companies"),
            ("/data", "The data, whole"),
        ] {
            ways.push((href.to_owned(), text.to_owned()));
        }
        ways
    }

    /// Writes to the log what is our fault.
    pub(crate) fn note(&self) {
        if self.status() == StatusCode::INTERNAL_SERVER_ERROR {
            // The address is left out on purpose: what people look for is not logged.
            tracing::error!(error = %self, "a request failed");
        }
    }

    /// The page. Kept nowhere, since most of these pass.
    pub(crate) fn page(&self, cx: Option<&Cx>) -> Response {
        self.note();
        let status = self.status();
        let told = |cx| {
            let page = ErrorPage {
                layout: Layout::new(cx, self.heading()),
                status: status.as_u16(),
                heading: self.heading(),
                lines: self.lines(),
                ways: self.ways(),
            };
            match response::written(&page) {
                Ok(html) => answer(status, Media::Html, CachePolicy::NoStore, html),
                Err(_) => answer(status, Media::Text, CachePolicy::NoStore, format!("{}\n", self.heading())),
            }
        };
        let mut response = language::within(cx.map_or(Choice::ENGLISH, |cx| cx.choice), || told(cx));
        self.headers(response.headers_mut());
        response
    }

    /// The headers that belong to it.
    pub(crate) fn headers(&self, headers: &mut HeaderMap) {
        match self {
            Self::Method(taken) => drop(headers.insert(header::ALLOW, HeaderValue::from_static(taken))),
            Self::TooOften { wait } => drop(headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds(*wait)))),
            Self::Busy | Self::Slow | Self::TooManyStreams => {
                drop(headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5")));
            }
            Self::BodyTooLarge(_) | Self::BrokeOff => unread(headers),
            _ => {}
        }
    }
}

/// Of a request of which a part was never read nothing more can be understood on the same connection: who asks is told, so
/// that the next question comes on another.
pub(crate) fn unread(headers: &mut HeaderMap) {
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
}

/// Whole seconds, rounded up, so that who waits so long has waited long enough.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)).max(1)
}
