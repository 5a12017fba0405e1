//! A synthetic dataset: every thing in it is made up, in shares and with degrees like those of real ones.

use std::collections::BTreeMap;
use std::io::{self, Write};

use sousveil_model::lines::{FORMAT, Line};
use sousveil_model::{Change, Claim, Country, Coverage, Dataset, Entity, Evidence, EvidenceKind, Grade, Id, Stance};

use crate::dice::Dice;
use crate::words;

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

    /// The same companies as our own lines.
    ///
    /// # Errors
    /// Writing fails.
    pub fn write_companies(&self, out: &mut dyn Write, most: u64) -> io::Result<()> {
        let entities =
            (0..self.count(Kind::Company).min(most)).map(|number| Line::Entity(self.entity(Kind::Company, number)));
        for line in [Line::Format(FORMAT), Line::Dataset(self.dataset())].into_iter().chain(entities) {
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
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
            origin: BTreeMap::new(),
        }
    }

    /// One entity.
    pub fn entity(&self, kind: Kind, number: u64) -> Entity {
        let dice = Dice::new(self.seed, kind as u64, number);
        let mut maker = Maker { synth: self, dice, claims: Vec::new(), sources: Vec::new() };
        if kind != Kind::Source {
            // What is known of a thing mostly comes from one source or two.
            for _ in 0..=maker.dice.skewed(4, 2) {
                let source = maker.some(Kind::Source, 2);
                maker.sources.extend(source.parse());
            }
        }
        if kind != Kind::Source {
            maker.claim("id", self.id(kind, number).to_string());
        }
        let schema = match kind {
            Kind::Company => maker.company(),
            Kind::Agency => maker.agency(number),
            Kind::Product => maker.product(),
            Kind::Transfer => maker.transfer(),
            Kind::Relation => maker.relation(),
            Kind::Incident => maker.incident(),
            Kind::Measure => maker.measure(),
            Kind::Source => maker.source(),
        };
        Entity { id: self.id(kind, number), schema: schema.into(), origin: None, claims: maker.claims }
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

struct Maker<'a> {
    synth: &'a Synth,
    dice: Dice,
    claims: Vec<Claim>,
    sources: Vec<Id>,
}

impl Maker<'_> {
    fn claim(&mut self, property: &str, value: impl Into<sousveil_model::Text>) {
        let mut evidence = Vec::new();
        if !self.sources.is_empty() {
            evidence.push(self.evidence());
            if self.dice.percent(20) {
                evidence.push(self.evidence());
            }
        }
        self.claims.push(Claim { property: property.into(), value: value.into(), evidence });
    }

    fn evidence(&mut self) -> Evidence {
        let source = usize::try_from(self.dice.below(self.sources.len() as u64)).unwrap_or(0);
        let grade = match self.dice.below(10) {
            0..2 => Grade::Confirmed,
            2..8 => Grade::Reported,
            _ => Grade::Alleged,
        };
        Evidence {
            source: self.sources.get(source).cloned(),
            locator: self.dice.percent(30).then(|| format!("p. {}", 1 + self.dice.below(300)).into()),
            quotation: self.dice.percent(8).then(|| words::sentence(&mut self.dice).into()),
            stance: if self.dice.percent(2) { Stance::Contradicts } else { Stance::Supports },
            grade: Some(grade),
            kind: EvidenceKind::Source,
            as_written: None,
            note: None,
        }
    }

    fn some(&mut self, kind: Kind, power: i32) -> String {
        let number = self.dice.skewed(self.synth.count(kind), power);
        self.synth.id(kind, number).to_string()
    }

    fn country(&mut self) -> String {
        let at = usize::try_from(self.dice.skewed(self.synth.countries.len() as u64, 2)).unwrap_or(0);
        self.synth.countries.get(at).copied().unwrap_or("zz").to_owned()
    }

    fn technology(&mut self) -> String {
        let at = usize::try_from(self.dice.skewed(TECHNOLOGIES.len() as u64, 2)).unwrap_or(0);
        TECHNOLOGIES.get(at).copied().unwrap_or("other").to_owned()
    }

    fn date(&mut self) -> String {
        let year = 2000 + self.dice.below(26);
        match self.dice.below(3) {
            0 => format!("{year}"),
            1 => format!("{year}-{:02}", 1 + self.dice.below(12)),
            _ => format!("{year}-{:02}-{:02}", 1 + self.dice.below(12), 1 + self.dice.below(28)),
        }
    }

    fn company(&mut self) -> &'static str {
        let name = words::company(&mut self.dice);
        self.claim("name", name);
        for _ in 0..4 + self.dice.below(4) {
            let alias = words::company(&mut self.dice);
            self.claim("aliases", alias);
        }
        for _ in 0..=self.dice.below(2) {
            let country = self.country();
            self.claim("country", country);
            let city = words::invented(&mut self.dice);
            self.claim("city", city);
        }
        let founded = self.date();
        self.claim("founded", founded);
        let status = self.dice.one(&["active", "renamed", "acquired", "dissolved"]);
        self.claim("status", status);
        let website = format!("https://{}.example/", words::invented(&mut self.dice).to_lowercase());
        self.claim("website", website);
        for _ in 0..1 + self.dice.below(4) {
            let technology = self.technology();
            self.claim("technologies", technology);
        }
        for _ in 0..2 + self.dice.below(3) {
            let note = words::sentence(&mut self.dice);
            self.claim("note", note);
        }
        "Company"
    }

    fn agency(&mut self, number: u64) -> &'static str {
        let name = words::agency(&mut self.dice);
        self.claim("name", name);
        for _ in 0..8 {
            let alias = words::agency(&mut self.dice);
            self.claim("aliases", alias);
        }
        let country = self.country();
        self.claim("country", country);
        let kind = self.dice.one(&["intelligence", "police", "military", "telecom_operator", "regulator", "other"]);
        self.claim("kind", kind);
        if number > 0 && self.dice.percent(30) {
            let parent = self.synth.id(Kind::Agency, self.dice.below(number)).to_string();
            self.claim("parent", parent);
        }
        for _ in 0..6 {
            let note = words::sentence(&mut self.dice);
            self.claim("note", note);
        }
        "Agency"
    }

    fn product(&mut self) -> &'static str {
        let name = words::invented(&mut self.dice);
        self.claim("name", name);
        for _ in 0..6 {
            let alias = format!("{} {}", words::invented(&mut self.dice), self.dice.below(100));
            self.claim("aliases", alias);
        }
        let maker = self.some(Kind::Company, 2);
        self.claim("maker", maker);
        let technology = self.technology();
        self.claim("technology", technology);
        let since = self.date();
        self.claim("since", since);
        for _ in 0..8 {
            let what = words::sentence(&mut self.dice);
            self.claim("what", what);
        }
        "Product"
    }

    fn transfer(&mut self) -> &'static str {
        let known = self.dice.percent(85);
        if known {
            for _ in 0..=u64::from(self.dice.percent(10)) {
                let supplier = self.some(Kind::Company, 3);
                self.claim("supplier", supplier);
            }
        }
        let from = self.country();
        self.claim("supplier_country", from);
        if self.dice.percent(10) {
            let through = self.some(Kind::Company, 3);
            self.claim("intermediary", through);
        }
        let to = self.country();
        self.claim("recipient_country", to);
        if self.dice.percent(60) {
            let user = self.some(Kind::Agency, 2);
            self.claim("end_user", user);
        }
        for _ in 0..1 + self.dice.below(2) {
            let technology = self.technology();
            self.claim("technologies", technology);
        }
        let told = format!("{} system {}", words::invented(&mut self.dice), self.dice.below(1000));
        self.claim("product", told);
        if self.dice.percent(50) {
            let product = self.some(Kind::Product, 2);
            self.claim("products", product);
        }
        let stages =
            ["delivered", "in_use", "contracted", "licensed", "licensed", "licence_refused", "tendered", "unknown"];
        let stage = self.dice.one(&stages);
        self.claim("stage", stage);
        for property in ["agreed", "delivered", "used"] {
            if self.dice.percent(60) {
                for _ in 0..1 + self.dice.below(2) {
                    let date = self.date();
                    self.claim(property, date);
                }
            }
        }
        for _ in 0..1 + self.dice.below(2) {
            let disclosed = self.date();
            self.claim("disclosed", disclosed);
        }
        let complete = self.dice.one(&["yes", "no", "unknown"]);
        self.claim("complete", complete);
        for property in ["summary", "note"] {
            for _ in 0..2 + self.dice.below(2) {
                let text = words::sentence(&mut self.dice);
                self.claim(property, text);
            }
        }
        "Transfer"
    }

    fn relation(&mut self) -> &'static str {
        for property in ["from", "to"] {
            let company = self.some(Kind::Company, 2);
            self.claim(property, company);
        }
        let kinds = ["owner", "subsidiary", "renamed_to", "successor", "acquired_by", "reseller", "investor"];
        let kind = self.dice.one(&kinds);
        self.claim("kind", kind);
        for _ in 0..4 {
            let (percentage, from) = (self.dice.below(101).to_string(), self.date());
            self.claim("percentage", percentage);
            self.claim("from_date", from);
        }
        for _ in 0..8 {
            let note = words::sentence(&mut self.dice);
            self.claim("note", note);
        }
        "Relation"
    }

    fn incident(&mut self) -> &'static str {
        for _ in 0..3 {
            let date = self.date();
            self.claim("date", date);
        }
        let country = self.country();
        self.claim("country", country);
        let product = self.some(Kind::Product, 2);
        self.claim("products", product);
        let supplier = self.some(Kind::Company, 3);
        self.claim("supplier", supplier);
        let group = self.dice.one(&["journalists", "lawyers", "opposition", "aid workers"]);
        self.claim("target_group", group);
        for _ in 0..12 {
            let summary = words::sentence(&mut self.dice);
            self.claim("summary", summary);
        }
        "Incident"
    }

    fn measure(&mut self) -> &'static str {
        let issuer = self.dice.one(&["EU", "UN", "US/BIS", "US/OFAC", "GB", "CH"]);
        self.claim("issuer", issuer);
        let is_country = self.dice.percent(40);
        let kind = if is_country { "arms_embargo" } else { self.dice.one(&["entity_list", "sanctions"]) };
        self.claim("kind", kind);
        for _ in 0..3 {
            let bound = self.country();
            self.claim("binds", bound);
        }
        self.claim("target_type", if is_country { "country" } else { "company" });
        let target = if is_country { self.country() } else { self.some(Kind::Company, 2) };
        self.claim("target", target);
        let effect = self.dice.one(&["prohibition", "presumption_of_denial", "licence_required", "notice"]);
        self.claim("effect", effect);
        let technology = if self.dice.percent(50) { "any".to_owned() } else { self.technology() };
        self.claim("technologies", technology);
        let from = self.date();
        self.claim("from", from);
        let verified = self.dice.one(&["yes", "no"]);
        self.claim("verified", verified);
        for _ in 0..7 {
            let scope = words::sentence(&mut self.dice);
            self.claim("scope", scope);
        }
        "Measure"
    }

    fn source(&mut self) -> &'static str {
        let title = format!("{} {}", words::invented(&mut self.dice), words::sentence(&mut self.dice));
        self.claim("title", title);
        let publisher = words::company(&mut self.dice);
        self.claim("publisher", publisher);
        let published = self.date();
        self.claim("published", published);
        let kind = if self.dice.percent(2) {
            "repost"
        } else {
            self.dice.one(&["press", "research", "official", "court", "contract", "leak", "licence_statistics"])
        };
        self.claim("kind", kind);
        let url =
            format!("https://{}.example/{}", words::invented(&mut self.dice).to_lowercase(), self.dice.below(100_000));
        self.claim("url", url);
        self.claim("access", "open");
        let opened = self.dice.one(&["yes", "no"]);
        self.claim("opened", opened);
        if kind == "repost" {
            let cited = self.some(Kind::Source, 2);
            self.claim("cites", cited);
        }
        for _ in 0..4 {
            let note = words::sentence(&mut self.dice);
            self.claim("note", note);
        }
        "Source"
    }
}
