//! Words for people: what words of closed lists and dates are called, on pages and in files alike.

use sousveil_model::Interval;

use crate::rows::country_name;

/// A word of a closed list as a reader would write it.
pub fn word(word: &str) -> String {
    match word {
        "all_arms_only" => "arms only, no surveillance technology named".to_owned(),
        "travel_or_asset" => "travel ban or asset freeze".to_owned(),
        "un" => "all member states of the United Nations".to_owned(),
        "comprehensive" => "comprehensive embargo".to_owned(),
        "item_control" => "control of an item".to_owned(),
        "renamed_to" => "renamed to".to_owned(),
        word => word.replace('_', " "),
    }
}

/// Whom a measure binds.
pub fn bound(code: &str) -> String {
    match code {
        "un" => word(code),
        "eu" => "member states of the European Union".to_owned(),
        code => country_name(code),
    }
}

/// "a, b and c".
pub fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A date or an interval in words.
pub fn interval(text: &str) -> String {
    let Ok(interval) = text.parse::<Interval>() else { return text.to_owned() };
    match (interval.from(), interval.to()) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a} to {b}"),
        (Some(a), None) => format!("from {a}"),
        (None, Some(b)) => format!("not after {b}"),
        (None, None) => "not known".to_owned(),
    }
}

/// From when to when something counted.
pub fn span(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}, no end recorded"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "not known".to_owned(),
    }
}
