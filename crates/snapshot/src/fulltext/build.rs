//! Entities to documents.

use std::fs;
use std::path::{Path, PathBuf};

use sousveil_model::tables::{Cell, table_of_schema};
use sousveil_model::{Country, Entity};
use tantivy::directory::{Directory, MmapDirectory, RamDirectory};
use tantivy::{Index, SingleSegmentIndexWriter, TantivyDocument};

use super::tokens::Words;
use super::{Fields, TOKENIZER, failed, schema};
use crate::error::SnapshotError;
use crate::forms::is_name;
use crate::reference::{COUNTRIES, reference};
use crate::snapshot::Stored;
use crate::{foreign, parallel};

/// Memory that tantivy takes for its tables at first; they grow with the data.
const MEMORY: usize = 15_000_000;
/// Most entities that are indexed at once by a thread: what bounds the memory. The parts are merged.
const PART: u32 = 60_000;
/// So many entities are not worth a second part.
const FEW: u32 = 20_000;

/// Where an index is put.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'a> {
    Memory,
    /// A folder that is there and empty.
    Folder(&'a Path),
}

impl Place<'_> {
    fn directory(self) -> tantivy::Result<Box<dyn Directory>> {
        match self {
            Place::Memory => Ok(Box::new(RamDirectory::create())),
            Place::Folder(path) => Ok(Box::new(MmapDirectory::open(path)?)),
        }
    }

    /// The folder of a part, which begins at that number.
    fn part(self, start: u32) -> Option<PathBuf> {
        match self {
            Place::Memory => None,
            Place::Folder(path) => Some(path.join(format!("part-{start}"))),
        }
    }
}

/// Builds an index of one segment, in which an entity's document has the entity's number.
pub(crate) fn build(
    stored: &Stored,
    place: Place<'_>,
    path: &Path,
    progress: &mut dyn FnMut(u64),
) -> Result<Index, SnapshotError> {
    let count = stored.heads.count();
    if count <= FEW {
        let directory = place.directory().map_err(|e| failed(path, e))?;
        return part(stored, directory, 0..count, path, |done| progress(u64::from(done)));
    }
    let threads = u32::try_from(parallel::threads()).unwrap_or(1);
    let parts = count.div_ceil(PART).next_multiple_of(threads);
    let size = count.div_ceil(parts);
    let mut built = Vec::new();
    let starts = (0..count).step_by(size as usize).map(Ok);
    let one = |start: u32| {
        let own = place.part(start);
        if let Some(own) = &own {
            fs::create_dir(own).map_err(|e| SnapshotError::io(own, e))?;
        }
        let directory = own.as_deref().map_or(Place::Memory, Place::Folder).directory();
        let end = start.saturating_add(size).min(count);
        let index = part(stored, directory.map_err(|e| failed(path, e))?, start..end, path, |_| {})?;
        Ok((own, index, end))
    };
    parallel::ordered(starts, one, |(own, index, end)| {
        built.push((own, index));
        progress(u64::from(end));
        Ok(())
    })?;
    let (folders, indices): (Vec<_>, Vec<_>) = built.into_iter().unzip();
    // In the order of the parts, so that documents keep the order of their entities.
    let directory = place.directory().map_err(|e| failed(path, e))?;
    let merged = tantivy::indexer::merge_indices(&indices, directory).map_err(|e| failed(path, e))?;
    drop(indices);
    folders
        .into_iter()
        .flatten()
        .try_for_each(|own| fs::remove_dir_all(&own).map_err(|e| SnapshotError::io(&own, e)))?;
    Ok(merged)
}

/// An index of some entities, in their order.
fn part(
    stored: &Stored,
    directory: Box<dyn Directory>,
    numbers: std::ops::Range<u32>,
    path: &Path,
    mut progress: impl FnMut(u32),
) -> Result<Index, SnapshotError> {
    let (schema, fields) = schema();
    let tokenizers = tantivy::tokenizer::TokenizerManager::default();
    tokenizers.register(TOKENIZER, Words::default());
    let mut writer: SingleSegmentIndexWriter = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers)
        .single_segment_index_writer(directory, MEMORY)
        .map_err(|e| failed(path, e))?;
    for number in numbers {
        writer.add_document(document(&fields, stored, number)?).map_err(|e| failed(path, e))?;
        progress(number + 1);
    }
    writer.finalize().map_err(|e| failed(path, e))
}

fn document(fields: &Fields, stored: &Stored, number: u32) -> Result<TantivyDocument, SnapshotError> {
    let entity = stored.entity(number)?;
    let mut out = TantivyDocument::new();
    let caption = stored.caption(number).unwrap_or_default();
    out.add_text(fields.names, caption);
    text(fields, stored, caption, &entity, &mut out);
    Ok(out)
}

fn text(fields: &Fields, stored: &Stored, caption: &str, entity: &Entity, out: &mut TantivyDocument) {
    if !stored.manifest.dataset.vocabulary.is_ours() {
        return foreign_text(fields, stored, caption, entity, out);
    }
    let table = table_of_schema(&entity.schema);
    for claim in &entity.claims {
        let cell = table.and_then(|table| table.column(&claim.property)).map(|column| column.cell);
        if let Some(to) = reference(entity, claim) {
            if let Some(caption) = stored.caption_of(to.id) {
                out.add_text(fields.body, caption);
            }
            if to.table == COUNTRIES {
                country(fields, to.id, out);
            }
        } else if is_name(table, claim) {
            other_name(fields, caption, &claim.value, out);
        } else if matches!(cell, None | Some(Cell::Text | Cell::Target)) {
            out.add_text(fields.body, &claim.value);
        }
        for text in claim.evidence.iter().flat_map(|evidence| [&evidence.quotation, &evidence.note]).flatten() {
            out.add_text(fields.body, text);
        }
    }
    for source_id in entity.sources() {
        if let Some(title) = stored.caption_of(source_id.as_str()) {
            out.add_text(fields.body, title);
        }
    }
}

/// The words of an entity in FollowTheMoney's own terms.
fn foreign_text(fields: &Fields, stored: &Stored, caption: &str, entity: &Entity, out: &mut TantivyDocument) {
    use foreign::Words as In;
    for claim in &entity.claims {
        match foreign::words(entity, claim) {
            In::Name => other_name(fields, caption, &claim.value, out),
            In::Body => out.add_text(fields.body, &claim.value),
            In::Country => {
                if let Ok(known) = claim.value.parse::<Country>() {
                    out.add_text(fields.body, known.name());
                }
                country(fields, &claim.value, out);
            }
            In::Other => {
                if let Some(caption) = stored.caption_of(&claim.value) {
                    out.add_text(fields.body, caption);
                }
            }
            In::None => {}
        }
    }
}

fn other_name(fields: &Fields, caption: &str, name: &str, out: &mut TantivyDocument) {
    if name != caption {
        out.add_text(fields.names, name);
    }
}

/// The other names of a country.
fn country(fields: &Fields, code: &str, out: &mut TantivyDocument) {
    if let Ok(country) = code.parse::<Country>() {
        country.other_names().iter().for_each(|name| out.add_text(fields.body, name));
    }
}
