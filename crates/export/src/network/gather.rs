//! From an entity to what stands around it, step by step.

use std::collections::{HashMap, HashSet, VecDeque};

use sousveil_model::{Entity, Stage};
use sousveil_snapshot::Snapshot;

use super::{Edge, Network, Node};
use crate::cite::short_hash;
use crate::place::{Place, path};
use crate::words::{interval, span, word};
use crate::{Error, Independence, dates};

pub(super) fn gather(
    snapshot: &Snapshot,
    place: &Place,
    independence: &Independence,
    id: &str,
    depth: u32,
    most: usize,
) -> Result<Option<Network>, Error> {
    let Some(root) = snapshot.number(id) else { return Ok(None) };
    let mut gathered = Gathered {
        snapshot,
        place,
        independence,
        most: most.max(1),
        nodes: Vec::new(),
        places: HashMap::new(),
        left: HashSet::new(),
        edges: Vec::new(),
        told: HashSet::new(),
        unread: HashSet::new(),
        without_seller: 0,
        waiting: VecDeque::new(),
    };
    gathered.node(root, 0)?;
    while let Some((number, steps)) = gathered.waiting.pop_front() {
        if steps < depth {
            gathered.expand(number, steps + 1)?;
        }
    }
    let Gathered { nodes, edges, left, unread, without_seller, .. } = gathered;
    let manifest = snapshot.manifest();
    Ok(Some(Network {
        title: nodes.first().map(|node| node.caption.clone()).unwrap_or_default(),
        version: manifest.dataset.version.clone(),
        hash: short_hash(manifest),
        nodes,
        edges,
        left: left.len() + unread.len(),
        without_seller,
    }))
}

struct Gathered<'a> {
    snapshot: &'a Snapshot,
    place: &'a Place,
    independence: &'a Independence,
    most: usize,
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
    without_seller: usize,
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
            id: told.id,
            schema: head.schema.to_owned(),
            caption: told.caption,
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
        match entity.schema.as_str() {
            "Relation" => {
                let kind = entity.first("kind").unwrap_or("relation").to_owned();
                let when = match (entity.first("from_date"), entity.first("to_date")) {
                    (None, None) => String::new(),
                    (from, to) => span(from, to),
                };
                let label = match entity.first("percentage") {
                    Some(share) => format!("{} {share} %", word(&kind)),
                    None => word(&kind),
                };
                self.edges(&entity, "from", "to", &kind, &label, &when, depth)
            }
            "Product" => self.edges(&entity, "maker", "id", "makes", "makes", "", depth),
            "Measure" => {
                let when = span(entity.first("from"), entity.first("to"));
                let kind = entity.first("kind").map(word).unwrap_or_default();
                let label = format!("{}: {kind}", entity.first("issuer").unwrap_or_default());
                self.edges(&entity, "id", "target", "names", &label, &when, depth)
            }
            "Transfer" => self.transfer(&entity, met_from, depth),
            _ => Ok(()),
        }
    }

    fn transfer(&mut self, entity: &Entity, met_from: u32, depth: u32) -> Result<(), Error> {
        if entity.first("supplier").or(entity.first("intermediary")).is_none() {
            self.without_seller += 1;
        }
        let stage: Stage = entity.first("stage").and_then(|stage| stage.parse().ok()).unwrap_or(Stage::Unknown);
        let kind = <&str>::from(stage);
        let technologies: Vec<&str> = entity
            .values("technologies")
            .map(|key| self.snapshot.head_of(key).map_or(key, |head| head.caption))
            .collect();
        let label = format!("{}: {}", stage.label(), technologies.join(", "));
        let when = dates::date_of(entity).map(|date| interval(&date)).unwrap_or_default();
        // Who uses it says more than where it went, unless the country is what is asked about.
        let country = self.snapshot.head(met_from).is_some_and(|head| head.schema == "Country");
        let to = if entity.first("end_user").is_some() && !country { "end_user" } else { "recipient_country" };
        for from in ["supplier", "intermediary"] {
            self.edges(entity, from, to, kind, &label, &when, depth)?;
        }
        Ok(())
    }

    /// From each value of a property to each of another; `id` is the entry itself.
    #[expect(clippy::too_many_arguments, reason = "what an edge tells, each once")]
    fn edges(
        &mut self,
        entity: &Entity,
        from: &str,
        to: &str,
        kind: &str,
        label: &str,
        when: &str,
        depth: u32,
    ) -> Result<(), Error> {
        let ends = |property: &str| -> Vec<u32> {
            if property == "id" {
                return self.snapshot.number(entity.id.as_str()).into_iter().collect();
            }
            entity.values(property).filter_map(|id| self.snapshot.number(id)).collect()
        };
        // That a product exists is another question than who makes it.
        let maker = (kind == "makes").then(|| entity.claims_of("maker").next()).flatten();
        let confidence =
            maker.map_or_else(|| entity.confidence(), |claim| sousveil_model::claim::confidence(&claim.evidence));
        for (one, other) in pairs(&ends(from), &ends(to)) {
            // One end without the other would be an entity that nothing ties.
            let new = [one, other].iter().filter(|end| !self.places.contains_key(end)).count();
            if self.nodes.len() + new > self.most {
                self.left.extend([one, other].iter().filter(|end| !self.places.contains_key(end)));
                continue;
            }
            let (Some(from), Some(to)) = (self.node(one, depth)?, self.node(other, depth)?) else { continue };
            self.edges.push(Edge {
                id: entity.id.to_string(),
                from,
                to,
                kind: kind.to_owned(),
                label: label.to_owned(),
                when: when.to_owned(),
                confidence,
                sources: self.independence.count(entity),
                url: self.place.address(&path(&entity.schema, entity.id.as_str())),
            });
        }
        Ok(())
    }
}

fn pairs(from: &[u32], to: &[u32]) -> Vec<(u32, u32)> {
    from.iter().flat_map(|one| to.iter().map(move |other| (*one, *other))).collect()
}
