//! Who the parties of a deal may be: entries of the index, names that measures give, entries of other lists.

use std::fmt;

use serde_json::{Value, json};
use sousveil_model::Tri;
use sousveil_rules::{Party, Role, Rulebook, Target};
use sousveil_screen::{Alias, Explanations, Kind, Name, Params, Subject, Texts, score};
use sousveil_snapshot::{Asked, Snapshot};

use crate::Error;

/// So many entries are looked at for one name, in each of the data.
const MOST_FOUND: usize = 5;

/// Another list in which parties are looked up.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// What it is called in answers.
    pub name: &'a str,
    /// It.
    pub snapshot: &'a Snapshot,
}

/// A party that was looked up.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Its part.
    pub role: Role,
    /// The name that was asked, or an identifier.
    pub asked: String,
    /// Whom it may be, the likeliest first.
    pub found: Vec<Found>,
}

/// Somebody that a party may be.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where.
    pub place: Place,
    /// What it is called there.
    pub caption: String,
    /// Countries that it is tied to, as codes.
    pub countries: Vec<String>,
    /// How alike, 0 to 1; 1 where the identifier was given.
    pub score: f32,
    /// Why.
    pub explanations: Explanations,
}

/// Where somebody was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the index, under this identifier.
    Index(String),
    /// Named by a measure that is on no entry of the index.
    Measure,
    /// In a list of this name, under this identifier.
    List(String, String),
}

impl Looked {
    /// Looks a name, or an identifier of the index, up.
    pub(super) fn up(
        role: Role,
        asked: &str,
        law: &super::Law,
        snapshot: &Snapshot,
        lists: &[List<'_>],
    ) -> Result<Self, Error> {
        let mut found = Vec::new();
        // `uz` and `video` are identifiers as well, but of nobody who could be a party.
        let party =
            |number: &u32| snapshot.head(*number).is_some_and(|head| matches!(head.schema, "Company" | "Agency"));
        if let Some(number) = snapshot.number(asked).filter(party) {
            let told = snapshot.told(number)?;
            found.push(Found {
                place: Place::Index(told.id),
                caption: told.caption,
                countries: told.countries,
                score: 1.0,
                explanations: Explanations::default(),
            });
        } else {
            search(snapshot, asked, Place::Index, &mut found)?;
        }
        let name = found.first().filter(|found| found.is(asked)).map_or(asked, |found| &found.caption).to_owned();
        found.extend(law.listed().alike(&name));
        for list in lists {
            search(list.snapshot, &name, |id| Place::List(list.name.to_owned(), id), &mut found)?;
        }
        Ok(Self { role, asked: asked.to_owned(), found })
    }

    /// Its name: that of the entry where an identifier was asked.
    pub fn name(&self) -> &str {
        self.found.first().filter(|found| found.is(&self.asked)).map_or(&self.asked, |found| &found.caption)
    }

    /// As whom measures may know it. Who is told by the identifier of an entry is that one; who has a name like that of
    /// an entry is it possibly, whatever the score: two may bear one name.
    pub(super) fn for_rules(&self) -> impl Iterator<Item = Party> {
        self.found.iter().filter_map(|found| {
            let key = match &found.place {
                Place::Index(id) => id,
                Place::Measure => &found.caption,
                // What another list demands is not in the rules.
                Place::List(..) => return None,
            };
            let same = if found.is(&self.asked) { Tri::Yes } else { Tri::Possible };
            Some(Party { role: self.role, key: key.clone(), same })
        })
    }

    /// For machines.
    pub fn json(&self) -> Value {
        let found: Vec<Value> = self
            .found
            .iter()
            .map(|found| {
                let (place, id) = match &found.place {
                    Place::Index(id) => ("index", Some(id)),
                    Place::Measure => ("measures", None),
                    Place::List(name, id) => (name.as_str(), Some(id)),
                };
                json!({
                    "in": place, "id": id, "caption": found.caption, "countries": found.countries,
                    "score": found.score, "explanations": found.explanations,
                })
            })
            .collect();
        json!({"role": self.role, "asked": self.asked, "found": found})
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(id) => f.write_str(id),
            Self::Measure => f.write_str("named by a measure"),
            Self::List(name, id) => write!(f, "{name}: {id}"),
        }
    }
}

impl Found {
    /// Whether it was asked for by its identifier.
    pub fn is(&self, asked: &str) -> bool {
        matches!(&self.place, Place::Index(id) if id == asked)
    }
}

/// Who in a snapshot has a name like that.
fn search(
    snapshot: &Snapshot,
    name: &str,
    place: impl Fn(String) -> Place,
    into: &mut Vec<Found>,
) -> Result<(), Error> {
    let asked = Asked { names: vec![name.to_owned()], ..Asked::default() };
    let params = Params { cutoff: Params::default().threshold, ..Params::default() };
    for hit in snapshot.screen(&asked, &params, MOST_FOUND)?.into_iter().take(MOST_FOUND) {
        let told = snapshot.told(hit.number)?;
        into.push(Found {
            place: place(told.id),
            caption: told.caption,
            countries: told.countries,
            score: hit.score,
            explanations: hit.explanations,
        });
    }
    Ok(())
}

/// The names of those whom measures name and the index has no entry of.
#[derive(Debug, Default)]
pub(crate) struct Listed(Vec<(String, Name)>);

impl Listed {
    /// Of all measures.
    pub(super) fn of(book: &Rulebook, snapshot: &Snapshot) -> Self {
        let targets = book.measures().iter().flat_map(|measure| &measure.targets);
        let mut names: Vec<&str> = targets
            .filter_map(|target| match target {
                Target::Party(key) if snapshot.head_of(key).is_none() => Some(key.as_str()),
                _ => None,
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        Self(names.into_iter().map(|name| (name.to_owned(), Name::new(name, Kind::Unknown))).collect())
    }

    /// Those of them that are like a name, the likeliest first.
    pub(super) fn alike(&self, name: &str) -> Vec<Found> {
        let asked = Name::new(name, Kind::Unknown);
        let params = Params::default();
        let alias = |name| [Alias { name, weak: false }];
        let query = alias(asked.view());
        let query = Subject { names: &query, ..Subject::default() };
        let mut found: Vec<Found> = Vec::new();
        for (listed, own) in &self.0 {
            let own = alias(own.view());
            let own = Subject { names: &own, ..Subject::default() };
            let scored = score(&query, &own, &params);
            if scored.is_match(&params) {
                let texts = Texts { query: &[name], candidate: &[listed] };
                found.push(Found {
                    place: Place::Measure,
                    caption: listed.clone(),
                    countries: Vec::new(),
                    score: scored.score,
                    explanations: scored.explain(&query, &own, texts, &params.weights),
                });
            }
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.caption.cmp(&b.caption)));
        found.truncate(MOST_FOUND);
        found
    }

    /// The names that measures give, of which the entry of an identifier may be the bearer.
    pub(super) fn namesakes(&self, id: &str, snapshot: &Snapshot) -> Vec<String> {
        let head = snapshot.head_of(id).map(|head| head.caption.to_owned());
        head.map(|caption| self.alike(&caption)).unwrap_or_default().into_iter().map(|found| found.caption).collect()
    }
}
