//! The full text: a tantivy index that is built from the entities and thrown away when in doubt.

mod build;
mod checked;
mod postings;
mod question;
mod search;
mod store;
mod tokens;
mod way;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, ReloadPolicy, Searcher, SegmentReader};

pub(crate) use question::Question;
pub(crate) use search::{NAME_HIT, Search};
pub(crate) use store::{open, verify, write};

use crate::error::SnapshotError;
use crate::snapshot::Stored;

/// The folder of the index inside a snapshot.
pub(crate) const FOLDER: &str = "text";
/// Version of the fields and of what they hold; raise it with any change of [`Fields`] or of `build`.
pub(crate) const VERSION: u32 = 4;
/// The name under which tantivy knows our tokeniser.
const TOKENIZER: &str = "sousveil";

/// An open index.
pub(crate) struct FullText {
    searcher: Searcher,
    fields: Fields,
    path: PathBuf,
    common: postings::Common,
    /// Why it is held in memory though the snapshot has a folder.
    pub(crate) kept_out: Option<String>,
}

/// The fields of a document, which is one entity; its place in the index is the entity's number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// Words of caption, names and aliases.
    names: Field,
    /// Words of everything else.
    body: Field,
}

fn schema() -> (Schema, Fields) {
    let words = || {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(IndexRecordOption::WithFreqs);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut builder = Schema::builder();
    let fields =
        Fields { names: builder.add_text_field("names", words()), body: builder.add_text_field("body", words()) };
    (builder.build(), fields)
}

impl FullText {
    /// An index in memory.
    pub(crate) fn in_memory(stored: &Stored) -> Result<Self, SnapshotError> {
        let path = Path::new(FOLDER);
        let index = guarded(path, || build::build(stored, build::Place::Memory, path, &mut |_| {}))?;
        guarded(path, || Self::over(&index, path, stored.heads.count()))
    }

    fn over(index: &Index, path: &Path, count: u32) -> Result<Self, SnapshotError> {
        let (expected, fields) = schema();
        if index.schema() != expected {
            return Err(failed(path, "found fields of another version"));
        }
        let reader = index
            .reader_builder()
            // Nothing is ever added, so no thread need watch for it.
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|e| failed(path, e))?;
        let (searcher, path) = (reader.searcher(), path.to_owned());
        let text = Self { searcher, fields, path, common: Default::default(), kept_out: None };
        match text.searcher.segment_readers() {
            [only] if only.max_doc() == count && !only.has_deletes() => Ok(text),
            _ => Err(failed(&text.path, format!("found another index than one of {count} documents in one segment"))),
        }
    }

    /// The one segment.
    fn segment(&self) -> &SegmentReader {
        self.searcher.segment_reader(0)
    }
}

fn failed(path: &Path, what: impl ToString) -> SnapshotError {
    SnapshotError::FullText { path: path.to_owned(), what: what.to_string() }
}

/// Runs a piece of work with tantivy, which is not free of panics when its files are damaged
/// (quickwit-oss/tantivy#1754, #2236).
fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T, SnapshotError>) -> Result<T, SnapshotError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(failed(path, "the index is damaged; remove the folder and open the snapshot again")))
}
