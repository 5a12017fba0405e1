//! Questions in bodies: a first line with the address (`/api/match/…`, `/api/reconcile/…`, `/api/rules/evaluate`, `/screen`
//! or `/check`), then the body.

use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use serde_json::Value;
use sousveil_intake::lists::{Setting, read as read_list};
use sousveil_intake::table::{Table, Wishes};
use sousveil_model::lines::Line;
use sousveil_model::{Dataset, Vocabulary};
use sousveil_site::{Catalogue, Limits, List, Sent, SentRow, Site, SiteConfig, router};
use sousveil_snapshot::{Asked, Contents, Snapshot};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use super::{sample, scratch};

/// No answer about the small data is larger.
const LARGEST: usize = 8 << 20;

static SITE: LazyLock<Router> = LazyLock::new(|| {
    let own = Arc::new(Snapshot::in_memory(&sample::contents()).expect("the small dataset can be compiled"));
    let name = own.manifest().dataset.name.clone();
    let list = Arc::new(Snapshot::in_memory(&list()).expect("the small list can be compiled"));
    let list = List::of_parts("list".to_owned(), None, vec!["zz".to_owned()], list).expect("a list that can be read");
    let catalogue = Catalogue::new(&name, vec![Arc::new(list)], Vec::new()).expect("a sound catalogue");
    // As for the router: a process that stands still is no answer that came too late.
    let limits = Limits { time: Duration::from_secs(24 * 3600), ..Limits::default() };
    let today: fn() -> String = || "2026-01-01".to_owned();
    let config = SiteConfig { limits, table: Some(table), today: Some(today), ..SiteConfig::default() };
    router(Arc::new(Site::with(config, own, catalogue).expect("small data can be read")))
});

thread_local! {
    static RUNTIME: Runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
}

/// The list of a seed.
fn list() -> Contents {
    let dataset = Dataset { vocabulary: Vocabulary::FollowTheMoney, ..sample::empty().dataset };
    let mut contents = Contents { entities: Vec::new(), dataset: dataset.clone(), ..sample::contents() };
    (contents.changes, contents.redirects, contents.coverage) = Default::default();
    // The first byte of that seed picks the form.
    let seed = include_bytes!("../seeds/lists/ftm").get(1..).unwrap_or_default();
    scratch::with(&[("entities.json", seed)], |dir| {
        let setting = Setting { dataset, files: vec![dir.join("entities.json")], form: None };
        for piece in read_list(setting).expect("the seed is a list") {
            for (_, line) in piece.expect("the seed is sound").1 {
                // One that stands there twice would be put together by a compilation, and is left out here.
                if let Line::Entity(entity) = line
                    && contents.entities.iter().all(|known| known.id != entity.id)
                {
                    contents.entities.push(entity);
                }
            }
        }
    });
    contents
}

/// Names in the first column.
fn table(bytes: &[u8]) -> Result<Sent, String> {
    let table = Table::of_bytes(Arc::from(bytes), &Wishes::default()).map_err(|error| error.to_string())?;
    let mut rows = Vec::new();
    for row in table.rows().map_err(|error| error.to_string())? {
        let row = row.map_err(|error| error.to_string())?;
        let name = row.cells.first().cloned().unwrap_or_default();
        let asked = Asked { names: vec![name.clone()], ..Asked::default() };
        rows.push(SentRow { line: row.line, name, asked, remarks: Vec::new() });
    }
    Ok(Sent { columns: Vec::new(), rows })
}

/// Any body has an answer that is no failure of ours; each example has its own, whose scores are shares in their order.
pub fn run(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (first, body) = data.split_at(end);
    let body = body.get(1..).unwrap_or_default();
    let Ok(path) = std::str::from_utf8(first) else { return };
    let kind = match path {
        _ if path.starts_with("/api/match/") || path.starts_with("/api/rules/evaluate") => "application/json",
        _ if path.starts_with("/api/reconcile/") => "application/x-www-form-urlencoded",
        _ if path.starts_with("/screen") && body.starts_with(b"--bound") => "multipart/form-data; boundary=bound",
        _ if path.starts_with("/screen") || path.starts_with("/check") => "application/x-www-form-urlencoded",
        _ => return,
    };
    let request = Request::post(path).header("content-type", kind).body(Body::from(body.to_vec()));
    let Ok(request) = request else { return };
    let (parts, answer) = RUNTIME.with(|runtime| {
        runtime.block_on(async {
            let answer: Response<Body> = SITE.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
            let (parts, body) = answer.into_parts();
            (parts, to_bytes(body, LARGEST).await.expect("an answer of bounded size"))
        })
    });
    assert!(!parts.status.is_server_error(), "{path}: {}", parts.status);
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!(header("cache-control"), "no-store", "{path}");
    // What no door is says nothing of a question.
    let is_door = !matches!(parts.status.as_u16(), 404 | 405 | 414);
    assert!(!is_door || header("access-control-allow-origin").is_empty(), "no page elsewhere reads what was asked for");
    // A workbook is no text.
    if path.starts_with("/check") && header("content-type").starts_with("application/vnd") {
        return;
    }
    if path.starts_with("/screen") || path.starts_with("/check") {
        let html = String::from_utf8(answer.into()).expect("pages are UTF-8");
        assert!(!html.to_ascii_lowercase().contains("<script>alert"), "a name entered the page unescaped");
        return;
    }
    let answer: Value = serde_json::from_slice(&answer).expect("answers of doors are JSON");
    if !parts.status.is_success() {
        assert!(answer.get("detail").is_some(), "{path}: {answer}");
        return;
    }
    if path.starts_with("/api/rules/") {
        let told = answer.get("verdict").and_then(|verdict| verdict.get("met")).and_then(Value::as_str);
        assert!(told.is_some() && answer.get("note").is_some(), "{answer}");
    }
    if path.starts_with("/api/match/") {
        let asked: Value = serde_json::from_slice(body).expect("what was answered was JSON");
        let examples = asked.get("queries").and_then(Value::as_object).expect("what was answered had examples");
        let answers = answer.get("responses").and_then(Value::as_object).expect("answers");
        assert!(examples.keys().eq(answers.keys()), "each example has its answer");
        for answer in answers.values() {
            let score = |hit: &Value| hit.get("score").and_then(Value::as_f64).expect("a score");
            let results = answer.get("results").and_then(Value::as_array).expect("results");
            let scores: Vec<f64> = results.iter().map(score).collect();
            assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)), "{scores:?}");
            assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
        }
    }
}
