//! The open snapshot.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use sousveil_model::{Entity, Vocabulary};
use sousveil_screen::Params;
use sousveil_screen::index::NamesIndex;

use crate::FORMAT;
use crate::blocks::Blocks;
use crate::bytes::{Bytes, read_small};
use crate::contents::{Change, Contents, Coverage, Manifest, Redirect, Statistics};
use crate::error::SnapshotError;
use crate::forms::Forms;
use crate::fulltext::{self, FullText};
use crate::hash::{sha256, sorted_coverage, sorted_redirects};
use crate::heads::{Head, Heads};
use crate::links::{Link, Links};
use crate::lists::Lists;
use crate::query::{Answer, Query, Sort};
use crate::screening::{Asked, Screened, Told};
use crate::selection::Selection;
use crate::{answer, order, screening};

pub(crate) const MANIFEST: &str = "manifest.json";
/// `manifest.json` and its SHA-256, as `sha256sum` writes and checks it.
pub(crate) const SEAL: &str = "manifest.sha256";
pub(crate) const BLOCKS: &str = "entities.blk";
pub(crate) const INDEX: &str = "entities.idx";
/// What the blocks have in common; empty where there are few.
pub(crate) const DICTIONARY: &str = "entities.dic";
pub(crate) const HEADS: &str = "heads.tbl";
pub(crate) const LINKS: &str = "links.csr";
pub(crate) const LISTS: &str = "lists.tbl";
/// What entities are called as a whole.
pub(crate) const FORMS: &str = "forms.tbl";
/// The names that are screened for.
pub(crate) const NAMES: &str = "names.idx";
pub(crate) const STATISTICS: &str = "statistics.json";
pub(crate) const SIDE: &str = "side.json";
pub(crate) const WEBSITES: &str = "websites.json";

const LARGEST_MANIFEST: u64 = 16 * 1024 * 1024;
/// How often opening begins anew where another snapshot took the place meanwhile.
const ATTEMPTS: u32 = 16;
const LARGEST_JSON: u64 = 256 * 1024 * 1024;
/// A file of at most this many bytes is compared with its SHA-256 when it is opened: some ten milliseconds.
const SMALL: u64 = 16 * 1024 * 1024;

/// An open snapshot. It is never changed; share it between threads behind an `Arc`.
pub struct Snapshot {
    pub(crate) stored: Stored,
    text: OnceLock<FullText>,
    /// Where the full text is, as long as it is not open.
    dir: PathBuf,
}

/// A snapshot without its full text.
pub(crate) struct Stored {
    pub(crate) manifest: Manifest,
    statistics: Statistics,
    pub(crate) side: Side,
    websites: Vec<(u32, String)>,
    pub(crate) blocks: Blocks,
    pub(crate) heads: Heads,
    pub(crate) links: Links,
    pub(crate) lists: Lists,
    pub(crate) forms: Forms,
    pub(crate) names: NamesIndex<Bytes>,
}

/// `side.json`: what is no entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Side {
    /// Newest last.
    pub(crate) changes: Vec<Change>,
    /// Sorted by the old identifier.
    pub(crate) redirects: Vec<Redirect>,
    /// Sorted.
    pub(crate) coverage: Vec<Coverage>,
}

impl Side {
    pub(crate) fn new(changes: Vec<Change>, redirects: &[Redirect], coverage: &[Coverage]) -> Self {
        Self { changes, redirects: sorted_redirects(redirects), coverage: sorted_coverage(coverage) }
    }
}

impl Snapshot {
    /// Opens a snapshot's folder.
    ///
    /// Checked are the manifest, the sizes and headers of all files; what else is read is checked when it is read,
    /// everything by [`crate::verify`]. A full-text index that is missing, of a foreign version, or small and
    /// damaged is built anew, in the folder if it can be written to, else in memory.
    ///
    /// # Errors
    /// What is wrong with which file.
    pub fn open(dir: &Path) -> Result<Self, SnapshotError> {
        Self::open_unchanged(dir, true)
    }

    /// The same, but that the full text is opened when it is first asked for: that takes half of the time, and whoever asks one
    /// question may never need it.
    ///
    /// # Errors
    /// What is wrong with which file; of the full text, [`Snapshot::query`] tells.
    pub fn open_for_one_question(dir: &Path) -> Result<Self, SnapshotError> {
        Self::open_unchanged(dir, false)
    }

    fn open_unchanged(dir: &Path, with_text: bool) -> Result<Self, SnapshotError> {
        let manifest = || read_small(&dir.join(MANIFEST), LARGEST_MANIFEST);
        let mut before = manifest()?;
        for _ in 0..ATTEMPTS {
            let opened = Self::open_once(dir, with_text);
            let after = manifest()?;
            // Another may have taken its place in between: then files of both were opened.
            if before == after {
                return opened;
            }
            before = after;
        }
        Self::open_once(dir, with_text)
    }

    fn open_once(dir: &Path, with_text: bool) -> Result<Self, SnapshotError> {
        let opened = Self { stored: Stored::open(dir)?, text: OnceLock::new(), dir: dir.to_owned() };
        if with_text {
            opened.text()?;
        }
        Ok(opened)
    }

    fn text(&self) -> Result<&FullText, SnapshotError> {
        if let Some(text) = self.text.get() {
            return Ok(text);
        }
        let hash = &self.stored.manifest.data_hash;
        let still = || read_manifest(&self.dir.join(MANIFEST)).is_ok_and(|manifest| manifest.data_hash == *hash);
        let opened = fulltext::open(&self.dir, hash, &self.stored, still)?;
        // Another thread may have been quicker: then its text stays.
        Ok(self.text.get_or_init(|| opened))
    }

    /// Compiles contents to memory; nothing touches a disk.
    ///
    /// # Errors
    /// As [`crate::compile`], but for those of files.
    pub fn in_memory(contents: &Contents) -> Result<Self, SnapshotError> {
        let stored = crate::compile::in_memory(contents)?;
        let text = FullText::in_memory(&stored)?.into();
        Ok(Self { stored, text, dir: PathBuf::new() })
    }

    /// What the snapshot is.
    pub fn manifest(&self) -> &Manifest {
        &self.stored.manifest
    }

    /// Figures worked out when it was compiled.
    pub fn statistics(&self) -> &Statistics {
        &self.stored.statistics
    }

    /// Why the full text of an opened snapshot is held in memory instead of being read in place, where it is open and held there.
    pub fn text_kept_out(&self) -> Option<&str> {
        self.text.get()?.kept_out.as_deref()
    }

    /// Number of entities; where the vocabulary is ours, countries are among them.
    pub fn len(&self) -> u32 {
        self.stored.heads.count()
    }

    /// Whether it has no entities; never so where the vocabulary is ours, as countries are always there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of an identifier, from 0: its rank among all identifiers.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.stored.heads.number(id)
    }

    /// The entity of an identifier, if there is one.
    ///
    /// # Errors
    /// Its block is damaged.
    pub fn entity(&self, id: &str) -> Result<Option<Entity>, SnapshotError> {
        self.number(id).map(|number| self.entity_at(number)).transpose()
    }

    /// The entity of a number.
    ///
    /// # Errors
    /// There is no such number, or its block is damaged.
    pub fn entity_at(&self, number: u32) -> Result<Entity, SnapshotError> {
        self.stored.entity(number)
    }

    /// Identifier, schema and caption of a number, without reading a block.
    pub fn head(&self, number: u32) -> Option<Head<'_>> {
        self.stored.heads.get(number)
    }

    /// [`Snapshot::head`] of an identifier.
    pub fn head_of(&self, id: &str) -> Option<Head<'_>> {
        self.head(self.number(id)?)
    }

    /// All that an entity refers to and all that refers to it, sorted: forward links first, then by property and
    /// number. Claims that refer to what is not in the snapshot are no links. Empty for a number that is none.
    ///
    /// # Errors
    /// The table of links is damaged.
    pub fn links(&self, number: u32) -> Result<Vec<Link>, SnapshotError> {
        self.stored.links.of(number)
    }

    /// Those [`Snapshot::links`] that go by one property: from the entity, or to it (`reverse`). The others are not
    /// looked at.
    ///
    /// # Errors
    /// The table of links is damaged.
    pub fn links_by(&self, number: u32, reverse: bool, property: &str) -> Result<Vec<Link>, SnapshotError> {
        self.stored.links.by(number, reverse, property)
    }

    /// Answers a question.
    ///
    /// # Errors
    /// The full-text index or the table of lists is damaged.
    pub fn query(&self, query: &Query) -> Result<Answer, SnapshotError> {
        answer::answer(&self.stored, || self.text(), query)
    }

    /// In whose terms the entities are told.
    pub fn vocabulary(&self) -> Vocabulary {
        self.stored.manifest.dataset.vocabulary
    }

    /// Whether somebody is screened for whom a question for that schema, FollowTheMoney's or ours, may mean.
    pub fn may_ask(&self, schema: &str) -> bool {
        screening::may_ask(self, schema)
    }

    /// Where an identifier leads that an entity of a list had before: what [`REFERENTS`](crate::REFERENTS) say.
    ///
    /// # Errors
    /// A block is damaged.
    pub fn by_referent(&self, old: &str) -> Result<Option<u32>, SnapshotError> {
        for number in self.stored.names.with_identifier(old).into_iter().filter(|&number| number < self.len()) {
            if self.entity_at(number)?.values(screening::REFERENTS).any(|value| value == old) {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    /// The entities that may be what is asked for, with scores and reasons, the likeliest first. Of our own data these
    /// are companies, agencies and products, of a list all that FollowTheMoney compares.
    ///
    /// Of the first `reasons` it is said what their scores rest on: telling takes longer than judging, and of many that
    /// are found few are shown.
    ///
    /// # Errors
    /// The block of a candidate is damaged.
    pub fn screen(&self, asked: &Asked, params: &Params, reasons: usize) -> Result<Vec<Screened>, SnapshotError> {
        screening::screen(self, asked, params, None, reasons)
    }

    /// The same among those entities only that `among` takes: the likeliest of them, whoever else is more alike.
    ///
    /// # Errors
    /// The block of a candidate is damaged.
    pub fn screen_among(
        &self,
        asked: &Asked,
        params: &Params,
        reasons: usize,
        among: &dyn Fn(u32) -> bool,
    ) -> Result<Vec<Screened>, SnapshotError> {
        screening::screen(self, asked, params, Some(among), reasons)
    }

    /// What is shown of an entity that was found.
    ///
    /// # Errors
    /// There is no such number, or a block is damaged.
    pub fn told(&self, number: u32) -> Result<Told, SnapshotError> {
        screening::told(self, number)
    }

    /// All entities, to be narrowed, counted and listed.
    pub fn select(&self) -> Selection<'_> {
        Selection::all(&self.stored.lists)
    }

    /// Some entities in an order, without reading a block. By [`Sort::Relevance`] is by date here.
    ///
    /// # Errors
    /// The table of lists is damaged.
    pub fn in_order(&self, numbers: &[u32], sort: Sort) -> Result<Vec<u32>, SnapshotError> {
        order::in_order(&self.stored.lists, numbers, sort)
    }

    /// Where an identifier that is no more leads: its newest redirect.
    pub fn redirect(&self, old: &str) -> Option<&Redirect> {
        let redirects = &self.stored.side.redirects;
        let end = redirects.partition_point(|redirect| redirect.old.as_str() <= old);
        redirects.get(end.checked_sub(1)?).filter(|redirect| redirect.old == old)
    }

    /// All redirects, sorted by old identifier.
    pub fn redirects(&self) -> &[Redirect] {
        &self.stored.side.redirects
    }

    /// The entities that were merged into this one, by their old identifiers.
    pub fn merged_into<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Redirect> {
        self.stored.side.redirects.iter().filter(move |redirect| redirect.new == id)
    }

    /// The sites that entities have, by their numbers: to find them among all entities takes long. None in a list.
    pub fn websites(&self) -> &[(u32, String)] {
        &self.stored.websites
    }

    /// The history of the dataset, newest last.
    pub fn changes(&self) -> &[Change] {
        &self.stored.side.changes
    }

    /// What was looked for, sorted by subject, kind and target.
    pub fn coverage(&self) -> &[Coverage] {
        &self.stored.side.coverage
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snapshot").field("manifest", &self.stored.manifest).finish_non_exhaustive()
    }
}

impl Stored {
    /// Opens a snapshot's folder without its full text.
    pub(crate) fn open(dir: &Path) -> Result<Self, SnapshotError> {
        let manifest = read_manifest(&dir.join(MANIFEST))?;
        let map = |name: &'static str| {
            let entry = manifest.files.get(name).ok_or_else(|| {
                SnapshotError::damaged(
                    &dir.join(MANIFEST),
                    format!("names no file `{name}`, expected its size and hash"),
                )
            })?;
            let bytes = Bytes::map(&dir.join(name), entry.bytes)?;
            // Blocks have hashes of their own. In the other files a digit or a letter that changed looks as good as the
            // one that was written, and nothing would tell the reader.
            let expected = (name != BLOCKS && entry.bytes <= SMALL).then_some(entry.sha256.as_str());
            if expected.is_some() {
                bytes.read_ahead();
            }
            Ok::<_, SnapshotError>((bytes, expected))
        };
        // All are on their way before the first is read.
        let mapped =
            [BLOCKS, INDEX, DICTIONARY, HEADS, LINKS, LISTS, FORMS, NAMES, STATISTICS, SIDE, WEBSITES].map(map);
        let read = |mapped: Result<(Bytes, Option<&str>), SnapshotError>| {
            let (bytes, expected) = mapped?;
            expected.map_or(Ok(()), |expected| fits(bytes.path(), bytes.all(), expected))?;
            Ok::<_, SnapshotError>(bytes)
        };
        let [blocks, index, dictionary, heads, links, lists, forms, names, statistics, side, websites] =
            mapped.map(read);
        let (blocks, index, dictionary, heads, links) = (blocks?, index?, dictionary?, heads?, links?);
        let (lists, forms, names, statistics, side, websites) = (lists?, forms?, names?, statistics?, side?, websites?);
        Self::assemble(
            manifest,
            Raw { blocks, index, dictionary, heads, links, lists, forms, names, statistics, side, websites },
        )
    }

    pub(crate) fn from_parts(manifest: Manifest, files: Vec<(&'static str, Vec<u8>)>) -> Result<Self, SnapshotError> {
        let mut files: std::collections::BTreeMap<&str, Vec<u8>> = files.into_iter().collect();
        let mut take = |name: &'static str| Bytes::owned(Path::new(name), files.remove(name).unwrap_or_default());
        let [blocks, index, dictionary] = [BLOCKS, INDEX, DICTIONARY].map(&mut take);
        let [heads, links, lists] = [HEADS, LINKS, LISTS].map(&mut take);
        let [forms, names, statistics] = [FORMS, NAMES, STATISTICS].map(&mut take);
        let [side, websites] = [SIDE, WEBSITES].map(&mut take);
        Self::assemble(
            manifest,
            Raw { blocks, index, dictionary, heads, links, lists, forms, names, statistics, side, websites },
        )
    }

    fn assemble(manifest: Manifest, raw: Raw) -> Result<Self, SnapshotError> {
        let statistics = json(&raw.statistics)?;
        let (side, websites): (Side, _) = (json(&raw.side)?, json(&raw.websites)?);
        if !side.redirects.is_sorted_by(|a, b| a.old <= b.old) {
            return Err(raw.side.damaged("the redirects are not sorted by their old identifiers"));
        }
        let counts = |path: &Path, found: u32| {
            if u64::from(found) == manifest.entities {
                Ok(())
            } else {
                let what = format!("found {found} entities, expected {} as the manifest says", manifest.entities);
                Err(SnapshotError::damaged(path, what))
            }
        };
        let (heads_path, links_path) = (raw.heads.path().to_owned(), raw.links.path().to_owned());
        let blocks = Blocks::open(raw.blocks, &raw.index, &raw.dictionary)?;
        let heads = Heads::open(raw.heads)?;
        let links = Links::open(raw.links)?;
        let lists = Lists::open(raw.lists)?;
        counts(raw.index.path(), blocks.count())?;
        counts(&heads_path, heads.count())?;
        counts(&links_path, links.count())?;
        counts(lists.path(), lists.count())?;
        let forms = Forms::open(raw.forms)?;
        let names = screening::open(raw.names)?;
        Ok(Self { manifest, statistics, side, websites, blocks, heads, links, lists, forms, names })
    }

    pub(crate) fn entity(&self, number: u32) -> Result<Entity, SnapshotError> {
        let entity = self.blocks.entity(number)?;
        let head = self.head(number)?;
        if entity.id.as_str() == head.id {
            Ok(entity)
        } else {
            Err(self.blocks.misplaced(number, entity.id.as_str(), head.id))
        }
    }

    /// What a row that refers to a number shows of it.
    pub(crate) fn head(&self, number: u32) -> Result<Head<'_>, SnapshotError> {
        self.heads.get(number).ok_or_else(|| self.heads.damaged(number))
    }

    /// What a number is called.
    pub(crate) fn caption(&self, number: u32) -> Option<&str> {
        Some(self.heads.get(number)?.caption)
    }

    /// What an identifier is called.
    pub(crate) fn caption_of(&self, id: &str) -> Option<&str> {
        self.caption(self.heads.number(id)?)
    }
}

/// The parts of a snapshot as bytes.
struct Raw {
    blocks: Bytes,
    index: Bytes,
    dictionary: Bytes,
    heads: Bytes,
    links: Bytes,
    lists: Bytes,
    forms: Bytes,
    names: Bytes,
    statistics: Bytes,
    side: Bytes,
    websites: Bytes,
}

fn json<T: serde::de::DeserializeOwned>(bytes: &Bytes) -> Result<T, SnapshotError> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_JSON {
        return Err(bytes.damaged(format!("found {} bytes, expected at most {LARGEST_JSON}", bytes.len())));
    }
    serde_json::from_slice(bytes.all()).map_err(|e| bytes.damaged(e.to_string()))
}

/// Reads a manifest; another format or text version is told before anything else in it is read.
pub(crate) fn read_manifest(path: &Path) -> Result<Manifest, SnapshotError> {
    #[derive(Deserialize)]
    struct Versions {
        format: u32,
        text_version: Option<u32>,
    }
    let bytes = read_small(path, LARGEST_MANIFEST)?;
    // Looked at below: a foreign or newer one is told first.
    let seal = seal_of(path, &bytes);
    let damaged = |e: serde_json::Error| SnapshotError::damaged(path, e.to_string());
    let found: Versions = serde_json::from_slice(&bytes).map_err(damaged)?;
    if found.format != FORMAT {
        return Err(SnapshotError::Format { path: path.to_owned(), found: found.format, expected: FORMAT });
    }
    if let Some(found) = found.text_version.filter(|&version| version != sousveil_text::VERSION) {
        return Err(SnapshotError::TextVersion { path: path.to_owned(), found, expected: sousveil_text::VERSION });
    }
    seal?;
    serde_json::from_slice(&bytes).map_err(damaged)
}

/// Whether the manifest is the one that was sealed. One without a seal is taken: older versions wrote none.
fn seal_of(path: &Path, bytes: &[u8]) -> Result<(), SnapshotError> {
    let seal = path.with_file_name(SEAL);
    match read_small(&seal, 1024) {
        Ok(text) => match text.strip_suffix(format!("  {MANIFEST}\n").as_bytes()).map(str::from_utf8) {
            Some(Ok(expected)) => fits(path, bytes, expected),
            _ => Err(SnapshotError::damaged(&seal, format!("expected a SHA-256 and `{MANIFEST}`"))),
        },
        Err(SnapshotError::Missing { .. }) => Ok(()),
        Err(e) => Err(e),
    }
}

/// Whether bytes have that SHA-256.
fn fits(path: &Path, bytes: &[u8], expected: &str) -> Result<(), SnapshotError> {
    let found = sha256(bytes);
    if found == expected {
        return Ok(());
    }
    Err(SnapshotError::Hash { path: path.to_owned(), found, expected: expected.to_owned() })
}
