//! What an entity refers to, what refers to it, and both within its own JSON, as yente nests them.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};
use sousveil_model::ftm::{FtmProperty, FtmSchema, Kind};
use sousveil_snapshot::{Facet, Query};

use super::entity::{Reader, Told};
use super::error::Error;

/// How many rows that refer to an entity are looked at.
pub(crate) const MOST: usize = 9_999;

/// A way from an entity to others.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way {
    /// By a property of its own.
    Out(&'static FtmProperty),
    /// Back along a property of the others: its name this way, theirs, and the schema that declares theirs.
    Back { name: &'static str, property: &'static str, schema: &'static str },
}

impl Way {
    /// Its name among the properties of the entity.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Out(property) => property.name,
            Self::Back { name, .. } => name,
        }
    }
}

/// All ways that entities of a schema have.
pub(crate) fn ways(schema: &'static FtmSchema) -> Vec<Way> {
    let out = schema.properties.iter().filter(|property| property.kind == Kind::Entity).map(Way::Out);
    let mut all: Vec<Way> = out.collect();
    for other in FtmSchema::all() {
        // Each is declared once.
        for property in other.properties.iter().filter(|property| property.schema == other.name) {
            if let (Some(name), Some(range)) = (property.reverse, property.range)
                && schema.is_a(range)
            {
                all.push(Way::Back { name, property: property.name, schema: other.name });
            }
        }
    }
    all.sort_by_key(|way| way.name());
    all
}

/// Entities around one, in the order in which they were found.
#[derive(Debug, Default)]
pub(crate) struct Around {
    pub(crate) near: Vec<Told>,
    /// There are more than were looked at.
    pub(crate) cut: bool,
}

/// Those that an entity refers to.
pub(crate) fn outward(reader: &Reader<'_>, told: &Told, property: Option<&str>) -> Result<Around, Error> {
    let mut around = Around::default();
    let mut seen: BTreeSet<&str> = BTreeSet::from([told.id.as_str()]);
    for (name, id) in told.of_kind(Kind::Entity) {
        if property.is_none_or(|property| property == name) && seen.insert(id) {
            around.near.extend(reader.get(id)?);
        }
    }
    Ok(around)
}

/// Those that refer to an entity.
pub(crate) fn inward(reader: &Reader<'_>, told: &Told, most: usize) -> Result<Around, Error> {
    let mut around = Around::default();
    let Some(number) = reader.number(&told.id) else { return Ok(around) };
    let snapshot = &reader.book.snapshot;
    let mut rows: BTreeSet<u32> = BTreeSet::from([number]);
    if snapshot.head(number).is_some_and(|head| head.id == told.id) {
        rows.extend(snapshot.links(number)?.into_iter().filter(|link| link.reverse).map(|link| link.other));
        if reader.book.is_ours() && told.schema.is_a("Document") {
            // What rests on a source is no link of it.
            let query = Query { filters: vec![(Facet::Source, told.id.clone())], ..Query::default() };
            rows.extend(snapshot.query(&query)?.hits);
        }
    }
    around.cut = rows.len() > most;
    for row in rows.into_iter().take(most) {
        for other in reader.row(row)? {
            if other.id != told.id && other.of_kind(Kind::Entity).any(|(_, id)| id == told.id) {
                around.near.push(other);
            }
        }
    }
    Ok(around)
}

/// An entity with those around it in its JSON, and where ties lead from there.
pub(crate) struct Nest<'r, 'b> {
    reader: &'r Reader<'b>,
    entities: HashMap<String, Told>,
    /// By identifier, the ways back to it: their name, and from whom.
    back: HashMap<String, Vec<(&'static str, String)>>,
}

impl<'r, 'b> Nest<'r, 'b> {
    /// Brings together what lies around `root`: `near`, and the other ends of those that are ties.
    pub(crate) fn new(reader: &'r Reader<'b>, root: &Told, near: Vec<Told>) -> Result<Self, Error> {
        let mut nest = Self { reader, entities: HashMap::new(), back: HashMap::new() };
        nest.entities.insert(root.id.clone(), root.clone());
        let mut ends: Vec<String> = Vec::new();
        for told in near {
            if told.schema.edge.is_some() {
                ends.extend(told.of_kind(Kind::Entity).map(|(_, id)| id.to_owned()));
            }
            nest.add(told);
        }
        for end in ends {
            if !nest.entities.contains_key(&end)
                && let Some(told) = reader.get(&end)?
            {
                nest.add(told);
            }
        }
        Ok(nest)
    }

    fn add(&mut self, told: Told) {
        if self.entities.contains_key(&told.id) {
            return;
        }
        for (name, id) in told.of_kind(Kind::Entity) {
            if let Some(reverse) = told.schema.property(name).and_then(|property| property.reverse) {
                let back = self.back.entry(id.to_owned()).or_default();
                if !back.iter().any(|(known, from)| *known == reverse && *from == told.id) {
                    back.push((reverse, told.id.clone()));
                }
            }
        }
        self.entities.insert(told.id.clone(), told);
    }

    /// The JSON of an entity. `path` are those that it stands in; none of them is repeated.
    pub(crate) fn json(&self, told: &Told, path: &[&str]) -> Map<String, Value> {
        let inner: Vec<&str> = path.iter().copied().chain([told.id.as_str()]).collect();
        let mut nested: Map<String, Value> = Map::new();
        let mut put = |name: &str, value: Value| {
            if let Value::Array(values) = nested.entry(name).or_insert_with(|| Value::Array(Vec::new())) {
                values.push(value);
            }
        };
        if path.len() < 2 {
            for (name, id) in self.back.get(&told.id).into_iter().flatten() {
                if let Some(other) = self.entities.get(id).filter(|_| !path.contains(&id.as_str())) {
                    put(name, Value::Object(self.json(other, &inner)));
                }
            }
        }
        for (name, id) in told.of_kind(Kind::Entity).filter(|(_, id)| !path.contains(id)) {
            match self.entities.get(id).filter(|other| other.id != told.id) {
                Some(other) => put(name, Value::Object(self.json(other, &inner))),
                None => put(name, Value::String(id.to_owned())),
            }
        }
        let mut out = told.json(self.reader.book);
        if let Some(Value::Object(properties)) = out.get_mut("properties") {
            properties.extend(nested);
        }
        out
    }
}
