//! Another dataset folder, taken in three ways: their rows, ours, and those that both come from.
//!
//! The unit is a row with its lines of `evidence.csv`. What only one side changed is clear; where both did, ours stays
//! and people decide: nothing is merged by machine, not even two different cells of one row, and no two rows are ever
//! joined because they look alike. `docs/import.md` has the table of cases.

mod alike;
mod compare;
mod history;
mod judge;
mod lines;
mod told;
mod unit;
mod work;

use sousveil_model::PartialDate;

pub use judge::Why;
pub use told::{Alike, Cell, Conflict, Fate, LineTold, RowTold, Sums, Told};

use crate::folder::Folder;

/// A folder with what was taken in, and what there is to say about it.
#[derive(Debug)]
pub struct Taken {
    /// The folder.
    pub folder: Folder,
    /// What became of everything.
    pub told: Told,
}

/// Takes `theirs` into `ours`. `base` is what both come from; without it only rows that are new come. `choices` are
/// identifiers of rows in conflict for which a person chose their version.
///
/// What would be an error in the result is refused, with the reason that [`crate::folder::check::check`] gives; errors
/// that `ours` had before are still in it.
pub fn take_in(ours: &Folder, theirs: &Folder, base: Option<&Folder>, choices: &[String], today: PartialDate) -> Taken {
    work::Work::new(ours, theirs, base, choices, today).done()
}
