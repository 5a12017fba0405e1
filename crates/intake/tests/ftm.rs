//! FollowTheMoney's lines and statements: what strangers tell, what hostile files hold, and that nothing is lost unsaid.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sousveil_intake::folder::{Severity, check::check, entities::entities, read_parts};
use sousveil_intake::ftm::{self, Format, Setting};
use sousveil_intake::report::{Outcome, Report};
use sousveil_intake::{Folder, IntakeError};
use sousveil_model::{Confidence, Entity};

const TOML: &str = "name = 'list'\ntitle = 'T'\nsummary = 'S'\npublisher = 'P'\nlicence = 'CC0-1.0'\nversion = '1'\n";

fn empty() -> Folder {
    read_parts(Path::new("test"), &[("dataset.toml", TOML.as_bytes())]).unwrap()
}

fn vocabulary() -> Folder {
    Folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")).unwrap()
}

#[derive(Debug)]
struct Done {
    folder: Folder,
    report: Report,
}

type How<'h> = &'h dyn Fn(&[PathBuf], Folder, Setting<'_>) -> Result<ftm::Imported, IntakeError>;

fn read(text: &[u8], into: Folder, how: How<'_>) -> Result<Done, IntakeError> {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, text).unwrap();
    let vocabulary = vocabulary();
    let setting =
        Setting { today: "2026-11-26".parse().unwrap(), vocabulary: &vocabulary, new: into.is_empty(), home: false };
    let done = how(&[file], into, setting)?;
    let errors: Vec<_> = check(&done.folder).into_iter().filter(|p| p.severity == Severity::Error).collect();
    assert_eq!(errors, []);
    let [(_, report)] = <[_; 1]>::try_from(done.reports).unwrap();
    Ok(Done { folder: done.folder, report })
}

fn lines(text: &str, into: Folder) -> Done {
    read(text.as_bytes(), into, &|f, folder, s| ftm::entity_lines(f, folder, s, &mut |_, _| {})).unwrap()
}

fn statements(text: &str, format: Option<Format>) -> Done {
    let how = |f: &[PathBuf], folder, s: Setting<'_>| ftm::statements(f, format, folder, s, &mut |_, _| {});
    read(text.as_bytes(), empty(), &how).unwrap()
}

fn refusals(report: &Report) -> Vec<String> {
    let reason = |(label, outcome): &(String, Outcome)| match outcome {
        Outcome::Refused { reason } => Some(format!("{label}: {reason}")),
        _ => None,
    };
    report.outcomes.iter().filter_map(reason).collect()
}

fn named(folder: &Folder, id: &str) -> Entity {
    entities(folder).into_iter().find(|e| e.id.as_str() == id).unwrap()
}

const STRANGE: &str = r#"{"id":"acme","caption":"Acme Intercept","schema":"Company","properties":{"name":["ACME INTERCEPT LTD","Acme Intercept"],"alias":["Acme; the firm"],"country":["gb","gb-sct"],"incorporationDate":["2001-05-02T00:00:00"],"registrationNumber":["123","456"],"sector":["intrusion","Software"],"notes":["Their words."]},"datasets":["us_trade"],"referents":[],"first_seen":"2024-01-01T00:00:00"}
{"id":"a.sig/1","schema":"LegalEntity","properties":{"name":["Beta Holding"],"legalForm":["GmbH"],"country":["de"]},"datasets":["us_trade","de_list"]}
{"id":"jane","schema":"LegalEntity","properties":{"name":["Jane Roe"]},"datasets":["us_trade"]}
{"id":"roe","schema":"Person","properties":{"name":["Richard Roe"],"birthDate":["1970"]},"datasets":["us_trade"]}
{"id":"ship","schema":"Vessel","properties":{"name":["Ever"]},"datasets":["us_trade"]}
{"id":"police","schema":"PublicBody","properties":{"name":["Police of Northland"],"country":["kz"]},"datasets":["us_trade"]}
{"id":"owns","schema":"Ownership","properties":{"owner":["a.sig/1"],"asset":["acme"],"percentage":["60%"],"startDate":["2010"]},"datasets":["us_trade"]}
{"id":"owned","schema":"Ownership","properties":{"owner":["roe"],"asset":["acme"]},"datasets":["us_trade"]}
{"id":"link","schema":"UnknownLink","properties":{"subject":["acme"],"object":["a.sig/1"],"role":["friends"]},"datasets":["us_trade"]}
{"id":"listed","schema":"Sanction","properties":{"entity":["acme"],"authority":["Bureau"],"program":["EO 1"],"provisions":["Asset freeze"],"startDate":["2022-03-01"]},"datasets":["us_trade"]}
{"id":"silent","schema":"Sanction","properties":{"entity":["acme"],"authority":["Bureau"]},"datasets":["us_trade"]}
{"id":"tool","schema":"Asset","properties":{"name":["Peeper"],"keywords":["intrusion"]},"datasets":["us_trade"]}
{"id":"boat","schema":"Asset","properties":{"name":["A boat"]},"datasets":["us_trade"]}
{"id":"deal","schema":"Contract","properties":{"title":["Interception system"],"authority":["police"],"contractDate":["2015-03"],"amount":["1"]},"datasets":["us_trade"]}
{"id":"won","schema":"ContractAward","properties":{"supplier":["acme"],"contract":["deal"]},"datasets":["us_trade"]}
{"id":"goods","schema":"EconomicActivity","properties":{"sender":["acme"],"goodsDescription":["boxes"]},"datasets":["us_trade"]}
{"id":"news","schema":"Article","properties":{"title":["A report"],"sourceUrl":["https://paper.example/1"],"publishedAt":["2015-11-03"],"language":["eng"]},"datasets":["us_trade"]}
{"id":"uz","schema":"Country","properties":{"name":["Uzbekistan"]},"datasets":["us_trade"]}
"#;

#[test]
fn what_strangers_tell_is_alleged_and_rests_on_their_dataset() {
    let done = lines(STRANGE, empty());
    let acme = named(&done.folder, "acme");
    assert_eq!(acme.first("name"), Some("Acme Intercept"));
    assert_eq!(acme.values("aliases").collect::<Vec<_>>(), ["ACME INTERCEPT LTD", "Acme, the firm"]);
    assert_eq!((acme.first("country"), acme.first("founded")), (Some("gb"), Some("2001-05-02")));
    assert_eq!(acme.values("technologies").collect::<Vec<_>>(), ["intrusion"]);
    assert_eq!((acme.confidence(), acme.first("note")), (Confidence::Alleged, None), "their words are no note of ours");
    assert_eq!(acme.sources().len(), 1);
    let locator = acme.claims_of("id").next().unwrap().evidence[0].locator.clone();
    assert_eq!(locator.as_deref(), Some("entity acme"));
    assert_eq!(acme.origin.as_ref().map(|o| (o.key.as_str(), o.id.as_deref())), Some(("us_trade", Some("acme"))));

    let things = entities(&done.folder);
    let beta = things.iter().find(|e| e.first("name") == Some("Beta Holding")).unwrap();
    assert!(beta.id.as_str().starts_with("svl-"), "an identifier that is none of ours is minted");
    assert_eq!(beta.sources().len(), 2);
    let country = beta.claims_of("country").next().unwrap();
    assert_eq!(country.evidence[0].source, None, "which of two datasets states it is not said");
    let owns = named(&done.folder, "owns");
    assert_eq!((owns.first("from"), owns.first("kind")), (Some(beta.id.as_str()), Some("owner")));
    assert_eq!(owns.first("percentage"), Some("60"));
    let listed = named(&done.folder, "listed");
    assert_eq!((listed.first("target"), listed.first("effect")), (Some("acme"), Some("travel_or_asset")));
    assert_eq!((listed.first("legal_basis"), listed.first("verified")), (Some("EO 1"), Some("no")));
    let won = named(&done.folder, "won");
    assert_eq!((won.first("stage"), won.first("agreed")), (Some("contracted"), Some("2015-03")));
    assert_eq!((won.first("end_user"), won.first("recipient_country")), (Some("police"), Some("kz")));
    assert_eq!(named(&done.folder, "news").first("language"), Some("en"));
    assert!(things.iter().any(|e| e.id.as_str() == "intrusion"), "the term comes from the program's own vocabulary");
    // No private person is anywhere in the folder.
    for (_, bytes) in done.folder.files().unwrap() {
        assert!(!String::from_utf8(bytes).unwrap().contains("Roe"));
    }
}

#[test]
fn what_strangers_tell_beyond_that_is_refused_and_counted() {
    let done = lines(STRANGE, empty());
    insta::assert_snapshot!("strange-refused", refusals(&done.report).join("\n"));
    let left: String = done.report.left_out.iter().fold(String::new(), |mut all, (property, count)| {
        writeln!(all, "{count} × {property}").unwrap();
        all
    });
    insta::assert_snapshot!("strange-left-out", left);
    let sums = done.report.sums();
    assert_eq!((sums.read, sums.added, sums.refused), (18, 8, 10));
}

#[test]
fn a_second_import_changes_nothing() {
    let first = lines(STRANGE, empty());
    let before = first.folder.files().unwrap();
    let second = lines(STRANGE, first.folder);
    assert_eq!(second.report.sums().unchanged, 8);
    assert_eq!(second.report.sums().refused, 10);
    assert_eq!(second.folder.files().unwrap(), before);
}

#[test]
fn a_row_of_ours_is_never_overwritten() {
    let first = lines(STRANGE, empty());
    let before = first.folder.files().unwrap();
    let second = lines(&STRANGE.replace("\"gb\",", "\"fr\","), first.folder);
    let refused = refusals(&second.report);
    let ours = refused.iter().find(|r| r.contains("(acme)")).unwrap();
    assert!(ours.contains("first in `country`: the folder has `gb`, the file `fr`"), "{ours}");
    assert_eq!(second.folder.files().unwrap(), before);
}

#[test]
fn statements_in_every_form_and_order_are_the_same_entities() {
    let rows: [[&str; 6]; 7] = [
        ["acme", "Company", "name", "Acme Ltd", "us_trade", ""],
        ["acme", "LegalEntity", "country", "gb", "us_trade", "United Kingdom"],
        ["beta", "Company", "name", "Beta \"quoted\", GmbH", "us_trade", ""],
        ["acme", "Company", "name", "ACME", "eu_list", ""],
        ["acme", "Company", "id", "0123", "us_trade", ""],
        ["beta", "Company", "id", "4567", "us_trade", ""],
        ["owns", "Ownership", "owner", "acme", "us_trade", ""],
    ];
    let quoted = |cells: &[&str]| {
        cells.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect::<Vec<_>>().join(",") + "\n"
    };
    let mut csv = quoted(&[
        "canonical_id",
        "entity_id",
        "prop",
        "prop_type",
        "schema",
        "value",
        "dataset",
        "origin",
        "lang",
        "original_value",
        "external",
        "first_seen",
        "last_seen",
        "id",
    ]);
    let mut pack =
        "entity_id,prop,value,dataset,lang,original_value,origin,external,first_seen,last_seen,id\n".to_owned();
    let (mut legacy, mut json) = (String::new(), String::new());
    for [id, schema, prop, value, dataset, original] in rows {
        let time = "2024-02-03T04:05:06";
        csv += &quoted(&[id, id, prop, "name", schema, value, dataset, "", "", original, "f", time, time, "x"]);
        let packed = format!("{schema}:{prop}");
        pack += &quoted(&[id, &packed, value, dataset, "", original, "", "", time, time, "x"]);
        legacy += &quoted(&[id, &packed, value, dataset, "", original, "", "", time, time]);
        let line = serde_json::json!({ "canonical_id": id, "entity_id": id, "prop": prop, "schema": schema, "value": value,
            "dataset": dataset, "original_value": Some(original).filter(|o| !o.is_empty()), "external": false, "first_seen": time });
        writeln!(json, "{line}").unwrap();
    }
    let read = statements(&csv, None);
    let acme = named(&read.folder, "acme");
    assert_eq!(acme.schema, "Company", "the more special schema");
    let name = acme.claims_of("aliases").next().unwrap();
    assert_eq!((name.value.as_str(), name.evidence.len()), ("Acme Ltd", 1));
    assert!(name.evidence[0].source.is_some(), "a statement says which dataset states it");
    assert_eq!(acme.claims_of("country").next().unwrap().evidence[0].as_written.as_deref(), Some("United Kingdom"));
    assert_eq!(refusals(&read.report), ["entity owns: schema Ownership: one of its ends is no company that came in"]);
    for (other, format) in [(&pack, Format::Pack), (&legacy, Format::Pack), (&json, Format::Json), (&csv, Format::Csv)]
    {
        for format in [None, Some(format)] {
            assert_eq!(statements(other, format).folder.files().unwrap(), read.folder.files().unwrap());
        }
    }
}

fn error(text: &[u8]) -> String {
    let how = |f: &[PathBuf], folder, s: Setting<'_>| ftm::entity_lines(f, folder, s, &mut |_, _| {});
    let error = read(text, empty(), &how).err().unwrap().to_string();
    error.split_once(", line ").unwrap().1.to_owned()
}

#[test]
fn hostile_lines_are_refused_by_name() {
    let good = r#"{"id":"good","schema":"Company","properties":{"name":["Good Ltd"]},"datasets":["d"]}"#;
    let deep =
        format!("{{\"id\":\"x\",\"schema\":\"Company\",\"properties\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let company = |rest: &str| format!("{{\"id\":\"x\",\"schema\":\"Company\",{rest}}}");
    let hostile = [
        deep,
        company(r#""properties":{"name":["a\u0000b"]}"#),
        company(r#""properties":{"name":["\ud800"]}"#),
        company(r#""properties":{"name":["A"],"name":["B"]}"#),
        company(r#""id":"y""#),
        company(r#""properties":{"name":[7]}"#),
        company(r#""properties":{"name":{"a":"b"}}"#),
        company(r#""properties":[]"#),
        r#"{"schema":"Company","properties":{"name":["A"]}}"#.to_owned(),
        r#"{"id":7,"schema":"Company"}"#.to_owned(),
        r#"{"id":" ","schema":"Company"}"#.to_owned(),
        r#"{"id":"kz","schema":"Country","properties":{"name":["Ours"]},"datasets":["d"]}"#.to_owned(),
        "[1]".to_owned(),
        "7".to_owned(),
        company(&format!(r#""properties":{{"name":["{}"]}},"datasets":["d"]"#, "x".repeat(70_000))),
        company(r#""properties":{"name":["Unnamed supplier"]},"datasets":["d"]"#),
    ];
    let text = format!("{}\n{good}\n", hostile.join("\n"));
    let done = lines(&text, empty());
    insta::assert_snapshot!("hostile-refused", refusals(&done.report).join("\n"));
    assert_eq!((done.report.sums().added, done.report.sums().refused), (1, hostile.len()));
}

#[test]
fn a_damaged_file_stops_the_import() {
    let mut long = b"{}\n{\"id\":\"".to_vec();
    long.resize(50 << 20, b'x');
    assert_eq!(error(&long), "2: found a line that is longer; expected at most 16 MB a line");
    assert_eq!(
        error(b"\n{\"id\": \"\xff\"}"),
        "2: found bytes that are no UTF-8, after byte 8 of the line; expected UTF-8 text"
    );
    assert!(error(b"{\"id\": \"cut").starts_with("1: found text that is no JSON: EOF"), "{}", error(b"{\"id\": \"cut"));
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_bounded() {
    let mut text = b"entity_id,prop,value,dataset\n\"".to_vec();
    text.resize(50 << 20, b'x');
    let how = |f: &[PathBuf], folder, s: Setting<'_>| ftm::statements(f, None, folder, s, &mut |_, _| {});
    let error = read(&text, empty(), &how).err().unwrap().to_string();
    assert!(error.ends_with("line 2: found a row that is longer; expected at most 16 MB a row"), "{error}");
}

#[test]
fn texts_that_turn_the_line_are_repaired_and_paths_are_no_identifiers() {
    let text = r#"{"id":"../../x","schema":"Company","properties":{"name":["Evil\u202eLtd"],"website":["javascript:alert(1)"]},"datasets":["../d"]}"#;
    let done = lines(text, empty());
    let company = entities(&done.folder).into_iter().find(|e| e.schema == "Company").unwrap();
    assert_eq!(company.first("name"), Some("EvilLtd"));
    assert!(company.id.as_str().starts_with("svl-"));
    let origin = company.origin.as_ref().unwrap();
    assert!(company.first("website").is_none() && origin.key.starts_with("___d_"), "{origin:?}");
    let repair = &done.report.repairs["white space or control characters"];
    assert_eq!(repair.examples[0], ("Evil\\u{202e}Ltd".to_owned(), "EvilLtd".to_owned()));
    assert_eq!(done.report.left_out.keys().collect::<Vec<_>>(), ["Company.website (not of our form)"]);
}

/// Lines of one dataset, each `id schema properties`.
fn told(dataset: &str, things: &[(&str, &str, &str)]) -> String {
    let line = |(id, schema, properties): &(&str, &str, &str)| {
        format!(r#"{{"id":"{id}","schema":"{schema}","properties":{{{properties}}},"datasets":["{dataset}"]}}"#) + "\n"
    };
    things.iter().map(line).collect()
}

fn ids(folder: &Folder, sheet: &str) -> Vec<String> {
    folder.rows(sheet).iter().map(|row| row.cell(0).to_owned()).collect()
}

#[test]
fn measures_are_read_from_provisions_and_programs_and_mind_what_is_denied() {
    let listed = |provisions: &str, summary: &str| {
        let properties = format!(
            r#""entity":["acme"],"authority":["Bureau"],"provisions":["{provisions}"],"summary":["{summary}"]"#
        );
        let text = told("d", &[("acme", "Company", r#""name":["Acme Ltd"]"#), ("m", "Sanction", &properties)]);
        let done = lines(&text, empty());
        entities(&done.folder).iter().find(|e| e.schema == "Measure").and_then(|m| m.first("effect").map(str::to_owned))
    };
    for (effect, provisions) in [
        (Some("travel_or_asset"), "Asset freeze"),
        (Some("licence_required"), "Export: license requirement"),
        (Some("presumption_of_denial"), "Case-by-case, presumption of denial"),
        (Some("prohibition"), "prohibition"),
        (None, "Not subject to an asset freeze"),
        (None, "Asset freeze lifted"),
        (None, "Prohibitions"),
        (None, "Unblocking of funds"),
        (None, "Visa-free travel"),
    ] {
        assert_eq!(listed(provisions, "").as_deref(), effect, "{provisions}");
    }
    assert_eq!(listed("See annex", "The company is under an asset freeze."), None, "a sentence about it is no measure");
}

#[test]
fn only_who_imports_can_say_that_an_export_comes_home() {
    let own = told(
        "list",
        &[
            ("paper", "Article", r#""title":["A paper"],"keywords":["kind: press","opened: yes"]"#),
            ("acme", "Company", r#""name":["Acme Ltd"],"proof":["paper"]"#),
            (
                "deal",
                "EconomicActivity",
                r#""sender":["acme"],"proof":["paper"],"summary":["[delivered; confirmed] Boxes."]"#,
            ),
            (
                "lost",
                "EconomicActivity",
                r#""sender":["acme"],"proof":["elsewhere"],"summary":["[delivered; reported] B."]"#,
            ),
            ("tie", "Ownership", r#""owner":["acme"],"asset":["nobody"],"role":["owner"],"proof":["paper"]"#),
        ],
    );
    let with = |home: bool, new: bool| {
        let how = |f: &[PathBuf], folder, s: Setting<'_>| {
            ftm::entity_lines(f, folder, Setting { home, new, ..s }, &mut |_, _| {})
        };
        read(own.as_bytes(), empty(), &how).unwrap()
    };
    for done in [with(false, false), with(true, true)] {
        assert_eq!(named(&done.folder, "acme").confidence(), Confidence::Alleged);
        assert_eq!(ids(&done.folder, "transfers"), Vec::<String>::new());
        assert!(done.report.notes[0].starts_with("5 things of the dataset `list`"), "{:?}", done.report.notes);
    }
    let done = with(true, false);
    assert_eq!(done.report.notes, ["5 things came home: read as this folder's own export of `list`"]);
    assert_eq!(named(&done.folder, "deal").confidence(), Confidence::Confirmed);
    let above = &done.report.repairs["graded as the export has it, above the usual grade of its sources"];
    assert_eq!((above.count, above.examples[0].1.as_str()), (1, "confirmed"));
    assert_eq!(ids(&done.folder, "transfers"), ["deal"]);
    assert_eq!(done.report.sums().refused, 2, "{:?}", refusals(&done.report));
    // Our own deal does not come back as somebody else's word for it.
    let derived = told(
        "list",
        &[
            ("deal-ftm-contract", "Contract", r#""title":["Boxes"]"#),
            ("deal-ftm-award", "ContractAward", r#""supplier":["acme"],"contract":["deal-ftm-contract"]"#),
        ],
    );
    let again = lines(&derived, done.folder);
    assert_eq!(again.report.sums().refused, 2);
    assert!(refusals(&again.report)[1].ends_with("derives it from a row that the folder has"), "{again:?}");
}

#[test]
fn no_two_datasets_are_one_origin() {
    let text: String = [("a-b", "one"), ("a b", "two"), ("a_b", "three")]
        .into_iter()
        .map(|(dataset, id)| told(dataset, &[(id, "Company", r#""name":["A Ltd"]"#)]))
        .collect();
    let done = lines(&text, empty());
    let origins: std::collections::BTreeSet<sousveil_model::Text> =
        ["one", "two", "three"].iter().map(|id| named(&done.folder, id).origin.unwrap().key).collect();
    assert_eq!(origins.len(), 3);
    assert!(origins.contains("a_b"));
}

#[test]
fn identifiers_that_mean_two_things_are_settled_row_by_row() {
    let text = told(
        "d",
        &[
            ("video", "Company", r#""name":["Video Ltd"],"sector":["video"]"#),
            ("two", "Company", r#""name":["Two Ltd"]"#),
            ("two", "PublicBody", r#""name":["Two"],"country":["gb"]"#),
            ("three", "PublicBody", r#""name":["Three"],"country":["gb"]"#),
            ("three", "Company", r#""name":["Three Ltd"]"#),
            ("owns", "Ownership", r#""owner":["two"],"asset":["video"]"#),
            ("owns-2", "Ownership", r#""owner":["two"],"asset":["three"]"#),
        ],
    );
    let done = lines(&text, empty());
    assert_eq!(
        refusals(&done.report),
        [
            "line 3 (two): its identifier was taken by an earlier line",
            "line 5 (three): its identifier was taken by an earlier line",
            "line 7 (owns-2): schema Ownership: one of its ends is no company that came in",
        ]
    );
    assert_eq!((ids(&done.folder, "relations").len(), ids(&done.folder, "technologies").len()), (1, 1));
}

#[test]
fn what_a_contract_says_is_kept_or_counted() {
    let text = told(
        "d",
        &[
            ("acme", "Company", r#""name":["Acme Ltd"]"#),
            ("police", "PublicBody", r#""name":["Police"],"country":["kz"]"#),
            ("army", "PublicBody", r#""name":["Army"],"country":["kz"]"#),
            (
                "deal",
                "Contract",
                r#""title":["System","Another"],"authority":["police","army","nobody"],"contractDate":["2015","soon"],"amount":["1","2"]"#,
            ),
            ("won", "ContractAward", r#""supplier":["acme"],"contract":["deal"],"date":["2016","2017"]"#),
        ],
    );
    let done = lines(&text, empty());
    let won = named(&done.folder, "won");
    assert_eq!(won.values("end_user").collect::<Vec<_>>(), ["army", "police"]);
    assert_eq!((won.first("recipient_country"), won.first("agreed")), (Some("kz"), Some("2015")));
    let left: Vec<String> = done.report.left_out.iter().map(|(what, count)| format!("{count} × {what}")).collect();
    assert_eq!(
        left,
        [
            "2 × ContractAward.contract.amount",
            "1 × ContractAward.contract.authority",
            "1 × ContractAward.contract.contractDate",
            "1 × ContractAward.contract.title",
            "1 × ContractAward.date (its contract is dated)",
            "1 × ContractAward.date (more than one)",
        ]
    );
}

#[test]
fn the_order_of_values_in_a_file_says_nothing() {
    let company = |names: &str| {
        let text = told("d", &[("acme", "Company", &format!(r#""name":[{names}],"country":["gb","de"]"#))]);
        lines(&text, empty())
    };
    let (one, other) = (company(r#""Акме","Acme Ltd","ACME""#), company(r#""ACME","Acme Ltd","Акме""#));
    assert_eq!(one.folder.files().unwrap(), other.folder.files().unwrap());
    assert_eq!(named(&one.folder, "acme").first("name"), Some("ACME"));
}
