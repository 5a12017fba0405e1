#![doc = include_str!("../README.md")]

mod address;
mod bounds;
mod connections;
mod cx;
mod error;
mod formats;
mod layers;
mod lists;
mod pages;
mod response;
mod router;
mod site;
mod stream;
mod style;
mod view;
mod words;

pub use connections::{listen, serve};
pub use router::router;
pub use site::{Limits, Site, SiteConfig};
