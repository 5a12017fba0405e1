//! When a thing happened, in one value to sort and to tell.

use sousveil_model::{Entity, Interval};

/// The properties of a transfer that a source ties to the act, in the order in which they happen.
pub const ACTS: [&str; 3] = ["agreed", "delivered", "used"];

/// The date of an entity: of a transfer that of its earliest dated act or, where none is dated, of disclosure.
pub fn date_of(entity: &Entity) -> Option<String> {
    let properties: &[&str] = match entity.schema.as_str() {
        "Transfer" => return earliest(entity, &ACTS).or_else(|| earliest(entity, &["disclosed"])),
        "Source" => &["published"],
        "Measure" => &["from", "adopted", "to"],
        "Relation" => &["from_date", "to_date"],
        "Incident" => &["date"],
        "Company" => &["founded"],
        "Product" => &["since"],
        _ => &[],
    };
    properties.iter().find_map(|p| entity.first(p)).map(str::to_owned)
}

fn earliest(entity: &Entity, properties: &[&str]) -> Option<String> {
    let values = properties.iter().flat_map(|p| entity.claims_of(p)).map(|c| c.value.as_str());
    let dated = values.filter_map(|v| Some((v.parse::<Interval>().ok()?.sort_date()?, v)));
    dated.min_by_key(|(date, _)| *date).map(|(_, v)| v.to_owned())
}

/// A whole day and midnight in the form that Atom wants, from a partial date: its first day.
pub fn instant(date: &str) -> Option<String> {
    let date: Interval = date.parse().ok()?;
    let (year, month, day) = date.sort_date()?.first_day();
    Some(format!("{year:04}-{month:02}-{day:02}T00:00:00Z"))
}

/// The day that a version such as `2026-11-26`, `2026.11.26`, `20261126` or `20261126093000-abc` begins with.
pub fn day_of_version(version: &str) -> Option<String> {
    let digits: String = version.chars().filter(char::is_ascii_digit).take(8).collect();
    let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
    let day = format!("{year}-{month}-{day}");
    day.parse::<sousveil_model::PartialDate>().ok().map(|_| day)
}
