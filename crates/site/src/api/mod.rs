//! The doors under `/api`, for programs: paths, parameters and shapes are those of yente, so that its clients work here
//! unchanged; `docs/api.md` tells where they differ.
//!
//! * `operation` is what a door is; [`OPERATIONS`] is all of them. The router, the reading of parameters (`params`) and
//!   OpenAPI (`openapi`) follow from that one table.
//! * `ask` is a question that was read, and how it is answered; `error` what goes wrong, as JSON.
//! * `catalogue` names datasets and collections; `book` is one dataset, `chosen` what of it is asked, `sieve` which of its
//!   entities may be an answer; `entity` turns what its snapshot holds into
//!   FollowTheMoney's form, and is the only place that knows which terms a snapshot has.
//! * `matching`, `search`, `fetch`, `statements`, `claims`, `reconcile`, `rules`, `inspect`, `system` are the doors; `example` and `hits` what
//!   matching and reconciliation share, `near` what lies around an entity, `sort` orders, `facets` counts.
//! * `keys` are what the operator may demand.

mod ask;
mod book;
mod catalogue;
mod chosen;
mod claims;
mod entity;
mod error;
mod example;
mod facets;
mod fetch;
mod hits;
mod inspect;
mod keys;
mod matching;
mod near;
mod openapi;
mod operation;
mod params;
mod reconcile;
mod rules;
mod search;
mod sieve;
mod sort;
mod statements;
mod system;

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::json;
use tower_http::catch_panic::CatchPanicLayer;

pub(crate) use book::Book;
pub(crate) use catalogue::Taken;
pub use catalogue::{Catalogue, CatalogueError, Collection, List};
pub(crate) use error::Error;
pub use keys::{KEY_BYTES, Keys};
use operation::Operation;

use crate::cx::Cx;
use crate::rate::Client;
use crate::response::{CachePolicy, Media, answer};
use crate::site::Site;

/// Every door.
static OPERATIONS: &[Operation] = &[
    matching::MATCH,
    search::SEARCH,
    fetch::ENTITY,
    fetch::ADJACENT,
    fetch::ADJACENT_BY,
    statements::STATEMENTS,
    claims::CLAIMS,
    rules::RECORDED,
    rules::TOLD,
    rules::GAP,
    inspect::INSPECT,
    system::CATALOG,
    system::MANIFEST,
    system::ALGORITHMS,
    system::HEALTH,
    system::READY,
    openapi::OPENAPI,
    reconcile::READ,
    reconcile::ASK,
    reconcile::ENTITIES,
    reconcile::TYPES,
    reconcile::PROPERTIES,
    reconcile::PROPOSE,
    reconcile::PREVIEW,
];

/// Where the doors are.
const BEGIN: &str = "/api/";

/// Whether an address belongs to the doors.
pub(crate) fn is_here(path: &str) -> bool {
    path.starts_with(BEGIN) || path == "/api"
}

/// All doors as a service, for below `/api`.
pub(crate) fn router() -> Router<Arc<Site>> {
    let mut router = Router::new();
    for operation in OPERATIONS {
        router = router.route(operation.path, ask::door(operation));
    }
    router
        .fallback(|| async { Error::NotFound("There is nothing under this address.".to_owned()).answer() })
        .method_not_allowed_fallback(|| async { plain(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed") })
        .layer(CatchPanicLayer::custom(|_| Error::from(crate::error::Error::Panicked).answer()))
}

/// The datasets of this moment that are open to everybody, the index first: where a key is demanded for the lists, a page,
/// which has none, is no way around it.
pub(crate) fn open_books(cx: &Cx) -> Vec<Arc<Book>> {
    let mut books = taken(cx).books.clone();
    if cx.site.config.keys.are_demanded() {
        books.truncate(1);
    }
    books
}

fn plain(status: StatusCode, detail: &str) -> Response {
    answer(status, Media::Json, CachePolicy::NoStore, format!("{}\n", json!({ "detail": detail })))
}

/// Who asks by a key, where one is known.
///
/// # Errors
/// A key is demanded, and there is none, or none that is known.
pub(crate) fn admit(site: &Site, headers: &HeaderMap, path: &str, query: &str) -> Result<Option<Client>, Error> {
    let below = path.strip_prefix("/api").unwrap_or(path);
    let open = OPERATIONS.iter().any(|operation| operation.open && operation.path == below);
    let key = site.config.keys.admit(headers, path, query, open)?;
    Ok(key.map(|hash| site.buckets.holder(&hash)))
}

/// The datasets of this moment, for one request.
pub(crate) fn taken(cx: &Cx) -> Arc<Taken> {
    Arc::new(cx.site.catalogue.taken(Arc::clone(cx.book())))
}

/// What a request to an address costs, beside what the examples in its body do.
pub(crate) fn cost(path: &str) -> u32 {
    let mut parts = path.split('/').skip(2);
    match (parts.next(), parts.next(), parts.next()) {
        (Some("healthz" | "readyz"), ..) => 0,
        (Some("search"), ..) => 3,
        (Some("statements" | "inspect"), ..) => 10,
        (Some("rules"), Some("gap"), _) => 5,
        (Some("entities"), _, Some(_)) => 5,
        (Some("entities"), ..) => 3,
        _ => 1,
    }
}
