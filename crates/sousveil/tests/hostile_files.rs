//! The built binary and files that mean harm: it says what is wrong and ends with 2, in bounded memory and time, and
//! leaves everything on the disk as it was. What each reader says is in `crates/intake/tests/hostile.rs`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::io::{Read as _, Seek as _};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::folder;

const MAPPING: &str = "table = 'companies'\nid = 'id'\nkey = '{id}'\n[columns]\nname = { from = 'name', as = 'company_name' }\n\
                       [source]\nurl = 'url'\n";
const MB: u64 = 1 << 20;

/// How a run ended, and what it took.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    told: String,
    peak: u64,
}

/// Runs the program and watches its memory until it ends by itself.
fn run(args: &[&str]) -> Run {
    // A file, since nobody reads a pipe while the memory is watched.
    let mut said = tempfile::tempfile().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_sousveil"))
        .args(args)
        .stdin(Stdio::null())
        .stdout(said.try_clone().unwrap())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let (begun, mut peak) = (Instant::now(), 0);
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
        let now = line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) * 1024;
        peak = peak.max(now);
        if begun.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            child.wait().unwrap();
            unreachable!("{args:?} did not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let out = child.wait_with_output().unwrap();
    let mut told = String::from_utf8(out.stderr).unwrap();
    said.rewind().unwrap();
    said.read_to_string(&mut told).unwrap();
    Run { code: out.status.code(), told, peak }
}

/// Every path below a folder with the bytes of its file: what must not change.
fn everything(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            found.push((entry.path(), Vec::new()));
            found.extend(everything(&entry.path()));
        } else {
            found.push((entry.path(), if kind.is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() }));
        }
    }
    found.sort();
    found
}

/// A folder without faults, beside room for what is imported into it.
struct Scene {
    root: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        folder::small(&root.path().join("data"), "1");
        fs::write(root.path().join("mapping.toml"), MAPPING).unwrap();
        Self { root }
    }

    fn at(&self, name: &str) -> String {
        self.root.path().join(name).to_str().unwrap().to_owned()
    }

    fn put(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        self.at(name)
    }

    /// Runs an import that must fail with these words, in that memory, and change nothing.
    fn refused(&self, import: &[&str], words: &str, most: u64) {
        let before = everything(self.root.path());
        let data = self.at("data");
        let args: Vec<&str> = ["import"].iter().chain(import).copied().chain(["--into", data.as_str()]).collect();
        let run = run(&args);
        assert_eq!(run.code, Some(2), "{import:?}: {run:?}");
        assert!(run.told.contains(words), "{import:?}: {run:?}");
        assert!(run.told.len() < 6000 && !run.told.contains('\u{202e}'), "{import:?}: {}", run.told.len());
        assert!(run.peak < most, "{import:?} took {} MB", run.peak / MB);
        assert_eq!(everything(self.root.path()), before, "{import:?} left something behind");
    }
}

#[test]
fn imports_of_what_is_too_large_or_too_deep() {
    let scene = Scene::new();
    let mapping = scene.at("mapping.toml");
    let long = "a".repeat(50 << 20);
    let csv = |file: &str, words: &str, most: u64| scene.refused(&["csv", file, "--mapping", &mapping], words, most);
    csv(&scene.put("line.csv", long.as_bytes()), "found a heading of 52428800 bytes", 450 * MB);
    let cell = format!("id,name,url\nx,{long},https://a.example/\n");
    csv(&scene.put("cell.csv", cell.as_bytes()), "line 2: found a cell of 52428800 bytes", 450 * MB);
    let columns: String = (0..1_000_000).map(|n| format!("c{n},")).collect();
    csv(&scene.put("columns.csv", columns.as_bytes()), "1000001 columns", 300 * MB);
    let rows = format!("id,name,url\n{}", "x,A,\n".repeat(4_000_000));
    csv(&scene.put("rows.csv", rows.as_bytes()), "more than 4000000 cells", 1200 * MB);
    // It never ends, and is read no further than any file may be.
    csv("/dev/zero", "found more than 536870912 bytes", 1200 * MB);
    scene.refused(&["csv", &scene.at("rows.csv"), "--mapping", "/dev/zero"], "at most 1048576 bytes", 100 * MB);

    let deep = format!("[{{\"bibtex_key\":{}", "[".repeat(10_000));
    for (name, json, words, most) in [
        ("deep", deep, "companies.json, line 1", 100 * MB),
        ("large", format!("[{{\"bibtex_key\":\"{long}\"}}]"), "at most 16777216 bytes", 100 * MB),
        ("surrogate", "[{\"bibtex_key\":\"\\ud800\"}]".to_owned(), "surrogate", 100 * MB),
        (
            "many",
            format!("[{{\"bibtex_key\":\"a\",\"company_name\":\"A\",\"news\":[{}\"\"]}}", "\"\",".repeat(5_000_000)),
            "expected",
            600 * MB,
        ),
    ] {
        scene.put(&format!("{name}/companies.json"), json.as_bytes());
        scene.put(&format!("{name}/transfers.json"), b"[]");
        scene.refused(&["sii", &scene.at(name)], words, most);
    }
}

#[test]
fn nobody_waits_for_a_pipe_in_a_folder_or_a_snapshot() {
    let scene = Scene::new();
    let snapshot = scene.at("snapshot");
    assert_eq!(run(&["compile", "--folder", &scene.at("data"), "--out", &snapshot]).code, Some(0));
    for (args, name) in [
        (vec!["check", "data"], "data/companies.csv"),
        (vec!["check", "data"], "data/dataset.toml"),
        (vec!["compile", "--folder", "data", "--out", "new"], "data/sources.csv"),
        (vec!["verify", "snapshot"], "snapshot/manifest.json"),
        (vec!["verify", "snapshot"], "snapshot/heads.tbl"),
        (vec!["stats", "--snapshot", "snapshot"], "snapshot/manifest.json"),
        (vec!["stats", "--snapshot", "snapshot"], "snapshot/entities.blk"),
    ] {
        let (at, kept) = (PathBuf::from(scene.at(name)), fs::read(scene.at(name)).unwrap());
        for kind in ["pipe", "device"] {
            fs::remove_file(&at).unwrap();
            match kind {
                "pipe" => assert!(Command::new("mkfifo").arg(&at).status().unwrap().success()),
                _ => symlink("/dev/zero", &at).unwrap(),
            }
            let placed: Vec<String> = args
                .iter()
                .map(|a| if matches!(*a, "data" | "snapshot" | "new") { scene.at(a) } else { (*a).to_owned() })
                .collect();
            let run = run(&placed.iter().map(String::as_str).collect::<Vec<_>>());
            // Whether a thing is whole is what `verify` is asked: that it is not is its answer, no failure.
            let code = if args.first() == Some(&"verify") { 1 } else { 2 };
            assert_eq!(run.code, Some(code), "{args:?} with {name} as a {kind}: {run:?}");
            assert!(run.told.contains(name.rsplit('/').next().unwrap()), "{run:?}");
            assert!(run.peak < 200 * MB, "{run:?}");
        }
        fs::remove_file(&at).unwrap();
        fs::write(&at, kept).unwrap();
    }
    assert!(!Path::new(&scene.at("new")).exists());
}

#[test]
fn a_table_of_outcomes_holds_no_formulas() {
    let scene = Scene::new();
    let rows = scene.put("rows.csv", b"id,name,url\n=cmd(),A,https://a.example/\n");
    let outcomes = scene.at("outcomes.csv");
    let (data, mapping) = (scene.at("data"), scene.at("mapping.toml"));
    let into = ["--into", data.as_str(), "--outcomes", outcomes.as_str()];
    run(&[["import", "csv", rows.as_str(), "--mapping", mapping.as_str()].as_slice(), into.as_slice()].concat());
    let written = fs::read_to_string(&outcomes).unwrap();
    assert!(written.contains("\"'=cmd()\",\"refused\""), "{written}");
}
