//! What the fuzz targets found, and their seeds, again and again on the stable compiler: `fuzz/cases/TARGET/NAME` and
//! `fuzz/seeds/TARGET/NAME` go through the same functions as in `cargo fuzz` (docs/fuzzing.md).

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "what does not hold is told by a panic, here and under libFuzzer"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../../../fuzz/src/lib.rs"]
mod fuzz;

fn fuzz_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz").join(name)
}

fn replay(target: &str) {
    let (_, run) = fuzz::TARGETS.iter().find(|(name, _)| *name == target).expect("a target of that name");
    let mut count = 0;
    for place in ["seeds", "cases"] {
        let Ok(entries) = fs::read_dir(fuzz_folder(place).join(target)) else { continue };
        for entry in entries {
            let path = entry.expect("a folder that can be read").path();
            let data = fs::read(&path).expect("a case that can be read");
            // The output of a failing test ends with the name of the case.
            println!("{}", path.display());
            run(&data);
            count += 1;
        }
    }
    assert!(count > 0, "{target} has no seeds");
}

/// The names in a folder of `fuzz/`, without what follows a dot.
fn names_in(place: &str) -> BTreeSet<String> {
    let entries =
        fs::read_dir(fuzz_folder(place)).expect("a folder of fuzz/").map(|e| e.expect("an entry").file_name());
    entries.map(|n| n.to_string_lossy().split('.').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_target_is_listed_everywhere() {
    let known = fuzz::TARGETS.iter().map(|(name, _)| *name).chain(["config"]);
    let listed: BTreeSet<String> = known.map(str::to_owned).collect();
    assert_eq!(names_in("fuzz_targets"), listed);
    assert_eq!(names_in("seeds"), listed);
    assert!(names_in("dictionaries").is_subset(&listed));
    let manifest = fs::read_to_string(fuzz_folder("Cargo.toml")).expect("the manifest");
    let page = fs::read_to_string(fuzz_folder("../docs/fuzzing.md")).expect("the page on fuzzing");
    for name in &listed {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "fuzz/Cargo.toml has no {name}");
        assert!(page.contains(&format!("| `{name}` |")), "docs/fuzzing.md has no {name}");
    }
}

#[test]
fn folder() {
    replay("folder");
}

#[test]
fn lines() {
    replay("lines");
}

#[test]
fn doors() {
    replay("doors");
}

#[test]
fn table() {
    replay("table");
}

#[test]
fn indicators() {
    replay("indicators");
}

#[test]
fn mail() {
    replay("mail");
}

#[test]
fn compound() {
    replay("compound");
}

#[test]
fn archive() {
    replay("archive");
}

#[test]
fn history() {
    replay("history");
}

#[test]
fn lists() {
    replay("lists");
}

#[test]
fn names() {
    replay("names");
}

#[test]
fn mapped() {
    replay("mapped");
}

#[test]
fn query() {
    replay("query");
}

#[test]
fn router() {
    replay("router");
}

#[test]
fn rules() {
    replay("rules");
}

#[test]
fn sii() {
    replay("sii");
}

#[test]
fn snapshot() {
    replay("snapshot");
}

#[test]
fn text() {
    replay("text");
}

#[test]
fn values() {
    replay("values");
}

#[test]
fn native() {
    replay("native");
}

#[test]
fn published() {
    replay("published");
}

/// Settings are read by modules of the binary, so the binary gets the cases, and what the target asserts is asked of
/// what it says.
#[test]
fn config() {
    let mut codes = Vec::new();
    for place in ["seeds", "cases"] {
        let Ok(entries) = fs::read_dir(fuzz_folder(place).join("config")) else { continue };
        for path in entries.map(|entry| entry.expect("a folder that can be read").path()) {
            let data = fs::read(&path).expect("a case that can be read");
            let run = Command::new(env!("CARGO_BIN_EXE_sousveil")).args(["config", "check"]).arg(&path).output();
            let run = run.expect("the binary starts");
            let said = String::from_utf8([run.stdout, run.stderr].concat()).expect("UTF-8 on both outputs");
            let code = run.status.code();
            assert!(matches!(code, Some(0..=2)), "{}: {code:?}: {said}", path.display());
            assert!(said.len() < 4000, "{}: a message that nobody reads", path.display());
            let after = said.strip_prefix(&format!("{}:", path.display()));
            if let Some(line) = after.and_then(|rest| rest.split_once(':')?.0.parse::<u64>().ok()) {
                assert!(line <= fuzz::lines_in(&data), "{said}");
            }
            codes.push((path.file_name().expect("a name").to_string_lossy().into_owned(), code));
        }
    }
    for (seed, code) in [("all", 0), ("wrong", 1)] {
        assert!(codes.contains(&(seed.to_owned(), Some(code))), "{seed}: {codes:?}");
    }
}

#[test]
fn backup() {
    replay("backup");
}

#[test]
fn draft() {
    replay("draft");
}

#[test]
fn threeway() {
    replay("threeway");
}

#[test]
fn ftm() {
    replay("ftm");
}
