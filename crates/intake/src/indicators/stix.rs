//! Bundles of STIX 2.1: indicators, what they indicate, who made them, and reports that hold them.

use std::collections::HashMap;

use serde::Deserialize;
use sousveil_inspect::{Indicator, Kind, Origin};
use sousveil_model::date::PartialDate;

use super::pattern::alternatives;
use super::{Reading, Told};

#[derive(Debug, Deserialize)]
pub(super) struct Bundle {
    objects: Vec<Object>,
}

/// The properties that are looked at, of objects of every type.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Object {
    r#type: String,
    id: String,
    name: Option<String>,
    description: Option<String>,
    created_by_ref: Option<String>,
    external_references: Vec<Reference>,
    pattern: Option<String>,
    pattern_type: Option<String>,
    valid_from: Option<String>,
    valid_until: Option<String>,
    revoked: bool,
    relationship_type: Option<String>,
    source_ref: Option<String>,
    target_ref: Option<String>,
    object_refs: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reference {
    url: Option<String>,
}

/// The bundle of a file; none where it is JSON of another kind.
pub(super) fn bundle(text: &str) -> Result<Option<Bundle>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Which {
        r#type: Option<String>,
    }
    if !text.trim_start().starts_with('{') {
        return Ok(None);
    }
    let which: Which = serde_json::from_str(text)?;
    if which.r#type.as_deref() != Some("bundle") {
        return Ok(None);
    }
    serde_json::from_str(text).map(Some)
}

/// Types that say whose an indicator is, or where it stands, and are no indicator themselves.
const AROUND: [&str; 7] = ["malware", "tool", "campaign", "intrusion-set", "threat-actor", "identity", "report"];

pub(super) fn read(bundle: &Bundle, base: &Origin, reading: &mut Reading, told: &mut Told) {
    let by_id: HashMap<&str, &Object> = bundle.objects.iter().map(|one| (one.id.as_str(), one)).collect();
    let mut indicates: HashMap<&str, Vec<&Object>> = HashMap::new();
    let mut reports: HashMap<&str, Vec<&Object>> = HashMap::new();
    for one in &bundle.objects {
        match one.r#type.as_str() {
            "relationship" if one.relationship_type.as_deref() != Some("indicates") => {
                told.pass("relationship other than `indicates`", &one.id);
            }
            "relationship" => match (one.source_ref.as_deref(), one.target_ref.as_deref().and_then(|id| by_id.get(id)))
            {
                (Some(source), Some(target)) => indicates.entry(source).or_default().push(target),
                _ => told.pass("relationship that leads to nothing in the file", &one.id),
            },
            "report" => one.object_refs.iter().for_each(|id| reports.entry(id).or_default().push(one)),
            "indicator" => {}
            around if AROUND.contains(&around) => {}
            other => told.pass(&format!("object of the type {}", sousveil_text::visible(other, 40)), &one.id),
        }
    }
    for one in bundle.objects.iter().filter(|one| one.r#type == "indicator") {
        let owners = indicates.get(one.id.as_str()).map_or(&[][..], Vec::as_slice);
        let within = reports.get(one.id.as_str()).map_or(&[][..], Vec::as_slice);
        indicator(one, owners, within, &by_id, base, reading, told);
    }
}

fn indicator(
    one: &Object,
    owners: &[&Object],
    within: &[&Object],
    by_id: &HashMap<&str, &Object>,
    base: &Origin,
    reading: &mut Reading,
    told: &mut Told,
) {
    let Some(pattern) =
        one.pattern.as_deref().filter(|_| one.pattern_type.as_deref().is_none_or(|kind| kind == "stix"))
    else {
        told.pass("indicator without a pattern of STIX", &one.id);
        return;
    };
    let equal = match alternatives(pattern) {
        Ok(equal) => equal,
        Err(why) => {
            told.pass(&format!("pattern with {why}"), pattern);
            return;
        }
    };
    let mut date = |text: &Option<String>| {
        let read = text.as_deref().and_then(day);
        if let (Some(text), None) = (text, read) {
            told.pass("date that can't be read", text);
        }
        read
    };
    let (from, until) = (date(&one.valid_from), date(&one.valid_until));
    let name = |objects: &[&Object]| {
        let mut names: Vec<&str> = objects.iter().filter_map(|one| one.name.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let maker = one.created_by_ref.as_deref().and_then(|id| by_id.get(id)).and_then(|maker| maker.name.clone());
    let mut origin = base.clone();
    origin.family = name(owners).or(origin.family);
    origin.note = owners.iter().find_map(|owner| owner.description.clone()).filter(|note| !note.trim().is_empty());
    origin.publishers.extend(maker.filter(|maker| !base.publishers.contains(maker)));
    let objects = std::iter::once(one).chain(owners.iter().copied()).chain(within.iter().copied());
    for url in objects.flat_map(|object| &object.external_references).filter_map(|reference| reference.url.as_ref()) {
        if !origin.reports.contains(url) {
            origin.reports.push(url.clone());
        }
    }
    let place = reading.origin(origin);
    for equal in equal {
        let Some(kind) = kind(&equal.path) else {
            told.pass(&format!("observable {}", sousveil_text::visible(&equal.path, 60)), &equal.value);
            continue;
        };
        let said = |observable| Indicator { from, until, revoked: one.revoked, ..Indicator::new(observable, place) };
        told.take(kind, &equal.value, reading, said);
    }
}

/// The day of a time stamp, or a date.
pub(super) fn day(text: &str) -> Option<PartialDate> {
    text.get(..10).unwrap_or(text).parse().ok()
}

/// What an object path names. STIX's own, and those that MVT made for phones.
fn kind(path: &str) -> Option<Kind> {
    Some(match path.to_ascii_lowercase().as_str() {
        "domain-name:value" => Kind::Host,
        "url:value" => Kind::Url,
        "ipv4-addr:value" | "ipv6-addr:value" => Kind::Ip,
        "email-addr:value" => Kind::Email,
        "file:hashes.md5" => Kind::Md5,
        "file:hashes.sha1" | "file:hashes.sha-1" => Kind::Sha1,
        "file:hashes.sha256" | "file:hashes.sha-256" => Kind::Sha256,
        "file:name" => Kind::FileName,
        "file:path" => Kind::FilePath,
        "process:name" => Kind::Process,
        "app:id" => Kind::App,
        "app:cert.sha1" | "app:cert.sha256" => Kind::Certificate,
        "configuration-profile:id" => Kind::Profile,
        "android-property:name" => Kind::Property,
        _ => return None,
    })
}
