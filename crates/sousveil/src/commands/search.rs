//! `search`: the one search box, in the shell.

use std::process::ExitCode;

use anyhow::{Result, bail};
use sousveil_export::{Independence, ListHead, Place, Rows, Shape, json_of};
use sousveil_snapshot::{Facet, Query, Snapshot};

use crate::args::Search;
use crate::{output, places};

/// Prints what was found; exit code 1 where nothing was.
pub fn run(args: &Search) -> Result<ExitCode> {
    let opened = places::open(&args.data)?;
    let snapshot = &opened.snapshot;
    let query = Query {
        text: args.query.join(" "),
        filters: args.schema.iter().map(|s| (Facet::Schema, s.clone())).collect(),
        limit: Some(args.limit),
        ..Query::default()
    };
    if let Some(schema) = &args.schema
        && !snapshot.statistics().entities.contains_key(schema)
    {
        let known: Vec<&str> = snapshot.statistics().entities.keys().map(String::as_str).collect();
        bail!("--schema {schema}: expected one of {}", known.join(", "));
    }
    let answer = snapshot.query(&query)?;
    if args.json {
        let (place, independence) = (Place::new(None), Independence::of(snapshot)?);
        let rows = Rows::new(snapshot, &place, &independence, Shape::Mixed);
        let head = ListHead { query: query.text.clone(), total: answer.total };
        output::to_file_or_stdout(None, |out| {
            json_of(snapshot, &rows, &head, answer.hits.iter().copied(), out)?;
            Ok(writeln!(out)?)
        })?;
    } else {
        print(snapshot, &answer.hits);
        anstream::eprintln!("{} of {} found", answer.hits.len(), answer.total);
    }
    Ok(if answer.total == 0 { ExitCode::from(super::FOUND) } else { ExitCode::SUCCESS })
}

fn print(snapshot: &Snapshot, hits: &[u32]) {
    for head in hits.iter().filter_map(|&number| snapshot.head(number)) {
        let (id, schema) = (output::visible(head.id), output::visible(&head.schema.to_lowercase()));
        anstream::println!("{id:<12} {schema:<12} {}", output::bold(&output::visible(head.caption)));
    }
}
