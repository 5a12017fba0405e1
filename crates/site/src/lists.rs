//! Lists: from a query string to a question for the snapshot and back. What is not known is refused, since a
//! mistyped filter that is passed over would show the wrong list under the right address.

use sousveil_model::tables::{Cell, table_of_schema};
use sousveil_model::{Confidence, Country, Stage, vocabulary};
use sousveil_snapshot::{Facet, Query, Snapshot, Sort};
use sousveil_text::{tidy, visible};

use crate::address::{self, encode, pairs};
use crate::cx::Cx;
use crate::error::{BadQuery, Error};
use crate::language::{self, say, say_with};
use crate::words;

/// Rows of a page.
pub(crate) const PAGE: usize = 100;
/// How long a question may be, in characters.
const LONGEST: usize = 200;

/// A list that has an address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    /// Its address without `/`.
    pub(crate) name: &'static str,
    /// The schema of its entities; `None` for a search over all.
    pub(crate) schema: Option<&'static str>,
    /// What it can be narrowed by.
    pub(crate) facets: &'static [Facet],
    /// Its orders.
    pub(crate) sorts: &'static [Sort],
}

impl Kind {
    /// Whether there is a feed of it: of lists that can be narrowed to what somebody watches.
    pub(crate) fn has_feed(self) -> bool {
        !self.facets.is_empty()
    }
}

/// The search over everything.
pub(crate) const SEARCH: Kind = Kind {
    name: "search",
    schema: None,
    facets: &[
        Facet::Schema,
        Facet::Country,
        Facet::Technology,
        Facet::Act,
        Facet::Confidence,
        Facet::Year,
        Facet::Kind,
        Facet::SupplierCountry,
        Facet::RecipientCountry,
        Facet::Stage,
        Facet::Company,
        Facet::Agency,
        Facet::Product,
        Facet::Source,
        Facet::Issuer,
        Facet::Origin,
    ],
    sorts: &[Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Name],
};

/// The list of a table.
pub(crate) fn kind(name: &'static str, schema: &'static str) -> Kind {
    use Facet::{
        Act, Agency, Company, Confidence, Country, Issuer, Origin, Product, RecipientCountry, Source, Stage,
        SupplierCountry, Technology, Year,
    };
    let dated: &[Sort] = &[Sort::Newest, Sort::Oldest, Sort::Name];
    let named: &[Sort] = &[Sort::Name, Sort::Relevance];
    let (facets, sorts): (&[Facet], _) = match schema {
        "Transfer" => (
            &[
                Act,
                RecipientCountry,
                SupplierCountry,
                Technology,
                Stage,
                Confidence,
                Year,
                Company,
                Agency,
                Origin,
                Country,
                Product,
                Source,
            ],
            dated,
        ),
        "Company" => (&[Country, Technology, Origin, Confidence, Source], named),
        "Agency" => (&[Country, Facet::Kind, Source], named),
        "Product" => (&[Technology, Company, Confidence, Source], named),
        "Source" => (&[Facet::Kind, Year, Origin], dated),
        "Measure" => (&[Issuer, Facet::Kind, Country, Technology, Year, Company, Confidence, Source], dated),
        "Incident" => (&[Country, Company, Product, Year, Confidence, Source], dated),
        "Relation" => (&[Facet::Kind, Company, Year, Confidence, Source], dated),
        "Country" => (&[], &[Sort::Relevance, Sort::Name]),
        _ => (&[], named),
    };
    Kind { name, schema: Some(schema), facets, sorts }
}

/// What a reader asked of a list.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub(crate) kind: Kind,
    pub(crate) text: String,
    pub(crate) filters: Vec<(Facet, String)>,
    pub(crate) sort: Sort,
    pub(crate) page: usize,
    /// The data version that the address names.
    pub(crate) data: Option<String>,
}

impl View {
    /// Reads the query string of a request.
    pub(crate) fn read(cx: &Cx, kind: Kind) -> Result<Self, Error> {
        Self::parse(&cx.snapshot, kind, cx.uri.query().unwrap_or(""))
    }

    /// Reads a query string. Nothing but the two decides what comes out.
    pub(crate) fn parse(snapshot: &Snapshot, kind: Kind, query: &str) -> Result<Self, Error> {
        let first = kind.sorts.first().copied().unwrap_or_default();
        let mut view = Self { kind, text: String::new(), filters: Vec::new(), sort: first, page: 1, data: None };
        let mut wrong: Option<(String, String, String)> = None;
        for (key, value) in pairs(query) {
            if value.is_empty() {
                // A form sends its empty fields too.
                continue;
            }
            if let Err(expected) = view.take(snapshot, &key, &value) {
                wrong.get_or_insert((key, value, expected));
            }
        }
        match wrong {
            None => Ok(view),
            Some((parameter, found, expected)) => {
                // What can't be seen in an address shall not turn the line that tells of it.
                let (parameter, found) = (visible(&parameter, LONGEST), visible(&found, LONGEST));
                Err(BadQuery { parameter, found, expected, without: view.href() }.into())
            }
        }
    }

    fn take(&mut self, snapshot: &Snapshot, key: &str, value: &str) -> Result<(), String> {
        match key {
            "q" if value.chars().count() > LONGEST => {
                return Err(say_with("list-expect-length", &[("n", LONGEST.into())]));
            }
            "q" => self.text = tidy(value),
            "data" => self.data = Some(value.chars().take(64).collect()),
            "page" => {
                let page = value.parse().ok().filter(|p| (1..=1_000_000).contains(p));
                self.page = page.ok_or_else(|| say("list-expect-page"))?;
            }
            "sort" => {
                let allowed = || self.kind.sorts.iter().map(|s| <&str>::from(*s)).collect::<Vec<_>>();
                let sort: Option<Sort> = value.parse().ok();
                self.sort = sort.filter(|s| self.kind.sorts.contains(s)).ok_or_else(|| one_of(&allowed()))?;
            }
            key => {
                let facet: Option<Facet> = key.parse().ok();
                let Some(facet) = facet.filter(|f| self.kind.facets.contains(f)) else {
                    let facets: Vec<&str> = self.kind.facets.iter().map(|&f| f.into()).collect();
                    return Err(say_with("list-expect-parameters", &[("facets", facets.join(", ").into())]));
                };
                check(snapshot, self.kind, facet, value)?;
                if !self.filters.iter().any(|(f, v)| *f == facet && v == value) {
                    self.filters.push((facet, value.to_owned()));
                }
            }
        }
        Ok(())
    }

    /// The question of this view, whole.
    pub(crate) fn query(&self) -> Query {
        let mut filters = self.filters.clone();
        filters.extend(self.kind.schema.map(|s| (Facet::Schema, s.to_owned())));
        Query { text: self.text.clone(), filters, sort: self.sort, ..Query::default() }
    }

    /// The question of this page of the view, with counts.
    pub(crate) fn paged_query(&self, count: &[Facet]) -> Query {
        let offset = (self.page - 1).saturating_mul(PAGE);
        Query { offset, limit: Some(PAGE), count: count.to_vec(), ..self.query() }
    }

    /// The address of this view.
    pub(crate) fn href(&self) -> String {
        self.href_of("")
    }

    /// The address of this view in another form (`.csv`); those are whole and have no pages.
    pub(crate) fn href_of(&self, suffix: &str) -> String {
        let mut parts = Vec::new();
        if !self.text.is_empty() {
            parts.push(format!("q={}", encode(&self.text)));
        }
        for (facet, value) in &self.filters {
            parts.push(format!("{facet}={}", encode(value)));
        }
        if self.kind.sorts.first() != Some(&self.sort) {
            parts.push(format!("sort={}", self.sort));
        }
        if self.page > 1 && suffix.is_empty() {
            parts.push(format!("page={}", self.page));
        }
        let query = if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) };
        format!("/{}{suffix}{query}", self.kind.name)
    }

    /// This view with one more filter, from its first page.
    pub(crate) fn with(&self, facet: Facet, value: &str) -> Self {
        let mut view = self.clone();
        view.page = 1;
        view.filters.push((facet, value.to_owned()));
        view
    }

    /// This view with one filter less, from its first page.
    pub(crate) fn without(&self, facet: Facet, value: &str) -> Self {
        let mut view = self.clone();
        view.page = 1;
        view.filters.retain(|(f, v)| !(*f == facet && v == value));
        view
    }

    /// This view in another order, from its first page.
    pub(crate) fn sorted(&self, sort: Sort) -> Self {
        Self { sort, page: 1, ..self.clone() }
    }

    /// Another page of this view.
    pub(crate) fn paged(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }

    /// What the list is called, with all that narrows it.
    pub(crate) fn title(&self, snapshot: &Snapshot) -> String {
        let mut parts: Vec<String> = Vec::new();
        if !self.text.is_empty() {
            parts.push(say_with("list-words", &[("words", (&self.text).into())]));
        }
        parts.extend(self.filters.iter().map(|(facet, value)| filter(snapshot, *facet, value)));
        let list = self.kind.schema.map_or_else(|| say("list-search"), words::plural);
        if parts.is_empty() {
            return list.to_owned();
        }
        say_with("list-narrowed", &[("list", list.into()), ("parts", parts.join("; ").into())])
    }

    /// Whether a filter is set.
    pub(crate) fn has(&self, facet: Facet, value: &str) -> bool {
        self.filters.iter().any(|(f, v)| *f == facet && v == value)
    }
}

/// What a filter is called: the facet and its value.
pub(crate) fn filter(snapshot: &Snapshot, facet: Facet, value: &str) -> String {
    let value = name_of(snapshot, facet, value);
    say_with("list-filter", &[("facet", words::facet(facet).into()), ("value", value.into())])
}

/// What the value of a facet is called.
pub(crate) fn name_of(snapshot: &Snapshot, facet: Facet, value: &str) -> String {
    match facet {
        Facet::Technology => {
            snapshot.head_of(value).map_or_else(|| value.to_owned(), |h| language::technology(h.id, h.caption))
        }
        Facet::Company | Facet::Supplier | Facet::Agency | Facet::Product | Facet::Source => {
            snapshot.head_of(value).map_or_else(|| value.to_owned(), |h| h.caption.to_owned())
        }
        Facet::Origin => {
            snapshot.manifest().dataset.origin.get(value).map_or_else(|| value.to_owned(), |o| o.title.clone())
        }
        facet => words::facet_value(facet, value),
    }
}

/// What is expected where only these are taken.
fn one_of(allowed: &[&str]) -> String {
    say_with("list-expect-one", &[("values", allowed.join(", ").into())])
}

/// Whether a facet can have that value; if not, what it can have.
fn check(snapshot: &Snapshot, kind: Kind, facet: Facet, value: &str) -> Result<(), String> {
    let among = |allowed: Vec<&str>| if allowed.contains(&value) { Ok(()) } else { Err(one_of(&allowed)) };
    let entity = |schema: &str, expected: &'static str| {
        let there = snapshot.head_of(value).is_some_and(|h| h.schema == schema);
        if there { Ok(()) } else { Err(say(expected).to_owned()) }
    };
    match facet {
        Facet::Schema => among(words::SCHEMATA.to_vec()),
        Facet::Country | Facet::SupplierCountry | Facet::RecipientCountry => {
            value.parse::<Country>().map(drop).map_err(|_| say("list-expect-country").to_owned())
        }
        Facet::Act => among(words::ACTS.to_vec()),
        Facet::Stage => among(vocabulary::words::<Stage>()),
        Facet::Confidence => among(vocabulary::words::<Confidence>()),
        Facet::Year if value == "undated" => Ok(()),
        Facet::Year => {
            let year = value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit());
            if year { Ok(()) } else { Err(say("list-expect-year").to_owned()) }
        }
        Facet::Technology => entity("Technology", "list-expect-technology"),
        Facet::Company | Facet::Supplier => entity("Company", "list-expect-company"),
        Facet::Agency => entity("Agency", "list-expect-agency"),
        Facet::Product => entity("Product", "list-expect-product"),
        Facet::Source => entity("Source", "list-expect-source"),
        Facet::Kind => match kind.schema.and_then(table_of_schema).and_then(|t| t.column("kind")).map(|c| c.cell) {
            Some(Cell::Word(words)) => among(words()),
            _ => Ok(()),
        },
        Facet::Issuer | Facet::Missing | Facet::Topic => Ok(()),
        Facet::Origin => among(snapshot.manifest().dataset.origin.keys().map(String::as_str).collect()),
    }
}

/// Reads the query string of a page that takes only the data version.
pub(crate) fn only_version(cx: &Cx) -> Result<Option<String>, Error> {
    let mut asked = None;
    for (key, value) in pairs(cx.uri.query().unwrap_or("")) {
        if key != "data" {
            return Err(BadQuery::new(&key, &value, say("list-expect-data"), cx.uri.path()).into());
        }
        asked = Some(address::version(&value));
    }
    Ok(asked)
}
