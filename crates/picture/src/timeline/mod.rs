//! What happened when: lanes under one axis of years, dates that are known in part as spans.

mod draw;
mod pack;

pub use draw::draw;

use crate::scene::Style;

/// A day, counted in months of 31 days: an axis does not show the difference.
pub type Day = i32;

/// The number of a day, from year, month and day.
pub fn day((year, month, day): (u16, u8, u8)) -> Day {
    (i32::from(year) * 12 + i32::from(month) - 1) * 31 + i32::from(day) - 1
}

/// A row of things of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// What it holds.
    pub name: String,
    /// What lies in it.
    pub items: Vec<Item>,
}

/// A thing that happened or lasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What is written beside it.
    pub name: String,
    /// First and last day; without a date it stands below the lane.
    pub span: Option<Span>,
    /// Where its mark leads, from the root of the site.
    pub href: String,
    /// What is said of it.
    pub told: String,
    /// How sure it is: a whole one is filled, a dashed one is pale, a dotted one is empty.
    pub style: Style,
}

/// Days from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub first: Day,
    /// The last.
    pub last: Day,
    /// Whether it may have begun before.
    pub earlier: bool,
    /// Whether it lasts on.
    pub later: bool,
}
