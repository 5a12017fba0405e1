//! From candidates to scores, and from scores to reasons.
//!
//! To read an entity and to prepare its names takes longer than all else that a question needs, and most candidates are
//! none. All prepared names lie in the index: a question for nothing but names is judged there.

use sousveil_model::Entity;
use sousveil_screen::{
    Address, Algorithm, Alias, Alike, Explanations, Kind, Name, Params, Scored, Subject, Texts, ceiling, names_alike,
    score_beside,
};

use super::RICH;
use super::facts::{Facts, Named};
use super::schemata::kind;
use super::stored::in_order;
use crate::error::SnapshotError;
use crate::snapshot::Snapshot;

/// So many of a candidate's addresses are entities of their own that are looked up.
const MOST_ADDRESSES: usize = 8;

/// An entity that reaches the cutoff.
pub(super) struct Judged {
    pub(super) number: u32,
    pub(super) scored: Scored,
    /// A name of it in the index, where it was found by one.
    name: Option<u32>,
}

/// The candidates that reach the cutoff.
pub(super) fn judged(
    snapshot: &Snapshot,
    query: &Subject<'_>,
    params: &Params,
    found: Vec<(u32, Option<u32>)>,
) -> Result<Vec<Judged>, SnapshotError> {
    // Who shares an identifier stands among the first, unless these are too many to be all.
    let sharing = found.iter().filter(|(_, name)| name.is_none()).count();
    let others = if sharing < RICH { Subject { identifiers: &[], ..*query } } else { *query };
    let names_alone = params.algorithm == Algorithm::NameBased || asks_for_names(query);
    let mut out = Vec::with_capacity(found.len());
    for (number, name) in found {
        let alike = name.map(|name| names_alike(query.names, stored(snapshot, name)));
        let scored = match alike {
            Some(alike) if ceiling(&others, alike.likeness.score, params) < params.cutoff => None,
            Some(alike) if names_alone => Some(score_beside(query, &Subject::default(), alike, params)),
            alike => Seen::read(snapshot, number, query)?.map(|seen| seen.scored(query, alike, params)),
        };
        out.extend(scored.filter(|s| s.score >= params.cutoff).map(|scored| Judged { number, scored, name }));
    }
    Ok(out)
}

/// Whether nothing but names is asked for: then nothing else of a candidate counts.
fn asks_for_names(query: &Subject<'_>) -> bool {
    let Subject { names: _, dates, countries, gender, identifiers, addresses } = query;
    dates.is_empty() && countries.is_empty() && gender.is_none() && identifiers.is_empty() && addresses.is_empty()
}

/// All names of the entity that bears the name of that number in the index.
fn stored(snapshot: &Snapshot, name: u32) -> impl Iterator<Item = Alias<'_>> {
    snapshot.stored.names.names_beside(name).map(|name| Alias { name, weak: name.is_weak() })
}

/// The reasons for the score of an entity.
pub(super) fn explained(
    snapshot: &Snapshot,
    query: &Subject<'_>,
    asked: &[&str],
    params: &Params,
    judged: &Judged,
) -> Result<Explanations, SnapshotError> {
    let Some(seen) = Seen::read(snapshot, judged.number, query)? else { return Ok(Explanations::new()) };
    let texts: Vec<&str> = seen.names.iter().map(|name| name.text.as_str()).collect();
    let texts = Texts { query: asked, candidate: &texts };
    let made: Vec<Name> = match judged.name {
        Some(_) => Vec::new(),
        None => seen.prepared(),
    };
    let names: Vec<Alias<'_>> = match judged.name {
        Some(name) => stored(snapshot, name).collect(),
        None => seen.aliases(&made).collect(),
    };
    let candidate = Subject { names: &names, ..seen.subject() };
    Ok(judged.scored.explain(query, &candidate, texts, &params.weights))
}

/// All of an entity that is compared.
struct Seen {
    kind: Kind,
    /// Its names in the order of the index.
    names: Vec<Named>,
    facts: Facts,
    addresses: Vec<Address>,
}

impl Seen {
    /// Reads an entity; none where nobody screens for its like.
    fn read(snapshot: &Snapshot, number: u32, query: &Subject<'_>) -> Result<Option<Self>, SnapshotError> {
        let vocabulary = snapshot.vocabulary();
        let entity: Entity = snapshot.entity_at(number)?;
        let Some(kind) = kind(vocabulary, &entity.schema) else { return Ok(None) };
        let mut facts = Facts::of(vocabulary, &entity);
        let names = in_order(std::mem::take(&mut facts.names), kind);
        let addresses = if query.addresses.is_empty() { Vec::new() } else { addresses(snapshot, &facts)? };
        Ok(Some(Self { kind, names, facts, addresses }))
    }

    /// All but the names.
    fn subject(&self) -> Subject<'_> {
        Subject {
            names: &[],
            countries: &self.facts.countries,
            dates: &self.facts.dates,
            gender: self.facts.gender,
            identifiers: &self.facts.identifiers,
            addresses: &self.addresses,
        }
    }

    /// The score; names are compared here where that was not done before.
    fn scored(&self, query: &Subject<'_>, alike: Option<Alike>, params: &Params) -> Scored {
        let alike = alike.unwrap_or_else(|| names_alike(query.names, self.aliases(&self.prepared())));
        score_beside(query, &self.subject(), alike, params)
    }

    /// Its names, prepared.
    fn prepared(&self) -> Vec<Name> {
        self.names.iter().map(|name| Name::new(&name.text, self.kind)).collect()
    }

    /// The same with what is known of each.
    fn aliases<'a>(&'a self, made: &'a [Name]) -> impl Iterator<Item = Alias<'a>> {
        made.iter().zip(&self.names).map(|(name, own)| Alias { name: name.view(), weak: own.weak })
    }
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
