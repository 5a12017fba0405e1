//! Indicators into packs, and links and texts against them, as somebody at a helpline does it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::Path;

use serde_json::Value;
use support::{Said, sousveil};

const BUNDLE: &str = r#"{"type": "bundle", "id": "bundle--1", "objects": [
  {"type": "malware", "id": "malware--1", "name": "Pegasus", "is_family": true},
  {"type": "indicator", "id": "indicator--1", "pattern_type": "stix", "valid_from": "2021-07-18T00:00:00Z",
   "pattern": "[domain-name:value='bad-news.example.com']"},
  {"type": "indicator", "id": "indicator--2", "pattern_type": "stix", "pattern": "[domain-name:value='bit.ly']"},
  {"type": "indicator", "id": "indicator--3", "pattern_type": "stix", "pattern": "[domain-name:value LIKE '%.com']"},
  {"type": "relationship", "id": "relationship--1", "relationship_type": "indicates", "source_ref": "indicator--1", "target_ref": "malware--1"}
]}"#;

fn ask(folder: &Path, args: &[&str]) -> Said {
    let mut command = sousveil(&folder.join("compiled"));
    command.args(args).current_dir(folder).env("SOUSVEIL_INDICATORS", folder.join("packs"));
    command.output().unwrap().into()
}

fn imported() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("pegasus.stix2"), BUNDLE).unwrap();
    let said = ask(folder.path(), &["indicators", "import", "pegasus.stix2", "--licence", "CC-BY-2.0"]);
    assert_eq!(said.code, 0, "{said:?}");
    folder
}

#[test]
fn an_import_tells_what_it_took_and_a_dry_run_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("pegasus.stix2"), BUNDLE).unwrap();
    let dry = ask(folder.path(), &["indicators", "import", "pegasus.stix2", "--dry-run"]);
    assert_eq!(dry.code, 0, "{dry:?}");
    assert!(!folder.path().join("packs").exists());
    let said = ask(folder.path(), &["indicators", "import", ".", "--name", "all"]);
    assert!(said.out.contains("STIX 2.1): 2 taken, 1 passed over"), "{said:?}");
    assert!(said.out.contains("1 × pattern with LIKE: [domain-name:value LIKE '%.com']"), "{said:?}");
    assert!(
        said.err.contains(
            "2 values of 2 indicators in 2 publications; 1 of them tied to the index; no match by themselves: 1"
        ),
        "{said:?}"
    );
}

#[test]
fn a_link_is_tied_to_family_vendor_and_recorded_deals() {
    let folder = imported();
    let said = ask(folder.path(), &["inspect", "--url", "hxxps://m.bad-news[.]example.com/login"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains("Its host lies below the indicator bad-news[.]example[.]com"), "{said:?}");
    assert!(
        said.out.contains("ties it to Pegasus, 2021-07-18 (pack pegasus)")
            && said.out.contains("which is NSO Group's, by the names in our index"),
        "{said:?}"
    );
    assert!(said.out.contains("deals on record of Pegasus"), "{said:?}");
    assert!(said.out.contains("does not show that a device was infected"), "{said:?}");
    assert!(!said.out.contains("bad-news.example.com"), "nobody shall open it by a slip: {said:?}");

    let said = ask(folder.path(), &["inspect", "--json", "--url", "bad-news.example.com"]);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(answer["known_indicator_found"], true);
    assert_eq!(answer["findings"][0]["weight"], "match");
    assert_eq!(answer["findings"][0]["indicator"]["claims"][0]["origin"]["family"], "Pegasus");
    assert!(answer["findings"][0]["recorded_deals"][0]["deals"].as_u64().unwrap() > 0, "{answer}");
}

#[test]
fn a_trap_is_no_match_and_nothing_found_is_no_clean_bill() {
    let folder = imported();
    let text = folder.path().join("message.txt");
    std::fs::write(&text, "Look: https://bit.ly/3xyzAbc or https://example.org/").unwrap();
    let said = ask(folder.path(), &["inspect", "message.txt"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("which says nothing by itself: a shortener"), "{said:?}");
    assert!(said.out.contains("No known indicator found among 47 (newest: 2021-07-18)"), "{said:?}");
    assert!(said.out.contains("This is not a clean bill."), "{said:?}");
    std::fs::write(&text, "MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\naHR0cA==\n").unwrap();
    let said = ask(folder.path(), &["inspect", "message.txt"]);
    assert!(said.out.contains("mail: read as plain text, what is encoded in it was not"), "{said:?}");
    std::fs::write(&text, [0xff, 0xfe, 0, 1]).unwrap();
    let said = ask(folder.path(), &["inspect", "message.txt"]);
    assert!(
        said.out.contains("Could not be read") && said.out.contains("only its fingerprints were compared"),
        "{said:?}"
    );
}

#[test]
fn packs_are_listed_shown_and_removed() {
    let folder = imported();
    let said = ask(folder.path(), &["indicators", "list"]);
    assert!(said.out.contains("pegasus: 2 values, 2 publications, licence CC-BY-2.0"), "{said:?}");
    let said = ask(folder.path(), &["indicators", "show", "bad-news[.]example.com"]);
    assert!(said.out.contains("NSO Group (svl-") && said.out.contains("2021-07-18"), "{said:?}");
    let said = ask(folder.path(), &["indicators", "show", "nothing.example.com"]);
    assert_eq!(said.code, 1, "{said:?}");
    let said = ask(folder.path(), &["indicators", "stats"]);
    assert!(said.out.contains("Pegasus") && said.out.contains("shortener"), "{said:?}");
    assert_eq!(ask(folder.path(), &["indicators", "remove", "pegasus"]).code, 0);
    let said = ask(folder.path(), &["indicators", "list"]);
    assert!(said.out.starts_with("sousveil: 45 values") && said.err.contains("no packs in"), "{said:?}");
}

#[test]
fn the_campaign_against_dissidents_of_kazakhstan_is_known_without_an_import() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("packs")).unwrap();
    let said = ask(folder.path(), &["inspect", "--url", "https://files.adobeair.net/setup.exe"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("only the 45 indicators inside the program are known"), "{said:?}");
    assert!(said.out.contains("Electronic Frontier Foundation ties it to Operation Manul, 2016-08-03"), "{said:?}");
    assert!(said.out.contains("recorded incident: Phishing hit lawyers"), "{said:?}");
    // Of the provider below whose name one of the hosts lay nothing is said.
    let said = ask(folder.path(), &["inspect", "--url", "https://somebody.no-ip.biz/"]);
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn wrong_input_is_told_with_its_place() {
    let folder = imported();
    for (args, wanted) in [
        (&["inspect", "--url", "not a link"][..], "expected a link"),
        (&["inspect", "missing.txt"], "missing.txt"),
        (&["inspect", "pegasus.stix2", "--packs", "slip"], "reading slip"),
        (&["indicators", "import", "missing.json"], "missing.json"),
        (&["indicators", "import", "pegasus.stix2", "--name", "../x"], "expected at most 64 of"),
        (&["indicators", "import", "pegasus.stix2", "--name", "sousveil"], "that of the indicators inside the program"),
        (&["indicators", "import", "pegasus.stix2", "--kind", "thing"], "possible values"),
        (&["indicators", "remove", "nothing"], "nothing.pack"),
    ] {
        let said = ask(folder.path(), args);
        assert!(said.code == 2 && said.err.contains(wanted), "{args:?} {said:?}");
    }
    let pack = folder.path().join("packs/pegasus.pack");
    let whole = std::fs::read(&pack).unwrap();
    std::fs::write(&pack, &whole[..whole.len() - 1]).unwrap();
    let said = ask(folder.path(), &["inspect", "--url", "example.org"]);
    assert!(
        said.code == 2 && said.err.contains("pegasus.pack"),
        "a pack that is damaged must not pass in silence: {said:?}"
    );
}
