//! Screening: from a name and what else is known of somebody to the entities that this may be.

mod stored;

use sousveil_model::{Country, Entity, PartialDate};
use sousveil_screen::index::{Limits, Question};
use sousveil_screen::{Alias, Explanations, Kind, Name, Params, Subject, Texts, Tuning, score};

use crate::error::SnapshotError;
use crate::snapshot::Snapshot;

pub use stored::SCREENED;
use stored::kind;
pub(crate) use stored::{check, names, open};

/// Names less alike than this are not looked at further: no other evidence lifts them to a match.
const ALIKE: f32 = 0.35;
/// So many entities are looked at with all that is known of them.
const RICH: usize = 20;

/// Who or what is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Its names.
    pub names: Vec<String>,
    /// Only entities of this schema, one of [`SCREENED`]; of all of them where there is none.
    pub schema: Option<String>,
    /// Countries that it is tied to.
    pub countries: Vec<Country>,
    /// When it was founded.
    pub dates: Vec<PartialDate>,
}

/// An entity that may be what was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Screened {
    /// Its number.
    pub number: u32,
    /// 0 to 1.
    pub score: f32,
    /// Whether the score reaches the threshold.
    pub is_match: bool,
    /// What the score rests on.
    pub explanations: Explanations,
}

pub(crate) fn screen(snapshot: &Snapshot, asked: &Asked, params: &Params) -> Result<Vec<Screened>, SnapshotError> {
    let own = asked.schema.as_deref().map_or(Some(Kind::Unknown), kind);
    // Nobody is screened for among what has another schema.
    let Some(own) = own else { return Ok(Vec::new()) };
    let names: Vec<Name> = asked.names.iter().map(|name| Name::new(name, own)).collect();
    let aliases: Vec<Alias<'_>> = names.iter().map(alias).collect();
    let texts: Vec<&str> = asked.names.iter().map(String::as_str).collect();
    let query = Subject { names: &aliases, countries: &asked.countries, dates: &asked.dates, ..Subject::default() };
    let mut out = Vec::new();
    for number in candidates(snapshot, asked, &names) {
        let entity = snapshot.entity_at(number)?;
        out.extend(judged(number, &entity, &query, &texts, params));
    }
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.number.cmp(&b.number)));
    Ok(out)
}

/// The entities whose names are most alike, each once.
fn candidates(snapshot: &Snapshot, asked: &Asked, names: &[Name]) -> Vec<u32> {
    let of_schema = |number: u32| {
        asked.schema.as_deref().is_none_or(|schema| snapshot.head(number).is_some_and(|head| head.schema == schema))
    };
    let wanted: Option<&dyn Fn(u32) -> bool> = if asked.schema.is_some() { Some(&of_schema) } else { None };
    let mut found: Vec<(f32, u32)> = Vec::new();
    for name in names {
        let question = Question { name, cutoff: ALIKE, limits: Limits::default(), tuning: &Tuning::DEFAULT };
        let own = snapshot.stored.names.find(&question, wanted).into_iter();
        found.extend(own.filter(|found| found.entity < snapshot.len()).map(|f| (f.likeness.score, f.entity)));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut out: Vec<u32> = Vec::new();
    for (_, number) in found {
        if !out.contains(&number) {
            out.push(number);
        }
    }
    out.truncate(RICH);
    out
}

fn judged(number: u32, entity: &Entity, query: &Subject<'_>, asked: &[&str], params: &Params) -> Option<Screened> {
    let own = kind(&entity.schema)?;
    let texts: Vec<&str> = entity.values("name").chain(entity.values("aliases")).collect();
    let names: Vec<Name> = texts.iter().map(|text| Name::new(text, own)).collect();
    let aliases: Vec<Alias<'_>> = names.iter().map(alias).collect();
    let countries: Vec<Country> = entity.values("country").filter_map(|code| code.parse().ok()).collect();
    let dates: Vec<PartialDate> = entity.values("founded").filter_map(|date| date.parse().ok()).collect();
    let candidate = Subject { names: &aliases, countries: &countries, dates: &dates, ..Subject::default() };
    let scored = score(query, &candidate, params);
    if scored.score < params.cutoff {
        return None;
    }
    let explanations = scored.explain(query, &candidate, Texts { query: asked, candidate: &texts }, &params.weights);
    Some(Screened { number, score: scored.score, is_match: scored.is_match(params), explanations })
}

fn alias(name: &Name) -> Alias<'_> {
    Alias { name: name.view(), weak: false }
}
