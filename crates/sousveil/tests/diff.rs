//! `sousveil diff`: what it takes, what it says, how it ends.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{Said, folder, run};

struct Scene {
    root: tempfile::TempDir,
}

impl Scene {
    /// Two folders, `old` and `new`, of which the second has another name and a company more.
    fn new() -> Self {
        let scene = Self { root: tempfile::tempdir().unwrap() };
        folder::small(&scene.path("old"), "1");
        folder::small(&scene.path("new"), "2");
        let companies = scene.path("new").join("companies.csv");
        let text = std::fs::read_to_string(&companies).unwrap();
        std::fs::write(&companies, format!("{text}svl-zeta,Zeta,uz,intrusion,svl-paper\n")).unwrap();
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn diff(&self, old: &Path, new: &Path, more: &[&str]) -> Said {
        let mut args = vec!["diff", old.to_str().unwrap(), new.to_str().unwrap()];
        args.extend(more);
        run(&self.path("data"), &args)
    }
}

#[test]
fn folders_and_snapshots_are_told_apart_by_what_is_in_them() {
    let scene = Scene::new();
    let (old, new, compiled) = (scene.path("old"), scene.path("new"), scene.path("compiled"));
    let made =
        run(&scene.path("data"), &["compile", "--folder", new.to_str().unwrap(), "--out", compiled.to_str().unwrap()]);
    assert_eq!(made.code, 0, "{made:?}");
    let folders = scene.diff(&old, &new, &[]);
    assert_eq!((folders.code, folders.err.as_str()), (1, ""), "{folders:?}");
    assert!(folders.out.contains("Companies: 1 came, 1 changed"), "{}", folders.out);
    assert!(folders.out.contains("Name: Variant 1 GmbH → Variant 2 GmbH"), "{}", folders.out);
    assert!(folders.out.contains("Uzbekistan: seated there: 1 new company (reported)"), "{}", folders.out);
    assert_eq!(scene.diff(&old, &compiled, &[]).out, folders.out);
    let same = scene.diff(&new, &compiled, &[]);
    assert_eq!(same.code, 0, "{same:?}");
    assert!(same.out.contains("nothing differs"), "{}", same.out);
}

#[test]
fn the_data_form_is_lines_of_json_in_a_file_that_is_whole() {
    let scene = Scene::new();
    let (old, new, out) = (scene.path("old"), scene.path("new"), scene.path("diff.jsonl"));
    let said = scene.diff(&old, &new, &["--json", "--out", out.to_str().unwrap()]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (1, "", ""));
    let text = std::fs::read_to_string(&out).unwrap();
    let lines: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines[0]["diff"]["outcome"], "different");
    assert_eq!((&lines[0]["diff"]["old"]["version"], &lines[0]["diff"]["new"]["version"]), (&"1".into(), &"2".into()));
    assert_eq!(lines[1]["summary"]["entities"]["Company"]["came"], 1);
    let came: Vec<&Value> = lines.iter().filter(|l| l["entity"]["what"] == "came").collect();
    assert_eq!((came.len(), &came[0]["entity"]["id"]), (1, &"svl-zeta".into()));
    let stdout = scene.diff(&old, &new, &["--json"]);
    assert_eq!(stdout.out, text);
}

#[test]
fn what_is_asked_for_by_name_must_be_there() {
    let scene = Scene::new();
    let (old, new) = (scene.path("old"), scene.path("new"));
    let only = scene.diff(&old, &new, &["--only", "country:uz,company:svl-acme"]);
    assert_eq!(only.code, 1, "{only:?}");
    assert!(only.out.contains("svl-zeta") && !only.out.contains("Variant"), "{}", only.out);
    let nothing = scene.diff(&old, &new, &["--only", "country:fr"]);
    assert_eq!(nothing.code, 0, "{nothing:?}");
    for (only, said) in
        [("uz", "expected country:CODE"), ("country:qq", "neither side has a country"), ("company:svl-no", "svl-no")]
    {
        let wrong = scene.diff(&old, &new, &["--only", only]);
        assert_eq!(wrong.code, 2, "{wrong:?}");
        assert!(wrong.err.contains(said), "{wrong:?}");
    }
}

#[test]
fn what_is_no_dataset_is_said_so() {
    let scene = Scene::new();
    let old = scene.path("old");
    let missing = scene.diff(&old, &scene.path("nowhere"), &[]);
    assert!(missing.code == 2 && missing.err.contains("is not there"), "{missing:?}");
    let neither = scene.diff(&old, scene.root.path(), &[]);
    assert!(neither.code == 2 && neither.err.contains("no manifest.json"), "{neither:?}");
    std::fs::write(scene.path("new").join("companies.csv"), "id,name\nsvl-x,X\n").unwrap();
    let faulty = scene.diff(&old, &scene.path("new"), &["--out", scene.path("out").to_str().unwrap()]);
    assert!(faulty.code == 2 && faulty.err.contains("companies.csv"), "{faulty:?}");
    assert!(!scene.path("out").exists(), "nothing half-written");
}

#[test]
fn the_built_in_dataset_has_a_name_and_does_not_differ_from_its_folder() {
    let scene = Scene::new();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let said = scene.diff(Path::new("builtin"), &data, &[]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    assert!(said.out.contains("nothing differs"), "{}", said.out);
}
