//! `export`: the data, or a part of it, in an open form.

mod catalogue;
mod ftm;
mod network;

use std::process::ExitCode;

use anyhow::{Result, bail};
use sousveil_export::{Independence, Place, Rows, Shape, claims_jsonl, csv_of};
use sousveil_model::tables;
use sousveil_snapshot::{Facet, Query, Sort};

use super::selected;
use crate::args::{Export, Output};
use crate::{output, places};

/// Writes a table or all claims.
pub fn run(args: &Export) -> Result<ExitCode> {
    match args {
        Export::Csv { table, to: Output { out, data } } => {
            let Some(shape) = tables::table(table) else {
                let known: Vec<&str> = tables::TABLES.iter().map(|t| t.name).collect();
                bail!("there is no table `{table}`; expected one of {}", known.join(", "));
            };
            let opened = places::open(data)?;
            let snapshot = &opened.snapshot;
            let query =
                Query { filters: vec![(Facet::Schema, shape.schema.to_owned())], sort: Sort::Name, ..Query::default() };
            let hits = snapshot.query(&query)?.hits;
            let (place, independence) = (Place::new(None), Independence::of(snapshot)?);
            let rows = Rows::new(snapshot, &place, &independence, Shape::Table(shape));
            output::to_file_or_stdout(out.as_deref(), |write| Ok(csv_of(&rows, hits, write)?))?;
        }
        Export::Folder { out, data } => return super::export_folder::run(out, data),
        Export::Xlsx { tables, out, claims, data } => {
            super::export_xlsx::run(tables, out.as_deref(), *claims, data)?;
        }
        Export::Network { id, depth, most, form, public_url, to } => {
            let (form, public_url) = (form.as_deref(), public_url.as_deref());
            network::run(&network::Asked { id, depth: *depth, most: *most, form, public_url }, to)?;
        }
        Export::Citations { form, selection, public_url, to: Output { out, data } } => {
            return selected::citations(*form, selection, public_url.as_deref(), out.as_deref(), data);
        }
        Export::Atom { country, selection, public_url, to: Output { out, data } } => {
            return selected::atom(country.as_deref(), selection, public_url.as_deref(), out.as_deref(), data);
        }
        Export::Claims { to: Output { out, data } } => {
            let opened = places::open(data)?;
            output::to_file_or_stdout(out.as_deref(), |write| Ok(claims_jsonl(&opened.snapshot, write)?))?;
        }
        Export::Ftm { to: Output { out, data } } => ftm::entities(out.as_deref(), data)?,
        Export::Statements { format, to: Output { out, data } } => ftm::statements(*format, out.as_deref(), data)?,
        Export::Native { to: Output { out, data } } => ftm::native(out.as_deref(), data)?,
        Export::Catalogue { out, base_url, previous, data } => {
            catalogue::run(out, base_url.as_deref(), previous.as_deref(), data)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
