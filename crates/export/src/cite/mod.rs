//! Citations of entities, claims, lists and their sources, as plain text, BibTeX, RIS and CSL-JSON.

mod bibtex;
mod csl;
mod list;
mod ris;

use sousveil_model::tables::label;
use sousveil_model::{Claim, Entity, PartialDate, SourceKind};
use sousveil_snapshot::{Manifest, Snapshot};

pub use list::{CitationForm, Citations, citations_of};

use crate::dates::day_of_version;
use crate::place::{Place, claim_path, path};
use crate::rows::country_name;

/// What sort of work a citation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// A page of the site.
    Page,
    /// The dataset as a whole.
    Data,
    /// A source of that kind; a source whose kind is not known counts as a page.
    Source(SourceKind),
}

/// What a citation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// A key of letters, digits, `-` and `_`. No two works of one snapshot share one.
    pub key: String,
    /// What it is.
    pub work: Work,
    /// Title of the page or publication.
    pub title: String,
    /// What the page is part of; a source stands by itself.
    pub container: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Date of publication: of the data version or of the source.
    pub date: Option<String>,
    /// Version of the data.
    pub version: Option<String>,
    /// The first twelve digits of the data's SHA-256.
    pub hash: Option<String>,
    /// Where it is: a full address, or the path where the public address is not known.
    pub address: Option<String>,
    /// Where a kept copy is.
    pub archived: Option<String>,
    /// Its language, where known.
    pub language: Option<String>,
    /// What whoever uses the citation should know; no part of what is printed in a list of works.
    pub remark: Option<String>,
}

/// How many digits of the data hash are shown: enough to tell every version that there will be.
pub const HASH_DIGITS: usize = 12;

/// How many digits tell one list of a snapshot from another.
const LIST_DIGITS: usize = 10;
/// What is remarked of a source that the curators did not open.
const UNOPENED: &str = "Not opened by the curators of the dataset.";

/// The short form of the data hash.
pub fn short_hash(manifest: &Manifest) -> String {
    manifest.data_hash.chars().take(HASH_DIGITS).collect()
}

impl Citation {
    /// Of an entity's page.
    pub fn of_entity(snapshot: &Snapshot, place: &Place, entity: &Entity) -> Self {
        let id = entity.id.as_str();
        Self::of_page(snapshot, place, id, caption(snapshot, id), &path(&entity.schema, id))
    }

    /// Of a claim's page. The address carries the data version, since a claim may change in the next.
    pub fn of_claim(snapshot: &Snapshot, place: &Place, entity: &Entity, claim: &Claim) -> Self {
        let id = claim.id(&entity.id);
        let title = format!("{}: {}", caption(snapshot, entity.id.as_str()), said(snapshot, entity, claim));
        Self::of_page(snapshot, place, &id, title, &claim_path(&id))
    }

    /// Of the data set as a whole.
    pub fn of_dataset(snapshot: &Snapshot, place: &Place) -> Self {
        let dataset = &snapshot.manifest().dataset;
        let mut citation = Self::of_page(snapshot, place, &dataset.name, dataset.title.clone(), "/data");
        citation.container = None;
        citation.work = Work::Data;
        citation
    }

    /// Of a list, as the page at that address (path and query) shows it.
    pub fn of_list(snapshot: &Snapshot, place: &Place, title: String, href: &str) -> Self {
        // Any fingerprint will do that tells one question from another; this one is at hand.
        let question = sousveil_model::id::statement_id("list", "", "", href, None);
        let key = format!("list-{}", question.chars().take(LIST_DIGITS).collect::<String>());
        Self::of_page(snapshot, place, &key, title, href)
    }

    fn of_page(snapshot: &Snapshot, place: &Place, key: &str, title: String, path: &str) -> Self {
        let manifest = snapshot.manifest();
        let hash = short_hash(manifest);
        let joint = if path.contains('?') { '&' } else { '?' };
        Self {
            key: keyed(&format!("sousveil-{key}-{hash}")),
            work: Work::Page,
            title,
            container: Some(manifest.dataset.title.clone()),
            publisher: Some(manifest.dataset.publisher.clone()),
            date: version_date(snapshot),
            version: Some(manifest.dataset.version.clone()),
            address: Some(place.address(&format!("{path}{joint}data={hash}"))),
            hash: Some(hash),
            archived: None,
            language: Some("en".to_owned()),
            remark: None,
        }
    }

    /// Of a source itself, as far as it is known.
    pub fn of_source(source: &Entity) -> Self {
        let first = |property| source.first(property).map(str::to_owned);
        let kind = source.first("kind").and_then(|k| k.parse::<SourceKind>().ok());
        let unopened = source.first("opened") != Some("yes");
        Self {
            key: keyed(source.id.as_str()),
            work: kind.map_or(Work::Page, Work::Source),
            title: first("title").unwrap_or_else(|| source.id.as_str().to_owned()),
            container: None,
            publisher: first("publisher"),
            date: first("published"),
            version: None,
            hash: None,
            address: first("url").or_else(|| first("archive_url")),
            archived: first("archive_url"),
            language: first("language"),
            remark: unopened.then(|| UNOPENED.to_owned()),
        }
    }

    /// As one paragraph of plain text.
    pub fn plain(&self) -> String {
        let mut text = format!("“{}”.", self.title);
        let mut add = |part: Option<String>| {
            if let Some(part) = part {
                text.push(' ');
                text.push_str(part.trim_end_matches('.'));
                text.push('.');
            }
        };
        add(self.container.clone().filter(|c| *c != self.title));
        add(self.publisher.clone().filter(|p| Some(p) != self.container.as_ref()));
        add(self.edition());
        // A version that is a date already tells it.
        add(self.date.clone().filter(|d| self.version.as_ref() != Some(d)));
        if let Some(address) = &self.address {
            text.push(' ');
            text.push_str(address);
        }
        text
    }

    /// The address, where it is one that leads somewhere from everywhere: a bare path does not.
    fn url(&self) -> Option<&str> {
        self.address.as_deref().filter(|a| a.starts_with("https://") || a.starts_with("http://"))
    }

    /// The data hash, and the path where the public address is not known.
    fn note(&self) -> Option<String> {
        let hash = self.hash.as_ref().map(|h| format!("data hash {h}"))?;
        let path = self.address.as_deref().filter(|_| self.url().is_none());
        Some(path.map_or_else(|| hash.clone(), |path| format!("{hash}, {path}")))
    }

    /// Where a kept copy is, where that is somewhere else.
    fn copy(&self) -> Option<&str> {
        self.archived.as_deref().filter(|a| self.url() != Some(a))
    }

    /// The date, where it is one: a source's may be anything that a stranger wrote.
    fn day(&self) -> Option<PartialDate> {
        self.date.as_deref()?.parse().ok()
    }

    /// What the work came out in: of a page the dataset, of an article its paper.
    fn within(&self) -> Option<&str> {
        match self.work {
            Work::Source(SourceKind::Press) => self.publisher.as_deref(),
            _ => self.container.as_deref(),
        }
    }

    fn edition(&self) -> Option<String> {
        match (&self.version, &self.hash) {
            (Some(version), Some(hash)) => Some(format!("Data version {version} ({hash})")),
            _ => None,
        }
    }
}

/// The day of the data version: from its name, else that of the newest change.
pub fn version_date(snapshot: &Snapshot) -> Option<String> {
    day_of_version(&snapshot.manifest().dataset.version)
        .or_else(|| snapshot.changes().iter().map(|c| c.date.clone()).max().filter(|d| !d.is_empty()))
}

/// What a claim says, short: the label of its property and the value in words.
pub fn said(snapshot: &Snapshot, entity: &Entity, claim: &Claim) -> String {
    if claim.property == sousveil_model::claim::EXISTENCE {
        return match entity.schema.as_str() {
            "Transfer" => "that it took place".to_owned(),
            _ => "that it exists".to_owned(),
        };
    }
    let value = match snapshot.head_of(&claim.value) {
        Some(head) if refers(&entity.schema, &claim.property) => head.caption.to_owned(),
        _ if claim.property.ends_with("country") => country_name(&claim.value),
        _ => claim.value.clone().into(),
    };
    format!("{} – {value}", label(&entity.schema, &claim.property))
}

fn refers(schema: &str, property: &str) -> bool {
    use sousveil_model::tables::{Cell, table_of_schema};
    table_of_schema(schema)
        .and_then(|t| t.column(property))
        .is_some_and(|column| matches!(column.cell, Cell::Entity { .. } | Cell::Target | Cell::Country | Cell::Bound))
}

fn caption(snapshot: &Snapshot, id: &str) -> String {
    snapshot.head_of(id).map_or_else(|| id.to_owned(), |h| h.caption.to_owned())
}

/// A key that every program takes: what it can't hold becomes `-`.
fn keyed(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect()
}

/// A text on one line: every sign that some program takes for the end of a line becomes a space, and controls go.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
