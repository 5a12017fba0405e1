//! What was seen of published indicators, for those who collect sightings.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sousveil_inspect::{Finding, Kind, Seen};
use sousveil_snapshot::Snapshot;

use super::{Objects, identifier, moment, published, version_5, whole, written};

/// Something that an indicator fits.
#[derive(Debug, Clone, Copy)]
pub struct Sighted<'a, 'p> {
    /// The indicator.
    pub finding: &'a Finding<'p>,
    /// What it fits.
    pub seen: &'a Seen,
    /// The day on which somebody was there, where a history says so (ISO 8601).
    pub visited: Option<&'a str>,
}

/// Sightings (STIX 2.1, 5.2) with the indicators that they are of, and all that those belong to. Who saw it and where is
/// not said. `today` (ISO 8601) is when it was looked for, which is all that is known of the time where no history tells it.
pub fn sightings<'a, 'p: 'a>(all: impl Iterator<Item = Sighted<'a, 'p>>, snapshot: &Snapshot, today: &str) -> Value {
    let (mut objects, now) = (Objects::default(), moment(today));
    let mut times: BTreeMap<String, u64> = BTreeMap::new();
    for Sighted { finding, seen, visited } in all {
        let made = Some(finding.pack.made.as_str()).filter(|made| !made.is_empty()).unwrap_or(today);
        let then = visited.map_or_else(|| now.clone(), moment);
        let thing = observable(&mut objects, seen);
        let data = identifier("observed-data", &[&thing, &then]);
        let times = times.entry(data.clone()).or_default();
        *times += 1;
        let object = json!({
            "type": "observed-data", "spec_version": "2.1", "id": data, "created": now, "modified": now,
            "first_observed": then, "last_observed": then, "number_observed": *times, "object_refs": [thing],
        });
        objects.insert(data.clone(), object);
        for claim in finding.entry.claims() {
            let of = published(&mut objects, &finding.entry, &claim, made, snapshot);
            let id = identifier("sighting", &[&of, &data]);
            let mut object = json!({
                "type": "sighting", "spec_version": "2.1", "id": id, "created": now, "modified": now, "count": *times,
                "sighting_of_ref": of, "observed_data_refs": [data],
            });
            if visited.is_some() {
                object["first_seen"] = then.as_str().into();
                object["last_seen"] = then.as_str().into();
            }
            objects.insert(id, object);
        }
    }
    whole(objects, "sightings")
}

/// What STIX makes identifiers of observables under (STIX 2.1, 2.9).
const NAMESPACE: [u8; 16] = 0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7_u128.to_be_bytes();

/// What was seen as an observable of STIX (STIX 2.1, 6), whose identifier everybody makes alike.
fn observable(objects: &mut Objects, seen: &Seen) -> String {
    let (kind, value) = (seen.kind(), seen.value());
    let value = written(kind, &value);
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
