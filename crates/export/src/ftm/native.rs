//! `entities.sousveil.json`: our own lines, with nothing left out but the countries, which are the program's.

use std::io::Write;

use sousveil_model::lines::{FORMAT, Line};
use sousveil_snapshot::{COUNTRY, Snapshot};

use crate::Result;

/// Writes the whole dataset as our own lines.
///
/// # Errors
/// The snapshot can't be read, or the receiver takes no more.
pub fn native(snapshot: &Snapshot, out: &mut dyn Write) -> Result<()> {
    let mut line = |line: &Line| -> Result<()> {
        serde_json::to_writer(&mut *out, line)?;
        Ok(out.write_all(b"\n")?)
    };
    line(&Line::Format(FORMAT))?;
    line(&Line::Dataset(snapshot.manifest().dataset.clone()))?;
    for number in 0..snapshot.len() {
        if snapshot.head(number).is_some_and(|head| head.schema != COUNTRY) {
            line(&Line::Entity(snapshot.entity_at(number)?))?;
        }
    }
    for change in snapshot.changes() {
        line(&Line::Change(change.clone()))?;
    }
    for redirect in snapshot.redirects() {
        line(&Line::Redirect(redirect.clone()))?;
    }
    for coverage in snapshot.coverage() {
        line(&Line::Coverage(coverage.clone()))?;
    }
    Ok(())
}
