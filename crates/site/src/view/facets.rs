//! The frame of a list: how many, which filters are on, which there are, in which order, which page.

use askama::Template;
use askama::filters::HtmlSafe;
use sousveil_snapshot::{Answer, Facet, Sort};

use super::layout::Form;
use crate::cx::Cx;
use crate::language::{filters, known, say, say_with};
use crate::lists::{self, PAGE, View};
use crate::words;

/// How many values of a facet are shown.
const VALUES: usize = 8;

/// What stands above a list: the filters that are on, and those that there are.
#[derive(Debug, Clone, Template)]
#[template(path = "part/facets.html")]
pub(crate) struct Facets {
    pub(crate) active: Vec<Choice>,
    pub(crate) groups: Vec<Group>,
    pub(crate) sorts: Vec<Choice>,
    pub(crate) forms: Vec<Form>,
    pub(crate) cites: Vec<Form>,
}

impl HtmlSafe for Facets {}

/// Which pages there are.
#[derive(Debug, Clone, Template)]
#[template(path = "part/pager.html")]
pub(crate) struct Pager {
    /// How many there are, and which of them this page shows.
    pub(crate) told: String,
    /// The second pager of a page is no landmark of its own.
    pub(crate) landmark: bool,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl HtmlSafe for Pager {}

/// A choice as a link.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) count: String,
    pub(crate) on: bool,
}

/// The choices of a facet.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) label: &'static str,
    pub(crate) choices: Vec<Choice>,
    pub(crate) more: usize,
}

/// The facets whose counts a list shows: the first few of those that it takes.
pub(crate) fn counted(view: &View) -> Vec<Facet> {
    view.kind.facets.iter().copied().take(6).collect()
}

impl Facets {
    pub(crate) fn new(cx: &Cx, view: &View, answer: &Answer) -> Self {
        let active = view
            .filters
            .iter()
            .map(|(facet, value)| Choice {
                label: lists::filter(&cx.snapshot, *facet, value),
                href: view.without(*facet, value).href(),
                count: String::new(),
                on: true,
            })
            .collect();
        let groups = answer.facets.iter().map(|(facet, values)| group(cx, view, *facet, values));
        // Without words there is no best match, and what is asked so comes newest first; of countries, by deals.
        let (wordless, countries) = (view.text.is_empty(), view.kind.schema == Some("Country"));
        let makes_sense = |s: &&Sort| **s != Sort::Relevance || !wordless || countries;
        let meant = if view.sort == Sort::Relevance && wordless && !countries { Sort::Newest } else { view.sort };
        let sorts = view.kind.sorts.iter().filter(makes_sense).map(|&sort| Choice {
            label: if sort == Sort::Relevance && wordless { say("facets-deals-first") } else { words::sort(sort) }
                .to_owned(),
            href: view.sorted(sort).href(),
            count: String::new(),
            on: sort == meant,
        });
        let mut forms =
            vec![Form::csv(view.href_of(".csv")), Form::xlsx(view.href_of(".xlsx")), Form::json(view.href_of(".json"))];
        if view.kind.has_feed() {
            forms.push(Form::atom(view.href_of(".atom")));
        }
        Self {
            active,
            groups: groups.filter(|g| g.choices.len() > 1 || g.choices.iter().any(|c| c.on)).collect(),
            sorts: sorts.collect(),
            forms,
            cites: Form::citations(|ending| view.href_of(ending)),
        }
    }
}

fn group(cx: &Cx, view: &View, facet: Facet, values: &[(String, usize)]) -> Group {
    let mut values: Vec<&(String, usize)> = values.iter().collect();
    if facet == Facet::Year {
        // Years are looked for by their order, not by how much they hold.
        values.sort_by(|a, b| b.0.cmp(&a.0));
    }
    let choices = values.iter().take(VALUES).map(|(value, count)| {
        let on = view.has(facet, value);
        Choice {
            label: lists::name_of(&cx.snapshot, facet, value),
            href: if on { view.without(facet, value) } else { view.with(facet, value) }.href(),
            count: words::number(*count as u64),
            on,
        }
    });
    Group { label: words::facet(facet), more: values.len().saturating_sub(VALUES), choices: choices.collect() }
}

impl Pager {
    /// The same for the end of the list.
    pub(crate) fn again(&self) -> Self {
        Self { landmark: false, ..self.clone() }
    }

    /// The pages of a view. What is counted has the name of the list.
    pub(crate) fn new(view: &View, total: usize) -> Self {
        let first = (view.page - 1).saturating_mul(PAGE) + 1;
        let last = view.page.saturating_mul(PAGE).min(total);
        let list = view.kind.name;
        let told = if total == 0 {
            known(&format!("pager-none-{list}")).unwrap_or("0").to_owned()
        } else if first > total {
            say_with(&format!("pager-behind-{list}"), &[("total", total.into())])
        } else {
            let told = [("first", first.into()), ("last", last.into()), ("total", total.into())];
            say_with(&format!("pager-{list}"), &told)
        };
        let last_page = total.div_ceil(PAGE).max(1);
        Self {
            told,
            landmark: true,
            before: (view.page > 1).then(|| view.paged((view.page - 1).min(last_page)).href()),
            after: (view.page < last_page).then(|| view.paged(view.page + 1).href()),
        }
    }
}
