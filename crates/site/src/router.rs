//! Every address of the site.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use axum::{Router, middleware};
use sousveil_export::CitationForm;
use tower::util::MapRequest;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};

use crate::bounds::turn;
use crate::count::count;
use crate::cx::Cx;
use crate::error::Error;
use crate::formats::Format;
use crate::language::{choose, within};
use crate::onion::announce;
use crate::site::Site;
use crate::view::picture::Drawn;
use crate::{api, layers, lists, pages, response, style, words};

type Answer = Result<Response, Error>;

/// The site as a service.
pub fn router(site: Arc<Site>) -> Router {
    let mut router = Router::new()
        .route("/", page(pages::home::show))
        .route("/data", page(pages::data::show))
        .route("/about", page(pages::about::show))
        .route(pages::card::ADDRESS, page(pages::card::of_all))
        .route("/changes.atom", page(pages::changes::show))
        .route("/claims.jsonl", page(pages::data::claims))
        .route("/claims/{id}", with_id(pages::claim::show))
        // Every browser asks for it; there is none, and that is no error of the page.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        // Answered before all bounds; here it has its name, by which answers are counted.
        .route("/healthz", page(|cx| Ok(pages::machine::health(&cx.snapshot))))
        // What costs a reader no token must take no turn from others either.
        .route("/robots.txt", get(|| async { pages::machine::robots() }))
        .route("/.well-known/security.txt", page(pages::machine::security))
        .route("/search", page(pages::search::show))
        .route("/gap", page(pages::gap::show))
        .route("/gap.csv", page(pages::gap::csv))
        .route("/gap.json", page(pages::gap::json))
        .route("/trends", page(pages::trends::show))
        .route("/trends.csv", page(pages::trends::csv))
        .route(pages::map::ADDRESS, page(pages::map::show))
        .route("/map.csv", page(pages::map::csv))
        .route(pages::map::FLOWS, page(pages::map::flows))
        .route("/flows.csv", page(pages::map::flows_csv))
        .route(pages::network::ADDRESS, page(pages::network::show))
        .route(pages::timeline::ADDRESS, page(pages::timeline::show))
        .route("/timeline.csv", page(pages::timeline::csv))
        .route("/timeline.css", page(pages::timeline::stylesheet))
        .route("/network.css", page(pages::network::stylesheet))
        .route(pages::screen::ADDRESS, page(pages::screen::form).post(screen))
        .route(pages::check::ADDRESS, page(pages::check::form).post(check))
        .route(pages::inspect::ADDRESS, page(pages::inspect::form).post(inspect))
        .route(pages::indicators::ADDRESS, page(pages::indicators::all))
        .route("/indicators/{id}", with_id(pages::indicators::one))
        .route("/families/{id}", with_id(pages::indicators::family))
        // It costs no token, and so it takes no turn.
        .route(&style::ALL.address, get(|| async { style::ALL.answer() }))
        .route(&style::MAP.address, get(|| async { style::MAP.answer() }));
    for (ending, drawn) in Drawn::ALL {
        router = router
            .route(&format!("/map{ending}"), page(move |cx| pages::map::draw(cx, drawn)))
            .route(&format!("/flows{ending}"), page(move |cx| pages::map::draw_flows(cx, drawn)))
            .route(&format!("/timeline{ending}"), page(move |cx| pages::timeline::draw(cx, drawn)))
            .route(&format!("/network{ending}"), page(move |cx| pages::network::draw(cx, drawn)));
    }
    for form in CitationForm::ALL {
        router = router.route(&format!("/data.{}", form.ending()), page(move |cx| pages::data::citation(cx, form)));
    }
    for format in Format::DATA {
        router = router.route(&format!("/search{}", format.ending()), page(move |cx| pages::search::data(cx, format)));
    }
    for (name, schema) in words::lists() {
        let kind = lists::kind(name, schema);
        router = router
            .route(&format!("/{name}"), page(move |cx| pages::list::show(cx, kind)))
            .route(&format!("/{name}/{{id}}"), with_id(move |cx, id| pages::entity::show(cx, schema, id, None)));
        for format in Format::DATA.into_iter().filter(|f| *f != Format::Atom || kind.has_feed()) {
            let show = move |cx: &Cx| pages::list::data(cx, kind, format);
            router = router.route(&format!("/{name}{}", format.ending()), page(show));
        }
    }
    let within =
        router
            .route("/companies/{id}/{slug}", get(company))
            .nest("/api", api::router())
            .fallback(page(|_| Err(Error::Missing("error-none-page"))))
            .layer(CatchPanicLayer::custom(layers::panicked))
            // A workbook is packed already.
            .layer(CompressionLayer::new().compress_when(
                DefaultPredicate::new().and(NotForContentType::const_new("application/vnd.openxmlformats")),
            ))
            .layer(middleware::from_fn_with_state(Arc::clone(&site), layers::envelope))
            .layer(CatchPanicLayer::custom(layers::panicked))
            .layer(middleware::from_fn(layers::headers))
            .layer(middleware::from_fn_with_state(Arc::clone(&site), announce))
            .layer(middleware::from_fn_with_state(Arc::clone(&site), count))
            .with_state(site);
    // The language is taken off before an address is looked up.
    Router::new().fallback_service(MapRequest::new(within, choose))
}

fn page(handler: impl Fn(&Cx) -> Answer + Clone + Send + Sync + 'static) -> axum::routing::MethodRouter<Arc<Site>> {
    get(move |State(_): State<Arc<Site>>, Extension(cx): Extension<Cx>| {
        let handler = handler.clone();
        async move { answered(cx, move |cx| handler(cx)).await }
    })
}

fn with_id(
    handler: impl Fn(&Cx, &str) -> Answer + Clone + Send + Sync + 'static,
) -> axum::routing::MethodRouter<Arc<Site>> {
    get(move |Extension(cx): Extension<Cx>, id: Result<Path<String>, PathRejection>| {
        let handler = handler.clone();
        async move { answered(cx, move |cx| handler(cx, &id.map_err(no_text)?)).await }
    })
}

/// What a handler gives, or the page of its error. A page that took long is kept for the next reader.
async fn answered(cx: Cx, handler: impl FnOnce(&Cx) -> Answer + Send + 'static) -> Response {
    let address = format!("{} {}", cx.choice.spoken(), cx.uri.path());
    if let Some(kept) = cx.pages().and_then(|pages| pages.kept(&address)) {
        return response::html(kept);
    }
    match made(&cx, handler).await {
        (answer, took) if took > LONG && response::is_page(&answer) => keep(&cx, &address, answer).await,
        (answer, _) => answer,
    }
}

/// What a handler gives, or the page of its error, and how long that took.
async fn made(cx: &Cx, handler: impl FnOnce(&Cx) -> Answer + Send + 'static) -> (Response, Duration) {
    let (site, own) = (Arc::clone(&cx.site), cx.clone());
    let job = move || {
        let begun = Instant::now();
        let answer = within(own.choice, || handler(&own).unwrap_or_else(|error| error.page(Some(&own))));
        (answer, begun.elapsed())
    };
    turn(&site, job).await.unwrap_or_else(|error| (error.page(Some(cx)), Duration::ZERO))
}

/// From how long on a page is kept: most take less than half of that.
const LONG: Duration = Duration::from_millis(2);

async fn keep(cx: &Cx, address: &str, answer: Response) -> Response {
    let Some(pages) = cx.pages() else { return answer };
    let (parts, body) = answer.into_parts();
    match axum::body::to_bytes(body, usize::MAX).await {
        Ok(body) => {
            pages.keep(address, &body);
            Response::from_parts(parts, body.into())
        }
        Err(_) => Error::Panicked.page(Some(cx)),
    }
}

async fn company(Extension(cx): Extension<Cx>, parts: Result<Path<(String, String)>, PathRejection>) -> Response {
    answered(cx, move |cx| {
        let Path((id, slug)) = parts.map_err(no_text)?;
        pages::entity::with_slug(cx, &id, &slug)
    })
    .await
}

/// A question in a body. Who is asked about stands nowhere else, and the answer is kept nowhere.
async fn screen(Extension(cx): Extension<Cx>, request: Request) -> Response {
    match pages::screen::receive(&cx, request).await {
        Ok(received) => made(&cx, move |cx| pages::screen::answer(cx, &received)).await.0,
        Err(error) => error.page(Some(&cx)),
    }
}

/// A deal in a body, for the same reason.
async fn check(Extension(cx): Extension<Cx>, request: Request) -> Response {
    match pages::check::receive(&cx, request).await {
        Ok(posted) => made(&cx, move |cx| pages::check::answer(cx, &posted)).await.0,
        Err(error) => error.page(Some(&cx)),
    }
}

/// A link or a message in a body: nobody else may see what somebody was sent.
async fn inspect(Extension(cx): Extension<Cx>, request: Request) -> Response {
    match pages::inspect::receive(&cx, request).await {
        Ok(posted) => made(&cx, move |cx| pages::inspect::answer(cx, &posted)).await.0,
        Err(error) => error.page(Some(&cx)),
    }
}

/// A part of an address that is no text once it is decoded, which no identifier is.
fn no_text(_: PathRejection) -> Error {
    Error::Missing("error-none-text")
}
