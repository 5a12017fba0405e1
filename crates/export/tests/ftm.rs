//! What leaves in FollowTheMoney's schemata, and what stays, on a small hand-made snapshot.

#![expect(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use std::collections::BTreeMap;

use serde_json::Value;
use sousveil_export::claims_jsonl;
use sousveil_export::ftm::{LeftOut, entities, native, statements};
use sousveil_model::claim::{EXISTENCE, Origin};
use sousveil_model::ftm::{Kind, Schema, StatementForm as Form};
use sousveil_model::{Change, Claim, Dataset, Entity, Evidence, EvidenceKind, Grade, Redirect, Stance};
use sousveil_snapshot::{Contents, Snapshot};

fn evidence(source: &str, stance: Stance) -> Evidence {
    Evidence {
        source: Some(source.parse().unwrap()),
        locator: None,
        quotation: None,
        stance,
        grade: Some(Grade::Reported),
        kind: EvidenceKind::Source,
        as_written: None,
        note: None,
    }
}

fn entity(schema: &str, id: &str, claims: &[(&str, &str)]) -> Entity {
    let claim = |(property, value): &(&str, &str)| Claim {
        property: (*property).into(),
        value: (*value).into(),
        evidence: if schema == "Source" { Vec::new() } else { vec![evidence("svl-s1", Stance::Supports)] },
    };
    let claims = std::iter::once(&(EXISTENCE, id)).chain(claims).map(claim).collect();
    Entity { id: id.parse().unwrap(), schema: schema.into(), origin: None, claims }
}

fn deny(mut entity: Entity, property: &str) -> Entity {
    for claim in entity.claims.iter_mut().filter(|c| c.property == property) {
        claim.evidence.push(evidence("svl-s1", Stance::Contradicts));
    }
    entity
}

fn transfer(id: &str, stage: &str, more: &[(&str, &str)]) -> Entity {
    let mut claims = vec![("supplier", "svl-acme"), ("recipient_country", "uz"), ("stage", stage)];
    claims.extend(more);
    entity("Transfer", id, &claims)
}

fn all() -> Vec<Entity> {
    let end_user = ("end_user", "svl-snb");
    let mut sale = transfer(
        "svl-t1",
        "in_use",
        &[
            end_user,
            ("intermediary", "svl-beta"),
            ("technologies", "lawful_interception"),
            ("products", "svl-eye"),
            ("agreed", "2012"),
            ("delivered", "2013/2014"),
            ("used", "../2020"),
            ("disclosed", "2021-05-06"),
            ("summary", "Told by a report."),
        ],
    );
    sale.origin = Some(Origin { key: "sii".into(), id: Some("row 7".into()) });
    let mut acme = entity(
        "Company",
        "svl-acme",
        &[("name", "Acme  Ltd"), ("country", "gb"), ("country", "de"), ("website", "http://acme.example")],
    );
    acme.claims[3].evidence.push(evidence("svl-s1", Stance::Contradicts));
    acme.claims[2].evidence[0].as_written = Some("England".into());
    vec![
        entity(
            "Source",
            "svl-s1",
            &[("title", "A report"), ("kind", "research"), ("opened", "yes"), ("language", "xx")],
        ),
        entity("Source", "svl-s2", &[("title", "A list"), ("kind", "official"), ("url", "https://x.example/list.pdf")]),
        entity("Technology", "lawful_interception", &[("label", "Interception"), ("definition", "Listens")]),
        acme,
        entity("Company", "svl-beta", &[("name", "Beta")]),
        entity("Company", "with_underscore", &[("name", "Odd")]),
        entity("Company", "svl-x-ftm-maker", &[("name", "Odd too")]),
        entity(
            "Agency",
            "svl-snb",
            &[("name", "Service"), ("country", "uz"), ("kind", "intelligence"), ("parent", "svl-snb")],
        ),
        entity("Product", "svl-eye", &[("name", "Eye"), ("technology", "lawful_interception"), ("maker", "svl-acme")]),
        sale,
        transfer("svl-t2", "licensed", &[end_user]),
        transfer("svl-t3", "advertised", &[]),
        transfer("svl-t4", "licence_refused", &[]),
        deny(transfer("svl-t5", "delivered", &[end_user]), EXISTENCE),
        transfer("svl-t6", "tendered", &[]),
        entity(
            "Relation",
            "svl-r1",
            &[("from", "svl-acme"), ("to", "svl-beta"), ("kind", "acquired_by"), ("percentage", "51")],
        ),
        entity(
            "Relation",
            "svl-r2",
            &[("from", "svl-acme"), ("to", "svl-beta"), ("kind", "reseller"), ("percentage", "5")],
        ),
        entity("Incident", "svl-i1", &[("date", "2020"), ("country", "uz"), ("summary", "A phone was infected.")]),
        entity(
            "Measure",
            "us-acme",
            &[
                ("issuer", "US"),
                ("kind", "entity_list"),
                ("binds", "un"),
                ("target_type", "company"),
                ("target", "svl-acme"),
            ],
        ),
        entity(
            "Measure",
            "eu-uz",
            &[("issuer", "EU"), ("kind", "arms_embargo"), ("target_type", "country"), ("target", "uz")],
        ),
    ]
}

fn snapshot() -> Snapshot {
    snapshot_of(all())
}

fn snapshot_of(entities: Vec<Entity>) -> Snapshot {
    let dataset = Dataset {
        name: "demo".to_owned(),
        title: "Demo".to_owned(),
        summary: "For tests".to_owned(),
        publisher: "Us".to_owned(),
        licence: "CC-BY-4.0".to_owned(),
        homepage: None,
        contact: None,
        version: "2026-11-26".to_owned(),
        vocabulary: sousveil_model::Vocabulary::default(),
        origin: BTreeMap::default(),
    };
    let change = |date: &str, entity: &str, kind: &str| Change {
        date: date.to_owned(),
        entity: entity.to_owned(),
        property: String::new(),
        old: String::new(),
        new: String::new(),
        kind: kind.to_owned(),
        reason: "taken in".to_owned(),
        source: String::new(),
    };
    let changes = vec![change("2025-01-02", "svl-acme", "addition"), change("2026-03-04", "svl-acme", "correction")];
    let redirect = |old: &str, new: &str| Redirect {
        old: old.to_owned(),
        new: new.to_owned(),
        date: "2026-01-01".to_owned(),
        reason: "one and the same".to_owned(),
    };
    let redirects = vec![redirect("svl-old1", "svl-old2"), redirect("svl-old2", "svl-acme"), redirect("svl-gone", "")];
    Snapshot::in_memory(&Contents { dataset, entities, changes, redirects, coverage: Vec::new() }).unwrap()
}

fn told(snapshot: &Snapshot) -> BTreeMap<String, Value> {
    let mut out = Vec::new();
    entities(snapshot, &mut out).unwrap();
    let lines = String::from_utf8(out).unwrap();
    let ids: Vec<String> =
        lines.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["id"].as_str().unwrap().to_owned()).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    lines.lines().zip(ids).map(|(line, id)| (id, serde_json::from_str(line).unwrap())).collect()
}

#[test]
fn a_sale_has_its_contract_its_dates_and_its_doubt() {
    let told = told(&snapshot());
    let properties = &told["svl-t1"]["properties"];
    let expected = serde_json::json!({
        "sender": ["svl-acme"], "receiver": ["svl-snb"], "destinationCountry": ["uz"],
        "goodsDescription": ["technologies: lawful_interception", "products: Eye [svl-eye]"],
        "date": ["2012"], "startDate": ["2013"], "endDate": ["2014", "2020"],
        "description": ["agreed: 2012", "delivered: 2013/2014", "used: ../2020", "disclosed: 2021-05-06"],
        "summary": ["[in_use; reported] Told by a report."], "contract": ["svl-t1-ftm-contract"],
        "recordId": ["row 7"], "proof": ["svl-s1"],
    });
    assert_eq!(properties, &expected);
    assert_eq!(told["svl-t1"]["caption"], "Acme  Ltd → Uzbekistan (Service)");
    assert_eq!(told["svl-t1-ftm-contract"]["properties"]["authority"], serde_json::json!(["svl-snb"]));
    assert_eq!(told["svl-t1-ftm-contract"]["properties"]["contractDate"], serde_json::json!(["2012"]));
    assert_eq!(told["svl-t1-ftm-award"]["properties"]["supplier"], serde_json::json!(["svl-acme"]));
    let tie = &told["svl-t1-ftm-intermediary"]["properties"];
    assert_eq!(
        (&tie["subject"], &tie["object"]),
        (&serde_json::json!(["svl-beta"]), &serde_json::json!(["svl-acme", "svl-snb"]))
    );
    assert_eq!(told["svl-eye-ftm-maker"]["properties"]["role"], serde_json::json!(["maker"]));
}

#[test]
fn a_licence_is_no_contract_and_what_is_no_sale_stays_here() {
    let told = told(&snapshot());
    assert_eq!(told["svl-t2"]["properties"]["summary"], serde_json::json!(["[licensed; reported]"]));
    assert!(!told.contains_key("svl-t2-ftm-contract"));
    for stays in [
        "svl-t3",
        "svl-t4",
        "svl-t5",
        "svl-t6",
        "lawful_interception",
        "with_underscore",
        "svl-x-ftm-maker",
        "eu-uz",
        "uz",
    ] {
        assert!(!told.contains_key(stays), "{stays}");
    }
    assert!(told.keys().all(|id| !id.contains('_')));
}

#[test]
fn edges_point_the_right_way() {
    let told = told(&snapshot());
    let owner = &told["svl-r1"];
    assert_eq!(owner["schema"], "Ownership");
    assert_eq!(owner["properties"]["owner"], serde_json::json!(["svl-beta"]));
    assert_eq!(owner["properties"]["percentage"], serde_json::json!(["51"]));
    let reseller = &told["svl-r2"];
    assert_eq!(
        (&reseller["schema"], &reseller["properties"]["subject"]),
        (&"UnknownLink".into(), &serde_json::json!(["svl-acme"]))
    );
    assert_eq!(reseller["properties"]["description"], serde_json::json!(["percentage: 5"]));
    assert_eq!(told["us-acme"]["properties"]["country"], serde_json::json!(["un"]));
    assert_eq!(told["svl-s2"]["schema"], "Document");
    assert_eq!(told["svl-s2"]["properties"]["fileName"], serde_json::json!(["list.pdf"]));
    assert_eq!(told["svl-i1"]["properties"]["name"], serde_json::json!([told["svl-i1"]["caption"]]));
}

/// Every entity that a value of an entity names: (entity, property, value).
fn references(told: &BTreeMap<String, Value>) -> Vec<(&str, &str, &str)> {
    let mut out = Vec::new();
    for (id, entity) in told {
        let schema = Schema::named(entity["schema"].as_str().unwrap()).unwrap();
        for (name, values) in entity["properties"].as_object().unwrap() {
            if schema.property(name).unwrap().kind == Kind::Entity {
                let values = values.as_array().unwrap().iter().map(|v| v.as_str().unwrap());
                out.extend(values.map(|value| (id.as_str(), name.as_str(), value)));
            }
        }
    }
    out
}

#[test]
fn no_reference_leads_to_what_stays_here() {
    assert!(references(&told(&snapshot())).len() > 10);
    for (stays, is_there) in
        [("svl-s1", true), ("svl-acme", true), ("svl-snb", true), ("svl-eye", true), ("svl-acme", false)]
    {
        let denied = |e: Entity| if e.id.as_str() == stays { deny(e, EXISTENCE) } else { e };
        let there = |e: &Entity| is_there || e.id.as_str() != stays;
        let snapshot = snapshot_of(all().into_iter().filter(there).map(denied).collect());
        let told = told(&snapshot);
        assert!(!told.contains_key(stays), "{stays}");
        for (entity, property, value) in references(&told) {
            assert!(told.contains_key(value), "{entity} {property} {value}");
        }
        let ledger = statements(&snapshot, Form::Csv, &mut std::io::sink()).unwrap();
        let left: u64 = ledger.values().iter().map(|v| v.count).sum();
        assert_eq!(ledger.told + left, snapshot.manifest().claims, "{stays}");
    }
}

#[test]
fn a_tie_to_what_stays_here_stays_too() {
    let denied = |e: Entity| if e.id.as_str() == "svl-beta" { deny(e, EXISTENCE) } else { e };
    let snapshot = snapshot_of(all().into_iter().map(denied).collect());
    let told = told(&snapshot);
    for stays in ["svl-r1", "svl-r2", "svl-t1-ftm-intermediary"] {
        assert!(!told.contains_key(stays), "{stays}");
    }
    assert!(told.contains_key("svl-t1-ftm-contract"));
    let ledger = statements(&snapshot, Form::Csv, &mut std::io::sink()).unwrap();
    let reasons: Vec<String> = ledger.rows().into_iter().filter(|r| r.table == "relations").map(|r| r.reason).collect();
    assert_eq!(
        reasons,
        [
            "no `object` that can leave, which each UnknownLink must have",
            "no `owner` that can leave, which each Ownership must have",
        ]
    );
    let value = |v: &&LeftOut| v.column.as_deref() == Some("intermediary");
    let left = ledger.values();
    assert_eq!(left.iter().find(value).map(|v| (v.reason.as_str(), v.count)), Some(("refers to what stays here", 1)));
}

#[test]
fn history_and_redirects_come_along() {
    let told = told(&snapshot());
    let acme = &told["svl-acme"];
    assert_eq!(acme["first_seen"], "2025-01-02T00:00:00");
    assert_eq!(acme["last_change"], "2026-03-04T00:00:00");
    assert_eq!(acme["last_seen"], "2026-11-26T00:00:00");
    assert_eq!(acme["referents"], serde_json::json!(["svl-old1", "svl-old2"]));
    assert_eq!(acme["datasets"], serde_json::json!(["demo"]));
    assert_eq!(told["svl-beta"]["first_seen"], "2026-11-26T00:00:00");
    // The denied country is not told; the address and the name are in the form that the cleaner keeps.
    assert_eq!(acme["properties"]["country"], serde_json::json!(["gb"]));
    assert_eq!(acme["properties"]["website"], serde_json::json!(["http://acme.example/"]));
    assert_eq!(acme["properties"]["name"], serde_json::json!(["Acme Ltd"]));
}

#[test]
fn every_claim_is_told_or_counted() {
    let snapshot = snapshot();
    let mut out = Vec::new();
    let ledger = statements(&snapshot, Form::Csv, &mut out).unwrap();
    let left: u64 = ledger.values().iter().map(|v| v.count).sum();
    assert_eq!(ledger.told + left, snapshot.manifest().claims);
    let find = |lines: &[LeftOut], table: &str, word: &str| -> u64 {
        lines.iter().filter(|l| l.table == table && l.reason.contains(word)).map(|l| l.count).sum()
    };
    let rows = ledger.rows();
    for (table, word) in [
        ("transfers", "disputed"),
        ("transfers", "advertised"),
        ("transfers", "tendered"),
        ("transfers", "refused"),
        ("technologies", "no schema"),
        ("measures", "country"),
    ] {
        assert_eq!(find(&rows, table, word), 1, "{table} {word}");
    }
    assert_eq!(find(&rows, "companies", "identifier"), 2);
    let values = ledger.values();
    assert_eq!(find(&values, "companies", "disputed"), 1);
    assert_eq!(find(&values, "agencies", "refers to itself"), 1);
    assert_eq!(find(&values, "sources", "no language"), 1);
}

#[test]
fn statements_are_the_entities_value_by_value() {
    let snapshot = snapshot();
    let told = told(&snapshot);
    let write = |form| {
        let mut out = Vec::new();
        statements(&snapshot, form, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let lines: Vec<Value> = write(Form::Json).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let values: usize = told
        .values()
        .flat_map(|e| e["properties"].as_object().unwrap().values())
        .map(|v| v.as_array().unwrap().len())
        .sum();
    assert_eq!(lines.len(), values + told.len());
    let find = |entity: &str, prop: &str| lines.iter().find(|l| l["entity_id"] == entity && l["prop"] == prop).unwrap();
    assert_eq!(find("svl-acme", "country")["original_value"], "England");
    assert_eq!(find("svl-acme", "website")["original_value"], "http://acme.example");
    assert_eq!(find("svl-t1", "sender")["origin"], "sii");
    assert_eq!(find("svl-acme", "id")["first_seen"], "2026-03-04T00:00:00");
    let csv = write(Form::Csv);
    assert!(csv.starts_with("\"canonical_id\",\"entity_id\",\"prop\",\"prop_type\",\"schema\",\"value\",\"dataset\",\"origin\",\"lang\",\"original_value\",\"external\",\"first_seen\",\"last_seen\",\"id\"\n"));
    assert_eq!(csv.lines().count(), lines.len() + 1);
    assert!(write(Form::Pack).contains("svl-acme,Company:name,Acme Ltd,demo,,Acme  Ltd,,,2025-01-02T00:00:00,"));
}

#[test]
fn claims_name_the_statement_that_tells_them() {
    let snapshot = snapshot();
    let mut out = Vec::new();
    statements(&snapshot, Form::Json, &mut out).unwrap();
    let ids: Vec<String> = String::from_utf8(out)
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    let mut out = Vec::new();
    claims_jsonl(&snapshot, &mut out).unwrap();
    let (mut told, mut left) = (0, 0);
    for line in String::from_utf8(out).unwrap().lines() {
        let claim: Value = serde_json::from_str(line).unwrap();
        match claim["ftm_statement_id"].as_str() {
            Some(id) => {
                assert!(ids.iter().any(|known| known == id), "{line}");
                told += 1;
            }
            None => left += 1,
        }
    }
    let ledger = statements(&snapshot, Form::Json, &mut std::io::sink()).unwrap();
    assert_eq!((told, told + left), (ledger.told, snapshot.manifest().claims));
}

#[test]
fn our_own_lines_hold_everything_and_read_back() {
    let snapshot = snapshot();
    let mut out = Vec::new();
    native(&snapshot, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<sousveil_model::lines::Line> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(text.lines().next(), Some("{\"format\":1}"));
    let read: Vec<Entity> = lines
        .into_iter()
        .filter_map(|l| if let sousveil_model::lines::Line::Entity(e) = l { Some(e) } else { None })
        .collect();
    let mut given = all();
    given.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(read, given);
}
