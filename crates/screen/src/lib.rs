#![doc = include_str!("../README.md")]

mod compare;
mod features;
mod hash;
mod identifier;
pub mod index;
mod kind;
mod name;
mod rarity;
mod score;
mod sound;
mod words;

pub use compare::{Alignment, Match, Tuning, WordPair, alignment, compare, compare_asked, compare_with};
pub use features::{Address, Gender};
pub use identifier::{Identifier, Scheme};
pub use kind::Kind;
pub use name::{Name, NameRef, NotAName, Script, Token, is_by_syllables};
pub use rarity::{BuiltIn, Rarity};
pub use score::{
    ALIASES, Algorithm, Alias, Alike, Explanation, Explanations, Feature, Params, Scored, Subject, Texts, Weights,
    ceiling, names_alike, score, score_beside,
};
pub use words::Part;
