//! Rules of YARA that somebody gives to `inspect`: `cargo nextest run -p sousveil --features yara --test yara`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg_attr(not(feature = "yara"), allow(dead_code, reason = "without YARA there is little to try"))]

mod support;

use std::io::Write as _;
use std::path::Path;

use data_encoding::BASE64;
use serde_json::Value;
use support::{Said, sousveil};

const RULES: &str = r#"
import "pe"

rule Marker {
    meta:
        description = "A marker of ours"
        reference = "https://example.org/report"
    strings:
        $a = "SOUSVEIL-MARKER"
    condition:
        $a
}

rule Silent { strings: $a = "SOUSVEIL-MARKER" condition: $a at 0 }

rule Program { condition: pe.is_pe }

private rule Helper { strings: $a = "SOUSVEIL" condition: $a }
"#;

fn ask(folder: &Path, args: &[&str]) -> Said {
    std::fs::create_dir_all(folder.join("packs")).unwrap();
    let mut command = sousveil(&folder.join("compiled"));
    command.args(args).current_dir(folder).env("SOUSVEIL_INDICATORS", folder.join("packs"));
    command.output().unwrap().into()
}

fn json(said: &Said) -> Value {
    assert!(!said.out.is_empty(), "{said:?}");
    serde_json::from_str(&said.out).unwrap()
}

/// The rules that fit, with the place and the file of each.
fn fit(said: &Said) -> Vec<(String, String)> {
    let all = json(said);
    let asks = all["things_to_ask_about"].as_array().unwrap().iter();
    let rules = asks.filter(|ask| ask["about"]["ask"] == "rule");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rules.map(|ask| (text(&ask["input"]), text(&ask["about"]["rule"]))).collect()
}

/// A letter with an archive in which a text is packed.
fn letter(text: &str) -> String {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("note.txt", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    let packed = BASE64.encode(&zip.finish().unwrap().into_inner());
    format!(
        "From: somebody@example.org\r\nSubject: papers\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--b\r\nContent-Type: application/zip\r\n\
         Content-Disposition: attachment; filename=papers.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}\r\n--b--\r\n"
    )
}

#[cfg(not(feature = "yara"))]
#[test]
fn a_program_without_yara_says_how_to_get_one_with_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("rules.yar"), RULES).unwrap();
    std::fs::write(folder.path().join("note.txt"), "SOUSVEIL-MARKER").unwrap();
    let said = ask(folder.path(), &["inspect", "note.txt", "--yara", "rules.yar"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("cargo build --release --features yara"), "{said:?}");
    assert!(said.out.is_empty(), "{said:?}");
}

#[cfg(feature = "yara")]
#[test]
fn rules_are_held_against_what_is_packed_in_a_letter() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("rules.yar"), RULES).unwrap();
    std::fs::write(folder.path().join("letter.eml"), letter("SOUSVEIL-MARKER, and more")).unwrap();
    std::fs::write(folder.path().join("note.txt"), "before SOUSVEIL-MARKER").unwrap();
    let said = ask(folder.path(), &["inspect", "letter.eml", "note.txt", "--yara", "rules.yar", "--json"]);
    // What a rule says is for its author to explain: it is no known indicator.
    assert_eq!(said.code, 0, "{said:?}");
    let inner = "letter.eml › papers.zip › note.txt".to_owned();
    let wanted = [(inner.clone(), "Marker"), (inner, "Silent"), ("note.txt".to_owned(), "Marker")];
    assert_eq!(fit(&said), wanted.map(|(place, rule)| (place, rule.to_owned())));
    assert_eq!(json(&said)["yara_rules"], 4);

    let said = ask(folder.path(), &["inspect", "letter.eml", "--yara", "rules.yar"]);
    assert!(said.out.contains("The YARA rule Silent of rules.yar, which you gave, fits it."), "{said:?}");
    assert!(said.out.contains("“A marker of ours; https://example[.]org/report”"), "{said:?}");
    assert!(said.out.contains("4 YARA rules of yours were held against"), "{said:?}");
    let said = ask(folder.path(), &["inspect", "letter.eml", "--yara", "rules.yar", "--lang", "ru"]);
    assert!(said.out.contains("правило YARA Silent из rules.yar"), "{said:?}");
}

#[cfg(feature = "yara")]
#[test]
fn programs_are_known_by_their_parts() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("rules.yar"), RULES).unwrap();
    // The smallest that is one: a head of DOS that points to a head of Windows.
    let mut program = vec![0; 512];
    program[..2].copy_from_slice(b"MZ");
    program[0x3c] = 0x80;
    program[0x80..0x84].copy_from_slice(b"PE\0\0");
    program[0x84..0x86].copy_from_slice(&0x014c_u16.to_le_bytes());
    program[0x94] = 0xe0;
    program[0x98..0x9a].copy_from_slice(&0x010b_u16.to_le_bytes());
    std::fs::write(folder.path().join("setup.exe"), program).unwrap();
    let said = ask(folder.path(), &["inspect", "setup.exe", "--yara", "rules.yar", "--json"]);
    assert_eq!(fit(&said), [("setup.exe".to_owned(), "Program".to_owned())]);
}

#[cfg(feature = "yara")]
#[test]
fn a_packet_tells_the_rule_and_nothing_that_its_author_wrote() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("case-of-a-person.yar"), RULES).unwrap();
    std::fs::write(folder.path().join("note.txt"), "before SOUSVEIL-MARKER").unwrap();
    let args = ["inspect", "note.txt", "--yara", "case-of-a-person.yar", "--handover", "packet", "--yes"];
    let said = ask(folder.path(), &args);
    assert_eq!(said.code, 0, "{said:?}");
    let mut told = String::new();
    for entry in std::fs::read_dir(folder.path().join("packet")).unwrap() {
        told.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    assert!(told.contains("Marker"), "{told}");
    assert!(!told.contains("case-of-a-person") && !told.contains("marker of ours"), "{told}");
}

#[cfg(feature = "yara")]
#[test]
fn mistakes_are_told_with_their_lines_before_anything_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("wrong.yar"), "rule A {\n  condition:\n    $missing\n}\n").unwrap();
    std::fs::write(folder.path().join("note.txt"), "text").unwrap();
    let said = ask(folder.path(), &["inspect", "note.txt", "--yara", "wrong.yar"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.out.is_empty() && said.err.contains("wrong.yar:3:5") && said.err.contains("$missing"), "{said:?}");
    let said = ask(folder.path(), &["inspect", "note.txt", "--yara", "nowhere.yar"]);
    assert!(said.code == 2 && said.err.contains("nowhere.yar"), "{said:?}");
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let said = ask(folder.path(), &["inspect", "note.txt", "--yara", "empty"]);
    assert!(said.code == 2 && said.err.contains("expected files .yar or .yara"), "{said:?}");
}

#[cfg(feature = "yara")]
#[test]
fn a_folder_of_rules_is_read_and_what_can_not_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("rules");
    std::fs::create_dir_all(rules.join("more")).unwrap();
    std::fs::write(rules.join("one.yar"), RULES).unwrap();
    // The same name in another file, and a module that is not there.
    let other = "import \"cuckoo\"\nrule Marker { strings: $a = \"MARKER\" condition: $a }\n\
                 rule Sandbox { condition: cuckoo.network.http_request(/x/) }\n";
    std::fs::write(rules.join("more/two.yara"), other).unwrap();
    std::fs::write(rules.join("README.txt"), "no rules").unwrap();
    std::fs::write(folder.path().join("note.txt"), "before SOUSVEIL-MARKER").unwrap();
    let said = ask(folder.path(), &["inspect", "note.txt", "--yara", "rules", "--json"]);
    assert_eq!(fit(&said).len(), 2, "{said:?}");
    let unread = &json(&said)["could_not_be_read"];
    assert_eq!(unread[0]["why"]["rule"], "Sandbox", "{unread}");
    assert_eq!(unread[0]["input"], "rules/more/two.yara", "{unread}");
}
