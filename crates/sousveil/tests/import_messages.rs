//! What `sousveil import` reads, repairs, refuses and says: every message once, every row accounted for.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{Said, folder, run};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

struct Scene {
    root: tempfile::TempDir,
    dir: PathBuf,
}

impl Scene {
    /// A folder without faults, ready to take something in.
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("index");
        folder::small(&dir, "1");
        Self { root, dir }
    }

    fn import(&self, what: &[&str], more: &[&str]) -> Said {
        let decisions = format!("{FIXTURES}/decisions");
        let mut args: Vec<&str> = ["import"].into_iter().chain(what.iter().copied()).collect();
        args.extend(["--into", self.dir.to_str().unwrap(), "--decisions", &decisions]);
        if !more.contains(&"--date") {
            args.extend(["--date", "2026-01-02"]);
        }
        args.extend(more);
        run(&self.root.path().join("unused"), &args)
    }

    fn sii(&self, more: &[&str]) -> Said {
        self.import(&["sii", &format!("{FIXTURES}/sii")], more)
    }

    fn csv(&self, file: &Path, mapping: &Path, more: &[&str]) -> Said {
        self.import(&["csv", file.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()], more)
    }

    fn printed(&self, said: &Said) -> String {
        let text = format!("exit {}\n{}--- standard error\n{}", said.code, said.out, said.err);
        text.replace(self.root.path().to_str().unwrap(), "ROOT").replace(FIXTURES, "FIXTURES")
    }

    /// The rows that the import changed: files that lists in `names`, as they stand.
    fn files(&self, names: &[&str]) -> String {
        names.iter().fold(String::new(), |mut all, name| {
            writeln!(all, "## {name}\n{}", std::fs::read_to_string(self.dir.join(name)).unwrap()).unwrap();
            all
        })
    }
}

/// Every input row has one outcome, and the sums are those of the outcomes.
fn reconcile(said: &Said, rows: &[(&str, usize)]) -> Value {
    let report: Value = serde_json::from_str(&said.out).expect("`--json` is JSON");
    for (file, expected) in rows {
        let part =
            report["files"].as_array().unwrap().iter().find(|f| f["file"] == *file).expect("a report on the file");
        let count = |key: &str| usize::try_from(part["sums"][key].as_u64().unwrap()).unwrap();
        assert_eq!(count("read"), *expected, "{file}");
        assert_eq!(count("added") + count("merged") + count("unchanged") + count("refused"), *expected, "{file}");
        let outcomes = part["report"]["outcomes"].as_array().unwrap();
        assert_eq!(outcomes.len(), *expected, "{file}: one outcome a row");
        for key in ["added", "merged", "unchanged", "refused"] {
            let of_kind = outcomes.iter().filter(|o| o[1]["outcome"] == key).count();
            assert_eq!(of_kind, count(key), "{file}: {key}");
        }
    }
    report
}

#[test]
fn the_index_with_all_its_defects() {
    let scene = Scene::new();
    let (report, outcomes) = (scene.root.path().join("report.md"), scene.root.path().join("outcomes.csv"));
    let more = ["--report", report.to_str().unwrap(), "--outcomes", outcomes.to_str().unwrap()];
    let said = scene.sii(&more);
    assert_eq!(said.code, 0, "{said:?}");
    insta::assert_snapshot!("sii-printed", scene.printed(&said));
    insta::assert_snapshot!("sii-report", std::fs::read_to_string(&report).unwrap());
    insta::assert_snapshot!("sii-outcomes", std::fs::read_to_string(&outcomes).unwrap());
    insta::assert_snapshot!("sii-things", scene.files(&["companies.csv", "agencies.csv", "transfers.csv"]));
    insta::assert_snapshot!(
        "sii-evidence",
        scene.files(&["sources.csv", "evidence.csv", "changes.csv", "redirects.csv"])
    );

    let checked = run(scene.root.path(), &["check", scene.dir.to_str().unwrap()]);
    assert_eq!(checked.code, 0, "{checked:?}");
    // Placeholders never become entities; licences that differ only in their id stay apart.
    let made = scene.files(&["companies.csv", "agencies.csv"]);
    for placeholder in ["Unnamed", "Operator not named", "prospect", "(broker)", "\" \""] {
        assert!(!made.contains(placeholder), "{placeholder} became an entity:\n{made}");
    }
    // Private people appear nowhere: neither in the folder nor in what is printed and reported about it.
    let mut texts: Vec<Vec<u8>> = folder::bytes(&scene.dir).into_values().collect();
    texts.extend([said.out.clone().into_bytes(), std::fs::read(&report).unwrap(), std::fs::read(&outcomes).unwrap()]);
    for text in texts {
        let text = String::from_utf8(text).unwrap();
        assert!(!text.contains("Jane Roe") && !text.contains("Mr Roe"), "a private person is named:\n{text}");
    }
    let transfers = scene.files(&["transfers.csv"]);
    assert!(transfers.contains(",lic_10,") && transfers.contains(",lic_11,"), "{transfers}");
    // No row is dropped in silence: each label of the input has its line.
    let input: Value =
        serde_json::from_slice(&std::fs::read(format!("{FIXTURES}/sii/transfers.json")).unwrap()).unwrap();
    let lines = std::fs::read_to_string(&outcomes).unwrap();
    for row in input.as_array().unwrap() {
        assert!(lines.contains(&format!("\"{}\"", row["unique_id"].as_str().unwrap())), "{row}");
    }
}

#[test]
fn counts_reconcile_and_a_second_import_changes_nothing() {
    let scene = Scene::new();
    let rows = [("companies.json", 6), ("transfers.json", 18)];
    let dry = scene.sii(&["--json", "--dry-run"]);
    let first = scene.sii(&["--json"]);
    assert_eq!(first.code, 0, "{first:?}");
    let report = reconcile(&first, &rows);
    assert_eq!(reconcile(&dry, &rows)["files"], report["files"], "a dry run says what would be done");
    assert_eq!(report["merges"]["joined"], 1);
    let before = folder::bytes(&scene.dir);

    let second = reconcile(&scene.sii(&["--json"]), &rows);
    assert_eq!(folder::bytes(&scene.dir), before, "the second import changed something");
    for (file, (again, once)) in
        rows.iter().zip(second["files"].as_array().unwrap().iter().zip(report["files"].as_array().unwrap()))
    {
        assert_eq!(again["sums"]["added"], 0, "{file:?}");
        assert_eq!(again["sums"]["refused"], once["sums"]["refused"], "{file:?}");
    }
    assert_eq!(second["merges"]["before"], 1);
}

#[test]
fn any_csv_with_a_mapping() {
    let scene = Scene::new();
    let [file, mapping] = ["sales.csv", "sales.toml"].map(|n| Path::new(FIXTURES).join("mapped").join(n));
    let said = scene.csv(&file, &mapping, &[]);
    assert_eq!(said.code, 0, "{said:?}");
    insta::assert_snapshot!("csv-printed", scene.printed(&said));
    let names = ["companies.csv", "agencies.csv", "sources.csv", "transfers.csv", "evidence.csv"];
    insta::assert_snapshot!("csv-files", scene.files(&names));
    let before = folder::bytes(&scene.dir);
    reconcile(&scene.csv(&file, &mapping, &["--json"]), &[("sales.csv", 8)]);
    assert_eq!(folder::bytes(&scene.dir), before, "the second import changed something");
}

/// What stands in place of a part of the good mapping, or of the whole file of rows.
struct Spoilt {
    name: &'static str,
    mapping: (&'static str, &'static str),
    rows: Option<&'static [u8]>,
}

const fn rule(name: &'static str, from: &'static str, to: &'static str) -> Spoilt {
    Spoilt { name, mapping: (from, to), rows: None }
}

const fn rows(name: &'static str, rows: &'static [u8]) -> Spoilt {
    Spoilt { name, mapping: ("", ""), rows: Some(rows) }
}

const SPOILT: &[Spoilt] = &[
    rule("mapping: broken line", "key = \"sale-{no}\"", "key = sale-{no}"),
    rule("mapping: unknown key", "ignore = [\"no\"]", "ignore = []\ncolour = \"red\""),
    rule("mapping: unknown reading", "as = \"company\"", "as = \"firm\""),
    rule("mapping: no source", "[source]\nurl = \"link\"\nsplit = \";\"\n", ""),
    rule("mapping: unknown table", "table = \"transfers\"", "table = \"sales\""),
    rule("mapping: unknown column of ours", "agreed = {", "bought = {"),
    rule("mapping: unknown grade", "value = \"reported\"", "value = \"certain\""),
    rule("file: a column that no rule uses", "summary = { from = \"says\" }", ""),
    rule("file: a column missing", "from = \"says\"", "from = \"words\""),
    rule("file: a column missing from the key", "sale-{no}", "sale-{number}"),
    rule("join: no such file", "[denial]", "join = { file = \"absent.csv\", on = \"no\" }\n[denial]"),
    rule("join: no such column", "[denial]", "join = { file = \"sales.csv\", on = \"number\" }\n[denial]"),
    rule("result: an origin that dataset.toml does not know", "origin = \"sii\"", "origin = \"rumours\""),
    rows("file: too few cells", b"no,seller,buyer,agency,what,year,link,kind,says\n1,Acme\n"),
    rows(
        "file: not UTF-8",
        b"no,seller,buyer,agency,what,year,link,kind,says\n1,Acm\xff,no,,Trojan,,https://a.example/,sale,x\n",
    ),
    rows("file: empty", b""),
];

#[test]
fn what_is_wrong_with_a_mapping_or_its_file() {
    let good = std::fs::read_to_string(format!("{FIXTURES}/mapped/sales.toml")).unwrap();
    let mut all = String::new();
    for spoilt in SPOILT {
        let scene = Scene::new();
        let (file, mapping) = (scene.root.path().join("sales.csv"), scene.root.path().join("sales.toml"));
        let (from, to) = spoilt.mapping;
        assert!(good.contains(from), "{}: the good mapping has no `{from}`", spoilt.name);
        // `[denial]` begins a table, so that a line for the top must come before the first one.
        let text = if from == "[denial]" {
            format!("{}\n{good}", to.trim_end_matches("[denial]"))
        } else {
            good.replacen(from, to, 1)
        };
        std::fs::write(&mapping, text).unwrap();
        match spoilt.rows {
            Some(rows) => std::fs::write(&file, rows).unwrap(),
            None => drop(std::fs::copy(format!("{FIXTURES}/mapped/sales.csv"), &file).unwrap()),
        }
        let before = folder::bytes(&scene.dir);
        let said = scene.csv(&file, &mapping, &[]);
        assert_eq!(said.code, 2, "{}: {said:?}", spoilt.name);
        assert!(said.err.contains("error: "), "{}: {said:?}", spoilt.name);
        assert_eq!(folder::bytes(&scene.dir), before, "{}: something was written", spoilt.name);
        writeln!(all, "## {}\n{}", spoilt.name, scene.printed(&said)).unwrap();
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_is_wrong_with_an_index_or_its_place() {
    let mut all = String::new();
    let mut case = |name: &str, transfers: Option<&str>, companies: &str, place: &dyn Fn(&Scene), more: &[&str]| {
        let scene = Scene::new();
        let input = scene.root.path().join("sii");
        folder::write(&input, &[("companies.json", companies)]);
        if let Some(transfers) = transfers {
            folder::write(&input, &[("transfers.json", transfers)]);
        }
        place(&scene);
        let before = folder::bytes(&scene.dir);
        let said = scene.import(&["sii", input.to_str().unwrap()], more);
        assert_eq!(said.code, 2, "{name}: {said:?}");
        assert_eq!(folder::bytes(&scene.dir), before, "{name}: something was written");
        writeln!(all, "## {name}\n{}", scene.printed(&said)).unwrap();
    };
    let nothing = |_: &Scene| {};
    case("a file missing", None, "[]", &nothing, &[]);
    case("no JSON", Some("[]"), "[\n {\"bibtex_key\": \"a\",\n  oops\n", &nothing, &[]);
    case("no list", Some("{}"), "[]", &nothing, &[]);
    case("a key missing", Some("[]"), "[\n {\"bibtex_key\": \"a\"}\n]", &nothing, &[]);
    case("a value of another kind", Some("[]"), "[{\"bibtex_key\": 7, \"company_name\": \"A\"}]", &nothing, &[]);
    case("a date that is none", Some("[]"), "[]", &nothing, &["--date", "tomorrow"]);
    let big = |s: &Scene| {
        let file = std::fs::File::options().write(true).open(s.root.path().join("sii/companies.json")).unwrap();
        // A hole of that size takes no room on the disk.
        file.set_len(65 << 20).unwrap();
    };
    case("a file too big", Some("[]"), "[]", &big, &[]);
    let toml = |s: &Scene| std::fs::remove_file(s.dir.join("dataset.toml")).unwrap();
    case("into a folder that is no dataset", Some("[]"), "[]", &toml, &[]);
    let broken = |s: &Scene| folder::write(&s.dir, &[("companies.csv", "id,colour\na,red\n")]);
    case("into a folder with errors", Some("[]"), "[]", &broken, &[]);
    insta::assert_snapshot!(all);
}

#[test]
fn decisions_that_cannot_be_read_are_said() {
    let scene = Scene::new();
    let sii = format!("{FIXTURES}/sii");
    let dir = scene.root.path().join("decisions");
    let mut all = String::new();
    let into = scene.dir.to_str().unwrap();
    for (name, file, text) in [
        ("a heading missing", "company-names.csv", "as_written,kind\nAcme,company\n"),
        (
            "a heading too many",
            "end-users.csv",
            "country,as_written,agencies,intermediaries,stage,note,colour\nno,P,P,,,,red\n",
        ),
        ("an action that is none", "merges.csv", "action,origin,origin_id,into_origin,into_id,reason\nmix,a,b,c,d,e\n"),
    ] {
        drop(std::fs::remove_dir_all(&dir));
        folder::write(&dir, &[(file, text)]);
        let said =
            run(scene.root.path(), &["import", "sii", &sii, "--into", into, "--decisions", dir.to_str().unwrap()]);
        assert_eq!(said.code, 2, "{name}: {said:?}");
        writeln!(all, "## {name}\n{}", scene.printed(&said)).unwrap();
    }
    let said = run(scene.root.path(), &["import", "sii", &sii, "--into", into, "--decisions", "/nonexistent"]);
    writeln!(all, "## no folder\n{}", scene.printed(&said)).unwrap();
    insta::assert_snapshot!(all);
}

/// Decomposed letters are one of the defects of the index: they are repaired, and the spelling as found is kept
/// in a form that the folder's own lint accepts.
#[test]
fn a_decomposed_city_is_taken_in() {
    let scene = Scene::new();
    let input = scene.root.path().join("sii");
    let companies = "[{\"bibtex_key\": \"a\", \"company_name\": \"Acme Lens\", \"hq_city\": [\"Zu\\u0308rich\"], \"hq_country\": [\"Switzerland\"]}]";
    folder::write(&input, &[("companies.json", companies), ("transfers.json", "[]")]);
    let said = scene.import(&["sii", input.to_str().unwrap()], &[]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(scene.files(&["companies.csv"]).contains("Z\u{fc}rich"));
}
