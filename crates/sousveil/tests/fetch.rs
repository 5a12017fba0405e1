//! `sousveil lists fetch` and the server's schedule, against a server of the test's own: what is new is brought and taken
//! up, and whatever goes wrong leaves the old version where it is.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use support::http::get;
use support::publisher::{Publisher, Reply};
use support::{Said, Server, run, until};
use tempfile::TempDir;

const PERSON: &str = r#"{"id":"p-1","schema":"Person","properties":{"name":["Ida Samplovska"],"country":["zz"]}}"#;
const FIRM: &str = r#"{"id":"f-1","schema":"Company","properties":{"name":["Orion Trading"]}}"#;

/// A folder with a manifest, and a publisher.
struct Desk {
    home: TempDir,
    publisher: Publisher,
}

impl Desk {
    fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap(), publisher: Publisher::start() }
    }

    /// Writes the manifest: the head of the list, and more lines; `{}` is the publisher's address.
    fn manifest(&self, lines: &str) -> PathBuf {
        let file = self.home.path().join("lists.toml");
        let lines = lines.replace("{}", &self.publisher.base);
        let text =
            format!("[fetch]\nprivate_addresses = true\n[[datasets]]\nname = \"zz_list\"\npath = \"list\"\n{lines}\n");
        fs::write(&file, text).unwrap();
        file
    }

    fn fetch(&self, more: &[&str]) -> Said {
        let manifest = self.home.path().join("lists.toml");
        let arguments = [&["lists", "fetch", "--manifest", manifest.to_str().unwrap()], more].concat();
        run(self.home.path(), &arguments)
    }

    fn list(&self) -> PathBuf {
        self.home.path().join("list")
    }

    /// Version, number of entities and hash of the snapshot.
    fn held(&self) -> (String, u64, String) {
        held(&self.list())
    }

    /// Asserts that it fails with these words and changes nothing; the second time what is there is still usable.
    fn refused(&self, says: &str) {
        let before = self.held();
        let said = self.fetch(&[]);
        assert_eq!(said.code, 2, "{says}: {} {}", said.out, said.err);
        assert!(said.err.contains(says), "{says}: {}", said.err);
        assert_eq!(self.held(), before, "{says}");
        // One file, what is known of it, and the lock; nothing half-written.
        assert_eq!(fs::read_dir(self.home.path().join("list.fetched")).unwrap().count(), 3, "{says}");
        assert_eq!(run(self.home.path(), &["verify", self.list().to_str().unwrap()]).code, 0, "{says}");
    }
}

fn held(list: &Path) -> (String, u64, String) {
    let manifest: Value = serde_json::from_slice(&fs::read(list.join("manifest.json")).unwrap()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&manifest["dataset"]["version"]), manifest["entities"].as_u64().unwrap(), text(&manifest["data_hash"]))
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

#[test]
fn a_file_is_brought_once_and_again_when_it_changed() {
    let desk = Desk::new();
    desk.manifest("source = \"{}/list.json\"");
    desk.publisher.file("/list.json", format!("{PERSON}\n"));
    let said = desk.fetch(&["--dry-run"]);
    assert_eq!((said.code, desk.list().exists()), (0, false), "{}", said.err);
    assert!(said.out.starts_with("zz_list: would fetch from http://127.0.0.1"), "{}", said.out);
    assert!(!desk.home.path().join("list.fetched").exists(), "a dry run writes nothing");

    let said = desk.fetch(&[]);
    assert_eq!((said.code, said.out.as_str()), (0, "zz_list: version 2026-11-05 now, 1 entities\n"), "{}", said.err);
    let first = desk.held();
    desk.publisher.asked();
    let said = desk.fetch(&[]);
    assert_eq!((said.code, said.out.as_str()), (0, "zz_list: nothing new, version 2026-11-05\n"), "{}", said.err);
    assert_eq!(desk.publisher.asked(), ["/list.json 304"]);
    assert!(desk.fetch(&["--dry-run"]).out.contains("nothing new"));
    // The same bytes under another tag are nothing new either.
    desk.publisher.put("/list.json", Reply::File(format!("{PERSON}\n").into(), "\"other\"".to_owned()));
    assert!(desk.fetch(&[]).out.contains("nothing new"));
    assert_eq!(desk.held(), first);

    desk.publisher.file("/list.json", format!("{PERSON}\n{FIRM}\n"));
    assert!(desk.fetch(&["--dry-run"]).out.contains("would fetch"));
    assert_eq!(desk.held(), first);
    let said = desk.fetch(&["zz_list"]);
    assert!(said.out.ends_with("now, 2 entities\n"), "{} {}", said.out, said.err);
    // A snapshot that is gone is made anew, whatever the tag.
    fs::remove_dir_all(desk.list()).unwrap();
    assert!(desk.fetch(&[]).out.ends_with("now, 2 entities\n"));
    assert_eq!(desk.fetch(&["nobody"]).code, 2);
    // From elsewhere, even where the tag is the same.
    desk.publisher.file("/other.json", format!("{PERSON}\n{FIRM}\n"));
    desk.manifest("source = \"{}/other.json\"");
    desk.publisher.asked();
    assert!(desk.fetch(&[]).out.ends_with("now, 2 entities\n"));
    assert_eq!(desk.publisher.asked(), ["/other.json 200"]);
}

#[test]
fn former_versions_are_kept_for_runs_that_are_repeated() {
    let desk = Desk::new();
    let manifest = |keep: &str| desk.manifest(&format!("source = \"{{}}/list.json\"\n{keep}"));
    manifest("keep = 2");
    let bring = |lines: &str| {
        desk.publisher.file("/list.json", lines);
        let said = desk.fetch(&[]);
        assert_eq!(said.code, 0, "{}", said.err);
        // Folders are told apart by their times.
        std::thread::sleep(Duration::from_millis(20));
        desk.held().2
    };
    let kept = || {
        let all = fs::read_dir(desk.home.path().join("list.former")).into_iter().flatten();
        all.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<std::collections::BTreeSet<_>>()
    };
    let names = |hashes: &[&String]| hashes.iter().map(|hash| hash.chars().take(16).collect::<String>()).collect();
    let first = bring(&format!("{PERSON}\n"));
    assert_eq!(kept().len(), 0, "nothing was there before");
    let table = desk.home.path().join("t.csv");
    fs::write(&table, "Name\nIda Samplovska\n").unwrap();
    let screen = |more: &[&str]| {
        let list = desk.list();
        let always = ["screen", table.to_str().unwrap(), "--snapshot", list.to_str().unwrap()];
        run(desk.home.path(), &[&always[..], more].concat())
    };
    let path = |name: &str| desk.home.path().join(name).to_str().unwrap().to_owned();
    let (out, again, record) = (path("hits.csv"), path("again.csv"), path("hits.csv.run.json"));
    assert_eq!(screen(&["--out", &out]).code, 1, "she is on the list");
    // She is taken off it; the run of that day still says what it said.
    let second = bring(&format!("{FIRM}\n"));
    assert_eq!(kept(), names(&[&first]));
    assert_eq!(screen(&["--out", &path("now.csv")]).code, 0);
    let said = screen(&["--out", &again, "--as-of", &record]);
    assert!(said.code == 1 && said.err.contains("looked in the version of that run"), "{}", said.err);
    assert!(fs::read(&out).unwrap() == fs::read(&again).unwrap());
    // The oldest go, and with another setting all.
    let third = bring(&format!("{PERSON}\n{FIRM}\n"));
    bring(&format!("{}\n", FIRM.replace("Orion", "Corona")));
    assert_eq!(kept(), names(&[&second, &third]));
    let said = screen(&["--out", &path("late.csv"), "--as-of", &record]);
    assert!(said.code == 2 && said.err.contains("data hash of the list: now "), "{}", said.err);
    manifest("");
    bring(&format!("{FIRM}\n"));
    assert!(!desk.home.path().join("list.former").exists());
}

#[test]
fn a_file_on_this_machine_is_looked_at_by_its_time_and_its_sum() {
    let desk = Desk::new();
    desk.manifest("source = [\"sdn.csv\", \"alt.csv\", \"add.csv\"]\ntitle = \"A list\"\npublisher = \"Somebody\"");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = fs::read_to_string(root.join("fuzz/seeds/lists/ofac")).unwrap();
    for part in text.split("--- ").skip(1) {
        let (name, content) = part.split_once('\n').unwrap();
        fs::write(desk.home.path().join(name), content).unwrap();
    }
    let said = desk.fetch(&[]);
    assert!(said.out.ends_with("now, 5 entities\n"), "{} {}", said.out, said.err);
    assert!(desk.fetch(&[]).out.contains("nothing new"));
    let touched = desk.home.path().join("alt.csv");
    let same = fs::read(&touched).unwrap();
    fs::write(&touched, &same).unwrap();
    assert!(desk.fetch(&[]).out.contains("nothing new"), "written anew with the same bytes");
    fs::write(&touched, [&same[..], b"37,99,\"aka\",\"ANOTHER NAME\",-0- \n"].concat()).unwrap();
    assert!(desk.fetch(&[]).out.contains(" now, "), "one of three has changed");
    let manifest: Value = serde_json::from_slice(&fs::read(desk.list().join("manifest.json")).unwrap()).unwrap();
    assert_eq!(
        (&manifest["dataset"]["title"], &manifest["dataset"]["publisher"]),
        (&json!("A list"), &json!("Somebody"))
    );
    assert_eq!(desk.publisher.asked(), [""; 0]);
}

#[test]
fn whatever_goes_wrong_the_old_version_stays() {
    let desk = Desk::new();
    let sum = hex(format!("{PERSON}\n").as_bytes());
    desk.manifest(&format!("source = \"{{}}/list.json\"\nsha256 = \"{sum}\""));
    desk.publisher.file("/list.json", format!("{PERSON}\n"));
    assert_eq!(desk.fetch(&[]).code, 0);

    desk.publisher.file("/list.json", format!("{FIRM}\n"));
    desk.refused("SHA-256");
    desk.manifest("source = \"{}/list.json\"");
    let long: Vec<u8> = format!("{FIRM}\n").repeat(1000).into();
    desk.publisher.put("/list.json", Reply::CutOff(long));
    desk.refused("broke off");
    desk.publisher.put("/list.json", Reply::Status(500));
    desk.refused("500");
    desk.publisher.put("/list.json", Reply::Elsewhere("/list.json".to_owned()));
    desk.refused("led elsewhere more than 5 times");
    desk.publisher.put("/list.json", Reply::Elsewhere("file:///etc/passwd".to_owned()));
    desk.refused("http or https");
    desk.publisher.file("/list.json", "");
    desk.refused("an empty file");
    desk.publisher.file("/list.json", "<html>Under maintenance</html>");
    desk.refused("no list that is known");
    // Of the form of a list, and empty all the same: each of its lines is refused.
    desk.publisher.file("/list.json", "{\"id\":\"x\",\"schema\":\"Starship\",\"properties\":{}}\n");
    desk.refused("found no entity");
    desk.publisher.file("/list.json", format!("{FIRM}\n{{\"id\":"));
    desk.refused("line 2");

    let big = format!("{FIRM}\n").repeat(20_000);
    desk.publisher.file("/list.json", big);
    let text = fs::read_to_string(desk.home.path().join("lists.toml")).unwrap();
    let small = text.replace("[fetch]", "[fetch]\nmost_megabytes = 1");
    fs::write(desk.home.path().join("lists.toml"), &small).unwrap();
    desk.refused("more than 1 megabytes");
    desk.publisher.put("/list.json", Reply::Endless);
    desk.refused("more than 1 megabytes");

    // Without the operator's word no address of this machine is asked.
    fs::write(desk.home.path().join("lists.toml"), text.replace("private_addresses = true", "")).unwrap();
    desk.publisher.asked();
    desk.refused("private network");
    assert_eq!(desk.publisher.asked(), [""; 0]);
}

#[test]
fn an_answer_may_lead_to_another_address() {
    let desk = Desk::new();
    desk.manifest("source = \"{}/old\"");
    desk.publisher.put("/old", Reply::Elsewhere("/new/list.json".to_owned()));
    desk.publisher.file("/new/list.json", format!("{PERSON}\n"));
    assert!(desk.fetch(&[]).out.ends_with("now, 1 entities\n"));
    assert_eq!(desk.publisher.asked(), ["/old 302", "/new/list.json 200"]);
    assert!(desk.fetch(&[]).out.contains("nothing new"));
    assert_eq!(desk.publisher.asked(), ["/old 302", "/new/list.json 304"]);
}

/// Publishes a version as OpenSanctions does.
fn publish(publisher: &Publisher, version: &str, lines: &[String], deltas: &[(&str, String)]) {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let sha1 = data_encoding::HEXLOWER.encode(&sha1::Sha1::digest(text.as_bytes()));
    let index = json!({
        "name": "theirs", "title": "Theirs", "version": version, "entity_count": lines.len(),
        "delta_url": format!("{}/delta.json", publisher.base),
        "resources": [
            { "name": "statements.csv", "url": "statements.csv" },
            { "name": "entities.ftm.json", "url": format!("{}/entities.ftm.json", publisher.base),
              "checksum": sha1, "size": text.len() },
        ],
    });
    publisher.file("/index.json", index.to_string());
    publisher.file("/entities.ftm.json", text);
    let versions: serde_json::Map<String, Value> = deltas
        .iter()
        .map(|(version, _)| ((*version).to_owned(), format!("{}/{version}.json", publisher.base).into()))
        .collect();
    publisher.file("/delta.json", json!({ "versions": versions }).to_string());
    for (version, text) in deltas {
        publisher.file(&format!("/{version}.json"), text.clone());
    }
}

fn person(number: usize, name: &str) -> String {
    format!(r#"{{"id":"p-{number:03}","schema":"Person","properties":{{"name":["{name}"]}}}}"#)
}

#[test]
fn differences_lead_to_the_same_entities_as_the_whole() {
    let (one, two, three) = ("20260101000000-abc", "20260102000000-abc", "20260103000000-abc");
    let desk = Desk::new();
    desk.manifest("index = \"{}/index.json\"\nscope = \"theirs\"");
    let first: Vec<String> = (0..50).map(|n| person(n, &format!("Ida Samplovska {n}"))).collect();
    publish(&desk.publisher, one, &first, &[(one, String::new())]);
    let said = desk.fetch(&[]);
    assert_eq!(said.out, format!("zz_list: version {one} now, 50 entities\n"), "{}", said.err);
    desk.publisher.asked();
    assert!(desk.fetch(&[]).out.contains("nothing new"));
    assert_eq!(desk.publisher.asked(), ["/index.json 304"]);

    // Two versions at once: one came, changed and went again.
    let mut last = first.clone();
    last.remove(7);
    last[20] = person(21, "Another Name");
    last.push(person(100, "Newly Come"));
    let line = |op: &str, entity: &str| format!("{{\"op\":\"{op}\",\"entity\":{entity}}}\n");
    let step_two = line("ADD", &person(100, "Newly"))
        + &line("ADD", &person(101, "For A Day"))
        + &line("DEL", r#"{"id":"p-007"}"#);
    let step_three = line("MOD", &person(100, "Newly Come"))
        + &line("MOD", &person(21, "Another Name"))
        + &line("DEL", r#"{"id":"p-101"}"#);
    let deltas = [(one, String::new()), (two, step_two.clone()), (three, step_three.clone())];
    publish(&desk.publisher, three, &last, &deltas);
    desk.publisher.asked();
    let said = desk.fetch(&[]);
    assert_eq!(said.out, format!("zz_list: version {three} now, 50 entities\n"), "{}", said.err);
    assert!(said.err.contains("2 differences: 1 added, 1 changed, 1 gone"), "{}", said.err);
    let asked = desk.publisher.asked();
    assert!(asked.iter().all(|line| !line.starts_with("/entities.ftm.json")), "the whole was not needed: {asked:?}");
    let by_deltas = desk.held();

    // Somebody else who fetches the whole has the same.
    let other = Desk { home: tempfile::tempdir().unwrap(), publisher: desk.publisher.clone() };
    other.manifest("index = \"{}/index.json\"\nscope = \"theirs\"");
    assert_eq!(other.fetch(&[]).code, 0);
    assert_eq!(other.held(), by_deltas);

    // Differences that can't be used are said, and the whole is fetched.
    for (version, broken, says) in [
        ("20260104000000-abc", "{\"op\":\"NEW\"}\n".to_owned(), "line 1"),
        ("20260105000000-abc", line("DEL", r#"{"id":"p-001"}"#), "lead to 49 entities, the index tells of 50"),
    ] {
        let mut deltas = deltas.to_vec();
        deltas.extend([("20260104000000-abc", broken.clone()), (version, broken)]);
        publish(&desk.publisher, version, &last, &deltas);
        let said = desk.fetch(&[]);
        assert_eq!(said.out, format!("zz_list: version {version} now, 50 entities\n"), "{}", said.err);
        assert!(said.err.contains("the whole is fetched") && said.err.contains(says), "{says}: {}", said.err);
    }
    // A whole that is not what the index says is refused.
    publish(&desk.publisher, "20260106000000-abc", &last, &[]);
    desk.publisher.file("/entities.ftm.json", format!("{PERSON}\n"));
    desk.refused("found 89 bytes, expected");
}

#[test]
fn what_our_own_catalogue_publishes_is_followed() {
    let desk = Desk::new();
    let folder = desk.home.path().join("folder");
    let out = desk.home.path().join("published");
    let publish = |version: &str| {
        support::folder::small(&folder, version);
        let said = run(
            desk.home.path(),
            &["export", "catalogue", "--folder", folder.to_str().unwrap(), "--out", out.to_str().unwrap()],
        );
        assert_eq!(said.code, 0, "{}", said.err);
    };
    publish("2026-01-01");
    let index: Value = serde_json::from_slice(&fs::read(out.join("index.json")).unwrap()).unwrap();
    let name = index["name"].as_str().unwrap();
    desk.manifest(&format!("index = \"published/index.json\"\nscope = \"{name}\""));
    let said = desk.fetch(&[]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(desk.held().0, index["version"].as_str().unwrap());
    assert!(desk.fetch(&[]).out.contains("nothing new"));
    publish("2026-01-02");
    let said = desk.fetch(&[]);
    assert!(said.out.contains("version 20260102000000-"), "{} {}", said.out, said.err);
}

#[test]
fn a_server_fetches_only_what_its_operator_wants_and_answers_on() {
    let desk = Desk::new();
    let manifest = desk.manifest("source = \"{}/list.json\"");
    let manifest = manifest.to_str().unwrap();
    let refused = run(desk.home.path(), &["serve", "--listen", "127.0.0.1:0", "--manifest", manifest]);
    assert!(refused.code == 2 && refused.err.contains("lists fetch --manifest"), "{}", refused.err);
    desk.publisher.file("/list.json", format!("{PERSON}\n"));
    assert_eq!(desk.fetch(&[]).code, 0);
    desk.publisher.asked();

    let server = Server::with(&["--manifest", manifest, "--swap-seconds", "1"]);
    let entities = |server: &Server| {
        let catalogue = get(&server.base, "/api/catalog").json();
        catalogue["datasets"].as_array().unwrap().iter().find(|d| d["name"] == "zz_list").unwrap()["entity_count"]
            .clone()
    };
    assert_eq!(entities(&server), 1);
    // A list that the command has put in place is taken up.
    desk.publisher.file("/list.json", format!("{PERSON}\n{FIRM}\n"));
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(desk.publisher.asked(), [""; 0], "without a schedule nobody is asked");
    assert_eq!(desk.fetch(&[]).code, 0);
    until("the new list is served", Duration::from_secs(10), || entities(&server) == 2);
    server.finish_with_log();

    desk.manifest("source = \"{}/list.json\"\nevery = \"1s\"");
    let server = Server::with(&["--manifest", manifest, "--metrics-listen", "127.0.0.1:0", "--swap-seconds", "1"]);
    let metrics = || {
        let log = server.log();
        let at = log.split_once("figures on ").map(|(_, rest)| rest.split("/metrics").next().unwrap().to_owned());
        get(&at.unwrap(), "/metrics").text().to_owned()
    };
    let third = PERSON.replace("p-1", "p-2").replace("Ida", "Eva");
    desk.publisher.file("/list.json", format!("{PERSON}\n{FIRM}\n{third}\n"));
    until("the schedule has brought it", Duration::from_secs(20), || entities(&server) == 3);
    let stale = || get(&server.base, "/api/catalog").json();
    assert_eq!(stale()["index_stale"], false);
    desk.publisher.put("/list.json", Reply::Status(503));
    until("the fault is told", Duration::from_secs(20), || stale()["index_stale"] == true);
    assert_eq!((&stale()["outdated"], &stale()["current"]), (&json!(["zz_list"]), &json!(["sousveil"])));
    assert_eq!(
        (entities(&server), get(&server.base, "/api/readyz").status),
        (json!(3), 200),
        "the old one is served on"
    );
    let text = metrics();
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/operate.md")).unwrap();
    for name in text.lines().filter_map(|line| line.strip_prefix("sousveil_list_")?.split('{').next()) {
        assert!(guide.contains(&format!("`sousveil_list_{name}`")), "docs/operate.md does not name list_{name}");
    }
    assert!(text.contains("sousveil_list_behind{list=\"zz_list\"} 1"), "{text}");
    assert!(text.contains("sousveil_list_fetches_total{list=\"zz_list\",result=\"failed\"}"), "{text}");
    desk.publisher.file("/list.json", format!("{PERSON}\n"));
    until("it is well again", Duration::from_secs(20), || stale()["index_stale"] == false && entities(&server) == 1);
    let log = server.finish_with_log();
    assert!(log.contains("looked for every 1 s") && log.contains("the old version is served on"), "{log}");
    assert!(log.contains("503"), "{log}");
}
