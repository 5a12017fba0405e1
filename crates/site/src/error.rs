//! What goes wrong, and the page that helps on from there.

use std::time::Duration;

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::cx::Cx;
use crate::language::{self, Choice, filters, say, say_with};
use crate::response::{self, CachePolicy, Media, answer};
use crate::view::layout::Layout;

/// Why a request got no ordinary answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the address has a part that this page does not know: {0}")]
    BadQuery(Box<BadQuery>),
    #[error("there is no {what}")]
    NotFound { what: String },
    /// The same, told by that message.
    #[error("there is no such thing: {0}")]
    Missing(&'static str),
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
    #[error("a body that is no form")]
    NotAForm,
    #[error("a form that can't be looked up")]
    BadForm(String),
    #[error("a body of more than {0} bytes")]
    BodyTooLarge(usize),
    #[error("the body did not come to its end in time")]
    BrokeOff,
    #[error("what only those may ask who sit at this machine")]
    NotHere,
    #[error("a message that could not be taken apart")]
    NotInspected,
    #[error("nothing that can be inspected")]
    BadPaste(String),
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

impl Replaced {
    /// The value before, the value after, and when.
    fn told(&self) -> String {
        let mut told =
            vec![("property", (&self.property).into()), ("old", (&self.old).into()), ("date", (&self.date).into())];
        if self.new.is_empty() {
            return say_with("error-replaced-unknown", &told);
        }
        told.push(("new", (&self.new).into()));
        say_with("error-replaced-by", &told)
    }
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
    ways: Vec<(String, &'static str)>,
}

impl Error {
    /// A body came that is no form.
    pub(crate) fn not_a_form() -> Self {
        Self::NotAForm
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::BadQuery(_) | Self::NotAForm | Self::BadForm(_) | Self::BadPaste(_) => StatusCode::BAD_REQUEST,
            Self::BodyTooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BrokeOff => StatusCode::REQUEST_TIMEOUT,
            Self::NotFound { .. } | Self::Missing(_) => StatusCode::NOT_FOUND,
            Self::Withdrawn { .. } | Self::Replaced(_) => StatusCode::GONE,
            Self::TooMany { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLong(_) => StatusCode::URI_TOO_LONG,
            Self::TooOften { .. } | Self::TooManyStreams => StatusCode::TOO_MANY_REQUESTS,
            Self::NotHere => StatusCode::FORBIDDEN,
            Self::Busy | Self::Slow => StatusCode::SERVICE_UNAVAILABLE,
            Self::NotInspected
            | Self::Panicked
            | Self::Snapshot(_)
            | Self::Export(_)
            | Self::Picture(_)
            | Self::Template(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What it is called, in the language of the thread.
    pub(crate) fn heading(&self) -> String {
        let key = match self {
            Self::NotFound { what } => return say_with("error-none", &[("what", what.into())]),
            Self::Missing(told) => told,
            Self::BadQuery(_) => "error-query",
            Self::Withdrawn { .. } => "error-withdrawn",
            Self::Replaced(_) => "error-replaced",
            Self::TooMany { .. } => "error-workbook",
            Self::Method(_) => "error-method",
            Self::NotAForm | Self::BadForm(_) | Self::BodyTooLarge(_) | Self::BrokeOff => "error-form",
            Self::TooLong(_) => "error-long",
            Self::TooOften { .. } | Self::TooManyStreams => "error-often",
            Self::NotHere => "error-not-here",
            Self::NotInspected | Self::BadPaste(_) => "error-not-inspected",
            Self::Busy | Self::Slow => "error-busy",
            _ => "error-ours",
        };
        say(key).to_owned()
    }

    /// What there is to say about it, in the language of the thread.
    pub(crate) fn lines(&self) -> Vec<String> {
        let reason = |reason: &String| say_with("error-reason", &[("reason", reason.into())]);
        let key = match self {
            Self::BadForm(what) | Self::BadPaste(what) => return vec![what.clone()],
            Self::BadQuery(bad) => {
                let found = [("parameter", (&bad.parameter).into()), ("found", (&bad.found).into())];
                let expected = say_with("error-query-expected", &[("expected", (&bad.expected).into())]);
                return vec![say_with("error-query-found", &found), expected];
            }
            Self::Withdrawn { id, date, reason: given } => {
                return vec![
                    say_with("error-withdrawn-on", &[("id", id.into()), ("date", date.into())]),
                    reason(given),
                ];
            }
            Self::Replaced(was) => return vec![was.told(), reason(&was.reason)],
            Self::TooMany { rows, most, .. } => {
                return vec![say_with("error-workbook-told", &[("rows", (*rows).into()), ("most", (*most).into())])];
            }
            Self::Method(taken) => return vec![say_with("error-method-taken", &[("taken", (*taken).into())])],
            Self::BodyTooLarge(most) => return vec![say_with("error-form-large", &[("most", (*most).into())])],
            Self::TooLong(most) => return vec![say_with("error-long-most", &[("most", most.to_string().into())])],
            Self::TooOften { wait } => {
                let wait = say_with("error-often-wait", &[("seconds", seconds(*wait).into())]);
                return vec![wait, say("error-often-whole").to_owned()];
            }
            Self::NotFound { .. } | Self::Missing(_) => "error-none-told",
            Self::NotAForm => "error-form-kind",
            Self::BrokeOff => "error-form-broke-off",
            Self::TooManyStreams => "error-often-streams",
            Self::NotHere => "error-not-here-told",
            Self::NotInspected => "error-not-inspected-told",
            Self::Busy | Self::Slow => "error-busy-again",
            _ => "error-ours-log",
        };
        vec![say(key).to_owned()]
    }

    fn ways(&self) -> Vec<(String, &'static str)> {
        let mut ways = Vec::new();
        match self {
            Self::BadQuery(bad) => ways.push((bad.without.clone(), say("error-query-without"))),
            Self::TooMany { csv, .. } => ways.push((csv.clone(), say("error-workbook-csv"))),
            Self::Replaced(was) => ways.push((was.entity.clone(), say("error-replaced-entry"))),
            Self::NotAForm | Self::BadForm(_) | Self::BodyTooLarge(_) | Self::BrokeOff => {
                ways.push(("/screen".to_owned(), say("error-form-screen")));
                ways.push(("/check".to_owned(), say("error-form-check")));
            }
            Self::NotInspected | Self::BadPaste(_) => {
                ways.push((crate::pages::inspect::ADDRESS.to_owned(), say("indicators-inspect")));
            }
            _ => {}
        }
        for (href, text) in [
            ("/", "error-way-home"),
            ("/countries", "error-way-countries"),
            ("/companies", "error-way-companies"),
            ("/data", "error-way-data"),
        ] {
            ways.push((href.to_owned(), say(text)));
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
            Self::BodyTooLarge(_) | Self::BrokeOff | Self::NotHere | Self::BadPaste(_) => unread(headers),
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
