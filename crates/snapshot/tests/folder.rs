//! Snapshots as folders: written, read, refused, verified.
#![expect(clippy::unwrap_used, reason = "tests stop at the first thing that is wrong")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Barrier;
#[cfg(target_os = "linux")]
use std::sync::atomic::{AtomicBool, Ordering};

use common::{ask, contents, entity};
use sousveil_snapshot::{
    Answer, Contents, Counts, Facet, Manifest, Query, Snapshot, SnapshotError, Sort, compile, data_hash, verify,
};
use tempfile::TempDir;

fn compiled(contents: &Contents) -> (TempDir, Manifest) {
    let dir = tempfile::tempdir().unwrap();
    let manifest = compile(contents, &dir.path().join("snap"), &mut |_| {}).unwrap();
    (dir, manifest)
}

fn names(dir: &Path) -> BTreeSet<String> {
    fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn captions_and_links() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    let caption = |id: &str| snapshot.head_of(id).unwrap().caption;
    assert_eq!(caption("tr-1"), "Vérint Systems Ltd, NICE Systems → Uzbekistan (National Security Service)");
    assert_eq!(caption("tr-3"), "unnamed supplier → Uzbekistan");
    assert_eq!(caption("re-1"), "Vérint Systems Ltd: acquired by NICE Systems");
    assert_eq!(caption("in-1"), "Galileo in Uzbekistan, 2017-03");
    assert_eq!(caption("eu-arms-uz-2005"), "EU arms embargo on Uzbekistan (2005)");
    assert_eq!(caption("us-list-ht"), "US/BIS entity list: Hacking Team S.r.l. (2021)");
    assert_eq!(caption("src-report"), "A report on wiretaps");
    assert_eq!(caption("uz"), "Uzbekistan");

    let links: Vec<(bool, &str, &str)> = snapshot
        .links(snapshot.number("co-ht").unwrap())
        .unwrap()
        .into_iter()
        .map(|link| (link.reverse, link.property, snapshot.head(link.other).unwrap().id))
        .collect();
    assert_eq!(
        links,
        [
            (false, "country", "it"),
            (true, "maker", "pr-galileo"),
            (true, "supplier", "tr-2"),
            (true, "target", "us-list-ht"),
        ]
    );
    let bound = snapshot.links(snapshot.number("eu").unwrap()).unwrap();
    assert_eq!(bound.iter().map(|link| link.property).collect::<Vec<_>>(), ["binds"]);
}

#[test]
fn figures() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    let found = snapshot.statistics();
    let counts = |deals, offers, licences| Counts { deals, offers, licences, refused: 0 };
    assert_eq!(found.transfers, counts(2, 1, 1));
    assert_eq!(found.entities["Transfer"], 4);
    // tr-4 was disclosed in 2013: when it was agreed is not known.
    assert_eq!(found.years.keys().collect::<Vec<_>>(), ["2012", "2014", "undated"]);
    assert_eq!(found.years["undated"], counts(0, 1, 1));
    assert_eq!(found.countries["uz"].buys, counts(1, 1, 1));
    assert_eq!((found.countries["uz"].measures, found.countries["uz"].incidents), (1, 1));
    assert_eq!((found.countries["il"].companies, found.countries["uz"].agencies), (2, 1));
    assert_eq!(found.countries["de"].sells, counts(0, 0, 1));
    assert_eq!(found.technologies["monitoring"], counts(1, 1, 1));
    assert_eq!((found.suppliers["co-verint"], found.suppliers["co-nice"]), (counts(1, 0, 0), counts(1, 0, 0)));
    assert_eq!(found.confidence.iter().map(|(k, v)| (k.as_str(), *v)).collect::<Vec<_>>(), [("reported", 2)]);
    assert_eq!((found.claims_with_quotation, found.claims_without_evidence), (1, 0));
    assert_eq!((found.sources_opened, found.measures_unverified), (1, 1));
    assert_eq!(snapshot.manifest().left_out.get("closed"), Some(&1));
    assert!(snapshot.number("tr-9").is_none());
}

#[test]
fn the_folder_answers_like_memory_and_opening_leaves_it_alone() {
    let contents = contents();
    let (dir, manifest) = compiled(&contents);
    let path = dir.path().join("snap");
    assert_eq!(names(dir.path()), BTreeSet::from(["snap".to_owned()]));
    let before = (names(&path), names(&path.join("text")));
    let (disk, memory) = (Snapshot::open(&path).unwrap(), Snapshot::in_memory(&contents).unwrap());
    assert_eq!(disk.manifest(), &manifest);
    assert_eq!(disk.manifest(), memory.manifest());
    assert_eq!(disk.statistics(), memory.statistics());
    assert_eq!((disk.changes(), disk.coverage()), (memory.changes(), memory.coverage()));
    assert_eq!(disk.redirect("co-a").map(|r| r.new.as_str()), Some("co-nice"));
    assert_eq!((disk.redirect("co-b"), disk.redirect(""), disk.redirect("zz")), (None, None, None));
    assert_eq!(disk.len(), memory.len());
    for number in 0..disk.len() {
        assert_eq!(disk.entity_at(number).unwrap(), memory.entity_at(number).unwrap());
        assert_eq!(disk.head(number), memory.head(number));
        assert_eq!(disk.links(number).unwrap(), memory.links(number).unwrap());
    }
    for text in ["", "uzbekistan", "verint", "veriint", "a", "national service"] {
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Name] {
            let query =
                Query { text: text.to_owned(), sort, count: vec![Facet::Schema, Facet::Company], ..Query::default() };
            assert_eq!(disk.query(&query).unwrap(), memory.query(&query).unwrap(), "{text} {sort}");
        }
    }
    assert_eq!((names(&path), names(&path.join("text"))), before);
    assert_eq!(verify(&path).unwrap(), manifest);
}

#[test]
fn the_same_contents_give_the_same_files_and_the_order_of_entities_does_not_matter() {
    let (mut one, other) = (contents(), contents());
    one.entities.reverse();
    one.redirects.reverse();
    let (first, second) = (compiled(&one), compiled(&other));
    assert_eq!(first.1, second.1);
    assert_eq!(data_hash(&one), first.1.data_hash);
    let mut changed = contents();
    changed.entities[5].claims[1].value.push('x');
    assert_ne!(data_hash(&changed), first.1.data_hash);
    let mut named = contents();
    named.dataset.version.push('1');
    assert_ne!(data_hash(&named), first.1.data_hash);
}

#[test]
fn an_older_snapshot_is_replaced_and_its_readers_keep_it() {
    let mut contents = contents();
    let (dir, old) = compiled(&contents);
    let path = dir.path().join("snap");
    let reader = Snapshot::open(&path).unwrap();
    contents.entities.push(entity("Company", "co-new", &[("name", "New"), ("country", "fr")]));
    let new = compile(&contents, &path, &mut |_| {}).unwrap();
    assert_ne!(old.data_hash, new.data_hash);
    assert_eq!(names(dir.path()), BTreeSet::from(["snap".to_owned()]));
    assert!(reader.number("co-new").is_none() && reader.entity("co-nice").unwrap().is_some());
    assert!(!ask(&reader, &Query { text: "nice".to_owned(), ..Query::default() }).is_empty());
    assert!(Snapshot::open(&path).unwrap().entity("co-new").unwrap().is_some());
}

#[cfg(target_os = "linux")]
#[test]
fn there_is_a_snapshot_at_every_moment() {
    let mut contents = contents();
    let (dir, _) = compiled(&contents);
    let path = dir.path().join("snap");
    let done = AtomicBool::new(false);
    let looked = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut looked = 0;
            while !done.load(Ordering::Relaxed) {
                assert!(path.join("manifest.json").is_file(), "after {looked} looks");
                looked += 1;
            }
            looked
        });
        for n in 0..5 {
            contents.dataset.version = format!("{n}");
            compile(&contents, &path, &mut |_| {}).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        watcher.join().unwrap()
    });
    assert!(looked > 100);
    assert_eq!(verify(&path).unwrap().dataset.version, "4");
    assert_eq!(names(dir.path()), BTreeSet::from(["snap".to_owned()]));
}

#[test]
fn what_killed_processes_left_is_removed_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("snap");
    for left in [".snap.partial-1", ".snap.old-4194304", ".snap.partial-x", ".snap.old-", ".snap.old-1x", ".snip.old-1"]
    {
        fs::create_dir(dir.path().join(left)).unwrap();
        fs::write(dir.path().join(left).join("heads.tbl"), "half").unwrap();
    }
    fs::write(dir.path().join(".snap.partial-2"), "a file").unwrap();
    fs::write(dir.path().join(".snap.sousveil-lock"), "").unwrap();
    // Where there is a snapshot, an old one is only in the way.
    fs::create_dir(&path).unwrap();
    compile(&contents(), &path, &mut |_| {}).unwrap();
    let left = [".snap.old-", ".snap.old-1x", ".snap.partial-2", ".snap.partial-x", ".snip.old-1", "snap"];
    assert_eq!(names(dir.path()), left.map(str::to_owned).into());
    assert!(verify(&path).is_ok());
}

#[test]
fn an_old_snapshot_whose_replacement_was_killed_goes_back() {
    let (dir, manifest) = compiled(&contents());
    let path = dir.path().join("snap");
    fs::rename(&path, dir.path().join(".snap.old-77")).unwrap();
    let before = fs::read(dir.path().join(".snap.old-77/text/stamp.json")).unwrap();
    assert_eq!(compile(&contents(), &path, &mut |_| {}).unwrap(), manifest);
    assert_eq!(fs::read(path.join("text/stamp.json")).unwrap(), before, "it holds the same data: not made again");
    assert_eq!(names(dir.path()), BTreeSet::from(["snap".to_owned()]));
}

#[cfg(unix)]
#[test]
fn a_link_keeps_leading_to_the_snapshot() {
    let mut contents = contents();
    let (dir, _) = compiled(&contents);
    let links = tempfile::tempdir().unwrap();
    let link = links.path().join("current");
    std::os::unix::fs::symlink(dir.path().join("snap"), &link).unwrap();
    for (version, out) in [("2", link.clone()), ("3", link.join(""))] {
        contents.dataset.version = version.to_owned();
        let new = compile(&contents, &out, &mut |_| {}).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(verify(&link).unwrap(), new);
        assert_eq!(verify(&dir.path().join("snap")).unwrap(), new);
    }
    assert_eq!(names(links.path()), BTreeSet::from(["current".to_owned()]));
    assert_eq!(names(dir.path()), BTreeSet::from(["snap".to_owned()]));

    let nowhere = links.path().join("nowhere");
    std::os::unix::fs::symlink(dir.path().join("gone"), &nowhere).unwrap();
    let error = compile(&contents, &nowhere, &mut |_| {}).unwrap_err();
    assert!(matches!(error, SnapshotError::NotASnapshot { path } if path == nowhere));
}

#[test]
fn many_first_starts_at_once_end_with_one_snapshot() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("snap");
    let (contents, all) = (contents(), Barrier::new(4));
    let found: Vec<(Manifest, usize)> = std::thread::scope(|scope| {
        let start = || {
            all.wait();
            let mut files = 0;
            let manifest = compile(&contents, &path, &mut |p| files += usize::from(p.step == "files")).unwrap();
            Snapshot::open(&path).unwrap();
            (manifest, files)
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let expected = verify(&path).unwrap();
    assert!(found.iter().all(|(manifest, _)| *manifest == expected));
    assert!(found.iter().any(|(_, files)| *files > 0));
    assert_eq!(names(dir.path()), BTreeSet::from(["snap".to_owned()]));
}

#[test]
fn of_different_data_compiled_to_one_place_at_once_the_last_stays() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("snap");
    std::thread::scope(|scope| {
        for version in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let mut contents = contents();
                contents.dataset.version = format!("{version}");
                let manifest = compile(&contents, path, &mut |_| {}).unwrap();
                assert_eq!(manifest.dataset.version, format!("{version}"));
            });
        }
    });
    assert!(verify(&path).is_ok());
    assert_eq!(names(dir.path()), BTreeSet::from(["snap".to_owned()]));
}

#[test]
fn a_folder_above_that_is_missing_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let above = dir.path().join("above");
    let error = compile(&contents(), &above.join("snap"), &mut |_| {}).unwrap_err();
    assert!(matches!(error, SnapshotError::Io { path, .. } if path == above));
}

#[test]
fn what_is_no_snapshot_is_never_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mine");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("letter.txt"), "dear").unwrap();
    let error = compile(&contents(), &path, &mut |_| {}).unwrap_err();
    assert!(matches!(error, SnapshotError::NotASnapshot { .. }));
    assert_eq!(names(dir.path()), BTreeSet::from(["mine".to_owned()]));
    assert_eq!(fs::read(path.join("letter.txt")).unwrap(), b"dear");
}

#[test]
fn one_identifier_stands_for_one_entity() {
    let mut twice = contents();
    twice.entities.push(entity("Company", "co-nice", &[("name", "Nice")]));
    assert_eq!(
        Snapshot::in_memory(&twice).unwrap_err().to_string(),
        "the identifier `co-nice` stands for two entities, expected one"
    );
    let mut like_a_country = contents();
    like_a_country.entities.push(entity("Company", "fr", &[("name", "France SA")]));
    assert!(matches!(Snapshot::in_memory(&like_a_country), Err(SnapshotError::Duplicate(id)) if id == "fr"));
    let mut country = contents();
    country.entities.push(entity("Country", "atlantis", &[]));
    assert!(matches!(Snapshot::in_memory(&country), Err(SnapshotError::Country(_))));
}

#[test]
fn refusals_say_what_was_found_and_expected() {
    let (dir, _) = compiled(&contents());
    let path = dir.path().join("snap");
    let at = |name: &str| path.join(name).display().to_string();
    let manifest = fs::read_to_string(path.join("manifest.json")).unwrap();
    // A manifest that was changed on purpose comes without its seal.
    fs::remove_file(path.join("manifest.sha256")).unwrap();
    let with = |from: &str, to: &str| {
        assert!(manifest.contains(from), "{from}");
        fs::write(path.join("manifest.json"), manifest.replacen(from, to, 1)).unwrap();
        let message = Snapshot::open(&path).unwrap_err().to_string();
        fs::write(path.join("manifest.json"), &manifest).unwrap();
        message
    };
    let (format, version) = (sousveil_snapshot::FORMAT, sousveil_text::VERSION);
    assert_eq!(
        with(&format!("\"format\": {format}"), "\"format\": 99"),
        format!(
            "{}: found format 99, expected {format}; compile the snapshot again with this version",
            at("manifest.json")
        )
    );
    assert_eq!(
        with(&format!("\"text_version\": {version}"), "\"text_version\": 4000"),
        format!(
            "{}: found text version 4000, expected {version}; compile the snapshot again with this version",
            at("manifest.json")
        )
    );
    assert_eq!(
        with("\"heads.tbl\"", "\"heads.lbt\""),
        format!("{}: names no file `heads.tbl`, expected its size and hash", at("manifest.json"))
    );
    fs::rename(path.join("links.csr"), path.join("links")).unwrap();
    assert_eq!(
        Snapshot::open(&path).unwrap_err().to_string(),
        format!("{}: this file of the snapshot is missing", at("links.csr"))
    );
    fs::rename(path.join("links"), path.join("links.csr")).unwrap();
    let side = fs::read(path.join("side.json")).unwrap();
    fs::write(path.join("side.json"), &side[1..]).unwrap();
    assert_eq!(
        Snapshot::open(&path).unwrap_err().to_string(),
        format!("{}: found {} bytes, expected {}", at("side.json"), side.len() - 1, side.len())
    );
    let nowhere = dir.path().join("nowhere");
    assert_eq!(
        Snapshot::open(&nowhere).unwrap_err().to_string(),
        format!("{}: this file of the snapshot is missing", nowhere.join("manifest.json").display())
    );
}

#[test]
fn a_missing_or_foreign_full_text_is_built_anew() {
    let (dir, manifest) = compiled(&contents());
    let path = dir.path().join("snap");
    let stamp = path.join("text/stamp.json");
    let good = fs::read_to_string(&stamp).unwrap();
    let query = Query { text: "uzbekistan".to_owned(), ..Query::default() };
    let expected: Answer = Snapshot::open(&path).unwrap().query(&query).unwrap();
    assert_eq!(fs::read_to_string(&stamp).unwrap(), good, "a fitting index is left alone");
    fs::write(&stamp, good.replace(&manifest.data_hash, "another")).unwrap();
    assert_eq!(Snapshot::open(&path).unwrap().query(&query).unwrap(), expected);
    assert!(fs::read_to_string(&stamp).unwrap().contains(&manifest.data_hash));
    fs::remove_dir_all(path.join("text")).unwrap();
    assert_eq!(Snapshot::open(&path).unwrap().query(&query).unwrap(), expected);
    assert!(stamp.is_file());
    assert!(verify(&path).is_ok());
    // Where none can be written (here since the names for it are taken) memory serves as well, and that can be seen.
    assert_eq!(Snapshot::open(&path).unwrap().text_kept_out(), None);
    fs::remove_dir_all(path.join("text")).unwrap();
    for n in 0..100 {
        fs::write(path.join(format!(".text.partial-{}-{n}", std::process::id())), "").unwrap();
    }
    let in_memory = Snapshot::open(&path).unwrap();
    assert!(in_memory.text_kept_out().is_some_and(|why| why.contains(".text.partial")), "{in_memory:?}");
    assert_eq!(in_memory.query(&query).unwrap(), expected);
}

#[test]
fn a_full_text_that_is_opened_later_is_the_same() {
    let (dir, _) = compiled(&contents());
    let path = dir.path().join("snap");
    let query = Query { text: "uzbekistan".to_owned(), ..Query::default() };
    let expected = Snapshot::open(&path).unwrap().query(&query).unwrap();
    assert_eq!(Snapshot::open_for_one_question(&path).unwrap().query(&query).unwrap(), expected);
    // It is missed by those only who ask for it.
    let opened = Snapshot::open_for_one_question(&path).unwrap();
    fs::remove_dir_all(path.join("text")).unwrap();
    assert!(opened.query(&Query::default()).is_ok());
    assert!(!path.join("text").exists());
    assert_eq!(opened.query(&query).unwrap(), expected);
    assert!(path.join("text/stamp.json").is_file());
}

#[test]
fn sites_are_known_without_reading_entities() {
    let mut contents = contents();
    let site = |id: &str, site: &str| entity("Company", id, &[("name", "Some Works"), ("website", site)]);
    contents.entities.extend([site("co-b", "https://b.example.org"), site("co-a", "https://www.a.example")]);
    let (dir, _) = compiled(&contents);
    let snapshot = Snapshot::open(&dir.path().join("snap")).unwrap();
    let told: Vec<_> =
        snapshot.websites().iter().map(|(n, site)| (snapshot.head(*n).unwrap().id, site.as_str())).collect();
    assert_eq!(told, [("co-a", "https://www.a.example"), ("co-b", "https://b.example.org")]);
    assert_eq!(Snapshot::in_memory(&contents).unwrap().websites(), snapshot.websites());
}
