//! FollowTheMoney's entities, one JSON object a line. Entities that stand inside of others, as in nested exports, become
//! entities of their own.

use std::path::Path;

use super::draft::Draft;
use super::json_lines;
use super::out::Out;
use crate::IntakeError;
use crate::ftm::Thing;
use crate::lines::Json;

/// So many entities may stand inside of one.
const MOST_NESTED: usize = 100_000;

pub(super) fn read(path: &Path, out: &mut Out) -> Result<(), IntakeError> {
    json_lines::each(path, "an entity of FollowTheMoney as one JSON object a line", out, |number, mut json, out| {
        let mut nested = Vec::new();
        take_apart(&mut json, &mut nested);
        match one(json, out) {
            Ok(draft) => out.entity(number, draft),
            Err(reason) => return out.refuse(number, &reason),
        }
        for json in nested {
            match one(json, out) {
                Ok(draft) => out.derived(number, draft),
                Err(reason) => out.told.leave_out(&format!("an entity inside of another: {reason}")),
            }
        }
    })
}

/// Puts identifiers in the place of entities that stand inside of the properties, and those behind one another.
fn take_apart(json: &mut Json, nested: &mut Vec<Json>) {
    let Json::Object(object) = json else { return };
    let Some(Json::Object(properties)) = object.get_mut("properties") else { return };
    for values in properties.values_mut() {
        let Json::List(values) = values else { continue };
        for value in values {
            let id = match value {
                Json::Object(inner) => match inner.get("id") {
                    Some(Json::Text(id)) => id.clone(),
                    _ => continue,
                },
                _ => continue,
            };
            let mut inner = std::mem::replace(value, Json::Text(id));
            take_apart(&mut inner, nested);
            if nested.len() < MOST_NESTED {
                nested.push(inner);
            }
        }
    }
}

fn one(json: Json, out: &mut Out) -> Result<Draft, String> {
    let thing = Thing::read(json)?;
    let told = &mut out.told;
    let mut draft = Draft::new(&thing.id, &thing.schema, told)?;
    for (property, values) in &thing.properties {
        for stated in values {
            draft.add(property, &stated.value, told);
        }
    }
    draft.called(&thing.caption);
    beside(&mut draft, &thing);
    Ok(draft)
}

/// What stands beside the properties.
pub(super) fn beside(draft: &mut Draft, thing: &Thing) {
    for (what, values) in [("datasets", &thing.datasets), ("referents", &thing.referents)] {
        for value in values.iter().filter(|value| *value != draft.id()).cloned().collect::<Vec<_>>() {
            draft.beside(what, &value);
        }
    }
    let times =
        [("first_seen", &thing.first_seen), ("last_seen", &thing.last_seen), ("last_change", &thing.last_change)];
    for (what, time) in times {
        if let Some(time) = time {
            draft.beside(what, time);
        }
    }
}
