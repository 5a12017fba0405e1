//! One column, looked at: how many of its cells hold a country, a date, an address, a known name.

use std::collections::HashSet;

use sousveil_model::Country;

use super::LOOKED_AT;
use super::known::Known;
use crate::mapped::{Grid, iso};

/// Different values that are kept, for replacements.
const VALUES: usize = 300;

/// Words that tell how strong the evidence is; the last two are no grades, but stand among them.
const GRADES: [&str; 5] = ["confirmed", "reported", "alleged", "denied", "disputed"];

/// What was seen of a column.
#[derive(Debug)]
pub(super) struct Column<'g> {
    pub(super) heading: &'g str,
    /// Cells that hold something.
    pub(super) filled: usize,
    /// Whether each row has a value of its own.
    pub(super) unique: bool,
    /// What separates several values in its cells.
    pub(super) split: Option<&'static str>,
    /// Single values that were looked at.
    pub(super) pieces: usize,
    pub(super) countries: usize,
    pub(super) dates: usize,
    /// Dates in another form than ours.
    pub(super) other_dates: usize,
    pub(super) urls: usize,
    pub(super) companies: usize,
    pub(super) technologies: usize,
    /// Words for how strong the evidence is.
    pub(super) grades: usize,
    /// Different single values in the order of their first row, not more than some hundred.
    pub(super) values: Vec<String>,
}

impl<'g> Column<'g> {
    /// Looks at the first rows of a column.
    pub(super) fn look(grid: &'g Grid, at: usize, known: &Known) -> Self {
        let rows = grid.rows.iter().take(LOOKED_AT);
        let looked = rows.len();
        let cells: Vec<&str> =
            rows.filter_map(|(_, cells)| cells.get(at)).map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
        let different: HashSet<&str> = cells.iter().copied().collect();
        let mut column = Self {
            heading: grid.headings.get(at).map_or("", String::as_str),
            filled: cells.len(),
            unique: looked > 1 && cells.len() == looked && different.len() == looked,
            split: separator(&cells, known),
            pieces: 0,
            countries: 0,
            dates: 0,
            other_dates: 0,
            urls: 0,
            companies: 0,
            technologies: 0,
            grades: 0,
            values: Vec::new(),
        };
        let mut seen = HashSet::new();
        for cell in cells {
            for piece in pieces(cell, column.split) {
                let tidy = sousveil_text::tidy(piece);
                column.count(&tidy, known);
                if column.values.len() < VALUES && seen.insert(tidy.clone()) {
                    column.values.push(tidy);
                }
            }
        }
        column
    }

    fn count(&mut self, piece: &str, known: &Known) {
        self.pieces += 1;
        self.countries += usize::from(known.country(piece).is_some());
        let date = iso(piece);
        self.dates += usize::from(date.is_some());
        self.other_dates += usize::from(date.is_some_and(|d| d != piece));
        self.urls += usize::from(is_url(piece));
        self.companies += usize::from(known.is_company(piece));
        self.grades += usize::from(GRADES.contains(&piece.to_lowercase().as_str()));
        self.technologies += usize::from(known.technology(piece).is_some());
    }

    /// How large a part of the values that many are, in percent.
    pub(super) fn share(&self, of: usize) -> usize {
        (of * 100).checked_div(self.pieces).unwrap_or(0)
    }

    /// Values that no import would take for a country by itself, with the country that they mean.
    pub(super) fn foreign_countries<'k>(&'k self, known: &'k Known) -> impl Iterator<Item = (&'k str, Country)> {
        self.values.iter().filter_map(|value| {
            let lower = value.to_lowercase();
            let understood = lower.parse::<Country>().is_ok() || Country::from_name(value).is_some();
            known.country(value).filter(|_| !understood).map(|country| (value.as_str(), country))
        })
    }
}

fn is_url(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(char::is_whitespace)
}

fn pieces<'c>(cell: &'c str, split: Option<&'static str>) -> Vec<&'c str> {
    match split {
        None => vec![cell],
        Some(separator) => cell.split(separator).map(str::trim).filter(|p| !p.is_empty()).collect(),
    }
}

/// What separates several values: a semicolon where there is one; a comma, a slash or a line break only where what
/// stands between them is known, since names contain them too.
fn separator(cells: &[&str], known: &Known) -> Option<&'static str> {
    let with = |separator: &str| cells.iter().filter(|c| c.contains(separator)).count();
    // Sentences have semicolons too.
    if with(";") > 0 && cells.iter().all(|c| c.split(';').all(|p| p.trim().chars().count() <= 60)) {
        return Some(";");
    }
    let is_known = |p: &str| known.country(p).is_some() || known.technology(p).is_some() || is_url(p);
    [",", "\n", "/", "|"].into_iter().find(|separator| {
        let mut several = cells.iter().filter(|c| c.contains(separator)).peekable();
        several.peek().is_some() && several.all(|c| c.split(separator).map(str::trim).all(is_known))
    })
}
