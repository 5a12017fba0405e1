//! `export xlsx`: tables as one workbook.

use std::io::IsTerminal as _;
use std::path::Path;

use anyhow::{Result, bail};
use sousveil_export::xlsx::{Contents, List, MOST_ROWS, what_of};
use sousveil_export::{Independence, Place, Rows, Shape, xlsx_of};
use sousveil_model::tables::{TABLES, Table};
use sousveil_snapshot::{Facet, Query, Sort};

use crate::args::Data;
use crate::progress::Meter;
use crate::{output, places};

/// Writes the workbook.
pub fn run(names: &[String], out: Option<&Path>, claims: bool, data: &Data) -> Result<()> {
    let tables = chosen(names)?;
    if out.is_none() && std::io::stdout().is_terminal() {
        bail!("a workbook is no text for a terminal: name a file with --out, or send it to one");
    }
    let opened = places::open(data)?;
    let snapshot = &opened.snapshot;
    let (place, independence) = (Place::new(None), Independence::of(snapshot)?);
    let rows: Vec<Rows<'_>> =
        tables.iter().map(|t| Rows::new(snapshot, &place, &independence, Shape::Table(t))).collect();
    let mut lists = Vec::new();
    for (table, rows) in tables.iter().zip(&rows) {
        let filters = vec![(Facet::Schema, table.schema.to_owned())];
        let query = Query { filters, sort: Sort::Name, ..Query::default() };
        let hits = snapshot.query(&query)?.hits;
        lists.push(List { name: table.name.to_owned(), what: what_of(table.name).to_owned(), rows, hits });
    }
    let contents = Contents { lists, claims, view: None, sheet_rows: MOST_ROWS };
    let mut meter = Meter::new();
    let mut written = Vec::new();
    output::to_file_or_stdout(out, |write| {
        written = xlsx_of(snapshot, contents, &mut |sheet, done, total| meter.show(sheet, done, total), write)?;
        Ok(())
    })?;
    drop(meter);
    if let Some(out) = out {
        let sheets: Vec<String> = written.iter().map(|s| format!("{} ({} rows)", s.name, s.rows)).collect();
        anstream::eprintln!("wrote {}: About, {}", out.display(), sheets.join(", "));
    }
    Ok(())
}

/// The tables in their order, but the deals first, which people look for, and last the sources, on which all else rests.
fn chosen(names: &[String]) -> Result<Vec<&'static Table>> {
    let known: Vec<&str> = TABLES.iter().map(|t| t.name).collect();
    if let Some(unknown) = names.iter().find(|n| !known.contains(&n.as_str())) {
        bail!("there is no table `{unknown}`; expected one of {}", known.join(", "));
    }
    let mut wanted: Vec<&Table> =
        TABLES.iter().filter(|t| names.is_empty() || names.iter().any(|n| n == t.name)).collect();
    wanted.sort_by_key(|t| match t.name {
        "transfers" => 0,
        "sources" => 2,
        _ => 1,
    });
    Ok(wanted)
}
