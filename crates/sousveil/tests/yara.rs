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

/// The rules that fit, each with its place.
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
    assert_eq!(json(&said)["yara_rules"], 3, "a private rule is never told");

    let said = ask(folder.path(), &["inspect", "letter.eml", "--yara", "rules.yar"]);
    assert!(said.out.contains("The YARA rule Silent of rules.yar, which you gave, fits it."), "{said:?}");
    assert!(said.out.contains("“A marker of ours; https://example[.]org/report”"), "{said:?}");
    assert!(said.out.contains("YARA rules that were used, as far as files could be read: 3"), "{said:?}");
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
    assert!(told.contains("The YARA rule Marker fits it"), "{told}");
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

#[cfg(feature = "yara")]
#[test]
fn each_file_includes_what_lies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("x1", "ABSENT"), ("x2", "MARKER")] {
        let dir = folder.path().join(name);
        std::fs::create_dir(&dir).unwrap();
        std::fs::write(dir.join("main.yar"), "include \"lib.inc\"\n").unwrap();
        let rule = format!("rule Hit_{name} {{ strings: $a = \"{text}\" condition: $a }}\n");
        std::fs::write(dir.join("lib.inc"), rule).unwrap();
    }
    std::fs::write(folder.path().join("note.txt"), "before MARKER").unwrap();
    let args =
        ["inspect", "note.txt", "--yara", "x1/main.yar", "--yara", "x2/main.yar", "--yara", "./x2/main.yar", "--json"];
    let said = ask(folder.path(), &args);
    assert_eq!(fit(&said), [("note.txt".to_owned(), "Hit_x2".to_owned())], "{said:?}");
}

#[cfg(feature = "yara")]
#[test]
fn the_part_that_fits_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let of = |text: &str| {
        format!("From a@example.org Mon Jan  1 00:00:00 2024\nFrom: a@example.org\nSubject: x\n\n{text}\n\n")
    };
    std::fs::write(folder.path().join("all.mbox"), of("x") + &of("MARKER") + &of("y")).unwrap();
    std::fs::write(folder.path().join("notes.sqlite"), "SQLite format 3\0, and no more").unwrap();
    std::fs::write(folder.path().join("notes.sqlite-wal"), "MARKER").unwrap();
    let inner = BASE64.encode(b"From: a@example.org\r\nX-Secret: MARKER\r\n\r\ntext\r\n");
    let passed_on = format!(
        "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{inner}\r\n"
    );
    std::fs::write(folder.path().join("passed.eml"), passed_on).unwrap();
    std::fs::write(folder.path().join("r.yar"), "rule M { strings: $a = \"MARKER\" condition: $a }").unwrap();
    let said = ask(folder.path(), &["inspect", "all.mbox", "notes.sqlite", "passed.eml", "--yara", "r.yar", "--json"]);
    let places: Vec<String> = fit(&said).into_iter().map(|(place, _)| place).collect();
    assert_eq!(
        places,
        ["all.mbox", "all.mbox › message 2", "notes.sqlite › log (-wal)", "passed.eml › message"],
        "{said:?}"
    );
}

#[cfg(feature = "yara")]
#[test]
fn many_rules_push_no_other_question_out_of_sight() {
    let folder = tempfile::tempdir().unwrap();
    let rules: String = (0..60).map(|n| format!("rule R{n} {{ condition: true }}\n")).collect();
    std::fs::write(folder.path().join("r.yar"), rules).unwrap();
    let letter = "From: \"help@amnesty.org\" <x@example.com>\r\nSubject: read this\r\n\r\ntext\r\n";
    std::fs::write(folder.path().join("letter.eml"), letter).unwrap();
    let said = ask(folder.path(), &["inspect", "letter.eml", "--yara", "r.yar"]);
    assert!(said.out.contains("The sender calls himself") && said.out.contains("The YARA rule R49"), "{said:?}");
}

#[cfg(feature = "yara")]
#[test]
fn rules_may_ask_for_a_name_and_say_what_they_like() {
    let folder = tempfile::tempdir().unwrap();
    let rules = "\u{feff}rule Named { meta: description = \"Says \\\"so\\\"\" reference = \"https://example.org/r\"\n\
                 condition: filename == \"note.txt\" and extension == \".txt\" and filepath == \"\" }";
    std::fs::write(folder.path().join("r.yar"), rules).unwrap();
    std::fs::write(folder.path().join("letter.eml"), letter("text")).unwrap();
    let said = ask(folder.path(), &["inspect", "letter.eml", "--yara", "r.yar", "--json"]);
    assert_eq!(fit(&said), [("letter.eml › papers.zip › note.txt".to_owned(), "Named".to_owned())], "{said:?}");
    assert!(said.out.contains("Says \\\"so\\\"; https://example.org/r"), "{said:?}");
}

#[cfg(feature = "yara")]
#[test]
fn no_rule_that_can_be_used_is_an_error_that_says_why() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("note.txt"), "text").unwrap();
    std::fs::write(
        folder.path().join("r.yar"),
        "import \"cuckoo\"\nrule S { condition: cuckoo.network.http_request(/x/) }",
    )
    .unwrap();
    let said = ask(folder.path(), &["inspect", "note.txt", "--yara", "r.yar"]);
    assert!(said.code == 2 && said.err.contains("these need a module that is not here: S"), "{said:?}");
    let said = ask(folder.path(), &["inspect", "note.txt", "--yara", "/dev/null"]);
    assert!(said.code == 2 && said.err.contains("expected a file or a folder"), "{said:?}");
}
