//! What is no entity: `dataset.toml`, the history, the redirects, the coverage.

use std::collections::BTreeSet;

use sousveil_model::{Change, Coverage, Dataset, Redirect, Upstream};
use sousveil_snapshot::Snapshot;

use super::entity::unmatched;

/// What differs outside the entities. The version of the data is no difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sides {
    /// Fields of `dataset.toml`: name, before, after; what is not there is empty.
    pub dataset: Vec<(String, String, String)>,
    /// Lines of `coverage.csv`.
    pub coverage: Lines<Coverage>,
    /// Lines of `redirects.csv`.
    pub redirects: Lines<Redirect>,
    /// Lines of `changes.csv`.
    pub history: Lines<Change>,
}

/// Lines that only one side has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines<T> {
    /// Only the new side.
    pub came: Vec<T>,
    /// Only the old side.
    pub went: Vec<T>,
}

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self { came: Vec::new(), went: Vec::new() }
    }
}

impl<T: Clone> Lines<T> {
    /// Whether both sides have the same.
    pub fn is_empty(&self) -> bool {
        self.came.is_empty() && self.went.is_empty()
    }

    fn between<'a, K: Ord>(old: &'a [T], new: &'a [T], key: impl Fn(&'a T) -> K) -> Self {
        let (went, came) = unmatched(old, new, key);
        Self { came: came.into_iter().cloned().collect(), went: went.into_iter().cloned().collect() }
    }
}

impl Sides {
    /// Compares two snapshots.
    pub fn between(old: &Snapshot, new: &Snapshot) -> Self {
        Self {
            dataset: dataset(&old.manifest().dataset, &new.manifest().dataset),
            // Whole patterns: a new field can't be forgotten.
            coverage: Lines::between(old.coverage(), new.coverage(), |line| {
                let Coverage { subject, kind, target, from, to, note } = line;
                [subject, kind, target, from, to, note]
            }),
            redirects: Lines::between(old.redirects(), new.redirects(), |line| {
                let Redirect { old, new, date, reason } = line;
                [old, new, date, reason]
            }),
            history: Lines::between(old.changes(), new.changes(), |line| {
                let Change { date, entity, property, old, new, kind, reason, source } = line;
                [date, entity, property, old, new, kind, reason, source]
            }),
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn dataset(old: &Dataset, new: &Dataset) -> Vec<(String, String, String)> {
    let (fields, others) = (fields(old), fields(new));
    let names: BTreeSet<&String> = fields.iter().chain(&others).map(|(name, _)| name).collect();
    let value = |fields: &[(String, String)], name: &str| {
        fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    names
        .into_iter()
        .map(|name| (name.clone(), value(&fields, name), value(&others, name)))
        .filter(|(_, old, new)| old != new)
        .collect()
}

/// All fields but the version.
fn fields(dataset: &Dataset) -> Vec<(String, String)> {
    let Dataset { name, title, summary, publisher, licence, homepage, contact, version: _, vocabulary: _, origin } =
        dataset;
    let mut out: Vec<(String, String)> = vec![
        ("name".to_owned(), name.clone()),
        ("title".to_owned(), title.clone()),
        ("summary".to_owned(), summary.clone()),
        ("publisher".to_owned(), publisher.clone()),
        ("licence".to_owned(), licence.clone()),
        ("homepage".to_owned(), homepage.clone().unwrap_or_default()),
        ("contact".to_owned(), contact.clone().unwrap_or_default()),
    ];
    for (key, Upstream { title, publisher, url, terms, include }) in origin {
        let mut add = |field: &str, value: &str| out.push((format!("origin.{key}.{field}"), value.to_owned()));
        add("title", title);
        add("publisher", publisher);
        add("url", url.as_deref().unwrap_or_default());
        add("terms", terms);
        add("include", if *include { "true" } else { "false" });
    }
    out
}
