//! Several datasets read as one.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use sousveil_model::{Dataset, Entity};

use crate::contents::Contents;
use crate::error::SnapshotError;
use crate::reference::COUNTRY;
use crate::snapshot::Snapshot;

impl Snapshot {
    /// What the snapshot was compiled from, as far as it was not left out.
    ///
    /// # Errors
    /// A block is damaged.
    pub fn contents(&self) -> Result<Contents, SnapshotError> {
        let entities: Result<Vec<Entity>, SnapshotError> = (0..self.len()).map(|n| self.entity_at(n)).collect();
        Ok(Contents {
            dataset: self.manifest().dataset.clone(),
            entities: entities?.into_iter().filter(|e| e.schema != COUNTRY).collect(),
            changes: self.changes().to_vec(),
            redirects: self.redirects().to_vec(),
            coverage: self.coverage().to_vec(),
        })
    }
}

/// Several datasets as one: an entity that two of them know under one identifier has the claims of both, and a
/// claim that both make has the evidence of both. `None` where there is no dataset. All must be of one vocabulary.
pub fn union(parts: Vec<Contents>) -> Option<Contents> {
    let mut parts = parts.into_iter();
    let mut whole = parts.next()?;
    let mut entities: BTreeMap<String, Entity> = BTreeMap::new();
    for entity in std::mem::take(&mut whole.entities) {
        add(&mut entities, entity);
    }
    for part in parts {
        whole.dataset = both(whole.dataset, part.dataset);
        part.entities.into_iter().for_each(|entity| add(&mut entities, entity));
        whole.changes.extend(part.changes.into_iter().filter(|c| !whole.changes.contains(c)).collect::<Vec<_>>());
        whole.redirects.extend(part.redirects.into_iter().filter(|r| !whole.redirects.contains(r)).collect::<Vec<_>>());
        whole.coverage.extend(part.coverage.into_iter().filter(|c| !whole.coverage.contains(c)).collect::<Vec<_>>());
    }
    whole.entities = entities.into_values().collect();
    Some(whole)
}

fn add(entities: &mut BTreeMap<String, Entity>, entity: Entity) {
    let known = match entities.entry(entity.id.to_string()) {
        Entry::Vacant(place) => {
            place.insert(entity);
            return;
        }
        Entry::Occupied(known) => known.into_mut(),
    };
    for claim in entity.claims {
        match known.claims.iter_mut().find(|c| c.property == claim.property && c.value == claim.value) {
            Some(same) => {
                for evidence in claim.evidence {
                    if !same.evidence.contains(&evidence) {
                        same.evidence.push(evidence);
                    }
                }
            }
            None => known.claims.push(claim),
        }
    }
}

fn both(first: Dataset, second: Dataset) -> Dataset {
    let join = |a: String, b: String, between: &str| if a == b { a } else { format!("{a}{between}{b}") };
    let mut origin = second.origin;
    origin.extend(first.origin);
    Dataset {
        name: join(first.name, second.name, "_"),
        title: join(first.title, second.title, " and "),
        summary: join(first.summary, second.summary, " "),
        publisher: join(first.publisher, second.publisher, " and "),
        licence: join(first.licence, second.licence, " AND "),
        homepage: first.homepage.or(second.homepage),
        contact: first.contact.or(second.contact),
        version: join(first.version, second.version, "+"),
        vocabulary: first.vocabulary,
        origin,
    }
}

#[cfg(test)]
mod tests {
    use sousveil_model::{Claim, Evidence, Grade};

    use super::*;

    fn contents(name: &str, values: &[(&str, &str)]) -> Contents {
        let claim = |(property, value): &(&str, &str)| Claim {
            property: (*property).into(),
            value: (*value).into(),
            evidence: vec![Evidence::says(format!("svl-{name}").parse().ok(), Some(Grade::Reported))],
        };
        let entity = Entity {
            id: "svl-acme".parse().unwrap(),
            schema: "Company".into(),
            origin: None,
            claims: values.iter().map(claim).collect(),
        };
        let nothing = Contents::of_nothing();
        let dataset = Dataset { name: name.to_owned(), title: name.to_uppercase(), ..nothing.dataset };
        Contents { dataset, entities: vec![entity], ..nothing }
    }

    #[test]
    fn claims_of_two_datasets_stand_side_by_side() {
        let one = contents("one", &[("id", "svl-acme"), ("name", "Acme")]);
        let two = contents("two", &[("id", "svl-acme"), ("name", "Acme Ltd")]);
        let whole = union(vec![one.clone(), two]).unwrap();
        assert_eq!((whole.dataset.name.as_str(), whole.dataset.publisher.as_str()), ("one_two", "Us"));
        let [entity] = whole.entities.as_slice() else { unreachable!() };
        assert_eq!(entity.values("name").collect::<Vec<_>>(), ["Acme", "Acme Ltd"]);
        assert_eq!(entity.claims_of("id").next().unwrap().evidence.len(), 2);
        assert_eq!(union(vec![one.clone(), one.clone()]).unwrap().entities, one.entities);
        assert!(union(vec![]).is_none());
    }

    #[test]
    fn a_snapshot_gives_back_what_it_was_made_from() {
        let one = contents("one", &[("id", "svl-acme"), ("name", "Acme")]);
        let again = Snapshot::in_memory(&one).unwrap().contents().unwrap();
        assert_eq!(crate::data_hash(&again), crate::data_hash(&one));
    }
}
