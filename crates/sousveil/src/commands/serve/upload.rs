//! A table that a reader of the pages sends: read as the command reads a table, from memory, and never kept.

use std::path::Path;
use std::sync::Arc;

use sousveil_intake::table::{Columns, Reader, Role, Table, Wishes};
use sousveil_site::{Sent, SentRow};

use crate::commands::screen::asked;

/// Rows that are read at most; a page answers fewer, and says so with their number.
const MOST_ROWS: u64 = 100_000;

/// Reads CSV, or text with one name in each line.
///
/// # Errors
/// In words for the page: what was found and what was expected.
pub(super) fn read(bytes: &[u8]) -> Result<Sent, String> {
    let bytes: Arc<[u8]> = bytes.into();
    let table = Table::of_bytes(Arc::clone(&bytes), &Wishes::default()).map_err(|error| error.to_string())?;
    if table.rows > MOST_ROWS {
        return Err(format!("found {} rows, expected at most {MOST_ROWS}", table.rows));
    }
    let named = Columns::of(Path::new("the table"), &table.headings, &[]);
    let (table, columns, is_list) = match named {
        Ok(columns) => (table, columns, false),
        // Of a list of names the first line is a name as well.
        Err(_) if table.headings.len() == 1 => {
            let wishes = Wishes { no_headings: true, ..Wishes::default() };
            let table = Table::of_bytes(bytes, &wishes).map_err(|error| error.to_string())?;
            (table, Columns { roles: vec![Some(Role::Name)] }, true)
        }
        Err(_) => {
            let headings: Vec<String> = table.headings.iter().take(20).map(|h| sousveil_text::visible(h, 40)).collect();
            return Err(format!(
                "found no column that holds a name; the headings are: {}; expected one that is called name, or a single \
                 column",
                headings.join(", ")
            ));
        }
    };
    let used: Vec<String> = columns
        .used()
        .filter(|_| !is_list)
        .map(|(at, role)| {
            let heading = table.headings.get(at).map_or("", String::as_str);
            format!("{} ({})", sousveil_text::visible(heading, 40), role.word())
        })
        .collect();
    let reader = Reader::new(columns);
    let mut rows = Vec::new();
    for row in table.rows().map_err(|error| error.to_string())? {
        let row = row.map_err(|error| error.to_string())?;
        let mut facts = reader.read(&row);
        let remarks = std::mem::take(&mut facts.remarks);
        let name = facts.names.first().cloned().unwrap_or_default();
        rows.push(SentRow { line: row.line, name, asked: asked(facts, None), remarks });
    }
    Ok(Sent { columns: used, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_and_a_plain_list_are_told_apart() {
        let sent = read("Name;Land;Geburtsdatum\nIda Samplovska;Usbekistan;1948\n;;\n".as_bytes()).unwrap();
        assert_eq!(sent.columns, ["Name (name)", "Land (country)", "Geburtsdatum (date)"]);
        let names: Vec<&str> = sent.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Ida Samplovska", ""]);
        assert_eq!(sent.rows[0].asked.countries.len(), 1);
        let list = read("Hacking Team\r\nVerint Systems\r\n".as_bytes()).unwrap();
        let names: Vec<(u64, &str)> = list.rows.iter().map(|row| (row.line, row.name.as_str())).collect();
        assert_eq!(names, [(1, "Hacking Team"), (2, "Verint Systems")]);
        assert!(list.columns.is_empty());
        for (bad, says) in [
            (&b""[..], "an empty file"),
            (b"PK\x03\x04 and so on", "a workbook"),
            (b"a,b\n1,2\n", "no column that holds a name"),
        ] {
            let error = read(bad).err();
            assert!(error.as_ref().is_some_and(|error| error.contains(says)), "{says}: {error:?}");
        }
    }
}
