//! Our own lines: what only can't be a row is refused by itself, and the rest comes in.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use sousveil_intake::folder::{Severity, check::check};
use sousveil_intake::native::{Imported, import};
use sousveil_intake::report::Outcome;

const HEAD: &str = r#"{"format":1}
{"dataset":{"name":"n","title":"T","summary":"S","publisher":"P","licence":"CC0-1.0","version":"1"}}
{"entity":{"id":"paper","schema":"Source","claims":[{"property":"id","value":"paper","evidence":[]},{"property":"title","value":"T","evidence":[]},{"property":"kind","value":"press","evidence":[]},{"property":"opened","value":"yes","evidence":[]}]}}
"#;

fn entity(schema: &str, id: &str, evidence: &str, values: &[(&str, &str)]) -> String {
    let values = [("id", id)].into_iter().chain(values.iter().copied());
    let claims: Vec<String> =
        values.map(|(p, v)| format!(r#"{{"property":"{p}","value":"{v}","evidence":[{evidence}]}}"#)).collect();
    format!(r#"{{"entity":{{"id":"{id}","schema":"{schema}","claims":[{}]}}}}"#, claims.join(",")) + "\n"
}

const GRADED: &str = r#"{"source":"paper","stance":"supports","grade":"reported","kind":"source"}"#;
const UNGRADED: &str = r#"{"source":"paper","stance":"supports","kind":"source"}"#;

fn read(lines: &str) -> Imported {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("lines.json");
    fs::write(&file, format!("{HEAD}{lines}")).unwrap();
    let done = import(&file, None, &mut |_, _| {}).unwrap();
    let errors: Vec<_> = check(&done.folder).into_iter().filter(|p| p.severity == Severity::Error).collect();
    assert_eq!(errors, []);
    done
}

fn refused(done: &Imported) -> Vec<String> {
    let reason = |(label, outcome): &(String, Outcome)| match outcome {
        Outcome::Refused { reason } => Some(format!("{label}: {reason}")),
        _ => None,
    };
    done.report.outcomes.iter().filter_map(reason).collect()
}

#[test]
fn evidence_without_a_grade_gets_none_from_a_row() {
    let done = read(
        &(entity("Company", "acme", UNGRADED, &[("name", "Acme")])
            + &entity("Company", "beta", GRADED, &[("name", "Beta")])),
    );
    assert_eq!(
        refused(&done),
        ["line 4 (acme): id: `acme` rests on a source without a grade, and a row would give it one"]
    );
    assert_eq!(done.folder.rows("companies").len(), 1);
}

#[test]
fn a_reference_to_nothing_keeps_its_row_out_and_no_other() {
    let agency = |id: &str, parent: &str| {
        entity("Agency", id, GRADED, &[("name", id), ("country", "gb"), ("kind", "other"), ("parent", parent)])
    };
    let lines = agency("bureau", "office")
        + &agency("desk", "bureau")
        + &entity("Company", "acme", GRADED, &[("name", "Acme")])
        + r#"{"change":{"date":"2026-01-02","entity":"desk","property":"","old":"","new":"","kind":"addition","reason":"R","source":""}}"#
        + "\n"
        + r#"{"change":{"date":"2026-01-02","entity":"acme","property":"","old":"","new":"","kind":"addition","reason":"R","source":""}}"#
        + "\n"
        + r#"{"redirect":{"old":"old","new":"bureau","date":"2026-01-02","reason":"R"}}"#
        + "\n";
    let done = read(&lines);
    assert_eq!(
        refused(&done),
        [
            "line 4 (bureau): parent: found `office`; expected the identifier of a row in agencies.csv",
            "line 5 (desk): parent: it refers to `bureau`, which was refused",
            "line 7: entity: found `desk`; expected the identifier of a row, or of one that redirects.csv names",
            "line 9: new: found `bureau`; expected the identifier of a row that exists, or nothing for a withdrawn one",
        ]
    );
    assert_eq!((done.folder.rows("companies").len(), done.folder.rows("changes").len()), (1, 1));
    assert_eq!(done.report.sums().read, 8);
}

#[test]
fn a_redirect_that_is_given_twice_counts_once() {
    let redirect =
        |new: &str| format!(r#"{{"redirect":{{"old":"old","new":"{new}","date":"2026-01-02","reason":"R"}}}}"#) + "\n";
    let lines =
        entity("Company", "acme", GRADED, &[("name", "Acme")]) + &redirect("acme") + &redirect("acme") + &redirect("");
    let done = read(&lines);
    assert_eq!(refused(&done), ["line 7: an earlier line leads old to `acme`"]);
    assert_eq!((done.folder.rows("redirects").len(), done.report.sums().unchanged), (1, 1));
}
