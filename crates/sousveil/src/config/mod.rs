//! The settings of `serve`: defaults, over them a file, over it the environment, over that the command line.

mod catalogue;
mod file;
mod layer;
mod settings;

pub use catalogue::{is_said, keys, table, value};
pub use file::{FileError, read};
pub use layer::{Layer, LogFormat, LogLevel};
pub use settings::Settings;
