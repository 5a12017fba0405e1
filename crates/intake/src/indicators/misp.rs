//! Events of MISP as JSON: <https://www.misp-standard.org/rfc/misp-standard-core.html>.

use serde::Deserialize;
use sousveil_inspect::{Indicator, Kind, Origin};

use super::stix::day;
use super::{Reading, Told};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Event {
    info: String,
    date: Option<String>,
    #[serde(rename = "Orgc")]
    org: Option<Org>,
    #[serde(rename = "Attribute")]
    attributes: Vec<Attribute>,
    #[serde(rename = "Object")]
    objects: Vec<Group>,
}

#[derive(Debug, Deserialize)]
struct Org {
    name: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Group {
    #[serde(rename = "Attribute")]
    attributes: Vec<Attribute>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Attribute {
    r#type: String,
    value: String,
    to_ids: Option<bool>,
    deleted: bool,
}

#[derive(Deserialize)]
struct Wrapped {
    #[serde(rename = "Event")]
    event: Event,
}

/// The events of a file: one, several, or those of an answer of the API. None in JSON of another kind.
pub(super) fn events(text: &str) -> Result<Vec<Event>, serde_json::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Shape {
        // First: a struct is read from a list, too, its fields in their order.
        Several(Vec<Wrapped>),
        Answer { response: Vec<Wrapped> },
        One(Wrapped),
        Other(serde::de::IgnoredAny),
    }
    Ok(match serde_json::from_str(text)? {
        Shape::Answer { response: all } | Shape::Several(all) => all.into_iter().map(|one| one.event).collect(),
        Shape::One(one) => vec![one.event],
        Shape::Other(_) => Vec::new(),
    })
}

pub(super) fn read(events: &[Event], base: &Origin, reading: &mut Reading, told: &mut Told) {
    for event in events {
        let mut origin = base.clone();
        origin.publishers.extend(event.org.as_ref().map(|org| org.name.clone()));
        origin.note = Some(event.info.clone()).filter(|info| !info.trim().is_empty());
        let all = || event.attributes.iter().chain(event.objects.iter().flat_map(|group| &group.attributes));
        origin.reports.extend(all().filter(|one| one.r#type == "link").map(|one| one.value.clone()));
        let (place, from) = (reading.origin(origin), event.date.as_deref().and_then(day));
        for one in all() {
            attribute(one, place, from, reading, told);
        }
    }
}

fn attribute(
    one: &Attribute,
    origin: u32,
    from: Option<sousveil_model::date::PartialDate>,
    reading: &mut Reading,
    told: &mut Told,
) {
    if one.deleted {
        told.pass("attribute that was deleted", &one.value);
        return;
    }
    // Where two are said of one thing, as in `filename|md5`, both are, in that order.
    let sorts: Vec<&str> = one.r#type.split('|').collect();
    let values: Vec<&str> = if sorts.len() == 2 { one.value.split('|').collect() } else { vec![&one.value] };
    if sorts.len() != values.len() {
        told.pass(&format!("attribute of the type {}", sousveil_text::visible(&one.r#type, 40)), &one.value);
        return;
    }
    let pair = sorts.len() == 2;
    for (sort, value) in sorts.into_iter().zip(values) {
        match kind(sort) {
            Some(kind) => {
                let said = |observable| Indicator { from, to_ids: one.to_ids, ..Indicator::new(observable, origin) };
                told.take(kind, value, reading, said);
            }
            // Beside a fingerprint the name of a file is anybody's.
            None if sort == "filename" && pair => {}
            None if sort == "filename" => {
                let said = |observable| Indicator { from, to_ids: one.to_ids, ..Indicator::new(observable, origin) };
                told.take(Kind::FileName, value, reading, said);
            }
            None if sort == "link" => {}
            None => told.pass(&format!("attribute of the type {}", sousveil_text::visible(sort, 40)), value),
        }
    }
}

/// What a type of attribute names, whether it stands alone or beside another.
fn kind(sort: &str) -> Option<Kind> {
    Some(match sort {
        "domain" | "hostname" => Kind::Host,
        "url" | "uri" => Kind::Url,
        "ip-src" | "ip-dst" | "ip" => Kind::Ip,
        "email" | "email-src" | "email-dst" | "email-reply-to" | "whois-registrant-email" => Kind::Email,
        "md5" => Kind::Md5,
        "sha1" => Kind::Sha1,
        "sha256" => Kind::Sha256,
        "x509-fingerprint-sha1" | "x509-fingerprint-sha256" => Kind::Certificate,
        _ => return None,
    })
}
