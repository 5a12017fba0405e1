//! The same views as CSV, XLSX, JSON and Atom: whole, streaming.

use std::collections::HashSet;
use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use sousveil_export::atom::Feed;
use sousveil_export::xlsx::{Contents, List};
use sousveil_export::{ListHead, Shape, atom, claims_jsonl, csv_of, entity_json, json_of, xlsx, xlsx_of};
use sousveil_model::Entity;

use crate::cx::Cx;
use crate::error::Error;
use crate::response::{CachePolicy, Media, answer};
use crate::stream;

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Html,
    Csv,
    Xlsx,
    Json,
    Atom,
}

impl Format {
    /// Takes the ending off the last part of an address. Identifiers have no dots, so what follows one is a form.
    pub(crate) fn split(name: &str) -> Option<(&str, Self)> {
        match name.split_once('.') {
            None => Some((name, Self::Html)),
            Some((id, "csv")) => Some((id, Self::Csv)),
            Some((id, "xlsx")) => Some((id, Self::Xlsx)),
            Some((id, "json")) => Some((id, Self::Json)),
            Some((id, "atom")) => Some((id, Self::Atom)),
            Some(_) => None,
        }
    }

    /// What stands behind an address for this form.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Html => "",
            Self::Csv => ".csv",
            Self::Xlsx => ".xlsx",
            Self::Json => ".json",
            Self::Atom => ".atom",
        }
    }
}

/// A list as CSV.
pub(crate) fn csv(cx: &Cx, shape: Shape, hits: Vec<u32>, name: &str) -> Result<Response, Error> {
    let (site, cx) = (Arc::clone(&cx.site), cx.clone());
    let body = stream::body(&site, move |out| Ok(csv_of(&cx.rows(shape), hits, out)?))?;
    Ok(named(answer(StatusCode::OK, Media::Csv, CachePolicy::Revalidate, body), name, "csv"))
}

/// A list as a workbook: one sheet that tells what it is, one with the rows. It is made whole before its first byte
/// is sent, beside the pages and under the bound of long answers, so it is for lists of a bounded length only.
pub(crate) fn xlsx(cx: &Cx, shape: Shape, hits: Vec<u32>, name: &str) -> Result<Response, Error> {
    let most = cx.site.config.limits.workbook;
    if hits.len() > most {
        let csv = cx.address().replacen(".xlsx", ".csv", 1);
        return Err(Error::TooMany { rows: hits.len(), most, csv });
    }
    let (site, cx, list) = (Arc::clone(&cx.site), cx.clone(), name.to_owned());
    let body = stream::body(&site, move |out| {
        let rows = cx.rows(shape);
        let table = match shape {
            Shape::Table(table) => table.name,
            Shape::Countries => "countries",
            Shape::Mixed => "",
        };
        let list = List {
            name: safe(&list).chars().take(25).collect(),
            what: xlsx::what_of(table).to_owned(),
            rows: &rows,
            hits,
        };
        let view = Some(cx.place().address(cx.address()));
        let contents = Contents { lists: vec![list], claims: false, view, sheet_rows: xlsx::MOST_ROWS };
        xlsx_of(&cx.snapshot, contents, &mut |_, _, _| {}, out)?;
        Ok(())
    })?;
    Ok(named(answer(StatusCode::OK, Media::Xlsx, CachePolicy::Revalidate, body), name, "xlsx"))
}

/// A list as JSON.
pub(crate) fn json(cx: &Cx, shape: Shape, hits: Vec<u32>) -> Result<Response, Error> {
    let (site, cx) = (Arc::clone(&cx.site), cx.clone());
    let head = ListHead { query: cx.address().to_owned(), total: hits.len() };
    let body = stream::body(&site, move |out| Ok(json_of(&cx.snapshot, &cx.rows(shape), &head, hits, out)?))?;
    Ok(answer(StatusCode::OK, Media::Json, CachePolicy::Revalidate, body))
}

/// One entity as JSON, with the transfers of its page where it has some.
pub(crate) fn entity(cx: &Cx, entity: Entity, transfers: Option<Vec<u32>>) -> Result<Response, Error> {
    let (site, cx) = (Arc::clone(&cx.site), cx.clone());
    let body = stream::body(&site, move |out| {
        let rows = cx.rows(Shape::of_schema("Transfer"));
        let with = transfers.as_deref().map(|hits| (&rows, hits));
        Ok(entity_json(&cx.snapshot, &entity, with, out)?)
    })?;
    Ok(answer(StatusCode::OK, Media::Json, CachePolicy::Revalidate, body))
}

/// Every claim, one a line.
pub(crate) fn claims(cx: &Cx) -> Result<Response, Error> {
    let (site, cx) = (Arc::clone(&cx.site), cx.clone());
    let body = stream::body(&site, move |out| Ok(claims_jsonl(&cx.snapshot, out)?))?;
    Ok(named(answer(StatusCode::OK, Media::JsonLines, CachePolicy::Revalidate, body), "claims", "jsonl"))
}

/// What changed, as a feed. `only` names the entities that belong to it.
pub(crate) fn feed(cx: &Cx, title: String, page: String, only: Option<HashSet<u32>>) -> Response {
    let feed = Feed { title, path: cx.address().to_owned(), page, only };
    let xml = atom::atom(&cx.snapshot, cx.place(), &feed);
    answer(StatusCode::OK, Media::Atom, CachePolicy::Revalidate, xml)
}

/// A file name for those who save it.
fn named(mut response: Response, name: &str, ending: &str) -> Response {
    let safe = safe(name);
    // No browser shows a workbook; with the others a reader decides.
    let way = if ending == "xlsx" { "attachment" } else { "inline" };
    if let Ok(value) = HeaderValue::from_str(&format!("{way}; filename=\"sousveil-{safe}.{ending}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn safe(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}
