#![doc = include_str!("../README.md")]

mod compare;
mod kind;
mod name;
mod rarity;
mod sound;
mod words;

pub use compare::{Match, Tuning, compare, compare_with};
pub use kind::Kind;
pub use name::{Name, NameRef, NotAName, Script, Token};
pub use rarity::{BuiltIn, Rarity};
pub use words::Part;
