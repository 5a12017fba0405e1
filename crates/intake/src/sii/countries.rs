//! The index's countries are English names, some misspelt, some two in one cell.

use sousveil_model::Country;

use crate::import::Value;
use crate::report::Report;

/// Misspellings that stand in the index and can mean nothing else.
const MISSPELT: &[(&str, &str)] = &[("Norwat", "no"), ("Dubai", "ae")];

/// The countries that a cell names. What is no country is noted in the report and left out.
pub(super) fn countries(cell: &str, report: &mut Report) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    let parts: Vec<&str> = cell.split(',').collect();
    if parts.len() > 1 {
        report.repaired("several countries in one cell", cell, "one value each");
    }
    for part in parts {
        let name = part.trim().trim_start_matches("and ").trim();
        if name.is_empty() {
            continue;
        }
        let misspelt =
            MISSPELT.iter().find(|(wrong, _)| *wrong == name).and_then(|(_, code)| code.parse::<Country>().ok());
        let Some(country) = misspelt.or_else(|| Country::from_name(name)) else {
            report.repaired("no country", part, "left out");
            continue;
        };
        let usual = country.name() == name || country.other_names().contains(&name);
        if misspelt.is_some() || !usual {
            report.repaired("spelling of a country", part, country.code());
        }
        let value = Value::from_spelling(country.code(), if country.name() == name { "" } else { name });
        if !found.iter().any(|f| f.value == value.value) {
            found.push(value);
        }
    }
    found
}
