//! Answers: status, kind, caching and the content security policy as types.

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use sousveil_export::CitationForm;

use crate::error::Error;
use crate::language;

/// How long an answer may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CachePolicy {
    /// Kept, but asked for again each time: a swapped snapshot shows at once, and an unchanged page costs a 304.
    Revalidate,
    /// Kept for ever: the address changes with the content.
    Immutable,
    /// Not kept: errors, and what tells about this moment.
    NoStore,
}

impl CachePolicy {
    pub(crate) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Revalidate => "public, no-cache",
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::NoStore => "no-store",
        })
    }
}

/// What a browser may load for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Csp {
    /// Our pages: our stylesheet, our pictures, our search form, nothing else and no script.
    Page,
    /// Data and text: nothing at all.
    Nothing,
}

impl Csp {
    pub(crate) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Page => {
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            }
            Self::Nothing => "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
        })
    }
}

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Media {
    Html,
    Csv,
    Xlsx,
    Json,
    JsonLines,
    Atom,
    Bibtex,
    Ris,
    Csl,
    Css,
    Xml,
    Svg,
    Png,
    Text,
}

impl Media {
    /// The kind of a file of citations.
    pub(crate) fn citations(form: CitationForm) -> Self {
        match form {
            CitationForm::Bibtex => Self::Bibtex,
            CitationForm::Ris => Self::Ris,
            CitationForm::Csl => Self::Csl,
        }
    }

    /// The name of the kind without its parameters.
    pub(crate) fn essence(self) -> &'static str {
        let name = self.name();
        name.split_once(';').map_or(name, |(essence, _)| essence)
    }

    fn header(self) -> HeaderValue {
        HeaderValue::from_static(self.name())
    }

    fn name(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::JsonLines => "application/jsonl",
            Self::Atom => "application/atom+xml; charset=utf-8",
            // None of the three is registered but CSL-JSON's; these are the names that reference managers ask for.
            Self::Bibtex => "application/x-bibtex; charset=utf-8",
            Self::Ris => "application/x-research-info-systems; charset=utf-8",
            Self::Csl => "application/vnd.citationstyles.csl+json",
            Self::Css => "text/css; charset=utf-8",
            Self::Xml => "application/xml",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    fn csp(self) -> Csp {
        if self == Self::Html { Csp::Page } else { Csp::Nothing }
    }
}

/// An answer of that kind.
pub(crate) fn answer(status: StatusCode, media: Media, cache: CachePolicy, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media.header());
    headers.insert(header::CACHE_CONTROL, cache.header());
    headers.insert(header::CONTENT_SECURITY_POLICY, media.csp().header());
    if !matches!(media, Media::Html | Media::Css | Media::Text) {
        // Open data without cookies: a page elsewhere may read it.
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    response
}

/// A page.
pub(crate) fn page(template: &impl Template) -> Result<Response, Error> {
    Ok(html(written(template)?))
}

/// The words of a page, with its links in the language of its address.
pub(crate) fn written(template: &impl Template) -> askama::Result<String> {
    Ok(language::current().turned(template.render()?))
}

/// A page that is written already.
pub(crate) fn html(page: impl Into<Body>) -> Response {
    answer(StatusCode::OK, Media::Html, CachePolicy::Revalidate, page)
}

/// Whether an answer is a page like all that [`html`] gives, and nothing more.
pub(crate) fn is_page(response: &Response) -> bool {
    let says = |name, value| response.headers().get(name) == Some(&value);
    response.status() == StatusCode::OK
        && says(header::CONTENT_TYPE, Media::Html.header())
        && says(header::CACHE_CONTROL, CachePolicy::Revalidate.header())
}

/// A lasting redirect, which keeps the method.
pub(crate) fn moved(address: &str) -> Response {
    let mut response = answer(StatusCode::PERMANENT_REDIRECT, Media::Text, CachePolicy::Revalidate, "Moved.\n");
    if let Ok(value) = HeaderValue::from_str(&language::current().address(address)) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// The headers that every answer has, whoever made it.
pub(crate) fn harden(headers: &mut HeaderMap) {
    const FIXED: [(HeaderName, &str); 4] = [
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert_with(|| CachePolicy::NoStore.header());
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| Csp::Nothing.header());
}

/// The tag of what an address gives: data, configuration, address and the version of this program decide it. Weak,
/// because compressed and plain bodies share it.
pub(crate) fn tag(data_hash: &str, config: &str, address: &str) -> String {
    let program = format!("{}{}", env!("CARGO_PKG_VERSION"), crate::style::ALL.address);
    let hash = sousveil_model::id::statement_id(data_hash, &program, config, address, None);
    format!("W/\"{}\"", hash.chars().take(24).collect::<String>())
}

/// The begin of a day as `Last-Modified` wants it (RFC 9110, 5.6.7); nothing for a date that is no whole day.
pub(crate) fn modified(day: &str) -> Option<HeaderValue> {
    let day: jiff::civil::Date = day.parse().ok()?;
    HeaderValue::from_str(&day.strftime("%a, %d %b %Y 00:00:00 GMT").to_string()).ok()
}

/// Whether a request's `If-None-Match` names that tag.
pub(crate) fn unchanged(headers: &HeaderMap, tag: &str) -> bool {
    let bare = tag.trim_start_matches("W/");
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .any(|t| t.trim().trim_start_matches("W/") == bare)
}
