//! Whatever goes in comes out, whatever it is.
#![expect(clippy::unwrap_used, reason = "tests stop at the first thing that is wrong")]

mod common;

use std::collections::BTreeSet;

use proptest::prelude::*;
use sousveil_model::claim::Origin;
use sousveil_model::tables::{Cell, TABLES};
use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Grade, Stance};
use sousveil_snapshot::{Contents, Query, Snapshot, Sort, compile, data_hash, reference, verify};

/// Identifiers of the entities that there may be; some are referred to and not there.
const POOL: usize = 30;

fn value(cell: Cell) -> BoxedStrategy<String> {
    match cell {
        Cell::Entity { .. } => (0..POOL).prop_map(|n| format!("e-{n}")).boxed(),
        Cell::Country | Cell::Bound => prop_oneof!["uz", "il", "de", "un", "eu", "qq"].prop_map(String::from).boxed(),
        Cell::Target => prop_oneof!["uz", "e-[0-9]", "\\PC{1,8}"].boxed(),
        Cell::Word(words) => prop_oneof![prop::sample::select(words()).prop_map(String::from), "[a-z]{1,5}"].boxed(),
        Cell::Date | Cell::Interval => {
            prop_oneof!["20[01][0-9]", "20[01][0-9]-0[1-9]", "20[01][0-9]/..", "[a-z]{2}"].boxed()
        }
        _ => "\\PC{0,40}".boxed(),
    }
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let text = || prop::option::of("\\PC{0,20}".prop_map(sousveil_model::Text::from));
    let grade = prop::option::of(prop::sample::select(vec![Grade::Confirmed, Grade::Reported, Grade::Alleged]));
    (prop::option::of(0..POOL), text(), text(), any::<bool>(), grade, any::<bool>(), text(), text()).prop_map(
        |(source, locator, quotation, supports, grade, published, as_written, note)| Evidence {
            source: source.map(|n| common::id(&format!("e-{n}"))),
            locator,
            quotation,
            stance: if supports { Stance::Supports } else { Stance::Contradicts },
            grade,
            kind: if published { EvidenceKind::Source } else { EvidenceKind::Editorial },
            as_written,
            note,
        },
    )
}

fn entity(number: usize) -> impl Strategy<Value = Entity> {
    (0..=TABLES.len(), prop::option::of("(sii|closed|else)")).prop_flat_map(move |(table, origin)| {
        let (schema, columns) = TABLES.get(table).map_or(("Unknown", &[][..]), |table| (table.schema, table.columns));
        let claims: Vec<BoxedStrategy<Vec<Claim>>> = columns
            .iter()
            .map(|column| {
                let name = column.name;
                let claim = (value(column.cell), prop::collection::vec(evidence(), 0..3))
                    .prop_map(move |(value, evidence)| Claim { property: name.into(), value: value.into(), evidence });
                prop::collection::vec(claim, 0..3).boxed()
            })
            .collect();
        claims.prop_map(move |claims| Entity {
            id: common::id(&format!("e-{number}")),
            schema: schema.into(),
            origin: origin.clone().map(|key| Origin { key: key.into(), id: None }),
            claims: claims.concat(),
        })
    })
}

fn contents() -> impl Strategy<Value = Contents> {
    let entities: Vec<_> = (0..POOL).map(|number| prop::option::of(entity(number))).collect();
    (entities, any::<bool>()).prop_map(|(entities, include)| {
        let mut out = Contents { entities: entities.into_iter().flatten().collect(), ..common::contents() };
        out.dataset.origin.get_mut("closed").unwrap().include = include;
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_in_comes_out(contents in contents()) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("snap");
        let manifest = compile(&contents, &path, &mut |_| {}).unwrap();
        let snapshot = Snapshot::open(&path).unwrap();
        let count = check_entities(&contents, &snapshot)?;
        let countries = snapshot.statistics().entities.get("Country").copied().unwrap_or(0);
        prop_assert_eq!(u64::from(snapshot.len()), count as u64 + countries);
        prop_assert_eq!(manifest.entities, u64::from(snapshot.len()));
        prop_assert_eq!(&data_hash(&contents), &manifest.data_hash);
        prop_assert_eq!(verify(&path).unwrap(), manifest);
        check_links(&snapshot)?;

        let all = snapshot.query(&Query { sort: Sort::Name, ..Query::default() }).unwrap();
        let distinct: BTreeSet<u32> = all.hits.iter().copied().collect();
        prop_assert_eq!((all.total, distinct.len()), (snapshot.len() as usize, snapshot.len() as usize));
        let names: Vec<(String, u32)> = all
            .hits
            .iter()
            .map(|&number| (sousveil_text::latin(snapshot.head(number).unwrap().caption), number))
            .collect();
        prop_assert!(names.is_sorted());
    }
}

/// Compares what is there with what went in, and counts it.
fn check_entities(contents: &Contents, snapshot: &Snapshot) -> Result<usize, TestCaseError> {
    let left_out = &snapshot.manifest().left_out;
    let is_closed = |entity: &Entity| entity.origin.as_ref().is_some_and(|origin| origin.key == "closed");
    let everything = contents.dataset.origin["closed"].include;
    let mut gone = BTreeSet::new();
    for entity in &contents.entities {
        match snapshot.entity(entity.id.as_str()).unwrap() {
            Some(found) if everything => prop_assert_eq!(&found, entity),
            Some(found) => {
                prop_assert!(entity.schema != "Source" || !is_closed(entity));
                prop_assert!(found.origin.is_none() || (found.origin == entity.origin && !is_closed(&found)));
            }
            None => {
                gone.insert(entity.id.as_str());
            }
        }
    }
    prop_assert_eq!(left_out.get("closed").copied().unwrap_or(0), gone.len() as u64);
    prop_assert!(!everything || left_out.is_empty());
    let sources: BTreeSet<&str> = contents
        .entities
        .iter()
        .filter(|entity| entity.schema == "Source" && gone.contains(entity.id.as_str()))
        .map(|entity| entity.id.as_str())
        .collect();
    for entity in &contents.entities {
        let Some(found) = snapshot.entity(entity.id.as_str()).unwrap() else { continue };
        prop_assert!(found.sources().iter().all(|source| !sources.contains(source.as_str())));
        for claim in &found.claims {
            prop_assert!(reference(&found, claim).is_none_or(|to| !gone.contains(to.id)));
        }
        // Who loses nothing stays as it was.
        let touched = |claim: &Claim| {
            gone.contains(claim.value.as_str())
                || claim
                    .evidence
                    .iter()
                    .filter_map(|e| e.source.as_ref())
                    .any(|source| sources.contains(source.as_str()))
        };
        if !is_closed(entity) && !entity.claims.iter().any(touched) {
            prop_assert_eq!(&found, entity);
        }
    }
    Ok(contents.entities.len() - gone.len())
}

fn check_links(snapshot: &Snapshot) -> Result<(), TestCaseError> {
    for number in 0..snapshot.len() {
        let head = snapshot.head(number).unwrap();
        prop_assert_eq!(snapshot.number(head.id), Some(number));
        let links = snapshot.links(number).unwrap();
        prop_assert!(links.is_sorted());
        for link in &links {
            let mut back = *link;
            back.reverse = !link.reverse;
            back.other = number;
            prop_assert!(snapshot.links(link.other).unwrap().contains(&back));
        }
        let entity = snapshot.entity_at(number).unwrap();
        let expected: BTreeSet<(&str, u32)> = entity
            .claims
            .iter()
            .filter_map(|claim| reference(&entity, claim))
            .filter_map(|to| Some((to.property, snapshot.number(to.id)?)))
            .collect();
        let forward: BTreeSet<(&str, u32)> =
            links.iter().filter(|l| !l.reverse).map(|l| (l.property, l.other)).collect();
        prop_assert_eq!(forward, expected);
    }
    Ok(())
}
