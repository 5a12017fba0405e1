//! A comparison as data: one JSON object a line, each with one key that names its kind. `docs/diff.md` describes them.

use std::io::Write;

use serde::Serialize;
use serde_json::{Map, Value, json};
use sousveil_model::lines::Line;
use sousveil_model::{Claim, Confidence, Entity, Evidence, confidence};
use sousveil_snapshot::Snapshot;

use super::dates::Dates;
use super::entity::{ClaimChange, Piece, compare};
use super::gone::Gone;
use super::names::Names;
use super::side::Lines;
use super::walk::Step;
use super::whom::{What, Whom};
use super::{Diff, Outcome};
use crate::Result;

/// The version of the form; it rises when something in it gets another meaning or goes.
pub const FORMAT: u32 = 1;

impl Diff<'_> {
    /// Writes the comparison as lines of JSON.
    ///
    /// # Errors
    /// Where a snapshot is damaged or the receiver takes no more.
    pub fn json(&self, out: &mut dyn Write) -> Result<()> {
        let outcome = match self.outcome() {
            Outcome::Same => "same",
            Outcome::VersionOnly => "version_only",
            Outcome::Different => "different",
        };
        let only: Vec<String> = self.only.iter().map(ToString::to_string).collect();
        let head = json!({
            "format": FORMAT, "outcome": outcome, "old": side(self.old), "new": side(self.new), "only": only,
        });
        line("diff", &head, out)?;
        self.summary_line(out)?;
        for (field, old, new) in &self.sides.dataset {
            line("dataset", &json!({ "field": field, "old": old, "new": new }), out)?;
        }
        for at in 0..self.found.len() {
            if let Some(step) = self.entity(at)? {
                line("entity", &self.entity_line(&step)?, out)?;
            }
        }
        for (old, new) in self.renamed() {
            let schema = self.new.head_of(new).map(|head| head.schema);
            let name = self.names().of(new);
            line(
                "entity",
                &json!({ "what": "renamed", "id": new, "old_id": old, "schema": schema, "name": name }),
                out,
            )?;
        }
        lines("coverage", &self.sides.coverage, out)?;
        lines("redirect", &self.sides.redirects, out)?;
        lines("change", &self.sides.history, out)
    }

    fn summary_line(&self, out: &mut dyn Write) -> Result<()> {
        let entities: Map<String, Value> = self
            .sums
            .iter()
            .map(|(schema, s)| {
                (schema.clone(), json!({ "came": s.came, "gone": s.gone, "changed": s.changed, "renamed": s.renamed }))
            })
            .collect();
        let names = self.names();
        let rows: Vec<Value> = self
            .counted()
            .flat_map(|(whom, counts)| counts.iter().map(move |(key, count)| (whom, key, count)))
            .map(|(Whom { kind, id }, (role, noun, what), count)| {
                let mut row = json!({
                    "kind": kind.word(), "id": id, "name": names.of(id), "role": role.word(),
                    "of": noun.word(), "what": what.word(), "count": count,
                });
                match (what, row.as_object_mut()) {
                    (What::New(sure), Some(row)) => drop(row.insert("confidence".to_owned(), json!(sure))),
                    (What::Was(before), Some(row)) => drop(row.insert("before".to_owned(), json!(before.word()))),
                    _ => {}
                }
                row
            })
            .collect();
        line("summary", &json!({ "entities": entities, "sources_opened": self.opened, "for": rows }), out)
    }

    fn entity_line(&self, step: &Step<Entity>) -> Result<Value> {
        let names = self.names();
        let mut out = Map::new();
        let mut put = |key: &str, value: Value| drop(out.insert(key.to_owned(), value));
        let (word, entity) = match step {
            Step::Came(new) => ("came", new),
            Step::Gone(old) => ("gone", old),
            Step::Both(_, new) => ("changed", new),
        };
        put("what", json!(word));
        put("id", json!(entity.id));
        put("schema", json!(entity.schema));
        put("name", json!(names.of(entity.id.as_str())));
        match step {
            Step::Came(new) => {
                put("confidence", json!({ "new": new.confidence() }));
                if let Some(before) = self.old.redirect(new.id.as_str()) {
                    put("redirected_before", json!({ "into": some(&before.new), "reason": before.reason }));
                }
                put("entity", whole(new)?);
            }
            Step::Gone(old) => {
                put("confidence", json!({ "old": old.confidence() }));
                put("why", why(&Gone::of(old, self.new)));
                put("entity", whole(old)?);
            }
            Step::Both(old, new) => {
                let difference = compare(old, new);
                put("confidence", json!({ "old": old.confidence(), "new": new.confidence() }));
                if let Some((old, new)) = &difference.schema {
                    put("schemata", json!({ "old": old, "new": new }));
                }
                if let Some((old, new)) = &difference.origin {
                    put("origin", json!({ "old": old, "new": new }));
                }
                let claims: Vec<Value> =
                    difference.claims.iter().map(|change| claim_change(&names, &new.schema, change)).collect();
                put("claims", Value::Array(claims));
                if !difference.order.is_empty() {
                    put("order", json!(difference.order));
                }
            }
        }
        Ok(Value::Object(out))
    }
}

fn line<T: Serialize>(kind: &str, value: &T, out: &mut dyn Write) -> Result<()> {
    write!(out, "{{\"{kind}\":")?;
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"}\n")?;
    Ok(())
}

fn lines<T: Serialize>(kind: &str, both: &Lines<T>, out: &mut dyn Write) -> Result<()> {
    for (what, lines) in [("gone", &both.went), ("came", &both.came)] {
        for one in lines {
            line(kind, &json!({ "what": what, "line": one }), out)?;
        }
    }
    Ok(())
}

fn side(snapshot: &Snapshot) -> Value {
    let manifest = snapshot.manifest();
    json!({
        "dataset": manifest.dataset.name, "title": manifest.dataset.title, "version": manifest.dataset.version,
        "data_hash": manifest.data_hash,
    })
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.is_empty())
}

/// The entity as our own lines have it.
fn whole(entity: &Entity) -> Result<Value> {
    let line = serde_json::to_value(Line::Entity(entity.clone()))?;
    Ok(line.get("entity").cloned().unwrap_or_default())
}

fn why(gone: &Gone) -> Value {
    match gone {
        Gone::Merged { into, reason } => json!({ "kind": "merged", "into": into, "reason": reason }),
        Gone::Withdrawn { reason } => json!({ "kind": "withdrawn", "reason": reason }),
        Gone::LeftOut { origin } => json!({ "kind": "origin_left_out", "origin": origin }),
        Gone::Untold => json!({ "kind": "untold" }),
    }
}

fn claim_change(names: &Names<'_>, schema: &str, change: &ClaimChange) -> Value {
    let word = match change {
        ClaimChange::Came(_) => "came",
        ClaimChange::Went(_) => "gone",
        ClaimChange::Replaced { .. } => "replaced",
        ClaimChange::Evidence { .. } => "evidence",
    };
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| drop(out.insert(key.to_owned(), value));
    put("what", json!(word));
    put("property", json!(change.property()));
    put("label", json!(names.label(schema, change.property())));
    let value = |claim: &Claim| {
        let mut out = Map::new();
        out.insert("value".to_owned(), json!(claim.value));
        if let Some(meaning) = names.meaning(schema, &claim.property, &claim.value) {
            out.insert("meaning".to_owned(), json!(meaning));
        }
        out
    };
    let told = |claim: &Claim| {
        let mut out = value(claim);
        out.insert("confidence".to_owned(), json!(confidence(&claim.evidence)));
        out.insert("evidence".to_owned(), claim.evidence.iter().map(|e| evidence(names, e)).collect());
        Value::Object(out)
    };
    match change {
        ClaimChange::Came(claim) => put("new", told(claim)),
        ClaimChange::Went(claim) => put("old", told(claim)),
        ClaimChange::Replaced { old, new, dates } => {
            put("old", told(old));
            put("new", told(new));
            if let Some(dates) = dates {
                put(
                    "date",
                    json!(match dates {
                        Dates::Sharpened => "sharpened",
                        Dates::Blurred => "blurred",
                        Dates::Moved => "moved",
                    }),
                );
            }
        }
        ClaimChange::Evidence { old, new, pieces } => {
            let sure = |claim: &Claim| -> Confidence { confidence(&claim.evidence) };
            put("claim", Value::Object(value(new)));
            put("confidence", json!({ "old": sure(old), "new": sure(new) }));
            put("evidence", pieces.iter().map(|p| piece(names, p)).collect());
        }
    }
    if change.newly_contradicted() {
        put("newly_contradicted", json!(true));
    }
    Value::Object(out)
}

fn piece(names: &Names<'_>, piece: &Piece) -> Value {
    match piece {
        Piece::Came(new) => json!({ "what": "came", "new": evidence(names, new) }),
        Piece::Went(old) => json!({ "what": "gone", "old": evidence(names, old) }),
        Piece::Changed { old, new } => {
            json!({ "what": "changed", "old": evidence(names, old), "new": evidence(names, new) })
        }
    }
}

/// A piece of evidence with its source's title; what is not known is left out.
fn evidence(names: &Names<'_>, evidence: &Evidence) -> Value {
    let Evidence { source, locator, quotation, stance, grade, kind, as_written, note } = evidence;
    let title = source.as_ref().and_then(|s| names.of(s.as_str()));
    let mut all = json!({
        "source": source, "title": title, "locator": locator, "quotation": quotation, "stance": stance,
        "grade": grade, "kind": kind, "as_written": as_written, "note": note,
    });
    if let Some(fields) = all.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    all
}
