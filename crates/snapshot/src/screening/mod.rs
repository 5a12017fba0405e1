//! Screening: from a name and what else is known of somebody to the entities that this may be.

mod facts;
mod indexing;
mod judge;
mod schemata;
mod stored;
mod told;

use sousveil_model::{Country, PartialDate};
use sousveil_screen::index::{Limits, Question};
use sousveil_screen::{
    Address, Alias, Explanations, Gender, Identifier, Kind, Name, Params, Subject, Tuning, is_by_syllables,
};

use crate::error::SnapshotError;
use crate::snapshot::Snapshot;
use facts::Facts;
use schemata::Wanted;

pub(crate) use indexing::Indexing;
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
    /// What the score rests on; empty where reasons were not asked for.
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
    reasons: usize,
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
    let read: Vec<Read<'_>> = read(asked, own).collect();
    let texts: Vec<&str> = read.iter().map(|one| one.text).collect();
    let names: Vec<Name> = read.iter().map(|one| snapshot.stored.names.asked(one.text, one.kind)).collect();
    let aliases: Vec<Alias<'_>> =
        names.iter().zip(&read).map(|(name, one)| Alias { name: name.view(), weak: one.weak }).collect();
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
    let mut judged = judge::judged(snapshot, &query, params, found)?;
    judged.sort_by(|a, b| b.scored.score.total_cmp(&a.scored.score).then(a.number.cmp(&b.number)));
    let mut out = Vec::with_capacity(judged.len());
    for (place, one) in judged.iter().enumerate() {
        let explanations = match place < reasons {
            true => judge::explained(snapshot, &query, &texts, params, one)?,
            false => Explanations::new(),
        };
        let (score, is_match) = (one.scored.score, one.scored.is_match(params));
        out.push(Screened { number: one.number, score, is_match, explanations });
    }
    Ok(out)
}

/// A name that is asked for, as that of somebody of a kind.
struct Read<'a> {
    text: &'a str,
    kind: Kind,
    weak: bool,
}

/// The names that are asked for. Of whoever may be a person or a body, one that reads otherwise as a person's is read both
/// ways.
fn read(asked: &Asked, own: Kind) -> impl Iterator<Item = Read<'_>> {
    let strong = asked.names.iter().map(|text| (text, false));
    strong.chain(asked.weak_names.iter().map(|text| (text, true))).flat_map(move |(text, weak)| {
        let person = (own == Kind::Unknown && is_by_syllables(text)).then_some(Kind::Person);
        [Some(own), person].into_iter().flatten().map(move |kind| Read { text, kind, weak })
    })
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
        let question = Question { name, cutoff: ALIKE, limits: Limits::default(), tuning: &Tuning::ASKED };
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
