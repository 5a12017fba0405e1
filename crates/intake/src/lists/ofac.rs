//! OFAC's list as three tables without headings: `sdn.csv`, `alt.csv`, `add.csv`, tied by their first column. `-0-` means
//! that nothing is said; the files end with a control character of old systems.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::Form;
use super::draft::Draft;
use super::out::Out;
use super::remarks;
use super::told::Told;
use crate::IntakeError;
use crate::ftm::statements::bounded;

/// The other names and the addresses may have so many bytes together: they are held.
const MOST_HELD: usize = 1 << 30;

/// Another name: its sort and text.
type Alias = (String, String);

/// What `alt.csv` and `add.csv` hold, by the number of their entity.
#[derive(Debug, Default)]
pub(super) struct Parts {
    aliases: HashMap<String, Vec<Alias>>,
    addresses: HashMap<String, Vec<Vec<String>>>,
}

/// Reads the tables that belong to others.
pub(super) fn parts(files: &[PathBuf], forms: &[Form]) -> Result<Parts, IntakeError> {
    let mut parts = Parts::default();
    let mut held = 0;
    for (path, form) in files.iter().zip(forms) {
        if !matches!(form, Form::OfacAliases | Form::OfacAddresses) {
            continue;
        }
        if !forms.contains(&Form::Ofac) {
            return Err(IntakeError::form(path, None, "a table that belongs to OFAC's sdn.csv", "that file beside it"));
        }
        each(path, &mut |line, row| {
            held += row.iter().map(String::len).sum::<usize>() + 64;
            if held > MOST_HELD {
                return Err(IntakeError::form(path, Some(line), "more text", "at most 1 GB of names and addresses"));
            }
            let Some((key, rest)) = row.split_first() else { return Ok(()) };
            match form {
                Form::OfacAliases => {
                    let cell = |at: usize| rest.get(at).cloned().unwrap_or_default();
                    parts.aliases.entry(key.clone()).or_default().push((cell(1), cell(2)));
                }
                _ => parts.addresses.entry(key.clone()).or_default().push(rest.get(1..).unwrap_or_default().to_vec()),
            }
            Ok(())
        })?;
    }
    Ok(parts)
}

/// Each row with its line, `-0-` as nothing.
fn each(path: &Path, take: &mut dyn FnMut(u64, Vec<String>) -> Result<(), IntakeError>) -> Result<(), IntakeError> {
    bounded(path, b',', &mut |line, row| {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{1a}'))
            .map(|cell| if cell == "-0-" { String::new() } else { cell.to_owned() })
            .collect();
        if cells.iter().all(String::is_empty) { Ok(()) } else { take(line, cells) }
    })
}

pub(super) fn read(path: &Path, parts: &Parts, out: &mut Out) -> Result<(), IntakeError> {
    let mut taken = 0_u64;
    each(path, &mut |line, row| {
        if out.is_closed() {
            return Ok(());
        }
        match draft(&row, parts, &mut out.told) {
            Ok((draft, count)) => {
                taken += count;
                for wallet in remarks::wallets(&draft, cell(&row, 11), &mut out.told) {
                    out.derived(line, wallet);
                }
                out.entity(line, draft);
                out.told.records += count;
                out.told.parts += count;
            }
            Err(reason) => out.refuse(line, &reason),
        }
        Ok(())
    })?;
    let held: usize = parts.aliases.values().map(Vec::len).chain(parts.addresses.values().map(Vec::len)).sum();
    for _ in taken..held as u64 {
        out.refuse(0, "a name or an address of an entity that is not in sdn.csv");
    }
    Ok(())
}

fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

/// The entity and how many rows of the other tables are in it.
fn draft(row: &[String], parts: &Parts, told: &mut Told) -> Result<(Draft, u64), String> {
    let [key, name, kind, program, title, ..] = row else {
        return Err(format!("{} cells; expected 12", row.len()));
    };
    if !key.bytes().all(|b| b.is_ascii_digit()) || key.is_empty() {
        return Err("the first cell: expected a number".to_owned());
    }
    let schema = match kind.as_str() {
        "individual" => "Person",
        "vessel" => "Vessel",
        "aircraft" => "Airplane",
        "" => "Organization",
        _ => "LegalEntity",
    };
    let mut draft = Draft::new(&format!("ofac-{key}"), schema, told)?;
    named(&mut draft, "name", name, told);
    if !draft.has("name") {
        return Err("no name".to_owned());
    }
    draft.add("topics", "sanction", told);
    for program in program.split(['[', ']']).map(str::trim).filter(|p| !p.is_empty()) {
        draft.add("notes", &format!("Program: {program}"), told);
    }
    if schema == "Person" {
        draft.add("position", title, told);
    } else if !title.is_empty() {
        draft.add("notes", &format!("Title: {title}"), told);
    }
    vessel(&mut draft, row, told);
    remarks::take(&mut draft, cell(row, 11), told);
    let count = parts_of(&mut draft, key, parts, told);
    Ok((draft, count))
}

fn vessel(draft: &mut Draft, row: &[String], told: &mut Told) {
    for (at, property, label) in [
        (5, "callSign", "Call sign"),
        (6, "type", "Type"),
        (7, "tonnage", "Tonnage"),
        (8, "grossRegisteredTonnage", "Gross registered tonnage"),
        (9, "flag", "Flag"),
        (10, "", "Owner"),
    ] {
        let value = cell(row, at);
        if value.is_empty() {
            continue;
        }
        match draft.schema().property(property) {
            Some(_) if property == "flag" => draft.country("flag", value, told),
            Some(_) => draft.add(property, value, told),
            None => draft.add("notes", &format!("{label}: {value}"), told),
        }
    }
}

fn parts_of(draft: &mut Draft, key: &str, parts: &Parts, told: &mut Told) -> u64 {
    let mut count = 0;
    for (sort, name) in parts.aliases.get(key).into_iter().flatten() {
        let property = if sort == "fka" { "previousName" } else { "alias" };
        named(draft, property, name, told);
        count += 1;
    }
    for cells in parts.addresses.get(key).into_iter().flatten() {
        let part = |at: usize| cells.get(at).map_or("", String::as_str);
        draft.address(&[part(0), part(1)], part(2), told);
        if part(2) != "undetermined" {
            draft.country("country", part(2), told);
        }
        draft.add("notes", part(3), told);
        count += 1;
    }
    count
}

/// Adds a name; a person's is written with the surname first and a comma.
fn named(draft: &mut Draft, property: &str, name: &str, told: &mut Told) {
    if draft.schema().name != "Person" {
        return draft.add(property, name, told);
    }
    match name.split_once(',') {
        None => draft.add(property, name, told),
        Some((last, first)) => {
            let whole = format!("{} {}", first.trim(), last.trim());
            told.repaired("a person's name brought into the order in which it is spoken", name, &whole);
            draft.add(property, &whole, told);
            if property == "name" {
                draft.add("lastName", last, told);
                draft.add("firstName", first, told);
            }
        }
    }
}
