//! FollowTheMoney: entities and statements that any of its programs reads without changing or dropping a value.
//!
//! Its schemata have no place for doubt, so not everything of ours goes there. What does not is counted by table,
//! column and reason in a [`Ledger`]; nothing is passed over in silence. `docs/export.md` has the whole mapping.
//!
//! * [`Vanilla`] turns a snapshot into entities, one after the other in the order of their identifiers.
//! * [`entities`] and [`statements`] write them; [`native`] writes our own lines, with nothing left out.
//! * [`catalogue`] holds what a published folder is made of: versions, differences, the entry of the catalogue.

pub mod catalogue;
pub mod clean;
mod convert;
mod derive;
mod entity;
mod ledger;
mod native;
mod seen;
mod statements;
mod vanilla;

use std::io::Write;

use sousveil_model::ftm::StatementForm;
use sousveil_snapshot::Snapshot;

pub use entity::{FtmEntity, Statement, checksum};
pub use ledger::{Ledger, LeftOut};
pub use native::native;
pub use seen::{Seen, data_date};
pub use statements::Statements;
pub use vanilla::{Common, Vanilla, end_of};

use crate::Result;

/// Writes `entities.ftm.json`: one entity a line.
///
/// # Errors
/// The snapshot can't be read, or the receiver takes no more.
pub fn entities(snapshot: &Snapshot, out: &mut dyn Write) -> Result<Ledger> {
    Vanilla::new(snapshot).each(&mut |entity| {
        serde_json::to_writer(&mut *out, entity)?;
        Ok(out.write_all(b"\n")?)
    })
}

/// Writes all statements in one of FollowTheMoney's forms.
///
/// # Errors
/// As [`entities`].
pub fn statements(snapshot: &Snapshot, form: StatementForm, out: &mut dyn Write) -> Result<Ledger> {
    let mut writer = Statements::begin(form, out)?;
    let ledger = Vanilla::new(snapshot).each(&mut |entity| writer.entity(entity))?;
    writer.end()?;
    Ok(ledger)
}
