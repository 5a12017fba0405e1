//! The doors under `/api`, through the router.

#![expect(clippy::panic, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;
mod datasets;
mod doors;
mod entities;
mod matching;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use common::{Got, ask, get, ok};

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
