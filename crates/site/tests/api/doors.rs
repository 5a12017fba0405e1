//! What all doors share: descriptions, methods, keys.

use std::collections::BTreeSet;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use sousveil_site::{KEY_BYTES, Keys, SiteConfig};

use super::common::{ask, contents, get, ok, site, site_of};
use super::{json_of, read};

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
