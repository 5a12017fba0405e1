//! All measures together: found by what they are aimed at, judged one by one, summed up.

use std::collections::HashMap;

use sousveil_model::Coverage;

use crate::coverage::{Lookout, Needed};
use crate::day::Window;
use crate::deal::Deal;
use crate::judge::{Aim, Asked, Coverage as Covered, Numbers, OTHER, Prepared, judge};
use crate::measure::{Measure, control_code};
use crate::outcome::{Answer, Verdict};

/// Measures in force or not, and what was looked for.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {
    measures: Vec<Measure>,
    prepared: Vec<Prepared>,
    lookout: Lookout,
    numbers: Known,
    /// By the number of a country: the measures that are aimed at it.
    countries: HashMap<u16, Vec<usize>>,
    /// By the number of a party.
    parties: HashMap<u32, Vec<usize>>,
    /// By the bit of a technology: the measures on items that cover it.
    items: Vec<Vec<usize>>,
    /// Measures on items of which the technology is not told, or that cover any.
    any_items: Vec<usize>,
    all_items: Vec<usize>,
    all_countries: Vec<usize>,
}

/// The rules can't hold so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the measures name more than {MOST_TECHNOLOGIES} different technologies")]
pub struct TooMany;

/// A technology is a bit.
const MOST_TECHNOLOGIES: usize = 127;

/// A deal as a rulebook looks at it; it fits no other one.
#[derive(Debug, Clone)]
pub struct Question(Asked);

impl Rulebook {
    /// Of measures, and of what was looked for.
    ///
    /// # Errors
    ///
    /// [`TooMany`] where measures name more different technologies than a number has bits.
    pub fn new(measures: Vec<Measure>, coverage: &[Coverage]) -> Result<Self, TooMany> {
        let mut numbers = Known::default();
        let prepared: Vec<Prepared> = measures.iter().map(|measure| Prepared::new(measure, &mut numbers)).collect();
        if numbers.technologies.len() > MOST_TECHNOLOGIES {
            return Err(TooMany);
        }
        let mut book = Self {
            measures,
            prepared: Vec::new(),
            lookout: Lookout::new(coverage),
            items: vec![Vec::new(); MOST_TECHNOLOGIES + 1],
            numbers,
            countries: HashMap::new(),
            parties: HashMap::new(),
            any_items: Vec::new(),
            all_items: Vec::new(),
            all_countries: Vec::new(),
        };
        for (at, measure) in prepared.iter().enumerate() {
            book.place(at, measure);
        }
        book.prepared = prepared;
        Ok(book)
    }

    fn place(&mut self, at: usize, measure: &Prepared) {
        match &measure.aim {
            Aim::Countries(aimed) => {
                self.all_countries.push(at);
                for country in aimed {
                    self.countries.entry(*country).or_default().push(at);
                }
            }
            Aim::Parties(aimed) => {
                for party in aimed {
                    self.parties.entry(*party).or_default().push(at);
                }
            }
            Aim::Items => {
                self.all_items.push(at);
                match measure.scope {
                    Covered::Of(whole, part) => {
                        let bits = whole | part;
                        for (bit, slot) in self.items.iter_mut().enumerate() {
                            if bits & (1 << bit) != 0 {
                                slot.push(at);
                            }
                        }
                    }
                    Covered::Any => self.any_items.push(at),
                    Covered::None | Covered::Unknown => {}
                }
            }
            Aim::Nothing => {}
        }
    }

    /// All measures, in the order in which answers count them.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The measure that an answer is of.
    pub fn measure(&self, answer: &Answer) -> Option<&Measure> {
        self.measures.get(answer.measure)
    }

    /// What was looked for, kept for another set of measures.
    pub(crate) fn with(&self, measures: Vec<Measure>) -> Result<Self, TooMany> {
        let mut book = Self::new(measures, &[])?;
        book.lookout = self.lookout.clone();
        Ok(book)
    }

    /// A deal, ready to be judged.
    pub fn question(&self, deal: &Deal) -> Question {
        let codes: Vec<String> = deal.item_codes.iter().filter_map(|code| control_code(code)).collect();
        let mut technologies = deal.technologies.iter().fold(0, |bits, key| bits | self.numbers.bit(key));
        if deal.technologies.is_empty() {
            technologies = self.by_code(&codes);
        }
        let parties = deal
            .parties
            .iter()
            .filter_map(|party| Some((party.role, *self.numbers.parties.get(party.key.as_str())?, party.same)));
        let windows: Vec<Window> = deal.acts.iter().map(|act| act.window).collect();
        let none = windows.is_empty();
        Question(Asked {
            exporters: deal.exporters.clone(),
            brokers: deal.brokers.clone(),
            recipients: deal.recipients.clone(),
            technologies,
            codes,
            windows: if none { vec![Window::ALWAYS] } else { windows },
            end_user: deal.end_user,
            area: deal.area.as_deref().map(|word| self.numbers.areas.get(word).copied().unwrap_or(u32::MAX)),
            us_item: deal.us_item,
            parties: parties.collect(),
        })
    }

    /// The technologies of the measures that name one of the codes.
    fn by_code(&self, codes: &[String]) -> u128 {
        let names = |measure: &Prepared| measure.codes.iter().any(|own| codes.iter().any(|told| told.starts_with(own)));
        let named = self.prepared.iter().filter(|measure| names(measure));
        named.fold(0, |bits, measure| match measure.scope {
            Covered::Of(whole, part) => bits | whole | part,
            Covered::Any | Covered::None | Covered::Unknown => bits,
        })
    }

    /// What every measure that is aimed at a deal says of it: the strictest first, what is certain before what is
    /// possible, then in the order of the measures.
    pub fn answers(&self, question: &Question) -> Vec<Answer> {
        let mut answers = Vec::new();
        self.each(&question.0, |answer| answers.push(answer));
        answers.sort_by_key(|answer| (answer.outcome, !answer.certain, answer.only_if_us_item, answer.measure));
        answers.dedup_by_key(|answer| answer.measure);
        answers
    }

    /// The sum of all answers.
    pub fn verdict(&self, question: &Question) -> Verdict {
        let mut verdict = Verdict::silent(self.lookout.covers(&question.0));
        self.each(&question.0, |answer| verdict.add(&answer));
        verdict
    }

    /// What must have been looked for before silence means that the deal met none, and whether it was.
    pub fn needed(&self, question: &Question) -> Vec<Needed> {
        self.lookout.needed(&question.0)
    }

    fn each(&self, asked: &Asked, mut take: impl FnMut(Answer)) {
        let mut ask = |at: &usize| {
            if let Some(answer) = self.prepared.get(*at).and_then(|measure| judge(*at, measure, asked)) {
                take(answer);
            }
        };
        match asked.recipients.as_slice() {
            [] => self.all_countries.iter().for_each(&mut ask),
            [one] => self.countries.get(&one.number()).into_iter().flatten().for_each(&mut ask),
            several => {
                let mut all: Vec<usize> = several
                    .iter()
                    .flat_map(|country| self.countries.get(&country.number()).into_iter().flatten().copied())
                    .collect();
                all.sort_unstable();
                all.dedup();
                all.iter().for_each(&mut ask);
            }
        }
        if !asked.parties.is_empty() {
            let mut all: Vec<usize> = asked
                .parties
                .iter()
                .flat_map(|(_, key, _)| self.parties.get(key).into_iter().flatten().copied())
                .collect();
            all.sort_unstable();
            all.dedup();
            all.iter().for_each(&mut ask);
        }
        // Codes may lead to items of any technology; so may what is not known.
        if asked.technologies == 0 || asked.technologies & OTHER != 0 || !asked.codes.is_empty() {
            self.all_items.iter().for_each(&mut ask);
            return;
        }
        self.any_items.iter().for_each(&mut ask);
        if asked.technologies.is_power_of_two() {
            let bit = asked.technologies.trailing_zeros() as usize;
            self.items.get(bit).into_iter().flatten().for_each(&mut ask);
            return;
        }
        let mut all: Vec<usize> = (0..self.items.len())
            .filter(|bit| asked.technologies & (1 << bit) != 0)
            .flat_map(|bit| self.items.get(bit).into_iter().flatten().copied())
            .collect();
        all.sort_unstable();
        all.dedup();
        all.iter().for_each(&mut ask);
    }
}

/// The numbers of words.
#[derive(Debug, Clone, Default)]
struct Known {
    technologies: HashMap<String, u32>,
    parties: HashMap<String, u32>,
    areas: HashMap<String, u32>,
}

impl Known {
    /// A technology that no measure names has the last bit, which none covers.
    fn bit(&self, key: &str) -> u128 {
        if key == "other" {
            return OTHER;
        }
        self.technologies.get(key).map_or(1 << MOST_TECHNOLOGIES, |bit| 1 << bit)
    }
}

/// The number of a word, a new one where it has none: at least `least`.
fn number(known: &mut HashMap<String, u32>, word: &str, least: u32) -> u32 {
    let next = u32::try_from(known.len()).unwrap_or(u32::MAX).saturating_add(least);
    *known.entry(word.to_owned()).or_insert(next)
}

impl Numbers for Known {
    fn technology(&mut self, key: &str) -> u128 {
        if key == "other" {
            return OTHER;
        }
        1_u128.checked_shl(number(&mut self.technologies, key, 1)).unwrap_or_default()
    }

    fn party(&mut self, key: &str) -> u32 {
        number(&mut self.parties, key, 0)
    }

    fn area(&mut self, word: &str) -> u32 {
        number(&mut self.areas, word, 0)
    }
}
