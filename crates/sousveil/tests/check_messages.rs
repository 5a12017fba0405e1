//! Every finding of `sousveil check`, once: what an editor reads must name place, value and expectation.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fmt::Write as _;

use support::{folder, run};

/// A case: its name, and the files that stand in place of those of the folder without faults.
type Case = (&'static str, &'static [(&'static str, &'static str)]);

/// The folder without faults that each case spoils.
const BASE: &[(&str, &str)] = &[
    (
        "dataset.toml",
        "name = \"small\"\ntitle = \"Small\"\nsummary = \"For tests.\"\npublisher = \"Tests\"\nlicence = \"CC0-1.0\"\nversion = \"1\"\n\
         [origin.known]\ntitle = \"T\"\npublisher = \"P\"\nterms = \"free\"\ninclude = true\n",
    ),
    ("sources.csv", "id,title,kind,opened\nsvl-p1,Paper one,press,yes\nsvl-p2,Paper two,press,no\n"),
    (
        "technologies.csv",
        "key,label,definition,sources\naudio,Audio,Hears.,svl-p1\nintrusion,Intrusion,Breaks in.,svl-p1\n",
    ),
    ("companies.csv", "id,name,country,sources\nsvl-acme,Acme,gb,svl-p1\nsvl-beta,Beta,de,svl-p1\n"),
    ("agencies.csv", "id,name,country,kind,sources\nsvl-police,Police,no,police,svl-p1\n"),
];

const UNREADABLE: &[Case] = &[
    ("toml: broken syntax", &[("dataset.toml", "name = \"small\"\ntitle = \n")]),
    ("toml: unknown field", &[("dataset.toml", "name = \"small\"\ncolour = \"red\"\n")]),
    ("toml: missing field", &[("dataset.toml", "name = \"small\"\n")]),
    ("headings: semicolons", &[("companies.csv", "id;name;sources\nsvl-acme;Acme;svl-p1\n")]),
    ("headings: tabs", &[("companies.csv", "id\tname\n")]),
    ("headings: unknown", &[("companies.csv", "id,name,colour\nsvl-acme,Acme,red\n")]),
    ("headings: twice", &[("companies.csv", "id,name,name\nsvl-acme,Acme,Acme\n")]),
    ("headings: required one missing", &[("companies.csv", "name,sources\nAcme,svl-p1\n")]),
    ("headings: empty file", &[("companies.csv", "")]),
    (
        "rows: a quotation mark that nobody closes",
        &[("companies.csv", "id,name,sources\nsvl-acme,\"Acme,svl-p1\nsvl-beta,Beta,svl-p1\n")],
    ),
    (
        "rows: too few and too many cells",
        &[("companies.csv", "id,name,sources\nsvl-acme,Acme\nsvl-beta,Beta,svl-p1,more\n")],
    ),
];

const VALUES: &[Case] = &[
    (
        "required: nothing there",
        &[("agencies.csv", "id,name,country,kind,sources\nsvl-police,Police,,police,svl-p1\n")],
    ),
    ("tidy: white space and line break", &[("companies.csv", "id,name,sources\nsvl-acme,\" Acme \nLtd\",svl-p1\n")]),
    ("tidy: decomposed letters", &[("companies.csv", "id,name,sources\nsvl-acme,O\u{308}ptik,svl-p1\n")]),
    ("list: a value twice", &[("companies.csv", "id,name,country,sources\nsvl-acme,Acme,gb; gb,svl-p1\n")]),
    ("id: a dot", &[("companies.csv", "id,name,sources\nsvl.acme,Acme,svl-p1\n")]),
    ("url: no scheme", &[("companies.csv", "id,name,website,sources\nsvl-acme,Acme,acme.example,svl-p1\n")]),
    ("url: javascript", &[("companies.csv", "id,name,website,sources\nsvl-acme,Acme,javascript:alert(1),svl-p1\n")]),
    ("date: form", &[("companies.csv", "id,name,founded,sources\nsvl-acme,Acme,3 May 2015,svl-p1\n")]),
    ("date: calendar", &[("companies.csv", "id,name,founded,sources\nsvl-acme,Acme,2015-02-30,svl-p1\n")]),
    ("interval: form", &[("transfers.csv", "id,stage,agreed,sources\nsvl-t1,delivered,mid-2000s,svl-p1\n")]),
    ("interval: backwards", &[("transfers.csv", "id,stage,agreed,sources\nsvl-t1,delivered,2015/2012,svl-p1\n")]),
    ("interval: neither end", &[("transfers.csv", "id,stage,agreed,sources\nsvl-t1,delivered,../..,svl-p1\n")]),
    ("country: upper case", &[("companies.csv", "id,name,country,sources\nsvl-acme,Acme,GB,svl-p1\n")]),
    ("country: a name", &[("companies.csv", "id,name,country,sources\nsvl-acme,Acme,Uzbekistan,svl-p1\n")]),
    ("country: none", &[("companies.csv", "id,name,country,sources\nsvl-acme,Acme,Atlantis,svl-p1\n")]),
    (
        "bound: a name, and none",
        &[(
            "measures.csv",
            "id,issuer,kind,binds,target_type,target,effect,verified,sources\nsvl-m1,EU,sanctions,Germany; Atlantis,country,uz,notice,yes,svl-p1\n",
        )],
    ),
    (
        "percentage",
        &[("relations.csv", "id,from,to,kind,percentage,sources\nsvl-r1,svl-acme,svl-beta,owner,130,svl-p1\n")],
    ),
    ("word: stage", &[("transfers.csv", "id,stage,sources\nsvl-t1,sold,svl-p1\n")]),
    ("grade", &[("companies.csv", "id,name,grade,sources\nsvl-acme,Acme,certain,svl-p1\n")]),
];

const REFERENCES: &[Case] = &[
    ("reference: company", &[("relations.csv", "id,from,to,kind,sources\nsvl-r1,svl-acme,svl-gone,owner,svl-p1\n")]),
    ("reference: technology", &[("companies.csv", "id,name,technologies,sources\nsvl-acme,Acme,telepathy,svl-p1\n")]),
    (
        "reference: technology or a word",
        &[(
            "measures.csv",
            "id,issuer,kind,target_type,target,effect,technologies,verified,sources\nsvl-m1,EU,sanctions,country,uz,notice,telepathy,yes,svl-p1\n",
        )],
    ),
    ("reference: source", &[("companies.csv", "id,name,sources\nsvl-acme,Acme,svl-gone\n")]),
    ("reference: origin", &[("companies.csv", "id,name,sources,origin\nsvl-acme,Acme,svl-p1,rumour\n")]),
    (
        "reference: to itself",
        &[
            ("relations.csv", "id,from,to,kind,sources\nsvl-r1,svl-acme,svl-acme,owner,svl-p1\n"),
            ("agencies.csv", "id,name,country,kind,parent,sources\nsvl-police,Police,no,police,svl-police,svl-p1\n"),
        ],
    ),
    (
        "target: no country",
        &[(
            "measures.csv",
            "id,issuer,kind,target_type,target,effect,verified,sources\nsvl-m1,EU,sanctions,country,Atlantis,notice,yes,svl-p1\n",
        )],
    ),
    (
        "target: no company",
        &[(
            "measures.csv",
            "id,issuer,kind,target_type,target,effect,verified,sources\nsvl-m1,EU,sanctions,company,svl-gone,notice,yes,svl-p1\n",
        )],
    ),
    ("id: twice", &[("companies.csv", "id,name,sources\nsvl-acme,Acme,svl-p1\nsvl-acme,Other,svl-p1\n")]),
    ("id: in two tables", &[("companies.csv", "id,name,sources\nsvl-police,Acme,svl-p1\n")]),
    ("id: a country's code", &[("companies.csv", "id,name,sources\nuz,Acme,svl-p1\n")]),
    ("id: used before", &[("redirects.csv", "old,new,date,reason\nsvl-acme,svl-beta,2026-01-01,one firm\n")]),
    ("order (a warning)", &[("companies.csv", "id,name,sources\nsvl-beta,Beta,svl-p1\nsvl-acme,Acme,svl-p1\n")]),
    ("name: a placeholder", &[("companies.csv", "id,name,sources\nsvl-acme,Unnamed supplier,svl-p1\n")]),
    (
        "name: twice (a warning)",
        &[("companies.csv", "id,name,sources\nsvl-acme,Acme Ltd,svl-p1\nsvl-beta,ACME Limited,svl-p1\n")],
    ),
    (
        "name: twice in one country only (a warning)",
        &[(
            "agencies.csv",
            "id,name,country,kind,sources\nsvl-a1,Police,no,police,svl-p1\nsvl-a2,Police,no,police,svl-p1\nsvl-a3,Police,se,police,svl-p1\n",
        )],
    ),
];

const EVIDENCE: &[Case] = &[
    ("sources: none", &[("transfers.csv", "id,stage,sources\nsvl-t1,delivered,\n")]),
    ("sources: several, nothing pinned", &[("transfers.csv", "id,stage,sources\nsvl-t1,delivered,svl-p1; svl-p2\n")]),
    (
        "sources: several, one value not pinned",
        &[
            ("transfers.csv", "id,supplier,stage,sources\nsvl-t1,svl-acme,delivered,svl-p1; svl-p2\n"),
            (
                "evidence.csv",
                "entity,property,value,source,stance,kind\nsvl-t1,id,,svl-p1,supports,source\nsvl-t1,stage,delivered,svl-p2,supports,source\n",
            ),
        ],
    ),
    (
        "pin: no such entity",
        &[("evidence.csv", "entity,property,value,source,stance,kind\nsvl-gone,id,,svl-p1,supports,source\n")],
    ),
    (
        "pin: no such property",
        &[("evidence.csv", "entity,property,value,source,stance,kind\nsvl-acme,colour,red,svl-p1,supports,source\n")],
    ),
    (
        "pin: no value",
        &[("evidence.csv", "entity,property,value,source,stance,kind\nsvl-acme,country,,svl-p1,supports,source\n")],
    ),
    (
        "pin: a value that cannot be",
        &[(
            "evidence.csv",
            "entity,property,value,source,stance,kind\nsvl-acme,country,England,svl-p1,supports,source\n",
        )],
    ),
    (
        "pin: no source",
        &[("evidence.csv", "entity,property,value,source,stance,kind\nsvl-acme,country,gb,,supports,source\n")],
    ),
    (
        "pin: a source that the row does not name",
        &[("evidence.csv", "entity,property,value,source,stance,kind\nsvl-acme,country,gb,svl-p2,supports,source\n")],
    ),
    (
        "pin: stance, grade and kind",
        &[(
            "evidence.csv",
            "entity,property,value,source,stance,grade,kind\nsvl-acme,country,gb,svl-p1,maybe,sure,rumour\n",
        )],
    ),
    (
        "change: no such entity",
        &[("changes.csv", "date,entity,kind,reason\n2026-01-01,svl-gone,correction,typing error\n")],
    ),
    ("change: kind", &[("changes.csv", "date,entity,kind,reason\n2026-01-01,svl-acme,rumour,typing error\n")]),
    ("redirect: to nowhere", &[("redirects.csv", "old,new,date,reason\nsvl-old,svl-gone,2026-01-01,one firm\n")]),
    (
        "redirect: from no identifier",
        &[("redirects.csv", "old,new,date,reason\nsvl.old,svl-acme,2026-01-01,one firm\n")],
    ),
];

/// What `check` prints of a folder, with its path taken out, and its exit code.
fn checked(dir: &std::path::Path) -> (String, i32) {
    let said = run(&dir.join("unused"), &["check", dir.to_str().unwrap()]);
    ((said.out + &said.err).replace(dir.to_str().unwrap(), "DIR"), said.code)
}

fn snapshot_of(cases: &[Case]) -> String {
    let mut all = String::new();
    for (name, files) in cases {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("folder");
        folder::write(&dir, BASE);
        folder::write(&dir, files);
        let (printed, code) = checked(&dir);
        // A sum without a finding would mean that the fault was not seen.
        assert!(printed.contains("found "), "{name}: nothing was found:\n{printed}");
        let (warning, expected) = (name.contains("(a warning)"), if name.starts_with("toml") { 2 } else { 1 });
        assert_eq!(code, if warning { 0 } else { expected }, "{name}:\n{printed}");
        writeln!(all, "## {name}: exit {code}\n{printed}").unwrap();
    }
    all
}

#[test]
fn the_folder_that_the_cases_spoil_has_no_fault() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("folder");
    folder::write(&dir, BASE);
    assert_eq!(checked(&dir), ("DIR: 7 rows, 0 errors, 0 warnings\n".to_owned(), 0));
}

#[test]
fn files_that_cannot_be_read() {
    insta::assert_snapshot!(snapshot_of(UNREADABLE));
}

#[test]
fn values() {
    insta::assert_snapshot!(snapshot_of(VALUES));
}

#[test]
fn references_and_identifiers() {
    insta::assert_snapshot!(snapshot_of(REFERENCES));
}

#[test]
fn sources_pins_and_history() {
    insta::assert_snapshot!(snapshot_of(EVIDENCE));
}

#[test]
fn files_that_no_text_can_hold() {
    let root = tempfile::tempdir().unwrap();
    let mut all = String::new();
    let mut case = |name: &str, expected: i32, spoil: &dyn Fn(&std::path::Path)| {
        let dir = root.path().join(name.replace(' ', "-"));
        folder::write(&dir, BASE);
        spoil(&dir);
        let (printed, code) = checked(&dir);
        assert_eq!(code, expected, "{name}: {printed}");
        writeln!(all, "## {name}: exit {code}\n{printed}").unwrap();
    };
    case("no dataset.toml", 2, &|dir| std::fs::remove_file(dir.join("dataset.toml")).unwrap());
    case("dataset.toml not UTF-8", 2, &|dir| std::fs::write(dir.join("dataset.toml"), b"name = \"\xff\"").unwrap());
    case("a row not UTF-8", 1, &|dir| {
        std::fs::write(dir.join("companies.csv"), b"id,name,sources\nsvl-acme,Acm\xff,svl-p1\n").unwrap()
    });
    case("a cell too big", 1, &|dir| {
        let text = format!("id,name,sources\nsvl-acme,{},svl-p1\n", "a".repeat(70_000));
        std::fs::write(dir.join("companies.csv"), text).unwrap();
    });
    case("a file too big", 2, &|dir| {
        // A hole of that size takes no room on the disk.
        std::fs::File::options().write(true).open(dir.join("companies.csv")).unwrap().set_len(600 << 20).unwrap();
    });
    insta::assert_snapshot!(all);
}

#[test]
fn fix_sorts_rows_and_writes_nothing_over_errors() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("folder");
    folder::write(&dir, BASE);
    folder::write(
        &dir,
        &[("companies.csv", "id,name,sources\nsvl-beta,Beta,svl-p1\nsvl-acme,Acme,svl-p1\n"), ("notes.txt", "mine")],
    );
    let said = run(root.path(), &["check", "--fix", dir.to_str().unwrap()]);
    assert_eq!(said.code, 0, "{said:?}");
    let companies = std::fs::read_to_string(dir.join("companies.csv")).unwrap();
    assert!(companies.find("svl-acme") < companies.find("svl-beta"), "{companies}");
    assert_eq!(std::fs::read_to_string(dir.join("notes.txt")).unwrap(), "mine", "files of others stay");
    assert_eq!(checked(&dir).0, "DIR: 7 rows, 0 errors, 0 warnings\n");

    folder::write(
        &dir,
        &[("companies.csv", "id,name,country,sources\nsvl-beta,Beta,England,svl-p1\nsvl-acme,Acme,,svl-p1\n")],
    );
    let before = folder::bytes(root.path());
    let said = run(root.path(), &["check", "--fix", dir.to_str().unwrap()]);
    assert!(said.code == 2 && said.err.contains("nothing was written"), "{said:?}");
    assert_eq!(folder::bytes(root.path()), before);
}
