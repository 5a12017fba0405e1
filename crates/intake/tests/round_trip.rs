//! The open dataset as entities and as lines, and back: the same files, byte for byte.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use sousveil_intake::Folder;
use sousveil_intake::folder::{Severity, check::check, entities, rows};
use sousveil_intake::native;
use sousveil_intake::report::{Outcome, Sums};
use sousveil_model::lines::{FORMAT, Line};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

/// The CSV files of a folder as they lie on the disk.
fn on_disk(dir: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "csv"))
        .map(|p| (p.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&p).unwrap()))
        .collect();
    files.sort();
    files
}

/// The first line that differs, which says more than two whole files.
fn same(left: &[(String, String)], right: &[(String, String)]) {
    let names = |files: &[(String, String)]| files.iter().map(|(n, _)| n.clone()).collect::<Vec<_>>();
    assert_eq!(names(left), names(right));
    for ((name, a), (_, b)) in left.iter().zip(right) {
        if let Some((at, (a, b))) = a.lines().zip(b.lines()).enumerate().find(|(_, (a, b))| a != b) {
            unreachable!("{name}, line {}:\n{a}\n{b}", at + 1);
        }
        assert_eq!(a.len(), b.len(), "{name}");
    }
}

fn lines(folder: &Folder) -> Vec<Line> {
    let mut all = vec![Line::Format(FORMAT), Line::Dataset(folder.dataset.clone())];
    let mut things = entities::entities(folder);
    things.sort_by(|a, b| a.id.cmp(&b.id));
    all.extend(things.into_iter().map(Line::Entity));
    all.extend(entities::changes(folder).into_iter().map(Line::Change));
    all.extend(entities::redirects(folder).into_iter().map(Line::Redirect));
    all.extend(entities::coverage(folder).into_iter().map(Line::Coverage));
    all
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(|l| serde_json::to_string(l).unwrap() + "\n").collect()
}

fn import(text: &str, into: Option<Folder>) -> native::Imported {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), text).unwrap();
    native::import(file.path(), into, &mut |_, _| {}).unwrap()
}

#[test]
fn the_open_dataset_is_its_own_canonical_form() {
    let read = Folder::read(&data()).unwrap();
    let (mut made, unfit) = rows::from_entities(read.dataset.clone(), &entities::entities(&read));
    assert_eq!(unfit, []);
    entities::changes(&read).iter().for_each(|c| made.take_line("changes", rows::change(c)));
    entities::redirects(&read).iter().for_each(|r| made.take_line("redirects", rows::redirect(r)));
    entities::coverage(&read).iter().for_each(|c| made.take_line("coverage", rows::coverage(c)));
    let dir = tempfile::tempdir().unwrap();
    made.write(&dir.path().join("made")).unwrap();
    same(&on_disk(&dir.path().join("made")), &on_disk(&data()));
    let again = Folder::read(&dir.path().join("made")).unwrap();
    assert_eq!(again.dataset, read.dataset);
    assert_eq!(entities::entities(&again), entities::entities(&read));
}

#[test]
fn the_open_dataset_comes_home_as_lines() {
    let read = Folder::read(&data()).unwrap();
    let all = lines(&read);
    let done = import(&text(&all), None);
    let sums = done.report.sums();
    assert_eq!(sums, Sums { read: all.len() - 1, added: all.len() - 1, ..Sums::default() });
    assert!(done.report.repairs.is_empty(), "{:?}", done.report.repairs);
    assert_eq!(check(&done.folder).into_iter().filter(|p| p.severity == Severity::Error).count(), 0);
    let dir = tempfile::tempdir().unwrap();
    done.folder.write(&dir.path().join("made")).unwrap();
    same(&on_disk(&dir.path().join("made")), &on_disk(&data()));

    // A second time, into what is there: nothing changes.
    let before = done.folder.files().unwrap();
    let again = import(&text(&all), Some(done.folder));
    assert_eq!(again.report.sums(), Sums { read: all.len() - 1, unchanged: all.len() - 1, ..Sums::default() });
    assert_eq!(again.folder.files().unwrap(), before);
}

#[test]
fn a_row_that_differs_is_refused_and_stays() {
    let read = Folder::read(&data()).unwrap();
    let mut all = lines(&read);
    let company = |line: &Line| matches!(line, Line::Entity(e) if e.schema == "Company");
    let at = all.iter().position(company).unwrap();
    let Line::Entity(entity) = &mut all[at] else { unreachable!() };
    let name = entity.claims.iter_mut().find(|c| c.property == "name").unwrap();
    name.value.push_str(" (changed)");
    let id = entity.id.to_string();
    let before = read.files().unwrap();
    let done = import(&text(&all), Some(read));
    assert_eq!(done.folder.files().unwrap(), before);
    let refused: Vec<_> = done.report.outcomes.iter().filter(|(_, o)| matches!(o, Outcome::Refused { .. })).collect();
    let [(label, Outcome::Refused { reason })] = refused.as_slice() else { unreachable!("{refused:?}") };
    assert_eq!(*label, format!("line {} ({id})", at + 1));
    assert!(reason.contains("first in `name`") && reason.contains("(changed)"), "{reason}");
}
