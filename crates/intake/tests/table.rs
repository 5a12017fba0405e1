//! Tables that strangers hand in: whatever the bytes are, they are read to the end or refused with a message, and each
//! row comes back once.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use proptest::prelude::*;
use sousveil_intake::table::{Columns, Reader, Role, Row, Table, Wanted, Wishes};

/// The rows of bytes that were put into a file.
fn read(bytes: &[u8], wishes: &Wishes) -> Result<(Table, Vec<Row>), String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.csv");
    std::fs::write(&path, bytes).unwrap();
    let table = Table::of_text(&path, wishes, &mut |_, _| {}).map_err(|e| e.to_string())?;
    let rows: Result<Vec<Row>, String> = table.rows().unwrap().map(|row| row.map_err(|e| e.to_string())).collect();
    let rows = rows?;
    Ok((table, rows))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..3000), headings in any::<bool>()) {
        if let Ok((table, rows)) = read(&bytes, &Wishes { no_headings: !headings, ..Wishes::default() }) {
            prop_assert_eq!(table.rows, rows.len() as u64);
            prop_assert!(rows.iter().all(|row| row.cells.len() == table.headings.len()));
        }
    }

    #[test]
    fn any_text_is_handed_on_and_understood_or_not(cells in prop::collection::vec(any::<String>(), 1..40)) {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(["name", "country", "born", "type", "gender", "passport"]).unwrap();
        for cell in &cells {
            csv.write_record([cell.as_str(); 6]).unwrap();
        }
        let wishes = Wishes { delimiter: Some(",".to_owned()), encoding: Some("utf-8".to_owned()), ..Wishes::default() };
        let (table, rows) = read(&csv.into_inner().unwrap(), &wishes).map_err(TestCaseError::fail)?;
        prop_assert_eq!(rows.len(), cells.len());
        let columns = Columns::of(Path::new("t.csv"), &table.headings, &[]).unwrap();
        prop_assert!(columns.has(Role::Passport));
        let reader = Reader::new(columns);
        for (row, cell) in rows.iter().zip(&cells) {
            prop_assert_eq!(row.cells.first(), Some(cell));
            prop_assert!(reader.read(row).names.len() <= 1);
        }
    }
}

#[test]
fn a_letter_may_stand_across_two_pieces() {
    // A megabyte is read at a time; each of these letters has three bytes.
    let text = format!("name\n{}", "名\n".repeat(600_000));
    let (table, rows) = read(text.as_bytes(), &Wishes::default()).unwrap();
    assert_eq!((table.layout.as_str(), rows.len()), ("text in UTF-8, cells separated by `,`", 600_000));
    assert!(rows.iter().all(|row| row.cells == ["名"]));
    // One wrong letter late in the file: it is no UTF-8, and not half of it either.
    let (text, ..) = encoding_rs::WINDOWS_1252.encode("é");
    let mut bytes = "name\nplain\n".repeat(200_000).into_bytes();
    bytes.extend_from_slice(&text);
    let (table, rows) = read(&bytes, &Wishes::default()).unwrap();
    assert_eq!(table.layout, "text in windows-1252, cells separated by `,`");
    assert_eq!(rows.last().unwrap().cells, ["é"]);
}

#[test]
fn a_file_that_changes_while_it_is_read_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.csv");
    std::fs::write(&path, "name\nAcme\nBeta\n").unwrap();
    let table = Table::of_text(&path, &Wishes::default(), &mut |_, _| {}).unwrap();
    std::fs::write(&path, "name\nAcme\nBetb\n").unwrap();
    let last = table.rows().unwrap().last().unwrap().unwrap_err().to_string();
    assert!(last.contains("found a file that was changed meanwhile"), "{last}");
}

#[test]
fn a_role_is_put_where_it_was_said() {
    let headings: Vec<String> = ["Kunde", "Firma"].map(str::to_owned).to_vec();
    let wanted = [Wanted { role: Role::Name, heading: Some("Firma".to_owned()) }];
    let columns = Columns::of(Path::new("t.csv"), &headings, &wanted).unwrap();
    assert_eq!(columns.roles, [None, Some(Role::Name)]);
}
