//! The worked cases: each with the answer that the cited source gives.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::HashMap;

use sousveil_model::Tri;
use sousveil_rules::{Act, Dated, Deal, Met, Party};

type Row = HashMap<String, String>;

fn cases() -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(include_bytes!("cases.csv").as_slice());
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{error}"))).collect()
}

fn many<T: std::str::FromStr>(row: &Row, column: &str) -> Vec<T> {
    let each = row[column].split("; ").filter(|value| !value.is_empty());
    each.map(|value| value.parse().unwrap_or_else(|_| panic!("{}: {column} is {value}", row["case"]))).collect()
}

fn deal(row: &Row) -> Deal {
    let acts: Vec<Act> = many(row, "on").into_iter().map(|date| Act::within(date, Dated::Agreed)).collect();
    let parties = row["parties"].split_once(':').map(|(role, key)| Party {
        role: role.parse().unwrap_or_else(|error| panic!("{role}: {error}")),
        key: key.replace('_', " "),
        same: Tri::Yes,
    });
    Deal {
        exporters: many(row, "supplier_country"),
        brokers: many(row, "intermediary_country"),
        recipients: many(row, "recipient_country"),
        technologies: many(row, "technologies"),
        item_codes: many(row, "item_codes"),
        acts: if acts.is_empty() { vec![Act::undated()] } else { acts },
        end_user: many(row, "end_user").into_iter().next(),
        area: Some(row["area"].clone()).filter(|area| !area.is_empty()),
        us_item: Some(row["us_item"].as_str()).filter(|told| !told.is_empty()).map(|told| told == "yes"),
        parties: parties.into_iter().collect(),
    }
}

#[test]
fn every_case_has_the_answer_of_its_source() {
    let (book, sources) = support::open_dataset();
    let cases = cases();
    let mut wrong = Vec::new();
    for row in &cases {
        let question = book.question(&deal(row));
        let answers = book.answers(&question);
        let found = answers.iter().find(|answer| book.measure(answer).is_some_and(|m| m.id == row["measure"]));
        let told = found.map_or_else(
            || "no answer".to_owned(),
            |answer| {
                let because: Vec<String> = answer.because.iter().map(|because| because.to_string()).collect();
                let certain = if answer.certain { "certain" } else { "possible" };
                format!("{} {certain} {}", answer.outcome, because.join("; "))
            },
        );
        let expected = format!("{} {} {}", row["outcome"], row["certainty"], row["because"]);
        if told != expected {
            wrong.push(format!("{}\n  expected {expected}\n  found    {told}", row["case"]));
        }
        let met = book.verdict(&question).met;
        if !row["verdict"].is_empty() && met.to_string() != row["verdict"] {
            wrong.push(format!("{}: all together {met}, expected {}", row["case"], row["verdict"]));
        }
        assert!(sources.contains(&row["source"]), "{}: source {} is not in the dataset", row["case"], row["source"]);
        assert!(!row["text"].is_empty(), "{}: what the source says is missing", row["case"]);
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(cases.len() >= 60);
}

#[test]
fn every_outcome_and_verdict_is_among_the_cases() {
    let cases = cases();
    let has = |column: &str, value: &str| cases.iter().any(|row| row[column] == value);
    for outcome in [
        "prohibited_unless_authorised",
        "licence_required_presumption_of_denial",
        "licence_required",
        "another_scope",
        "not_in_force",
    ] {
        assert!(has("outcome", outcome), "{outcome}");
    }
    for met in [Met::Met, Met::Possible, Met::None, Met::NotKnown] {
        assert!(has("verdict", &met.to_string()), "{met}");
    }
}
