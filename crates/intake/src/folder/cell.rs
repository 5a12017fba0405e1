//! Whether a single value is what its column may hold.

use sousveil_model::tables::{Cell, Column};
use sousveil_model::{Country, Grade, Id, Interval, PartialDate};

/// What is wrong with one value, or nothing. References to other rows are looked at elsewhere.
pub(crate) fn fault(column: &Column, value: &str) -> Option<String> {
    match column.cell {
        Cell::Id => value.parse::<Id>().err().map(|_| "letters, digits, `-` and `_`".to_owned()),
        Cell::Url => (!is_address(value)).then(|| "an address that begins with http:// or https://".to_owned()),
        Cell::Date => value.parse::<PartialDate>().err().map(|e| expected_date(&e, "2015, 2015-11 or 2015-11-03")),
        Cell::Interval => {
            let forms = "2015, 2015-11-03, 2012/2014, ../2024 or 2019/..";
            value.parse::<Interval>().err().map(|e| expected_date(&e, forms))
        }
        Cell::Country => value.parse::<Country>().err().map(|_| country_hint(value)),
        Cell::Bound if value == "un" => None,
        Cell::Bound => value.parse::<Country>().err().map(|_| format!("{}, or `un`", country_hint(value))),
        Cell::Percentage => {
            let good = value.parse::<f64>().is_ok_and(|n| (0.0..=100.0).contains(&n));
            (!good).then(|| "a number from 0 to 100".to_owned())
        }
        Cell::Word(words) => {
            let words = words();
            (!words.contains(&value)).then(|| format!("one of: {}", words.join(", ")))
        }
        Cell::Grade => value.parse::<Grade>().err().map(|_| "confirmed, reported or alleged".to_owned()),
        Cell::Text
        | Cell::Name
        | Cell::Entity { .. }
        | Cell::Target
        | Cell::Sources
        | Cell::Origin
        | Cell::OriginId => None,
    }
}

fn expected_date(error: &sousveil_model::date::DateError, forms: &str) -> String {
    match error {
        sousveil_model::date::DateError::Form(_) => forms.to_owned(),
        other => format!("{forms} ({other})"),
    }
}

fn country_hint(value: &str) -> String {
    let lower = value.to_lowercase();
    let code = lower.parse::<Country>().ok().or_else(|| Country::from_name(value));
    match code {
        Some(code) => format!("a country code; for {} write `{code}`", code.name()),
        None => "a two-letter country code in lower case, such as `uz`".to_owned(),
    }
}

pub(crate) fn is_address(value: &str) -> bool {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    rest.is_some_and(|r| !r.is_empty() && !r.starts_with('/'))
        && !value.contains(|c: char| c.is_whitespace() || c == '<' || c == '>')
}
