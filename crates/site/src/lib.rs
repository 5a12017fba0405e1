#![doc = include_str!("../README.md")]

mod address;
mod api;
mod bounds;
mod connections;
mod count;
mod cx;
mod door;
mod error;
mod figures;
mod formats;
mod layers;
mod lists;
mod metrics;
mod once;
mod onion;
mod pace;
mod pages;
mod rate;
mod response;
mod router;
mod site;
mod stream;
mod style;
mod view;
mod words;

pub use address::encode;
pub use api::{Catalogue, CatalogueError, Collection, KEY_BYTES, Keys, List};
pub use axum::http::HeaderName;
pub use connections::{listen, serve, serve_counted};
pub use door::{Asked, question};
pub use figures::Figures;
pub use metrics::metrics;
pub use once::{Once, OnceError};
pub use rate::{Proxy, Rate};
pub use router::router;
pub use site::{ConnectionLimits, Limits, Site, SiteConfig};
