//! OpenSanctions' `targets.simple.csv`: one row for each target, lists inside a cell separated by `;`.

use std::path::Path;

use super::draft::Draft;
use super::out::Out;
use super::table::{Table, rows};
use crate::IntakeError;

pub(super) fn read(path: &Path, out: &mut Out) -> Result<(), IntakeError> {
    rows(path, &["id", "schema", "name"], &mut |line, row| {
        match draft(row, out) {
            Ok(draft) => out.entity(line, draft),
            Err(reason) => out.refuse(line, &reason),
        }
        !out.is_closed()
    })
}

fn draft(row: &mut Table, out: &mut Out) -> Result<Draft, String> {
    let told = &mut out.told;
    let mut draft = Draft::new(&row.owned("id"), &row.owned("schema"), told)?;
    let schema = draft.schema();
    // Which number it is, the table does not say.
    let identifier = ["idNumber", "registrationNumber", "publicKey", "accountNumber"]
        .into_iter()
        .find(|name| schema.property(name).is_some())
        .unwrap_or("wikidataId");
    let began = ["birthDate", "incorporationDate", "buildDate"]
        .into_iter()
        .find(|name| schema.property(name).is_some())
        .unwrap_or("notes");
    draft.add("name", row.cell("name"), told);
    for (column, property) in [
        ("aliases", "alias"),
        ("birth_date", began),
        ("countries", "country"),
        ("addresses", "address"),
        ("identifiers", identifier),
        ("sanctions", "notes"),
        ("phones", "phone"),
        ("emails", "email"),
        ("program_ids", "programId"),
    ] {
        for value in list(row.cell(column)) {
            draft.add(property, &value, told);
        }
    }
    for value in list(row.cell("dataset")) {
        draft.beside("datasets", &value);
    }
    for what in ["first_seen", "last_seen", "last_change"] {
        let value = row.owned(what);
        draft.beside(what, &value);
    }
    row.untaken().iter().for_each(|column| told.leave_out(&format!("column `{column}`")));
    Ok(draft)
}

/// The parts of a cell; one with a semicolon inside stands between quotation marks.
fn list(cell: &str) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(b';').from_reader(cell.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut out = Vec::new();
    while reader.read_record(&mut record).unwrap_or(false) {
        out.extend(record.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()));
    }
    out
}
