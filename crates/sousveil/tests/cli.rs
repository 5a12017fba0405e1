//! The command line as scripts and people use it: exit codes, output for machines, errors with a way out.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha1::{Digest as _, Sha1};
use support::{Said, folder, run, sousveil, stats, wait};

const COMMANDS: [&str; 53] = [
    "publish",
    "",
    "serve",
    "check",
    "import",
    "import sii",
    "import csv",
    "import folder",
    "import draft",
    "import native",
    "import ftm",
    "import statements",
    "merge",
    "compile",
    "lists",
    "lists fetch",
    "search",
    "screen",
    "rules",
    "rules check",
    "rules gap",
    "inspect",
    "indicators",
    "indicators import",
    "indicators list",
    "indicators show",
    "indicators stats",
    "indicators export",
    "indicators remove",
    "show",
    "export",
    "export network",
    "export csv",
    "export xlsx",
    "export folder",
    "export citations",
    "export atom",
    "export claims",
    "export ftm",
    "export statements",
    "export native",
    "export catalogue",
    "stats",
    "verify",
    "backup",
    "restore",
    "config",
    "config check",
    "config show",
    "api-key",
    "man",
    "diff",
    "completions",
];

const SII: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sii");
const DECISIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/decisions");

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A command that did what it should, without a word on standard error.
fn well(data: &Path, args: &[&str]) -> String {
    let said = run(data, args);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{args:?}: {said:?}");
    said.out
}

fn json(data: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&well(data, args)).unwrap_or_else(|e| panic!("{args:?}: {e}"))
}

#[test]
fn every_command_has_a_help_text() {
    let home = home();
    for command in COMMANDS {
        let args: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let help = well(home.path(), &args);
        assert!(help.contains("Usage: sousveil"), "{command}: {help}");
        let widest = help.lines().map(|l| l.chars().count()).max().unwrap_or(0);
        assert!(widest <= 120, "{command}: a line of {widest} characters");
        let name = if command.is_empty() { "help".to_owned() } else { format!("help-{}", command.replace(' ', "-")) };
        insta::assert_snapshot!(name, help.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    }
    // A command that nobody put into the list above would go untested.
    let main = well(home.path(), &["--help"]);
    let listed = main.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let names: Vec<&str> = listed.filter_map(|l| l.split_whitespace().next()).filter(|n| *n != "help").collect();
    assert!(names.len() > 5 && names.iter().all(|n| COMMANDS.contains(n)), "{names:?}");
    assert_eq!(well(home.path(), &["--version"]), format!("sousveil {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn search_finds_in_any_script_and_says_where_it_finds_nothing() {
    let home = home();
    let said = run(home.path(), &["search", "Узбекистан"]);
    assert_eq!(said.code, 0);
    assert!(said.out.lines().next().unwrap().starts_with("uz "), "{}", said.out);
    assert!(said.err.ends_with("found\n"), "{}", said.err);
    let nothing = run(home.path(), &["search", "qqqqzzzz"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""));
    let found = json(home.path(), &["search", "Verint", "--schema", "Company", "--limit", "2", "--json"]);
    let results = found["results"].as_array().unwrap();
    assert!(results.len() == 2 && results.iter().all(|r| r["schema"] == "Company"), "{found}");
    assert!(found["total"].as_u64().unwrap() > 2, "the limit does not change the total");
    assert_eq!(run(home.path(), &["search", "qqqqzzzz", "--json"]).code, 1);
    let wrong = run(home.path(), &["search", "Verint", "--schema", "Firm"]);
    assert!(wrong.code == 2 && wrong.err.contains("Firm") && wrong.err.contains("Company"), "{wrong:?}");
    assert_eq!(run(home.path(), &["search"]).code, 2, "a search for nothing at all");
}

#[test]
fn show_gives_entities_claims_and_citations() {
    let home = home();
    let entity = json(home.path(), &["show", "svl-bd6cof4p", "--json"]);
    assert_eq!((&entity["id"], &entity["schema"]), (&"svl-bd6cof4p".into(), &"Transfer".into()));
    let claim = entity["claims"][0]["id"].as_str().unwrap();
    assert!(well(home.path(), &["show", claim]).contains(claim));
    assert!(well(home.path(), &["show", "UZ"]).starts_with("Uzbekistan"), "codes in any case");
    assert!(well(home.path(), &["show", "intrusion"]).contains("Intrusion"));
    // An identifier that was merged away leads to the row that stayed.
    assert_eq!(well(home.path(), &["show", "svl-2w5jjoyk"]), well(home.path(), &["show", "svl-bd6cof4p"]));

    let hash = stats(home.path())["data_hash"].as_str().unwrap().chars().take(12).collect::<String>();
    for id in ["svl-bd6cof4p", claim] {
        let csl = json(home.path(), &["show", id, "--cite", "csl"]);
        assert!(csl[0]["title"].as_str().unwrap().contains("NICE"), "{csl}");
        let bibtex = well(home.path(), &["show", id, "--cite", "bibtex"]);
        assert!(bibtex.starts_with("@misc{") && bibtex.trim_end().ends_with('}'), "{bibtex}");
        for text in [csl.to_string(), bibtex, well(home.path(), &["show", id, "--cite", "plain"])] {
            assert!(text.contains(&hash), "a citation names the data: {text}");
        }
    }
    let unknown = run(home.path(), &["show", "svl-nosuch"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    assert!(unknown.err.contains("svl-nosuch") && unknown.err.contains("sousveil search"), "{}", unknown.err);
}

#[test]
fn show_json_of_a_claim_is_json() {
    let home = home();
    let entity = json(home.path(), &["show", "svl-bd6cof4p", "--json"]);
    let claim = &entity["claims"][0];
    let shown = json(home.path(), &["show", claim["id"].as_str().unwrap(), "--json"]);
    assert_eq!(shown["id"], claim["id"]);
}

#[test]
fn stats_count_licences_apart() {
    let home = home();
    let figures = stats(home.path());
    let transfers = &figures["statistics"]["transfers"];
    let [deals, licences] = ["deals", "licences"].map(|k| transfers[k].as_u64().unwrap());
    let words = well(home.path(), &["stats"]);
    assert!(
        words.contains(&format!("{deals} deals")) && words.contains(&format!("{licences} export licences")),
        "{words}"
    );
    assert!(!words.contains(&(deals + licences).to_string()), "{words}");
}

#[test]
fn exports_are_whole_and_their_statement_ids_can_be_recomputed() {
    let home = home();
    let figures = stats(home.path());
    let dataset = figures["dataset"].as_str().unwrap();
    let lines = well(home.path(), &["export", "claims"]);
    let mut ids = HashSet::new();
    for line in lines.lines() {
        let claim: Value = serde_json::from_str(line).unwrap();
        let [entity, property, value] = ["entity", "property", "value"].map(|k| claim[k].as_str().unwrap());
        let hash = HEXLOWER.encode(&Sha1::digest(format!("{dataset}.{entity}.{property}.{value}")));
        assert_eq!(claim["statement_id"], hash, "{line}");
        assert!(ids.insert(claim["id"].as_str().unwrap().to_owned()), "{} twice", claim["id"]);
    }
    assert_eq!(figures["statistics"]["claims"], ids.len());

    // The check value of the design.
    folder::small(&home.path().join("small"), "1");
    let small = home.path().join("small");
    let lines = well(home.path(), &["export", "claims", "--folder", small.to_str().unwrap()]);
    assert!(lines.contains("07c4cc5ce1531f76cf10ea70c40b594a9d412aa8"), "{lines}");

    for (table, schema) in
        [("transfers", "Transfer"), ("companies", "Company"), ("sources", "Source"), ("measures", "Measure")]
    {
        let text = well(home.path(), &["export", "csv", table]);
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect();
        assert_eq!(figures["statistics"]["entities"][schema], rows.len(), "{table}");
        let out = home.path().join("table.csv");
        assert_eq!(well(home.path(), &["export", "csv", table, "--out", out.to_str().unwrap()]), "");
        assert_eq!(std::fs::read_to_string(out).unwrap(), text, "{table}: a file holds what standard output gets");
    }
    let wrong = run(home.path(), &["export", "csv", "firms"]);
    assert!(wrong.code == 2 && wrong.err.contains("`firms`") && wrong.err.contains("companies"), "{wrong:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = home();
    stats(home.path());
    for args in [
        ["export", "claims"].as_slice(),
        &["export", "csv", "transfers"],
        &["show", "il", "--json"],
        &["completions", "bash"],
    ] {
        let mut child = sousveil(home.path()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::with_capacity(16, child.stdout.take().unwrap());
        let mut first = [0; 8];
        lines.read_exact(&mut first).unwrap();
        drop(lines);
        let status = wait(&mut child, Duration::from_secs(60));
        let said: Vec<String> = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap).collect();
        assert!(status.success() && said.is_empty(), "{args:?}: {status} {said:?}");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let home = home();
    std::fs::write(home.path().join("file"), "").unwrap();
    // The superuser may write into any folder: no folder at all stops him too.
    for place in ["file/t.csv", "no-such-folder/t.csv"] {
        let out = home.path().join(place);
        let said =
            run(home.path().join("data").as_path(), &["export", "csv", "companies", "--out", out.to_str().unwrap()]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert!(said.err.starts_with(&format!("error: writing {}", out.display())), "{}", said.err);
        assert!(said.err.contains("because: "), "{}", said.err);
    }
    let left: Vec<_> = std::fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing is left behind: {left:?}");

    // Where compiled data can't be kept it is held in memory.
    let nowhere = home.path().join("file/data");
    let without = stats_of(&nowhere);
    assert_eq!(without, stats_of(&home.path().join("data")));
    // A cache that was damaged is made anew.
    let builtin = home.path().join("data/builtin");
    let inside = || std::fs::read_dir(&builtin).unwrap().map(|one| one.unwrap().path());
    let cache = || inside().find(|one| one.is_dir()).unwrap();
    for (file, bytes) in [("manifest.json", Some("{")), ("entities.blk", None)] {
        match bytes {
            Some(bytes) => std::fs::write(cache().join(file), bytes).unwrap(),
            None => std::fs::remove_file(cache().join(file)).unwrap(),
        }
        assert_eq!(stats_of(&home.path().join("data")), without);
        assert!(sousveil_snapshot::Snapshot::open(&cache()).is_ok(), "{file}");
    }
    // So is the note of which one it is, whatever stands there, also where it leads elsewhere.
    let note = inside().find(|one| one.is_file()).unwrap();
    let written = std::fs::read_to_string(&note).unwrap();
    let name = cache().file_name().unwrap().to_str().unwrap().to_owned();
    folder::small(&home.path().join("other"), "1");
    let other = home.path().join("data/other");
    run(
        home.path(),
        &["compile", "--folder", home.path().join("other").to_str().unwrap(), "--out", other.to_str().unwrap()],
    );
    for damaged in
        [String::new(), "nonsense\n".repeat(2), written.replace(&name, "../other"), written.replace(&name, "x")]
    {
        std::fs::write(&note, damaged).unwrap();
        assert_eq!(stats_of(&home.path().join("data")), without);
        assert_eq!(std::fs::read_to_string(&note).unwrap(), written);
    }
}

fn stats_of(data: &Path) -> Value {
    json(data, &["stats", "--json"])
}

#[test]
fn check_verify_and_compile_agree_on_a_folder() {
    let home = home();
    let (good, bad, out) = (home.path().join("good"), home.path().join("bad"), home.path().join("snapshot"));
    folder::small(&good, "1");
    folder::small(&bad, "1");
    folder::write(&bad, &[("companies.csv", "id,name,country,sources\nsvl-acme,Acme,england,svl-paper\n")]);
    let [good_dir, bad_dir, out_dir] = [&good, &bad, &out].map(|p| p.to_str().unwrap());

    let said = run(home.path(), &["check", good_dir]);
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert!(said.err.contains("0 errors"), "{}", said.err);
    let said = run(home.path(), &["check", bad_dir]);
    assert_eq!(said.code, 1);
    assert!(said.out.starts_with("companies.csv:2: column `country`: error: found `england`"), "{}", said.out);
    let said = run(home.path(), &["check", bad_dir, "--json"]);
    let finding: Value = serde_json::from_str(said.out.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&finding["line"], &finding["column"], &finding["severity"]),
        (&2.into(), &"country".into(), &"error".into())
    );
    assert_eq!((said.code, said.err.as_str()), (1, ""), "JSON has no sums beside it");

    let said = run(home.path(), &["compile", "--folder", bad_dir, "--out", out_dir]);
    assert!(said.code == 2 && said.err.contains("companies.csv:2") && said.err.contains("hint: "), "{said:?}");
    assert!(!out.exists(), "nothing is written from a folder with errors");
    let said = run(home.path(), &["compile", "--folder", good_dir, "--out", out_dir, "--dry-run"]);
    assert!(said.code == 0 && said.err.starts_with("dry run") && !out.exists(), "{said:?}");
    assert!(well(home.path(), &["compile", "--folder", good_dir, "--out", out_dir]).starts_with("wrote "));

    let whole = |dir: &str| json(home.path(), &["verify", dir, "--json"]);
    assert_eq!((&whole(good_dir)["kind"], &whole(out_dir)["kind"]), (&"dataset folder".into(), &"snapshot".into()));
    assert_eq!(
        whole(good_dir)["data_hash"],
        whole(out_dir)["data_hash"],
        "a folder and its snapshot are the same data"
    );
    assert_eq!(
        json(home.path(), &["stats", "--json", "--snapshot", out_dir])["data_hash"],
        whole(out_dir)["data_hash"]
    );
    let said = run(home.path(), &["verify", bad_dir, "--json"]);
    let verdict: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.code, &verdict["whole"]), (1, &false.into()));

    // One flipped bit anywhere in a snapshot's own files is found.
    for file in std::fs::read_dir(&out).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()) {
        let before = std::fs::read(&file).unwrap();
        let mut bytes = before.clone();
        let middle = bytes.len() / 2;
        match bytes.get_mut(middle) {
            Some(byte) => *byte ^= 1,
            // So few entities have no dictionary.
            None => bytes.push(1),
        }
        std::fs::write(&file, bytes).unwrap();
        let said = run(home.path(), &["verify", out_dir]);
        assert_eq!(said.code, 1, "{}: {said:?}", file.display());
        std::fs::write(&file, before).unwrap();
    }
    assert_eq!(run(home.path(), &["verify", out_dir]).code, 0);
    for args in [["verify", "/nonexistent"], ["check", "/nonexistent"]] {
        let said = run(home.path(), &args);
        assert!(said.code == 2 && said.err.starts_with("error: /nonexistent"), "{said:?}");
    }
}

#[test]
fn a_dry_run_leaves_every_byte() {
    let home = home();
    let dir = home.path().join("index/data");
    folder::small(&dir, "1");
    let name = dir.to_str().unwrap();
    let before = folder::bytes(home.path());
    let said =
        run(&home.path().join("cache"), &["import", "sii", SII, "--into", name, "--decisions", DECISIONS, "--dry-run"]);
    assert!(said.code == 0 && said.err.contains("dry run: nothing was written"), "{said:?}");
    assert_eq!(folder::bytes(home.path()), before);
    let said = run(
        &home.path().join("cache"),
        &["merge", "companies", "svl-acme", "svl-variant", "--folder", name, "--reason", "r", "--dry-run"],
    );
    assert!(said.code == 0 && said.err.starts_with("dry run"), "{said:?}");
    assert_eq!(folder::bytes(home.path()), before);
    // A dry run into a folder that is not there does not make one.
    let absent = home.path().join("absent");
    run(&home.path().join("cache"), &["import", "sii", SII, "--into", absent.to_str().unwrap(), "--dry-run"]);
    assert!(!absent.exists());
}

#[test]
fn colour_only_where_it_is_wanted() {
    let home = home();
    let bad = home.path().join("bad");
    folder::write(&bad, &[("dataset.toml", &folder::toml("1")), ("companies.csv", "id,name\nsvl-a,Acme\n")]);
    let check = |env: &[(&str, &str)]| -> Said {
        sousveil(home.path()).arg("check").arg(&bad).envs(env.iter().copied()).output().unwrap().into()
    };
    let all = |said: &Said| said.out.clone() + &said.err;
    assert!(all(&check(&[("CLICOLOR_FORCE", "1")])).contains('\u{1b}'), "colour can be had at all");
    for env in [[].as_slice(), &[("NO_COLOR", "1")], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]] {
        let said = check(env);
        assert!(said.code == 1 && !all(&said).contains('\u{1b}'), "{env:?}: {said:?}");
    }
    for args in [
        ["stats"].as_slice(),
        &["show", "uz"],
        &["search", "Verint"],
        &["--help"],
        &["show", "svl-nosuch"],
        &["export", "csv", "x"],
    ] {
        assert!(!all(&run(home.path(), args)).contains('\u{1b}'), "{args:?}");
    }
}

#[test]
fn completions_for_every_shell() {
    let home = home();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = well(home.path(), &["completions", shell]);
        assert!(script.contains("sousveil") && script.contains("verify"), "{shell}");
    }
    assert_eq!(run(home.path(), &["completions", "tcsh"]).code, 2);
    let said = run(home.path(), &["frobnicate"]);
    assert!(said.code == 2 && said.err.contains("frobnicate") && said.err.contains("--help"), "{said:?}");
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let home = home();
    let page = well(home.path(), &["man"]);
    assert!(page.contains(".TH sousveil 1") && page.contains("surveil"), "{page}");
    let dir = home.path().join("man");
    well(home.path(), &["man", "--out", dir.to_str().unwrap()]);
    for command in COMMANDS {
        let name = ["sousveil"].into_iter().chain(command.split_whitespace()).collect::<Vec<_>>().join("-");
        let page = std::fs::read_to_string(dir.join(format!("{name}.1")));
        let page = page.unwrap_or_else(|e| panic!("{name}.1: {e}"));
        assert!(page.contains(&format!(".TH {name} 1")), "{name}: {page}");
    }
    let written = folder::bytes(&dir);
    assert_eq!(written.len(), COMMANDS.len(), "no page beside them: {:?}", written.keys());
    well(home.path(), &["man", "--out", dir.to_str().unwrap()]);
    assert_eq!(folder::bytes(&dir), written, "the same program writes the same pages");
}
