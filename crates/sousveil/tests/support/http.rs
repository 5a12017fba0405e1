//! A plain HTTP client: no redirects followed, no proxy, no decompression, no error for a status.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::time::Duration;

static AGENT: LazyLock<ureq::Agent> = LazyLock::new(|| {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(60)))
        .build()
        .new_agent()
});

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    /// A header's value; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().expect("a header in ASCII"))
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body in UTF-8")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("a body in JSON")
    }

    /// The rows of a CSV body: heading to value. Panics where a row has not as many cells as there are headings.
    pub fn csv(&self) -> Vec<std::collections::HashMap<String, String>> {
        let mut reader = csv::Reader::from_reader(self.body.as_slice());
        reader.deserialize().map(|row| row.expect("a row as wide as the headings")).collect()
    }
}

pub fn get(base: &str, path: &str) -> Reply {
    get_with(base, path, &[])
}

pub fn get_with(base: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
    try_get(base, path, headers).unwrap_or_else(|e| panic!("GET {path}: {e}"))
}

/// For tests that count failures themselves.
pub fn try_get(base: &str, path: &str, headers: &[(&str, &str)]) -> Result<Reply, ureq::Error> {
    let mut request = AGENT.get(format!("{base}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = request.call()?;
    let body = response.body_mut().with_config().limit(1 << 30).read_to_vec()?;
    Ok(Reply { status: response.status().as_u16(), headers: response.headers().clone(), body })
}

/// Sends JSON.
pub fn post_json(base: &str, path: &str, body: &serde_json::Value) -> Result<Reply, ureq::Error> {
    let request = AGENT.post(format!("{base}{path}")).header("content-type", "application/json");
    let mut response = request.send(body.to_string())?;
    let body = response.body_mut().with_config().limit(1 << 30).read_to_vec()?;
    Ok(Reply { status: response.status().as_u16(), headers: response.headers().clone(), body })
}

/// Sends a form.
pub fn post_form(base: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    let mut response = AGENT.post(format!("{base}{path}")).send_form(fields.iter().copied()).unwrap();
    let body = response.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
    Reply { status: response.status().as_u16(), headers: response.headers().clone(), body }
}

/// An answer as its bytes on the wire: what a client library might hide, such as a body after HEAD.
pub fn raw(base: &str, method: &str, path: &str) -> String {
    let host = base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}
