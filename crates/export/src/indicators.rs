//! Indicators as data: what packs say of a value.

use serde_json::{Value, json};
use sousveil_inspect::{Entry, Head};

/// A day of a pack (year × 10,000 + month × 100 + day) as ISO 8601 writes it; what is not known of it is zero.
pub fn day(day: u32) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
}

/// An entry with all that is said of it.
pub fn entry_json(entry: &Entry<'_>, head: &Head) -> Value {
    let claims = entry.claims().map(|claim| {
        json!({
            "origin": claim.origin, "from": claim.from.map(day), "until": claim.until.map(day),
            "revoked": claim.revoked, "to_ids": claim.to_ids,
        })
    });
    json!({
        "kind": entry.kind, "value": entry.value, "pack": head.name, "licence": head.licence,
        "traps": entry.traps().iter().map(|trap| trap.to_string()).collect::<Vec<_>>(), "claims": claims.collect::<Vec<_>>(),
    })
}
