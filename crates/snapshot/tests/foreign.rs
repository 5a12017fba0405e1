//! Entities in FollowTheMoney's own terms: a list becomes a snapshot in which nothing of our tables is assumed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::path::Path;

use common::{ask, dataset, id};
use sousveil_model::lines::Line;
use sousveil_model::{Claim, Entity, Vocabulary};
use sousveil_screen::{Identifier, Params, Scheme};
use sousveil_snapshot::{
    Asked, Contents, Dataset, Facet, Manifest, Query, Screened, Snapshot, SnapshotError, Stream, compile_lines, verify,
};

fn entity(schema: &str, key: &str, claims: &[(&str, &str)]) -> Entity {
    let claim = |&(property, value): &(&str, &str)| Claim {
        property: property.into(),
        value: value.into(),
        evidence: Vec::new(),
    };
    Entity { id: id(key), schema: schema.into(), origin: None, claims: claims.iter().map(claim).collect() }
}

fn list() -> Dataset {
    Dataset { vocabulary: Vocabulary::FollowTheMoney, origin: Default::default(), ..dataset() }
}

fn entities() -> Vec<Entity> {
    vec![
        entity(
            "Person",
            "zz-ida",
            &[
                ("firstName", "Ida"),
                ("lastName", "Samplowska"),
                ("weakAlias", "The Heron"),
                ("birthDate", "1961-03-07"),
                ("nationality", "kz"),
                ("topics", "sanction"),
                ("gender", "female"),
                ("passportNumber", "N 1234567"),
                ("addressEntity", "zz-addr"),
                ("referents", "old-ida.1"),
            ],
        ),
        entity("Person", "zz-ivo", &[("name", "Ivo Samplowska"), ("birthDate", "1990"), ("gender", "male")]),
        entity(
            "Company",
            "zz-orlo",
            &[("name", "Orlo Interception GmbH"), ("leiCode", "529900T8BM49AURSDO55"), ("jurisdiction", "de")],
        ),
        entity("LegalEntity", "zz-orlo2", &[("name", "Orlo Interception"), ("country", "us")]),
        entity("Vessel", "zz-heron", &[("name", "Heron of the Orlo"), ("imoNumber", "IMO 9074729"), ("flag", "pa")]),
        entity("Address", "zz-addr", &[("full", "17 Example Embankment, Almaty 050000"), ("country", "kz")]),
        entity("Ownership", "zz-own", &[("owner", "zz-ida"), ("asset", "zz-orlo"), ("startDate", "2011-04")]),
        entity("Ownership", "zz-lost", &[("owner", "zz-ida"), ("asset", "nobody"), ("startDate", "2001")]),
        // Named like a country: no value leads here.
        entity("Organization", "kz", &[("name", "Kestrel Zoo")]),
    ]
}

fn snapshot() -> Snapshot {
    let contents =
        Contents { dataset: list(), entities: entities(), changes: vec![], redirects: vec![], coverage: vec![] };
    Snapshot::in_memory(&contents).unwrap()
}

fn found(snapshot: &Snapshot, asked: &Asked) -> Vec<String> {
    let id = |one: &Screened| snapshot.head(one.number).unwrap().id.to_owned();
    let found = snapshot.screen(asked, &Params::default(), usize::MAX).unwrap();
    found.iter().filter(|one| one.is_match).map(id).collect()
}

#[test]
fn captions_links_and_facets_are_followthemoneys() {
    let snapshot = snapshot();
    assert_eq!(snapshot.len(), 9, "no countries are added");
    assert_eq!(snapshot.vocabulary(), Vocabulary::FollowTheMoney);
    for (id, caption) in [
        ("zz-ida", "The Heron"),
        ("zz-orlo", "Orlo Interception GmbH"),
        ("zz-own", "Ownership"),
        ("zz-addr", "17 Example Embankment, Almaty 050000"),
    ] {
        assert_eq!(snapshot.head_of(id).unwrap().caption, caption);
    }
    let number = |id: &str| snapshot.number(id).unwrap();
    let links = snapshot.links(number("zz-ida")).unwrap();
    let told: Vec<(bool, &str, u32)> = links.iter().map(|link| (link.reverse, link.property, link.other)).collect();
    let expected = [
        (false, "addressEntity", number("zz-addr")),
        (true, "owner", number("zz-lost")),
        (true, "owner", number("zz-own")),
    ];
    assert_eq!(told, expected);
    assert_eq!(snapshot.statistics().dangling, 1);
    let query = Query { count: vec![Facet::Topic, Facet::Country], ..Query::default() };
    let facets = snapshot.query(&query).unwrap().facets;
    assert_eq!(facets[0].1, [("sanction".to_owned(), 1)]);
    let codes: Vec<&str> = facets[1].1.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["kz", "de", "pa", "us"]);
    for (text, expected) in
        [("heron", &["zz-heron", "zz-ida", "zz-lost", "zz-own"][..]), ("Казахстан", &["zz-addr", "zz-ida"])]
    {
        let mut ids = ask(&snapshot, &Query { text: text.to_owned(), ..Query::default() });
        ids.sort();
        assert_eq!(ids, expected, "{text}");
    }
    let query = Query { filters: vec![(Facet::Schema, "Ownership".to_owned())], ..Query::default() };
    assert_eq!(ask(&snapshot, &query), ["zz-own", "zz-lost"], "the newest first");
    assert_eq!(snapshot.by_referent("old-ida.1").unwrap(), Some(number("zz-ida")));
    assert_eq!(snapshot.by_referent("zz-ida").unwrap(), None);
}

#[test]
fn whoever_may_be_meant_is_found() {
    let snapshot = snapshot();
    let ask =
        |schema: Option<&str>, properties: &[(&str, &str)]| found(&snapshot, &Asked::of_properties(schema, properties));
    assert_eq!(ask(None, &[("name", "Samplowska Ida")]), ["zz-ida"]);
    assert_eq!(ask(Some("LegalEntity"), &[("name", "Ида Самплоўска")]), ["zz-ida"]);
    let mut orlo = ask(Some("Company"), &[("name", "Orlo Interception")]);
    orlo.sort();
    assert_eq!(orlo, ["zz-orlo", "zz-orlo2"]);
    // What a list calls a legal entity may be a person; a company never is.
    assert_eq!(ask(Some("Person"), &[("name", "Orlo Interception")]), ["zz-orlo2"]);
    assert_eq!(ask(Some("Ownership"), &[("name", "Orlo Interception")]), [""; 0]);
    // An identifier alone, in another writing.
    assert_eq!(ask(None, &[("imoNumber", "9074729")]), ["zz-heron"]);
    assert_eq!(ask(Some("Person"), &[("passportNumber", "n-1234567")]), ["zz-ida"]);
    let name_of_none = Asked {
        names: vec!["Nobody at all".to_owned()],
        identifiers: Identifier::new(Scheme::Lei, "529900T8BM49AURSDO55").into_iter().collect(),
        ..Asked::default()
    };
    assert_eq!(found(&snapshot, &name_of_none), ["zz-orlo"]);
    for (schema, may) in
        [("Thing", true), ("Vessel", true), ("Agency", true), ("Ownership", false), ("Starship", false)]
    {
        assert_eq!(snapshot.may_ask(schema), may, "{schema}");
    }
}

#[test]
fn all_that_is_known_moves_the_score() {
    let snapshot = snapshot();
    let score = |more: &[(&str, &str)]| {
        let asked = Asked::of_properties(Some("Person"), &[&[("name", "Ida Samplovska")], more].concat());
        let found = snapshot.screen(&asked, &Params::default(), usize::MAX).unwrap();
        let ida = snapshot.number("zz-ida");
        found.into_iter().find(|one| Some(one.number) == ida).unwrap()
    };
    let bare = score(&[]).score;
    let address = ("address", "Almaty, Example Embankment 17");
    for (more, feature) in [
        (("birthDate", "1961"), "date_match"),
        (("citizenship", "kz"), "country_match"),
        (("gender", "female"), "gender_match"),
        (address, "address_match"),
    ] {
        let found = score(&[more]);
        assert!(found.score > bare, "{more:?}");
        assert!(found.explanations.contains_key(feature), "{more:?}: {:?}", found.explanations);
    }
    for more in [("birthDate", "1999-01-02"), ("nationality", "fr"), ("gender", "male")] {
        assert!(score(&[more]).score < bare, "{more:?}");
    }
    let weak = snapshot.screen(&Asked::of_properties(None, &[("name", "The Heron")]), &Params::default(), 0).unwrap();
    let strong =
        snapshot.screen(&Asked::of_properties(None, &[("name", "Ivo Samplowska")]), &Params::default(), 0).unwrap();
    assert!(weak[0].score < strong[0].score);
}

#[test]
fn our_own_data_answer_in_both_terms() {
    let snapshot = Snapshot::in_memory(&common::contents()).unwrap();
    let ask = |schema: &str, name: &str| found(&snapshot, &Asked::of_properties(Some(schema), &[("name", name)]));
    for schema in ["Agency", "PublicBody", "Organization", "LegalEntity", "Thing"] {
        assert_eq!(ask(schema, "National Security Service"), ["ag-snb"], "{schema}");
    }
    for schema in ["Product", "Asset"] {
        assert_eq!(ask(schema, "Galileo"), ["pr-galileo"], "{schema}");
    }
    for (schema, name) in [("Company", "National Security Service"), ("Product", "Hacking Team"), ("Person", "Galileo")]
    {
        assert_eq!(ask(schema, name), [""; 0], "{schema}");
    }
    assert!(!snapshot.may_ask("Person") && !snapshot.may_ask("Vessel"));
}

fn compiled(lines: Vec<Line>, vocabulary: Vocabulary, out: &Path) -> Result<Manifest, SnapshotError> {
    let pieces = (1u64..).zip(lines).map(|line| Ok((0, line)));
    let read = |(number, line): &(u64, Line)| Ok(vec![(*number, line.clone())]);
    compile_lines(Stream { vocabulary, names: vec!["list".to_owned()], pieces, read }, out, &mut |_| {})
}

#[test]
fn lines_of_one_identifier_are_put_together() {
    let dir = tempfile::tempdir().unwrap();
    let mut lines = vec![Line::Format(1), Line::Dataset(list())];
    lines.push(Line::Entity(entity(
        "LegalEntity",
        "zz-orlo",
        &[("name", "Orlo Interception GmbH"), ("alias", "Orlo")],
    )));
    lines.extend(entities().into_iter().map(Line::Entity));
    let out = dir.path().join("list");
    let manifest = compiled(lines.clone(), Vocabulary::FollowTheMoney, &out).unwrap();
    assert_eq!((manifest.entities, manifest.merged), (9, 1));
    assert_eq!(verify(&out).unwrap(), manifest);
    let snapshot = Snapshot::open(&out).unwrap();
    let orlo = snapshot.entity("zz-orlo").unwrap().unwrap();
    assert_eq!(orlo.schema, "Company", "the more special of the two");
    assert_eq!(orlo.values("name").count(), 1);
    assert_eq!(orlo.values("alias").chain(orlo.values("jurisdiction")).collect::<Vec<_>>(), ["Orlo", "de"]);
    let error = compiled(lines, Vocabulary::Sousveil, &dir.path().join("ours")).unwrap_err().to_string();
    assert!(error.contains("found a list in the terms of FollowTheMoney"), "{error}");
}
