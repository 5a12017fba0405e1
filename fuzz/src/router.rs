//! Addresses asked of the site over the small dataset: `METHOD PATH?QUERY`, then lines `NAME: VALUE` of headers.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use sousveil_site::{Limits, Site, SiteConfig, question, router};
use sousveil_snapshot::Snapshot;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use super::sample;

/// No answer about the small dataset is larger.
const LARGEST: usize = 4 << 20;

static SNAPSHOT: LazyLock<Arc<Snapshot>> =
    LazyLock::new(|| Arc::new(Snapshot::in_memory(&sample::contents()).expect("the small dataset can be compiled")));

static SITE: LazyLock<Router> = LazyLock::new(|| {
    // A process that stands still for a while, as fuzzers do on a busy machine, is no answer that came too late.
    let limits = Limits { time: Duration::from_secs(24 * 3600), ..Limits::default() };
    let config = SiteConfig { limits, ..SiteConfig::default() };
    let site = Site::new(config, Arc::clone(&SNAPSHOT)).expect("the small dataset can be read");
    router(Arc::new(site))
});

thread_local! {
    static RUNTIME: Runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
}

/// Any address has an answer that is no failure of ours, leads nowhere else, and holds no name unescaped.
pub fn run(data: &[u8]) {
    let Some(request) = read(data) else { return };
    list(&request.uri().to_string());
    let what = format!("{} {}", request.method(), request.uri());
    let (parts, body) = RUNTIME.with(|runtime| {
        runtime.block_on(async {
            let answer: Response<Body> = SITE.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
            let (parts, body) = answer.into_parts();
            (parts, to_bytes(body, LARGEST).await.expect("an answer of bounded size"))
        })
    });
    assert!(!parts.status.is_server_error(), "{what}: {}", parts.status);
    let header = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    assert_eq!(header("referrer-policy"), "no-referrer", "{what}");
    assert!(header("content-security-policy").starts_with("default-src 'none'"), "{what}");
    if parts.status.is_redirection() && parts.status != StatusCode::NOT_MODIFIED {
        let to = header("location");
        assert!(to.starts_with('/') && !to.starts_with("//") && !to.contains('\\'), "{what} leads to {to}");
    }
    if header("content-type").starts_with("text/html") && header("content-encoding").is_empty() {
        let html = String::from_utf8(body.into()).expect("pages are UTF-8");
        assert!(!html.to_ascii_lowercase().contains("<script>alert"), "{what}: a name entered the page unescaped");
        assert!(!html.contains('⟦'), "{what}: a message is missing");
        assert!(!html.contains('\u{202e}'), "{what}: what turns the direction of writing entered the page");
    }
}

/// The address that the site gives for a list asks for the same list.
fn list(target: &str) {
    let Ok(asked) = question(&SNAPSHOT, target) else { return };
    let again = question(&SNAPSHOT, &asked.href).map(|again| (again.href, again.title));
    assert_eq!(again, Ok((asked.href, asked.title)), "{target}");
    assert!(asked.feed.starts_with('/'), "{target}");
}

fn read(data: &[u8]) -> Option<Request<Body>> {
    let mut lines = data.split(|b| *b == b'\n');
    let first = lines.next()?;
    let at = first.iter().position(|b| *b == b' ')?;
    let mut request = Request::builder().method(first.get(..at)?).uri(first.get(at + 1..)?);
    for line in lines.take(8) {
        let Some(colon) = line.iter().position(|b| *b == b':') else { continue };
        let name = HeaderName::from_bytes(line.get(..colon)?).ok();
        let value = HeaderValue::from_bytes(line.get(colon + 1..)?.trim_ascii()).ok();
        if let (Some(name), Some(value)) = (name, value) {
            request = request.header(name, value);
        }
    }
    request.body(Body::empty()).ok()
}
