//! Which column holds what, shown before anything is done.

use anyhow::{Result, bail};
use sousveil_intake::table::{Columns, Facts, Reader, Role, Table, Wanted};

use crate::output::visible;

/// Rows that a trial shows.
const SHOWN: usize = 5;

/// Reads `--column WHAT=HEADING`.
pub fn wanted(given: &[String]) -> Result<Vec<Wanted>> {
    given.iter().map(|text| one(text)).collect()
}

fn one(text: &str) -> Result<Wanted> {
    let known = || Role::all().map(|(_, word)| word).collect::<Vec<_>>().join(", ");
    let Some((word, heading)) = text.split_once('=') else {
        bail!("--column {text}: expected WHAT=HEADING; WHAT is one of {}", known());
    };
    let Some(role) = Role::from_word(word.trim()) else {
        bail!("--column {text}: `{word}` is none of {}", known());
    };
    let heading = heading.trim();
    Ok(Wanted { role, heading: (!heading.is_empty()).then(|| heading.to_owned()) })
}

/// What the columns of a table were taken for, in lines.
pub fn told(table: &Table, columns: &Columns) -> String {
    let heading = |at: usize| table.headings.get(at).map_or("", String::as_str);
    let mut lines = vec![format!(
        "{}: {}; {} rows, {} columns",
        table.path().display(),
        table.layout,
        table.rows,
        table.headings.len()
    )];
    for (role, word) in Role::all() {
        let own: Vec<&str> = columns.used().filter(|(_, r)| *r == role).map(|(at, _)| heading(at)).collect();
        if !own.is_empty() {
            lines.push(format!("  {word:<12} {}", short(&own.join(", "))));
        }
    }
    let unused: Vec<&str> =
        columns.roles.iter().enumerate().filter(|(_, r)| r.is_none()).map(|(at, _)| heading(at)).collect();
    if !unused.is_empty() {
        lines.push(format!("  {:<12} {}", "handed on", short(&unused.join(", "))));
    }
    if columns.has(Role::Name) && (columns.has(Role::FirstName) || columns.has(Role::LastName)) {
        lines.push("  the parts of a name are used where a row has no whole one".to_owned());
    }
    lines.push("  --column WHAT=HEADING says otherwise".to_owned());
    visible(&lines.join("\n"))
}

/// How the first rows are asked, in lines.
pub fn trial(table: &Table, reader: &Reader) -> Result<String> {
    let mut lines = Vec::new();
    for row in table.rows()?.take(SHOWN) {
        let row = row?;
        let facts = reader.read(&row);
        lines.push(format!("row {}: {}", row.number, asked(&facts)));
        lines.extend(facts.remarks.iter().map(|remark| format!("       {remark}")));
    }
    Ok(visible(&lines.join("\n")))
}

fn asked(facts: &Facts) -> String {
    let Some((name, others)) = facts.names.split_first() else { return "no name: is not screened".to_owned() };
    let mut parts = vec![format!("“{}”", short(name))];
    parts.extend(others.iter().map(|other| format!("also “{}”", short(other))));
    parts.extend(facts.schema.map(|schema| format!("a {schema}")));
    parts.extend(facts.gender.map(str::to_owned));
    parts.extend(facts.countries.iter().map(|country| country.code().to_owned()));
    parts.extend(facts.dates.iter().map(ToString::to_string));
    parts.extend(facts.identifiers.iter().map(|(property, value)| format!("{property} {value}")));
    parts.extend(facts.addresses.iter().map(|address| format!("address {}", short(address))));
    parts.join(", ")
}

fn short(text: &str) -> String {
    sousveil_text::visible(text, 300)
}
