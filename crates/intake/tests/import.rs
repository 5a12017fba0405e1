//! Imports as they happen: again after an editor's work, twice from one file, with a bad row among good ones.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use sousveil_intake::Folder;
use sousveil_intake::folder::{Severity, check::check, entities::entities, read_parts};
use sousveil_intake::import::merge_rows;
use sousveil_intake::mapped::{self, Imported};
use sousveil_intake::names::Decisions;
use sousveil_intake::report::Outcome;
use sousveil_model::{Confidence, Stance};

const DATASET: &str = "name = 'test'\ntitle = 'T'\nsummary = 'S'\npublisher = 'P'\nlicence = 'CC0-1.0'\nversion = '1'\n\
                       [origin.one]\ntitle = 'One'\npublisher = 'P'\nterms = 'none'\ninclude = true\n";

const SALES: &str = "table = 'transfers'\norigin = 'one'\nkey = '{row}'\ngrade = [{ value = 'reported' }]\n\
                     disputed = [{ column = 'text', contains = 'denies' }]\n\
                     [columns]\nsupplier = { from = 'seller', as = 'company' }\n\
                     recipient_country = { from = 'to', as = 'country' }\nagreed = { from = 'year' }\n\
                     stage = { choose = [{ value = 'contracted' }] }\nsummary = { from = 'text' }\n[source]\nurl = 'url'\n";

fn empty() -> Folder {
    read_parts(Path::new("test"), &[("dataset.toml", DATASET.as_bytes())]).unwrap()
}

fn import(csv: &str, mapping: &str, folder: Folder) -> Imported {
    let dir = tempfile::tempdir().unwrap();
    let (file, rules) = (dir.path().join("rows.csv"), dir.path().join("rows.toml"));
    fs::write(&file, csv).unwrap();
    fs::write(&rules, mapping).unwrap();
    let today = "2026-11-26".parse().unwrap();
    let done = mapped::import(&file, &rules, folder, &Decisions::default(), today, &mut |_, _| {}).unwrap();
    let errors: Vec<_> = check(&done.folder).into_iter().filter(|p| p.severity == Severity::Error).collect();
    assert_eq!(errors, []);
    done
}

const TWO: &str = "seller,to,year,text,url\nAcme Ltd,uz,2014,First,https://a.example/1\nOther GmbH,kz,2015,Second,https://a.example/2\n";

#[test]
fn an_import_after_an_editors_work_changes_nothing() {
    let mut folder = import(TWO, SALES, empty()).folder;
    let companies = folder.sheet_mut("companies").unwrap();
    let mut row = companies.rows[0].clone();
    companies.set(&mut row, "name", "Acme Limited of Northland".to_owned());
    companies.rows[0] = row;
    let before = folder.files().unwrap();
    let again = import(TWO, SALES, folder);
    assert_eq!(again.report.sums().unchanged, 2);
    assert_eq!(again.folder.files().unwrap(), before);
}

#[test]
fn an_import_after_a_merge_of_companies_follows_it() {
    let folder = import(TWO, SALES, empty()).folder;
    let ids: Vec<String> = folder.rows("companies").iter().map(|r| r.cell(0).to_owned()).collect();
    let today = "2026-11-26".parse().unwrap();
    let folder = merge_rows(folder, "companies", &ids[0], &ids[1], "one firm", today).unwrap();
    let more = format!("{TWO}Other GmbH,kg,2016,Third,https://a.example/3\n");
    let done = import(&more, SALES, folder);
    assert_eq!((done.report.sums().unchanged, done.report.sums().added), (2, 1));
    let transfers = done.folder.sheet("transfers").unwrap();
    assert!(transfers.rows.iter().all(|r| transfers.cell(r, "supplier") == ids[0]));
    let companies = done.folder.sheet("companies").unwrap();
    assert_eq!(companies.rows.len(), 1);
    assert_eq!(companies.values(&companies.rows[0], "aliases").count(), 1, "the old name can still be looked for");
}

#[test]
fn a_bad_value_refuses_its_row_and_no_other() {
    let done = import(&TWO.replace("2014", "31.12.2014"), SALES, empty());
    assert_eq!((done.report.sums().added, done.report.sums().refused), (1, 1));
    let (row, outcome) = &done.report.outcomes[0];
    let Outcome::Refused { reason } = outcome else { unreachable!("{outcome:?}") };
    assert_eq!(row, "1");
    assert!(reason.contains("agreed") && reason.contains("31.12.2014"), "{reason}");
}

#[test]
fn rows_with_one_key_are_not_swallowed() {
    let rules = SALES.replace("key = '{row}'", "key = '{to}'");
    let done = import(&TWO.replace("kz", "uz"), &rules, empty());
    assert_eq!((done.report.sums().added, done.report.sums().refused), (1, 1));
}

#[test]
fn a_key_is_filled_in_once() {
    let rules = SALES.replace("key = '{row}'", "key = '{text} {row}'");
    let done = import(&TWO.replace("First", "{text}{text}"), &rules, empty());
    assert_eq!(done.report.outcomes[0].0, "{text}{text} 1");
}

#[test]
fn a_source_that_tells_of_a_denial_speaks_both_ways() {
    let folder = import(&TWO.replace("First", "The firm denies it"), SALES, empty()).folder;
    let transfers: Vec<_> = entities(&folder).into_iter().filter(|e| e.schema == "Transfer").collect();
    let disputed = transfers.iter().find(|t| t.confidence() == Confidence::Disputed).unwrap();
    let existence = disputed.claims_of("id").next().unwrap();
    assert_eq!(existence.evidence.iter().filter(|e| e.stance == Stance::Supports).count(), 1);
    assert_eq!(transfers.iter().filter(|t| t.confidence() == Confidence::Reported).count(), 1);
}

/// Agencies whose mapping gives the identifiers and the parents.
const AGENCIES: &str = "table = 'agencies'\norigin = 'one'\nid = 'id'\nkey = '{id}'\ngrade = [{ value = 'reported' }]\n\
                        [columns]\nname = { from = 'name' }\ncountry = { from = 'to', as = 'country' }\n\
                        kind = { choose = [{ value = 'other' }] }\nparent = { from = 'parent' }\n[source]\nurl = 'url'\n";

#[test]
fn a_reference_may_lead_to_a_later_row_and_not_to_nothing() {
    let rows = [
        "agency-c,Third,uz,agency-b,https://a.example/1",
        "agency-d,Fourth,uz,agency-x,https://a.example/1",
        "agency-e,Fifth,uz,agency-d,https://a.example/1",
        "agency-b,Second,uz,agency-a,https://a.example/1",
        "agency-a,First,uz,,https://a.example/1",
    ];
    let done = import(&format!("id,name,to,parent,url\n{}\n", rows.join("\n")), AGENCIES, empty());
    let told: Vec<_> = done.report.outcomes.iter().map(|(row, outcome)| (row.as_str(), reason(outcome))).collect();
    let lost = |id| Some(format!("parent: found `{id}`; expected the identifier of a row in agencies.csv"));
    assert_eq!(
        told,
        [
            ("agency-c", None),
            ("agency-d", lost("agency-x")),
            ("agency-e", lost("agency-d")),
            ("agency-b", None),
            ("agency-a", None)
        ]
    );
    let again = import(&format!("id,name,to,parent,url\n{}\n", rows.join("\n")), AGENCIES, done.folder);
    assert_eq!((again.report.sums().unchanged, again.report.sums().refused), (3, 2));
}

fn reason(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Refused { reason } => Some(reason.clone()),
        _ => None,
    }
}

#[test]
fn another_writing_from_another_source_is_an_alias_with_its_evidence() {
    let rules = "table = 'companies'\norigin = 'one'\nkey = '{row}'\ngrade = [{ value = 'reported' }]\n[columns]\n\
                 name = { from = 'seller', as = 'company_name' }\n[source]\nurl = 'url'\n";
    let csv = "seller,url\nAcme Ltd,https://a.example/1\nACME Ltd,https://a.example/2\n";
    let done = import(csv, rules, empty());
    assert_eq!((done.report.sums().added, done.report.sums().merged), (1, 1));
    let companies: Vec<_> = entities(&done.folder).into_iter().filter(|e| e.schema == "Company").collect();
    let [company] = companies.as_slice() else { unreachable!("{companies:?}") };
    assert_eq!((company.first("name"), company.first("aliases")), (Some("Acme Ltd"), Some("ACME Ltd")));
    assert_eq!(company.claims_of("aliases").next().unwrap().evidence.len(), 1);
}
