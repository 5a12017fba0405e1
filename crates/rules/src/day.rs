//! Days as numbers, and stretches of them of which the ends are only partly known.

use serde::Serialize;
use sousveil_model::{Interval, PartialDate, Tri};

/// Days since 1 January 1970 in the Gregorian calendar.
pub(crate) type Day = i32;

/// Before any day that a date can mean.
pub(crate) const EVER: Day = i32::MIN / 4;
/// After any day that a date can mean.
pub(crate) const NEVER: Day = i32::MAX / 4;

/// The number of a day. Howard Hinnant, "chrono-compatible low-level date algorithms" (`days_from_civil`).
pub(crate) fn number((year, month, day): (u16, u8, u8)) -> Day {
    let (year, month, day) = (i32::from(year), i32::from(month), i32::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// When one act took place: on one day, somewhere from `first` to `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Window {
    pub(crate) first: Day,
    pub(crate) last: Day,
}

impl Window {
    /// At some time.
    pub(crate) const ALWAYS: Self = Self { first: EVER, last: NEVER };

    /// Within an interval; an end that is not told leaves it open.
    pub(crate) fn of(interval: &Interval) -> Self {
        Self {
            first: interval.from().map_or(EVER, |date| number(date.first_day())),
            last: interval.to().map_or(NEVER, |date| number(date.last_day())),
        }
    }

    /// Not after the last day that a date can mean.
    pub(crate) fn until(date: PartialDate) -> Self {
        Self { first: EVER, last: number(date.last_day()) }
    }
}

impl From<PartialDate> for Window {
    fn from(date: PartialDate) -> Self {
        Self { first: number(date.first_day()), last: number(date.last_day()) }
    }
}

/// A stretch of days that begins and ends on days which are only partly known: it certainly lasts from `begun` to
/// `lasts`, and at most from `from` to `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: Day,
    pub(crate) begun: Day,
    pub(crate) lasts: Day,
    pub(crate) to: Day,
}

impl Span {
    /// From its dates. Of an end it is not known whether it is the last day or the first one after it. Where no end is
    /// known, it lasts at least to `seen`, or, where nothing is told of that either, for ever.
    pub(crate) fn new(from: Option<PartialDate>, to: Option<PartialDate>, seen: Option<PartialDate>) -> Self {
        let (first, begun) = from.map_or((EVER, NEVER), |date| (number(date.first_day()), number(date.last_day())));
        let (lasts, to) = match (to, seen) {
            (Some(date), _) => (number(date.first_day()) - 1, number(date.last_day())),
            (None, Some(seen)) => (number(seen.last_day()), NEVER),
            (None, None) => (NEVER, NEVER),
        };
        Self { from: first, begun, lasts, to }
    }

    /// From a day on, or for ever; to a day, that day included, or for ever.
    pub(crate) fn sure(from: Option<PartialDate>, to: Option<PartialDate>) -> Self {
        let from = from.map_or(EVER, |date| number(date.first_day()));
        let to = to.map_or(NEVER, |date| number(date.last_day()));
        Self { from, begun: from, lasts: to, to }
    }

    /// Whether the act of a window falls into it.
    pub(crate) fn holds(&self, window: Window) -> Tri {
        if window.last < self.from || window.first > self.to {
            Tri::No
        } else if window.first >= self.begun && window.last <= self.lasts {
            Tri::Yes
        } else {
            Tri::Possible
        }
    }

    /// The part of a window in which it may hold.
    pub(crate) fn part(&self, window: Window) -> Window {
        Window { first: window.first.max(self.from), last: window.last.min(self.to) }
    }

    /// How far a window lies outside, where it does.
    pub(crate) fn distance(&self, window: Window) -> Option<Distance> {
        let known = |day: Day| day > EVER && day < NEVER;
        let days = |least: Day, most: Option<Day>| (least.unsigned_abs(), most.map(Day::unsigned_abs));
        if window.last < self.from {
            let most = (known(self.begun) && known(window.first)).then(|| self.begun - window.first);
            let (least, most) = days(self.from - window.last, most);
            return Some(Distance { after: false, least, most });
        }
        if window.first > self.to {
            let most = (known(self.lasts) && known(window.last)).then(|| window.last - self.lasts);
            let (least, most) = days(window.first - self.to, most);
            return Some(Distance { after: true, least, most });
        }
        None
    }
}

/// How far a date lies outside the time in which a measure was in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Distance {
    /// Whether the measure had ended by then; else it had not begun.
    pub after: bool,
    /// At least so many days.
    pub least: u32,
    /// At most so many, where both dates have an end.
    pub most: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (text, days) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2026-11-27", 20_784)] {
            assert_eq!(number(date(text).first_day()), days, "{text}");
        }
        assert_eq!(Window::from(date("2024-02")).last, number(date("2024-02-29").first_day()));
    }

    #[test]
    fn the_day_of_the_end_is_open() {
        let span = Span::new(Some(date("2024-02-27")), Some(date("2024-10-21")), None);
        let holds = |text: &str| span.holds(date(text).into());
        assert_eq!(holds("2024-02-26"), Tri::No);
        assert_eq!(holds("2024-10-20"), Tri::Yes);
        assert_eq!(holds("2024-10-21"), Tri::Possible);
        assert_eq!(holds("2024-10-22"), Tri::No);
        assert_eq!(holds("2024"), Tri::Possible);
    }

    #[test]
    fn the_distance_has_two_ends() {
        let span = Span::new(Some(date("2012-01-19")), None, None);
        let far = |text: &str| span.distance(date(text).into());
        assert_eq!(far("2012-01-18"), Some(Distance { after: false, least: 1, most: Some(1) }));
        assert_eq!(far("2011"), Some(Distance { after: false, least: 19, most: Some(383) }));
        assert_eq!(far("2012"), None);
        let open = Window::until(date("2011"));
        assert_eq!(span.distance(open), Some(Distance { after: false, least: 19, most: None }));
    }

    #[test]
    fn what_was_last_seen_may_have_ended() {
        let span = Span::new(Some(date("1986")), None, Some(date("1994-02-07")));
        assert_eq!(span.holds(date("1990").into()), Tri::Yes);
        assert_eq!(span.holds(date("2010").into()), Tri::Possible);
    }
}
