//! How often something is done: `90s`, `30m`, `6h`, `1d`.

use std::time::Duration;

use serde::Deserialize;

/// An interval of at least a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Interval(pub Duration);

impl TryFrom<String> for Interval {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let bad = || format!("found `{text}`, expected a number and `s`, `m`, `h` or `d`, such as `6h`, at most 366d");
        let unit = match text.chars().last() {
            Some('s') => 1,
            Some('m') => 60,
            Some('h') => 3_600,
            Some('d') => 86_400,
            _ => return Err(bad()),
        };
        let number: u64 = text.trim_end_matches(char::is_alphabetic).parse().map_err(|_| bad())?;
        let seconds = number.checked_mul(unit).filter(|seconds| (1..=366 * 86_400).contains(seconds));
        // One letter and no more.
        let whole = format!("{number}").len() + 1 == text.len();
        seconds.filter(|_| whole).map(|seconds| Self(Duration::from_secs(seconds))).ok_or_else(bad)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_unit() {
        for (text, seconds) in [("1s", 1), ("90s", 90), ("30m", 1_800), ("6h", 21_600), ("1d", 86_400)] {
            assert_eq!(Interval::try_from(text.to_owned()), Ok(Interval(Duration::from_secs(seconds))), "{text}");
        }
        for bad in ["", "h", "0s", "6", "6 h", "-1h", "6hh", "06h", "1y", "367d", "99999999999999999999d", "６h", "1é"]
        {
            assert!(Interval::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
