//! Another set of measures: what would have been, had the lists been other ones.

use std::fmt;

use sousveil_model::{Country, PartialDate};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::book::{Rulebook, TooMany};
use crate::measure::{Bound, Effect, Kind, Measure, Scope, Target, bound, control_code};

/// A list of countries to which no technology of surveillance may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum List {
    /// One that comes with the program.
    Preset(Preset),
    /// The reader's own.
    Own(Vec<Entry>),
}

/// A list that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Preset {
    /// Syria and North Korea, at any time: the list that the report this index grew from complains of.
    Short,
    /// Each country while a binding arms embargo held for all of it, its government included.
    Embargoed,
    /// Each country since the first recorded incident with a known date that is laid to it.
    Incidents,
}

impl Preset {
    /// What it is, in a few words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Short => "Syria and North Korea",
            Self::Embargoed => "countries under any arms embargo at the time",
            Self::Incidents => "countries to which this index lays an incident before the deal",
        }
    }
}

/// A country on a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The country.
    pub country: Country,
    /// From when; at any time where it is not told.
    pub from: Option<PartialDate>,
    /// Until when.
    pub to: Option<PartialDate>,
}

/// A use of surveillance that is laid to a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incident {
    /// The state.
    pub country: Country,
    /// When.
    pub date: PartialDate,
}

/// What is other than it was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scenario {
    /// A list of countries besides.
    pub list: Option<List>,
    /// Whom the list binds; everybody where it is empty.
    pub binds: Vec<Bound>,
    /// Control codes, and the dates from which they are in force.
    pub moved: Vec<(String, PartialDate)>,
    /// Issuers of measures, and whom those bind besides.
    pub extended: Vec<(String, Vec<Bound>)>,
    /// Whether the measures that were in force are left out.
    pub alone: bool,
}

/// A scenario can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` is `{found}`, expected {expected}")]
pub struct ScenarioError {
    /// Which part.
    pub field: String,
    /// What stands there.
    pub found: String,
    /// What could be read.
    pub expected: &'static str,
}

/// A list may have so many lines, and a scenario so many other changes.
const MOST: usize = 1_000;
/// A part of a scenario may have so many bytes.
const LONGEST: usize = 32 * 1_024;

const LIST: &str = "short, embargoed, incidents or own";
const OWN: &str = "countries such as `ir, sy:2012-01-19, mm:2000/2012`";
const BINDS: &str = "country codes, eu or un, such as `eu, us`";
const MOVE: &str = "control codes with dates, such as `5D001.e:2010-01-01`";
const EXTEND: &str = "an issuer and whom it binds, such as `EU:il+us` or `EU:world`";
const YES: &str = "yes or no";

impl Scenario {
    /// The words of the parts, in the order of [`Scenario::pairs`].
    pub const FIELDS: [&str; 6] = ["list", "own", "binds", "move", "extend", "alone"];

    /// Reads a scenario from its parts, as they stand in an address. Parts of other names are passed over; empty ones are
    /// as if they were not there.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`], which names the part.
    pub fn of_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, ScenarioError> {
        let mut scenario = Self::default();
        let mut list = None;
        let mut own = Vec::new();
        for (field, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let wrong = |found: &str, expected| ScenarioError {
                field: field.to_owned(),
                found: found.chars().take(60).collect(),
                expected,
            };
            if Self::FIELDS.contains(&field) && value.len() > LONGEST {
                return Err(wrong(value, "less"));
            }
            match field {
                "list" => list = Some(value),
                "own" => own.extend(entries(value).map_err(|found| wrong(found, OWN))?),
                "binds" => scenario.binds.extend(bounds(value).map_err(|found| wrong(found, BINDS))?),
                "move" => {
                    for part in parts(value) {
                        let (code, date) = part.rsplit_once(':').ok_or_else(|| wrong(part, MOVE))?;
                        let known = control_code(code).is_some().then(|| code.trim().to_owned());
                        let (Some(code), Ok(date)) = (known, date.trim().parse()) else {
                            return Err(wrong(part, MOVE));
                        };
                        scenario.moved.push((code, date));
                    }
                }
                "extend" => {
                    for part in parts(value) {
                        let (issuer, to) = part.split_once(':').ok_or_else(|| wrong(part, EXTEND))?;
                        let to = bounds(to).map_err(|_| wrong(part, EXTEND))?;
                        scenario.extended.push((issuer.trim().to_owned(), to));
                    }
                }
                "alone" => {
                    scenario.alone = match value {
                        "yes" => true,
                        "no" => false,
                        other => return Err(wrong(other, YES)),
                    }
                }
                _ => {}
            }
            if own.len().max(scenario.moved.len()).max(scenario.extended.len()).max(scenario.binds.len()) > MOST {
                return Err(wrong("more than 1000", "fewer"));
            }
        }
        scenario.list = match list {
            None | Some("own") if !own.is_empty() => Some(List::Own(own)),
            None | Some("own" | "none") => None,
            Some(preset) => Some(List::Preset(preset.parse().map_err(|_| ScenarioError {
                field: "list".to_owned(),
                found: preset.to_owned(),
                expected: LIST,
            })?)),
        };
        Ok(scenario)
    }

    /// The parts that give the scenario again: those of an address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let join = |each: &mut dyn Iterator<Item = String>| each.collect::<Vec<_>>().join(",");
        let mut pairs = Vec::new();
        match &self.list {
            None => {}
            Some(List::Preset(preset)) => pairs.push(("list", preset.to_string())),
            Some(List::Own(own)) => {
                pairs.push(("list", "own".to_owned()));
                pairs.push(("own", join(&mut own.iter().map(Entry::to_string))));
            }
        }
        if !self.binds.is_empty() {
            pairs.push(("binds", join(&mut self.binds.iter().map(Bound::to_string))));
        }
        if !self.moved.is_empty() {
            pairs.push(("move", join(&mut self.moved.iter().map(|(code, date)| format!("{code}:{date}")))));
        }
        if !self.extended.is_empty() {
            let one = |(issuer, to): &(String, Vec<Bound>)| {
                let to: Vec<String> = to.iter().map(Bound::to_string).collect();
                format!("{issuer}:{}", to.join("+"))
            };
            pairs.push(("extend", join(&mut self.extended.iter().map(one))));
        }
        if self.alone {
            pairs.push(("alone", "yes".to_owned()));
        }
        pairs
    }

    /// Whether nothing is other than it was.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What stands between commas, semicolons and ends of lines.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

fn bounds(text: &str) -> Result<Vec<Bound>, &str> {
    let each = text.split([',', ';', '+', ' ', '\n']).map(str::trim).filter(|part| !part.is_empty());
    each.map(|part| match part.to_lowercase().as_str() {
        "world" => Ok(Bound::World),
        code => bound(code).ok_or(part),
    })
    .collect()
}

/// Countries by code or English name, each with the dates between which it is on the list.
fn entries(text: &str) -> Result<Vec<Entry>, &str> {
    parts(text)
        .map(|part| {
            let (name, dates) = part.split_once(':').map_or((part, ""), |(name, dates)| (name.trim(), dates.trim()));
            let country = name.to_lowercase().parse().ok().or_else(|| Country::from_name(name)).ok_or(part)?;
            let (from, to) = dates.split_once('/').unwrap_or((dates, ""));
            let date = |text: &str| match text.trim() {
                "" | ".." => Ok(None),
                told => told.parse().map(Some).map_err(|_| part),
            };
            let entry = Entry { country, from: date(from)?, to: date(to)? };
            match (entry.from, entry.to) {
                (Some(from), Some(to)) if to.last_day() < from.first_day() => Err(part),
                _ => Ok(entry),
            }
        })
        .collect()
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (None, None) => write!(f, "{}", self.country),
            (Some(from), None) => write!(f, "{}:{from}", self.country),
            (None, Some(to)) => write!(f, "{}:../{to}", self.country),
            (Some(from), Some(to)) => write!(f, "{}:{from}/{to}", self.country),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::World => "world",
            Self::Nations => "un",
            Self::Union => "eu",
            Self::Of(country) => country.code(),
        })
    }
}

impl Rulebook {
    /// The measures as they would be under a scenario, with what was looked for.
    ///
    /// # Errors
    ///
    /// [`TooMany`], as for [`Rulebook::new`].
    pub fn under(&self, scenario: &Scenario, incidents: &[Incident]) -> Result<Self, TooMany> {
        let mut measures = if scenario.alone { Vec::new() } else { self.measures().to_vec() };
        for measure in &mut measures {
            change(measure, scenario);
        }
        let list = scenario.list.as_ref().map(|list| self.listed(list, incidents)).unwrap_or_default();
        let binds = if scenario.binds.is_empty() { vec![Bound::World] } else { scenario.binds.clone() };
        let line = |(at, entry): (usize, Entry)| ban(format!("scenario-{}", at + 1), entry, binds.clone());
        measures.extend(list.into_iter().enumerate().map(line));
        self.with(measures)
    }

    /// The lines of a list.
    fn listed(&self, list: &List, incidents: &[Incident]) -> Vec<Entry> {
        match list {
            List::Own(own) => own.clone(),
            List::Preset(Preset::Short) => ["sy", "kp"]
                .iter()
                .filter_map(|code| Some(Entry { country: code.parse().ok()?, from: None, to: None }))
                .collect(),
            List::Preset(Preset::Embargoed) => self
                .measures()
                .iter()
                .filter(|m| m.kind == Kind::ArmsEmbargo && m.effect == Effect::Prohibition)
                .filter(|m| m.area.is_none() && m.recipients.is_none())
                .flat_map(|m| {
                    m.targets.iter().filter_map(|target| match target {
                        Target::Country(country) => {
                            Some(Entry { country: *country, from: m.from.or(m.adopted), to: m.to.or(m.last_seen) })
                        }
                        _ => None,
                    })
                })
                .collect(),
            List::Preset(Preset::Incidents) => incidents
                .iter()
                .map(|incident| Entry { country: incident.country, from: Some(incident.date), to: None })
                .collect(),
        }
    }
}

/// What a scenario changes in a measure that there is.
fn change(measure: &mut Measure, scenario: &Scenario) {
    for (code, date) in &scenario.moved {
        let same = |own: &String| control_code(own).is_some() && control_code(own) == control_code(code);
        let earlier = measure.from.or(measure.adopted).is_none_or(|from| date.first_day() < from.first_day());
        if measure.kind == Kind::ItemControl && measure.item_codes.iter().any(same) && earlier {
            measure.adopted = None;
            measure.from = Some(*date);
        }
    }
    for (issuer, to) in &scenario.extended {
        if measure.issuer.eq_ignore_ascii_case(issuer) {
            measure.binds.extend(to.iter().filter(|bound| !measure.binds.contains(bound)).copied().collect::<Vec<_>>());
        }
    }
}

/// A line of a list as a measure: nothing goes there unless authorised.
fn ban(id: String, entry: Entry, binds: Vec<Bound>) -> Measure {
    Measure {
        id,
        issuer: "scenario".to_owned(),
        kind: Kind::SurveillanceEquipment,
        binds,
        targets: vec![Target::Country(entry.country)],
        effect: Effect::Prohibition,
        scope: Scope::Any,
        partly: Vec::new(),
        item_codes: Vec::new(),
        adopted: None,
        // A line without a beginning holds at any time.
        from: entry.from.or_else(|| PartialDate::from_year(1000)),
        to: entry.to,
        last_seen: None,
        area: None,
        recipients: None,
        except: Vec::new(),
        condition: None,
        told: None,
        legal_basis: None,
        verified: false,
        sources: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Scenario, ScenarioError> {
        Scenario::of_pairs(pairs.iter().copied())
    }

    #[test]
    fn a_scenario_is_its_address() {
        for pairs in [
            vec![],
            vec![("list", "embargoed")],
            vec![("list", "own"), ("own", "ir,sy:2012-01-19,mm:2000/2012,ly:../2004"), ("binds", "eu,us,world")],
            vec![("move", "5D001.e:2010-01-01"), ("extend", "EU:il+us,CH:world"), ("alone", "yes")],
        ] {
            let scenario = read(&pairs).unwrap_or_else(|error| panic!("{error}"));
            let again = scenario.pairs();
            let told: Vec<(&str, &str)> = again.iter().map(|(field, value)| (*field, value.as_str())).collect();
            assert_eq!(told, pairs);
        }
    }

    #[test]
    fn names_of_countries_and_lines_are_read() {
        let pasted = read(&[("own", "Iran\nBurma: 2000 / 2012;\n syria")]).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(pasted.pairs()[1].1, "ir,mm:2000/2012,sy");
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (field, value) in [
            ("list", "long"),
            ("own", "Atlantis"),
            ("own", "sy:12"),
            ("own", "sy:2012/2010"),
            ("binds", "q9"),
            ("move", "5D001.e"),
            ("move", "thing:2012"),
            ("extend", "EU"),
            ("alone", "perhaps"),
        ] {
            let error = read(&[(field, value)]).expect_err(value);
            assert_eq!((error.field.as_str(), error.found.as_str()), (field, value));
        }
    }
}
