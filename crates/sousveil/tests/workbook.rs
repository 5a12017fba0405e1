//! Workbooks as they come: made by a spreadsheet, damaged, or made to harm. Nothing of it reaches the program but
//! cells or a message.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use support::{Said, folder, run};

const MAPPING: &str = "table = 'transfers'\norigin = 'one'\nkey = '{No}'\n\
                       [columns]\nsupplier = { from = 'Seller', as = 'company' }\n\
                       recipient_country = { from = 'To', as = 'country' }\nagreed = { from = 'Date' }\n\
                       stage = { choose = [{ value = 'contracted' }] }\nsummary = { from = 'What' }\n[source]\nurl = 'Link'\n";

struct Scene {
    root: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        folder::small(&root.path().join("index"), "1");
        let scene = Self { root };
        let dataset = scene.path("index/dataset.toml");
        let mut text = fs::read_to_string(&dataset).unwrap();
        text.push_str("\n[origin.one]\ntitle = 'One'\npublisher = 'P'\nterms = 'none'\ninclude = true\n");
        fs::write(dataset, text).unwrap();
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    fn import(&self, file: &Path, mapping: &str, more: &[&str]) -> Said {
        let mapping = self.write("mapping.toml", mapping);
        let mut args = vec!["import", "csv", file.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()];
        let index = self.path("index");
        args.extend(["--into", index.to_str().unwrap(), "--date", "2026-01-02"]);
        args.extend(more);
        run(&self.path("unused"), &args)
    }

    fn transfers(&self) -> String {
        fs::read_to_string(self.path("index/transfers.csv")).unwrap()
    }
}

/// Deals as somebody keeps them: a title sheet, a sheet of deals, one of notes.
fn deals(header_row: u32) -> Workbook {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Cover").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Deals").unwrap();
    if header_row > 0 {
        sheet.write_string(0, 0, "All deals, as of today").unwrap();
    }
    for (at, head) in (0..).zip(["No", "Seller", "To", "Date", "What", "Link"]) {
        sheet.write_string(header_row, at, head).unwrap();
    }
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for row in 1..=3_u32 {
        let at = header_row + row;
        sheet.write_number(at, 0, f64::from(row)).unwrap();
        sheet.write_string(at, 1, format!("Maker {row}")).unwrap();
        sheet.write_string(at, 2, "Uzbekistan").unwrap();
        sheet.write_string(at, 4, "=1+1 is what it says").unwrap();
        sheet.write_string(at, 5, format!("https://example.org/{row}")).unwrap();
    }
    sheet.write_number(header_row + 1, 3, 2015).unwrap();
    sheet.write_datetime_with_format(header_row + 2, 3, ExcelDateTime::from_ymd(2015, 11, 3).unwrap(), &day).unwrap();
    sheet.write_formula(header_row + 3, 3, Formula::new("=NA()").set_result("#N/A")).unwrap();
    let notes = book.add_worksheet();
    notes.set_name("Notes").unwrap();
    notes.write_string(0, 0, "Nothing to see").unwrap();
    book
}

#[test]
fn a_workbook_is_read_as_its_csv_would_be() {
    let scene = Scene::new();
    // The name says nothing; the content does.
    let file = scene.write("deals.csv", deals(0).save_to_buffer().unwrap());
    let said = scene.import(&file, MAPPING, &[]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("read the sheet “Deals” (not Cover, Notes): 4 rows"), "{said:?}");
    assert!(said.out.contains("3 rows read = 3 added + 0 merged + 0 already there + 0 refused"), "{said:?}");
    assert!(said.out.contains("1 × error of the spreadsheet instead of a value"), "{said:?}");
    assert!(said.out.contains("D4: #N/A"), "{said:?}");
    let transfers = scene.transfers();
    for told in ["2015,", "2015-11-03", ",1,", "=1+1 is what it says"] {
        assert!(transfers.contains(told), "{told}: {transfers}");
    }
    // The same rows as CSV are the same rows.
    let csv = "No,Seller,To,Date,What,Link\n1,Maker 1,Uzbekistan,2015,=1+1 is what it says,https://example.org/1\n\
               2,Maker 2,Uzbekistan,2015-11-03,=1+1 is what it says,https://example.org/2\n\
               3,Maker 3,Uzbekistan,,=1+1 is what it says,https://example.org/3\n";
    let again = scene.import(&scene.write("again.csv", csv), MAPPING, &[]);
    assert!(again.out.contains("0 added + 0 merged + 3 already there"), "{again:?}");
    assert_eq!(scene.transfers(), transfers);
}

#[test]
fn sheets_and_rows_of_headings_are_chosen() {
    let scene = Scene::new();
    let file = scene.write("deals.xlsx", deals(2).save_to_buffer().unwrap());
    let mapping = format!("header_row = 3\n{MAPPING}");
    let said = scene.import(&file, &mapping, &["--sheet", "Deals", "--dry-run"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("3 rows read = 3 added"), "{said:?}");
    for (mapping, sheet, expected) in [
        (MAPPING, "Deals", "a value in B3, a column without a heading"),
        (MAPPING, "Deals ", "it has no sheet “Deals ”; expected one of: Cover, Deals, Notes"),
        (MAPPING, "Cover", "its sheet “Cover” is empty"),
        ("", "Deals", "missing field `table`"),
    ] {
        let said = scene.import(&file, mapping, &["--sheet", sheet, "--dry-run"]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains(expected), "{expected}: {said:?}");
    }
    let text = scene.write("plain.csv", "No\n1\n");
    let said = scene.import(&text, MAPPING, &["--sheet", "Deals"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("is no workbook (XLSX), so it has no sheets"), "{said:?}");
}

#[test]
fn what_is_no_workbook_is_said() {
    let scene = Scene::new();
    let ods = archive(&[("mimetype", b"application/vnd.oasis".as_slice()), ("content.xml", b"<x/>")]);
    let plain = archive(&[("a.txt", b"hello".as_slice())]);
    for (bytes, expected) in [
        (b"PK\x03\x04nonsense".to_vec(), "it is no whole ZIP archive"),
        (plain, "it is a ZIP archive, but no workbook"),
        (ods, "it is an OpenDocument spreadsheet (.ods)"),
        (
            vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0],
            "a workbook of before 2007 (.xls) or one with a password",
        ),
    ] {
        let said = scene.import(&scene.write("x.xlsx", bytes), MAPPING, &["--dry-run"]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains(expected), "{expected}: {said:?}");
        assert!(said.err.contains("save it as CSV UTF-8"), "{said:?}");
    }
}

/// An archive of those parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &[u8] =
    b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const RELS: &[u8] = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: &[u8] = b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const BOOK_RELS: &[u8] = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

fn with_sheet(sheet: &[u8]) -> Vec<u8> {
    archive(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn sheet_of(cells: &str) -> Vec<u8> {
    format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{cells}</sheetData></worksheet>").into_bytes()
}

#[test]
fn what_is_made_to_harm_ends_in_a_message() {
    let scene = Scene::new();
    let cell = |address: &str, text: &str| format!("<row><c r=\"{address}\" t=\"str\"><v>{text}</v></c></row>");
    let good = with_sheet(&sheet_of(&cell("A1", "No")));
    let said = scene.import(&scene.write("good.xlsx", good), MAPPING, &["--dry-run"]);
    assert!(said.err.contains("read the sheet “S”"), "the frame of these files is right: {said:?}");
    let wide: String = (1..=900_000).map(|row| cell(&format!("XFD{row}"), "x")).collect();
    let bomb = vec![b' '; 300 << 20];
    let many: Vec<(String, &[u8])> = (0..10_001).map(|n| (format!("xl/{n}"), b"".as_slice())).collect();
    let mut many: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), *b)).collect();
    many.insert(0, ("[Content_Types].xml", TYPES));
    for (what, bytes, expected) in [
        ("bomb", with_sheet(&bomb), "unpacks to more than 400 times its size"),
        ("parts", archive(&many), "parts; expected at most 10000"),
        ("far", with_sheet(&sheet_of(&cell("A1048577", "x"))), "could not be read"),
        ("wider", with_sheet(&sheet_of(&cell("ZZZ1", "x"))), "could not be read"),
        ("long", with_sheet(&sheet_of(&cell("A1", &"x".repeat(32_768)))), "holds more than 32767 characters"),
        ("back", with_sheet(&sheet_of(&(cell("A2", "x") + &cell("A1", "y")))), "row 1 stands behind row 2"),
        (
            "twice",
            with_sheet(&sheet_of("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>")),
            "the cell A1 twice",
        ),
        ("empty", with_sheet(&sheet_of("")), "no visible sheet of it holds anything"),
        ("no rows", with_sheet(b"<worksheet>"), "could not be read"),
        ("wide", with_sheet(&sheet_of(&wide)), "no column `"),
    ] {
        let begun = Instant::now();
        let said = scene.import(&scene.write("x.xlsx", bytes), MAPPING, &["--dry-run"]);
        assert_eq!(said.code, 2, "{what}: {said:?}");
        assert!(said.err.contains(expected), "{what}: {said:?}");
        assert!(begun.elapsed() < Duration::from_secs(60), "{what} took {:?}", begun.elapsed());
        assert!(!said.err.contains("panicked"), "{what}: {said:?}");
    }
}

#[test]
fn no_damage_reaches_the_program() {
    let scene = Scene::new();
    let whole = deals(0).save_to_buffer().unwrap();
    let parts = unpacked(&whole);
    let mut hurt: Vec<(String, Vec<u8>)> = Vec::new();
    for step in 0..40 {
        let at = whole.len() * step / 40;
        hurt.push((format!("cut at {at}"), whole[..at].to_vec()));
        let mut flipped = whole.clone();
        flipped[at] ^= 0xff;
        hurt.push((format!("flipped at {at}"), flipped));
    }
    // Damage inside the parts, packed again, so that sums are right and the reader of XML sees it.
    for (part, bytes) in &parts {
        for step in 0..6 {
            let at = bytes.len() * step / 6;
            for (how, with) in [("cut", &bytes[..at]), ("emptied", b"".as_slice())] {
                hurt.push((format!("{part} {how} at {at}"), repacked(&parts, part, with)));
            }
            let mut swapped = bytes.clone();
            swapped[at] = if swapped[at].is_ascii_digit() { b'9' } else { b'0' };
            hurt.push((format!("{part} swapped at {at}"), repacked(&parts, part, &swapped)));
        }
    }
    // Numbers that stand for counts and places, made huge.
    for (part, bytes) in &parts {
        let text = String::from_utf8_lossy(bytes);
        for (from, to) in [
            ("\"1\"", "\"4294967295\""),
            ("count=\"", "count=\"99999999"),
            ("r=\"A1\"", "r=\"A4294967295\""),
            ("<v>", "<v>99999999"),
        ] {
            if text.contains(from) {
                hurt.push((
                    format!("{part}: {from} → {to}"),
                    repacked(&parts, part, text.replace(from, to).as_bytes()),
                ));
            }
        }
    }
    assert!(hurt.len() > 200, "{}", hurt.len());
    let mut read = 0;
    for (what, bytes) in hurt {
        let begun = Instant::now();
        let said = scene.import(&scene.write("x.xlsx", bytes), MAPPING, &["--dry-run"]);
        assert!(matches!(said.code, 0 | 2), "{what}: {said:?}");
        assert_eq!(said.code == 2, said.err.contains("error: "), "{what}: {said:?}");
        assert!(!said.err.contains("panicked"), "{what}: {said:?}");
        assert!(begun.elapsed() < Duration::from_secs(60), "{what} took {:?}", begun.elapsed());
        read += usize::from(said.code == 0);
    }
    assert!(read > 0, "no damage was slight enough: the test hurts too much to tell anything");
}

fn unpacked(whole: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .filter(|(name, _)| name.starts_with("xl/") && !name.contains("theme") || name.contains("rels"))
        .collect()
}

fn repacked(parts: &[(String, Vec<u8>)], hurt: &str, with: &[u8]) -> Vec<u8> {
    let mut all: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", TYPES)];
    all.extend(parts.iter().map(|(name, bytes)| (name.as_str(), if name == hurt { with } else { bytes })));
    archive(&all)
}
