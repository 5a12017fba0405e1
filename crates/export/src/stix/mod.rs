//! Packs of indicators as STIX 2.1, which MISP, OpenCTI and MVT read: what was taken in, with whose it is by our index.
//! Format: OASIS, STIX Version 2.1 (<https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html>).

mod sighting;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};
use sousveil_inspect::{Claim, Entry, Head, Kind};
use sousveil_snapshot::Snapshot;

pub use sighting::{Sighted, sightings};

/// A bundle, and how much of the pack is in it.
#[derive(Debug)]
pub struct Bundle {
    /// The bundle.
    pub json: Value,
    /// How many indicators it has: one for each thing that a publication says of a value.
    pub indicators: usize,
    /// How many were left out since MVT cannot read them.
    pub left_out: usize,
}

/// Objects by their identifiers, in one order whatever comes first.
type Objects = BTreeMap<String, Value>;

/// Everything that a pack says. Identifiers are made of what an object says (UUID version 5), so that two bundles made at
/// different times, or of different packs, have the same for the same. `made` is the day for what has none (ISO 8601). `for_mvt`
/// leaves out what MVT stops at: a value with `=` in it.
pub fn bundle<'p>(
    head: &Head,
    entries: impl Iterator<Item = Entry<'p>>,
    snapshot: &Snapshot,
    made: &str,
    for_mvt: bool,
) -> Bundle {
    let mut objects = Objects::default();
    let (mut indicators, mut left_out) = (0, 0);
    for entry in entries {
        if for_mvt && entry.value.contains('=') {
            left_out += 1;
            continue;
        }
        for claim in entry.claims() {
            published(&mut objects, &entry, &claim, made, snapshot);
            indicators += 1;
        }
    }
    Bundle { json: whole(objects, &head.name), indicators, left_out }
}

/// All objects as one bundle.
fn whole(mut objects: Objects, name: &str) -> Value {
    for refs in objects.values_mut().filter_map(|object| object.get_mut("object_refs")?.as_array_mut()) {
        refs.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
        refs.dedup();
    }
    let id = identifier("bundle", &objects.keys().map(String::as_str).chain([name]).collect::<Vec<_>>());
    json!({ "type": "bundle", "id": id, "objects": objects.into_values().collect::<Vec<_>>() })
}

/// What a publication says of a value, with all that belongs to it; the identifier of the indicator.
fn published(objects: &mut Objects, entry: &Entry<'_>, claim: &Claim<'_>, made: &str, snapshot: &Snapshot) -> String {
    let since = moment(&claim.from.map_or_else(|| made.to_owned(), day));
    let id = indicator(objects, entry, claim, &since);
    claim.origin.reports.iter().for_each(|address| report(objects, address, &id, &since));
    belongs(objects, &id, claim, &since, snapshot);
    id
}

/// A report, and one more thing that it is about.
fn report(objects: &mut Objects, address: &str, about: &str, since: &str) {
    let id = identifier("report", &[address]);
    let object = objects.entry(id.clone()).or_insert_with(|| {
        json!({
            "type": "report", "spec_version": "2.1", "id": id, "created": since, "modified": since, "name": address,
            "published": since, "object_refs": [],
            "external_references": [{ "source_name": "report", "url": uri(address) }],
        })
    });
    if object["published"].as_str().is_some_and(|known| since < known) {
        ["created", "modified", "published"].into_iter().for_each(|key| object[key] = since.into());
    }
    if let Some(refs) = object["object_refs"].as_array_mut() {
        refs.push(about.into());
    }
}

/// An address with what addresses may not have written in percent (RFC 3986, 2.1): publications are less strict than STIX.
fn uri(address: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte);
    address.bytes().fold(String::new(), |mut uri, byte| {
        if is_plain(byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
        uri
    })
}

fn indicator(objects: &mut Objects, entry: &Entry<'_>, claim: &Claim<'_>, since: &str) -> String {
    let origin = claim.origin;
    let family = origin.family.as_deref().unwrap_or_default();
    let by = origin.publishers.join(", ");
    let kind = entry.kind.to_string();
    let id = identifier("indicator", &[&kind, entry.value, &origin.file, &by, family]);
    let mut object = json!({
        "type": "indicator", "spec_version": "2.1", "id": id, "created": since, "modified": since, "name": entry.value,
        "indicator_types": ["malicious-activity"], "pattern": pattern(entry.kind, entry.value), "pattern_type": "stix",
        "valid_from": since, "revoked": claim.revoked,
    });
    if let Some(until) = claim.until.map(|until| moment(&day(until))).filter(|until| until.as_str() > since) {
        object["valid_until"] = until.into();
    }
    if !by.is_empty() {
        object["created_by_ref"] = identity(objects, &by, since, None).into();
    }
    objects.insert(id.clone(), object);
    id
}

/// The family that it is said to belong to, and whose product that is.
fn belongs(objects: &mut Objects, indicator: &str, claim: &Claim<'_>, since: &str, snapshot: &Snapshot) {
    let Some(family) = &claim.origin.family else { return };
    let malware = identifier("malware", &[family]);
    let earliest = |objects: &Objects, id: &str| {
        let known = objects.get(id).and_then(|object| object["created"].as_str());
        known.filter(|known| *known < since).unwrap_or(since).to_owned()
    };
    let created = earliest(objects, &malware);
    let object = json!({
        "type": "malware", "spec_version": "2.1", "id": malware, "created": created, "modified": created, "name": family,
        "is_family": true,
    });
    objects.insert(malware.clone(), object);
    relate(objects, indicator, "indicates", &malware, since, None);
    if let Some(vendor) = claim.origin.vendor.as_deref()
        && let Some(head) = snapshot.head_of(vendor)
    {
        let vendor = identity(objects, head.caption, since, Some(vendor));
        relate(
            objects,
            &malware,
            "related-to",
            &vendor,
            since,
            Some("product of, by the names in the index of Sousveil"),
        );
    }
}

fn identity(objects: &mut Objects, name: &str, since: &str, of_index: Option<&str>) -> String {
    let id = identifier("identity", &[name]);
    let known = objects.get(&id).cloned();
    let created =
        known.as_ref().and_then(|known| known["created"].as_str()).filter(|known| *known < since).unwrap_or(since);
    let mut object = json!({
        "type": "identity", "spec_version": "2.1", "id": id, "created": created, "modified": created, "name": name,
        "identity_class": "organization",
    });
    let reference = of_index.map(|id| json!([{ "source_name": "sousveil", "external_id": id }]));
    if let Some(reference) = reference.or_else(|| known.as_ref()?.get("external_references").cloned()) {
        object["external_references"] = reference;
    }
    objects.insert(id.clone(), object);
    id
}

fn relate(objects: &mut Objects, from: &str, how: &str, to: &str, since: &str, why: Option<&str>) {
    let id = identifier("relationship", &[from, how, to]);
    let known = objects.get(&id).and_then(|object| object["created"].as_str());
    let created = known.filter(|known| *known < since).unwrap_or(since).to_owned();
    let mut object = json!({
        "type": "relationship", "spec_version": "2.1", "id": id, "created": created, "modified": created,
        "relationship_type": how, "source_ref": from, "target_ref": to,
    });
    if let Some(why) = why {
        object["description"] = why.into();
    }
    objects.insert(id, object);
}

/// A comparison of one property (STIX 2.1, 9), in the words of the observables of STIX and, for what STIX has none, of those that
/// published bundles use.
fn pattern(kind: Kind, value: &str) -> String {
    let path = match kind {
        Kind::Host => "domain-name:value",
        Kind::Url => "url:value",
        Kind::Ip if value.contains(':') => "ipv6-addr:value",
        Kind::Ip => "ipv4-addr:value",
        Kind::Email => "email-addr:value",
        Kind::Md5 => "file:hashes.MD5",
        Kind::Sha1 => "file:hashes.'SHA-1'",
        Kind::Sha256 => "file:hashes.'SHA-256'",
        Kind::FileName => "file:name",
        Kind::FilePath => "file:path",
        Kind::Process => "process:name",
        Kind::App => "app:id",
        Kind::Certificate if value.len() == 40 => "app:cert.sha1",
        Kind::Certificate => "app:cert.sha256",
        Kind::Profile => "configuration-profile:id",
        Kind::Property => "android-property:name",
    };
    format!("[{path}='{}']", written(kind, value).replace('\\', "\\\\").replace('\'', "\\'"))
}

/// Addresses are kept without their scheme, which STIX wants.
fn written(kind: Kind, value: &str) -> String {
    if kind == Kind::Url { format!("http://{value}") } else { value.to_owned() }
}

/// Ours, so that nobody else makes the same identifiers of other things.
const NAMESPACE: [u8; 16] = 0xc47b_5f0e_78df_4f1e_8735_485d_dd04_6feb_u128.to_be_bytes();

/// An identifier made of what it stands for.
fn identifier(kind: &str, parts: &[&str]) -> String {
    let parts = parts.iter().flat_map(|part| [b"\0".as_slice(), part.as_bytes()]);
    version_5(kind, NAMESPACE, std::iter::once(kind.as_bytes()).chain(parts))
}

/// UUID version 5 (RFC 9562, 5.5) of a name in pieces.
fn version_5<'a>(kind: &str, namespace: [u8; 16], name: impl Iterator<Item = &'a [u8]>) -> String {
    let mut sum = Sha1::new();
    sum.update(namespace);
    name.for_each(|piece| sum.update(piece));
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(sum.finalize()).for_each(|(to, from)| *to = from);
    let [.., version, _, variant, _, _, _, _, _, _, _] = &mut bytes;
    *version = *version & 0x0f | 0x50;
    *variant = *variant & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let cut = |from, to| hex.get(from..to).unwrap_or_default();
    format!("{kind}--{}-{}-{}-{}-{}", cut(0, 8), cut(8, 12), cut(12, 16), cut(16, 20), cut(20, 32))
}

/// A day of a pack; where the month or day is not known, the first.
fn day(day: u32) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, (day / 100 % 100).max(1), (day % 100).max(1))
}

fn moment(day: &str) -> String {
    format!("{day}T00:00:00.000Z")
}
