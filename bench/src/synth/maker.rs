//! One entity of a synthetic dataset, made claim by claim.

use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Grade, Id, Stance, Text};

use super::{Kind, Synth, TECHNOLOGIES};
use crate::dice::Dice;
use crate::words;

impl Synth {
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

struct Maker<'a> {
    synth: &'a Synth,
    dice: Dice,
    claims: Vec<Claim>,
    sources: Vec<Id>,
}

impl Maker<'_> {
    fn claim(&mut self, property: &str, value: impl Into<Text>) {
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
