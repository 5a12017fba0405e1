//! A folder on disk: what is written is read again, whatever the cells hold; what is not ours stays.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use sousveil_intake::folder::{Severity, check::check, entities::entities, read_parts};
use sousveil_intake::{Folder, IntakeError};
use sousveil_model::{Confidence, Dataset, confidence};

fn dataset() -> Dataset {
    toml::from_str(
        "name = 'test'\ntitle = 'Test'\nsummary = 'A test.'\npublisher = 'Nobody'\nlicence = 'CC0-1.0'\nversion = '1'",
    )
    .unwrap()
}

fn folder(parts: &[(&str, &str)]) -> Folder {
    let toml = toml::to_string(&dataset()).unwrap();
    let mut all: Vec<(&str, &[u8])> = vec![("dataset.toml", toml.as_bytes())];
    all.extend(parts.iter().map(|(name, text)| (*name, text.as_bytes())));
    read_parts(Path::new("test"), &all).unwrap()
}

const SOURCES: &str = "id,title,kind,opened\nsvl-s1,First,press,yes\nsvl-s2,Second,official,yes\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_again(cells in proptest::collection::vec("[^\u{0}]{0,40}", 1..20)) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("data");
        let mut written = Folder::new(dataset());
        let sheet = written.sheet_mut("coverage").unwrap();
        for (at, cell) in cells.iter().enumerate() {
            let mut row = sheet.new_row();
            sheet.set(&mut row, "subject", format!("{at:03}"));
            sheet.set(&mut row, "note", cell.clone());
            sheet.rows.push(row);
        }
        written.write(&path).unwrap();
        let read = Folder::read(&path).unwrap();
        let notes = |f: &Folder| {
            let sheet = f.sheet("coverage").unwrap();
            sheet.rows.iter().map(|r| sheet.cell(r, "note").to_owned()).collect::<Vec<_>>()
        };
        prop_assert_eq!(notes(&read), cells);
        read.write(&path).unwrap();
        let again = Folder::read(&path).unwrap();
        prop_assert_eq!(again.files().unwrap(), read.files().unwrap());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in 0usize..13) {
        let skeleton = Folder::new(dataset());
        let file = format!("{}.csv", skeleton.sheets()[name].name);
        let toml = toml::to_string(&dataset()).unwrap();
        let parts: [(&str, &[u8]); 2] = [("dataset.toml", toml.as_bytes()), (&file, &bytes)];
        if let Ok(folder) = read_parts(Path::new("test"), &parts) {
            check(&folder);
            entities(&folder);
        }
    }

    #[test]
    fn any_cells_are_checked_without_panic(rows in proptest::collection::vec(proptest::collection::vec("\\PC{0,12}", 20), 0..6)) {
        let mut folder = Folder::new(dataset());
        let names: Vec<&str> = folder.sheets().iter().map(|s| s.name).collect();
        for name in names {
            let sheet = folder.sheet_mut(name).unwrap();
            for cells in &rows {
                let mut row = sheet.new_row();
                for (column, cell) in sheet.columns.iter().zip(cells) {
                    sheet.set(&mut row, column.name, cell.clone());
                }
                sheet.rows.push(row);
            }
        }
        check(&folder);
        entities(&folder);
    }
}

#[test]
fn what_is_not_ours_stays_in_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data");
    fs::create_dir_all(path.join(".git/objects")).unwrap();
    fs::write(path.join(".git/HEAD"), "ref").unwrap();
    fs::write(path.join("README.md"), "mine").unwrap();
    let toml = format!("# a comment of the editor's\n{}", toml::to_string(&dataset()).unwrap());
    fs::write(path.join("dataset.toml"), &toml).unwrap();
    Folder::read(&path).unwrap().write(&path).unwrap();
    assert_eq!(fs::read_to_string(path.join(".git/HEAD")).unwrap(), "ref");
    assert_eq!(fs::read_to_string(path.join("README.md")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(path.join("dataset.toml")).unwrap(), toml);
    let beside: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(beside, ["data"]);
}

#[test]
fn leftovers_of_a_killed_process_are_cleared_and_folders_go_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data");
    Folder::new(dataset()).write(&path).unwrap();
    let left = dir.path().join(".data.sousveil-4711");
    fs::create_dir_all(left.join(".git")).unwrap();
    fs::write(left.join("sources.csv"), "half").unwrap();
    Folder::read(&path).unwrap().write(&path).unwrap();
    assert!(!left.exists());
    assert!(path.join(".git").is_dir());
}

#[test]
fn headings_may_stand_in_any_order_and_after_a_byte_order_mark() {
    let folder = folder(&[("sources.csv", "\u{feff}kind,id,opened,title\r\npress,svl-a,no,\"A, b\"\r\n")]);
    let sheet = folder.sheet("sources").unwrap();
    assert_eq!(sheet.cell(&sheet.rows[0], "title"), "A, b");
}

#[test]
fn errors_of_reading_come_all_at_once() {
    let toml = toml::to_string(&dataset()).unwrap();
    let parts: [(&str, &[u8]); 3] = [
        ("dataset.toml", toml.as_bytes()),
        ("sources.csv", b"id,title,kind\n"),
        ("agencies.csv", b"id,name,country,kind,colour\n"),
    ];
    let Err(IntakeError::Folder { problems, .. }) = read_parts(Path::new("x"), &parts) else { unreachable!() };
    assert_eq!(problems.len(), 2);
}

#[test]
fn one_source_speaks_for_the_whole_row_and_several_are_pinned() {
    let one = folder(&[
        ("sources.csv", SOURCES),
        ("agencies.csv", "id,name,country,kind,sources\nsvl-a1,Agency,uz,police,svl-s2\n"),
    ]);
    assert_eq!(check(&one), []);
    let agency = entities(&one).into_iter().find(|e| e.schema == "Agency").unwrap();
    assert!(agency.claims.iter().all(|c| c.evidence.len() == 1));
    // An official source confirms where the row states no grade.
    assert_eq!(agency.confidence(), Confidence::Confirmed);

    let two = folder(&[
        ("sources.csv", SOURCES),
        ("agencies.csv", "id,name,country,kind,sources\nsvl-a1,Agency,uz,police,svl-s1; svl-s2\n"),
    ]);
    let errors = check(&two).into_iter().filter(|p| p.severity == Severity::Error).count();
    assert_eq!(errors, 4, "the existence, the name, the country and the kind are pinned to nothing");

    let pinned = folder(&[
        ("sources.csv", SOURCES),
        ("agencies.csv", "id,name,country,kind,sources\nsvl-a1,Agency,uz,police,svl-s1; svl-s2\n"),
        (
            "evidence.csv",
            "entity,property,value,source,stance,grade,kind\n\
             svl-a1,country,uz,svl-s1,supports,reported,source\n\
             svl-a1,id,,svl-s1,supports,reported,source\n\
             svl-a1,kind,intelligence,svl-s2,supports,alleged,source\n\
             svl-a1,kind,police,svl-s1,supports,reported,source\n\
             svl-a1,name,Agency,svl-s1,supports,reported,source\n\
             svl-a1,name,Agency,svl-s2,contradicts,reported,source\n",
        ),
    ]);
    assert_eq!(check(&pinned), []);
    let agency = entities(&pinned).into_iter().find(|e| e.schema == "Agency").unwrap();
    let kinds: Vec<&str> = agency.values("kind").collect();
    assert_eq!(kinds, ["police", "intelligence"], "the rival value stands beside the row's own");
    let name = agency.claims_of("name").next().unwrap();
    assert_eq!(confidence(&name.evidence), Confidence::Disputed);
}
