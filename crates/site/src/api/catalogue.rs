//! What can be asked at the doors: datasets by their names, and collections of them.
//!
//! The first dataset is the site's own, which the pages show too. Others are there for the doors alone, each with a
//! snapshot of its own that is exchanged without the others noticing.

use std::collections::BTreeSet;
use std::sync::Arc;

use arc_swap::ArcSwap;
use sousveil_snapshot::Snapshot;

use super::book::Book;

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
    book: ArcSwap<Book>,
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
        let book = Book::new(name.clone(), title.clone(), snapshot)?;
        Ok(Self { name, title, book: ArcSwap::from_pointee(book) })
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
        self.book.store(Arc::new(Book::new(self.name.clone(), self.title.clone(), snapshot)?));
        Ok(())
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
        for collection in &collections {
            let known = |child: &str| child == own || lists.iter().any(|list| list.name == child);
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
        Taken { books, collections: self.collections.clone() }
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
}

impl Taken {
    /// Those that a name stands for.
    pub(crate) fn scope(&self, name: &str) -> Option<Vec<&Book>> {
        if name == ALL {
            return Some(self.books.iter().map(AsRef::as_ref).collect());
        }
        if let Some(book) = self.book(name) {
            return Some(vec![book]);
        }
        let collection = self.collections.iter().find(|collection| collection.name == name)?;
        Some(collection.children.iter().filter_map(|child| self.book(child)).collect())
    }

    /// Those of a scope that are among `only`, where that says something, and not among `without`.
    pub(crate) fn narrowed<'a>(&'a self, scope: Vec<&'a Book>, only: &[&str], without: &[&str]) -> Vec<&'a Book> {
        let named = |names: &[&str], book: &Book| {
            names.iter().any(|name| self.scope(name).is_some_and(|books| books.iter().any(|b| b.name == book.name)))
        };
        let kept = |book: &&Book| (only.is_empty() || named(only, book)) && !named(without, book);
        scope.into_iter().filter(kept).collect()
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
