//! Dates as people write them, where only one day can be meant.

use sousveil_model::Interval;

/// The ISO form of a date: `3.11.2015` (a day first, wherever dots are written), `2015/11/3`, `13/11/2015` and
/// `11/13/2015` (only one order makes a date of these), `11.2015`, `2015-11-03T12:00:00` (the day of it). Nothing for
/// anything else, above all for `3/11/2015`, which is two days.
pub(crate) fn iso(text: &str) -> Option<String> {
    let ours = |text: &str| text.parse::<Interval>().is_ok().then(|| text.to_owned());
    if let Some(day) = ours(text.trim()) {
        return Some(day);
    }
    // A Russian year has the word for it behind it.
    let text = text.trim().trim_end_matches(['.', 'г', 'Г']).trim();
    if let Some(day) = ours(text) {
        return Some(day);
    }
    if let Some((day, _)) = text.split_once(['T', ' ']).filter(|(day, _)| day.len() == 10) {
        return iso(day);
    }
    let separator = text.chars().find(|c| matches!(c, '.' | '/' | '-'))?;
    let parts: Vec<&str> = text.split(separator).collect();
    let number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit()) && (1..=4).contains(&part.len());
    if !parts.iter().all(number) {
        return None;
    }
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (year, month, Some(day)),
        [month, year] if year.len() == 4 => (year, month, None),
        [day, month, year] if year.len() == 4 && separator == '.' => (year, month, Some(day)),
        [a, b, year] if year.len() == 4 => {
            let (first, second): (u32, u32) = (a.parse().ok()?, b.parse().ok()?);
            match (first <= 12, second <= 12) {
                (true, false) => (year, a, Some(b)),
                (false, true) => (year, b, Some(a)),
                (true, true) if first == second => (year, a, Some(b)),
                _ => return None,
            }
        }
        _ => return None,
    };
    ours(&match day {
        Some(day) => format!("{year}-{month:0>2}-{day:0>2}"),
        None => format!("{year}-{month:0>2}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_mean_one_day_is_read() {
        for (text, expected) in [
            ("2015", Some("2015")),
            ("2012/2014", Some("2012/2014")),
            ("2017/..", Some("2017/..")),
            ("2015 г.", Some("2015")),
            ("3.11.2015", Some("2015-11-03")),
            ("03.11.2015 г.", Some("2015-11-03")),
            ("11.2015", Some("2015-11")),
            ("2015/11/3", Some("2015-11-03")),
            ("13/11/2015", Some("2015-11-13")),
            ("11/13/2015", Some("2015-11-13")),
            ("5/5/2015", Some("2015-05-05")),
            ("2015-11-03T12:00:00", Some("2015-11-03")),
            ("3/11/2015", None),
            ("3.13.2015", None),
            ("31.2.2015", None),
            ("mid-2000s", None),
            ("15/11/03", None),
            ("", None),
            ("1/2/3/4", None),
        ] {
            assert_eq!(iso(text).as_deref(), expected, "{text}");
        }
    }
}
