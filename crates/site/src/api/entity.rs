//! An entity in FollowTheMoney's form, whatever terms its snapshot has. This is the only place that knows of both.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use sousveil_export::ftm::{FtmEntity, Seen, Vanilla, end_of};
use sousveil_model::Entity;
use sousveil_model::claim::EXISTENCE;
use sousveil_model::ftm::{FtmSchema, Kind, schema_for};
use sousveil_snapshot::REFERENTS;

use super::book::Book;

/// Topics that FollowTheMoney takes for a risk: who has one is a `target`.
const RISKS: [&str; 30] = [
    "corp.clone",
    "corp.disqual",
    "crime",
    "crime.boss",
    "crime.fin",
    "crime.fraud",
    "crime.terror",
    "crime.theft",
    "crime.traffick",
    "crime.war",
    "debarment",
    "export.control",
    "export.control.linked",
    "export.risk",
    "geo.risk",
    "invest.ban",
    "invest.risk",
    "mare.detained",
    "mare.shadow",
    "poi",
    "reg.action",
    "reg.warn",
    "role.oligarch",
    "role.pep",
    "role.rca",
    "sanction",
    "sanction.control",
    "sanction.counter",
    "sanction.linked",
    "wanted",
];

/// An entity.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) id: String,
    pub(crate) caption: String,
    pub(crate) schema: &'static FtmSchema,
    /// What is said of it; no property has a value twice.
    pub(crate) values: Vec<Said>,
    /// Former identifiers.
    pub(crate) referents: Vec<String>,
    pub(crate) seen: Seen,
    /// The datasets that a list itself brings it together from.
    pub(crate) parts: Vec<String>,
    /// The dataset that its statements bear.
    pub(crate) dataset: String,
    /// The upstream that it came from.
    pub(crate) origin: Option<String>,
}

/// A value of a property.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) property: &'static str,
    pub(crate) kind: Kind,
    pub(crate) value: String,
    /// How the source writes it, where that differs.
    pub(crate) original: Option<String>,
}

impl Told {
    /// Its values of a type, with their properties.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&'static str, &str)> {
        self.values.iter().filter(move |said| said.kind == kind).map(|said| (said.property, said.value.as_str()))
    }

    /// The values of a property.
    pub(crate) fn values<'a>(&'a self, property: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |said| said.property == property).map(|said| said.value.as_str())
    }

    /// Whether an identifier is its own, or one that it had.
    pub(crate) fn is_called(&self, id: &str) -> bool {
        self.id == id || self.referents.iter().any(|referent| referent == id)
    }

    /// Whether one of its topics is a risk.
    pub(crate) fn is_target(&self) -> bool {
        self.of_kind(Kind::Topic).any(|(_, topic)| RISKS.contains(&topic))
    }

    /// As an answer has it.
    pub(crate) fn json(&self, book: &Book) -> Map<String, Value> {
        let mut properties: Map<String, Value> = Map::new();
        for said in &self.values {
            let values = properties.entry(said.property).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(values) = values {
                values.push(Value::String(said.value.clone()));
            }
        }
        let Seen { first, last, change } = &self.seen;
        let whole = json!({
            "id": self.id,
            "caption": self.caption,
            "schema": self.schema.name,
            "properties": properties,
            "datasets": std::iter::once(&book.name).chain(&self.parts).collect::<Vec<_>>(),
            "referents": self.referents,
            "target": self.is_target(),
            "first_seen": first,
            "last_seen": last,
            "last_change": change,
        });
        match whole {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}

/// Where an identifier leads.
#[derive(Debug)]
pub(crate) enum Found {
    /// To an entity.
    Here(Box<Told>),
    /// To another identifier.
    Moved(String),
    /// To what was taken back, for this reason.
    Withdrawn(String),
    /// To a row that FollowTheMoney has no form for.
    Untold,
    /// Nowhere.
    Nowhere,
}

/// Reads entities of one dataset for one request.
pub(crate) struct Reader<'b> {
    pub(crate) book: &'b Book,
    vanilla: Vanilla<'b>,
}

impl<'b> Reader<'b> {
    pub(crate) fn new(book: &'b Book) -> Self {
        Self { book, vanilla: Vanilla::with(&book.snapshot, Arc::clone(&book.common)) }
    }

    /// The entities that a row becomes: its own first, then those that only FollowTheMoney needs. Empty where the row
    /// stays here.
    pub(crate) fn row(&self, number: u32) -> Result<Vec<Told>, sousveil_export::Error> {
        if self.book.is_ours() {
            return Ok(self.vanilla.row(number)?.into_iter().filter_map(ours).collect());
        }
        let entity = self.book.snapshot.entity_at(number)?;
        Ok(self.theirs(number, &entity).into_iter().collect())
    }

    /// The entity of a number that was found by its name. One that FollowTheMoney has no form for is told by what it is
    /// called alone: whoever screens must hear of it.
    pub(crate) fn hit(&self, number: u32) -> Result<Option<Told>, sousveil_export::Error> {
        if let Some(told) = self.row(number)?.into_iter().next() {
            return Ok(Some(told));
        }
        let entity = self.book.snapshot.entity_at(number)?;
        let Some(schema) = schema_for(&entity).and_then(FtmSchema::named) else { return Ok(None) };
        let caption = self.book.snapshot.head(number).map_or_else(String::new, |head| head.caption.to_owned());
        let note = "Evidence contradicts this entry; its claims are at /api/claims.";
        let said = |property, kind, value: &str| Said { property, kind, value: value.to_owned(), original: None };
        Ok(Some(Told {
            id: entity.id.to_string(),
            values: vec![said("name", Kind::Name, &caption), said("notes", Kind::Text, note)],
            caption,
            schema,
            referents: self.book.common.referents(entity.id.as_str()).map(str::to_owned).collect(),
            seen: self.book.common.seen(number),
            parts: Vec::new(),
            dataset: self.book.snapshot.manifest().dataset.name.clone(),
            origin: None,
        }))
    }

    /// The number of the row that an identifier belongs to.
    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        if self.book.is_ours() { self.vanilla.number(id) } else { self.book.snapshot.number(id) }
    }

    /// The entity of an identifier, where there is one of just that.
    pub(crate) fn get(&self, id: &str) -> Result<Option<Told>, sousveil_export::Error> {
        let Some(number) = self.number(id) else { return Ok(None) };
        Ok(self.row(number)?.into_iter().find(|told| told.id == id))
    }

    /// Where an identifier leads.
    pub(crate) fn find(&self, id: &str) -> Result<Found, sousveil_export::Error> {
        let snapshot = &self.book.snapshot;
        if let Some(told) = self.get(id)? {
            return Ok(Found::Here(Box::new(told)));
        }
        if let Some(redirect) = snapshot.redirect(id) {
            let end = end_of(snapshot, id);
            if redirect.new.is_empty() || end.is_empty() {
                return Ok(Found::Withdrawn(format!("`{id}` was withdrawn on {}: {}", redirect.date, redirect.reason)));
            }
            return Ok(if end == id { Found::Nowhere } else { Found::Moved(end.to_owned()) });
        }
        if !self.book.is_ours()
            && let Some(head) = snapshot.by_referent(id)?.and_then(|number| snapshot.head(number))
        {
            return Ok(Found::Moved(head.id.to_owned()));
        }
        let is_row = snapshot.head_of(id).is_some_and(|head| head.schema != sousveil_snapshot::COUNTRY);
        Ok(if is_row { Found::Untold } else { Found::Nowhere })
    }

    /// An entity whose snapshot has FollowTheMoney's own terms. A property that its schema does not have is none there.
    fn theirs(&self, number: u32, entity: &Entity) -> Option<Told> {
        let schema = FtmSchema::named(&entity.schema)?;
        let mut values: Vec<Said> = Vec::new();
        for claim in entity.claims.iter().filter(|claim| claim.property != EXISTENCE) {
            let Some(property) = schema.property(&claim.property) else { continue };
            if values.iter().any(|said| said.property == property.name && said.value == claim.value.as_str()) {
                continue;
            }
            let written = claim.evidence.iter().find_map(|evidence| evidence.as_written.as_deref());
            let original = written.filter(|written| *written != claim.value.as_str()).map(str::to_owned);
            let value = claim.value.to_string();
            values.push(Said { property: property.name, kind: property.kind, value, original });
        }
        let former = self.book.common.referents(entity.id.as_str());
        // What a list says of itself beside the properties goes before what follows from its version.
        let (seen, said) = (self.book.common.seen(number), |name| entity.first(name).map(str::to_owned));
        let referents = entity.values(REFERENTS).chain(former).map(str::to_owned).collect();
        Some(Told {
            caption: self.book.snapshot.head(number).map_or_else(String::new, |head| head.caption.to_owned()),
            id: entity.id.to_string(),
            schema,
            values,
            referents,
            seen: Seen {
                first: said("first_seen").or(seen.first),
                last: said("last_seen").or(seen.last),
                change: said("last_change").or(seen.change),
            },
            parts: entity.values("datasets").filter(|name| *name != self.book.name).map(str::to_owned).collect(),
            dataset: self.book.snapshot.manifest().dataset.name.clone(),
            origin: entity.origin.as_ref().map(|origin| origin.key.to_string()),
        })
    }
}

/// An entity whose snapshot has our terms, as the export tells it.
fn ours(entity: FtmEntity) -> Option<Told> {
    let FtmEntity { id, schema, caption, statements, referents, seen, dataset, origin } = entity;
    let said = |statement: sousveil_export::ftm::Statement| Said {
        property: statement.property.name,
        kind: statement.property.kind,
        value: statement.value,
        original: statement.original,
    };
    let values = statements.into_iter().map(said).collect();
    let (schema, parts) = (FtmSchema::named(schema.name)?, Vec::new());
    Some(Told { id, caption, schema, values, referents, seen, parts, dataset, origin })
}
