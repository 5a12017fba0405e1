//! Labelled pairs of names, scored one by one.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use sousveil_screen::{Kind, Name, Params, Tuning, compare, compare_asked};

use super::ask::count;
use super::make::line;
use crate::process::own_ms;

/// A row of a file of pairs; other columns are passed over.
#[derive(Debug, Deserialize)]
struct Row {
    schema: String,
    name1: String,
    name2: String,
    is_match: String,
}

/// A pair with its score, as `pairs_compare.py` reads it.
#[derive(Debug, Serialize)]
struct Scored<'a> {
    file: &'a str,
    same: bool,
    across: bool,
    score: f32,
}

#[derive(Debug, Serialize)]
struct Program<'a> {
    program: &'a str,
    threshold: f32,
    pairs_per_cpu_second: f64,
}

/// How often a pair is compared, so that the clock is not what is measured.
const TIMES: u32 = 100;

/// The names as they are, prepared before; both alike, and the first asked for of a list that has the second.
pub fn run(files: &[PathBuf], out: &Path) -> Result<()> {
    let mut to = BufWriter::new(File::create(out)?);
    for (program, asked) in [("sousveil, names alike", false), ("sousveil, first asked for", true)] {
        let (mut pairs, mut seconds) = (0, 0.0);
        for path in files {
            let file = last_two(path);
            let mut reader = csv::Reader::from_path(path).with_context(|| path.display().to_string())?;
            for row in reader.deserialize() {
                let row: Row = row.with_context(|| path.display().to_string())?;
                let kind = Kind::of_schema(&row.schema);
                let (one, two) = (Name::new(&row.name1, kind), Name::new(&row.name2, kind));
                let score = || match asked {
                    true => compare_asked(black_box(one.view()), black_box(two.view()), &Tuning::ASKED).score,
                    false => compare(black_box(one.view()), black_box(two.view())).score,
                };
                let begun = own_ms();
                let score = (0..TIMES).fold(0.0, |_, _| score());
                seconds += (own_ms() - begun) / 1e3 / f64::from(TIMES);
                pairs += 1;
                let across = is_latin(&row.name1) != is_latin(&row.name2);
                line(&mut to, &Scored { file: &file, same: row.is_match == "true", across, score })?;
            }
        }
        let (threshold, pairs_per_cpu_second) = (Params::default().threshold, count(pairs) / seconds);
        line(&mut to, &Program { program, threshold, pairs_per_cpu_second })?;
    }
    to.flush()?;
    Ok(())
}

/// A file by its name and that of its folder: two folders may have files of one name.
fn last_two(path: &Path) -> String {
    let parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_string_lossy()).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

fn is_latin(name: &str) -> bool {
    let latin = |c: char| matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2BB}' | '\u{2BC}');
    name.chars().filter(|c| c.is_alphabetic()).all(latin)
}
