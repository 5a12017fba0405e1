//! From a row to what was found for it.

use std::cmp::Reverse;
use std::collections::HashMap;

use anyhow::Result;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use sousveil_export::screened::{Answer, Decided, Hit, rounded};
use sousveil_intake::review::{Decisions, Known, Verdict, pair};
use sousveil_intake::table::{Facts, Reader, Row};
use sousveil_screen::{Identifier, Kind, Name, Params, Scheme};
use sousveil_snapshot::{Asked, Screened, Snapshot, Told};

/// Characters of a name that are compared; see the crate that screens.
const COMPARED: usize = 512;

/// All that a row is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'j> {
    pub snapshot: &'j Snapshot,
    pub reader: &'j Reader,
    pub params: &'j Params,
    /// Headings that the table has itself.
    pub headings: usize,
    /// Hits of a row that are kept.
    pub limit: usize,
    /// The schema of rows that say none.
    pub schema: Option<&'j str>,
    pub decisions: &'j Decisions,
}

/// A row, judged.
#[derive(Debug)]
pub struct Judged {
    pub answer: Answer,
    /// Whether all that was found was decided not to be the same.
    pub dismissed: bool,
    /// Matches that nobody has decided on, as rows of a file of decisions.
    pub new: Vec<Vec<String>>,
}

/// Entities that were shown for the rows before.
pub type Seen = HashMap<u32, Told>;

/// A hit before it is shown.
struct Found {
    hit: Hit,
    dismissed: bool,
    data: String,
}

impl Judge<'_> {
    /// Judges a row.
    pub fn judge(&self, row: Row, seen: &mut Seen) -> Result<Judged> {
        let mut facts = self.reader.read(&row);
        let mut answer = Answer {
            row: row.number,
            cells: row.cells,
            not_screened: None,
            hits: Vec::new(),
            found: 0,
            remarks: std::mem::take(&mut facts.remarks),
        };
        if let Some(cells) = row.ragged {
            answer.remarks.push(format!("the row has {cells} cells, there are {} headings", self.headings));
        }
        if facts.names.iter().any(|name| name.chars().nth(COMPARED).is_some()) {
            answer.remarks.push(format!("of a longer name the first {COMPARED} characters are compared"));
        }
        facts.names.retain(|name| !Name::new(name, Kind::Unknown).view().is_empty());
        let Some(name) = facts.names.first().cloned() else {
            answer.not_screened = Some("no name");
            return Ok(Judged { answer, dismissed: false, new: Vec::new() });
        };
        let asked = asked(facts, self.schema);
        if let Some(schema) = asked.schema.as_deref().filter(|schema| !self.snapshot.may_ask(schema)) {
            answer.remarks.push(format!("nothing in this list can be a {schema}"));
        }
        // A decision may put another entry first than the score does: then reasons are needed of all.
        let reasons = if self.decisions.decided == 0 { self.limit } else { usize::MAX };
        let mut screened = self.snapshot.screen(&asked, self.params, reasons)?;
        answer.found = screened.len();
        if self.decisions.decided == 0 {
            screened.truncate(self.limit);
        }
        let basis = basis(&asked);
        let found: Result<Vec<Found>> = screened.into_iter().map(|one| self.found(one, &name, &basis, seen)).collect();
        let mut found = found?;
        // What was dismissed stands last; else a match before what is less, and the likelier before the less likely.
        found.sort_by_key(|found| (found.dismissed, !found.hit.is_match, Reverse(order(found.hit.screened.score))));
        found.truncate(self.limit);
        let dismissed = !found.is_empty() && found.iter().all(|found| found.dismissed);
        let new = found.iter().filter_map(|found| self.undecided(&name, found)).collect();
        answer.hits = found.into_iter().map(|found| found.hit).collect();
        Ok(Judged { answer, dismissed, new })
    }

    fn found(&self, screened: Screened, name: &str, basis: &str, seen: &mut Seen) -> Result<Found> {
        let told = match seen.get(&screened.number) {
            Some(told) => told.clone(),
            None => {
                let told = self.snapshot.told(screened.number)?;
                seen.insert(screened.number, told.clone());
                told
            }
        };
        let data = short_hash(&[basis, &told.data]);
        let known = self.decisions.find(&pair(name, &told.id), &data);
        let holds = known.filter(|known| !known.other_data).map(|known| known.decision.verdict);
        let is_match = match holds {
            Some(Verdict::Same) => true,
            Some(Verdict::NotTheSame) => false,
            Some(Verdict::Unsure) | None => screened.is_match,
        };
        let hit = Hit { screened, is_match, told, decision: known.map(decided) };
        Ok(Found { hit, dismissed: holds == Some(Verdict::NotTheSame), data })
    }

    /// A match that nobody has decided on, as a row of a file of decisions.
    fn undecided(&self, name: &str, found: &Found) -> Option<Vec<String>> {
        let told = &found.hit.told;
        let is_new = found.hit.is_match && !self.decisions.knows(&pair(name, &told.id), &found.data);
        is_new.then(|| {
            let score = rounded(found.hit.screened.score).to_string();
            let version = &self.snapshot.manifest().dataset.version;
            let [by, why, date, decision] = [const { String::new() }; 4];
            let (id, caption) = (told.id.clone(), told.caption.clone());
            vec![name.to_owned(), id, caption, score, decision, by, why, date, version.clone(), found.data.clone()]
        })
    }
}

/// A score from 0 to 1 in an order.
fn order(score: f32) -> u32 {
    score.max(0.0).to_bits()
}

fn decided(known: Known<'_>) -> Decided {
    let decision = known.decision;
    Decided {
        word: decision.verdict.words(),
        by: decision.by.clone(),
        why: decision.why.clone(),
        date: decision.date.clone(),
        other_data: known.other_data,
    }
}

/// What is asked for a row.
pub fn asked(facts: Facts, schema: Option<&str>) -> Asked {
    let identifier = |(property, value): &(&str, String)| Identifier::new(Scheme::of_property(property)?, value);
    Asked {
        names: facts.names,
        weak_names: Vec::new(),
        schema: facts.schema.or(schema).map(str::to_owned),
        countries: facts.countries,
        dates: facts.dates,
        gender: facts.gender.and_then(|gender| gender.parse().ok()),
        identifiers: facts.identifiers.iter().filter_map(identifier).collect(),
        addresses: facts.addresses,
    }
}

/// A fingerprint of all that is asked besides the first name, by which a decision is found.
fn basis(asked: &Asked) -> String {
    let Asked { names, weak_names, schema, countries, dates, gender, identifiers, addresses } = asked;
    let mut parts: Vec<String> = names.iter().skip(1).chain(weak_names).chain(addresses).cloned().collect();
    parts.push(schema.clone().unwrap_or_default());
    parts.extend(countries.iter().map(|country| country.code().to_owned()));
    parts.extend(dates.iter().map(ToString::to_string));
    parts.extend(gender.map(|gender| gender.to_string()));
    parts.extend(identifiers.iter().map(|identifier| format!("{} {}", identifier.scheme(), identifier.value())));
    short_hash(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// 16 hex digits of a SHA-256 of texts, each with its length.
fn short_hash(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    HEXLOWER.encode(hasher.finalize().get(..8).unwrap_or_default())
}
