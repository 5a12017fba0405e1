//! `sousveil rules`, the page of the gap, the doors under `/api/rules`: what stood in a deal's way.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;

use serde_json::{Value, json};
use support::html::{bars, text};
use support::http::{get, post_json};
use support::{Said, Server};
use tempfile::TempDir;

struct Rules(TempDir);

impl Rules {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, args: &[&str]) -> Said {
        support::run(self.0.path(), &[&["rules"], args].concat())
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path = self.0.path().join(name);
        fs::write(&path, content).unwrap();
        path.display().to_string()
    }
}

#[test]
fn a_deal_is_checked_in_words_and_as_data() {
    let rules = Rules::new();
    let uzbekistan = ["check", "--supplier-country", "IL", "--technology", "monitoring_centre", "--to", "UZ"];
    let said = rules.run(&[&uzbekistan[..], &["--on", "2014-06"]].concat());
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.out.starts_with("It may have met a measure: licence required."), "{}", said.out);
    assert!(said.out.contains("il-decl-2007: possibly licence required"), "{}", said.out);
    assert!(said.out.contains("not legal advice") && !said.out.to_lowercase().contains("illegal"), "{}", said.out);

    // Of exporters whose laws nobody looked at, nothing is said.
    let said = rules.run(&["check", "--from", "cn", "--technology", "biometrics", "--to", "UZ", "--on", "2019"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with("Whether it met a measure is not known"), "{}", said.out);

    let german = ["check", "--supplier-country", "de", "--technology", "monitoring_centre", "--to", "UZ"];
    let said = rules.run(&[&german[..], &["--on", "2016", "--json"]].concat());
    assert_eq!(said.code, 1, "{}", said.err);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(answer["verdict"]["met"], "met");
    assert_eq!(answer["answers"][0]["measure"], "de-5a902");
    assert_eq!(answer["answers"][0]["outcome"], "licence_required");
    let embargo = answer["answers"].as_array().unwrap().iter().find(|a| a["measure"] == "eu-arms-uz-2005").unwrap();
    assert_eq!((&embargo["outcome"], &embargo["distance_in_days"]["after"]), (&json!("not_in_force"), &json!(true)));
    // The same question, the same answer.
    assert_eq!(rules.run(&[&german[..], &["--on", "2016", "--json"]].concat()).out, said.out);
}

#[test]
fn parties_are_looked_up_and_are_the_listed_one_possibly() {
    let rules = Rules::new();
    let deal =
        ["check", "--supplier-country", "us", "--to", "il", "--technology", "forensics", "--on", "2022", "--json"];
    let listed = |recipient: &str| {
        let said = rules.run(&[&deal[..], &["--recipient", recipient]].concat());
        let answer: Value = serde_json::from_str(&said.out).unwrap();
        let own = answer["answers"].as_array().unwrap().iter().find(|a| a["measure"] == "bis-el-nso").cloned();
        (own.map(|own| own["certain"].clone()), answer)
    };
    let (certain, answer) = listed("N.S.O. Group");
    assert_eq!(certain, Some(json!(false)), "a name is a name");
    let found = &answer["deal"]["parties"][0]["found"][0];
    assert_eq!(found["id"], "svl-is42xzop");
    assert!(found["explanations"].is_object());
    assert_eq!(listed("svl-is42xzop").0, Some(json!(true)), "an identifier is the thing");
    assert_eq!(listed("Acme Bakery of Nowhere").0, None);

    // Whom a measure names and the index has no entry of is found as well, under another spelling.
    let deal =
        ["check", "--supplier-country", "us", "--to", "gr", "--technology", "intrusion", "--on", "2025", "--json"];
    let said = rules.run(&[&deal[..], &["--end-user", "Тал Дилиан"]].concat());
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    let named = answer["answers"].as_array().unwrap().iter().find(|a| a["measure"] == "ofac-tal-dilian").unwrap();
    assert_eq!((&named["certain"], &named["because"]), (&json!(false), &json!(["party"])), "{named}");
    let found = &answer["deal"]["parties"][0]["found"][0];
    assert_eq!((&found["in"], &found["id"]), (&json!("measures"), &Value::Null));
}

#[test]
fn each_row_of_a_table_comes_back() {
    let rules = Rules::new();
    let file = rules.file(
        "deals.csv",
        "Customer,exporter,to,technology,on\n=1+1,IT,KZ,intrusion,2016\nb,IT,KZ,intrusion,2013\nc,,Syria,intrusion,2013\n",
    );
    let out = rules.0.path().join("out.csv");
    let said = rules.run(&["check", &file, "--out", &out.display().to_string()]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("columns that are not read: Customer"), "{}", said.err);
    assert!(said.err.contains("3 rows: 1 meet a measure, 1 may, 1 meet none"), "{}", said.err);
    let text = fs::read_to_string(&out).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[1].starts_with("'=1+1,IT,KZ,intrusion,2016,met a measure,licence required"), "{}", lines[1]);
    assert!(lines[2].contains("met none of those looked for"), "{}", lines[2]);
    assert!(lines[3].contains("may have met a measure"), "{}", lines[3]);

    let broken = rules.file("broken.csv", "to,on\nUZ,2014\nUZ,soon\n");
    let said = rules.run(&["check", &broken, "--out", &out.display().to_string()]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("line 3") && said.err.contains("`on` is `soon`"), "{}", said.err);
    assert_eq!(fs::read_to_string(&out).unwrap(), text, "nothing is half-written");
    let said = rules.run(&["check", &file, "--to", "uz"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("`recipient_country` is told beside a table"), "{}", said.err);
    let none = rules.file("none.csv", "a,b\n1,2\n");
    assert!(rules.run(&["check", &none]).err.contains("found no heading that is a part of a deal"));
    let said = rules.run(&["check", &file, "--out", "answers.txt"]);
    assert!(said.code == 2 && said.err.contains("expected a file that ends in .csv"), "{}", said.err);
    let ragged = rules.file("ragged.csv", "to,on\nUZ,2014\nUZ\n");
    assert!(rules.run(&["check", &ragged]).err.contains("line 3: found 1 cells, expected 2"));
}

#[test]
fn tables_of_spreadsheets_are_read_as_they_come() {
    let rules = Rules::new();
    // A semicolon, an encoding of before Unicode, and a workbook: what spreadsheets write.
    let bytes = encoding_rs::WINDOWS_1251.encode("exporter;to;technology;on;Заказчик\nIT;KZ;intrusion;2016;Акме\n").0;
    let text = rules.0.path().join("deals-1251.csv");
    fs::write(&text, bytes).unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Deals").unwrap();
    for (row, cells) in (0..).zip([["exporter", "to", "technology", "on"], ["IT", "KZ", "intrusion", "2016"]]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let workbook = rules.0.path().join("deals.xlsx");
    book.save(&workbook).unwrap();
    for file in [text, workbook] {
        let said = rules.run(&["check", &file.display().to_string()]);
        assert_eq!(said.code, 1, "{}", said.err);
        assert!(said.out.contains(",met a measure,licence required,"), "{}", said.out);
        assert!(!said.out.contains('\u{fffd}'), "{}", said.out);
    }
}

#[test]
fn a_wrong_part_is_named() {
    let rules = Rules::new();
    for (args, say) in [
        (&["check", "--to", "Atlantis"][..], "`recipient_country` is `Atlantis`"),
        (&["check", "--to", "uz", "--technology", "magic"], "`technologies` is `magic`"),
        (&["check", "--transfer", "svl-nothing"], "no transfer has this identifier"),
        (&["check"], "no deal"),
        (&["gap", "--list", "long"], "`list` is `long`, expected short"),
        (&["gap", "--move", "hammer:2010"], "expected control codes with dates"),
    ] {
        let said = rules.run(args);
        assert_eq!(said.code, 2, "{args:?}");
        assert!(said.err.contains(say), "{args:?}: {}", said.err);
    }
    let scenario = rules.file("scenario.toml", "list = \"own\"\nown = [\"Iran\", \"Atlantis\"]\n");
    let said = rules.run(&["gap", "--scenario", &scenario]);
    assert!(said.err.contains("scenario.toml") && said.err.contains("Atlantis"), "{}", said.err);
    let own = rules.file("own.csv", "country,from,to\nSyria,2012-01-19,\nUzbekistan,2012,2010\n");
    let said = rules.run(&["gap", "--own", &own]);
    assert!(said.err.contains("own.csv, line 3"), "{}", said.err);
}

#[test]
fn the_gap_is_the_same_at_every_door() {
    let rules = Rules::new();
    let scenario = rules.file("s.toml", "own = [\"Uzbekistan\", \"Kazakhstan: 2000/2015\"]\nbinds = \"eu, il\"\n");
    let shell: Value = serde_json::from_str(&rules.run(&["gap", "--scenario", &scenario, "--json"]).out).unwrap();
    let server = Server::start();
    let query = "list=own&own=uz,kz%3A2000/2015&binds=eu,il";
    let page = get(&server.base, &format!("/gap.json?{query}")).json();
    assert_eq!(shell, page);
    let api = get(&server.base, &format!("/api/rules/gap?{query}")).json();
    assert_eq!(api["rows"], page["rows"]);
    let csv = get(&server.base, &format!("/gap.csv?{query}")).csv();
    assert_eq!(csv[0]["deals"], page["rows"][0]["deals"].to_string());
    let figure = |row: &Value, name: &str| row[name].as_u64().unwrap();
    let all = &page["rows"][0];
    assert!(figure(all, "more_at_least") > 0 && figure(all, "more_at_most") >= figure(all, "more_at_least"));
    let sum: u64 =
        page["rows"].as_array().unwrap().iter().filter(|row| row["by"] == "year").map(|row| figure(row, "deals")).sum();
    assert_eq!(sum, figure(all, "deals"));

    let html = get(&server.base, &format!("/gap?{query}"));
    assert_eq!(html.status, 200);
    let shown = text(html.text());
    assert!(shown.contains("no surveillance technology to Uzbekistan, Kazakhstan, for"), "{shown}");
    assert!(!shown.to_lowercase().contains("illegal"));
    for bad in ["/gap?list=long", "/gap?own=Atlantis", "/gap?colour=red"] {
        assert_eq!(get(&server.base, bad).status, 400, "{bad}");
    }
    server.finish();
}

#[test]
fn bars_say_what_their_tables_say() {
    let server = Server::start();
    let list = "list=embargoed";
    let figures = get(&server.base, &format!("/gap.csv?{list}")).csv();
    let rows = bars(get(&server.base, &format!("/gap?{list}")).text(), 0);
    let spans = |runs: &[(String, u64)], class: &str| runs.iter().filter(|r| r.0 == class).map(|r| r.1).sum::<u64>();
    let mut years = 0;
    for pair in rows.chunks(2) {
        let [(year, was), (_, would)] = pair else { panic!("each year has two bars") };
        let told = figures.iter().find(|row| row["by"] == "year" && row["value"] == *year).unwrap();
        let figure = |name: &str| told[name].parse::<u64>().unwrap();
        for (runs, before) in [(was, ""), (would, "would_be_")] {
            let of = |name: &str| figure(&format!("{before}{name}"));
            let met = of("prohibited") + of("presumption_of_denial") + of("licence_required");
            assert_eq!(spans(runs, "m"), met, "{year}");
            assert_eq!(spans(runs, "q"), of("possible"), "{year}");
            assert_eq!((spans(runs, "o"), spans(runs, "u")), (of("none"), of("not_known")), "{year}");
        }
        years += 1;
    }
    assert!(years > 10, "{years}");

    // A country: the years in which deals are recorded, and those in which a measure surely held.
    let page = get(&server.base, "/countries/sy").text().to_owned();
    let rows = bars(&page, 0);
    let years: std::collections::BTreeSet<String> = get(&server.base, "/transfers.csv?recipient_country=sy&act=deal")
        .csv()
        .iter()
        .filter(|row| !row["agreed"].is_empty())
        .map(|row| row["agreed"].chars().take(4).collect())
        .collect();
    let deals = rows.iter().find(|(label, _)| label == "Recorded deals").unwrap();
    assert_eq!(spans(&deals.1, "d"), years.len() as u64, "{years:?}");
    let ban = rows.iter().find(|(label, _)| label == "EU surveillance equipment").unwrap();
    // In January 2012: that year in part, each one after it whole.
    let version = include_str!("../../../data/dataset.toml").split("version = \"").nth(1).unwrap();
    let today: u64 = version.get(..4).unwrap().parse().unwrap();
    assert_eq!((spans(&ban.1, "p"), spans(&ban.1, "y")), (1, today - 2012), "{ban:?}");
    server.finish();
}

#[test]
fn a_transfer_says_what_stood_in_its_way() {
    let server = Server::start();
    let list = get(&server.base, "/transfers.csv?recipient_country=uz").csv();
    assert!(!list.is_empty());
    for row in &list {
        let id = &row["id"];
        let page = text(get(&server.base, &format!("/transfers/{id}")).text());
        assert!(page.contains("What stood in its way") && page.contains("This is not legal advice"), "{id}");
        let answer = get(&server.base, &format!("/api/rules/evaluate?transfer={id}")).json();
        assert!(page.contains(answer["told"].as_str().unwrap()), "{id}: {answer}");
    }
    assert_eq!(get(&server.base, "/api/rules/evaluate?transfer=uz").status, 404);
    assert_eq!(get(&server.base, "/api/rules/evaluate").status, 422);
    server.finish();
}

#[test]
fn a_deal_in_a_body_is_judged_and_kept_nowhere() {
    let server = Server::start();
    let deal = json!({"supplier_country": "DE", "to": ["UZ"], "technology": "monitoring_centre", "on": "2016", "buyer": "NSO Group"});
    let reply = post_json(&server.base, "/api/rules/evaluate", &deal).unwrap();
    assert_eq!((reply.status, reply.header("cache-control")), (200, "no-store"));
    let answer = reply.json();
    assert_eq!(answer["verdict"]["certain"], "licence_required");
    assert_eq!(answer["deal"]["parties"][0]["found"][0]["id"], "svl-is42xzop");
    for (deal, field) in
        [(json!({"to": "Atlantis"}), "to"), (json!({"colour": "red"}), "colour"), (json!({"on": 3}), "on")]
    {
        let reply = post_json(&server.base, "/api/rules/evaluate", &deal).unwrap();
        assert_eq!(reply.status, 422, "{deal}");
        assert!(reply.text().contains(field), "{}", reply.text());
    }
    server.finish();
}
