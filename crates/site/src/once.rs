//! One answer without a listener: what a connection would get.

use std::future::poll_fn;
use std::io::{self, Write};
use std::pin::Pin;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use http_body::Body as _;
use tower::ServiceExt as _;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum OnceError {
    /// The path can't be asked for.
    #[error("found the path `{path}`, expected one as in an address, such as /countries/uz: {why}")]
    Path {
        /// As it was given.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// The header can't be sent.
    #[error("found the header `{0}`, expected `NAME: VALUE`")]
    Header(String),
    /// The answer ended early, or could not be written.
    #[error("writing the answer: {0}")]
    Io(#[from] io::Error),
}

/// An answer whose body was not read yet.
#[derive(Debug)]
pub struct Once(Response<Body>);

impl Once {
    /// Asks for a path. Headers are written as `NAME: VALUE`.
    ///
    /// # Errors
    /// Where path or headers could not stand in a request.
    pub async fn get(site: Router, path: &str, headers: &[String]) -> Result<Self, OnceError> {
        let wrong = |why: String| OnceError::Path { path: path.to_owned(), why };
        if !path.starts_with('/') {
            return Err(wrong("it does not begin with `/`".to_owned()));
        }
        let mut request = Request::get(path).body(Body::empty()).map_err(|e| wrong(e.to_string()))?;
        for line in headers {
            let wrong = || OnceError::Header(line.clone());
            let (name, value) = line.split_once(':').ok_or_else(wrong)?;
            let name: HeaderName = name.trim().parse().map_err(|_| wrong())?;
            let value: HeaderValue = value.trim().parse().map_err(|_| wrong())?;
            request.headers_mut().append(name, value);
        }
        match site.oneshot(request).await {
            Ok(response) => Ok(Self(response)),
            Err(never) => match never {},
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// Writes the body to its end, as it comes.
    ///
    /// # Errors
    /// Where the answer is cut off, or `out` takes no more.
    pub async fn write(self, out: &mut impl Write) -> Result<(), OnceError> {
        let mut body = self.0.into_body();
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            if let Ok(data) = frame.map_err(io::Error::other)?.into_data() {
                out.write_all(&data)?;
            }
        }
        Ok(())
    }
}
