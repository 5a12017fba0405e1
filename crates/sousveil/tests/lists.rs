//! `sousveil compile --list`: a list becomes a snapshot that is whole, and is screened.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{run, say};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// OFAC's three tables, invented, of a seed of the fuzz target `lists`.
fn ofac(dir: &Path) -> Vec<String> {
    let text = fs::read_to_string(root().join("fuzz/seeds/lists/ofac")).unwrap();
    let parts = text.split("--- ").skip(1);
    let write = |part: &str| {
        let (name, content) = part.split_once('\n').unwrap();
        fs::write(dir.join(name), content).unwrap();
        dir.join(name).display().to_string()
    };
    parts.map(write).collect()
}

#[test]
fn a_list_is_compiled_verified_and_screened() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path();
    let files = ofac(dir);
    let out = dir.join("list");
    let out = out.to_str().unwrap();
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let arguments =
        [&["compile", "--list", "zz_ofac"][..], &names, &["--version", "2026-01-01", "--out", out]].concat();
    let said = run(dir, &arguments);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("5 entities"), "{}", said.out);
    assert!(said.err.contains("9 records read = 4 entities + 4 parts of such + 1 refused"), "{}", said.err);
    let said = run(dir, &["verify", out]);
    assert_eq!(said.code, 0, "{} {}", said.out, said.err);
    assert!(said.out.contains("whole: version 2026-01-01"), "{}", said.out);

    let screen = |more: &[&str]| {
        let said = run(dir, &[&["screen", "--snapshot", out, "--json"], more].concat());
        assert!(said.code < 2, "{more:?}: {}", said.err);
        let answer: Value = serde_json::from_str(&said.out).unwrap();
        let first = &answer["results"][0];
        (said.code, first["id"].as_str().unwrap_or_default().to_owned(), first["score"].as_f64().unwrap_or_default())
    };
    let (code, id, bare) = screen(&["Ida Samplovska", "--schema", "Person"]);
    assert_eq!((code, id.as_str()), (1, "ofac-37"));
    let (_, _, born) = screen(&["Ida Samplovska", "--schema", "Person", "--date", "1948", "--gender", "female"]);
    assert!(born > bare);
    let (code, id, _) = screen(&["Nobody", "--identifier", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h"]);
    assert_eq!(code, 1);
    assert!(id.starts_with("ofac-36-12QtD5"), "{id}");
    assert_eq!(screen(&["Orlo Interception", "--schema", "Company"]).1, "ofac-36");
    assert_eq!(screen(&["Orlo Interception", "--schema", "Vessel"]).0, 0);
    let said = run(dir, &["screen", "Orlo", "--snapshot", out, "--schema", "Ownership"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("expected a schema of FollowTheMoney's that is compared"), "{}", said.err);

    // What is made for our own data says so, or tells what it can; nothing falls over.
    let said = run(dir, &["serve", "--snapshot", out, "--get", "/"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("`zz_ofac` is a list in the terms of FollowTheMoney"), "{}", said.err);
    let said = run(dir, &["show", "ofac-37", "--snapshot", out]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("Ida Maria SAMPLOWSKA"), "{}", said.out);
    let said = run(dir, &["search", "samplowska", "--snapshot", out]);
    assert_eq!(said.code, 0, "{}", said.err);
    for command in [&["stats"][..], &["export", "ftm"], &["export", "csv", "companies"], &["export", "native"]] {
        let said = run(dir, &[command, &["--snapshot", out]].concat());
        assert!(said.code <= 2 && !said.err.contains("panicked"), "{command:?}: {}", said.err);
    }
}

#[test]
fn wrong_arguments_say_what_was_expected() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path();
    fs::write(dir.join("list.csv"), "hello\n").unwrap();
    let file = dir.join("list.csv");
    let (file, out) = (file.to_str().unwrap(), dir.join("out"));
    let out_text = out.to_str().unwrap();
    for (arguments, expected) in [
        (&["--list", "Bad Name", file][..], "expected a name of lower-case letters, digits and `_`"),
        (&["--list", "zz", file], "found the beginning of no list that is known"),
        (&["--list", "zz", file, "--form", "magic"], "expected one of ftm, statements, simple"),
        (&["--list", "zz", "/nowhere"], "/nowhere"),
        (&["--list", "zz", "-"], "a list is read from files, never from standard input"),
        (&["--list", "zz"], "2 values required"),
    ] {
        let said = run(dir, &[&["compile"], arguments, &["--out", out_text]].concat());
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.out);
        assert!(said.err.contains(expected), "{arguments:?}: {}", said.err);
        assert!(!out.exists(), "{arguments:?}");
    }
}

#[test]
fn ofacs_real_list_becomes_a_snapshot() {
    let lists = root().join("../shared/lists/ofac");
    if !lists.is_dir() {
        return say(&format!("skipped: {} is not here", lists.display()));
    }
    let home = tempfile::tempdir().unwrap();
    let dir = home.path();
    let files = ["sdn.csv", "alt.csv", "add.csv"].map(|name| lists.join(name).display().to_string());
    let out = dir.join("ofac");
    let out = out.to_str().unwrap();
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let said = run(dir, &[&["compile", "--list", "us_ofac_sdn"][..], &names, &["--out", out]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("= 8976 entities + 25747 parts of such + 0 refused"), "{}", said.err);
    assert_eq!(run(dir, &["verify", out]).code, 0);
    let said = run(
        dir,
        &["screen", "Sergey Chemezov", "--snapshot", out, "--schema", "Person", "--date", "1952-08-20", "--json"],
    );
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(said.code, 1);
    assert!(answer["results"][0]["caption"].as_str().unwrap().to_lowercase().contains("chemezov"), "{answer}");
    for number in ["IMO 9187629", "9187629"] {
        let said = run(dir, &["screen", "Nobody at all", "--snapshot", out, "--identifier", number]);
        assert_eq!(said.code, 1, "{number}: {}", said.err);
    }
}
