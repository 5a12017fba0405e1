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

/// A list of 400 firms of one name, of which one is told apart by all that can be asked for.
fn crowd() -> Router {
    let own = Arc::new(Snapshot::in_memory(&contents()).unwrap_or_else(|e| panic!("{e}")));
    let mut list = contents();
    list.dataset.name = "crowd".to_owned();
    list.dataset.vocabulary = sousveil_model::Vocabulary::FollowTheMoney;
    (list.changes, list.redirects, list.coverage) = Default::default();
    let many = (0..400).map(|n| {
        let said = [
            ("name", "Orion Trading"),
            ("topics", "debarment"),
            ("datasets", "firms"),
            ("last_change", "2020-01-01T00:00:00"),
        ];
        entity("Company", &format!("c-{n:03}"), &[], &said)
    });
    let said = [
        ("name", "Orion Trading Partners"),
        ("topics", "sanction"),
        ("datasets", "wanted"),
        ("last_change", "2026-01-01T00:00:00"),
        ("referents", "former"),
    ];
    list.entities = many.chain([entity("Organization", "the-one", &[], &said)]).collect();
    let snapshot = Arc::new(Snapshot::in_memory(&list).unwrap_or_else(|e| panic!("{e}")));
    let parts = vec!["firms".to_owned(), "wanted".to_owned()];
    let list = List::of_parts("crowd".to_owned(), None, parts, snapshot).unwrap_or_else(|e| panic!("{e}"));
    let some = Collection { name: "some".to_owned(), title: "Some".to_owned(), children: vec!["wanted".to_owned()] };
    let catalogue = Catalogue::new("sousveil", vec![Arc::new(list)], vec![some]).unwrap_or_else(|e| panic!("{e}"));
    router(Arc::new(Site::with(SiteConfig::default(), own, catalogue).unwrap_or_else(|e| panic!("{e}"))))
}

#[tokio::test]
async fn a_crowd_that_is_not_wanted_leaves_its_place_to_who_is() {
    let site = crowd();
    let query = json!({ "q": { "schema": "Organization", "properties": { "name": ["Orion Trading"] } } });
    let found = |path: &str| {
        let (site, query, path) = (site.clone(), query.clone(), format!("/api/match/{path}"));
        async move { matched(&site, &path, query).await["responses"]["q"].clone() }
    };
    let all = found("crowd?limit=500&cutoff=0.3").await;
    assert!(!ids(&all["results"]).contains(&"the-one"), "the crowd is more alike, and fills all places: {all}");
    for filter in [
        "crowd?topics=sanction",
        "crowd?topics=role.pep&topics=sanction",
        "crowd?exclude_schema=Company",
        "crowd?changed_since=2025-06-01",
        "crowd?include_dataset=wanted",
        "crowd?include_dataset=some",
        "default?exclude_dataset=firms",
        "wanted?limit=5",
        "some?limit=5",
        "default?include_dataset=wanted&topics=sanction&changed_since=2025-06-01",
    ] {
        let got = found(&format!("{filter}&cutoff=0.3")).await;
        assert_eq!(ids(&got["results"]), ["the-one"], "{filter}: {got}");
        assert_eq!(got["total"]["relation"], "eq");
    }
    for none in [
        "crowd?topics=role.pep",
        "crowd?exclude_dataset=crowd",
        "crowd?include_dataset=nowhere",
        "wanted?exclude_dataset=wanted",
        "wanted?include_dataset=firms",
        "crowd?topics=sanction&exclude_entity_ids=former",
        "crowd?changed_since=2026-06-01",
    ] {
        let got = found(&format!("{none}&cutoff=0.3")).await;
        assert_eq!(ids(&got["results"]), [""; 0], "{none}: {got}");
    }
    // Whom somebody has decided on leaves a place to the next.
    let three = found("crowd?limit=500&cutoff=0.3").await;
    let three = ids(&three["results"]).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let without: String = three.iter().take(3).map(|id| format!("&exclude_entity_ids={id}")).collect();
    let next = found(&format!("crowd?limit=500&cutoff=0.3{without}")).await;
    assert_eq!(ids(&next["results"]).len(), three.len(), "as many as before, others in the places of the three");

    let search = read(&site, "/api/search/wanted?q=orion&facets=datasets").await;
    assert_eq!((ids(&search["results"]), &search["total"]["value"]), (vec!["the-one"], &json!(1)));
    assert_eq!(read(&site, "/api/search/crowd?q=orion&datasets=wanted").await["total"]["value"], 1);
    assert_eq!(read(&site, "/api/search/default?q=orion&exclude_dataset=wanted").await["total"]["value"], 400);
    assert_eq!(read(&site, "/api/statements?dataset=some&prop=id").await["total"]["value"], 1);
    assert_eq!(get(&site, "/api/match/nobody").await.status.as_u16(), 405);
    let catalogue = read(&site, "/api/catalog").await;
    let crowd = catalogue["datasets"].as_array().into_iter().flatten().find(|d| d["name"] == "crowd");
    assert_eq!(crowd.map(|d| d["children"].clone()), Some(json!(["firms", "wanted"])));
    assert!(
        catalogue["datasets"].as_array().into_iter().flatten().any(|d| d["name"] == "wanted" && d["load"] == false)
    );
    let ask = json!({ "q": { "query": "Orion Trading" } }).to_string();
    let said = get(&site, &format!("/api/reconcile/wanted?queries={}", sousveil_site::encode(&ask))).await;
    assert!(said.body.contains("the-one") && !said.body.contains("c-0"), "{}", said.body);
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
