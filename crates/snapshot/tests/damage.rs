//! Damaged bytes are refused, or every answer that is given is the true one: never a panic, never a wrong answer,
//! never memory or time without bound, and `verify` sees all of it.
#![expect(clippy::unwrap_used, reason = "tests stop at the first thing that is wrong")]

mod common;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use common::contents;
use sousveil_model::Entity;
use sousveil_snapshot::{
    Answer, Change, Coverage, Facet, Link, Manifest, Query, Redirect, Snapshot, SnapshotError, Sort, Statistics,
    compile, verify,
};

/// In how many places a snapshot is damaged, over all of its files.
const PLACES: usize = 1000;
/// So many of them in each file of the full text: each time it is built anew, and the test must end some day.
const IN_TEXT: usize = 4;
/// No damage may make opening and reading take longer.
const LONG: Duration = Duration::from_secs(20);
/// Nor, for all of them together, more memory: a length that lies asks for gigabytes.
const MOST_MEMORY: u64 = 1 << 30;

/// All that can be asked of a snapshot.
#[derive(Debug, PartialEq)]
struct Truth {
    manifest: Manifest,
    statistics: Statistics,
    changes: Vec<Change>,
    redirects: Vec<Redirect>,
    coverage: Vec<Coverage>,
    entities: Vec<Entity>,
    heads: Vec<(String, String, String)>,
    links: Vec<Vec<Link>>,
    answers: Vec<Answer>,
}

fn questions() -> Vec<Query> {
    let count = vec![Facet::Schema, Facet::Country, Facet::Year, Facet::Confidence];
    let all = Query { count: count.clone(), ..Query::default() };
    let text = |text: &str| Query { text: text.to_owned(), limit: Some(10), ..all.clone() };
    let filters = vec![(Facet::Schema, "Transfer".to_owned()), (Facet::RecipientCountry, "uz".to_owned())];
    vec![
        all.clone(),
        text("uzbekistan"),
        text("hacking tema"),
        text("Remote control of phones"),
        Query { filters, sort: Sort::Newest, ..all.clone() },
        Query { sort: Sort::Name, offset: 3, limit: Some(20), ..Query::default() },
    ]
}

fn truth(snapshot: &Snapshot) -> Truth {
    let numbers = || 0..snapshot.len();
    let head = |number| snapshot.head(number).map(|h| (h.id.to_owned(), h.schema.to_owned(), h.caption.to_owned()));
    Truth {
        manifest: snapshot.manifest().clone(),
        statistics: snapshot.statistics().clone(),
        changes: snapshot.changes().to_vec(),
        redirects: snapshot.redirects().to_vec(),
        coverage: snapshot.coverage().to_vec(),
        entities: numbers().map(|n| snapshot.entity_at(n).unwrap()).collect(),
        heads: numbers().map(|n| head(n).unwrap()).collect(),
        links: numbers().map(|n| snapshot.links(n).unwrap()).collect(),
        answers: questions().iter().map(|q| snapshot.query(q).unwrap()).collect(),
    }
}

/// Opens and asks for everything. Each answer that is given must be the true one; the errors come back.
fn ask_all(dir: &Path, truth: &Truth) -> Vec<SnapshotError> {
    let snapshot = match Snapshot::open(dir) {
        Ok(snapshot) => snapshot,
        Err(error) => return vec![error],
    };
    let mut errors = Vec::new();
    assert_eq!(snapshot.manifest(), &truth.manifest);
    assert_eq!(snapshot.statistics(), &truth.statistics);
    assert_eq!(snapshot.changes(), truth.changes);
    assert_eq!(snapshot.redirects(), truth.redirects);
    assert_eq!(snapshot.coverage(), truth.coverage);
    assert_eq!(snapshot.len() as usize, truth.entities.len());
    for (number, expected) in (0..).zip(&truth.entities) {
        match snapshot.entity_at(number) {
            Ok(entity) => assert_eq!(&entity, expected),
            Err(error) => errors.push(error),
        }
    }
    for (number, (id, schema, caption)) in (0..).zip(&truth.heads) {
        let head = snapshot.head(number).unwrap();
        assert_eq!((head.id, head.schema, head.caption), (id.as_str(), schema.as_str(), caption.as_str()));
        assert_eq!(snapshot.number(id), Some(number));
    }
    for (number, links) in (0..).zip(&truth.links) {
        match snapshot.links(number) {
            Ok(found) => assert_eq!(&found, links),
            Err(error) => errors.push(error),
        }
    }
    errors.extend(words(&snapshot, truth));
    errors
}

/// The same for what only the full text answers.
fn ask_words(dir: &Path, truth: &Truth) -> Vec<SnapshotError> {
    match Snapshot::open(dir) {
        Ok(snapshot) => words(&snapshot, truth),
        Err(error) => vec![error],
    }
}

fn words(snapshot: &Snapshot, truth: &Truth) -> Vec<SnapshotError> {
    let mut errors = Vec::new();
    for (query, expected) in questions().iter().zip(&truth.answers) {
        match snapshot.query(query) {
            Ok(answer) => assert_eq!(&answer, expected, "{query:?}"),
            Err(error) => errors.push(error),
        }
    }
    errors
}

/// Every file below a folder, by the name that it has from there.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

/// A copy of the snapshot, so that whatever opening it does to one is not there for the next.
fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to.join("text")).unwrap();
    for file in files(from) {
        fs::hard_link(&file, to.join(file.strip_prefix(from).unwrap())).unwrap();
    }
}

/// The file and the offset of each place: as many in one file as in another, both ends included.
fn places(sizes: &[(PathBuf, usize)]) -> Vec<(PathBuf, usize)> {
    let text = sizes.iter().filter(|(file, _)| file.starts_with("text")).count();
    let own = (PLACES - IN_TEXT * text).div_ceil(sizes.len() - text);
    let mut found = Vec::new();
    for (file, size) in sizes {
        let count = if file.starts_with("text") { IN_TEXT } else { own };
        found.extend((0..count).map(|n| (file.clone(), n * size.saturating_sub(1) / (count - 1))));
    }
    assert!(found.len() >= PLACES, "{}", found.len());
    found
}

fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) * 1024
}

#[test]
fn in_a_thousand_places_flipped_or_cut_no_answer_is_wrong_and_verify_sees_it() {
    let dir = tempfile::tempdir().unwrap();
    let good = dir.path().join("good");
    let manifest = compile(&contents(), &good, &mut |_| {}).unwrap();
    let truth = truth(&Snapshot::open(&good).unwrap());
    let names = files(&good).into_iter().filter(|f| !f.to_string_lossy().ends_with(".lock"));
    let sizes: Vec<(PathBuf, usize)> = names
        .map(|file| (file.strip_prefix(&good).unwrap().to_owned(), fs::read(&file).unwrap().len()))
        .filter(|(_, size)| *size > 0)
        .collect();
    let bad = dir.path().join("bad");
    for (n, (name, at)) in places(&sizes).into_iter().enumerate() {
        let (flip, what) = (n % 2 == 0, format!("{} at {at}", name.display()));
        let mut bytes = fs::read(good.join(&name)).unwrap();
        match bytes.get_mut(at) {
            Some(byte) if flip => *byte ^= 1 << (n / 2 % 8),
            _ => bytes.truncate(at),
        }
        copy(&good, &bad);
        fs::remove_file(bad.join(&name)).unwrap();
        fs::write(bad.join(&name), &bytes).unwrap();
        let begun = Instant::now();
        let in_text = name.starts_with("text");
        let ask = || if in_text { ask_words(&bad, &truth) } else { ask_all(&bad, &truth) };
        let asked = catch_unwind(AssertUnwindSafe(ask));
        let errors = asked.unwrap_or_else(|_| panic!("flipped: {flip}, {what}"));
        assert!(begun.elapsed() < LONG, "{what} took {:?}", begun.elapsed());
        if in_text {
            // Built anew from the entities.
            assert!(errors.is_empty(), "{what}: {errors:?}");
        } else {
            let own = name.to_string_lossy().replace("sha256", "");
            assert!(!errors.is_empty(), "flipped: {flip}, {what}: nobody saw it");
            assert!(errors.iter().all(|e| e.to_string().contains(&own)), "{what}: {errors:?}");
            assert!(verify(&bad).is_err(), "flipped: {flip}, {what}: verify did not see it");
        }
    }
    assert_eq!(verify(&good).unwrap(), manifest);
    assert!(peak_memory() < MOST_MEMORY, "{} bytes", peak_memory());
}

#[test]
fn a_pipe_or_a_folder_in_the_place_of_a_file_keeps_nobody_waiting() {
    let dir = tempfile::tempdir().unwrap();
    let good = dir.path().join("good");
    compile(&contents(), &good, &mut |_| {}).unwrap();
    let truth = truth(&Snapshot::open(&good).unwrap());
    let bad = dir.path().join("bad");
    let own = files(&good).into_iter().filter(|f| !f.starts_with(good.join("text")));
    for file in own.chain([good.join("text/stamp.json"), good.join("text/meta.json")]) {
        let name = file.strip_prefix(&good).unwrap();
        for kind in ["pipe", "folder", "device"] {
            copy(&good, &bad);
            let at = bad.join(name);
            fs::remove_file(&at).unwrap();
            match kind {
                "pipe" => assert!(std::process::Command::new("mkfifo").arg(&at).status().unwrap().success()),
                "folder" => fs::create_dir(&at).unwrap(),
                _ => std::os::unix::fs::symlink("/dev/zero", &at).unwrap(),
            }
            let begun = Instant::now();
            let errors = ask_all(&bad, &truth);
            assert!(begun.elapsed() < LONG, "{} as a {kind}", name.display());
            assert_eq!(errors.is_empty(), name.starts_with("text"), "{} as a {kind}: {errors:?}", name.display());
            assert!(name.starts_with("text") || verify(&bad).is_err(), "{} as a {kind}", name.display());
        }
    }
}

#[test]
fn what_the_files_name_is_read_from_the_folder_and_from_nowhere_else() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("snap");
    compile(&contents(), &path, &mut |_| {}).unwrap();
    fs::remove_file(path.join("manifest.sha256")).unwrap();
    let manifest = fs::read_to_string(path.join("manifest.json")).unwrap();
    let entry = "\"files\": {";
    for name in ["../../etc/passwd", "/etc/passwd", "..", "a\\\\b"] {
        let more = format!("{entry} \"{name}\": {{ \"bytes\": 1, \"sha256\": \"x\" }},");
        fs::write(path.join("manifest.json"), manifest.replace(entry, &more)).unwrap();
        let error = verify(&path).unwrap_err().to_string();
        assert!(error.contains("expected a plain name"), "{error}");
    }
}
