//! One name: is it in the index?

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use sousveil_export::screened::rounded;
use sousveil_screen::{Identifier, Kind, Name, Params, Scheme};
use sousveil_snapshot::{Asked, Screened, Snapshot};

use super::record::weights;
use super::{may_ask, params};
use crate::args::Screen;
use crate::commands::FOUND;
use crate::{output, places};

/// Prints who may be meant; exit code 1 where somebody is a match.
pub fn run(args: &Screen) -> Result<ExitCode> {
    let params = params(args)?;
    let mut names = vec![args.name.join(" ")];
    names.extend(args.alias.iter().cloned());
    // "No match" would be heard as an answer.
    if let Some(empty) = names.iter().find(|name| Name::new(name, Kind::Unknown).view().is_empty()) {
        bail!("`{}`: found no word that can be compared; expected a name", sousveil_text::visible(empty, 100));
    }
    let asked = Asked {
        names,
        schema: args.schema.clone(),
        countries: args.country.clone(),
        dates: args.date.clone(),
        gender: args.gender,
        identifiers: identifiers(args)?,
        addresses: args.address.clone(),
        ..Asked::default()
    };
    let opened = places::open(&args.data)?;
    let snapshot = &opened.snapshot;
    may_ask(args, snapshot)?;
    let found = snapshot.screen(&asked, &params, args.limit)?;
    let matches = found.iter().filter(|found| found.is_match).count();
    let shown = found.get(..args.limit).unwrap_or(&found);
    if args.json {
        output::json(&told(snapshot, &asked, &params, shown, found.len()))?;
    } else {
        print(snapshot, shown);
        let version = output::visible(&snapshot.manifest().dataset.version);
        if found.is_empty() {
            anstream::eprintln!(
                "no entry reaches {}; no other list was looked at; data version {version}",
                params.cutoff
            );
        } else {
            anstream::eprintln!(
                "{} of {} shown; {matches} at {} or more, which is called a match; data version {version}",
                shown.len(),
                found.len(),
                params.threshold
            );
        }
    }
    Ok(if matches > 0 { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

/// Of what sort a number is, nobody says: it is compared with those of every sort. One that says so itself is that of a
/// ship.
fn identifiers(args: &Screen) -> Result<Vec<Identifier>> {
    let read = |text: &String| {
        let shown = sousveil_text::visible(text, 100);
        let ship = text.trim_start().get(..3).is_some_and(|word| word.eq_ignore_ascii_case("imo"));
        Identifier::new(if ship { Scheme::Imo } else { Scheme::Other }, text)
            .with_context(|| format!("--identifier {shown}: expected 4 to 64 letters and digits"))
    };
    args.identifier.iter().map(read).collect()
}

fn print(snapshot: &Snapshot, found: &[Screened]) {
    for one in found {
        let Some(head) = snapshot.head(one.number) else { continue };
        let (id, schema) = (output::visible(head.id), head.schema.to_lowercase());
        let word = if one.is_match { "match" } else { "" };
        let name = output::bold(&output::visible(head.caption));
        anstream::println!("{:.2}  {word:<5}  {id:<12} {schema:<8} {name}", one.score);
        for (feature, why) in &one.explanations {
            let values = [&why.query, &why.candidate].map(|v| v.as_deref().map(output::visible).unwrap_or_default());
            let [asked, own] = values;
            let detail = why.detail.as_deref().unwrap_or_default();
            anstream::println!("             {feature} {:.2}: {asked} / {own}: {detail}", why.score);
        }
    }
}

/// The answer with all that it hangs on, so that it can be asked again.
fn told(snapshot: &Snapshot, asked: &Asked, params: &Params, shown: &[Screened], total: usize) -> serde_json::Value {
    let manifest = snapshot.manifest();
    let results: Vec<_> = shown
        .iter()
        .filter_map(|one| {
            let head = snapshot.head(one.number)?;
            Some(json!({
                "id": head.id, "caption": head.caption, "schema": head.schema, "score": rounded(one.score),
                "match": one.is_match, "explanations": one.explanations,
            }))
        })
        .collect();
    json!({
        "query": {
            "names": asked.names, "schema": asked.schema, "dates": asked.dates.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "countries": asked.countries.iter().map(|c| c.code()).collect::<Vec<_>>(),
            "gender": asked.gender.map(|gender| gender.to_string()), "addresses": asked.addresses,
            "identifiers": asked.identifiers.iter().map(Identifier::value).collect::<Vec<_>>(),
        },
        "algorithm": params.algorithm.to_string(),
        "threshold": rounded(params.threshold),
        "cutoff": rounded(params.cutoff),
        "weights": weights(params),
        "dataset": manifest.dataset.name,
        "version": manifest.dataset.version,
        "data_hash": manifest.data_hash,
        "total": total,
        "results": results,
    })
}
