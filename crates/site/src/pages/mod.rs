//! The pages, one file a kind: what it shows, its template's struct, its handler.

pub(crate) mod about;
mod agency;
pub(crate) mod card;
pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod claim;
mod company;
mod country;
pub(crate) mod data;
pub(crate) mod entity;
pub(crate) mod gap;
pub(crate) mod home;
mod incident;
pub(crate) mod indicators;
pub(crate) mod inspect;
pub(crate) mod list;
pub(crate) mod machine;
pub(crate) mod map;
mod measure;
pub(crate) mod network;
mod product;
mod relation;
pub(crate) mod screen;
pub(crate) mod search;
mod source;
mod technology;
pub(crate) mod timeline;
mod transfer;
pub(crate) mod trends;

pub(crate) use entity::Subject;
