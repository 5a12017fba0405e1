//! `rules gap`: what recorded deals met, and would have met.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use sousveil_export::rules::{Law, gaps, words};
use sousveil_rules::{Scenario, gap};

use crate::args::RulesGap;
use crate::{output, places};

/// A file may have so many bytes.
const LARGEST: u64 = 1 << 20;

pub fn run(args: &RulesGap) -> Result<ExitCode> {
    let scenario = scenario(args)?;
    let opened = places::open(&args.data)?;
    let snapshot = &opened.snapshot;
    let law = Law::of(snapshot).context("reading the measures")?;
    let other = law.under(snapshot, &scenario)?;
    let found = gap(law.recorded(snapshot)?, law.book(), &other);
    if args.json {
        output::json(&gaps::json(&found, &scenario))?;
    } else if args.csv {
        output::to_file_or_stdout(None, |to| Ok(to.write_all(&gaps::csv(&found)?)?))?;
    } else {
        tell(&found, &scenario);
    }
    Ok(ExitCode::SUCCESS)
}

fn scenario(args: &RulesGap) -> Result<Scenario> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    if let Some(file) = &args.scenario {
        pairs = from_toml(file)?;
    }
    let mut say = |name: &str, value: String| pairs.push((name.to_owned(), value));
    if let Some(list) = &args.list {
        say("list", list.clone());
    }
    if let Some(file) = &args.own {
        say("list", "own".to_owned());
        say("own", from_csv(file)?);
    }
    if let Some(binds) = &args.binds {
        say("binds", binds.clone());
    }
    for moved in &args.moved {
        say("move", moved.clone());
    }
    for extended in &args.extend {
        say("extend", extended.clone());
    }
    if args.alone {
        say("alone", "yes".to_owned());
    }
    let told = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let scenario = Scenario::of_pairs(told);
    match &args.scenario {
        Some(file) => scenario.with_context(|| file.display().to_string()),
        None => Ok(scenario?),
    }
}

fn text(file: &Path) -> Result<String> {
    let size = std::fs::metadata(file).with_context(|| format!("reading {}", file.display()))?.len();
    if size > LARGEST {
        bail!("{}: found {size} bytes, expected at most {LARGEST}", file.display());
    }
    std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))
}

/// The parts of a scenario in a file.
fn from_toml(file: &Path) -> Result<Vec<(String, String)>> {
    let shown = file.display();
    let table: toml::Table = text(file)?.parse().with_context(|| shown.to_string())?;
    let mut pairs = Vec::new();
    for (name, value) in table {
        if !Scenario::FIELDS.contains(&name.as_str()) {
            bail!("{shown}: found `{}`, expected one of {}", output::visible(&name), Scenario::FIELDS.join(", "));
        }
        let value = match value {
            toml::Value::String(text) => text,
            toml::Value::Boolean(flag) => if flag { "yes" } else { "no" }.to_owned(),
            toml::Value::Array(each) => {
                let texts: Option<Vec<&str>> = each.iter().map(toml::Value::as_str).collect();
                texts.with_context(|| format!("{shown}: `{name}`: expected a list of texts"))?.join("\n")
            }
            _ => bail!("{shown}: `{name}`: expected a text or a list of texts"),
        };
        pairs.push((name, value));
    }
    Ok(pairs)
}

/// A list of countries: columns country, from, to.
fn from_csv(file: &Path) -> Result<String> {
    let shown = file.display();
    let text = text(file)?;
    let mut reader = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = reader.headers().with_context(|| format!("{shown}, line 1"))?.clone();
    let place = |name: &str| heads.iter().position(|head| head.trim().eq_ignore_ascii_case(name));
    let Some(country) = place("country") else {
        bail!("{shown}, line 1: found no column `country`; expected country, and from and to where there are dates");
    };
    let (from, to) = (place("from"), place("to"));
    let mut lines = Vec::new();
    for row in reader.records() {
        let row = row.with_context(|| shown.to_string())?;
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().trim();
        let dates = match (cell(from), cell(to)) {
            ("", "") => String::new(),
            (from, "") => format!(":{from}"),
            ("", to) => format!(":../{to}"),
            (from, to) => format!(":{from}/{to}"),
        };
        let line = format!("{}{dates}", cell(Some(country)));
        let at = row.position().map_or(0, csv::Position::line);
        Scenario::of_pairs([("own", line.as_str())]).with_context(|| format!("{shown}, line {at}"))?;
        lines.push(line);
    }
    Ok(lines.join("\n"))
}

fn tell(found: &sousveil_rules::Gap, scenario: &Scenario) {
    let changed = !scenario.is_empty();
    let mut heads = vec!["", "deals", "ban", "licence", "possible", "none", "not known"];
    if changed {
        heads.extend(["| ban", "licence", "possible", "none", "not known", "more met"]);
    }
    let mut lines = vec![heads.iter().map(ToString::to_string).collect::<Vec<_>>()];
    for row in gaps::rows(found).iter().filter(|row| row.by == "year" || row.by == "all") {
        let [all, a, b, c, d, e, f, g, h, i, j, k, l, more, most] = row.figures();
        let name = match (row.by, row.value.as_str()) {
            ("year", "") => "undated",
            ("all", _) => "all",
            (_, year) => year,
        };
        let mut line = vec![name.to_owned()];
        line.extend([all, a, b + c, d, e, f].map(|n| n.to_string()));
        if changed {
            line.extend([format!("| {g}"), (h + i).to_string(), j.to_string(), k.to_string(), l.to_string()]);
            line.push(if more == most { more.to_string() } else { format!("{more}–{most}") });
        }
        lines.push(line);
    }
    // All at the end, below the years.
    if lines.len() > 1 {
        let all = lines.remove(1);
        lines.push(all);
    }
    let width =
        |at: usize| lines.iter().filter_map(|line| line.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    for line in &lines {
        let cells: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:>width$}")).collect();
        anstream::println!("{}", cells.join("  "));
    }
    anstream::println!(
        "Licences are counted apart (--csv, --json); {} offers, tenders, refusals and disputed deals are left out. {}",
        found.left,
        words::NO_ADVICE
    );
}
