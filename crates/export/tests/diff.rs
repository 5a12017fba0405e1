//! What changed between two datasets: in words, as data, and that nothing is missed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use insta::assert_snapshot;
use proptest::prelude::*;
use sousveil_export::diff::entity::compare;
use sousveil_export::diff::walk::{Step, walk};
use sousveil_export::diff::whom::Whom;
use sousveil_export::diff::{Diff, Outcome};
use sousveil_model::claim::EXISTENCE;
use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Grade, Stance, Upstream};
use sousveil_snapshot::{Change, Contents, Coverage, Dataset, Redirect, Snapshot};

fn evidence(source: &str, grade: Grade) -> Evidence {
    Evidence {
        source: Some(source.parse().unwrap()),
        locator: None,
        quotation: None,
        stance: Stance::Supports,
        grade: Some(grade),
        kind: EvidenceKind::Source,
        as_written: None,
        note: None,
    }
}

fn against(source: &str) -> Evidence {
    Evidence {
        stance: Stance::Contradicts,
        note: Some("The vendor denies it.".into()),
        ..evidence(source, Grade::Reported)
    }
}

fn entity(schema: &str, id: &str, pieces: &[Evidence], claims: &[(&str, &str)]) -> Entity {
    let claim = |(property, value): &(&str, &str)| Claim {
        property: (*property).into(),
        value: (*value).into(),
        evidence: pieces.to_vec(),
    };
    let claims = std::iter::once(&(EXISTENCE, id)).chain(claims).map(claim).collect();
    Entity { id: id.parse().unwrap(), schema: schema.into(), origin: None, claims }
}

fn dataset(version: &str) -> Dataset {
    Dataset {
        name: "small".to_owned(),
        title: "Small data".to_owned(),
        summary: "Sample.".to_owned(),
        publisher: "The curators".to_owned(),
        licence: "CC0-1.0".to_owned(),
        homepage: None,
        contact: None,
        version: version.to_owned(),
        vocabulary: sousveil_model::Vocabulary::default(),
        origin: BTreeMap::new(),
    }
}

fn source(id: &str, title: &str, opened: &str) -> Entity {
    entity("Source", id, &[], &[("title", title), ("kind", "press"), ("opened", opened)])
}

fn transfer(id: &str, pieces: &[Evidence], to: &str, more: &[(&str, &str)]) -> Entity {
    let claims = [
        ("supplier", "svl-acme"),
        ("supplier_country", "gb"),
        ("recipient_country", to),
        ("technologies", "intrusion"),
    ];
    entity("Transfer", id, pieces, &[claims.as_slice(), more].concat())
}

fn old() -> Contents {
    let reported = [evidence("svl-s1", Grade::Reported)];
    let alleged = [evidence("svl-s2", Grade::Alleged)];
    let entities = vec![
        source("svl-s1", "A paper", "yes"),
        source("svl-s2", "A scan", "no"),
        entity("Technology", "intrusion", &[], &[("label", "Intrusion"), ("definition", "Takes over a device.")]),
        entity("Company", "svl-acme", &reported, &[("name", "Acme Intercept"), ("aliases", "Acme"), ("country", "gb")]),
        transfer("svl-t1", &reported, "uz", &[("stage", "tendered"), ("agreed", "2012/2014"), ("summary", "A deal.")]),
        transfer("svl-t2", &alleged, "uz", &[("stage", "contracted")]),
        transfer("svl-t3", &alleged, "kz", &[("stage", "contracted")]),
        transfer("svl-t4", &reported, "kz", &[("stage", "in_use"), ("used", "2015")]),
        transfer("svl-t5", &reported, "uz", &[("stage", "licensed")]),
        transfer("svl-t6", &reported, "uz", &[("stage", "delivered")]),
        entity(
            "Measure",
            "eu-uz",
            &[],
            &[
                ("issuer", "EU"),
                ("kind", "arms_embargo"),
                ("binds", "eu"),
                ("target_type", "country"),
                ("target", "uz"),
                ("from", "2005-11"),
            ],
        ),
    ];
    Contents { dataset: dataset("1"), entities, changes: vec![], redirects: vec![], coverage: vec![] }
}

/// The old data with one change of each kind.
fn new() -> Contents {
    let mut new = old();
    new.dataset.version = "2".to_owned();
    let reported = [evidence("svl-s1", Grade::Reported)];
    let alleged = [evidence("svl-s2", Grade::Alleged)];
    let at = |new: &mut Contents, id: &str| new.entities.iter().position(|e| e.id.as_str() == id).unwrap();
    let set = |new: &mut Contents, id: &str, property: &str, value: &str| {
        let at = at(new, id);
        new.entities[at].claims.iter_mut().find(|c| c.property == property).unwrap().value = value.into();
    };
    set(&mut new, "svl-s2", "opened", "yes");
    set(&mut new, "svl-t1", "stage", "contracted");
    set(&mut new, "svl-t1", "agreed", "2012-03");
    // Somebody denies that it took place.
    let t1 = at(&mut new, "svl-t1");
    new.entities[t1].claims[0].evidence.push(against("svl-s2"));
    // A better source.
    let t2 = at(&mut new, "svl-t2");
    new.entities[t2].claims[0].evidence.push(evidence("svl-s1", Grade::Confirmed));
    // The buyer was another one.
    set(&mut new, "svl-t4", "recipient_country", "kg");
    let company = at(&mut new, "svl-acme");
    new.entities[company].claims.push(Claim {
        property: "aliases".into(),
        value: "ACME Ltd".into(),
        evidence: reported.to_vec(),
    });
    let measure = at(&mut new, "eu-uz");
    new.entities[measure].claims.push(Claim { property: "to".into(), value: "2009-10".into(), evidence: vec![] });
    new.entities.retain(|e| !["svl-t3", "svl-t6"].contains(&e.id.as_str()));
    new.redirects.push(Redirect {
        old: "svl-t3".to_owned(),
        new: "svl-t4".to_owned(),
        date: "2026-02".to_owned(),
        reason: "Told twice".to_owned(),
    });
    new.changes.push(Change {
        date: "2026-02".to_owned(),
        entity: "svl-t6".to_owned(),
        property: String::new(),
        old: String::new(),
        new: String::new(),
        kind: "withdrawal".to_owned(),
        reason: "The paper corrected itself".to_owned(),
        source: "svl-s1".to_owned(),
    });
    new.coverage.push(Coverage {
        subject: "EU".to_owned(),
        kind: "arms_embargo".to_owned(),
        target: String::new(),
        from: "2000".to_owned(),
        to: "2026".to_owned(),
        note: String::new(),
    });
    new.entities.extend([
        transfer("svl-t7", &reported, "uz", &[("stage", "delivered"), ("delivered", "2016")]),
        transfer("svl-t8", &alleged, "uz", &[("stage", "contracted")]),
        transfer("svl-t9", &reported, "uz", &[("stage", "licensed")]),
        entity(
            "Incident",
            "svl-i1",
            &reported,
            &[("country", "uz"), ("date", "2017"), ("supplier", "svl-acme"), ("summary", "A phone.")],
        ),
        entity(
            "Measure",
            "bis-acme",
            &reported,
            &[
                ("issuer", "US-BIS"),
                ("kind", "entity_list"),
                ("binds", "us"),
                ("target_type", "company"),
                ("target", "svl-acme"),
                ("from", "2021-11-04"),
            ],
        ),
    ]);
    new
}

fn snapshot(contents: &Contents) -> Snapshot {
    Snapshot::in_memory(contents).unwrap()
}

fn between<'s>(old: &'s Snapshot, new: &'s Snapshot, only: &[&str]) -> Diff<'s> {
    let only: BTreeSet<Whom> = only.iter().map(|w| w.parse().unwrap()).collect();
    Diff::between(old, new, only, &mut |_, _| {}).unwrap()
}

fn text(diff: &Diff<'_>) -> String {
    let mut out = Vec::new();
    diff.text(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn json(diff: &Diff<'_>) -> String {
    let mut out = Vec::new();
    diff.json(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The hash changes with every change of the form that is hashed; the tests are about the rest.
fn steady(text: &str, sides: [&Snapshot; 2]) -> String {
    let mut text = text.to_owned();
    for (side, name) in sides.into_iter().zip(["OLD", "NEW"]) {
        let hash = &side.manifest().data_hash;
        text = text.replace(hash.as_str(), name).replace(&hash.chars().take(12).collect::<String>(), name);
    }
    text
}

#[test]
fn every_kind_of_change_in_words_and_as_data() {
    let (old, new) = (snapshot(&old()), snapshot(&new()));
    let diff = between(&old, &new, &[]);
    assert_eq!(diff.outcome(), Outcome::Different);
    assert_snapshot!("words", steady(&text(&diff), [&old, &new]));
    let lines = json(&diff);
    for line in lines.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line.as_object().unwrap().len(), 1, "one key names the kind: {line}");
    }
    assert_snapshot!("lines", steady(&lines, [&old, &new]));
    assert_snapshot!("backwards", steady(&text(&between(&new, &old, &[])), [&old, &new]));
}

#[test]
fn only_what_is_asked_for_is_told() {
    let (old, new) = (snapshot(&old()), snapshot(&new()));
    let told = text(&between(&old, &new, &["country:kg"]));
    assert!(told.contains("Kyrgyzstan") && told.contains("svl-t4"), "{told}");
    assert!(!told.contains("svl-t1") && !told.contains("Uzbekistan: ") && !told.contains("For companies"), "{told}");
    assert_eq!(between(&old, &new, &["country:fr"]).outcome(), Outcome::VersionOnly);
    for wrong in ["uz", "country:", "agency:svl-a", ""] {
        assert!(wrong.parse::<Whom>().is_err(), "{wrong}");
    }
}

#[test]
fn a_version_alone_is_no_difference_of_the_data() {
    let mut again = old();
    again.dataset.version = "1.1".to_owned();
    let (old, again) = (snapshot(&old()), snapshot(&again));
    let diff = between(&old, &again, &[]);
    assert_eq!(diff.outcome(), Outcome::VersionOnly);
    assert!(text(&diff).contains("only the version differs"));
    let same = between(&old, &old, &[]);
    assert_eq!((same.outcome(), same.entities().count()), (Outcome::Same, 0));
    assert!(text(&same).contains("nothing differs"));
}

#[test]
fn what_stands_outside_the_things_is_told_too() {
    let mut other = old();
    other.dataset.licence = "CC-BY-4.0".to_owned();
    let upstream = Upstream {
        title: "Index".to_owned(),
        publisher: "Somebody".to_owned(),
        url: None,
        terms: "free".to_owned(),
        include: true,
    };
    other.dataset.origin.insert("sii".to_owned(), upstream);
    let (old, other) = (snapshot(&old()), snapshot(&other));
    let diff = between(&old, &other, &[]);
    assert_eq!(diff.outcome(), Outcome::Different);
    let told = text(&diff);
    assert!(told.contains("licence: “CC0-1.0” → “CC-BY-4.0”"), "{told}");
    assert!(told.contains("origin.sii.terms: nothing → “free”"), "{told}");
}

#[test]
fn a_new_identifier_alone_is_neither_a_loss_nor_news() {
    let licence = |id: &str| transfer(id, &[evidence("svl-s1", Grade::Reported)], "ae", &[("stage", "licensed")]);
    let incident = |id: &str, year: &str| {
        let told = [("country", "ae"), ("date", year), ("summary", "A phone.")];
        entity("Incident", id, &[evidence("svl-s1", Grade::Reported)], &told)
    };
    let with = |entities: Vec<Entity>| {
        let mut contents = old();
        contents.entities.extend(entities);
        snapshot(&contents)
    };
    // Licences in the same words: one of three is gone. An incident has another identifier, another one another year.
    let before = with(vec![
        licence("svl-l1"),
        licence("svl-l2"),
        licence("svl-l3"),
        incident("svl-j1", "2017"),
        incident("svl-j2", "2018"),
    ]);
    let after =
        with(vec![licence("svl-m1"), licence("svl-m2"), incident("svl-n1", "2017"), incident("svl-n2", "2019")]);
    let diff = between(&before, &after, &["country:ae"]);
    let renamed: Vec<_> = diff.renamed().collect();
    assert_eq!(renamed, [("svl-l1", "svl-m1"), ("svl-l2", "svl-m2"), ("svl-j1", "svl-n1")]);
    let told = text(&diff);
    assert!(told.contains("United Arab Emirates: to it: 1 export licence no longer in the data"), "{told}");
    assert!(told.contains("1 new incident (reported), 1 no longer in the data"), "{told}");
    assert!(told.contains("(svl-n1) · nothing but its identifier changed; it was svl-j1"), "{told}");
    let lines = json(&diff);
    assert!(lines.contains("\"old_id\":\"svl-j1\"") && lines.contains("\"renamed\":2"), "{lines}");
}

#[test]
fn doubt_about_a_date_is_not_told_as_precision() {
    type Dates = &'static [&'static str];
    // A deal to a country each: what was said of its delivery, what is said now.
    let cases: [(&str, &str, Dates, Dates, &str); 10] = [
        ("ae", "United Arab Emirates", &[], &["2012"], "dated more closely"),
        ("at", "Austria", &["2012/2014"], &["2013"], "dated more closely"),
        ("be", "Belgium", &["../2014"], &["2013/2014"], "dated more closely"),
        ("br", "Brazil", &["2012", "2015"], &["2012"], "dated more closely"),
        ("ca", "Canada", &["2013"], &["2012/2014"], "dated less closely"),
        ("cl", "Chile", &["2012"], &["2012", "2015"], "dated less closely"),
        ("dk", "Denmark", &["2012"], &[], "dated less closely"),
        ("ee", "Estonia", &["2012"], &["2013"], "dated otherwise"),
        ("fi", "Finland", &["2012/2014"], &["2013/2016"], "dated otherwise"),
        ("fr", "France", &["2012/2014"], &["2012/2014", "2013"], "dated otherwise"),
    ];
    let deal = |code: &str, dates: Dates| {
        let dates: Vec<(&str, &str)> = dates.iter().map(|date| ("delivered", *date)).collect();
        let claims = [&[("stage", "delivered")], dates.as_slice()].concat();
        transfer(&format!("svl-d{code}"), &[evidence("svl-s1", Grade::Reported)], code, &claims)
    };
    let (mut before, mut after) = (old(), old());
    before.entities.extend(cases.iter().map(|(code, _, dates, _, _)| deal(code, dates)));
    after.entities.extend(cases.iter().map(|(code, _, _, dates, _)| deal(code, dates)));
    let (before, after) = (snapshot(&before), snapshot(&after));
    let told = text(&between(&before, &after, &[]));
    for (code, name, _, _, expected) in cases {
        let line = format!("  {name}: to it: 1 deal {expected}");
        assert!(told.lines().any(|l| l == line), "{code}: {line}\n{told}");
    }
}

#[test]
fn the_terminal_is_not_steered() {
    let mut bad = old();
    bad.entities.push(source("svl-s9", "\u{1b}[2Jgone\u{7}", "no"));
    let (old, bad) = (snapshot(&old()), snapshot(&bad));
    let told = text(&between(&old, &bad, &[]));
    assert!(told.contains("svl-s9") && !told.contains('\u{1b}') && !told.contains('\u{7}'), "{told:?}");
}

/// One edit of a small dataset.
#[derive(Debug, Clone)]
enum Edit {
    Remove(usize),
    Add(u8),
    Value(usize, usize, u8),
    Drop(usize, usize),
    Evidence(usize, usize, bool),
    Reverse(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let at = 0usize..16;
    let edit = prop_oneof![
        at.clone().prop_map(Edit::Remove),
        any::<u8>().prop_map(Edit::Add),
        (at.clone(), 0usize..8, any::<u8>()).prop_map(|(e, c, v)| Edit::Value(e, c, v)),
        (at.clone(), 0usize..8).prop_map(|(e, c)| Edit::Drop(e, c)),
        (at.clone(), 0usize..8, any::<bool>()).prop_map(|(e, c, s)| Edit::Evidence(e, c, s)),
        at.prop_map(Edit::Reverse),
    ];
    proptest::collection::vec(edit, 0..8)
}

fn apply(entities: &mut BTreeMap<String, Entity>, edit: &Edit) {
    let id = |entities: &BTreeMap<String, Entity>, at: usize| entities.keys().nth(at % entities.len().max(1)).cloned();
    let claim =
        |entities: &mut BTreeMap<String, Entity>, at: usize, c: usize, change: &dyn Fn(&mut Vec<Claim>, usize)| {
            if let Some(entity) = id(entities, at).and_then(|id| entities.get_mut(&id)) {
                let len = entity.claims.len();
                // The first claim is that the entity exists; its value is the identifier.
                if len > 1 {
                    change(&mut entity.claims, 1 + c % (len - 1));
                }
            }
        };
    match edit {
        Edit::Remove(at) => {
            if let Some(id) = id(entities, *at) {
                entities.remove(&id);
            }
        }
        Edit::Add(n) => {
            let id = format!("svl-x{n}");
            entities
                .entry(id.clone())
                .or_insert_with(|| entity("Agency", &id, &[], &[("name", "New"), ("country", "uz")]));
        }
        Edit::Value(at, c, v) => claim(entities, *at, *c, &|claims, c| claims[c].value = format!("value {v}").into()),
        Edit::Drop(at, c) => claim(entities, *at, *c, &|claims, c| drop(claims.remove(c))),
        Edit::Evidence(at, c, speaks) => claim(entities, *at, *c, &|claims, c| {
            claims[c].evidence.push(if *speaks { evidence("svl-s1", Grade::Confirmed) } else { against("svl-s2") });
        }),
        Edit::Reverse(at) => {
            if let Some(entity) = id(entities, *at).and_then(|id| entities.get_mut(&id)) {
                entity.claims.reverse();
            }
        }
    }
}

fn by_id(entities: Vec<Entity>) -> BTreeMap<String, Entity> {
    entities.into_iter().map(|e| (e.id.to_string(), e)).collect()
}

/// Identifiers that came, are gone, changed.
fn named(old: &BTreeMap<String, Entity>, new: &BTreeMap<String, Entity>) -> [BTreeSet<String>; 3] {
    let mut out = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
    let side = |side: &BTreeMap<String, Entity>| side.values().cloned().map(Ok::<_, ()>).collect::<Vec<_>>();
    for step in walk(side(old).into_iter(), side(new).into_iter()) {
        match step.unwrap() {
            Step::Came(e) => drop(out[0].insert(e.id.to_string())),
            Step::Gone(e) => drop(out[1].insert(e.id.to_string())),
            Step::Both(a, b) if !compare(&a, &b).is_none() => drop(out[2].insert(b.id.to_string())),
            Step::Both(..) => {}
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn exactly_what_differs_is_named(edits in edits()) {
        let old = by_id(old().entities);
        let mut new = old.clone();
        edits.iter().for_each(|edit| apply(&mut new, edit));
        let [came, gone, changed] = named(&old, &new);
        let only = |a: &BTreeMap<String, Entity>, b: &BTreeMap<String, Entity>| {
            a.keys().filter(|id| !b.contains_key(*id)).cloned().collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(&came, &only(&new, &old));
        prop_assert_eq!(&gone, &only(&old, &new));
        let differ: BTreeSet<String> =
            old.iter().filter(|(id, e)| new.get(*id).is_some_and(|n| n != *e)).map(|(id, _)| id.clone()).collect();
        prop_assert_eq!(&changed, &differ);
        prop_assert_eq!(named(&new, &old), [gone, came, changed], "the other way round is the mirror");
        prop_assert_eq!(named(&new, &new), [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()]);
    }

    /// From the old telling and the difference the new one follows: nothing in it is left untold.
    #[test]
    fn the_difference_is_whole(edits in edits()) {
        use sousveil_export::diff::entity::ClaimChange;
        let old = by_id(old().entities);
        let mut new = old.clone();
        edits.iter().for_each(|edit| apply(&mut new, edit));
        for (id, before) in &old {
            let Some(after) = new.get(id) else { continue };
            let mut claims = before.claims.clone();
            let take = |claims: &mut Vec<Claim>, claim: &Claim| {
                let at = claims.iter().position(|c| c == claim).unwrap_or_else(|| panic!("{claim:?} was not there"));
                claims.remove(at);
            };
            for change in compare(before, after).claims {
                match change {
                    ClaimChange::Came(new) => claims.push(new),
                    ClaimChange::Went(old) => take(&mut claims, &old),
                    ClaimChange::Replaced { old, new, .. } | ClaimChange::Evidence { old, new, .. } => {
                        take(&mut claims, &old);
                        claims.push(new);
                    }
                }
            }
            let sorted = |claims: &[Claim]| {
                let mut texts: Vec<String> = claims.iter().map(|c| format!("{c:?}")).collect();
                texts.sort();
                texts
            };
            prop_assert_eq!(sorted(&claims), sorted(&after.claims));
        }
    }
}
