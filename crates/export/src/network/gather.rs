//! From an entity to what stands around it, step by step.

use std::collections::{HashMap, HashSet, VecDeque};

use sousveil_model::claim::{EXISTENCE, confidence};
use sousveil_model::{Confidence, Entity, Stage};
use sousveil_snapshot::Snapshot;

use super::{Edge, Network, Node};
use crate::cite::short_hash;
use crate::place::{Place, path};
use crate::voice::{Said, Voice};
use crate::{Error, Independence, dates};

impl Network {
    /// Around the entity of that identifier: nothing where there is none. `depth` is in steps, `most` the number of
    /// entities. The same data give the same network, told by a voice.
    ///
    /// # Errors
    ///
    /// Where the snapshot can't be read.
    pub fn around(
        snapshot: &Snapshot,
        place: &Place,
        independence: &Independence,
        id: &str,
        depth: u32,
        most: usize,
        voice: &Voice,
    ) -> Result<Option<Self>, Error> {
        let Some(root) = snapshot.number(id) else { return Ok(None) };
        let mut gathered = Gathered {
            snapshot,
            place,
            independence,
            most: most.max(1),
            voice,
            nodes: Vec::new(),
            places: HashMap::new(),
            left: HashSet::new(),
            edges: Vec::new(),
            told: HashSet::new(),
            unread: HashSet::new(),
            untied: 0,
            waiting: VecDeque::new(),
        };
        gathered.node(root, 0)?;
        while let Some((number, steps)) = gathered.waiting.pop_front() {
            if steps < depth {
                gathered.expand(number, steps + 1)?;
            }
        }
        let Gathered { nodes, edges, left, unread, untied, .. } = gathered;
        let manifest = snapshot.manifest();
        Ok(Some(Network {
            title: nodes.first().map(|node| node.caption.clone()).unwrap_or_default(),
            version: manifest.dataset.version.clone(),
            hash: short_hash(manifest),
            nodes,
            edges,
            left: left.len() + unread.len(),
            untied,
        }))
    }
}

struct Gathered<'a> {
    snapshot: &'a Snapshot,
    place: &'a Place,
    independence: &'a Independence,
    most: usize,
    voice: &'a Voice,
    nodes: Vec<Node>,
    /// Entities by their numbers, and where they stand among the nodes.
    places: HashMap<u32, usize>,
    /// Entities for which there was no room.
    left: HashSet<u32>,
    edges: Vec<Edge>,
    /// Entries whose edges are there.
    told: HashSet<u32>,
    /// Entries that were not read: a company may have a hundred thousand.
    unread: HashSet<u32>,
    untied: usize,
    waiting: VecDeque<(u32, u32)>,
}

/// For each entity that is wanted so many entries are read.
const ENTRIES: usize = 20;

impl Gathered<'_> {
    /// The place of an entity, which gets one if there is room.
    fn node(&mut self, number: u32, depth: u32) -> Result<Option<usize>, Error> {
        if let Some(at) = self.places.get(&number) {
            return Ok(Some(*at));
        }
        if self.nodes.len() == self.most {
            self.left.insert(number);
            return Ok(None);
        }
        let told = self.snapshot.told(number)?;
        let Some(head) = self.snapshot.head(number) else { return Ok(None) };
        let at = self.nodes.len();
        self.nodes.push(Node {
            url: self.place.address(&path(head.schema, &told.id)),
            caption: (self.voice.name)(head.schema, &told.id, &told.caption),
            id: told.id,
            schema: head.schema.to_owned(),
            countries: told.countries,
            depth,
        });
        self.places.insert(number, at);
        // A country leads to all that was ever sold there, a measure to whom else it names: both are ends.
        if depth == 0 || matches!(head.schema, "Company" | "Agency" | "Product") {
            self.waiting.push_back((number, depth));
        }
        Ok(Some(at))
    }

    fn expand(&mut self, number: u32, depth: u32) -> Result<(), Error> {
        for link in self.snapshot.links(number)? {
            let schema = self.snapshot.head(link.other).map_or("", |head| head.schema);
            let tells = match (schema, link.reverse, link.property) {
                ("Relation", true, "from" | "to")
                | ("Measure", true, "target")
                | ("Transfer", true, "supplier" | "intermediary" | "end_user" | "products" | "recipient_country")
                | ("Product", true, "maker") => link.other,
                (_, false, "maker") => number,
                _ => continue,
            };
            if self.told.contains(&tells) {
                continue;
            }
            if self.told.len() >= self.most.saturating_mul(ENTRIES) {
                self.unread.insert(tells);
                continue;
            }
            self.told.insert(tells);
            self.entry(tells, number, depth)?;
        }
        Ok(())
    }

    /// The edges of an entry, which was met on the way from another entity.
    fn entry(&mut self, number: u32, met_from: u32, depth: u32) -> Result<(), Error> {
        let entity = self.snapshot.entity_at(number)?;
        let first = |property: &'static str| entity.first(property).unwrap_or_default();
        let (ends, tie): (&[(&str, &str)], Tie) = match entity.schema.as_str() {
            "Relation" => {
                let kind = first("kind").to_owned();
                let when = match (entity.first("from_date"), entity.first("to_date")) {
                    (None, None) => String::new(),
                    (from, to) => (self.voice.span)(from, to),
                };
                let share = entity.first("percentage").map(|share| format!(" {share} %")).unwrap_or_default();
                (
                    &[("from", "to")],
                    Tie { label: format!("{}{share}", (self.voice.word)(&kind)), kind, when, of: EXISTENCE },
                )
            }
            "Product" => {
                let label = (self.voice.say)(Said::Makes);
                // That a product exists is another question than who makes it.
                (&[("maker", "id")], Tie { label, kind: "makes".to_owned(), when: String::new(), of: "maker" })
            }
            "Measure" => {
                let when = (self.voice.span)(entity.first("from"), entity.first("to"));
                let label = format!("{}: {}", first("issuer"), (self.voice.word)(first("kind")));
                (&[("id", "target")], Tie { kind: "names".to_owned(), label, when, of: EXISTENCE })
            }
            "Transfer" => (self.transfer_ends(&entity, met_from), self.transfer(&entity)),
            _ => return Ok(()),
        };
        let mut any = false;
        for (from, to) in ends {
            any |= self.edges(&entity, from, to, &tie, depth)?;
        }
        self.untied += usize::from(!any);
        Ok(())
    }

    /// What of a transfer is tied to what. Who uses it says more than where it went, unless the country is what is asked
    /// about; and what was sold is tied to where it went, if it led here.
    fn transfer_ends(&self, entity: &Entity, met_from: u32) -> &'static [(&'static str, &'static str)] {
        let met = self.snapshot.head(met_from).map_or("", |head| head.schema);
        match (met, entity.first("end_user").is_some()) {
            ("Product", true) => &[("supplier", "end_user"), ("intermediary", "end_user"), ("products", "end_user")],
            ("Product", false) => &[
                ("supplier", "recipient_country"),
                ("intermediary", "recipient_country"),
                ("products", "recipient_country"),
            ],
            ("Country", _) | (_, false) => &[("supplier", "recipient_country"), ("intermediary", "recipient_country")],
            (_, true) => &[("supplier", "end_user"), ("intermediary", "end_user")],
        }
    }

    fn transfer(&self, entity: &Entity) -> Tie {
        let stage: Stage = entity.first("stage").and_then(|stage| stage.parse().ok()).unwrap_or(Stage::Unknown);
        let named = |key: &str| {
            let head = self.snapshot.head_of(key);
            head.map_or_else(|| key.to_owned(), |head| (self.voice.name)(head.schema, head.id, head.caption))
        };
        let technologies: Vec<String> = entity.values("technologies").map(named).collect();
        Tie {
            kind: <&str>::from(stage).to_owned(),
            label: format!("{}: {}", (self.voice.stage)(stage), technologies.join(", ")),
            when: dates::date_of(entity).map(|date| (self.voice.interval)(&date)).unwrap_or_default(),
            of: EXISTENCE,
        }
    }

    /// From each value of a property to each of another; `id` is the entry itself. Whether there is such a pair.
    fn edges(&mut self, entity: &Entity, from: &str, to: &str, tie: &Tie, depth: u32) -> Result<bool, Error> {
        let ends = |property: &str| -> Vec<u32> {
            if property == "id" {
                return self.snapshot.number(entity.id.as_str()).into_iter().collect();
            }
            entity.values(property).filter_map(|id| self.snapshot.number(id)).collect()
        };
        let told = entity.claims_of(tie.of).next();
        let confidence = told.map_or(Confidence::Unknown, |claim| confidence(&claim.evidence));
        let pairs = pairs(&ends(from), &ends(to));
        for (one, other) in &pairs {
            // One end without the other would be an entity that nothing ties.
            let new: Vec<u32> = [*one, *other].into_iter().filter(|end| !self.places.contains_key(end)).collect();
            if self.nodes.len() + new.len() > self.most {
                self.left.extend(new);
                continue;
            }
            let (Some(from), Some(to)) = (self.node(*one, depth)?, self.node(*other, depth)?) else { continue };
            self.edges.push(Edge {
                id: entity.id.to_string(),
                schema: entity.schema.to_string(),
                from,
                to,
                kind: tie.kind.clone(),
                label: tie.label.clone(),
                when: tie.when.clone(),
                confidence,
                sources: self.independence.count(entity),
                url: self.place.address(&path(&entity.schema, entity.id.as_str())),
            });
        }
        Ok(!pairs.is_empty())
    }
}

/// What an entry tells of the edges that it makes.
struct Tie {
    kind: String,
    label: String,
    when: String,
    /// The property whose claim decides how sure it is.
    of: &'static str,
}

fn pairs(from: &[u32], to: &[u32]) -> Vec<(u32, u32)> {
    from.iter().flat_map(|one| to.iter().map(move |other| (*one, *other))).collect()
}
