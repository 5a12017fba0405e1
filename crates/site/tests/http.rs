//! Status, headers and other forms, through the router.

mod common;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use common::{ask, get, ok, site, site_of};
use sousveil_site::{Limits, SiteConfig};

#[tokio::test]
async fn every_answer_carries_the_promised_headers() {
    let site = site();
    for path in
        ["/", "/nowhere", "/transfers?x=y", "/transfers.csv", "/companies/svl-old", "/healthz", "/companies/svl-dead"]
    {
        let got = get(&site, path).await;
        assert_eq!(got.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(got.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(got.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert!(!got.header("permissions-policy").is_empty(), "{path}");
        assert!(!got.header("cache-control").is_empty(), "{path}");
        assert_eq!(got.header("set-cookie"), "", "{path}");
        if got.status == StatusCode::OK && path != "/healthz" {
            assert!(got.header("etag").starts_with("W/\""), "{path}");
        }
    }
    assert_eq!(
        get(&site, "/").await.header("content-security-policy"),
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
}

#[tokio::test]
async fn an_unchanged_page_costs_no_body() {
    let site = site();
    let first = ok(get(&site, "/countries/uz").await);
    let again = Request::get("/countries/uz").header("if-none-match", first.header("etag")).body(Body::empty());
    let again = ask(&site, again.unwrap_or_else(|e| panic!("{e}"))).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(again.body, "");
    assert_eq!(again.header("etag"), first.header("etag"));
    // Another address, another tag.
    assert_ne!(ok(get(&site, "/countries/kz").await).header("etag"), first.header("etag"));
}

#[tokio::test]
async fn head_has_the_headers_and_no_body_and_nothing_is_written() {
    let site = site();
    let head = Request::builder().method(Method::HEAD).uri("/countries/uz").body(Body::empty());
    let head = ask(&site, head.unwrap_or_else(|e| panic!("{e}"))).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    assert!(!head.header("etag").is_empty());
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
        let got = ask(
            &site,
            Request::builder().method(method).uri("/").body(Body::empty()).unwrap_or_else(|e| panic!("{e}")),
        )
        .await;
        assert_eq!(got.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(got.header("allow"), "GET, HEAD");
    }
}

#[tokio::test]
async fn old_and_misspelt_addresses_lead_on() {
    let site = site();
    for (from, to) in [
        ("/countries/UZ", "/countries/uz"),
        ("/countries/UZ.csv", "/countries/uz.csv"),
        ("/companies/svl-verint", "/companies/svl-verint/verint-systems"),
        ("/companies/svl-verint/wrong?data=abc", "/companies/svl-verint/verint-systems?data=abc"),
        ("/companies/svl-verint/verint-systems.csv", "/companies/svl-verint.csv"),
        ("/companies/svl-verint/verint-systems.json?data=abc", "/companies/svl-verint.json?data=abc"),
        ("/companies/svl-verint/wrong.atom", "/companies/svl-verint.atom"),
        ("/companies/svl-old/verint-systems.csv", "/companies/svl-verint.csv"),
        ("/companies/svl-snb/snb.csv", "/agencies/svl-snb.csv"),
        ("/companies/svl-old", "/companies/svl-verint/verint-systems"),
        ("/transfers/svl-t-older.csv", "/transfers/svl-t-verint.csv"),
        ("/companies/svl-old.json", "/companies/svl-verint.json"),
        ("/companies/svl-snb", "/agencies/svl-snb"),
    ] {
        let got = get(&site, from).await;
        assert_eq!((got.status, got.header("location")), (StatusCode::PERMANENT_REDIRECT, to), "{from}");
    }
}

#[tokio::test]
async fn what_is_gone_missing_or_wrong_gets_a_page_that_helps() {
    let site = site();
    let got = get(&site, "/companies/svl-dead").await;
    assert_eq!(got.status, StatusCode::GONE);
    got.says("No source could be found again");
    let got = get(&site, "/transfers/svl-gone").await;
    assert_eq!(got.status, StatusCode::GONE);
    got.says("Was a duplicate of a press notice");
    for path in [
        "/nowhere",
        "/companies/svl-none",
        "/countries/zzz",
        "/claims/svl-t-verint-aaaaaaaa",
        "/agencies/svl-snb.atom",
        "/companies/a.b.c",
        "/companies/svl-none/none.csv",
        "/companies/a.b/c.csv",
        "/countries.atom",
        "/technologies.atom",
    ] {
        let got = get(&site, path).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
        got.says("Ways on").says("action=\"/search\"");
    }
    let got = get(&site, "/transfers?recipient_country=uz&colour=red").await;
    assert_eq!(got.status, StatusCode::BAD_REQUEST);
    got.says("colour")
        .says("red")
        .says("recipient_country, supplier_country")
        .says("href=\"/transfers?recipient_country=uz\"");
    for path in [
        "/transfers?act=sale",
        "/transfers?page=0",
        "/transfers?sort=best",
        "/transfers?year=20x5",
        "/transfers?company=uz",
        "/transfers.csv?recipient_country=UZB",
        "/countries/uz?x=1",
        "/search?schema=Thing",
        "/measures?kind=ban",
    ] {
        assert_eq!(get(&site, path).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn a_replaced_claim_says_by_what() {
    let id = "svl-nice".parse().unwrap_or_else(|e| panic!("{e}"));
    let claim = sousveil_model::id::claim_id(&id, "status", "acquired");
    let got = get(&site(), &format!("/claims/{claim}")).await;
    assert_eq!(got.status, StatusCode::GONE);
    got.says("“acquired” became “active”");
}

#[tokio::test]
async fn bounds_hold() {
    let site = site_of(
        &common::contents(),
        SiteConfig { limits: Limits { concurrent: 0, ..Limits::default() }, ..SiteConfig::default() },
    );
    let got = get(&site, "/").await;
    assert_eq!((got.status, got.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
    assert_eq!(get(&site, "/healthz").await.status, StatusCode::OK, "whoever watches asks just then");
    let site = common::site();
    let long = get(&site, &format!("/search?q={}", "a".repeat(9000))).await;
    assert_eq!(long.status, StatusCode::URI_TOO_LONG);
    assert_eq!(get(&site, &format!("/search?q={}", "a".repeat(300))).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn lists_and_entries_as_csv() {
    let site = site();
    let csv = ok(get(&site, "/countries/uz.csv").await);
    assert!(csv.header("content-type").starts_with("text/csv"));
    let header = csv.body.lines().next().unwrap_or_default();
    assert!(
        header.starts_with("id,schema,caption,supplier,supplier_id,supplier_country,supplier_country_code,"),
        "{header}"
    );
    assert_eq!(csv.body.lines().count(), 6);
    csv.says("Verint Systems")
        .says("svl-verint")
        .says("Uzbekistan,uz")
        .says(",1,svl-src-pi; svl-src-repost; svl-src-wl");
    ok(get(&site, "/companies.csv").await).says("'=cmd()");
    assert_eq!(ok(get(&site, "/transfers.csv?recipient_country=uz&act=deal").await).body.lines().count(), 3);
    ok(get(&site, "/search.csv?q=verint").await)
        .says("id,schema,caption,country_codes,technologies,date,stage,confidence,summary,sources");
    ok(get(&site, "/countries.csv").await).says("deals_to");
    ok(get(&site, "/measures/eu-arms-uz-2005.csv").await).says("arms_embargo");
}

#[tokio::test]
async fn lists_and_entries_as_json() {
    let site = site();
    let parse = |body: &str| serde_json::from_str::<serde_json::Value>(body).unwrap_or_else(|e| panic!("{e}: {body}"));
    let list = parse(&ok(get(&site, "/transfers.json?recipient_country=uz&act=deal").await).body);
    assert_eq!(list["total"], 2);
    assert_eq!(list["query"], "/transfers.json?recipient_country=uz&act=deal");
    assert_eq!(list["data_version"], "2026-11-26");
    assert_eq!(list["results"].as_array().map(Vec::len), Some(2));
    let entity = parse(&ok(get(&site, "/companies/svl-verint.json").await).body);
    assert_eq!(entity["properties"]["name"][0], "Verint Systems");
    assert_eq!(entity["claims"][1]["evidence"][0]["source"]["title"], "Private Interests: Monitoring Central Asia");
    assert_eq!(entity["transfers"].as_array().map(Vec::len), Some(1));
    for line in ok(get(&site, "/claims.jsonl").await).body.lines() {
        assert!(parse(line)["statement_id"].is_string());
    }
    assert_eq!(parse(&ok(get(&site, "/healthz").await).body)["status"], "ok");
}

#[tokio::test]
async fn feeds_are_atom() {
    let site = site_of(
        &common::contents(),
        SiteConfig { public_url: Some("https://example.org/".to_owned()), ..SiteConfig::default() },
    );
    let whole = ok(get(&site, "/changes.atom").await);
    assert!(whole.header("content-type").starts_with("application/atom+xml"));
    whole
        .says("<feed xmlns=\"http://www.w3.org/2005/Atom\"")
        .says("tag:example.org,2026:sousveil:")
        .says("Register &lt;checked&gt;")
        .says("<updated>2026-03-04T00:00:00Z</updated>")
        .says("https://example.org/changes.atom");
    ok(get(&site, "/countries/uz.atom").await).says("First import &amp; check").hides("Register");
    ok(get(&site, "/companies/svl-nice.atom").await).says("Register").hides("First import");
    ok(get(&site, "/search.atom?q=verint").await).says("First import");
}

#[tokio::test]
async fn every_list_that_can_be_narrowed_has_a_feed() {
    let site = site();
    for list in ["transfers", "companies", "agencies", "products", "sources", "measures", "incidents", "relations"] {
        let feed = ok(get(&site, &format!("/{list}.atom")).await);
        assert!(feed.header("content-type").starts_with("application/atom+xml"), "{list}");
        feed.says(&format!("<link rel=\"alternate\" href=\"/{list}\"/>"));
        ok(get(&site, &format!("/{list}")).await).says(&format!("href=\"/{list}.atom\""));
    }
    ok(get(&site, "/countries").await).hides("/countries.atom");
    ok(get(&site, "/transfers.atom?recipient_country=uz&act=deal").await)
        .says("<title>Transfers (Recipient country: Uzbekistan; ")
        .says("First import &amp; check")
        .says("href=\"/transfers?recipient_country=uz&amp;act=deal\"")
        .hides("Register");
    ok(get(&site, "/transfers.atom?recipient_country=kz").await).hides("<entry>");
    ok(get(&site, "/companies.atom?q=nice").await).says("<title>Companies (“nice”): what changed").says("Register");
    ok(get(&site, "/transfers?recipient_country=uz").await).says("href=\"/transfers.atom?recipient_country=uz\"");
    assert_eq!(get(&site, "/transfers.atom?colour=red").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn every_list_and_entry_has_its_citations() {
    let site = site_of(
        &common::contents(),
        SiteConfig { public_url: Some("https://example.org".to_owned()), ..SiteConfig::default() },
    );
    for (ending, media) in [
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
        ("csl.json", "application/vnd.citationstyles.csl+json"),
    ] {
        for name in ["transfers", "companies", "sources", "countries", "search", "data", "measures/eu-arms-uz-2005"] {
            let got = ok(get(&site, &format!("/{name}.{ending}")).await);
            assert_eq!(got.header("content-type"), media, "{name}");
            let file = format!("filename=\"sousveil-{}.{ending}\"", name.rsplit('/').next().unwrap_or_default());
            assert!(
                got.header("content-disposition").ends_with(&file),
                "{name}: {}",
                got.header("content-disposition")
            );
            assert_eq!(got.header("access-control-allow-origin"), "*", "{name}");
        }
        ok(get(&site, "/transfers?recipient_country=uz").await)
            .says(&format!("href=\"/transfers.{ending}?recipient_country=uz\""));
        ok(get(&site, "/transfers/svl-t-verint").await).says(&format!("href=\"/transfers/svl-t-verint.{ending}\""));
    }
    let titles = async |path: &str| {
        let body = ok(get(&site, path).await).body;
        let items: Vec<serde_json::Value> = serde_json::from_str(&body).unwrap_or_else(|e| panic!("{e}: {body}"));
        items.iter().map(|i| i["title"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let (pi, repost, wl) = ("Private Interests: Monitoring Central Asia", "Спутник: копия", "Hacking Team mails");
    let list = "Transfers (Recipient country: Uzbekistan; Deal or licence: deals)";
    // What contradicts is cited too.
    assert_eq!(titles("/transfers.csl.json?recipient_country=uz&act=deal&sort=oldest&page=7").await[0], list);
    let mut sources = titles("/transfers.csl.json?recipient_country=uz&act=deal").await.split_off(1);
    sources.sort();
    assert_eq!(sources, [wl, pi, repost]);
    assert_eq!(titles("/countries/kz.csl.json").await, ["Kazakhstan", wl]);
    assert_eq!(titles("/sources/svl-src-pi.csl.json").await, [pi], "who cites a source cites the source");
    assert_eq!(titles("/sources.csl.json?kind=leak").await, ["Sources (Kind: leak)", wl]);
    assert_eq!(titles("/search.csl.json?q=zzzz").await, ["Search (“zzzz”)"]);
    let whole = titles("/data.csl.json").await;
    assert_eq!((whole.len(), whole[0].as_str()), (4, "Sousveil open data"));
    let claim = ok(get(&site, "/transfers/svl-t-ht.json").await).body;
    let claim: serde_json::Value = serde_json::from_str(&claim).unwrap_or_default();
    let id = claim["claims"][1]["id"].as_str().unwrap_or_default();
    assert_eq!(titles(&format!("/claims/{id}.csl.json")).await[1..], [wl]);
    let body = ok(get(&site, "/transfers.bib?recipient_country=uz&page=2").await).body;
    assert!(body.contains("https://example.org/transfers?recipient_country=uz&data="), "{body}");
    assert_eq!(get(&site, "/transfers.bib?colour=red").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(get(&site, "/transfers.csl").await.status, StatusCode::NOT_FOUND);
    let moved = get(&site, "/countries/UZ.csl.json").await;
    assert_eq!((moved.status, moved.header("location")), (StatusCode::PERMANENT_REDIRECT, "/countries/uz.csl.json"));
}

#[tokio::test]
async fn addresses_are_read_the_same_without_a_connection() {
    let snapshot = sousveil_snapshot::Snapshot::in_memory(&common::contents()).unwrap_or_else(|e| panic!("{e}"));
    let asked = |target: &str| sousveil_site::question(&snapshot, target);
    let transfers = asked("/transfers.csv?recipient_country=uz&act=deal&page=3").unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(transfers.href, "/transfers?recipient_country=uz&act=deal");
    assert_eq!(transfers.feed, "/transfers.atom?recipient_country=uz&act=deal");
    assert_eq!(transfers.title, "Transfers (Recipient country: Uzbekistan; Deal or licence: deals)");
    assert_eq!(snapshot.query(&transfers.query).map(|a| a.total).ok(), Some(2));
    for wrong in ["", "/", "/nowhere", "/transfers?colour=red", "transfers?act=sale", "/transfers.exe", "/%00?%00=%00"]
    {
        assert!(asked(wrong).is_err_and(|why| why.contains("expected")), "{wrong}");
    }
}

#[tokio::test]
async fn another_configuration_makes_another_tag() {
    let tag = async |config: SiteConfig| {
        let got = ok(get(&site_of(&common::contents(), config), "/about").await);
        got.header("etag").to_owned()
    };
    let some = |text: &str| Some(text.to_owned());
    let plain = SiteConfig::default();
    let tags = [
        tag(plain.clone()).await,
        tag(SiteConfig { public_url: some("https://example.org"), ..plain.clone() }).await,
        tag(SiteConfig { public_url: some("https://example.net"), ..plain.clone() }).await,
        tag(SiteConfig { corrections: some("https://example.org"), ..plain.clone() }).await,
        tag(SiteConfig { security_contact: some("https://example.org"), ..plain.clone() }).await,
    ];
    assert_eq!(tags.iter().collect::<std::collections::HashSet<_>>().len(), tags.len(), "{tags:?}");
    // The same configuration on another start keeps what browsers hold.
    assert_eq!(tag(SiteConfig { limits: Limits { concurrent: 9, ..Limits::default() }, ..plain }).await, tags[0]);
}

#[tokio::test]
async fn the_day_of_the_data_is_told_where_it_is_known() {
    let with = |version: &str| {
        let mut contents = common::contents();
        version.clone_into(&mut contents.dataset.version);
        contents.changes.clear();
        site_of(&contents, SiteConfig::default())
    };
    let site = with("2024-02-29");
    for path in ["/", "/countries/uz", "/transfers.csv", "/countries/uz.json", "/changes.atom", "/claims.jsonl"] {
        assert_eq!(ok(get(&site, path).await).header("last-modified"), "Thu, 29 Feb 2024 00:00:00 GMT", "{path}");
    }
    for path in ["/healthz", "/nowhere", "/companies/svl-verint"] {
        assert_eq!(get(&site, path).await.header("last-modified"), "", "{path}");
    }
    // A day is too coarse to say by it that nothing changed.
    let since = Request::get("/").header("if-modified-since", "Thu, 29 Feb 2024 00:00:00 GMT").body(Body::empty());
    ok(ask(&site, since.unwrap_or_else(|e| panic!("{e}"))).await);
    assert_eq!(ok(get(&with("first"), "/").await).header("last-modified"), "");
}

#[tokio::test]
async fn the_stylesheet_may_be_kept_and_contacts_are_never_invented() {
    let site = site();
    let page = ok(get(&site, "/about").await);
    page.says("No contact is configured on this server.");
    let href =
        page.body.split("href=\"/style-").nth(1).and_then(|r| r.split('"').next()).unwrap_or_default().to_owned();
    let css = ok(get(&site, &format!("/style-{href}")).await);
    assert_eq!(css.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(css.body.len() < 12_000);
    assert_eq!(get(&site, "/.well-known/security.txt").await.status, StatusCode::NOT_FOUND);
    let config = SiteConfig {
        security_contact: Some("mailto:sec@example.org".to_owned()),
        security_expires: Some("2027-01-01T00:00:00Z".to_owned()),
        corrections: Some("mailto:fix@example.org".to_owned()),
        ..SiteConfig::default()
    };
    let site = site_of(&common::contents(), config);
    ok(get(&site, "/.well-known/security.txt").await).says("Contact: mailto:sec@example.org\nExpires: 2027");
    ok(get(&site, "/about").await).says("href=\"mailto:fix@example.org\"");
    ok(get(&site, "/robots.txt").await).says("Allow: /");
}

#[tokio::test]
async fn pages_are_compressed_for_those_who_can_read_it() {
    let site = site();
    let request = Request::get("/about").header("accept-encoding", "gzip").body(Body::empty());
    let response = tower::ServiceExt::oneshot(site, request.unwrap_or_else(|e| panic!("{e}"))).await;
    let headers = response.map(|r| r.headers().clone()).unwrap_or_default();
    assert_eq!(headers.get("content-encoding").and_then(|v| v.to_str().ok()), Some("gzip"));
    assert!(headers.get("vary").is_some());
    // A long answer comes to its end packed as it does plain.
    for packing in ["gzip", "br"] {
        let request = Request::get("/claims.jsonl").header("accept-encoding", packing).body(Body::empty());
        let response = tower::ServiceExt::oneshot(common::site(), request.unwrap_or_else(|e| panic!("{e}"))).await;
        let response = response.unwrap_or_else(|e| match e {});
        assert_eq!(response.headers().get("content-encoding").and_then(|v| v.to_str().ok()), Some(packing));
        let body = axum::body::to_bytes(response.into_body(), 32 << 20).await;
        assert!(body.is_ok_and(|b| !b.is_empty()), "{packing}");
    }
}

#[tokio::test]
async fn a_swapped_snapshot_shows_at_once() {
    let open = |version: &str| {
        let mut contents = common::contents();
        version.clone_into(&mut contents.dataset.version);
        std::sync::Arc::new(sousveil_snapshot::Snapshot::in_memory(&contents).unwrap_or_else(|e| panic!("{e}")))
    };
    let kept = sousveil_site::Site::new(SiteConfig::default(), open("2026-01-01"));
    let kept = std::sync::Arc::new(kept.unwrap_or_else(|e| panic!("{e}")));
    let site = sousveil_site::router(std::sync::Arc::clone(&kept));
    let first = ok(get(&site, "/data").await);
    first.says("2026-01-01");
    kept.take_up(open("2026-02-02")).unwrap_or_else(|e| panic!("{e}"));
    let request = Request::get("/data").header("if-none-match", first.header("etag")).body(Body::empty());
    ok(ask(&site, request.unwrap_or_else(|e| panic!("{e}"))).await).says("2026-02-02");
}
