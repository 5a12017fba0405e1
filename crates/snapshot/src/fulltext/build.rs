//! Entities to documents.

use std::path::Path;

use sousveil_model::tables::{Cell, table_of_schema};
use sousveil_model::{Country, Entity};
use tantivy::directory::Directory;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::tokens::{Words, name_forms};
use super::{Fields, TOKENIZER, failed, schema};
use crate::error::SnapshotError;
use crate::parallel;
use crate::reference::{COUNTRIES, reference};
use crate::snapshot::Stored;

/// Start of the memory that tantivy may take for its tables where there are few entities; they grow with the data.
const MEMORY: usize = 15_000_000;
/// What its tables may take for each thread where there are many; full ones are written out and merged at the end.
const MEMORY_OF_THREAD: usize = 100_000_000;
/// So many entities are few.
const FEW: u32 = 20_000;
/// How many entities a thread takes at a time.
const PIECE: u32 = 500;

/// Builds an index of one segment. Scores don't hang on the order of its documents, so the same entities always give the
/// same answers.
pub(crate) fn build(
    stored: &Stored,
    directory: Box<dyn Directory>,
    path: &Path,
    progress: &mut dyn FnMut(u64),
) -> Result<Index, SnapshotError> {
    let (schema, fields) = schema();
    let tokenizers = tantivy::tokenizer::TokenizerManager::default();
    tokenizers.register(TOKENIZER, Words::default());
    let builder = Index::builder().schema(schema).tokenizers(tokenizers);
    let count = stored.heads.count();
    if count > FEW {
        let index = builder.open_or_create(directory).map_err(|e| failed(path, e))?;
        return in_parts(stored, &fields, index, path, progress);
    }
    let mut writer = builder.single_segment_index_writer(directory, MEMORY).map_err(|e| failed(path, e))?;
    for number in 0..count {
        writer.add_document(document(&fields, stored, number)?).map_err(|e| failed(path, e))?;
        progress(u64::from(number) + 1);
    }
    writer.finalize().map_err(|e| failed(path, e))
}

/// On all cores, in segments that fit the memory, which are merged.
fn in_parts(
    stored: &Stored,
    fields: &Fields,
    index: Index,
    path: &Path,
    progress: &mut dyn FnMut(u64),
) -> Result<Index, SnapshotError> {
    let threads = parallel::threads();
    let writer: IndexWriter = index
        .writer_with_num_threads(threads, MEMORY_OF_THREAD.saturating_mul(threads))
        .map_err(|e| failed(path, e))?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let count = stored.heads.count();
    let pieces = (0..count).step_by(PIECE as usize).map(Ok);
    let adding = &writer;
    let add = |start: u32| {
        let end = start.saturating_add(PIECE).min(count);
        for number in start..end {
            adding.add_document(document(fields, stored, number)?).map_err(|e| failed(path, e))?;
        }
        Ok(end)
    };
    parallel::ordered(pieces, add, |end| {
        progress(u64::from(end));
        Ok(())
    })?;
    let merged = |mut writer: IndexWriter| -> tantivy::Result<()> {
        writer.commit()?;
        let segments = writer.index().searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.garbage_collect_files().wait()?;
        writer.wait_merging_threads()
    };
    merged(writer).map_err(|e| failed(path, e))?;
    Ok(index)
}

fn document(fields: &Fields, stored: &Stored, number: u32) -> Result<TantivyDocument, SnapshotError> {
    let entity = stored.entity(number)?;
    let mut out = TantivyDocument::new();
    out.add_u64(fields.number, u64::from(number));
    let caption = stored.caption(number).unwrap_or_default();
    out.add_text(fields.names, caption);
    for form in name_forms(caption) {
        out.add_text(fields.exact, form);
    }
    text(fields, stored, caption, &entity, &mut out);
    Ok(out)
}

fn text(fields: &Fields, stored: &Stored, caption: &str, entity: &Entity, out: &mut TantivyDocument) {
    let table = table_of_schema(&entity.schema);
    for claim in &entity.claims {
        let cell = table.and_then(|table| table.column(&claim.property)).map(|column| column.cell);
        let is_name = matches!(cell, Some(Cell::Name)) || matches!(claim.property.as_str(), "name" | "aliases");
        if let Some(to) = reference(entity, claim) {
            if let Some(caption) = stored.caption_of(to.id) {
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
        if let Some(title) = stored.caption_of(source_id.as_str()) {
            out.add_text(fields.body, title);
        }
    }
}
