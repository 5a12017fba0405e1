//! The doors under `/api`, through the router.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use common::{Got, ask, contents, entity, get, ok, site, site_of};
use serde_json::{Value, json};
use sousveil_site::{Catalogue, Collection, KEY_BYTES, Keys, List, Site, SiteConfig, router};
use sousveil_snapshot::Snapshot;

fn json_of(got: &Got) -> Value {
    assert_eq!(got.header("content-type"), "application/json", "{}", got.body);
    serde_json::from_str(&got.body).unwrap_or_else(|error| panic!("{error}: {}", got.body))
}

async fn read(site: &Router, path: &str) -> Value {
    json_of(&ok(get(site, path).await))
}

async fn post(site: &Router, path: &str, body: impl Into<Body>) -> Got {
    let request = Request::post(path).header("content-type", "application/json").body(body.into());
    ask(site, request.unwrap_or_else(|error| panic!("{error}"))).await
}

async fn matched(site: &Router, path: &str, queries: Value) -> Value {
    json_of(&ok(post(site, path, json!({ "queries": queries }).to_string()).await))
}

fn company(name: &str) -> Value {
    json!({ "schema": "Company", "properties": { "name": [name] } })
}

fn ids(results: &Value) -> Vec<&str> {
    results.as_array().into_iter().flatten().filter_map(|result| result["id"].as_str()).collect()
}

#[tokio::test]
async fn a_batch_is_answered_example_by_example() {
    let site = site();
    let queries = json!({
        "one": { "id": "mine", "schema": "Company", "properties": { "name": "Verint Sistems", "country": ["Israel"], "shoeSize": ["9"] } },
        "two": company("Completely Unrelated Partnership"),
        "three": { "schema": "LegalEntity", "properties": { "name": ["Milliy xavfsizlik xizmati"] } },
        "four": { "schema": "Thing", "properties": { "name": ["Remote Control System"] } },
    });
    let got = ok(post(&site, "/api/match/default", json!({ "queries": queries }).to_string()).await);
    assert_eq!(got.header("cache-control"), "no-store");
    assert_eq!((got.header("x-batch-size"), got.header("access-control-allow-origin")), ("4", ""));
    assert_eq!(got.header("etag"), "");
    let answer = json_of(&got);
    assert_eq!((&answer["limit"], &answer["matcher"]), (&json!(5), &json!("best")));
    let one = &answer["responses"]["one"];
    assert_eq!((&one["status"], &one["total"]), (&json!(200), &json!({ "value": 1, "relation": "eq" })));
    assert_eq!(
        one["query"],
        json!({ "id": "mine", "schema": "Company", "properties": { "name": ["Verint Sistems"], "country": ["il"] } })
    );
    let hit = &one["results"][0];
    assert_eq!((&hit["id"], &hit["schema"], &hit["match"]), (&json!("svl-verint"), &json!("Company"), &json!(true)));
    assert_eq!((&hit["datasets"], &hit["target"]), (&json!(["sousveil"]), &json!(false)));
    assert_eq!(hit["referents"], json!(["svl-old"]));
    assert_eq!(hit["properties"]["name"], json!(["Verint Systems"]));
    assert_eq!(hit["properties"]["alias"], json!(["Comverse Infosys"]));
    assert_eq!(hit["last_change"], "2026-11-26T00:00:00");
    let (score, why) = (hit["score"].as_f64().unwrap_or_default(), &hit["explanations"]["name_match"]);
    assert!((0.7..1.0).contains(&score) && hit["features"]["name_match"] == why["score"], "{hit}");
    assert_eq!((&why["query"], &why["candidate"]), (&json!("Verint Sistems"), &json!("Verint Systems")));
    assert!(hit["explanations"]["country_match"]["detail"].is_string(), "{hit}");
    assert_eq!(answer["responses"]["two"]["results"], json!([]));
    assert_eq!(ids(&answer["responses"]["three"]["results"]), ["svl-snb"]);
    assert_eq!(ids(&answer["responses"]["four"]["results"]), ["svl-rcs"]);
}

#[tokio::test]
async fn parameters_stand_in_the_address_or_in_the_body() {
    let site = site();
    let query = json!({ "q": { "schema": "LegalEntity", "properties": { "name": ["Systems Verint", "Nice"] } } });
    let all = matched(&site, "/api/match/sousveil?cutoff=0.1&threshold=0.99", query.clone()).await;
    let all = ids(&all["responses"]["q"]["results"]).len();
    assert!(all > 1, "{all}");
    let of = |path: &str| {
        let (site, query, path) =
            (site.clone(), query.clone(), format!("/api/match/sousveil?cutoff=0.1&threshold=0.99&{path}"));
        async move { matched(&site, &path, query).await }
    };
    assert_eq!(ids(&of("limit=1").await["responses"]["q"]["results"]).len(), 1);
    assert_eq!(ids(&of("limit=0").await["responses"]["q"]["results"]).len(), 0);
    for none in ["include_dataset=other", "exclude_dataset=sousveil", "topics=sanction", "changed_since=2027-01-01"] {
        assert_eq!(ids(&of(none).await["responses"]["q"]["results"]), [""; 0], "{none}");
    }
    for same in ["include_dataset=sousveil", "include_dataset=default", "changed_since=2020-01-01", "fuzzy=false"] {
        assert_eq!(ids(&of(same).await["responses"]["q"]["results"]).len(), all, "{same}");
    }
    let without = of("exclude_schema=PublicBody&exclude_entity_ids=svl-old&exclude_entity_ids=x").await;
    assert!(!ids(&without["responses"]["q"]["results"]).contains(&"svl-verint"), "a former identifier counts too");

    let body = json!({
        "queries": query, "weights": { "name_match": 0.5, "jaro_winkler": 1 }, "config": { "nm_number_mismatch": 0.4 },
        "params": { "cutoff": 0.0, "limit": 1, "algorithm": "logic-v2", "nonsense": 1 },
    });
    let got = ok(post(&site, "/api/match/sousveil?limit=3&other=1", body.to_string()).await);
    assert_eq!(got.header("sousveil-ignored"), "other, nonsense, config.nm_number_mismatch, weights.jaro_winkler");
    let answer = json_of(&got);
    let result = &answer["responses"]["q"]["results"];
    assert_eq!((ids(result).len(), &answer["limit"]), (1, &json!(1)));
    assert!(result[0]["score"].as_f64().is_some_and(|score| score <= 0.6), "{result}");
}

#[tokio::test]
async fn what_is_wrong_with_a_question_is_said_in_the_form_that_clients_read() {
    let site = site();
    let one = json!({ "q": company("Verint") });
    let long: String = "x".repeat(1001);
    let many: Vec<String> = (0..51).map(|n| format!("Name {n}")).collect();
    for (path, body, status, says) in [
        ("/api/match/nowhere", json!({ "queries": one }), 404, "no such dataset"),
        ("/api/match/default", json!({ "queries": {} }), 400, "No queries"),
        ("/api/match/default?algorithm=magic", json!({ "queries": one }), 400, "Invalid algorithm"),
        (
            "/api/match/default",
            json!({ "queries": { "q": { "schema": "Starship", "properties": {} } } }),
            400,
            "Starship",
        ),
        (
            "/api/match/default",
            json!({ "queries": { "q": { "schema": "Article", "properties": {} } } }),
            400,
            "Article",
        ),
        ("/api/match/default", json!({ "queries": { "q": company(&long) } }), 400, "1001 characters"),
        (
            "/api/match/default",
            json!({ "queries": { "q": { "schema": "Company", "properties": { "name": many } } } }),
            400,
            "51 names",
        ),
        ("/api/match/default", json!({ "queries": one, "config": { "x": 1 } }), 400, "config"),
    ] {
        let got = post(&site, path, body.to_string()).await;
        assert_eq!(got.status.as_u16(), status, "{path} {}", got.body);
        let answer = json_of(&got);
        assert!(answer["detail"].as_str().is_some_and(|detail| detail.contains(says)), "{says}: {answer}");
        assert_eq!(got.header("cache-control"), "no-store");
    }
    for (path, body, place) in [
        ("/api/match/default", "{", json!(["body"])),
        ("/api/match/default", "[]", json!(["body"])),
        ("/api/match/default", "{}", json!(["body", "queries"])),
        ("/api/match/default", r#"{"queries":[]}"#, json!(["body", "queries"])),
        ("/api/match/default", r#"{"queries":{"q":null}}"#, json!(["body", "queries", "q"])),
        ("/api/match/default", r#"{"queries":{"q":{"properties":{}}}}"#, json!(["body", "queries", "q", "schema"])),
        (
            "/api/match/default",
            r#"{"queries":{"q":{"schema":"Company"}}}"#,
            json!(["body", "queries", "q", "properties"]),
        ),
        (
            "/api/match/default",
            r#"{"queries":{"q":{"schema":"Company","properties":{"name":{"a":1}}}}}"#,
            json!(["body", "queries", "q", "properties"]),
        ),
        ("/api/match/default?threshold=2", "{}", json!(["query", "threshold"])),
        ("/api/match/default?limit=501", "{}", json!(["query", "limit"])),
        (
            "/api/match/default",
            r#"{"queries":{"q":{"schema":"Company","properties":{}}},"weights":{"name_match":"much"}}"#,
            json!(["body", "weights", "name_match"]),
        ),
        (
            "/api/match/default",
            r#"{"queries":{"q":{"schema":"Company","properties":{}}},"params":{"limit":-1}}"#,
            json!(["body", "params", "limit"]),
        ),
    ] {
        let got = post(&site, path, body).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {body} {}", got.body);
        let answer = json_of(&got);
        let fault = &answer["detail"][0];
        assert_eq!(fault["loc"], place, "{body}: {answer}");
        assert!(fault["msg"].is_string() && fault["type"].is_string() && fault.get("input").is_some(), "{answer}");
    }
    let hundred_and_one: Value =
        (0..101).map(|n| (n.to_string(), company("Verint"))).collect::<serde_json::Map<_, _>>().into();
    let got = post(&site, "/api/match/default", json!({ "queries": hundred_and_one }).to_string()).await;
    assert_eq!(got.status, StatusCode::BAD_REQUEST);
    got.says("found 101").hides("Verint");
    let huge = post(&site, "/api/match/default", vec![b' '; (1 << 20) + 1]).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    let deep = "[".repeat(100_000);
    assert_eq!(post(&site, "/api/match/default", deep).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_name_without_a_word_is_told_apart_from_no_match() {
    let site = site();
    let hostile = ["", " ", "…", "\u{202e}\u{200b}", "🙂🙂", "\u{0}\u{7}", "a", "и", "LLC", "the of and", "Z̷̡̢͝a̶l̴g̵o̶"];
    let queries: serde_json::Map<String, Value> =
        hostile.iter().enumerate().map(|(n, name)| (n.to_string(), company(name))).collect();
    let answer = matched(&site, "/api/match/default", queries.into()).await;
    for (n, name) in hostile.iter().enumerate() {
        let one = &answer["responses"][n.to_string()];
        let nothing = n < 4;
        assert_eq!(one["status"] == 400, nothing || one.get("detail").is_some(), "{name:?} {one}");
        assert!(!nothing || one["detail"].is_string(), "{name:?} {one}");
    }
}

#[tokio::test]
async fn an_entity_is_told_with_what_lies_around_it() {
    let site = site();
    let flat = read(&site, "/api/entities/svl-verint?nested=false").await;
    assert_eq!((&flat["caption"], &flat["schema"]), (&json!("Verint Systems"), &json!("Company")));
    assert!(flat["properties"]["economicActivitySender"].is_null(), "{flat}");
    let got = ok(get(&site, "/api/entities/svl-verint").await);
    assert!(got.header("etag").starts_with("W/") && got.header("access-control-allow-origin") == "*");
    let nested = json_of(&got);
    // Its stage is disputed, so the sale that it is part of is told with the stage unknown, or not at all.
    let rcs = read(&site, "/api/entities/svl-ht").await;
    let sent = &rcs["properties"]["economicActivitySender"];
    assert_eq!(ids(sent), ["svl-t-ht"], "{rcs}");
    assert_eq!(sent[0]["properties"]["destinationCountry"], json!(["kz"]));
    let renamed = &rcs["properties"]["successors"][0];
    assert_eq!(
        (&renamed["schema"], &renamed["properties"]["successor"][0]["id"]),
        (&json!("Succession"), &json!("svl-memento"))
    );
    assert_eq!(renamed["properties"]["predecessor"], json!(["svl-ht"]), "what it stands in is not repeated");
    assert_eq!(nested["id"], "svl-verint");
    // The maker of a product is a tie that only FollowTheMoney needs.
    let link = &rcs["properties"]["unknownLinkTo"][0];
    assert_eq!(link["properties"]["object"][0]["id"], "svl-rcs", "{rcs}");
    let derived = read(&site, &format!("/api/entities/{}", link["id"].as_str().unwrap_or_default())).await;
    assert_eq!(derived["schema"], "UnknownLink");
}

#[tokio::test]
async fn former_identifiers_lead_on_and_what_is_gone_is_said() {
    let site = site();
    for (path, to) in [
        ("/api/entities/svl-old", "/api/entities/svl-verint"),
        ("/api/entities/svl-old?nested=false", "/api/entities/svl-verint?nested=false"),
        ("/api/entities/svl-t-older/adjacent?limit=1", "/api/entities/svl-t-verint/adjacent?limit=1"),
        ("/api/entities/svl-old/adjacent/ownershipOwner", "/api/entities/svl-verint/adjacent/ownershipOwner"),
    ] {
        let got = get(&site, path).await;
        assert_eq!((got.status, got.header("location")), (StatusCode::PERMANENT_REDIRECT, to), "{path}");
    }
    for (path, says) in [
        ("/api/entities/nobody", "no such entity"),
        ("/api/entities/uz", "no such entity"),
        ("/api/entities/svl-dead", "withdrawn"),
        ("/api/entities/eu-arms-uz-2005", "/api/claims"),
        ("/api/entities/svl-verint/adjacent/shoeSize", "no such property"),
        ("/api/entities/svl-verint/adjacent/name", "no such property"),
        ("/api/entities/%FF", "no text"),
        ("/api/nowhere", "nothing under this address"),
        ("/api", "nothing under this address"),
    ] {
        let got = get(&site, path).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}: {}", got.body);
        assert!(json_of(&got)["detail"].as_str().is_some_and(|detail| detail.contains(says)), "{path}: {}", got.body);
    }
}

#[tokio::test]
async fn what_lies_around_comes_page_by_page() {
    let site = site();
    let all = read(&site, "/api/entities/svl-ht/adjacent").await;
    assert_eq!(all["entity"]["id"], "svl-ht");
    let ways: BTreeSet<&str> =
        all["adjacent"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    assert!(
        ways.is_superset(&BTreeSet::from(["economicActivitySender", "successors", "unknownLinkTo", "eventsInvolved"])),
        "{ways:?}"
    );
    for way in &ways {
        let one = read(&site, &format!("/api/entities/svl-ht/adjacent/{way}?limit=500")).await;
        assert_eq!(
            one,
            {
                let mut same = all["adjacent"][way].clone();
                same["limit"] = json!(500);
                same
            },
            "{way}"
        );
    }
    // An agency that buys: the receiving end of a source's proof is reached too.
    let source = read(&site, "/api/entities/svl-src-pi/adjacent/proven?limit=2&sort=id:desc").await;
    let (shown, total) = (ids(&source["results"]).len(), source["total"]["value"].as_u64().unwrap_or_default());
    assert!(shown == 2 && total > 2, "{source}");
    let second = read(&site, "/api/entities/svl-src-pi/adjacent/proven?limit=2&offset=2&sort=id:desc").await;
    assert!(ids(&second["results"]).first() < ids(&source["results"]).last(), "{second}");
    let bad = get(&site, "/api/entities/svl-ht/adjacent?sort=shoe").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST, "{}", bad.body);
}

#[tokio::test]
async fn a_search_has_filters_counts_and_an_order() {
    let site = site();
    let all = read(&site, "/api/search/default").await;
    assert_eq!((&all["limit"], &all["offset"], &all["total"]["relation"]), (&json!(10), &json!(0), &json!("eq")));
    assert_eq!(all["results"].as_array().map(Vec::len), Some(10));
    let facets: BTreeSet<&str> =
        all["facets"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    assert_eq!(facets, BTreeSet::from(["countries", "datasets", "topics"]));
    assert_eq!(
        all["facets"]["datasets"]["values"][0],
        json!({ "name": "sousveil", "label": "Sousveil open data", "count": all["total"]["value"] })
    );
    let found = read(&site, "/api/search/sousveil?q=verint&facets=schema&facets=countries").await;
    assert_eq!(ids(&found["results"]).first(), Some(&"svl-verint"), "{found}");
    assert!(found["facets"]["countries"]["values"][0]["label"].is_string());
    let companies = read(&site, "/api/search/default?schema=Company&sort=caption:desc").await;
    let names: Vec<&str> =
        companies["results"].as_array().into_iter().flatten().filter_map(|r| r["caption"].as_str()).collect();
    assert_eq!(names.first(), Some(&"Verint Systems"));
    assert!(names.is_sorted_by(|a, b| a >= b) && names.len() == 5, "{names:?}");
    let total = |path: &str| {
        let (site, path) = (site.clone(), format!("/api/search/default?{path}"));
        async move { read(&site, &path).await["total"]["value"].as_u64() }
    };
    assert_eq!(total("schema=Company&countries=il").await, Some(2));
    assert_eq!(total("schema=Company&countries=il&countries=it").await, Some(4));
    assert_eq!(total("schema=Company&countries=il&countries=it&filter_op=AND").await, Some(0));
    assert_eq!(total("schema=Company&filter=properties.name:NICE+Systems").await, Some(1));
    assert_eq!(total("schema=Company&filter=countries:it&facets=identifiers").await, Some(2));
    assert_eq!(total("schema=Organization&exclude_schema=Company").await, Some(1));
    assert_eq!(total("topics=sanction").await, Some(0));
    assert_eq!(total("target=true").await, Some(0));
    assert_eq!(total("datasets=nothing").await, Some(0));
    assert_eq!(total("q=verint+systms+holding").await, Some(0));
    assert_eq!(total("q=verint+systms+holding&fuzzy=true").await, Some(1));
    assert_eq!(total("schema=Interval&q=").await.map(|n| n > 3), Some(true));
    for (bad, status) in [
        ("schema=Starship", 400),
        ("filter=x", 400),
        ("filter=shoe:9", 400),
        ("facets=shoes", 422),
        ("limit=-1", 422),
        ("offset=10000", 422),
        ("sort=shoe", 400),
    ] {
        let got = get(&site, &format!("/api/search/default?{bad}")).await;
        assert_eq!(got.status.as_u16(), status, "{bad}: {}", got.body);
    }
    assert_eq!(get(&site, "/api/search/default?q=x").await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn statements_and_claims_of_an_entity() {
    let site = site();
    let got = read(&site, "/api/statements?canonical_id=svl-verint").await;
    let rows = got["results"].as_array().cloned().unwrap_or_default();
    assert_eq!(got["total"], json!({ "value": rows.len(), "relation": "eq" }));
    let name = rows.iter().find(|row| row["prop"] == "name").cloned().unwrap_or_default();
    assert_eq!(
        (&name["value"], &name["prop_type"], &name["dataset"]),
        (&json!("Verint Systems"), &json!("name"), &json!("sousveil"))
    );
    assert_eq!(name["id"], sousveil_model::id::statement_id("sousveil", "svl-verint", "name", "Verint Systems", None));
    assert_eq!(rows.iter().filter(|row| row["prop"] == "id").count(), 1);
    let one = read(&site, "/api/statements?entity_id=svl-verint&prop=name&value=Verint+Systems&limit=1").await;
    assert_eq!(one["results"], json!([name]));
    let all = read(&site, "/api/statements?limit=5000").await;
    assert_eq!(all["results"].as_array().map(|rows| rows.len() as u64), all["total"]["value"].as_u64());
    assert_eq!(read(&site, "/api/statements?schema=Company&prop=id").await["total"]["value"], 5);
    let behind = read(&site, "/api/statements?cursor=sousveil:svl-verint&limit=5000").await;
    assert!(
        behind["results"]
            .as_array()
            .is_some_and(|rows| rows.iter().all(|row| row["entity_id"].as_str() > Some("svl-verint")))
    );
    assert_eq!(get(&site, "/api/statements?dataset=nowhere").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&site, "/api/statements?cursor=sousveil:nobody").await.status, StatusCode::NOT_FOUND);

    let claims = read(&site, "/api/claims?entity_id=svl-t-verint&prop=stage").await;
    let claim = &claims["results"][0];
    assert_eq!((&claims["total"]["value"], &claim["confidence"]), (&json!(1), &json!("disputed")));
    assert_eq!(claim["evidence"][0]["locator"], "page 37");
    assert_eq!(read(&site, "/api/claims?entity_id=svl-t-older&limit=1").await["results"][0]["entity"], "svl-t-verint");
    assert_eq!(get(&site, "/api/claims").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(get(&site, "/api/claims?entity_id=x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_server_says_what_it_has() {
    let site = site();
    for path in ["/api/healthz", "/api/readyz"] {
        assert_eq!(read(&site, path).await, json!({ "status": "ok" }));
    }
    let catalogue = read(&site, "/api/catalog").await;
    assert_eq!((&catalogue["current"], &catalogue["index_stale"]), (&json!(["sousveil"]), &json!(false)));
    let [own, all] = [&catalogue["datasets"][0], &catalogue["datasets"][1]];
    assert_eq!((&own["name"], &own["load"], &own["version"]), (&json!("sousveil"), &json!(true), &json!("2026-11-26")));
    assert_eq!(
        (&all["name"], &all["children"], &all["load"]),
        (&json!("default"), &json!(["sousveil"]), &json!(false))
    );
    assert!(own["url"].is_null(), "no address is guessed");
    assert_eq!(read(&site, "/api/manifest").await, catalogue);
    let algorithms = read(&site, "/api/algorithms").await;
    let names: Vec<&str> =
        algorithms["algorithms"].as_array().into_iter().flatten().filter_map(|a| a["name"].as_str()).collect();
    assert_eq!(names.get(..4), Some(["best", "name-based", "logic-v1", "logic-v2"].as_slice()));
    assert_eq!(algorithms["algorithms"][1]["docs"]["features"].as_object().map(serde_json::Map::len), Some(1));
    let again = Request::get("/api/catalog")
        .header("if-none-match", get(&site, "/api/catalog").await.header("etag"))
        .body(Body::empty());
    assert_eq!(ask(&site, again.unwrap_or_else(|e| panic!("{e}"))).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn only_the_methods_of_a_door_are_taken() {
    let site = site();
    for (method, path, allowed) in [
        (Method::GET, "/api/match/default", "POST"),
        (Method::POST, "/api/search/default", "GET,HEAD"),
        (Method::DELETE, "/api/entities/svl-verint", "GET,HEAD"),
        (Method::OPTIONS, "/api/match/default", "POST"),
    ] {
        let request = Request::builder().method(method.clone()).uri(path).body(Body::empty());
        let got = ask(&site, request.unwrap_or_else(|error| panic!("{error}"))).await;
        assert_eq!((got.status, got.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, allowed), "{method} {path}");
        assert!(json_of(&got)["detail"].is_string());
    }
    let head = Request::builder().method(Method::HEAD).uri("/api/catalog").body(Body::empty());
    let head = ask(&site, head.unwrap_or_else(|error| panic!("{error}"))).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    // Doors have the headers that every answer has.
    for path in ["/api/catalog", "/api/nowhere", "/api/entities/svl-old"] {
        let got = get(&site, path).await;
        assert_eq!((got.header("referrer-policy"), got.header("x-content-type-options")), ("no-referrer", "nosniff"));
        assert!(got.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
    }
}

#[tokio::test]
async fn every_door_is_described_and_every_described_one_answers() {
    let site = site();
    let api = read(&site, "/api/openapi.json").await;
    assert_eq!((&api["openapi"], &api["servers"][0]["url"]), (&json!("3.1.0"), &json!("/api")));
    let mut references = BTreeSet::new();
    collect(&api, &mut references);
    for reference in &references {
        let place = reference.trim_start_matches('#');
        assert!(api.pointer(place).is_some(), "{reference} leads nowhere");
    }
    let schemas = api["components"]["schemas"].as_object().cloned().unwrap_or_default();
    let used = |name: &String| references.contains(&format!("#/components/schemas/{name}"));
    assert_eq!(schemas.keys().filter(|name| !used(name)).collect::<Vec<_>>(), [""; 0], "not used");
    for (path, item) in api["paths"].as_object().into_iter().flatten() {
        let address = path
            .replace("{dataset}", "default")
            .replace("{entity_id}", "svl-verint")
            .replace("{property_name}", "ownershipOwner");
        for (verb, operation) in item.as_object().into_iter().flatten() {
            let builder = Request::builder().method(verb.to_uppercase().as_str()).uri(format!("/api{address}"));
            let got = ask(&site, builder.body(Body::empty()).unwrap_or_else(|e| panic!("{e}"))).await;
            let status = got.status.as_u16().to_string();
            assert!(status != "405" && operation["responses"][&status].is_object(), "{verb} {path}: {status}");
            for param in operation["parameters"].as_array().into_iter().flatten().filter(|p| p["in"] == "query") {
                // A value that no parameter takes is refused by each that is read.
                let bad = match (&param["schema"]["type"], &param["schema"]["items"]["enum"]) {
                    (kind, _) if kind == "string" && param["schema"]["enum"].is_null() => "x".repeat(6000),
                    (kind, list) if kind == "array" && list.is_null() => "x".repeat(600),
                    _ => "nonsense".to_owned(),
                };
                let name = param["name"].as_str().unwrap_or_default();
                let uri = format!("/api{address}?{name}={bad}");
                let builder = Request::builder().method(verb.to_uppercase().as_str()).uri(uri);
                let got = ask(&site, builder.body(Body::empty()).unwrap_or_else(|e| panic!("{e}"))).await;
                assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{verb} {path} {name}: {}", got.body);
            }
        }
    }
    let public = site_of(
        &contents(),
        SiteConfig { public_url: Some("https://index.example.org".into()), ..SiteConfig::default() },
    );
    assert_eq!(read(&public, "/api/openapi.json").await["servers"][0]["url"], "https://index.example.org/api");
}

fn collect(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref") {
                references.insert(reference.clone());
            }
            map.values().for_each(|value| collect(value, references));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}

#[tokio::test]
async fn a_key_is_demanded_where_the_operator_says_so() {
    let key = Keys::key(&[3; KEY_BYTES]);
    let with = |open: bool| {
        let keys = Keys::new(vec![Keys::hash(&key)], !open);
        site_of(&contents(), SiteConfig { keys, ..SiteConfig::default() })
    };
    let asked = |site: &Router, path: &str, key: Option<&str>| {
        let mut request = Request::get(path);
        if let Some(key) = key {
            request = request.header("authorization", format!("ApiKey {key}"));
        }
        let (site, request) = (site.clone(), request.body(Body::empty()).unwrap_or_else(|e| panic!("{e}")));
        async move { ask(&site, request).await }
    };
    let closed = with(false);
    for wrong in [None, Some("svl_wrong")] {
        let got = asked(&closed, "/api/catalog", wrong).await;
        assert_eq!((got.status, got.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "ApiKey"));
        assert!(json_of(&got)["detail"].is_string());
        for open in ["/api/healthz", "/api/readyz", "/api/openapi.json", "/", "/companies"] {
            assert_eq!(asked(&closed, open, wrong).await.status, StatusCode::OK, "{open}");
        }
    }
    ok(asked(&closed, "/api/catalog", Some(&key)).await);
    let described = json_of(&asked(&closed, "/api/openapi.json", None).await);
    assert_eq!(described["security"], json!([{ "ApiKey": [] }]));
    for any in [None, Some("svl_wrong"), Some(key.as_str())] {
        ok(asked(&with(true), "/api/catalog", any).await);
    }
}

/// The sample, and beside it a list in FollowTheMoney's own terms.
fn two() -> Router {
    let own = Arc::new(Snapshot::in_memory(&contents()).unwrap_or_else(|e| panic!("{e}")));
    let mut list = contents();
    list.dataset.name = "list".to_owned();
    list.dataset.title = "A list".to_owned();
    list.dataset.vocabulary = sousveil_model::Vocabulary::FollowTheMoney;
    (list.changes, list.redirects, list.coverage) = Default::default();
    list.entities = vec![
        entity(
            "Person",
            "l-1",
            &[],
            &[
                ("name", "Ivan Petrov"),
                ("birthDate", "1961-03"),
                ("country", "ru"),
                ("topics", "sanction"),
                ("referents", "l-old"),
                ("datasets", "source"),
                ("last_change", "2025-01-02T03:04:05"),
            ],
        ),
        entity(
            "Company",
            "l-2",
            &[],
            &[
                ("name", "Verint Systems"),
                ("country", "us"),
                ("leiCode", "5493001KJTIIGC8Y1R12"),
                ("topics", "debarment"),
            ],
        ),
        entity("Ownership", "l-3", &[], &[("owner", "l-1"), ("asset", "l-2"), ("startDate", "2001")]),
        entity("Company", "svl-nice", &[], &[("name", "NICE Ltd"), ("country", "il")]),
    ];
    let snapshot = Arc::new(Snapshot::in_memory(&list).unwrap_or_else(|e| panic!("{e}")));
    let list = Arc::new(List::new("list".to_owned(), None, snapshot).unwrap_or_else(|e| panic!("{e}")));
    let both = Collection {
        name: "both".to_owned(),
        title: "Both".to_owned(),
        children: vec!["sousveil".to_owned(), "list".to_owned()],
    };
    let catalogue = Catalogue::new("sousveil", vec![list], vec![both]).unwrap_or_else(|e| panic!("{e}"));
    router(Arc::new(Site::with(SiteConfig::default(), own, catalogue).unwrap_or_else(|e| panic!("{e}"))))
}

#[tokio::test]
async fn several_datasets_are_asked_as_one_or_alone() {
    let site = two();
    let catalogue = read(&site, "/api/catalog").await;
    let names: Vec<&str> =
        catalogue["datasets"].as_array().into_iter().flatten().filter_map(|d| d["name"].as_str()).collect();
    assert_eq!(names, ["sousveil", "list", "both", "default"]);
    let found = |path: &str, query: Value| {
        let (site, path) = (site.clone(), path.to_owned());
        async move { matched(&site, &path, json!({ "q": query })).await["responses"]["q"]["results"].clone() }
    };
    for (path, who) in [
        ("/api/match/default", vec!["l-2", "svl-verint"]),
        ("/api/match/both", vec!["l-2", "svl-verint"]),
        ("/api/match/list", vec!["l-2"]),
        ("/api/match/sousveil", vec!["svl-verint"]),
        ("/api/match/default?exclude_dataset=list", vec!["svl-verint"]),
        ("/api/match/default?topics=debarment", vec!["l-2"]),
    ] {
        let got = found(path, company("Verint Systems")).await;
        let mut got = ids(&got);
        got.sort_unstable();
        assert_eq!(got, who, "{path}");
    }
    let both = found("/api/match/default?cutoff=0.3", company("NICE Systems")).await;
    let nice = both.as_array().into_iter().flatten().find(|hit| hit["id"] == "svl-nice").cloned().unwrap_or_default();
    assert_eq!(nice["datasets"], json!(["sousveil", "list"]), "who is in two lists is one hit: {both}");
    let person = json!({ "schema": "Person", "properties": { "name": "Иван Петров", "birthDate": "1961-03-05" } });
    let person = found("/api/match/default", person).await;
    assert_eq!((&person[0]["id"], &person[0]["target"]), (&json!("l-1"), &json!(true)), "{person}");
    assert_eq!(person[0]["referents"], json!(["l-old"]));
    assert_eq!(
        (&person[0]["datasets"], &person[0]["last_change"]),
        (&json!(["list", "source"]), &json!("2025-01-02T03:04:05"))
    );
    let lei = json!({ "schema": "Company", "properties": { "leiCode": "5493001KJTIIGC8Y1R12" } });
    assert_eq!(ids(&found("/api/match/list", lei).await), ["l-2"], "an identifier is enough");

    assert_eq!(get(&site, "/api/entities/l-old").await.header("location"), "/api/entities/l-1");
    let owner = read(&site, "/api/entities/l-1").await;
    assert_eq!(owner["properties"]["ownershipOwner"][0]["properties"]["asset"][0]["id"], "l-2", "{owner}");
    let search = read(&site, "/api/search/default?q=verint&facets=datasets&facets=topics").await;
    assert_eq!(search["total"]["value"].as_u64().map(|n| n >= 2), Some(true));
    assert_eq!(search["facets"]["topics"]["values"][0]["name"], "debarment");
    let topics = read(&site, "/api/search/list?topics=sanction&topics=debarment&facets=schema").await;
    assert_eq!(
        (&topics["total"]["value"], topics["facets"]["schema"]["values"].as_array().map(Vec::len)),
        (&json!(2), Some(2))
    );
    assert_eq!(
        read(&site, "/api/search/list?topics=sanction&topics=debarment&filter_op=AND").await["total"]["value"],
        0
    );
    assert_eq!(read(&site, "/api/statements?dataset=list&prop=id").await["total"]["value"], 4);
    assert_eq!(read(&site, "/api/claims?entity_id=l-old").await["results"][0]["entity"], "l-1");
}

#[test]
fn a_catalogue_does_not_contradict_itself() {
    let empty = |name: &str, children: &[&str]| Collection {
        name: name.to_owned(),
        title: String::new(),
        children: children.iter().map(|child| (*child).to_owned()).collect(),
    };
    for (collections, says) in [
        (vec![empty("default", &[])], "kept for something else"),
        (vec![empty("sousveil", &[])], "kept for something else"),
        (vec![empty("a", &[]), empty("a", &[])], "found twice"),
        (vec![empty("a/b", &[])], "no address"),
        (vec![empty("a", &["nothing"])], "`nothing`"),
    ] {
        let error = Catalogue::new("sousveil", Vec::new(), collections).err().map(|e| e.to_string());
        assert!(error.as_deref().is_some_and(|error| error.contains(says)), "{error:?}");
    }
}

#[tokio::test]
async fn every_door_is_in_the_reference() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/api.md")).unwrap_or_default();
    let api = read(&site(), "/api/openapi.json").await;
    for path in api["paths"].as_object().into_iter().flatten().map(|(path, _)| path) {
        let path = path.replace("entity_id", "id").replace("property_name", "property");
        // Those below another are written by their ends.
        let end = path.splitn(4, '/').nth(3).map(|rest| format!("…/{rest}`"));
        let known = text.contains(&format!("/api{path}`")) || end.is_some_and(|end| text.contains(&end));
        assert!(known, "docs/api.md does not name {path}");
    }
}
