//! Questions to a snapshot, one after the other on one thread.

use std::collections::BTreeMap;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use sousveil_screen::{Alias, Kind, Name, Params, Subject, Texts, score};
use sousveil_snapshot::{Asked as Question, Snapshot};

use super::form::{Answer, Asked, Figures};
use super::make::line;
use crate::process::{own_ms, status_of};
use crate::questions::quantile;

/// So many answers are kept.
const KEPT: usize = 20;
/// Of so many it is told why, as many as yente's API answers where nobody asks for more or fewer.
const REASONS: usize = 5;

pub fn run(snapshot: &Path, asked: &Path, rounds: u32, built: Option<&Path>, out: &Path) -> Result<()> {
    let begun = Instant::now();
    let snapshot = Snapshot::open(snapshot)?;
    let open = begun.elapsed().as_secs_f64();
    let asked = read(asked)?;
    // Everything that was found is wanted, so that thresholds can be set afterwards.
    let params = Params { cutoff: 0.0, ..Params::default() };
    let mut times = Vec::new();
    let mut first_ms = 0.0;
    let mut found: Vec<Vec<(u32, f32)>> = Vec::new();
    for round in 0..rounds.max(2) {
        for one in &asked {
            let begun = own_ms();
            let question = Question::of_properties(Some(&one.schema), &one.properties());
            let screened = snapshot.screen(&question, &params, REASONS)?;
            let took = own_ms() - begun;
            if round == 0 {
                first_ms += if one.apart { 0.0 } else { took };
                found.push(screened.iter().take(KEPT).map(|s| (s.number, s.score)).collect());
            } else if !one.apart {
                times.push(took);
            }
        }
    }
    // What somebody waits for who asks with what is set by default.
    let usual = Params::default();
    let mut usual_times = Vec::new();
    let counted = asked.iter().filter(|one| !one.apart);
    for one in counted.clone() {
        let begun = own_ms();
        let question = Question::of_properties(Some(&one.schema), &one.properties());
        black_box(snapshot.screen(&question, &usual, REASONS)?);
        usual_times.push(own_ms() - begun);
    }
    let anon = status_of(std::process::id(), "RssAnon").unwrap_or(0);
    let file = status_of(std::process::id(), "RssFile").unwrap_or(0);
    let (pairs, scored, explained) = pairs(&snapshot, &asked, &found, &params)?;
    let bytes = |n: u64| count(usize::try_from(n).unwrap_or(usize::MAX));
    let mut figures: BTreeMap<String, f64> = match built {
        Some(path) => serde_json::from_slice(&std::fs::read(path)?).with_context(|| path.display().to_string())?,
        None => BTreeMap::new(),
    };
    let measured = [
        ("open_seconds", open),
        ("questions", count(counted.clone().count())),
        ("questions_per_cpu_second", count(times.len()) / times.iter().sum::<f64>() * 1e3),
        ("first_round_questions_per_cpu_second", count(counted.clone().count()) / first_ms * 1e3),
        ("p50_ms", quantile(&times, 0.5)),
        ("p99_ms", quantile(&times, 0.99)),
        ("usual_questions_per_cpu_second", count(usual_times.len()) / usual_times.iter().sum::<f64>() * 1e3),
        ("usual_p50_ms", quantile(&usual_times, 0.5)),
        ("usual_p99_ms", quantile(&usual_times, 0.99)),
        ("rss_anon_bytes", bytes(anon)),
        ("rss_file_bytes", bytes(file)),
        ("pairs", count(pairs)),
        ("pairs_per_cpu_second", count(pairs) / scored),
        ("pairs_explained_per_cpu_second", count(pairs) / explained),
        ("threshold", f64::from(params.threshold)),
    ];
    figures.extend(measured.map(|(name, value)| (name.to_owned(), value)));
    let mut to = BufWriter::new(File::create(out)?);
    for (one, found) in asked.iter().zip(&found) {
        let named = |&(number, score): &(u32, f32)| Some((snapshot.head(number)?.id.to_owned(), score));
        line(&mut to, &Answer { id: one.id, answers: found.iter().filter_map(named).collect() })?;
    }
    line(&mut to, &Figures { figures, program: "sousveil best".to_owned() })?;
    to.flush()?;
    Ok(())
}

/// A number of things.
pub fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The questions of a file.
pub fn read(path: &Path) -> Result<Vec<Asked>> {
    let mut asked = Vec::new();
    for (number, line) in (1..).zip(BufReader::new(File::open(path)?).lines()) {
        let one = serde_json::from_str(&line?).with_context(|| format!("{}, line {number}", path.display()))?;
        asked.push(one);
    }
    Ok(asked)
}

/// Each question with all that was found, all names of both prepared before: how many pairs, and the seconds that
/// scores took, without and with reasons.
fn pairs(
    snapshot: &Snapshot,
    asked: &[Asked],
    found: &[Vec<(u32, f32)>],
    params: &Params,
) -> Result<(usize, f64, f64)> {
    let (mut count, mut scored, mut explained) = (0, 0.0, 0.0);
    for (one, found) in asked.iter().zip(found) {
        let kind = Kind::of_schema(&one.schema);
        let name = Name::new(&one.name, kind);
        let query_names = [Alias { name: name.view(), weak: false }];
        let query = Subject { names: &query_names, ..Subject::default() };
        for &(number, _) in found {
            let entity = snapshot.entity_at(number)?;
            let texts: Vec<&str> = ["name", "alias", "weakAlias"].iter().flat_map(|p| entity.values(p)).collect();
            let kind = Kind::of_schema(&entity.schema);
            let names: Vec<Name> = texts.iter().map(|text| Name::new(text, kind)).collect();
            let aliases: Vec<Alias<'_>> = names.iter().map(|n| Alias { name: n.view(), weak: false }).collect();
            let candidate = Subject { names: &aliases, ..Subject::default() };
            // A clock that is read for each pair would take as long as the pair: hence ten times.
            let begun = own_ms();
            for _ in 0..10 {
                black_box(score(black_box(&query), black_box(&candidate), params));
            }
            let between = own_ms();
            let texts = Texts { query: &[&one.name], candidate: &texts };
            for _ in 0..10 {
                let score = score(black_box(&query), black_box(&candidate), params);
                black_box(score.explain(&query, &candidate, texts, &params.weights));
            }
            scored += (between - begun) / 1e4;
            explained += (own_ms() - between) / 1e4;
            count += 1;
        }
    }
    Ok((count, scored, explained))
}
