//! The program was built without YARA: no rules can be made, so none can be held against anything.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail};
use sousveil_inspect::{Ask, Unread};

use super::Loaded;

/// There are none.
pub enum Rules {}

impl Rules {
    pub fn make(_: &[PathBuf]) -> Result<(Self, Loaded)> {
        bail!("this program was built without YARA")
    }
}

/// What would hold them.
pub struct Scanner<'r>(&'r Rules);

impl<'r> Scanner<'r> {
    pub fn new(rules: &'r Rules) -> Self {
        Self(rules)
    }

    pub fn scan(&mut self, _: &str, _: &[u8], _: Duration, _: &mut dyn FnMut(Ask)) -> Result<(), Unread> {
        match *self.0 {}
    }
}
