//! Dates, intervals, identifiers, countries: what is read is written the same, and comparisons agree.

use sousveil_model::id::{claim_id, entity_of_claim};
use sousveil_model::{Country, Id, Interval, PartialDate, Tri};

/// Takes each line as one value, and compares it with the line before.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut before: Option<(PartialDate, Interval)> = None;
    for line in text.split('\n') {
        identifier(line);
        country(line);
        let Ok(interval) = line.parse::<Interval>() else {
            assert!(line.parse::<PartialDate>().is_err(), "a date is an interval too: {line}");
            continue;
        };
        assert_eq!(interval.to_string().parse::<Interval>().as_ref(), Ok(&interval));
        assert_ne!(interval.within(&interval), Tri::No);
        let Some(date) = interval.sort_date() else { continue };
        assert_eq!(date.to_string().parse::<PartialDate>().as_ref(), Ok(&date));
        assert!(date.first_day() <= date.last_day());
        if let Some((other, outer)) = before {
            assert!(!(date.before(other) == Tri::Yes && other.before(date) != Tri::No));
            assert_eq!(date == other, date.cmp(&other).is_eq());
            let _ = interval.within(&outer);
        }
        before = Some((date, interval));
    }
}

fn identifier(text: &str) {
    let Ok(id) = text.parse::<Id>() else { return };
    assert!(id.as_str() == text && text.len() <= 120 && !text.contains(['/', '.', '\\', '\0']));
    assert_eq!(entity_of_claim(&claim_id(&id, "name", text)), Some(text));
}

fn country(text: &str) {
    if let Ok(country) = text.parse::<Country>() {
        assert_eq!(country.code(), text);
        assert_eq!(Country::from_name(country.name()), Some(country));
    }
    let _ = Country::from_name(text);
}
