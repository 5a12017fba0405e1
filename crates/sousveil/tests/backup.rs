//! Backups come back byte for byte, and what a stranger or a bad disk made of one never gets into place.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use support::{Said, folder, run};

fn said(home: &Path, command: &str, args: &[(&str, &Path)]) -> Said {
    let mut words = vec![command.to_owned().into()];
    for (flag, path) in args {
        if !flag.is_empty() {
            words.push(std::ffi::OsString::from(flag));
        }
        words.push(path.as_os_str().to_owned());
    }
    run(&home.join("cache"), &words)
}

fn restore(home: &Path, file: &Path, out: &Path) -> Said {
    said(home, "restore", &[("", file), ("--out", out)])
}

/// A folder, its snapshot, and a backup of both.
fn made(home: &Path) -> (PathBuf, PathBuf, PathBuf) {
    let (data, snapshot, file) = (home.join("data"), home.join("snapshot"), home.join("b.tar.zst"));
    folder::small(&data, "2026-11-26");
    folder::write(&data, &[("LICENSE.md", "words")]);
    folder::write(&data.join("notes"), &[("a.txt", "more words"), ("b.txt", "")]);
    folder::write(&data.join(".git"), &[("HEAD", "ref")]);
    assert_eq!(said(home, "compile", &[("--folder", &data), ("--out", &snapshot)]).code, 0);
    let backup = said(home, "backup", &[("--folder", &data), ("--snapshot", &snapshot), ("--out", &file)]);
    assert_eq!((backup.code, backup.err.as_str()), (0, "left out: folder/.git\n"), "{backup:?}");
    assert!(backup.out.contains("folder: sousveil version 2026-11-26"), "{backup:?}");
    (data, snapshot, file)
}

#[test]
fn a_backup_comes_back_byte_for_byte_and_is_the_same_each_time() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let (data, snapshot, file) = made(home);
    // A copy of the data, made at another time and of other rights, gives the same bytes.
    let (copy, again) = (home.join("copy"), home.join("again.tar.zst"));
    folder::copy(&data, &copy);
    let mut rights = fs::metadata(copy.join("LICENSE.md")).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(copy.join("LICENSE.md"), rights).unwrap();
    assert_eq!(said(home, "backup", &[("--folder", &copy), ("--snapshot", &snapshot), ("--out", &again)]).code, 0);
    assert!(fs::read(&file).unwrap() == fs::read(&again).unwrap(), "the same data gives the same bytes");

    let out = home.join("out");
    let dry =
        run(&home.join("cache"), &["restore", file.to_str().unwrap(), "--out", out.to_str().unwrap(), "--dry-run"]);
    assert!(dry.code == 0 && dry.err.contains("nothing was written") && !out.exists(), "{dry:?}");
    let back = restore(home, &file, &out);
    assert_eq!((back.code, back.err.as_str()), (0, ""), "{back:?}");
    let mut expected = folder::bytes(&data);
    expected.retain(|path, _| !path.starts_with(".git"));
    assert_eq!(folder::bytes(&out.join("folder")), expected);
    let verify = |dir: &Path| run(&home.join("cache"), &["verify", "--json", dir.to_str().unwrap()]);
    let of = |dir: &Path| -> Value { serde_json::from_str(&verify(dir).out).unwrap() };
    assert_eq!(of(&out.join("snapshot"))["data_hash"], of(&snapshot)["data_hash"]);
    assert_eq!(of(&out.join("folder"))["data_hash"], of(&data)["data_hash"]);
    let files = |dir: &Path| {
        let mut files = folder::bytes(dir);
        files.retain(|path, _| !path.starts_with("text"));
        files
    };
    let restored = files(&out.join("snapshot"));
    assert!(restored.contains_key(Path::new("manifest.sha256")) && restored == files(&snapshot), "the seal too");
    // Other programs can unpack it.
    let listed = zstd::decode_all(fs::File::open(&file).unwrap()).unwrap();
    let mut archive = tar::Archive::new(listed.as_slice());
    let names: Vec<String> =
        archive.entries().unwrap().map(|e| e.unwrap().path().unwrap().display().to_string()).collect();
    assert_eq!(names[0], "manifest.json");
    assert!(names[1..].is_sorted() && names.contains(&"folder/notes/a.txt".to_owned()), "{names:?}");
    assert!(!names.iter().any(|n| n.starts_with("snapshot/text")), "the full text is made anew: {names:?}");

    // What is there stays there.
    let before = folder::bytes(&out);
    let said = restore(home, &file, &out);
    assert!(said.code == 2 && said.err.contains("expected nothing or an empty folder"), "{said:?}");
    assert_eq!(folder::bytes(&out), before);
    let empty = home.join("empty");
    fs::create_dir(&empty).unwrap();
    std::os::unix::fs::symlink(&empty, home.join("link")).unwrap();
    assert_eq!(restore(home, &file, &home.join("link")).code, 2, "not through a link");
    assert_eq!(restore(home, &file, &home.join("no/such")).code, 2);
    assert_eq!(restore(home, &file, &empty).code, 0, "an empty folder will do");
}

#[test]
fn what_can_not_be_backed_up_whole_is_said_and_no_file_appears() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let (data, snapshot, _) = made(home);
    let out = home.join("new.tar.zst");
    std::os::unix::fs::symlink("/etc/passwd", data.join("link.csv")).unwrap();
    let refused = said(home, "backup", &[("--folder", &data), ("--out", &out)]);
    assert!(refused.code == 2 && refused.err.contains("link.csv") && !out.exists(), "{refused:?}");
    let block = snapshot.join("entities.blk");
    let mut bytes = fs::read(&block).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&block, bytes).unwrap();
    let refused = said(home, "backup", &[("--snapshot", &snapshot), ("--out", &out)]);
    assert!(refused.code == 2 && refused.err.contains("entities.blk") && !out.exists(), "{refused:?}");
    for dir in ["/nonexistent", home.to_str().unwrap()] {
        let refused = said(home, "backup", &[("--folder", Path::new(dir)), ("--out", &out)]);
        assert!(refused.code == 2 && refused.err.contains("dataset.toml") && !out.exists(), "{refused:?}");
    }
    assert_eq!(said(home, "backup", &[("--out", &out)]).code, 2, "nothing to back up");
}

/// An entry as its head says it, whatever it is.
struct Entry<'a> {
    name: &'a str,
    kind: tar::EntryType,
    says: u64,
    data: &'a [u8],
}

fn file<'a>(name: &'a str, data: &'a [u8]) -> Entry<'a> {
    Entry { name, kind: tar::EntryType::Regular, says: u64::try_from(data.len()).unwrap(), data }
}

fn archive(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut plain = Vec::new();
    for entry in entries {
        let mut header = tar::Header::new_ustar();
        header.set_size(entry.says);
        header.set_entry_type(entry.kind);
        header.set_mode(0o644);
        // The crate's own way to set a name refuses what is to be tried here.
        header.as_mut_bytes()[..entry.name.len()].copy_from_slice(entry.name.as_bytes());
        if entry.kind.is_symlink() || entry.kind.is_hard_link() {
            header.set_link_name("/etc/passwd").unwrap();
        }
        header.set_cksum();
        plain.extend_from_slice(header.as_bytes());
        plain.extend_from_slice(entry.data);
        plain.resize(plain.len().next_multiple_of(512), 0);
    }
    plain.resize(plain.len() + 1024, 0);
    zstd::encode_all(plain.as_slice(), 1).unwrap()
}

fn manifest(files: &[(&str, u64, &[u8])]) -> Vec<u8> {
    let rows: Vec<Value> = files
        .iter()
        .map(|(path, bytes, data)| json!({ "path": path, "bytes": bytes, "sha256": HEXLOWER.encode(&Sha256::digest(data)) }))
        .collect();
    let part = json!({ "dataset": "x", "version": "1" });
    json!({ "format": 1, "parts": { "folder": part }, "files": rows }).to_string().into_bytes()
}

#[test]
fn hostile_backups_put_nothing_anywhere() {
    use tar::EntryType;
    let home = tempfile::tempdir().unwrap();
    let inner = home.path().join("a/b/c");
    fs::create_dir_all(&inner).unwrap();
    let data = b"id,name\n";
    let one = |path: &str| manifest(&[(path, 8, data)]);
    let plain = one("folder/a.csv");
    let with = |manifest: &[u8], rest: &[Entry<'_>]| {
        let mut entries = vec![file("manifest.json", manifest)];
        entries.extend(rest.iter().map(|e| Entry { ..*e }));
        archive(&entries)
    };
    let of_kind = |kind| with(&plain, &[Entry { kind, ..file("folder/a.csv", data) }]);
    let at = |path: &str| with(&one(path), &[file(path, data)]);
    let good = with(&plain, &[file("folder/a.csv", data)]);
    let mut cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a path upwards", at("folder/../../evil"), "plain"),
        ("a path upwards at once", at("../evil"), "plain"),
        ("an absolute path", at("/tmp/sousveil-evil"), "plain"),
        ("a hidden name", at("folder/.git"), "plain"),
        ("a part that is none", at("other/a.csv"), "plain"),
        ("another name than promised", with(&plain, &[file("../evil", data)]), "found the entry"),
        ("a link", of_kind(EntryType::Symlink), "kind"),
        ("a hard link", of_kind(EntryType::Link), "kind"),
        ("a folder", of_kind(EntryType::Directory), "kind"),
        ("a device", of_kind(EntryType::Char), "kind"),
        ("a sparse file", of_kind(EntryType::GNUSparse), "kind"),
        ("a long name", with(&plain, &[Entry { kind: EntryType::GNULongName, ..file("folder/a.csv", data) }]), "kind"),
        ("other bytes", with(&plain, &[file("folder/a.csv", b"id,nam3\n")]), "SHA-256"),
        ("more bytes", with(&plain, &[file("folder/a.csv", b"id,name\n\n")]), "expected 8"),
        ("a file too few", with(&plain, &[]), "ends before"),
        ("a file too many", with(&plain, &[file("folder/a.csv", data), file("folder/b.csv", data)]), "more than"),
        (
            "a file twice",
            with(&manifest(&[("folder/a.csv", 8, data), ("folder/a.csv", 8, data)]), &[file("folder/a.csv", data)]),
            "each once",
        ),
        (
            "a file that is a folder too",
            with(
                &manifest(&[("folder/a", 8, data), ("folder/a.b", 8, data), ("folder/a/b", 8, data)]),
                &[file("folder/a", data), file("folder/a.b", data), file("folder/a/b", data)],
            ),
            "folder/a/b",
        ),
        ("a part without a file", with(&manifest(&[]), &[]), "no file below folder/"),
        (
            "a size that no disk has",
            with(
                &manifest(&[("folder/a.csv", 1 << 60, data)]),
                &[Entry { says: 1 << 60, ..file("folder/a.csv", data) }],
            ),
            "the disk has room for",
        ),
        (
            "sizes that no number holds",
            with(&manifest(&[("folder/a.csv", u64::MAX, data), ("folder/b.csv", u64::MAX, data)]), &[]),
            "no disk holds",
        ),
        ("a huge manifest", archive(&[Entry { says: 1 << 40, ..file("manifest.json", b"{}") }]), "manifest has"),
        ("no manifest", archive(&[file("folder/a.csv", data)]), "found the entry"),
        ("a manifest that is none", with(b"{\"format\": 1}", &[]), "manifest"),
        (
            "another form",
            with(&one("folder/a.csv").iter().map(|b| if *b == b'1' { b'2' } else { *b }).collect::<Vec<_>>(), &[]),
            "manifest",
        ),
        ("nothing", Vec::new(), ""),
        ("an empty archive", archive(&[]), "empty"),
        ("no archive", b"PK\x03\x04 some other file".to_vec(), ""),
        ("something behind it", [good.clone(), b"more".to_vec()].concat(), "behind"),
    ];
    let entries = "a".repeat(3 << 20);
    let zeros =
        zstd::encode_all([zstd::decode_all(good.as_slice()).unwrap(), entries.into_bytes()].concat().as_slice(), 1);
    cases.push(("a long tail", zeros.unwrap(), "behind"));
    let path = inner.join("bad.tar.zst");
    let out = inner.join("out");
    fs::write(&path, &good).unwrap();
    assert_eq!(restore(&inner, &path, &out).code, 0, "the ways to make a bad one can make a good one");
    fs::remove_dir_all(&out).unwrap();
    for (what, bytes, word) in cases {
        fs::write(&path, bytes).unwrap();
        let words = ["restore", path.to_str().unwrap(), "--out", out.to_str().unwrap(), "--dry-run"];
        let dry = run(&inner.join("cache"), &words);
        // How much room there is is the one thing that nobody asks for in a dry run.
        let is_dry = word != "the disk has room for";
        assert!(!is_dry || dry.code == 2 && dry.err.contains(word), "{what}, dry: {dry:?}");
        let said = restore(&inner, &path, &out);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{what}: {said:?}");
        assert!(said.err.contains(word) && said.err.contains("nothing was put in place"), "{what}: {}", said.err);
        assert!(!said.err.contains("panicked"), "{what}: {}", said.err);
        assert_eq!(left(home.path()), [PathBuf::from("a/b/c/bad.tar.zst")], "{what}");
    }
    assert!(!Path::new("/tmp/sousveil-evil").exists());
}

/// Every file below.
fn left(dir: &Path) -> Vec<PathBuf> {
    folder::bytes(dir).into_keys().collect()
}

#[test]
fn a_backup_that_was_cut_or_flipped_anywhere_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let (_, _, whole) = made(home);
    let bytes = fs::read(&whole).unwrap();
    let work = home.join("work");
    fs::create_dir(&work).unwrap();
    let (path, out) = (work.join("b"), work.join("out"));
    let mut refused = 0;
    for at in (0..bytes.len()).step_by(bytes.len() / 60 + 1) {
        fs::write(&path, &bytes[..at]).unwrap();
        let cut = restore(&work, &path, &out);
        assert!(cut.code == 2 && !cut.err.contains("panicked"), "cut at {at}: {cut:?}");
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(&path, flipped).unwrap();
        let said = restore(&work, &path, &out);
        assert!(said.code == 2 && !said.err.contains("panicked"), "flipped at {at}: {said:?}");
        assert_eq!(left(&work), [PathBuf::from("b")], "{at}: something is left");
        refused += 1;
    }
    assert!(refused >= 50);
}

#[test]
fn names_from_outside_give_no_orders_to_a_terminal() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let data = b"id,name\n";
    let text = String::from_utf8(manifest(&[("folder/a.csv", 8, data)])).unwrap();
    let text = text.replace("\"x\"", "\"x\\u001b[2J\\u202e\"");
    let path = home.join("b");
    fs::write(&path, archive(&[file("manifest.json", text.as_bytes()), file("folder/a.csv", data)])).unwrap();
    let said = restore(home, &path, &home.join("out"));
    assert!(said.code == 0 && said.out.contains("x\\u{1b}[2J\\u{202e} version 1"), "{said:?}");
    assert!(!said.out.contains(['\u{1b}', '\u{202e}']), "{said:?}");
}

#[test]
fn what_a_killed_restore_left_goes_with_the_next_one() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let (_, _, file) = made(home);
    let (left, other) = (home.join(".out.restore-99"), home.join(".out.restore-x"));
    folder::write(&left, &[("a.csv", "half")]);
    folder::write(&other, &[("a.csv", "none of ours")]);
    assert_eq!(restore(home, &file, &home.join("out")).code, 0);
    assert!(!left.exists() && other.exists());
}
