//! Names that nobody bears, names made to break programs, and lists that are broken: an answer or a clear error, through
//! the command line, the API and the page, and nothing in between.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use support::http::{get, post_json};
use support::{Server, run};

/// What a name holds, and whether there is a word in it that can be compared.
fn names() -> Vec<(&'static str, String, bool)> {
    let zalgo: String =
        "Verint Systems".chars().flat_map(|c| [c, '\u{337}', '\u{308}', '\u{34f}', '\u{323}']).collect();
    let endless: String = std::iter::once('a').chain(std::iter::repeat_n('\u{301}', 900)).collect();
    vec![
        ("nothing", String::new(), false),
        ("blanks", " \u{a0}\u{2003}\t ".to_owned(), false),
        ("controls", "\u{1}\u{2}\u{7f}\u{85}".to_owned(), false),
        ("emoji", "😀🏴‍☠️👨‍👩‍👧‍👦".to_owned(), false),
        ("punctuation", "—…!?\"'(){}".to_owned(), false),
        ("one letter", "x".to_owned(), true),
        ("one sign", "王".to_owned(), true),
        ("words of no weight", "the of and de la et und".to_owned(), true),
        ("forms of firms alone", "Ltd LLC GmbH S.A. Co. Inc".to_owned(), true),
        ("a long one", "Verint ".repeat(140), true),
        ("a single long word", "x".repeat(1000), true),
        ("zalgo", zalgo, true),
        ("a letter with 900 marks", endless, true),
        ("confusables", "Vеrint Systеms".to_owned(), true),
        ("backwards", "\u{202e}smetsyS tnireV\u{202c}".to_owned(), true),
        ("isolates", "\u{2066}Verint\u{2069} \u{2068}Systems\u{2069}".to_owned(), true),
        ("without width", "Ver\u{200b}int\u{200d} Sys\u{feff}tems".to_owned(), true),
        ("full width", "Ｖｅｒｉｎｔ　Ｓｙｓｔｅｍｓ".to_owned(), true),
        ("tags", "<script>alert(1)</script>".to_owned(), true),
        ("a formula", "=HYPERLINK(\"http://example.org\")".to_owned(), true),
        ("a path", "../../etc/passwd%00".to_owned(), true),
        ("private use", "\u{e000}\u{f8ff}\u{10ffff}".to_owned(), false),
    ]
}

/// Those that are one name under other signs.
const VERINT: [&str; 6] = ["a long one", "zalgo", "confusables", "isolates", "without width", "full width"];

#[test]
fn every_name_has_an_answer_or_is_said_to_be_none() {
    let server = Server::start();
    for (what, name, has_word) in names() {
        let query = json!({ "queries": { "q": { "schema": "Company", "properties": { "name": [name] } } } });
        let reply = post_json(&server.base, "/api/match/default", &query).unwrap();
        assert_eq!(reply.status, 200, "{what}: {}", reply.text());
        let answer = &reply.json()["responses"]["q"];
        assert_eq!(answer["status"], if has_word { 200 } else { 400 }, "{what}: {answer}");
        let is_verint =
            answer["results"].as_array().unwrap().iter().any(|hit| hit["caption"].as_str().unwrap().contains("Verint"));
        assert_eq!(is_verint, VERINT.contains(&what), "{what}: {answer}");

        let encoded = sousveil_site::encode(&name);
        for path in [
            format!("/api/search/default?q={encoded}&fuzzy=true"),
            format!("/api/reconcile/default/suggest/entity?prefix={encoded}"),
            format!(
                "/api/reconcile/default?queries={}",
                sousveil_site::encode(&json!({ "q": { "query": name } }).to_string())
            ),
        ] {
            let reply = get(&server.base, &path);
            // What may be typed into a box, or stand in an address, is shorter than what a body may have.
            let expected: &[u16] = if name.len() > 500 { &[200, 414, 422] } else { &[200] };
            assert!(expected.contains(&reply.status), "{what}: {} {}", reply.status, reply.text());
        }
        let mut form = support::http::post_form(&server.base, "/screen", &[("name", &name)]);
        if what == "nothing" || what == "blanks" || what == "controls" {
            assert_eq!(form.status, 400, "{what}");
            continue;
        }
        assert_eq!(form.status, 200, "{what}: {}", form.text());
        assert!(!form.text().contains("<script>") && form.body.len() < 60_000, "{what}");
        form = support::http::post_form(&server.base, "/screen", &[("list", &format!("{name}\nVerint Systems"))]);
        assert!(form.text().contains("were read"), "{what}: {}", form.text());
    }
    server.finish();
}

#[test]
fn too_much_is_refused_in_words() {
    let server = Server::start();
    let example = |name: &str| json!({ "schema": "Company", "properties": { "name": [name] } });
    let many: serde_json::Map<String, Value> = (0..10_000).map(|n| (n.to_string(), example("Verint"))).collect();
    let long = "Verint Systems ".repeat(667);
    for (queries, status, says) in [
        (json!(many), 400, "found 10000, expected at most 100"),
        (json!({ "q": example(&long) }), 400, "expected at most 1000"),
        (json!({ "q": example(&"x".repeat(2 << 20)) }), 413, "expected at most that"),
    ] {
        let reply = match post_json(&server.base, "/api/match/default", &json!({ "queries": queries })) {
            Ok(reply) => reply,
            // It is answered before all of it came: whoever still sends may see no more than the end of the connection.
            Err(_) if status == 413 => continue,
            Err(error) => panic!("{says}: {error}"),
        };
        assert_eq!(reply.status, status, "{says}: {}", reply.text());
        // Of what was not read to its end nothing more is understood on that connection.
        assert_eq!(reply.header("connection"), if status == 413 { "close" } else { "" }, "{says}");
        assert!(reply.json()["detail"].as_str().unwrap().contains(says), "{}", reply.text());
    }
    let form = support::http::post_form(&server.base, "/screen", &[("name", &long)]);
    assert!(form.status == 400 && form.text().contains("expected at most 1000"), "{}", form.text());
    server.finish();
}

#[test]
fn the_command_line_takes_the_same_names() {
    let home = tempfile::tempdir().unwrap();
    let mut names = names();
    names.push(("ten thousand letters", "Verint Systems ".repeat(667), true));
    let mut table = String::from("name,country\n");
    for (what, name, has_word) in &names {
        let said = run(home.path(), &["screen", "--json", "--", name.as_str()]);
        let expected: &[i32] = if *has_word { &[0, 1] } else { &[2] };
        assert!(expected.contains(&said.code), "{what}: {} {} {}", said.code, said.out, said.err);
        if *has_word {
            let answer: Value = serde_json::from_str(&said.out).unwrap();
            assert!(answer["results"].is_array(), "{what}");
        }
        writeln!(table, "\"{}\",uz", name.replace('"', "\"\"")).unwrap();
    }
    let file = home.path().join("names.csv");
    fs::write(&file, table).unwrap();
    for out in ["hits.csv", "hits.jsonl", "hits.xlsx"] {
        let out = home.path().join(out);
        let said = run(home.path(), &["screen", file.to_str().unwrap(), "--out", out.to_str().unwrap()]);
        assert_eq!(said.code, 1, "{}", said.err);
        assert!(out.exists());
    }
    let lines = fs::read_to_string(home.path().join("hits.jsonl")).unwrap();
    let mut rows: Vec<u64> = Vec::new();
    for line in lines.lines() {
        let row: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        rows.extend(row["row"].as_u64());
    }
    rows.dedup();
    assert_eq!(rows, (1..=names.len() as u64).collect::<Vec<_>>(), "every row comes back");
}

#[test]
fn a_list_with_duplicates_and_dangling_references_is_compiled_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("list.json");
    let line =
        |id: &str, schema: &str, said: Value| json!({ "id": id, "schema": schema, "properties": said }).to_string();
    let lines = [
        line("a", "Person", json!({ "name": ["Ida Samplovska"], "topics": ["sanction"] })),
        line("a", "Person", json!({ "name": ["Ida Samplovska"], "alias": ["Eva Samplovska"] })),
        line("b", "Ownership", json!({ "owner": ["a"], "asset": ["nobody"] })),
        line("c", "Person", json!({ "name": ["A\u{1}\u{202e}B\u{feff}"], "addressEntity": ["gone"] })),
        line("n", "Person", json!({ "name": ["A\u{0}B"] })),
        line("d", "Person", json!({ "name": ["x".repeat(100_000)] })),
        line("e", "Person", json!({ "name": (0..5_000).map(|n| format!("Ida {n}")).collect::<Vec<_>>() })),
        line("a", "Company", json!({ "name": ["Ida Samplovska"] })),
    ];
    fs::write(&file, lines.join("\n")).unwrap();
    let out = home.path().join("list");
    let (file, out) = (file.to_str().unwrap(), out.to_str().unwrap());
    let said = run(home.path(), &["compile", "--list", "zz", file, "--out", out]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("were put together with the first"), "{}", said.err);
    assert!(said.err.contains("8 records read = 7 entities + 0 parts of such + 1 refused"), "{}", said.err);
    assert!(said.err.contains("2 references lead to entities that are not there"), "{}", said.err);
    assert_eq!(run(home.path(), &["verify", out]).code, 0);
    let said = run(home.path(), &["screen", "Eva Samplovska", "--snapshot", out, "--json"]);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.code, &answer["results"][0]["id"]), (1, &json!("a")), "{}", said.out);
}

/// Kilobytes of memory of its own that compiling may ever have: the program alone needs most of it.
const MOST_MEMORY: u64 = 40_000;

#[test]
fn a_long_list_is_read_a_record_at_a_time() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("list.json");
    let mut lines = String::new();
    // What has no place is read all the same.
    let long = "x".repeat(40_000);
    for n in 0..1_500 {
        let said = json!({ "name": [format!("Ida Samplovska {n}")], "shoeSize": [format!("{long}{n}")] });
        writeln!(lines, "{}", json!({ "id": format!("p-{n:06}"), "schema": "Person", "properties": said })).unwrap();
    }
    fs::write(&file, &lines).unwrap();
    assert!(lines.len() as u64 > MOST_MEMORY * 1024);
    // The system gives no more, and then the program ends.
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -d {MOST_MEMORY} && exec \"$@\""), "sh"])
        .args([env!("CARGO_BIN_EXE_sousveil"), "compile", "--list", "zz"])
        .arg(&file)
        .arg("--out")
        .arg(home.path().join("list"))
        .env("SOUSVEIL_DATA", home.path())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && err.contains("1500 entities"), "{err}");
}
