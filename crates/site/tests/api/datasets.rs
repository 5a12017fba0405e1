//! Several datasets, and the catalogue of them.

use std::sync::Arc;

use axum::Router;
use serde_json::{Value, json};
use sousveil_site::{Catalogue, Collection, List, Site, SiteConfig, router};
use sousveil_snapshot::Snapshot;

use super::common::{contents, entity, get};
use super::{company, ids, matched, read};

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
