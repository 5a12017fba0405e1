//! Atom feeds (RFC 4287) of what changed, made from the dataset's own history.

use std::collections::HashSet;
use std::fmt::Write as _;

use sousveil_model::tables::label;
use sousveil_snapshot::{Change, Snapshot};

use crate::cite::version_date;
use crate::dates::instant;
use crate::place::{Place, path};

/// What a feed is about.
#[derive(Debug, Clone, Default)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// The address of the feed itself, path and query.
    pub path: String,
    /// The address of the page beside it.
    pub page: String,
    /// The numbers of the entities whose changes belong to it; `None` for all, also those of withdrawn entities.
    pub only: Option<HashSet<u32>>,
}

/// How many entries a feed holds: the newest.
pub const ENTRIES: usize = 100;

/// The feed as a document.
pub fn atom(snapshot: &Snapshot, place: &Place, feed: &Feed) -> String {
    let wanted = |change: &&Change| match &feed.only {
        None => true,
        Some(only) => snapshot.number(&change.entity).is_some_and(|n| only.contains(&n)),
    };
    // The history is kept in order of its dates; where two lines share a date the later line is the newer.
    let mut changes: Vec<&Change> = snapshot.changes().iter().filter(wanted).collect();
    changes.sort_by(|a, b| a.date.cmp(&b.date));
    changes.reverse();
    changes.truncate(ENTRIES);

    let dataset = &snapshot.manifest().dataset;
    let updated = changes
        .first()
        .and_then(|c| instant(&c.date))
        .or_else(|| version_date(snapshot).and_then(|d| instant(&d)))
        .unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n",
    );
    element(&mut xml, "id", &name_of(place, &dataset.name, &format!("feed:{}", feed.path)));
    element(&mut xml, "title", &feed.title);
    element(&mut xml, "updated", &updated);
    let _ = writeln!(xml, "<author><name>{}</name></author>", escape(&dataset.publisher));
    element(&mut xml, "rights", &dataset.licence);
    link(&mut xml, "self", &place.address(&feed.path));
    link(&mut xml, "alternate", &place.address(&feed.page));
    for change in changes {
        entry(&mut xml, snapshot, place, change, &updated);
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(xml: &mut String, snapshot: &Snapshot, place: &Place, change: &Change, updated: &str) {
    let dataset = &snapshot.manifest().dataset.name;
    let head = snapshot.head_of(&change.entity);
    let caption = head.as_ref().map_or(change.entity.as_str(), |h| h.caption);
    let schema = head.as_ref().map_or("", |h| h.schema);
    let property = label(schema, &change.property);
    let title = match change.kind.as_str() {
        "addition" if change.property.is_empty() => format!("Added: {caption}"),
        "addition" => format!("Added to {caption}: {property}"),
        "correction" => format!("Corrected: {caption}, {property}"),
        "withdrawal" if change.property.is_empty() => format!("Withdrawn: {caption}"),
        "withdrawal" => format!("Withdrawn from {caption}: {property}"),
        "reply" => format!("Reply from {caption}"),
        "asked" => format!("Asked: {caption}"),
        other => format!("{other}: {caption}"),
    };
    xml.push_str("<entry>\n");
    let key = format!("{}:{}:{}:{}", change.date, change.entity, change.kind, fingerprint(change));
    element(xml, "id", &name_of(place, dataset, &key));
    element(xml, "title", &title);
    element(xml, "updated", &instant(&change.date).unwrap_or_else(|| updated.to_owned()));
    let page = match &head {
        Some(head) => path(head.schema, &change.entity),
        None => "/data".to_owned(),
    };
    link(xml, "alternate", &place.address(&page));
    element(xml, "summary", &summary(snapshot, change));
    xml.push_str("</entry>\n");
}

fn summary(snapshot: &Snapshot, change: &Change) -> String {
    let mut text = change.reason.trim().to_owned();
    if !text.is_empty() && !text.ends_with(['.', '!', '?', '…']) {
        text.push('.');
    }
    if !change.property.is_empty() {
        let told = |value: &str| match value {
            "" => "not known".to_owned(),
            value => snapshot.head_of(value).map_or_else(|| value.to_owned(), |h| h.caption.to_owned()),
        };
        let _ = write!(text, " Before: {}. Now: {}.", told(&change.old), told(&change.new));
    }
    if change.kind == "addition"
        && let Ok(Some(entity)) = snapshot.entity(&change.entity)
        && let Some(first) = entity.first("summary").or_else(|| entity.first("note"))
    {
        let _ = write!(text, " {first} ({})", entity.confidence().label());
    }
    text.trim().to_owned()
}

/// A name that stays the same wherever the feed is read: a `tag:` URI under the public host where one is
/// configured, else a `urn:`.
fn name_of(place: &Place, dataset: &str, key: &str) -> String {
    let key: String =
        key.chars().map(|c| if c.is_ascii_alphanumeric() || "-._~:/?=".contains(c) { c } else { '-' }).collect();
    let host = place.base().and_then(|b| b.split_once("://")).map(|(_, rest)| rest);
    let host = host.and_then(|h| h.split(['/', ':']).next()).filter(|h| !h.is_empty());
    match host {
        Some(host) => format!("tag:{host},2026:{dataset}:{key}"),
        None => format!("urn:sousveil:{dataset}:{key}"),
    }
}

/// Tells two changes of one entity on one day apart.
fn fingerprint(change: &Change) -> String {
    let text = format!("{}\n{}\n{}", change.old, change.new, change.reason);
    let id = sousveil_model::id::statement_id("change", &change.entity, &change.property, &text, None);
    id.chars().take(10).collect()
}

fn element(xml: &mut String, name: &str, text: &str) {
    let _ = writeln!(xml, "<{name}>{}</{name}>", escape(text));
}

fn link(xml: &mut String, rel: &str, href: &str) {
    let _ = writeln!(xml, "<link rel=\"{rel}\" href=\"{}\"/>", escape(href));
}

/// Text for XML: its five signs are escaped, and characters that XML 1.0 does not allow are dropped.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
