//! One list view as flat columns, the same for CSV and JSON.
//!
//! A reference column `X` becomes `X` (names) and `X_id`; a country column `X` becomes `X` (name) and `X_code`.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};
use sousveil_model::tables::{Cell, Table, table_of_schema};
use sousveil_model::{Country, Entity, Id};
use sousveil_snapshot::{Counts, Snapshot};

use crate::place::{Place, path};
use crate::{Independence, Result, dates};

/// Which columns a list has.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Those of one table.
    Table(&'static Table),
    /// Countries, with their figures.
    Countries,
    /// What entities of any schema have in common.
    Mixed,
}

impl Shape {
    /// The shape of a list that holds entities of that schema only.
    pub fn of_schema(schema: &str) -> Self {
        match table_of_schema(schema) {
            Some(table) => Self::Table(table),
            None if schema == "Country" => Self::Countries,
            None => Self::Mixed,
        }
    }
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its name.
    pub name: String,
    /// Whether a value of JSON is always a list.
    pub many: bool,
}

/// The value of a row in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Any number of texts; none means not known.
    Texts(Vec<String>),
    /// A number.
    Number(u64),
}

/// Makes rows from entities.
#[derive(Debug)]
pub struct Rows<'a> {
    snapshot: &'a Snapshot,
    place: &'a Place,
    independence: &'a Independence,
    shape: Shape,
    heads: Vec<Head>,
}

const FIGURES: [&str; 12] = [
    "deals_to",
    "offers_to",
    "licences_to",
    "licences_refused_to",
    "deals_from",
    "offers_from",
    "licences_from",
    "licences_refused_from",
    "measures",
    "incidents",
    "companies",
    "agencies",
];

impl<'a> Rows<'a> {
    /// Rows of a shape.
    pub fn new(snapshot: &'a Snapshot, place: &'a Place, independence: &'a Independence, shape: Shape) -> Self {
        let one = |name: &str| Head { name: name.to_owned(), many: false };
        let many = |name: &str| Head { name: name.to_owned(), many: true };
        let mut heads = vec![one("id"), one("schema"), one("caption")];
        match shape {
            Shape::Table(table) => {
                for column in table.columns.iter().filter(|c| c.cell.is_claim()) {
                    heads.push(Head { name: column.name.to_owned(), many: column.many });
                    if let Some(suffix) = suffix(column.cell) {
                        heads.push(Head { name: format!("{}_{suffix}", column.name), many: column.many });
                    }
                }
                heads.extend([one("confidence"), one("sources"), many("source_ids")]);
            }
            Shape::Countries => {
                heads.push(many("aliases"));
                heads.extend(FIGURES.map(one));
            }
            Shape::Mixed => heads.extend([
                many("country_codes"),
                many("technologies"),
                one("date"),
                one("stage"),
                one("confidence"),
                one("summary"),
                one("sources"),
            ]),
        }
        if place.base().is_some() {
            heads.push(one("permalink"));
        }
        Self { snapshot, place, independence, shape, heads }
    }

    /// The columns.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// Whether the texts of a column are numbers.
    pub fn is_number(&self, head: &Head) -> bool {
        let Shape::Table(table) = self.shape else { return false };
        table.column(&head.name).is_some_and(|c| matches!(c.cell, Cell::Percentage))
    }

    /// The row of the entity of that number, one value for each column.
    pub fn row(&self, number: u32) -> Result<Vec<Value>> {
        let entity = self.snapshot.entity_at(number)?;
        let caption = self.snapshot.head(number).map_or("", |h| h.caption);
        let mut row = vec![text(entity.id.as_str()), text(&entity.schema), text(caption)];
        match self.shape {
            Shape::Table(table) => self.claims(table, &entity, &mut row),
            Shape::Countries => {
                row.push(texts(entity.values("aliases")));
                let figures = self.snapshot.statistics().countries.get(entity.id.as_str()).cloned().unwrap_or_default();
                row.extend(counts(&figures.buys));
                row.extend(counts(&figures.sells));
                row.extend(
                    [figures.measures, figures.incidents, figures.companies, figures.agencies].map(Value::Number),
                );
            }
            Shape::Mixed => self.common(&entity, &mut row),
        }
        if let Some(address) = self.place.absolute(&path(&entity.schema, entity.id.as_str())) {
            row.push(text(&address));
        }
        Ok(row)
    }

    fn claims(&self, table: &Table, entity: &Entity, row: &mut Vec<Value>) {
        for column in table.columns.iter().filter(|c| c.cell.is_claim()) {
            if suffix(column.cell).is_some() {
                row.push(Value::Texts(entity.values(column.name).map(|v| self.name(column.cell, v)).collect()));
            }
            row.push(texts(entity.values(column.name)));
        }
        row.push(text(entity.confidence().into()));
        row.push(Value::Number(self.independence.count(entity) as u64));
        row.push(texts(entity.sources().into_iter().map(Id::as_str)));
    }

    fn common(&self, entity: &Entity, row: &mut Vec<Value>) {
        let mut codes: Vec<&str> = Vec::new();
        for property in ["country", "supplier_country", "recipient_country", "target"] {
            codes.extend(entity.values(property).filter(|v| v.parse::<Country>().is_ok()));
        }
        codes.dedup();
        row.push(texts(codes.into_iter()));
        let technologies = entity.values("technologies").chain(entity.values("technology"));
        row.push(texts(technologies));
        row.push(Value::Texts(dates::date_of(entity).into_iter().collect()));
        row.push(texts(entity.first("stage").into_iter()));
        row.push(text(entity.confidence().into()));
        let summary = ["summary", "definition", "what", "scope", "note"].iter().find_map(|p| entity.first(p));
        row.push(texts(summary.into_iter()));
        row.push(Value::Number(self.independence.count(entity) as u64));
    }

    /// What a reader calls the thing that a reference means; the reference itself where it is a word of its own.
    fn name(&self, cell: Cell, value: &str) -> String {
        match cell {
            Cell::Country => country_name(value),
            Cell::Bound if value == "un" => "member states of the United Nations".to_owned(),
            Cell::Bound => country_name(value),
            _ => self.snapshot.head_of(value).map_or_else(|| value.to_owned(), |h| h.caption.to_owned()),
        }
    }
}

/// The English name of a country; the code where it is not known.
pub fn country_name(code: &str) -> String {
    code.parse::<Country>().map_or_else(|_| code.to_owned(), |c| c.name().to_owned())
}

fn suffix(cell: Cell) -> Option<&'static str> {
    match cell {
        Cell::Entity { .. } | Cell::Target => Some("id"),
        Cell::Country | Cell::Bound => Some("code"),
        _ => None,
    }
}

fn counts(counts: &Counts) -> [Value; 4] {
    [counts.deals, counts.offers, counts.licences, counts.refused].map(Value::Number)
}

fn text(text: &str) -> Value {
    Value::Texts(vec![text.to_owned()])
}

fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> Value {
    Value::Texts(texts.map(str::to_owned).collect())
}

/// A row as a JSON object: a list where the column may hold several values, or where rival ones are held;
/// `null` where nothing is known.
pub struct Object<'a> {
    /// The columns.
    pub heads: &'a [Head],
    /// The values.
    pub row: &'a [Value],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.heads.len()))?;
        for (head, value) in self.heads.iter().zip(self.row) {
            match value {
                Value::Number(number) => map.serialize_entry(&head.name, number)?,
                Value::Texts(texts) => match texts.as_slice() {
                    [one] if !head.many => map.serialize_entry(&head.name, one)?,
                    [] if !head.many => map.serialize_entry(&head.name, &())?,
                    many => map.serialize_entry(&head.name, many)?,
                },
            }
        }
        map.end()
    }
}

/// Values by property, in order of first mention.
pub(crate) fn by_property(entity: &Entity) -> Vec<(String, Vec<String>)> {
    let mut order: Vec<(String, Vec<String>)> = Vec::new();
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in entity.claims.iter().filter(|c| c.property != sousveil_model::claim::EXISTENCE) {
        let place = *at.entry(&claim.property).or_insert_with(|| {
            order.push((claim.property.clone().into(), Vec::new()));
            order.len() - 1
        });
        if let Some((_, values)) = order.get_mut(place) {
            values.push(claim.value.clone().into());
        }
    }
    order
}
