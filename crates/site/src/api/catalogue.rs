//! What can be asked at the doors: datasets by their names, and collections of them.
//!
//! The first dataset is the site's own, which the pages show too. Others are there for the doors alone, each with a
//! snapshot of its own that is exchanged without the others noticing.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use arc_swap::ArcSwap;
use sousveil_snapshot::Snapshot;

use super::book::Book;
use super::chosen::Chosen;

/// The collection of all datasets.
pub(crate) const ALL: &str = "default";

/// Datasets and collections beside the site's own dataset.
#[derive(Debug, Default)]
pub struct Catalogue {
    lists: Vec<Arc<List>>,
    collections: Vec<Collection>,
}

/// A dataset that is served at the doors only.
#[derive(Debug)]
pub struct List {
    name: String,
    title: Option<String>,
    parts: Vec<String>,
    book: ArcSwap<Book>,
    fetches: Fetches,
}

/// How often a list was looked for where it comes from.
#[derive(Debug, Default)]
struct Fetches {
    done: AtomicU64,
    failed: AtomicU64,
    /// Whether the last time failed, so that nobody knows whether there is a newer version.
    behind: AtomicBool,
}

/// Some datasets under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// Its name in addresses.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// The names of its datasets.
    pub children: Vec<String>,
}

/// A catalogue that contradicts itself.
#[derive(Debug, thiserror::Error)]
#[error("`{name}`: {what}")]
pub struct CatalogueError {
    /// The name at fault.
    pub name: String,
    /// What was found and what was expected.
    pub what: String,
}

impl List {
    /// A dataset under a name that is its own in the catalogue.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn new(name: String, title: Option<String>, snapshot: Arc<Snapshot>) -> Result<Self, sousveil_export::Error> {
        Self::of_parts(name, title, Vec::new(), snapshot)
    }

    /// The same of a list that is itself brought together from datasets, which its entities name in `datasets`. Those
    /// of `parts` have names in the catalogue too.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn of_parts(
        name: String,
        title: Option<String>,
        parts: Vec<String>,
        snapshot: Arc<Snapshot>,
    ) -> Result<Self, sousveil_export::Error> {
        let book = Book::new(name.clone(), title.clone(), parts.clone(), snapshot)?;
        Ok(Self { name, title, parts, book: ArcSwap::from_pointee(book), fetches: Fetches::default() })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Serves this snapshot from now on; requests that are under way finish on the one before.
    ///
    /// # Errors
    /// The snapshot can't be read; then the one before stays.
    pub fn take_up(&self, snapshot: Arc<Snapshot>) -> Result<(), sousveil_export::Error> {
        let book = Book::new(self.name.clone(), self.title.clone(), self.parts.clone(), snapshot)?;
        self.book.store(Arc::new(book));
        Ok(())
    }

    /// Notes that it was looked for where it comes from, and whether that went well.
    pub fn fetched(&self, well: bool) {
        let count = if well { &self.fetches.done } else { &self.fetches.failed };
        count.fetch_add(1, Ordering::Relaxed);
        self.fetches.behind.store(!well, Ordering::Relaxed);
    }

    /// How often that went well, and how often not.
    pub(crate) fn fetches(&self) -> (u64, u64) {
        (self.fetches.done.load(Ordering::Relaxed), self.fetches.failed.load(Ordering::Relaxed))
    }

    /// Whether the last time did not go well.
    pub(crate) fn is_behind(&self) -> bool {
        self.fetches.behind.load(Ordering::Relaxed)
    }

    /// The snapshot of this moment.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.book.load().snapshot)
    }
}

impl Catalogue {
    /// A catalogue of lists, in the order in which they are asked, and of collections.
    ///
    /// # Errors
    /// A name twice, one that no address can have, or a collection of what there is not. `own` is the name of the site's
    /// own dataset, which collections may hold.
    pub fn new(own: &str, lists: Vec<Arc<List>>, collections: Vec<Collection>) -> Result<Self, CatalogueError> {
        let fault = |name: &str, what: String| CatalogueError { name: name.to_owned(), what };
        let mut names = BTreeSet::from([ALL, own]);
        for name in lists.iter().map(|list| list.name.as_str()).chain(collections.iter().map(|c| c.name.as_str())) {
            if !is_name(name) {
                let expected = "expected small letters, digits, `_` and `-`, at most 100";
                return Err(fault(name, format!("found a name that no address can have, {expected}")));
            }
            if !names.insert(name) {
                return Err(fault(
                    name,
                    "found twice, or kept for something else; expected a name of its own".to_owned(),
                ));
            }
        }
        // A part may have the name of a dataset: who asks for that name means the dataset.
        for part in lists.iter().flat_map(|list| &list.parts) {
            if !is_name(part) || part == ALL || collections.iter().any(|collection| collection.name == *part) {
                return Err(fault(
                    part,
                    "found as a part of a list; expected a name that an address can have and no collection has"
                        .to_owned(),
                ));
            }
        }
        for collection in &collections {
            let is_part = |child: &str| lists.iter().any(|list| list.parts.iter().any(|part| part == child));
            let known = |child: &str| child == own || is_part(child) || lists.iter().any(|list| list.name == child);
            if let Some(child) = collection.children.iter().find(|child| !known(child)) {
                return Err(fault(
                    &collection.name,
                    format!("found the dataset `{child}`, expected one that there is"),
                ));
            }
        }
        Ok(Self { lists, collections })
    }

    /// The lists, in their order.
    pub fn lists(&self) -> &[Arc<List>] {
        &self.lists
    }

    /// All of this moment, the site's own dataset first.
    pub(crate) fn taken(&self, own: Arc<Book>) -> Taken {
        let books = std::iter::once(own).chain(self.lists.iter().map(|list| list.book.load_full())).collect();
        let behind = self.lists.iter().filter(|list| list.is_behind()).map(|list| list.name.clone()).collect();
        Taken { books, collections: self.collections.clone(), behind }
    }
}

fn is_name(name: &str) -> bool {
    (1..=100).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
}

/// The datasets of one request, taken once.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(crate) books: Vec<Arc<Book>>,
    pub(crate) collections: Vec<Collection>,
    /// The names of lists that could not be fetched the last time.
    pub(crate) behind: Vec<String>,
}

impl Taken {
    /// Those that a name stands for: a dataset, a part of one or of several, or a collection of both.
    pub(crate) fn scope<'a>(&'a self, name: &'a str) -> Option<Vec<Chosen<'a>>> {
        if name == ALL {
            return Some(self.books.iter().map(|book| Chosen::whole(book)).collect());
        }
        if let Some(chosen) = self.one(name) {
            return Some(chosen);
        }
        let collection = self.collections.iter().find(|collection| collection.name == name)?;
        let children = || collection.children.iter().map(String::as_str);
        let mut out: Vec<Chosen<'a>> = Vec::new();
        for chosen in children().filter_map(|child| self.one(child)).flatten() {
            match out.iter_mut().find(|known| std::ptr::eq(known.book, chosen.book)) {
                None => out.push(chosen),
                // Of two parts of one dataset both; a part and the whole are the whole.
                Some(known) if known.only.is_empty() || chosen.only.is_empty() => known.only.clear(),
                Some(known) => known.only.extend(chosen.only),
            }
        }
        Some(out)
    }

    /// A dataset, or a part of one or of several.
    fn one<'a>(&'a self, name: &'a str) -> Option<Vec<Chosen<'a>>> {
        if let Some(book) = self.book(name) {
            return Some(vec![Chosen::whole(book)]);
        }
        let holds = |book: &&Arc<Book>| book.parts.iter().any(|part| part == name);
        let parts: Vec<Chosen<'a>> = self.books.iter().filter(holds).map(|book| Chosen::part(book, name)).collect();
        (!parts.is_empty()).then_some(parts)
    }

    /// Names, those of collections with what these hold behind them.
    pub(crate) fn expanded<'a>(&'a self, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
        let mut out = Vec::new();
        for name in names {
            out.push(name);
            let collection = self.collections.iter().find(|collection| collection.name == name);
            out.extend(collection.into_iter().flat_map(|collection| &collection.children).map(String::as_str));
        }
        out
    }

    /// Whether a name stands for all of a dataset.
    pub(crate) fn is_named(&self, name: &str, book: &Book) -> bool {
        let same = |chosen: &Chosen<'_>| chosen.book.name == book.name && chosen.is_whole();
        self.scope(name).is_some_and(|scope| scope.iter().any(same))
    }

    /// The names of all parts of datasets, each once.
    pub(crate) fn parts(&self) -> BTreeSet<&str> {
        self.books.iter().flat_map(|book| book.parts.iter()).map(String::as_str).collect()
    }

    /// The dataset of that name.
    pub(crate) fn book(&self, name: &str) -> Option<&Book> {
        self.books.iter().find(|book| book.name == name).map(AsRef::as_ref)
    }

    /// Tells these data from others.
    pub(crate) fn hash(&self) -> String {
        self.books.iter().map(|book| book.snapshot.manifest().data_hash.as_str()).collect()
    }
}
