//! Who may be meant by an example, in some datasets, with scores and reasons.

use std::collections::HashMap;

use serde_json::{Map, Value, json};
use sousveil_model::ftm::Kind;
use sousveil_screen::{Explanation, Params as Weighing};
use sousveil_snapshot::Asked;

use super::book::Book;
use super::entity::{Reader, Told};
use super::error::Error;

/// What a hit must be.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'a> {
    pub(crate) topics: Vec<&'a str>,
    pub(crate) without_schema: Vec<&'a str>,
    pub(crate) without_ids: Vec<&'a str>,
    pub(crate) changed_since: Option<&'a str>,
}

impl Wanted<'_> {
    fn takes(&self, told: &Told) -> bool {
        let topic = |topic: &&str| told.of_kind(Kind::Topic).any(|(_, own)| own == *topic);
        (self.topics.is_empty() || self.topics.iter().any(topic))
            && !self.without_schema.contains(&told.schema.name)
            && !self.without_ids.iter().any(|id| told.is_called(id))
            && self.changed_since.is_none_or(|since| told.seen.change.as_deref().is_some_and(|change| change > since))
    }
}

/// An entity that may be meant.
pub(crate) struct Hit {
    pub(crate) id: String,
    pub(crate) schema: &'static sousveil_model::ftm::FtmSchema,
    pub(crate) caption: String,
    pub(crate) score: f32,
    pub(crate) is_match: bool,
    entity: Map<String, Value>,
    explanations: Vec<(&'static str, Explanation)>,
}

/// Looks in each dataset. The likeliest come first; who is in several is there once, with its highest score and all
/// their names.
pub(crate) fn find(books: &[&Book], asked: &Asked, wanted: &Wanted<'_>, params: &Weighing) -> Result<Vec<Hit>, Error> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for book in books {
        let reader = Reader::new(book);
        for found in book.snapshot.screen(asked, params)? {
            let Some(told) = reader.hit(found.number)?.filter(|told| wanted.takes(told)) else { continue };
            let hit = Hit {
                id: told.id.clone(),
                schema: told.schema,
                caption: told.caption.clone(),
                score: found.score,
                is_match: found.is_match,
                entity: told.json(book),
                explanations: found.explanations.into_iter().collect(),
            };
            match places.get(&hit.id).and_then(|place| hits.get_mut(*place)) {
                Some(known) => known.join(hit),
                None => {
                    places.insert(hit.id.clone(), hits.len());
                    hits.push(hit);
                }
            }
        }
    }
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
    Ok(hits)
}

impl Hit {
    /// The same entity in another dataset.
    fn join(&mut self, other: Self) {
        let (mut datasets, more) = match (self.entity.get("datasets"), other.entity.get("datasets")) {
            (Some(Value::Array(own)), Some(Value::Array(more))) => (own.clone(), more.clone()),
            _ => return,
        };
        datasets.extend(more);
        if other.score > self.score {
            *self = other;
        }
        self.entity.insert("datasets".to_owned(), Value::Array(datasets));
    }

    /// How strongly each feature holds.
    pub(crate) fn features(&self) -> impl Iterator<Item = (&'static str, f32)> {
        self.explanations.iter().map(|(feature, why)| (*feature, why.score))
    }

    /// As yente tells it.
    pub(crate) fn json(&self) -> Value {
        let mut out = self.entity.clone();
        let explained = self.explanations.iter().map(|(feature, why)| {
            let why = json!({
                "score": rounded(why.score), "detail": why.detail, "query": why.query, "candidate": why.candidate,
            });
            ((*feature).to_owned(), why)
        });
        let features =
            self.explanations.iter().map(|(feature, why)| ((*feature).to_owned(), rounded(why.score).into()));
        out.insert("features".to_owned(), Value::Object(features.collect()));
        out.insert("explanations".to_owned(), Value::Object(explained.collect()));
        out.insert("score".to_owned(), rounded(self.score).into());
        out.insert("match".to_owned(), self.is_match.into());
        Value::Object(out)
    }
}

/// To four places, as a decimal that reads as it was meant.
pub(crate) fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}
