//! What a page says about itself to machines: JSON-LD in the words of schema.org, in a block of data.
//!
//! A browser runs no such block, so the content security policy stays as strict as it is. Nothing here goes beyond
//! the page: that a sale, a tie or an incident is recorded is given as a `Claim` whose text says how sure it is,
//! never as a fact, and of a company only what is at least `reported` and has no rival value.

use std::fmt;

use askama::filters::HtmlSafe;
use serde_json::{Map, Value, json};
use sousveil_export::place;
use sousveil_model::claim::EXISTENCE;
use sousveil_model::{Claim, Confidence, Entity, Evidence, SourceKind, Stance, confidence};

use super::inline::Line;
use crate::address;
use crate::cx::Cx;
use crate::error::Error;
use crate::language;
use crate::words;

/// How many sources a page names here; the page itself and its JSON have all.
const SOURCES: usize = 10;
/// How many other names.
const NAMES: usize = 10;
/// How long a title is at most, in characters.
const TITLE: usize = 160;

/// What a page says about itself, without its title and description, which the frame knows.
#[derive(Debug, Clone)]
pub(crate) struct Linked {
    kind: &'static str,
    fields: Map<String, Value>,
}

impl Linked {
    /// A page of that type of schema.org.
    pub(crate) fn page(cx: &Cx, kind: &'static str) -> Self {
        // What the dataset is stands on its own page; lists need their bytes for rows.
        Self { kind, fields: Map::new() }
            .with("url", cx.place().address(&cx.choice.canonical().address(cx.uri.path())).into())
            .with("isPartOf", json!({ "@type": "Dataset", "@id": cx.place().address("/data") }))
    }

    /// The page of one thing, with what a reader of it alone should know.
    fn single(cx: &Cx) -> Self {
        let dataset = &cx.snapshot.manifest().dataset;
        Self::page(cx, "WebPage")
            .with("inLanguage", language::current().language.tag().into())
            .with("license", licence(&dataset.licence))
            .with("version", dataset.version.as_str().into())
    }

    /// A page about the dataset, which is then described in full.
    pub(crate) fn of_dataset(cx: &Cx) -> Self {
        let mut page = Self::single(cx).with("mainEntity", dataset(cx));
        page.fields.remove("isPartOf");
        page
    }

    /// The page of an entity.
    pub(crate) fn of_entity(cx: &Cx, entity: &Entity, caption: &str) -> Result<Self, Error> {
        let mut page = Self::single(cx).with("about", about(cx, entity, caption));
        if entity.schema != "Source" {
            page.rest_on(cx, entity.claims.iter().flat_map(|c| &c.evidence))?;
        }
        Ok(page)
    }

    /// The page of a claim, said in that sentence.
    pub(crate) fn of_claim(cx: &Cx, claim: &Claim, id: &str, sentence: &Line) -> Result<Self, Error> {
        let said = said(cx, &place::claim_path(id), id, sentence, confidence(&claim.evidence));
        let mut page = Self::single(cx).with("mainEntity", said);
        page.rest_on(cx, claim.evidence.iter())?;
        Ok(page)
    }

    fn with(mut self, name: &str, value: Value) -> Self {
        self.fields.insert(name.to_owned(), value);
        self
    }

    /// Names the sources: what supports is what the page is based on; what contradicts is cited.
    fn rest_on<'e>(&mut self, cx: &Cx, evidence: impl Iterator<Item = &'e Evidence>) -> Result<(), Error> {
        let (mut based, mut cited): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for piece in evidence {
            let Some(source) = &piece.source else { continue };
            let list = if piece.stance == Stance::Supports { &mut based } else { &mut cited };
            if list.len() < SOURCES && !list.contains(&source.as_str()) {
                list.push(source.as_str());
            }
        }
        for (name, ids) in [("isBasedOn", based), ("citation", cited)] {
            let mut works = Vec::new();
            for id in ids {
                works.extend(cx.snapshot.entity(id)?.map(|source| work(cx, &source, false)));
            }
            if !works.is_empty() {
                self.fields.insert(name.to_owned(), works.into());
            }
        }
        Ok(())
    }

    /// The whole block, with what the frame of the page knows.
    pub(crate) fn block(&self, title: &str, description: &str) -> Block {
        let mut all = Map::new();
        all.insert("@context".to_owned(), "https://schema.org".into());
        all.insert("@type".to_owned(), self.kind.into());
        all.insert("name".to_owned(), title.into());
        if !description.is_empty() {
            all.insert("description".to_owned(), description.into());
        }
        all.extend(self.fields.clone());
        Block(Value::Object(all).to_string())
    }
}

/// JSON for an element `script`.
pub(crate) struct Block(String);

impl fmt::Display for Block {
    /// Outside of its strings JSON has none of these signs, and inside they may be escaped: so nothing in it can end
    /// the element (`</script`), open a comment (`<!--`) or be taken for a character reference.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => write!(f, "\\u{:04x}", u32::from(c))?,
                c => fmt::Write::write_char(f, c)?,
            }
        }
        Ok(())
    }
}

impl HtmlSafe for Block {}

/// What an entity is, as far as we answer for it.
fn about(cx: &Cx, entity: &Entity, caption: &str) -> Value {
    let id = entity.id.as_str();
    let path = place::path(&entity.schema, id);
    let kind = match entity.schema.as_str() {
        "Country" => "Country",
        "Company" | "Agency" => "Organization",
        "Product" => "Product",
        "Technology" => "DefinedTerm",
        "Source" => return work(cx, entity, true),
        // Transfers, ties, incidents and measures are what somebody says.
        _ => {
            let existence = entity.claims_of(EXISTENCE).next();
            let Some(claim) = existence else { return json!({ "@type": "Claim", "identifier": id, "name": caption }) };
            let sentence = crate::pages::claim::sentence(cx, entity, caption, claim);
            return said(cx, &path, id, &sentence, entity.confidence());
        }
    };
    let mut thing = Map::new();
    let mut add = |name: &str, value: Value| drop(thing.insert(name.to_owned(), value));
    add("@type", kind.into());
    add("@id", cx.place().address(&path).into());
    add("identifier", id.into());
    add("name", caption.into());
    if entity.schema == "Technology" {
        add("inDefinedTermSet", cx.place().address("/technologies").into());
        if let Some(definition) = entity.first("definition") {
            add("description", definition.into());
        }
    }
    let names: Vec<&str> = sure(entity, "aliases").take(NAMES).collect();
    // The names of countries are those of the program's own table, and there are dozens.
    if !names.is_empty() && entity.schema != "Country" {
        add("alternateName", names.into());
    }
    if kind == "Organization" {
        if let Some(founded) = only(entity, "founded") {
            add("foundingDate", founded.into());
        }
        if let Some(url) = only(entity, "website").and_then(address::outer) {
            add("url", url.into());
        }
        if let Some(code) = only(entity, "country") {
            let name = language::country(code);
            add("location", json!({ "@type": "Country", "identifier": code, "name": name }));
        }
    }
    Value::Object(thing)
}

/// A claim, in words that say how sure it is.
fn said(cx: &Cx, path: &str, id: &str, sentence: &Line, confidence: Confidence) -> Value {
    json!({
        "@type": "Claim",
        "@id": cx.place().address(path),
        "identifier": id,
        "text": sentence.plain(),
        "description": format!("{}: {}", words::confidence(confidence), words::meaning(confidence)),
    })
}

/// The values of a property that are at least reported.
fn sure<'e>(entity: &'e Entity, property: &'e str) -> impl Iterator<Item = &'e str> {
    let enough = |c: &&Claim| matches!(confidence(&c.evidence), Confidence::Confirmed | Confidence::Reported);
    entity.claims_of(property).filter(enough).map(|c| c.value.as_str())
}

/// The value of a property that is at least reported and has no rival.
fn only<'e>(entity: &'e Entity, property: &'e str) -> Option<&'e str> {
    (entity.claims_of(property).count() == 1).then(|| sure(entity, property).next()).flatten()
}

/// A source as a work.
fn work(cx: &Cx, source: &Entity, whole: bool) -> Value {
    let id = source.id.as_str();
    let kind = match source.first("kind").and_then(|k| k.parse::<SourceKind>().ok()) {
        Some(SourceKind::Press) => "NewsArticle",
        Some(SourceKind::Research | SourceKind::Forensic) => "Report",
        Some(SourceKind::Dataset | SourceKind::LicenceStatistics) => "Dataset",
        Some(SourceKind::Court | SourceKind::Contract | SourceKind::Leak) => "DigitalDocument",
        _ => "CreativeWork",
    };
    let mut work = Map::new();
    let mut add = |name: &str, value: Value| drop(work.insert(name.to_owned(), value));
    add("@type", kind.into());
    add("@id", cx.place().address(&place::path("Source", id)).into());
    add("name", words::short(source.first("title").unwrap_or(id), TITLE).into());
    if let Some(published) = source.first("published") {
        add("datePublished", published.into());
    }
    if let Some(url) = source.first("url").and_then(address::outer) {
        add("url", url.into());
    }
    if whole {
        add("identifier", id.into());
        if let Some(publisher) = source.first("publisher") {
            add("publisher", json!({ "@type": "Organization", "name": publisher }));
        }
        if let Some(language) = source.first("language") {
            add("inLanguage", language.into());
        }
        if let Some(copy) = source.first("archive_url").and_then(address::outer) {
            add("archivedAt", copy.into());
        }
    }
    Value::Object(work)
}

/// The dataset with all that can be taken away.
fn dataset(cx: &Cx) -> Value {
    let manifest = cx.snapshot.manifest();
    let about = &manifest.dataset;
    let download = |name: String, media: &str| {
        json!({
            "@type": "DataDownload",
            "contentUrl": cx.place().address(&format!("/{name}")),
            "encodingFormat": media,
            "name": name,
        })
    };
    let mut files = vec![download("claims.jsonl".to_owned(), "application/jsonl")];
    for (name, _) in words::lists() {
        files.push(download(format!("{name}.csv"), "text/csv"));
    }
    let publisher = json!({ "@type": "Organization", "name": about.publisher });
    let mut dataset = json!({
        "@type": "Dataset",
        "@id": cx.place().address("/data"),
        "name": about.title,
        "description": about.summary,
        "version": about.version,
        "license": licence(&about.licence),
        "publisher": publisher,
        "creator": publisher,
        "isAccessibleForFree": true,
        "identifier": { "@type": "PropertyValue", "propertyID": "SHA-256", "value": manifest.data_hash },
        "distribution": files,
    });
    if let Some(day) = sousveil_export::cite::version_date(&cx.snapshot)
        && let Some(fields) = dataset.as_object_mut()
    {
        fields.insert("dateModified".to_owned(), day.into());
    }
    dataset
}

/// A licence as schema.org wants it: its address, where its short name is one that we know.
fn licence(name: &str) -> Value {
    match name {
        "CC-BY-4.0" => "https://creativecommons.org/licenses/by/4.0/".into(),
        "CC-BY-SA-4.0" => "https://creativecommons.org/licenses/by-sa/4.0/".into(),
        "CC-BY-NC-4.0" => "https://creativecommons.org/licenses/by-nc/4.0/".into(),
        "CC0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/".into(),
        name => json!({ "@type": "CreativeWork", "name": name }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_leave_the_block() {
        let evil = "</script><!-- <b>&amp;\u{2028}\"\\";
        let text = Block(json!({ "name": evil }).to_string()).to_string();
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let read: Value = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(read.get("name").and_then(Value::as_str), Some(evil));
    }
}
