//! The real files of the Surveillance Industry Index and the facts, where they are at hand.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test fails by panicking, and says what it skips")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sousveil_intake::folder::{Severity, check::check};
use sousveil_intake::names::Decisions;
use sousveil_intake::report::{Outcome, Report};
use sousveil_intake::{Folder, mapped, sii};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn shared(part: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(part);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is not here", path.display());
    None
}

fn empty() -> Folder {
    let dataset = Folder::read(&root().join("data")).unwrap().dataset;
    Folder::new(dataset)
}

/// Every row has one outcome, and what entered can still be found in the open dataset.
fn reconciles(report: &Report, rows: usize) {
    let sums = report.sums();
    assert_eq!(sums.read, rows);
    assert_eq!(sums.read, sums.added + sums.merged + sums.unchanged + sums.refused);
    let data = Folder::read(&root().join("data")).unwrap();
    let mut known: BTreeSet<&str> = data.rows("redirects").iter().map(|r| r.cell(0)).collect();
    for sheet in data.sheets() {
        known.extend(sheet.rows.iter().map(|r| r.cell(0)));
    }
    for (row, outcome) in &report.outcomes {
        let id = match outcome {
            Outcome::Added { id, .. } | Outcome::Unchanged { id } | Outcome::Merged { id, .. } => id.as_str(),
            Outcome::Refused { reason } => {
                assert!(!reason.is_empty());
                continue;
            }
        };
        assert!(known.contains(id), "{row} became {id}, which data/ does not know");
    }
}

#[test]
fn the_index_of_2016_is_read_whole() {
    let (Some(dir), Some(facts)) = (shared("sii"), shared("facts")) else { return };
    let curation = root().join("curation");
    let decisions = Decisions::read(&curation).unwrap();
    let today = "2026-11-26".parse().unwrap();
    let technologies = mapped::import(
        &facts.join("technologies.csv"),
        &curation.join("facts-technologies.toml"),
        empty(),
        &decisions,
        today,
        &mut |_, _| {},
    )
    .unwrap();
    let done = sii::import(&dir, technologies.folder, &decisions, today, &mut |_, _| {}).unwrap();
    assert_eq!(check(&done.folder).into_iter().filter(|p| p.severity == Severity::Error).count(), 0);
    for ((file, report), rows) in done.reports.iter().zip([195, 688]) {
        reconciles(report, rows);
        assert_eq!(report.sums().refused, 0, "{file}");
    }
    let sheet = done.folder.sheet("transfers").unwrap();
    let licences = sheet.rows.iter().filter(|r| sheet.cell(r, "stage") == "licensed").count();
    assert_eq!(licences, 354, "rows of export statistics are never merged");

    facts_on_top(done.folder.clone(), &facts, &curation, &decisions);

    let again = sii::import(&dir, done.folder.clone(), &decisions, today, &mut |_, _| {}).unwrap();
    assert_eq!(again.folder.files().unwrap(), done.folder.files().unwrap(), "a second import changes nothing");
}

/// The rest of the first conversion: every row of every file has an outcome.
fn facts_on_top(mut folder: Folder, facts: &Path, curation: &Path, decisions: &Decisions) {
    let today = "2026-11-26".parse().unwrap();
    let files = [
        ("companies_recent.csv", "facts-companies.toml", 107, 40),
        ("products.csv", "facts-products.toml", 147, 0),
        ("transfers_recent.csv", "facts-transfers.toml", 377, 158),
        ("relations.csv", "facts-relations.toml", 235, 0),
        ("incidents.csv", "facts-incidents.toml", 53, 0),
        ("lists.csv", "facts-measures.toml", 216, 0),
    ];
    for (file, mapping, rows, refused) in files {
        let done = mapped::import(&facts.join(file), &curation.join(mapping), folder, decisions, today, &mut |_, _| {})
            .unwrap();
        reconciles(&done.report, rows);
        assert_eq!(done.report.sums().refused, refused, "{file}");
        folder = done.folder;
    }
    assert_eq!(check(&folder).into_iter().filter(|p| p.severity == Severity::Error).count(), 0);
}

#[test]
fn nice_and_uzbekistan_told_three_times_is_one_transfer() {
    let data = Folder::read(&root().join("data")).unwrap();
    let (transfers, companies) = (data.sheet("transfers").unwrap(), data.sheet("companies").unwrap());
    let nice = companies.rows.iter().find(|r| companies.cell(r, "name") == "NICE Systems").unwrap().cell(0);
    let told: Vec<_> = transfers
        .rows
        .iter()
        .filter(|r| {
            transfers.cell(r, "recipient_country") == "uz" && transfers.values(r, "supplier").any(|s| s == nice)
        })
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(transfers.values(told[0], "sources").count(), 3);
    let leads_here = data.rows("redirects").iter().filter(|r| r.cell(1) == told[0].cell(0)).count();
    assert_eq!(leads_here, 2);
}

#[test]
fn the_open_dataset_has_no_errors() {
    let data = Folder::read(&root().join("data")).unwrap();
    let errors: Vec<_> = check(&data).into_iter().filter(|p| p.severity == Severity::Error).collect();
    assert_eq!(errors, []);
}
