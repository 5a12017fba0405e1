//! What was seen of published indicators, for those who collect sightings.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sousveil_inspect::{Finding, Kind, Seen};
use sousveil_snapshot::Snapshot;

use super::{Objects, identifier, moment, published, uri, version_5, whole, written};

/// Something that indicators fit.
#[derive(Debug, Clone)]
pub struct Sighted<'a, 'p> {
    /// The indicators that say something by themselves.
    pub findings: Vec<&'a Finding<'p>>,
    /// What they fit.
    pub seen: &'a Seen,
    /// The day on which somebody was there, where a history says so (ISO 8601).
    pub visited: Option<&'a str>,
    /// How many times it was seen.
    pub times: u64,
}

/// Sightings (STIX 2.1, 5.2) with the indicators that they are of, and all that those belong to. Who saw it and where is
/// not said. `today` (ISO 8601) is when it was looked for, which is all that is known of the time where no history tells it.
pub fn sightings<'a, 'p: 'a>(all: impl Iterator<Item = Sighted<'a, 'p>>, snapshot: &Snapshot, today: &str) -> Value {
    let (mut objects, now) = (Objects::default(), moment(today));
    let mut counts: BTreeMap<(String, String), (u64, Vec<String>, bool)> = BTreeMap::new();
    for Sighted { findings, seen, visited, times } in all {
        if findings.is_empty() {
            continue;
        }
        let then = visited.map_or_else(|| now.clone(), moment);
        let thing = observable(&mut objects, seen);
        let (count, of, dated) = counts.entry((thing, then)).or_default();
        *count += times;
        *dated |= visited.is_some();
        for finding in findings {
            let made = Some(finding.pack.made.as_str()).filter(|made| !made.is_empty()).unwrap_or(today);
            for claim in finding.entry.claims() {
                of.push(published(&mut objects, &finding.entry, &claim, made, snapshot));
            }
        }
    }
    for ((thing, then), (count, mut of, dated)) in counts {
        let data = identifier("observed-data", &[&thing, &then]);
        let object = json!({
            "type": "observed-data", "spec_version": "2.1", "id": data, "created": now, "modified": now,
            "first_observed": then, "last_observed": then, "number_observed": count, "object_refs": [thing],
        });
        of.sort();
        of.dedup();
        for of in of {
            let id = identifier("sighting", &[&of, &data]);
            let mut object = json!({
                "type": "sighting", "spec_version": "2.1", "id": id, "created": now, "modified": now, "count": count,
                "sighting_of_ref": of, "observed_data_refs": [data],
            });
            if dated {
                object["first_seen"] = then.as_str().into();
                object["last_seen"] = then.as_str().into();
            }
            objects.insert(id, object);
        }
        objects.insert(data, object);
    }
    whole(objects, "sightings")
}

/// What STIX makes identifiers of observables under (STIX 2.1, 2.9).
const NAMESPACE: [u8; 16] = 0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7_u128.to_be_bytes();

/// What was seen as an observable of STIX (STIX 2.1, 6), whose identifier everybody makes alike.
fn observable(objects: &mut Objects, seen: &Seen) -> String {
    let (kind, value) = (seen.kind(), seen.value());
    let value = if kind == Kind::Url { uri(&written(kind, &value)) } else { written(kind, &value) };
    let (sort, property, content) = match kind {
        Kind::Host => ("domain-name", "value", json!(value)),
        Kind::Url => ("url", "value", json!(value)),
        Kind::Ip if value.contains(':') => ("ipv6-addr", "value", json!(value)),
        Kind::Ip => ("ipv4-addr", "value", json!(value)),
        Kind::Email => ("email-addr", "value", json!(value)),
        Kind::Md5 => ("file", "hashes", json!({ "MD5": value })),
        Kind::Sha1 => ("file", "hashes", json!({ "SHA-1": value })),
        Kind::Sha256 => ("file", "hashes", json!({ "SHA-256": value })),
        // Nothing that is inspected shows one of the others, but for names of files.
        _ => ("file", "name", json!(value)),
    };
    let name = json!({ property: content }).to_string();
    let id = version_5(sort, NAMESPACE, std::iter::once(name.as_bytes()));
    objects.insert(id.clone(), json!({ "type": sort, "spec_version": "2.1", "id": id, property: content }));
    id
}
