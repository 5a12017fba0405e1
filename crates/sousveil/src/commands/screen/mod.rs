//! `screen`: is this name, or any name of a table, in the index?

mod as_of;
mod counts;
mod form;
mod journal;
mod judge;
mod mapping;
mod one;
mod record;
mod review;
mod table;
mod work;

use std::process::ExitCode;

use anyhow::{Result, bail};
use sousveil_screen::{ALIASES, Algorithm, Feature, Params, Weights};
use sousveil_snapshot::{SCREENED, Snapshot};

use crate::args::Screen;

pub use judge::asked;

/// Screens a name or a table; exit code 1 where somebody is a match.
pub fn run(args: &Screen) -> Result<ExitCode> {
    let Some(table) = args.table.table(&args.name) else {
        if args.table.out.is_some() || args.table.dry_run || args.table.as_of.is_some() || args.table.review.is_some() {
            bail!(
                "--out, --dry-run, --review and --as-of are for a table: a file that ends in .csv, .tsv or .xlsx, or --file FILE"
            );
        }
        return one::run(args);
    };
    if !table.exists() {
        bail!(
            "{} is not there; what ends in .csv, .tsv or .xlsx is taken for a table, never for a name",
            table.display()
        );
    }
    let of_one = [
        (!args.alias.is_empty(), "--alias"),
        (!args.country.is_empty(), "--country"),
        (!args.date.is_empty(), "--date"),
        (args.gender.is_some(), "--gender"),
        (!args.identifier.is_empty(), "--identifier"),
        (!args.address.is_empty(), "--address"),
        (args.json, "--json"),
    ];
    if let Some((_, option)) = of_one.iter().find(|(given, _)| *given) {
        bail!("{option} is for a single name; of a table the columns say it, and --out FILE.jsonl gives JSON");
    }
    table::run(args, &table)
}

fn params(args: &Screen) -> Result<Params> {
    let Some(algorithm) = Algorithm::from_name(&args.algorithm) else {
        let known: Vec<&str> = ["best", "name-based"].into_iter().chain(ALIASES.map(|(name, _)| name)).collect();
        bail!("--algorithm {}: expected one of {}", args.algorithm, known.join(", "));
    };
    for (option, score) in [("--threshold", args.threshold), ("--cutoff", args.cutoff)] {
        if !(0.0..=1.0).contains(&score) {
            bail!("{option} {score}: expected a number from 0 to 1");
        }
    }
    let mut weights = Weights::default();
    for said in &args.weight {
        let (feature, weight) = weight(said)?;
        weights.set(feature, weight);
    }
    Ok(Params { algorithm, threshold: args.threshold, cutoff: args.cutoff, weights })
}

/// A feature and how much it may move the score.
fn weight(said: &str) -> Result<(Feature, f32)> {
    let (feature, weight) = said.split_once('=').unwrap_or((said, ""));
    let Ok(feature) = feature.parse() else {
        let known: Vec<&str> = Weights::default().iter().map(|(feature, _)| feature.into()).collect();
        bail!("--weight {}: expected one of {}", sousveil_text::visible(said, 60), known.join(", "));
    };
    match weight.parse() {
        Ok(weight) if (0.0..=1.0).contains(&weight) => Ok((feature, weight)),
        _ => bail!("--weight {}: expected {feature}= and a number from 0 to 1", sousveil_text::visible(said, 60)),
    }
}

/// Refuses a schema of which nothing in the data can be.
fn may_ask(args: &Screen, snapshot: &Snapshot) -> Result<()> {
    if let Some(schema) = args.schema.as_deref().filter(|schema| !snapshot.may_ask(schema)) {
        let expected = if snapshot.vocabulary().is_ours() {
            format!("one of {}, or what they are in FollowTheMoney's terms", SCREENED.join(", "))
        } else {
            "a schema of FollowTheMoney's that is compared, such as Person, Company or Vessel".to_owned()
        };
        bail!(
            "--schema {}: nothing of that sort is screened for; expected {expected}",
            sousveil_text::visible(schema, 60)
        );
    }
    Ok(())
}
