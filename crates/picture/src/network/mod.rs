//! Who is tied to whom: entries in columns, what comes from the left goes to the right.
//!
//! A place follows from the ties and the names alone, never from chance or from what was drawn before. So the same data give
//! the same picture, and an entry more moves the others of its column by one line: whoever knew the old picture finds their
//! way in the new one.

mod cluster;
mod draw;
mod layout;

pub use cluster::clustered;
pub use draw::draw;

use crate::scene::Style;

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    /// The entries; the first is the one in the middle.
    pub nodes: Vec<Node>,
    /// What ties them.
    pub ties: Vec<Tie>,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is called.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Where its mark leads, from the root of the site.
    pub href: String,
    /// How many entries it stands for: one, but for a group.
    pub count: usize,
}

/// A sort of thing; each has a shape of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A circle.
    Company,
    /// A diamond.
    Product,
    /// A square.
    Agency,
    /// A square that is empty.
    Country,
    /// A triangle.
    Measure,
}

/// A tie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The place of the entry from which it goes.
    pub from: usize,
    /// The place of the one to which it goes.
    pub to: usize,
    /// What sort of tie, as a word: ties of one sort to entries of one sort make a group.
    pub sort: String,
    /// Where its line leads.
    pub href: String,
    /// What is said of it.
    pub told: String,
    /// How sure it is, as the style of its line: never told by colour.
    pub style: Style,
}
