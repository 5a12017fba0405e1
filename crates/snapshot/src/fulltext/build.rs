//! Entities to documents.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use sousveil_model::tables::{Cell, Table, table_of_schema};
use sousveil_model::{Claim, Country, Entity, Id};
use tantivy::directory::{Directory, MmapDirectory, RamDirectory};
use tantivy::{Index, SingleSegmentIndexWriter, TantivyDocument};

use super::tokens::Words;
use super::{Fields, TOKENIZER, failed, schema};
use crate::error::SnapshotError;
use crate::forms::is_name;
use crate::heads::Head;
use crate::reference::{COUNTRY, reference};
use crate::snapshot::Stored;
use crate::{foreign, parallel};

/// Memory that tantivy takes for its tables at first; they grow with the data.
const MEMORY: usize = 15_000_000;
/// Most entities that are indexed at once by a thread: what bounds the memory. The parts are merged.
const PART: u32 = 60_000;
/// So many entities are not worth a second part.
const FEW: u32 = 20_000;

/// So many captions of sources are remembered by a thread, then all are forgotten.
const MOST_KNOWN: usize = 20_000;

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
    let mut sources = Sources { stored, known: HashMap::new() };
    for number in numbers {
        writer.add_document(document(&fields, stored, number, &mut sources)?).map_err(|e| failed(path, e))?;
        progress(number + 1);
    }
    writer.finalize().map_err(|e| failed(path, e))
}

fn document(
    fields: &Fields,
    stored: &Stored,
    number: u32,
    sources: &mut Sources<'_>,
) -> Result<TantivyDocument, SnapshotError> {
    let entity = stored.entity(number)?;
    let caption = stored.caption(number).unwrap_or_default();
    let mut texts = Texts { names: vec![caption], body: Vec::new() };
    for link in stored.links.forward(number)? {
        texts.mention(stored.head(link.other)?);
    }
    if stored.manifest.dataset.vocabulary.is_ours() {
        texts.ours(&entity);
        entity.sources().into_iter().filter_map(|id| sources.caption(id)).for_each(|caption| texts.body(caption));
    } else {
        texts.foreign(&entity);
    }
    let mut out = TantivyDocument::new();
    texts.names.iter().for_each(|text| out.add_text(fields.names, text));
    texts.body.iter().for_each(|text| out.add_text(fields.body, text));
    Ok(out)
}

/// What sources are called. Many entities share one, so most need no look at the table of heads.
struct Sources<'a> {
    stored: &'a Stored,
    known: HashMap<Id, Option<&'a str>>,
}

impl<'a> Sources<'a> {
    fn caption(&mut self, id: &Id) -> Option<&'a str> {
        if let Some(&known) = self.known.get(id) {
            return known;
        }
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        let caption = self.stored.caption_of(id.as_str());
        self.known.insert(id.clone(), caption);
        caption
    }
}

/// Whether a claim in our own terms that refers to nothing is a text, or of a property that we do not know.
fn is_text(table: Option<&Table>, claim: &Claim) -> bool {
    let cell = table.and_then(|table| table.column(&claim.property)).map(|column| column.cell);
    matches!(cell, None | Some(Cell::Text | Cell::Target))
}

/// The texts of an entity, each once: what one source says of ten claims says no more than of one.
struct Texts<'a> {
    names: Vec<&'a str>,
    body: Vec<&'a str>,
}

impl<'a> Texts<'a> {
    fn ours(&mut self, entity: &'a Entity) {
        let table = table_of_schema(&entity.schema);
        for claim in &entity.claims {
            if reference(entity, claim).is_none() {
                if is_name(table, claim) {
                    self.name(&claim.value);
                } else if is_text(table, claim) {
                    self.body(&claim.value);
                }
            }
            for text in claim.evidence.iter().flat_map(|evidence| [&evidence.quotation, &evidence.note]).flatten() {
                self.body(text);
            }
        }
    }

    /// Those of an entity in FollowTheMoney's own terms.
    fn foreign(&mut self, entity: &'a Entity) {
        use foreign::Words as In;
        for claim in &entity.claims {
            match foreign::words(entity, claim) {
                In::Name => self.name(&claim.value),
                In::Body => self.body(&claim.value),
                In::Country => {
                    if let Ok(known) = claim.value.parse::<Country>() {
                        self.body(known.name());
                    }
                    self.country(&claim.value);
                }
                // Whom it refers to is told by the links.
                In::Other | In::None => {}
            }
        }
    }

    fn name(&mut self, name: &'a str) {
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    fn body(&mut self, text: &'a str) {
        if !self.body.contains(&text) {
            self.body.push(text);
        }
    }

    /// What an entity is called that this one refers to, and where it is a country, its other names.
    fn mention(&mut self, other: Head<'a>) {
        self.body(other.caption);
        if other.schema == COUNTRY {
            self.country(other.id);
        }
    }

    /// The other names of a country.
    fn country(&mut self, code: &str) {
        if let Ok(country) = code.parse::<Country>() {
            country.other_names().iter().for_each(|name| self.body(name));
        }
    }
}
