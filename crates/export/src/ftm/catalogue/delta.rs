//! What one version of `entities.ftm.json` adds to, changes in and takes from another.

use std::cmp::Ordering;
use std::io::{BufRead, Read as _, Write};

use serde::Serialize;
use serde_json::Value;

use crate::{Error, Result};

/// The longest line that is read: FollowTheMoney's own limit is 50 MB.
const LONGEST: u64 = 64 * 1024 * 1024;

/// How many entities differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// `ADD`.
    pub added: u64,
    /// `MOD`.
    pub modified: u64,
    /// `DEL`.
    pub deleted: u64,
}

impl Changes {
    /// Whether nothing differs.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

#[derive(Serialize)]
struct Line<'a> {
    op: &'a str,
    entity: &'a Value,
}

/// Writes one line for each entity that differs, `{"op":"ADD","entity":{…}}`; of one that is gone only its `id`.
///
/// Both files are sorted by identifier and read side by side, a line of each at a time. `last_seen` alone is no
/// difference: it is the day of the version for all of them, and FollowTheMoney leaves it out of its checksums too.
///
/// # Errors
/// A line is no entity, is too long, or not in its order; or the receiver takes no more.
pub fn delta(before: &mut dyn BufRead, after: &mut dyn BufRead, out: &mut dyn Write) -> Result<Changes> {
    let (mut old, mut new) = (Lines::new("the published entities", before), Lines::new("the new entities", after));
    let mut changes = Changes::default();
    let mut write = |op: &str, entity: &Value| -> Result<()> {
        serde_json::to_writer(&mut *out, &Line { op, entity })?;
        Ok(out.write_all(b"\n")?)
    };
    let (mut left, mut right) = (old.read()?, new.read()?);
    loop {
        let order = match (&left, &right) {
            (None, None) => return Ok(changes),
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(a), Some(b)) => a.id.cmp(&b.id),
        };
        match (order, &left, &right) {
            (Ordering::Less, Some(gone), _) => {
                write("DEL", &serde_json::json!({ "id": gone.id }))?;
                changes.deleted += 1;
            }
            (Ordering::Greater, _, Some(come)) => {
                write("ADD", &come.entity)?;
                changes.added += 1;
            }
            (_, Some(a), Some(b)) if !same(&a.entity, &b.entity) => {
                write("MOD", &b.entity)?;
                changes.modified += 1;
            }
            _ => {}
        }
        if order != Ordering::Greater {
            left = old.read()?;
        }
        if order != Ordering::Less {
            right = new.read()?;
        }
    }
}

fn same(a: &Value, b: &Value) -> bool {
    let (Some(a), Some(b)) = (a.as_object(), b.as_object()) else { return a == b };
    let without = |object: &serde_json::Map<String, Value>| object.keys().filter(|k| *k != "last_seen").count();
    without(a) == without(b)
        && a.iter().filter(|(key, _)| *key != "last_seen").all(|(key, value)| b.get(key) == Some(value))
}

struct Found {
    id: String,
    entity: Value,
}

struct Lines<'r> {
    what: &'static str,
    from: &'r mut dyn BufRead,
    number: u64,
    last: Option<String>,
}

impl<'r> Lines<'r> {
    fn new(what: &'static str, from: &'r mut dyn BufRead) -> Self {
        Self { what, from, number: 0, last: None }
    }

    fn read(&mut self) -> Result<Option<Found>> {
        let mut line = Vec::new();
        (&mut *self.from).take(LONGEST).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        if line.last() != Some(&b'\n') {
            return Err(self.wrong("expected a line feed at its end, within 64 MB"));
        }
        let entity: Value = serde_json::from_slice(&line).map_err(|e| self.wrong(&format!("no JSON: {e}")))?;
        let id =
            entity.get("id").and_then(Value::as_str).ok_or_else(|| self.wrong("expected an entity with an `id`"))?;
        let id = id.to_owned();
        if self.last.as_ref().is_some_and(|last| *last >= id) {
            return Err(self.wrong(&format!("`{id}` does not sort behind the one before it")));
        }
        self.last = Some(id.clone());
        Ok(Some(Found { id, entity }))
    }

    fn wrong(&self, what: &str) -> Error {
        Error::Line { file: self.what, line: self.number, what: what.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(before: &str, after: &str) -> Result<(Changes, String)> {
        let mut out = Vec::new();
        let changes = delta(&mut before.as_bytes(), &mut after.as_bytes(), &mut out)?;
        Ok((changes, String::from_utf8_lossy(&out).into_owned()))
    }

    #[test]
    fn tells_what_came_changed_and_went() -> Result<()> {
        let before = "{\"id\":\"a\",\"x\":1,\"last_seen\":\"1\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n";
        let after = "{\"id\":\"a\",\"x\":1,\"last_seen\":\"2\"}\n{\"id\":\"c\",\"y\":2}\n{\"id\":\"d\"}\n";
        let (changes, lines) = differ(before, after)?;
        assert_eq!(changes, Changes { added: 1, modified: 1, deleted: 1 });
        let expected = "{\"op\":\"DEL\",\"entity\":{\"id\":\"b\"}}\n{\"op\":\"MOD\",\"entity\":{\"id\":\"c\",\"y\":2}}\n\
                        {\"op\":\"ADD\",\"entity\":{\"id\":\"d\"}}\n";
        assert_eq!(lines, expected);
        assert!(differ(before, before)?.0.is_empty());
        assert_eq!(differ("", before)?.0.added, 3);
        Ok(())
    }

    #[test]
    fn refuses_what_is_not_sorted_or_no_entity() {
        for bad in
            ["{\"id\":\"b\"}\n{\"id\":\"a\"}\n", "{\"id\":\"a\"}\n{\"id\":\"a\"}\n", "{}\n", "x\n", "{\"id\":\"a\"}"]
        {
            assert!(matches!(differ(bad, ""), Err(Error::Line { .. })), "{bad}");
        }
    }
}
