//! `--- companies.json` and `--- transfers.json` of the Surveillance Industry Index.

use sousveil_intake::folder::Severity;
use sousveil_intake::folder::check::check;
use sousveil_intake::report::Report;
use sousveil_intake::{IntakeError, sii};

use super::folder::stays_the_same;
use super::sample::{DECISIONS_READ, empty, today};
use super::{file, files, lines_in, scratch};

/// An import is refused with a line that exists, or gives a sound folder that a second import leaves as it is.
pub fn run(data: &[u8]) {
    let parts = files(data);
    let both = ["companies.json", "transfers.json"].map(|name| (name, file(&parts, name)));
    scratch::with(&both, |dir| {
        let done = match sii::import(dir, empty(), &DECISIONS_READ, today(), &mut |_, _| {}) {
            Ok(done) => done,
            Err(error) => return names_a_line(&error, &both),
        };
        done.reports.iter().for_each(|(_, report)| reconciles(report));
        sound(&done.folder);
        let before = done.folder.files().expect("whatever was imported can be written");
        let again = sii::import(dir, done.folder, &DECISIONS_READ, today(), &mut |_, _| {}).expect("as before");
        assert!(again.folder.files().expect("as before") == before, "a second import changed something");
    });
}

/// The error of a file that can't be read names a line that it has.
pub fn names_a_line(error: &IntakeError, parts: &[(&str, &[u8])]) {
    assert!(error.to_string().chars().count() < 4000, "a message that nobody reads");
    let IntakeError::Form { path, line: Some(line), .. } = error else { return };
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    assert!(*line <= lines_in(file(parts, name)), "{error}");
}

/// Every row has one outcome, and every refusal a reason.
pub fn reconciles(report: &Report) {
    let sums = report.sums();
    assert_eq!(sums.read, sums.added + sums.unchanged + sums.merged + sums.refused);
    assert!(report.refusals().iter().all(|(reason, _)| !reason.is_empty() && reason.chars().count() <= 1300));
    assert!(!report.to_markdown("x").chars().any(|c| c.is_control() && c != '\n'), "control characters in a report");
}

/// What an import made has no errors, and is the same after it was written and read.
pub fn sound(folder: &sousveil_intake::Folder) {
    let errors: Vec<_> = check(folder).into_iter().filter(|p| p.severity == Severity::Error).collect();
    assert!(
        errors.is_empty(),
        "an import made errors: {}",
        errors.first().map(ToString::to_string).unwrap_or_default()
    );
    stays_the_same(folder);
}
