//! The files of a dataset folder: `--- dataset.toml`, `--- companies.csv`, ….

use std::path::Path;

use sousveil_intake::folder::check::check;
use sousveil_intake::folder::{Problem, Severity, entities, read_parts};
use sousveil_intake::{Folder, IntakeError};
use sousveil_snapshot::{Contents, data_hash};

use super::{file, files, lines_in};

/// A folder is read or refused with lines that exist; what was read is the same after it was written.
pub fn run(data: &[u8]) {
    let parts = files(data);
    let folder = match read_parts(Path::new("folder"), &parts) {
        Ok(folder) => folder,
        Err(IntakeError::Folder { problems, .. }) => return problems.iter().for_each(|p| names_a_place(p, &parts)),
        Err(IntakeError::Form { path, line, .. }) => {
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            assert!(line.is_none_or(|l| l <= lines_in(file(&parts, name))), "line {line:?} of {name}");
            return;
        }
        Err(IntakeError::Io { .. }) => return,
    };
    let problems = check(&folder);
    problems.iter().for_each(|p| names_a_place(p, &parts));
    stays_the_same(&folder);
    if problems.iter().all(|p| p.severity != Severity::Error) {
        becomes_entities(folder);
    }
}

fn names_a_place(problem: &Problem, parts: &[(&str, &[u8])]) {
    assert!(problem.line <= lines_in(file(parts, &problem.file)), "no such line: {problem}");
    assert!(!problem.found.is_empty() && !problem.expected.is_empty(), "{problem}");
    assert!(
        problem.to_string().chars().count() < 4000,
        "a message that nobody reads: {} bytes",
        problem.to_string().len()
    );
}

/// Reading what was written gives the same rows, and so the same bytes.
pub fn stays_the_same(folder: &Folder) {
    let written = folder.files().expect("whatever was read can be written");
    let parts: Vec<(&str, &[u8])> = written.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    let again = read_parts(Path::new("again"), &parts).expect("whatever was written can be read");
    assert_eq!(folder.dataset, again.dataset);
    for (ours, theirs) in folder.sheets().iter().zip(again.sheets()) {
        let mut ours: Vec<_> = ours.rows.iter().map(|r| r.cells()).collect();
        ours.sort();
        assert!(ours.into_iter().eq(theirs.rows.iter().map(|r| r.cells())), "{}", theirs.name);
    }
    assert_eq!(written, again.files().expect("as before"));
}

fn becomes_entities(folder: Folder) {
    let contents = Contents {
        entities: entities::entities(&folder),
        changes: entities::changes(&folder),
        redirects: entities::redirects(&folder),
        coverage: entities::coverage(&folder),
        dataset: folder.dataset,
    };
    for entity in &contents.entities {
        for claim in &entity.claims {
            assert!(claim.id(&entity.id).starts_with(entity.id.as_str()));
        }
    }
    assert_eq!(data_hash(&contents).len(), 64);
}
