//! The world: shapes of countries in the Equal Earth projection, and what is drawn on them.

mod choropleth;
mod classes;
mod flows;
mod links;
mod shapes;

pub use choropleth::map;
pub use classes::Classes;
pub use flows::{Direction, flows};
pub use links::stylesheet;
pub use shapes::{World, world};

/// Width and height of a map, in units, with the strip below it.
pub fn size() -> (u32, u32) {
    choropleth::size(world())
}

/// A country on a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its code, as FollowTheMoney has it.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What is counted of it.
    pub count: u64,
    /// Where its mark leads, from the root of the site.
    pub href: String,
}

impl Place {
    /// What is said of it: its name and its number.
    pub fn told(&self) -> String {
        format!("{}: {}", self.name, self.count)
    }
}
