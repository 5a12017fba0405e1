//! The one search box.

use std::collections::HashSet;

use askama::Template;
use axum::response::Response;
use sousveil_export::Shape;
use sousveil_model::Entity;
use sousveil_model::claim::EXISTENCE;
use sousveil_snapshot::{Best, Facet, Query, Sort};

use crate::address;
use crate::cx::Cx;
use crate::error::Error;
use crate::formats::{self, Format};
use crate::language::{self, filters, marked, say, say_with};
use crate::lists::{SEARCH, View};
use crate::response::page;
use crate::view::facets::{Facets, Pager, counted};
use crate::view::highlight::Needles;
use crate::view::inline::{Inline, Line};
use crate::view::layout::Layout;
use crate::view::linked::Linked;
use crate::words;

/// How many hits of a kind are shown while several kinds are.
const BEST: usize = 5;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    layout: Layout,
    text: String,
    /// Where the hits are in time.
    time: String,
    exact: Vec<Hit>,
    groups: Vec<Group>,
    /// Which lists may help where nothing was found.
    others: Line,
    facets: Facets,
    pager: Pager,
    total: usize,
    paged: bool,
}

/// The hits of one kind.
struct Group {
    heading: &'static str,
    total: String,
    hits: Vec<Hit>,
    /// Where the rest is.
    all: Option<String>,
}

/// An entry that was found.
struct Hit {
    href: String,
    title: Line,
    kind: &'static str,
    about: Line,
    found: Option<Line>,
}

pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let view = View::read(cx, SEARCH)?;
    let one_kind = view.filters.iter().any(|(f, _)| *f == Facet::Schema) || view.page > 1;
    let best = if one_kind { 0 } else { BEST };
    let answer = cx.snapshot.query(&Query { best, ..view.paged_query(&counted(&view)) })?;
    let needles = Needles::new(&view.text);
    let exact = if view.page == 1 { exact(cx, &view, &answer.best)? } else { Vec::new() };
    let mut groups = Vec::new();
    if one_kind {
        let hits = answer.hits.iter().map(|&n| hit(cx, n, &needles)).collect::<Result<_, _>>()?;
        groups.push(Group { heading: say("search-hits"), total: String::new(), hits, all: None });
    } else if answer.total > 0 {
        groups = groups_of(cx, &view, &answer.best, &needles)?;
    }
    let title = match view.text.as_str() {
        "" => say("search-title").to_owned(),
        text => format!("{} {text}", say("search-of")),
    };
    let facets = Facets::new(cx, &view, &answer);
    let mut layout = Layout::new(Some(cx), title).crumb("/search", say("search-title")).forms(facets.forms.clone());
    layout.search.clone_from(&view.text);
    let template = SearchPage {
        time: super::timeline::of("q", &view.text),
        layout: layout.linked(Linked::page(cx, "SearchResultsPage")).made_from(view.data.as_deref()),
        exact: exact.into_iter().map(|n| hit(cx, n, &needles)).collect::<Result<_, _>>()?,
        groups,
        others: marked("search-help-lists", &[], &["/countries", "/companies", "/technologies"]),
        pager: Pager::new(&view, answer.total),
        facets,
        total: answer.total,
        paged: one_kind,
        text: view.text,
    };
    page(&template)
}

/// The search in another form.
pub(crate) fn data(cx: &Cx, format: Format) -> Result<Response, Error> {
    let view = View::read(cx, SEARCH)?;
    let hits = cx.hits(&view.query())?;
    match format {
        Format::Atom => {
            let title = format!("{}: what changed in Sousveil", view.title(&cx.snapshot));
            let only: HashSet<u32> = hits.into_iter().collect();
            Ok(formats::feed(cx, title, view.href(), Some(only)))
        }
        Format::Xlsx => formats::xlsx(cx, Shape::Mixed, hits, "search"),
        Format::Json => formats::json(cx, Shape::Mixed, hits),
        Format::Cite(form) => formats::list_citations(cx, form, &view, hits),
        Format::Network(_) | Format::Card => Err(Error::Missing("error-none-list-network")),
        Format::Csv | Format::Html => formats::csv(cx, Shape::Mixed, hits, "search"),
    }
}

/// The best hits of each kind, in the order of the question's best match.
fn groups_of(cx: &Cx, view: &View, best: &[Best], needles: &Needles) -> Result<Vec<Group>, Error> {
    let mut groups = Vec::new();
    for schema in words::SCHEMATA {
        let Some(of_kind) = best.iter().find(|best| best.schema == schema) else { continue };
        let hits = of_kind.hits.iter().map(|&n| hit(cx, n, needles)).collect::<Result<_, _>>()?;
        groups.push(Group {
            heading: words::plural(schema),
            total: words::number(of_kind.total as u64),
            hits,
            all: (of_kind.total > BEST).then(|| view.with(Facet::Schema, schema).href()),
        });
    }
    Ok(groups)
}

/// Countries and companies that are called exactly what was typed.
fn exact(cx: &Cx, view: &View, best: &[Best]) -> Result<Vec<u32>, Error> {
    let text = view.text.as_str();
    let wanted = sousveil_text::fold(text);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for schema in ["Country", "Company"] {
        let query = Query {
            text: text.to_owned(),
            filters: vec![(Facet::Schema, schema.to_owned())],
            limit: Some(10),
            ..Query::default()
        };
        // Whoever is called just that comes first of its kind. Where filters are on, it is looked for without them.
        let candidates = match best.iter().find(|best| best.schema == schema) {
            Some(best) if view.filters.is_empty() && view.sort == Sort::Relevance => best.hits.clone(),
            None if !best.is_empty() && view.filters.is_empty() => Vec::new(),
            _ => cx.hits(&query)?,
        };
        for number in candidates {
            let entity = cx.snapshot.entity_at(number)?;
            let names = entity.values("name").chain(entity.values("aliases"));
            let caption = cx.caption(entity.id.as_str());
            if names.chain([caption.as_str(), entity.id.as_str()]).any(|n| sousveil_text::fold(n) == wanted) {
                found.push(number);
            }
        }
    }
    // A country's code finds the country, even where no name holds it.
    let code = text.trim().to_ascii_lowercase();
    if let Some(number) =
        cx.snapshot.number(&code).filter(|n| cx.snapshot.head(*n).is_some_and(|h| h.schema == "Country"))
        && !found.contains(&number)
    {
        found.insert(0, number);
    }
    Ok(found)
}

fn hit(cx: &Cx, number: u32, needles: &Needles) -> Result<Hit, Error> {
    let entity = cx.snapshot.entity_at(number)?;
    let caption = cx.caption(entity.id.as_str());
    Ok(Hit {
        href: address::of(&entity.schema, entity.id.as_str(), &caption),
        title: needles.mark(&caption).into(),
        kind: words::noun(&entity.schema),
        about: about(cx, &entity),
        found: found(&entity, &caption, needles),
    })
}

/// What tells one hit from another.
pub(super) fn about(cx: &Cx, entity: &Entity) -> Line {
    let mut parts: Vec<Inline> = Vec::new();
    match entity.schema.as_str() {
        "Country" => {
            let figures = cx.snapshot.statistics().countries.get(entity.id.as_str()).cloned().unwrap_or_default();
            for (counts, key) in [(&figures.buys, "search-to"), (&figures.sells, "search-from")] {
                let told = words::counts(counts);
                if !told.is_empty() {
                    parts.push(Inline::text(say_with(key, &[("what", words::and(&told).into())])));
                }
            }
            if parts.is_empty() {
                parts.push(Inline::text(say("search-no-transfer")));
            }
        }
        "Transfer" => {
            if let Some(stage) = entity.first("stage") {
                parts.push(Inline::text(words::facet_value(Facet::Stage, stage)));
            }
            parts.extend(words::when(entity).map(Inline::Text));
            parts.push(Inline::Confidence(entity.confidence()));
        }
        "Source" => {
            parts.extend(entity.first("publisher").map(Inline::text));
            parts.extend(entity.first("published").map(Inline::text));
        }
        _ => {
            parts.extend(entity.values("country").map(|c| Inline::text(language::country(c))));
            parts.extend(entity.first("kind").map(|k| Inline::text(words::word(k))));
            if entity.schema == "Company"
                && let Some(counts) = cx.snapshot.statistics().suppliers.get(entity.id.as_str())
            {
                parts.extend(words::counts(counts).into_iter().map(Inline::Text));
            }
        }
    }
    Line::listed(parts)
}

/// The text of the entry that holds most of the words, where the title does not hold them all.
fn found(entity: &Entity, caption: &str, needles: &Needles) -> Option<Line> {
    let mut best: Option<(usize, &str, &str)> = None;
    if needles.found_in(caption) == needles.len() {
        return None;
    }
    'texts: for claim in entity.claims.iter().filter(|c| c.property != EXISTENCE && c.value != caption) {
        let texts = claim.evidence.iter().filter_map(|e| e.quotation.as_deref());
        for text in std::iter::once(claim.value.as_str()).chain(texts) {
            let n = needles.found_in(text);
            if n > best.map_or(0, |(most, ..)| most) {
                best = Some((n, &claim.property, text));
                if n == needles.len() {
                    break 'texts;
                }
            }
        }
    }
    let (_, property, text) = best?;
    let label = Inline::soft(format!("{}: ", words::property(&entity.schema, property)));
    Some(Line(vec![label, needles.mark(text)]))
}
