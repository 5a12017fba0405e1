//! Indicators into packs, and links and texts against them, as somebody at a helpline does it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::Path;

use minisign::KeyPair;
use serde_json::Value;
use support::{Said, sousveil};

const BUNDLE: &str = r#"{"type": "bundle", "id": "bundle--1", "objects": [
  {"type": "malware", "id": "malware--1", "name": "Pegasus", "is_family": true},
  {"type": "indicator", "id": "indicator--1", "pattern_type": "stix", "valid_from": "2021-07-18T00:00:00Z",
   "pattern": "[domain-name:value='bad-news.example.com']"},
  {"type": "indicator", "id": "indicator--2", "pattern_type": "stix", "pattern": "[domain-name:value='bit.ly']"},
  {"type": "indicator", "id": "indicator--3", "pattern_type": "stix", "pattern": "[domain-name:value LIKE '%.com']"},
  {"type": "relationship", "id": "relationship--1", "relationship_type": "indicates", "source_ref": "indicator--1", "target_ref": "malware--1"}
]}"#;

fn ask(folder: &Path, args: &[&str]) -> Said {
    let mut command = sousveil(&folder.join("compiled"));
    command.args(args).current_dir(folder).env("SOUSVEIL_INDICATORS", folder.join("packs"));
    command.output().unwrap().into()
}

fn imported() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("pegasus.stix2"), BUNDLE).unwrap();
    let said =
        ask(folder.path(), &["indicators", "import", "pegasus.stix2", "--name", "pegasus", "--licence", "CC-BY-2.0"]);
    assert_eq!(said.code, 0, "{said:?}");
    folder
}

#[test]
fn an_import_tells_what_it_took_and_a_dry_run_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("pegasus.stix2"), BUNDLE).unwrap();
    let dry = ask(folder.path(), &["indicators", "import", "pegasus.stix2", "--dry-run"]);
    assert_eq!(dry.code, 0, "{dry:?}");
    assert!(!folder.path().join("packs").exists());
    let said = ask(folder.path(), &["indicators", "import", ".", "--name", "all"]);
    assert!(said.out.contains("STIX 2.1): 2 taken, 1 passed over"), "{said:?}");
    assert!(said.out.contains("1 × pattern with LIKE: [domain-name:value LIKE '%.com']"), "{said:?}");
    assert!(
        said.err.contains(
            "2 values of 2 indicators in 2 publications; 1 of them tied to the index; no match by themselves: 1"
        ),
        "{said:?}"
    );
}

#[test]
fn a_site_that_looks_like_another_is_a_question_also_in_a_link() {
    let folder = imported();
    let said = ask(folder.path(), &["inspect", "--url", "https://bad-news.exarnple.com/"]);
    assert!(said.code == 0 && said.out.contains("exarnple[.]com looks like example[.]com"), "{said:?}");
}

#[test]
fn a_link_is_tied_to_family_vendor_and_recorded_deals() {
    let folder = imported();
    let said = ask(folder.path(), &["inspect", "--url", "hxxps://m.bad-news[.]example.com/login"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains("Its host lies below the indicator bad-news[.]example[.]com"), "{said:?}");
    assert!(
        said.out.contains("ties it to Pegasus, dated 2021-07-18, in the pack pegasus")
            && said.out.contains("By the names in our index, that is a product of NSO Group"),
        "{said:?}"
    );
    assert!(said.out.contains("deals of Pegasus are on record, to "), "{said:?}");
    assert!(said.out.contains("does not show that a device was infected"), "{said:?}");
    assert!(!said.out.contains("bad-news.example.com"), "nobody shall open it by a slip: {said:?}");

    let said = ask(folder.path(), &["inspect", "--json", "--url", "bad-news.example.com"]);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(answer["known_indicator_found"], true);
    assert_eq!(answer["findings"][0]["weight"], "match");
    assert_eq!(answer["findings"][0]["indicator"]["claims"][0]["origin"]["family"], "Pegasus");
    assert!(answer["findings"][0]["recorded_deals"][0]["deals"].as_u64().unwrap() > 0, "{answer}");
}

#[test]
fn a_trap_is_no_match_and_nothing_found_is_no_clean_bill() {
    let folder = imported();
    let text = folder.path().join("message.txt");
    std::fs::write(&text, "Look: https://bit.ly/3xyzAbc or https://example.org/").unwrap();
    let said = ask(folder.path(), &["inspect", "message.txt"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("which says nothing by itself: a shortener"), "{said:?}");
    assert!(said.out.contains("No known indicator found among 47 (newest: 2021-07-18)"), "{said:?}");
    assert!(said.out.contains("This is not a clean bill."), "{said:?}");
}

/// A letter as those that were sent to dissidents: the link is hidden in quoted-printable, the attachment pretends.
const LETTER: &str = "Authentication-Results: mx.example.org; spf=fail; dkim=none; dmarc=fail\r\n\
From: \"Office <office@amnesty.org>\" <sender@example.net>\r\nTo: somebody@example.org\r\nSubject: Documents\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
<a href=3D\"https://m.bad-ne=\r\nws.example.com/x\">https://www.amnesty.org/</a>\r\n--x\r\nContent-Type: application/pdf\r\n\
Content-Disposition: attachment; filename=\"letter.pdf.exe\"\r\nContent-Transfer-Encoding: base64\r\n\r\nTVqQAAMAAAAEAAAA\r\n--x--\r\n";

#[test]
fn a_letter_is_taken_apart_and_what_one_should_ask_about_is_told() {
    let folder = imported();
    std::fs::write(folder.path().join("letter.eml"), LETTER).unwrap();
    let said = ask(folder.path(), &["inspect", "letter.eml"]);
    assert_eq!(said.code, 1, "{said:?}");
    for wanted in [
        "letter.eml: m[.]bad-news[.]example[.]com/x",
        "A link shows https://www[.]amnesty[.]org/ and leads to https://m[.]bad-news[.]example[.]com/x.",
        "The sender calls himself “Office <office@amnesty[.]org>”, and the message came from sender@example[.]net.",
        "mx.example.org, which took the message in, could not confirm its sender: spf=fail dkim=none dmarc=fail.",
        "letter.eml › letter.pdf.exe: “letter.pdf.exe” has two endings.",
        "Could not be read:\n  letter.eml › letter.pdf.exe: a program: only what stands in it openly was looked through",
        "Access Now Digital Security Helpline",
    ] {
        assert!(said.out.contains(wanted), "{wanted}: {}", said.out);
    }
    let said = ask(folder.path(), &["inspect", "--json", "letter.eml"]);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    let asks: Vec<&str> =
        answer["things_to_ask_about"].as_array().unwrap().iter().filter_map(|a| a["about"]["ask"].as_str()).collect();
    assert_eq!(asks, ["sender_name", "authentication", "link_text", "double_extension"], "{answer}");
    assert_eq!(answer["could_not_be_read"][0]["why"]["unread"], "open_letters", "{answer}");
}

#[test]
fn an_answer_comes_in_four_languages_with_the_english_beside_it() {
    let folder = imported();
    std::fs::write(folder.path().join("letter.eml"), LETTER).unwrap();
    for (code, wanted) in [("ru", "Не удаляйте"), ("uz", "oʻchirmang"), ("kk", "жоймаңыз")] {
        let said = ask(folder.path(), &["inspect", "--lang", code, "letter.eml"]);
        assert!(said.out.contains(wanted), "{code}: {}", said.out);
        assert!(said.out.contains("[en] Do not delete the message or the file"), "{code}: {}", said.out);
        assert!(!said.out.contains('⟦') && !said.out.contains("inspect-"), "{code}: {}", said.out);
    }
    let mut command = sousveil(&folder.path().join("compiled"));
    command
        .args(["inspect", "letter.eml"])
        .current_dir(folder.path())
        .env("SOUSVEIL_INDICATORS", folder.path().join("packs"));
    let said: Said =
        command.env("LC_ALL", "").env("LC_MESSAGES", "").env("LANG", "ru_RU.UTF-8").output().unwrap().into();
    assert!(said.out.contains("Не удаляйте"), "{said:?}");
    assert_eq!(ask(folder.path(), &["inspect", "--lang", "de", "letter.eml"]).code, 2);
}

#[test]
fn folders_histories_and_what_lies_beside_them_are_read() {
    let folder = imported();
    let inside = folder.path().join("in");
    std::fs::create_dir_all(inside.join("profile")).unwrap();
    std::fs::write(
        inside.join("access.log"),
        "10.0.0.1 GET https://example.org/\n10.0.0.1 GET https://bad-news.example.com/x\n",
    )
    .unwrap();
    std::fs::write(inside.join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let path = inside.join("profile/places.sqlite");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE moz_places (url TEXT, last_visit_date INTEGER);
         INSERT INTO moz_places VALUES ('https://m.bad-news.example.com/', 1626566400000000);",
    )
    .unwrap();
    // The browser still runs: what it wrote lies in the log beside the database.
    let before = std::fs::read(&path).unwrap();
    let said = ask(folder.path(), &["inspect", "in"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains("in/access.log, line 2: bad-news[.]example[.]com/x"), "{}", said.out);
    assert!(
        said.out.contains("places.sqlite › moz_places, line 1, last visited 2021-07-18: m[.]bad-news"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("in/picture.png: a picture, sound, film or typeface: only name and fingerprints"),
        "{}",
        said.out
    );
    assert!(said.out.contains("Looked at: 3 inputs"), "{}", said.out);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(std::fs::read_dir(inside.join("profile")).unwrap().count(), 3, "nothing is written beside the input");
}

/// Where the system lets the test do so, the program runs in a network without anything in it, and every call to the network
/// is written down: there is none.
#[test]
fn nothing_touches_the_network() {
    let folder = imported();
    std::fs::write(folder.path().join("letter.eml"), LETTER).unwrap();
    let program = sousveil(&folder.path().join("compiled"));
    let can = |command: &str, args: &[&str]| {
        std::process::Command::new(command).args(args).output().is_ok_and(|output| output.status.success())
    };
    if !can("strace", &["-f", "-e", "trace=network", "-o", "/dev/null", "unshare", "-rn", "true"]) {
        println!("skipped: strace or unshare is missing, or not allowed here");
        return;
    }
    let calls = folder.path().join("calls");
    let mut command = std::process::Command::new("strace");
    command.args(["-f", "-e", "trace=network", "-o"]).arg(&calls).args(["unshare", "-rn"]).arg(program.get_program());
    command.args(["inspect", "letter.eml", "--url", "https://bad-news.example.com/"]).current_dir(folder.path());
    for (name, value) in program.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    let said: Said = command.env("SOUSVEIL_INDICATORS", folder.path().join("packs")).output().unwrap().into();
    assert_eq!(said.code, 1, "{said:?}");
    let calls = std::fs::read_to_string(calls).unwrap();
    let network =
        |line: &&str| ["socket(", "connect(", "sendto(", "sendmsg(", "bind("].iter().any(|call| line.contains(call));
    assert_eq!(calls.lines().filter(network).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_pack_leaves_as_stix_and_comes_back_the_same() {
    let folder = imported();
    let out = ask(folder.path(), &["indicators", "export", "pegasus", "--out", "out.stix2"]);
    assert!(out.code == 0 && out.err.contains("2 indicators, licence CC-BY-2.0"), "{out:?}");
    let again = ask(folder.path(), &["indicators", "export", "pegasus"]);
    assert_eq!(
        again.out,
        std::fs::read_to_string(folder.path().join("out.stix2")).unwrap(),
        "the same identifiers each time"
    );
    let bundle: Value = serde_json::from_str(&again.out).unwrap();
    let of = |kind: &str| bundle["objects"].as_array().unwrap().iter().filter(|o| o["type"] == kind).count();
    // The family, its maker by our index, and how they hang together.
    assert_eq!((of("indicator"), of("malware"), of("identity"), of("relationship")), (2, 1, 1, 2), "{bundle:#}");
    let taken = ask(folder.path(), &["indicators", "import", "out.stix2", "--name", "again"]);
    // What our index says is no part of what was published, and is not taken in as that.
    assert!(taken.out.contains("2 taken, 1 passed over") && taken.out.contains("other than `indicates`"), "{taken:?}");
    let shown = ask(folder.path(), &["indicators", "show", "bad-news.example.com", "--json"]);
    let shown: Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(shown[0]["claims"][0]["from"], shown[1]["claims"][0]["from"], "{shown:#}");
    assert_eq!(shown[0]["claims"][0]["origin"]["family"], shown[1]["claims"][0]["origin"]["family"]);
    let own = ask(folder.path(), &["indicators", "export", "sousveil"]);
    assert!(own.out.contains("\"type\": \"report\"") && own.out.contains("eff.org"), "{}", own.err);
    let wrong = ask(folder.path(), &["indicators", "export", "slip"]);
    assert!(wrong.code == 2 && wrong.err.contains("there are: sousveil, again, pegasus"), "{wrong:?}");
}

const PERSONAL: &str = "From: \"Known Friend\" <known.friend@friends.example>\r\nTo: aigul@personal.example\r\nSubject: news of Aigul\r\n\
    Authentication-Results: mx.personal.example; spf=fail; dkim=FAILaigul\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
    Aigul, see https://m.bad-news.example.com/for/aigul?id=77 and https://bit.ly/aigul\r\n\
    <a href=\"https://m.bad-news.example.com/for/aigul?id=78\">https://aigul.friends.example.org/</a>\r\n\
    --x\r\nContent-Disposition: attachment; filename=\"Passport Aigul.Bek.exe\"\r\n\r\nMZ\r\n--x--\r\n";

#[test]
fn a_packet_for_a_helpline_is_shown_first_and_tells_nothing_of_the_one_who_asks() {
    let folder = imported();
    std::fs::write(folder.path().join("aigul-letter.eml"), PERSONAL).unwrap();
    let args = ["inspect", "aigul-letter.eml", "--handover", "packet"];
    let nobody = ask(folder.path(), &args);
    assert_eq!(nobody.code, 2, "{nobody:?}");
    assert!(nobody.err.contains("Nothing was written") && nobody.err.contains("--yes"), "{nobody:?}");
    assert!(!folder.path().join("packet").exists());
    let said = ask(folder.path(), &[&args[..], &["--yes"]].concat());
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("#1: aigul-letter.eml"), "what stays is told: {said:?}");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder.path().join("packet")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
            assert!(said.err.contains(line.trim()), "{path:?} has what was not shown: {line}");
        }
        for secret in
            ["aigul", "Aigul", "Bek", "known.friend", "Known Friend", "id=77", "personal.example", "bit.ly", "/for/"]
        {
            assert!(!text.contains(secret), "{path:?} tells {secret}:\n{text}");
        }
        assert!(text.contains("bad-news"), "{path:?} tells what was found:\n{text}");
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    let told = std::fs::read_to_string(folder.path().join("packet/answer.txt")).unwrap();
    assert!(told.contains("“….exe” runs when it is opened") && told.contains("A link shows example[.]org"), "{told}");
    assert!(!told.contains("Ask the sender"), "whom it is handed to can't: {told}");
    let sightings = std::fs::read_to_string(folder.path().join("packet/sightings.json")).unwrap();
    assert!(sightings.contains("\"number_observed\": 2"), "two links on one host: {sightings}");
    names.sort();
    assert_eq!(names, ["answer.json", "answer.txt", "sightings.json"]);
    let again = ask(folder.path(), &[&args[..], &["--yes"]].concat());
    assert!(again.code == 2 && again.err.contains("something already"), "nothing is written over: {again:?}");
    let lost = ask(folder.path(), &["inspect", "aigul-letter.eml", "--handover", "no/such/packet"]);
    assert!(lost.code == 2 && lost.err.contains("no folder no/such"), "{lost:?}");
}

#[test]
fn sightings_name_indicator_family_and_what_was_seen() {
    let folder = imported();
    let args = ["inspect", "--url", "https://m.bad-news.example.com/x", "--url", "https://bit.ly/", "--stix"];
    let said = ask(folder.path(), &args);
    assert_eq!(said.code, 1, "{said:?}");
    let bundle: Value = serde_json::from_str(&said.out).unwrap();
    let of = |kind: &str| -> Vec<&Value> {
        bundle["objects"].as_array().unwrap().iter().filter(|object| object["type"] == kind).collect()
    };
    let [sighting] = of("sighting")[..] else { panic!("a trap is no sighting: {bundle:#}") };
    let [indicator] = of("indicator")[..] else { panic!("{bundle:#}") };
    let [data] = of("observed-data")[..] else { panic!("{bundle:#}") };
    let [url] = of("url")[..] else { panic!("{bundle:#}") };
    assert_eq!(sighting["sighting_of_ref"], indicator["id"]);
    assert_eq!(sighting["observed_data_refs"][0], data["id"]);
    assert_eq!(data["object_refs"][0], url["id"]);
    assert_eq!(url["value"], "http://m.bad-news.example.com/x");
    assert_eq!(of("malware")[0]["name"], "Pegasus");
    // Of a pack the same indicator has the same identifier.
    let exported = ask(folder.path(), &["indicators", "export", "pegasus"]).out;
    assert!(exported.contains(indicator["id"].as_str().unwrap()), "{exported}");
    let none = ask(folder.path(), &["inspect", "--url", "https://example.org/", "--stix"]);
    assert!(none.code == 0 && none.out.contains("\"objects\": []"), "{none:?}");
}

#[test]
fn a_signed_pack_is_taken_in_and_others_are_refused() {
    let folder = imported();
    let (own, other) =
        (KeyPair::generate_unencrypted_keypair().unwrap(), KeyPair::generate_unencrypted_keypair().unwrap());
    std::fs::write(folder.path().join("own.key"), own.sk.to_box(None).unwrap().into_string()).unwrap();
    std::fs::write(folder.path().join("own.pub"), own.pk.to_box().unwrap().into_string()).unwrap();
    let link = ["inspect", "--url", "https://bad-news.example.com/", "--signed-by", "own.pub"];
    let refused = ask(folder.path(), &link);
    assert!(refused.code == 2 && refused.err.contains("pegasus.pack: expected a signature by the key"), "{refused:?}");
    let args = ["indicators", "import", "pegasus.stix2", "--licence", "CC-BY-2.0", "--sign", "own.key"];
    let signed = ask(folder.path(), &[&args[..], &["--name", "pegasus"]].concat());
    assert!(signed.code == 0 && signed.err.contains(&own.pk.to_base64()), "{signed:?}");
    let found = ask(folder.path(), &link);
    assert_eq!(found.code, 1, "{found:?}");
    // What a helpline hands on.
    for end in ["pack", "pack.minisig"] {
        let name = format!("pegasus.{end}");
        std::fs::copy(folder.path().join("packs").join(&name), folder.path().join(&name)).unwrap();
    }
    assert_eq!(ask(folder.path(), &["indicators", "remove", "pegasus"]).code, 0);
    assert_eq!(std::fs::read_dir(folder.path().join("packs")).unwrap().count(), 0, "its signature went, too");
    std::fs::remove_dir_all(folder.path().join("packs")).unwrap();
    let wrong = ask(folder.path(), &["indicators", "import", "pegasus.pack", "--signed-by", &other.pk.to_base64()]);
    assert!(wrong.code == 2 && wrong.err.contains("expected a signature by the key"), "{wrong:?}");
    let dry = ask(folder.path(), &["indicators", "import", "pegasus.pack", "--dry-run"]);
    assert!(dry.code == 0 && dry.err.contains("its signature was not checked"), "{dry:?}");
    assert!(!folder.path().join("packs").exists());
    let taken = ask(folder.path(), &["indicators", "import", "pegasus.pack", "--signed-by", "own.pub"]);
    assert!(taken.code == 0 && taken.err.contains("2 values, licence CC-BY-2.0, signed by"), "{taken:?}");
    assert_eq!(ask(folder.path(), &link).code, 1);
    for more in [["--name", "other"], ["--publisher", "Me"], ["--kind", "ip"]] {
        let named = ask(folder.path(), &[&["indicators", "import", "pegasus.pack"][..], &more[..]].concat());
        assert!(named.code == 2 && named.err.contains("keeps its name"), "{named:?}");
    }
    let unsigned = ["indicators", "import", "pegasus.stix2", "--name", "un", "--signed-by", "own.pub"];
    let unsigned = ask(folder.path(), &unsigned);
    assert!(unsigned.code == 2 && unsigned.err.contains("expected a signature (--sign)"), "{unsigned:?}");
    // One that calls itself otherwise could pose as another.
    std::fs::copy(folder.path().join("packs/pegasus.pack"), folder.path().join("packs/other.pack")).unwrap();
    let posing = ask(folder.path(), &["indicators", "list"]);
    assert!(posing.code == 2 && posing.err.contains("found a pack called `pegasus`"), "{posing:?}");
    std::fs::remove_file(folder.path().join("packs/other.pack")).unwrap();
    // A byte that was changed on the way.
    let pack = folder.path().join("pegasus.pack");
    let mut bytes = std::fs::read(&pack).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&pack, bytes).unwrap();
    assert_eq!(ask(folder.path(), &["indicators", "import", "pegasus.pack"]).code, 2);
    // Taken in again without a key, it has no signature any more.
    let unsigned = ask(folder.path(), &["indicators", "import", "pegasus.stix2", "--name", "pegasus"]);
    assert_eq!(unsigned.code, 0, "{unsigned:?}");
    assert_eq!(ask(folder.path(), &link).code, 2);
}

#[test]
fn packs_are_listed_shown_and_removed() {
    let folder = imported();
    let said = ask(folder.path(), &["indicators", "list"]);
    assert!(said.out.contains("pegasus: 2 values, 2 publications, licence CC-BY-2.0"), "{said:?}");
    let said = ask(folder.path(), &["indicators", "show", "bad-news[.]example.com"]);
    assert!(said.out.contains("NSO Group (svl-") && said.out.contains("2021-07-18"), "{said:?}");
    let said = ask(folder.path(), &["indicators", "show", "nothing.example.com"]);
    assert_eq!(said.code, 1, "{said:?}");
    let said = ask(folder.path(), &["indicators", "stats"]);
    assert!(said.out.contains("Pegasus") && said.out.contains("shortener"), "{said:?}");
    assert_eq!(ask(folder.path(), &["indicators", "remove", "pegasus"]).code, 0);
    let said = ask(folder.path(), &["indicators", "list"]);
    assert!(said.out.starts_with("sousveil: 45 values") && said.err.contains("no packs in"), "{said:?}");
}

#[test]
fn the_campaign_against_dissidents_of_kazakhstan_is_known_without_an_import() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("packs")).unwrap();
    let said = ask(folder.path(), &["inspect", "--url", "https://files.adobeair.net/setup.exe"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("only the 45 indicators inside the program are known"), "{said:?}");
    assert!(
        said.out.contains("Electronic Frontier Foundation ties it to Operation Manul, dated 2016-08-03"),
        "{said:?}"
    );
    assert!(said.out.contains("Recorded incident: Phishing hit lawyers"), "{said:?}");
    // Of the provider below whose name one of the hosts lay nothing is said.
    let said = ask(folder.path(), &["inspect", "--url", "https://somebody.no-ip.biz/"]);
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn wrong_input_is_told_with_its_place() {
    let folder = imported();
    for (args, wanted) in [
        (&["inspect", "--url", "not a link"][..], "expected a link"),
        (&["inspect", "missing.txt"], "missing.txt"),
        (&["inspect", "pegasus.stix2", "--packs", "slip"], "reading slip"),
        (&["indicators", "import", "missing.json"], "missing.json"),
        (&["indicators", "import", "pegasus.stix2", "--name", "../x"], "expected at most 64 of"),
        (&["indicators", "import", "pegasus.stix2", "--name", "sousveil"], "that of the indicators inside the program"),
        (&["indicators", "import", "pegasus.stix2", "--kind", "thing"], "possible values"),
        (&["indicators", "remove", "nothing"], "nothing.pack"),
    ] {
        let said = ask(folder.path(), args);
        assert!(said.code == 2 && said.err.contains(wanted), "{args:?} {said:?}");
    }
    let pack = folder.path().join("packs/pegasus.pack");
    let whole = std::fs::read(&pack).unwrap();
    std::fs::write(&pack, &whole[..whole.len() - 1]).unwrap();
    let said = ask(folder.path(), &["inspect", "--url", "example.org"]);
    assert!(
        said.code == 2 && said.err.contains("pegasus.pack"),
        "a pack that is damaged must not pass in silence: {said:?}"
    );
}
