//! The same views as CSV, XLSX, JSON, Atom and citations: whole, streaming.

use std::collections::HashSet;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use sousveil_export::atom::Feed;
use sousveil_export::xlsx::{Contents, List};
use sousveil_export::{
    Citation, CitationForm, ListHead, Network, NetworkForm, Shape, Voice, atom, citations_of, claims_jsonl, csv_of,
    entity_json, json_of, xlsx, xlsx_of,
};
use sousveil_model::Entity;

use crate::cx::Cx;
use crate::error::Error;
use crate::lists::View;
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
    Cite(CitationForm),
    /// What stands around an entity.
    Network(NetworkForm),
    /// A picture of what an entity is.
    Card,
}

impl Format {
    /// All but the page.
    pub(crate) const DATA: [Self; 7] = [
        Self::Csv,
        Self::Xlsx,
        Self::Json,
        Self::Atom,
        Self::Cite(CitationForm::Bibtex),
        Self::Cite(CitationForm::Ris),
        Self::Cite(CitationForm::Csl),
    ];

    /// Takes the ending off the last part of an address. Identifiers have no dots, so what follows one is a form.
    pub(crate) fn split(name: &str) -> Option<(&str, Self)> {
        match name.split_once('.') {
            None => Some((name, Self::Html)),
            Some((id, "csv")) => Some((id, Self::Csv)),
            Some((id, "xlsx")) => Some((id, Self::Xlsx)),
            Some((id, "json")) => Some((id, Self::Json)),
            Some((id, "atom")) => Some((id, Self::Atom)),
            Some((id, "card.png")) => Some((id, Self::Card)),
            Some((id, "graphml")) => Some((id, Self::Network(NetworkForm::Graphml))),
            Some((id, "gexf")) => Some((id, Self::Network(NetworkForm::Gexf))),
            Some((id, "mmd")) => Some((id, Self::Network(NetworkForm::Mermaid))),
            Some((id, other)) => {
                CitationForm::ALL.into_iter().find(|form| form.ending() == other).map(|form| (id, Self::Cite(form)))
            }
        }
    }

    /// What stands behind an address for this form.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Html => "",
            Self::Csv => ".csv",
            Self::Xlsx => ".xlsx",
            Self::Atom => ".atom",
            Self::Card => ".card.png",
            Self::Network(NetworkForm::Graphml) => ".graphml",
            Self::Network(NetworkForm::Gexf) => ".gexf",
            Self::Network(NetworkForm::Mermaid) => ".mmd",
            Self::Network(NetworkForm::Svg) => ".svg",
            Self::Network(NetworkForm::Png) => ".png",
            Self::Network(NetworkForm::Ftm) => ".ftm",
            Self::Network(NetworkForm::Json) | Self::Json => ".json",
            Self::Cite(CitationForm::Bibtex) => ".bib",
            Self::Cite(CitationForm::Ris) => ".ris",
            Self::Cite(CitationForm::Csl) => ".csl.json",
        }
    }
}

/// How many steps a network goes, and how many entities it has.
const STEPS: u32 = 2;
pub(crate) const ENTITIES: usize = 400;

/// What stands around an entity.
pub(crate) fn network(cx: &Cx, id: &str, form: NetworkForm) -> Result<Response, Error> {
    let none = || Error::Missing("error-none-entry");
    let network = Network::around(&cx.snapshot, cx.place(), cx.independence(), id, STEPS, ENTITIES, &Voice::ENGLISH)?
        .ok_or_else(none)?;
    let media = if form == NetworkForm::Mermaid { Media::Text } else { Media::Xml };
    let ending = Format::Network(form).ending().trim_start_matches('.').to_owned();
    let response = answer(StatusCode::OK, media, CachePolicy::Revalidate, network.written(&cx.snapshot, form)?);
    Ok(named(response, id, &ending))
}

/// A list as CSV.
pub(crate) fn csv(cx: &Cx, shape: Shape, hits: Vec<u32>, name: &str) -> Result<Response, Error> {
    let own = cx.clone();
    let body = stream::body(cx, move |out| Ok(csv_of(&own.rows(shape), hits, out)?))?;
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
    let (own, list) = (cx.clone(), name.to_owned());
    let body = stream::body(cx, move |out| {
        let rows = own.rows(shape);
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
        let view = Some(own.place().address(own.address()));
        let contents = Contents { lists: vec![list], claims: false, view, sheet_rows: xlsx::MOST_ROWS };
        xlsx_of(&own.snapshot, contents, &mut |_, _, _| {}, out)?;
        Ok(())
    })?;
    Ok(named(answer(StatusCode::OK, Media::Xlsx, CachePolicy::Revalidate, body), name, "xlsx"))
}

/// A list as JSON.
pub(crate) fn json(cx: &Cx, shape: Shape, hits: Vec<u32>) -> Result<Response, Error> {
    let own = cx.clone();
    let head = ListHead { query: cx.address().to_owned(), total: hits.len() };
    let body = stream::body(cx, move |out| Ok(json_of(&own.snapshot, &own.rows(shape), &head, hits, out)?))?;
    Ok(answer(StatusCode::OK, Media::Json, CachePolicy::Revalidate, body))
}

/// One entity as JSON, with the transfers of its page where it has some.
pub(crate) fn entity(cx: &Cx, entity: Entity, transfers: Option<Vec<u32>>) -> Result<Response, Error> {
    let own = cx.clone();
    let body = stream::body(cx, move |out| {
        let rows = own.rows(Shape::of_schema("Transfer"));
        let with = transfers.as_deref().map(|hits| (&rows, hits));
        Ok(entity_json(&own.snapshot, &entity, with, out)?)
    })?;
    Ok(answer(StatusCode::OK, Media::Json, CachePolicy::Revalidate, body))
}

/// Every claim, one a line.
pub(crate) fn claims(cx: &Cx) -> Result<Response, Error> {
    let own = cx.clone();
    let body = stream::body(cx, move |out| Ok(claims_jsonl(&own.snapshot, out)?))?;
    Ok(named(answer(StatusCode::OK, Media::JsonLines, CachePolicy::Revalidate, body), "claims", "jsonl"))
}

/// Citations of a list: the list as a page, then the sources that its rows rest on.
pub(crate) fn list_citations(cx: &Cx, form: CitationForm, view: &View, hits: Vec<u32>) -> Result<Response, Error> {
    let whole = view.paged(1);
    let title = whole.title(&cx.snapshot);
    let list = Citation::of_list(&cx.snapshot, cx.place(), title, &whole.href());
    citations(cx, form, vec![list], hits, view.kind.name)
}

/// Citations of `first`, then the sources that the rows in `hits` rest on.
pub(crate) fn citations(
    cx: &Cx,
    form: CitationForm,
    first: Vec<Citation>,
    hits: Vec<u32>,
    name: &str,
) -> Result<Response, Error> {
    let own = cx.clone();
    let body = stream::body(cx, move |out| Ok(citations_of(&own.snapshot, form, &first, hits, out).map(drop)?))?;
    Ok(named(answer(StatusCode::OK, Media::citations(form), CachePolicy::Revalidate, body), name, form.ending()))
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
