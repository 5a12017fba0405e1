//! What each form of reference lists gives. The samples are invented, and are seeds of the fuzz target `lists` too; OFAC's
//! real list is read where it is at hand.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sousveil_intake::IntakeError;
use sousveil_intake::lists::{Form, Setting, Told, read};
use sousveil_model::lines::Line;
use sousveil_model::{Dataset, Entity, Vocabulary};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn dataset() -> Dataset {
    Dataset {
        name: "zz_list".to_owned(),
        title: "A list".to_owned(),
        summary: String::new(),
        publisher: "nobody".to_owned(),
        licence: "CC0-1.0".to_owned(),
        homepage: None,
        contact: None,
        version: "1".to_owned(),
        vocabulary: Vocabulary::FollowTheMoney,
        origin: BTreeMap::new(),
    }
}

fn listed(files: Vec<PathBuf>, form: Option<Form>) -> Result<(Vec<Entity>, Told), IntakeError> {
    let listed = read(Setting { dataset: dataset(), files, form })?;
    let told = listed.told();
    let mut entities = Vec::new();
    for piece in listed {
        for (_, line) in piece?.1 {
            if let Line::Entity(entity) = line {
                entities.push(entity);
            }
        }
    }
    let told = told.lock().unwrap().clone();
    assert!(told.reconciles(), "{told:?}");
    Ok((entities, told))
}

/// A sample in a folder of its own, without the byte that names its form to the fuzz target.
fn sample(name: &str, dir: &Path) -> Vec<PathBuf> {
    let bytes = fs::read(root().join("fuzz/seeds/lists").join(name)).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    if !text.starts_with("--- ") {
        let file = dir.join(name);
        fs::write(&file, text.get(1..).unwrap()).unwrap();
        return vec![file];
    }
    let mut files = Vec::new();
    for part in text.split("--- ").skip(1) {
        let (name, content) = part.split_once('\n').unwrap();
        fs::write(dir.join(name), content).unwrap();
        files.push(dir.join(name));
    }
    files
}

/// All that came out, for people to look at.
fn shown(name: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    let (entities, told) = listed(sample(name, dir.path()), None).unwrap();
    let mut out = String::new();
    for Entity { id, schema, claims, .. } in &entities {
        writeln!(out, "{schema} {id}").unwrap();
        for claim in claims {
            writeln!(out, "  {}: {}", claim.property, claim.value).unwrap();
        }
    }
    out + "\n" + &told.text().replace(&dir.path().display().to_string(), "DIR")
}

#[test]
fn each_form_gives_what_stands_in_it() {
    for name in
        ["ftm", "statements", "simple", "ofac", "ofac-advanced", "un", "eu", "uk", "uk-sanctions-list", "senzing"]
    {
        insta::assert_snapshot!(name, shown(name));
    }
}

#[test]
fn what_can_not_be_read_is_refused_with_a_reason() {
    let dir = tempfile::tempdir().unwrap();
    let wrong = |name: &str, content: &[u8], form: Option<Form>, expected: &str| {
        let file = dir.path().join(name);
        fs::write(&file, content).unwrap();
        let error = listed(vec![file], form).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    };
    wrong("empty", b"", None, "found an empty file; expected one of the forms ftm, statements, simple, ofac");
    wrong("other", b"hello\n", None, "found the beginning of no list that is known");
    wrong("alone", b"36,12,\"aka\",\"A\",-0- \n", None, "found a table that belongs to OFAC's sdn.csv");
    wrong(
        "broken",
        b"{\"id\":\"a\",\"schema\":\"Person\"}\n{\"id\":",
        Some(Form::Ftm),
        "line 2: found text that is no JSON",
    );
    wrong("headings", b"a,b\n1,2\n", Some(Form::Uk), "expected a row of headings with name 6");
    let bomb = fs::read(root().join("fuzz/seeds/lists/eu-document-type")).unwrap();
    wrong("bomb", &bomb[1..], Some(Form::Eu), "a document type, whose entities are never expanded");
    let entity = b"<export><sanctionEntity logicalId=\"1\"><remark>&b;</remark></sanctionEntity></export>";
    wrong("entity", entity, None, "the entity `&b;`, in record 1");
    let deep = format!("<export>{}", "<sanctionEntity>".repeat(40));
    wrong("deep", deep.as_bytes(), None, "elements more than 32 deep in one another");
    let long = format!("<export><sanctionEntity logicalId=\"1\"><remark>{}", "x".repeat(17 << 20));
    wrong("long", long.as_bytes(), None, "one record has more than");
    wrong("cut", b"<export><sanctionEntity logicalId=\"1\">", None, "the end of the file inside of an element");
    assert!(listed(vec![dir.path().join("nothing")], None).is_err());
}

#[test]
fn ofacs_real_list_is_read_whole() {
    let dir = root().join("../shared/lists/ofac");
    if !dir.is_dir() {
        return eprintln!("skipped: {} is not here", dir.display());
    }
    let files = ["sdn.csv", "alt.csv", "add.csv"].map(|name| dir.join(name)).to_vec();
    let (entities, told) = listed(files, None).unwrap();
    assert_eq!((told.entities, told.refused()), (8_976, 0), "{}", told.text());
    assert_eq!(told.records, 8_976 + 11_910 + 13_837);
    let count = |schema: &str| entities.iter().filter(|entity| entity.schema == schema).count();
    assert_eq!([count("Person"), count("Vessel"), count("Airplane"), count("Organization")], [4_620, 406, 277, 3_673]);
    let values = |property: &str| entities.iter().map(|entity| entity.values(property).count()).sum::<usize>();
    assert!(values("birthDate") > 4_500, "{}", values("birthDate"));
    assert!(values("imoNumber") > 400 && values("passportNumber") > 1_300 && values("country") > 7_000);
    let bank = entities.iter().find(|entity| entity.id.as_str() == "ofac-906").unwrap();
    assert_eq!(bank.first("swiftBic"), Some("HAVIGB2L"));
    assert_eq!(bank.values("website").collect::<Vec<_>>(), ["www.havanaintbank.co.uk", "www.hib.uk.com"]);
    assert_eq!(bank.first("registrationNumber"), Some("01074897"));
}

/// Damage to the samples: bytes cut off, taken out, doubled, changed. What it does is the same each time.
#[test]
fn damaged_samples_are_read_or_refused() {
    let dir = tempfile::tempdir().unwrap();
    let mut dice = 0x2545_f491_4f6c_dd1d_u64;
    let mut throw = move |most: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        usize::try_from(dice % u64::try_from(most.max(1)).unwrap()).unwrap()
    };
    let samples: Vec<PathBuf> =
        fs::read_dir(root().join("fuzz/seeds/lists")).unwrap().map(|entry| entry.unwrap().path()).collect();
    for sample in samples {
        let whole = fs::read(&sample).unwrap();
        let form = Form::ALL.get(usize::from(whole[0])).copied().unwrap_or(Form::Ofac);
        for _ in 0..200 {
            let mut bytes = whole[1..].to_vec();
            for _ in 0..=throw(4) {
                let at = throw(bytes.len());
                match throw(4) {
                    0 => bytes.truncate(at),
                    1 => drop(bytes.drain(at..(at + throw(40)).min(bytes.len()))),
                    2 => {
                        let part = bytes[at..(at + throw(80)).min(bytes.len())].to_vec();
                        bytes.splice(at..at, part);
                    }
                    _ => {
                        if let Some(byte) = bytes.get_mut(at) {
                            *byte ^= 1 << throw(8);
                        }
                    }
                }
            }
            let file = dir.path().join("list");
            fs::write(&file, &bytes).unwrap();
            for form in [Some(form), None] {
                if let Err(error) = listed(vec![file.clone()], form) {
                    let text = error.to_string();
                    assert!(text.chars().count() < 4_000 && !text.contains("a reader that stopped"), "{text}");
                }
            }
        }
    }
}
