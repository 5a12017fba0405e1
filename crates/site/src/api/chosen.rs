//! A dataset of a scope, and which of its entities are meant: a list may itself be brought together from datasets.

use super::book::Book;
use super::entity::Told;

/// A dataset, or the part of it that a name stands for.
#[derive(Debug, Clone)]
pub(crate) struct Chosen<'a> {
    pub(crate) book: &'a Book,
    /// Only entities that come from one of these parts; without one, all.
    pub(crate) only: Vec<&'a str>,
    /// No entities that come from one of these.
    pub(crate) without: Vec<&'a str>,
}

impl<'a> Chosen<'a> {
    /// All of a dataset.
    pub(crate) fn whole(book: &'a Book) -> Self {
        Self { book, only: Vec::new(), without: Vec::new() }
    }

    /// Those entities of a dataset that come from one of its parts.
    pub(crate) fn part(book: &'a Book, part: &'a str) -> Self {
        Self { book, only: vec![part], without: Vec::new() }
    }

    /// Whether all of its entities are meant.
    pub(crate) fn is_whole(&self) -> bool {
        self.only.is_empty() && self.without.is_empty()
    }

    /// Whether an entity of it is meant.
    pub(crate) fn takes(&self, told: &Told) -> bool {
        let comes_from = |names: &[&str]| told.parts.iter().any(|part| names.contains(&part.as_str()));
        (self.only.is_empty() || comes_from(&self.only)) && !comes_from(&self.without)
    }

    /// What is left of it by names to be included, where there are some, and names to be left out. `named` tells
    /// whether a name stands for all of a dataset.
    pub(crate) fn narrowed(
        mut self,
        only: &[&'a str],
        without: &[&'a str],
        named: impl Fn(&str, &Book) -> bool,
    ) -> Option<Self> {
        let whole = |names: &[&'a str]| names.iter().any(|name| named(name, self.book));
        let parts = |names: &[&'a str]| -> Vec<&'a str> {
            names.iter().copied().filter(|name| self.book.parts.iter().any(|part| part == name)).collect()
        };
        if whole(without) {
            return None;
        }
        let left_out = parts(without);
        if !only.is_empty() && !whole(only) {
            let mut wanted = parts(only);
            if !self.only.is_empty() {
                wanted.retain(|part| self.only.contains(part));
            }
            if wanted.is_empty() {
                return None;
            }
            self.only = wanted;
        }
        self.without.extend(left_out);
        Some(self)
    }
}
