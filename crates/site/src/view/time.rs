//! A bar of time, told as a table: for each year what was sold to a country and which measures on it held.

use std::collections::BTreeMap;

use sousveil_model::{PartialDate, Tri};
use sousveil_rules::{Kind, Measure, Scope, Target};
use sousveil_snapshot::Counts;

use super::inline::{Inline, Line};
use super::table::{Table, numbers, words as col};
use crate::cx::Cx;
use crate::words;

/// How many lines a page shows at most.
const SHOWN: usize = 45;
/// How many measures a line names.
const NAMED: usize = 6;

/// Years of which the same is told.
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

/// Years in which the same held and nothing was sold stand in one line. None where no measure is aimed at the country: its
/// sales by year stand in a table of their own.
pub(crate) fn table(cx: &Cx, name: &str, code: &str, sold: &BTreeMap<&str, Counts>) -> Table {
    let mut table = Table::new(
        format!("Sales to {name}, and measures on it, by year"),
        &[col("Years"), numbers("Deals"), numbers("Licences"), col("Measures that held")],
    );
    let aimed = |measure: &&Measure| {
        measure.targets.iter().any(|target| matches!(target, Target::Country(country) if country.code() == code))
    };
    let mut measures: Vec<&Measure> = cx.law().book().measures().iter().filter(aimed).collect();
    // What is about surveillance stands first.
    measures.sort_by_key(|measure| (measure.scope == Scope::ArmsOnly, measure.kind != Kind::SurveillanceEquipment));
    if measures.is_empty() {
        return table;
    }
    let dated = sold.keys().filter_map(|year| year.parse::<u16>().ok());
    let bounds =
        |measure: &&Measure| [measure.from, measure.adopted, measure.to].map(|date| date.map(PartialDate::year));
    let starts = measures.iter().flat_map(bounds).flatten();
    let years: Vec<u16> = dated.chain(starts).collect();
    let today = cx.law().today().map(PartialDate::year);
    let (Some(first), Some(last)) = (years.iter().min(), years.iter().copied().chain(today).max()) else {
        return table;
    };
    let mut lines: Vec<Stretch> = Vec::new();
    for year in *first..=last {
        let Some(date) = PartialDate::from_year(year) else { continue };
        let held: Vec<(usize, Tri)> = measures
            .iter()
            .enumerate()
            .map(|(at, measure)| (at, measure.in_force(date)))
            .filter(|(_, holds)| *holds != Tri::No)
            .collect();
        let counts = sold.get(year.to_string().as_str()).copied().unwrap_or_default();
        match lines.last_mut() {
            Some(line) if line.is_like(&counts, &held) => line.to = year,
            _ => lines.push(Stretch { from: year, to: year, sold: counts, held }),
        }
    }
    let quiet = |line: &&Stretch| line.is_like(&Counts::default(), &[]);
    let shown: Vec<&Stretch> = lines.iter().rev().filter(|line| !quiet(line)).collect();
    if shown.len() > SHOWN {
        table.more = format!("The last {SHOWN} of {} lines are shown.", shown.len()).into();
    }
    for Stretch { from, to, sold, held } in shown.into_iter().take(SHOWN) {
        let years = if from == to { from.to_string() } else { format!("{from} to {to}") };
        let number = |n: u64| Line::from(words::number(n));
        table.rows.push(vec![years.into(), number(sold.deals), number(sold.licences), told(&measures, held)]);
    }
    table
}

/// The measures of a year, each with whether it held for the whole of it.
fn told(measures: &[&Measure], held: &[(usize, Tri)]) -> Line {
    if held.is_empty() {
        return Inline::soft("none recorded").into();
    }
    let named = held.iter().take(NAMED).filter_map(|(at, holds)| {
        let measure = measures.get(*at)?;
        let part = if *holds == Tri::Possible { " (partly or possibly)" } else { "" };
        let text = format!("{} {}{part}", measure.issuer, words::word(measure.kind.into()));
        Some(Inline::name(format!("/measures/{}", measure.id), text))
    });
    let mut line = Line::listed(named);
    if held.len() > NAMED {
        line.push(Inline::soft(format!(" and {} more", held.len() - NAMED)));
    }
    line
}
