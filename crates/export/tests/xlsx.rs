//! Workbooks, opened again: their cells are those of the CSV, and nothing in them runs.

#![expect(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};
use sousveil_export::xlsx::{Contents, LONGEST_CELL, List, MOST_ROWS, Written};
use sousveil_export::{Independence, Place, Rows, Shape, csv_of, xlsx_of};
use sousveil_model::claim::EXISTENCE;
use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Grade, Stance};
use sousveil_snapshot::{Dataset, Snapshot};

fn entity(schema: &str, id: &str, sources: &[&str], claims: &[(&str, &str)]) -> Entity {
    let evidence = |source: &&str| Evidence {
        source: Some(source.parse().unwrap()),
        locator: None,
        quotation: Some("=cmd|' /C calc'!A0".into()),
        stance: Stance::Supports,
        grade: Some(Grade::Reported),
        kind: EvidenceKind::Source,
        as_written: None,
        note: None,
    };
    let evidence: Vec<Evidence> = sources.iter().map(evidence).collect();
    let claim = |(property, value): &(&str, &str)| Claim {
        property: (*property).into(),
        value: (*value).into(),
        evidence: evidence.clone(),
    };
    let claims = std::iter::once(&(EXISTENCE, id)).chain(claims).map(claim).collect();
    Entity { id: id.parse().unwrap(), schema: schema.into(), origin: None, claims }
}

/// Names as strangers give them: formulas, links, control characters, what an XLSX writes them as.
const NAMES: [&str; 12] = [
    "=HYPERLINK(\"http://evil\")",
    "+1",
    "-2",
    "@SUM(A1)",
    "https://example.org/a?b=c&d",
    "mailto:x@example.org",
    "0012",
    "1e5",
    "_x0041_ literally",
    "a\u{1}b \u{fffe} c",
    "  Güllü & <Söhne> \u{202e}مرحبا  ",
    "TRUE",
];

fn snapshot(version: &str) -> Snapshot {
    Snapshot::in_memory(&contents(version)).unwrap()
}

fn contents(version: &str) -> sousveil_snapshot::Contents {
    let mut entities = vec![
        entity("Source", "svl-s1", &[], &[("title", "A report"), ("kind", "research"), ("opened", "yes")]),
        entity("Company", "svl-a", &["svl-s1"], &[("name", "A"), ("founded", "2015-11")]),
        entity("Company", "svl-b", &["svl-s1"], &[("name", "B"), ("founded", "2015-11-03")]),
    ];
    for (at, share) in ["51", "50.50", "33.3"].iter().enumerate() {
        let claims = [("from", "svl-a"), ("to", "svl-b"), ("kind", "owner"), ("percentage", share)];
        entities.push(entity("Relation", &format!("svl-r{at}"), &["svl-s1"], &claims));
    }
    for (at, name) in NAMES.iter().enumerate() {
        entities.push(entity("Company", &format!("svl-n{at}"), &["svl-s1"], &[("name", name)]));
    }
    let long = "é".repeat(LONGEST_CELL + 7);
    entities.push(entity("Company", "svl-long", &["svl-s1"], &[("name", "Long"), ("note", &long)]));
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    let dataset = Dataset {
        name: "sousveil".to_owned(),
        title: "Sousveil open data".to_owned(),
        summary: "Sample.".to_owned(),
        publisher: "The curators".to_owned(),
        licence: "CC-BY-4.0".to_owned(),
        homepage: None,
        contact: None,
        version: version.to_owned(),
        vocabulary: sousveil_model::Vocabulary::default(),
        origin: BTreeMap::new(),
    };
    sousveil_snapshot::Contents { dataset, entities, changes: vec![], redirects: vec![], coverage: vec![] }
}

const SCHEMATA: [(&str, &str); 3] = [("companies", "Company"), ("relations", "Relation"), ("sources", "Source")];

fn hits(snapshot: &Snapshot, schema: &str) -> Vec<u32> {
    (0..snapshot.len()).filter(|&n| snapshot.head(n).unwrap().schema == schema).collect()
}

fn workbook(snapshot: &Snapshot, sheet_rows: u32, claims: bool) -> (Vec<u8>, Vec<Written>) {
    let (place, independence) = (Place::default(), Independence::of(snapshot).unwrap());
    let rows = SCHEMATA.map(|(_, schema)| Rows::new(snapshot, &place, &independence, Shape::of_schema(schema)));
    let lists = SCHEMATA
        .iter()
        .zip(&rows)
        .map(|((name, schema), rows)| List {
            name: (*name).to_owned(),
            what: format!("All {name}."),
            rows,
            hits: hits(snapshot, schema),
        })
        .collect();
    let mut out = Vec::new();
    let contents = Contents { lists, claims, view: Some("/companies?q=x".to_owned()), sheet_rows };
    let written = xlsx_of(snapshot, contents, &mut |_, done, total| assert!(done <= total), &mut out).unwrap();
    (out, written)
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn texts(range: &Range<Data>) -> Vec<Vec<String>> {
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn the_cells_are_those_of_the_csv_and_nothing_runs() {
    let snapshot = snapshot("2026-11-26");
    let (bytes, written) = workbook(&snapshot, MOST_ROWS, false);
    let mut book = open(&bytes);
    assert_eq!(book.sheet_names(), ["About", "companies", "relations", "sources"]);
    let (place, independence) = (Place::default(), Independence::of(&snapshot).unwrap());
    for ((name, schema), written) in SCHEMATA.iter().zip(written) {
        let rows = Rows::new(&snapshot, &place, &independence, Shape::of_schema(schema));
        let mut csv = Vec::new();
        csv_of(&rows, hits(&snapshot, schema), &mut csv).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_slice());
        let expected: Vec<Vec<String>> =
            reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(written.rows as usize, expected.len() - 1);
        let range = book.worksheet_range(name).unwrap();
        for (line, (row, expected)) in texts(&range).iter().zip(&expected).enumerate() {
            for (at, (cell, expected)) in row.iter().zip(expected).enumerate() {
                if expected.chars().count() > LONGEST_CELL {
                    assert!(cell.ends_with("the CSV has it whole]"), "{name} line {line} column {at}");
                    assert_eq!(cell.encode_utf16().count(), LONGEST_CELL);
                } else {
                    assert_eq!(cell, expected, "{name} line {line} column {at}");
                }
            }
        }
        assert!(book.worksheet_formula(name).unwrap().cells().all(|(_, _, f)| f.is_empty()), "{name} has a formula");
        assert!(book.hyperlinks_by_sheet_name(name).unwrap().is_empty(), "{name} has a link");
    }
}

#[test]
fn only_exact_numbers_are_numbers() {
    let snapshot = snapshot("2026-11-26");
    let (bytes, _) = workbook(&snapshot, MOST_ROWS, false);
    let mut book = open(&bytes);
    let column = |range: &Range<Data>, name: &str| -> Vec<Data> {
        let at = range.rows().next().unwrap().iter().position(|h| h == &Data::String(name.to_owned())).unwrap();
        range.rows().skip(1).map(|r| r[at].clone()).collect()
    };
    let relations = book.worksheet_range("relations").unwrap();
    let shares = column(&relations, "percentage");
    assert_eq!(shares, [Data::Float(51.0), Data::String("50.50".to_owned()), Data::Float(33.3)]);
    assert!(column(&relations, "sources").iter().all(|d| *d == Data::Float(1.0)));
    let companies = book.worksheet_range("companies").unwrap();
    // Whole and partial dates stand in one column, as text.
    let founded = column(&companies, "founded");
    for date in ["2015-11", "2015-11-03"] {
        assert!(founded.contains(&Data::String(date.to_owned())), "{founded:?}");
    }
    assert!(column(&companies, "name").iter().all(|d| matches!(d, Data::String(_))), "names are text");
}

#[test]
fn the_first_sheet_tells_what_it_is() {
    let snapshot = snapshot("2026-11-26");
    let (bytes, written) = workbook(&snapshot, MOST_ROWS, true);
    let about = texts(&open(&bytes).worksheet_range("About").unwrap());
    let all: String = about.iter().map(|row| row.join(" ") + "\n").collect();
    let hash = &snapshot.manifest().data_hash;
    for said in [
        "Sousveil open data",
        "CC-BY-4.0",
        "2026-11-26",
        hash,
        "Licences are not deals",
        "licence_refused",
        "disputed",
        "/companies?q=x",
    ] {
        assert!(all.contains(said), "{said} is not told:\n{all}");
    }
    for sheet in &written {
        let told = about.iter().find(|row| row.first() == Some(&sheet.name)).unwrap();
        assert_eq!(told.get(1), Some(&sheet.rows.to_string()), "{}", sheet.name);
        assert!(!told.get(2).unwrap().is_empty(), "{}", sheet.name);
    }
    assert!(all.contains("longer than a cell can be"), "{all}");
}

#[test]
fn what_no_cell_can_hold_is_cut_with_the_place_where_it_is_whole() {
    let mut contents = contents("2026-11-26");
    let long = "=ä𝄞".repeat(LONGEST_CELL);
    for text in [&mut contents.dataset.title, &mut contents.dataset.summary, &mut contents.dataset.publisher] {
        text.clone_from(&long);
    }
    let snapshot = Snapshot::in_memory(&contents).unwrap();
    let (bytes, _) = workbook(&snapshot, MOST_ROWS, true);
    let mut book = open(&bytes);
    for (sheet, whole, least) in
        [("About", "dataset.toml", 3), ("companies", "the CSV", 1), ("claims", "claims.jsonl", 1)]
    {
        let range = book.worksheet_range(sheet).unwrap();
        let texts = texts(&range);
        let cut: Vec<&String> = texts.iter().flatten().filter(|t| t.contains(" … [cut here: ")).collect();
        assert!(cut.len() >= least, "{sheet}: {}", cut.len());
        for text in cut {
            assert!(text.ends_with(&format!("longer than a cell can be; {whole} has it whole]")), "{sheet}");
            assert!(text.encode_utf16().count() <= LONGEST_CELL, "{sheet}");
        }
    }
    let about: String = texts(&book.worksheet_range("About").unwrap()).into_iter().flatten().collect();
    assert!(about.contains("1 text of “companies” is longer than a cell can be"), "the note");
    assert!(about.contains("1 text of “claims” is longer than a cell can be, and cut there"), "the note");
}

#[test]
fn claims_have_a_row_for_each_piece_of_evidence() {
    let snapshot = snapshot("2026-11-26");
    let (bytes, written) = workbook(&snapshot, MOST_ROWS, true);
    let claims = texts(&open(&bytes).worksheet_range("claims").unwrap());
    // Each claim here has one piece of evidence, or none and still a row.
    assert_eq!(claims.len() as u64 - 1, snapshot.manifest().claims);
    assert_eq!(written.last().unwrap().rows, snapshot.manifest().claims);
    let of = |row: &[String], name: &str| row[claims[0].iter().position(|h| h == name).unwrap()].clone();
    let row = claims.iter().find(|r| of(r, "entity") == "svl-a" && of(r, "property") == "founded").unwrap();
    assert_eq!(of(row, "value"), "2015-11");
    assert_eq!(of(row, "source"), "A report");
    assert_eq!(of(row, "stance"), "supports");
    assert_eq!(of(row, "confidence"), "reported");
    assert_eq!(of(row, "quotation"), "'=cmd|' /C calc'!A0");
}

#[test]
fn a_full_sheet_goes_on_in_a_numbered_one() {
    let snapshot = snapshot("2026-11-26");
    let (bytes, written) = workbook(&snapshot, 6, false);
    let names: Vec<&str> = written.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["companies", "companies (2)", "companies (3)", "relations", "sources"]);
    assert_eq!(written.iter().map(|s| s.rows).collect::<Vec<_>>(), [5, 5, 5, 3, 1]);
    let mut book = open(&bytes);
    let mut ids = Vec::new();
    for name in names.iter().take(3) {
        let rows = texts(&book.worksheet_range(name).unwrap());
        assert_eq!(rows[0][0], "id", "{name} has its headings");
        ids.extend(rows.into_iter().skip(1).map(|r| r[0].clone()));
    }
    let expected: Vec<String> =
        hits(&snapshot, "Company").iter().map(|&n| snapshot.head(n).unwrap().id.to_owned()).collect();
    assert_eq!(ids, expected, "no row is lost or told twice");
    let about: Vec<String> = texts(&book.worksheet_range("About").unwrap()).into_iter().map(|r| r.join(" ")).collect();
    assert!(about.iter().any(|l| l.contains("“companies” has more rows than a sheet can")), "{about:?}");
}

#[test]
fn the_same_data_give_the_same_bytes() {
    for version in ["2026-11-26", "7", "2026-13-99", "ähm"] {
        let snapshot = snapshot(version);
        let first = workbook(&snapshot, MOST_ROWS, true).0;
        // A clock in the file would show after a second.
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        assert!(first == workbook(&snapshot, MOST_ROWS, true).0, "version {version}");
    }
}
