//! `sousveil import folder`: what it prints, writes and refuses, and how it ends.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{Said, folder, run};

struct Scene {
    root: tempfile::TempDir,
}

impl Scene {
    /// Three copies of one small folder: `base`, `ours`, `theirs`.
    fn new() -> Self {
        let scene = Self { root: tempfile::tempdir().unwrap() };
        for name in ["base", "ours", "theirs"] {
            folder::small(&scene.path(name), "1");
        }
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn edit(&self, side: &str, file: &str, from: &str, to: &str) {
        let path = self.path(side).join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains(from), "{file}: {from}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    }

    fn add(&self, side: &str, file: &str, rows: &str) {
        let path = self.path(side).join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        std::fs::write(&path, text + rows).unwrap();
    }

    /// Every outcome once.
    fn busy(&self) {
        self.edit("theirs", "dataset.toml", "version = \"1\"", "version = \"2026-04\"");
        // Both changed a company; only they changed a technology; a source is new, and so is a company like ours.
        self.edit("ours", "companies.csv", "GmbH,de,", "GmbH,at,");
        self.edit("theirs", "companies.csv", "GmbH,de,", "GmbH,ch,");
        self.edit("theirs", "technologies.csv", "Label of audio", "Listening devices");
        self.add("theirs", "sources.csv", "svl-report,A report,The Other,2016,research,https://other.example/r,no\n");
        self.add("theirs", "companies.csv", "svl-acme2,ACME Intercept Limited,gb,intrusion,svl-report\n");
        self.edit("theirs", "technologies.csv", "video,Label of video,Definition of video.,svl-paper\n", "");
        self.add(
            "theirs",
            "changes.csv",
            "date,entity,property,old,new,kind,reason\n2026-04,svl-variant,country,de,ch,correction,it moved\n",
        );
    }

    fn import(&self, more: &[&str]) -> Said {
        let (theirs, ours) = (self.path("theirs"), self.path("ours"));
        let mut args = vec!["import", "folder", theirs.to_str().unwrap(), "--into", ours.to_str().unwrap()];
        args.extend(["--date", "2026-05-01"]);
        args.extend(more);
        run(&self.path("unused"), &args)
    }

    fn with_base(&self, more: &[&str]) -> Said {
        let base = self.path("base");
        let more: Vec<&str> = ["--base", base.to_str().unwrap()].into_iter().chain(more.iter().copied()).collect();
        self.import(&more)
    }

    fn printed(&self, said: &Said) -> String {
        let text = format!("exit {}\n{}--- standard error\n{}", said.code, said.out, said.err);
        text.replace(self.root.path().to_str().unwrap(), "ROOT")
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path("ours").join(file)).unwrap()
    }
}

fn checked(dir: &Path) {
    let said = run(dir, &["check", dir.to_str().unwrap()]);
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn every_outcome_is_printed_and_written() {
    let scene = Scene::new();
    scene.busy();
    let files = ["conflicts.csv", "report.md", "outcomes.csv"].map(|n| scene.path(n).to_str().unwrap().to_owned());
    let [conflicts, report, outcomes] = &files;
    let more = ["--conflicts", conflicts, "--report", report, "--outcomes", outcomes];
    let before = folder::bytes(&scene.path("ours"));
    let dry = scene.with_base(&["--dry-run"]);
    assert_eq!(dry.code, 1, "{dry:?}");
    assert_eq!(folder::bytes(&scene.path("ours")), before, "a dry run writes nothing");
    let said = scene.with_base(&more);
    assert_eq!(said.out, dry.out, "a dry run says what would be done");
    insta::assert_snapshot!("folder-printed", scene.printed(&said));
    for (name, path) in [("folder-conflicts", conflicts), ("folder-report", report), ("folder-outcomes", outcomes)] {
        let text = std::fs::read_to_string(path).unwrap().replace(scene.root.path().to_str().unwrap(), "ROOT");
        insta::assert_snapshot!(name, text);
    }
    let written = ["companies.csv", "changes.csv", "redirects.csv"].map(|n| format!("## {n}\n{}", scene.read(n)));
    insta::assert_snapshot!("folder-files", written.join("\n"));
    checked(&scene.path("ours"));
    // A second time nothing comes, and the conflict is still one.
    let before = folder::bytes(&scene.path("ours"));
    let again = scene.with_base(&[]);
    assert_eq!(again.code, 1, "{again:?}");
    assert_eq!(folder::bytes(&scene.path("ours")), before);
}

#[test]
fn a_conflict_is_settled_by_hand() {
    let scene = Scene::new();
    scene.busy();
    let said = scene.with_base(&["--theirs", "svl-variant"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(scene.read("companies.csv").contains("Variant 1 GmbH,,ch,"), "{}", scene.read("companies.csv"));
    let changes = scene.read("changes.csv");
    assert!(
        changes.contains("svl-variant,country,at,ch,correction") && changes.contains("chosen by hand"),
        "{changes}"
    );
    assert!(changes.contains("it moved"), "their history comes with the row: {changes}");
    checked(&scene.path("ours"));

    let before = folder::bytes(&scene.path("ours"));
    for (id, why) in [("svl-acme", "it is not in conflict"), ("svl-nobody", "neither side has it")] {
        let wrong = scene.with_base(&["--theirs", id]);
        assert_eq!(wrong.code, 2, "{wrong:?}");
        assert!(wrong.err.contains(why) && wrong.err.contains("nothing was written"), "{wrong:?}");
    }
    assert_eq!(folder::bytes(&scene.path("ours")), before);
}

#[test]
fn the_report_as_json_reconciles() {
    let scene = Scene::new();
    scene.busy();
    let said = scene.with_base(&["--json"]);
    let report: Value = serde_json::from_str(&said.out).unwrap();
    let sums = &report["sums"];
    let count = |key: &str| sums[key].as_u64().unwrap();
    let parts = ["added", "taken_over", "unchanged", "kept", "left_out", "conflicts", "refused"];
    assert_eq!(count("read"), parts.iter().map(|p| count(p)).sum::<u64>(), "{sums}");
    assert_eq!(count("read"), report["report"]["rows"].as_array().unwrap().len() as u64);
    assert_eq!((count("added"), count("taken_over"), count("conflicts"), count("removed")), (2, 1, 1, 1), "{sums}");
}

#[test]
fn a_folder_that_is_not_there_is_made_and_a_faulty_one_is_left_alone() {
    let scene = Scene::new();
    std::fs::remove_dir_all(scene.path("ours")).unwrap();
    let said = scene.import(&[]);
    assert_eq!(said.code, 0, "{said:?}");
    checked(&scene.path("ours"));
    assert!(scene.read("companies.csv").contains("svl-acme"));

    std::fs::write(scene.path("ours").join("companies.csv"), "id,name,sources\nsvl-x,X,svl-nothing\n").unwrap();
    let before = folder::bytes(&scene.path("ours"));
    let faulty = scene.import(&[]);
    assert!(faulty.code == 2 && faulty.err.contains("svl-nothing"), "{faulty:?}");
    assert_eq!(folder::bytes(&scene.path("ours")), before);
    let (none, theirs, into) = (scene.path("nowhere"), scene.path("theirs"), scene.path("other"));
    let [none, theirs, into] = [&none, &theirs, &into].map(|p| p.to_str().unwrap());
    for args in [
        ["import", "folder", none, "--into", into].as_slice(),
        &["import", "folder", theirs, "--into", into, "--base", none],
    ] {
        let said = run(scene.root.path(), args);
        assert!(said.code == 2 && said.err.contains("nowhere"), "{said:?}");
        assert!(!scene.path("other").exists());
    }
}
