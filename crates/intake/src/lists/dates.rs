//! Dates as lists write them: `10 Dec 1948`, `Dec 1948`, `circa 1951`, `1 May 1960 to 1963`, `12/05/1960`, `00/00/1960`.

use sousveil_model::PartialDate;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date, as precise as it is told. Of a span it is the year in which both ends lie, else none.
pub(super) fn read(text: &str) -> Option<PartialDate> {
    let text = text.trim().trim_end_matches('.');
    let text = strip(text, "circa").or_else(|| strip(text, "approximately")).unwrap_or(text);
    if let Some((from, to)) = text.split_once(" to ") {
        let (from, to) = (read(from)?, read(to)?);
        return (from.year() == to.year()).then(|| format!("{:04}", from.year()).parse().ok()).flatten();
    }
    // Without the time of day, and without a zone behind the day.
    let day = text.get(..10).filter(|_| matches!(text.as_bytes().get(10), Some(b'T' | b' ' | b'Z' | b'+' | b'-')));
    if let Some(date) = day.and_then(iso) {
        return Some(date);
    }
    iso(text).or_else(|| slashes(text)).or_else(|| words(text))
}

fn strip<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| text.get(word.len()..))?.map(str::trim)
}

fn iso(text: &str) -> Option<PartialDate> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    plain.then(|| text.parse().ok()).flatten()
}

/// Day, month, year: the United Kingdom writes them so, with zeros for what is not known.
fn slashes(text: &str) -> Option<PartialDate> {
    let [day, month, year] = *text.split('/').collect::<Vec<_>>() else { return None };
    let (day, month, year): (u8, u8, u16) = (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
    whole(day, month, year)
}

fn whole(day: u8, month: u8, year: u16) -> Option<PartialDate> {
    match (day, month) {
        (_, 0) => format!("{year:04}"),
        (0, month) => format!("{year:04}-{month:02}"),
        (day, month) => format!("{year:04}-{month:02}-{day:02}"),
    }
    .parse()
    .ok()
}

fn words(text: &str) -> Option<PartialDate> {
    let month = |word: &str| {
        let word = word.to_lowercase();
        let place = MONTHS.iter().position(|month| word.starts_with(month))?;
        word.bytes().all(|b| b.is_ascii_alphabetic()).then(|| u8::try_from(place + 1).ok()).flatten()
    };
    let parts: Vec<&str> = text.split([' ', '-', ',']).filter(|part| !part.is_empty()).collect();
    let (day, named, year) = match *parts.as_slice() {
        [day, named, year] if month(named).is_some() => (day.parse().ok()?, named, year),
        [named, day, year] if month(named).is_some() => (day.parse().ok()?, named, year),
        [named, year] => (0, named, year),
        _ => return None,
    };
    if year.len() != 4 {
        return None;
    }
    whole(day, month(named)?, year.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_precisely_as_they_are_told() {
        for (text, expected) in [
            ("10 Dec 1948", Some("1948-12-10")),
            ("Dec 1948", Some("1948-12")),
            ("1948", Some("1948")),
            ("circa 1951", Some("1951")),
            ("23-Sep-2026", Some("2026-09-23")),
            ("September 3, 2026", Some("2026-09-03")),
            ("12/05/1960", Some("1960-05-12")),
            ("00/00/1960", Some("1960")),
            ("00/07/1960", Some("1960-07")),
            ("1965-03-15T00:00:00", Some("1965-03-15")),
            ("1965-03-15Z", Some("1965-03-15")),
            ("1 Jan 1960 to 31 Dec 1960", Some("1960")),
            ("1960 to 1963", None),
            ("31 Feb 1960", None),
            ("1960s", None),
            ("é 1", None),
            ("", None),
        ] {
            assert_eq!(read(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
        }
    }
}
