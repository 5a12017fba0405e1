//! The way to the page of an entity: its identifier may be old, misspelt, withdrawn, or followed by a form.

use std::collections::HashSet;

use axum::response::Response;
use sousveil_export::{Citation, CitationForm, Shape, place};
use sousveil_model::Entity;
use sousveil_model::tables::table_of_schema;
use sousveil_snapshot::{Facet, Query};

use super::{agency, card, company, country, incident, measure, product, relation, source, technology, transfer};
use crate::address;
use crate::cx::Cx;
use crate::error::Error;
use crate::formats::{self, Format};
use crate::language::say_with;
use crate::lists;
use crate::response::moved;
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::words;

/// What a page about an entity is made from.
pub(crate) struct Subject<'a> {
    pub(crate) cx: &'a Cx,
    pub(crate) number: u32,
    pub(crate) entity: Entity,
    pub(crate) caption: String,
    /// The data version that the address names.
    asked: Option<String>,
}

impl Subject<'_> {
    /// The entity's identifier.
    pub(crate) fn id(&self) -> &str {
        self.entity.id.as_str()
    }

    /// The frame of the page, in that part of the menu.
    pub(crate) fn layout(&self, here: &'static str) -> Result<Layout, Error> {
        let list = table_of_schema(&self.entity.schema).map_or("countries", |t| t.name);
        let linked = Linked::of_entity(self.cx, &self.entity, &self.caption)?;
        let called = self.cx.caption(self.id());
        Ok(Layout::new(Some(self.cx), called.clone())
            .here(here)
            .linked(linked)
            .crumb(format!("/{list}"), words::plural(&self.entity.schema))
            .crumb(address::of(&self.entity.schema, self.id(), &self.caption), called)
            .forms(self.forms())
            .card(card::of(
                self.cx,
                &format!("{}{}", place::path(&self.entity.schema, self.id()), Format::Card.ending()),
            ))
            .made_from(self.asked.as_deref()))
    }

    /// The other forms of the page.
    pub(crate) fn forms(&self) -> Vec<Form> {
        let path = place::path(&self.entity.schema, self.id());
        let mut forms = vec![
            Form::csv(format!("{path}.csv")),
            Form::xlsx(format!("{path}.xlsx")),
            Form::json(format!("{path}.json")),
        ];
        if has_feed(&self.entity.schema) {
            forms.push(Form::atom(format!("{path}.atom")));
        }
        if has_network(&self.entity.schema) {
            forms.extend(Form::networks(&path));
        }
        forms
    }
}

fn has_feed(schema: &str) -> bool {
    matches!(schema, "Country" | "Company")
}

fn has_network(schema: &str) -> bool {
    matches!(schema, "Company" | "Agency" | "Product")
}

/// Answers `/LIST/ID`, `/LIST/ID.FORM` and, for companies, `/LIST/ID/SLUG`.
pub(crate) fn show(cx: &Cx, schema: &'static str, raw: &str, slug: Option<&str>) -> Result<Response, Error> {
    let not_found = || {
        let sought = [("what", words::noun(schema).into()), ("id", sousveil_text::visible(raw, 80).into())];
        Error::NotFound { what: say_with("thing-sought", &sought) }
    };
    let (id, format) = Format::split(raw).ok_or_else(not_found)?;
    let Some(number) = cx.snapshot.number(id) else { return elsewhere(cx, id, format).ok_or_else(not_found)? };
    let head = cx.snapshot.head(number).ok_or_else(not_found)?;
    let caption = head.caption.to_owned();
    if head.schema != schema {
        return Ok(moved(&with_form(cx, head.id, format)));
    }
    let asked = lists::only_version(cx)?;
    let entity = cx.snapshot.entity_at(number)?;
    let subject = Subject { cx, number, entity, caption, asked };
    match format {
        Format::Html => {
            let right = address::of(schema, id, &subject.caption);
            if schema == "Company" && right.rsplit('/').next() != slug {
                let query = cx.uri.query().map_or_else(String::new, |q| format!("?{q}"));
                return Ok(moved(&format!("{right}{query}")));
            }
            page(&subject)
        }
        Format::Csv | Format::Xlsx => tabular(&subject, format),
        Format::Json => {
            let transfers = match scope(schema, id) {
                Some((Shape::Table(_), query)) => Some(cx.hits(&query)?),
                _ => None,
            };
            formats::entity(cx, subject.entity, transfers)
        }
        Format::Cite(form) => citations(&subject, form),
        Format::Network(form) if has_network(schema) => formats::network(cx, id, form),
        Format::Card => card::of_entity(&subject),
        Format::Atom if has_feed(schema) => feed(&subject),
        Format::Atom | Format::Network(_) => Err(not_found()),
    }
}

/// Answers `/companies/ID/SLUG`, and `/companies/ID/SLUG.FORM` with the way to the form: that is what a reader gets
/// who adds the ending to the address of the page.
pub(crate) fn with_slug(cx: &Cx, id: &str, slug: &str) -> Result<Response, Error> {
    match Format::split(slug).map_or(Format::Html, |(_, format)| format) {
        Format::Html => show(cx, "Company", id, Some(slug)),
        format if cx.snapshot.head_of(id).is_some() => {
            let query = cx.uri.query().map_or_else(String::new, |q| format!("?{q}"));
            Ok(moved(&format!("{}{query}", with_form(cx, id, format))))
        }
        // An old, misspelt or withdrawn identifier is told of as it is without the readable part.
        format => show(cx, "Company", &format!("{id}{}", format.ending()), None),
    }
}

fn page(subject: &Subject<'_>) -> Result<Response, Error> {
    match subject.entity.schema.as_str() {
        "Country" => country::show(subject),
        "Company" => company::show(subject),
        "Transfer" => transfer::show(subject),
        "Technology" => technology::show(subject),
        "Agency" => agency::show(subject),
        "Product" => product::show(subject),
        "Source" => source::show(subject),
        "Measure" => measure::show(subject),
        "Incident" => incident::show(subject),
        "Relation" => relation::show(subject),
        other => Err(Error::NotFound { what: say_with("thing-page-sought", &[("schema", other.into())]) }),
    }
}

/// How many merges of one entry are followed.
const MERGES: usize = 8;

/// Where an identifier leads that the snapshot does not hold: a new one, a page that says why it is gone, or nowhere.
fn elsewhere(cx: &Cx, id: &str, format: Format) -> Option<Result<Response, Error>> {
    let lower = id.to_ascii_lowercase();
    if lower != id && cx.snapshot.number(&lower).is_some() {
        return Some(Ok(moved(&with_form(cx, &lower, format))));
    }
    // An entry that was merged twice leads on from merge to merge; a loop in the data ends at the bound.
    let mut next = cx.snapshot.redirect(id);
    for _ in 0..MERGES {
        let Some(redirect) = next else { break };
        if redirect.new.is_empty() {
            let (date, reason) = (redirect.date.clone(), redirect.reason.clone());
            return Some(Err(Error::Withdrawn { id: id.to_owned(), date, reason }));
        }
        if cx.snapshot.number(&redirect.new).is_some() {
            return Some(Ok(moved(&with_form(cx, &redirect.new, format))));
        }
        next = cx.snapshot.redirect(&redirect.new);
    }
    let gone = cx
        .snapshot
        .changes()
        .iter()
        .rev()
        .find(|c| c.entity == id && c.property.is_empty() && c.kind == "withdrawal")?;
    Some(Err(Error::Withdrawn { id: id.to_owned(), date: gone.date.clone(), reason: gone.reason.clone() }))
}

/// The address of an entity in the form that was asked for.
fn with_form(cx: &Cx, id: &str, format: Format) -> String {
    let Some(head) = cx.snapshot.head_of(id) else { return "/".to_owned() };
    let path = place::path(head.schema, head.id);
    match format {
        Format::Html => address::of_entity(head),
        format => format!("{path}{}", format.ending()),
    }
}

/// The list that a page holds: the transfers of a country, or all that rests on a source.
fn scope(schema: &str, id: &str) -> Option<(Shape, Query)> {
    let facet = match schema {
        "Country" => Facet::Country,
        "Company" => Facet::Company,
        "Agency" => Facet::Agency,
        "Technology" => Facet::Technology,
        "Product" => Facet::Product,
        "Source" => {
            let query = Query { filters: vec![(Facet::Source, id.to_owned())], ..Query::default() };
            return Some((Shape::Mixed, query));
        }
        _ => return None,
    };
    let filters = vec![(Facet::Schema, "Transfer".to_owned()), (facet, id.to_owned())];
    let query = Query { filters, sort: sousveil_snapshot::Sort::Newest, ..Query::default() };
    Some((Shape::of_schema("Transfer"), query))
}

fn tabular(subject: &Subject<'_>, format: Format) -> Result<Response, Error> {
    let cx = subject.cx;
    let (shape, hits) = match scope(&subject.entity.schema, subject.id()) {
        Some((shape, query)) => (shape, cx.hits(&query)?),
        None => (Shape::of_schema(&subject.entity.schema), vec![subject.number]),
    };
    match format {
        Format::Xlsx => formats::xlsx(cx, shape, hits, subject.id()),
        _ => formats::csv(cx, shape, hits, subject.id()),
    }
}

/// The page and the sources behind it, those of its list among them. Who cites a source cites the source alone.
fn citations(subject: &Subject<'_>, form: CitationForm) -> Result<Response, Error> {
    let cx = subject.cx;
    if subject.entity.schema == "Source" {
        return formats::citations(cx, form, Vec::new(), vec![subject.number], subject.id());
    }
    let mut hits = vec![subject.number];
    if let Some((_, query)) = scope(&subject.entity.schema, subject.id()) {
        hits.extend(cx.hits(&query)?);
    }
    let page = Citation::of_entity(&cx.snapshot, cx.place(), &subject.entity);
    formats::citations(cx, form, vec![page], hits, subject.id())
}

fn feed(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let facet = if subject.entity.schema == "Country" { Facet::Country } else { Facet::Company };
    let query = Query { filters: vec![(facet, subject.id().to_owned())], ..Query::default() };
    let mut only: HashSet<u32> = cx.hits(&query)?.into_iter().collect();
    only.insert(subject.number);
    let title = format!("{}: what changed in Sousveil", subject.caption);
    let page = address::of(&subject.entity.schema, subject.id(), &subject.caption);
    Ok(formats::feed(cx, title, page, Some(only)))
}
