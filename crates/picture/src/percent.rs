//! Parts of a size, as stylesheets write them.

use std::fmt;

use crate::scene::Tenths;

/// Hundredths of a percent.
pub(crate) struct Percent(i64);

impl Percent {
    /// What part of `all` a size is, to a hundredth of a percent.
    pub(crate) fn of(size: Tenths, all: u32) -> Self {
        Self(i64::from(size) * 10_000 / i64::from(all.max(1)))
    }

    /// The same to a tenth.
    pub(crate) fn rough(size: Tenths, all: u32) -> Self {
        Self(Self::of(size, all).0 / 10 * 10)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, all) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match (all / 100, all % 100) {
            (0, 0) => out.write_str("0"),
            (whole, 0) => write!(out, "{sign}{whole}%"),
            (whole, part) if part % 10 == 0 => write!(out, "{sign}{whole}.{}%", part / 10),
            (whole, part) => write!(out, "{sign}{whole}.{part:02}%"),
        }
    }
}
