//! A synthetic dataset: every thing in it is made up, in shares and with degrees like those of real ones.

mod maker;

use std::collections::BTreeMap;
use std::io::{self, Write};

use sousveil_model::lines::{FORMAT, Line};
use sousveil_model::{Change, Claim, Country, Coverage, Dataset, Entity, Id};

use crate::dice::Dice;

/// Kinds of entities with their share in a thousand.
const SHARES: [(Kind, u64); 8] = [
    (Kind::Company, 120),
    (Kind::Agency, 30),
    (Kind::Product, 50),
    (Kind::Transfer, 520),
    (Kind::Relation, 80),
    (Kind::Incident, 40),
    (Kind::Measure, 30),
    (Kind::Source, 130),
];

const TECHNOLOGIES: &[&str] = &[
    "audio",
    "biometrics",
    "counter_surveillance",
    "deep_packet_inspection",
    "fibre_tap",
    "forensics",
    "imsi_catcher",
    "internet_filtering",
    "intrusion",
    "lawful_interception",
    "location_tracking",
    "monitoring_centre",
    "network_infrastructure",
    "osint_analytics",
    "other",
    "video",
];

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the schemata")]
pub enum Kind {
    Company,
    Agency,
    Product,
    Transfer,
    Relation,
    Incident,
    Measure,
    Source,
}

/// A dataset that has not been written yet: any entity of it can be made by itself.
#[derive(Debug, Clone)]
pub struct Synth {
    seed: u64,
    counts: [(Kind, u64); 8],
    countries: Vec<&'static str>,
}

impl Synth {
    /// A dataset of about that many entities.
    pub fn new(entities: u64, seed: u64) -> Self {
        let counts = SHARES.map(|(kind, share)| (kind, (entities * share / 1000).max(1)));
        // Not in the order of the alphabet: the first ones get most.
        let mut countries: Vec<&str> = Country::all().map(Country::code).collect();
        countries
            .sort_by_key(|code| Dice::new(seed, 99, code.bytes().fold(0, |sum, b| sum * 256 + u64::from(b))).throw());
        Self { seed, counts, countries }
    }

    /// How many there are of a kind.
    pub fn count(&self, kind: Kind) -> u64 {
        self.counts.iter().find(|(k, _)| *k == kind).map_or(0, |(_, n)| *n)
    }

    /// The identifier of one.
    pub fn id(&self, kind: Kind, number: u64) -> Id {
        let text = self.key(kind, number);
        text.parse().unwrap_or_else(|_| Id::mint("synthetic", &text))
    }

    fn key(&self, kind: Kind, number: u64) -> String {
        let hash = Dice::new(self.seed, 1000 + kind as u64, number).throw();
        let mut base32 = data_encoding::BASE32_NOPAD.encode(&hash.to_be_bytes());
        base32.make_ascii_lowercase();
        format!("svl-{base32}")
    }

    /// Writes all of it as our own lines, sorted by identifier unless `shuffled`.
    ///
    /// # Errors
    /// Writing fails.
    pub fn write(&self, out: &mut dyn Write, shuffled: bool) -> io::Result<u64> {
        let mut line = |line: &Line| -> io::Result<()> {
            serde_json::to_writer(&mut *out, line)?;
            out.write_all(b"\n")
        };
        line(&Line::Format(FORMAT))?;
        line(&Line::Dataset(self.dataset()))?;
        let mut all: Vec<(String, Kind, u64)> = Vec::new();
        for (kind, count) in self.counts {
            all.extend((0..count).map(|number| (self.key(kind, number), kind, number)));
        }
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        all.dedup_by(|a, b| a.0 == b.0);
        if shuffled {
            all.sort_by_key(|(_, kind, number)| Dice::new(self.seed, 2000 + *kind as u64, *number).throw());
        }
        // Their identifiers are words, some of which come before all others and some behind.
        let (before, behind): (Vec<&str>, Vec<&str>) = TECHNOLOGIES.iter().partition(|key| **key < "svl-");
        before.iter().try_for_each(|key| line(&Line::Entity(technology(key))))?;
        for (_, kind, number) in &all {
            line(&Line::Entity(self.entity(*kind, *number)))?;
        }
        behind.iter().try_for_each(|key| line(&Line::Entity(technology(key))))?;
        for n in 0..200.min(self.count(Kind::Company)) {
            let change = |kind: &str| Change {
                date: "2026-11-01".to_owned(),
                entity: self.id(Kind::Company, n).to_string(),
                property: String::new(),
                old: String::new(),
                new: String::new(),
                kind: kind.to_owned(),
                reason: "made up".to_owned(),
                source: String::new(),
            };
            line(&Line::Change(change("addition")))?;
        }
        line(&Line::Coverage(Coverage {
            subject: "transfers".to_owned(),
            kind: "synthetic".to_owned(),
            target: String::new(),
            from: "2000".to_owned(),
            to: "2026".to_owned(),
            note: "nothing was looked for: all of this is made up".to_owned(),
        }))?;
        Ok(all.len() as u64 + TECHNOLOGIES.len() as u64)
    }

    /// Companies as FollowTheMoney's entity lines: what both programs can read.
    ///
    /// # Errors
    /// Writing fails.
    pub fn write_ftm(&self, out: &mut dyn Write, most: u64) -> io::Result<u64> {
        let count = self.count(Kind::Company).min(most);
        for number in 0..count {
            let company = self.entity(Kind::Company, number);
            let mut properties: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for claim in &company.claims {
                let property = match claim.property.as_str() {
                    "name" => "name",
                    "aliases" => "alias",
                    "country" => "country",
                    "founded" => "incorporationDate",
                    "status" => "status",
                    "website" => "website",
                    "note" => "notes",
                    _ => continue,
                };
                properties.entry(property).or_default().push(&claim.value);
            }
            let caption = company.first("name").unwrap_or_default();
            let entity = serde_json::json!({
                "id": company.id, "caption": caption, "schema": "Company", "properties": properties,
                "datasets": ["synthetic"], "referents": [],
            });
            serde_json::to_writer(&mut *out, &entity)?;
            out.write_all(b"\n")?;
        }
        Ok(count)
    }

    fn dataset(&self) -> Dataset {
        Dataset {
            name: "synthetic".to_owned(),
            title: "Synthetic, no real thing".to_owned(),
            summary: format!(
                "Made up by a program (seed {}) to measure with; no name, deal or source in it is real.",
                self.seed
            ),
            publisher: "sousveil-bench".to_owned(),
            licence: "CC0-1.0".to_owned(),
            homepage: None,
            contact: None,
            version: "2026-11-01".to_owned(),
            vocabulary: sousveil_model::Vocabulary::default(),
            origin: BTreeMap::new(),
        }
    }
}

fn technology(key: &str) -> Entity {
    let claim =
        |property: &str, value: &str| Claim { property: property.into(), value: value.into(), evidence: Vec::new() };
    let label = key.replace('_', " ");
    let claims = vec![
        claim("key", key),
        claim("label", &label),
        claim("definition", &format!("Stands for {label} in a synthetic dataset")),
        claim("can_see", "Nothing: it is made up"),
    ];
    Entity {
        id: key.parse().unwrap_or_else(|_| Id::mint("technologies", key)),
        schema: "Technology".into(),
        origin: None,
        claims,
    }
}
