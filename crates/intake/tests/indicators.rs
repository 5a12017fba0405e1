//! Published indicators: what is taken, what is repaired, and what is told as not understood.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use sousveil_inspect::Kind;
use sousveil_intake::indicators::{Reading, Setting};

fn of(name: &str, text: &str) -> Result<Reading, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    all(&[path]).map_err(|e| e.replace(folder.path().to_str().unwrap(), "ROOT"))
}

fn all(files: &[PathBuf]) -> Result<Reading, String> {
    let mut reading = Reading::default();
    files.iter().try_for_each(|path| reading.file(path, &Setting::default())).map_err(|e| e.to_string())?;
    Ok(reading)
}

fn values(reading: &Reading) -> Vec<(Kind, &str)> {
    reading.indicators.iter().map(|one| (one.observable.kind(), one.observable.value())).collect()
}

const BUNDLE: &str = r#"{"type": "bundle", "id": "bundle--1", "objects": [
  {"type": "identity", "id": "identity--1", "name": "Amnesty International"},
  {"type": "malware", "id": "malware--1", "name": "Pegasus", "description": "of NSO Group", "is_family": true},
  {"type": "report", "id": "report--1", "object_refs": ["indicator--1"], "external_references": [{"url": "https://example.org/report"}]},
  {"type": "indicator", "id": "indicator--1", "created_by_ref": "identity--1", "pattern_type": "stix", "valid_from": "2021-07-18T00:00:00Z",
   "pattern": "[domain-name:value='bad.example.net' OR domain-name:value='176.223.111.131']"},
  {"type": "indicator", "id": "indicator--2", "pattern_type": "stix", "revoked": true, "valid_until": "2023-01-01T00:00:00Z",
   "pattern": "[file:hashes.'SHA-256'='9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08']"},
  {"type": "indicator", "id": "indicator--3", "pattern_type": "stix", "pattern": "[domain-name:value='despachosnegocios']"},
  {"type": "indicator", "id": "indicator--4", "pattern_type": "stix", "pattern": "[file:name='a.exe' AND file:size='7']"},
  {"type": "indicator", "id": "indicator--5", "pattern_type": "yara", "pattern": "rule a {}"},
  {"type": "indicator", "id": "indicator--6", "pattern_type": "stix", "pattern": "[mutex:name='abc']"},
  {"type": "relationship", "id": "relationship--1", "relationship_type": "indicates", "source_ref": "indicator--1", "target_ref": "malware--1"},
  {"type": "relationship", "id": "relationship--2", "relationship_type": "indicates", "source_ref": "indicator--2", "target_ref": "malware--9"},
  {"type": "x-own", "id": "x-own--1"}
]}"#;

#[test]
fn what_values_are_can_be_said_where_files_do_not() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("list.txt", "roleaccountd\n"), ("table.csv", "indicator,family\nroleaccountd,Pegasus\n")] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let mut reading = Reading::default();
        reading.file(&path, &Setting { kind: Some(Kind::Process), ..Setting::default() }).unwrap();
        assert_eq!(values(&reading), [(Kind::Process, "roleaccountd")], "{name}");
    }
    // What a table says itself is right.
    let said = "indicator,type\nbad.example.net,domain\n";
    assert_eq!(values(&of("table.csv", said).unwrap()), [(Kind::Host, "bad.example.net")]);
}

#[test]
fn a_bundle_says_whose_an_indicator_is_and_what_is_not_understood_is_counted() {
    let reading = of("pegasus.stix2", BUNDLE).unwrap();
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let expected = [(Kind::Host, "bad.example.net"), (Kind::Ip, "176.223.111.131"), (Kind::Sha256, hash)];
    assert_eq!(values(&reading), expected);
    let origin = &reading.origins[reading.indicators[0].origin as usize];
    assert_eq!(origin.family.as_deref(), Some("Pegasus"));
    assert_eq!(origin.note.as_deref(), Some("of NSO Group"));
    assert_eq!(origin.publishers, ["Amnesty International"]);
    assert_eq!(origin.reports, ["https://example.org/report"]);
    assert_eq!(reading.indicators[0].from.unwrap().to_string(), "2021-07-18");
    assert!(reading.indicators[2].revoked && reading.indicators[2].until.is_some());
    let told = &reading.told[0];
    assert_eq!(told.taken, 3);
    let sorts = |all: &std::collections::BTreeMap<String, sousveil_intake::indicators::Count>| {
        all.iter().map(|(what, count)| format!("{what}: {}", count.number)).collect::<Vec<_>>()
    };
    assert_eq!(sorts(&told.repaired), ["host that is an ip: 1"]);
    assert_eq!(
        sorts(&told.passed),
        [
            "host: not a name of a machine, its number or an address: 1",
            "indicator without a pattern of STIX: 1",
            "object of the type x-own: 1",
            "observable mutex:name: 1",
            "pattern with AND: 1",
            "relationship that leads to nothing in the file: 1",
        ]
    );
}

#[test]
fn events_of_misp_are_read_in_each_of_their_shapes() {
    let event = r#"{"Event": {"info": "Bad Traffic", "date": "2018-02-14", "Orgc": {"name": "citizenlab"}, "Attribute": [
      {"type": "domain", "value": "bad.example.net", "to_ids": true},
      {"type": "md5", "value": "a070fd2cce434a6f0b0d0fa6d3278d22", "to_ids": false},
      {"type": "filename|sha1", "value": "a.exe|da39a3ee5e6b4b0d3255bfef95601890afd80709"},
      {"type": "domain|ip", "value": "worse.example.net|203.0.114.7"},
      {"type": "link", "value": "https://example.org/report"},
      {"type": "url", "value": "http://x.example.net/a?b=c", "deleted": true},
      {"type": "mutex", "value": "abc"}],
      "Object": [{"Attribute": [{"type": "url", "value": "http://y.example.net/a?b=c"}]}]}}"#;
    for text in [event.to_owned(), format!("[{event}]"), format!(r#"{{"response": [{event}]}}"#)] {
        let reading = of("misp.json", &text).unwrap();
        let expected = [
            (Kind::Host, "bad.example.net"),
            (Kind::Md5, "a070fd2cce434a6f0b0d0fa6d3278d22"),
            (Kind::Sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            (Kind::Host, "worse.example.net"),
            (Kind::Ip, "203.0.114.7"),
            (Kind::Url, "y.example.net/a?b=c"),
        ];
        assert_eq!(values(&reading), expected);
        assert_eq!(reading.origins[0].publishers, ["citizenlab"]);
        assert_eq!(reading.origins[0].reports, ["https://example.org/report"]);
        assert_eq!((reading.indicators[0].to_ids, reading.indicators[1].to_ids), (Some(true), Some(false)));
        assert_eq!(reading.told[0].passed_over(), 2);
    }
}

#[test]
fn tables_and_lists_are_known_by_their_content() {
    let reading = of(
        "targeted.csv",
        "\"type\",\"ioc\",\"family\",\"country\",\"reference\"\n\"domain\",\"axroot.example.com\",\"Manul\",\"Kazakhstan\",\"https://example.org/r\"\n\"user_agent\",\"x\",\"\",\"\",\"\"\n",
    )
    .unwrap();
    assert_eq!(values(&reading), [(Kind::Host, "axroot.example.com")]);
    assert_eq!(reading.origins[0].family.as_deref(), Some("Manul"));
    assert_eq!(reading.origins[0].aimed_at.as_deref(), Some("Kazakhstan"));
    assert_eq!(reading.told[0].passed.keys().collect::<Vec<_>>(), ["row of the type user_agent"]);

    let reading = of("samples.csv", "#MD5,SHA256,Family\n18557f571ab13a1f4365de8a15d26e12,,Xtreme RAT\n").unwrap();
    assert_eq!(values(&reading), [(Kind::Md5, "18557f571ab13a1f4365de8a15d26e12")]);

    let reading =
        of("list.txt", "# of a report\nbad[.]example[.]net\n\n203.0.114.7\nspy@mail.example.net\nroleaccountd\n")
            .unwrap();
    let expected = [(Kind::Host, "bad.example.net"), (Kind::Ip, "203.0.114.7"), (Kind::Email, "spy@mail.example.net")];
    assert_eq!(values(&reading), expected);
    assert_eq!(reading.told[0].passed_over(), 1, "a bare word may be the name of anything");
}

#[test]
fn what_is_no_file_of_indicators_is_refused_with_its_place() {
    for (name, text, wanted) in [
        ("empty.txt", " \n", "an empty file"),
        ("other.json", "{\"a\": 1}", "JSON of another kind"),
        ("broken.json", "{\"type\": \"bundle\",\n \"objects\": [", "line 2"),
    ] {
        let error = of(name, text).unwrap_err();
        assert!(error.starts_with(&format!("ROOT/{name}")) && error.contains(wanted), "{error}");
    }
}

const LISTING: &str = "indicators:\n  -\n    name: Pegasus\n    sources:\n      - Amnesty International\n      - Some Lab\n    \
    references:\n      - https://example.org/how-to\n    github:\n      path: 2021-07-18_nso/pegasus.stix2\n  - name: elsewhere\n    \
    sources: [Nobody]\n";

#[test]
fn a_list_beside_files_tells_whose_they_are_and_in_which_reports() {
    let folder = tempfile::tempdir().unwrap();
    let (list, inner) = (folder.path().join("indicators.yaml"), folder.path().join("2021-07-18_nso"));
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(&list, LISTING).unwrap();
    std::fs::write(inner.join("pegasus.stix2"), BUNDLE).unwrap();
    std::fs::write(inner.join("other.txt"), "bad.example.net\n").unwrap();
    let mut reading = Reading::default();
    assert_eq!(reading.listing(&list).unwrap(), 1);
    for name in ["pegasus.stix2", "other.txt"] {
        reading.file(&inner.join(name), &Setting::default()).unwrap();
    }
    let origins: Vec<_> = reading.indicators.iter().map(|one| &reading.origins[one.origin as usize]).collect();
    assert_eq!(origins[0].publishers, ["Amnesty International", "Some Lab"], "each once");
    assert_eq!(origins[0].reports, ["https://example.org/how-to", "https://example.org/report"]);
    assert_eq!(origins[0].sha256.as_ref().unwrap().len(), 64);
    assert!(origins.last().unwrap().publishers.is_empty(), "it says nothing of other files");
    for (text, wanted) in [
        ("a: b\n", "no list `indicators`"),
        ("indicators:\n  - name: x\n", "no file with a path"),
        ("indicators: &a\n  - *a\n", "a reference to what stands elsewhere"),
        ("a: [1\nb: 2\n", "line"),
        ("", "nothing"),
        (&format!("{}{}", "[".repeat(100), "]".repeat(100)), "more than 32 lists"),
    ] {
        std::fs::write(&list, text).unwrap();
        let error = Reading::default().listing(&list).unwrap_err().to_string();
        assert!(error.contains("indicators.yaml") && error.contains(wanted), "{text}: {error}");
    }
}

/// All files that publishers made, if they lie beside the repository.
#[test]
fn published_bundles_are_understood_to_the_last_value() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/indicators");
    if !root.exists() {
        println!("skipped: no published indicators at {}", root.display());
        return;
    }
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = ["amnesty", "mvt"].iter().map(|name| root.join(name)).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "stix2") {
                files.push(path);
            }
        }
    }
    files.sort();
    assert_eq!(files.len(), 16, "{files:?}");
    let mut reading = Reading::default();
    reading.listing(&root.join("mvt/indicators.yaml")).unwrap();
    files.iter().try_for_each(|path| reading.file(path, &Setting::default())).unwrap();
    let with_report = reading.origins.iter().filter(|origin| !origin.reports.is_empty()).count();
    println!("{with_report} of {} origins have a report", reading.origins.len());
    assert!(with_report * 2 > reading.origins.len(), "the list beside them names some");
    let taken: usize = reading.told.iter().map(|told| told.taken).sum();
    let passed: Vec<_> = reading.told.iter().flat_map(|told| &told.passed).collect();
    println!("{taken} taken, {passed:?}");
    // Four name no host that anybody could register.
    assert_eq!((taken, passed.iter().map(|(_, count)| count.number).sum::<usize>()), (5_709, 4));
}
