#![doc = include_str!("../README.md")]

pub mod network;
mod percent;
pub mod png;
pub mod scene;
pub mod simplify;
pub mod svg;
mod text;
mod theme;
pub mod world;

pub use theme::{Ink, Theme};
