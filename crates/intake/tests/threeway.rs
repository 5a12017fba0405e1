//! Another folder taken in three ways: every case of the table, and the laws that hold for any two folders.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use sousveil_intake::Folder;
use sousveil_intake::folder::{Severity, check::check, read_parts};
use sousveil_intake::threeway::{Fate, Taken, Why, take_in};

/// The files of a small folder; a test changes what it is about.
#[derive(Debug, Clone)]
struct Files(BTreeMap<&'static str, String>);

impl Files {
    fn new() -> Self {
        let toml =
            "name = 'small'\ntitle = 'Small'\nsummary = 'S.'\npublisher = 'P'\nlicence = 'CC0-1.0'\nversion = '1'\n";
        Self(BTreeMap::from([
            ("dataset.toml", toml.to_owned()),
            ("sources.csv", "id,title,kind,opened\nsvl-s1,A paper,press,yes\nsvl-s2,Another,press,no\n".to_owned()),
            ("technologies.csv", "key,label,definition,sources\nintrusion,Intrusion,Takes over.,svl-s1\n".to_owned()),
            (
                "companies.csv",
                "id,name,country,website,sources\nsvl-a,Acme,gb,,svl-s1\nsvl-b,Beta,de,,svl-s1\nsvl-c,Gamma,fr,,svl-s1\n"
                    .to_owned(),
            ),
            (
                "evidence.csv",
                "entity,property,value,source,stance,grade,kind,as_written\nsvl-a,name,Acme,svl-s1,supports,reported,source,ACME\n"
                    .to_owned(),
            ),
            ("changes.csv", "date,entity,property,old,new,kind,reason\n2026-01,svl-a,,,,addition,taken in\n".to_owned()),
            ("coverage.csv", "subject,kind,target,from,to\nEU,arms_embargo,,2000,2025\n".to_owned()),
        ]))
    }

    /// The same with a text in the place of another, which must be there.
    fn with(&self, file: &'static str, from: &str, to: &str) -> Self {
        let mut files = self.clone();
        let text = files.0.get_mut(file).unwrap_or_else(|| panic!("{file}"));
        assert!(text.contains(from), "{file}: {from}");
        *text = text.replace(from, to);
        files
    }

    fn and(&self, file: &'static str, text: &str) -> Self {
        let mut files = self.clone();
        files.0.entry(file).or_default().push_str(text);
        files
    }

    fn folder(&self) -> Folder {
        let parts: Vec<(&str, &[u8])> = self.0.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let folder = read_parts(Path::new("test"), &parts).unwrap();
        assert_eq!(errors(&folder), Vec::<String>::new());
        folder
    }
}

fn errors(folder: &Folder) -> Vec<String> {
    check(folder).iter().filter(|p| p.severity == Severity::Error).map(ToString::to_string).collect()
}

fn take(ours: &Files, theirs: &Files, base: Option<&Files>, choices: &[&str]) -> Taken {
    let choices: Vec<String> = choices.iter().map(|c| (*c).to_owned()).collect();
    let base = base.map(Files::folder);
    let taken = take_in(&ours.folder(), &theirs.folder(), base.as_ref(), &choices, "2026-05-01".parse().unwrap());
    assert_eq!(errors(&taken.folder), Vec::<String>::new(), "the result has no errors");
    reconcile(&taken);
    taken
}

/// Every row of theirs has one outcome, and the sums add up.
fn reconcile(taken: &Taken) {
    let s = taken.told.sums();
    assert_eq!(s.read, s.added + s.taken_over + s.unchanged + s.kept + s.left_out + s.conflicts + s.refused);
    assert_eq!(s.read, taken.told.rows.len());
}

fn fate(taken: &Taken, id: &str) -> Fate {
    let rows = taken.told.rows.iter().chain(&taken.told.went);
    rows.filter(|r| r.id == id).map(|r| r.fate.clone()).next().unwrap_or_else(|| panic!("nothing is told of {id}"))
}

fn row(folder: &Folder, table: &str, id: &str) -> Option<String> {
    folder.rows(table).iter().find(|r| r.cell(0) == id).map(|r| r.cells().join("|"))
}

fn text(folder: &Folder, file: &str) -> String {
    let files = folder.files().unwrap();
    let bytes = files.into_iter().find(|(name, _)| name == file).unwrap().1;
    String::from_utf8(bytes).unwrap()
}

fn rows(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let side = ["changes.csv", "redirects.csv", "dataset.toml"];
    folder.files().unwrap().into_iter().filter(|(name, _)| !side.contains(&name.as_str())).collect()
}

#[test]
fn what_only_they_changed_is_taken_over_and_the_old_value_is_kept() {
    let base = Files::new();
    let theirs = base.with("companies.csv", "svl-b,Beta,de,,", "svl-b,Beta,at,,").with("dataset.toml", "'1'", "'7'");
    let taken = take(&base, &theirs, Some(&base), &[]);
    assert_eq!(fate(&taken, "svl-b"), Fate::TakenOver { by_hand: false });
    assert!(row(&taken.folder, "companies", "svl-b").unwrap().contains("|at|"));
    let changes = text(&taken.folder, "changes.csv");
    assert!(changes.contains("2026-05-01,svl-b,country,de,at,correction,taken over from small 7,"), "{changes}");
    assert!(taken.told.conflicts.is_empty());
}

#[test]
fn evidence_belongs_to_its_row() {
    let base = Files::new();
    let theirs = base.with("evidence.csv", ",reported,source,ACME", ",confirmed,source,ACME");
    let taken = take(&base, &theirs, Some(&base), &[]);
    assert_eq!(fate(&taken, "svl-a"), Fate::TakenOver { by_hand: false });
    assert!(text(&taken.folder, "evidence.csv").contains("confirmed"));
    let changes = text(&taken.folder, "changes.csv");
    assert!(
        changes.contains("Acme · svl-s1 · supports · reported · source · ACME"),
        "the old evidence is kept: {changes}"
    );

    // They touched the evidence, we the row: that is one unit, and nothing is merged.
    let ours = base.with("companies.csv", "svl-a,Acme,gb,,", "svl-a,Acme,ie,,");
    let taken = take(&ours, &theirs, Some(&base), &[]);
    assert_eq!(fate(&taken, "svl-a"), Fate::Conflict { why: Why::BothChanged });
    assert!(text(&taken.folder, "evidence.csv").contains("reported"));
    let columns: Vec<&str> = taken.told.conflicts[0].cells.iter().map(|c| c.column.as_str()).collect();
    assert_eq!(columns, ["country", "evidence", "evidence"]);
}

#[test]
fn two_different_cells_of_one_row_are_a_conflict_and_ours_stays() {
    let base = Files::new();
    let ours = base.with("companies.csv", "svl-b,Beta,de,,", "svl-b,Beta,at,,");
    let theirs = base.with("companies.csv", "svl-b,Beta,de,,", "svl-b,Beta,de,https://beta.example,");
    let taken = take(&ours, &theirs, Some(&base), &[]);
    assert_eq!(fate(&taken, "svl-b"), Fate::Conflict { why: Why::BothChanged });
    assert_eq!(rows(&taken.folder), rows(&ours.folder()));
    let cells = &taken.told.conflicts[0].cells;
    assert_eq!(cells[0].column, "country");
    assert_eq!(
        (cells[0].base.as_deref(), cells[0].ours.as_deref(), cells[0].theirs.as_deref()),
        (Some("de"), Some("at"), Some("de"))
    );
    // By hand it is theirs, whole, and said so.
    let taken = take(&ours, &theirs, Some(&base), &["svl-b"]);
    assert_eq!(fate(&taken, "svl-b"), Fate::TakenOver { by_hand: true });
    assert!(taken.told.conflicts.is_empty() && taken.told.choices_refused.is_empty());
    let changes = text(&taken.folder, "changes.csv");
    assert!(changes.contains("country,at,de,correction,\"taken over from small 1, chosen by hand\""), "{changes}");
    assert_eq!(rows(&taken.folder), rows(&theirs.folder()));
}

#[test]
fn what_only_we_changed_stays_and_the_same_change_is_none() {
    let base = Files::new();
    let ours = base.with("companies.csv", "svl-b,Beta,de,,", "svl-b,Beta,at,,");
    let taken = take(&ours, &base, Some(&base), &[]);
    assert_eq!(fate(&taken, "svl-b"), Fate::Kept);
    assert_eq!(taken.folder.files().unwrap(), ours.folder().files().unwrap());
    let taken = take(&ours, &ours, Some(&base), &[]);
    assert_eq!(fate(&taken, "svl-b"), Fate::Unchanged);
    assert_eq!(taken.folder.files().unwrap(), ours.folder().files().unwrap());
}

#[test]
fn what_they_removed_goes_with_its_redirect_and_its_history() {
    let base = Files::new();
    let theirs = base
        .with("companies.csv", "svl-c,Gamma,fr,,svl-s1\n", "")
        .and("redirects.csv", "old,new,date,reason\nsvl-c,svl-b,2026-03,The same firm\n");
    let taken = take(&base, &theirs, Some(&base), &[]);
    assert_eq!(fate(&taken, "svl-c"), Fate::Removed { by_hand: false });
    assert_eq!(row(&taken.folder, "companies", "svl-c"), None);
    assert!(text(&taken.folder, "redirects.csv").contains("svl-c,svl-b,2026-03,The same firm"));
    let changes = text(&taken.folder, "changes.csv");
    assert!(
        changes.contains("svl-c,,companies.csv · id: svl-c · name: Gamma · country: fr · sources: svl-s1,,withdrawal"),
        "{changes}"
    );
    // Without a word from them it is withdrawn.
    let silent = base.with("companies.csv", "svl-c,Gamma,fr,,svl-s1\n", "");
    let taken = take(&base, &silent, Some(&base), &[]);
    assert!(text(&taken.folder, "redirects.csv").contains("svl-c,,2026-05-01,removed in small 1"));
    // Without a base nothing goes.
    let taken = take(&base, &silent, None, &[]);
    assert!(row(&taken.folder, "companies", "svl-c").is_some());
    assert!(taken.told.went.is_empty());
}

#[test]
fn removed_on_one_side_and_changed_on_the_other_is_a_conflict() {
    let base = Files::new();
    let without = base.with("companies.csv", "svl-c,Gamma,fr,,svl-s1\n", "");
    let changed = base.with("companies.csv", "svl-c,Gamma,fr", "svl-c,Gamma,be");
    let taken = take(&changed, &without, Some(&base), &[]);
    assert_eq!(fate(&taken, "svl-c"), Fate::Conflict { why: Why::ChangedHereGoneThere });
    assert!(row(&taken.folder, "companies", "svl-c").unwrap().contains("|be|"));
    let taken = take(&changed, &without, Some(&base), &["svl-c"]);
    assert_eq!(fate(&taken, "svl-c"), Fate::Removed { by_hand: true });
    assert_eq!(row(&taken.folder, "companies", "svl-c"), None);

    let ours = without.and("redirects.csv", "old,new,date,reason\nsvl-c,,2026-02,Not a vendor\n");
    let taken = take(&ours, &changed, Some(&base), &[]);
    assert_eq!(fate(&taken, "svl-c"), Fate::Conflict { why: Why::GoneHereChangedThere });
    assert_eq!(row(&taken.folder, "companies", "svl-c"), None);
    let taken = take(&ours, &changed, Some(&base), &["svl-c"]);
    assert_eq!(fate(&taken, "svl-c"), Fate::Added { by_hand: true });
    assert!(text(&taken.folder, "changes.csv").contains("it had been withdrawn: Not a vendor"));
    // Unchanged there, removed here: it stays away, with and without a base.
    for base in [Some(&base), None] {
        let theirs = Files::new();
        let taken = take(&ours, &theirs, base, &[]);
        assert!(matches!(fate(&taken, "svl-c"), Fate::LeftOut { .. }));
        assert_eq!(row(&taken.folder, "companies", "svl-c"), None);
    }
}

#[test]
fn a_row_that_others_here_refer_to_does_not_go() {
    let base = Files::new();
    let ours = base.and("relations.csv", "id,from,to,kind,sources\nsvl-r1,svl-a,svl-c,owner,svl-s1\n");
    let theirs = base.with("companies.csv", "svl-c,Gamma,fr,,svl-s1\n", "");
    let taken = take(&ours, &theirs, Some(&base), &[]);
    assert_eq!(fate(&taken, "svl-c"), Fate::Conflict { why: Why::StillReferredTo });
    assert_eq!(taken.folder.files().unwrap(), ours.folder().files().unwrap());
    let taken = take(&ours, &theirs, Some(&base), &["svl-c"]);
    assert_eq!(taken.told.choices_refused.len(), 1, "what can't be done is said");
}

#[test]
fn one_identifier_with_two_meanings_is_a_conflict() {
    let ours = Files::new().and("products.csv", "id,name,technology,sources\nsvl-x,Spy,intrusion,svl-s1\n");
    let theirs = Files::new().with("companies.csv", "svl-b,Beta", "svl-x,Xi,nl,,svl-s1\nsvl-b,Beta");
    let taken = take(&ours, &theirs, None, &["svl-x"]);
    assert_eq!(fate(&taken, "svl-x"), Fate::Conflict { why: Why::AnotherMeaning });
    assert!(taken.told.choices_refused.iter().any(|(id, _)| id == "svl-x"));
}

#[test]
fn without_a_base_only_what_is_new_comes() {
    let ours = Files::new();
    let theirs = ours
        .with("companies.csv", "svl-b,Beta,de", "svl-b,Beta,at")
        .and("companies.csv", "svl-d,\"ACME, Ltd\",us,,svl-s3\n")
        .and("sources.csv", "svl-s3,Third,court,no\n")
        .and(
            "changes.csv",
            "2026-02,svl-b,country,de,at,correction,it moved\n2026-02,svl-a,,,,asked,asked for a reply\n",
        )
        .and("coverage.csv", "US,entity_list,,2020,2026\n");
    let taken = take(&ours, &theirs, None, &[]);
    assert_eq!(fate(&taken, "svl-b"), Fate::Conflict { why: Why::BothHave });
    assert_eq!(fate(&taken, "svl-d"), Fate::Added { by_hand: false });
    assert_eq!(fate(&taken, "svl-s3"), Fate::Added { by_hand: false });
    let changes = text(&taken.folder, "changes.csv");
    assert!(changes.contains("asked for a reply") && !changes.contains("it moved"), "{changes}");
    assert!(text(&taken.folder, "coverage.csv").contains("US,entity_list"));
    // One name, two rows: said, and not joined.
    let alike: Vec<_> = taken.told.alike.iter().map(|a| (a.ours.as_str(), a.theirs.as_str())).collect();
    assert_eq!(alike, [("svl-a", "svl-d")]);
    // A second time nothing comes.
    let again = take_in(&taken.folder, &theirs.folder(), None, &[], "2026-06-01".parse().unwrap());
    assert_eq!(again.folder.files().unwrap(), taken.folder.files().unwrap());
}

#[test]
fn a_reference_to_what_did_not_come_is_refused_with_the_row() {
    let ours = Files::new().with("sources.csv", "svl-s2,Another", "svl-s2,A different thing");
    // Their new company rests on a source whose identifier means another row of another table here.
    let ours = ours.and("products.csv", "id,name,technology,sources\nsvl-s9,Spy,intrusion,svl-s1\n");
    let theirs = Files::new()
        .and("sources.csv", "svl-s9,Ninth,press,no\n")
        .and("companies.csv", "svl-n,Nu,nl,,svl-s9\n")
        .and("relations.csv", "id,from,to,kind,sources\nsvl-r9,svl-n,svl-a,owner,svl-s1\n");
    let taken = take(&ours, &theirs, None, &[]);
    assert_eq!(fate(&taken, "svl-s9"), Fate::Conflict { why: Why::AnotherMeaning });
    for (id, told) in [
        ("svl-n", "sources: found `svl-s9`; expected the identifier of a row in sources.csv"),
        ("svl-r9", "from: it refers to `svl-n`, which was refused"),
    ] {
        assert_eq!(fate(&taken, id), Fate::Refused { reason: told.to_owned() });
    }
}

#[test]
fn origins_come_with_the_rows_that_need_them() {
    let origin =
        |title: &str| format!("\n[origin.up]\ntitle = '{title}'\npublisher = 'Q'\nterms = 'free'\ninclude = true\n");
    let ours = Files::new();
    let row =
        "id,title,kind,opened,origin\nsvl-s1,A paper,press,yes,\nsvl-s2,Another,press,no,\nsvl-s5,Fifth,press,no,up\n";
    let mut theirs = ours.and("dataset.toml", &origin("Upstream"));
    theirs.0.insert("sources.csv", row.to_owned());
    let taken = take(&ours, &theirs, None, &[]);
    assert_eq!(taken.told.origins_added, ["up"]);
    assert_eq!(taken.folder.dataset.origin["up"].title, "Upstream");

    // It is written below what the editor wrote.
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data");
    ours.folder().write(&path).unwrap();
    let toml = format!("# mine\n{}", ours.0["dataset.toml"]);
    std::fs::write(path.join("dataset.toml"), &toml).unwrap();
    taken.folder.write(&path).unwrap();
    let written = std::fs::read_to_string(path.join("dataset.toml")).unwrap();
    assert!(written.starts_with(&toml) && written.contains("[origin.up]"), "{written}");
    assert_eq!(Folder::read(&path).unwrap().dataset.origin["up"].terms, "free");

    // One key for two upstreams would say what is not so.
    let ours = ours.and("dataset.toml", &origin("Another upstream"));
    let taken = take(&ours, &theirs, None, &[]);
    assert!(matches!(fate(&taken, "svl-s5"), Fate::Refused { .. }));
    assert!(taken.told.conflicts.iter().any(|c| c.entity == "origin.up"));
}

#[test]
fn redirects_and_coverage_are_taken_three_ways_too() {
    let base = Files::new().and("redirects.csv", "old,new,date,reason\nsvl-o,svl-c,2026-01,One\n");
    // They merge svl-c into svl-b: what led to the one leads to the other.
    let theirs = base
        .with("companies.csv", "svl-c,Gamma,fr,,svl-s1\n", "")
        .with("redirects.csv", "svl-o,svl-c,2026-01,One\n", "svl-c,svl-b,2026-03,Two\nsvl-o,svl-b,2026-01,One\n")
        .with("coverage.csv", "2000,2025", "2000,2026");
    let taken = take(&base, &theirs, Some(&base), &[]);
    let redirects = text(&taken.folder, "redirects.csv");
    assert!(
        redirects.contains("svl-c,svl-b") && redirects.contains("svl-o,svl-b") && !redirects.contains("svl-o,svl-c")
    );
    assert!(text(&taken.folder, "coverage.csv").contains("2000,2026"));
    // Both changed the coverage.
    let ours = base.with("coverage.csv", "2000,2025", "1999,2025");
    let taken = take(&ours, &theirs, Some(&base), &[]);
    assert!(taken.told.conflicts.iter().any(|c| c.table == "coverage"));
    assert!(text(&taken.folder, "coverage.csv").contains("1999,2025"));
    // We led it elsewhere: then svl-c stays, since a line here needs it.
    let ours = base.with("redirects.csv", "2026-01,One", "2026-01,Ours");
    let taken = take(&ours, &theirs, Some(&base), &[]);
    assert!(taken.told.conflicts.iter().any(|c| c.table == "redirects"));
    assert_eq!(fate(&taken, "svl-c"), Fate::Conflict { why: Why::StillReferredTo });
}

/// A random folder: some companies with random countries and evidence, some relations between those that are there.
fn any_folder() -> impl Strategy<Value = Files> {
    let company = proptest::option::weighted(0.8, (0usize..3, 0usize..3, 0usize..3));
    (proptest::collection::vec(company, 6), proptest::collection::vec((0usize..6, 0usize..6), 0..3)).prop_map(
        |(companies, relations)| {
            let countries = ["gb", "de", "fr"];
            let mut files = Files::new();
            let mut rows = "id,name,country,website,sources\n".to_owned();
            let mut evidence = "entity,property,value,source,stance,grade,kind,as_written\n".to_owned();
            for (n, company) in companies.iter().enumerate() {
                let Some((country, site, written)) = company else { continue };
                let site = ["", "https://a.example", "https://b.example"][*site];
                writeln!(rows, "svl-k{n},Company {n},{},{site},svl-s1", countries[*country]).unwrap();
                if *written > 0 {
                    writeln!(evidence, "svl-k{n},name,Company {n},svl-s1,supports,reported,source,Spelt {written}")
                        .unwrap();
                }
            }
            let mut ties = "id,from,to,kind,sources\n".to_owned();
            for (n, (from, to)) in relations.iter().enumerate() {
                let there = |n: &usize| companies.get(*n).is_some_and(Option::is_some);
                if from != to && there(from) && there(to) {
                    writeln!(ties, "svl-r{n},svl-k{from},svl-k{to},owner,svl-s1").unwrap();
                }
            }
            files.0.insert("companies.csv", rows);
            files.0.insert("evidence.csv", evidence);
            files.0.insert("relations.csv", ties);
            files.0.insert("changes.csv", "date,entity,property,old,new,kind,reason\n".to_owned());
            files
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nothing_changed_here_gives_theirs(base in any_folder(), theirs in any_folder()) {
        let taken = take(&base, &theirs, Some(&base), &[]);
        prop_assert_eq!(rows(&taken.folder), rows(&theirs.folder()));
        prop_assert!(taken.told.conflicts.is_empty());
    }

    #[test]
    fn nothing_changed_there_gives_ours(base in any_folder(), ours in any_folder()) {
        let taken = take(&ours, &base, Some(&base), &[]);
        prop_assert_eq!(taken.folder.files().unwrap(), ours.folder().files().unwrap());
        prop_assert!(taken.told.conflicts.is_empty());
    }

    /// Whatever both did: the result has no errors, the sums add up, a second time changes nothing, and of a row that
    /// is in conflict not a byte of ours moved.
    #[test]
    fn any_three_folders(base in any_folder(), ours in any_folder(), theirs in any_folder(), with_base: bool) {
        let base = with_base.then_some(&base);
        let taken = take(&ours, &theirs, base, &[]);
        for row_told in taken.told.rows.iter().chain(&taken.told.went) {
            if matches!(row_told.fate, Fate::Conflict { .. } | Fate::Refused { .. } | Fate::Kept | Fate::Unchanged) {
                prop_assert_eq!(
                    row(&taken.folder, row_told.table, &row_told.id),
                    row(&ours.folder(), row_told.table, &row_told.id)
                );
            }
        }
        let base = base.map(Files::folder);
        let again = take_in(&taken.folder, &theirs.folder(), base.as_ref(), &[], "2026-06-01".parse().unwrap());
        prop_assert_eq!(again.folder.files().unwrap(), taken.folder.files().unwrap());
    }
}

#[test]
fn a_long_chain_of_rows_goes_with_the_one_that_is_refused() {
    // Each is a part of the next, and the last is a part of nothing that is there.
    const LONG: usize = 3_000;
    let rows: String = (0..LONG).map(|n| format!("g{n:05},Bureau {n},gb,other,g{:05},svl-s1\n", n + 1)).collect();
    let agencies = format!("id,name,country,kind,parent,sources\n{rows}");
    let ours = Files::new();
    let mut theirs = ours.clone();
    theirs.0.insert("agencies.csv", agencies);
    let parts: Vec<(&str, &[u8])> = theirs.0.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let theirs = read_parts(Path::new("test"), &parts).unwrap();
    let begun = std::time::Instant::now();
    let taken = take_in(&ours.folder(), &theirs, None, &[], "2026-05-01".parse().unwrap());
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(taken.told.sums().refused, LONG);
    assert_eq!(taken.folder.rows("agencies").len(), 0);
    let reasons: Vec<String> = taken.told.refusals().iter().map(|(reason, _)| (*reason).to_owned()).collect();
    assert!(reasons.contains(&"parent: found `g03000`; expected the identifier of a row in agencies.csv".to_owned()));
    assert!(reasons.contains(&"parent: it refers to `g02999`, which was refused".to_owned()));
}
