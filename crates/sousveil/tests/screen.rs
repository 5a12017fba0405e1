//! `sousveil screen`: names in many spellings against the open dataset.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::Value;
use support::Said;
use tempfile::TempDir;

/// Screens names against the built-in dataset, which is compiled once for a test.
struct Screen(TempDir);

impl Screen {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, args: &[&str]) -> Said {
        support::run(self.0.path(), args)
    }
}

#[test]
fn a_name_is_found_under_other_spellings() {
    let screen = Screen::new();
    for (asked, expected) in [
        ("HackingTeam", "Hacking Team"),
        ("Haking Team S.r.l.", "Hacking Team"),
        ("Верінт Системс", "Verint Systems"),
        ("NSO Grop", "NSO Group"),
        ("Gama International", "Gamma International"),
    ] {
        let said = screen.run(&["screen", asked, "--json"]);
        assert_eq!(said.code, 1, "{asked}: {}", said.err);
        let answer: Value = serde_json::from_str(&said.out).unwrap();
        let captions: Vec<&str> =
            answer["results"].as_array().unwrap().iter().filter_map(|hit| hit["caption"].as_str()).collect();
        assert!(captions.iter().take(3).any(|caption| caption.starts_with(expected)), "{asked}: {captions:?}");
        let best = &answer["results"][0];
        assert!(best["match"].as_bool().unwrap() && best["score"].as_f64().unwrap() >= 0.7);
        let why = best["explanations"]["name_match"]["detail"].as_str().unwrap_or_default();
        assert!(why.starts_with("shared words weigh ") && why.contains("; "), "{asked}: each word is told: {why}");
        assert_eq!(answer["query"]["names"][0], asked);
        assert_eq!(answer["data_hash"].as_str().unwrap().len(), 64);
    }
}

#[test]
fn a_name_in_hangul_is_read_as_a_persons_and_as_a_firms() {
    let screen = Screen::new();
    let (lines, list) = (screen.0.path().join("lines.json"), screen.0.path().join("list"));
    let entity = |id: &str, schema: &str, name: &str| {
        let properties = serde_json::json!({ "name": [name] });
        serde_json::json!({ "id": id, "schema": schema, "properties": properties, "datasets": ["small"] }).to_string()
    };
    let all = [
        entity("kim", "Person", "KIM Jong Un"),
        entity("pak", "Person", "Yong Sik Pak"),
        entity("samsung", "Company", "Samsung Electronics"),
        entity("other", "Person", "John Kemp"),
    ];
    std::fs::write(&lines, all.join("\n")).unwrap();
    let said = support::run(
        screen.0.path(),
        &[
            "compile".as_ref(),
            "--list".as_ref(),
            "small".as_ref(),
            lines.as_os_str(),
            "--out".as_ref(),
            list.as_os_str(),
        ],
    );
    assert_eq!(said.code, 0, "{}", said.err);
    let list = list.to_str().unwrap();
    for (asked, expected) in [("김정은", "kim"), ("박영식", "pak"), ("삼성 전자", "samsung")] {
        for schema in [None, Some("LegalEntity")] {
            let mut args = vec!["screen", asked, "--snapshot", list, "--json"];
            args.extend(schema.into_iter().flat_map(|schema| ["--schema", schema]));
            let said = screen.run(&args);
            let answer: Value = serde_json::from_str(&said.out).unwrap_or_default();
            assert_eq!(answer["results"][0]["id"], expected, "{asked} as {schema:?}: {}{}", said.out, said.err);
        }
    }
}

#[test]
fn who_is_not_there_is_no_match() {
    let screen = Screen::new();
    for asked in ["Apple Computer", "Jane Roe", "Blumen Schmidt", "of the"] {
        let said = screen.run(&["screen", asked]);
        assert_eq!((said.code, said.out.as_str()), (0, ""), "{asked}: {}", said.err);
        assert!(
            said.err.starts_with("no entry reaches 0.5; no other list was looked at; data version "),
            "{}",
            said.err
        );
    }
}

#[test]
fn a_name_without_a_word_is_no_question() {
    let screen = Screen::new();
    for asked in ["", "!!!", " \u{200b}", "\u{1F600}"] {
        let said = screen.run(&["screen", asked]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{asked:?}");
        assert!(said.err.contains("found no word that can be compared; expected a name"), "{}", said.err);
    }
}

#[test]
fn other_evidence_moves_the_score() {
    let screen = Screen::new();
    let score = |more: &[&str]| {
        let said = screen.run(&[&["screen", "Haking Team", "--json"], more].concat());
        serde_json::from_str::<Value>(&said.out).unwrap()["results"][0]["score"].as_f64().unwrap()
    };
    assert!(score(&["--country", "it"]) > score(&[]));
    assert!(score(&["--country", "kz"]) < score(&[]));
    assert_eq!(score(&["--country", "kz", "--algorithm", "name-based"]).to_bits(), score(&[]).to_bits());
    let said = screen.run(&["screen", "Hacking Team", "--schema", "Agency", "--json"]);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert!(answer["results"].as_array().unwrap().iter().all(|hit| hit["schema"] == "Agency"));
}

#[test]
fn a_cutoff_takes_away_only_what_is_below_it() {
    let screen = Screen::new();
    for (asked, more) in [
        ("Gama International", &[][..]),
        ("Verint Sistems", &["--country", "il", "--founded", "2002"]),
        ("Security Systems", &["--country", "de"]),
        ("Gamma Group", &[]),
        ("NSO", &["--founded", "2010"]),
    ] {
        let ask = |cutoff: &str| -> Vec<Value> {
            let said = screen.run(&[&["screen", asked, "--json", "--limit", "100", "--cutoff", cutoff], more].concat());
            let answer: Value = serde_json::from_str(&said.out).unwrap();
            answer["results"].as_array().unwrap().clone()
        };
        let above = |cutoff: f64| move |hit: &Value| hit["score"].as_f64().unwrap() >= cutoff;
        let all = ask("0");
        assert!(!all.is_empty(), "{asked}");
        for (cutoff, text) in [(0.4, "0.4"), (0.5, "0.5"), (0.7, "0.7")] {
            let expected: Vec<Value> = all.iter().filter(|hit| above(cutoff)(hit)).cloned().collect();
            assert_eq!(ask(text), expected, "{asked} at {cutoff}");
        }
    }
}

#[test]
fn wrong_arguments_say_what_was_expected() {
    let screen = Screen::new();
    for (args, expected) in [
        (&["--algorithm", "magic"][..], "--algorithm magic: expected one of best, name-based, logic-v1"),
        (&["--threshold", "7"], "--threshold 7: expected a number from 0 to 1"),
        (&["--cutoff", "NaN"], "--cutoff NaN: expected a number from 0 to 1"),
        (&["--country", "qq"], "qq"),
        (&["--schema", "Person"], "Company, Agency, Product"),
    ] {
        let said = screen.run(&[&["screen", "Hacking Team"], args].concat());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
        assert!(said.err.contains(expected), "{}", said.err);
    }
}
