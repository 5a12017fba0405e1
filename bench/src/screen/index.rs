//! The index of names alone, without a snapshot around it: what looking up costs, and what it finds.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use sousveil_screen::index::{Builder, Limits, NamesIndex, Question};
use sousveil_screen::{Kind, Name, Tuning};

use super::ask::{count, read};
use crate::process::own_ms;
use crate::questions::quantile;

/// An entity of the lines, as far as it is needed here.
#[derive(Deserialize)]
struct Line {
    id: String,
    schema: String,
    properties: BTreeMap<String, Vec<String>>,
}

/// Found questions of a kind.
#[derive(Default)]
struct Tally {
    asked: usize,
    first: usize,
    within_ten: usize,
}

pub fn run(lines: &Path, asked: &Path, rounds: u32) -> Result<()> {
    let mut out = std::io::stdout();
    let begun = Instant::now();
    let (index, ids) = build(lines)?;
    let seconds = begun.elapsed().as_secs_f64();
    writeln!(out, "{} entities, {} names, index made in {seconds:.1} s", ids.len(), index.len())?;
    let asked = read(asked)?;
    let mut times = Vec::new();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for round in 0..rounds.max(2) {
        for one in &asked {
            let begun = own_ms();
            let name = index.asked(&one.name, Kind::of_schema(&one.schema));
            let question = Question { name: &name, cutoff: 0.0, limits: Limits::default(), tuning: &Tuning::ASKED };
            let found = index.find(&question, None);
            times.push(own_ms() - begun);
            let Some(expected) = one.expected.as_ref().filter(|_| round == 0) else { continue };
            let place = found.iter().position(|found| ids.get(found.entity as usize) == Some(expected));
            let tally = tallies.entry(&one.kind).or_default();
            tally.asked += 1;
            tally.first += usize::from(place == Some(0));
            tally.within_ten += usize::from(place.is_some_and(|place| place < 10));
        }
    }
    for (kind, Tally { asked, first, within_ten }) in tallies {
        let share = |n: usize| count(n) / count(asked);
        writeln!(out, "{kind} ({asked}): first {:.3}, within ten {:.3}", share(first), share(within_ten))?;
    }
    let rate = count(times.len()) / times.iter().sum::<f64>() * 1e3;
    let (middle, late) = (quantile(&times, 0.5), quantile(&times, 0.99));
    writeln!(out, "{rate:.0} questions per CPU-second, median {middle:.3} ms, p99 {late:.3} ms")?;
    Ok(())
}

/// The index of the names of all entities, and their identifiers by number.
fn build(lines: &Path) -> Result<(NamesIndex<Vec<u8>>, Vec<String>)> {
    let mut builder = Builder::default();
    let mut ids = Vec::new();
    for (number, line) in (0_u32..).zip(BufReader::new(File::open(lines)?).lines()) {
        let at = || format!("{}, line {}", lines.display(), number.saturating_add(1));
        let Line { id, schema, properties } = serde_json::from_str(&line?).with_context(at)?;
        let kind = Kind::of_schema(&schema);
        for name in ["name", "alias", "weakAlias"].iter().flat_map(|p| properties.get(*p).into_iter().flatten()) {
            builder.name(number, Name::new(name, kind).view())?;
        }
        ids.push(id);
    }
    Ok((NamesIndex::open(builder.finish())?, ids))
}
