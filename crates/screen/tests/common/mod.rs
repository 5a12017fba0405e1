//! Labelled pairs and what is counted on them.

use std::error::Error;
use std::path::Path;

use sousveil_screen::{Kind, Name, Tuning, compare, compare_asked};

/// A pair of names that a person judged, with our score.
pub struct Judged {
    pub name1: String,
    pub name2: String,
    pub same: bool,
    pub held: bool,
    pub score: f32,
    /// The same where the first name is asked for and the second stands in a list.
    pub asked: f32,
}

/// Reads pairs from a CSV file with a header row. The `held` column may be missing.
///
/// # Errors
/// Where the file can't be read or a column is missing.
pub fn read(path: &Path) -> Result<Vec<Judged>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    let place = |name: &str| headers.iter().position(|header| header == name);
    let column = |name: &str| place(name).ok_or_else(|| format!("{} has no column {name}", path.display()));
    let (schema, name1, name2, same) = (column("schema")?, column("name1")?, column("name2")?, column("is_match")?);
    let held = place("held");
    let judged = |row: csv::StringRecord| {
        let kind = Kind::of_schema(&row[schema]);
        let (one, two) = (Name::new(&row[name1], kind), Name::new(&row[name2], kind));
        Judged {
            name1: row[name1].to_owned(),
            name2: row[name2].to_owned(),
            same: &row[same] == "true",
            held: held.is_some_and(|held| &row[held] == "yes"),
            score: compare(one.view(), two.view()).score,
            asked: compare_asked(one.view(), two.view(), &Tuning::ASKED).score,
        }
    };
    reader.records().map(|row| Ok(judged(row?))).collect()
}

/// F1, area under the ROC curve, and the share of same pairs across scripts that reach the threshold.
#[derive(Debug)]
pub struct Counted {
    pub f1: f64,
    pub auc: f64,
    pub across_scripts: Option<f64>,
    /// Pairs, precision, recall, pairs across scripts: to be read, not asserted.
    pub line: String,
}

/// Counts at a threshold.
pub fn count(pairs: &[&Judged], threshold: f32, score: fn(&Judged) -> f32) -> Counted {
    let hits = |same: bool| pairs.iter().filter(|p| p.same == same && score(p) >= threshold).count() as f64;
    let same = pairs.iter().filter(|p| p.same).count() as f64;
    let (right, wrong) = (hits(true), hits(false));
    let across: Vec<_> = pairs.iter().filter(|p| p.same && is_latin(&p.name1) != is_latin(&p.name2)).collect();
    let found = across.iter().filter(|p| score(p) >= threshold).count() as f64;
    let line = format!(
        "{} pairs, precision {:.3}, recall {:.3}, {} same pairs across scripts",
        pairs.len(),
        right / (right + wrong),
        right / same,
        across.len()
    );
    Counted {
        f1: 2.0 * right / (right + wrong + same),
        auc: area(pairs, score),
        across_scripts: (!across.is_empty()).then(|| found / across.len() as f64),
        line,
    }
}

/// The chance that a same pair scores higher than another one, ties by half (Mann and Whitney).
fn area(pairs: &[&Judged], score: fn(&Judged) -> f32) -> f64 {
    let (mut won, mut all) = (0.0, 0.0);
    for one in pairs.iter().filter(|p| p.same) {
        for other in pairs.iter().filter(|p| !p.same) {
            all += 1.0;
            won += match score(one).total_cmp(&score(other)) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    won / all
}

fn is_latin(name: &str) -> bool {
    name.chars()
        .filter(|c| c.is_alphabetic())
        .all(|c| matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2BB}' | '\u{2BC}'))
}
