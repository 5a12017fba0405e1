//! Exports against the real FollowTheMoney, and a published folder from its first version to its last.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use sousveil_model::Country;
use sousveil_model::ftm::{FtmSchema, SCHEMATA, language};
use support::python::python;
use support::{run, say};

/// The version that everything here was compared with.
const FOLLOWTHEMONEY: &str = "followthemoney==4.11.2";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn followthemoney_keeps_all_that_we_write() {
    let Some(python) = python("ftm", &[FOLLOWTHEMONEY]) else { return };
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let write = |args: &[&str], name: &str| {
        let file = at(name);
        let data = root().join("data");
        let (file, data) = (file.to_str().unwrap(), data.to_str().unwrap());
        let said = run(home.path(), [&["export"][..], args, &["--folder", data, "--out", file]].concat().as_slice());
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.err.contains("claims told"), "{}", said.err);
    };
    write(&["ftm"], "entities.ftm.json");
    write(&["statements"], "statements.csv");
    write(&["statements", "--format", "pack"], "statements.pack");
    write(&["statements", "--format", "json"], "statements.json");
    fs::write(at("schemata.json"), schemata().to_string()).unwrap();
    fs::write(at("all.json"), all_schemata().to_string()).unwrap();
    let countries: Vec<_> = Country::all().map(Country::code).collect();
    fs::write(at("countries.json"), json!(countries).to_string()).unwrap();
    fs::write(at("languages.json"), json!(language::all().collect::<Vec<_>>()).to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/ftm_check.py");
    let said = Command::new(python).arg(script).arg(home.path()).output().unwrap();
    let out = String::from_utf8_lossy(&said.stdout);
    assert!(said.status.success(), "{out}\n{}", String::from_utf8_lossy(&said.stderr));
    say(out.trim());
}

/// Our table of schemata, for a look at `ftm dump-model`.
fn schemata() -> Value {
    let schemata = SCHEMATA.iter().map(|schema| {
        let properties: serde_json::Map<String, Value> = sousveil_model::ftm::schema::PROPERTIES
            .iter()
            .filter(|p| schema.is.contains(&p.schema))
            .map(|p| (p.name.to_owned(), json!([p.kind.name(), p.range, p.kind.max_length()])))
            .collect();
        let edge = schema.edge.map(|(from, to)| [from, to]);
        (
            schema.name.to_owned(),
            json!({ "is": schema.is, "required": schema.required, "edge": edge, "properties": properties }),
        )
    });
    Value::Object(schemata.collect())
}

/// Our table of all schemata, in the shape of `ftm dump-model`.
fn all_schemata() -> Value {
    let schemata = FtmSchema::all().map(|schema| {
        let own = schema.properties.iter().filter(|property| property.schema == schema.name);
        let properties: serde_json::Map<String, Value> =
            own.map(|p| (p.name.to_owned(), json!([p.kind.name(), p.matchable, p.range, p.reverse]))).collect();
        let said = json!({
            "label": schema.label, "plural": schema.plural, "extends": schema.extends, "schemata": schema.is,
            "abstract": schema.is_abstract, "matchable": schema.matchable, "caption": schema.caption,
            "required": schema.required, "edge": schema.edge.map(|(from, to)| [from, to]), "properties": properties,
        });
        (schema.name.to_owned(), said)
    });
    Value::Object(schemata.collect())
}

/// A copy of the open dataset that a test may change.
struct Folder(tempfile::TempDir);

impl Folder {
    fn copy() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(root().join("data")).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), dir.path().join(entry.file_name())).unwrap();
        }
        Self(dir)
    }

    fn edit(&self, file: &str, change: impl FnOnce(String) -> String) {
        let path = self.0.path().join(file);
        fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
    }

    fn publish(&self, home: &Path, out: &Path, more: &[&str]) -> String {
        let (folder, out) = (self.0.path().to_str().unwrap(), out.to_str().unwrap());
        let args = [&["export", "catalogue", "--folder", folder, "--out", out][..], more].concat();
        let said = run(home, args.as_slice());
        assert_eq!(said.code, 0, "{}", said.err);
        said.err
    }
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Every file of a folder with its bytes.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![dir.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(dir).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn entities(path: &Path) -> BTreeMap<String, Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| {
            let mut entity: Value = serde_json::from_str(line).unwrap();
            // The day of the version, the same for all: no difference of an entity.
            entity.as_object_mut().unwrap().remove("last_seen");
            (entity["id"].as_str().unwrap().to_owned(), entity)
        })
        .collect()
}

#[test]
fn a_mirror_that_follows_every_version_has_the_last() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("public");
    let base = ["--base-url", "https://data.example.org/sousveil/"];
    let folder = Folder::copy();
    let first = folder.publish(home.path(), &out, &base);
    assert!(first.contains("rows left out:"), "{first}");
    fs::write(out.join("robots.txt"), "ours to keep").unwrap();
    let once = files(&out);
    let again = folder.publish(home.path(), &out, &base);
    assert!(again.contains("as it was published"), "{again}");
    assert!(once == files(&out), "publishing the same data twice changed something");

    // The same day: a company is renamed, so its version must still sort behind the first.
    folder.edit("companies.csv", |t| t.replacen("svl-22xjdqws,Nokia,", "svl-22xjdqws,Nokia Oyj,", 1));
    folder.edit("evidence.csv", |t| t.replace("svl-22xjdqws,name,Nokia,", "svl-22xjdqws,name,Nokia Oyj,"));
    folder.publish(home.path(), &out, &base);
    // A later day, and the older folder is somewhere else: a relation goes.
    folder.edit("dataset.toml", |t| t.replace("version = \"2026-11-26\"", "version = \"2026-12-01\""));
    let gone = "svl-246qxneo";
    folder
        .edit("relations.csv", |t| t.lines().filter(|l| !l.starts_with(gone)).fold(String::new(), |a, l| a + l + "\n"));
    folder
        .edit("evidence.csv", |t| t.lines().filter(|l| !l.starts_with(gone)).fold(String::new(), |a, l| a + l + "\n"));
    folder.edit("changes.csv", |t| t.lines().filter(|l| !l.contains(gone)).fold(String::new(), |a, l| a + l + "\n"));
    let third = home.path().join("third");
    folder.publish(home.path(), &third, &[&base[..], &["--previous", out.to_str().unwrap()]].concat());

    let index = read(&third.join("index.json"));
    let deltas = read(&third.join("delta.json"));
    let versions: Vec<&String> = deltas["versions"].as_object().unwrap().keys().collect();
    assert_eq!(versions.len(), 3);
    assert!(versions.is_sorted());
    assert_eq!(index["version"].as_str().unwrap(), versions[2]);
    assert_eq!(json!(versions), read(&third.join("versions.json"))["items"]);
    assert_eq!(index["delta_url"], "https://data.example.org/sousveil/delta.json");

    let mut mirror: BTreeMap<String, Value> = BTreeMap::new();
    let mut ops: Vec<BTreeMap<String, usize>> = Vec::new();
    for version in versions {
        let url = deltas["versions"][version].as_str().unwrap();
        let path = third.join(url.strip_prefix("https://data.example.org/sousveil/").unwrap());
        let mut counts = BTreeMap::new();
        for line in fs::read_to_string(path).unwrap().lines() {
            let mut line: Value = serde_json::from_str(line).unwrap();
            let op = line["op"].as_str().unwrap().to_owned();
            let mut entity = line["entity"].take();
            entity.as_object_mut().unwrap().remove("last_seen");
            let id = entity["id"].as_str().unwrap().to_owned();
            match op.as_str() {
                "ADD" => assert!(mirror.insert(id, entity).is_none()),
                "MOD" => assert!(mirror.insert(id, entity).is_some()),
                "DEL" => assert!(mirror.remove(&id).is_some()),
                other => panic!("{other}"),
            }
            *counts.entry(op).or_default() += 1;
        }
        ops.push(counts);
    }
    let last = entities(&third.join("entities.ftm.json"));
    assert!(mirror == last, "the mirror is not the last version");
    assert!(ops[1].contains_key("MOD") && !ops[1].contains_key("DEL"), "{ops:?}");
    assert_eq!(ops[2].get("DEL"), Some(&1), "{ops:?}");
}

#[test]
fn the_entry_of_the_catalogue_tells_the_truth_about_its_files() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("public");
    let folder = Folder::copy();
    let said = folder.publish(home.path(), &out, &[]);
    assert!(said.contains("without --base-url"), "{said}");
    let index = read(&out.join("index.json"));
    let resources = index["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 4);
    for resource in resources {
        use sha1::Digest as _;
        let bytes = fs::read(out.join(resource["path"].as_str().unwrap())).unwrap();
        assert_eq!(resource["size"], bytes.len());
        let sha1 = data_encoding::HEXLOWER.encode(&sha1::Sha1::digest(&bytes));
        assert_eq!(resource["checksum"], sha1.as_str());
        assert_eq!(resource["sha256"].as_str().map(str::len), Some(64));
        assert!(resource.get("url").is_none());
    }
    let lines = fs::read_to_string(out.join("entities.ftm.json")).unwrap().lines().count();
    assert_eq!(index["entity_count"], lines);
    let stats = run(home.path(), &["stats", "--json", "--folder", folder.0.path().to_str().unwrap()]);
    let stats: Value = serde_json::from_str(&stats.out).unwrap();
    let refused = |reason: &str| {
        let rows = index["left_out"]["rows"].as_array().unwrap();
        rows.iter()
            .filter(|r| r["reason"].as_str().unwrap().contains(reason))
            .map(|r| r["count"].as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!(stats["statistics"]["transfers"]["refused"], refused("refused: "));
    assert_eq!(stats["statistics"]["transfers"]["offers"], refused("no sale is reported"));
    assert!(refused("disputed") > 0);
}

#[test]
fn what_is_no_published_folder_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("mine");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("letter.txt"), "mine").unwrap();
    let data = root().join("data");
    let said =
        run(home.path(), &["export", "catalogue", "--folder", data.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("index.json"), "{}", said.err);
    assert_eq!(fs::read(out.join("letter.txt")).unwrap(), b"mine");
    assert_eq!(
        fs::read_dir(home.path())
            .unwrap()
            .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains("sousveil-"))
            .count(),
        0
    );
}

#[test]
fn older_data_are_not_published_over_newer() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("public");
    let folder = Folder::copy();
    folder.publish(home.path(), &out, &[]);
    let before = files(&out);
    folder.edit("dataset.toml", |t| {
        let line =
            |line: &str| if line.starts_with("version = ") { "version = \"2025-01-01\"" } else { line }.to_owned();
        t.lines().map(line).collect::<Vec<_>>().join("\n")
    });
    let said = run(
        home.path(),
        &["export", "catalogue", "--folder", folder.0.path().to_str().unwrap(), "--out", out.to_str().unwrap()],
    );
    assert_eq!(said.code, 2);
    assert!(said.err.contains("older than the published version"), "{}", said.err);
    assert!(before == files(&out));
}
