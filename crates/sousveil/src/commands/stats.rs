//! `stats`: what the data holds. Licences are never added to deals.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;
use sousveil_snapshot::Snapshot;

use crate::args::Stats;
use crate::{output, places};

/// Prints the figures.
pub fn run(args: &Stats) -> Result<ExitCode> {
    let opened = places::open(&args.data)?;
    let snapshot = &opened.snapshot;
    let manifest = snapshot.manifest();
    if args.json {
        output::json(&json!({
            "dataset": manifest.dataset.name,
            "version": manifest.dataset.version,
            "data_hash": manifest.data_hash,
            "statistics": snapshot.statistics(),
        }))?;
        return Ok(ExitCode::SUCCESS);
    }
    let figures = snapshot.statistics();
    anstream::println!("{} {}", output::bold(&manifest.dataset.title), manifest.dataset.version);
    anstream::println!("{}", one_line(snapshot));
    let mut rows: Vec<(String, String)> =
        figures.entities.iter().map(|(schema, count)| (schema.clone(), count.to_string())).collect();
    rows.push(("Claims".to_owned(), figures.claims.to_string()));
    rows.push(("  with a quotation".to_owned(), figures.claims_with_quotation.to_string()));
    rows.push(("Sources opened by the curators".to_owned(), figures.sources_opened.to_string()));
    rows.push(("Measures not checked".to_owned(), figures.measures_unverified.to_string()));
    output::pairs(&rows);
    anstream::println!("Deals by confidence");
    let rows: Vec<_> = figures.confidence.iter().map(|(word, count)| (word.clone(), count.to_string())).collect();
    output::pairs(&rows);
    Ok(ExitCode::SUCCESS)
}

/// What was loaded, in one line.
pub fn one_line(snapshot: &Snapshot) -> String {
    let figures = snapshot.statistics();
    let count = |schema: &str| figures.entities.get(schema).copied().unwrap_or(0);
    let transfers = figures.transfers;
    format!(
        "{} deals and {} offers; apart from them {} export licences granted, {} refused; {} companies, {} agencies, {} sources",
        transfers.deals,
        transfers.offers,
        transfers.licences,
        transfers.refused,
        count("Company"),
        count("Agency"),
        count("Source"),
    )
}
