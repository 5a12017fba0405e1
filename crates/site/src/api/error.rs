//! What goes wrong at the doors, as JSON in the shape that clients of yente read: `detail` is a text, or a list of
//! faults with their places.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use crate::error::Error as SiteError;
use crate::response::{CachePolicy, Media, answer};

/// Why a door gave no ordinary answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// What is asked for can't be answered.
    #[error("{0}")]
    Bad(String),
    /// There is no such thing.
    #[error("{0}")]
    NotFound(String),
    /// Values that are not taken.
    #[error("values that are not taken")]
    Invalid(Vec<Fault>),
    /// A body of too many bytes.
    #[error("found a body of more than {0} bytes, expected at most that")]
    TooLarge(usize),
    /// A body that took too long, or broke off.
    #[error("the body did not come to its end in time")]
    BrokeOff,
    /// No key, or one that is not known.
    #[error("{0}")]
    NoKey(&'static str),
    /// What goes wrong anywhere on the site.
    #[error(transparent)]
    Site(#[from] SiteError),
}

impl From<sousveil_snapshot::SnapshotError> for Error {
    fn from(error: sousveil_snapshot::SnapshotError) -> Self {
        Self::Site(error.into())
    }
}

impl From<sousveil_export::Error> for Error {
    fn from(error: sousveil_export::Error) -> Self {
        Self::Site(error.into())
    }
}

/// A value that is not taken, with its place.
#[derive(Debug)]
pub(crate) struct Fault {
    place: Vec<String>,
    pub(crate) kind: &'static str,
    message: String,
    found: Value,
}

impl Fault {
    /// A fault at a place such as `query`, `limit`.
    pub(crate) fn new(place: &[&str], kind: &'static str, message: impl Into<String>, found: impl Into<Value>) -> Self {
        let place = place.iter().map(|part| (*part).to_owned()).collect();
        Self { place, kind, message: message.into(), found: short(found.into()) }
    }
}

/// What was found, unless it is long: an answer must not be larger than its question.
fn short(value: Value) -> Value {
    match value {
        Value::String(text) if text.len() > 200 => text.chars().take(50).chain(['…']).collect::<String>().into(),
        Value::Array(_) | Value::Object(_) => Value::Null,
        other => other,
    }
}

impl Error {
    /// A fault of a body.
    pub(crate) fn body(
        place: &[&str],
        kind: &'static str,
        message: impl Into<String>,
        found: impl Into<Value>,
    ) -> Self {
        let place: Vec<&str> = std::iter::once("body").chain(place.iter().copied()).collect();
        Self::Invalid(vec![Fault::new(&place, kind, message, found)])
    }

    /// The answer. Kept nowhere.
    pub(crate) fn answer(&self) -> Response {
        let status = match self {
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BrokeOff => StatusCode::REQUEST_TIMEOUT,
            Self::NoKey(_) => StatusCode::UNAUTHORIZED,
            Self::Site(error) => error.status(),
        };
        let detail = match self {
            Self::Invalid(faults) => faults
                .iter()
                .map(|f| json!({"type": f.kind, "loc": f.place, "msg": f.message, "input": f.found}))
                .collect(),
            // What failed on our side is for the log, and no business of strangers.
            Self::Site(error) => {
                error.note();
                Value::String(format!("{}. {}", error.heading(), error.lines().join(" ")))
            }
            _ => Value::String(self.to_string()),
        };
        let mut response =
            answer(status, Media::Json, CachePolicy::NoStore, format!("{}\n", json!({ "detail": detail })));
        let headers = response.headers_mut();
        match self {
            Self::NoKey(_) => drop(headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("ApiKey"))),
            Self::Site(error) => error.headers(headers),
            Self::TooLarge(_) | Self::BrokeOff => crate::error::unread(headers),
            _ => {}
        }
        response
    }
}
