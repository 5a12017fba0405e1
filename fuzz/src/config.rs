//! `sousveil.toml`.

use super::{lines_in, scratch};

#[path = "../../crates/sousveil/src/config/mod.rs"]
mod source;

/// Read, or refused with a line that exists and a message that can be read.
pub fn run(data: &[u8]) {
    scratch::with(&[("sousveil.toml", data)], |dir| match source::read(&dir.join("sousveil.toml")) {
        Ok(layer) => drop(source::Settings::of(layer).map_err(|error| assert!(error.to_string().len() < 4000))),
        Err(error) => {
            let line = error.line.and_then(|line| u64::try_from(line).ok());
            assert!(line.is_none_or(|line| line <= lines_in(data)), "{error}");
            assert!(error.to_string().len() < 4000, "a message that nobody reads");
        }
    });
}
