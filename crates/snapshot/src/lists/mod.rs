//! `lists.tbl`: what lists are narrowed by and sorted by, so that a list of a million costs no more than its page.
//!
//! Each value of a facet has the numbers of its entities, and each entity the values that it has; every order is kept
//! as a list of numbers, for all and for each schema; and the counts of a schema's list that is not narrowed are there
//! already.

mod bits;
mod build;
mod column;
mod read;
mod set;

pub(crate) use bits::Bits;
pub(crate) use build::ListsBuilder;
pub(crate) use column::Column;
pub(crate) use read::{Lists, numbers};
pub(crate) use set::Set;

pub(crate) const TAG: &[u8; 8] = b"svl-list";
/// The date of what has none: before all others.
pub(crate) const UNDATED: i32 = i32::MIN;
