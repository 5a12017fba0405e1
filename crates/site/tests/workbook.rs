//! Lists as workbooks, through the router.

#![expect(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod common;

use std::io::Cursor;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use calamine::{Reader as _, Xlsx};
use common::{contents, get, ok, site, site_of};
use sousveil_site::{Limits, SiteConfig};
use tower::ServiceExt as _;

const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async fn bytes(site: &Router, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::get(path).header("accept-encoding", "gzip, br").body(Body::empty()).unwrap();
    let (parts, body) = site.clone().oneshot(request).await.unwrap().into_parts();
    (parts.status, parts.headers, to_bytes(body, 32 << 20).await.unwrap().to_vec())
}

#[tokio::test]
async fn each_list_is_a_workbook_with_the_rows_of_its_csv() {
    let site = site();
    for (path, sheet, file) in [
        ("/transfers.xlsx?recipient_country=uz&act=deal", "transfers", "sousveil-transfers.xlsx"),
        ("/companies.xlsx", "companies", "sousveil-companies.xlsx"),
        ("/countries.xlsx", "countries", "sousveil-countries.xlsx"),
        ("/search.xlsx?q=verint", "search", "sousveil-search.xlsx"),
        ("/countries/uz.xlsx", "uz", "sousveil-uz.xlsx"),
        ("/measures/eu-arms-uz-2005.xlsx", "eu-arms-uz-2005", "sousveil-eu-arms-uz-2005.xlsx"),
    ] {
        let (status, headers, body) = bytes(&site, path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert_eq!(headers["content-type"], MEDIA, "{path}");
        assert_eq!(headers["content-disposition"], format!("attachment; filename=\"{file}\""), "{path}");
        assert_eq!(headers["access-control-allow-origin"], "*", "{path}");
        assert!(headers["etag"].to_str().unwrap().starts_with("W/\""), "{path}");
        assert!(!headers.contains_key("content-encoding"), "{path}: what is packed is not packed again");
        let mut book = Xlsx::new(Cursor::new(body.as_slice())).unwrap();
        assert_eq!(book.sheet_names(), ["About", sheet], "{path}");
        let csv = ok(get(&site, &path.replace(".xlsx", ".csv")).await).body;
        let range = book.worksheet_range(sheet).unwrap();
        assert_eq!(range.height(), csv.lines().count(), "{path}");
        let first: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(first.join(","), csv.lines().next().unwrap(), "{path}");
        let about = book.worksheet_range("About").unwrap();
        assert!(about.rows().any(|r| r.iter().any(|c| c.to_string().ends_with(path))), "{path} is told");
        assert!(bytes(&site, path).await.2 == body, "{path}: the same bytes again");
    }
}

#[tokio::test]
async fn a_list_that_is_too_long_leads_to_the_csv() {
    let limits = Limits { workbook: 2, ..Limits::default() };
    let site = site_of(&contents(), SiteConfig { limits, ..SiteConfig::default() });
    let long = get(&site, "/companies.xlsx?sort=relevance").await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(long.header("cache-control"), "no-store");
    long.says("This list is too long for a workbook").says("a workbook is made of at most 2");
    long.says("href=\"/companies.csv?sort=relevance\"").hides("href=\"/companies.xlsx?sort=relevance\"");
    assert_eq!(bytes(&site, "/measures/eu-arms-uz-2005.xlsx").await.0, StatusCode::OK, "a short one is made");
}

#[tokio::test]
async fn pages_link_to_it_and_nothing_else_has_one() {
    let site = site();
    ok(get(&site, "/transfers?recipient_country=uz").await).says("href=\"/transfers.xlsx?recipient_country=uz\"");
    ok(get(&site, "/countries/uz").await).says("href=\"/countries/uz.xlsx\"");
    ok(get(&site, "/data").await).says("href=\"/companies.xlsx\"");
    let moved = get(&site, "/companies/svl-verint/verint-systems.xlsx").await;
    assert_eq!(moved.header("location"), "/companies/svl-verint.xlsx");
    for path in ["/claims.xlsx", "/changes.xlsx", "/companies/svl-nobody.xlsx"] {
        assert_eq!(get(&site, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(get(&site, "/transfers.xlsx?x=y").await.status, StatusCode::BAD_REQUEST);
}
