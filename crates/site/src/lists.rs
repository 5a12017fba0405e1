//! Lists: from a query string to a question for the snapshot and back. What is not known is refused, since a
//! mistyped filter that is passed over would show the wrong list under the right address.

use sousveil_model::tables::{Cell, table_of_schema};
use sousveil_model::{Confidence, Country, Stage, vocabulary};
use sousveil_snapshot::{Facet, Query, Snapshot, Sort};
use sousveil_text::{tidy, visible};

use crate::address::{self, encode, pairs};
use crate::cx::Cx;
use crate::error::{BadQuery, Error};
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
            "q" if value.chars().count() > LONGEST => return Err(format!("at most {LONGEST} characters")),
            "q" => self.text = tidy(value),
            "data" => self.data = Some(value.chars().take(64).collect()),
            "page" => {
                self.page = value.parse().ok().filter(|&p| (1..=1_000_000).contains(&p)).ok_or("a number from 1")?;
            }
            "sort" => {
                let allowed = || self.kind.sorts.iter().map(|s| <&str>::from(*s)).collect::<Vec<_>>().join(", ");
                let sort: Option<Sort> = value.parse().ok();
                self.sort =
                    sort.filter(|s| self.kind.sorts.contains(s)).ok_or_else(|| format!("one of {}", allowed()))?;
            }
            key => {
                let facet: Option<Facet> = key.parse().ok();
                let Some(facet) = facet.filter(|f| self.kind.facets.contains(f)) else {
                    let facets: Vec<&str> = self.kind.facets.iter().map(|&f| f.into()).collect();
                    return Err(format!("one of the parameters {}, q, sort, page, data", facets.join(", ")));
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
            parts.push(format!("“{}”", self.text));
        }
        let named = |(f, value): &(Facet, String)| format!("{}: {}", words::facet(*f), name_of(snapshot, *f, value));
        parts.extend(self.filters.iter().map(named));
        let narrowed = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) };
        format!("{}{narrowed}", self.kind.schema.map_or("Search", words::plural))
    }

    /// Whether a filter is set.
    pub(crate) fn has(&self, facet: Facet, value: &str) -> bool {
        self.filters.iter().any(|(f, v)| *f == facet && v == value)
    }
}

/// What the value of a facet is called.
pub(crate) fn name_of(snapshot: &Snapshot, facet: Facet, value: &str) -> String {
    match facet {
        Facet::Technology | Facet::Company | Facet::Supplier | Facet::Agency | Facet::Product | Facet::Source => {
            snapshot.head_of(value).map_or_else(|| value.to_owned(), |h| h.caption.to_owned())
        }
        Facet::Origin => {
            snapshot.manifest().dataset.origin.get(value).map_or_else(|| value.to_owned(), |o| o.title.clone())
        }
        facet => words::facet_value(facet, value),
    }
}

/// Whether a facet can have that value; if not, what it can have.
fn check(snapshot: &Snapshot, kind: Kind, facet: Facet, value: &str) -> Result<(), String> {
    let one_of = |allowed: Vec<&str>| {
        if allowed.contains(&value) { Ok(()) } else { Err(format!("one of {}", allowed.join(", "))) }
    };
    let entity = |schema: &str| {
        let there = snapshot.head_of(value).is_some_and(|h| h.schema == schema);
        if there { Ok(()) } else { Err(format!("the identifier of a {}", words::noun(schema))) }
    };
    match facet {
        Facet::Schema => one_of(words::SCHEMATA.to_vec()),
        Facet::Country | Facet::SupplierCountry | Facet::RecipientCountry => value
            .parse::<Country>()
            .map(drop)
            .map_err(|_| "a country code of two lower-case letters, such as uz".to_owned()),
        Facet::Act => one_of(words::ACTS.to_vec()),
        Facet::Stage => one_of(vocabulary::words::<Stage>()),
        Facet::Confidence => one_of(vocabulary::words::<Confidence>()),
        Facet::Year if value == "undated" => Ok(()),
        Facet::Year => {
            let year = value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit());
            if year { Ok(()) } else { Err("a year of four digits, or undated".to_owned()) }
        }
        Facet::Technology => entity("Technology"),
        Facet::Company | Facet::Supplier => entity("Company"),
        Facet::Agency => entity("Agency"),
        Facet::Product => entity("Product"),
        Facet::Source => entity("Source"),
        Facet::Kind => match kind.schema.and_then(table_of_schema).and_then(|t| t.column("kind")).map(|c| c.cell) {
            Some(Cell::Word(words)) => one_of(words()),
            _ => Ok(()),
        },
        Facet::Issuer | Facet::Missing | Facet::Topic => Ok(()),
        Facet::Origin => one_of(snapshot.manifest().dataset.origin.keys().map(String::as_str).collect()),
    }
}

/// Reads the query string of a page that takes only the data version.
pub(crate) fn only_version(cx: &Cx) -> Result<Option<String>, Error> {
    let mut asked = None;
    for (key, value) in pairs(cx.uri.query().unwrap_or("")) {
        if key != "data" {
            let expected = "no parameter but data, the data version of a permalink";
            return Err(BadQuery::new(&key, &value, expected, cx.uri.path()).into());
        }
        asked = Some(address::version(&value));
    }
    Ok(asked)
}
