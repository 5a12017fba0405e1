//! Entities to documents.

use std::borrow::Cow;
use std::path::Path;

use sousveil_model::tables::{Cell, table_of_schema};
use sousveil_model::{Country, Entity};
use tantivy::directory::Directory;
use tantivy::schema::Facet as FacetPath;
use tantivy::{Index, TantivyDocument};

use super::tokens::{Words, name_forms};
use super::{Fields, TOKENIZER, UNDATED, failed, schema};
use crate::derive;
use crate::error::SnapshotError;
use crate::query::Facet;
use crate::reference::{COUNTRIES, reference};

/// Start of the memory that tantivy may take for its tables; they grow with the data.
const MEMORY: usize = 15_000_000;
/// A longer value of a facet is no facet: nobody picks it from a list.
const LONGEST_FACET: usize = 512;

/// Where the entities come from: the contents at compile time, an open snapshot when an index is rebuilt.
pub(crate) struct Source<'a> {
    /// How many there are.
    pub(crate) count: u32,
    /// The entity of a number.
    pub(crate) entity: &'a mut dyn FnMut(u32) -> Result<Cow<'a, Entity>, SnapshotError>,
    /// What a number is called.
    pub(crate) caption: &'a dyn Fn(u32) -> Option<&'a str>,
    /// What an identifier is called.
    pub(crate) caption_of: &'a dyn Fn(&str) -> Option<&'a str>,
    /// Told how many documents are done.
    pub(crate) progress: &'a mut dyn FnMut(u64),
}

/// Builds an index of one segment, so that the same entities always give the same answers.
pub(crate) fn build(
    source: &mut Source<'_>,
    directory: Box<dyn Directory>,
    path: &Path,
) -> Result<Index, SnapshotError> {
    let (schema, fields) = schema();
    let tokenizers = tantivy::tokenizer::TokenizerManager::default();
    tokenizers.register(TOKENIZER, Words);
    let mut writer = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers)
        .single_segment_index_writer(directory, MEMORY)
        .map_err(|e| failed(path, e))?;
    let ranks = name_ranks(source);
    for (number, rank) in (0..source.count).zip(ranks) {
        let entity = (source.entity)(number)?;
        let document = document(&fields, source, number, rank, &entity);
        writer.add_document(document).map_err(|e| failed(path, e))?;
        (source.progress)(u64::from(number) + 1);
    }
    writer.finalize().map_err(|e| failed(path, e))
}

/// For each number its rank by (Latin form of the caption, number); numbers are in the order of identifiers.
fn name_ranks(source: &Source<'_>) -> Vec<u64> {
    let mut names: Vec<(String, u32)> = (0..source.count)
        .map(|number| ((source.caption)(number).map(sousveil_text::latin).unwrap_or_default(), number))
        .collect();
    names.sort_unstable();
    let mut ranked: Vec<(u32, u64)> = (0u64..).zip(names).map(|(rank, (_, number))| (number, rank)).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, rank)| rank).collect()
}

fn document(fields: &Fields, source: &Source<'_>, number: u32, rank: u64, entity: &Entity) -> TantivyDocument {
    let mut out = TantivyDocument::new();
    out.add_u64(fields.number, u64::from(number));
    out.add_u64(fields.name_rank, rank);
    out.add_u64(fields.weight, weight(&entity.schema));
    let date = derive::date(entity).map(|date| date.first_day());
    out.add_i64(
        fields.date,
        date.map_or(UNDATED, |(y, m, d)| i64::from(y) * 10_000 + i64::from(m) * 100 + i64::from(d)),
    );
    let caption = (source.caption)(number).unwrap_or_default();
    out.add_text(fields.names, caption);
    for form in name_forms(caption) {
        out.add_text(fields.exact, form);
    }
    text(fields, source, caption, entity, &mut out);
    for (facet, value) in derive::facets(entity) {
        if let Some(path) = facet_path(facet, &value) {
            out.add_facet(fields.facets, path);
        }
    }
    out
}

/// Order of schemata among entities whose names are hit. Far apart, so that how rare a word is does not blur it.
fn weight(schema: &str) -> u64 {
    match schema {
        "Country" => 500,
        "Company" => 400,
        "Technology" => 300,
        "Agency" => 200,
        "Product" => 100,
        _ => 0,
    }
}

fn text(fields: &Fields, source: &Source<'_>, caption: &str, entity: &Entity, out: &mut TantivyDocument) {
    let table = table_of_schema(&entity.schema);
    for claim in &entity.claims {
        let cell = table.and_then(|table| table.column(&claim.property)).map(|column| column.cell);
        let is_name = matches!(cell, Some(Cell::Name)) || matches!(claim.property.as_str(), "name" | "aliases");
        if let Some(to) = reference(entity, claim) {
            if let Some(caption) = (source.caption_of)(to.id) {
                out.add_text(fields.body, caption);
            }
            if to.table == COUNTRIES
                && let Ok(country) = to.id.parse::<Country>()
            {
                country.other_names().iter().for_each(|name| out.add_text(fields.body, name));
            }
        } else if is_name {
            if claim.value != caption {
                out.add_text(fields.names, &claim.value);
                name_forms(&claim.value).into_iter().for_each(|form| out.add_text(fields.alias, form));
            }
        } else if matches!(cell, None | Some(Cell::Text | Cell::Target)) {
            out.add_text(fields.body, &claim.value);
        }
        for text in claim.evidence.iter().flat_map(|evidence| [&evidence.quotation, &evidence.note]).flatten() {
            out.add_text(fields.body, text);
        }
    }
    for source_id in entity.sources() {
        if let Some(title) = (source.caption_of)(source_id.as_str()) {
            out.add_text(fields.body, title);
        }
    }
}

/// `/recipient_country/uz`; nothing for a value that no list offers.
pub(crate) fn facet_path(facet: Facet, value: &str) -> Option<FacetPath> {
    // NUL parts the steps of a path inside tantivy; a slash means nothing there.
    let good = !value.is_empty() && value.len() <= LONGEST_FACET && !value.contains('\0');
    good.then(|| FacetPath::from_path([facet.into(), value] as [&str; 2]))
}
