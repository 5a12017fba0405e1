//! Screening: from a name and what else is known of somebody to the entities that this may be.

mod facts;
mod schemata;
mod stored;
mod told;

use sousveil_model::{Country, Entity, PartialDate};
use sousveil_screen::index::{Limits, Question};
use sousveil_screen::{
    Address, Alias, Explanations, Gender, Identifier, Kind, Name, NameRef, Params, Subject, Texts, Tuning, ceiling,
    compare, score,
};

use crate::error::SnapshotError;
use crate::snapshot::Snapshot;
use facts::Facts;
use schemata::{Wanted, kind};

pub use schemata::SCREENED;
pub(crate) use stored::{check, identifiers, names, open};
pub(crate) use told::told;
pub use told::{MOST_LINKS, Told};

/// The property of the identifiers that an entity of a list had before.
pub const REFERENTS: &str = "referents";

/// Names less alike than this are not looked at further: no other evidence lifts them to a match.
const ALIKE: f32 = 0.35;
/// So many entities are looked at with all that is known of them; as many again that have an identifier which is asked
/// for.
const RICH: usize = 20;
/// So many of a candidate's addresses are entities of their own that are looked up.
const MOST_ADDRESSES: usize = 8;

/// Who or what is looked for. Without a name or an identifier nobody is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Its names.
    pub names: Vec<String>,
    /// Nicknames and abbreviations, which many may bear.
    pub weak_names: Vec<String>,
    /// What it is: a schema of FollowTheMoney's, or one of [`SCREENED`]. Found is what may be meant: of its descendants
    /// and of what it descends from, as far as that is compared at all. Without one, everything that is screened for.
    pub schema: Option<String>,
    /// Countries that it is tied to.
    pub countries: Vec<Country>,
    /// When it was born, founded or built.
    pub dates: Vec<PartialDate>,
    /// A person's gender.
    pub gender: Option<Gender>,
    /// Its identifiers. Who has one of them is found under any name.
    pub identifiers: Vec<Identifier>,
    /// Its addresses.
    pub addresses: Vec<String>,
}

impl Asked {
    /// A question in FollowTheMoney's terms: of each property what is compared is taken, what is none is passed over.
    ///
    /// ```
    /// use sousveil_snapshot::Asked;
    /// let asked = Asked::of_properties(Some("Vessel"), &[("name", "Morning Star"), ("imoNumber", "9074729")]);
    /// assert_eq!((asked.names.len(), asked.identifiers.len()), (1, 1));
    /// ```
    pub fn of_properties(schema: Option<&str>, properties: &[(&str, &str)]) -> Self {
        let facts = Facts::of_properties(schema.and_then(schemata::theirs).map(|s| s.name), properties.iter().copied());
        let Facts { names, dates, countries, gender, identifiers, addresses, address_entities: _ } = facts;
        let (weak, strong): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name.weak);
        Self {
            names: strong.into_iter().map(|name| name.text).collect(),
            weak_names: weak.into_iter().map(|name| name.text).collect(),
            schema: schema.map(str::to_owned),
            countries,
            dates,
            gender,
            identifiers,
            addresses,
        }
    }
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

/// Whether a question for a schema can mean anything in the data.
pub(crate) fn may_ask(snapshot: &Snapshot, schema: &str) -> bool {
    Wanted::new(snapshot.vocabulary(), schema).is_some()
}

/// Whether an entity is looked for, beyond its schema.
type Among<'a> = Option<&'a dyn Fn(u32) -> bool>;

pub(crate) fn screen(
    snapshot: &Snapshot,
    asked: &Asked,
    params: &Params,
    among: Among<'_>,
) -> Result<Vec<Screened>, SnapshotError> {
    let wanted = match asked.schema.as_deref() {
        None => None,
        Some(schema) => match Wanted::new(snapshot.vocabulary(), schema) {
            Some(wanted) => Some(wanted),
            // Nobody is screened for among what has another schema.
            None => return Ok(Vec::new()),
        },
    };
    let own = wanted.map_or(Kind::Unknown, |wanted| wanted.kind());
    let texts: Vec<&str> = asked.names.iter().chain(&asked.weak_names).map(String::as_str).collect();
    let names: Vec<Name> = texts.iter().map(|text| Name::new(text, own)).collect();
    let is_weak = |at: usize| at >= asked.names.len();
    let aliases: Vec<Alias<'_>> =
        names.iter().enumerate().map(|(at, name)| Alias { name: name.view(), weak: is_weak(at) }).collect();
    let addresses: Vec<Address> = asked.addresses.iter().map(|text| Address::new(text)).collect();
    let query = Subject {
        names: &aliases,
        countries: &asked.countries,
        dates: &asked.dates,
        gender: asked.gender,
        identifiers: &asked.identifiers,
        addresses: &addresses,
    };
    let found = candidates(snapshot, asked, wanted.as_ref(), among, &names);
    // Who shares an identifier stands among the first, unless these are too many to be all.
    let sharing = found.iter().filter(|(_, name)| name.is_none()).count();
    let others = if sharing < RICH { Subject { identifiers: &[], ..query } } else { query };
    let mut out = Vec::new();
    for (number, name) in found {
        if name.is_some_and(|name| ceiling_of(snapshot, name, &others, params) < params.cutoff) {
            continue;
        }
        let entity = snapshot.entity_at(number)?;
        out.extend(judged(snapshot, (number, name), &entity, &query, &texts, params)?);
    }
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.number.cmp(&b.number)));
    Ok(out)
}

/// The most that an entity can score which bears the name of that number in the index. To read an entity and to prepare
/// its names takes longer than all else that a question needs, and most candidates are none.
fn ceiling_of(snapshot: &Snapshot, name: u32, query: &Subject<'_>, params: &Params) -> f32 {
    let index = &snapshot.stored.names;
    let alike = |own: NameRef<'_>| query.names.iter().map(|asked| compare(asked.name, own).score).fold(0.0, f32::max);
    ceiling(query, index.names_beside(name).map(alike).fold(0.0, f32::max), params)
}

/// The entities that have an identifier that is asked for, and those whose names are most alike, each once; of these the
/// number of that name in the index.
fn candidates(
    snapshot: &Snapshot,
    asked: &Asked,
    wanted: Option<&Wanted<'_>>,
    among: Among<'_>,
    names: &[Name],
) -> Vec<(u32, Option<u32>)> {
    let may_be_meant = |number: u32| {
        wanted.is_none_or(|wanted| snapshot.head(number).is_some_and(|head| wanted.means(head.schema)))
            && among.is_none_or(|among| among(number))
    };
    let index = &snapshot.stored.names;
    let mut same: Vec<u32> = Vec::new();
    for identifier in &asked.identifiers {
        let found = index.with_identifier(identifier.value()).into_iter();
        let found = found.filter(|&number| number < snapshot.len() && may_be_meant(number));
        same.extend(found.take(RICH.saturating_sub(same.len())));
    }
    same.sort_unstable();
    same.dedup();
    let mut out: Vec<(u32, Option<u32>)> = same.into_iter().map(|number| (number, None)).collect();
    let most = out.len() + RICH;
    let filter: Option<&dyn Fn(u32) -> bool> =
        if wanted.is_some() || among.is_some() { Some(&may_be_meant) } else { None };
    let mut found: Vec<(f32, u32, u32)> = Vec::new();
    for name in names {
        let question = Question { name, cutoff: ALIKE, limits: Limits::default(), tuning: &Tuning::DEFAULT };
        let own = index.find(&question, filter).into_iter();
        let own = own.filter(|found| found.entity < snapshot.len());
        found.extend(own.map(|found| (found.likeness.score, found.entity, found.name)));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, number, name) in found {
        if !out.iter().any(|(known, _)| *known == number) {
            out.push((number, Some(name)));
        }
    }
    out.truncate(most);
    out
}

fn judged(
    snapshot: &Snapshot,
    (number, name): (u32, Option<u32>),
    entity: &Entity,
    query: &Subject<'_>,
    asked: &[&str],
    params: &Params,
) -> Result<Option<Screened>, SnapshotError> {
    let vocabulary = snapshot.vocabulary();
    let Some(own) = kind(vocabulary, &entity.schema) else { return Ok(None) };
    let facts = Facts::of(vocabulary, entity);
    let texts: Vec<&str> = facts.names.iter().map(|name| name.text.as_str()).collect();
    let made: Vec<Name>;
    let names = match name.and_then(|name| stored_names(snapshot, name, &facts)) {
        Some(names) => names,
        None => {
            made = texts.iter().map(|text| Name::new(text, own)).collect();
            made.iter().map(Name::view).collect()
        }
    };
    let aliases: Vec<Alias<'_>> =
        names.iter().zip(&facts.names).map(|(name, own)| Alias { name: *name, weak: own.weak }).collect();
    let addresses = if query.addresses.is_empty() { Vec::new() } else { addresses(snapshot, &facts)? };
    let candidate = Subject {
        names: &aliases,
        countries: &facts.countries,
        dates: &facts.dates,
        gender: facts.gender,
        identifiers: &facts.identifiers,
        addresses: &addresses,
    };
    let scored = score(query, &candidate, params);
    if scored.score < params.cutoff {
        return Ok(None);
    }
    let explanations = scored.explain(query, &candidate, Texts { query: asked, candidate: &texts }, &params.weights);
    Ok(Some(Screened { number, score: scored.score, is_match: scored.is_match(params), explanations }))
}

/// The names of an entity as the index has them, in the order of `facts`; none where it has not all of them.
fn stored_names<'s>(snapshot: &'s Snapshot, name: u32, facts: &Facts) -> Option<Vec<NameRef<'s>>> {
    let mut texts: Vec<&str> = facts.names.iter().map(|name| name.text.as_str()).collect();
    texts.sort_unstable();
    texts.dedup();
    // In the index they stand in this order, but for those without a word.
    let stored: Vec<NameRef<'_>> = snapshot.stored.names.names_beside(name).collect();
    if stored.len() != texts.len() {
        return None;
    }
    let place = |text: &str| texts.binary_search(&text).ok().and_then(|at| stored.get(at).copied());
    facts.names.iter().map(|name| place(&name.text)).collect()
}

/// The addresses of a candidate, those among them that are entities of their own.
fn addresses(snapshot: &Snapshot, facts: &Facts) -> Result<Vec<Address>, SnapshotError> {
    let mut out: Vec<Address> = facts.addresses.iter().map(|text| Address::new(text)).collect();
    for id in facts.address_entities.iter().take(MOST_ADDRESSES) {
        let Some(entity) = snapshot.entity(id)? else { continue };
        out.extend(entity.values("full").map(Address::new));
    }
    Ok(out)
}
