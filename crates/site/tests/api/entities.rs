//! Entities, what lies around them, searches, statements and claims.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::json;

use super::common::{get, ok, site};
use super::{ids, json_of, read};

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
