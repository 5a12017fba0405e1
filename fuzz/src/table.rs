//! A stranger's table of names, as it is screened: CSV in any layout and encoding.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use sousveil_intake::table::{Columns, MOST_COLUMNS, Reader, Table, Wishes};

use super::lines_in;
use super::sii::names_a_line;

/// Refused with a line that exists; or every row comes back, once, in order, as wide as the headings.
pub fn run(data: &[u8]) {
    let [first, bytes @ ..] = data else { return };
    let wishes = Wishes { no_headings: first % 2 == 1, ..Wishes::default() };
    let table = match Table::of_bytes(Arc::from(bytes), &wishes) {
        Ok(table) => table,
        Err(error) => return names_a_line(&error, &[("the table", bytes)]),
    };
    let width = table.headings.len();
    assert!(width <= MOST_COLUMNS);
    assert_eq!(table.headings.iter().collect::<HashSet<_>>().len(), width, "headings can be told apart");
    let reader = Columns::of(Path::new("the table"), &table.headings, &[]).ok().map(Reader::new);
    let (mut rows, mut line) = (0, 1);
    for row in table.rows().expect("it was looked at") {
        let row = row.expect("what was looked at can be read");
        rows += 1;
        assert_eq!((row.number, row.cells.len()), (rows, width));
        assert!(row.line >= line && row.line <= lines_in(bytes), "line {} behind {line}", row.line);
        line = row.line;
        let Some(reader) = &reader else { continue };
        let facts = reader.read(&row);
        assert!(facts.names.iter().all(|name| !name.trim().is_empty()), "{facts:?}");
        let remarks: usize = facts.remarks.iter().map(String::len).sum();
        assert!(facts.remarks.iter().flat_map(|r| r.chars()).all(|c| !sousveil_text::is_invisible(c)), "{facts:?}");
        assert!(remarks < 1 << 20, "remarks that nobody reads");
    }
    assert_eq!(rows, table.rows, "all rows come back");
}
