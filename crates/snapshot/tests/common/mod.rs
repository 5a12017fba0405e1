//! A small dataset that every test knows.
#![expect(clippy::expect_used, reason = "tests stop at the first thing that is wrong")]
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use std::collections::BTreeMap;

use sousveil_model::claim::{EXISTENCE, Origin};
use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Grade, Id, Stance};
use sousveil_snapshot::{Answer, Change, Contents, Coverage, Dataset, Query, Redirect, Snapshot, Upstream};

pub fn id(text: &str) -> Id {
    text.parse().expect("an identifier")
}

pub fn evidence(source: &str, grade: Option<Grade>, quotation: Option<&str>) -> Evidence {
    Evidence {
        source: Some(id(source)),
        locator: None,
        quotation: quotation.map(Into::into),
        stance: Stance::Supports,
        grade,
        kind: EvidenceKind::Source,
        as_written: None,
        note: None,
    }
}

/// An entity whose claims rest on the source `src-report`; those of sources rest on nothing.
pub fn entity(schema: &str, key: &str, claims: &[(&str, &str)]) -> Entity {
    let evidence = match schema {
        "Source" => Vec::new(),
        _ => vec![evidence("src-report", Some(Grade::Reported), None)],
    };
    let claim = |&(property, value): &(&str, &str)| Claim {
        property: property.into(),
        value: value.into(),
        evidence: evidence.clone(),
    };
    let exists = (schema != "Source").then_some((EXISTENCE, key));
    let claims = exists.iter().chain(claims).map(claim).collect();
    Entity { id: id(key), schema: schema.into(), origin: None, claims }
}

pub fn contents() -> Contents {
    let mut quoted = entity(
        "Transfer",
        "tr-2",
        &[
            ("supplier", "co-ht"),
            ("supplier_country", "it"),
            ("recipient_country", "sd"),
            ("technologies", "intrusion"),
            ("stage", "delivered"),
            ("delivered", "2012-06/2014"),
            ("disclosed", "2015-07"),
            ("summary", "Remote control of phones"),
        ],
    );
    if let Some(claim) = quoted.claims.last_mut() {
        claim.evidence =
            vec![evidence("src-leak", Some(Grade::Confirmed), Some("the galileo subscription was renewed"))];
    }
    let mut imported = entity(
        "Transfer",
        "tr-4",
        &[
            ("supplier_country", "de"),
            ("recipient_country", "uz"),
            ("technologies", "monitoring"),
            ("stage", "licensed"),
            ("disclosed", "2013"),
        ],
    );
    imported.origin = Some(Origin { key: "sii".into(), id: Some("4".into()) });
    let mut closed = entity("Transfer", "tr-9", &[("stage", "delivered")]);
    closed.origin = Some(Origin { key: "closed".into(), id: None });
    Contents {
        dataset: dataset(),
        entities: vec![
            entity(
                "Source",
                "src-report",
                &[("title", "A report on wiretaps"), ("kind", "research"), ("opened", "yes"), ("published", "2014-11")],
            ),
            entity(
                "Source",
                "src-leak",
                &[("title", "Emails of a vendor"), ("kind", "leak"), ("opened", "no"), ("cites", "src-report")],
            ),
            entity("Technology", "intrusion", &[("label", "Intrusion"), ("definition", "Takes over a device")]),
            entity("Technology", "monitoring", &[("label", "Monitoring centre"), ("definition", "Watches a network")]),
            entity(
                "Company",
                "co-verint",
                &[("name", "Vérint Systems Ltd"), ("aliases", "Comverse Infosys"), ("country", "il")],
            ),
            entity(
                "Company",
                "co-nice",
                &[("name", "NICE Systems"), ("country", "il"), ("technologies", "monitoring")],
            ),
            entity("Company", "co-ht", &[("name", "Hacking Team S.r.l."), ("country", "it")]),
            entity("Company", "co-protei", &[("name", "Протей"), ("aliases", "监控软件"), ("country", "ru")]),
            entity("Company", "co-uz", &[("name", "Uzbekistan Monitoring Works"), ("country", "uz")]),
            entity(
                "Agency",
                "ag-snb",
                &[("name", "National Security Service"), ("country", "uz"), ("kind", "intelligence")],
            ),
            entity("Product", "pr-galileo", &[("name", "Galileo"), ("maker", "co-ht"), ("technology", "intrusion")]),
            entity(
                "Transfer",
                "tr-1",
                &[
                    ("supplier", "co-verint"),
                    ("supplier", "co-nice"),
                    ("supplier_country", "il"),
                    ("recipient_country", "uz"),
                    ("end_user", "ag-snb"),
                    ("technologies", "monitoring"),
                    ("stage", "in_use"),
                    ("used", "2014"),
                    ("disclosed", "2014-11-20"),
                ],
            ),
            quoted,
            entity(
                "Transfer",
                "tr-3",
                &[("recipient_country", "uz"), ("technologies", "monitoring"), ("stage", "tendered")],
            ),
            imported,
            closed,
            entity(
                "Relation",
                "re-1",
                &[("from", "co-verint"), ("to", "co-nice"), ("kind", "acquired_by"), ("from_date", "2016")],
            ),
            entity(
                "Incident",
                "in-1",
                &[
                    ("date", "2017-03"),
                    ("country", "uz"),
                    ("products", "pr-galileo"),
                    ("summary", "A journalist was aimed at"),
                ],
            ),
            entity(
                "Measure",
                "eu-arms-uz-2005",
                &[
                    ("issuer", "EU"),
                    ("kind", "arms_embargo"),
                    ("binds", "eu"),
                    ("target_type", "country"),
                    ("target", "uz"),
                    ("effect", "prohibition"),
                    ("technologies", "all_arms_only"),
                    ("from", "2005-11-14"),
                    ("to", "2009-10-31"),
                    ("verified", "no"),
                ],
            ),
            entity(
                "Measure",
                "us-list-ht",
                &[
                    ("issuer", "US/BIS"),
                    ("kind", "entity_list"),
                    ("target_type", "company"),
                    ("target", "co-ht"),
                    ("adopted", "2021"),
                    ("verified", "yes"),
                ],
            ),
        ],
        changes: vec![Change {
            date: "2026-11-22".to_owned(),
            entity: "tr-1".to_owned(),
            property: "used".to_owned(),
            old: "2013".to_owned(),
            new: "2014".to_owned(),
            kind: "correction".to_owned(),
            reason: "misread".to_owned(),
            source: "src-report".to_owned(),
        }],
        redirects: vec![redirect("co-z", "co-ht"), redirect("co-a", "co-nice")],
        coverage: vec![Coverage {
            subject: "EU".to_owned(),
            kind: "arms_embargo".to_owned(),
            target: "uz".to_owned(),
            from: "2000".to_owned(),
            to: String::new(),
            note: String::new(),
        }],
    }
}

fn redirect(old: &str, new: &str) -> Redirect {
    Redirect { old: old.to_owned(), new: new.to_owned(), date: "2026-01-01".to_owned(), reason: "merged".to_owned() }
}

pub fn dataset() -> Dataset {
    let upstream = |include| Upstream {
        title: "Index".to_owned(),
        publisher: "Somebody".to_owned(),
        url: None,
        terms: "none found".to_owned(),
        include,
    };
    Dataset {
        name: "test".to_owned(),
        title: "Test".to_owned(),
        summary: "For tests".to_owned(),
        publisher: "Us".to_owned(),
        licence: "CC-BY-4.0".to_owned(),
        homepage: None,
        contact: None,
        version: "1".to_owned(),
        vocabulary: sousveil_model::Vocabulary::default(),
        origin: BTreeMap::from([("sii".to_owned(), upstream(true)), ("closed".to_owned(), upstream(false))]),
    }
}

/// The identifiers of an answer's hits.
pub fn ids(snapshot: &Snapshot, answer: &Answer) -> Vec<String> {
    answer.hits.iter().filter_map(|&number| snapshot.head(number)).map(|head| head.id.to_owned()).collect()
}

pub fn ask(snapshot: &Snapshot, query: &Query) -> Vec<String> {
    ids(snapshot, &snapshot.query(query).expect("an answer"))
}
