#![doc = include_str!("../README.md")]

pub mod countries;
mod cyrillic;
mod fold;
mod forms;
mod kana;
mod latin;
mod letters;
mod name;
mod signs;
mod slug;
mod tidy;
mod visible;
mod words;

pub use fold::fold;
pub use latin::latin;
pub use name::{company_form, name_key};
pub use signs::is_invisible;
pub use slug::slug;
pub use tidy::tidy;
pub use visible::visible;
pub use words::{Token, words};

/// Version of everything this crate writes, stamped into every snapshot.
///
/// Raise it when any output of any function changes, also when a dependency brings a newer
/// Unicode or CLDR: an index and its questions must come from the same version.
pub const VERSION: u32 = 1;
