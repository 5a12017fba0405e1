//! Our own lines compile to what the same contents compile to, whatever their order, and say what is wrong with them.

mod common;

use std::fs;
use std::path::Path;

use common::{contents, entity};
use sousveil_model::Vocabulary;
use sousveil_model::lines::Line;
use sousveil_snapshot::{Contents, Manifest, SnapshotError, Stream, compile, compile_lines, verify};

/// Files of lines in memory; each line is a piece.
fn compiled(files: &[Vec<Line>], out: &Path) -> Result<Manifest, SnapshotError> {
    let pieces = (0u32..).zip(files).flat_map(|(file, lines)| {
        (1u64..).zip(lines).map(move |(number, line)| Ok((file, (number, serde_json::to_string(line)?))))
    });
    let stream = Stream {
        vocabulary: Vocabulary::Sousveil,
        names: (1..=files.len()).map(|n| format!("file{n}")).collect(),
        pieces,
        read: |(number, line): &(u64, String)| Ok(vec![(*number, serde_json::from_str(line)?)]),
    };
    compile_lines(stream, out, &mut |_| {})
}

fn lines(contents: &Contents) -> Vec<Line> {
    let mut out = vec![Line::Format(1), Line::Dataset(contents.dataset.clone())];
    out.extend(contents.entities.iter().cloned().map(Line::Entity));
    out.extend(contents.changes.iter().cloned().map(Line::Change));
    out.extend(contents.redirects.iter().cloned().map(Line::Redirect));
    out.extend(contents.coverage.iter().cloned().map(Line::Coverage));
    out
}

#[test]
fn lines_give_the_files_that_contents_give() {
    // One origin is left out in these.
    let mut contents = contents();
    let dir = tempfile::tempdir().unwrap();
    let expected = compile(&contents, &dir.path().join("contents"), &mut |_| {}).unwrap();
    assert_eq!(expected.left_out.len(), 1);
    for (name, sorted) in [("as-they-are", false), ("sorted", true)] {
        if sorted {
            contents.entities.sort_by(|a, b| a.id.cmp(&b.id));
        }
        let out = dir.path().join(name);
        assert_eq!(compiled(&[lines(&contents)], &out).unwrap(), expected);
        assert_eq!(verify(&out).unwrap(), expected);
        for file in expected.files.keys() {
            assert!(
                fs::read(out.join(file)).unwrap() == fs::read(dir.path().join("contents").join(file)).unwrap(),
                "{file}"
            );
        }
    }
    // In two files, the second of which repeats what the dataset is.
    let all = lines(&contents);
    let (first, second) = all.split_at(9);
    let second = [&all[..2], second].concat();
    assert_eq!(compiled(&[first.to_vec(), second], &dir.path().join("two")).unwrap(), expected);
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_nothing_is_written() {
    let all = lines(&contents());
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let wrong = |files: &[Vec<Line>], expected: &str| {
        let error = compiled(files, &out).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "{expected}");
    };
    let with = |line: Line| [all.as_slice(), &[line]].concat();
    let last = all.len() + 1;
    wrong(
        &[with(Line::Entity(entity("Agency", "co-nice", &[])))],
        &format!(
            "file1, line {last}: the identifier `co-nice` stands for two entities, expected one; the other is in file1, line 8"
        ),
    );
    wrong(
        &[with(Line::Entity(entity("Agency", "fr", &[])))],
        &format!(
            "file1, line {last}: the identifier `fr` stands for two entities, expected one; the other is in the table of"
        ),
    );
    wrong(
        &[with(Line::Entity(entity("Country", "atlantis", &[])))],
        &format!("file1, line {last}: `atlantis` has the schema Country"),
    );
    wrong(&[all[1..].to_vec()], "file1, line 1: expected {\"format\":1} in the first line of each file");
    wrong(&[all.clone(), all[1..].to_vec()], "file2, line 1: expected {\"format\":1}");
    wrong(&[vec![Line::Format(2)]], "file1, line 1: found format 2, expected 1");
    wrong(&[vec![]], "file1, line 1: expected {\"format\":1}");
    let mut other = contents().dataset;
    other.title = "Another".to_owned();
    wrong(
        &[all.clone(), vec![Line::Format(1), Line::Dataset(other)]],
        "file2, line 2: found the dataset `test`, expected what",
    );
}
