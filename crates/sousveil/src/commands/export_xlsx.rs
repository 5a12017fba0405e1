//! `export xlsx`: tables as one workbook.

use std::io::IsTerminal as _;
use std::path::Path;

use anyhow::{Result, bail};
use sousveil_export::xlsx::{Contents, List, MOST_ROWS, what_of};
use sousveil_export::{Independence, Place, Rows, Shape, xlsx_of};
use sousveil_model::tables::{self, Table};
use sousveil_snapshot::{Facet, Query, Sort};

use crate::args::From;
use crate::progress::Meter;
use crate::{output, places};

/// The tables in the order in which people look for them; what others rest on comes last.
const ORDER: [&str; 9] =
    ["transfers", "companies", "agencies", "products", "technologies", "relations", "measures", "incidents", "sources"];

/// Writes the workbook.
pub fn run(names: &[String], out: Option<&Path>, claims: bool, from: &From) -> Result<()> {
    let tables = chosen(names)?;
    if out.is_none() && std::io::stdout().is_terminal() {
        bail!("a workbook is no text for a terminal: name a file with --out, or send it to one");
    }
    let opened = places::open(from)?;
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

fn chosen(names: &[String]) -> Result<Vec<&'static Table>> {
    if let Some(unknown) = names.iter().find(|n| !ORDER.contains(&n.as_str())) {
        bail!("there is no table `{unknown}`; expected one of {}", ORDER.join(", "));
    }
    let wanted = ORDER.into_iter().filter(|name| names.is_empty() || names.iter().any(|n| n == name));
    Ok(wanted.filter_map(tables::table).collect())
}
