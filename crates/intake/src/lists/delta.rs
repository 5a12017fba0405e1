//! What a publisher says has changed since a version, put into that version: one line for each entity that came, changed or
//! went, `{"op":"ADD"|"MOD"|"DEL","entity":{…}}`, as OpenSanctions publishes them and `sousveil export catalogue` writes
//! them.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::IntakeError;
use crate::lines::Lines;

/// So many bytes of changed entities are held; whoever changes more publishes the whole as well.
const MOST_HELD: usize = 512 << 20;

/// What was changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Applied {
    /// Entities that came.
    pub added: u64,
    /// Entities that are others now.
    pub changed: u64,
    /// Entities that went.
    pub gone: u64,
    /// Entities that there are now.
    pub entities: u64,
}

#[derive(Deserialize)]
struct Change {
    op: Op,
    entity: serde_json::Value,
}

#[derive(Deserialize)]
enum Op {
    #[serde(rename = "ADD")]
    Add,
    #[serde(rename = "MOD")]
    Change,
    #[serde(rename = "DEL")]
    Delete,
}

/// Only what tells an entity from others.
#[derive(Deserialize)]
struct Known {
    id: String,
}

/// Writes the entities of `before` as they are after all `deltas`, the oldest first. Each line of `before` is read once and
/// handed on as it is, unless it changed; what came stands at the end.
///
/// # Errors
/// A file can't be read, is not of that form, or holds too much; or `out` takes no more.
pub fn apply(before: &Path, deltas: &[PathBuf], out: &mut dyn Write) -> Result<Applied, IntakeError> {
    let changes = changes(deltas)?;
    let (lines, _) = Lines::open(before)?;
    put(lines, changes, out).map_err(|error| match error {
        Fault::Form(error) => error,
        Fault::Out(error) => IntakeError::io(before, error),
    })
}

/// For each entity what it is at the end; nothing where it is gone.
type Changes = BTreeMap<String, Option<String>>;

fn changes(deltas: &[PathBuf]) -> Result<Changes, IntakeError> {
    let mut changes = Changes::new();
    let mut held = 0usize;
    for path in deltas {
        let (mut lines, _) = Lines::open(path)?;
        gather(&mut lines, &mut changes, &mut held)?;
    }
    Ok(changes)
}

fn gather<R: BufRead>(lines: &mut Lines<R>, changes: &mut Changes, held: &mut usize) -> Result<(), IntakeError> {
    const FORM: &str = r#"a change such as {"op":"MOD","entity":{"id":"…"}}"#;
    loop {
        let read = match lines.next_line()? {
            None => return Ok(()),
            Some((_, text)) => {
                *held += text.len();
                serde_json::from_str::<Change>(text).map_err(|error| error.to_string())
            }
        };
        if *held > MOST_HELD {
            return Err(lines.fault("more changes than that", format!("at most {} MB of them", MOST_HELD >> 20)));
        }
        let Change { op, entity } = read.map_err(|error| lines.fault(error, FORM))?;
        let id = entity.get("id").and_then(serde_json::Value::as_str).filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| lines.fault("an entity without an `id`", FORM))?.to_owned();
        let now = match op {
            Op::Add | Op::Change => Some(entity.to_string()),
            Op::Delete => None,
        };
        changes.insert(id, now);
    }
}

enum Fault {
    Form(IntakeError),
    Out(std::io::Error),
}

impl From<IntakeError> for Fault {
    fn from(error: IntakeError) -> Self {
        Self::Form(error)
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Out(error)
    }
}

fn put<R: BufRead>(mut lines: Lines<R>, mut changes: Changes, out: &mut dyn Write) -> Result<Applied, Fault> {
    let mut applied = Applied::default();
    loop {
        let fault = match lines.next_line()? {
            None => break,
            Some((_, text)) => match serde_json::from_str::<Known>(text) {
                Err(error) => error.to_string(),
                Ok(Known { id }) => {
                    match changes.get_mut(&id) {
                        None => {
                            out.write_all(text.as_bytes())?;
                            out.write_all(b"\n")?;
                            applied.entities += 1;
                        }
                        Some(Some(now)) => {
                            out.write_all(now.as_bytes())?;
                            out.write_all(b"\n")?;
                            applied.entities += 1;
                            applied.changed += 1;
                            // A second line of that entity would be what it was before.
                            changes.insert(id, None);
                        }
                        Some(None) => applied.gone += 1,
                    }
                    continue;
                }
            },
        };
        return Err(lines.fault(fault, "an entity with an `id`").into());
    }
    for now in changes.into_values().flatten() {
        out.write_all(now.as_bytes())?;
        out.write_all(b"\n")?;
        applied.added += 1;
        applied.entities += 1;
    }
    Ok(applied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(before: &str, deltas: &[&str]) -> Result<(Applied, String), IntakeError> {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = dir.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let base = write("base", before);
        let deltas: Vec<PathBuf> =
            deltas.iter().enumerate().map(|(at, text)| write(&format!("delta-{at}"), text)).collect();
        let mut out = Vec::new();
        let applied = apply(&base, &deltas, &mut out)?;
        Ok((applied, String::from_utf8(out).unwrap()))
    }

    #[test]
    fn what_came_changed_and_went_is_put_in_and_the_rest_stays_as_it_is() {
        let before = "{\"id\":\"a\", \"x\" : 1}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n{\"id\":\"d\"}\n";
        let first = "{\"op\":\"DEL\",\"entity\":{\"id\":\"b\"}}\n{\"op\":\"MOD\",\"entity\":{\"id\":\"c\",\"y\":1}}\n\
                     {\"op\":\"ADD\",\"entity\":{\"id\":\"e\"}}\n{\"op\":\"ADD\",\"entity\":{\"id\":\"f\"}}\n";
        let second = "{\"op\":\"MOD\",\"entity\":{\"id\":\"c\",\"y\":2}}\n{\"op\":\"DEL\",\"entity\":{\"id\":\"f\"}}\n";
        let (told, text) = applied(before, &[first, second]).unwrap();
        assert_eq!(text, "{\"id\":\"a\", \"x\" : 1}\n{\"id\":\"c\",\"y\":2}\n{\"id\":\"d\"}\n{\"id\":\"e\"}\n");
        assert_eq!(told, Applied { added: 1, changed: 1, gone: 1, entities: 4 });
        assert_eq!(applied(before, &[]).unwrap().1, before);
    }

    #[test]
    fn what_is_not_of_the_form_is_refused() {
        let good = "{\"id\":\"a\"}\n";
        for bad in [
            "{\"op\":\"ADD\"}\n",
            "{\"op\":\"NEW\",\"entity\":{\"id\":\"a\"}}\n",
            "{\"op\":\"ADD\",\"entity\":{}}\n",
            "{\"op\":\"ADD\",\"entity\":{\"id\":7}}\n",
            "[]\n",
            "{\"op\":\"ADD\",\"entity\":{\"id\":\"a\"",
        ] {
            assert!(matches!(applied(good, &[bad]), Err(IntakeError::Form { line: Some(1), .. })), "{bad}");
        }
        for bad in ["{\"x\":1}\n", "no\n", "{\"id\":"] {
            assert!(applied(bad, &[]).is_err(), "{bad}");
        }
    }
}
