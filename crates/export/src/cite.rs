//! Citations of entities, claims and their sources, as plain text, BibTeX and CSL-JSON.

use serde::Serialize;
use serde_json::json;
use sousveil_model::tables::label;
use sousveil_model::{Claim, Entity};
use sousveil_snapshot::{Manifest, Snapshot};

use crate::dates::day_of_version;
use crate::place::{Place, claim_path, path};
use crate::rows::country_name;

/// What a citation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// A key of letters, digits and `-`.
    pub key: String,
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
    /// Its language, where known.
    pub language: Option<String>,
}

/// How many digits of the data hash are shown: enough to tell every version that there will be.
pub const HASH_DIGITS: usize = 12;

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
        citation
    }

    fn of_page(snapshot: &Snapshot, place: &Place, key: &str, title: String, path: &str) -> Self {
        let manifest = snapshot.manifest();
        let hash = short_hash(manifest);
        Self {
            key: format!("sousveil-{key}-{hash}"),
            title,
            container: Some(manifest.dataset.title.clone()),
            publisher: Some(manifest.dataset.publisher.clone()),
            date: version_date(snapshot),
            version: Some(manifest.dataset.version.clone()),
            address: Some(place.address(&format!("{path}?data={hash}"))),
            hash: Some(hash),
            language: Some("en".to_owned()),
        }
    }

    /// Of a source itself, as far as it is known.
    pub fn of_source(source: &Entity) -> Self {
        let first = |property| source.first(property).map(str::to_owned);
        Self {
            key: source.id.as_str().to_owned(),
            title: first("title").unwrap_or_else(|| source.id.as_str().to_owned()),
            container: None,
            publisher: first("publisher"),
            date: first("published"),
            version: None,
            hash: None,
            address: first("url").or_else(|| first("archive_url")),
            language: first("language"),
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

    /// As an entry of BibTeX.
    pub fn bibtex(&self) -> String {
        let mut fields = vec![("title", format!("{{{}}}", tex(&self.title)))];
        let mut add = |name, value: Option<String>| {
            if let Some(value) = value {
                fields.push((name, tex(&value)));
            }
        };
        add("booktitle", self.container.clone());
        add("publisher", self.publisher.clone());
        add("year", self.date.as_ref().map(|d| d.chars().take(4).collect()));
        add("date", self.date.clone().filter(|d| !d.contains('/')));
        add("version", self.version.clone());
        add("note", self.note());
        if let Some(address) = self.url() {
            fields.push(("url", tex_address(address)));
        }
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        format!("@misc{{{},\n{}\n}}\n", self.key, fields.join(",\n"))
    }

    /// As a list of CSL-JSON with one item.
    pub fn csl_json(&self) -> String {
        let item = Csl {
            id: &self.key,
            kind: "webpage",
            title: &self.title,
            container_title: self.container.as_deref(),
            publisher: self.publisher.as_deref(),
            version: self.version.as_deref(),
            issued: self.date.as_deref().and_then(date_parts),
            note: self.note(),
            url: self.url(),
            language: self.language.as_deref(),
        };
        serde_json::to_string_pretty(&[item]).unwrap_or_default()
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
        _ => claim.value.clone(),
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

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Csl<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

fn date_parts(date: &str) -> Option<serde_json::Value> {
    let parts: Vec<u16> = date.split('-').map(|p| p.parse().ok()).collect::<Option<_>>()?;
    Some(json!({ "date-parts": [parts] }))
}

/// Text for a field of BibTeX: TeX's own signs become commands; letters beyond ASCII stay, as biber reads UTF-8.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An address for the field `url`, which is set verbatim: only what would break the entry is percent-encoded.
fn tex_address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}
