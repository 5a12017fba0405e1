//! What a cell holds, as text.

use calamine::{DataRef, ExcelDateTime};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Nothing,
    Text(String),
    /// An error of the spreadsheet, such as `#N/A`.
    Fault(String),
}

/// Dates become ISO dates, numbers the shortest decimal that is the same number, truth values `true` and `false`.
pub(super) fn content(value: &DataRef<'_>) -> Content {
    let text = match value {
        DataRef::Empty => return Content::Nothing,
        DataRef::Error(error) => return Content::Fault(error.to_string()),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.is_finite() => decimal(*number),
        DataRef::Float(_) => return Content::Fault("not a number".to_owned()),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(time) => date(time),
        // Midnight is how a day without a time is written there.
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
    };
    if text.trim().is_empty() { Content::Nothing } else { Content::Text(text) }
}

/// The shortest decimal that reads back as the same number; with an exponent only where the digits that it stands for
/// would be made up.
fn decimal(number: f64) -> String {
    // 2^53: from there on, neighbouring whole numbers are one.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = if number == 0.0 { 0.0 } else { number };
    if number == 0.0 || (number.abs() <= EXACT && number.abs() >= 1e-9) {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

/// A day, a day with a time, or a time; numbers that no calendar holds stay numbers.
fn date(time: &ExcelDateTime) -> String {
    const LAST_DAY: f64 = 2_958_466.0;
    let number = time.as_f64();
    if time.is_duration() || !(0.0..LAST_DAY).contains(&number) {
        return decimal(number);
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if number < 1.0 {
        return clock;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second, milli) == (0, 0, 0, 0) { day } else { format!("{day}T{clock}") }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    fn text(value: &DataRef<'_>) -> String {
        match content(value) {
            Content::Text(text) => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn numbers_stay_what_they_are() {
        for (number, expected) in [
            (2015.0, "2015"),
            (-0.0, "0"),
            (0.1, "0.1"),
            (-33.3, "-33.3"),
            (123_456_789.125, "123456789.125"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (1e300, "1e300"),
            (1e-12, "1e-12"),
        ] {
            assert_eq!(text(&DataRef::Float(number)), expected);
            assert_eq!(expected.parse::<f64>().ok(), Some(number));
        }
        assert_eq!(text(&DataRef::Float(f64::NAN)), "Fault(\"not a number\")");
    }

    #[test]
    fn dates_become_iso_dates() {
        let date = |number: f64, of_1904: bool| {
            text(&DataRef::DateTime(ExcelDateTime::new(number, ExcelDateTimeType::DateTime, of_1904)))
        };
        assert_eq!(date(42_311.0, false), "2015-11-03");
        assert_eq!(date(42_311.5, false), "2015-11-03T12:00:00");
        assert_eq!(date(42_311.0 - 1_462.0, true), "2015-11-03");
        assert_eq!(date(0.75, false), "18:00:00");
        assert_eq!(date(-5.0, false), "-5");
        assert_eq!(date(1e12, false), "1000000000000");
        assert_eq!(text(&DataRef::DateTimeIso("2015-11-03T00:00:00".to_owned())), "2015-11-03");
    }

    #[test]
    fn errors_and_blanks_are_no_values() {
        assert_eq!(content(&DataRef::Error(CellErrorType::NA)), Content::Fault("#N/A".to_owned()));
        assert_eq!(content(&DataRef::String(" \n".to_owned())), Content::Nothing);
        assert_eq!(text(&DataRef::Bool(true)), "true");
    }
}
