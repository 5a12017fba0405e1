#![doc = include_str!("../README.md")]

pub mod card;
mod drawn;
pub mod network;
mod percent;
pub mod png;
pub mod scene;
pub mod simplify;
pub mod svg;
mod text;
mod theme;
pub mod timeline;
pub mod world;

pub use drawn::Drawn;
pub use theme::{Ink, Theme};
