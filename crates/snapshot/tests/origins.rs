//! Origins that are left out: what goes with them, what stays.

mod common;

use std::collections::BTreeMap;

use common::{contents, dataset, entity, evidence, id};
use sousveil_model::claim::Origin;
use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Stance};
use sousveil_snapshot::{Contents, Facet, Query, Snapshot, compile, data_hash, verify};

/// Rewrites the evidence of some claims: `*` stands for all.
fn rests(mut entity: Entity, on: &[(&str, &[&str])]) -> Entity {
    for (property, sources) in on {
        for claim in entity.claims.iter_mut().filter(|claim| *property == "*" || claim.property == *property) {
            claim.evidence = sources.iter().map(|source| from(source)).collect();
        }
    }
    entity
}

/// Evidence from a source; `editors` have none, and `!SOURCE` denies.
fn from(source: &str) -> Evidence {
    match source.strip_prefix('!') {
        _ if source == "editors" => {
            Evidence { source: None, kind: EvidenceKind::Editorial, ..evidence("src-any", None, None) }
        }
        Some(denier) => Evidence { stance: Stance::Contradicts, ..evidence(denier, None, None) },
        None => evidence(source, None, None),
    }
}

fn of(mut entity: Entity, key: &str) -> Entity {
    entity.origin = Some(Origin { key: key.into(), id: Some("7".into()) });
    entity
}

/// Two origins, `open` and `closed`, each with a source, and a source of nobody.
fn two_origins(closed: bool) -> Contents {
    let mut dataset = dataset();
    let mut upstream = dataset.origin["sii"].clone();
    dataset.origin = BTreeMap::from([("open".to_owned(), upstream.clone())]);
    upstream.include = !closed;
    dataset.origin.insert("closed".to_owned(), upstream);
    let source = |key: &str, claims: &[(&str, &str)]| entity("Source", key, &[&[("title", key)], claims].concat());
    let entities = vec![
        of(source("src-open", &[]), "open"),
        of(source("src-closed", &[]), "closed"),
        source("src-free", &[("cites", "src-closed"), ("cites", "src-open")]),
        rests(
            entity("Company", "co-both", &[("name", "Both"), ("country", "de"), ("city", "Bonn")]),
            &[("*", &["src-open", "src-closed"]), ("country", &["src-closed"]), ("city", &[])],
        ),
        of(rests(entity("Company", "co-closed", &[("name", "Qwyzzaro")]), &[("*", &["src-closed"])]), "closed"),
        // Nobody's row, but it rests on the closed source.
        rests(
            entity("Agency", "ag-closed", &[("name", "Vextulon"), ("country", "uz")]),
            &[("*", &["src-closed"]), ("country", &["src-open"])],
        ),
        rests(entity("Agency", "ag-edited", &[("name", "Bureau")]), &[("id", &["src-closed", "editors"])]),
        rests(entity("Agency", "ag-denied", &[("name", "Bureau 2")]), &[("id", &["src-closed", "!src-open"])]),
        // Merged from a row of each origin.
        of(
            rests(
                entity(
                    "Transfer",
                    "tr-merged",
                    &[
                        ("supplier", "co-both"),
                        ("supplier", "co-closed"),
                        ("end_user", "ag-closed"),
                        ("recipient_country", "uz"),
                        ("stage", "delivered"),
                        ("delivered", "2012"),
                        ("delivered", "2013"),
                        ("product", "Zorbifex"),
                    ],
                ),
                &[
                    ("id", &["src-closed", "src-open"]),
                    ("supplier", &["src-open"]),
                    ("end_user", &["src-open"]),
                    ("delivered", &["src-closed"]),
                    ("product", &["src-closed", "!src-free"]),
                ],
            ),
            "closed",
        ),
        of(rests(entity("Transfer", "tr-closed", &[("stage", "in_use")]), &[("*", &["src-closed"])]), "closed"),
        of(rests(entity("Transfer", "tr-open", &[("stage", "in_use")]), &[("*", &["src-open"])]), "open"),
        rests(
            entity("Measure", "me-1", &[("issuer", "EU"), ("target_type", "company"), ("target", "co-closed")]),
            &[("*", &["src-open"]), ("target_type", &["src-closed"])],
        ),
    ];
    Contents { dataset, entities, changes: vec![], redirects: vec![], coverage: vec![] }
}

fn values(entity: &Entity) -> Vec<(&str, &str)> {
    entity.claims.iter().map(|claim| (claim.property.as_str(), claim.value.as_str())).collect()
}

fn sources(claim: &Claim) -> Vec<Option<&str>> {
    claim.evidence.iter().map(|e| e.source.as_ref().map(|id| id.as_str())).collect()
}

#[test]
fn what_rests_on_an_origin_that_is_left_out_goes_with_it() {
    let contents = two_origins(true);
    let snapshot = Snapshot::in_memory(&contents).unwrap();
    let there = |id: &str| snapshot.entity(id).unwrap();
    for gone in ["src-closed", "co-closed", "tr-closed", "ag-closed", "ag-denied"] {
        assert_eq!(there(gone), None, "{gone}");
    }
    assert_eq!(snapshot.manifest().left_out, BTreeMap::from([("closed".to_owned(), 5)]));

    assert_eq!(values(&there("src-free").unwrap()), [("title", "src-free"), ("cites", "src-open")]);
    let both = there("co-both").unwrap();
    assert_eq!(values(&both), [("id", "co-both"), ("name", "Both"), ("city", "Bonn")]);
    assert_eq!(
        both.claims.iter().map(sources).collect::<Vec<_>>(),
        [vec![Some("src-open")], vec![Some("src-open")], vec![]]
    );
    assert_eq!(sources(&there("ag-edited").unwrap().claims[0]), [None]);
    assert_eq!(values(&there("me-1").unwrap()), [("id", "me-1"), ("issuer", "EU")]);

    let merged = there("tr-merged").unwrap();
    assert_eq!(
        values(&merged),
        [("id", "tr-merged"), ("supplier", "co-both"), ("recipient_country", "uz"), ("stage", "delivered")]
    );
    assert_eq!(sources(&merged.claims[0]), [Some("src-open")]);
    assert_eq!(merged.origin, None, "what the origin calls it goes, too");
    assert_eq!(there("tr-open"), contents.entities.iter().find(|e| e.id == id("tr-open")).cloned());

    // Nothing that is left points to what is gone, and no word of it is found.
    for number in 0..snapshot.len() {
        let entity = snapshot.entity_at(number).unwrap();
        assert!(entity.sources().iter().all(|source| source.as_str() != "src-closed"), "{}", entity.id);
        let dangling = entity.claims.iter().find(|claim| {
            sousveil_snapshot::reference(&entity, claim).is_some_and(|to| snapshot.number(to.id).is_none())
        });
        assert_eq!(dangling, None, "{}", entity.id);
    }
    for text in ["qwyzzaro", "vextulon", "zorbifex"] {
        let query = Query { text: text.to_owned(), ..Query::default() };
        assert_eq!(snapshot.query(&query).unwrap().total, 0, "{text}");
    }
    let query = Query { filters: vec![(Facet::Origin, "closed".to_owned())], ..Query::default() };
    assert_eq!(snapshot.query(&query).unwrap().total, 0);
}

#[test]
fn an_origin_that_is_included_takes_nothing_away() {
    let contents = two_origins(false);
    let snapshot = Snapshot::in_memory(&contents).unwrap();
    assert_eq!(snapshot.manifest().left_out, BTreeMap::new());
    for entity in &contents.entities {
        assert_eq!(snapshot.entity(entity.id.as_str()).unwrap().as_ref(), Some(entity));
    }
}

#[test]
fn what_is_left_out_does_not_count_in_the_data_hash() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("snap");
    let contents = two_origins(true);
    let manifest = compile(&contents, &path, &mut |_| {}).unwrap();
    assert_eq!(verify(&path).unwrap(), manifest);
    assert_eq!(data_hash(&contents), manifest.data_hash);
    let mut without = two_origins(true);
    without.entities.retain(|e| !["co-closed", "tr-closed", "ag-closed"].contains(&e.id.as_str()));
    without
        .entities
        .iter_mut()
        .for_each(|e| e.claims.retain(|c| !["co-closed", "ag-closed"].contains(&c.value.as_str())));
    without.entities.reverse();
    assert_eq!(data_hash(&without), manifest.data_hash);
}

/// Nothing says then which evidence is the origin's.
#[test]
fn all_rows_of_an_origin_without_sources_of_its_own_go() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    assert_eq!(snapshot.manifest().left_out, BTreeMap::from([("closed".to_owned(), 1)]));
    assert!(snapshot.number("tr-9").is_none());
}

#[test]
fn of_two_origins_each_entity_counts_once() {
    let mut contents = two_origins(true);
    contents.dataset.origin.get_mut("open").unwrap().include = false;
    let left_out = Snapshot::in_memory(&contents).unwrap().manifest().left_out.clone();
    // Closed: the five from above, the merged one by its own origin, and `co-both`, which rests on both.
    assert_eq!(left_out, BTreeMap::from([("closed".to_owned(), 7), ("open".to_owned(), 3)]));
}
