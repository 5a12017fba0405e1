//! A question at a door, read and checked, and the answer to it.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{Extension, RawPathParams, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use serde_json::Value;

use super::book::Book;
use super::catalogue::Taken;
use super::chosen::Chosen;
use super::error::Error;
use super::operation::{Body as Reads, Operation, Verb};
use super::params::Params;
use crate::body::{Fault, whole};
use crate::bounds::turn;
use crate::cx::Cx;
use crate::response::{CachePolicy, Media, answer};
use crate::site::Site;

/// How many bytes a body may have.
pub(crate) const MOST_BODY: usize = 1 << 20;

/// In which an answer names what was said to it without any effect.
const IGNORED: HeaderName = HeaderName::from_static("sousveil-ignored");

/// A question.
pub(crate) struct Ask {
    pub(crate) cx: Cx,
    pub(crate) catalogue: Arc<Taken>,
    pub(crate) params: Params,
    pub(crate) body: Bytes,
    parts: Vec<(String, String)>,
    begun: Instant,
}

impl Ask {
    /// A part of the address by its name.
    pub(crate) fn part(&self, name: &str) -> &str {
        self.parts.iter().find(|(part, _)| part == name).map_or("", |(_, value)| value.as_str())
    }

    /// The datasets that the address names.
    pub(crate) fn scope(&self) -> Result<Vec<Chosen<'_>>, Error> {
        self.catalogue
            .scope(self.part("dataset"))
            .ok_or_else(|| Error::NotFound("There is no such dataset.".to_owned()))
    }

    /// Those that are left of them by the parameters `include_dataset` and `exclude_dataset`.
    pub(crate) fn narrowed<'a>(&'a self, params: &'a Params) -> Result<Vec<Chosen<'a>>, Error> {
        let only = self.catalogue.expanded(params.values("include_dataset"));
        let without = self.catalogue.expanded(params.values("exclude_dataset"));
        let named = |name: &str, book: &Book| self.catalogue.is_named(name, book);
        let scope = self.scope()?.into_iter();
        Ok(scope.filter_map(|chosen| chosen.narrowed(&only, &without, named)).collect())
    }

    /// Whether the answer would come too late for anybody to wait for it.
    pub(crate) fn check_time(&self) -> Result<(), Error> {
        let late = self.begun.elapsed() > self.cx.site.config.limits.time;
        if late { Err(crate::error::Error::Slow.into()) } else { Ok(()) }
    }

    /// Takes more tokens from whoever asks, where that can be told.
    pub(crate) fn charge(&self, tokens: usize) -> Result<(), Error> {
        Ok(self.cx.charge(tokens)?)
    }

    /// An answer that may be kept as long as the data stay.
    pub(crate) fn lasting(&self, value: &Value) -> Response {
        self.answer(value, CachePolicy::Revalidate, &self.params.unknown)
    }

    /// An answer to what somebody looked for: kept nowhere.
    pub(crate) fn passing(&self, value: &Value) -> Response {
        self.answer(value, CachePolicy::NoStore, &self.params.unknown)
    }

    /// An answer that names what had no effect.
    pub(crate) fn answer(&self, value: &Value, cache: CachePolicy, ignored: &[String]) -> Response {
        let mut response = answer(StatusCode::OK, Media::Json, cache, format!("{value}\n"));
        let headers = response.headers_mut();
        let fits =
            |name: &&String| name.len() <= 50 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
        let names: Vec<&str> = ignored.iter().filter(fits).take(20).map(String::as_str).collect();
        if let Ok(value) = HeaderValue::from_str(&names.join(", "))
            && !names.is_empty()
        {
            headers.insert(IGNORED, value);
        }
        response
    }
}

/// The service of a door.
pub(crate) fn door(operation: &'static Operation) -> MethodRouter<Arc<Site>> {
    let handler = move |Extension(cx): Extension<Cx>,
                        Extension(catalogue): Extension<Arc<Taken>>,
                        parts: Result<RawPathParams, RawPathParamsRejection>,
                        request: Request| async move {
        let mut response = answered(operation, cx, catalogue, parts, request).await;
        if operation.verb == Verb::Post {
            // Who asks by a body looks for somebody. A page elsewhere must not do that through a reader's browser, nor
            // read from an error what was asked.
            response.headers_mut().remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        }
        response
    };
    match operation.verb {
        Verb::Get => get(handler),
        Verb::Post => post(handler),
    }
}

async fn answered(
    operation: &'static Operation,
    cx: Cx,
    catalogue: Arc<Taken>,
    parts: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
) -> Response {
    let site = Arc::clone(&cx.site);
    let begun = Instant::now();
    // Held until the answer is made, so that the bodies of all who ask have room at once.
    let _body = match operation.body {
        Reads::None => None,
        Reads::Json(_) | Reads::Form(_) => match Arc::clone(&site.bodies).try_acquire_owned() {
            Ok(permit) => Some(permit),
            Err(_) => return Error::from(crate::error::Error::Busy).answer(),
        },
    };
    let ask = match read(operation, &cx, parts, request).await {
        Ok((parts, params, body)) => Ask { cx, catalogue, params, body, parts, begun },
        Err(error) => return error.answer(),
    };
    let job = move || (operation.run)(&ask).unwrap_or_else(|error| error.answer());
    turn(&site, job).await.unwrap_or_else(|error| Error::from(error).answer())
}

type Parts = Vec<(String, String)>;

async fn read(
    operation: &'static Operation,
    cx: &Cx,
    parts: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
) -> Result<(Parts, Params, Bytes), Error> {
    let no_text = |_| Error::NotFound("There is nothing under this address, a part of which is no text.".to_owned());
    let parts = parts.map_err(no_text)?;
    let parts = parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let params = Params::read(operation.params, cx.uri.query().unwrap_or_default())?;
    let body = match operation.body {
        Reads::None => Bytes::new(),
        Reads::Json(_) | Reads::Form(_) => {
            let patience = cx.site.config.limits.connections.head;
            whole(request.into_body(), MOST_BODY, patience).await?
        }
    };
    Ok((parts, params, body))
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::TooLarge => Self::TooLarge(MOST_BODY),
            Fault::BrokeOff => Self::BrokeOff,
        }
    }
}
