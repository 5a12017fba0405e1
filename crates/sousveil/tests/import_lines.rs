//! Files of lines into a folder, and compiled data into a folder again: what is printed, and what lies there then.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{Said, folder, run};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

struct Scene {
    root: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Runs a command in which `@name` is a file of the scene.
    fn run(&self, args: &[&str]) -> Said {
        let real = |arg: &&str| match arg.strip_prefix('@') {
            Some(name) => self.path(name).to_str().unwrap().to_owned(),
            None => (*arg).to_owned(),
        };
        run(&self.path("unused"), &args.iter().map(real).collect::<Vec<_>>())
    }

    fn printed(&self, said: &Said) -> String {
        let text = format!("exit {}\n{}--- standard error\n{}", said.code, said.out, said.err);
        text.replace(self.root.path().to_str().unwrap(), "ROOT").replace(FIXTURES, "FIXTURES")
    }

    fn files(&self, folder: &str, names: &[&str]) -> String {
        let file = |name: &&str| {
            let text = std::fs::read_to_string(self.path(folder).join(name)).unwrap();
            format!("## {name}\n{text}\n")
        };
        names.iter().map(file).collect()
    }
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

/// The tables of two folders are the same bytes, and `dataset.toml` says the same.
fn same(made: &Path, original: &Path) {
    let (made, original) = (folder::bytes(made), folder::bytes(original));
    for (name, bytes) in original.iter().filter(|(name, _)| name.extension().is_some_and(|e| e == "csv")) {
        assert!(made.get(name) == Some(bytes), "{} differs", name.display());
    }
    let described = |files: &std::collections::BTreeMap<PathBuf, Vec<u8>>| {
        let text = String::from_utf8(files[Path::new("dataset.toml")].clone()).unwrap();
        let mut lines: Vec<String> = text.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(described(&made), described(&original));
}

#[test]
fn compiled_data_becomes_the_folder_that_it_was_made_from() {
    let scene = Scene::new();
    let data = data();
    let said = scene.run(&["compile", "--folder", data.to_str().unwrap(), "--out", "@snapshot"]);
    assert_eq!(said.code, 0, "{said:?}");
    let said = scene.run(&["export", "folder", "--snapshot", "@snapshot", "--out", "@made"]);
    assert_eq!(said.code, 0, "{said:?}");
    same(&scene.path("made"), &data);

    let again = scene.run(&["export", "folder", "--snapshot", "@snapshot", "--out", "@made"]);
    std::fs::create_dir(scene.path("other")).unwrap();
    std::fs::write(scene.path("other/file"), "mine").unwrap();
    let foreign = scene.run(&["export", "folder", "--snapshot", "@snapshot", "--out", "@other"]);
    insta::assert_snapshot!("export-folder-taken", [again, foreign].map(|s| scene.printed(&s)).join("\n"));
    assert_eq!(folder::bytes(&scene.path("other")).len(), 1);
}

#[test]
fn what_strangers_tell() {
    let scene = Scene::new();
    folder::small(&scene.path("index"), "1");
    let before = folder::bytes(&scene.path("index"));
    let file = format!("{FIXTURES}/ftm/list.ftm.json");
    let import = |more: &[&str]| {
        let args = ["import", "ftm", &file, "--into", "@index", "--date", "2026-01-02"];
        scene.run(&[&args[..], more].concat())
    };
    let dry = import(&["--dry-run", "--json"]);
    assert_eq!(folder::bytes(&scene.path("index")), before, "a dry run wrote");
    let report: Value = serde_json::from_str(&dry.out).unwrap();
    let sums = &report["files"][0]["sums"];
    let count = |key: &str| sums[key].as_u64().unwrap();
    assert_eq!(count("read"), 10);
    assert_eq!(count("read"), count("added") + count("unchanged") + count("merged") + count("refused"));
    let said = import(&[
        "--report",
        scene.path("report.md").to_str().unwrap(),
        "--outcomes",
        scene.path("outcomes.csv").to_str().unwrap(),
    ]);
    assert_eq!(said.code, 0, "{said:?}");
    insta::assert_snapshot!("ftm-printed", scene.printed(&said));
    insta::assert_snapshot!("ftm-report", std::fs::read_to_string(scene.path("report.md")).unwrap());
    insta::assert_snapshot!("ftm-outcomes", std::fs::read_to_string(scene.path("outcomes.csv")).unwrap());
    insta::assert_snapshot!(
        "ftm-files",
        scene.files("index", &["sources.csv", "companies.csv", "relations.csv", "evidence.csv", "changes.csv"])
    );
    assert_eq!(scene.run(&["check", "@index"]).code, 0);
    let before = folder::bytes(&scene.path("index"));
    assert_eq!(import(&[]).code, 0);
    assert_eq!(folder::bytes(&scene.path("index")), before, "the second import changed something");
    for (name, bytes) in before {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("Roe"), "{} names a private person", name.display());
    }
}

/// Lists in the shape that OpenSanctions publishes, and what Aleph exports; names and facts are invented.
#[test]
fn lists_as_others_publish_them() {
    let scene = Scene::new();
    for name in ["opensanctions", "aleph"] {
        let file = format!("{FIXTURES}/ftm/{name}.ftm.json");
        let folder = format!("@{name}");
        let said = scene.run(&["import", "ftm", &file, "--into", &folder, "--date", "2026-01-02"]);
        assert_eq!(said.code, 0, "{said:?}");
        insta::assert_snapshot!(format!("ftm-{name}"), scene.printed(&said));
        assert_eq!(scene.run(&["check", &folder]).code, 0);
        for (file, bytes) in folder::bytes(&scene.path(name)) {
            let text = String::from_utf8(bytes).unwrap();
            for person in ["Beispiel", "Примеров", "erika"] {
                assert!(!text.contains(person), "{} names a private person", file.display());
            }
        }
    }
    let said = scene.run(&["import", "ftm", &format!("{FIXTURES}/ftm/aleph.ftm.json"), "--into", "@none", "--home"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("nothing can come home"), "{}", said.err);
}

#[test]
fn files_that_are_not_what_they_should_be() {
    let scene = Scene::new();
    folder::small(&scene.path("index"), "1");
    let before = folder::bytes(&scene.path("index"));
    let mut printed = String::new();
    for (kind, name, text) in [
        ("ftm", "cut.json", "{\"id\": \"a\", \"schema\": \"Comp"),
        ("ftm", "none.json", ""),
        ("native", "none.json", ""),
        ("native", "ftm.json", "{\"id\":\"a\"}\n"),
        ("native", "newer.json", "{\"format\":2}\n"),
        ("native", "headless.json", "{\"format\":1}\n{\"format\":1}\n"),
        ("native", "half.json", "{\"format\":1}\n"),
        (
            "native",
            "deep.json",
            "{\"format\":1}\n[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n",
        ),
        ("statements", "text.csv", "a,b\n1,2\n"),
        ("statements", "none.csv", ""),
        ("native", "missing.json", "-"),
    ] {
        if text != "-" {
            std::fs::write(scene.path(name), text).unwrap();
        }
        let said = scene.run(&["import", kind, &format!("@{name}"), "--into", "@index"]);
        printed += &format!("$ import {kind} {name}\n{}\n", scene.printed(&said));
    }
    insta::assert_snapshot!("lines-not-used", printed);
    assert_eq!(folder::bytes(&scene.path("index")), before);
}

#[test]
fn our_own_lines_into_a_folder_that_has_rows() {
    let scene = Scene::new();
    folder::small(&scene.path("index"), "1");
    let source = r#"{"entity":{"id":"svl-paper","schema":"Source","claims":[{"property":"id","value":"svl-paper","evidence":[]},{"property":"title","value":"A paper","evidence":[]},{"property":"publisher","value":"The Sample","evidence":[]},{"property":"published","value":"2015-11","evidence":[]},{"property":"kind","value":"press","evidence":[]},{"property":"url","value":"https://sample.example/a","evidence":[]},{"property":"opened","value":"yes","evidence":[]}]}}"#;
    let company = |id: &str, name: &str| {
        let evidence = r#"[{"source":"svl-paper","stance":"supports","grade":"reported","kind":"source"}]"#;
        let claim = |p: &str, v: &str| format!(r#"{{"property":"{p}","value":"{v}","evidence":{evidence}}}"#);
        let claims = [claim("id", id), claim("name", name), claim("country", "gb"), claim("technologies", "intrusion")]
            .join(",");
        format!(r#"{{"entity":{{"id":"{id}","schema":"Company","claims":[{claims}]}}}}"#)
    };
    let dataset = r#"{"dataset":{"name":"elsewhere","title":"T","summary":"S","publisher":"P","licence":"CC0-1.0","version":"1"}}"#;
    let lines = [
        r#"{"format":1}"#.to_owned(),
        dataset.to_owned(),
        company("svl-acme", "Acme Intercept Ltd"),
        company("svl-new", "New\\u202e Ltd"),
        company("svl-new", "Twice Ltd"),
        company("svl-variant", "Another Name"),
        company("uz", "No country"),
        source.to_owned(),
        r#"{"change":{"date":"2026-01-02","entity":"svl-new","property":"","old":"","new":"","kind":"addition","reason":"taken in","source":""}}"#.to_owned(),
        r#"{"change":{"date":"yesterday","entity":"svl-new","property":"","old":"","new":"","kind":"addition","reason":"taken in","source":""}}"#.to_owned(),
        r#"{"redirect":{"old":"svl-acme","new":"svl-new","date":"2026-01-02","reason":"one firm"}}"#.to_owned(),
    ];
    std::fs::write(scene.path("lines.json"), lines.join("\n")).unwrap();
    let said = scene.run(&["import", "native", "@lines.json", "--into", "@index"]);
    insta::assert_snapshot!("native-printed", scene.printed(&said));
    insta::assert_snapshot!("native-files", scene.files("index", &["companies.csv", "changes.csv", "redirects.csv"]));
    assert_eq!(scene.run(&["check", "@index"]).code, 0);
}

#[test]
fn our_own_lines_bring_the_whole_folder_home() {
    let scene = Scene::new();
    let data = data();
    let said = scene.run(&["export", "native", "--folder", data.to_str().unwrap(), "--out", "@lines.json"]);
    assert_eq!(said.code, 0, "{said:?}");
    let said = scene.run(&["import", "native", "@lines.json", "--into", "@made"]);
    assert_eq!(said.code, 0, "{said:?}");
    same(&scene.path("made"), &data);
}

/// Exports, takes the export into an empty folder of the same dataset, exports that: the same bytes.
#[test]
fn our_own_lines_come_through_a_pipe() {
    let scene = Scene::new();
    folder::small(&scene.path("index"), "1");
    let lines = scene.run(&["export", "native", "--folder", "@index"]);
    assert_eq!(lines.code, 0, "{lines:?}");
    std::fs::write(scene.path("lines.json"), &lines.out).unwrap();
    assert_eq!(scene.run(&["import", "native", "@lines.json", "--into", "@from-file"]).code, 0);
    let into = scene.path("made");
    let mut import = support::sousveil(&scene.path("unused"));
    import.args(["import", "native", "/dev/stdin", "--into", into.to_str().unwrap()]);
    let mut import = import.stdin(std::process::Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut import.stdin.take().unwrap(), lines.out.as_bytes()).unwrap();
    assert!(import.wait().unwrap().success());
    assert!(folder::bytes(&into) == folder::bytes(&scene.path("from-file")));
    let said = scene.run(&["import", "native", "@index", "--into", "@made"]);
    assert!(said.code == 2 && said.err.contains("found a folder; expected a file or a pipe"), "{said:?}");
}

fn comes_home(export: &[&str], import: &str) {
    let scene = Scene::new();
    let data = data();
    std::fs::create_dir(scene.path("home")).unwrap();
    std::fs::copy(data.join("dataset.toml"), scene.path("home/dataset.toml")).unwrap();
    let write = |folder: &str, name: &str| {
        let said = scene.run(&[&["export"][..], export, &["--folder", folder, "--out", name]].concat());
        assert_eq!(said.code, 0, "{said:?}");
        std::fs::read_to_string(scene.path(name.trim_start_matches('@'))).unwrap()
    };
    let first = write(data.to_str().unwrap(), "@first");
    let said = scene.run(&["import", import, "@first", "--into", "@home", "--home"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("+ 0 refused") && said.out.contains(" came home: "), "{}", said.out);
    let again = write("@home", "@again");
    let apart: Vec<_> = first.lines().zip(again.lines()).filter(|(a, b)| a != b).take(3).collect();
    assert!(first == again, "{} lines, then {}: {apart:#?}", first.lines().count(), again.lines().count());
    // Once more into what is there now: nothing changes.
    let before = folder::bytes(&scene.path("home"));
    let said = scene.run(&["import", import, "@first", "--into", "@home", "--home"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("= 0 added"), "{}", said.out);
    assert!(folder::bytes(&scene.path("home")) == before, "the second import changed something");
}

#[test]
fn our_own_entity_lines_come_home() {
    comes_home(&["ftm"], "ftm");
}

#[test]
fn our_own_statements_come_home() {
    comes_home(&["statements"], "statements");
    comes_home(&["statements", "--format", "pack"], "statements");
    comes_home(&["statements", "--format", "json"], "statements");
}
