//! Who may be meant by an example, in some datasets, with scores and reasons.

use std::collections::HashMap;

use serde_json::{Map, Value, json};
use sousveil_screen::{Explanation, Params as Weighing};
use sousveil_snapshot::{Asked, Screened};

use super::book::Book;
use super::chosen::Chosen;
use super::entity::{Reader, Told};
use super::error::Error;
use super::sieve::{Sieve, Wanted};

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

/// Who may be meant.
pub(crate) struct Hits {
    /// The likeliest, at most as many as were asked for.
    pub(crate) hits: Vec<Hit>,
    /// How many there are that are called a match.
    pub(crate) matches: usize,
    /// Whether so many had to be read for a filter that not all were.
    pub(crate) cut: bool,
}

/// Looks in each dataset. The likeliest come first; who is in several is there once, with its highest score and all
/// their names.
pub(crate) fn find(
    datasets: &[Chosen<'_>],
    asked: &Asked,
    wanted: &Wanted<'_>,
    params: &Weighing,
    limit: usize,
) -> Result<Hits, Error> {
    if let [chosen] = datasets
        && Sieve::new(&Reader::new(chosen.book), chosen, wanted)?.is_open()
    {
        return likeliest(chosen, asked, params, limit);
    }
    let mut hits: Vec<Hit> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut cut = false;
    for chosen in datasets {
        let (snapshot, reader) = (&chosen.book.snapshot, Reader::new(chosen.book));
        let sieve = Sieve::new(&reader, chosen, wanted)?;
        let found = if sieve.is_open() {
            snapshot.screen(asked, params, usize::MAX)?
        } else {
            snapshot.screen_among(asked, params, usize::MAX, &|number| sieve.may_be(number))?
        };
        for found in found {
            let Some(told) = reader.hit(found.number)?.filter(|told| sieve.takes(told)) else { continue };
            let hit = Hit::new(chosen.book, &told, found);
            match places.get(&hit.id).and_then(|place| hits.get_mut(*place)) {
                Some(known) => known.join(hit),
                None => {
                    places.insert(hit.id.clone(), hits.len());
                    hits.push(hit);
                }
            }
        }
        cut |= sieve.end()?;
    }
    let matches = hits.iter().filter(|hit| hit.is_match).count();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
    hits.truncate(limit);
    Ok(Hits { hits, matches, cut })
}

/// Those of one dataset, where nobody falls out: whoever stands behind them need not be read.
fn likeliest(chosen: &Chosen<'_>, asked: &Asked, params: &Weighing, limit: usize) -> Result<Hits, Error> {
    let reader = Reader::new(chosen.book);
    let found = chosen.book.snapshot.screen(asked, params, limit)?;
    let matches = found.iter().filter(|found| found.is_match).count();
    let mut hits = Vec::with_capacity(found.len().min(limit));
    for found in found.into_iter().take(limit) {
        let told = reader.hit(found.number)?;
        hits.extend(told.map(|told| Hit::new(chosen.book, &told, found)));
    }
    Ok(Hits { hits, matches, cut: false })
}

impl Hit {
    fn new(book: &Book, told: &Told, found: Screened) -> Self {
        Self {
            id: told.id.clone(),
            schema: told.schema,
            caption: told.caption.clone(),
            score: found.score,
            is_match: found.is_match,
            entity: told.json(book),
            explanations: found.explanations.into_iter().collect(),
        }
    }

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
