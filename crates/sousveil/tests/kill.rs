//! `kill -9` at 200 points of an import leaves the old folder or the new one, never a mix, and nothing is lost;
//! nor do imports at once.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use support::{folder, run, sousveil};

/// How often the import is killed.
const POINTS: usize = 200;
/// Rows of the import: enough that it takes some 100 ms in a debug build.
const ROWS: usize = 150;

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A folder of foreign rows.
fn index(dir: &Path) {
    let goods = "goods__laser_acoustic_detection_equipment__intrusion_software__network_infrastructure_and_services__off_the_air_interception__monitoring_centres__lawful_interception_mediation__deep_packet_inspection__forensics__biometrics__fibre_taps__probes__location_tracking__internet_filters";
    let transfers: Vec<_> = (0..ROWS)
        .map(|n| {
            json!({
                "unique_id": format!("row_{n}"),
                "supplier_company": format!("Firm {}", n % 50),
                "supplier_company_hq": "Germany",
                "recipient_country": "Norway",
                "enduser": format!("Office {}", n % 20),
                goods: "Biometrics, Forensics",
                "export_data_or_open_source": "Open",
                "order_year": 1990 + n % 30,
                "sources": format!("'Title {n}', The Sample, 2011, <http://sample.example/{n}>"),
                "source_links": [],
            })
        })
        .collect();
    folder::write(dir, &[("companies.json", "[]"), ("transfers.json", &json!(transfers).to_string())]);
}

fn start(root: &Path, dir: &Path) -> Child {
    let decisions = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/decisions");
    let mut command = sousveil(&root.join("unused"));
    command.args(["import", "sii"]).arg(root.join("sii")).arg("--into").arg(dir);
    command.args(["--decisions", decisions, "--date", "2026-01-02"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// What a writer left beside the folder.
fn beside(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir.parent().unwrap()).unwrap().map(|e| e.unwrap().path());
    entries.filter(|p| p.file_name().unwrap().to_string_lossy().starts_with(".index.sousveil-")).collect()
}

/// The folder's own files, without those below `.git`, which the writer moves as a whole after the exchange.
fn own(files: &Files) -> Files {
    files.iter().filter(|(name, _)| !name.starts_with(".git")).map(|(n, b)| (n.clone(), b.clone())).collect()
}

/// An import from begin to end: how long it took until it wrote, and how long in all.
fn measure(root: &Path, dir: &Path) -> (Duration, Duration) {
    let begun = Instant::now();
    let mut child = start(root, dir);
    let mut wrote = None;
    loop {
        if wrote.is_none() && !beside(dir).is_empty() {
            wrote = Some(begun.elapsed());
        }
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            return (wrote.unwrap_or_else(|| begun.elapsed()), begun.elapsed());
        }
    }
}

#[test]
fn killed_at_any_point_an_import_leaves_the_old_folder_or_the_new_one() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    index(&root.join("sii"));
    let (before, after) = (root.join("before/index"), root.join("after/index"));
    for dir in [&before, &after] {
        folder::small(dir, "1");
        folder::write(dir, &[("notes.txt", "an editor's own")]);
        folder::write(&dir.join(".git"), &[("HEAD", "ref: refs/heads/main\n")]);
    }
    let (wrote, whole) = measure(root, &after);
    let (old, new) = (folder::bytes(&before), folder::bytes(&after));
    assert_ne!(own(&old), own(&new), "the import changes something");
    assert!(beside(&after).is_empty(), "nothing is left beside");

    let [olds, news, torn, lost] = [const { AtomicUsize::new(0) }; 4];
    std::thread::scope(|scope| {
        for worker in 0..2 {
            let (old, new, before) = (&old, &new, &before);
            let (olds, news, torn, lost) = (&olds, &news, &torn, &lost);
            scope.spawn(move || {
                for point in (worker..POINTS).step_by(2) {
                    let dir = root.join(format!("run-{point}/index"));
                    folder::copy(before, &dir);
                    let mut child = start(root, &dir);
                    wait_for(point, &dir, &mut child, wrote, whole);
                    child.kill().unwrap();
                    child.wait().unwrap();
                    let left = beside(&dir);
                    torn.fetch_add(usize::from(!left.is_empty()), Ordering::Relaxed);
                    let found = folder::bytes(&dir);
                    let is_old = own(&found) == own(old);
                    assert!(is_old || own(&found) == own(new), "point {point}: a mix of old and new");
                    let count = if is_old { olds } else { news };
                    count.fetch_add(1, Ordering::Relaxed);
                    let git = left.iter().chain([&dir]).filter(|d| d.join(".git/HEAD").exists()).count();
                    assert_eq!(git, 1, "point {point}: the folder .git is lost or doubled");
                    lost.fetch_add(usize::from(!dir.join(".git/HEAD").exists()), Ordering::Relaxed);

                    let checked = run(root, &["check", dir.to_str().unwrap()]);
                    assert_eq!(checked.code, 0, "point {point}: {checked:?}");
                    assert!(start(root, &dir).wait().unwrap().success(), "point {point}: the next import fails");
                    assert_eq!(&folder::bytes(&dir), new, "point {point}: the next import gives something else");
                    assert!(beside(&dir).is_empty(), "point {point}: {:?}", beside(&dir));
                    std::fs::remove_dir_all(dir.parent().unwrap()).unwrap();
                }
            });
        }
    });
    let [olds, news, torn, lost] = [olds, news, torn, lost].map(AtomicUsize::into_inner);
    println!(
        "{whole:?} a run, of which {:?} writing: {olds} old, {news} new, {torn} while it wrote, {lost} with .git beside",
        whole - wrote
    );
    assert_eq!(olds + news, POINTS);
    assert!(olds > 20 && torn > 20, "too few kills fell into the work: {olds} old, {news} new, {torn} while it wrote");
}

/// Two editors, or a timer and an editor: the writers may refuse each other, but the folder stays whole.
#[test]
fn imports_at_once_never_harm_the_folder() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    index(&root.join("sii"));
    let after = root.join("after/index");
    folder::small(&after, "1");
    assert!(start(root, &after).wait().unwrap().success());
    let new = folder::bytes(&after);
    for round in 0..12 {
        let dir = root.join(format!("round-{round}/index"));
        folder::small(&dir, "1");
        let mut children: Vec<Child> = (0..3).map(|_| start(root, &dir)).collect();
        let done = children.iter_mut().map(|c| c.wait().unwrap().success()).filter(|ok| *ok).count();
        let found = folder::bytes(&dir);
        let names: Vec<_> = found.keys().collect();
        assert!(
            found == new,
            "round {round}: {done} of 3 imports said that they were done, but the folder holds {names:?}"
        );
        assert!(
            done > 0 && beside(&dir).is_empty(),
            "round {round}: {done} done, beside the folder: {:?}",
            beside(&dir)
        );
    }
}

/// Even points are spread over the whole run, odd ones over the time in which it writes, where they matter most.
fn wait_for(point: usize, dir: &Path, child: &mut Child, wrote: Duration, whole: Duration) {
    let share = f64::from(u32::try_from(point).unwrap()) / f64::from(u32::try_from(POINTS).unwrap());
    if point.is_multiple_of(2) {
        // Two runs at once take a little longer than one.
        return std::thread::sleep(whole.mul_f64(share * 1.2));
    }
    while beside(dir).is_empty() && child.try_wait().unwrap().is_none() {}
    let until = Instant::now() + (whole - wrote).mul_f64(share * 1.2);
    while Instant::now() < until {
        std::hint::spin_loop();
    }
}
