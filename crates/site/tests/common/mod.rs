//! A small hand-made dataset and a way to ask the router.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "tests stop at the first surprise")]

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use sousveil_model::claim::EXISTENCE;
use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Grade, Stance};
use sousveil_site::{Site, SiteConfig, router};
use sousveil_snapshot::{Change, Contents, Coverage, Dataset, Redirect, Snapshot};
use tower::ServiceExt as _;

pub fn evidence(source: &str, grade: Grade) -> Evidence {
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

/// An entity whose every claim rests on the same sources.
pub fn entity(schema: &str, id: &str, sources: &[(&str, Grade)], claims: &[(&str, &str)]) -> Entity {
    let proof: Vec<Evidence> = sources.iter().map(|(s, g)| evidence(s, *g)).collect();
    let claim =
        |property: &str, value: &str| Claim { property: property.into(), value: value.into(), evidence: proof.clone() };
    let mut all = vec![claim(EXISTENCE, id)];
    all.extend(claims.iter().map(|(p, v)| claim(p, v)));
    Entity { id: id.parse().unwrap(), schema: schema.into(), origin: None, claims: all }
}

const PI: (&str, Grade) = ("svl-src-pi", Grade::Reported);
const REPOST: (&str, Grade) = ("svl-src-repost", Grade::Reported);

pub fn contents() -> Contents {
    let mut entities = vec![
        entity(
            "Source",
            "svl-src-pi",
            &[],
            &[
                ("title", "Private Interests: Monitoring Central Asia"),
                ("publisher", "Privacy International"),
                ("published", "2014-11"),
                ("kind", "research"),
                ("url", "https://privacyinternational.org/report"),
                ("language", "en"),
                ("opened", "yes"),
            ],
        ),
        entity(
            "Source",
            "svl-src-repost",
            &[],
            &[
                ("title", "Спутник: копия"),
                ("kind", "repost"),
                ("opened", "no"),
                ("cites", "svl-src-pi"),
                ("language", "ru"),
                ("url", "javascript:alert(1)"),
            ],
        ),
        entity(
            "Source",
            "svl-src-wl",
            &[],
            &[
                ("title", "Hacking Team mails"),
                ("publisher", "WikiLeaks"),
                ("published", "2015-07"),
                ("kind", "leak"),
                ("opened", "yes"),
            ],
        ),
        entity(
            "Technology",
            "monitoring_centre".replace('_', "-").as_str(),
            &[],
            &[
                ("label", "Monitoring centre"),
                ("definition", "A room that takes in intercepted traffic."),
                ("can_see", "Calls, messages and the whereabouts of all subscribers."),
                ("protects", "End-to-end encryption."),
            ],
        ),
        entity(
            "Technology",
            "intrusion",
            &[],
            &[
                ("label", "Intrusion"),
                ("definition", "Software that takes over a device."),
                ("can_see", "Everything on the device."),
            ],
        ),
        entity(
            "Company",
            "svl-verint",
            &[PI],
            &[
                ("name", "Verint Systems"),
                ("aliases", "Comverse Infosys"),
                ("country", "il"),
                ("status", "active"),
                ("technologies", "monitoring-centre"),
            ],
        ),
        entity("Company", "svl-nice", &[PI], &[("name", "NICE Systems"), ("country", "il"), ("status", "active")]),
        entity(
            "Company",
            "svl-ht",
            &[("svl-src-wl", Grade::Confirmed)],
            &[("name", "Hacking Team"), ("country", "it"), ("status", "renamed")],
        ),
        entity("Company", "svl-memento", &[], &[("name", "Memento Labs"), ("country", "it")]),
        entity("Company", "svl-evil", &[], &[("name", "<script>alert(1)</script> & \"Sons\""), ("aliases", "=cmd()")]),
        entity(
            "Agency",
            "svl-snb",
            &[PI],
            &[
                ("name", "National Security Service"),
                ("aliases", "Milliy xavfsizlik xizmati"),
                ("country", "uz"),
                ("kind", "intelligence"),
            ],
        ),
        entity(
            "Product",
            "svl-rcs",
            &[("svl-src-wl", Grade::Confirmed)],
            &[("name", "Remote Control System"), ("maker", "svl-ht"), ("technology", "intrusion")],
        ),
        entity(
            "Transfer",
            "svl-t-verint",
            &[PI, REPOST],
            &[
                ("supplier", "svl-verint"),
                ("supplier_country", "il"),
                ("recipient_country", "uz"),
                ("end_user", "svl-snb"),
                ("technologies", "monitoring-centre"),
                ("stage", "delivered"),
                ("delivered", "2008/2010"),
                ("disclosed", "2014-11"),
                ("summary", "Monitoring centres were installed for the security service."),
            ],
        ),
        entity(
            "Transfer",
            "svl-t-nice",
            &[PI],
            &[
                ("supplier", "svl-nice"),
                ("supplier_country", "il"),
                ("recipient_country", "uz"),
                ("technologies", "monitoring-centre"),
                ("stage", "in_use"),
                ("disclosed", "2014-11"),
            ],
        ),
        entity(
            "Transfer",
            "svl-t-ht",
            &[("svl-src-wl", Grade::Confirmed)],
            &[
                ("supplier", "svl-ht"),
                ("supplier_country", "it"),
                ("recipient_country", "kz"),
                ("technologies", "intrusion"),
                ("product", "RCS 8"),
                ("products", "svl-rcs"),
                ("stage", "contracted"),
                ("agreed", "2012"),
                ("disclosed", "2015-07"),
            ],
        ),
        entity(
            "Measure",
            "eu-arms-uz-2005",
            &[("svl-src-pi", Grade::Confirmed)],
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
                ("scope", "All arms and related materiel"),
                ("verified", "no"),
            ],
        ),
        entity(
            "Relation",
            "svl-r-memento",
            &[],
            &[("from", "svl-ht"), ("to", "svl-memento"), ("kind", "renamed_to"), ("from_date", "2019")],
        ),
        entity(
            "Incident",
            "svl-i-kz",
            &[PI],
            &[
                ("date", "2015"),
                ("country", "kz"),
                ("products", "svl-rcs"),
                ("supplier", "svl-ht"),
                ("target_group", "journalists"),
                ("summary", "Journalists were sent infected documents."),
            ],
        ),
    ];
    for n in 1..=3 {
        entities.push(entity(
            "Transfer",
            &format!("svl-lic-{n}"),
            &[("svl-src-pi", Grade::Confirmed)],
            &[
                ("supplier_country", "it"),
                ("recipient_country", "uz"),
                ("technologies", "intrusion"),
                ("stage", "licensed"),
                ("agreed", "2013"),
            ],
        ));
    }
    // One claim with a quotation, and a rival that contradicts.
    if let Some(claim) = entities
        .iter_mut()
        .find(|e| e.id.as_str() == "svl-t-verint")
        .and_then(|e| e.claims.iter_mut().find(|c| c.property == "stage"))
    {
        let first = claim.evidence.first_mut().unwrap();
        first.quotation = Some("Verint & NICE <both> installed \"monitoring centres\"".into());
        first.locator = Some("page 37".into());
        first.as_written = Some("installed".into());
        let mut against = evidence("svl-src-wl", Grade::Alleged);
        against.stance = Stance::Contradicts;
        claim.evidence.push(against);
    }
    Contents {
        dataset: Dataset {
            name: "sousveil".to_owned(),
            title: "Sousveil open data".to_owned(),
            summary: "Who sold surveillance technology to whom.".to_owned(),
            publisher: "Sousveil".to_owned(),
            licence: "CC-BY-4.0".to_owned(),
            homepage: None,
            contact: None,
            version: "2026-11-26".to_owned(),
            vocabulary: sousveil_model::Vocabulary::default(),
            origin: BTreeMap::new(),
        },
        entities,
        changes: vec![
            change("2026-01-02", "svl-t-verint", "", "", "", "addition", "First import & check"),
            change("2026-01-02", "svl-t-old", "", "", "", "addition", "First import"),
            change("2026-02-03", "svl-nice", "status", "acquired", "active", "correction", "Register <checked>"),
            change("2026-03-04", "svl-gone", "", "", "", "withdrawal", "Was a duplicate of a press notice"),
        ],
        redirects: vec![
            redirect("svl-old", "svl-verint", "Same company"),
            redirect("svl-t-old", "svl-t-verint", "Told twice"),
            redirect("svl-t-older", "svl-t-old", "Told three times"),
            redirect("svl-dead", "", "No source could be found again"),
        ],
        coverage: vec![Coverage {
            subject: "EU".to_owned(),
            kind: "measures".to_owned(),
            target: "uz".to_owned(),
            from: "2000".to_owned(),
            to: "2026".to_owned(),
            note: "Official Journal".to_owned(),
        }],
    }
}

fn change(date: &str, entity: &str, property: &str, old: &str, new: &str, kind: &str, reason: &str) -> Change {
    Change {
        date: date.to_owned(),
        entity: entity.to_owned(),
        property: property.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        kind: kind.to_owned(),
        reason: reason.to_owned(),
        source: String::new(),
    }
}

fn redirect(old: &str, new: &str, reason: &str) -> Redirect {
    Redirect { old: old.to_owned(), new: new.to_owned(), date: "2026-05-06".to_owned(), reason: reason.to_owned() }
}

/// A site over some contents.
pub fn site_of(contents: &Contents, config: SiteConfig) -> Router {
    let snapshot = Snapshot::in_memory(contents).expect("the sample compiles");
    router(Arc::new(Site::new(config, Arc::new(snapshot)).unwrap()))
}

/// The site over the sample.
pub fn site() -> Router {
    site_of(&contents(), SiteConfig::default())
}

/// An answer, read whole.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Got {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "`{text}` is not in:\n{}", self.body);
        self
    }

    #[track_caller]
    pub fn hides(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "`{text}` is in:\n{}", self.body);
        self
    }
}

pub async fn ask(router: &Router, request: Request<Body>) -> Got {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 32 << 20).await.unwrap();
    Got { status: parts.status, headers: parts.headers, body: String::from_utf8(bytes.to_vec()).unwrap() }
}

pub async fn get(router: &Router, path: &str) -> Got {
    ask(router, Request::get(path).body(Body::empty()).unwrap()).await
}

/// A page that must be there.
#[track_caller]
pub fn ok(got: Got) -> Got {
    assert_eq!(got.status, StatusCode::OK, "{}", got.body);
    got
}
