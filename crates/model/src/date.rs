//! Partial dates and intervals, and comparisons that may answer "possibly".

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A date as precise as its source: a year, a month or a day. Ordered by its first day, then by precision.
///
/// Written as an ISO 8601 prefix: `2015`, `2015-11`, `2015-11-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// An interval between two partial dates, either end of which may be unknown. Both ends belong to it.
///
/// Written as in ISO 8601-2 (EDTF): `2015` (somewhere within that year), `2012/2014`, `../2024`, `2019/..`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    from: Option<PartialDate>,
    to: Option<PartialDate>,
}

/// The answer to a comparison of things that are only partly known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tri {
    /// True whatever the unknown parts are.
    Yes,
    /// False whatever the unknown parts are.
    No,
    /// True for some and false for other values of the unknown parts.
    Possible,
}

impl Tri {
    /// True only where both are.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Possible,
        }
    }

    /// The opposite.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "`!` would hide that there are three answers")]
    pub fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Possible => Self::Possible,
        }
    }

    /// True where one of the two is.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Possible,
        }
    }
}

impl From<bool> for Tri {
    fn from(known: bool) -> Self {
        if known { Self::Yes } else { Self::No }
    }
}

/// Why a date or an interval could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text has not the form of a partial date.
    #[error("`{0}` is not a date of the form 2015, 2015-11 or 2015-11-03")]
    Form(String),
    /// The text has the form, but the calendar has no such month or day.
    #[error("`{0}` does not exist in the calendar")]
    Calendar(String),
    /// The interval ends before it begins.
    #[error("`{0}` ends before it begins")]
    Backwards(String),
    /// Neither end of the interval is given.
    #[error("`{0}` gives neither a beginning nor an end")]
    Empty(String),
}

impl PartialDate {
    /// A whole year.
    pub fn from_year(year: u16) -> Option<Self> {
        (1000..=9999).contains(&year).then_some(Self { year, month: None, day: None })
    }

    /// The year, the one part that is always known.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The first day that the date can mean, as (year, month, day).
    pub fn first_day(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that the date can mean, as (year, month, day).
    pub fn last_day(self) -> (u16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or_else(|| days_in(self.year, month)))
    }

    /// Whether the day meant by `self` comes before the day meant by `other`.
    pub fn before(self, other: Self) -> Tri {
        if self.last_day() < other.first_day() {
            Tri::Yes
        } else if self.first_day() >= other.last_day() {
            Tri::No
        } else {
            Tri::Possible
        }
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.first_day(), self.last_day()).cmp(&(other.first_day(), other.last_day()))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(s: &str) -> Result<Self, DateError> {
        let form = || DateError::Form(s.to_owned());
        let mut parts = s.split('-');
        let year = number(parts.next(), 4).ok_or_else(form)?;
        let month = match parts.next() {
            None => None,
            part => Some(number(part, 2).ok_or_else(form)?),
        };
        let day = match parts.next() {
            None => None,
            part => Some(number(part, 2).ok_or_else(form)?),
        };
        if parts.next().is_some() {
            return Err(form());
        }
        let calendar = || DateError::Calendar(s.to_owned());
        if year < 1000 {
            return Err(calendar());
        }
        let month = month.map(u8::try_from).transpose().map_err(|_| calendar())?;
        let day = day.map(u8::try_from).transpose().map_err(|_| calendar())?;
        if month.is_some_and(|m| !(1..=12).contains(&m)) {
            return Err(calendar());
        }
        if let (Some(m), Some(d)) = (month, day)
            && !(1..=days_in(year, m)).contains(&d)
        {
            return Err(calendar());
        }
        Ok(Self { year, month, day })
    }
}

impl Interval {
    /// An interval from its ends; `None` where both are unknown or the second comes before the first.
    pub fn new(from: Option<PartialDate>, to: Option<PartialDate>) -> Option<Self> {
        match (from, to) {
            (None, None) => None,
            (Some(a), Some(b)) if b.last_day() < a.first_day() => None,
            _ => Some(Self { from, to }),
        }
    }

    /// The beginning, if known.
    pub fn from(&self) -> Option<PartialDate> {
        self.from
    }

    /// The end, if known.
    pub fn to(&self) -> Option<PartialDate> {
        self.to
    }

    /// The date to sort by: the beginning, else the end.
    pub fn sort_date(&self) -> Option<PartialDate> {
        self.from.or(self.to)
    }

    /// Whether the one act that happened at some time within `self` happened within `other`,
    /// where an open end of `other` means that it lasts.
    pub fn within(&self, other: &Self) -> Tri {
        let (a, b) = (self.earliest(), self.latest());
        let outer_from = other.from.map_or((Day::MIN, Day::MIN), |d| (d.first_day(), d.last_day()));
        let outer_to = other.to.map_or((Day::MAX, Day::MAX), |d| (d.first_day(), d.last_day()));
        if b < outer_from.0 || a > outer_to.1 {
            Tri::No
        } else if a >= outer_from.1 && b <= outer_to.0 {
            Tri::Yes
        } else {
            Tri::Possible
        }
    }

    fn earliest(&self) -> Day {
        self.from.map_or(Day::MIN, PartialDate::first_day)
    }

    fn latest(&self) -> Day {
        self.to.map_or(Day::MAX, PartialDate::last_day)
    }
}

impl From<PartialDate> for Interval {
    fn from(date: PartialDate) -> Self {
        Self { from: Some(date), to: Some(date) }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(a), Some(b)) if a == b => write!(f, "{a}"),
            (Some(a), Some(b)) => write!(f, "{a}/{b}"),
            (Some(a), None) => write!(f, "{a}/.."),
            (None, Some(b)) => write!(f, "../{b}"),
            (None, None) => write!(f, "../.."),
        }
    }
}

impl FromStr for Interval {
    type Err = DateError;

    fn from_str(s: &str) -> Result<Self, DateError> {
        let Some((from, to)) = s.split_once('/') else {
            return Ok(s.parse::<PartialDate>()?.into());
        };
        let end = |part: &str| match part {
            ".." => Ok(None),
            part => part.parse().map(Some),
        };
        let (from, to) = (end(from)?, end(to)?);
        if from.is_none() && to.is_none() {
            return Err(DateError::Empty(s.to_owned()));
        }
        Self::new(from, to).ok_or_else(|| DateError::Backwards(s.to_owned()))
    }
}

type Day = (u16, u8, u8);

/// The ends of all time, for open intervals.
trait DayEnds {
    const MIN: Day = (0, 1, 1);
    const MAX: Day = (u16::MAX, 12, 31);
}
impl DayEnds for Day {}

fn number(part: Option<&str>, digits: usize) -> Option<u16> {
    let part = part?;
    (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
}

/// Days of a month in the Gregorian calendar.
fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(s: &str) -> PartialDate {
        s.parse().unwrap_or_else(|e| panic!("{e}"))
    }

    fn interval(s: &str) -> Interval {
        s.parse().unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn reads_what_a_source_can_know() {
        for good in ["2015", "2015-11", "2015-11-03", "2016-02-29"] {
            assert_eq!(date(good).to_string(), good);
        }
        for bad in ["", "15", "2015-13", "2015-02-29", "2015-1", "mid-2000s", "2015-11-03-01", "0999", "２０１５"] {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_interval_keeps_its_open_ends() {
        for good in ["2015", "2012/2014", "../2024", "2019-03/.."] {
            assert_eq!(interval(good).to_string(), good);
        }
        assert!(matches!("2014/2012".parse::<Interval>(), Err(DateError::Backwards(_))));
        assert!(matches!("../..".parse::<Interval>(), Err(DateError::Empty(_))));
    }

    #[test]
    fn a_year_only_possibly_comes_before_a_day_within_it() {
        assert_eq!(date("2005").before(date("2005-11-14")), Tri::Possible);
        assert_eq!(date("2004").before(date("2005-11-14")), Tri::Yes);
        assert_eq!(date("2006").before(date("2005-11-14")), Tri::No);
        assert_eq!(date("2005").before(date("2005")), Tri::Possible);
        assert_eq!(date("2005-01-01").before(date("2005-01-01")), Tri::No);
    }

    #[test]
    fn within_has_three_answers() {
        let embargo = interval("2005-11-14/2009-10-31");
        assert_eq!(interval("2007").within(&embargo), Tri::Yes);
        assert_eq!(interval("2005").within(&embargo), Tri::Possible);
        assert_eq!(interval("2010").within(&embargo), Tri::No);
        assert_eq!(interval("../2024").within(&embargo), Tri::Possible);
        assert_eq!(interval("2024").within(&interval("2020/..")), Tri::Yes);
        assert_eq!(interval("2008").within(&interval("2005/2008")), Tri::Possible);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(s in "\\PC{0,24}") {
            let _ = s.parse::<Interval>();
        }

        #[test]
        fn dates_round_trip(y in 1000u16..=9999, m in 1u8..=12, d in 1u8..=28, precision in 0..3) {
            let text = match precision {
                0 => format!("{y:04}"),
                1 => format!("{y:04}-{m:02}"),
                _ => format!("{y:04}-{m:02}-{d:02}"),
            };
            prop_assert_eq!(date(&text).to_string(), text);
        }

        #[test]
        fn before_is_never_yes_both_ways(a in 1990u16..2030, b in 1990u16..2030, m in 1u8..=12) {
            let x = date(&format!("{a}"));
            let y = date(&format!("{b}-{m:02}"));
            prop_assert!(!(x.before(y) == Tri::Yes && y.before(x) == Tri::Yes));
        }
    }
}
