//! `/match`: questions, parameters, and what is wrong with them.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::common::{ok, site};
use super::{company, ids, json_of, matched, post};

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
    // What it rests on stands beside it.
    assert_eq!((&answer["threshold"], &answer["cutoff"]), (&json!(0.7), &json!(0.7)));
    let looked_in = answer["datasets"].as_object().unwrap();
    assert!(!looked_in.is_empty());
    for (name, of) in looked_in {
        assert!(of["version"].is_string() && of["data_hash"].as_str().unwrap().len() == 64, "{name}: {of}");
    }
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
        assert_eq!(got.header("access-control-allow-origin"), "", "{path}: no page elsewhere reads what was asked");
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
