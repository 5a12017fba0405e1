//! The second pass: what a piece of the entities becomes.

use std::collections::HashMap;

use sousveil_model::Entity;
use sousveil_screen::Name;

use crate::blocks::{Block, Packer};
use crate::captions::caption_with;
use crate::contents::Statistics;
use crate::derive;
use crate::entities::Item;
use crate::error::SnapshotError;
use crate::foreign;
use crate::forms::{self, Form};
use crate::hash::Canonical;
use crate::links::property_at;
use crate::lists::UNDATED;
use crate::query::Facet;
use crate::record;
use crate::reference::{COUNTRY, references};
use crate::survey::{Survey, staying};
use crate::{screening, statistics};

/// A piece, ready to be put behind those before it.
pub(crate) struct Made {
    pub(crate) blocks: Vec<Block>,
    /// The bytes of the entities that are hashed.
    pub(crate) hashed: Canonical,
    pub(crate) rows: Vec<Row>,
    /// The values of facets in the piece, each once.
    pub(crate) values: Vec<(Facet, String)>,
    pub(crate) statistics: Statistics,
}

/// What an entity is in tables.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) schema: String,
    pub(crate) caption: String,
    /// Latin form of the caption, by which lists are sorted.
    pub(crate) latin: String,
    /// `yyyymmdd`, or [`UNDATED`].
    pub(crate) date: i32,
    /// Property and number of each entity it refers to.
    pub(crate) ties: Vec<(u16, u32)>,
    /// Places in [`Made::values`].
    pub(crate) values: Vec<u32>,
    /// What it is called as a whole.
    pub(crate) forms: Vec<Form>,
    /// Its names as the index of names keeps them.
    pub(crate) names: Vec<Name>,
    /// Its identifiers, as that index keeps them.
    pub(crate) identifiers: Vec<String>,
    /// Its sites, where it is told in our own terms.
    pub(crate) websites: Vec<String>,
}

/// Makes a piece.
pub(crate) fn make(survey: &Survey<'_>, piece: Vec<Item<'_>>) -> Result<Made, SnapshotError> {
    let vocabulary = survey.dataset.vocabulary;
    let mut packer = Packer::new(&survey.dictionary)?;
    let mut out = Made {
        blocks: Vec::new(),
        hashed: Canonical::default(),
        rows: Vec::with_capacity(piece.len()),
        values: Vec::new(),
        statistics: Statistics::default(),
    };
    let mut known: HashMap<(Facet, String), u32> = HashMap::new();
    for item in piece {
        let (entity, record) = item.entity()?;
        let Some(entity) = staying(survey, entity) else { continue };
        match record {
            Some(record) if survey.excluded.is_empty() => packer.push(entity.id.as_str(), &record)?,
            _ => packer.push(entity.id.as_str(), &record::encode(&entity))?,
        }
        if entity.schema != COUNTRY {
            out.hashed.entity(&entity);
        }
        statistics::count(vocabulary, &entity, &mut out.statistics);
        let values = derive::facets(vocabulary, &entity).into_iter().map(|value| match known.get(&value) {
            Some(&at) => at,
            None => {
                let at = u32::try_from(out.values.len()).unwrap_or(u32::MAX);
                out.values.push(value.clone());
                known.insert(value, at);
                at
            }
        });
        let values = values.collect();
        out.rows.push(row(survey, &entity, values, &mut out.statistics.dangling));
    }
    out.blocks = packer.finish()?;
    Ok(out)
}

fn row(survey: &Survey<'_>, entity: &Entity, values: Vec<u32>, dangling: &mut u64) -> Row {
    let vocabulary = survey.dataset.vocabulary;
    let caption = caption_with(vocabulary, entity, &|id| survey.names.caption(id).map(str::to_owned));
    let date = if vocabulary.is_ours() { derive::date(entity) } else { foreign::date(entity) };
    let date = date.map(|date| date.first_day());
    let tie = |(property, id): (&str, &str)| {
        let found = survey.names.number(id);
        *dangling += u64::from(found.is_none());
        Some((property_at(property)?, found?))
    };
    let ties = if vocabulary.is_ours() {
        references(entity).map(|to| (to.property, to.id)).filter_map(tie).collect()
    } else {
        foreign::references(entity).filter_map(tie).collect()
    };
    let latin = sousveil_text::latin(&caption);
    let websites =
        if vocabulary.is_ours() { entity.values("website").map(str::to_owned).collect() } else { Vec::new() };
    Row {
        id: entity.id.to_string(),
        schema: entity.schema.clone().into(),
        forms: forms::of_entity(vocabulary, entity, &caption, &latin),
        caption,
        latin,
        date: date.map_or(UNDATED, |(y, m, d)| i32::from(y) * 10_000 + i32::from(m) * 100 + i32::from(d)),
        ties,
        values,
        names: screening::names(vocabulary, entity),
        identifiers: screening::identifiers(vocabulary, entity),
        websites,
    }
}
