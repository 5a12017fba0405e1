//! A bar of time, drawn and told as a table: for each year what was sold to a country and which measures on it held.

use std::collections::BTreeMap;

use sousveil_model::{PartialDate, Tri};
use sousveil_rules::{Kind, Measure, Scope, Target};
use sousveil_snapshot::Counts;

use super::bars::Bars;
use super::inline::{Inline, Line};
use super::table::{Table, numbers, words as col};
use crate::cx::Cx;
use crate::language::{say, say_with};
use crate::words;

/// How many lines a page shows at most.
const SHOWN: usize = 45;
/// How many measures a line names.
const NAMED: usize = 6;

/// Years of which the same is told.
#[derive(Clone)]
struct Stretch {
    from: u16,
    to: u16,
    sold: Counts,
    /// Measures by their places, and whether they held.
    held: Vec<(usize, Tri)>,
}

impl Stretch {
    /// Whether nothing was sold in either, and the same measures held.
    fn is_like(&self, sold: &Counts, held: &[(usize, Tri)]) -> bool {
        *sold == Counts::default() && self.sold == *sold && self.held == held
    }
}

/// What was sold to a country in each year, and which measures on it held.
pub(crate) struct Time<'a> {
    name: &'a str,
    measures: Vec<&'a Measure>,
    /// One for each year.
    years: Vec<Stretch>,
}

impl<'a> Time<'a> {
    /// Of a country. Empty where no measure is aimed at it: its sales by year stand in a table of their own.
    pub(crate) fn of(cx: &'a Cx, name: &'a str, code: &str, sold: &BTreeMap<&str, Counts>) -> Self {
        let aimed = |measure: &&Measure| {
            measure.targets.iter().any(|target| matches!(target, Target::Country(country) if country.code() == code))
        };
        let mut measures: Vec<&Measure> = cx.law().book().measures().iter().filter(aimed).collect();
        // What is about surveillance stands first.
        measures.sort_by_key(|measure| (measure.scope == Scope::ArmsOnly, measure.kind != Kind::SurveillanceEquipment));
        let dated = sold.keys().filter_map(|year| year.parse::<u16>().ok());
        let bounds =
            |measure: &&Measure| [measure.from, measure.adopted, measure.to].map(|date| date.map(PartialDate::year));
        let all: Vec<u16> = dated.chain(measures.iter().flat_map(bounds).flatten()).collect();
        let today = cx.law().today().map(PartialDate::year);
        let (Some(first), Some(last)) = (all.iter().min(), all.iter().copied().chain(today).max()) else {
            return Self { name, measures: Vec::new(), years: Vec::new() };
        };
        let held = |year| -> Vec<(usize, Tri)> {
            let holds = measures.iter().enumerate().map(|(at, measure)| (at, measure.in_force(year)));
            holds.filter(|(_, holds)| *holds != Tri::No).collect()
        };
        // What ends in years to come is no news of them.
        let last = today.map_or(last, |today| last.min(today).max(*first));
        let years = (*first..=last).filter_map(|year| {
            let date = PartialDate::from_year(year)?;
            let sold = sold.get(year.to_string().as_str()).copied().unwrap_or_default();
            Some(Stretch { from: year, to: year, sold, held: held(date) })
        });
        Self { name, years: years.collect(), measures }
    }

    /// Years in which the same held and nothing was sold stand in one line.
    pub(crate) fn table(&self) -> Table {
        let mut table = Table::new(
            say_with("time-table", &[("country", self.name.into())]),
            &[col(say("time-years")), numbers(say("time-deals")), numbers(say("time-licences")), col(say("time-held"))],
        );
        if self.measures.is_empty() {
            return table;
        }
        let mut lines: Vec<Stretch> = Vec::new();
        for year in &self.years {
            match lines.last_mut() {
                Some(line) if line.is_like(&year.sold, &year.held) => line.to = year.to,
                _ => lines.push(year.clone()),
            }
        }
        let quiet = |line: &&Stretch| line.is_like(&Counts::default(), &[]);
        let shown: Vec<&Stretch> = lines.iter().rev().filter(|line| !quiet(line)).collect();
        if shown.len() > SHOWN {
            let counts = [("shown", SHOWN.into()), ("total", shown.len().into())];
            table.more = say_with("time-shown", &counts).into();
        }
        for Stretch { from, to, sold, held } in shown.into_iter().take(SHOWN) {
            let years = if from == to {
                from.to_string()
            } else {
                say_with("time-from-to", &[("from", from.to_string().into()), ("to", to.to_string().into())])
            };
            let number = |n: u64| Line::from(words::number(n));
            table.rows.push(vec![years.into(), number(sold.deals), number(sold.licences), told(&self.measures, held)]);
        }
        table
    }

    /// The same drawn; nothing where there is little to draw.
    pub(crate) fn bars(&self) -> Option<Bars> {
        let (first, last) = (self.years.first()?.from, self.years.last()?.to);
        if self.measures.is_empty() || self.years.len() < LEAST_YEARS {
            return None;
        }
        let mut lanes: Vec<(String, Vec<usize>)> = Vec::new();
        for (at, measure) in self.measures.iter().enumerate() {
            let label = named("time-measure", measure);
            match lanes.iter_mut().find(|(known, _)| *known == label) {
                Some((_, own)) => own.push(at),
                None => lanes.push((label, vec![at])),
            }
        }
        let left = lanes.len().saturating_sub(MOST_LANES);
        let held = |own: &[usize], year: &[(usize, Tri)]| {
            let of = year.iter().filter(|(at, _)| own.contains(at)).map(|(_, holds)| *holds);
            match of.fold(Tri::No, Tri::or) {
                Tri::Yes => "y",
                Tri::Possible => "p",
                Tri::No => "",
            }
        };
        let sold = |counts: &Counts| if counts.deals > 0 { "d" } else { "" };
        let mut bars = Bars::new(
            say_with(
                "time-bars",
                &[
                    ("first", first.to_string().into()),
                    ("last", last.to_string().into()),
                    ("country", self.name.into()),
                ],
            ),
            vec![
                ("d", say("time-bars-deals").to_owned()),
                ("y", say("time-bars-held").to_owned()),
                ("p", say("time-bars-partly").to_owned()),
            ],
        );
        bars.axis(self.years.iter().map(|year| year.from / 10 * 10));
        bars.row(say("time-bars-row").to_owned(), self.years.iter().map(|year| sold(&year.sold)));
        for (label, own) in lanes.into_iter().take(MOST_LANES) {
            bars.row(label, self.years.iter().map(|year| held(&own, &year.held)));
        }
        bars.more = (left > 0).then(|| say_with("time-bars-more", &[("n", left.into())]));
        Some(bars)
    }
}

/// Fewer years than this are no picture.
const LEAST_YEARS: usize = 5;
/// How many lanes are drawn at most.
const MOST_LANES: usize = 14;

/// The measures of a year, each with whether it held for the whole of it.
fn told(measures: &[&Measure], held: &[(usize, Tri)]) -> Line {
    if held.is_empty() {
        return Inline::soft(say("time-none")).into();
    }
    let all = held.iter().take(NAMED).filter_map(|(at, holds)| {
        let measure = measures.get(*at)?;
        let key = if *holds == Tri::Possible { "time-measure-partly" } else { "time-measure" };
        Some(Inline::name(format!("/measures/{}", measure.id), named(key, measure)))
    });
    let mut line = Line::listed(all);
    if held.len() > NAMED {
        line.push(Inline::soft(format!(" {}", say_with("time-more", &[("n", (held.len() - NAMED).into())]))));
    }
    line
}

/// A measure by its issuer and kind.
fn named(key: &str, measure: &Measure) -> String {
    let kind = words::word(measure.kind.into());
    say_with(key, &[("issuer", (&measure.issuer).into()), ("kind", kind.into())])
}
